/* SPDX-License-Identifier: MIT */
/*
 * hostile: small documents that are made to cost much.
 *
 *	hostile DIR COMMAND...	writes each to DIR and runs COMMAND with it
 *
 * TAP on stdout: the command comes back by itself, within MAX_SECONDS of
 * processor time and MAX_MB of memory.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "buf.h"

/*
 * What is promised is one second and 64 MB. Machines that run tests may be
 * some times slower, and a sanitizer takes both.
 */
#ifdef __SANITIZE_ADDRESS__
enum { MAX_SECONDS = 60, MAX_MB = 4096 };
#else
enum { MAX_SECONDS = 4, MAX_MB = 64 };
#endif

enum { MAX_FIXTURE = 64 << 20, BOMB = 300 << 20 };

/* `head`, then `each` n times, then `tail`. */
struct flood {
	const char *name, *head, *each;
	int n;
	const char *tail;
};

#define TABLE "<table><tr><td>第二十条第（一）项</td></tr>"
#define ANNEX "<table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
#define REPORT "县林业局2022年政府信息公开工作年度报告\n"

static const struct flood floods[] = {
	{ "colspan.html", "<table><tr><td colspan=1000000000>1</td></tr>"
	    "<tr><td>2</td></tr></table>", "", 0, "" },
	{ "colspans.html", TABLE "<tr>", "<td colspan=1000>1</td>", 10000,
	    "</tr></table>" },
	{ "rowspan.html", TABLE "<tr><td rowspan=65534>1</td></tr>",
	    "<tr><td>2</td></tr>", 20, "</table>" },
	{ "rowspans.html", TABLE, "<tr><td rowspan=65534>1</td></tr>", 65534,
	    "</table>" },
	{ "both-spans.html", TABLE,
	    "<tr><td rowspan=65534 colspan=1000>1</td></tr>", 2000,
	    "</table>" },
	{ "columns.html", TABLE "<tr>", "<td>1</td>", 30000,
	    "</tr></table>" },
	{ "attributes.html", "<p ", "a=1 ", 65536, ">x</p>" },
	{ "distinct-attributes.html", "<p ", "a%d=1 ", 30000, ">x</p>" },
	{ "long-attribute.html", "<p class='", "aaaaaaaa", 32768,
	    "'>x</p>" },
	{ "class-names.html", "<p class='", "zoom ", 52428, "'>x</p>" },
	{ "deep.html", "", "<div>", 1000000, "x" },
	{ "deep-spans.html", "", "<span>", 200000, "x" },
	{ "deep-tables.html", "", "<table><tr><td>", 70000, "x" },
	{ "deep-lists.html", "", "<ul><li>", 100000, "x" },
	{ "unclosed-bold.html", "", "<b><p>x", 60000, "" },
	{ "unclosed-comments.html", "x", "<!--", 100000, "" },
	{ "unclosed-tags.html", "x", "<a href=", 60000, "" },
	{ "open-brackets.html", "x", "<", 500000, "" },
	{ "entities.html", "x", "&#x;&amp&lt", 50000, "" },
	{ "cdata.html", "x", "<![CDATA[", 50000, "" },
	{ "conditions.html", "x", "<![if !a]>", 50000, "" },
	{ "scripts.html", "x", "<script>", 60000, "" },
	{ "small-tables.html", "", TABLE "</table>", 8000, "" },
	{ "clauses.html", "<table>",
	    "<tr><td>第二十条第（一）项</td></tr>", 15000, "</table>" },
	{ "disputes.html", "<table>",
	    "<tr><td>行政复议</td><td>结果维持</td></tr>", 10000,
	    "</table>" },
	{ "requests.html", "<table>", "<tr><td>本年新收政府信息公开申请数量"
	    "</td><td>1</td></tr>", 8000, "</table>" },
	{ "unknown-rows.html", "<table><tr><td>信息内容</td><td>本年制发件数"
	    "</td></tr>", "<tr><td>其他%d</td><td>1</td></tr>", 9000,
	    "</table>" },
	{ "annex.html", "<table><tr><td>统计指标</td><td>单位</td><td>统计数"
	    "</td></tr>", "<tr><td>收到申请数</td><td>件</td><td>1</td></tr>",
	    9000, "</table>" },
	{ "faint.html", TABLE "<tr><td>0", "<font color=#fff>1</font>", 100000,
	    "</td></tr></table>" },
	{ "annexes.html", "", "<p>收到申请数：5件</p><p>网络申请数：3件</p>"
	    "<p>2022年</p>", 25000, "" },
	{ "earlier-year.html", "<p>2009年</p>" ANNEX,
	    "<tr><td>某某事项第%d号</td><td>件</td><td>1</td></tr>", 6000,
	    "<tr><td>收到申请数</td><td>件</td><td>5</td></tr></table>"
	    "<p>2010年</p>" ANNEX
	    "<tr><td>收到申请数</td><td>件</td><td>6</td></tr></table>" },
	{ "quoted.csv", "", "\"123456789012345678901234\",", 120000,
	    "\n" },
	{ "digits.html", "<p>", "1", 500000, "件</p>" },
	{ "bars.txt", REPORT, "|", 500000, "" },
	{ "bar-cells.txt", REPORT, "1 |\n", 200000, "" },
	{ "bar-rows.txt", REPORT, "a | b | c\n", 80000, "" },
	{ "leading-bars.txt", REPORT "a\n", "| b\n", 100000, "" },
	{ "markdown.txt", REPORT, "| a | b |\n", 60000, "" },
	{ "tabs.txt", REPORT, "a\tb\n", 100000, "" },
	{ "tab-line.txt", REPORT, "a\t", 300000, "" },
	{ "lines.txt", REPORT "第二十条第（一）项\n", "规章\n1\n", 40000, "" },
	{ "blank-lines.txt", REPORT, "\n", 300000, "" },
	{ "rules.txt", REPORT, "---\n", 75000, "" },
	{ "wide-bars.txt", REPORT, "a｜b｜c\n", 30000, "" },
	{ "parted-labels.txt", REPORT, "b\nb\nb\n\na\na\n\n|\n\n", 20000,
	    "1\n\n|\n\nb\n\n" },
	{ "parted-cells.txt", REPORT,
	    "b\nb\nb\nb\nb\nb\nb\nb\n\n|\n\n", 15000, "" },
	{ "annex-heads.txt", REPORT "信息内容\n",
	    "指标名称\n1\n统计指标\n2\n", 12000, "" },
	{ "glued.txt", REPORT "第二十条第（一）项\n规章\n", "1234567890\n",
	    40000, "" },
	{ "long-cell.html", TABLE "<tr><td>规章</td><td>",
	    "本年新收\t1\t2\t3\n", 15000, "</td></tr></table>" },
	{ "spread-rows.txt", REPORT, "信    1\n", 45000, "" },
	{ "glued-line.txt", REPORT "第二十条第（一）项\n规章", "12345", 60000,
	    "\n" },
	{ "headings.txt", REPORT, "一、总体情况\n", 20000, "" },
	{ "lost-numbers.txt", REPORT "一、总体情况\n", "主动公开\n", 60000,
	    "" },
	{ "traditional.txt", REPORT, "歲公開12件，", 20000, "\n" },
	{ "ranges.txt", REPORT, "3个至5个", 20000, "" },
	{ "numbers.txt", REPORT, "公开12件，", 6000, "\n" },
	{ "numerals.txt", REPORT, "一百", 80000, "\n" },
	{ "dates.txt", REPORT, "2019131年", 40000, "\n" },
	{ "periods.txt", REPORT, "统计期限自2020年1月1日起", 10000, "\n" },
	{ "pinyin.txt", REPORT, "公(gong)", 40000, "\n" },
	{ "metadata.txt", "", "索引号:1 发布机构:2 ", 15000, "\n" REPORT },
	{ "regions.txt", REPORT, "朝阳区", 50000, "\n" },
	{ "agencies.txt", "", "县林业局", 40000, "2022年政府信息公开年报\n" },
	{ "brackets.txt", REPORT, "（《〔", 50000, "\n" },
	{ "not-utf8.txt", REPORT, "\xB9\xAB\xFF", 100000, "\n" },
	{ "escapes.txt", REPORT, "\x1B$B", 100000, "\n" },
};

