/* SPDX-License-Identifier: MIT */
/*
 * Which script a text is in is told by what the old character sets have: a
 * character that OpenCC changes and GB 2312 lacks is Traditional only, one of
 * GB 2312 that Big5 lacks is Simplified only. The characters that both have
 * (乾 後 於 徵 ..., 里 后 干 ...) say nothing.
 */
#include "script.h"

#include <iconv.h>
#include <stdlib.h>

#include "buf.h"
#include "msg.h"
#include "t2s.h"

enum {
	HANT = 1, HANS = 2, FOLD = 4,	/* what a character is */
	FIRST = 0x3400, LAST = 0x9fff,	/* the ideographs looked at */
	TELLING = 4			/* characters that decide */
};

struct script_conv {
	struct t2s *t2s;
	struct buf scratch;
	uint8_t is[0x10000];
};

/* How many characters say what. */
struct counts {
	size_t hant, hans;
	bool fold;
};

/* Kangxi radicals, U+2F00 on, as the characters they look like (NFKC). */
static const char kangxi[] =
	"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口"
	"囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳"
	"心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿"
	"片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
	"缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷"
	"豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音"
	"頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊"
	"齒龍龜龠";

/* CJK compatibility ideographs, U+F900 on, as what they are (NFC). */
static const char compatible[] =
	"豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄"
	"爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌"
	"祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵"
	"讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮"
	"兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊"
	"練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈"
	"領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六"
	"戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘"
	"藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀"
	"﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼"
	"館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫"
	"琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸"
	"難響頻恵";

/* Of CJK radicals supplement, those that converters put for characters. */
static const struct {
	uint16_t from;
	char to[4];
} radicals[] = {
	{ 0x2e9f, "母" }, { 0x2ea0, "民" }, { 0x2ec1, "虎" },
	{ 0x2ec4, "西" }, { 0x2ec5, "见" }, { 0x2ec6, "角" },
	{ 0x2ec9, "贝" }, { 0x2ecb, "车" }, { 0x2ed1, "長" },
	{ 0x2ed3, "长" }, { 0x2ed4, "门" }, { 0x2ed8, "青" },
	{ 0x2eda, "页" }, { 0x2edb, "风" }, { 0x2edc, "飞" },
	{ 0x2edd, "食" }, { 0x2ee2, "马" }, { 0x2ee3, "骨" },
	{ 0x2ee4, "鬼" }, { 0x2ee5, "鱼" }, { 0x2ee6, "鸟" },
	{ 0x2ee7, "卤" }, { 0x2ee8, "麦" }, { 0x2ee9, "黄" },
	{ 0x2eec, "齐" }, { 0x2eee, "齿" }, { 0x2ef0, "龙" },
	{ 0x2ef3, "龟" },
};

/* The n-th of a string of three-byte characters. */
static struct str
nth(const char *s, uint32_t n)
{
	return (struct str){ s + 3 * n, 3 };
}

/*
 * What shows nothing: joiners, marks of direction, variation selectors, and
 * the private codes that stand for a space (Word, Founder, GBK's A3A0) or for
 * a sign of a symbol font, which may be a digit only at the code of one.
 */
