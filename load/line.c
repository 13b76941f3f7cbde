/* SPDX-License-Identifier: MIT */
/*
 * The reader is strict so that the database never has to be: jansson refuses
 * bad UTF-8, NULs, lone surrogates, duplicate keys and deep nesting; here
 * every member is checked for its type and its vocabulary. The first thing
 * wrong is kept and later reads return harmless values, so that the code
 * below needs no check after each member.
 */
#include "line.h"

#include <jansson.h>
#include <limits.h>
#include <openssl/evp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "pgtime.h"
#include "msg.h"
#include "version.h"

enum { MAX_LIST = 200000, MAX_CODE = 200 };

struct reader {
	struct arena *arena;
	struct refusal *why;
	bool bad;
	char at[96];		/* pointer of the object being read */
};

static void refuse(struct reader *, const char *key, const char *code,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void
refuse(struct reader *r, const char *key, const char *code,
    const char *fmt, ...)
{
	va_list ap;

	if (r->bad)
		return;
	r->bad = true;
	r->why->code = code;
	snprintf(r->why->pointer, sizeof(r->why->pointer), "%s%s%s", r->at,
	    *key != '\0' ? "/" : "", key);
	va_start(ap, fmt);
	vsnprintf(r->why->reason, sizeof(r->why->reason), fmt, ap);
	va_end(ap);
}

/* The member, or NULL when it is null. A missing one is an error. */
static json_t *
member(struct reader *r, json_t *o, const char *key)
{
	json_t *v = json_object_get(o, key);

	if (v == NULL)
		refuse(r, key, "missing", "member \"%s\" is missing", key);
	return v == NULL || json_is_null(v) ? NULL : v;
}

/* A string, or STR_NONE for null; borrowed from the JSON, copied at once. */
static struct str
maybe(struct reader *r, json_t *o, const char *key)
{
	json_t *v = member(r, o, key);

	if (v == NULL)
		return STR_NONE;
	if (!json_is_string(v)) {
		refuse(r, key, "bad_type", "\"%s\" is no string", key);
		return STR_NONE;
	}
	return arena_str(r->arena, (struct str){ json_string_value(v),
	    json_string_length(v) });
}

static struct str
must(struct reader *r, json_t *o, const char *key)
{
	struct str s = maybe(r, o, key);

	if (s.p == NULL) {
		refuse(r, key, "missing", "\"%s\" is null", key);
		return STR("");
	}
	return s;
}

/* A code: not empty, and short enough to be a key. */
static struct str
code(struct reader *r, json_t *o, const char *key)
{
	struct str s = must(r, o, key);

	if (s.n == 0 || s.n > MAX_CODE)
		refuse(r, key, "bad_code", "\"%s\" has %zu bytes, 1 to %d "
		    "are right", key, s.n, MAX_CODE);
	return s;
}

static bool
is_one_of(struct str s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_eq(s, str_of(*list)))
			return true;
	return false;
}

/* A word of a closed list; null is let through when `or_null`. */
static struct str
word(struct reader *r, json_t *o, const char *key, bool or_null,
    const char *const *list)
{
	struct str s = or_null ? maybe(r, o, key) : must(r, o, key);

	if (s.p != NULL && !is_one_of(s, list))
		refuse(r, key, "bad_value", "\"%s\" has the unknown value "
		    "\"%.*s\"", key, (int)(s.n < 40 ? s.n : 40), s.p);
	return s;
}

static int64_t
whole(struct reader *r, json_t *o, const char *key, int64_t min, int64_t max)
{
	json_t *v = member(r, o, key);

	if (v == NULL || !json_is_integer(v)) {
		refuse(r, key, "bad_type", "\"%s\" is no whole number", key);
		return min;
	}
	if (json_integer_value(v) < min || json_integer_value(v) > max) {
		refuse(r, key, "out_of_range", "\"%s\" is out of range", key);
		return min;
	}
	return json_integer_value(v);
}

