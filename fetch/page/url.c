/* SPDX-License-Identifier: MIT */
/*
 * libcurl's URL API parses and escapes whole addresses; what it leaves as found
 * (case of hosts and escapes, needless escapes, session ids) is done here, and
 * so is resolving what lies on the site of the page.
 */
#include "url.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include <arpa/inet.h>

#include <curl/curl.h>

#include "msg.h"

/* Without what browsers drop or mend in an href: blanks around it, line
 * ends and tabs inside, backslashes, and any fragment. */
static bool
clean(struct str ref, struct buf *b)
{
	size_t i;
	bool query = false;

	ref = str_trim(ref);
	for (i = 0; i < ref.n; i++) {
		char c = ref.p[i];

		if (c == '\0')
			return false;
		if (c == '#')
			break;
		if (c == '?')
			query = true;
		if (c == '\\' && !query)
			c = '/';
		if (c != '\n' && c != '\r' && c != '\t')
			buf_addc(b, c);
	}
	return buf_ok(b);
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
is_unreserved(int c)
{
	return c < 0x80 && (isalnum(c) || (c != 0 && strchr("-._~", c)));
}

/* Escapes in one form: upper case, and none for unreserved characters. */
static void
add_escapes(struct buf *b, struct str s)
{
	struct str rest = s;
	int c;

	buf_addstr(b, str_cut(&rest, '%'));
	while (rest.p != NULL) {
		if (rest.n < 2 || hex(rest.p[0]) < 0 || hex(rest.p[1]) < 0) {
			buf_adds(b, "%25");
		} else {
			c = hex(rest.p[0]) << 4 | hex(rest.p[1]);
			if (is_unreserved(c))
				buf_addc(b, (char)c);
			else
				buf_printf(b, "%%%02X", (unsigned)c);
			rest = str_sub(rest, 2, rest.n);
		}
		buf_addstr(b, str_cut(&rest, '%'));
	}
}

/* ";jsessionid=..." says who asks, not what for. */
static struct str
without_session(struct str path)
{
	size_t i;

	for (i = 0; i + 12 <= path.n; i++)
		if (strncasecmp(path.p + i, ";jsessionid=", 12) == 0)
			return str_sub(path, 0, i);
	return path;
}

/* The host in lower case without a trailing dot; false if not plain ASCII. */
static bool
add_host(struct buf *b, const char *host)
{
	size_t i, n = strlen(host);

	while (n > 0 && host[n - 1] == '.')
		n--;
	if (n == 0 || n > 255)
		return false;
	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)host[i];

		if (!isalnum(c) && strchr("-._[]:", c) == NULL)
			return false;
		buf_addc(b, (char)tolower(c));
	}
	return true;
}

/*
 * Dot segments that were hidden behind an escape come to light only when it
 * is undone, so they are taken out here once more (RFC 3986 5.2.4).
 */
static void
add_path(struct buf *b, struct str path)
{
	struct buf flat;
	struct str rest, seg;
	size_t start = b->n;

	buf_init(&flat, URL_MAX);
	add_escapes(&flat, without_session(path));
	rest = buf_str(&flat);
	if (rest.n > 0)
		str_cut(&rest, '/');
	while (rest.p != NULL) {
		seg = str_cut(&rest, '/');
		if (str_eq(seg, STR("..")) || str_eq(seg, STR("."))) {
			while (seg.n == 2 && b->n > start &&
			    b->p[--b->n] != '/')
				;
			if (rest.p == NULL)
				buf_addc(b, '/');
			continue;
		}
		buf_addc(b, '/');
		buf_addstr(b, seg);
	}
	if (b->n == start)
		buf_addc(b, '/');
	if (!buf_ok(&flat))
		b->bad = true;
	buf_release(&flat);
}

struct parts {
	char *scheme, *host, *port, *path, *query;
};

static bool
put_together(const struct parts *p, struct buf *b)
{
	if (strcmp(p->scheme, "http") != 0 && strcmp(p->scheme, "https") != 0)
		return false;
	buf_printf(b, "%s://", p->scheme);
	if (!add_host(b, p->host))
		return false;
	if (p->port != NULL && strcmp(p->port,
	    p->scheme[4] == 's' ? "443" : "80") != 0)
		buf_printf(b, ":%s", p->port);
	add_path(b, str_of(p->path));
	if (p->query != NULL && p->query[0] != '\0') {
		buf_addc(b, '?');
		add_escapes(b, str_of(p->query));
	}
	return buf_ok(b);
}

