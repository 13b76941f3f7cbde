/* SPDX-License-Identifier: MIT */
/*
 * A number of the prose speaks of a cell only where its clause says so and
 * nothing in it narrows the number down. A false alarm costs more than a
 * contradiction missed, so every doubt drops the number, and one number that
 * agrees with the table clears the others of its kind.
 */
#include "checktext.h"

#include <stdlib.h>

#include "number.h"

enum {
	FROM_2025 = 2025,	/* section 一 has to give the numbers of C7 */
	MAX_TERMS = 4,
	MAX_NEAR = 300,		/* bytes of context on either side */
	MAX_GAP = 24		/* bytes between a number and what is of it */
};

/* A number of the prose and what it must equal; several ways to count it. */
struct stated {
	const char *rule, *ind, *subject;
	int tbl;
	const char *col;
	/* Sums of codes; the first is shown, the rest are as good. */
	const char *sums[MAX_TERMS];
	/* The others count only where one of these stands in the sentence. */
	const char *const *only_with;
	int from_year;
};

static const char *const carried_in[] = { "结转", "上年", "去年", "遗留",
	"办理", "处理", NULL };
static const char *const kinds_of_suit[] = { "直接", "经复议", "复议后", NULL };

static const struct stated stated[] = {
	{ "C1", "req_received_txt", "req_new", 3, "total", { "req_new",
	    "req_new+req_carry_in", "req_total" }, carried_in, 0 },
	{ "C1", "req_total_txt", "req_new+req_carry_in", 3, "total",
	    { "req_new+req_carry_in" }, NULL, 0 },
	{ "C2", "req_answered_txt", "req_total", 3, "total", { "req_total",
	    "req_total-req_carry_in", "req_new" }, NULL, 0 },
	{ "C3", "req_carried_txt", "req_carry_out", 3, "total",
	    { "req_carry_out" }, NULL, 0 },
	{ "C3", "req_carry_in_txt", "req_carry_in", 3, "total",
	    { "req_carry_in" }, NULL, 0 },
	{ "C4", "recon_txt", "recon", 4, "value", { "recon_total",
	    "recon_upheld+recon_corrected+recon_other+recon_pending" }, NULL,
	    0 },
	{ "C4", "lit_txt", "lit", 4, "value", {
	    "lit_direct_total+lit_after_total", "lit_direct_total",
	    "lit_after_total" }, kinds_of_suit, 0 },
	{ "C7", "normdoc_issued_txt", "normative_doc.issued", 2, "issued",
	    { "normative_doc" }, NULL, FROM_2025 },
	{ "C7", "normdoc_repealed_txt", "normative_doc.repealed", 2,
	    "repealed", { "normative_doc" }, NULL, FROM_2025 },
	{ "C7", "normdoc_in_force_txt", "normative_doc.in_force", 2,
	    "in_force", { "normative_doc" }, NULL, FROM_2025 },
};

/* In the clause of a number: it is of a part, or of another time. */
static const char *const narrow[] = { "其中", "网络", "网上", "网站", "在线",
	"信函", "信件", "邮", "当面", "现场", "传真", "平台", "窗口", "系统",
	"自然人", "法人", "企业", "公民", "组织", "个人", "累计", "以来", "历年",
	"同比", "增", "减", "较", "比", "涉及", "关于", "上半年", "下半年",
	"季度", "月", "去年", "补正", "延期", "逾期", "部分", "不予", "无法",
	"撤", "近年", "年来", "三年", "五年", "予以", "另有", "还有", "分别", "咨询", "平均", "维持", "纠正",
	"驳回", "审", "应诉", "代理", "办结率", NULL };
/* Of a government's number: it is that of one of its offices. */
static const char *const offices[] = { "局", "办公室", "办公厅", "委员会",
	"部门", "镇", "乡", "街道", "单位", NULL };

static bool
has_any(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_has(s, str_of(*words)))
			return true;
	return false;
}

static bool
is_break(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B ||
	    c == 0x3002 || c == '\n' || c == '(' || c == 0xFF08 ||
	    c == ')' || c == 0xFF09;
}

/* The sentence in front of a figure; cut, as some have no full stop. */
static struct str
before(const struct figure *f)
{
	size_t from = f->offset > MAX_NEAR ? f->offset - MAX_NEAR : 0;

	while (from < f->offset && (f->sentence_hans.p[from] & 0xC0) == 0x80)
		from++;
	return str_sub(f->sentence_hans, from, f->offset - from);
}

