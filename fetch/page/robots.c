/* SPDX-License-Identifier: MIT */
#include "robots.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "msg.h"

enum { MAX_STEPS = 10 * 1000 * 1000 };	/* bytes compared for one answer */

struct rule {
	bool allow;
	char *pattern;		/* as written, escapes in one form */
};

struct robots {
	struct rule *rules;
	size_t n;
	double delay;		/* seconds */
};

struct parser {
	const char *agent;
	struct robots *us, *all;
	bool named;		/* some group named us */
	bool in_rules;		/* the group's user-agent lines are over */
	bool is_us, is_all;	/* the group is for ... */
};

static struct robots *
empty(void)
{
	return xcalloc(1, sizeof(struct robots));
}

void
robots_free(struct robots *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < r->n; i++)
		free(r->rules[i].pattern);
	free(r->rules);
	free(r);
}

/*
 * A pattern in the form that normalised URLs have: escapes in upper case,
 * unreserved characters bare, other bytes escaped, so that matching is byte
 * by byte (RFC 9309 2.2.2).
 */
static char *
one_form(struct str s)
{
	char *to = xmalloc(s.n * 3 + 1);
	size_t i, n = 0;
	unsigned c;
	char hex[3] = "";

	for (i = 0; i < s.n; i++) {
		c = (unsigned char)s.p[i];
		if (c == '%' && i + 2 < s.n &&
		    isxdigit((unsigned char)s.p[i + 1]) &&
		    isxdigit((unsigned char)s.p[i + 2])) {
			memcpy(hex, s.p + i + 1, 2);
			c = (unsigned)strtoul(hex, NULL, 16);
			i += 2;
			if (c < 0x80 && (isalnum((int)c) ||
			    (c != 0 && strchr("-._~", (int)c) != NULL))) {
				to[n++] = (char)c;
				continue;
			}
		} else if (c > 0x20 && c < 0x7F) {
			to[n++] = (char)c;
			continue;
		}
		to[n++] = '%';
		to[n++] = "0123456789ABCDEF"[c >> 4];
		to[n++] = "0123456789ABCDEF"[c & 15];
	}
	to[n] = '\0';
	return to;
}

static void
add_rule(struct robots *r, bool allow, struct str pattern)
{
	r->rules = xrealloc(r->rules, (r->n + 1) * sizeof(*r->rules));
	r->rules[r->n++] = (struct rule){ allow, one_form(pattern) };
}

/* "Nianbao/1.0" in a file names us as "nianbao" does; "nianbaobot" not. */
static bool
names(struct str value, const char *agent)
{
	size_t n = 0;

	while (n < value.n && (isalpha((unsigned char)value.p[n]) ||
	    value.p[n] == '-' || value.p[n] == '_'))
		n++;
	return n == strlen(agent) && strncasecmp(value.p, agent, n) == 0;
}

static void
user_agent(struct parser *p, struct str value)
{
	if (p->in_rules)
		p->is_us = p->is_all = p->in_rules = false;
	if (value.n > 0 && value.p[0] == '*')
		p->is_all = true;
	if (names(value, p->agent))
		p->is_us = p->named = true;
}

static void
rule(struct parser *p, bool allow, struct str value)
{
	p->in_rules = true;
	if (value.n == 0)	/* "Disallow:" forbids nothing */
		return;
	if (p->is_us)
		add_rule(p->us, allow, value);
	if (p->is_all)
		add_rule(p->all, allow, value);
}

static void
crawl_delay(struct parser *p, struct str value)
{
	char text[16];
	double s;

	p->in_rules = true;
	if (value.n == 0 || value.n >= sizeof(text))
		return;
	memcpy(text, value.p, value.n);
	text[value.n] = '\0';
	s = strtod(text, NULL);
	if (!(s > 0 && s < 1e6))
		return;
	if (p->is_us && s > p->us->delay)
		p->us->delay = s;
	if (p->is_all && s > p->all->delay)
		p->all->delay = s;
}

static bool
is_key(struct str key, const char *const *names)
{
	for (; *names != NULL; names++)
		if (key.n == strlen(*names) &&
		    strncasecmp(key.p, *names, key.n) == 0)
			return true;
	return false;
}

