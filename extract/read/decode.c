/* SPDX-License-Identifier: MIT */
/*
 * GB18030 stands for all of its older subsets, as browsers have it: a page
 * that says gb2312 holds GBK characters sooner or later, and a strict
 * decoder would end there. iconv does the tables; what it does otherwise
 * than the WHATWG Encoding Standard is patched here. A page in GB18030 of
 * single and double bytes only, as nearly all are, is decoded by a table
 * that iconv made, in a third of the time.
 */
#include "decode.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <strings.h>

#include "msg.h"

enum {
	META_LOOK = 4096,	/* where a declaration is looked for */
	SCORE_LOOK = 1 << 18,	/* bytes that are scored */
	/* Of so many bytes, one may be bad in an encoding that was declared. */
	FEW_BAD = 1000,
	/* The same for an encoding that was guessed. */
	SOME_BAD = 50,
	TWICE_LOOK = 1 << 16,	/* bytes in which double encoding is seen */
	MIN_ACCENTS = 60,	/* accents or bytes between them */
	MIN_COMMAS = 5
};

extern const char _binary_gb18030_bin_start[];

static const char UTF8[] = "utf-8";
static const char GB18030[] = "gb18030";
static const char BIG5[] = "big5-hkscs";
static const char UTF16LE[] = "utf-16le";
static const char UTF16BE[] = "utf-16be";

/* What a pass over UTF-8 found. */
struct scan {
	size_t multi;		/* characters of more than one byte */
	size_t bad;		/* bytes that fit nowhere */
	size_t cut;		/* bytes of a character cut off by the end */
	bool cr;		/* there are carriage returns */
};

/*
 * Length of the UTF-8 character at p, n > 0 bytes before the end: 0 if there
 * is none, and n + 1 if it is right as far as it goes but goes past the end.
 */
static size_t
utf8_length(const unsigned char *p, size_t n)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t i, len;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xe0)
		low = 0xa0;
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf0)
		low = 0x90;
	else if (p[0] == 0xf4)
		high = 0x8f;
	for (i = 1; i < len; i++) {
		if (i == n)
			return n + 1;
		if (p[i] < low || p[i] > high)
			return 0;
		low = 0x80;
		high = 0xbf;
	}
	return len;
}

static bool
is_ascii8(const unsigned char *p)
{
	uint64_t eight;

	memcpy(&eight, p, 8);
	return (eight & UINT64_C(0x8080808080808080)) == 0;
}

static bool
is_ascii32(const unsigned char *p)
{
	uint64_t v[4];

	memcpy(v, p, sizeof(v));
	return ((v[0] | v[1] | v[2] | v[3]) &
	    UINT64_C(0x8080808080808080)) == 0;
}

static struct scan
scan_utf8(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	struct scan r = { .cr = memchr(s.p, '\r', s.n) != NULL };
	size_t i = 0, len;

	while (i < s.n) {
		if (s.n - i >= 8 && is_ascii8(p + i)) {
			i += 8;
			while (s.n - i >= 32 && is_ascii32(p + i))
				i += 32;
			continue;
		}
		/* U+1000 to U+CFFF, nearly all Chinese */
		if (s.n - i > 2 && p[i] > 0xe0 && p[i] < 0xed &&
		    (p[i + 1] & 0xc0) == 0x80 && (p[i + 2] & 0xc0) == 0x80) {
			r.multi++;
			i += 3;
			continue;
		}
		len = utf8_length(p + i, s.n - i);
		if (len > s.n - i) {
			r.cut = s.n - i;
			break;
		}
		r.multi += len > 1;
		r.bad += len == 0;
		i += len != 0 ? len : 1;
	}
	return r;
}

/* Appends U+FFFD. */
static char *
put_bad(char *to)
{
	memcpy(to, "\xef\xbf\xbd", 3);
	return to + 3;
}

/* The text with bad bytes as U+FFFD. */
static struct str
mend_utf8(struct arena *a, struct str s, size_t bad)
{
	char *buf = arena_room(a, s.n + 3 * bad + 1), *to = buf;
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i, len;

	for (i = 0; i < s.n; i += len) {
		len = utf8_length(p + i, s.n - i);
		/* Before a cut end, a bad lead byte looks like a cut end. */
		if (len == 0 || len > s.n - i) {
			to = put_bad(to);
			len = 1;
		} else {
			memcpy(to, p + i, len);
			to += len;
		}
	}
	return (struct str){ buf, (size_t)(to - buf) };
}

