/* SPDX-License-Identifier: MIT */
/*
 * agency: what the name of an agency says. All text is Simplified; white
 * space anywhere in it is ignored.
 */
#ifndef AGENCY_H
#define AGENCY_H

#include "arena.h"
#include "region.h"

/*
 * An agency. The name is that of its own region and office with the parents
 * dropped: 安康市汉滨区行政审批服务局 is 汉滨区行政审批服务局, but an office
 * of 益阳市 keeps 益阳市, and one of a township starts with the township:
 * 河包镇人民政府. A name that was a region alone is completed to its
 * government. Nothing of a name is known better than it says: 朝阳区教育局
 * without context has a level and no region.
 */
struct agency {
	struct str name;
	/*
	 * "government" (people's governments and their general offices),
	 * "department", "zone" (development zones, which GB/T 2260 does not
	 * know), "township", "other" (universities, hospitals, courts, ...).
	 */
	const char *kind;
	/* "central", "province", ..., "township"; NULL: unknown. */
	const char *level;
	/*
	 * The smallest region of GB/T 2260 it belongs to: the county of a
	 * township, the parent of a zone. NULL: unknown, or central.
	 * region_valid() tells whether the name lags behind the year.
	 */
	const struct region *region;
	const char *from;	/* the rule: "name", "name in context", ... */
	bool guess;		/* more than the name itself was needed */
	struct str evidence;	/* "610902 陕西省安康市汉滨区"; may be none */
};

/*
 * Reads a name as printed (安康市汉滨区行政审批服务局, 区行政审批服务局,
 * 国家发展和改革委员会). `context` is the region that the document is known to
 * be of, or NULL: it resolves names shared by several regions, the generic
 * 区/市/县 (one's own) and names without a region. The name is in the arena.
 * False when the text is empty or is no name: a sentence, a title.
 */
bool agency_parse(struct arena *, const struct regions *, struct str name,
    int year, const struct region *context, struct agency *);

/*
 * Whether the 市, 区, 县 or 州 that a name begins with is a part of its own
 * word, and not "our city": 市场监督管理局, 市政管理局.
 */
bool agency_has_own_unit(struct str name);

/* The kind of an office by how its name ends; NULL if it is no office. */
const char *agency_office_kind(struct str office);

/*
 * The region whose code an index number (索引号) has in it, if the code was
 * valid in that year: 430981 of 4309810018/2022-1628175, and 331024 of
 * 1133102400268125XW/2024-104757, which begins with a social credit code. NULL
 * else, and for heads that are organisation codes (9 characters). Evidence
 * only: index numbers are copied from elsewhere, wrong ones included.
 */
const struct region *agency_index_no_region(const struct regions *,
    struct str index_no, int year);

#endif