/* "Allow: /index.html" means the folder too, as Google reads it. */
static void
allow(struct parser *p, struct str value)
{
	struct str folder = value;
	char *whole;

	rule(p, true, value);
	if (str_ends(value, STR("/index.html")))
		folder.n -= 10;
	else if (str_ends(value, STR("/index.htm")))
		folder.n -= 9;
	else
		return;
	whole = xmalloc(folder.n + 2);
	memcpy(whole, folder.p, folder.n);
	memcpy(whole + folder.n, "$", 2);
	rule(p, true, str_of(whole));
	free(whole);
}

/* Takes a line apart; blanks will do where the colon was forgotten. */
static bool
split(struct str line, struct str *key, struct str *value)
{
	size_t n = 0;

	*value = line;
	*key = str_trim(str_cut(value, ':'));
	if (value->p == NULL) {
		line = str_trim(line);
		while (n < line.n && line.p[n] != ' ' && line.p[n] != '\t')
			n++;
		*key = str_sub(line, 0, n);
		*value = str_sub(line, n, line.n);
		if (value->n == 0 || memchr(str_trim(*value).p, ' ',
		    str_trim(*value).n) != NULL)
			return false;
	}
	*value = str_trim(*value);
	return true;
}

/* The spellings are those that Google's parser takes. */
static void
read_line(struct parser *p, struct str line)
{
	static const char *const agents[] = { "user-agent", "useragent",
		"user agent", NULL };
	static const char *const disallows[] = { "disallow", "dissallow",
		"dissalow", "disalow", "diasllow", "disallaw", NULL };
	static const char *const allows[] = { "allow", NULL };
	static const char *const delays[] = { "crawl-delay", "crawldelay",
		NULL };
	struct str key, value;

	if (!split(str_cut(&line, '#'), &key, &value))
		return;
	if (is_key(key, agents))
		user_agent(p, value);
	else if (is_key(key, disallows))
		rule(p, false, value);
	else if (is_key(key, allows))
		allow(p, value);
	else if (is_key(key, delays))
		crawl_delay(p, value);
}

struct robots *
robots_parse(struct str body, const char *agent)
{
	struct parser p = { .agent = agent, .us = empty(), .all = empty() };
	size_t i, from = 0;

	body = str_sub(body, 0, ROBOTS_MAX_BYTES);
	for (i = 0; i <= body.n; i++) {	/* lines end in CR, LF or both */
		if (i < body.n && body.p[i] != '\n' && body.p[i] != '\r')
			continue;
		read_line(&p, str_sub(body, from, i - from));
		from = i + 1;
	}
	robots_free(p.named ? p.all : p.us);
	return p.named ? p.us : p.all;
}

/*
 * Whether a pattern matches from the start of the path. Going back only to
 * the last "*" keeps this quadratic at worst; a later "*" never needs an
 * earlier one to give way. *steps bounds the work that a hostile file can
 * cause.
 */
static bool
matches(const char *pattern, struct str path, long *steps)
{
	const char *star = NULL;
	size_t at = 0, mark = 0;

	while (--*steps > 0) {
		if (*pattern == '\0')
			return true;
		if (*pattern == '$' && pattern[1] == '\0') {
			if (at == path.n)
				return true;
		} else if (*pattern == '*') {
			star = ++pattern;
			mark = at;
			continue;
		} else if (at < path.n && *pattern == path.p[at]) {
			pattern++;
			at++;
			continue;
		}
		if (star == NULL || mark >= path.n)
			return false;
		pattern = star;
		at = ++mark;
	}
	return false;
}

bool
robots_allows(const struct robots *r, struct str target)
{
	size_t i, n, best = 0;
	long steps = MAX_STEPS;
	bool allow = true;

	if (str_eq(target, STR("/robots.txt")))
		return true;
	for (i = 0; i < r->n; i++) {
		n = strlen(r->rules[i].pattern);
		if (n < best || (n == best && !r->rules[i].allow && best > 0))
			continue;
		if (!matches(r->rules[i].pattern, target, &steps))
			continue;
		best = n;
		allow = r->rules[i].allow;
	}
	return allow && steps > 0;	/* not worked out is not allowed */
}

int
robots_delay_ms(const struct robots *r)
{
	return (int)(r->delay * 1000);
}
