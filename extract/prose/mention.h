/* SPDX-License-Identifier: MIT */
/*
 * mention: one number in running text with its scale, hedge and unit.
 */
#ifndef MENTION_H
#define MENTION_H

#include "number.h"
#include "words.h"

/* Offsets are bytes in the text that it was read from. */
struct mention {
	size_t start, end;	/* the number; behind its unit and hedge */
	size_t unit_end;	/* behind its unit */
	struct decimal value;	/* scaled */
	int power;		/* of its scale: 4 for 万 */
	struct str unit;	/* 大类 is 类, 个工作日 is 工作日; or {"",0} */
	const char *hedge;	/* approx, gt, lt or NULL */
	bool grouped;		/* its comma may be the sentence's own */
};

/*
 * Reads digits with thousands groups and decimals at *at into m->value and
 * moves *at behind them, which it does in any case. False when they are no
 * quantity: too long, or padded with zeros as ids and phone numbers are.
 */
bool mention_digits(struct str s, size_t *at, struct mention *m);

/*
 * Reads what follows a number (digits or a Chinese numeral, in m->value) that
 * ends at m->end: scale, hedges and unit. False when that makes no sense.
 */
bool mention_rest(struct str s, struct mention *m);

/* The hedge that a text in front of a number ends with (约, 不少于), or NULL. */
const struct word *mention_hedge(struct str head);

#endif
