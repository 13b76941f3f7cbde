/* SPDX-License-Identifier: MIT */
/*
 * The reader is strict so that the database never has to be: pull.c refuses
 * bad JSON, NULs and deep nesting; here every member is checked for its type
 * and its vocabulary, by tables that say what an object has. The first thing
 * wrong is kept and ends the reading.
 */
#include "line.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "pgtime.h"
#include "pull.h"
#include "version.h"

enum {
	MAX_LIST = 200000,
	MAX_CODE = 200,
	MAX_NAME = 2000,
	/* A panel has each year between the first and the last. */
	FIRST_YEAR = 1900,
	LAST_YEAR = 2100
};

struct reader {
	struct pull pull;
	struct refusal *why;
	bool bad;
	bool top;		/* the object being read is the line */
	/* Where in the line: /outer/index/inner. */
	const char *outer, *inner;
	long index;		/* -1: none */
	struct digest content;
};

/* How a member is read, and what it is read into. */
enum as {
	AS_TEXT,	/* struct str, null is STR_NONE */
	AS_MUST,	/* struct str, not null */
	AS_CODE,	/* the same: not empty, and short enough to be a key */
	AS_NAME,	/* the same for URLs and hosts */
	AS_WORD,	/* the same, of a closed list */
	AS_DECIMAL,	/* an exact decimal, null is STR_NONE */
	AS_NUMBER,	/* the same, not null */
	AS_INT,		/* int, from min to max */
	AS_LONG,	/* int64_t, from min to max */
	AS_MAYBE,	/* int64_t, from 0 to max; null is -1 */
	AS_BOOL,	/* bool */
	AS_TIME,	/* struct time_in */
	AS_MUST_TIME,	/* int64_t */
	AS_DIGEST,	/* 32 bytes */
	AS_OWN		/* by a function of its own */
};

enum {
	SEEN = 1,	/* tells how it was seen, and is no content */
	SAID = 2,	/* missing where a document could not be read */
	OPTIONAL = 4	/* may be missing */
};

struct member {
	const char *name;
	struct str quoted;	/* with quotes and a colon */
	enum as as;
	size_t at;	/* offset in the struct */
	int64_t min, max;
	const char *const *words;
	void (*read)(struct reader *, void *to);
	unsigned flags;
};

#define COUNT(v) (sizeof(v) / sizeof(*(v)))
/* How a member's name is given to it. */
#define NAME(lit) .name = (lit), \
	.quoted = { "\"" lit "\":", sizeof("\"" lit "\":") - 1 }