static char *
normal(CURLU *u)
{
	struct parts p = { NULL, NULL, NULL, NULL, NULL };
	struct buf b;
	char *got = NULL;

	buf_init(&b, URL_MAX - 1);
	curl_url_get(u, CURLUPART_SCHEME, &p.scheme, 0);
	curl_url_get(u, CURLUPART_HOST, &p.host, 0);
	curl_url_get(u, CURLUPART_PORT, &p.port, 0);
	curl_url_get(u, CURLUPART_PATH, &p.path, 0);
	curl_url_get(u, CURLUPART_QUERY, &p.query, 0);
	if (p.scheme != NULL && p.host != NULL && p.path != NULL &&
	    put_together(&p, &b))
		got = strdup(b.p);
	curl_free(p.scheme);
	curl_free(p.host);
	curl_free(p.port);
	curl_free(p.path);
	curl_free(p.query);
	buf_release(&b);
	return got;
}

/* What libcurl makes of an address that is whole, or begins like `base`. */
static char *
parse(const char *base, const char *ref)
{
	CURLU *u = curl_url();
	char *got = NULL;

	if (u != NULL && (base == NULL ||
	    curl_url_set(u, CURLUPART_URL, base, 0) == CURLUE_OK) &&
	    curl_url_set(u, CURLUPART_URL, ref, CURLU_URLENCODE) == CURLUE_OK)
		got = normal(u);
	curl_url_cleanup(u);
	return got;
}

/* Whether it names a scheme or a host, "http:" or "//a.cn". */
static bool
is_absolute(struct str ref)
{
	size_t n = 0;

	while (n < ref.n && strchr(":/?", ref.p[n]) == NULL)
		n++;
	return str_starts(ref, STR("//")) || (n < ref.n && ref.p[n] == ':');
}

/* Whether nothing has to be escaped or taken out, such as a session id. */
static bool
is_plain(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c >= 0x7F || c == '%' || c == ';')
			return false;
	}
	return true;
}

/* The path in front of its last step. */
static struct str
folder(struct str path)
{
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path;
}

/*
 * A path or query on the site of a page (RFC 3986 5.2.2). Most are plain, and
 * need no parser: it would cost more than anything else that is done with a
 * link.
 */
static char *
resolve_on(const char *base, struct str ref)
{
	struct str old = url_target(base), path, query = ref;
	const bool plain = is_plain(ref);
	struct buf b, joined;
	char *got = NULL;

	buf_init(&b, 3 * URL_MAX);
	buf_init(&joined, 2 * URL_MAX);
	buf_add(&b, base, (size_t)(old.p - base));
	old = str_cut(&old, '?');
	path = str_cut(&query, '?');
	if (path.n == 0 || path.p[0] != '/')
		buf_addstr(&joined, path.n > 0 ? folder(old) : old);
	buf_addstr(&joined, path);
	if (plain)
		add_path(&b, buf_str(&joined));
	else
		buf_addstr(&b, buf_str(&joined));
	if (query.n > 0) {
		buf_addc(&b, '?');
		buf_addstr(&b, query);
	}
	if (buf_ok(&b) && buf_ok(&joined) && b.n < URL_MAX)
		got = plain ? xstrdup(b.p) : parse(NULL, b.p);
	buf_release(&joined);
	buf_release(&b);
	return got;
}

/* The same site is most often named in full. */
static char *
resolve(const char *base, struct str ref)
{
	struct str site = { base, base != NULL ? (size_t)(url_target(base).p -
	    base) : 0 }, rest;
	struct buf b;
	char *got = NULL;

	buf_init(&b, URL_MAX - 1);
	if (!clean(ref, &b)) {
		buf_release(&b);
		return NULL;
	}
	rest = buf_str(&b);
	if (site.n > 0 && str_starts(rest, site) && rest.n > site.n &&
	    rest.p[site.n] == '/')
		rest = str_sub(rest, site.n, rest.n);
	if (base != NULL && rest.n == 0)
		got = xstrdup(base);
	else if (base != NULL && !is_absolute(rest))
		got = resolve_on(base, rest);
	else if (b.n > 0)
		got = parse(base, b.p);
	buf_release(&b);
	return got;
}

/* Whether a host may be a number in a form that is not the normal one. */
static bool
is_odd_number(struct str host)
{
	char text[16];	/* "255.255.255.255" at most */
	struct in_addr a;

	if (!isdigit((unsigned char)host.p[0]))
		return false;
	snprintf(text, sizeof(text), "%.*s", STR_ARG(host));
	return host.n >= sizeof(text) || inet_pton(AF_INET, text, &a) != 1;
}

/*
 * A host that is a number once its trailing dot is gone is an address, which
 * libcurl has a normal form for when it sees it.
 */
char *
url_resolve(const char *base, struct str ref)
{
	char *once = resolve(base, ref), *twice;

	if (once == NULL || !is_odd_number(url_host(once)))
		return once;
	twice = resolve(NULL, str_of(once));
	free(once);
	return twice;
}

static const char post_mark[] = "__wb_method=POST&";

