/* SPDX-License-Identifier: MIT */
#include "load.h"
#include "opt.h"

static bool
set_dsn(void *to, const char *value)
{
	((struct load_options *)to)->dsn = value;
	return true;
}

static bool
set_jobs(void *to, const char *value)
{
	return opt_number(value, 1, 64, &((struct load_options *)to)->jobs);
}

static bool
set_dry_run(void *to, const char *value)
{
	(void)value;
	((struct load_options *)to)->dry_run = true;
	return true;
}

static bool
set_defer(void *to, const char *value)
{
	(void)value;
	((struct load_options *)to)->defer = true;
	return true;
}

static const struct opt opts[] = {
	{ "dsn", 0, "DSN", "the database, as libpq writes it", set_dsn },
	{ "jobs", 'j', "N", "deal the lines out to N workers", set_jobs },
	{ "dry-run", 'n', NULL, "do all but commit", set_dry_run },
	{ "defer", 0, NULL, "leave the panels to a later load", set_defer },
	{ 0 }
};

int
main(int argc, char **argv)
{
	static char stdin_name[] = "-";
	char *from_stdin[] = { stdin_name };
	struct load_options o = { .jobs = 1 };
	struct program p = { .name = "nianbao-load",
		.args = "[FILE|FOLDER|-]...",
		.about = "Load records and crawl logs into PostgreSQL.",
		.opts = opts, .to = &o };
	int at = opt_parse(&p, argc, argv);

	if (at == argc)
		return load_run(&o, 1, from_stdin);
	return load_run(&o, argc - at, argv + at);
}