static void refuse(struct reader *, const char *key, const char *code,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static void
refuse(struct reader *r, const char *key, const char *code,
    const char *fmt, ...)
{
	char index[24] = "";
	va_list ap;

	if (r->bad || r->pull.fault != NULL)
		return;
	r->bad = true;
	r->why->code = code;
	if (r->index >= 0)
		snprintf(index, sizeof(index), "/%ld", r->index);
	snprintf(r->why->pointer, sizeof(r->why->pointer), "%s%s%s%s%s%s%s",
	    r->outer ? "/" : "", r->outer ? r->outer : "", index,
	    r->inner ? "/" : "", r->inner ? r->inner : "",
	    *key != '\0' ? "/" : "", key);
	va_start(ap, fmt);
	vsnprintf(r->why->reason, sizeof(r->why->reason), fmt, ap);
	va_end(ap);
}

static bool
stopped(const struct reader *r)
{
	return r->bad || r->pull.fault != NULL;
}

/* Whether the value is null; then it is read. */
static bool
is_null(struct reader *r)
{
	struct str s;

	return pull_peek(&r->pull) == 'n' && pull_word(&r->pull, &s);
}

/* A value of another type than it must be. */
static void
wrong_type(struct reader *r, const char *key, const char *what)
{
	pull_skip(&r->pull);
	refuse(r, key, "bad_type", "\"%s\" is no %s", key, what);
}

/* Of a value that is no string. */
static struct str
no_text(struct reader *r, const struct member *m)
{
	if (!is_null(r))
		wrong_type(r, m->name, "string");
	else if (m->as != AS_TEXT && m->as != AS_DECIMAL &&
	    m->as != AS_TIME && m->as != AS_DIGEST)
		refuse(r, m->name, "missing", "\"%s\" is null", m->name);
	return STR_NONE;
}

PULL_INLINE struct str
text(struct reader *r, const struct member *m)
{
	struct str s = STR_NONE;

	if (pull_peek(&r->pull) != '"')
		return no_text(r, m);
	return pull_string(&r->pull, &s) ? s : STR_NONE;
}

/* The start of a value, for a reason: no character is cut. */
static struct str
start_of(struct str s)
{
	s = str_sub(s, 0, 40);
	s.n = str_valid_utf8(s);
	return s;
}

PULL_INLINE bool
is_one_of(struct str s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (str_eq(s, str_of(*list)))
			return true;
	return false;
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

/* Whether a string is what its member must be; else it is refused. */
PULL_INLINE void
check_text(struct reader *r, const struct member *m, struct str s)
{
	size_t max = m->as == AS_CODE ? MAX_CODE : MAX_NAME, n;

	switch (m->as) {
	case AS_CODE:
	case AS_NAME:
		if (s.n == 0 || s.n > max)
			refuse(r, m->name, m->as == AS_CODE ? "bad_code" :
			    "bad_value", "\"%s\" has %zu bytes, 1 to %zu are "
			    "right", m->name, s.n, max);
		break;
	case AS_WORD:
		if (!is_one_of(s, m->words))
			refuse(r, m->name, "bad_value", "\"%s\" has the "
			    "unknown value \"%.*s\"", m->name,
			    STR_ARG(start_of(s)));
		break;
	case AS_DECIMAL:
	case AS_NUMBER:
		n = decimal_digits(s);
		if (n == 0)
			refuse(r, m->name, "bad_number", "\"%s\" is no "
			    "decimal", m->name);
		else if (n > RECORD_MAX_DIGITS)
			refuse(r, m->name, "bad_number", "\"%s\" has more "
			    "than %d digits", m->name, RECORD_MAX_DIGITS);
		break;
	default:
		break;
	}
}

int64_t
line_whole(struct str s)
{
	bool minus = s.p[0] == '-';
	int64_t n = 0;

	for (size_t i = minus; i < s.n; i++)
		n = n * 10 + s.p[i] - '0';
	return minus ? -n : n;
}

PULL_INLINE void
check_range(struct reader *r, const struct member *m, int64_t n)
{
	if (n < m->min || n > m->max)
		refuse(r, m->name, "out_of_range", "\"%s\" is out of range",
		    m->name);
}

/* Of a value that is no small number. */
static int64_t
other_whole(struct reader *r, const struct member *m)
{
	struct str s;
	char c = pull_peek(&r->pull);

	if (m->as == AS_MAYBE && is_null(r))
		return -1;
	if (c != '-' && (c < '0' || c > '9')) {
		wrong_type(r, m->name, "whole number");
		return 0;
	}
	if (!pull_number(&r->pull, &s))
		return 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '.' || (s.p[i] | 32) == 'e') {
			refuse(r, m->name, "bad_type", "\"%s\" is no whole "
			    "number", m->name);
			return 0;
		}
	if (s.n > 18) {
		refuse(r, m->name, "bad_number", "\"%s\" has more than 18 "
		    "digits", m->name);
		return 0;
	}
	check_range(r, m, line_whole(s));
	return line_whole(s);
}

PULL_INLINE void
read_whole(struct reader *r, const struct member *m, void *to)
{
	int64_t n;

	if (pull_small(&r->pull, &n))
		check_range(r, m, n);
	else
		n = other_whole(r, m);
	if (m->as == AS_INT)
		*(int *)to = (int)n;
	else
		*(int64_t *)to = n;
}

static void
read_bool(struct reader *r, const struct member *m, bool *to)
{
	struct str s;
	char c = pull_peek(&r->pull);

	if (c != 't' && c != 'f') {
		pull_skip(&r->pull);
		refuse(r, m->name, "bad_type", "\"%s\" is neither true nor "
		    "false", m->name);
	} else if (pull_word(&r->pull, &s)) {
		*to = c == 't';
	}
}

static void
read_time(struct reader *r, const struct member *m, struct time_in *to)
{
	struct str s = text(r, m);

	to->known = s.p != NULL;
	if (to->known && !pgtime_read(s, &to->at))
		refuse(r, m->name, "bad_value", "no RFC 3339 time");
}

static void
read_digest(struct reader *r, const struct member *m, struct digest_in *to)
{
	struct str s = text(r, m);

	to->known = s.p != NULL;
	if (to->known && (!str_starts(s, STR("sha256:")) ||
	    !read_hex(str_sub(s, 7, s.n), to->sha256, 32)))
		refuse(r, m->name, "bad_value", "no \"sha256:\" and 64 "
		    "hexadecimal digits");
}

PULL_INLINE void
read_value(struct reader *r, const struct member *m, char *base)
{
	void *to = base + m->at;
	struct time_in time = { 0 };

	switch (m->as) {
	case AS_INT:
	case AS_LONG:
	case AS_MAYBE:
		read_whole(r, m, to);
		break;
	case AS_BOOL:
		read_bool(r, m, to);
		break;
	case AS_TIME:
		read_time(r, m, to);
		break;
	case AS_MUST_TIME:
		read_time(r, m, &time);
		*(int64_t *)to = time.at;
		break;
	case AS_DIGEST:
		read_digest(r, m, to);
		break;
	case AS_OWN:
		m->read(r, base);
		break;
	default:
		*(struct str *)to = text(r, m);
		if (((struct str *)to)->p != NULL)
			check_text(r, m, *(struct str *)to);
		break;
	}
}

static struct str
name_of(const struct member *m)
{
	return (struct str){ m->name, m->quoted.n - 3 };
}

/* The member of that name; *next is where it is when they stand in order. */
static const struct member *
find(const struct member *v, size_t n, struct str key, size_t *next)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = *next + i < n ? *next + i : *next + i - n;

		if (str_eq(key, name_of(&v[k]))) {
			*next = k + 1;
			return &v[k];
		}
	}
	return NULL;
}

