/* SPDX-License-Identifier: MIT */
/*
 * shapes: the official forms in every way that offices write them.
 *
 *	shapes write DIR [N]	the documents, one a shape and number
 *	shapes check [-v] [N]	reads records on stdin; TAP on stdout
 *
 * N is how many mixed shapes there are besides those of the table.
 * A shape passes when no cell is silently wrong, and none is absent unless
 * the shape says why.
 */
#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <opencc/opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mixed.h"
#include "paper.h"
#include "verdict.h"

enum { NUMBERS = 3, MAX_PAGE = 4 << 20, MAX_MIXED = 2000, MIXED = 60,
	MAX_SHAPES = 512 + MAX_MIXED };

/* All shapes, the mixed ones with a name. */
struct shapes {
	struct shape v[MAX_SHAPES];
	int n;
	char name[MAX_MIXED][24];
};

static void
collect(struct shapes *all, int mixed)
{
	int i;

	assert(shape_count + mixed <= MAX_SHAPES && mixed <= MAX_MIXED);
	for (i = 0; i < shape_count; i++)
		all->v[all->n++] = shape_all[i];
	for (i = 0; i < mixed; i++) {
		snprintf(all->name[i], sizeof(all->name[i]), "mixed-%d", i);
		all->v[all->n] = mixed_shape(i);
		all->v[all->n++].name = all->name[i];
	}
}

/* The bytes of a page; what the encoding has not is a reference. */
static void
encode(const char *charset, struct str page, FILE *f)
{
	iconv_t cd = iconv_open(charset, "UTF-8");
	char out[4096], *to, *from = (char *)(uintptr_t)page.p, ref[16];
	size_t n = page.n, room, at;

	assert(cd != (iconv_t)-1);
	if (strcmp(charset, "UTF-16LE") == 0)
		fwrite("\xFF\xFE", 1, 2, f);
	while (n > 0) {
		to = out;
		room = sizeof(out);
		if (iconv(cd, &from, &n, &to, &room) == (size_t)-1 &&
		    errno == EILSEQ) {
			at = 0;
			snprintf(ref, sizeof(ref), "&#%u;",
			    str_char((struct str){ from, n }, &at));
			fwrite(out, 1, sizeof(out) - room, f);
			fputs(ref, f);
			from += at;
			n -= at;
			continue;
		}
		fwrite(out, 1, sizeof(out) - room, f);
	}
	iconv_close(cd);
}

static void
write_page(const char *dir, const struct shape *s, int number,
    struct str page, opencc_t hant)
{
	char path[512], *converted = NULL;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s-%d.%s", dir, s->name, number,
	    s->medium == MEDIUM_HTML ? "html" : "txt");
	if ((f = fopen(path, "wb")) == NULL) {
		perror(path);
		exit(1);
	}
	if (s->hant) {
		converted = opencc_convert_utf8(hant, page.p, page.n);
		page = str_of(converted);
	}
	if (s->charset != NULL)
		encode(s->charset, page, f);
	else
		fwrite(page.p, 1, page.n, f);
	fclose(f);
	opencc_convert_utf8_free(converted);
}

static unsigned int
seed_of(int shape, int number)
{
	return (unsigned int)(1000 * shape + number);
}

static int
write_all(const struct shapes *all, const char *dir)
{
	static struct report reports[2];
	opencc_t hant = opencc_open("s2t.json");
	struct truth t;
	struct buf b;
	int i, k;

	buf_init(&b, MAX_PAGE);
	for (i = 0; i < all->n; i++)
		for (k = 0; k < NUMBERS; k++) {
			truth_make(&t, &all->v[i], seed_of(i, k));
			sheet_report(&reports[0], &t, &all->v[i]);
			truth_make(&t, &all->v[i], seed_of(i, k) + 500);
			sheet_report(&reports[1], &t, &all->v[i]);
			buf_reset(&b);
			paper_print(&b, reports,
			    all->v[i].how & HOW_TWO_REPORTS ? 2 : 1,
			    &all->v[i]);
			assert(buf_ok(&b));
			write_page(dir, &all->v[i], k, buf_str(&b), hant);
		}
	buf_release(&b);
	opencc_close(hant);
	return 0;
}

