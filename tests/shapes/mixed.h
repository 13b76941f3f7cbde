/* SPDX-License-Identifier: MIT */
/* mixed: shapes that have several habits at once, drawn at random. */
#ifndef MIXED_H
#define MIXED_H

#include "shape.h"

/* The i-th, always the same. */
struct shape mixed_shape(int i);

#endif