/* CRLF and CR to LF, in the arena. */
static struct str
mend_lines(struct arena *a, struct str s)
{
	char *buf, *to;
	size_t i;

	if (s.n == 0 || memchr(s.p, '\r', s.n) == NULL)
		return s;
	buf = to = arena_room(a, s.n + 1);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '\r')
			*to++ = s.p[i];
		else if (i + 1 == s.n || s.p[i + 1] != '\n')
			*to++ = '\n';
	}
	return (struct str){ buf, (size_t)(to - buf) };
}

static void
warn_bytes(struct doc *d, const char *code, size_t n)
{
	doc_warn(d, code, 0, STR_NONE, STR_NONE,
	    arena_printf(d->arena, "%zu byte%s", n, n == 1 ? "" : "s"));
}

static void
warn_damage(struct doc *d, size_t bad, size_t cut)
{
	if (bad > 0)
		warn_bytes(d, "bad_bytes", bad);
	if (cut > 0)
		warn_bytes(d, "cut_character", cut);
}

/*
 * Whether the bytes at odd (1) or even (0) places are the high ones of UTF-16:
 * zero of ASCII, 20, 30 and FF of signs, 4E to 9F of Chinese, where the others
 * are anything. The low byte of 一 is zero, too.
 */
static bool
is_high_side(struct str s, size_t side)
{
	size_t i, hits[2] = { 0, 0 }, zeros[2] = { 0, 0 };
	size_t n = s.n < META_LOOK ? s.n & ~(size_t)1 : META_LOOK;
	unsigned char c;

	for (i = 0; i < n; i++) {
		c = (unsigned char)s.p[i];
		zeros[i & 1] += c == 0;
		hits[i & 1] += c == 0 || c == 0x20 || c == 0x30 || c == 0xff ||
		    (c >= 0x4e && c <= 0x9f);
	}
	if (zeros[side] * 10 > n && zeros[1 - side] * 20 < zeros[side])
		return true;
	return zeros[side] > 0 && hits[side] * 40 >= n * 19 &&
	    hits[1 - side] * 20 < n * 7;
}

const char *
decode_utf16(struct str s)
{
	size_t n = s.n < META_LOOK ? s.n : META_LOOK;

	if (str_starts(s, STR("\xff\xfe")))
		return UTF16LE;
	if (str_starts(s, STR("\xfe\xff")))
		return UTF16BE;
	if (n == 0 || memchr(s.p, '\0', n) == NULL)
		return NULL;
	return is_high_side(s, 1) ? UTF16LE : is_high_side(s, 0) ? UTF16BE :
	    NULL;
}

/* The bytes that iconv stopped at: puts what stands for them, moves on. */
static void
pass_bad(const char *charset, char **in, size_t *left, char **to, size_t *bad)
{
	size_t skip = 1;

	if (charset == GB18030 && (unsigned char)**in == 0x80) {
		memcpy(*to, "\xe2\x82\xac", 3);	/* the euro sign of Windows */
		*to += 3;
	} else {
		*to = put_bad(*to);
		/* An ASCII byte behind may be markup: never eat it. */
		if (charset == UTF16LE || charset == UTF16BE ||
		    (*left > 1 && ((unsigned char)(*in)[1] & 0x80) != 0 &&
		    (unsigned char)**in != 0xff))
			skip = 2;
	}
	++*bad;
	*in += skip;
	*left -= skip;
}

/*
 * Decodes by iconv into the arena; STR_NONE as soon as more than max_bad
 * characters are bad.
 */
static struct str
convert(struct arena *a, const char *charset, struct str s, size_t max_bad,
    size_t *bad, size_t *cut)
{
	union { const char *is; char *as; } in = { s.p };
	iconv_t cd = iconv_open("UTF-8", charset);
	/* At most two bytes out for each in, but three for a bad one. */
	size_t left = s.n, room = 2 * s.n + 3 * max_bad + 16;
	char *buf = arena_room(a, room), *to = buf;

	if (cd == (iconv_t)-1)
		fatal("this system cannot decode \"%s\"", charset);
	*bad = *cut = 0;
	while (left > 0 && iconv(cd, &in.as, &left, &to, &room) == (size_t)-1) {
		assert(errno != E2BIG);
		if (errno == EINVAL) {
			*cut = left;
			break;
		}
		if (*bad == max_bad) {
			++*bad;
			break;
		}
		room -= 3;
		pass_bad(charset, &in.as, &left, &to, bad);
	}
	iconv(cd, NULL, NULL, &to, &room);	/* what Big5-HKSCS holds back */
	iconv_close(cd);
	if (*bad > max_bad)
		return STR_NONE;
	return (struct str){ buf, (size_t)(to - buf) };
}