/* The shape and number in ".../NAME-2.html"; -1 if there is none. */
static int
find_shape(const struct shapes *all, const char *source, int *number)
{
	const char *name = strrchr(source, '/'), *dash;
	int i;

	name = name != NULL ? name + 1 : source;
	if ((dash = strrchr(name, '-')) == NULL)
		return -1;
	*number = dash[1] - '0';
	for (i = 0; i < all->n; i++)
		if (strlen(all->v[i].name) == (size_t)(dash - name) &&
		    strncmp(all->v[i].name, name,
		    (size_t)(dash - name)) == 0)
			return *number >= 0 && *number < NUMBERS ? i : -1;
	return -1;
}

static void
read_record(const struct shapes *all, const char *line,
    struct verdict *sum, int *seen, bool say)
{
	json_t *rec = json_loads(line, 0, NULL);
	struct verdict v;
	struct truth t;
	int i, number;

	i = find_shape(all, json_string_value(json_object_get(rec, "source")),
	    &number);
	assert(i >= 0);
	if (say)
		printf("# %s-%d\n", all->v[i].name, number);
	truth_make(&t, &all->v[i], seed_of(i, number));
	verdict_read(&v, &t, rec, say);
	sum[i].right += v.right;
	sum[i].flagged += v.flagged;
	sum[i].absent += v.absent;
	sum[i].silent += v.silent;
	sum[i].doubts += v.doubts;
	seen[i]++;
	json_decref(rec);
}

static int
report(const struct shapes *all, const struct verdict *verdicts,
    const int *seen)
{
	struct verdict sum = { 0 };
	bool ok, passed = true;
	int i;

	for (i = 0; i < all->n; i++) {
		const struct verdict *v = &verdicts[i];
		const struct shape *s = &all->v[i];

		ok = seen[i] == NUMBERS && v->silent == 0 && v->right > 0 &&
		    (v->absent + v->flagged == 0 ||
		    s->lost != NULL);
		passed &= ok;
		printf("%sok %d - %s: %d right, %d with a doubt, %d flagged, "
		    "%d absent, %d silently wrong%s%s\n", ok ? "" : "not ",
		    i + 1, s->name, v->right, v->doubts, v->flagged,
		    v->absent, v->silent, s->lost ? "; " : "",
		    s->lost ? s->lost : "");
		sum.right += v->right;
		sum.doubts += v->doubts;
		sum.flagged += v->flagged;
		sum.absent += v->absent;
		sum.silent += v->silent;
	}
	printf("1..%d\n# %d shapes: %d right (%d with a doubt), %d flagged, "
	    "%d absent, %d silently wrong\n", all->n, all->n,
	    sum.right, sum.doubts, sum.flagged, sum.absent, sum.silent);
	return passed ? 0 : 1;
}

static int
check(const struct shapes *all, bool say)
{
	static struct verdict verdicts[MAX_SHAPES];
	static int seen[MAX_SHAPES];
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0)
		read_record(all, line, verdicts, seen, say);
	free(line);
	return report(all, verdicts, seen);
}

int
main(int argc, char **argv)
{
	static struct shapes all;
	bool say = argc > 2 && strcmp(argv[2], "-v") == 0;

	if (argc >= 3 && strcmp(argv[1], "write") == 0) {
		collect(&all, argc > 3 ? (int)strtol(argv[3], NULL, 10) :
		    MIXED);
		return write_all(&all, argv[2]);
	}
	if (argc >= 2 && strcmp(argv[1], "check") == 0) {
		collect(&all, argc > 2 + say ?
		    (int)strtol(argv[2 + say], NULL, 10) : MIXED);
		return check(&all, say);
	}
	fputs("usage: shapes write DIR [N] | check [-v] [N]\n", stderr);
	return 2;
}
