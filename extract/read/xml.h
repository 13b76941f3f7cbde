/* SPDX-License-Identifier: MIT */
/*
 * xml: XML read as a stream of events, for the formats that are made of it.
 * Names come without their prefix: what a prefix stands for differs between
 * the two editions of OOXML (ISO/IEC 29500 strict and transitional), the
 * local names do not.
 */
#ifndef XML_H
#define XML_H

#include "str.h"

struct xml_atts {		/* of the start tag at hand */
	const void *v;
	int n;
};

/* Events; text comes in pieces. All strings are borrowed for the call. */
struct xml_events {
	void (*start)(void *arg, const char *name, struct xml_atts);
	void (*end)(void *arg, const char *name);
	void (*text)(void *arg, struct str);
};

/*
 * Reads a whole file. -1 when it is not well-formed, nested deeper than 256,
 * has more than 256 attributes in a tag or a document type: no format read
 * here needs one, and without one no entity can be declared, expanded or
 * fetched. The events up to there have been given by then.
 */
int xml_parse(struct str bytes, const struct xml_events *, void *arg);

/* The value of an attribute, whatever its prefix; STR_NONE without it. */
struct str xml_att(struct xml_atts, const char *name);

/* The integer that a value starts with, `none` if there is none or it is
 * outside 0..max. */
int xml_int(struct str value, int max, int none);

#endif
