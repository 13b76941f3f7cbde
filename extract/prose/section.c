/* SPDX-License-Identifier: MIT */
#include "section.h"

#include "affix.h"
#include "buf.h"
#include "label.h"
#include "opening.h"

enum {
	MAX_HEADING = 60,	/* characters of a heading of its own line */
	MAX_INLINE = 40,	/* of one that text follows on the line */
	MAX_LOST = 30,		/* of one whose number was lost */
	MIN_LOST = 4,
	MIN_SENTENCE = 12,	/* characters of prose in a table row */
	MAX_LIST = 300,		/* lines of a list that is looked over */
	MAX_TEXT = 1 << 30	/* bytes; the source is far smaller */
};

/* The statutory sections (国办公开办函〔2019〕60号, 〔2021〕30号). */
static const char *const statutory[] = { "", "总体情况", "主动公开政府信息情况",
	"收到和处理政府信息公开申请情况",
	"政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况",
	"其他需要报告的事项" };

/* Where a heading ends inside its paragraph, in both scripts. */
struct heading {
	int level, number;
	size_t end_text, end_hans;	/* bytes of heading; rest is body */
};

struct reader {
	struct doc *d;
	struct buf text, hans;	/* of the last section so far */
	bool han_numbers;	/* 一、 was seen */
	int last[4];		/* last number seen on each level */
	struct str statutory[7];	/* keys of the headings 1 to 6 */
	struct str squeezed;	/* of the block in hand */
};

static bool
is_end_mark(uint32_t c)
{
	return c == 0x3002 || c == 0xFF1B || c == ';' || c == 0xFF1A;
}

/*
 * Characters of the heading that starts a line: the line, or up to the first
 * 。 of "（一）加强领导。我局…". 0 if it is too long to be one.
 */
static size_t
heading_chars(struct str hans, bool *own_line)
{
	size_t at = 0, n = 0;
	uint32_t c;

	*own_line = true;
	while (at < hans.n && n <= MAX_HEADING) {
		c = str_char(hans, &at);
		n++;
		if (c == 0x3002 && at < hans.n) {
			*own_line = false;
			break;
		}
		if (str_starts(str_sub(hans, at, hans.n), STR("一是"))) {
			*own_line = false;
			break;
		}
	}
	if (n > MAX_HEADING || (!*own_line && n > MAX_INLINE))
		return 0;
	return n;
}

static void
set_ends(const struct block *b, size_t chars, struct heading *h)
{
	h->end_hans = str_first(b->hans, chars).n;
	/* Conversion keeps the number of characters, but for odd phrases. */
	h->end_text = str_chars(b->text) == str_chars(b->hans) ?
	    str_first(b->text, chars).n : b->text.n;
	if (h->end_text == b->text.n)
		h->end_hans = b->hans.n;
}

/* "一 总体情况": a number with a space behind it, on a short line. */
static bool
spaced_number(struct reader *r, const struct block *b, struct heading *h)
{
	struct str rest = b->hans, with_stop;
	size_t at = 0;

	while (at < rest.n && !str_is_space(str_peek(rest, at)))
		str_char(rest, &at);
	if (at == 0 || at > 9 || at == rest.n || rest.p[0] == '(' ||
	    str_chars(rest) > MAX_LOST ||
	    is_end_mark(str_before(rest, rest.n)))
		return false;
	with_stop = arena_printf(r->d->arena, "%.*s、",
	    STR_ARG(str_sub(rest, 0, at)));
	return label_enumerator(with_stop, &h->level, &h->number) ==
	    with_stop.n && h->level == 1;
}

/*
 * "1、总体情况" is a heading of the first level where a report numbers all its
 * headings so: its words are those of the statutory section.
 */
static bool
is_statutory(const struct reader *r, size_t enumerator, int number)
{
	static const char *const words[] = { "", "总体情况|概述|概况|基本情况",
		"主动公开", "申请", "复议", "问题", "其他" };
	struct str text, word, list;

	if (r->han_numbers || number < 1 || number > 6 ||
	    r->last[1] != number - 1)
		return false;
	text = str_sub(r->squeezed, enumerator, r->squeezed.n);
	for (list = str_of(words[number]); list.p != NULL;) {
		word = str_cut(&list, '|');
		if (str_has(text, word))
			return true;
	}
	return false;
}

/* The number that a heading may start with; false if there is none. */
static bool
read_number(struct reader *r, const struct block *b, struct heading *h)
{
	size_t n = label_enumerator(r->squeezed, &h->level, &h->number);

	if (n == 0)
		return label_part(r->squeezed, &h->level, &h->number) > 0 ||
		    spaced_number(r, b, h);
	if (h->level == 1)
		r->han_numbers = true;
	else if (h->level == 3 && str_chars(b->hans) <= MAX_LOST &&
	    is_statutory(r, n, h->number))
		h->level = 1;
	return true;
}

