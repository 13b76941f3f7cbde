/* SPDX-License-Identifier: MIT */
/*
 * shape: the ways in which offices, their tools and those who copy them write
 * the forms. A shape is a choice of spans, habits and encoding; all shapes
 * are in one table, shape_all[].
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <stdbool.h>
#include <stdint.h>

enum medium {
	MEDIUM_HTML,
	MEDIUM_BARS,		/* "cell |" a line, padded with bars */
	MEDIUM_BAR_ROWS,	/* "a | b | c", spans lost */
	MEDIUM_MARKDOWN,	/* "| a | b |" with a rule, spans filled */
	MEDIUM_TABS,		/* as a spreadsheet pastes it */
	MEDIUM_PARAGRAPHS	/* a cell a line; blank cells are lost */
};

/* What became of rowspan and colspan. */
enum spans {
	SPANS_KEPT,
	SPANS_EMPTY,		/* an empty cell in each slot */
	SPANS_REPEATED,		/* the cell again in each slot */
	SPANS_DROPPED,		/* short rows */
	SPANS_WIDE,		/* each column is two grid columns wide */
	SPANS_LONG,		/* rowspans reach below the table */
	SPANS_QUOTED		/* colspan="3 ", rowspan='03' */
};

/* What one office did once: slips of the hand, and forms of its own. */
enum odd {
	ODD_NONE,
	ODD_SPAN_SHORT,		/* a group's rowspan is one too few */
	ODD_SPAN_OVER,		/* or one too many */
	ODD_STUB_SHORT,		/* the same of 三、本年度办理结果 */
	ODD_STUB_OVER,
	ODD_HEAD_SPAN,		/* 法人或其他组织 over four columns */
	ODD_CELL_MISSING,	/* a td in a row of table 3 */
	ODD_CELL_MORE,		/* an empty one at its start */
	ODD_LABEL_BLANK,	/* a row without its label */
	ODD_LABEL_TWICE,	/* a row with the label of the next */
	ODD_ROW_MISSING,
	ODD_NUMBER_CUT,		/* its digits in two neighbours */
	ODD_MERGED_DOWN,	/* one number for two rows */
	ODD_MERGED_ACROSS,	/* one 0 for a whole row */
	ODD_NO_TOTAL,		/* no column 总计 */
	ODD_NO_LEGAL,		/* no column 法律服务机构 */
	ODD_ORDER,		/* 其他 before 法律服务机构 */
	ODD_GROUPS,		/* table 4: 行政诉讼 before 行政复议 */
	ODD_OUTCOMES,		/* table 4: 结果纠正 before 结果维持 */
	ODD_NO_STUB,		/* no column for 三、本年度办理结果 */
	ODD_COLUMN_NUMBERS,	/* a row 栏次 1 2 3 under the headers */
	ODD_REMARKS,		/* a column 备注 */
	ODD_CLAUSE_LEFT,	/* clauses of table 2 as a column */
	ODD_TRANSPOSED,		/* table 3: applicants are the rows */
	ODD_SPLIT_PROACTIVE,	/* a page ends in a clause */
	ODD_SPLIT_DISPUTES,	/* and between headers and values */
	ODD_YEARS,		/* each column twice: 2021年, 2022年 */
	ODD_DECIMALS,		/* 12.0 */
	ODD_NUMERALS		/* 五 */
};