/* The character of two bytes of GB18030, 0 if they are none of the BMP. */
static unsigned int
gb_char(unsigned char lead, unsigned char trail)
{
	const unsigned char *p =
	    (const unsigned char *)_binary_gb18030_bin_start;

	if (lead < 0x81 || lead == 0xff || trail < 0x40 || trail == 0x7f ||
	    trail == 0xff)
		return 0;
	if (lead == 0xa3 && trail == 0xa0)
		return 0x3000;	/* see patch_gb() */
	p += 4 * ((lead - 0x81) * 190 + trail - 0x40 - (trail > 0x7f));
	return p[2] == 0 ? p[0] | (unsigned int)p[1] << 8 : 0;
}

/* Decodes bytes and double bytes; STR_NONE if there is anything else. */
static struct str
convert_gb(struct arena *a, struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	char *buf = arena_room(a, s.n + s.n / 2 + 8), *to = buf;
	unsigned int c;
	size_t i = 0;

	while (i < s.n) {
		if (s.n - i >= 8 && is_ascii8(p + i)) {
			memcpy(to, p + i, 8);
			to += 8;
			i += 8;
			continue;
		}
		if (p[i] < 0x80) {
			*to++ = (char)p[i++];
			continue;
		}
		c = i + 1 < s.n ? gb_char(p[i], p[i + 1]) : 0;
		if (c == 0)
			return STR_NONE;
		i += 2;
		if (c >= 0x800) {
			*to++ = (char)(0xe0 | c >> 12);
			*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		} else {
			*to++ = (char)(0xc0 | c >> 6);
		}
		*to++ = (char)(0x80 | (c & 0x3f));
	}
	return (struct str){ buf, (size_t)(to - buf) };
}

/* glibc gives A3A0 a private character; everyone else the wide space. */
static void
patch_gb(struct str s)
{
	union { const char *is; char *as; } p = { s.p };
	size_t i;

	for (i = 0; i + 2 < s.n; i++)
		if ((unsigned char)s.p[i] == 0xee &&
		    (unsigned char)s.p[i + 1] == 0x97 &&
		    (unsigned char)s.p[i + 2] == 0xa5)
			memcpy(p.as + i, "\xe3\x80\x80", 3);
}

/* Decodes if at most one byte in `every` is bad; sets what it was. */
static struct str
decode_as(struct doc *d, const char *charset, const char *from, struct str s,
    size_t every)
{
	size_t bad = 0, cut = 0;
	struct str text = STR_NONE;

	if (charset == GB18030)
		text = convert_gb(d->arena, s);
	if (text.p == NULL) {
		text = convert(d->arena, charset, s, s.n / every, &bad, &cut);
		if (charset == GB18030)
			patch_gb(text);
	}
	if (text.p == NULL)
		return STR_NONE;
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.n);
	d->charset = charset;
	d->charset_from = from;
	warn_damage(d, bad, cut);
	return mend_lines(d->arena, text);
}

/*
 * A few bad bytes don't make UTF-8 something else: double bytes read as
 * UTF-8 give more bad bytes than characters.
 */
static bool
is_mostly_utf8(const struct scan *r)
{
	return r->bad * 20 <= r->multi;
}

static struct str
as_utf8(struct doc *d, struct str s, const struct scan *r, const char *from)
{
	s.n -= r->cut;
	if (r->bad > 0)
		s = mend_utf8(d->arena, s, r->bad);
	if (r->cr)
		s = mend_lines(d->arena, s);
	d->charset = r->multi + r->bad > 0 ? UTF8 : "us-ascii";
	d->charset_from = from;
	warn_damage(d, r->bad, r->cut);
	return s;
}

/* The encoding that a label means, of those that Chinese pages use. */
static const char *
by_label(struct str label)
{
	static const struct {
		const char *label, *charset;
	} labels[] = {
		{ "utf-8", UTF8 }, { "utf8", UTF8 }, { "gb2312", GB18030 },
		{ "gbk", GB18030 }, { "gb18030", GB18030 },
		{ "gb_2312-80", GB18030 }, { "gb2312-80", GB18030 },
		{ "gb_2312", GB18030 }, { "x-gbk", GB18030 },
		{ "cp936", GB18030 }, { "ms936", GB18030 },
		{ "chinese", GB18030 }, { "euc-cn", GB18030 },
		{ "big5", BIG5 }, { "big5-hkscs", BIG5 }, { "x-x-big5", BIG5 },
		{ "cn-big5", BIG5 }, { "cp950", BIG5 },
	};
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strlen(labels[i].label) == label.n &&
		    strncasecmp(labels[i].label, label.p, label.n) == 0)
			return labels[i].charset;
	return NULL;
}

