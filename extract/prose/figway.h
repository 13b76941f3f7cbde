/* SPDX-License-Identifier: MIT */
/*
 * figway: how a number changed, as its prose says: 减少12件, 由25份压缩到9份,
 * 比上年多3件. All texts are Simplified and stand in front of the number.
 */
#ifndef FIGWAY_H
#define FIGWAY_H

#include "words.h"

/*
 * "up" or "down" when `head` names a change that ends in its number (the last
 * few words count), else NULL. 多 and 少 are one where the whole clause
 * compares: 比2019年的30件少5件.
 */
const char *figway_direction(struct str head, struct str clause);

/* The text ends with 增至, 压缩到, 简化为 and the like. */
bool figway_arrives(struct str head);

/* A change (压缩…至) leads from the text's start to its end. */
bool figway_leads(struct str between);

/* There is a 由 or 从 in the text. */
bool figway_comes_from(struct str head);

/* s, an entity, without what stands from its 由 or 从 on. */
struct str figway_without_origin(struct str s);

#endif
