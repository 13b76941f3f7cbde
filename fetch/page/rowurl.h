/* SPDX-License-Identifier: MIT */
/*
 * rowurl: where the rows of an interface lead that have a number and no
 * address: a script of the page that asks the interface puts them together,
 * '<a href="/detail.html?id=' + item.id + '">'.
 */
#ifndef ROWURL_H
#define ROWURL_H

#include "arena.h"

/*
 * How the scripts of a page do that, normalised, with the members of a row in
 * braces: http://a.cn/detail.html?id={id}. STR_NONE if nothing says so plainly.
 */
struct str rowurl_learn(struct arena *, struct str page, const char *url);

/* Whether a text is such a pattern. */
bool rowurl_is(struct str pattern);

/* The next member that it names, from *at on; STR_NONE behind the last. */
struct str rowurl_member(struct str pattern, size_t *at);

#endif
