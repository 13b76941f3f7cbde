/* SPDX-License-Identifier: MIT */
/* odd: what one office did once (enum odd), done to a report's tables. */
#ifndef ODD_H
#define ODD_H

#include "sheet.h"

void odd_make(struct report *, const struct shape *);

#endif