/* The next member's name and what the table has of it, or NULL. */
static bool
next_member(struct reader *r, const struct member *v, size_t n, size_t *next,
    struct str *key, const struct member **m)
{
	if (*next < n) {
		*m = &v[*next];
		if (pull_key_is(&r->pull, (*m)->quoted)) {
			*key = name_of(*m);
			++*next;
			return true;
		}
	}
	if (!pull_key(&r->pull, key))
		return false;
	*m = find(v, n, *key, next);
	return true;
}

/* What is content of a record goes into its digest, under its name. */
static void
choose_hash(struct reader *r, const struct member *m, struct str key)
{
	char size[24];

	if (!r->top)
		return;
	r->pull.hash = NULL;
	if (m != NULL && (m->flags & SEEN))
		return;
	r->pull.hash = &r->content;
	digest_add(&r->content, size, (size_t)snprintf(size, sizeof(size),
	    "%zu:", key.n));
	digest_add(&r->content, key.p, key.n);
}

/*
 * Members as long as they stand as in the table, without white space; how
 * many. Unrolled, with the table known, this is three times as fast as
 * read_members().
 */
PULL_INLINE size_t
read_in_order(struct reader *r, const struct member *v, size_t n, void *to)
{
	size_t i;

#pragma GCC unroll 16
	for (i = 0; i < n; i++) {
		if (r->bad || !pull_key_is(&r->pull, v[i].quoted))
			break;
		read_value(r, &v[i], to);
	}
	return i;
}

/*
 * The members of an object behind the first `next` of the table, which were
 * read: in any order, others passed over. Those that are SAID may be missing
 * unless `said` points at true in the end.
 */
static void
read_members(struct reader *r, const struct member *v, size_t n, size_t next,
    void *to, const bool *said)
{
	bool top = r->top;
	uint64_t had = ((uint64_t)1 << next) - 1;
	struct str key;
	const struct member *m;

	while (!stopped(r) && next_member(r, v, n, &next, &key, &m)) {
		choose_hash(r, m, key);
		r->top = false;
		if (m == NULL) {
			pull_skip(&r->pull);
		} else if (had & (uint64_t)1 << (m - v)) {
			r->pull.fault = "duplicate_key";
			r->pull.reason = m->name;
		} else {
			had |= (uint64_t)1 << (m - v);
			read_value(r, m, to);
		}
		r->top = top;
		if (top)
			r->pull.hash = NULL;
	}
	for (size_t i = 0; i < n && !stopped(r); i++)
		if (!(had & (uint64_t)1 << i) && !(v[i].flags & OPTIONAL) &&
		    (!(v[i].flags & SAID) || *said))
			refuse(r, v[i].name, "missing", "member \"%s\" is "
			    "missing", v[i].name);
}

/* The object that is the line. */
static void
read_line(struct reader *r, const struct member *v, size_t n, void *to,
    const bool *said)
{
	pull_enter(&r->pull, '{');
	read_members(r, v, n, 0, to, said);
}

/* One inside it. */
PULL_INLINE void
read_object(struct reader *r, const struct member *v, size_t n, void *to)
{
	size_t next;

	pull_enter(&r->pull, '{');
	next = read_in_order(r, v, n, to);
	if (next < n || !pull_close(&r->pull, '}'))
		read_members(r, v, n, next, to, NULL);
}

