/* SPDX-License-Identifier: MIT */
/*
 * libxml2's tokenizer, by its SAX interface, into a tree of our own: half the
 * time of its DOM, no limit on depth that ends the page without a word, and
 * nothing kept that a report does not need.
 */
#include "html.h"

#include <assert.h>
#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <strings.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "body.h"
#include "boxes.h"
#include "flow.h"
#include "scrub.h"
#include "style.h"
#include "text.h"
#include "tree.h"

enum {
	STOP_DEPTH = 4096,
	/* libxml2 compares a wrong end tag with all open elements. */
	MAX_WORK = 500000000,
	MAX_NODES = 4000000,
	MAX_BASE = 2000,	/* bytes of an address */
	MEMO = 64,
	MAX_ABOVE_CELL = 8,	/* elements between a cell and its table */
	MAX_SPAN = 1000, MAX_ROWSPAN = 65534	/* HTML Standard */
};

struct reader {
	struct tree tree;
	struct {		/* of names: libxml2 gives equal ones once */
		const xmlChar *name;
		enum tag tag;
	} memo[MEMO];
	htmlParserCtxtPtr ctxt;
	char *text;		/* of the tree; no longer than the page */
	size_t room;
	int open[TREE_DEPTH];
	int depth;		/* of open */
	int over;		/* open elements that are deeper still */
	long work;		/* comparisons that errors have cost */
	size_t cells;		/* with NODE_CELL */
	int last_cell;		/* node of a <td>, 0 before the first */
	struct sheet sheet;
	bool too_deep, stopped;
	bool title, h1;		/* seen */
	bool spilled;		/* a table has texts outside its cells */
};

static const struct name {
	const char *name;
	enum tag tag;
} names[] = {			/* sorted */
	{ "a", TAG_A }, { "address", TAG_BLOCK }, { "article", TAG_BLOCK },
	{ "aside", TAG_CHROME }, { "audio", TAG_DROP }, { "base", TAG_BASE },
	{ "blockquote", TAG_BLOCK }, { "body", TAG_BODY }, { "br", TAG_BR },
	{ "button", TAG_CHROME }, { "canvas", TAG_EMBED },
	{ "caption", TAG_CAPTION },
	{ "center", TAG_BLOCK }, { "dd", TAG_BLOCK }, { "del", TAG_STRUCK },
	{ "dir", TAG_BLOCK },
	{ "div", TAG_BLOCK }, { "dl", TAG_BLOCK }, { "dt", TAG_BLOCK },
	{ "embed", TAG_IMG }, { "fieldset", TAG_BLOCK },
	{ "figcaption", TAG_BLOCK }, { "figure", TAG_BLOCK },
	{ "footer", TAG_CHROME }, { "form", TAG_BLOCK }, { "h1", TAG_H1 },
	{ "h2", TAG_H2 }, { "h3", TAG_H3 }, { "h4", TAG_H4 }, { "h5", TAG_H5 },
	{ "h6", TAG_H6 }, { "head", TAG_BLOCK }, { "header", TAG_CHROME },
	{ "hr", TAG_BR }, { "html", TAG_BLOCK }, { "iframe", TAG_EMBED },
	{ "img", TAG_IMG }, { "input", TAG_INPUT }, { "li", TAG_BLOCK },
	{ "main", TAG_BLOCK }, { "marquee", TAG_MARQUEE },
	{ "menu", TAG_BLOCK }, { "meta", TAG_META }, { "meter", TAG_EMBED },
	{ "nav", TAG_CHROME }, { "noscript", TAG_DROP }, { "object", TAG_EMBED },
	{ "ol", TAG_BLOCK }, { "optgroup", TAG_OTHER },
	{ "option", TAG_OPTION },
	{ "p", TAG_P }, { "pre", TAG_PRE }, { "progress", TAG_EMBED },
	{ "rp", TAG_DROP },
	{ "rt", TAG_DROP }, { "s", TAG_STRUCK },
	{ "script", TAG_EMBED },
	{ "section", TAG_BLOCK }, { "select", TAG_SELECT },
	{ "strike", TAG_STRUCK }, { "style", TAG_DROP },
	{ "sub", TAG_SUP }, { "sup", TAG_SUP }, { "svg", TAG_EMBED },
	{ "table", TAG_TABLE },
	{ "tbody", TAG_TBODY }, { "td", TAG_CELL }, { "template", TAG_DROP },
	{ "textarea", TAG_TEXTAREA },
	{ "tfoot", TAG_TFOOT }, { "th", TAG_CELL }, { "thead", TAG_THEAD },
	{ "title", TAG_TITLE }, { "tr", TAG_TR }, { "ul", TAG_BLOCK },
	{ "video", TAG_DROP },
};

