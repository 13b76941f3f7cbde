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
 * up before it uses it (page++) is set to what that comes to.
 */
struct str bound_code(struct arena *, struct str page, const struct tag *tag);

#endif
