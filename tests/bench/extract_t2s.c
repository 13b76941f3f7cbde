/* SPDX-License-Identifier: MIT */
/*
 * Our t2s against libopencc's on the same text: a page of phrases and running
 * text of our own, put into Traditional characters by OpenCC's s2t and
 * repeated. Prints the seconds of each for the same number of bytes.
 *
 *	extract_t2s		-> t2s-seconds opencc-seconds
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <opencc/opencc.h>

#include "buf.h"
#include "msg.h"
#include "t2s.h"

enum { BYTES = 1 << 20, ROUNDS = 100, PIECE = 8192 };

static const char text[] =
	"本报告根据《中华人民共和国政府信息公开条例》的规定编制，全文包括总体情况、"
	"主动公开政府信息、收到和处理政府信息公开申请、因政府信息公开工作被申请行政"
	"复议和提起行政诉讼、存在的主要问题及改进情况以及其他需要报告的事项。所列数据"
	"的统计期限自2019年1月1日起，至2019年12月31日止。\n"
	"全年受理依申请公开1,234件，比上年增加56件，其中予以公开789件，部分公开12件；"
	"发布后须征求意见的规范性文件均已公开征求，干部群众反映良好，联系电话见网站。\n";

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The text in Traditional characters, over and over. */
static void
fill(struct buf *b)
{
	opencc_t s2t = opencc_open("s2t.json");
	char *hant;

	if (s2t == (opencc_t)-1)
		fatal("cannot open OpenCC's s2t.json");
	hant = opencc_convert_utf8(s2t, text, sizeof(text) - 1);
	while (b->n < BYTES)
		buf_adds(b, hant);
	opencc_convert_utf8_free(hant);
	opencc_close(s2t);
}

/* OpenCC is at its best with some kilobytes at a time. */
static void
in_pieces(opencc_t opencc, struct str s, const char *ours, size_t n)
{
	size_t piece, at = 0, len;
	char *hans;

	for (; s.n > 0; s = str_sub(s, piece, s.n)) {
		piece = s.n;
		if (piece > PIECE)
			for (piece = PIECE; s.p[piece - 1] != '\n'; piece--)
				;
		hans = opencc_convert_utf8(opencc, s.p, piece);
		len = strlen(hans);
		if (len > n - at || memcmp(hans, ours + at, len) != 0)
			fatal("t2s differs from OpenCC");
		at += len;
		opencc_convert_utf8_free(hans);
	}
	if (at != n)
		fatal("t2s differs from OpenCC");
}

int
main(void)
{
	opencc_t opencc = opencc_open("t2s.json");
	struct t2s *t2s = t2s_new();
	struct buf b;
	double ours, theirs;
	size_t n = 0;
	char *to;
	int i;

	buf_init(&b, 2 * BYTES);
	fill(&b);
	to = xmalloc(t2s_room(buf_str(&b)));
	t2s_convert(t2s, to, buf_str(&b));	/* touches the memory */
	ours = seconds();
	for (i = 0; i < ROUNDS; i++)
		n = t2s_convert(t2s, to, buf_str(&b));
	ours = (seconds() - ours) / ROUNDS;
	theirs = seconds();
	in_pieces(opencc, buf_str(&b), to, n);
	theirs = seconds() - theirs;
	printf("%.6f %.6f\n", ours, theirs);
	opencc_close(opencc);
	t2s_free(t2s);
	buf_release(&b);
	free(to);
	return 0;
}
