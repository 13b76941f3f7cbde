/* SPDX-License-Identifier: MIT */
/*
 * label: the form in which labels of tables and headings are compared
 * (DOMAIN.md A5). A key holds letters, digits and Chinese characters only:
 * white space, punctuation, leading enumerators and a trailing parenthesis
 * are gone, so that "三 、 本 年 度 办 理 结 果" and "本年度办理结果" meet.
 */
#ifndef LABEL_H
#define LABEL_H

#include "arena.h"
#include "str.h"

/* The key of a label in Simplified characters; borrowed until reset. */
struct str label_key(struct arena *, struct str hans);

/* s without white space of any kind; borrowed until reset. */
struct str label_squeeze(struct arena *, struct str s);

/*
 * Bytes of the enumerator that squeezed text starts with, 0 if none: 一、 (1),
 * （一） or ㈠ (2), 1. or 1、 or (1) or ① (3). *level and *number say which.
 */
size_t label_enumerator(struct str squeezed, int *level, int *number);

/* The level of the enumerator that a text starts with, 0 for none. */
int label_level(struct arena *, struct str);

/* Whether an enumerator can start with this character. */
bool label_may_enumerate(uint32_t c);

/*
 * Parts a label that holds those of its groups ("三、本年度办理结果-（三）不予公开
 * -1.属于国家秘密") at dashes and before enumerators: at most `max`, from
 * squeezed text; returns how many, 1 if there is nothing to part.
 */
int label_path(struct str squeezed, struct str *parts, int max);

/*
 * The same as label_enumerator() for 第一部分, 第一章 (1) and 第一节 (2): unusual, and for headings
 * only.
 */
size_t label_part(struct str squeezed, int *level, int *number);

/*
 * A bit for each character of a key, several to a bit: a key whose bits are
 * not all among another's has a character that the other lacks.
 */
uint64_t label_bits(struct str key);

/*
 * How well a damaged key fits a whole one: 1000 when equal; when `key` is
 * `want` with characters lost, the share kept in thousandths; else 0.
 */
int label_likeness(struct str key, struct str want);

/*
 * The same of a key of seven characters or more with one of them mistyped, or
 * with one or two too many. None that turns the meaning (上年, 不予) is taken
 * for a slip.
 */
int label_mistyped(struct str key, struct str want);

#endif