/* A list of objects into an array of the arena. */
PULL_INLINE void *
read_list(struct reader *r, const char *key, const struct member *v,
    size_t n_members, size_t size, size_t *n,
    void (*check)(struct reader *, void *))
{
	char *p = arena_grow(r->pull.arena, NULL, 0, size);

	*n = 0;
	if (pull_peek(&r->pull) != '[') {
		wrong_type(r, key, "list");
		return p;
	}
	r->outer = key;
	pull_enter(&r->pull, '[');
	while (!stopped(r) && pull_element(&r->pull)) {
		r->index = (long)*n;
		if (pull_peek(&r->pull) != '{') {
			pull_skip(&r->pull);
			refuse(r, "", "bad_type", "no object");
			break;
		}
		p = arena_grow(r->pull.arena, p, *n, size);
		read_object(r, v, n_members, p + *n * size);
		if (check != NULL && !stopped(r))
			check(r, p + *n * size);
		r->index = -1;
		if (++*n > MAX_LIST) {
			r->outer = NULL;
			refuse(r, key, "too_many", "\"%s\" has more than %d "
			    "elements", key, MAX_LIST);
		}
	}
	if (!stopped(r))
		r->outer = NULL;
	return p;
}

#define M(s, f, how) NAME(#f), .as = how, .at = offsetof(struct s, f)
#define OWN(lit, how) NAME(lit), .as = AS_OWN, .read = (how)
#define ANY .min = 0

static void
read_place(struct reader *r, void *to)
{
	static const struct member part = { NAME("at"), .as = AS_INT,
		.min = 0, .max = SHRT_MAX };
	struct cell_in *c = to;
	int *place[] = { &c->table, &c->row, &c->at };
	size_t n = 0;

	c->table = c->row = c->at = -1;
	if (is_null(r))
		return;
	if (pull_peek(&r->pull) != '[') {
		wrong_type(r, "at", "list of three");
		return;
	}
	pull_enter(&r->pull, '[');
	while (!stopped(r) && pull_element(&r->pull)) {
		if (n < 3)
			read_whole(r, &part, place[n]);
		else
			pull_skip(&r->pull);
		n++;
	}
	if (n != 3)
		refuse(r, "at", "bad_type", "\"at\" is no list of three");
}

static const char *const cell_states[] = { "num", "blank", "na", "text",
	NULL };
static const struct member cell_members[] = {
	{ M(cell_in, tbl, AS_INT), .min = 1, .max = 99 },
	{ M(cell_in, ind, AS_CODE), ANY },
	{ M(cell_in, col, AS_CODE), ANY },
	{ M(cell_in, value, AS_DECIMAL), ANY },
	{ M(cell_in, unit, AS_TEXT), ANY },
	{ M(cell_in, state, AS_WORD), .words = cell_states },
	{ M(cell_in, raw, AS_MUST), ANY },
	{ OWN("at", read_place) },
};

static void
check_cell(struct reader *r, void *to)
{
	struct cell_in *c = to;

	if ((c->value.p != NULL) != str_eq(c->state, STR("num")))
		refuse(r, "value", "value_state", "a value goes with the "
		    "state num and with no other");
}

static const struct member derived_members[] = {
	{ M(derived_in, tbl, AS_INT), .min = 1, .max = 99 },
	{ M(derived_in, ind, AS_CODE), ANY },
	{ M(derived_in, col, AS_CODE), ANY },
	{ M(derived_in, value, AS_NUMBER), ANY },
	{ M(derived_in, formula, AS_MUST), ANY },
};

static const char *const qualifiers[] = { "exact", "approx", "gt", "lt",
	"up", "down", "before", "after", "low", "high", NULL };
static const struct member figure_members[] = {
	{ M(figure_in, section, AS_INT), .max = INT_MAX },
	{ M(figure_in, ind, AS_TEXT), ANY },
	{ M(figure_in, entity, AS_TEXT), ANY },
	{ M(figure_in, value, AS_NUMBER), ANY },
	{ M(figure_in, unit, AS_TEXT), ANY },
	{ M(figure_in, qualifier, AS_WORD), .words = qualifiers },
	{ M(figure_in, raw, AS_TEXT), ANY },
	{ M(figure_in, sentence, AS_TEXT), ANY },
	{ M(figure_in, time, AS_TEXT), .flags = OPTIONAL },
};

static const char *const check_states[] = { "PASS", "PASS_BLANK0", "FAIL",
	"WARN", "NOT_ASSESSABLE", "INFO", NULL };
static const struct member check_members[] = {
	{ M(check_in, rule, AS_CODE), ANY },
	{ M(check_in, subject, AS_MUST), ANY },
	{ M(check_in, status, AS_WORD), .words = check_states },
	{ M(check_in, lhs, AS_DECIMAL), ANY },
	{ M(check_in, rhs, AS_DECIMAL), ANY },
};

static const struct member warning_members[] = {
	{ M(warning_in, code, AS_CODE), ANY },
	{ M(warning_in, tbl, AS_INT), .max = 99 },
	{ M(warning_in, ind, AS_TEXT), ANY },
	{ M(warning_in, col, AS_TEXT), ANY },
	{ M(warning_in, detail, AS_TEXT), ANY },
};

