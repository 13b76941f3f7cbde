/* SPDX-License-Identifier: MIT */
/*
 * sample-portals: serves made-up portals on 127.0.1.1 and up, each on an
 * address of its own, for tests and for the demonstration. It answers as the
 * data files beside it say, always the same.
 */
#include <arpa/inet.h>
#include <assert.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "answers.h"
#include "listing.h"
#include "msg.h"
#include "opt.h"

enum { MAX_ANSWER = 1 << 20, MAX_FORM = 4096, MAX_PORTALS = 32 };

struct options {
	long port, state;
	const char *log;
	const char *down, *guard;	/* addresses, or NULL */
	void (*print)(FILE *, const struct site *);
};

/* One listening address. */
struct door {
	const struct site *site;
	const struct site_portal *portal;
	FILE *log;
	bool guarded;
};

/* What is remembered of a request until it is logged. */
struct request {
	char *uri;
	double start;
	char form[MAX_FORM];	/* what was posted, cut at its size */
	size_t n;
	char method[8];
	bool begun, conditional;
	int status;
	size_t bytes;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The first that is heard of a request: its line. */
static void *
begin(void *cls, const char *uri, struct MHD_Connection *conn)
{
	struct request *q = xcalloc(1, sizeof(*q));

	(void)cls;
	(void)conn;
	q->uri = xstrdup(uri);
	q->start = now();
	return q;
}

static void
end(void *cls, struct MHD_Connection *conn, void **state,
    enum MHD_RequestTerminationCode code)
{
	const struct door *d = cls;
	struct request *q = *state;

	(void)conn;
	(void)code;
	if (q == NULL)
		return;
	if (d->log != NULL && q->begun)
		fprintf(d->log, "%.6f\t%.6f\t%s\t%s\t%s\t%d\t%zu\t%d\n",
		    q->start, now(), d->portal->address, q->method, q->uri,
		    q->status, q->bytes, q->conditional);
	free(q->uri);
	free(q);
}

static void
http_date(char *to, size_t room, time_t t)
{
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(to, room, "%a, %d %b %Y %H:%M:%S GMT", &tm);
}

static const char *
header(struct MHD_Connection *conn, const char *name)
{
	return MHD_lookup_connection_value(conn, MHD_HEADER_KIND, name);
}

/* RFC 9110, 13.2.2: If-None-Match first, If-Modified-Since without it. */
static bool
unchanged(struct MHD_Connection *conn, const struct site_page *page)
{
	const char *match = header(conn, "If-None-Match");
	const char *since = header(conn, "If-Modified-Since");
	struct tm tm = { 0 };

	if (match != NULL)
		return strcmp(match, "*") == 0 ||
		    strstr(match, page->etag) != NULL;
	return since != NULL &&
	    strptime(since, "%a, %d %b %Y %H:%M:%S GMT", &tm) != NULL &&
	    timegm(&tm) >= page->modified;
}

static enum MHD_Result
queue(struct MHD_Connection *conn, struct request *q, int status,
    struct MHD_Response *response, size_t bytes)
{
	enum MHD_Result rc;

