/* SPDX-License-Identifier: MIT */
/*
 * written: what scripts of a page would write or lead to, as far as reading
 * them without running them tells. Only strings, numbers, variables that are
 * given such a value, "+" and calls of functions of the page are understood;
 * all else gives nothing.
 */
#ifndef WRITTEN_H
#define WRITTEN_H

#include "arena.h"
#include "buf.h"

/* Adds the HTML that document.write() and writeln() in a page write. */
void written_html(struct buf *, struct str page);

/* Adds the strings of `name = ['...', '...']`, as Hanweb sends rows. */
void written_strings(struct buf *, struct str page, struct str name);

/*
 * Adds what scripts have as data in ways that are no JSON, [{title: 'a'}] and
 * x.push({...}), as JSON.
 */
void written_data(struct buf *, struct str page);

/*
 * Where running `code` (of an onclick, say) leads: what it assigns to
 * location or hands to window.open(), itself or in a function that it calls
 * and the page has. STR_NONE if that cannot be told.
 */
struct str written_target(struct arena *, struct str page, struct str code);

/*
 * What running `code` asks for in the background, itself or in a function that
 * it calls and the page has ($.ajax, $.get, $.post, $.getJSON, .load, fetch,
 * axios, XMLHttpRequest), a form as url_form() has it: the first that can be
 * told and that `fits` takes, NULL for any; never one whose path says that it
 * saves, deletes or lets in. STR_NONE without. With `first`, page numbers that
 * nobody sets are 1.
 */
struct str written_asked(struct arena *, struct str page, struct str code,
    bool first, bool (*fits)(void *arg, struct str address), void *arg);

/*
 * What a function of the page asks for whose first argument is 1, as one is
 * given that turns to a page: the first that `fits`, or STR_NONE.
 */
struct str written_turned(struct arena *, struct str page,
    bool (*fits)(void *arg, struct str address), void *arg);

/* Where a page sends as soon as it is there, by assigning to location. */
struct str written_location(struct arena *, struct str page);

/*
 * What running `code` puts into fields of a form that it then submits, itself
 * or in a function that it calls and the page has: names or ids, and values.
 * __doPostBack() of ASP.NET is known without its text. False if it submits
 * nothing or a value cannot be told.
 */
enum { WRITTEN_MAX_FIELDS = 8 };

struct written_form {
	struct str name[WRITTEN_MAX_FIELDS], value[WRITTEN_MAX_FIELDS];
	int n;
	bool postback;		/* __doPostBack(): name[0], [1] are fixed */
};

bool written_form(struct arena *, struct str page, struct str code,
    struct written_form *);

/* The first string in the code, without its quotes, or STR_NONE. */
struct str written_string(struct str code);

#endif