static enum tag
tag_of(const char *name)
{
	size_t lo = 0, hi = sizeof(names) / sizeof(names[0]), mid;
	int c;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = strcmp(name, names[mid].name);
		if (c == 0)
			return names[mid].tag;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return TAG_OTHER;
}

/* The same, remembered by where the name stands. */
static enum tag
known_tag(struct reader *r, const xmlChar *name)
{
	size_t i = ((uintptr_t)name >> 6 ^ (uintptr_t)name >> 1) % MEMO;

	if (r->memo[i].name != name) {
		r->memo[i].name = name;
		r->memo[i].tag = tag_of((const char *)name);
	}
	return r->memo[i].tag;
}

/*
 * The value of an attribute, "" if it has none; NULL without the attribute.
 * scrub.c lets through only those that are asked for here.
 */
static const char *
attribute(const xmlChar **atts, const char *name)
{
	size_t i;

	for (i = 0; atts != NULL && atts[i] != NULL; i += 2)
		if (atts[i][0] == (xmlChar)name[0] &&
		    strcmp((const char *)atts[i], name) == 0)
			return atts[i + 1] != NULL ?
			    (const char *)atts[i + 1] : "";
	return NULL;
}

/* The integer that a value starts with ("2px" is 2), or -1; at most max. */
static int
leading_int(const char *s, int max)
{
	int n = 0;

	if (s == NULL)
		return -1;
	while (isspace((unsigned char)*s))
		s++;
	if (*s == '+')
		s++;
	if (!isdigit((unsigned char)*s))
		return -1;
	for (; isdigit((unsigned char)*s); s++)
		n = n * 10 + (*s - '0') > max ? max : n * 10 + (*s - '0');
	return n;
}

/* Ids and classes under which sites put the text of an article. */
static bool
marks_body(const char *names_used)
{
	static const char *const marks[] = { "ucap-content", "zoom", "zoomcon",
		"ivs_content", "trs_editor", "trs_editor_view", "trs_ueditor",
		"pages_content", "zfxxgk_zw_content", "article_content",
		"article-content", "news_content", "articlecontent",
		"bt_content", "content_article", "xxgk_content",
		"info_cont" };
	struct str rest = str_of(names_used), name;
	size_t i;

	while (rest.p != NULL) {
		name = str_trim(str_cut(&rest, ' '));
		for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
			if (strlen(marks[i]) == name.n &&
			    strncasecmp(marks[i], name.p, name.n) == 0)
				return true;
	}
	return false;
}

/* Adds a node in the open element. */
static struct node *
add_node(struct reader *r, enum tag tag)
{
	struct tree *t = &r->tree;
	struct node *n;

	if (t->nodes.n >= MAX_NODES) {
		r->stopped = true;
		xmlStopParser(r->ctxt);
		return &t->nodes.v[t->nodes.n - 1];
	}
	n = DOC_ADD(t, nodes);
	n->parent = r->depth > 0 ? r->open[r->depth - 1] : -1;
	n->end = (int)t->nodes.n;
	n->off = (uint32_t)t->text.n;
	n->tag = (uint8_t)tag;
	n->colspan = n->rowspan = 1;
	return n;
}

static void
add_meta(struct doc *d, const char *name, struct str value)
{
	struct meta *m;

	value = str_trim(value);
	if (name == NULL || value.n == 0)
		return;
	m = DOC_ADD(d, metas);
	m->name = arena_str(d->arena, str_of(name));
	m->value = arena_str(d->arena, value);
}

static void
read_meta(struct doc *d, const xmlChar **atts)
{
	const char *name = attribute(atts, "name");

	if (name == NULL)
		name = attribute(atts, "property");
	if (name == NULL)
		name = attribute(atts, "http-equiv");
	add_meta(d, name, str_of(attribute(atts, "content")));
}

static void
read_cell(struct node *n, const xmlChar **atts)
{
	bool td = n->tag == TAG_CELL;
	int cols = leading_int(attribute(atts, td ? "colspan" :
	    "aria-colspan"), MAX_SPAN);
	int rows = leading_int(attribute(atts, td ? "rowspan" :
	    "aria-rowspan"), MAX_ROWSPAN);

	n->colspan = cols < 1 ? 1 : (uint16_t)cols;
	n->rowspan = rows < 0 ? 1 : (uint16_t)rows;
}

