/* SPDX-License-Identifier: MIT */
/*
 * number: numbers as reports print them. Values are exact decimals all the
 * way, as text ("31989283.00") or as struct decimal; never floating point.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include "arena.h"
#include "doc.h"

/* More digits than this are an id, not a quantity. */
enum { NUMBER_MAX_DIGITS = 30 };

__extension__ typedef __int128 number_int;

/* n / 10^scale; 0 <= scale <= NUMBER_MAX_DIGITS. */
struct decimal {
	number_int n;
	int scale;
};

/* What a table cell says. Fields are set for CELL_NUM only. */
struct number {
	enum cell_state state;
	struct str value;	/* canonical: no '+', no leading zeros, the
				   printed decimals kept; not scaled */
	struct str unit;	/* as printed with its scale (万元); or "" */
	struct str base;	/* unit without the scale, "元" */
	int power;		/* the scale as a power of ten: 4 for 万 */
	bool has_unit;
	bool leading_number;	/* more followed: "22（其中修订16件）" */
	bool split_digits;	/* white space between digits: "2 3" is 23 */
};

/*
 * Reads a cell. `raw` is in Simplified characters; full-width digits and
 * signs, 增/减 as signs, thousands separators and white space are understood.
 * A cell that holds more than one number is CELL_TEXT, unless the others
 * stand in parentheses behind the first. Blank is never 0.
 */
enum cell_state number_cell(struct arena *, struct str raw,
    struct number *out);

/* What number_cell() returns, for nothing but that. */
enum cell_state number_state(struct str raw);

/*
 * value * 10^power, exactly: ("481.5", 4) is "4815000", ("251000", -4) is
 * "25.1". STR_NONE when it is no decimal or gets too long.
 */
struct str number_scale(struct arena *, struct str value, int power);

/*
 * Arithmetic for the checks. All return false on overflow or when `s` is no
 * decimal ("-12", "0.50"); *out is untouched then.
 */
bool number_parse(struct str s, struct decimal *out);
bool number_add(struct decimal a, struct decimal b, struct decimal *out);
bool number_mul(struct decimal a, struct decimal b, struct decimal *out);
bool number_shift(struct decimal a, int power, struct decimal *out);

/* Less than, equal to or greater than 0; never overflows. */
int number_cmp(struct decimal a, struct decimal b);

/* With exactly a.scale decimals. */
struct str number_print(struct arena *, struct decimal a);

/*
 * The value of an ASCII or full-width digit, 0 to 9, or -1.
 */
int number_digit(uint32_t c);

/* The value of a Chinese digit: 零〇○ are 0, 一 to 九, 两; or -1. */
int number_han_digit(uint32_t c);

/* The power of ten of a scale character: 十 1, 百 2, 千 3, 万 4, 亿 8; or 0. */
int number_han_power(uint32_t c);

/*
 * The Chinese numeral that starts at byte *at: 十二, 一百零五, 三千, 两万三,
 * 百, 半 (0.5). Moves *at behind it. False when there is none or when it makes no
 * sense (五六, 百百). Digits in a row (二〇一九) are no number but a year.
 */
bool number_han(struct str s, size_t *at, struct decimal *out);

/*
 * Byte length of the counting unit at byte `at`, the longest that fits: 人次
 * before 人; 0 when there is none. Scales (万) are not part of it.
 */
size_t number_unit(struct str s, size_t at);

/* Moves *at behind the white space there. */
void number_skip_space(struct str s, size_t *at);

#endif
