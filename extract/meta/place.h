/* SPDX-License-Identifier: MIT */
/*
 * place: which region a document is of, when its title does not say: by the
 * contact address, by who published it, by the region it names most.
 */
#ifndef PLACE_H
#define PLACE_H

#include "doc.h"
#include "region.h"

/*
 * The region, or NULL when the evidence is thin or divided. `name` is the
 * agency as printed: a generic 区, 县 or 市 at its start says which kind of
 * region to look for. *how tells the evidence.
 */
const struct region *place_of(const struct doc *, const struct regions *,
    int year, struct str name, const char **how);

/*
 * The region whose government's host the document comes from, or NULL: by
 * common/dict/host.tsv, so it is an inference. A department's is its
 * region's (xaczj.xa.gov.cn: 西安市).
 */
const struct region *place_of_host(const struct doc *,
    const struct regions *, int year);

#endif
