/* SPDX-License-Identifier: MIT */
#include "opt.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "msg.h"
#include "version.h"

enum { OPT_HELP = 256, OPT_VERSION, OPT_TABLE, MAX_OPTS = 32 };

static const char *
short_name(const struct program *p)
{
	return strncmp(p->name, "nianbao-", 8) == 0 ? p->name + 8 : p->name;
}

static void
print_line(int letter, const char *name, const char *arg, const char *help)
{
	char left[64];

	snprintf(left, sizeof(left), "  %c%c%c --%s%s%s", letter ? '-' : ' ',
	    letter ? letter : ' ', letter ? ',' : ' ', name, arg ? " " : "",
	    arg ? arg : "");
	printf("%-26s %s\n", left, help);
}

static void
print_help(const struct program *p)
{
	const struct opt *o;

	printf("usage: %s [options] %s\n%s\n\n", p->name, p->args, p->about);
	for (o = p->opts; o->name != NULL; o++)
		print_line(o->letter, o->name, o->arg, o->help);
	print_line('v', "verbose", NULL, "say more (twice: debug)");
	print_line('q', "quiet", NULL, "say nothing but errors and the "
	    "summary");
	print_line(0, "help", NULL, "this text");
	print_line(0, "version", NULL, "the version");
}

static void
usage(const struct program *p)
{
	fprintf(stderr, "%s: try \"%s --help\"\n", short_name(p), p->name);
	exit(2);
}

static void
add_long(struct option *to, const char *name, bool has_arg, int val)
{
	to->name = name;
	to->has_arg = has_arg ? required_argument : no_argument;
	to->flag = NULL;
	to->val = val;
}

/* Fills getopt's own tables from ours. */
static void
tables(const struct program *p, struct option *longs, char *shorts)
{
	int n = 0;

	*shorts++ = 'v';
	*shorts++ = 'q';
	for (; p->opts[n].name != NULL && n < MAX_OPTS; n++) {
		add_long(&longs[n], p->opts[n].name, p->opts[n].arg != NULL,
		    OPT_TABLE + n);
		if (p->opts[n].letter == 0)
			continue;
		*shorts++ = (char)p->opts[n].letter;
		if (p->opts[n].arg != NULL)
			*shorts++ = ':';
	}
	*shorts = '\0';
	add_long(&longs[n++], "verbose", false, 'v');
	add_long(&longs[n++], "quiet", false, 'q');
	add_long(&longs[n++], "help", false, OPT_HELP);
	add_long(&longs[n++], "version", false, OPT_VERSION);
}

static void
set_value(const struct program *p, int c)
{
	const struct opt *o = p->opts;

	if (c >= OPT_TABLE)
		o += c - OPT_TABLE;
	else
		while (o->letter != c)
			o++;
	if (o->set(p->to, optarg))
		return;
	fprintf(stderr, "%s: bad value for --%s: \"%s\" (wants %s)\n",
	    short_name(p), o->name, optarg, o->arg);
	usage(p);
}

int
opt_parse(const struct program *p, int argc, char **argv)
{
	struct option longs[MAX_OPTS + 5] = { 0 };
	char shorts[2 * MAX_OPTS + 3];
	int c, verbosity = 1;

	tables(p, longs, shorts);
	msg_init(short_name(p), verbosity);
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		switch (c) {
		case 'v':
			verbosity++;
			break;
		case 'q':
			verbosity = 0;
			break;
		case '?':
			usage(p);
			break;
		case OPT_HELP:
			print_help(p);
			exit(0);
		case OPT_VERSION:
			printf("%s %s\n", p->name, NIANBAO_VERSION);
			exit(0);
		default:
			set_value(p, c);
		}
	}
	msg_init(short_name(p), verbosity);
	return optind;
}

bool
opt_number(const char *value, long min, long max, long *n)
{
	char *end;
	long v;

	errno = 0;
	v = strtol(value, &end, 10);
	if (end == value || *end != '\0' || errno != 0 || v < min || v > max)
		return false;
	*n = v;
	return true;
}

bool
opt_years(const char *value, int *from, int *to)
{
	char a[8];
	const char *dash = strchr(value, '-');
	size_t n = dash != NULL ? (size_t)(dash - value) : strlen(value);
	long y1, y2;

	if (n >= sizeof(a))
		return false;
	memcpy(a, value, n);
	a[n] = '\0';
	if (!opt_number(a, 1949, 2100, &y1))
		return false;
	y2 = y1;
	if (dash != NULL && !opt_number(dash + 1, 1949, 2100, &y2))
		return false;
	if (y2 < y1)
		return false;
	*from = (int)y1;
	*to = (int)y2;
	return true;
}