/* A numbered heading at the start of the block. */
static bool
numbered(struct reader *r, const struct block *b, struct heading *h)
{
	bool own_line;
	size_t chars;

	if (!read_number(r, b, h))
		return false;
	chars = heading_chars(b->hans, &own_line);
	if (chars == 0 || (h->level == 1 && !own_line))
		return false;
	if (own_line && h->level == 1 && chars > 8 &&
	    is_end_mark(str_before(b->hans, b->hans.n)) &&
	    str_before(b->hans, b->hans.n) != 0xFF1A && chars > MAX_LOST)
		return false;	/* a sentence of a list, not a heading */
	set_ends(b, chars, h);
	return true;
}

/* Copies both to the arena, once where they are the same. */
static void
keep_texts(struct arena *a, const struct buf *text, const struct buf *hans,
    struct str *kept, struct str *kept_hans)
{
	*kept = arena_str(a, str_trim(buf_str(text)));
	*kept_hans = str_trim(buf_str(hans));
	*kept_hans = str_eq(*kept, *kept_hans) ? *kept :
	    arena_str(a, *kept_hans);
}

/* Gives the last section the text that was collected for it. */
static void
close_section(struct reader *r)
{
	struct section *s;

	if (r->d->sections.n == 0)
		return;
	s = &r->d->sections.v[r->d->sections.n - 1];
	keep_texts(r->d->arena, &r->text, &r->hans, &s->text, &s->text_hans);
	buf_reset(&r->text);
	buf_reset(&r->hans);
}

static void
open_section(struct reader *r, int level, int number, struct str heading,
    struct str hans, const char *from)
{
	struct section *s;
	int i;

	close_section(r);
	s = DOC_ADD(r->d, sections);
	s->ordinal = (int)r->d->sections.n;
	s->level = level;
	s->number = number;
	s->heading = heading;
	s->heading_hans = hans;
	s->heading_from = from;
	if (level > 0)
		r->last[level] = number;
	for (i = level + 1; i < 4; i++)
		r->last[i] = 0;
}

static void
add_text(struct reader *r, struct str text, struct str hans)
{
	if (r->d->sections.n == 0)
		open_section(r, 0, 0, STR_NONE, STR_NONE, "found");
	buf_addstr(&r->text, str_trim(text));
	buf_addc(&r->text, '\n');
	buf_addstr(&r->hans, str_trim(hans));
	buf_addc(&r->hans, '\n');
}

/* The level-1 heading `number` is missing where a table or words prove it. */
static void
infer(struct reader *r, int number)
{
	struct str hans = str_of(statutory[number]);

	if (r->last[1] >= number || r->last[1] == 0)
		return;
	open_section(r, 1, number, STR_NONE, hans, "inferred");
	doc_warn(r->d, "heading_inferred", 0, STR_NONE, STR_NONE, hans);
}

/* Whether a block is of the text: no link, nothing that was taken out. */
static bool
is_of_text(const struct block *b)
{
	return !b->boilerplate && b->kind != BLOCK_LINK;
}

/* The number that a block starts with and its level; 0 if it has none. */
static int
block_number(const struct doc *d, const struct block *b, int *level)
{
	struct arena_mark mark = arena_mark(d->arena);
	int n = 0;

	if (b->kind == BLOCK_TABLE || label_enumerator(label_squeeze(d->arena,
	    str_first(b->hans, 20)), level, &n) == 0)
		n = 0;
	arena_back(d->arena, mark);
	return n;
}

/*
 * The next numbered heading on level 2 after block i, with nothing between
 * but MAX_LIST lines of the lists below them; 0 if something else comes first.
 */
static int
next_number(const struct doc *d, size_t i)
{
	size_t end = d->blocks.n - i > MAX_LIST ? i + MAX_LIST : d->blocks.n;
	int level, n;

	for (i++; i < end; i++) {
		if (!is_of_text(&d->blocks.v[i]))
			continue;
		n = block_number(d, &d->blocks.v[i], &level);
		if (n == 0 || level < 2)
			return 0;
		if (level == 2)
			return n;
	}
	return 0;
}

static bool
starts_list(const struct doc *d, size_t i)
{
	int level;

	return i + 1 < d->blocks.n &&
	    block_number(d, &d->blocks.v[i + 1], &level) == 1 && level == 3;
}

/*
 * A heading （k） whose number was lost: the number before was k-1 and either
 * the next one is k+1 and this is the only paragraph between without a
 * number, or this is a short line without a full stop that a list 1. follows.
 */
