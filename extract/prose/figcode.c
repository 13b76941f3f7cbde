/* SPDX-License-Identifier: MIT */
/*
 * Some two hundred patterns are tried on every number, nearly all in vain.
 * Each text and each term has therefore a signature, a set of its characters
 * hashed to 256 bits: a term that is not in the text is almost always refused
 * without looking at the text again.
 */
#include "figcode.h"

#include <assert.h>

#include "dict.h"
#include "figrest.h"
#include "figscope.h"
#include "figwhose.h"

DICT_DECLARE(figure);

enum {
	MAX_UNITS = 64,		/* different units in the dictionary */
	CLASS_SCORE = 12	/* bytes that a word of a class counts for */
};

struct signature {
	uint64_t bits[4];
};

/* A word with its signature. */
struct key {
	struct str text;
	struct signature sig;
};

struct term {
	struct key key;
	struct key *any;	/* of a class: its words up to one without
				   text; else NULL */
	char mark;		/* 0 or one of <>~:^!=[@+?, X for !~, Y for !+ */
};

/* One alternative of a code. */
struct pattern {
	struct str ind, max;
	const struct word *words;	/* all that its code looks for */
	uint64_t units;		/* bit n: units[n] of struct figcode */
	int scope;		/* bits of FIGSCOPE_YEAR ... that it takes */
	enum figwhose whose;
	bool ogi;		/* only of work on open information */
	bool follows;		/* it goes with another: of the same time */
	bool one;		/* a report has one such number */
	bool free;		/* its clause may speak of anything besides */
	bool behind;		/* it asks for a word behind the number */
	size_t term, n;		/* its terms in struct figcode */
	struct signature head;	/* of all that must stand in the clause */
};

struct figcode {
	const struct figwords *words;
	struct str units[MAX_UNITS];
	int n_units;
	struct pattern *patterns;
	size_t n_patterns;
	struct term *terms;
	size_t n_terms;
};

static struct signature
sign(struct str s)
{
	struct signature sig = { { 0 } };
	unsigned char hash;
	size_t i;

	/* Characters of three bytes will do: the others are few. */
	for (i = 0; i + 2 < s.n; i++)
		if (((unsigned char)s.p[i] & 0xF0) == 0xE0) {
			hash = (unsigned char)(s.p[i] * 7 ^ s.p[i + 1] * 5 ^
			    s.p[i + 2] * 67);
			sig.bits[hash >> 6] |= (uint64_t)1 << (hash & 63);
		}
	return sig;
}

/* Could a text with the signature `all` hold the term? */
static bool
may_hold(const struct signature *all, const struct signature *term)
{
	return ((term->bits[0] & ~all->bits[0]) |
	    (term->bits[1] & ~all->bits[1]) |
	    (term->bits[2] & ~all->bits[2]) |
	    (term->bits[3] & ~all->bits[3])) == 0;
}

/* The number of a unit, -1 when the dictionary does not name it. */
static int
unit_number(const struct figcode *f, struct str unit)
{
	int i;

	for (i = 0; i < f->n_units; i++)
		if (str_eq(f->units[i], unit))
			return i;
	return -1;
}

static uint64_t
add_units(struct figcode *f, struct str list)
{
	uint64_t set = 0;
	struct str unit;
	int i;

	while (list.p != NULL) {
		unit = str_cut(&list, ',');
		i = unit_number(f, unit);
		if (i < 0) {
			assert(f->n_units < MAX_UNITS);
			i = f->n_units++;
			f->units[i] = unit;
		}
		set |= (uint64_t)1 << i;
	}
	return set;
}

static struct key *
class_keys(struct arena *a, const struct word *w)
{
	struct key *keys = NULL;
	size_t n = 0;

	do {
		keys = arena_grow(a, keys, n, sizeof(*keys));
		keys[n++] = (struct key){ w->text, sign(w->text) };
	} while (w++->text.p != NULL);
	return keys;
}

/* Of one class, once for all terms that name it. */
static struct key *
class_of(struct arena *a, struct figcode *f, struct str name)
{
	size_t i = f->n_terms;

	/* Backwards: alternatives of one code name the same classes. */
	while (i-- > 0)
		if (f->terms[i].any != NULL &&
		    str_eq(f->terms[i].key.text, name))
			return f->terms[i].any;
	return class_keys(a, figword_class(f->words, str_sub(name, 1,
	    name.n)));
}

