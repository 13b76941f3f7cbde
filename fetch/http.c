/* SPDX-License-Identifier: MIT */
/*
 * libcurl 7.88 stops neither a running transfer at CURLOPT_MAXFILESIZE nor
 * an endless head, so bytes are counted in the callbacks. HTTP/1.1 is asked
 * for because a WARC keeps the bytes of the message, which HTTP/2 has not.
 */
#include "http.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <curl/curl.h>
#include <openssl/ssl.h>

#include "msg.h"
#include "now.h"

enum {
	HTTP_POLL_MS = 1000,
	HTTP_HEAD = 1 << 10,	/* bytes that most heads have room in */
	HTTP_KEEP = 1000,	/* connections kept open */
	HTTP_MAX_FILES = 2048	/* with those under way, and all else */
};

struct transfer;

struct http {
	CURLM *multi;
	CURLSH *share;		/* cookies, for as long as the run lasts */
	struct http_options o;
	struct transfer *idle;	/* to be used again */
	int running;
	int timer;		/* timerfd: libcurl's own are too coarse */
	long long performed_us;	/* when libcurl last did something */
	bool stop;		/* what is running is to end at once */
};

struct transfer {
	struct http *http;
	struct transfer *next;	/* idle */
	CURL *easy;
	struct curl_slist *headers;
	struct http_reply *reply;
	char error[CURL_ERROR_SIZE];
	bool head_over;		/* the final blank line was seen */
	enum http_gate gate;	/* the last answer */
};

const char *
http_result_name(enum http_result r)
{
	static const char *const names[] = { "", "address", "busy", "dns",
		"connect", "tls", "timeout", "too_big", "cut", "broken" };

	return names[r];
}

const char *
http_tls_name(enum http_tls tls)
{
	static const char *const names[] = { "strict", "unverified",
		"legacy" };

	return names[tls];
}

static size_t
on_body(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;

	return spool_add(&t->reply->spool, p, size * n) ? size * n : 0;
}

/*
 * Keeps the head of the final answer: an interim one (1xx) is thrown away
 * when the next status line comes, trailers behind a chunked body are not
 * taken for headers.
 */
static size_t
on_head(char *p, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	struct buf *head = &t->reply->head;
	long status = 0;

	n *= size;
	if (n > 5 && memcmp(p, "HTTP/", 5) == 0) {
		buf_reset(head);
		t->head_over = false;
	} else if (t->head_over) {
		return n;
	}
	if (n > 18 && strncasecmp(p, "transfer-encoding:", 18) == 0)
		buf_adds(head, "X-Archive-Orig-");
	buf_add(head, p, n);
	if (n <= 2 && (p[0] == '\r' || p[0] == '\n')) {
		curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
		t->head_over = status >= 200;
	}
	return buf_ok(head) ? n : 0;
}

static int
on_debug(CURL *easy, curl_infotype type, char *p, size_t n, void *arg)
{
	struct transfer *t = arg;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT) {
		buf_reset(&t->reply->sent);
		buf_add(&t->reply->sent, p, n);
	} else if (type == CURLINFO_DATA_OUT) {
		buf_add(&t->reply->sent, p, n);
	}
	return 0;
}

/* libcurl asks about once a second whether to go on. */
static int
on_progress(void *arg, curl_off_t dl_total, curl_off_t dl, curl_off_t ul_total,
    curl_off_t ul)
{
	const struct transfer *t = arg;

	(void)dl_total, (void)dl, (void)ul_total, (void)ul;
	return t->http->stop;
}

static bool
pass(struct transfer *t, const struct sockaddr *sa)
{
	t->gate = t->http->o.gate(t->http->o.arg, t->reply->tag, sa);
	return t->gate == HTTP_GATE_OPEN;
}