static bool
number_lost(struct reader *r, size_t i, struct heading *h)
{
	const struct block *b = &r->d->blocks.v[i];
	int want = r->last[2] + 1;
	bool own_line, short_line, single;
	size_t chars, year;

	if (r->last[1] == 0 || (r->last[3] > 0 && r->last[2] == 0))
		return false;
	chars = heading_chars(b->hans, &own_line);
	short_line = own_line && chars >= MIN_LOST && chars <= MAX_LOST &&
	    !is_end_mark(str_before(b->hans, b->hans.n));
	/* A sentence above （四）, or the first line under （二）, is no （三）. */
	single = next_number(r->d, i) == want + 1 &&
	    (want == 1 || buf_str(&r->text).n > 0) &&
	    affix_year(r->squeezed, &year) == 0 &&
	    !(own_line && str_before(b->hans, b->hans.n) == 0x3002);
	if (chars == 0 || (!single && !(short_line && r->last[2] > 0 &&
	    starts_list(r->d, i))))
		return false;
	h->level = 2;
	h->number = want;
	set_ends(b, chars, h);
	return true;
}

/* A heading of a statutory section that stands there without its number. */
static bool
title_alone(struct reader *r, const struct block *b, struct heading *h)
{
	struct str key;
	int n;

	if (str_chars(b->hans) > MAX_LOST)
		return false;
	key = label_key(r->d->arena, b->hans);
	if (key.n == 0)
		return false;
	for (n = r->last[1] + 1; n <= 6; n++)
		if (str_eq(key, r->statutory[n])) {
			h->level = 1;
			h->number = n;
			h->end_text = b->text.n;
			h->end_hans = b->hans.n;
			return true;
		}
	return false;
}

/*
 * 2021年工作回顾, 今后五年的奋斗目标: the parts of a government's review stand over
 * their text in a line without a number.
 */
static bool
review_part(struct reader *r, const struct block *b, struct heading *h)
{
	static const char *const starts[] = { "过去", "今后", "未来", "五年来",
		"一年来", "本届政府" };
	static const char *const ends[] = { "工作回顾", "工作的回顾", "工作安排",
		"工作打算", "主要工作", "重点工作", "工作重点", "工作任务",
		"工作目标", "奋斗目标", "总体要求", "工作总体要求" };
	size_t len;

	if (r->han_numbers || str_chars(b->hans) > MAX_LOST ||
	    (affix_year(r->squeezed, &len) == 0 &&
	    !affix_starts_any(r->squeezed, starts, AFFIX_LEN(starts))) ||
	    !affix_ends_any(r->squeezed, ends, AFFIX_LEN(ends)))
		return false;
	*h = (struct heading){ 1, 0, b->text.n, b->hans.n };
	return true;
}

/*
 * "1.检查库房12次。" is a heading by its number and prose by its words: what
 * it says must be in the text, where figures are looked for.
 */
static bool
holds_figure(struct str hans)
{
	int level, number;
	size_t at = label_enumerator(hans, &level, &number);
	uint32_t c;

	while (at < hans.n) {
		c = str_char(hans, &at);
		if (c >= '0' && c <= '9' && at < hans.n &&
		    str_is_han(str_peek(hans, at)) &&
		    str_peek(hans, at) != 0x5E74)	/* 年 */
			return true;
	}
	return false;
}

static void
add_heading(struct reader *r, const struct block *b, const struct heading *h,
    const char *from)
{
	open_section(r, h->level, h->number,
	    str_trim(str_sub(b->text, 0, h->end_text)),
	    str_trim(str_sub(b->hans, 0, h->end_hans)), from);
	if (h->level > 1 && holds_figure(str_sub(b->hans, 0, h->end_hans)))
		add_text(r, b->text, b->hans);
	else if (h->end_hans < b->hans.n)
		add_text(r, str_sub(b->text, h->end_text, b->text.n),
		    str_sub(b->hans, h->end_hans, b->hans.n));
}

/* Section 五 begins with its problems, whether its heading is there or not. */
static bool
opens_problems(struct str squeezed)
{
	int level, number;
	size_t n = label_enumerator(squeezed, &level, &number);
	struct str words = str_sub(squeezed, n, squeezed.n);

	return str_starts(words, STR("存在的主要问题")) ||
	    str_starts(words, STR("存在主要问题")) ||
	    str_starts(words, STR("主要问题"));
}

static void
read_paragraph(struct reader *r, size_t i)
{
	const struct block *b = &r->d->blocks.v[i];
	struct heading h = { 0, 0, 0, 0 };
	bool found;

	r->squeezed = label_squeeze(r->d->arena, str_first(b->hans, 64));
	found = numbered(r, b, &h);
	if (r->last[1] == 4 && !(found && h.level == 1) &&
	    opens_problems(r->squeezed))
		infer(r, 5);
	if (found) {
		add_heading(r, b, &h, "found");
	} else if (title_alone(r, b, &h) || number_lost(r, i, &h)) {
		doc_warn(r->d, "heading_number_lost", 0, STR_NONE, STR_NONE,
		    str_sub(b->hans, 0, h.end_hans));
		add_heading(r, b, &h, "number lost");
	} else if (review_part(r, b, &h)) {
		add_heading(r, b, &h, "found");
	} else if (b->kind == BLOCK_HEADING) {
		open_section(r, b->level < 4 ? b->level : 3, 0, b->text,
		    b->hans, "found");
	} else {
		add_text(r, b->text, b->hans);
	}
}

