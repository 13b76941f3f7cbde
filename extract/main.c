/* SPDX-License-Identifier: MIT */

#include "extract.h"
#include "msg.h"
#include "opt.h"
#include "source.h"

static bool
set_jobs(void *to, const char *value)
{
	struct extract_options *o = to;
	long n;

	if (!opt_number(value, 1, EXTRACT_MAX_JOBS, &n))
		return false;
	o->jobs = (int)n;
	return true;
}

static bool
set_years(void *to, const char *value)
{
	struct extract_options *o = to;

	return opt_years(value, &o->year_from, &o->year_to);
}

static bool
set_explain(void *to, const char *value)
{
	struct extract_options *o = to;

	(void)value;
	o->explain = true;
	return true;
}

static const struct opt opts[] = {
	{ "jobs", 'j', "N", "read with N processes", set_jobs },
	{ "years", 'y', "A-B", "only reports for these years", set_years },
	{ "explain", 'x', NULL, "say how each field got its value",
	    set_explain },
	{ NULL, 0, NULL, NULL, NULL }
};

int
main(int argc, char **argv)
{
	static char stdin_name[] = "-";
	static char *only_stdin[] = { stdin_name };
	struct extract_options o = { .jobs = 1 };
	const struct program program = { "nianbao-extract", "[FILE|DIR|-]...",
		"Reads annual reports and writes what they say, as JSON Lines.",
		opts, &o };
	int i, first = opt_parse(&program, argc, argv);

	o.paths = argv + first;
	o.n_paths = argc - first;
	if (o.n_paths == 0) {
		o.paths = only_stdin;
		o.n_paths = 1;
	}
	for (i = 0; i < o.n_paths; i++)
		o.stream |= source_is_stream(o.paths[i]);
	if (o.stream)
		o.jobs = 1;
	return extract_run(&o);
}