/* Behind the number and its unit. */
static struct str
behind(const struct figure *f)
{
	return str_sub(f->sentence_hans, f->offset + f->raw.n, MAX_NEAR);
}

/* What stands in front of a figure in its clause. */
static struct str
clause(const struct figure *f)
{
	struct str s = before(f);
	size_t from = 0, at = 0;

	while (at < s.n)
		if (is_break(str_char(s, &at)))
			from = at;
	return str_trim(str_sub(s, from, s.n));
}

static int
year_of(const struct doc *d)
{
	struct str y = doc_value(d, FACT_REPORT_YEAR);

	return y.p != NULL ? (int)strtol(y.p, NULL, 10) : 0;
}

/* Whether a year other than the report's stands in front of a figure. */
static bool
other_year(const struct doc *d, const struct figure *f)
{
	struct str s = before(f);
	size_t i;

	for (i = 0; i + 7 <= s.n; i++)
		if (s.p[i] == '2' && s.p[i + 1] == '0' &&
		    str_starts(str_sub(s, i + 4, s.n), STR("年")) &&
		    (int)strtol(s.p + i, NULL, 10) != year_of(d))
			return true;
	return false;
}

/* "区政府办公室收到" in the report of 区政府, but not 全区各部门收到. */
static bool
of_one_office(const struct doc *d, struct str s)
{
	static const char *const all[] = { "全市", "全县", "全区", "全省",
		"全州", "全旗", "全盟", NULL };
	struct str agency = doc_value(d, FACT_AGENCY);

	return str_eq(doc_value(d, FACT_AGENCY_KIND), STR("government")) &&
	    !str_ends(agency, STR("办公室")) &&
	    !str_ends(agency, STR("办公厅")) && has_any(s, offices) &&
	    !has_any(s, all);
}

static bool
is_count(const struct figure *f)
{
	struct decimal v;

	return strcmp(f->qualifier, "exact") == 0 && f->unit.n > 0 &&
	    !str_eq(f->unit, STR("%")) && number_parse(f->value, &v) &&
	    v.scale == 0;
}

static bool
is_plain(const struct doc *d, const struct figure *f)
{
	struct str s = clause(f);

	return is_count(f) && !has_any(s, narrow) && !other_year(d, f) &&
	    !of_one_office(d, s);
}

/* ---- what the tables say ---- */

/* A value, as far as it is printed. */
struct total {
	struct decimal v;	/* of what is printed */
	bool known;		/* nothing in it is blank */
	bool printed;		/* something is */
};

static void
add(struct total *t, const struct cell *c, int sign)
{
	struct decimal v;

	if (c == NULL || c->state != CELL_NUM || !number_parse(c->value, &v)) {
		t->known = false;
		return;
	}
	v.n *= sign;
	if (number_add(t->v, v, &t->v))
		t->printed = true;
	else
		t->known = false;
}

/* A row of table 3 whose total is blank is the sum of its applicants. */
static void
add_row(const struct doc *d, int tbl, struct str ind, struct str col, int sign,
    struct total *t)
{
	static const char *const applicants[] = { "natural", "commercial",
		"research", "social", "legal", "other" };
	const struct cell *c = doc_cell(d, tbl, ind, col);
	size_t i;

	if (tbl != 3 || (c != NULL && c->state == CELL_NUM)) {
		add(t, c, sign);
		return;
	}
	for (i = 0; i < sizeof(applicants) / sizeof(*applicants); i++)
		add(t, doc_cell(d, tbl, ind, str_of(applicants[i])), sign);
}

/* All rows whose code starts with `prefix`, printed subtotals left out. */
static void
add_group(const struct doc *d, struct str prefix, struct total *t)
{
	const struct cell *c;
	size_t i;

	t->known &= d->cells.n > 0;
	for (i = 0; i < d->cells.n; i++) {
		c = &d->cells.v[i];
		if (c->tbl == 3 && str_eq(c->col, STR("total")) &&
		    str_starts(c->ind, prefix) &&
		    !str_ends(c->ind, STR("_sub")))
			add_row(d, 3, c->ind, c->col, 1, t);
	}
}