static int n_tests, n_failed;

static void
make_flood(struct buf *b, const struct flood *f)
{
	const char *number = strstr(f->each, "%d");
	int i;

	buf_adds(b, f->head);
	for (i = 0; i < f->n; i++) {
		if (number == NULL) {
			buf_adds(b, f->each);
			continue;
		}
		buf_add(b, f->each, (size_t)(number - f->each));
		buf_printf(b, "%d%s", i, number + 2);
	}
	buf_adds(b, f->tail);
}

/* `n` zeros behind `head`, compressed. */
static void
deflate_zeros(struct buf *out, struct str head, size_t n)
{
	static unsigned char zeros[1 << 16], to[1 << 16];
	z_stream z = { 0 };
	size_t left = n;
	int flush;

	assert(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY) == Z_OK);
	z.next_in = (unsigned char *)(uintptr_t)head.p;
	z.avail_in = (unsigned int)head.n;
	do {
		if (z.avail_in == 0) {
			z.next_in = zeros;
			z.avail_in = (unsigned int)(left < sizeof(zeros) ?
			    left : sizeof(zeros));
			left -= z.avail_in;
		}
		flush = left == 0 ? Z_FINISH : Z_NO_FLUSH;
		do {
			z.next_out = to;
			z.avail_out = sizeof(to);
			assert(deflate(&z, flush) != Z_STREAM_ERROR);
			buf_add(out, to, sizeof(to) - z.avail_out);
		} while (z.avail_out == 0);
	} while (flush != Z_FINISH || z.avail_in > 0);
	deflateEnd(&z);
}