static bool
is_unseen(uint32_t c)
{
	static const struct {
		uint16_t from, to;
	} ranges[] = { { 0xad, 0xad }, { 0x200b, 0x200f },
		{ 0x202a, 0x202e }, { 0x2060, 0x206f }, { 0xe000, 0xe00f },
		{ 0xe5e5, 0xe5e5 }, { 0xf000, 0xf02f },
		{ 0xf03a, 0xf8ff }, { 0xfe00, 0xfe0f },
		{ 0xfeff, 0xfeff } };
	size_t i;

	for (i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return true;
	return false;
}

/* What a character becomes whatever the script; STR_NONE if it stays. */
static struct str
folded(uint32_t c)
{
	size_t i;

	if (is_unseen(c))
		return STR("");
	if (c != '\n' && c > ' ' && str_is_space(c))
		return STR(" ");
	if (c >= 0x2f00 && c - 0x2f00 < sizeof(kangxi) / 3)
		return nth(kangxi, c - 0x2f00);
	if (c >= 0xf900 && c - 0xf900 < sizeof(compatible) / 3)
		return nth(compatible, c - 0xf900);
	if (c < 0x2e80 || c > 0x2eff)
		return STR_NONE;
	for (i = 0; i < sizeof(radicals) / sizeof(radicals[0]); i++)
		if (radicals[i].from == c)
			return (struct str){ radicals[i].to, 3 };
	return STR_NONE;
}

/* Marks the ideographs of a character set of two bytes each. */
static void
mark_charset(struct script_conv *conv, const char *charset, uint8_t mark)
{
	enum { ROWS = 0xfe - 0xa1 + 1, CELLS = 0xfe - 0x40 + 1 };
	char codes[2 * ROWS * CELLS], utf8[4 * ROWS * CELLS];
	char *in = codes, *out = utf8;
	size_t left = sizeof(codes), room = sizeof(utf8), at, i;
	iconv_t cd = iconv_open("UTF-8", charset);
	struct str s;
	uint32_t c;

	if (cd == (iconv_t)-1)
		fatal("this system cannot decode \"%s\"", charset);
	for (i = 0; i < ROWS * CELLS; i++) {
		codes[2 * i] = (char)(0xa1 + i / CELLS);
		codes[2 * i + 1] = (char)(0x40 + i % CELLS);
	}
	/* What stands for nothing is stepped over. */
	while (left > 0 && iconv(cd, &in, &left, &out, &room) == (size_t)-1) {
		in += 2;
		left -= 2;
	}
	iconv_close(cd);
	s = (struct str){ utf8, sizeof(utf8) - room };
	for (at = 0; at < s.n;) {
		c = str_char(s, &at);
		if (c >= FIRST && c <= LAST)
			conv->is[c] |= mark;
	}
}

/* Marks the ideographs that t2s changes, standing alone. */
static void
mark_changed(struct script_conv *conv, uint8_t mark)
{
	char from[4], to[12];
	struct str s = { from, 3 };
	uint32_t c;

	for (c = FIRST; c <= LAST; c++) {
		from[0] = (char)(0xe0 | c >> 12);
		from[1] = (char)(0x80 | (c >> 6 & 0x3f));
		from[2] = (char)(0x80 | (c & 0x3f));
		if (t2s_convert(conv->t2s, to, s) != 3 ||
		    memcmp(from, to, 3) != 0)
			conv->is[c] |= mark;
	}
}

struct script_conv *
script_open(void)
{
	enum { IN_GB = 8, IN_BIG5 = 16, CHANGES = 32 };
	struct script_conv *conv = xcalloc(1, sizeof(*conv));
	uint32_t c;
	uint8_t is;

	conv->t2s = t2s_new();
	buf_init(&conv->scratch, SIZE_MAX / 4);
	mark_changed(conv, CHANGES);
	mark_charset(conv, "GB2312", IN_GB);
	mark_charset(conv, "BIG5", IN_BIG5);
	for (c = 0; c < 0x10000; c++) {
		is = conv->is[c];
		conv->is[c] = 0;
		if ((is & CHANGES) && !(is & IN_GB))
			conv->is[c] = HANT;
		else if ((is & IN_GB) && !(is & IN_BIG5))
			conv->is[c] = HANS;
		if (folded(c).p != NULL)
			conv->is[c] |= FOLD;
	}
	return conv;
}

void
script_close(struct script_conv *conv)
{
	if (conv == NULL)
		return;
	t2s_free(conv->t2s);
	buf_release(&conv->scratch);
	free(conv);
}

static void
count(const struct script_conv *conv, struct str s, struct counts *n)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t at = 0;
	uint32_t c;
	uint8_t is, any = 0;

	while (at < s.n) {
		if (p[at] < 0x80) {
			at++;
			continue;
		}
		/* Most of the text by far. */
		if (p[at] >= 0xe4 && p[at] <= 0xe9 && s.n - at >= 3) {
			c = (p[at] & 0xfu) << 12 | (p[at + 1] & 0x3fu) << 6 |
			    (p[at + 2] & 0x3fu);
			at += 3;
		} else {
			c = str_char(s, &at);
		}
		is = c < 0x10000 ? conv->is[c] : 0;
		n->hant += is & HANT;
		n->hans += is >> 1 & 1;
		any |= is;
	}
	n->fold |= (any & FOLD) != 0;
}

