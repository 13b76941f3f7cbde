/* SPDX-License-Identifier: MIT */
#include "portal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "dialect.h"
#include "msg.h"
#include "url.h"

enum { START, DIALECT, OFFICIAL, DELAY, NETS, USE, N_FIELDS };

/* What is read, and where it stands when no line names the columns. */
static const struct field {
	const char *name;
	int column;
} fields[N_FIELDS] = {
	[START] = { "start", 0 }, [DIALECT] = { "dialect", 1 },
	[OFFICIAL] = { "official", 6 }, [DELAY] = { "delay", 7 },
	[NETS] = { "nets", 8 }, [USE] = { "use", 10 },
};

/* Where each field stands; -1: nowhere. */
struct layout {
	int column[N_FIELDS];
};

static struct str
column(struct str line, int i)
{
	if (i < 0)
		return STR("");
	for (; i > 0; i--)
		str_cut(&line, '\t');
	line = str_cut(&line, '\t');
	return line.p != NULL ? str_trim(line) : STR("");
}

static struct layout
by_position(void)
{
	struct layout l;
	int i;

	for (i = 0; i < N_FIELDS; i++)
		l.column[i] = fields[i].column;
	return l;
}

/* A line "@start<TAB>..."; false if no column is called start. */
static bool
read_names(struct str line, struct layout *l)
{
	struct str name;
	int i, at;

	for (i = 0; i < N_FIELDS; i++)
		l->column[i] = -1;
	line = str_sub(line, 1, line.n);
	for (at = 0; line.p != NULL; at++) {
		name = str_trim(str_cut(&line, '\t'));
		for (i = 0; i < N_FIELDS; i++)
			if (str_eq(name, str_of(fields[i].name)))
				l->column[i] = at;
	}
	return l->column[START] >= 0;
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

static bool
read_official(struct str s, enum portal_official *official)
{
	*official = PORTAL_UNKNOWN;
	if (str_eq(s, STR("yes")))
		*official = PORTAL_OFFICIAL;
	else if (str_eq(s, STR("no")))
		*official = PORTAL_MIRROR;
	return s.n == 0 || *official != PORTAL_UNKNOWN;
}

/* "unverified" is a "no" that says why. */
static bool
read_use(struct str s, bool *use)
{
	*use = s.n == 0 || str_eq(s, STR("yes"));
	return *use || str_eq(s, STR("no")) || str_eq(s, STR("unverified"));
}

/* What is wrong with the row, or NULL; fills in the portal. */
static const char *
read_row(const struct layout *l, struct str row, struct portal *p, bool *use)
{
	struct str start = column(row, l->column[START]),
	    dialect = column(row, l->column[DIALECT]);

	*p = (struct portal){ .start = url_resolve(NULL, start) };
	if (p->start == NULL)
		return "is no web address";
	if (str_has(start, STR(" ")))
		return "has a blank in it; tabs separate fields";
	if (dialect.n > 0 && !dialect_is(dialect))
		return "has a dialect that is not known";
	p->dialect = copy(dialect.n > 0 ? dialect : STR("auto"));
	if (!read_official(column(row, l->column[OFFICIAL]), &p->official))
		return "is neither official \"yes\" nor \"no\"";
	if (!read_delay(column(row, l->column[DELAY]), &p->delay_ms))
		return "has no valid delay";
	if (!read_nets(column(row, l->column[NETS]), &p->nets))
		return "has no valid networks";
	if (!read_use(column(row, l->column[USE]), use))
		return "is in use neither \"yes\" nor \"no\" nor "
		    "\"unverified\"";
	return NULL;
}

static void
free_portal(struct portal *p)
{
	free(p->start);
	free(p->dialect);
}

/* A line of the file; what is wrong with it, or NULL. */
static const char *
read_line(struct portals *ps, struct layout *l, struct str line)
{
	const char *wrong;
	struct portal p;
	bool use;

	if (line.n > 0 && line.p[0] == '@')
		return read_names(line, l) ? NULL : "names no column \"start\"";
	if (str_trim(line).n == 0 || line.p[0] == '#')
		return NULL;
	wrong = read_row(l, line, &p, &use);
	if (wrong != NULL || !use) {
		free_portal(&p);
		return wrong;
	}
	ps->portal = xrealloc(ps->portal, (ps->n + 1) * sizeof(*ps->portal));
	ps->portal[ps->n++] = p;
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
	struct str text = { bytes, n }, line;
	struct layout layout = by_position();
	const char *wrong;
	int number = 0, faults = 0;

	*ps = (struct portals){ .n = 0 };
	if (bytes == NULL) {
		snprintf(why, size, "could not read \"%s\": %s", path,
		    strerror(errno));
		return -1;
	}
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.n);
	while (text.p != NULL) {
		line = str_cut(&text, '\n');
		if (str_ends(line, STR("\r")))
			line.n--;
		number++;
		wrong = read_line(ps, &layout, line);
		if (wrong != NULL && faults++ == 0)
			snprintf(why, size, "%s:%d: \"%.*s\" %s", path,
			    number, STR_ARG(column(line, 0)), wrong);
	}
	if (faults > 1)
		snprintf(why + strlen(why), size - strlen(why),
		    ", and %d more of its lines are wrong", faults - 1);
	if (faults > 0)
		portals_release(ps);
	free(bytes);
	return faults == 0 ? 0 : -1;
}

void
portals_release(struct portals *ps)
{
	size_t i;

	for (i = 0; i < ps->n; i++)
		free_portal(&ps->portal[i]);
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

enum portal_official
portals_official(const struct portals *ps, struct str host)
{
	enum portal_official got = PORTAL_UNKNOWN, one;
	size_t i;

	for (i = 0; i < ps->n; i++) {
		one = ps->portal[i].official;
		if (one == PORTAL_UNKNOWN || !str_eq(host,
		    url_authority(ps->portal[i].start)))
			continue;
		if (got != PORTAL_UNKNOWN && got != one)
			return PORTAL_UNKNOWN;
		got = one;
	}
	return got;
}