/* What hides an element, or makes what is in it faint. */
static uint8_t
read_look(const struct sheet *sheet, enum tag tag, enum style says,
    const xmlChar **atts, const char *is, const char *id)
{
	const char *colour;
	enum style look = sheet_look(sheet, is, id);

	if (says == STYLE_HIDDEN || attribute(atts, "hidden") != NULL)
		return NODE_HIDDEN;
	if (look == STYLE_WRITTEN)
		return NODE_WRITTEN;
	if (tag == TAG_OTHER && says == STYLE_PLAIN)
		says = look;
	if (says == STYLE_HIDDEN)
		return NODE_HIDDEN;
	if (says == STYLE_UNSEEN)
		return NODE_HIDDEN | NODE_FAINT;
	colour = attribute(atts, "color");
	return tag == TAG_OTHER && (says == STYLE_FAINT || (colour != NULL &&
	    style_is_faint(str_of(colour)))) ? NODE_FAINT : 0;
}

/* Whether an attribute says up to which number a script counts. */
static bool
has_target(const xmlChar **atts)
{
	size_t i;

	for (i = 0; atts[i] != NULL; i += 2)
		if (atts[i][0] == 'd' && atts[i + 1] != NULL &&
		    scrub_is_target(str_of((const char *)atts[i]),
		    str_of((const char *)atts[i + 1])))
			return true;
	return false;
}

static uint8_t
read_flags(const struct sheet *sheet, enum tag tag, const xmlChar **atts)
{
	const char *id = attribute(atts, "id"), *is = attribute(atts, "class");
	const char *role = attribute(atts, "role");
	const char *style = attribute(atts, "style");
	enum style says = style == NULL ? STYLE_PLAIN :
	    style_read(str_of(style), tag == TAG_OTHER);
	uint8_t flags = read_look(sheet, tag, says, atts, is, id);

	if (has_target(atts))
		flags |= NODE_WRITTEN;
	if ((id != NULL && marks_body(id)) || (is != NULL && marks_body(is)))
		flags |= NODE_MARKED;
	if ((tag == TAG_BLOCK || tag == TAG_OTHER || tag == TAG_P) &&
	    (says == STYLE_CELL || boxes_is_cell(role, is)))
		flags |= NODE_CELL;
	return flags;
}

/* Whether an <input> of this type shows its value. */
static bool
shows_value(const char *type)
{
	static const char *const hidden[] = { "hidden", "checkbox", "radio",
		"button", "submit", "reset", "image", "file", "password" };
	size_t i;

	for (i = 0; type != NULL && i < sizeof(hidden) / sizeof(*hidden); i++)
		if (strcasecmp(type, hidden[i]) == 0)
			return false;
	return true;
}

/* The number of a string that a node keeps; 0 for none. */
static uint32_t
keep(struct tree *t, const char *s)
{
	if (s == NULL)
		return 0;
	*DOC_ADD(t, hrefs) = arena_str(t->arena, str_trim(str_of(s)));
	return (uint32_t)t->hrefs.n - 1;
}

static bool
shows_file(const char *name)
{
	return strcmp(name, "iframe") == 0 || strcmp(name, "embed") == 0 ||
	    strcmp(name, "object") == 0;
}

static void
read_attributes(struct reader *r, struct node *n, const xmlChar *name,
    const xmlChar **atts)
{
	struct tree *t = &r->tree;
	const char *href;

	if (atts == NULL)
		return;
	n->flags = read_flags(&r->sheet, (enum tag)n->tag, atts);
	if (n->flags & NODE_CELL) {
		read_cell(n, atts);
		r->cells++;
	}
	switch (n->tag) {
	case TAG_CELL:
		read_cell(n, atts);
		break;
	case TAG_META:
		read_meta(t->d, atts);
		break;
	case TAG_BASE:
		href = attribute(atts, "href");
		if (href != NULL && strlen(href) <= MAX_BASE)
			t->base = arena_str(t->arena, str_of(href));
		break;
	case TAG_A:
		n->len = keep(t, attribute(atts, "href"));
		break;
	case TAG_EMBED:
	case TAG_IMG:
		if (!shows_file((const char *)name))
			break;
		href = attribute(atts, "src");
		if (href == NULL)
			href = attribute(atts, "data");
		if (href != NULL && strlen(href) <= MAX_BASE)
			n->len = keep(t, href);
		break;
	case TAG_INPUT:
		if (shows_value(attribute(atts, "type")))
			n->len = keep(t, attribute(atts, "value"));
		break;
	case TAG_OPTION:
		if (attribute(atts, "selected") != NULL)
			n->flags |= NODE_SELECTED;
		break;
	default:
		break;
	}
}