static const struct member section_members[] = {
	{ M(section_in, ordinal, AS_INT), .max = INT_MAX },
	{ M(section_in, level, AS_INT), .max = 99 },
	{ M(section_in, number, AS_INT), .max = SHRT_MAX },
	{ M(section_in, heading, AS_TEXT), ANY },
	{ M(section_in, heading_from, AS_TEXT), ANY },
	{ M(section_in, text, AS_MUST), ANY },
	{ M(section_in, text_hans, AS_MUST), ANY },
};

static void
read_grid_cells(struct reader *r, void *to)
{
	if (pull_peek(&r->pull) != '[')
		wrong_type(r, "cells", "list");
	else
		((struct grid_in *)to)->cells = pull_skip(&r->pull);
}

static const struct member grid_members[] = {
	{ M(grid_in, table_no, AS_INT), .max = INT_MAX },
	{ M(grid_in, caption, AS_TEXT), ANY },
	{ M(grid_in, rows, AS_INT), .max = INT_MAX },
	{ M(grid_in, cols, AS_INT), .max = INT_MAX },
	{ M(grid_in, flat, AS_BOOL), ANY },
	{ OWN("cells", read_grid_cells) },
};

static const struct member attachment_members[] = {
	{ M(attachment_in, url, AS_MUST), ANY },
	{ M(attachment_in, title, AS_TEXT), ANY },
};

static bool
same_cell(const struct cell_in *a, const struct cell_in *b)
{
	return a->tbl == b->tbl && str_eq(a->ind, b->ind) &&
	    str_eq(a->col, b->col);
}

/* For a table of its own. */
static uint64_t
hash_more(uint64_t h, struct str s)
{
	uint64_t w;

	for (; s.n > 0; s = str_sub(s, sizeof(w), s.n)) {
		w = s.n;
		memcpy(&w, s.p, s.n < sizeof(w) ? s.n : sizeof(w));
		h = (h ^ w) * 0x9E3779B97F4A7C15;
		h ^= h >> 32;
	}
	return h;
}

static size_t
hash_cell(const struct cell_in *c)
{
	return (size_t)hash_more(hash_more((unsigned)c->tbl, c->ind), c->col);
}

/* A cell that is there twice would be two answers to one question. */
static void
check_twice(struct reader *r, const struct record *o)
{
	const struct cell_in **seen, *c;
	size_t room = 16, at;

	while (room < 2 * o->cells.n)
		room *= 2;
	seen = arena_alloc(r->pull.arena, room * sizeof(*seen));
	for (size_t i = 0; i < o->cells.n; i++) {
		c = &o->cells.v[i];
		at = hash_cell(c) & (room - 1);
		while (seen[at] != NULL && !same_cell(seen[at], c))
			at = (at + 1) & (room - 1);
		if (seen[at] != NULL) {
			r->outer = "cells";
			r->index = (long)i;
			refuse(r, "", "duplicate_cell", "the cell is there "
			    "twice");
			return;
		}
		seen[at] = c;
	}
}

#define LIST_READER(name, list, members, element, check)                    \
	static void                                                         \
	name(struct reader *r, void *to)                                    \
	{                                                                   \
		struct record *o = to;                                      \
                                                                            \
		o->list.v = read_list(r, #list, members, COUNT(members),    \
		    sizeof(struct element), &o->list.n, check);             \
	}

LIST_READER(read_sections, sections, section_members, section_in, NULL)
LIST_READER(read_tables, tables, grid_members, grid_in, NULL)
LIST_READER(read_cells, cells, cell_members, cell_in, check_cell)
LIST_READER(read_derived, derived, derived_members, derived_in, NULL)
LIST_READER(read_figures, figures, figure_members, figure_in, NULL)
LIST_READER(read_checks, checks, check_members, check_in, NULL)
LIST_READER(read_warnings, warnings, warning_members, warning_in, NULL)
LIST_READER(read_attachments, attachments, attachment_members,
    attachment_in, NULL)

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
enum fit { FIT_TEXT, FIT_NAME, FIT_WORD, FIT_DATE, FIT_YEAR, FIT_REGION };

