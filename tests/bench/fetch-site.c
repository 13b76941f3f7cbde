/* SPDX-License-Identifier: MIT */
/*
 * fetch-site: the server of fetch.sh. Every address of 127.0.0.0/8 is a host
 * with lists of twenty reports, made as they are asked for:
 *
 *	/nb/, /nb/index_1.html ...	PAGES lists
 *	/nb/202103/t20210312_N.html	reports of about 28 kB
 *
 * At SIGTERM it writes what it saw, a line each: address, when the request
 * came and when the answer was handed over (microseconds), path, status.
 *
 *	fetch-site PORT PAGES LOG [BYTES [no-etag]]
 *
 * BYTES is how long reports are instead.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
	MAX_FDS = 8192, MAX_REQUEST = 4096, MAX_ANSWER = 64 << 10,
	ROWS = 20, BODIES = 64, BODY = 28000
};

struct seen {
	uint32_t address;
	int status;
	long long came, gone;
	char path[40];
};

struct conn {
	char in[MAX_REQUEST], *out;
	size_t n, at, to_send;
	uint32_t address;
};

static volatile sig_atomic_t stopped;
static struct conn *conns[MAX_FDS];
static char body[BODIES][BODY * 2];
static struct seen *seen;
static size_t n_seen, room_seen;
static int length = BODY;	/* of the text of a report */

static void
on_signal(int sig)
{
	(void)sig;
	stopped = 1;
}

static long long
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/*
 * Text whose bytes compress about as those of real pages do, to a fifth:
 * markup that repeats, words that repeat, numbers that do not.
 */
static void
make_bodies(void)
{
	static const char *const words[] = { "政府信息公开", "工作", "年度",
		"主动公开", "依申请公开", "办理", "行政机关", "人民政府",
		"收到", "答复", "结果", "维持", "件", "完善", "监督保障",
		"平台建设", "规范性文件", "栏目", "群众", "存在的主要问题",
		"及改进情况", "其他需要报告的事项", "，", "。", "、" };
	unsigned long x = 88172645463325252UL;
	int i;

	for (i = 0; i < BODIES; i++) {
		char *p = body[i], *end = p + BODY;

		while (p < end) {
			x ^= x << 13, x ^= x >> 7, x ^= x << 17;
			if (x % 16 < 7)
				p += sprintf(p, "%c%c%c",
				    (char)(0xE4 + (x >> 9 & 3)),
				    (char)(0x80 + (x >> 20 & 63)),
				    (char)(0x80 + (x >> 30 & 63)));
			else if (x % 11 == 0)
				p += sprintf(p, "</p>\n<p style=\"text-indent: "
				    "2em; font-family: 仿宋; font-size: 16pt;"
				    "\"><span style=\"line-height: 150%%\">");
			else if (x % 7 == 0)
				p += sprintf(p, "<td align=\"center\">%lu</td>"
				    "\n", x / 1000 % 10000);
			else
				p += sprintf(p, "%s", words[x / 64 %
				    (sizeof(words) / sizeof(*words))]);
		}
	}
}

static size_t
list(char *to, int k, int pages)
{
	char *p = to;
	int i;

	p += sprintf(p, "<html><head><meta charset=\"utf-8\"><title>年报"
	    "</title></head><body><ul>\n");
	for (i = k * ROWS; i < (k + 1) * ROWS; i++)
		p += sprintf(p, "<li><a href=\"./202103/t20210312_%d.html\" "
		    "title=\"第%d局2020年政府信息公开工作年度报告\">第%d局2020"
		    "年政府信息公开工作...</a><span>2021-03-12</span></li>\n",
		    i, i, i);
	p += sprintf(p, "</ul><script>createPageHTML(%d, %d, \"index\", "
	    "\"html\")</script></body></html>", pages, k);
	return (size_t)(p - to);
}

static size_t
report(char *to, uint32_t address, int n)
{
	return (size_t)sprintf(to, "<html><head><meta charset=\"utf-8\">"
	    "<title>第%d局2020年政府信息公开工作年度报告</title></head><body>"
	    "<h1>%u</h1><p>%.*s</body></html>", n, address, length,
	    body[((unsigned int)n * 7 + address) % BODIES]);
}