/* Whether rows belong in an element, or cells, and nothing else. */
static bool
holds_rows(enum tag tag)
{
	return tag == TAG_TABLE || tag == TAG_TBODY || tag == TAG_TR ||
	    tag == TAG_THEAD || tag == TAG_TFOOT;
}

static bool
is_in_rows(const struct reader *r)
{
	return holds_rows((enum tag)
	    r->tree.nodes.v[r->open[r->depth - 1]].tag);
}

static void
start_element(void *arg, const xmlChar *name, const xmlChar **atts)
{
	struct reader *r = arg;
	struct node *n;

	if (r->stopped)
		return;
	if (r->depth == TREE_DEPTH) {
		r->too_deep = true;
		if (++r->over > STOP_DEPTH - TREE_DEPTH) {
			r->stopped = true;
			xmlStopParser(r->ctxt);
		}
		return;
	}
	n = add_node(r, known_tag(r, name));
	read_attributes(r, n, name, atts);
	if (n->tag == TAG_INPUT || n->tag == TAG_TEXTAREA ||
	    n->tag == TAG_SELECT)
		r->tree.fields++;
	if (n->tag == TAG_CELL)
		r->last_cell = (int)(n - r->tree.nodes.v);
	if (n->tag == TAG_TABLE || n->tag == TAG_P || n->tag == TAG_BLOCK)
		r->spilled |= is_in_rows(r);
	/* News of the site; but one without an end holds the page. */
	if (n->tag == TAG_MARQUEE)
		n->flags |= NODE_HIDDEN;
	r->open[r->depth++] = (int)(n - r->tree.nodes.v);
}

/* Whether a node or an element around it is not shown. */
static bool
is_hidden(const struct tree *t, const struct node *n)
{
	while (!(n->flags & NODE_HIDDEN) && n->parent >= 0)
		n = &t->nodes.v[n->parent];
	return n->flags & NODE_HIDDEN;
}

/* The first title, and the first h1 that is shown, that say something. */
static void
read_title(struct reader *r, const struct node *n)
{
	struct str s = { r->text + n->off, r->tree.text.n - n->off };
	bool *seen = n->tag == TAG_TITLE ? &r->title : &r->h1;
	struct flow_text joined;

	if (*seen || str_trim(s).n == 0 || is_hidden(&r->tree, n))
		return;
	joined = (struct flow_text){ .p = arena_alloc(r->tree.arena, s.n + 1) };
	flow_add(&joined, s);
	add_meta(r->tree.d, n->tag == TAG_TITLE ? "title" : "h1",
	    (struct str){ joined.p, joined.n });
	*seen = true;
}

/*
 * libxml2 closes what it opened, in order, but for an element whose start tag
 * has no end: that one ends with what is around it.
 */
static void
end_element(void *arg, const xmlChar *name)
{
	struct reader *r = arg;
	enum tag tag = known_tag(r, name);
	struct node *n;
	int k;

	if (r->stopped)
		return;
	if (r->over > 0) {
		r->over--;
		return;
	}
	for (k = r->depth - 1; k > 0; k--)
		if (r->tree.nodes.v[r->open[k]].tag == tag)
			break;
	if (k == 0)	/* the root stays open */
		return;
	while (r->depth > k) {
		n = &r->tree.nodes.v[r->open[--r->depth]];
		n->end = (int)r->tree.nodes.n;
		if (n->tag == TAG_TITLE || n->tag == TAG_H1)
			read_title(r, n);
	}
}

static void
add_text(void *arg, const xmlChar *s, int len)
{
	struct reader *r = arg;
	struct tree *t = &r->tree;
	struct node *n = &t->nodes.v[t->nodes.n - 1];
	size_t add = (size_t)len;

	if (r->stopped)
		return;
	assert(add <= r->room - t->text.n);	/* entities only shrink */
	if (n->tag != TAG_TEXT || n->parent != r->open[r->depth - 1]) {
		n = add_node(r, TAG_TEXT);
		if (r->stopped)
			return;
	}
	memcpy(r->text + t->text.n, s, add);
	t->text.n += add;
	n->len += (uint32_t)add;
}

