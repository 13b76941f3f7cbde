/* SPDX-License-Identifier: MIT */
/*
 * mark: boilerplate that a page or its CMS put around the report, so that the
 * passes after it leave it out: lines of metadata under the title (来源, 日期,
 * 索引号...: their values become d->metas), tails (责任编辑, 打印本页, 扫一扫),
 * share bars.
 */
#ifndef MARK_H
#define MARK_H

#include "doc.h"

/* Sets block.boilerplate and appends to d->metas, names in Simplified. */
void mark_pass(struct doc *);

/*
 * Whether a line, white space and brackets off, stands over links to other
 * articles (相关阅读). Not *sure: it may be a heading of the report's own
 * (相关政策).
 */
bool mark_is_related(struct str squeezed, bool *sure);

#endif
