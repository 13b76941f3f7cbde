/* SPDX-License-Identifier: MIT */
/*
 * archive: what is imported is kept, so that everything can be rebuilt from
 * VAR/warc. A file becomes a resource record in nianbao-import-*.warc.gz; a
 * WARC stays where it is. VAR/warc/import.tsv remembers both, a line each:
 *
 *	kind<TAB>digest<TAB>path<TAB>warc<TAB>offset<TAB>length
 *
 * kind is "file" (in the record of that WARC in VAR/warc), "line" (likewise, a
 * line of a corpus (corpus.h): path is that of the file, "#" and the number of
 * the line), "warc" (path is absolute, length its size, warc "-") or "too_big"
 * (a file of more than WARC_MAX_BLOCK bytes, not kept, warc "-"). In paths a
 * tab, line end or backslash is \t, \n or \\. The same path with the same
 * digest is archived once.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

struct archive_counts {
	long seen;		/* the sum of the next six */
	long files;		/* archived now */
	long lines;		/* of corpora, archived now */
	long warcs;		/* remembered now */
	long same;		/* there already */
	long too_big;
	long unreadable;
};

/*
 * Archives the files that paths name, folders walked in byte order of the
 * names, hidden ones left out. VAR itself, which holds the database, is passed
 * over with a warning. Another import into the same VAR waits. What a crash
 * left unfinished is taken up first: records that the list does not have are
 * cut off. Returns the exit status: 0, or 3 when files were set aside. Ends
 * the program when VAR can't be written.
 */
int archive_run(char *const *paths, int n, const char *var,
    struct archive_counts *);

#endif