static void
drop_text(void *arg, const xmlChar *s, int len)
{
	(void)arg;
	(void)s;
	(void)len;
}

/* Comments that content management systems put around an article. */
static void
add_comment(void *arg, const xmlChar *s)
{
	static const struct {
		const char *begin, *end;
	} marks[] = {
		{ "ZJEG_RSS.content.begin", "ZJEG_RSS.content.end" },
		{ "<$[信息内容]>begin", "<$[信息内容]>end" },
		{ "enpcontent", "/enpcontent" },
	};
	const char *text = (const char *)s;
	struct reader *r = arg;
	size_t i;

	if (r->stopped)
		return;
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strstr(text, marks[i].end) != NULL)
			add_node(r, TAG_MARK_END);
		else if (strstr(text, marks[i].begin) != NULL)
			add_node(r, TAG_MARK_BEGIN);
}

/* A row without its start tag ends here, behind the last cell or in it. */
static void
end_loose_row(struct reader *r)
{
	struct node *v = r->tree.nodes.v;
	int i = r->depth - 1, k, table;

	while (i > 0 && !holds_rows((enum tag)v[r->open[i]].tag))
		i--;
	table = r->open[i];
	if (v[table].tag == TAG_TR)
		return;
	for (k = r->last_cell; k > table && v[k].parent != table;)
		k = v[k].parent;
	if (k > table && v[k].tag == TAG_CELL)
		v[k].flags |= NODE_ENDS_ROW;
}

/* libxml2 says of an end tag that nothing is open that it could end. */
static bool
is_stray(const char *error, const char *name)
{
	static const char *const says[] = { "Unexpected end tag : ",
		"Opening and ending tag mismatch: " };
	size_t i, n;

	for (i = 0; i < sizeof(says) / sizeof(*says); i++) {
		n = strlen(says[i]);
		if (strncmp(error, says[i], n) == 0)
			return strncmp(error + n, name, strlen(name)) == 0 &&
			    isspace((unsigned char)error[n + strlen(name)]);
	}
	return false;
}

/* Each end tag without a start is looked for among all open elements. */
static void
count_error(void *arg, const char *format, ...)
{
	struct reader *r = arg;
	va_list ap;

	va_start(ap, format);
	if (r->last_cell > 0 && strcmp(format, "%s") == 0 &&
	    is_stray(va_arg(ap, const char *), "tr"))
		end_loose_row(r);
	va_end(ap);
	r->work += r->depth + r->over;
	if (r->work > MAX_WORK && !r->stopped) {
		r->stopped = true;
		xmlStopParser(r->ctxt);
	}
}

