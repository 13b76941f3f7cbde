/* SPDX-License-Identifier: MIT */
/*
 * http: one request after the other or many at once, bytes as received. Every
 * curl_* call but the URL API (url.c) is in http.c. libcurl never sees a
 * queue: a request is started when its host is due. Redirects, retries and
 * content codings are the caller's.
 */
#ifndef HTTP_H
#define HTTP_H

#include <sys/socket.h>

#include "spool.h"

enum {
	HTTP_MAX_BODY = 64 << 20,	/* bytes as received */
	HTTP_MAX_HEAD = 256 << 10,
	HTTP_CONNECT_S = 20,
	HTTP_TOTAL_S = 600,
	HTTP_SLOW_BYTES_S = 20,		/* less than this for ... */
	HTTP_SLOW_S = 30		/* ... so long is given up */
};

enum http_result {
	HTTP_DONE,		/* a whole answer, whatever its status */
	HTTP_ADDRESS,		/* the address is not allowed */
	HTTP_BUSY,		/* put off: the gate said later, or stopped */
	HTTP_DNS, HTTP_CONNECT, HTTP_TLS, HTTP_TIMEOUT, HTTP_TOO_BIG,
	HTTP_CUT,		/* the answer ended before its end */
	HTTP_BROKEN		/* what came is no HTTP */
};

/* Codes as in crawllog(5): "dns", "timeout", ... ; "" for HTTP_DONE. */
const char *http_result_name(enum http_result);

/* How much is asked of a server's TLS. */
enum http_tls {
	HTTP_TLS_STRICT,
	HTTP_TLS_UNVERIFIED,	/* any certificate will do */
	HTTP_TLS_LEGACY		/* and any protocol that OpenSSL still has */
};

/* "strict", "unverified", "legacy", as in crawllog(5) */
const char *http_tls_name(enum http_tls);

/* What to do with a new connection. */
enum http_gate { HTTP_GATE_OPEN, HTTP_GATE_REFUSE, HTTP_GATE_LATER };

struct http_options {
	const char *user_agent;
	const char *spool_dir;	/* for large answers */
	/*
	 * Asked with the address that is really going to be used, before
	 * each connect and, for connections kept open, before each request.
	 */
	enum http_gate (*gate)(void *arg, void *tag, const struct sockaddr *);
	void *arg;
};

struct http_reply {
	void *tag;
	enum http_result result;
	char detail[256];	/* why not HTTP_DONE, in words */
	int status;
	struct buf sent;	/* the request as it went out, form and all */
	/*
	 * Status line and headers with the blank line. The body has lost its
	 * transfer coding, so Transfer-Encoding is renamed to
	 * X-Archive-Orig-Transfer-Encoding.
	 */
	struct buf head;
	struct str body;	/* all of it; if not HTTP_DONE, its beginning */
	struct spool spool;	/* that holds it */
	size_t bytes;		/* that came of it */
	char ip[64];
	enum http_tls tls;	/* that was asked for */
	bool bad_certificate;	/* HTTP_TLS: that is why */
	int duration_ms;
	long long ended_us;	/* when it was over, since 1970 */
	struct http_reply *next;	/* the caller's */
};

struct http;

struct http *http_new(const struct http_options *);
void http_free(struct http *);	/* nothing may be running */

/*
 * Starts a GET or, with a form (which a page's script would send), a POST.
 * etag and last_modified make it conditional, STR_NONE not; referer may be
 * STR_NONE. max_body 0 means HTTP_MAX_BODY.
 */
struct http_get {
	struct str url;
	struct str etag, last_modified, referer;
	struct str form;	/* x-www-form-urlencoded, or JSON */
	bool by_script;		/* it is sent as scripts send one */
	size_t max_body;
	enum http_tls tls;
	void *tag;
};

void http_start(struct http *, const struct http_get *);

/* Ends what is running within a second or so, as HTTP_BUSY. */
void http_stop(struct http *);

/* How many are running. */
int http_running(const struct http *);

/*
 * Works until something happens, http_wake() is called or it is until_us
 * (microseconds since 1970), which is kept to a fraction of a millisecond.
 */
void http_wait(struct http *, long long until_us);

/* Ends http_wait(); the only function that any thread may call. */
void http_wake(struct http *);

/* The next answer or failure, NULL if there is none; http_reply_free(). */
struct http_reply *http_next(struct http *);
void http_reply_free(struct http_reply *);

/* The value of the first header of this name, trimmed, or STR_NONE. */
struct str http_header(const struct http_reply *, const char *name);

/*
 * What Retry-After asks for in seconds from `now` (seconds since 1970),
 * whether it is given as a number or as a date; -1 when there is none.
 */
long long http_retry_after(const struct http_reply *, long long now);

#endif