static const struct {
	const char *name;
	enum fit fit;
	const char *const *words;
} field_table[FIELD_COUNT] = {
	[FIELD_KIND] = { "kind", FIT_WORD, kinds },
	[FIELD_TEMPLATE] = { "template", FIT_WORD, templates },
	[FIELD_FORMAT_CITED] = { "format_cited", FIT_TEXT, NULL },
	[FIELD_TITLE] = { "title", FIT_TEXT, NULL },
	[FIELD_TITLE_FOUND] = { "title_found", FIT_TEXT, NULL },
	[FIELD_AGENCY] = { "agency", FIT_NAME, NULL },
	[FIELD_AGENCY_KIND] = { "agency_kind", FIT_WORD, agency_kinds },
	[FIELD_REGION_CODE] = { "region_code", FIT_REGION, NULL },
	[FIELD_REGION_NAME] = { "region_name", FIT_NAME, NULL },
	[FIELD_PROVINCE] = { "province", FIT_NAME, NULL },
	[FIELD_LEVEL] = { "level", FIT_WORD, levels },
	[FIELD_SCOPE] = { "scope", FIT_WORD, scopes },
	[FIELD_REPORT_YEAR] = { "report_year", FIT_YEAR, NULL },
	[FIELD_PERIOD_FROM] = { "period_from", FIT_DATE, NULL },
	[FIELD_PERIOD_TO] = { "period_to", FIT_DATE, NULL },
	[FIELD_PUBLISHED_ON] = { "published_on", FIT_DATE, NULL },
	[FIELD_WRITTEN_ON] = { "written_on", FIT_DATE, NULL },
	[FIELD_INDEX_NO] = { "index_no", FIT_TEXT, NULL },
	[FIELD_DOC_NO] = { "doc_no", FIT_TEXT, NULL },
	[FIELD_PUBLISHER] = { "publisher", FIT_TEXT, NULL },
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

	switch (field_table[id].fit) {
	case FIT_TEXT:
		return true;
	case FIT_NAME:
		return value.n <= MAX_NAME;
	case FIT_WORD:
		return is_one_of(value, field_table[id].words);
	case FIT_DATE:
		return pgtime_date(value, &days);
	case FIT_YEAR:
		return is_digits(value, 4) && line_whole(value) >= FIRST_YEAR &&
		    line_whole(value) <= LAST_YEAR;
	case FIT_REGION:
		return is_digits(value, 6);
	}
	return false;
}

static const struct member field_members[] = {
	{ M(field, value, AS_MUST), ANY },
	{ M(field, guess, AS_BOOL), ANY },
};

static void
read_field(struct reader *r, enum field_id id, struct field *to)
{
	const char *name = field_table[id].name;

	if (is_null(r))
		return;
	if (pull_peek(&r->pull) != '{') {
		wrong_type(r, name, "object");
		return;
	}
	r->inner = name;
	read_object(r, field_members, COUNT(field_members), to);
	if (!stopped(r) && !field_fits(id, to->value))
		refuse(r, "value", "bad_value", "\"%.*s\" is no %s",
		    STR_ARG(start_of(to->value)), name);
	r->inner = NULL;
}

/* The number of a field, or FIELD_COUNT; *next is where it is in order. */
static int
find_field(struct str key, int *next)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		int k = (*next + i) % FIELD_COUNT;

		if (str_eq(key, str_of(field_table[k].name))) {
			*next = k + 1;
			return k;
		}
	}
	return FIELD_COUNT;
}

static void
read_fields(struct reader *r, void *base)
{
	struct record *to = base;
	const char *start;
	uint32_t had = 0;
	struct str key;
	int id, next = 0;

	if (pull_peek(&r->pull) != '{') {
		wrong_type(r, "fields", "object");
		return;
	}
	r->outer = "fields";
	start = r->pull.at;
	pull_enter(&r->pull, '{');
	while (!stopped(r) && pull_key(&r->pull, &key)) {
		id = find_field(key, &next);
		if (id == FIELD_COUNT) {
			pull_skip(&r->pull);
		} else if (had & 1U << id) {
			r->pull.fault = "duplicate_key";
			r->pull.reason = field_table[id].name;
		} else {
			had |= 1U << id;
			read_field(r, id, &to->fields[id]);
		}
	}
	to->fields_json = (struct str){ start,
		(size_t)(r->pull.at - start) };
	for (int i = 0; i < FIELD_COUNT; i++)
		if (!(had & 1U << i))
			refuse(r, field_table[i].name, "missing", "member "
			    "\"%s\" is missing", field_table[i].name);
	if (to->fields[FIELD_KIND].value.p == NULL)
		refuse(r, "kind", "missing", "\"kind\" is null");
	key = to->fields[FIELD_REPORT_YEAR].value;
	if (!stopped(r) && key.p != NULL)
		to->report_year = (int)strtol(key.p, NULL, 10);
	if (!stopped(r))
		r->outer = NULL;
}

static void
read_format(struct reader *r, void *to)
{
	static const struct member m = { NAME("format"), .as = AS_INT,
		.min = 1, .max = INT_MAX };
	int format = 0;

	(void)to;
	read_whole(r, &m, &format);
	if (format > RECORD_FORMAT)
		refuse(r, "format", "newer_format", "format %d, this program "
		    "knows %d", format, RECORD_FORMAT);
}