	MHD_add_response_header(response, "Server", "nginx");
	q->status = status;
	q->bytes = strcmp(q->method, "HEAD") == 0 ? 0 : bytes;
	rc = MHD_queue_response(conn, (unsigned int)status, response);
	MHD_destroy_response(response);
	return rc;
}

static enum MHD_Result
send_page(struct MHD_Connection *conn, struct request *q,
    const struct site_page *page)
{
	bool same = page->status == 200 && unchanged(conn, page);
	size_t n = same ? 0 : page->body.n;
	struct MHD_Response *r;
	char date[64];

	r = MHD_create_response_from_iovec(&(struct MHD_IoVec){ page->body.p,
	    n }, 1, NULL, NULL);
	MHD_add_response_header(r, "Content-Type", page->type);
	if (page->status == 200) {
		http_date(date, sizeof(date), page->modified);
		MHD_add_response_header(r, "Last-Modified", date);
		MHD_add_response_header(r, "ETag", page->etag);
	}
	return queue(conn, q, same ? 304 : page->status, r, n);
}

/* What a guard before the portal answers: it wants a script to be run. */
static enum MHD_Result
send_challenge(struct MHD_Connection *conn, struct request *q)
{
	static const char page[] = "<html><head><script>$_ts=window['$_ts'];"
	    "$_ts.cd=\"qqqr0Gr\";</script></head><body></body></html>";
	struct MHD_Response *r = MHD_create_response_from_iovec(
	    &(struct MHD_IoVec){ page, sizeof(page) - 1 }, 1, NULL, NULL);

	MHD_add_response_header(r, "Content-Type", "text/html");
	return queue(conn, q, 412, r, sizeof(page) - 1);
}

/* An argument of the query or of the posted form, as a number; 0 if none. */
static int
argument(struct MHD_Connection *conn, const struct request *q,
    const char *name)
{
	const char *v = MHD_lookup_connection_value(conn,
	    MHD_GET_ARGUMENT_KIND, name);
	struct str rest = { q->form, q->n }, value, key;

	if (v != NULL)
		return (int)strtol(v, NULL, 10);
	while (rest.p != NULL) {
		value = str_cut(&rest, '&');
		key = str_cut(&value, '=');
		if (value.p != NULL && str_eq(key, str_of(name)))
			return (int)strtol(value.p, NULL, 10);
	}
	return 0;
}

static enum MHD_Result
send_proxy(struct MHD_Connection *conn, const struct door *d,
    struct request *q)
{
	char column[16];
	struct MHD_Response *r;
	struct buf b;
	size_t n;
	int status = 200;

	buf_init(&b, MAX_ANSWER);
	snprintf(column, sizeof(column), "%d", argument(conn, q, "columnid"));
	if (!listing_proxy(d->site, d->portal, column,
	    argument(conn, q, "page"), argument(conn, q, "startrecord"),
	    argument(conn, q, "endrecord"), &b)) {
		buf_adds(&b, "<datastore></datastore>");
		status = 404;
	}
	r = MHD_create_response_from_buffer(b.n, b.p, MHD_RESPMEM_MUST_COPY);
	MHD_add_response_header(r, "Content-Type", "text/xml; charset=UTF-8");
	n = b.n;
	buf_release(&b);
	return queue(conn, q, status, r, n);
}

/* Keeps what is posted; the rest of an overlong form is dropped. */
static void
take_form(struct request *q, const char *p, size_t n)
{
	if (n > sizeof(q->form) - 1 - q->n)
		n = sizeof(q->form) - 1 - q->n;
	memcpy(q->form + q->n, p, n);
	q->n += n;
}

static enum MHD_Result
answer(void *cls, struct MHD_Connection *conn, const char *url,
    const char *method, const char *version, const char *data, size_t *n,
    void **state)
{
	const struct door *d = cls;
	struct request *q = *state;
	const struct site_page *page;

	(void)version;
	if (!q->begun) {
		q->begun = true;
		snprintf(q->method, sizeof(q->method), "%s", method);
		q->conditional = header(conn, "If-None-Match") != NULL ||
		    header(conn, "If-Modified-Since") != NULL;
		return MHD_YES;
	}
	if (*n > 0) {
		take_form(q, data, *n);
		*n = 0;
		return MHD_YES;
	}
	if (d->guarded)
		return send_challenge(conn, q);
	if (strcmp(url, LISTING_PROXY) == 0 &&
	    strcmp(d->portal->list, "hanweb") == 0)
		return send_proxy(conn, d, q);
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return queue(conn, q, 405, MHD_create_response_from_buffer(0,
		    NULL, MHD_RESPMEM_PERSISTENT), 0);
	page = site_find(d->site, d->portal, url);
	if (page == NULL)
		page = site_find(d->site, d->portal, "404");
	return send_page(conn, q, page);
}

static struct MHD_Daemon *
listen_on(struct door *d, int port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port) };
	struct MHD_Daemon *daemon;

	if (inet_pton(AF_INET, d->portal->address, &at.sin_addr) != 1)
		fatal("\"%s\" is no address", d->portal->address);
	daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD,
	    (uint16_t)port, NULL, NULL, answer, d,
	    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
	    MHD_OPTION_URI_LOG_CALLBACK, begin, NULL,
	    MHD_OPTION_NOTIFY_COMPLETED, end, d,
	    MHD_OPTION_END);
	if (daemon == NULL)
		fatal("could not listen on %s:%d", d->portal->address, port);
	return daemon;
}