static void
add_warc(struct buf *b, size_t length)
{
	buf_printf(b, "WARC/1.0\r\nWARC-Type: response\r\n"
	    "WARC-Target-URI: http://a.gov.cn/b.html\r\n"
	    "WARC-Date: 2023-01-01T00:00:00Z\r\n"
	    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>"
	    "\r\nContent-Type: application/http;msgtype=response\r\n"
	    "Content-Length: %zu\r\n\r\n", length);
}

/* A body that grows a thousand times when it is taken out of its gzip. */
static void
make_body_bomb(struct buf *b)
{
	static const char http[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html"
	    "\r\nContent-Encoding: gzip\r\n\r\n";
	struct buf body;

	buf_init(&body, MAX_FIXTURE);
	deflate_zeros(&body, STR("<p>x"), BOMB);
	add_warc(b, sizeof(http) - 1 + body.n);
	buf_adds(b, http);
	buf_addstr(b, buf_str(&body));
	buf_adds(b, "\r\n\r\n");
	buf_release(&body);
}

/* A record that does. */
static void
make_record_bomb(struct buf *b)
{
	struct buf head;

	buf_init(&head, MAX_FIXTURE);
	add_warc(&head, BOMB + 100);
	buf_adds(&head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
	deflate_zeros(b, buf_str(&head), BOMB);
	buf_release(&head);
}

/* Heads without an end. */
static void
make_head_bomb(struct buf *b)
{
	deflate_zeros(b, STR("WARC/1.0\r\nWARC-Type: "), BOMB);
}

/* Adds v as n bytes, the lowest first. */
static void
add_number(struct buf *b, uint64_t v, int n)
{
	char c;

	for (; n > 0; n--, v >>= 8) {
		c = (char)(v & 0xff);
		buf_add(b, &c, 1);
	}
}

/* A head of a member: a signature, n zeros, the length of its name. */
static void
add_member(struct buf *b, const char *signature, int zeros)
{
	buf_add(b, signature, 4);
	add_number(b, 20, 2);
	add_number(b, 0, zeros);
	add_number(b, 1, 2);
}

/* An archive that lists one small file a million times, of 47 bytes each. */
static void
make_crowded_zip(struct buf *b)
{
	enum { MEMBERS = 1000000 };
	size_t directory, end;
	int i;

	add_member(b, "PK\3\4", 20);
	add_number(b, 0, 2);
	buf_adds(b, "a");
	directory = b->n;
	for (i = 0; i < MEMBERS; i++) {
		add_member(b, "PK\1\2", 22);
		add_number(b, 0, 16);
		buf_adds(b, "a");
	}
	end = b->n;
	buf_add(b, "PK\6\6", 4);
	add_number(b, 44, 8);
	add_number(b, 0x2d002d, 12);
	add_number(b, MEMBERS, 8);
	add_number(b, MEMBERS, 8);
	add_number(b, end - directory, 8);
	add_number(b, directory, 8);
	buf_add(b, "PK\6\7", 4);
	add_number(b, 0, 4);
	add_number(b, end, 8);
	add_number(b, 1, 4);
	buf_add(b, "PK\5\6", 4);
	add_number(b, 0, 4);
	add_number(b, 0xffffffff, 4);
	add_number(b, end - directory, 4);
	add_number(b, directory, 4);
	add_number(b, 0, 2);
}

static const struct {
	const char *name;
	void (*make)(struct buf *);
} bombs[] = {
	{ "crowded.zip", make_crowded_zip },
	{ "body-bomb.warc", make_body_bomb },
	{ "record-bomb.warc.gz", make_record_bomb },
	{ "head-bomb.warc.gz", make_head_bomb },
};

/* Runs the command with `path` behind its words, its output thrown away. */
static void
run(char **command, int words, char *path, const char *name, size_t bytes)
{
	char *args[16] = { NULL };
	struct rusage use;
	double seconds;
	long mb;
	int i, status;
	pid_t pid = fork();
	bool ok;

	assert(pid >= 0 && words < 15);
	if (pid == 0) {
		for (i = 0; i < words; i++)
			args[i] = command[i];
		args[words] = path;
		if (freopen("/dev/null", "w", stdout) == NULL ||
		    freopen("/dev/null", "w", stderr) == NULL)
			_exit(126);
		alarm(10 * MAX_SECONDS);
		execv(args[0], args);
		_exit(127);
	}
	assert(wait4(pid, &status, 0, &use) == pid);
	seconds = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
	    (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
	mb = use.ru_maxrss / 1024;
	ok = WIFEXITED(status) && (WEXITSTATUS(status) == 0 ||
	    WEXITSTATUS(status) == 3) && seconds < MAX_SECONDS && mb < MAX_MB;
	n_failed += !ok;
	printf("%sok %d - %s: %zu KB, %.2f s, %ld MB", ok ? "" : "not ",
	    ++n_tests, name, bytes / 1024, seconds, mb);
	if (!WIFEXITED(status))
		printf(", signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		printf(", exit %d", WEXITSTATUS(status));
	putchar('\n');
	fflush(stdout);
}

static void
attack(const char *dir, const char *name, const struct buf *b,
    char **command, int words)
{
	char path[512];
	FILE *f;

	assert(buf_ok(b));
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "wb")) == NULL) {
		perror(path);
		exit(1);
	}
	fwrite(b->p, 1, b->n, f);
	fclose(f);
	run(command, words, path, name, b->n);
	remove(path);
}

int
main(int argc, char **argv)
{
	struct buf b;
	size_t i;

	if (argc < 3) {
		fputs("usage: hostile DIR COMMAND...\n", stderr);
		return 2;
	}
	buf_init(&b, MAX_FIXTURE);
	for (i = 0; i < sizeof(floods) / sizeof(*floods); i++) {
		buf_reset(&b);
		make_flood(&b, &floods[i]);
		attack(argv[1], floods[i].name, &b, argv + 2, argc - 2);
	}
	for (i = 0; i < sizeof(bombs) / sizeof(*bombs); i++) {
		buf_reset(&b);
		bombs[i].make(&b);
		attack(argv[1], bombs[i].name, &b, argv + 2, argc - 2);
	}
	buf_release(&b);
	printf("1..%d\n", n_tests);
	return n_failed > 0;
}
