/* SPDX-License-Identifier: MIT */
#include "crawllog.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "jsfile.h"
#include "json.h"
#include "msg.h"
#include "outfile.h"
#include "url.h"

struct crawllog {
	const char *dir;
	char name[64];		/* "" until there is a file */
	struct outfile file;
	struct buf lines;	/* not written yet */
	long long bytes;	/* written */
};

struct crawllog *
crawllog_open(const char *dir)
{
	struct crawllog *l = xcalloc(1, sizeof(*l));

	l->dir = dir;
	l->file.fd = -1;
	buf_init(&l->lines, 256 << 20);
	return l;
}

/* A null where nothing is known. */
static void
member_or_null(struct buf *b, const char *key, struct str s)
{
	json_member(b, key, s.n > 0 ? s : STR_NONE);
}

static void
number_or_null(struct buf *b, const char *key, long long n, bool known)
{
	json_key(b, key);
	if (known)
		json_int(b, n);
	else
		json_none(b);
}

static void
add_place(struct buf *b, const struct warc_place *p)
{
	json_key(b, "warc");
	if (p == NULL) {
		json_none(b);
		return;
	}
	json_open(b, '{');
	json_member(b, "file", str_of(p->file));
	json_member_int(b, "offset", p->offset);
	json_close(b, '}');
}

void
crawllog_attempt(struct crawllog *l, const struct attempt *a)
{
	struct buf *b = &l->lines;
	struct str url = a->url.p != NULL ? a->url : a->todo->url;

	json_open(b, '{');
	json_member(b, "type", STR("fetch"));
	json_member(b, "time", a->time);
	json_member(b, "url", url_asked(url.p));
	json_member(b, "host", url_authority(url.p));
	json_member(b, "kind", str_of(kind_name(a->kind)));
	member_or_null(b, "via", a->todo->via);
	member_or_null(b, "start", a->todo->start);
	/* what goes with pages of a list and with scripts is no title */
	member_or_null(b, "title", a->todo->place.page > 0 ||
	    jsfile_is(a->todo->title) ? STR_NONE : a->todo->title);
	json_member(b, "outcome", a->outcome);
	member_or_null(b, "reason", a->reason);
	member_or_null(b, "detail", a->detail);
	number_or_null(b, "status", a->status, a->status != 0);
	number_or_null(b, "bytes", a->bytes, a->status != 0);
	number_or_null(b, "duration_ms", a->duration_ms,
	    a->status != 0 || a->duration_ms > 0);
	member_or_null(b, "tls", a->tls);
	member_or_null(b, "digest", a->digest);
	member_or_null(b, "etag", a->etag);
	member_or_null(b, "last_modified", a->last_modified);
	member_or_null(b, "location", a->location);
	add_place(b, a->place);
	member_or_null(b, "form", url_form(url.p));
	json_close(b, '}');
	buf_addc(b, '\n');
}

static struct str
time_text(char to[32], long long us)
{
	time_t t = (time_t)(us / HOST_SECOND);
	struct tm tm;

	gmtime_r(&t, &tm);
	return (struct str){ to, strftime(to, 32, "%Y-%m-%dT%H:%M:%SZ",
	    &tm) };
}

void
crawllog_host(struct crawllog *l, const struct host *h,
    enum portal_official official, long long left, struct str time)
{
	struct buf *b = &l->lines;
	char text[32];

	json_open(b, '{');
	json_member(b, "type", STR("host"));
	json_member(b, "time", time);
	json_member(b, "host", str_of(h->name));
	json_key(b, "official");
	if (official == PORTAL_UNKNOWN)
		json_none(b);
	else
		json_bool(b, official == PORTAL_OFFICIAL);
	json_member(b, "state", str_of(host_state_name(h->state)));
	member_or_null(b, "reason", str_of(h->reason));
	json_member(b, "since", h->since_us > 0 ?
	    time_text(text, h->since_us) : STR_NONE);
	json_member(b, "next_due", h->next_us > 0 ?
	    time_text(text, h->next_us) : STR_NONE);
	json_member_int(b, "left", left);
	number_or_null(b, "robots_status", h->robots_status,
	    h->robots_status != 0);
	json_member_int(b, "delay_ms", host_pause_ms(h));
	json_close(b, '}');
	buf_addc(b, '\n');
}

/* Makes the file; a second one within a second gets a number. */
static void
make_file(struct crawllog *l)
{
	char stamp[32], path[4096];
	time_t t = time(NULL);
	struct tm tm;
	int i;

	gmtime_r(&t, &tm);
	strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &tm);
	for (i = 0; i < 1000; i++) {
		snprintf(l->name, sizeof(l->name), "crawl-%s-%03d.jsonl",
		    stamp, i);
		snprintf(path, sizeof(path), "%s/%s", l->dir, l->name);
		if (outfile_open(&l->file, path) == 0)
			return;
		if (errno != EEXIST)
			break;
	}
	fatal("could not create \"%s\": %s", path, strerror(errno));
}

void
crawllog_sync(struct crawllog *l, const char **name, long long *bytes)
{
	if (!buf_ok(&l->lines))
		fatal("the crawl log has too many lines at once");
	if (l->lines.n > 0) {
		if (l->name[0] == '\0')
			make_file(l);
		if (outfile_write(&l->file, l->lines.p, l->lines.n) != 0 ||
		    outfile_sync(&l->file) != 0)
			fatal("could not write \"%s\": %s", l->file.temp,
			    strerror(errno));
		l->bytes += (long long)l->lines.n;
		buf_reset(&l->lines);
	}
	*name = l->name;
	*bytes = l->bytes;
}

void
crawllog_close(struct crawllog *l)
{
	if (l->file.fd >= 0 && outfile_finish(&l->file) != 0)
		fatal("could not finish \"%s\": %s", l->file.temp,
		    strerror(errno));
	buf_release(&l->lines);
	free(l);
}

void
crawllog_recover(const char *path, long long bytes)
{
	char final[4096];
	size_t n = strlen(path) - strlen(OUTFILE_SUFFIX);
	int fd;

	if (bytes <= 0) {
		unlink(path);
		return;
	}
	snprintf(final, sizeof(final), "%.*s", (int)n, path);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || ftruncate(fd, bytes) != 0 ||
	    outfile_name(fd, path, final) != 0)
		fatal("could not take up \"%s\": %s", path, strerror(errno));
	close(fd);
}
