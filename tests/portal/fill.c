/* SPDX-License-Identifier: MIT */
#include "fill.h"

#include "msg.h"

static struct str
value_of(const struct fill *list, struct str name)
{
	for (; list->name != NULL; list++)
		if (str_eq(str_of(list->name), name))
			return list->value;
	fatal("no value for {{%.*s}}", STR_ARG(name));
}

void
fill(struct buf *b, struct str template, const struct fill *list)
{
	ptrdiff_t at, end;
	size_t from = 0;

	while ((at = str_find(template, STR("{{"), from)) >= 0) {
		end = str_find(template, STR("}}"), (size_t)at);
		if (end < 0)
			break;
		buf_add(b, template.p + from, (size_t)at - from);
		buf_addstr(b, value_of(list, str_sub(template, (size_t)at + 2,
		    (size_t)(end - at) - 2)));
		from = (size_t)end + 2;
	}
	buf_add(b, template.p + from, template.n - from);
}
