/* SPDX-License-Identifier: MIT */
#include "portal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "msg.h"
#include "url.h"

/* Columns 2 to 6 describe the portal to people and to later stages. */
enum { START = 0, DIALECT = 1, DELAY = 7, NETS = 8 };

static struct str
column(struct str line, int i)
{
	for (; i > 0; i--)
		str_cut(&line, '\t');
	line = str_cut(&line, '\t');
	return line.p != NULL ? str_trim(line) : STR("");
}

static char *
copy(struct str s)
{
	char *p = xmalloc(s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

/* Seconds, "0.5" too, into milliseconds. */
static bool
read_delay(struct str s, int *ms)
{
	char text[16], *end;
	double v;

	*ms = PORTAL_DELAY_MS;
	if (s.n == 0)
		return true;
	if (s.n >= sizeof(text))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	v = strtod(text, &end);
	*ms = (int)(v * 1000 + 0.5);
	return *end == '\0' && v >= 0 && v <= PORTAL_MAX_DELAY_S;
}

static bool
read_nets(struct str s, struct nets *nets)
{
	struct str one;

	while (s.p != NULL) {
		one = str_trim(str_cut(&s, ' '));
		if (one.n > 0 && !nets_add(nets, one))
			return false;
	}
	return true;
}

/* What is wrong with the row, or NULL; fills in the portal. */
static const char *
read_row(struct str row, struct portal *p)
{
	struct str dialect = column(row, DIALECT);

	*p = (struct portal){ .start = url_resolve(NULL,
	    column(row, START)) };
	if (p->start == NULL)
		return "is no web address";
	p->dialect = copy(dialect.n > 0 ? dialect : STR("auto"));
	if (!read_delay(column(row, DELAY), &p->delay_ms))
		return "has no valid delay";
	if (!read_nets(column(row, NETS), &p->nets))
		return "has no valid networks";
	return NULL;
}

static char *
slurp(const char *path, size_t *n)
{
	FILE *f = fopen(path, "re");
	char *p = xmalloc(1 << 20);

	if (f == NULL) {
		free(p);
		return NULL;
	}
	*n = fread(p, 1, 1 << 20, f);
	if (ferror(f) || !feof(f)) {
		if (!ferror(f))
			errno = EFBIG;
		free(p);
		p = NULL;
	}
	fclose(f);
	return p;
}

int
portals_read(struct portals *ps, const char *path, char *why, size_t size)
{
	size_t n = 0;
	char *bytes = slurp(path, &n);
	struct str text = { bytes, n };
	const char *wrong = NULL;
	struct str row;

	*ps = (struct portals){ .n = 0 };
	if (bytes == NULL) {
		snprintf(why, size, "could not read \"%s\": %s", path,
		    strerror(errno));
		return -1;
	}
	while (wrong == NULL && text.p != NULL) {
		row = str_cut(&text, '\n');
		if (row.n == 0 || row.p[0] == '#' || row.p[0] == '@')
			continue;
		ps->portal = xrealloc(ps->portal,
		    (ps->n + 1) * sizeof(*ps->portal));
		wrong = read_row(row, &ps->portal[ps->n++]);
		if (wrong != NULL)
			snprintf(why, size, "%s: the portal \"%.*s\" %s",
			    path, STR_ARG(column(row, START)), wrong);
	}
	free(bytes);
	if (wrong == NULL)
		return 0;
	portals_release(ps);
	return -1;
}

void
portals_release(struct portals *ps)
{
	size_t i;

	for (i = 0; i < ps->n; i++) {
		free(ps->portal[i].start);
		free(ps->portal[i].dialect);
	}
	free(ps->portal);
	*ps = (struct portals){ .n = 0 };
}

const struct portal *
portals_find(const struct portals *ps, struct str start)
{
	size_t i;

	for (i = 0; i < ps->n; i++)
		if (str_eq(str_of(ps->portal[i].start), start))
			return &ps->portal[i];
	return NULL;
}