/* "a+b-c", where x* is every row whose code starts with x. */
static struct total
sum_of(const struct doc *d, int tbl, const char *col, struct str s)
{
	struct total t = { .known = true };
	size_t at = 0, from;
	struct str code;
	int sign = 1;

	while (at < s.n) {
		for (from = at; at < s.n && s.p[at] != '+' && s.p[at] != '-';)
			at++;
		code = str_sub(s, from, at - from);
		if (str_ends(code, STR("*")))
			add_group(d, str_sub(code, 0, code.n - 1), &t);
		else
			add_row(d, tbl, code, str_of(col), sign, &t);
		sign = at < s.n && s.p[at] == '-' ? -1 : 1;
		at++;
	}
	return t;
}

static void
fire(struct doc *d, const char *rule, struct str subject,
    enum check_status status, struct decimal lhs, struct decimal rhs)
{
	doc_check(d, rule, subject, status, number_print(d->arena, lhs),
	    number_print(d->arena, rhs));
}

/* ---- C1-C4, C7: one number against a cell ---- */

/*
 * A justice bureau's 行政复议 are its business, not about itself, and 收到公租房
 * 申请 are no requests: the sentence or its heading must speak of disclosure.
 */
static bool
about_disclosure(const struct doc *d, const struct figure *f)
{
	size_t i;

	if (str_has(before(f), STR("信息公开")) ||
	    str_has(behind(f), STR("信息公开")))
		return true;
	for (i = 0; i < d->sections.n; i++)
		if (d->sections.v[i].ordinal == f->section)
			return str_has(d->sections.v[i].heading_hans,
			    STR("申请公开")) || str_has(
			    d->sections.v[i].heading_hans, STR("信息公开"));
	return false;
}

static bool
speaks_of(const struct doc *d, const struct stated *s,
    const struct figure *f)
{
	if (!str_eq(f->ind, str_of(s->ind)))
		return false;
	if (s->tbl != 2 && !about_disclosure(d, f))
		return false;
	if (strcmp(s->rule, "C4") == 0 && (str_has(clause(f), STR("办理")) ||
	    str_has(clause(f), STR("受理"))))
		return false;
	if (strcmp(s->rule, "C3") != 0 && (str_has(clause(f), STR("结转")) ||
	    str_has(clause(f), STR("上年"))))
		return false;
	if (strcmp(s->ind, "req_carry_in_txt") == 0)
		return is_count(f) && !other_year(d, f);
	return is_plain(d, f);
}

/* Whether the number is one of those the tables allow. */
static bool
agrees(const struct doc *d, const struct stated *s, const struct figure *f)
{
	struct decimal v;
	struct total t;
	int i;

	if (!number_parse(f->value, &v))
		return true;
	for (i = 0; i < MAX_TERMS && s->sums[i] != NULL; i++) {
		if (i > 0 && s->only_with != NULL &&
		    !has_any(before(f), s->only_with) &&
		    !has_any(behind(f), s->only_with))
			break;
		t = sum_of(d, s->tbl, s->col, str_of(s->sums[i]));
		if (t.known && number_cmp(t.v, v) == 0)
			return true;
	}
	return false;
}

/* "全区收到26件,其中本级6件": the number of the table stands there as well. */
static bool
neighbour_agrees(const struct doc *d, const struct stated *s,
    const struct figure *f)
{
	const struct figure *other;
	size_t i;

	for (i = 0; i < d->figures.n; i++) {
		other = &d->figures.v[i];
		if (other != f && other->sentence_hans.p ==
		    f->sentence_hans.p && other->ind.p == NULL &&
		    is_count(other) && str_eq(other->unit, f->unit) &&
		    agrees(d, s, other))
			return true;
	}
	return false;
}

static void
check_stated(struct doc *d, const struct stated *s)
{
	struct total t = sum_of(d, s->tbl, s->col, str_of(s->sums[0]));
	const struct figure *f, *first = NULL;
	struct decimal v;
	size_t i;

	if (!t.known || year_of(d) < s->from_year)
		return;
	for (i = 0; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		if (!speaks_of(d, s, f))
			continue;
		if (agrees(d, s, f))
			return;
		if (first == NULL)
			first = f;
	}
	if (first != NULL && !neighbour_agrees(d, s, first) &&
	    number_parse(first->value, &v))
		fire(d, s->rule, str_of(s->subject), CHECK_WARN, v, t.v);
}

/* ---- C1: how requests were answered ---- */