/* The answer to what is in c->in; its status. */
static int
answer(struct conn *c, const char *path, int pages, bool etags)
{
	static char text[BODY * 3];
	int k = 0, status = 200;
	size_t n;

	if (strcmp(path, "/nb/") == 0 ||
	    (sscanf(path, "/nb/index_%d.html", &k) == 1 && k < pages))
		n = list(text, k, pages);
	else if (sscanf(path, "/nb/202103/t20210312_%d.html", &k) == 1)
		n = report(text, c->address, k);
	else
		n = (size_t)sprintf(text, "none"), status = 404;
	if (etags && strstr(c->in, "\r\nIf-None-Match:") != NULL)
		status = 304, n = 0;
	c->to_send = (size_t)sprintf(c->out, "HTTP/1.1 %d OK\r\nServer: nginx"
	    "\r\nContent-Type: text/html\r\n%s%s%d\"\r\n"
	    "Content-Length: %zu\r\n\r\n", status, etags ? "ETag: \"" :
	    "X-No-Tag: \"", etags ? "v" : "", k, n);
	memcpy(c->out + c->to_send, text, n);
	c->to_send += n;
	c->at = 0;
	return status;
}

static void
drop(int fd)
{
	free(conns[fd]->out);
	free(conns[fd]);
	conns[fd] = NULL;
	close(fd);
}

static void
note(const struct conn *c, const char *path, int status, long long came)
{
	if (n_seen == room_seen) {
		room_seen = room_seen * 2 + 4096;
		seen = realloc(seen, room_seen * sizeof(*seen));
	}
	seen[n_seen] = (struct seen){ c->address, status, came, now_us(),
		"" };
	snprintf(seen[n_seen++].path, 40, "%.39s", path);
}

/* Reads, and answers when the head is there. Loopback takes an answer whole
 * or in a few writes, so it is written at once. */
static void
serve(int fd, int pages, bool etags)
{
	struct conn *c = conns[fd];
	ssize_t n = read(fd, c->in + c->n, sizeof(c->in) - 1 - c->n);
	long long came = now_us();
	char path[256];
	int status;

	if (n <= 0) {
		if (n == 0 || errno != EAGAIN)
			drop(fd);
		return;
	}
	c->n += (size_t)n;
	c->in[c->n] = '\0';
	if (strstr(c->in, "\r\n\r\n") == NULL)
		return;
	if (sscanf(c->in, "GET %255s ", path) != 1) {
		drop(fd);
		return;
	}
	status = answer(c, path, pages, etags);
	note(c, path, status, came);
	while (c->at < c->to_send) {
		n = write(fd, c->out + c->at, c->to_send - c->at);
		if (n < 0 && errno == EAGAIN) {
			usleep(50);
			continue;
		}
		if (n < 0) {
			drop(fd);
			return;
		}
		c->at += (size_t)n;
	}
	c->n = 0;
}

static void
take(int listener, int ep)
{
	struct sockaddr_in me;
	socklen_t n = sizeof(me);
	struct epoll_event e = { .events = EPOLLIN };
	int one = 1, fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);

	if (fd < 0)
		return;
	if (fd >= MAX_FDS) {
		close(fd);
		return;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	getsockname(fd, (struct sockaddr *)&me, &n);
	conns[fd] = calloc(1, sizeof(*conns[fd]));
	conns[fd]->out = malloc(MAX_ANSWER * 2);
	conns[fd]->address = ntohl(me.sin_addr.s_addr);
	e.data.fd = fd;
	epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
}

static int
listen_on(int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port) };
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(fd, 1024) != 0) {
		perror("fetch-site");
		exit(1);
	}
	return fd;
}

static void
write_log(const char *path)
{
	FILE *f = fopen(path, "w");
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < n_seen; i++)
		fprintf(f, "%u\t%lld\t%lld\t%s\t%d\n", seen[i].address,
		    seen[i].came, seen[i].gone, seen[i].path,
		    seen[i].status);
	fclose(f);
}

int
main(int argc, char **argv)
{
	struct epoll_event e = { .events = EPOLLIN }, got[256];
	struct rlimit files = { MAX_FDS, MAX_FDS };
	int listener, ep, i, n, pages;

	if (argc < 4)
		return 2;
	setrlimit(RLIMIT_NOFILE, &files);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTERM, on_signal);
	make_bodies();
	pages = (int)strtol(argv[2], NULL, 10);
	if (argc > 4)
		length = (int)strtol(argv[4], NULL, 10);
	listener = listen_on((int)strtol(argv[1], NULL, 10));
	ep = epoll_create1(0);
	e.data.fd = listener;
	epoll_ctl(ep, EPOLL_CTL_ADD, listener, &e);
	puts("ready");
	fflush(stdout);
	while (!stopped) {
		n = epoll_wait(ep, got, 256, 1000);
		for (i = 0; i < n; i++)
			if (got[i].data.fd == listener)
				take(listener, ep);
			else
				serve(got[i].data.fd, pages, argc < 6);
	}
	write_log(argv[3]);
	return 0;
}
