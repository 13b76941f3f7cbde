/* SPDX-License-Identifier: MIT */
/*
 * The title is lines: a mark, the address of the page, those of the scripts
 * that are left, an empty one, and what the page told.
 */
#include "jsfile.h"

#include <ctype.h>
#include <stdlib.h>

#include "buf.h"
#include "tags.h"
#include "told.h"
#include "url.h"

enum { MAX_TOLD = 1500, MAX_FIELD = 200 };

static const char mark[] = "script:\n";

/* Whether a file is called as libraries are, and what all pages share. */
static bool
is_shared(struct str url)
{
	struct str name = url_name(url);

	return !str_ends(name, STR(".js")) || str_has_any(name, "jquery "
	    "bootstrap layui layer swiper vue echarts require polyfill html5 "
	    "respond min.js pinyin wza voice share tongji stat count slide "
	    "banner nav head foot menu login video print qrcode search "
	    "weather datepicker modernizr browser flexible rem.js laydate "
	    "superslide SuperSlide");
}

/* What a hidden field has, as it stands in the page. */
static void
add_field(struct arena *a, struct buf *b, const struct tag *tag)
{
	if (tag->rest.n <= MAX_FIELD && b->n + tag->rest.n < MAX_TOLD &&
	    tag_is(tag_attribute(a, tag, "type"), "hidden"))
		buf_printf(b, "<input%.*s>\n", STR_ARG(tag->rest));
}

bool
jsfile_first(struct arena *a, struct str page, const char *url,
    struct jsfile *s)
{
	struct tags tags = { .html = page };
	struct buf files, told;
	struct tag tag;
	struct str src;
	char *to;
	int n = 0;

	buf_init(&files, JSFILE_MAX * URL_MAX);
	buf_init(&told, MAX_TOLD + MAX_FIELD);
	told_all(&told, page, MAX_TOLD);
	while (tags_next(&tags, &tag)) {
		if (tag.kind == TAG_OPEN && tag_is(tag.name, "input"))
			add_field(a, &told, &tag);
		if (tag.kind != TAG_OPEN || !tag_is(tag.name, "script") ||
		    n == JSFILE_MAX)
			continue;
		src = str_trim(tag_attribute(a, &tag, "src"));
		to = src.n > 0 && !is_shared(src) ? url_resolve(url, src) :
		    NULL;
		if (to != NULL && str_eq(url_host(to), url_host(url))) {
			buf_printf(&files, "%s\n", to);
			n++;
		}
		free(to);
	}
	src = arena_printf(a, "%s%s\n%.*s\n%.*s", mark, url,
	    (int)files.n, files.n > 0 ? files.p : "",
	    (int)told.n, told.n > 0 ? told.p : "");
	buf_release(&files);
	buf_release(&told);
	return jsfile_next(a, src, s);
}

bool
jsfile_is(struct str title)
{
	return str_starts(title, str_of(mark));
}

struct str
jsfile_told(struct str title)
{
	ptrdiff_t end = str_find(title, STR("\n\n"), 0);

	return end < 0 ? STR("") : str_sub(title, (size_t)end + 2, title.n);
}

struct str
jsfile_page(struct arena *a, struct str title)
{
	struct str rest = title;

	str_cut(&rest, '\n');
	return arena_str(a, str_cut(&rest, '\n'));
}

bool
jsfile_next(struct arena *a, struct str title, struct jsfile *s)
{
	struct str rest = title, page;

	str_cut(&rest, '\n');
	page = str_cut(&rest, '\n');
	s->url = str_cut(&rest, '\n');
	if (s->url.n == 0 || rest.p == NULL)
		return false;
	s->title = arena_printf(a, "%s%.*s\n%.*s", mark, STR_ARG(page),
	    STR_ARG(rest));
	return true;
}