static void
parse(struct reader *r, struct str s)
{
	htmlParserCtxtPtr ctxt;

	assert(s.n <= INT_MAX);
	ctxt = htmlCreateMemoryParserCtxt(s.p, (int)s.n);
	assert(ctxt != NULL);
	*ctxt->sax = (xmlSAXHandler){
		.startElement = start_element,
		.endElement = end_element,
		.characters = add_text,
		.ignorableWhitespace = add_text,
		.cdataBlock = drop_text,
		.comment = add_comment,
	};
	ctxt->userData = r;
	r->ctxt = ctxt;
	htmlCtxtUseOptions(ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
	    XML_PARSE_HUGE);
	ctxt->sax->error = count_error;
	xmlSwitchEncoding(ctxt, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(ctxt);
	xmlFreeDoc(ctxt->myDoc);
	htmlFreeParserCtxt(ctxt);
	r->ctxt = NULL;
}

/* Whether nodes [from, to) hold a table or words. */
static bool
says_something(const struct tree *t, int from, int to)
{
	const struct node *v = t->nodes.v;
	int i;

	for (i = from; i < to; i++)
		if (v[i].tag == TAG_TABLE || (v[i].tag == TAG_TEXT &&
		    str_trim(str_sub(t->text, v[i].off, v[i].len)).n > 0))
			return true;
	return false;
}

/*
 * A table without its end tag holds the rest of the page: what stands behind
 * its last cell is behind the table.
 */
static void
end_tables(struct tree *t)
{
	struct node *v = t->nodes.v;
	int *last = arena_alloc(t->arena, t->nodes.n * sizeof(*last));
	int i, k, to, end, n = (int)t->nodes.n, steps;

	for (i = 0; i < n; i++) {
		if (v[i].tag != TAG_CELL)
			continue;
		k = v[i].parent;
		for (steps = 0; k >= 0 && steps < MAX_ABOVE_CELL &&
		    v[k].tag != TAG_TABLE && v[k].tag != TAG_CELL; steps++)
			k = v[k].parent;
		if (k >= 0 && v[k].tag == TAG_TABLE)
			last[k] = v[i].end;
	}
	for (i = 0; i < n; i++) {
		end = v[i].end;
		to = last[i];
		if (to == 0 || to >= end || !says_something(t, to, end))
			continue;
		for (k = v[to].parent; k != v[i].parent; k = v[k].parent)
			v[k].end = to;
		for (k = to; k < end; k = v[k].end)
			v[k].parent = v[i].parent;
	}
}

static void
read_tree(struct reader *r, struct doc *d, struct str s)
{
	struct tree *t = &r->tree;
	size_t i;

	t->d = d;
	t->arena = d->arena;
	r->room = s.n;
	t->text.p = r->text = arena_room(d->arena, s.n + 1);
	if (str_starts(d->source, STR("http://")) ||
	    str_starts(d->source, STR("https://")))
		t->base = d->source;
	DOC_ADD(t, hrefs);	/* 0 is none */
	add_node(r, TAG_ROOT);
	r->open[r->depth++] = 0;
	parse(r, s);
	/* What is open at the end ends there. */
	for (i = 0; i < (size_t)r->depth; i++)
		t->nodes.v[r->open[i]].end = (int)t->nodes.n;
	if (r->spilled && !r->stopped)
		end_tables(t);
	if (r->cells > 0 && !r->stopped)
		boxes_to_tables(t);
}

/* Whether the page ends without any of the ends that a page has. */
static bool
is_cut(struct str s)
{
	static const struct str ends[] = { { "</html>", 7 }, { "</body>", 7 },
		{ "</table>", 8 }, { "</div>", 6 }, { "</form>", 7 },
		{ "-->", 3 }, { "</script>", 9 }, { "</p>", 4 } };
	size_t i;

	s = str_trim(s);
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (s.n >= ends[i].n && strncasecmp(s.p + s.n - ends[i].n,
		    ends[i].p, ends[i].n) == 0)
			return false;
	return true;
}

static bool
has_picture(const struct tree *t, const struct body *b)
{
	int i;

	for (i = b->from; i < b->to; i++)
		if (t->nodes.v[i].tag == TAG_IMG)
			return true;
	return false;
}

void
html_piece(struct doc *d, struct str utf8)
{
	struct reader r = { .room = 0 };

	read_tree(&r, d, scrub_html(d, utf8, &r.sheet));
	if (r.stopped) {
		doc_warn(d, "too_complex", 0, STR_NONE, STR_NONE,
		    STR("a table within the text; left out"));
		return;
	}
	flow_blocks(&r.tree, 0, (int)r.tree.nodes.n);
}

void
html_read(struct doc *d, struct str utf8)
{
	struct reader *r = arena_alloc(d->arena, sizeof(*r));
	struct body body;
	size_t i;

	utf8 = scrub_html(d, utf8, &r->sheet);
	if (str_trim(utf8).n == 0) {
		doc_reject(d, STATE_REJECTED, "no_text", STR_NONE);
		return;
	}
	read_tree(r, d, utf8);
	r->tree.cut = is_cut(utf8);
	if (r->stopped) {
		doc_reject(d, STATE_REJECTED, "too_complex",
		    STR("too many, too deep or wrongly ended elements"));
		return;
	}
	if (r->too_deep)
		doc_warn(d, "too_deep", 0, STR_NONE, STR_NONE, STR_NONE);
	body = body_choose(&r->tree);
	flow_lines(&r->tree, 0, body.from);
	flow_blocks(&r->tree, body.from, body.to);
	text_tables(d);
	for (i = 0; i < d->blocks.n; i++)
		if (d->blocks.v[i].kind != BLOCK_LINK)
			return;
	d->blocks.n = 0;	/* but for a frame */
	if (has_picture(&r->tree, &body))
		doc_reject(d, STATE_NEEDS_OCR, "image", STR_NONE);
	else
		doc_reject(d, STATE_REJECTED, "no_text", STR_NONE);
}