static bool
truth(struct reader *r, json_t *o, const char *key)
{
	json_t *v = member(r, o, key);

	if (v == NULL || !json_is_boolean(v))
		refuse(r, key, "bad_type", "\"%s\" is neither true nor false",
		    key);
	return v != NULL && json_is_true(v);
}

/* How many digits an exact decimal has; 0 if it is none. */
static size_t
decimal_digits(struct str s)
{
	size_t i = 0, digits = 0, point = 0;

	if (i < s.n && s.p[i] == '-')
		i++;
	for (; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			digits++;
		else if (s.p[i] == '.' && digits > 0 && i + 1 < s.n)
			point++;
		else
			return 0;
	}
	return point <= 1 ? digits : 0;
}

/* An exact decimal in a string, or STR_NONE for null. */
static struct str
decimal(struct reader *r, json_t *o, const char *key)
{
	struct str s = maybe(r, o, key);

	if (s.p == NULL)
		return s;
	if (decimal_digits(s) == 0)
		refuse(r, key, "bad_number", "\"%s\" is no decimal", key);
	else if (decimal_digits(s) > RECORD_MAX_DIGITS)
		refuse(r, key, "bad_number", "\"%s\" has more than %d digits",
		    key, RECORD_MAX_DIGITS);
	return s;
}

static struct str
must_decimal(struct reader *r, json_t *o, const char *key)
{
	struct str s = decimal(r, o, key);

	if (s.p == NULL)
		refuse(r, key, "missing", "\"%s\" is null", key);
	return s;
}

/* The JSON text of a value, keys sorted, in the arena. */
static struct str
dumped(struct reader *r, json_t *v)
{
	char *p = json_dumps(v, JSON_SORT_KEYS | JSON_COMPACT);
	struct str s;

	if (p == NULL)
		fatal("out of memory");
	s = arena_str(r->arena, str_of(p));
	free(p);
	return s;
}

/*
 * Lists: elements are read one by one into an array of the arena. The pointer
 * of the element is in r->at while its reader runs.
 */
static void *
list(struct reader *r, json_t *o, const char *key, size_t size, size_t *n,
    void (*read)(struct reader *, json_t *, void *))
{
	json_t *v = member(r, o, key), *e;
	char *p;
	size_t i;

	*n = 0;
	if (v == NULL || !json_is_array(v)) {
		refuse(r, key, "bad_type", "\"%s\" is no list", key);
		return NULL;
	}
	if (json_array_size(v) > MAX_LIST) {
		refuse(r, key, "too_many", "\"%s\" has more than %d elements",
		    key, MAX_LIST);
		return NULL;
	}
	p = arena_alloc(r->arena, json_array_size(v) * size);
	json_array_foreach (v, i, e) {
		if (r->bad)
			break;
		snprintf(r->at, sizeof(r->at), "/%s/%zu", key, i);
		if (json_is_object(e))
			read(r, e, p + i * size);
		else
			refuse(r, "", "bad_type", "no object");
		r->at[0] = '\0';
	}
	*n = json_array_size(v);
	return p;
}

#define READ_LIST(r, o, key, to, read)                                      \
	((to)->v = list(r, o, key, sizeof(*(to)->v), &(to)->n, read))

static void
read_place(struct reader *r, json_t *o, struct cell_in *c)
{
	json_t *v = member(r, o, "at");
	int *to[] = { &c->table, &c->row, &c->at };
	json_t *n;

	c->table = c->row = c->at = -1;
	if (v == NULL)
		return;
	if (!json_is_array(v) || json_array_size(v) != 3) {
		refuse(r, "at", "bad_type", "\"at\" is no list of three");
		return;
	}
	for (size_t i = 0; i < 3; i++) {
		n = json_array_get(v, i);
		if (!json_is_integer(n) || json_integer_value(n) < 0 ||
		    json_integer_value(n) > SHRT_MAX)
			refuse(r, "at", "out_of_range", "no place in a table");
		else
			*to[i] = (int)json_integer_value(n);
	}
}

