/* SPDX-License-Identifier: MIT */
#include "corpus.h"

#include <jansson.h>
#include <stdlib.h>
#include <zlib.h>

#include "buf.h"
#include "msg.h"

enum { STEP = 1 << 16, MAX_URL = 1 << 13 };

struct corpus {
	gzFile f;
	struct buf line;
	struct buf url;
	char in[STEP];		/* read and not yet taken */
	size_t at, n;
	long number;
	bool broken;
	bool again;		/* the line at hand was only looked at */
};

static bool
is_named(struct str path)
{
	if (str_ends(path, STR(".gz")))
		path.n -= 3;
	return str_ends(path, STR(".jsonl")) || str_ends(path, STR(".ndjson"));
}

/* Whether the line is an object with a URL and a document. */
static bool
is_document(struct str line)
{
	json_t *o = json_loadb(line.p, line.n, 0, NULL);
	bool is = json_is_string(json_object_get(o, "url")) &&
	    (json_is_string(json_object_get(o, "text")) ||
	    json_is_string(json_object_get(o, "html")));

	json_decref(o);
	return is;
}

struct corpus *
corpus_open(const char *path)
{
	struct corpus *c;
	struct str line;
	gzFile f;

	if (!is_named(str_of(path)) || (f = gzopen(path, "re")) == NULL)
		return NULL;
	c = xcalloc(1, sizeof(*c));
	c->f = f;
	buf_init(&c->line, CORPUS_MAX_LINE);
	buf_init(&c->url, MAX_URL);
	if (corpus_next(c, &line) != CORPUS_LINE || !is_document(line)) {
		corpus_close(c);
		return NULL;
	}
	c->again = true;
	return c;
}

void
corpus_close(struct corpus *c)
{
	if (c == NULL)
		return;
	gzclose(c->f);
	buf_release(&c->line);
	buf_release(&c->url);
	free(c);
}

/* More bytes into c->in; false at the end of what can be read. */
static bool
fill(struct corpus *c)
{
	int n = gzread(c->f, c->in, STEP), problem;

	gzerror(c->f, &problem);
	c->broken = n < 0 || (problem != Z_OK && problem != Z_STREAM_END);
	c->at = 0;
	c->n = n > 0 ? (size_t)n : 0;
	return n > 0;
}

/* One line, blank or not; false at the end. */
static bool
read_line(struct corpus *c)
{
	const char *end;
	size_t n;

	buf_reset(&c->line);
	if (c->at == c->n && !fill(c))
		return false;
	c->number++;
	for (;;) {
		end = memchr(c->in + c->at, '\n', c->n - c->at);
		n = end != NULL ? (size_t)(end - c->in) - c->at : c->n - c->at;
		buf_add(&c->line, c->in + c->at, n);
		c->at += n + (end != NULL);
		if (end != NULL || !fill(c))
			return true;
	}
}

enum corpus_line
corpus_next(struct corpus *c, struct str *line)
{
	bool whole = c->again;

	for (c->again = false; whole || read_line(c); whole = false) {
		*line = buf_str(&c->line);
		if (!buf_ok(&c->line))
			return CORPUS_TOO_LONG;
		/* A line that the end of a damaged file cut is none. */
		if (c->broken)
			return CORPUS_BROKEN;
		if (str_trim(*line).n > 0)
			return CORPUS_LINE;
	}
	return c->broken ? CORPUS_BROKEN : CORPUS_END;
}

long
corpus_number(const struct corpus *c)
{
	return c->number;
}

long long
corpus_offset(const struct corpus *c)
{
	return gzoffset(c->f);
}

struct str
corpus_url(struct corpus *c, struct str line)
{
	json_t *o = json_loadb(line.p, line.n, 0, NULL);
	const char *url = json_string_value(json_object_get(o, "url"));

	buf_reset(&c->url);
	if (url != NULL && (str_starts(str_of(url), STR("http://")) ||
	    str_starts(str_of(url), STR("https://"))))
		buf_adds(&c->url, url);
	json_decref(o);
	return c->url.n > 0 && buf_ok(&c->url) ? buf_str(&c->url) : STR_NONE;
}
