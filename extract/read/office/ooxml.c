/* SPDX-License-Identifier: MIT */
#include "ooxml.h"

#include "xml.h"

enum { MAX_RELS = 4096 };

void
ooxml_add(struct ooxml_text *t, struct str s)
{
	char *p;

	if (s.n == 0)
		return;
	if (s.n > t->room - t->n) {
		t->room = 2 * (t->room + s.n) + 1024;
		p = arena_alloc(t->arena, t->room);
		if (t->n > 0)
			memcpy(p, t->p, t->n);
		t->p = p;
	}
	memcpy(t->p + t->n, s.p, s.n);
	t->n += s.n;
}

static struct str
folder_of(struct str part)
{
	while (part.n > 0 && part.p[part.n - 1] != '/')
		part.n--;
	return part;
}

/* A target as a part's name: it may go up from the folder, or start at "/". */
static struct str
resolve(struct arena *a, struct str folder, struct str target)
{
	if (str_starts(target, STR("/")))
		return arena_str(a, str_sub(target, 1, target.n));
	while (str_starts(target, STR("../"))) {
		target = str_sub(target, 3, target.n);
		if (folder.n > 0)
			folder.n--;	/* its slash */
		folder = folder_of(folder);
	}
	return arena_printf(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(target));
}

struct rels {
	struct ooxml *o;
	struct str folder;
};

static void
start_rel(void *arg, const char *name, struct xml_atts atts)
{
	struct rels *r = arg;
	struct ooxml *o = r->o;
	struct str target = xml_att(atts, "Target");
	struct ooxml_rel *rel;

	if (strcmp(name, "Relationship") != 0 || target.n == 0 ||
	    o->rels.n == MAX_RELS ||
	    str_eq(xml_att(atts, "TargetMode"), STR("External")))
		return;
	rel = DOC_ADD(o, rels);
	rel->id = arena_str(o->arena, xml_att(atts, "Id"));
	rel->type = arena_str(o->arena, xml_att(atts, "Type"));
	rel->target = resolve(o->arena, r->folder, target);
}

/* Reads the relationships of a part ("": of the package) into o->rels. */
static void
read_rels(struct ooxml *o, struct str part)
{
	static const struct xml_events events = { .start = start_rel };
	struct rels r = { o, folder_of(part) };
	struct str name = str_sub(part, r.folder.n, part.n), bytes;

	o->rels.v = NULL;
	o->rels.n = 0;
	bytes = zipfile_read(o->zip, arena_printf(o->arena, "%.*s_rels/%.*s"
	    ".rels", STR_ARG(r.folder), STR_ARG(name)));
	if (bytes.n > 0 && xml_parse(bytes, &events, &r) < 0)
		doc_reject(o->d, STATE_REJECTED, "broken",
		    STR("relationships are not well-formed"));
}

/* Types are URIs that differ between the editions; their ends are the same. */
static const struct ooxml_rel *
rel_of_type(const struct ooxml *o, const char *type)
{
	struct str t = str_of(type);
	size_t i;

	for (i = 0; i < o->rels.n; i++) {
		struct str have = o->rels.v[i].type;

		if (str_ends(have, t) && have.n > t.n &&
		    have.p[have.n - t.n - 1] == '/')
			return &o->rels.v[i];
	}
	return NULL;
}

struct properties {
	struct doc *d;
	const char *name;	/* of the one being read, or NULL */
	struct ooxml_text value;
};

static void
start_property(void *arg, const char *name, struct xml_atts atts)
{
	static const char *const names[] = { "title", "created", "modified" };
	struct properties *p = arg;
	size_t i;

	(void)atts;
	p->name = NULL;
	p->value.n = 0;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			p->name = names[i];
}

static void
property_text(void *arg, struct str s)
{
	struct properties *p = arg;

	if (p->name != NULL)
		ooxml_add(&p->value, s);
}

static void
end_property(void *arg, const char *name)
{
	struct properties *p = arg;
	struct str value = str_trim((struct str){ p->value.p, p->value.n });
	struct meta *m;

	(void)name;
	if (p->name != NULL && value.n > 0) {
		m = DOC_ADD(p->d, metas);
		m->name = str_of(p->name);
		m->value = arena_str(p->d->arena, value);
	}
	p->name = NULL;
}

/* Their loss is no loss of the document: damage is passed over. */
static void
read_properties(struct ooxml *o)
{
	static const struct xml_events events = { start_property, end_property,
		property_text };
	struct properties p = { .d = o->d, .value.arena = o->arena };
	struct str bytes = ooxml_part_of_type(o, "core-properties");

	if (bytes.n > 0)
		xml_parse(bytes, &events, &p);
}

bool
ooxml_open(struct ooxml *o, struct doc *d, struct str bytes)
{
	const struct ooxml_rel *rel;

	*o = (struct ooxml){ .d = d, .arena = d->arena };
	o->zip = zipfile_open(d, bytes, NULL);
	if (o->zip == NULL)
		return false;
	read_rels(o, STR(""));
	read_properties(o);
	rel = rel_of_type(o, "officeDocument");
	if (d->state == STATE_OK && rel == NULL)
		doc_reject(d, STATE_UNSUPPORTED, "archive",
		    STR("an archive of files"));
	if (d->state == STATE_OK) {
		o->main = rel->target;
		read_rels(o, o->main);
	}
	if (d->state == STATE_OK)
		return true;
	ooxml_close(o);
	return false;
}

void
ooxml_close(struct ooxml *o)
{
	zipfile_close(o->zip);
	o->zip = NULL;
}

struct str
ooxml_part_of_type(struct ooxml *o, const char *type)
{
	const struct ooxml_rel *rel = rel_of_type(o, type);

	return rel != NULL ? zipfile_read(o->zip, rel->target) : STR_NONE;
}

struct str
ooxml_part_of_id(struct ooxml *o, struct str id)
{
	size_t i;

	for (i = 0; i < o->rels.n; i++)
		if (str_eq(o->rels.v[i].id, id))
			return zipfile_read(o->zip, o->rels.v[i].target);
	return STR_NONE;
}
