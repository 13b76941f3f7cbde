/* SPDX-License-Identifier: MIT */
/*
 * The rows stand in one array in the order of the file, by code and year, and
 * are found by code with a binary search. Names, and the short forms made from
 * them, go into one hash table. A filter of the first two characters of all
 * names turns nearly every position of a text away, then their lengths do.
 */
#include "region.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>

#include "arena.h"
#include "dict.h"
#include "msg.h"

DICT_DECLARE(region);
DICT_DECLARE(shortname);

enum {
	ARENA_MAX = 1 << 20,	/* bytes; short forms that are no views */
	HAN = 3,		/* bytes of a character of any region name */
	START = 2 * HAN,	/* bytes that tell which lengths to try */
	PROVINCE = 2,		/* digits of a code that say which */
	STARTS = 1 << 14,
	FILTER = 16,		/* bits of the number of a bit */
	SLOTS = 1 << 15,	/* over twice the names and short forms */
	NAME_MAX_BYTES = 15 * HAN,	/* 双江拉祜族佤族布朗族傣族自治县 */
	RECENT = 3,		/* years in which an old name is still in use */
	LATEST = REGION_NOW - 1
};

/* A name of a region. Entries of one name are chained in order of code. */
struct entry {
	struct str key;
	const struct region *region;
	uint32_t next;		/* index + 1 */
	bool brief;		/* the name without its suffix */
	bool usual;		/* short, and as good as the name: 恩施州 */
};

struct regions {
	struct arena *arena;
	struct region *v;
	size_t n;
	struct entry *entries;
	size_t n_entries;
	uint32_t slot[SLOTS];	/* index + 1 of the first entry of a name */
	uint16_t lengths[STARTS];	/* bit n: names of n characters */
	/* Two bits for each start: small, so that a text is scanned fast. */
	uint64_t starts[1 << (FILTER - 6)];
};

static const char *const level_names[] = { "province", "prefecture",
	"county" };

/* Longest first: 自治州 before 州. */
static const char *const suffixes[] = { "特别行政区", "自治区", "自治州",
	"自治县", "自治旗", "地区", "林区", "特区", "省", "市", "县", "区",
	"旗", "盟" };

/* The peoples that names of autonomous regions carry. */
static const char *const peoples[] = { "柯尔克孜", "柯尔克孜族", "达斡尔族",
	"鄂伦春", "鄂温克族", "哈萨克族", "哈萨克", "维吾尔", "塔吉克",
	"蒙古族", "蒙古", "朝鲜族", "土家族", "布依族", "傈僳族", "哈尼族",
	"拉祜族", "布朗族", "景颇族", "仫佬族", "毛南族", "仡佬族", "撒拉族",
	"保安族", "东乡族", "裕固族", "纳西族", "普米族", "独龙族", "锡伯",
	"藏族", "彝族", "壮族", "苗族", "侗族", "回族", "满族", "黎族", "傣族",
	"白族", "羌族", "佤族", "瑶族", "水族", "畲族", "土族", "怒族",
	"各族" };

