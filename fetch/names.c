/* SPDX-License-Identifier: MIT */
#include "names.h"

#include <stdint.h>
#include <stdlib.h>

#include "msg.h"

/* FNV-1a. */
static size_t
hash(struct str s)
{
	uint64_t x = 14695981039346656037U;
	size_t i;

	for (i = 0; i < s.n; i++)
		x = (x ^ (unsigned char)s.p[i]) * 1099511628211U;
	return (size_t)(x ^ x >> 32);
}

/* Where the name's number is, or the empty slot where it belongs. */
static size_t *
find(const struct names *ns, struct str name)
{
	size_t at = hash(name) & (ns->room - 1);

	while (ns->slot[at] != 0 &&
	    !str_eq(str_of(ns->name[ns->slot[at] - 1]), name))
		at = (at + 1) & (ns->room - 1);
	return &ns->slot[at];
}

static void
grow(struct names *ns)
{
	size_t i;

	free(ns->slot);
	ns->room = ns->room > 0 ? ns->room * 2 : 64;
	ns->slot = xcalloc(ns->room, sizeof(*ns->slot));
	ns->name = xrealloc(ns->name, ns->room / 2 * sizeof(*ns->name));
	for (i = 0; i < ns->n; i++)
		*find(ns, str_of(ns->name[i])) = i + 1;
}

size_t
names_get(struct names *ns, struct str name)
{
	size_t *slot;

	if (ns->n * 2 >= ns->room)
		grow(ns);
	slot = find(ns, name);
	if (*slot == 0) {
		ns->name[ns->n] = xmalloc(name.n + 1);
		memcpy(ns->name[ns->n], name.p, name.n);
		ns->name[ns->n][name.n] = '\0';
		*slot = ++ns->n;
	}
	return *slot - 1;
}

void
names_release(struct names *ns)
{
	while (ns->n > 0)
		free(ns->name[--ns->n]);
	free(ns->name);
	free(ns->slot);
	*ns = (struct names){ .n = 0 };
}
