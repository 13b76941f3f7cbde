/* SPDX-License-Identifier: MIT */
/* A title says it; else the text may, and the surest sign is asked first. */
#include "kind.h"

#include "affix.h"
#include "label.h"
#include "who.h"

enum {
	HEADINGS = 2,		/* of such a report that make one */
	FORM_HEADINGS = 3,	/* the same with headings within them */
	MAX_ANNOUNCEMENT = 90,	/* bytes of "现将我局2018年度…报告如下" */
	MAX_GUIDE = 40,		/* characters of "制定《…信息公开指南》", of a start */
	MAX_SPEECH = 40,	/* characters of "我代表市人民政府…报告工作" */
	FIRST_WORDS = 300,	/* characters of a section */
	CONTENTS = 200,		/* characters of a list of sections */
	MIN_LISTED = 4,		/* sections that only a report has */
	OPENING = 1000		/* characters that say what a report is */
};

static bool
has_statutory_table(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl == 2 || d->cells.v[i].tbl == 3 ||
		    d->cells.v[i].tbl == 14)
			return true;
	return false;
}

/* The same with a number in it: the empty form goes with notices. */
static bool
has_printed_table(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->cells.n; i++)
		if (d->cells.v[i].tbl != 8 && d->cells.v[i].state == CELL_NUM)
			return true;
	return false;
}

bool
kind_is_speech(const struct doc *d)
{
	static const char *const reports[] = { "报告工作", "作政府工作报告",
		"报告政府工作", "作工作报告" };
	struct str opening = str_first(d->text_hans, OPENING), rest;
	ptrdiff_t at;

	if (!str_has(opening, STR("各位代表")) ||
	    (at = str_find(opening, STR("我代表"), 0)) < 0)
		return false;
	rest = str_first(str_sub(opening, (size_t)at, opening.n),
	    MAX_SPEECH);
	return str_has(rest, STR("政府")) &&
	    affix_find_any(rest, reports, AFFIX_LEN(reports)) >= 0;
}

/* "全文由总体情况、主动公开政府信息情况、…等六部分组成" */
static bool
lists_sections(struct str opening)
{
	static const char *const parts[] = { "总体情况", "主动公开政府信息",
		"处理政府信息公开申请", "行政复议", "问题及改进",
		"其他需要报告" };
	static const char *const ends[] = { "组成", "构成", "部分" };
	ptrdiff_t at = affix_find_any(opening, parts, AFFIX_LEN(parts));
	struct str list;
	size_t i, n = 0;

	if (at < 0)
		return false;
	list = str_first(str_sub(opening, (size_t)at, opening.n),
	    CONTENTS);
	if ((at = affix_find_any(list, ends, AFFIX_LEN(ends))) < 0)
		return false;
	list = str_sub(list, 0, (size_t)at);
	for (i = 0; i < AFFIX_LEN(parts); i++)
		n += str_has(list, str_of(parts[i]));
	return n >= MIN_LISTED;
}

/* "本报告根据《中华人民共和国政府信息公开条例》的要求…编制" */
static bool
says_annual_report(const struct doc *d)
{
	static const char *const laws[] = { "信息公开条例", "信息公开办法",
		"高等学校信息公开" };
	static const char *const reports[] = { "本报告", "年度报告" };
	static const char *const starts[] = { "本报告", "本年度报告", "本年报" };
	struct str opening = str_first(d->text_hans, OPENING);
	bool period = d->facts[FACT_PERIOD_TO].value.p != NULL;

	if (period && (lists_sections(opening) || who_announced_year(d) > 0 ||
	    (affix_starts_any(opening, starts, AFFIX_LEN(starts)) &&
	    str_has(str_first(opening, MAX_GUIDE), STR("政府信息公开")))))
		return true;
	return affix_find_any(opening, laws, AFFIX_LEN(laws)) >= 0 &&
	    (who_announced_year(d) > 0 ||
	    (affix_find_any(opening, reports, AFFIX_LEN(reports)) >= 0 &&
	    (period || affix_starts_any(opening, starts, AFFIX_LEN(starts)) ||
	    str_has(opening, STR("主动公开政府信息")) ||
	    str_has(opening, STR("一、总体情况")))));
}