/* Offset of `word` in s whatever its case, or -1. */
static ptrdiff_t
find_word(struct str s, const char *word, size_t from)
{
	size_t i, n = strlen(word);

	for (i = from; i + n <= s.n; i++)
		if ((s.p[i] | 32) == (word[0] | 32) &&
		    strncasecmp(s.p + i, word, n) == 0)
			return (ptrdiff_t)i;
	return -1;
}

/* The encoding that `key=label` in s names; NULL without one that is known. */
static const char *
declared_in(struct str s, const char *key)
{
	ptrdiff_t at;
	size_t i, from;

	for (at = find_word(s, key, 0); at >= 0;
	     at = find_word(s, key, (size_t)at + 1)) {
		i = (size_t)at + strlen(key);
		while (i < s.n && isspace((unsigned char)s.p[i]))
			i++;
		if (i == s.n || s.p[i] != '=')
			continue;
		for (i++; i < s.n && (isspace((unsigned char)s.p[i]) ||
		     s.p[i] == '"' || s.p[i] == '\''); i++)
			;
		for (from = i; i < s.n && (isalnum((unsigned char)s.p[i]) ||
		     strchr("-_:", s.p[i]) != NULL); i++)
			;
		if (i > from)
			return by_label(str_sub(s, from, i - from));
	}
	return NULL;
}

/* What a <meta> or the XML declaration says. */
static const char *
declared_by_page(struct str s)
{
	struct str head = str_sub(s, 0, META_LOOK), tag;
	const char *charset = NULL;
	ptrdiff_t at, end;

	if (str_starts(str_trim(head), STR("<?xml"))) {
		end = str_find(head, STR("?>"), 0);
		if (end > 0)
			charset = declared_in(str_sub(head, 0, (size_t)end),
			    "encoding");
	}
	at = find_word(head, "<meta", 0);
	while (charset == NULL && at >= 0) {
		end = str_find(head, STR(">"), (size_t)at);
		tag = str_sub(head, (size_t)at,
		    end < 0 ? head.n : (size_t)(end - at));
		charset = declared_in(tag, "charset");
		at = find_word(head, "<meta", (size_t)at + 1);
	}
	return charset;
}

/*
 * How well the bytes make common characters, 1 at most: the share of lead
 * bytes in the rows of common characters, minus 8 times that of bytes that
 * make none (GB 2312 orders level 1 by sound in B0-D7; Big5 has the frequent
 * characters in A4-C6; A1-A3 are signs in both).
 */
static double
score(struct str s, const char *charset)
{
	const unsigned char *p = (const unsigned char *)s.p;
	bool gb = charset == GB18030;
	size_t i, pairs = 0, common = 0, bad = 0;
	size_t n = s.n < SCORE_LOOK ? s.n : SCORE_LOOK;
	unsigned char c, t;

	for (i = 0; i + 1 < n; i++) {
		while (n - i > 9 && is_ascii8(p + i))
			i += 8;
		c = p[i];
		if (c < 0x80)
			continue;
		t = p[++i];
		pairs++;
		if (gb && t >= 0x30 && t <= 0x39) {
			i += 2;		/* four bytes */
		} else if (c == 0x80 || c == 0xff || t < 0x40 || t == 0x7f ||
		    t == 0xff || (!gb && t > 0x7f && t < 0xa1)) {
			bad++;
			i -= t < 0x80;
		} else if (gb) {
			common += t >= 0xa1 && (c <= 0xa3 ? c >= 0xa1 :
			    c >= 0xb0 && c <= 0xd7);
		} else {
			common += c >= 0xa1 && c <= 0xc6;
		}
	}
	if (pairs == 0)
		return 0;
	return ((double)common - 8 * (double)bad) / (double)pairs;
}

/*
 * A declared encoding counts if it fits and the other one does not fit much
 * better: nearly all Big5 is valid GB18030, only nonsense.
 */
static struct str
decode_double(struct doc *d, struct str s, const char *said, const char *from)
{
	double gb = score(s, GB18030), big5 = score(s, BIG5);
	const char *best = gb >= big5 ? GB18030 : BIG5;
	double lead = gb >= big5 ? gb - big5 : big5 - gb;
	struct str text = STR_NONE;

	if (said == GB18030 || said == BIG5)
		if (said == best || lead < 0.3)
			text = decode_as(d, said, from, s, FEW_BAD);
	if (text.p == NULL && (gb >= big5 ? gb : big5) >= 0.4)
		text = decode_as(d, best, "score", s, SOME_BAD);
	if (text.p == NULL)
		doc_reject(d, STATE_REJECTED, "bad_encoding",
		    arena_printf(d->arena, "as gb18030 %.2f, as big5 %.2f", gb,
			big5));
	return text;
}