/* What the pattern needs in the clause besides, where it is no class. */
static void
add_need(struct pattern *p, const struct term *t)
{
	size_t i;

	if (t->any == NULL && (t->mark == '\0' || t->mark == '<'))
		for (i = 0; i < 4; i++)
			p->head.bits[i] |= t->key.sig.bits[i];
}

/* "<粉丝 ~微博 !关注 !~$channel" */
static void
add_terms(struct arena *a, struct figcode *f, struct str text)
{
	struct pattern *p = &f->patterns[f->n_patterns - 1];
	struct term t;
	struct str s;

	while (text.p != NULL) {
		t = (struct term){ .mark = 0 };
		s = str_cut(&text, ' ');
		assert(s.n > 0);
		if (strchr("<>~:^!=[@+?", s.p[0]) != NULL) {
			t.mark = s.p[0];
			s = str_sub(s, 1, s.n);
		}
		if (t.mark == '!' && (s.p[0] == '~' || s.p[0] == '+')) {
			t.mark = s.p[0] == '~' ? 'X' : 'Y';
			s = str_sub(s, 1, s.n);
		}
		p->follows |= t.mark == '@';
		p->behind |= t.mark == '>';
		t.key = (struct key){ s, sign(s) };
		if (s.p[0] == '$')
			t.any = class_of(a, f, s);
		add_need(p, &t);
		f->terms = arena_grow(a, f->terms, f->n_terms,
		    sizeof(*f->terms));
		f->terms[f->n_terms++] = t;
		p->n++;
	}
}

/* "stock,own": what time and whose work a code takes. */
static void
read_scope(struct str list, struct pattern *p)
{
	static const struct {
		struct str name;
		int scope;
	} names[] = {
		{ { "year", 4 }, FIGSCOPE_YEAR },
		{ { "total", 5 }, FIGSCOPE_SUMMED | FIGSCOPE_TOTAL },
		{ { "stock", 5 }, FIGSCOPE_YEAR | FIGSCOPE_SUMMED |
		    FIGSCOPE_TOTAL },
		{ { "any", 3 }, FIGSCOPE_YEAR | FIGSCOPE_SUMMED |
		    FIGSCOPE_TOTAL | FIGSCOPE_OTHER | FIGSCOPE_PAST },
		{ { "since", 5 }, FIGSCOPE_YEAR | FIGSCOPE_SUMMED |
		    FIGSCOPE_TOTAL | FIGSCOPE_OTHER },
	};
	struct str name;
	size_t i;

	p->scope = FIGSCOPE_YEAR | FIGSCOPE_SUMMED;
	while (list.n > 0) {
		name = str_cut(&list, ',');
		if (str_eq(name, STR("own")))
			p->whose = FIGWHOSE_AGENCY;
		if (str_eq(name, STR("hall")))
			p->whose = FIGWHOSE_HALL;
		if (str_eq(name, STR("region")))
			p->whose = FIGWHOSE_REGION;
		p->ogi |= str_eq(name, STR("ogi"));
		p->one |= str_eq(name, STR("one"));
		p->free |= str_eq(name, STR("free"));
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (str_eq(name, names[i].name))
				p->scope = names[i].scope;
	}
}

/* Does the term ask for a word? */
static bool
asks(const struct term *t)
{
	return t->mark == '\0' || strchr("<>~:^[+", t->mark) != NULL;
}

/* Is there a word in the table? Its end is not marked yet. */
static bool
in_table(const struct word *v, size_t n, struct str s)
{
	while (n-- > 0)
		if (str_eq(v[n].text, s))
			return true;
	return false;
}

/* The words that the terms from `first` on ask for or know. */
static const struct word *
words_from(struct arena *a, const struct figcode *f, size_t first)
{
	struct word *v = NULL;
	size_t n = 0;
	struct key one[2] = { { .text = STR_NONE }, { .text = STR_NONE } };
	const struct key *k;
	const struct term *t;

	for (t = f->terms + first; t < f->terms + f->n_terms; t++) {
		if (!asks(t) && t->mark != '?')
			continue;
		one[0] = t->key;
		for (k = t->any != NULL ? t->any : one; k->text.p != NULL; k++)
			if (!in_table(v, n, k->text)) {
				v = arena_grow(a, v, n, sizeof(*v));
				v[n++] = (struct word){ k->text, "" };
			}
	}
	v = arena_grow(a, v, n, sizeof(*v));
	v[n] = (struct word)WORDS_END;
	return v;
}