/* "特制定《汉滨区教育局政府信息公开指南》": what a guide says of itself. */
static bool
is_guide(const struct doc *d)
{
	static const char *const makes[] = { "特制定《", "特编制《", "特制订《",
		"特修订《", "特制定了《", "特编制了《" };
	struct str s = str_first(d->text_hans, OPENING);
	ptrdiff_t at = affix_find_any(s, makes, AFFIX_LEN(makes));

	return str_has(s, STR("本指南")) || (at >= 0 && str_has(str_first(
	    str_sub(s, (size_t)at, s.n), MAX_GUIDE), STR("信息公开指南》")));
}

/* "《…年度报告》已经编制完成,现就年报内容进行如下解读" */
static bool
is_explanation(const struct doc *d)
{
	static const char *const marks[] = { "进行如下解读", "作如下解读",
		"做如下解读", "解读如下" };

	return affix_find_any(str_first(d->text_hans, FIRST_WORDS), marks,
	    AFFIX_LEN(marks)) >= 0;
}

/* "现将我局2018年度政府信息公开工作情况报告如下" */
static bool
announces_report(const struct doc *d)
{
	static const char *const ends[] = { "报告如下", "总结如下", "汇报如下",
		"通报如下" };
	static const char *const what[] = { "政府信息公开", "信息公开工作",
		"信息公开情况" };
	struct str opening = str_first(d->text_hans, OPENING);
	ptrdiff_t at = affix_find_any(opening, ends, AFFIX_LEN(ends));
	struct str clause;
	size_t from;

	if (at < 0)
		return false;
	from = at > MAX_ANNOUNCEMENT ? (size_t)at - MAX_ANNOUNCEMENT : 0;
	clause = str_sub(opening, from, (size_t)at - from);
	return affix_find_any(clause, what, AFFIX_LEN(what)) >= 0;
}

/* What is told of less than a year is told again at its end. */
static bool
is_of_part_year(const struct doc *d)
{
	static const char *const parts[] = { "上半年", "下半年", "季度" };
	static const char *const works[] = { "信息公开工作", "政务公开工作",
		"政府信息公开", "工作总结", "工作情况", "重点工作", "主要工作",
		"工作开展" };
	struct str s = str_first(d->text_hans, OPENING), rest;
	ptrdiff_t at;
	size_t i;

	for (i = 0; i < AFFIX_LEN(parts); i++)
		for (at = -1; (at = str_find(s, str_of(parts[i]),
		    (size_t)(at + 1))) >= 0;) {
			rest = str_sub(s, (size_t)at, s.n);
			affix_take(&rest, parts[i]);
			if (affix_starts_any(rest, works, AFFIX_LEN(works)))
				return true;
		}
	return false;
}

/* How many of the words stand in numbered headings, down to `level`. */
static int
words_in_headings(const struct doc *d, int level, const char *const *words,
    size_t n)
{
	const struct section *s;
	size_t i, k;
	unsigned seen = 0;
	int count = 0;

	for (i = 0; i < d->sections.n; i++) {
		s = &d->sections.v[i];
		if (s->level < 1 || s->level > level || s->number == 0)
			continue;
		k = 0;
		while (k < n && (seen & 1U << k ||
		    !str_has(s->heading_hans, str_of(words[k]))))
			k++;
		if (k < n) {
			seen |= 1U << k;
			count++;
		}
	}
	return count;
}

/* Headings that only a report on open information has, in any form of it. */
static bool
has_report_headings(const struct doc *d)
{
	static const char *const words[] = { "主动公开", "依申请公开",
		"信息公开申请", "行政复议", "收费及减免", "收费和减免" };
	static const char *const form[] = { "总体情况", "主动公开", "依申请公开",
		"依公开申请", "政府信息管理", "平台建设", "监督保障",
		"信息公开申请", "行政复议", "问题及改进" };

	static const char *const own[] = { "主动公开政府信息情况",
		"主动公开政府信息的情况", "主动公开信息情况" };

	if (words_in_headings(d, 1, words, AFFIX_LEN(words)) >= HEADINGS ||
	    words_in_headings(d, 1, own, AFFIX_LEN(own)) > 0)
		return true;
	/* Cut after its first section, or its headings within 一 only. */
	return words_in_headings(d, 2, form, AFFIX_LEN(form)) >=
	    FORM_HEADINGS && str_has(str_first(d->text_hans, OPENING),
	    STR("信息公开"));
}

