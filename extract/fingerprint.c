/* SPDX-License-Identifier: MIT */
#include "fingerprint.h"

#include "dict.h"

DICT_DECLARE(indicator);
DICT_DECLARE(column);

enum { GRAM = 4, BITS = 64, SET_BITS = 18 };

/* What the forms print besides rows and columns. */
static const char *const printed[] = {
	"一、总体情况", "二、主动公开政府信息情况",
	"三、收到和处理政府信息公开申请情况",
	"四、政府信息公开行政复议、行政诉讼情况",
	"五、存在的主要问题及改进情况", "六、其他需要报告的事项",
	"第二十条第（一）项信息内容", "第二十条第（五）项信息内容",
	"第二十条第（六）项信息内容", "第二十条第（八）项信息内容",
	"第二十条第（九）项信息内容",
	("本列数据的勾稽关系为："
	"第一项加第二项之和，等于第三项加第四项之和申请人情况"),
	"自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他",
	"行政复议行政诉讼未经复议直接起诉复议后起诉",
	"结果维持结果纠正其他结果尚未审结总计结果维持结果纠正其他结果",
};

/* A set of 4-grams, by SET_BITS of their hash. */
struct fingerprints {
	unsigned char set[(1 << SET_BITS) / 8];
};

static bool
is_letter(uint32_t c)
{
	return str_is_han(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* The finalizer of MurmurHash3 (public domain), for one more code point. */
static uint64_t
mix(uint64_t h, uint32_t c)
{
	h = (h ^ c) * 0x9E3779B97F4A7C15ULL;
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDULL;
	return h ^ h >> 33;
}

/* How often each bit was set. */
struct tally {
	/* Since the last flush; bits i, i + 8, ... in the bytes of few[i]. */
	uint64_t few[8];
	long all[BITS];
	int n;			/* in few; at most 255 */
};

static void
flush(struct tally *t)
{
	int i;

	for (i = 0; i < BITS; i++)
		t->all[i] += t->few[i % 8] >> i / 8 * 8 & 0xFF;
	memset(t->few, 0, sizeof(t->few));
	t->n = 0;
}

static void
add(struct tally *t, uint64_t h)
{
	int i;

	for (i = 0; i < 8; i++)
		t->few[i] += h >> i & 0x0101010101010101ULL;
	if (++t->n == 255)
		flush(t);
}

/* Hashes of the last letters of a text that is read: hash[0] of one, ... */
struct window {
	uint64_t hash[GRAM];
	size_t seen;
};

/* Takes in a character; true and its hash when that makes another 4-gram. */
static bool
slide(struct window *w, uint32_t c, uint64_t *h)
{
	int i;

	if (!is_letter(c))
		return false;
	for (i = GRAM - 1; i > 0; i--)
		w->hash[i] = mix(w->hash[i - 1], c);
	w->hash[0] = mix(0, c);
	*h = w->hash[GRAM - 1];
	return ++w->seen >= GRAM;
}

static void
learn(struct fingerprints *f, struct window *w, struct str text)
{
	size_t at = 0;
	uint64_t h;

	while (at < text.n)
		if (slide(w, str_char(text, &at), &h)) {
			h >>= BITS - SET_BITS;
			f->set[h / 8] |= (unsigned char)(1 << h % 8);
		}
}

static bool
is_of_form(const struct fingerprints *f, uint64_t h)
{
	h >>= BITS - SET_BITS;
	return f->set[h / 8] >> h % 8 & 1;
}

/* All labels in the order of the forms, so that one runs into the next. */
static void
learn_labels(struct fingerprints *f, struct str dict, int label, int aliases)
{
	struct window w = { .seen = 0 }, alone;
	struct dict_row row;
	struct str alias;

	while (dict_next(&dict, &row)) {
		learn(f, &w, row.col[label]);
		while (row.n > aliases && row.col[aliases].p != NULL) {
			alias = str_cut(&row.col[aliases], '|');
			alone = (struct window){ .seen = 0 };
			learn(f, &alone, alias);
		}
	}
}

const struct fingerprints *
fingerprint_new(struct arena *a)
{
	struct fingerprints *f = arena_alloc(a, sizeof(*f));
	struct window w;
	size_t i;

	learn_labels(f, DICT(indicator), 4, 7);
	learn_labels(f, DICT(column), 3, 6);
	for (i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		w = (struct window){ .seen = 0 };
		learn(f, &w, str_of(printed[i]));
	}
	return f;
}

struct str
fingerprint(struct arena *a, const struct fingerprints *f, struct str text,
    int year)
{
	struct window w = { .seen = 0 };
	struct tally t = { .n = 0 };
	uint64_t bits = 0, h;
	size_t at = 0, n = 0;
	int i;

	while (at < text.n)
		if (slide(&w, str_char(text, &at), &h) && !is_of_form(f, h)) {
			add(&t, h);
			n++;
		}
	flush(&t);
	/* The bits that more than half of the hashes have. */
	for (i = 0; i < BITS && n > 0; i++)
		bits |= (uint64_t)(2 * (size_t)t.all[i] > n) << i;
	if (n > 0 && year > 0)
		bits ^= (uint64_t)1 << year % BITS;
	return arena_printf(a, "%016llx", (unsigned long long)bits);
}