const struct figwords *
figcode_words(const struct figcode *f)
{
	return f->words;
}

const struct figcode *
figcode_load(struct arena *a)
{
	struct figcode *f = arena_alloc(a, sizeof(*f));
	struct str dict = DICT(figure), alternatives, common;
	struct dict_row row;
	uint64_t units;
	const struct word *words;
	ptrdiff_t all;
	size_t first;

	f->words = figword_load(a);
	while (dict_next(&dict, &row)) {
		assert(row.n >= 6);
		units = add_units(f, row.col[3]);
		first = f->n_patterns;
		alternatives = row.col[4];
		common = STR_NONE;
		all = str_find(alternatives, STR(" & "), 0);
		if (all >= 0) {
			common = str_sub(alternatives, (size_t)all +
			    strlen(" & "), alternatives.n);
			alternatives.n = (size_t)all;
		}
		while (alternatives.p != NULL) {
			f->patterns = arena_grow(a, f->patterns,
			    f->n_patterns, sizeof(*f->patterns));
			f->patterns[f->n_patterns++] = (struct pattern){
			    .ind = row.col[0], .max = row.col[5],
			    .units = units, .term = f->n_terms };
			read_scope(row.n > 6 ? row.col[6] : STR(""),
			    &f->patterns[f->n_patterns - 1]);
			add_terms(a, f, str_cut(&alternatives, '|'));
			add_terms(a, f, common);
		}
		words = words_from(a, f, f->patterns[first].term);
		while (first < f->n_patterns)
			f->patterns[first++].words = words;
	}
	return f;
}

/* The signatures of a place, in the order of its texts. */
struct place {
	const struct figcode_place *text;
	struct signature head, tail, sentence, paragraph, rest;
};

static bool
has_key(struct str text, const struct signature *sig, const struct key *k)
{
	return may_hold(sig, &k->sig) && str_has(text, k->text);
}

static bool
has(struct str text, const struct signature *sig, const struct term *t)
{
	const struct key *k;

	if (t->any == NULL)
		return has_key(text, sig, &t->key);
	for (k = t->any; k->text.p != NULL; k++)
		if (has_key(text, sig, k))
			return true;
	return false;
}

static bool
ends(struct str text, const struct term *t)
{
	const struct key *k;

	if (t->any == NULL)
		return str_ends(text, t->key.text);
	for (k = t->any; k->text.p != NULL; k++)
		if (str_ends(text, k->text))
			return true;
	return false;
}

/* Is the text the term's, or one of its class? */
static bool
equals(struct str text, const struct term *t)
{
	const struct key *k = t->any;

	if (k == NULL)
		return str_eq(text, t->key.text);
	while (k->text.p != NULL && !str_eq(text, k->text))
		k++;
	return k->text.p != NULL;
}

static bool
term_holds(const struct term *t, const struct place *p)
{
	switch (t->mark) {
	case '<':
		return ends(p->text->bare, t);
	case '>':
		return has(p->text->tail, &p->tail, t);
	case '~':
	case ':':
		return has(p->text->sentence, &p->sentence, t);
	case '^':
		return has(p->text->paragraph, &p->paragraph, t);
	case '!':
		return !has(p->text->head, &p->head, t) &&
		    !has(p->text->tail, &p->tail, t);
	case 'X':
		return !has(p->text->sentence, &p->sentence, t) &&
		    !has(p->text->tail, &p->tail, t);
	case '+':
		return has(p->text->rest, &p->rest, t);
	case 'Y':
		return !has(p->text->rest, &p->rest, t);
	case '=':
		return equals(p->text->unit, t);
	case '[':
		return equals(p->text->bare, t);
	case '@':
		return equals(p->text->last, t);
	case '?':
		return true;
	default:
		return has(p->text->head, &p->head, t);
	}
}

/* How much of the text the pattern accounts for; 0 if it does not fit. */
static size_t
score(const struct figcode *f, const struct pattern *p,
    const struct place *place)
{
	const struct term *t = &f->terms[p->term];
	size_t i, sum = 0;

	if (!may_hold(&place->head, &p->head))
		return 0;
	for (i = 0; i < p->n; i++, t++) {
		if (!term_holds(t, place))
			return 0;
		if (asks(t))
			sum += t->any != NULL ? CLASS_SCORE : t->key.text.n;
	}
	return sum;
}