/* 一、概述, which speaks of the 条例 and of what was made public under it. */
static bool
has_overview(const struct doc *d)
{
	const struct section *s;
	struct str text;
	size_t i;

	for (i = 0; i < d->sections.n; i++) {
		s = &d->sections.v[i];
		if (s->level != 1 || s->number == 0)
			continue;
		text = str_first(s->text_hans, FIRST_WORDS);
		return s->number == 1 &&
		    str_ends(str_trim(s->heading_hans), STR("概述")) &&
		    str_has(text, STR("政府信息公开")) &&
		    (str_has(text, STR("《条例》")) ||
		    str_has(text, STR("信息公开条例")));
	}
	return false;
}

/* "一、2021年工作总结", "一、2024年工作开展情况": the heading, or STR_NONE. */
static struct str
summary_heading(const struct doc *d)
{
	static const char *const ends[] = { "工作总结", "工作情况", "工作开展情况",
		"主要工作情况", "工作完成情况", "工作开展情况及成效",
		"工作总结及成效", "工作回顾" };
	struct str s;
	size_t i, len;
	int level, number;

	for (i = 0; i < d->sections.n; i++) {
		s = d->sections.v[i].heading_hans;
		if (d->sections.v[i].level != 1 ||
		    d->sections.v[i].number == 0)
			continue;
		s = label_squeeze(d->arena, s);
		s = str_sub(s, label_enumerator(s, &level, &number), s.n);
		if (affix_year(s, &len) > 0 &&
		    affix_ends_any(s, ends, AFFIX_LEN(ends)))
			return d->sections.v[i].heading;
	}
	return STR_NONE;
}

/* What a document without a title says of itself, the surest sign first. */
static const struct {
	bool (*says)(const struct doc *);
	const char *kind, *from;
	bool guess;
} signs[] = {
	{ has_statutory_table, "ogi_annual", "statutory tables", false },
	{ kind_is_speech, "gov_work_report", "speech", true },
	{ is_guide, "other", "guide", true },
	{ is_explanation, "other", "explanation", true },
	{ is_of_part_year, "other", "part of a year", true },
	{ says_annual_report, "ogi_annual", "preface", true },
	{ announces_report, "ogi_annual", "announced", true },
	{ has_report_headings, "ogi_annual", "headings", true },
	{ has_overview, "ogi_annual", "headings", true },
};

static void
kind_without_title(struct doc *d)
{
	struct str summary;
	size_t i;

	for (i = 0; i < AFFIX_LEN(signs); i++)
		if (signs[i].says(d)) {
			doc_fact(d, FACT_KIND, str_of(signs[i].kind),
			    signs[i].from, signs[i].guess, STR_NONE);
			return;
		}
	summary = summary_heading(d);
	if (summary.p != NULL)
		doc_fact(d, FACT_KIND, STR("work_summary"), "heading", true,
		    summary);
	else
		doc_fact(d, FACT_KIND, STR("other"), "no title, no table",
		    true, STR_NONE);
}

void
kind_find(struct doc *d, struct headline *title)
{
	const char *other = NULL;

	if (headline_about_reports(d) && !has_printed_table(d))
		other = "title";
	else if (!has_statutory_table(d) && headline_of_list(d))
		other = "list of reports";
	if (other != NULL) {
		doc_fact(d, FACT_KIND, STR("other"), other, false, STR_NONE);
		title->score = 0;
	} else if (title->score > 0)
		doc_fact(d, FACT_KIND, str_of(title->title.kind), "title",
		    false, title->found);
	else
		kind_without_title(d);
	if (!str_eq(doc_value(d, FACT_KIND), STR("ogi_annual")))
		d->facts[FACT_TEMPLATE] = (struct fact){ STR_NONE, NULL, false,
			STR_NONE };
}