/*
 * A sentence that somebody put into a row of its own ("2020年本行政区域…发布
 * 总数量:1659") is prose.
 */
static void
add_sentences(struct reader *r, const struct grid *g)
{
	const struct anchor *a;
	size_t i;

	for (i = 0; i < g->n; i++) {
		a = &g->cells[i];
		if (a->col == 0 && (i + 1 == g->n || a[1].row != a->row) &&
		    str_chars(a->hans) >= MIN_SENTENCE &&
		    str_has_digit(a->hans))
			add_text(r, a->text, a->hans);
	}
}

static void
read_table(struct reader *r, const struct grid *g)
{
	int tbl = opening_of(r->d, g);

	if (tbl >= 2 && tbl <= 4)
		infer(r, tbl);
	if (tbl != 0)
		add_sentences(r, g);
}

static void
append_table(struct buf *to, const struct grid *g, bool hans)
{
	const struct anchor *a;
	size_t i;

	for (i = 0; i < g->n; i++) {
		a = &g->cells[i];
		if (i > 0 && a[-1].row != a->row)
			buf_addc(to, '\n');
		else if (i > 0)
			buf_adds(to, " | ");
		buf_addstr(to, hans ? a->hans : a->text);
	}
}

/* The whole text, tables and all. */
static struct str
whole_text(struct doc *d, bool hans)
{
	const struct block *b;
	struct str kept;
	struct buf text;
	size_t i;

	buf_init(&text, MAX_TEXT);
	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (!is_of_text(b))
			continue;
		if (b->kind == BLOCK_TABLE)
			append_table(&text, b->grid, hans);
		else
			buf_addstr(&text, hans ? b->hans : b->text);
		buf_addc(&text, '\n');
	}
	kept = arena_str(d->arena, str_trim(buf_str(&text)));
	buf_release(&text);
	return kept;
}

static bool
is_same(struct str text, struct str hans)
{
	return text.p == hans.p && text.n == hans.n;
}

/* Whether not one character of the document was changed. */
static bool
is_as_found(const struct doc *d)
{
	const struct block *b;
	size_t i, k;

	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		if (!is_same(b->text, b->hans))
			return false;
		for (k = 0; b->grid != NULL && k < b->grid->n; k++)
			if (!is_same(b->grid->cells[k].text,
			    b->grid->cells[k].hans))
				return false;
	}
	return true;
}

/*
 * "（" on a line of its own, "三）改革开放" on the next: the enumerator is put
 * together again.
 */
static void
join_enumerators(struct doc *d)
{
	struct block *b, *next;
	struct str joined;
	size_t i;
	int level, number;

	for (i = 0; i + 1 < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		next = b + 1;
		if (!str_eq(str_trim(b->hans), STR("（")) ||
		    b->boilerplate || next->boilerplate ||
		    next->kind != BLOCK_PARAGRAPH)
			continue;
		joined = arena_printf(d->arena, "（%.*s",
		    STR_ARG(str_trim(next->hans)));
		if (label_enumerator(label_squeeze(d->arena,
		    str_first(joined, 20)), &level, &number) == 0)
			continue;
		next->text = arena_printf(d->arena, "（%.*s",
		    STR_ARG(str_trim(next->text)));
		next->hans = joined;
		b->boilerplate = true;
	}
}

void
section_pass(struct doc *d)
{
	struct reader r = { .d = d };
	size_t i;

	join_enumerators(d);
	for (i = 1; i <= 6; i++)
		r.statutory[i] = label_key(d->arena, str_of(statutory[i]));
	buf_init(&r.text, MAX_TEXT);
	buf_init(&r.hans, MAX_TEXT);
	for (i = 0; i < d->blocks.n; i++) {
		const struct block *b = &d->blocks.v[i];

		if (!is_of_text(b))
			continue;
		if (b->kind == BLOCK_TABLE)
			read_table(&r, b->grid);
		else
			read_paragraph(&r, i);
	}
	close_section(&r);
	buf_release(&r.text);
	buf_release(&r.hans);
	d->text = whole_text(d, false);
	d->text_hans = is_as_found(d) ? d->text : whole_text(d, true);
}

bool
section_is_preface(const struct section *s)
{
	return s->level <= 1 && s->number == 0;
}
