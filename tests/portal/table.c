/* SPDX-License-Identifier: MIT */
#include "table.h"

#include <string.h>

#include "dict.h"
#include "msg.h"

#define FILE_DECLARE(name)                                                  \
	extern const char _binary_##name##_start[], _binary_##name##_end[]
#define FILE_ENTRY(file, name)                                              \
	{ file, _binary_##name##_start, _binary_##name##_end }

FILE_DECLARE(agencies_tsv);
FILE_DECLARE(articles_tsv);
FILE_DECLARE(columns_tsv);
FILE_DECLARE(form_tsv);
FILE_DECLARE(mirrors_tsv);
FILE_DECLARE(plants_tsv);
FILE_DECLARE(hosts_tsv);
FILE_DECLARE(prose_tsv);
FILE_DECLARE(rows_tsv);
FILE_DECLARE(hanweb_article_html);
FILE_DECLARE(hanweb_list_html);
FILE_DECLARE(mirror_article_html);
FILE_DECLARE(mirror_list_html);
FILE_DECLARE(old_article_html);
FILE_DECLARE(old_list_html);
FILE_DECLARE(trs_article_html);
FILE_DECLARE(trs_list_html);

static const struct file {
	const char *name, *start, *end;
} files[] = {
	FILE_ENTRY("agencies", agencies_tsv),
	FILE_ENTRY("articles", articles_tsv),
	FILE_ENTRY("columns", columns_tsv),
	FILE_ENTRY("form", form_tsv),
	FILE_ENTRY("mirrors", mirrors_tsv),
	FILE_ENTRY("plants", plants_tsv),
	FILE_ENTRY("hosts", hosts_tsv),
	FILE_ENTRY("prose", prose_tsv),
	FILE_ENTRY("rows", rows_tsv),
	FILE_ENTRY("hanweb-article", hanweb_article_html),
	FILE_ENTRY("hanweb-list", hanweb_list_html),
	FILE_ENTRY("mirror-article", mirror_article_html),
	FILE_ENTRY("mirror-list", mirror_list_html),
	FILE_ENTRY("old-article", old_article_html),
	FILE_ENTRY("old-list", old_list_html),
	FILE_ENTRY("trs-article", trs_article_html),
	FILE_ENTRY("trs-list", trs_list_html),
};

static struct str
find_file(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (strcmp(files[i].name, name) == 0)
			return dict_text(files[i].start, files[i].end);
	fatal("no data file \"%s\"", name);
}

struct str
table_template(const char *name)
{
	return find_file(name);
}

struct table
table_read(struct arena *a, const char *name, int min_cols)
{
	struct str text = find_file(name);
	struct table t = { NULL, 0 };
	struct dict_row from;
	struct table_row *to;
	int i;

	while (dict_next(&text, &from)) {
		if (from.n < min_cols)
			fatal("%s: row %d has %d columns", name, t.n + 1,
			    from.n);
		t.row = arena_grow(a, t.row, (size_t)t.n, sizeof(*t.row));
		to = &t.row[t.n++];
		for (i = 0; i < TABLE_MAX_COLS; i++)
			to->col[i] = i < from.n ?
			    arena_str(a, from.col[i]).p : "";
	}
	return t;
}
