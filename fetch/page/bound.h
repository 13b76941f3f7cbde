/* SPDX-License-Identifier: MIT */
/*
 * bound: what a click on an element runs where a script of the page says so by
 * the element's id or class: $("#more").click(function() { ... }).
 */
#ifndef BOUND_H
#define BOUND_H

#include "tags.h"

/*
 * The code of the element `tag`, or STR_NONE. What it reads off the element,
 * $(this).attr("data-page"), is filled in; a number of the page that it counts
 * up before it uses it (page++) is set to what that comes to. *left is how many
 * bytes of the page may yet be looked through, BOUND_MAX_LOOK for all elements
 * of one: what it has bound to thousands would take minutes else.
 */
enum { BOUND_MAX_LOOK = 512 << 20 };

struct str bound_code(struct arena *, struct str page, const struct tag *tag,
    size_t *left);

#endif
