/* SPDX-License-Identifier: MIT */
#include "look.h"

#include <stdlib.h>

enum {
	RAISED = 4, TINY = 4,	/* half points: from here on, up to here */
	WHITE = 727		/* red, green and blue together, at least */
};

static bool
is_on(struct str val)
{
	return !str_eq(val, STR("0")) && !str_eq(val, STR("false")) &&
	    !str_eq(val, STR("off"));
}

static bool
is_white(struct str colour)
{
	char hex[7] = "";
	unsigned long rgb;

	if (colour.n != 6)
		return false;
	memcpy(hex, colour.p, 6);
	rgb = strtoul(hex, NULL, 16);
	return (rgb >> 16) + (rgb >> 8 & 0xff) + (rgb & 0xff) >= WHITE;
}

bool
look_is_dark(struct str colour)
{
	return colour.n > 0 && !str_eq(colour, STR("auto")) &&
	    !is_white(colour);
}

/* A shade of one colour, or a pattern of two. */
static bool
is_shade(struct str val, struct xml_atts atts)
{
	return look_is_dark(xml_att(atts, "fill")) ||
	    str_eq(val, STR("solid")) || str_starts(val, STR("pct"));
}

/* Up or down, in half points. */
static bool
is_moved(struct str val)
{
	val = str_sub(val, val.n > 0 && val.p[0] == '-', val.n);
	return xml_int(val, 1000, 0) >= RAISED;
}

void
look_read(struct look *l, const char *name, struct xml_atts atts)
{
	static const struct {
		const char *name;
		unsigned what;
	} names[] = { { "vanish", LOOK_VANISH }, { "strike", LOOK_STRIKE },
		{ "dstrike", LOOK_DSTRIKE }, { "vertAlign", LOOK_ALIGNED },
		{ "position", LOOK_MOVED }, { "color", LOOK_WHITE },
		{ "sz", LOOK_TINY }, { "shd", LOOK_SHADED },
		{ "highlight", LOOK_SHADED } };
	struct str val = xml_att(atts, "val");
	unsigned what = 0;
	size_t i;
	bool on;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i].name) == 0)
			what = names[i].what;
	if (what == 0)
		return;
	if (what & LOOK_HIDDEN)
		on = is_on(val);
	else if (what == LOOK_ALIGNED)
		on = str_ends(val, STR("script"));
	else if (what == LOOK_MOVED)
		on = is_moved(val);
	else if (what == LOOK_WHITE)
		on = is_white(val);
	else if (what == LOOK_TINY)
		on = xml_int(val, TINY, 0) > 0;
	else
		on = name[0] == 'h' || is_shade(val, atts);
	l->set |= what;
	l->on = on ? l->on | what : l->on & ~what;
}

void
look_over(struct look *l, struct look other)
{
	l->set |= other.set;
	l->on = (l->on & ~other.set) | other.on;
}

void
look_under(struct look *l, struct look other)
{
	look_over(&other, *l);
	*l = other;
}