/* FNV-1a */
static uint32_t
hash(struct str s)
{
	uint32_t h = 2166136261u;
	size_t i;

	for (i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 15;
}

/* Of the START bytes at p; its high bits are the best. */
static uint64_t
start_hash(const char *p)
{
	uint64_t v = 0;

	memcpy(&v, p, START);
	return v * UINT64_C(0x9E3779B97F4A7C15);
}

/* Where the lengths of names stand that begin like the START bytes at p. */
static size_t
start_of(const char *p)
{
	return (size_t)(start_hash(p) >> 50) % STARTS;
}

/* The two bits that say whether a name may begin so. */
static void
filter_bits(const char *p, size_t bits[2])
{
	uint64_t h = start_hash(p);

	bits[0] = (size_t)(h >> (64 - FILTER));
	bits[1] = (size_t)(h >> (64 - 2 * FILTER)) % (1 << FILTER);
}

static bool
may_start(const struct regions *rs, const char *p)
{
	size_t bits[2];

	filter_bits(p, bits);
	return (rs->starts[bits[0] / 64] >> bits[0] % 64 &
	    rs->starts[bits[1] / 64] >> bits[1] % 64 & 1) != 0;
}

/* The slot of a name: where its first entry hangs or would hang. */
static size_t
slot_of(const struct regions *rs, struct str key)
{
	size_t i = hash(key) % SLOTS;

	while (rs->slot[i] != 0 &&
	    !str_eq(rs->entries[rs->slot[i] - 1].key, key))
		i = (i + 1) % SLOTS;
	return i;
}

/* Adds a name in front of its chain. */
static void
add_entry(struct regions *rs, struct str key, const struct region *r,
    bool brief, bool usual)
{
	size_t i = slot_of(rs, key), bits[2], k;

	assert(key.n >= START && key.n <= NAME_MAX_BYTES && key.n % HAN == 0);
	assert(rs->n_entries < SLOTS / 2);
	rs->entries[rs->n_entries++] = (struct entry){ key, r, rs->slot[i],
		brief, usual };
	rs->slot[i] = (uint32_t)rs->n_entries;
	rs->lengths[start_of(key.p)] |= (uint16_t)(1 << key.n / HAN);
	filter_bits(key.p, bits);
	for (k = 0; k < 2; k++)
		rs->starts[bits[k] / 64] |= UINT64_C(1) << bits[k] % 64;
}

/* Takes `suffix` off if at least two characters remain. */
static bool
drop(struct str *s, const char *suffix)
{
	struct str x = str_of(suffix);

	if (!str_ends(*s, x) || s->n - x.n < START)
		return false;
	s->n -= x.n;
	return true;
}

static bool
drop_any(struct str *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (drop(s, list[i]))
			return true;
	return false;
}

/*
 * Adds the short forms of a name: 恩施 and, as good as the name, 恩施州 and
 * 恩施自治州.
 */
static void
add_brief(struct regions *rs, const struct region *r)
{
	struct str stem = r->name, last, whole;
	bool autonomous = str_ends(r->name, STR("自治州")) ||
	    str_ends(r->name, STR("自治县")) ||
	    str_ends(r->name, STR("自治旗"));

	if (!drop_any(&stem, suffixes, sizeof(suffixes) / sizeof(*suffixes)))
		return;
	last = str_sub(r->name, r->name.n - HAN, HAN);
	if (autonomous || str_ends(r->name, STR("自治区")))
		while (drop_any(&stem, peoples,
		    sizeof(peoples) / sizeof(*peoples)))
			;
	/* 东乡族自治县 is 东乡县, too. */
	if (autonomous)
		drop(&stem, "族");
	add_entry(rs, stem, r, true, false);
	if (!autonomous && !str_ends(r->name, STR("自治区")))
		return;
	if (autonomous)
		add_entry(rs, arena_printf(rs->arena, "%.*s%.*s",
		    STR_ARG(stem), STR_ARG(last)), r, false, true);
	whole = arena_printf(rs->arena, "%.*s自治%.*s", STR_ARG(stem),
	    STR_ARG(last));
	if (!str_eq(whole, r->name))
		add_entry(rs, whole, r, false, true);
}

static int
number(struct str s)
{
	int n = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		assert(s.p[i] >= '0' && s.p[i] <= '9' && n < 100000000);
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

static enum region_level
level_of(struct str s)
{
	enum region_level l;

	for (l = REGION_PROVINCE; l < REGION_COUNTY; l++)
		if (str_eq(s, str_of(level_names[l])))
			break;
	return l;
}

/* The index of the first row of a code, or of where it would stand. */
static size_t
first_row(const struct regions *rs, struct str code)
{
	size_t lo = 0, hi = rs->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (str_cmp(rs->v[mid].code, code) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Reads the rows; returns an array of the codes of their parents. */
static struct str *
read_rows(struct regions *rs)
{
	struct str text = DICT(region), *parent;
	struct dict_row row;
	size_t room = 0, i;

	for (i = 0; i < text.n; i++)
		room += text.p[i] == '\n';
	rs->v = xcalloc(room, sizeof(*rs->v));
	parent = xcalloc(room, sizeof(*parent));
	while (dict_next(&text, &row)) {
		assert(row.n == 7 && row.col[0].n == 6 && rs->n < room);
		parent[rs->n] = row.col[3];
		rs->v[rs->n++] = (struct region){
			.name = row.col[1],
			.code = row.col[0],
			.level = level_of(row.col[2]),
			.from = number(row.col[4]),
			.to = row.col[5].n > 0 ? number(row.col[5]) :
			    REGION_NOW,
		};
	}
	return parent;
}

/* 前郭县 of 前郭尔罗斯蒙古族自治县. */
static void
read_short_names(struct regions *rs)
{
	struct str text = DICT(shortname);
	struct dict_row row;
	size_t i;

	while (dict_next(&text, &row)) {
		assert(row.n == 2);
		for (i = first_row(rs, row.col[1]); i < rs->n &&
		    str_eq(rs->v[i].code, row.col[1]); i++)
			add_entry(rs, row.col[0], &rs->v[i], false, true);
	}
}

struct regions *
regions_new(void)
{
	struct regions *rs = xcalloc(1, sizeof(*rs));
	struct str *parent = read_rows(rs);
	size_t i;

	rs->arena = arena_new(ARENA_MAX);
	rs->entries = xcalloc(SLOTS / 2, sizeof(*rs->entries));
	/* Backwards, so that the chain of a name is in order of code. */
	for (i = rs->n; i-- > 0;) {
		rs->v[i].parent = parent[i].n == 0 ? NULL :
		    region_by_code(rs, parent[i], rs->v[i].from);
		assert(rs->v[i].parent != NULL ||
		    rs->v[i].level == REGION_PROVINCE);
		add_entry(rs, rs->v[i].name, &rs->v[i], false, false);
		add_brief(rs, &rs->v[i]);
	}
	read_short_names(rs);
	free(parent);
	return rs;
}

void
regions_free(struct regions *rs)
{
	if (rs == NULL)
		return;
	arena_free(rs->arena);
	free(rs->entries);
	free(rs->v);
	free(rs);
}

/* Years between a year and the time a row is valid. */
static int
distance(const struct region *r, int year)
{
	if (year == 0)
		year = LATEST;
	return year < r->from ? r->from - year :
	    year >= r->to ? year - r->to + 1 : 0;
}

bool
region_valid(const struct region *r, int year)
{
	return distance(r, year) == 0;
}

const struct region *
region_by_code(const struct regions *rs, struct str code, int year)
{
	size_t i;

	for (i = first_row(rs, code);
	    i < rs->n && str_eq(rs->v[i].code, code); i++)
		if (region_valid(&rs->v[i], year))
			return &rs->v[i];
	return NULL;
}

bool
region_inside(const struct region *a, const struct region *b)
{
	/* By code: rows of two times may meet when one name lags. */
	for (; a != NULL; a = a->parent)
		if (str_eq(a->code, b->code))
			return true;
	return false;
}

/* Whether r lies in one of a set; an empty set is everywhere. */
static bool
inside_any(const struct region *r, const struct region_set *set)
{
	size_t i;

	for (i = 0; i < set->n; i++)
		if (region_inside(r, set->v[i]))
			return true;
	return set->n == 0;
}

/* 城区, 郊区, 东区, 新区: regions, but also plain words. */
static bool
is_word(struct str name)
{
	return name.n == START && str_ends(name, STR("区"));
}

/*
 * How far off the meaning of a name is, or -1 if it can't be meant. A name
 * in full beats a short form of the same letters.
 */
static int
cost(const struct entry *e, const struct region_set *within, int year,
    int flags)
{
	int d = distance(e->region, year);

	if (e->brief && (d > 0 || (flags & REGION_BRIEF) == 0))
		return -1;
	/* In the latest year there is no lag to count from. */
	if (year != 0 && d > REGION_LAG)
		return -1;
	if (within->n == 0 && is_word(e->key))
		return -1;
	if (!inside_any(e->region, within))
		return -1;
	return 2 * d + e->brief;
}

/*
 * Adds what had a name in full a few years ago that is the usual one of another
 * region now: 东乡县 in 江西省 and 东乡族自治县.
 */
static void
add_recent(const struct regions *rs, uint32_t at,
    const struct region_set *within, int year, struct region_set *set)
{
	const struct entry *e;
	int d;

	for (; at != 0; at = e->next) {
		e = &rs->entries[at - 1];
		d = distance(e->region, year);
		if (!e->brief && !e->usual && d > 0 && d <= RECENT &&
		    inside_any(e->region, within) && memcmp(
		    e->region->code.p, set->v[0]->code.p, PROVINCE) != 0)
			set->v[set->n++] = e->region;
	}
}

/* Fills the set with what a name can mean at the least cost. */
static size_t
select_name(const struct regions *rs, struct str name,
    const struct region_set *within, int year, int flags,
    struct region_set *set)
{
	uint32_t first = rs->slot[slot_of(rs, name)], at = first;
	int best = INT_MAX, c;
	bool usual = false;
	const struct entry *e;

	set->n = 0;
	for (; at != 0; at = e->next) {
		e = &rs->entries[at - 1];
		c = cost(e, within, year, flags);
		if (c < 0 || c > best)
			continue;
		if (c < best)
			set->n = 0;
		best = c;
		usual = e->usual;
		if (set->n > 0 && str_eq(set->v[set->n - 1]->code,
		    e->region->code))
			continue;
		assert(set->n < REGION_SET_MAX);
		set->v[set->n++] = e->region;
	}
	if (usual && set->n == 1 && year != 0)
		add_recent(rs, first, within, year, set);
	return set->n;
}

static void
set_one(struct region_set *set, const struct region *r)
{
	set->n = r != NULL;
	set->v[0] = r;
}

const struct region *
region_by_name(const struct regions *rs, struct str name,
    const struct region *within, int year, int flags)
{
	struct region_set in, set;

	set_one(&in, within);
	return select_name(rs, name, &in, year, flags, &set) == 1 ?
	    set.v[0] : NULL;
}

/* The longest name at a place that can be meant inside one of `within`. */
static size_t
find_inside(const struct regions *rs, struct str text, size_t at,
    const struct region_set *within, int year, int flags,
    struct region_set *set)
{
	struct str s = str_sub(text, at, NAME_MAX_BYTES);
	unsigned int lengths;

	set->n = 0;
	/* All of them are ideographs, E4 to E9 in UTF-8. */
	if (s.n < START || (s.p[0] & 0xF0) != 0xE0 || !may_start(rs, s.p))
		return 0;
	lengths = rs->lengths[start_of(s.p)];
	for (s.n -= s.n % HAN; s.n >= START; s.n -= HAN)
		if ((lengths >> s.n / HAN & 1) != 0 &&
		    select_name(rs, s, within, year, flags, set) > 0)
			return s.n;
	return 0;
}

size_t
region_next(const struct regions *rs, struct str text, size_t at)
{
	for (; at + START <= text.n; at++)
		if ((text.p[at] & 0xF0) == 0xE0) {
			if (may_start(rs, text.p + at))
				return at;
			at += HAN - 1;
		}
	return text.n;
}

size_t
region_find(const struct regions *rs, struct str text, size_t at, int year,
    int flags, struct region_set *set)
{
	struct region_set anywhere;

	set_one(&anywhere, NULL);
	return find_inside(rs, text, at, &anywhere, year, flags, set);
}

void
region_prefix(const struct regions *rs, struct str text,
    const struct region *within, int year, int flags,
    struct region_chain *chain)
{
	struct region_set in;
	size_t n;

	set_one(&in, within);
	chain->len = chain->last = chain->set.n = 0;
	while ((n = find_inside(rs, text, chain->len, &in, year, flags,
	    &chain->set)) > 0) {
		in = chain->set;
		chain->last = chain->len;
		chain->len += n;
	}
	if (chain->len > 0)
		chain->set = in;
}

const char *
region_level_name(enum region_level level)
{
	return level_names[level];
}

const struct region *
region_province(const struct region *r)
{
	while (r->parent != NULL)
		r = r->parent;
	return r;
}