static void
read_cell(struct reader *r, json_t *o, void *to)
{
	static const char *const states[] = { "num", "blank", "na", "text",
		NULL };
	struct cell_in *c = to;

	c->tbl = (int)whole(r, o, "tbl", 1, 99);
	c->ind = code(r, o, "ind");
	c->col = code(r, o, "col");
	c->value = decimal(r, o, "value");
	c->unit = maybe(r, o, "unit");
	c->state = word(r, o, "state", false, states);
	c->raw = must(r, o, "raw");
	read_place(r, o, c);
	if ((c->value.p != NULL) != str_eq(c->state, STR("num")))
		refuse(r, "value", "value_state", "a value goes with the "
		    "state num and with no other");
}

static void
read_derived(struct reader *r, json_t *o, void *to)
{
	struct derived_in *d = to;

	d->tbl = (int)whole(r, o, "tbl", 1, 99);
	d->ind = code(r, o, "ind");
	d->col = code(r, o, "col");
	d->value = must_decimal(r, o, "value");
	d->formula = must(r, o, "formula");
}

static void
read_figure(struct reader *r, json_t *o, void *to)
{
	static const char *const qualifiers[] = { "exact", "approx", "gt",
		"lt", "up", "down", "before", "after", "low", "high", NULL };
	struct figure_in *f = to;

	f->section = (int)whole(r, o, "section", 0, INT_MAX);
	f->ind = maybe(r, o, "ind");
	f->entity = maybe(r, o, "entity");
	f->value = must_decimal(r, o, "value");
	f->unit = maybe(r, o, "unit");
	f->qualifier = word(r, o, "qualifier", false, qualifiers);
	f->raw = maybe(r, o, "raw");
	f->sentence = maybe(r, o, "sentence");
}

static void
read_check(struct reader *r, json_t *o, void *to)
{
	static const char *const states[] = { "PASS", "PASS_BLANK0", "FAIL",
		"WARN", "NOT_ASSESSABLE", "INFO", NULL };
	struct check_in *c = to;

	c->rule = code(r, o, "rule");
	c->subject = must(r, o, "subject");
	c->status = word(r, o, "status", false, states);
	c->lhs = decimal(r, o, "lhs");
	c->rhs = decimal(r, o, "rhs");
}

static void
read_warning(struct reader *r, json_t *o, void *to)
{
	struct warning_in *w = to;

	w->code = code(r, o, "code");
	w->tbl = (int)whole(r, o, "tbl", 0, 99);
	w->ind = maybe(r, o, "ind");
	w->col = maybe(r, o, "col");
	w->detail = maybe(r, o, "detail");
}

static void
read_section(struct reader *r, json_t *o, void *to)
{
	struct section_in *s = to;

	s->ordinal = (int)whole(r, o, "ordinal", 0, INT_MAX);
	s->level = (int)whole(r, o, "level", 0, 99);
	s->number = (int)whole(r, o, "number", 0, SHRT_MAX);
	s->heading = maybe(r, o, "heading");
	s->heading_from = maybe(r, o, "heading_from");
	s->text = must(r, o, "text");
	s->text_hans = must(r, o, "text_hans");
}

static void
read_grid(struct reader *r, json_t *o, void *to)
{
	struct grid_in *g = to;
	json_t *cells;

	g->table_no = (int)whole(r, o, "table_no", 0, INT_MAX);
	g->caption = maybe(r, o, "caption");
	g->rows = (int)whole(r, o, "rows", 0, INT_MAX);
	g->cols = (int)whole(r, o, "cols", 0, INT_MAX);
	g->flat = truth(r, o, "flat");
	cells = member(r, o, "cells");
	if (cells == NULL || !json_is_array(cells))
		refuse(r, "cells", "bad_type", "\"cells\" is no list");
	else
		g->cells = dumped(r, cells);
}

