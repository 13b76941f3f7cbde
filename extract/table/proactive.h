/* SPDX-License-Identifier: MIT */
/*
 * proactive: table 2, 主动公开政府信息情况 (DOMAIN.md A1). Each clause of
 * article 20 has headers of its own.
 */
#ifndef PROACTIVE_H
#define PROACTIVE_H

#include "part.h"

void proactive_code(struct part *);

#endif