static struct str
fold(const struct script_conv *conv, struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1), *to = p;	/* it only shrinks */
	size_t at = 0, from;
	struct str with;
	uint32_t c;

	while (at < s.n) {
		from = at;
		c = str_char(s, &at);
		with = str_sub(s, from, at - from);
		if (c < 0x10000 && (conv->is[c] & FOLD))
			with = folded(c);
		memcpy(to, with.p, with.n);
		to += with.n;
	}
	return (struct str){ p, (size_t)(to - p) };
}

/* 乾 is itself in the names of the counties 乾安 and 乾 and in 乾州. */
static bool
is_place(struct str s)
{
	static const struct str names[] = { { "乾安縣", 9 }, { "乾安县", 9 },
		{ "乾縣", 6 }, { "乾县", 6 }, { "乾州", 6 } };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_starts(s, names[i]))
			return true;
	return false;
}

static void
convert(const struct t2s *t, struct buf *to, struct str s)
{
	char *room = buf_room(to, t2s_room(s));

	if (room != NULL)
		to->n += t2s_convert(t, room, s);
}

static struct str
to_hans(struct script_conv *conv, struct arena *a, struct str s)
{
	struct str qian = STR("乾");
	struct buf *b = &conv->scratch;
	size_t from = 0;
	ptrdiff_t at;

	buf_reset(b);
	for (at = str_find(s, qian, 0); at >= 0;
	     at = str_find(s, qian, (size_t)at + qian.n)) {
		if (!is_place(str_sub(s, (size_t)at, s.n)))
			continue;
		convert(conv->t2s, b, str_sub(s, from, (size_t)at - from));
		buf_addstr(b, qian);
		from = (size_t)at + qian.n;
	}
	convert(conv->t2s, b, str_sub(s, from, s.n));
	return arena_str(a, buf_str(b));
}

/* Whether the text is Traditional; `hant` when it is too short to tell. */
static bool
is_hant(const struct counts *n, bool hant)
{
	if (n->hant == 0)
		return false;
	if (n->hant + n->hans < TELLING)
		return hant;
	/* A text of both is converted too: t2s leaves Simplified alone. */
	return n->hant > n->hans ||
	    (n->hant >= TELLING && n->hant * 4 > n->hans);
}

static struct str
hans_of(struct script_conv *conv, struct arena *a, struct str s, bool hant)
{
	struct counts n = { 0 };

	count(conv, s, &n);
	if (n.fold)
		s = fold(conv, a, s);
	return is_hant(&n, hant) ? to_hans(conv, a, s) : s;
}

void
script_pass(struct doc *d, struct script_conv *conv)
{
	struct counts n = { 0 };
	struct block *b;
	struct anchor *a;
	size_t i, k, few;
	bool hant, as_found;

	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		count(conv, b->text, &n);
		for (k = 0; b->grid != NULL && k < b->grid->n; k++)
			count(conv, b->grid->cells[k].text, &n);
	}
	hant = n.hant > n.hans;
	d->script = hant ? SCRIPT_HANT : SCRIPT_HANS;
	/* A name or a quotation makes no mixture. */
	few = hant ? n.hans : n.hant;
	if (few >= TELLING && few * 9 > n.hant + n.hans)
		d->script = SCRIPT_MIXED;
	as_found = n.hant == 0 && !n.fold;
	for (i = 0; i < d->blocks.n; i++) {
		b = &d->blocks.v[i];
		b->hans = as_found ? b->text :
		    hans_of(conv, d->arena, b->text, hant);
		for (k = 0; b->grid != NULL && k < b->grid->n; k++) {
			a = &b->grid->cells[k];
			a->hans = as_found ? a->text :
			    hans_of(conv, d->arena, a->text, hant);
		}
	}
	for (i = 0; i < d->metas.n; i++)
		d->metas.v[i].hans = hans_of(conv, d->arena,
		    d->metas.v[i].value, hant);
}
