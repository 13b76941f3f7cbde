/* SPDX-License-Identifier: MIT */
#include "msg.h"
#include "opt.h"
#include "statfile.h"

static bool
set_columns(void *to, const char *value)
{
	((struct statfile_options *)to)->columns = value;
	return true;
}

static const struct opt opts[] = {
	{ "columns", 'c', "FILE", "what the columns are (required)",
	    set_columns },
	{ 0 }
};

int
main(int argc, char **argv)
{
	struct statfile_options o = { 0 };
	struct program p = { .name = "nianbao-export",
		.args = "--columns FILE TABLE.csv OUT.dta|OUT.sav",
		.about = "Write a table of the data package for Stata or SPSS.",
		.opts = opts, .to = &o };
	int at = opt_parse(&p, argc, argv);

	if (o.columns == NULL || argc - at != 2) {
		error("it takes --columns FILE, a table and a name");
		hint("try \"nianbao-export --help\"");
		return 2;
	}
	return statfile_run(&o, argv[at], argv[at + 1]);
}