static void
read_attachment(struct reader *r, json_t *o, void *to)
{
	struct attachment_in *a = to;

	a->url = must(r, o, "url");
	a->title = maybe(r, o, "title");
}

static const char *const kinds[] = { "ogi_annual", "work_summary",
	"gov_work_report", "other", NULL };
static const char *const templates[] = { "T2008", "T2014", "T2019", "T2021",
	NULL };
static const char *const agency_kinds[] = { "government", "department",
	"zone", "township", "other", NULL };
static const char *const levels[] = { "central", "province", "prefecture",
	"county", "township", NULL };
static const char *const scopes[] = { "own", "region", NULL };

/* How the value of a field is checked: a list of words, or a kind of value. */
enum check_as { AS_TEXT, AS_WORD, AS_DATE, AS_YEAR, AS_REGION };

static const struct {
	const char *name;
	enum check_as as;
	const char *const *words;
} field_table[FIELD_COUNT] = {
	[FIELD_KIND] = { "kind", AS_WORD, kinds },
	[FIELD_TEMPLATE] = { "template", AS_WORD, templates },
	[FIELD_FORMAT_CITED] = { "format_cited", AS_TEXT, NULL },
	[FIELD_TITLE] = { "title", AS_TEXT, NULL },
	[FIELD_TITLE_FOUND] = { "title_found", AS_TEXT, NULL },
	[FIELD_AGENCY] = { "agency", AS_TEXT, NULL },
	[FIELD_AGENCY_KIND] = { "agency_kind", AS_WORD, agency_kinds },
	[FIELD_REGION_CODE] = { "region_code", AS_REGION, NULL },
	[FIELD_REGION_NAME] = { "region_name", AS_TEXT, NULL },
	[FIELD_PROVINCE] = { "province", AS_TEXT, NULL },
	[FIELD_LEVEL] = { "level", AS_WORD, levels },
	[FIELD_SCOPE] = { "scope", AS_WORD, scopes },
	[FIELD_REPORT_YEAR] = { "report_year", AS_YEAR, NULL },
	[FIELD_PERIOD_FROM] = { "period_from", AS_DATE, NULL },
	[FIELD_PERIOD_TO] = { "period_to", AS_DATE, NULL },
	[FIELD_PUBLISHED_ON] = { "published_on", AS_DATE, NULL },
	[FIELD_WRITTEN_ON] = { "written_on", AS_DATE, NULL },
	[FIELD_INDEX_NO] = { "index_no", AS_TEXT, NULL },
	[FIELD_DOC_NO] = { "doc_no", AS_TEXT, NULL },
	[FIELD_PUBLISHER] = { "publisher", AS_TEXT, NULL },
};

