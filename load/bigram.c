/* SPDX-License-Identifier: MIT */
/*
 * Here and not in SQL, where they took most of the time of a refresh: there
 * each character is a row.
 */
#include "bigram.h"

#include <stdio.h>
#include <stdlib.h>

#include "copy.h"
#include "msg.h"

enum { MARKS = 0x10000 };

/* More than the text of a few reports becomes. */
static const size_t max_bytes = (size_t)2 << 30;

struct bigrams {
	bool mark[MARKS];
	uint64_t word[BIGRAM_MAX_CHARS];	/* bytes, the first on top */
};

struct bigrams *
bigram_new(struct str marks)
{
	struct bigrams *w = xcalloc(1, sizeof(*w));
	uint32_t c;

	for (size_t at = 0; at < marks.n;) {
		c = str_char(marks, &at);
		if (c < MARKS)
			w->mark[c] = true;
	}
	return w;
}

void
bigram_free(struct bigrams *w)
{
	free(w);
}

/* The bytes of the next character as one number, and their bits; 0: a mark. */
static uint64_t
next_char(const struct bigrams *w, struct str s, size_t *at, size_t *bits)
{
	size_t start = *at;
	uint32_t c = str_char(s, at);
	uint64_t bytes = 0;

	*bits = 0;
	if (c < MARKS && w->mark[c])
		return 0;
	*bits = 8 * (*at - start);
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 'a';
	while (start < *at)
		bytes = bytes << 8 | (unsigned char)s.p[start++];
	return bytes;
}

/* All words of a text into w->word; returns how many. */
static size_t
cut(struct bigrams *w, struct str text)
{
	uint64_t left = 0, right;
	size_t n = 0, at = 0, left_bits = 0, bits;

	for (size_t i = 0; at < text.n && i < BIGRAM_MAX_CHARS; i++) {
		right = next_char(w, text, &at, &bits);
		if (left != 0)
			w->word[n++] = (left << bits | right) <<
			    (64 - left_bits - bits);
		left = right;
		left_bits = bits;
	}
	if (left != 0)
		w->word[n++] = left << (64 - left_bits);
	return n;
}

static int
compare(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Each once, in the order of their bytes, which is that of a tsvector. */
static size_t
sort(struct bigrams *w, size_t n)
{
	size_t kept = 0;

	qsort(w->word, n, sizeof(w->word[0]), compare);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || w->word[i] != w->word[i - 1])
			w->word[kept++] = w->word[i];
	return kept;
}

void
bigram_copy(struct bigrams *w, struct buf *b, struct str text)
{
	size_t n = sort(w, cut(w, text)), start = copy_open_tsvector(b, n);
	char bytes[12], *p;

	for (size_t i = 0; i < n; i++) {
		p = bytes;
		for (uint64_t left = w->word[i]; left != 0; left <<= 8)
			*p++ = (char)(left >> 56);
		/* Its end, and that it has no positions. */
		memset(p, 0, 3);
		buf_add(b, bytes, (size_t)(p - bytes) + 3);
	}
	copy_close(b, start);
}

/* Sections that have no words yet, as rows of derived.section_words. */
struct portion {
	struct bigrams *words;
	struct buf rows;
	long long n;		/* of all portions */
};

static void
set_marks(void *to, char *const *columns)
{
	struct portion *p = to;

	p->words = bigram_new(str_of(columns[0]));
}

static void
add_section(void *to, char *const *columns)
{
	struct portion *p = to;

	copy_row(&p->rows, 5);
	copy_int2(&p->rows, (int)strtol(columns[0], NULL, 10));
	copy_int8(&p->rows, strtoll(columns[1], NULL, 10));
	copy_int4(&p->rows, (int)strtol(columns[2], NULL, 10));
	copy_int8(&p->rows, strtoll(columns[3], NULL, 10));
	bigram_copy(p->words, &p->rows, str_of(columns[4]));
	p->n++;
}

/* Some reports from this key on, in a transaction of their own. */
static enum pg_rc
refresh_portion(struct pg *pg, struct portion *p, const char *first)
{
	enum pg_rc rc = pg_run(pg, "BEGIN");
	struct str rows;

	buf_reset(&p->rows);
	copy_begin(&p->rows);
	if (rc == PG_OK)
		rc = pg_query(pg, "SELECT report_year, report_key, ordinal, "
		    "version_key, body FROM derived.take_wordless($1)", 1,
		    &first, add_section, p);
	copy_end(&p->rows);
	if (!buf_ok(&p->rows))
		fatal("the words of a few reports are too many");
	rows = buf_str(&p->rows);
	if (rc == PG_OK)
		rc = pg_copy(pg, "COPY derived.section_words (report_year, "
		    "report_key, ordinal, version_key, words) FROM STDIN "
		    "(FORMAT binary)", &rows, 1);
	if (rc == PG_OK)
		rc = pg_run(pg, "COMMIT");
	return rc;
}

enum { MAX_KEY = 24 };

static void
set_first(void *to, char *const *columns)
{
	snprintf(to, MAX_KEY, "%s", columns[0] != NULL ? columns[0] : "");
}

enum pg_rc
bigram_refresh(struct pg *pg)
{
	/* What derived.refresh() holds: reports stay as they are. */
	enum pg_rc rc = pg_run(pg, "SELECT pg_advisory_lock(20080501, 3)");
	struct portion p = { 0 };
	/*
	 * What was taken is never looked at again: as long as others may still
	 * see it, it is there.
	 */
	char first[MAX_KEY] = "-9223372036854775808", added[24];

	buf_init(&p.rows, max_bytes);
	if (rc == PG_OK)
		rc = pg_query(pg, "SELECT base.marks()", 0, NULL, set_marks,
		    &p);
	do {
		if (rc == PG_OK)
			rc = pg_query(pg, "SELECT min(report_key) "
			    "FROM derived.wordless WHERE report_key >= $1", 1,
			    (const char *[]){ first }, set_first, first);
		if (rc == PG_OK && first[0] != '\0')
			rc = refresh_portion(pg, &p, first);
	} while (rc == PG_OK && first[0] != '\0');
	snprintf(added, sizeof(added), "%lld", p.n);
	if (rc == PG_OK && p.n > 0)
		rc = pg_query(pg, "SELECT derived.tidy($1)", 1,
		    (const char *[]){ added }, NULL, NULL);
	if (rc == PG_OK)
		rc = pg_run(pg, "SELECT pg_advisory_unlock(20080501, 3)");
	bigram_free(p.words);
	buf_release(&p.rows);
	return rc;
}
