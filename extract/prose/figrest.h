/* SPDX-License-Identifier: MIT */
/*
 * figrest: what of a clause nobody accounts for. A pattern names what must
 * stand in front of its number and cannot name all that must not: 审查服务事项
 * 42项 are no services that are offered. What is neither of the pattern's code
 * nor plain (全县, 共, 通过) may turn it into the number of something else.
 */
#ifndef FIGREST_H
#define FIGREST_H

#include "figword.h"

/* Bytes of a clause that are looked at. */
enum { FIGREST_MAX = 255 };

/*
 * Is there anything left of the clause when plain words, those of the table,
 * times, counted units, pieces of the agency's name, a zone's words for itself,
 * quoted names of accounts and websites, titles, remarks in parentheses and all
 * that is not Chinese are taken out? Of a longer clause there is.
 */
bool figrest_is_left(const struct figwords *, struct str clause,
    struct str agency, const struct word *known);

#endif