static curl_socket_t
on_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *a)
{
	const struct transfer *t = arg;

	(void)purpose;
	/* curl asks again without a pause where a kept connection died */
	if (t->reply->sent.n > 0 || !pass(arg, &a->addr))
		return CURL_SOCKET_BAD;
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

/* Connections that are used again did not come through on_socket(). */
static int
on_request(void *arg, char *ip, char *local, int port, int local_port)
{
	struct sockaddr_storage ss = { .ss_family = AF_UNSPEC };
	void *in4 = &((struct sockaddr_in *)(void *)&ss)->sin_addr;
	void *in6 = &((struct sockaddr_in6 *)(void *)&ss)->sin6_addr;

	(void)local, (void)port, (void)local_port;
	if (inet_pton(AF_INET, ip, in4) == 1)
		ss.ss_family = AF_INET;
	else if (inet_pton(AF_INET6, ip, in6) == 1)
		ss.ss_family = AF_INET6;
	return pass(arg, (struct sockaddr *)&ss) ? CURL_PREREQFUNC_OK :
	    CURL_PREREQFUNC_ABORT;
}

/*
 * How many connections may be kept open, so that a host need not make a new
 * one, and greet with TLS, for each request. As many as the system lets us.
 */
static long
keep(void)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return HTTP_KEEP / 4;
	if (files.rlim_cur < HTTP_MAX_FILES) {
		files.rlim_cur = files.rlim_max < HTTP_MAX_FILES ?
		    files.rlim_max : HTTP_MAX_FILES;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	return files.rlim_cur < HTTP_MAX_FILES ? HTTP_KEEP / 4 : HTTP_KEEP;
}

struct http *
http_new(const struct http_options *o)
{
	struct http *h = xcalloc(1, sizeof(*h));

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 ||
	    (h->multi = curl_multi_init()) == NULL)
		fatal("could not start libcurl");
	h->share = curl_share_init();
	if (h->share == NULL)
		fatal("could not start libcurl");
	curl_share_setopt(h->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
	curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS, keep());
	curl_multi_setopt(h->multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
	h->timer = timerfd_create(NOW_CLOCK, TFD_NONBLOCK | TFD_CLOEXEC);
	if (h->timer < 0)
		fatal("could not make a timer: %s", strerror(errno));
	h->o = *o;
	return h;
}

static void
add_header(struct transfer *t, const char *name, struct str value)
{
	struct buf b;

	if (value.p == NULL || value.n == 0)
		return;
	buf_init(&b, 8192);
	buf_adds(&b, name);
	buf_adds(&b, ": ");
	buf_addstr(&b, value);
	if (buf_ok(&b))
		t->headers = curl_slist_append(t->headers, b.p);
	buf_release(&b);
}

static void
set_callbacks(struct transfer *t)
{
	CURL *e = t->easy;

	curl_easy_setopt(e, CURLOPT_PRIVATE, t);
	curl_easy_setopt(e, CURLOPT_ERRORBUFFER, t->error);
	curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(e, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(e, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(e, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(e, CURLOPT_DEBUGFUNCTION, on_debug);
	curl_easy_setopt(e, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(e, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(e, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(e, CURLOPT_XFERINFODATA, t);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(e, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, on_request);
	curl_easy_setopt(e, CURLOPT_PREREQDATA, t);
}

static void
set_limits(CURL *e)
{
	curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(e, CURLOPT_PROXY, "");	/* its address hides ours */
	curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(e, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(e, CURLOPT_HTTP_VERSION,
	    (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_S);
	curl_easy_setopt(e, CURLOPT_TIMEOUT, (long)HTTP_TOTAL_S);
	curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)HTTP_SLOW_BYTES_S);
	curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, (long)HTTP_SLOW_S);
}

/* Servers that cannot renegotiate safely (RFC 5746) are many. */
static CURLcode
on_context(CURL *easy, void *context, void *arg)
{
	(void)easy, (void)arg;
	SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT);
	return CURLE_OK;
}

static void
set_tls(CURL *e, enum http_tls tls)
{
	bool legacy = tls == HTTP_TLS_LEGACY;

	curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER,
	    tls == HTTP_TLS_STRICT ? 1L : 0L);
	curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST,
	    tls == HTTP_TLS_STRICT ? 2L : 0L);
	curl_easy_setopt(e, CURLOPT_SSLVERSION, legacy ?
	    (long)CURL_SSLVERSION_TLSv1_0 : (long)CURL_SSLVERSION_DEFAULT);
	curl_easy_setopt(e, CURLOPT_SSL_CIPHER_LIST,
	    legacy ? "DEFAULT@SECLEVEL=0" : NULL);
	curl_easy_setopt(e, CURLOPT_SSL_CTX_FUNCTION,
	    legacy ? on_context : NULL);
}

/* A transfer that is set up but for what is asked for. */
static struct transfer *
take_transfer(struct http *h)
{
	struct transfer *t = h->idle;

	if (t != NULL) {
		h->idle = t->next;
		return t;
	}
	t = xcalloc(1, sizeof(*t));
	t->http = h;
	t->easy = curl_easy_init();
	if (t->easy == NULL)
		fatal("could not start a transfer");
	set_callbacks(t);
	set_limits(t->easy);
	curl_easy_setopt(t->easy, CURLOPT_SHARE, h->share);
	curl_easy_setopt(t->easy, CURLOPT_COOKIEFILE, "");
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, h->o.user_agent);
	return t;
}

static void
set_request(struct transfer *t, const struct http_get *g)
{
	CURL *e = t->easy;
	struct buf url;

	buf_init(&url, 16384);
	buf_addstr(&url, g->url);
	curl_easy_setopt(e, CURLOPT_URL, url.p);
	buf_release(&url);
	add_header(t, "Accept-Encoding", STR("gzip"));
	add_header(t, "If-None-Match", g->etag);
	add_header(t, "If-Modified-Since", g->last_modified);
	add_header(t, "Referer", g->referer);
	if (g->form.p == NULL) {
		curl_easy_setopt(e, CURLOPT_HTTPGET, 1L);
	} else {
		curl_easy_setopt(e, CURLOPT_POSTFIELDSIZE, (long)g->form.n);
		curl_easy_setopt(e, CURLOPT_COPYPOSTFIELDS, g->form.p);
		add_header(t, "Content-Type", g->form.n > 0 &&
		    strchr("{[", g->form.p[0]) != NULL ?
		    STR("application/json; charset=UTF-8") : g->by_script ?
		    STR("application/x-www-form-urlencoded; charset=UTF-8") :
		    STR("application/x-www-form-urlencoded"));
		if (g->by_script)
			add_header(t, "X-Requested-With",
			    STR("XMLHttpRequest"));
	}
	curl_easy_setopt(e, CURLOPT_HTTPHEADER, t->headers);
}

void
http_start(struct http *h, const struct http_get *g)
{
	struct transfer *t = take_transfer(h);

	t->head_over = false;
	t->gate = HTTP_GATE_OPEN;
	t->error[0] = '\0';
	t->reply = xcalloc(1, sizeof(*t->reply));
	t->reply->tag = g->tag;
	buf_init(&t->reply->sent, HTTP_MAX_HEAD + g->form.n);
	buf_init(&t->reply->head, HTTP_MAX_HEAD);
	buf_room(&t->reply->head, HTTP_HEAD);
	spool_init(&t->reply->spool, h->o.spool_dir, g->max_body > 0 ?
	    g->max_body : HTTP_MAX_BODY);
	t->reply->tls = g->tls;
	set_tls(t->easy, g->tls);
	set_request(t, g);
	if (curl_multi_add_handle(h->multi, t->easy) != CURLM_OK)
		fatal("could not start a transfer");
	h->running++;
}

void
http_stop(struct http *h)
{
	h->stop = true;
}

int
http_running(const struct http *h)
{
	return h->running;
}

/*
 * What was started meanwhile has not been sent yet: for it libcurl returns at
 * once from the poll.
 */
void
http_wait(struct http *h, long long until_us)
{
	struct itimerspec at = { .it_value = now_timer(until_us) };
	struct curl_waitfd timer = { .fd = h->timer,
		.events = CURL_WAIT_POLLIN };
	int n;

	if (until_us > now_us()) {
		timerfd_settime(h->timer, TFD_TIMER_ABSTIME, &at, NULL);
		curl_multi_poll(h->multi, &timer, 1, HTTP_POLL_MS, &n);
	}
	curl_multi_perform(h->multi, &n);
	h->performed_us = now_us() + 1;
}

void
http_wake(struct http *h)
{
	curl_multi_wakeup(h->multi);
}

static enum http_result
result_of(const struct transfer *t, CURLcode rc)
{
	if (t->reply->spool.too_big)
		return HTTP_TOO_BIG;
	if (!buf_ok(&t->reply->head))
		return HTTP_BROKEN;
	switch (rc) {
	case CURLE_OK:
		return t->head_over ? HTTP_DONE : HTTP_BROKEN;
	case CURLE_COULDNT_RESOLVE_HOST:
		return HTTP_DNS;
	case CURLE_COULDNT_CONNECT:
	case CURLE_ABORTED_BY_CALLBACK:
		if (t->http->stop)
			return HTTP_BUSY;
		if (t->reply->sent.n > 0)
			return HTTP_CUT;
		return t->gate == HTTP_GATE_REFUSE ? HTTP_ADDRESS :
		    t->gate == HTTP_GATE_LATER ? HTTP_BUSY : HTTP_CONNECT;
	case CURLE_OPERATION_TIMEDOUT:
		return HTTP_TIMEOUT;
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CERTPROBLEM:
		return HTTP_TLS;
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
		return HTTP_CUT;
	default:
		return HTTP_BROKEN;
	}
}

static void
release(struct transfer *t)
{
	curl_multi_remove_handle(t->http->multi, t->easy);
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	t->reply = NULL;
	t->next = t->http->idle;
	t->http->idle = t;
	t->http->running--;
}

/* Why it failed: what libcurl says or, where we broke it off, what we do. */
static void
explain(struct transfer *t, CURLcode rc)
{
	struct http_reply *r = t->reply;

	if (r->spool.too_big)
		snprintf(r->detail, sizeof(r->detail), "more than %zu MiB",
		    r->spool.max >> 20);
	else if (!buf_ok(&r->head))
		snprintf(r->detail, sizeof(r->detail), "a head of more than "
		    "%d KiB", HTTP_MAX_HEAD >> 10);
	else
		snprintf(r->detail, sizeof(r->detail), "%s", t->error[0] ?
		    t->error : curl_easy_strerror(rc));
}

static void
fill_in(struct transfer *t, CURLcode rc)
{
	struct http_reply *r = t->reply;
	curl_off_t us = 0;
	long status = 0;
	char *ip = NULL;
	size_t n;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &us);
	curl_easy_getinfo(t->easy, CURLINFO_PRIMARY_IP, &ip);
	r->status = (int)status;
	r->duration_ms = (int)(us / 1000);
	if (ip != NULL && (n = strlen(ip)) < sizeof(r->ip))
		memcpy(r->ip, ip, n + 1);
	r->result = result_of(t, rc);
	r->body = spool_str(&r->spool, r->result == HTTP_DONE);
	r->bytes = r->spool.n;
	if (r->spool.error != 0)
		fatal("could not keep an answer in \"%s\": %s",
		    t->http->o.spool_dir, strerror(r->spool.error));
	r->bad_certificate = rc == CURLE_PEER_FAILED_VERIFICATION;
	if (r->result != HTTP_DONE)
		explain(t, rc);
}

struct http_reply *
http_next(struct http *h)
{
	struct transfer *t = NULL;
	struct http_reply *r;
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(h->multi, &left)) != NULL)
		if (m->msg == CURLMSG_DONE)
			break;
	if (m == NULL)
		return NULL;
	curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
	fill_in(t, m->data.result);
	r = t->reply;
	r->ended_us = h->performed_us;
	release(t);
	return r;
}

