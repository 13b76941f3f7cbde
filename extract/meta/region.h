/* SPDX-License-Identifier: MIT */
/*
 * region: the administrative regions of GB/T 2260 at county level and above,
 * with the years in which each name and parent was valid. The facts are
 * common/dict/region.tsv.
 *
 * A region is a row of that table, not a code: 371324 is 苍山县 until 2014
 * and 兰陵县 since. Every lookup therefore takes the year reported on, with 0
 * for the latest. A name that is not valid in that year is still found (a
 * report for 2021 may go on saying 旬阳县 after it became 旬阳市), by the
 * validity nearest to the year and at most REGION_LAG years away; such a
 * region fails region_valid(), which is how a caller tells.
 *
 * Nothing is guessed: 29 names are shared by counties of today (朝阳区 in
 * 北京市 and in 长春市), so name lookups give the set of regions that can be
 * meant, and a caller has an answer only when the set holds one. Names that
 * are plain words as well (城区, 郊区, 东区) are found inside a region only.
 */
#ifndef REGION_H
#define REGION_H

#include "str.h"

enum {
	REGION_NOW = 9999,	/* `to` of a region that is still valid */
	REGION_LAG = 20,	/* years */
	REGION_SET_MAX = 96	/* more than the most shared name (郊区) */
};

enum region_level { REGION_PROVINCE, REGION_PREFECTURE, REGION_COUNTY };

struct region {
	struct str name;	/* 汉滨区 */
	struct str code;	/* six digits */
	enum region_level level;
	int from, to;		/* valid from <= year < to */
	const struct region *parent;	/* in that time; NULL of a province */
};

/* Regions that a name can mean; different codes, in order of code. */
struct region_set {
	const struct region *v[REGION_SET_MAX];
	size_t n;
};

/* What region_prefix() read. */
struct region_chain {
	struct region_set set;	/* the deepest; one of them when resolved */
	size_t len;		/* bytes of the whole chain, 0: no region */
	size_t last;		/* offset of the last name in it */
};

/* Flags of a lookup by name. */
enum {
	/*
	 * Also names without their suffix, where valid in the year: 安康 for
	 * 安康市, 伊犁 for 伊犁哈萨克自治州; at least two characters.
	 */
	REGION_BRIEF = 1
};

struct regions;

/* The whole dictionary, read once. All regions live until regions_free(). */
struct regions *regions_new(void);
void regions_free(struct regions *);

/* The region of a code in a year; NULL if the code was not valid then. */
const struct region *region_by_code(const struct regions *, struct str code,
    int year);

/*
 * The one region that has this very name (the usual short form of an
 * autonomous prefecture, 恩施州, counts as a name). `within` narrows the
 * search to a region and what lies in it, NULL: anywhere. NULL when there is
 * none or more than one.
 */
const struct region *region_by_name(const struct regions *, struct str name,
    const struct region *within, int year, int flags);

/*
 * The longest region name that starts at byte `at` of Simplified text: fills
 * the set and returns the length of the name in bytes, 0 if there is none.
 */
size_t region_find(const struct regions *, struct str text, size_t at,
    int year, int flags, struct region_set *);

/*
 * The first byte from `at` on at which a region's name may begin, the end of
 * the text if none may: nearly all of a text need not be looked at.
 */
size_t region_next(const struct regions *, struct str text, size_t at);

/*
 * Reads the names at the start of text, each inside the one before
 * (陕西省安康市汉滨区..., 安康市汉滨区..., 汉滨区...); levels may be left out.
 * What follows decides what came before: 吉林市船营区. `within` as above.
 */
void region_prefix(const struct regions *, struct str text,
    const struct region *within, int year, int flags, struct region_chain *);

/* Whether a is b or lies in it. */
bool region_inside(const struct region *a, const struct region *b);

/* Whether the row is valid in a year; 0: whether it is today. */
bool region_valid(const struct region *, int year);

/* "province", "prefecture", "county". */
const char *region_level_name(enum region_level);

/* The province, which may be the region itself. */
const struct region *region_province(const struct region *);

#endif
