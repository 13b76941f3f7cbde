/* SPDX-License-Identifier: MIT */
/* libxml2's SAX2 interface, narrowed to what the readers need. */
#include "xml.h"

#include <limits.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

/* Of an element; libxml2 compares each with all others. */
enum { MAX_ATTRIBUTES = 256 };

struct stream {
	const struct xml_events *events;
	void *arg;
	xmlParserCtxtPtr ctxt;
	bool refused;
};

static void
start_element(void *p, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
    const xmlChar **atts)
{
	struct stream *s = p;

	(void)prefix;
	(void)uri;
	(void)n_ns;
	(void)ns;
	(void)n_default;
	if (!s->refused && s->events->start != NULL)
		s->events->start(s->arg, (const char *)name,
		    (struct xml_atts){ atts, n });
}

static void
end_element(void *p, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct stream *s = p;

	(void)prefix;
	(void)uri;
	if (!s->refused && s->events->end != NULL)
		s->events->end(s->arg, (const char *)name);
}

static void
text(void *p, const xmlChar *text_found, int len)
{
	struct stream *s = p;

	if (!s->refused && s->events->text != NULL)
		s->events->text(s->arg,
		    (struct str){ (const char *)text_found, (size_t)len });
}

static void
refuse_doctype(void *p, const xmlChar *name, const xmlChar *public_id,
    const xmlChar *system_id)
{
	struct stream *s = p;

	(void)name;
	(void)public_id;
	(void)system_id;
	s->refused = true;
	xmlStopParser(s->ctxt);
}

/* How many attributes the tag at *at may have; moves behind it. */
static int
count_attributes(struct str s, size_t *at)
{
	int n = 0;
	char quote = 0;
	size_t i;

	for (i = *at; i < s.n && (quote != 0 || s.p[i] != '>'); i++) {
		if (quote != 0)
			quote = s.p[i] == quote ? 0 : quote;
		else if (s.p[i] == '"' || s.p[i] == '\'')
			quote = s.p[i];
		else
			n += s.p[i] == '=';
	}
	*at = i;
	return n;
}

static bool
has_crowded_tag(struct str s)
{
	const char *tag;
	size_t i;

	for (i = 0; i < s.n && (tag = memchr(s.p + i, '<', s.n - i)) != NULL;) {
		i = (size_t)(tag - s.p) + 1;
		if (i < s.n && s.p[i] != '!' && s.p[i] != '/' &&
		    count_attributes(s, &i) > MAX_ATTRIBUTES)
			return true;
	}
	return false;
}

int
xml_parse(struct str bytes, const struct xml_events *events, void *arg)
{
	struct stream s = { .events = events, .arg = arg };
	bool fine;

	if (bytes.n == 0 || bytes.n > INT_MAX || has_crowded_tag(bytes))
		return -1;
	s.ctxt = xmlCreateMemoryParserCtxt(bytes.p, (int)bytes.n);
	if (s.ctxt == NULL)
		return -1;
	*s.ctxt->sax = (xmlSAXHandler){
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = text,
		.ignorableWhitespace = text,
		.cdataBlock = text,
		.internalSubset = refuse_doctype,
	};
	s.ctxt->userData = &s;
	xmlCtxtUseOptions(s.ctxt, XML_PARSE_NONET | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING);
	xmlParseDocument(s.ctxt);
	fine = s.ctxt->wellFormed && !s.refused;
	xmlFreeDoc(s.ctxt->myDoc);
	xmlFreeParserCtxt(s.ctxt);
	return fine ? 0 : -1;
}

struct str
xml_att(struct xml_atts atts, const char *name)
{
	/* Five pointers each: name, prefix, URI, value, its end. */
	const xmlChar *const *v = atts.v;
	int i;

	for (i = 0; i < atts.n; i++, v += 5)
		if (strcmp((const char *)v[0], name) == 0)
			return (struct str){ (const char *)v[3],
			    (size_t)(v[4] - v[3]) };
	return STR_NONE;
}

int
xml_int(struct str value, int max, int none)
{
	size_t i;
	long long n = 0;

	for (i = 0; i < value.n && value.p[i] >= '0' && value.p[i] <= '9'; i++)
		if ((n = n * 10 + value.p[i] - '0') > max)
			return none;
	return i > 0 ? (int)n : none;
}