static FILE *
open_log(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		fatal("could not write \"%s\"", path);
	setvbuf(f, NULL, _IOLBF, 0);
	fprintf(f, "@start\tend\taddress\tmethod\tpath\tstatus\tbytes\t"
	    "conditional\n");
	return f;
}

static bool
is_address(const struct site_portal *p, const char *address)
{
	return address != NULL && strcmp(p->address, address) == 0;
}

static void
serve(const struct site *s, const struct options *o)
{
	struct MHD_Daemon *daemon[MAX_PORTALS] = { NULL };
	struct door door[MAX_PORTALS];
	FILE *log = o->log != NULL ? open_log(o->log) : NULL;
	sigset_t set;
	int i, sig;

	assert(s->n_portals <= MAX_PORTALS);
	/* Blocked before threads start, so that only sigwait() sees them. */
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (i = 0; i < s->n_portals; i++) {
		door[i] = (struct door){ s, &s->portal[i], log,
			is_address(&s->portal[i], o->guard) };
		if (!is_address(&s->portal[i], o->down))
			daemon[i] = listen_on(&door[i], s->port);
	}
	printf("ready\n");
	fflush(stdout);
	sigwait(&set, &sig);
	for (i = 0; i < s->n_portals; i++)
		if (daemon[i] != NULL)
			MHD_stop_daemon(daemon[i]);
	if (log != NULL)
		fclose(log);
}

static bool
set_port(void *to, const char *value)
{
	return opt_number(value, 1, 65535, &((struct options *)to)->port);
}

static bool
set_state(void *to, const char *value)
{
	return opt_number(value, 1, 2, &((struct options *)to)->state);
}

static bool
set_log(void *to, const char *value)
{
	((struct options *)to)->log = value;
	return true;
}

static bool
set_down(void *to, const char *value)
{
	((struct options *)to)->down = value;
	return true;
}

static bool
set_guard(void *to, const char *value)
{
	((struct options *)to)->guard = value;
	return true;
}

static bool
set_truth(void *to, const char *value)
{
	(void)value;
	((struct options *)to)->print = answers_truth;
	return true;
}

static bool
set_faults(void *to, const char *value)
{
	(void)value;
	((struct options *)to)->print = answers_faults;
	return true;
}

static bool
set_reports(void *to, const char *value)
{
	(void)value;
	((struct options *)to)->print = answers_reports;
	return true;
}

static bool
set_lists(void *to, const char *value)
{
	(void)value;
	((struct options *)to)->print = answers_lists;
	return true;
}

static const struct opt opts[] = {
	{ "port", 'p', "N", "listen on this port (8089)", set_port },
	{ "log", 'l', "FILE", "write a line for each request", set_log },
	{ "state", 's', "N", "edition of the pages, 1 or 2", set_state },
	{ "down", 0, "ADDRESS", "nobody answers there", set_down },
	{ "guard", 0, "ADDRESS", "a guard's page is all it answers",
	    set_guard },
	{ "truth", 0, NULL, "print every cell, do not serve", set_truth },
	{ "faults", 0, NULL, "print what is planted", set_faults },
	{ "reports", 0, NULL, "print every report", set_reports },
	{ "lists", 0, NULL, "print every list", set_lists },
	{ NULL, 0, NULL, NULL, NULL }
};

int
main(int argc, char **argv)
{
	struct options o = { .port = 8089, .state = 1 };
	const struct program program = { "sample-portals", "",
		"Serves made-up portals on 127.0.1.1 and up.", opts, &o };
	struct site site;

	if (opt_parse(&program, argc, argv) != argc)
		fatal("no operands, please");
	site_init(&site, (int)o.port, (int)o.state);
	if (o.print != NULL)
		o.print(stdout, &site);
	else
		serve(&site, &o);
	site_release(&site);
	return 0;
}