/* A clause in full; "a及b" in any way of joining them. */
static const struct {
	const char *says, *subject, *sum;
} outcomes[] = {
	{ "予以公开及部分公开", "req_open+req_partial",
	    "req_open+req_partial" },
	{ "予以公开和部分公开", "req_open+req_partial",
	    "req_open+req_partial" },
	{ "予以公开、部分公开", "req_open+req_partial",
	    "req_open+req_partial" },
	{ "予以公开或部分公开", "req_open+req_partial",
	    "req_open+req_partial" },
	{ "予以公开", "req_open", "req_open" },
	{ "部分公开", "req_partial", "req_partial" },
	{ "予以部分公开", "req_partial", "req_partial" },
	{ "不予公开", "req_deny", "req_deny_*" },
	{ "无法提供", "req_unable", "req_unable_*" },
	{ "不予处理", "req_reject", "req_reject_*" },
};

/*
 * 因本机关不掌握等原因无法提供 is all of 无法提供; without 等 a reason makes it
 * a part.
 */
static bool
says(struct str s, struct str what)
{
	if (str_starts(s, STR("其中")))
		s = str_sub(s, strlen("其中"), s.n);
	if (str_starts(s, STR(":")) || str_starts(s, STR("：")))
		s = str_sub(s, s.p[0] == ':' ? 1 : 3, s.n);
	return str_eq(s, what) || (str_ends(s, what) &&
	    str_starts(s, STR("因")) && (str_has(s, STR("等原因")) ||
	    str_has(s, STR("等情形"))));
}

static void
check_outcome(struct doc *d, const struct figure *f)
{
	struct str s = clause(f);
	struct decimal v;
	struct total t;
	size_t i;

	for (i = 0; i < sizeof(outcomes) / sizeof(*outcomes); i++) {
		if (!says(s, str_of(outcomes[i].says)))
			continue;
		t = sum_of(d, 3, "total", str_of(outcomes[i].sum));
		/* What is blank can only add to what is printed. */
		if (t.printed && number_parse(f->value, &v) &&
		    number_cmp(t.v, v) != 0 &&
		    (t.known || number_cmp(t.v, v) > 0))
			fire(d, "C1", str_of(outcomes[i].subject), CHECK_WARN,
			    v, t.v);
		return;
	}
}

/* ---- C4: "均获维持" ---- */

static void
check_upheld(struct doc *d, const struct figure *f)
{
	static const char *const all[] = { "均维持", "均获维持", "均被维持",
		"均予维持", "均予以维持", "均得到维持", "均为维持", "全部维持",
		NULL };
	bool recon = str_eq(f->ind, STR("recon_txt"));
	struct total upheld = sum_of(d, 4, "value", recon ?
	    STR("recon_upheld") : STR("lit_direct_upheld+lit_after_upheld"));
	struct total rest = sum_of(d, 4, "value", recon ?
	    STR("recon_corrected+recon_other+recon_pending") :
	    STR("lit_direct_corrected+lit_direct_other+lit_direct_pending+"
	    "lit_after_corrected+lit_after_other+lit_after_pending"));
	struct decimal v;

	if (has_any(behind(f), all) && rest.printed && number_cmp(rest.v,
	    (struct decimal){ 0, 0 }) > 0 && number_parse(f->value, &v))
		fire(d, "C4", recon ? STR("recon_upheld") : STR("lit_upheld"),
		    CHECK_WARN, v, upheld.v);
}

/* ---- C5, C6: 其中 ---- */

/* A whole and the parts named behind its 其中. */
struct whole {
	const struct figure *f;
	struct decimal v, sum;
	int parts;
	bool exhausted;		/* the parts made up the whole once */
};

/* Between two figures of a sentence: {NULL, 0} when they are not close. */
static struct str
between(const struct figure *a, const struct figure *b)
{
	size_t from = a->offset + a->raw.n;

	if (a->sentence_hans.p != b->sentence_hans.p || b->offset < from)
		return STR_NONE;
	return str_sub(a->sentence_hans, from, b->offset - from);
}

/* The same item may be published by several of them. */
static const char *const channels[] = { "网站", "微信", "微博", "公众号", "公报",
	"媒体", "客户端", "抖音", "视频号", "报刊", "电视", NULL };

/* "100件,其中网络申请": the figure in front of 其中 is the whole. */
static bool
leads_to_parts(struct str gap)
{
	ptrdiff_t at = str_find(gap, STR("其中"), 0);

	return at >= 0 && at <= MAX_GAP && !has_any(gap, channels);
}

/*
 * A count that can be cut into parts: 2.09万 is rounded, persons are of many
 * kinds at once, and of 建议30件、提案22件 the two together are the whole.
 */