void
http_reply_free(struct http_reply *r)
{
	if (r == NULL)
		return;
	buf_release(&r->sent);
	buf_release(&r->head);
	spool_release(&r->spool);
	free(r);
}

void
http_free(struct http *h)
{
	struct transfer *t;

	if (h == NULL)
		return;
	assert(h->running == 0);
	while ((t = h->idle) != NULL) {
		h->idle = t->next;
		curl_easy_cleanup(t->easy);
		free(t);
	}
	curl_multi_cleanup(h->multi);
	curl_share_cleanup(h->share);
	close(h->timer);
	curl_global_cleanup();
	free(h);
}

struct str
http_header(const struct http_reply *r, const char *name)
{
	const size_t n = strlen(name);
	struct str rest = buf_str(&r->head), line;

	while (rest.p != NULL) {
		line = str_cut(&rest, '\n');
		if (line.n > n && line.p[n] == ':' &&
		    strncasecmp(line.p, name, n) == 0)
			return str_trim(str_sub(line, n + 1, line.n));
	}
	return STR_NONE;
}

long long
http_retry_after(const struct http_reply *r, long long now)
{
	struct str v = http_header(r, "Retry-After");
	char text[64], *end;
	long long n;

	if (v.p == NULL || v.n == 0 || v.n >= sizeof(text))
		return -1;
	memcpy(text, v.p, v.n);
	text[v.n] = '\0';
	n = strtoll(text, &end, 10);
	if (*end != '\0') {
		n = curl_getdate(text, NULL);
		n = n < 0 ? -1 : n > now ? n - now : 0;
	}
	return n < -1 ? -1 : n;
}