static void
read_warc(struct reader *r, struct warc_in *to)
{
	static const struct member members[] = {
		{ M(warc_in, file, AS_MUST), ANY },
		{ M(warc_in, offset, AS_LONG), .max = INT64_MAX },
	};

	to->offset = -1;
	if (is_null(r))
		return;
	if (pull_peek(&r->pull) != '{') {
		wrong_type(r, "warc", "object");
		return;
	}
	r->outer = "warc";
	read_object(r, members, COUNT(members), to);
	if (!stopped(r))
		r->outer = NULL;
}

static void
read_record_warc(struct reader *r, void *to)
{
	read_warc(r, &((struct record *)to)->warc);
}

static void
read_state(struct reader *r, void *to)
{
	static const char *const states[] = { "ok", "rejected", "unsupported",
		"needs_ocr", NULL };
	static const struct member m = { M(record, state, AS_WORD),
		.words = states };
	struct record *o = to;

	read_value(r, &m, to);
	o->ok = str_eq(o->state, STR("ok"));
}

static void
read_fingerprint(struct reader *r, void *to)
{
	static const struct member m = { NAME("fingerprint"),
		.as = AS_TEXT };
	struct record *o = to;
	struct str s = text(r, &m);
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
	o->has_fingerprint = true;
	o->fingerprint = (int64_t)n;
}

static const char *const scripts[] = { "hans", "hant", "mixed", NULL };
static const struct member record_members[] = {
	{ OWN("format", read_format), .flags = SEEN },
	{ M(record, extractor_version, AS_INT), .max = INT_MAX,
	    .flags = SEEN },
	{ M(record, source, AS_NAME), .flags = SEEN },
	{ M(record, fetched_at, AS_TIME), .flags = SEEN },
	{ M(record, http_status, AS_MAYBE), .max = 999, .flags = SEEN },
	{ OWN("warc", read_record_warc), .flags = SEEN },
	{ M(record, digest, AS_DIGEST), .flags = SEEN },
	{ M(record, bytes, AS_LONG), .max = INT64_MAX, .flags = SEEN },
	{ M(record, mime, AS_TEXT), .flags = SEEN },
	{ M(record, mime_from, AS_TEXT), .flags = SEEN },
	{ M(record, charset, AS_TEXT), .flags = SEEN },
	{ M(record, charset_from, AS_TEXT), .flags = SEEN },
	{ OWN("state", read_state) },
	{ M(record, reason, AS_TEXT), ANY },
	{ M(record, reason_detail, AS_TEXT), ANY },
	{ M(record, script, AS_WORD), .words = scripts, .flags = SAID },
	{ M(record, is_official, AS_BOOL), .flags = SAID | SEEN },
	{ M(record, is_mirror, AS_BOOL), .flags = SAID | SEEN },
	{ OWN("fields", read_fields), .flags = SAID },
	{ M(record, text, AS_MUST), .flags = SAID },
	{ M(record, text_hans, AS_MUST), .flags = SAID },
	{ OWN("sections", read_sections), .flags = SAID },
	{ OWN("tables", read_tables), .flags = SAID },
	{ OWN("cells", read_cells), .flags = SAID },
	{ OWN("derived", read_derived), .flags = SAID },
	{ OWN("figures", read_figures), .flags = SAID },
	{ OWN("checks", read_checks), .flags = SAID },
	{ OWN("warnings", read_warnings), .flags = SAID },
	{ OWN("attachments", read_attachments), .flags = SAID },
	{ OWN("fingerprint", read_fingerprint), .flags = SAID },
};

/* A document is its digest: of a file that could not be read there is none. */
static void
check_digest(struct reader *r, const struct record *o)
{
	if (o->digest.known)
		return;
	if (!o->ok && str_eq(o->reason, STR("unreadable")))
		refuse(r, "", "unreadable", "%.*s: \"%.*s\"",
		    STR_ARG(o->reason_detail), STR_ARG(o->source));
	else
		refuse(r, "digest", "missing", "\"digest\" is null");
}

static void
read_record(struct reader *r, struct record *to)
{
	digest_init(&r->content);
	r->top = true;
	read_line(r, record_members, COUNT(record_members), to, &to->ok);
	check_digest(r, to);
	if (!stopped(r))
		check_twice(r, to);
	digest_end(&r->content, to->content_digest);
}

static void
read_fetch_warc(struct reader *r, void *to)
{
	read_warc(r, &((struct fetch_in *)to)->warc);
}