/* Where the mark of a form stands, or NULL. */
static const char *
find_form(const char *url)
{
	const char *at = strstr(url, post_mark);

	return at != NULL && at > url && (at[-1] == '?' || at[-1] == '&') ?
	    at : NULL;
}

struct str
url_asked(const char *url)
{
	const char *at = find_form(url);

	return at != NULL ? (struct str){ url, (size_t)(at - url) - 1 } :
	    str_of(url);
}

struct str
url_form(const char *url)
{
	const char *at = find_form(url);

	return at != NULL ? str_of(at + sizeof(post_mark) - 1) : STR_NONE;
}

struct str
url_authority(const char *url)
{
	const char *from = strstr(url, "://");

	from = from != NULL ? from + 3 : url;
	return (struct str){ from, strcspn(from, "/?") };
}

struct str
url_host(const char *url)
{
	struct str a = url_authority(url);
	size_t n = a.n;

	while (n > 0 && isdigit((unsigned char)a.p[n - 1]))
		n--;
	if (n > 0 && n < a.n && a.p[n - 1] == ':')
		a.n = n - 1;
	return a;
}

struct str
url_target(const char *url)
{
	struct str a = url_authority(url);

	return str_of(a.p + a.n);
}

int
url_port(const char *url)
{
	struct str a = url_authority(url), h = url_host(url);

	if (h.n < a.n)
		return (int)strtol(h.p + h.n + 1, NULL, 10);
	return strncmp(url, "https:", 6) == 0 ? 443 : 80;
}

/* n digits at p as a number, or -1. */
static int
digits(const char *p, int n)
{
	int v = 0;

	for (; n > 0; n--, p++) {
		if (!isdigit((unsigned char)*p))
			return -1;
		v = v * 10 + (*p - '0');
	}
	return v;
}

int
url_date(const char *url)
{
	const char *p = url_target(url).p;
	int year, month;

	for (; *p != '\0' && *p != '?'; p++) {
		if (isdigit((unsigned char)p[0]) ||
		    (year = digits(p + 1, 4)) < 1998 || year > 2100)
			continue;
		p += 5;
		if (*p == '/' || *p == '-')
			p++;
		month = digits(p, 2);
		if (month < 0 && *p != '\0' && (p[1] == '/' || p[1] == '-'))
			month = digits(p, 1);
		if (month >= 1 && month <= 12)
			return year * 100 + month;
		p--;
	}
	return 0;
}

void
url_extension(const char *url, char to[8])
{
	struct str t = url_target(url);
	size_t i, end = strcspn(t.p, "?"), dot = end;

	while (dot > 0 && t.p[dot - 1] != '.' && t.p[dot - 1] != '/')
		dot--;
	to[0] = '\0';
	if (dot == 0 || t.p[dot - 1] != '.' || end - dot > 7)
		return;
	for (i = 0; dot + i < end; i++)
		to[i] = (char)tolower((unsigned char)t.p[dot + i]);
	to[i] = '\0';
}

/* A portal is often called by two names: a.gov.cn and www.a.gov.cn. */
static struct str
site_of(const char *url)
{
	struct str host = url_host(url);

	return str_starts(host, STR("www.")) ? str_sub(host, 4, host.n) :
	    host;
}

bool
url_same_site(const char *a, const char *b)
{
	return str_eq(site_of(a), site_of(b));
}

bool
url_same_portal(const char *url, const char *portal)
{
	struct str host = url_host(url), site = site_of(portal), rest = site;

	str_cut(&rest, '.');
	str_cut(&rest, '.');
	return url_same_site(url, portal) || (rest.p != NULL &&
	    str_ends(host, site) && host.p[host.n - site.n - 1] == '.');
}

struct str
url_name(struct str address)
{
	struct str path = str_cut(&address, '?'), name = path;

	while (path.p != NULL)
		name = str_cut(&path, '/');
	return name;
}

bool
url_is_json(struct str form)
{
	return form.n > 3 && (strchr("{[", form.p[0]) != NULL ||
	    str_starts(form, STR("%7B")) || str_starts(form, STR("%5B")));
}

void
url_unescape(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 &&
		    hex(s.p[i + 2]) >= 0) {
			buf_addc(b, (char)(hex(s.p[i + 1]) << 4 |
			    hex(s.p[i + 2])));
			i += 2;
		} else {
			buf_addc(b, s.p[i] == '+' ? ' ' : s.p[i]);
		}
	}
}

void
url_escape(struct buf *b, struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (isalnum(c) || (c != '\0' && strchr("-._~", c) != NULL))
			buf_addc(b, (char)c);
		else
			buf_printf(b, "%%%02X", c);
	}
}

void
url_add_pair(struct buf *b, struct str name, struct str value)
{
	if (b->n > 0)
		buf_addc(b, '&');
	url_escape(b, name);
	buf_addc(b, '=');
	url_escape(b, value);
}