/* The units that fit: the one printed, or any but % when it was lost. */
static uint64_t
wanted_units(const struct figcode *f, struct str unit)
{
	int i = unit_number(f, unit.n > 0 ? unit : STR("%"));

	if (unit.n == 0)
		return i < 0 ? ~(uint64_t)0 : ~((uint64_t)1 << i);
	return i < 0 ? 0 : (uint64_t)1 << i;
}

/* Does the pattern take a number of this agency and kind of document? */
static bool
is_of_it(const struct pattern *p, const struct figcode_place *text)
{
	struct str kind = doc_value(text->d, FACT_KIND);

	if (p->ogi && kind.p != NULL && !str_eq(kind, STR("ogi_annual")) &&
	    !str_has(text->clause, STR("信息公开")))
		return false;
	return !figwhose_is_foreign(text->d, text->sentence, p->whose);
}

/* Where the last word that the term asks for stands in s, or -1. */
static ptrdiff_t
last_of(struct str s, const struct term *t)
{
	struct key one[2] = { t->key, { .text = STR_NONE } };
	const struct key *k = t->any != NULL ? t->any : one;
	ptrdiff_t last = -1, at;

	for (; k->text.p != NULL; k++)
		for (at = -1; (at = str_find(s, k->text,
		    (size_t)(at + 1))) >= 0;)
			if (at > last)
				last = at;
	return last;
}

/* The clause of s that byte `at` is in. */
static struct str
clause_at(struct str s, size_t at)
{
	static const char *const stops[] = { "，", "；", "。", ",", ";", "\n" };
	size_t from = at, i;
	ptrdiff_t end;

	for (i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		end = str_find(s, str_of(stops[i]), at);
		if (end >= 0)
			s.n = (size_t)end;
	}
	while (from > 0) {
		for (i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
			if (str_ends(str_sub(s, 0, from), str_of(stops[i])))
				return str_sub(s, from, s.n);
		from--;
	}
	return s;
}

/*
 * Speaks a clause in front that the pattern leans on of something else? The
 * number's own is not asked here.
 */
static bool
leans_on_unknown(const struct figcode *f, const struct pattern *p,
    const struct figcode_place *text, struct str agency)
{
	const struct term *t = f->terms + p->term, *end = t + p->n;
	struct str front = text->sentence;
	ptrdiff_t at;

	front.n -= text->clause.n;
	for (; t < end; t++)
		if (t->mark == ':' && last_of(text->clause, t) < 0 &&
		    (at = last_of(front, t)) >= 0 &&
		    figrest_is_left(f->words, clause_at(front, (size_t)at),
		    agency, p->words))
			return true;
	return false;
}

/* Is there anything around the number that may change what it counts? */
static bool
is_doubtful(const struct figcode *f, const struct pattern *p,
    const struct figcode_place *text)
{
	struct str agency = doc_value(text->d, FACT_AGENCY), tail = text->tail;
	ptrdiff_t of = str_find(tail, STR("的"), 0);

	/* 189项行政许可事项的设定依据 are those of 189. */
	if (of >= 0)
		tail.n = (size_t)of;
	return !p->free && (figrest_is_left(f->words, text->bare, agency,
	    p->words) || (p->behind && figrest_is_left(f->words, tail, agency,
	    p->words)) || leans_on_unknown(f, p, text, agency));
}

struct figcode_match
figcode_find(const struct figcode *f, const struct figcode_place *text)
{
	struct place place = { text, sign(text->head), sign(text->tail),
	    sign(text->sentence), sign(text->paragraph),
	    sign(text->rest) };
	uint64_t units = wanted_units(f, text->unit);
	const struct pattern *p, *best = NULL;
	size_t n, best_score = 0;
	bool tie = false;

	for (p = f->patterns; p < f->patterns + f->n_patterns; p++) {
		if ((p->units & units) == 0 ||
		    ((p->scope & text->scope) == 0 && !p->follows) ||
		    (n = score(f, p, &place)) == 0 || n < best_score ||
		    !is_of_it(p, text))
			continue;
		if (n > best_score) {
			best = p;
			best_score = n;
			tie = false;
		} else if (n == best_score) {
			tie |= !str_eq(p->ind, best->ind);
		}
	}
	if (best == NULL || tie)
		return (struct figcode_match){ .ind = STR_NONE };
	return (struct figcode_match){ best->ind, best->max, best->one,
	    is_doubtful(f, best, text) };
}