/* The byte that a character is in Windows-1252; -1 if it is none. */
static int
byte_of_1252(uint32_t c)
{
	static const uint16_t high[32] = { 0x20ac, 0, 0x201a, 0x192, 0x201e,
		0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0,
		0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,
		0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178 };
	int i;

	if (c < 0x100)
		return (int)c;
	for (i = 0; i < 32; i++)
		if (high[i] == c)
			return 0x80 + i;
	return -1;
}

/*
 * Whether hardly any character of more than a byte is Chinese and many are
 * Latin letters with accents: Chinese that was taken for Latin-1.
 */
static bool
is_all_accents(struct str s)
{
	size_t i, latin = 0, other = 0, n = s.n < TWICE_LOOK ? s.n : TWICE_LOOK;
	unsigned char c;

	if (memchr(s.p, 0xc3, n) == NULL)
		return false;
	for (i = 0; i < n; i++) {
		c = (unsigned char)s.p[i];
		latin += c == 0xc2 || c == 0xc3;
		other += c > 0xe2;
	}
	return latin >= MIN_ACCENTS && latin > 20 * other;
}

/*
 * Chinese that was encoded twice, the first time taken for Latin-1, as it was
 * before: double_encoded. STR_NONE if it is no such thing.
 */
static struct str
undo_latin(struct doc *d, struct str s)
{
	struct scan r;
	struct str once;
	char *to;
	size_t at = 0, lost = 0;
	int byte;

	if (!is_all_accents(s))
		return STR_NONE;
	once.p = to = arena_room(d->arena, s.n + 1);
	while (at < s.n) {
		byte = byte_of_1252(str_char(s, &at));
		lost += byte < 0;
		*to++ = (char)(byte < 0 ? '?' : byte);
	}
	once.n = (size_t)(to - once.p);
	r = scan_utf8(once);
	if (!(r.multi > 0 && is_mostly_utf8(&r)) &&
	    score(once, GB18030) < 0.6)
		return STR_NONE;
	doc_warn(d, "double_encoded", 0, STR_NONE, STR_NONE,
	    arena_printf(d->arena, "as Latin-1, %zu characters lost", lost));
	return once;
}

/*
 * 锛 and 銆 are what the comma and the full stop of UTF-8 look like as GBK, and
 * hardly ever written. What bytes made no character then are lost.
 */
static void
warn_of_gbk(struct doc *d, struct str s)
{
	struct str head = str_sub(s, 0, TWICE_LOOK);
	ptrdiff_t at = -1;
	int n = 0;

	while (n < MIN_COMMAS && (at = str_find(head, STR("锛"),
	    (size_t)(at + 1))) >= 0)
		n++;
	if (n == MIN_COMMAS && str_has(head, STR("銆")))
		doc_warn(d, "double_encoded", 0, STR_NONE, STR_NONE,
		    STR("as GBK; not undone"));
}

struct str
decode_utf8(struct doc *d, struct str s)
{
	const char *said, *from = "http", *wide = decode_utf16(s);
	struct scan r;
	struct str text, once;
	bool bom;

	if (wide != NULL) {
		bom = (unsigned char)s.p[0] >= 0xfe;
		text = decode_as(d, wide, bom ? "bom" : "score", s, SOME_BAD);
		if (text.p == NULL)
			doc_reject(d, STATE_REJECTED, "bad_encoding", STR_NONE);
		return text;
	}
	bom = str_starts(s, STR("\xef\xbb\xbf"));
	if (bom)
		s = str_sub(s, 3, s.n);
	r = scan_utf8(s);
	if (r.multi == 0 && r.bad == 0 && r.cut == 0)
		return as_utf8(d, s, &r, bom ? "bom" : "ascii");
	if ((bom || r.multi > 0) && is_mostly_utf8(&r)) {
		if ((once = undo_latin(d, s)).p != NULL)
			return decode_utf8(d, once);
		warn_of_gbk(d, s);
		return as_utf8(d, s, &r, bom ? "bom" : "valid");
	}
	said = declared_in(d->declared_type, "charset");
	if (said == NULL) {
		said = declared_by_page(s);
		from = "meta";
	}
	if (said == UTF8 && r.bad * FEW_BAD <= s.n && r.bad <= r.multi)
		return as_utf8(d, s, &r, from);
	return decode_double(d, s, said, from);
}