static const struct member fetch_members[] = {
	{ M(fetch_in, time, AS_MUST_TIME), ANY },
	{ M(fetch_in, url, AS_NAME), ANY },
	{ M(fetch_in, host, AS_NAME), ANY },
	{ M(fetch_in, kind, AS_CODE), ANY },
	{ M(fetch_in, via, AS_TEXT), ANY },
	{ M(fetch_in, start, AS_TEXT), ANY },
	{ M(fetch_in, title, AS_TEXT), ANY },
	{ M(fetch_in, outcome, AS_CODE), ANY },
	{ M(fetch_in, reason, AS_TEXT), ANY },
	{ M(fetch_in, detail, AS_TEXT), ANY },
	{ M(fetch_in, status, AS_MAYBE), .max = 999 },
	{ M(fetch_in, bytes, AS_MAYBE), .max = INT64_MAX },
	{ M(fetch_in, duration_ms, AS_MAYBE), .max = INT64_MAX },
	{ M(fetch_in, digest, AS_DIGEST), ANY },
	{ M(fetch_in, etag, AS_TEXT), ANY },
	{ M(fetch_in, last_modified, AS_TEXT), ANY },
	{ M(fetch_in, location, AS_TEXT), ANY },
	{ OWN("warc", read_fetch_warc) },
};

static void
read_official(struct reader *r, void *to)
{
	static const struct member m = { M(host_in, official, AS_BOOL), ANY };
	struct host_in *h = to;

	h->official_known = !is_null(r);
	if (h->official_known)
		read_bool(r, &m, &h->official);
}

static const struct member host_members[] = {
	{ M(host_in, time, AS_MUST_TIME), ANY },
	{ M(host_in, host, AS_NAME), ANY },
	{ M(host_in, state, AS_CODE), ANY },
	{ M(host_in, reason, AS_TEXT), ANY },
	{ M(host_in, since, AS_TIME), ANY },
	{ M(host_in, next_due, AS_TIME), ANY },
	{ M(host_in, left, AS_MAYBE), .max = INT64_MAX },
	{ M(host_in, robots_status, AS_MAYBE), .max = 999 },
	{ M(host_in, delay_ms, AS_MAYBE), .max = INT64_MAX },
	/* Logs of before have no such member. */
	{ OWN("official", read_official), .flags = OPTIONAL },
};

/* Lines of the crawl log have a type; records have a format. */
static enum line_kind
kind_of(struct str line, struct arena *arena)
{
	struct str key, type = STR_NONE;
	struct pull p;

	pull_init(&p, arena, line);
	pull_enter(&p, '{');
	while (pull_key(&p, &key)) {
		if (str_eq(key, STR("format")))
			return LINE_RECORD;
		if (str_eq(key, STR("type")) && pull_peek(&p) == '"') {
			if (!pull_string(&p, &type))
				return LINE_RECORD;
			break;
		}
		pull_skip(&p);
	}
	if (type.p == NULL)
		return LINE_RECORD;
	if (str_eq(type, STR("fetch")))
		return LINE_FETCH;
	return str_eq(type, STR("host")) ? LINE_HOST : LINE_OTHER;
}

static void
read_any(struct reader *r, struct line *to)
{
	if (pull_peek(&r->pull) != '{') {
		pull_skip(&r->pull);
		pull_end(&r->pull);
		refuse(r, "", "bad_type", "the line is no object");
		return;
	}
	switch (to->kind) {
	case LINE_RECORD:
		read_record(r, &to->record);
		break;
	case LINE_FETCH:
		read_line(r, fetch_members, COUNT(fetch_members), &to->fetch,
		    NULL);
		break;
	case LINE_HOST:
		read_line(r, host_members, COUNT(host_members), &to->host,
		    NULL);
		break;
	case LINE_OTHER:
		pull_skip(&r->pull);
		break;
	}
	if (!r->bad)
		pull_end(&r->pull);
}

int
line_read(struct arena *arena, struct str line, struct line *to,
    struct refusal *why)
{
	struct reader r;
	size_t valid = str_valid_utf8(line);

	memset(to, 0, sizeof(*to));
	r.why = why;
	r.bad = r.top = false;
	r.outer = r.inner = NULL;
	r.index = -1;
	pull_init(&r.pull, arena, line);
	if (valid != line.n) {
		refuse(&r, "", "bad_utf8", "byte %zu is no UTF-8", valid);
		return -1;
	}
	to->kind = kind_of(line, arena);
	read_any(&r, to);
	if (r.pull.fault != NULL && !r.bad) {
		why->code = r.pull.fault;
		why->pointer[0] = '\0';
		snprintf(why->reason, sizeof(why->reason), "byte %td: %s",
		    r.pull.at - r.pull.start, r.pull.reason);
		r.bad = true;
	}
	return r.bad ? -1 : 0;
}
