/* SPDX-License-Identifier: MIT */
/*
 * cdxj: an index beside each archive, NAME.cdxj beside NAME.warc.gz: sorted
 * lines "KEY TIMESTAMP {...}" as the tools of web archives read them, one for
 * each response, revisit and resource record. It is made from the archive, so
 * it can always be made again, and making it reads the archive whole.
 */
#ifndef CDXJ_H
#define CDXJ_H

#include "str.h"

struct buf;

/*
 * The key of a URL, so that what belongs together stands together:
 * "cn,gov,a:8080)/path?query", in lower case.
 */
void cdxj_key(struct buf *, struct str url);

/* Makes the index of each archive DIR/nianbao-crawl-*.warc.gz that has none;
 * the first that can't be made ends the program. */
void cdxj_complete(const char *dir);

#endif