static bool
is_whole(const struct doc *d, size_t i)
{
	static const char *const rounded[] = { "万", "亿", "千", NULL };
	const struct figure *f = &d->figures.v[i];

	return is_count(f) && !has_any(f->raw, rounded) &&
	    !str_has(f->unit, STR("人")) && !str_eq(f->unit, STR("名")) &&
	    (i == 0 || f[-1].sentence_hans.p != f->sentence_hans.p ||
	    !str_eq(f[-1].unit, f->unit));
}

/* Another verb makes it a count of its own: 其中A 3篇,转发B 800篇. */
static bool
goes_on(struct str gap)
{
	static const char *const other[] = { "发布", "转发", "开展", "举办",
		"召开", "组织", "印发", "编发", "制作", "回应", "刊", "增", "减",
		"同比", "较", "比", "去年", "上年", "累计", "另", "并", "同时",
		"全年", "共", "为", "其中", "浏览", "阅读", "点击", "次年", "满意",
		"办结", "答复", "完成", "采纳", "按期", "均", "全部", NULL };

	return gap.n <= 2 * MAX_GAP && !has_any(gap, other) &&
	    !has_any(gap, channels);
}

/* C6: "其中a件,占90.1%", to the last digit that is printed or 0.1. */
static void
check_share(struct doc *d, const struct whole *w, const struct figure *part,
    const struct figure *share)
{
	struct decimal p, s, of, off, allowed;
	struct str gap = between(part, share);

	if (gap.p == NULL || gap.n > MAX_GAP || !str_has(gap, STR("占")) ||
	    !str_eq(share->unit, STR("%")) || !number_parse(part->value, &p) ||
	    !number_parse(share->value, &s) || number_cmp(w->v,
	    (struct decimal){ 0, 0 }) <= 0 || !number_mul(s, w->v, &of) ||
	    !number_shift(p, 2, &off))
		return;
	off.n = -off.n;
	if (!number_add(of, off, &off) || !number_mul(w->v,
	    (struct decimal){ 1, s.scale > 0 ? 1 : 0 }, &allowed))
		return;
	if (off.n < 0)
		off.n = -off.n;
	if (number_cmp(off, allowed) > 0)
		fire(d, "C6", part->entity.n > 0 ? part->entity : STR("share"),
		    CHECK_INFO, s, p);
}

/* C5: a part; once the parts made up the whole, others are of another cut. */
static void
add_part(struct doc *d, struct whole *w, const struct figure *f)
{
	struct decimal v;
	int cmp;

	if (w->exhausted || !number_parse(f->value, &v) ||
	    !number_add(w->sum, v, &w->sum))
		return;
	w->parts++;
	cmp = number_cmp(w->sum, w->v);
	w->exhausted = cmp >= 0;
	if (cmp > 0)
		fire(d, "C5", w->f->ind.p != NULL ? w->f->ind : w->f->entity,
		    CHECK_WARN, w->sum, w->v);
}

/* Figure i as the whole of what follows in its sentence. */
static void
check_parts(struct doc *d, size_t i)
{
	struct whole w = { .f = &d->figures.v[i], .sum = { 0, 0 } };
	const struct figure *f, *last = w.f;
	struct str gap;

	if (!is_whole(d, i) || !number_parse(w.f->value, &w.v))
		return;
	for (i++; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		gap = between(last, f);
		if (gap.p == NULL)
			return;
		if (str_eq(f->unit, STR("%"))) {
			if (w.parts > 0)
				check_share(d, &w, last, f);
			continue;
		}
		if (!is_count(f) || !str_eq(f->unit, w.f->unit) ||
		    (w.parts > 0 && str_eq(f->value, w.f->value)) ||
		    (w.parts == 0 ? !leads_to_parts(gap) : !goes_on(gap)))
			return;
		add_part(d, &w, f);
		last = f;
	}
}

void
checktext_pass(struct doc *d)
{
	const struct figure *f;
	size_t i;

	for (i = 0; i < sizeof(stated) / sizeof(*stated); i++)
		check_stated(d, &stated[i]);
	for (i = 0; i < d->figures.n; i++) {
		f = &d->figures.v[i];
		if (is_count(f) && !other_year(d, f))
			check_outcome(d, f);
		if ((str_eq(f->ind, STR("recon_txt")) ||
		    str_eq(f->ind, STR("lit_txt"))) &&
		    about_disclosure(d, f))
			check_upheld(d, f);
		check_parts(d, i);
	}
}