#define HOW(n) ((uint64_t)1 << (n))
/* The markup. */
#define HOW_TH HOW(0)			/* th for headers and labels */
#define HOW_SECTIONED HOW(1)		/* thead, tbody */
#define HOW_TFOOT HOW(2)		/* the last row in a tfoot */
#define HOW_UPPER HOW(3)		/* TABLE, TR, TD */
#define HOW_UNCLOSED HOW(4)		/* no </td>, </tr> */
#define HOW_COMMENTS HOW(5)		/* comments inside cells */
#define HOW_WORD HOW(6)			/* MsoNormal, o:p, mso- styles */
#define HOW_EXCEL HOW(7)		/* x:num, col, td class=xl65 */
#define HOW_NESTED HOW(8)		/* in a table for the layout */
#define HOW_PARAGRAPHS HOW(9)		/* <p> in every cell */
#define HOW_DIVS HOW(10)		/* <div> and <font> in every cell */
#define HOW_CAPTION HOW(11)		/* <caption> */
/* The form. */
#define HOW_TITLE_ROW HOW(12)		/* a row with the table's name */
#define HOW_UNIT_ROW HOW(13)		/* a row （单位：件） */
#define HOW_NUMBERED HOW(14)		/* a column 序号 */
#define HOW_SUBTOTALS HOW(15)		/* 小计 of the groups of table 3 */
#define HOW_ORG_TOTAL HOW(16)		/* a column 小计 in table 3 */
#define HOW_NO_HEADERS HOW(17)		/* of tables 3 and 4 */
#define HOW_TOTAL_FIRST HOW(18)		/* 总计 before 自然人 */
#define HOW_THREE_DISPUTES HOW(19)	/* table 4 is three */
#define HOW_DISPUTE_ROWS HOW(20)	/* groups of table 4 are rows */
#define HOW_ONE_GRID HOW(21)		/* tables 2-4 in one */
#define HOW_FOUR_CLAUSES HOW(22)	/* table 2 is one a clause */
#define HOW_ONE_OTHER HOW(23)		/* 2021 with a single （六） */
#define HOW_LOCAL_ROWS HOW(24)		/* rows that the form has not */
#define HOW_FOOTNOTE HOW(25)		/* a row 注： at the end */
#define HOW_HIDDEN HOW(26)		/* a column that is not shown */
#define HOW_SPLIT HOW(27)		/* a page ends in table 3 */
#define HOW_SPLIT_HEAD HOW(28)		/* its headers stand again */
#define HOW_SPLIT_STUB HOW(29)		/* its stub stands again */
#define HOW_SPLIT_CUT HOW(30)		/* its stub is cut in two */
#define HOW_NO_NOTE HOW(31)		/* the cell of 勾稽关系 is empty */
#define HOW_SHORT_NAMES HOW(32)		/* 商业, 科研, ... */
#define HOW_BLANK_TOTALS HOW(33)
#define HOW_BLANK_DISPUTES HOW(34)
#define HOW_ALL_BLANK HOW(35)		/* the form itself */
#define HOW_TWO_REPORTS HOW(36)		/* a second one behind it */
#define HOW_NO_PROSE HOW(37)		/* tables and nothing else */
/* Labels. */
#define HOW_LETTERS HOW(38)		/* 自</span><span>然 */
#define HOW_SPACED HOW(39)		/* 自　然 人 */
#define HOW_LABEL_BR HOW(40)		/* 自然<br>人 */
#define HOW_LISTED HOW(41)		/* 1、 for 1. and (一) for （一） */
#define HOW_LABEL_CUT HOW(42)		/* a label runs into the next row */
/* Values. */
#define HOW_DIGIT_SPANS HOW(43)		/* 2</span><span>3 */
#define HOW_FULL_WIDTH HOW(44)
#define HOW_THOUSANDS HOW(45)
#define HOW_UNITS HOW(46)		/* 12件 */
#define HOW_PADDED HOW(47)		/* spaces on the left */
#define HOW_DIGIT_BR HOW(48)		/* 123<br>45 */
#define HOW_BOLD HOW(49)
#define HOW_SIGNED HOW(50)		/* +3 in 本年增/减 */
#define HOW_ENTITIES HOW(51)		/* &#49; and &#x672c; */
#define HOW_HIDDEN_ROW HOW(52)		/* a row that is not shown */
#define HOW_RULES HOW(53)		/* empty rows between rows */
#define HOW_LINKS HOW(54)		/* <a> in labels */
/* The markup, again. */
#define HOW_ROW_TABLES HOW(55)		/* each row in a table of its own */
#define HOW_HEAD_TABLE HOW(56)		/* headers in a table of their own */
#define HOW_BOXES HOW(57)		/* <div> and display: table-cell */
#define HOW_ROLES HOW(58)		/* with HOW_BOXES: role="cell" instead */

struct shape {
	const char *name;
	int form;			/* 2019 or 2021 */
	enum medium medium;
	enum spans spans;
	enum odd odd;
	uint64_t how;
	const char *zero;		/* printed for none */
	const char *charset;		/* of the bytes, NULL for UTF-8 */
	const char *declared;		/* in <meta>, NULL for the truth */
	bool hant;			/* Traditional */
	const char *lost;		/* why cells may be absent, or NULL */
};

extern const struct shape shape_all[];
extern const int shape_count;

#endif