static bool
is_digits(struct str s, size_t n)
{
	if (s.n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

static bool
field_fits(enum field_id id, struct str value)
{
	int32_t days;

	switch (field_table[id].as) {
	case AS_TEXT:
		return true;
	case AS_WORD:
		return is_one_of(value, field_table[id].words);
	case AS_DATE:
		return pgtime_date(value, &days);
	case AS_YEAR:
		return is_digits(value, 4) && value.p[0] != '0';
	case AS_REGION:
		return is_digits(value, 6);
	}
	return false;
}

static void
read_field(struct reader *r, json_t *fields, enum field_id id,
    struct field *to)
{
	const char *name = field_table[id].name;
	json_t *v = member(r, fields, name);

	if (v == NULL)
		return;
	if (!json_is_object(v)) {
		refuse(r, name, "bad_type", "\"%s\" is no object", name);
		return;
	}
	snprintf(r->at, sizeof(r->at), "/fields/%s", name);
	to->value = must(r, v, "value");
	to->guess = truth(r, v, "guess");
	if (!r->bad && !field_fits(id, to->value))
		refuse(r, "value", "bad_value", "\"%.*s\" is no %s",
		    (int)(to->value.n < 40 ? to->value.n : 40), to->value.p,
		    name);
	snprintf(r->at, sizeof(r->at), "/fields");
}

static void
read_fields(struct reader *r, json_t *o, struct record *to)
{
	json_t *v = member(r, o, "fields");
	struct str year;

	if (v == NULL || !json_is_object(v)) {
		refuse(r, "fields", "bad_type", "\"fields\" is no object");
		return;
	}
	snprintf(r->at, sizeof(r->at), "/fields");
	for (int i = 0; i < FIELD_COUNT; i++)
		read_field(r, v, i, &to->fields[i]);
	if (to->fields[FIELD_KIND].value.p == NULL)
		refuse(r, "kind", "missing", "\"kind\" is null");
	r->at[0] = '\0';
	to->fields_json = dumped(r, v);
	year = to->fields[FIELD_REPORT_YEAR].value;
	if (!r->bad && year.p != NULL)
		to->report_year = (int)strtol(year.p, NULL, 10);
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

static bool
read_hex(struct str s, unsigned char *to, size_t n)
{
	int high, low;

	if (s.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		high = hex(s.p[2 * i]);
		low = hex(s.p[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		to[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

/* As whole(), -1 for null. */
static int64_t
maybe_whole(struct reader *r, json_t *o, const char *key, int64_t max)
{
	return member(r, o, key) == NULL ? -1 : whole(r, o, key, 0, max);
}

static struct time_in
maybe_time(struct reader *r, json_t *o, const char *key)
{
	struct str s = maybe(r, o, key);
	struct time_in t = { .known = s.p != NULL };

	if (t.known && !pgtime_read(s, &t.at))
		refuse(r, key, "bad_value", "no RFC 3339 time");
	return t;
}

static int64_t
must_time(struct reader *r, json_t *o, const char *key)
{
	struct time_in t = maybe_time(r, o, key);

	if (!t.known)
		refuse(r, key, "missing", "\"%s\" is null", key);
	return t.at;
}

/* Host and URL are keys of the database. */
static struct str
name(struct reader *r, json_t *o, const char *key)
{
	struct str s = must(r, o, key);

	if (s.n == 0 || s.n > 2000)
		refuse(r, key, "bad_value", "\"%s\" is empty or longer than "
		    "2000 bytes", key);
	return s;
}

static struct str
read_digest(struct reader *r, json_t *o, const char *key,
    unsigned char digest[32])
{
	struct str s = maybe(r, o, key);

	if (s.p != NULL && (!str_starts(s, STR("sha256:")) ||
	    !read_hex(str_sub(s, 7, s.n), digest, 32)))
		refuse(r, key, "bad_value", "no \"sha256:\" and 64 "
		    "hexadecimal digits");
	return s;
}

static void
read_warc(struct reader *r, json_t *o, struct str *file, int64_t *offset)
{
	json_t *v = member(r, o, "warc");

	*file = STR_NONE;
	*offset = -1;
	if (v == NULL)
		return;
	if (!json_is_object(v)) {
		refuse(r, "warc", "bad_type", "\"warc\" is no object");
		return;
	}
	snprintf(r->at, sizeof(r->at), "/warc");
	*file = must(r, v, "file");
	*offset = whole(r, v, "offset", 0, INT64_MAX);
	r->at[0] = '\0';
}

/* What was seen: every record has this part. */
static void
read_seen(struct reader *r, json_t *o, struct record *to)
{
	static const char *const states[] = { "ok", "rejected", "unsupported",
		"needs_ocr", NULL };

	to->extractor_version = (int)whole(r, o, "extractor_version", 0,
	    INT_MAX);
	to->source = name(r, o, "source");
	to->fetched_at = maybe_time(r, o, "fetched_at");
	if (member(r, o, "http_status") != NULL)
		to->http_status = (int)whole(r, o, "http_status", 100, 999);
	read_warc(r, o, &to->warc_file, &to->warc_offset);
	if (read_digest(r, o, "digest", to->digest).p == NULL)
		refuse(r, "digest", "missing", "\"digest\" is null");
	to->bytes = whole(r, o, "bytes", 0, INT64_MAX);
	to->mime = maybe(r, o, "mime");
	to->mime_from = maybe(r, o, "mime_from");
	to->charset = maybe(r, o, "charset");
	to->charset_from = maybe(r, o, "charset_from");
	to->state = word(r, o, "state", false, states);
	to->reason = maybe(r, o, "reason");
	to->reason_detail = maybe(r, o, "reason_detail");
	to->ok = str_eq(to->state, STR("ok"));
}

static void
read_fingerprint(struct reader *r, json_t *o, struct record *to)
{
	struct str s = maybe(r, o, "fingerprint");
	unsigned char b[8];
	uint64_t n = 0;

	if (s.p == NULL)
		return;
	if (!read_hex(s, b, 8)) {
		refuse(r, "fingerprint", "bad_value", "no 16 hexadecimal "
		    "digits");
		return;
	}
	for (int i = 0; i < 8; i++)
		n = n << 8 | b[i];
	to->has_fingerprint = true;
	to->fingerprint = (int64_t)n;
}

/* What it is and what it says: only of a document that could be read. */
static void
read_said(struct reader *r, json_t *o, struct record *to)
{
	static const char *const scripts[] = { "hans", "hant", "mixed", NULL };

	to->script = word(r, o, "script", false, scripts);
	to->is_official = truth(r, o, "is_official");
	to->is_mirror = truth(r, o, "is_mirror");
	read_fields(r, o, to);
	to->text = must(r, o, "text");
	to->text_hans = must(r, o, "text_hans");
	READ_LIST(r, o, "sections", &to->sections, read_section);
	READ_LIST(r, o, "tables", &to->tables, read_grid);
	READ_LIST(r, o, "cells", &to->cells, read_cell);
	READ_LIST(r, o, "derived", &to->derived, read_derived);
	READ_LIST(r, o, "figures", &to->figures, read_figure);
	READ_LIST(r, o, "checks", &to->checks, read_check);
	READ_LIST(r, o, "warnings", &to->warnings, read_warning);
	READ_LIST(r, o, "attachments", &to->attachments, read_attachment);
	read_fingerprint(r, o, to);
}

static int
hash_part(const char *p, size_t n, void *to)
{
	return EVP_DigestUpdate(to, p, n) == 1 ? 0 : -1;
}

/*
 * The digest of what the document says: of all members but those that tell
 * where, when and in which bytes it was seen and by which extractor it was
 * read. Keys sorted, no white space, so that neither the order of members nor
 * the way of escaping matters. Takes these members out of the object.
 */
static void
hash_content(json_t *o, unsigned char digest[32])
{
	static const char *const seen[] = { "format", "extractor_version",
		"source", "fetched_at", "http_status", "warc", "digest",
		"bytes", "mime", "mime_from", "charset", "charset_from",
		"is_official", "is_mirror", NULL };
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	for (size_t i = 0; seen[i] != NULL; i++)
		json_object_del(o, seen[i]);
	if (ctx == NULL || EVP_DigestInit_ex(ctx, EVP_sha256(), NULL) != 1 ||
	    json_dump_callback(o, hash_part, ctx,
		JSON_SORT_KEYS | JSON_COMPACT) != 0 ||
	    EVP_DigestFinal_ex(ctx, digest, NULL) != 1)
		fatal("could not digest a record");
	EVP_MD_CTX_free(ctx);
}

static void
read_fetch(struct reader *r, json_t *o, struct fetch_in *to)
{
	to->at = must_time(r, o, "time");
	to->url = name(r, o, "url");
	to->host = name(r, o, "host");
	to->kind = code(r, o, "kind");
	to->via = maybe(r, o, "via");
	to->start = maybe(r, o, "start");
	to->title = maybe(r, o, "title");
	to->outcome = code(r, o, "outcome");
	to->reason = maybe(r, o, "reason");
	to->detail = maybe(r, o, "detail");
	to->status = maybe_whole(r, o, "status", 999);
	to->bytes = maybe_whole(r, o, "bytes", INT64_MAX);
	to->duration_ms = maybe_whole(r, o, "duration_ms", INT64_MAX);
	to->has_digest = read_digest(r, o, "digest", to->digest).p != NULL;
	to->etag = maybe(r, o, "etag");
	to->last_modified = maybe(r, o, "last_modified");
	to->location = maybe(r, o, "location");
	read_warc(r, o, &to->warc_file, &to->warc_offset);
}

static void
read_host(struct reader *r, json_t *o, struct host_in *to)
{
	to->at = must_time(r, o, "time");
	to->host = name(r, o, "host");
	to->state = code(r, o, "state");
	to->reason = maybe(r, o, "reason");
	to->since = maybe_time(r, o, "since");
	to->next_due = maybe_time(r, o, "next_due");
	to->waiting = maybe_whole(r, o, "left", INT64_MAX);
	to->robots_status = maybe_whole(r, o, "robots_status", 999);
	to->delay_ms = maybe_whole(r, o, "delay_ms", INT64_MAX);
	/* Logs of before have no such member. */
	to->official_known = json_object_get(o, "official") != NULL &&
	    member(r, o, "official") != NULL;
	to->official = to->official_known && truth(r, o, "official");
}

static const char *
syntax_code(const json_error_t *e)
{
	switch (json_error_code(e)) {
	case json_error_invalid_utf8:
		return "bad_utf8";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "nul";
	case json_error_duplicate_key:
		return "duplicate_key";
	case json_error_stack_overflow:
		return "too_deep";
	case json_error_numeric_overflow:
		return "bad_number";
	default:
		return "bad_json";
	}
}

static void
read_record(struct reader *r, json_t *o, struct record *to)
{
	int64_t format = whole(r, o, "format", 1, INT_MAX);

	if (!r->bad && format > RECORD_FORMAT)
		refuse(r, "format", "newer_format", "format %lld, this "
		    "program knows %d", (long long)format, RECORD_FORMAT);
	if (!r->bad)
		read_seen(r, o, to);
	if (!r->bad && to->ok) {
		read_said(r, o, to);
		hash_content(o, to->content_digest);
	}
}

/* Lines of the crawl log say what they are, records have no such member. */
static void
read_any(struct reader *r, json_t *o, struct line *to)
{
	struct str type = STR_NONE;

	to->kind = LINE_RECORD;
	if (json_object_get(o, "type") != NULL &&
	    json_object_get(o, "format") == NULL)
		type = must(r, o, "type");
	if (type.p == NULL) {
		read_record(r, o, &to->record);
	} else if (str_eq(type, STR("fetch"))) {
		to->kind = LINE_FETCH;
		read_fetch(r, o, &to->fetch);
	} else if (str_eq(type, STR("host"))) {
		to->kind = LINE_HOST;
		read_host(r, o, &to->host);
	} else {
		to->kind = LINE_OTHER;
	}
}

int
line_read(struct arena *arena, struct str text, struct line *to,
    struct refusal *why)
{
	struct reader r = { .arena = arena, .why = why };
	json_error_t e;
	json_t *o;

	o = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &e);
	if (o == NULL) {
		refuse(&r, "", syntax_code(&e), "byte %d: %s", e.position,
		    e.text);
		return -1;
	}
	memset(to, 0, sizeof(*to));
	if (!json_is_object(o))
		refuse(&r, "", "bad_type", "the line is no object");
	else
		read_any(&r, o, to);
	json_decref(o);
	return r.bad ? -1 : 0;
}
