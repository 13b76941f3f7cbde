/* SPDX-License-Identifier: MIT */
/* title: whether a title is that of a report, and what it says. */
#ifndef TITLE_H
#define TITLE_H

#include "arena.h"
#include "str.h"

/* What a title says. */
struct title {
	const char *kind;	/* ogi_annual, work_summary, gov_work_report */
	struct str agency;	/* as printed, spaces off; empty if not there */
	int year;		/* reported on; 0 if not there */
};

/*
 * Whether a title is that of a report, and what it says:
 *	汉滨区教育局2021年政府信息公开工作年度报告	ogi_annual
 *	沅江市教育局2021年工作总结暨2022年工作思路	work_summary
 *	2021年沅江市人民政府工作报告			gov_work_report
 * The year may come first, in Chinese digits (二○一二年) or full-width ones;
 * 2008-2010年 is none. That of a 学年 is the first; that of a gov_work_report
 * is the one the title names, though most of the text reviews the year before.
 * Summaries of less than a year (上半年, 第一季度) are no work_summary, and
 * notices about reports (…年度报告编制工作的通知) are none. The agency is in
 * the arena and may be empty (2018年度信息公开工作报告).
 */
bool title_read(struct arena *, struct str title, struct title *);

/*
 * The same for a title of an annual report that names its agency and no year
 * (汉滨区教育局政府信息公开工作年度报告): the name of a column of a site, too.
 */
bool title_read_yearless(struct arena *, struct str title, struct title *);

/* Whether a title is 政府信息公开工作年度报告 and says nothing besides. */
bool title_is_bare(struct arena *, struct str title);

/*
 * Whether a title is that of something else that speaks of reports: a notice,
 * a plan, guidelines (指南), a list, an explanation (图解, 解读).
 */
bool title_is_other(struct arena *, struct str title);

#endif
