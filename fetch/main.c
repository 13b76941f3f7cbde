/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fetch.h"
#include "msg.h"
#include "opt.h"

static bool
set_years(void *to, const char *value)
{
	struct fetch_options *o = to;

	return opt_years(value, &o->year_from, &o->year_to);
}

static bool
set_portals(void *to, const char *value)
{
	struct fetch_options *o = to;

	o->portals = value;
	return *value != '\0';
}

static bool
set_var(void *to, const char *value)
{
	struct fetch_options *o = to;

	o->var = value;
	return *value != '\0';
}

static bool
set_max_pages(void *to, const char *value)
{
	struct fetch_options *o = to;

	return opt_number(value, 1, 1000000000, &o->max_pages);
}

static bool
set_until(void *to, const char *value)
{
	struct fetch_options *o = to;
	int h, m;

	if (strlen(value) != 5 || !isdigit((unsigned char)value[0]) ||
	    !isdigit((unsigned char)value[1]) || value[2] != ':' ||
	    !isdigit((unsigned char)value[3]) ||
	    !isdigit((unsigned char)value[4]))
		return false;
	h = (value[0] - '0') * 10 + value[1] - '0';
	m = (value[3] - '0') * 10 + value[4] - '0';
	o->until = h * 60 + m;
	return h < 24 && m < 60;
}

static bool
set_budget(void *to, const char *value)
{
	struct fetch_options *o = to;
	long n;

	if (!opt_number(value, 1, 1000000000, &n))
		return false;
	o->max_bytes = n * 1000000LL;
	return true;
}

/* It goes into a header, so it is one line of printable characters. */
static bool
set_contact(void *to, const char *value)
{
	struct fetch_options *o = to;
	size_t i;

	for (i = 0; value[i] != '\0'; i++)
		if (!isprint((unsigned char)value[i]))
			return false;
	o->contact = value;
	return i > 0 && i < 200;
}

static bool
set_allow_net(void *to, const char *value)
{
	struct fetch_options *o = to;

	return nets_add(&o->nets, str_of(value));
}

static bool
set_import(void *to, const char *value)
{
	struct fetch_options *o = to;

	(void)value;
	o->import = true;
	return true;
}

static const struct opt opts[] = {
	{ "years", 'y', "A-B", "only reports for these years", set_years },
	{ "portals", 'p', "FILE", "what to crawl, see portals(5)",
	    set_portals },
	{ "var", 'd', "DIR", "where everything goes (NIANBAO_VAR, var)",
	    set_var },
	{ "max-pages", 'n', "N", "stop after N requests", set_max_pages },
	{ "budget", 'b', "MB", "stop after so many million bytes",
	    set_budget },
	{ "until", 'u', "HH:MM", "stop at this time of day", set_until },
	{ "contact", 'c', "TEXT", "address or URL for the User-Agent",
	    set_contact },
	{ "allow-net", 'a', "CIDR", "addresses allowed although private",
	    set_allow_net },
	{ "import", 'i', NULL, "archive files and folders, fetch nothing",
	    set_import },
	{ NULL, 0, NULL, NULL, NULL }
};

int
main(int argc, char **argv)
{
	struct fetch_options o = { .until = -1 };
	const struct program program = { "nianbao-fetch", "[URL|PATH]...",
		"Fetches annual reports from portals into WARC files.",
		opts, &o };
	int first;

	o.var = getenv("NIANBAO_VAR");
	if (o.var == NULL || *o.var == '\0')
		o.var = "var";
	first = opt_parse(&program, argc, argv);
	o.urls = argv + first;
	o.n_urls = argc - first;
	if (o.n_urls == 0 && (o.portals == NULL || o.import)) {
		error(o.import ? "no files to import" :
		    "no portals and no URLs");
		hint("try \"nianbao-fetch --help\"");
		return 2;
	}
	if (!o.import && (getenv("http_proxy") != NULL ||
	    getenv("https_proxy") != NULL || getenv("ALL_PROXY") != NULL))
		warning("the environment names a proxy; none is used");
	return o.import ? fetch_import(&o) : fetch_run(&o);
}
