/* SPDX-License-Identifier: MIT */
/* idmap: keys (digest_key()), none of them 0, and a number for each. */
#ifndef IDMAP_H
#define IDMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct idmap {
	struct idmap_pair {
		int64_t id;
		size_t value;
	} *v;
	size_t n, room;
};

void idmap_init(struct idmap *);
void idmap_release(struct idmap *);
void idmap_clear(struct idmap *);

/* The number of the id, or NULL; borrowed until the next change. */
const size_t *idmap_get(const struct idmap *, int64_t id);

/* False, and nothing changed, if the id was there. */
bool idmap_add(struct idmap *, int64_t id, size_t value);

/* Adds all of the other. */
void idmap_join(struct idmap *, const struct idmap *);

#endif
