/* SPDX-License-Identifier: MIT */
/*
 * figwhose: whose number it is that a sentence tells: the report's agency's,
 * or that of an office, a region or a system that is another.
 */
#ifndef FIGWHOSE_H
#define FIGWHOSE_H

#include "doc.h"

/* Whose a number must be. */
enum figwhose {
	FIGWHOSE_ANY,
	FIGWHOSE_AGENCY,	/* the agency's own */
	FIGWHOSE_HALL,		/* its own, or its service hall's */
	FIGWHOSE_REGION		/* its region's, as the GDP is: 全市 in the
				   report of a city's bureau will do */
};

/*
 * Whether a number is somebody else's, as told by `s`, what stands in front of
 * it in its sentence: 县教育局主动公开, 全省共收到. A clause that names nobody goes
 * on with who the number before was of. False where the agency is not known.
 */
bool figwhose_is_foreign(const struct doc *, struct str s, enum figwhose);

#endif
