/* SPDX-License-Identifier: MIT */
#include "leads.h"

#include <stdio.h>
#include <stdlib.h>

#include "charset.h"
#include "filetype.h"
#include "url.h"
#include "written.h"

/* The parameter of the URL that names a file, escaped as it is. */
static struct str
named_file(const char *url)
{
	struct str query = url_target(url), value;

	str_cut(&query, '?');
	while (query.p != NULL) {
		value = str_cut(&query, '&');
		str_cut(&value, '=');
		if (filetype_ends(value))
			return value;
	}
	return STR_NONE;
}

static struct str
unescaped(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t i, n = 0;
	unsigned int c;

	for (i = 0; i < s.n; i++) {
		p[n] = s.p[i];
		if (s.p[i] == '%' && i + 2 < s.n &&
		    sscanf(s.p + i + 1, "%2x", &c) == 1) {
			p[n] = (char)c;
			i += 2;
		}
		n++;
	}
	return (struct str){ p, n };
}

/*
 * Where the file is that a link leads to, or STR_NONE: the link itself, or
 * what a page that shows it is given (viewer.html?file=/x.pdf).
 */
static struct str
file_of(struct arena *a, const struct link *k)
{
	struct str named = named_file(k->url.p), got = STR_NONE;
	char ext[8], *file;

	url_extension(k->url.p, ext);
	if (filetype_is(str_of(ext)))
		return k->url;
	if (named.p != NULL && strncmp(ext, "htm", 3) == 0) {
		file = url_resolve(k->url.p, unescaped(a, named));
		if (file != NULL)
			got = arena_str(a, str_of(file));
		free(file);
		return got;
	}
	return named.p != NULL || (!k->frame && filetype_ends(k->text)) ?
	    k->url : STR_NONE;
}

/*
 * Where one of three bytes stands in front of one of three others, from `at`
 * on, or s.n. What is rare in a page is found in one go, as compilers make a
 * few instructions of each sixteen bytes of a block.
 */
static size_t
find_pair(struct str s, size_t at, const char first[3], const char next[3])
{
	enum { BLOCK = 64 };
	const char a = first[0], b = first[1], c = first[2], x = next[0],
	    y = next[1], z = next[2];
	unsigned char hits = 0;
	const char *p;
	size_t i;

	for (; s.n - at > BLOCK; at += BLOCK) {
		p = s.p + at;
		for (i = 0; i < BLOCK; i++)
			hits |= ((p[i] == a) | (p[i] == b) | (p[i] == c)) &
			    ((p[i + 1] == x) | (p[i + 1] == y) |
			    (p[i + 1] == z));
		if (hits != 0)
			break;
	}
	for (; at + 1 < s.n; at++)
		if (memchr(first, s.p[at], 3) != NULL &&
		    memchr(next, s.p[at + 1], 3) != NULL)
			return at;
	return s.n;
}

/* Whether there is a frame anywhere. */
static bool
has_frame(struct str text)
{
	const struct str frame = STR("<iframe");
	size_t at = 0;

	for (; (at = find_pair(text, at, "<<<", "iii")) < text.n; at++)
		if (str_starts(str_sub(text, at, frame.n), frame))
			return true;
	return false;
}

static void
add_file(struct arena *a, struct list *l, struct str url, struct str title)
{
	const struct link k = { .url = url, .text = title };

	if (url.p != NULL && l->n < LIST_MAX_ATTACHMENTS)
		list_add(a, l, &k, KIND_ATTACHMENT);
}

/* What is clicked for a file. */
static void
add_clicked(struct arena *a, struct list *l, struct str text, const char *url,
    const char *charset, const struct click *k)
{
	struct str to = written_target(a, text, k->code);
	struct link link = { .text = k->text };
	char *target;

	if (to.p == NULL)
		to = written_string(k->code);
	if (to.n == 0 || (!filetype_ends(to) && !filetype_ends(k->text) &&
	    !filetype_ends(str_sub(to, 0, str_find(to, STR("?"), 0) < 0 ? to.n :
	    (size_t)str_find(to, STR("?"), 0)))))
		return;
	target = url_resolve(url, charset_query(a, to, charset));
	if (target == NULL)
		return;
	link.url = arena_str(a, str_of(target));
	add_file(a, l, file_of(a, &link), k->text);
	free(target);
}

static void
add_files(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	struct links links = { .charset = o->charset };
	struct str file;
	size_t i;

	if (!filetype_within(text) && !has_frame(text))
		return;
	links_read(a, text, url, false, &links);
	for (i = 0; i < links.n; i++) {
		file = file_of(a, &links.link[i]);
		if (file.p == NULL && list_holds_text(&links.link[i], url))
			file = links.link[i].url;
		add_file(a, l, file, links.link[i].text);
	}
	for (i = 0; i < links.clicks; i++)
		add_clicked(a, l, text, url, o->charset, &links.click[i]);
}

/* Whether a text or a title may end at the start of `rest`. */
static bool
is_text_end(struct str rest)
{
	return rest.n > 0 && (rest.p[0] == '"' || rest.p[0] == '\'' ||
	    str_starts(rest, STR("</a")) || str_starts(rest, STR("</A")));
}

/* Whether a link may be called a report: most pages have none. */
static bool
names_a_report(struct str text)
{
	static const char *const words[] = { "报告", "報告", "年报", "年報" };
	size_t at = 0, i;

	/* The last bytes of these, and what a text may end with. */
	while ((at = find_pair(text, at, "\x8A\xA5\xB1", "\"'<")) < text.n) {
		at++;
		for (i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (str_ends(str_sub(text, 0, at), str_of(words[i])) &&
			    is_text_end(str_sub(text, at, text.n)))
				return true;
	}
	return false;
}

void
leads_read(struct arena *a, struct str text, const char *url,
    const struct list_options *o, struct list *l)
{
	struct list found;
	size_t i;

	*l = (struct list){ .pages = -1, .records = -1 };
	add_files(a, text, url, o, l);
	if (!names_a_report(text))
		return;
	list_read(a, text, url, o, &found);
	l->title = found.title;
	l->reports = found.reports;
	for (i = 0; i < found.n; i++)
		if (found.link[i].kind == KIND_REPORT &&
		    !str_eq(found.link[i].url, str_of(url)))
			list_add(a, l, &(struct link){ .url = found.link[i].url,
			    .text = found.link[i].title }, KIND_REPORT);
	/* Beside one another they are no list: years before, the next one. */
	if (found.reports >= LIST_MIN_REPORTS)
		l->next = found.next;
}
