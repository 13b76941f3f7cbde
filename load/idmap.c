/* SPDX-License-Identifier: MIT */
#include "idmap.h"

#include <stdlib.h>
#include <string.h>

#include "msg.h"

void
idmap_init(struct idmap *m)
{
	*m = (struct idmap){ 0 };
}

void
idmap_release(struct idmap *m)
{
	free(m->v);
	idmap_init(m);
}

void
idmap_clear(struct idmap *m)
{
	if (m->n > 0)
		memset(m->v, 0, m->room * sizeof(*m->v));
	m->n = 0;
}

/* Where the id is, or would be: ids are digests, and need no hashing. */
static struct idmap_pair *
place(const struct idmap *m, int64_t id)
{
	size_t at = (size_t)id & (m->room - 1);

	while (m->v[at].id != 0 && m->v[at].id != id)
		at = (at + 1) & (m->room - 1);
	return &m->v[at];
}

const size_t *
idmap_get(const struct idmap *m, int64_t id)
{
	struct idmap_pair *p = m->room > 0 ? place(m, id) : NULL;

	return p != NULL && p->id == id ? &p->value : NULL;
}

static void
grow(struct idmap *m)
{
	struct idmap more = { .room = m->room > 0 ? 2 * m->room : 256 };

	more.v = xcalloc(more.room, sizeof(*more.v));
	idmap_join(&more, m);
	free(m->v);
	*m = more;
}

bool
idmap_add(struct idmap *m, int64_t id, size_t value)
{
	struct idmap_pair *p;

	if (2 * m->n >= m->room)
		grow(m);
	p = place(m, id);
	if (p->id == id)
		return false;
	*p = (struct idmap_pair){ id, value };
	m->n++;
	return true;
}

void
idmap_join(struct idmap *m, const struct idmap *other)
{
	for (size_t i = 0; i < other->room; i++)
		if (other->v[i].id != 0)
			idmap_add(m, other->v[i].id, other->v[i].value);
}
