/* SPDX-License-Identifier: MIT */
#include "glue.h"

enum {
	MAX_DIGITS = 9,		/* of one number */
	MAX_STEPS = 200000	/* of the search; beyond it, "more than one" */
};

struct search {
	const struct str *runs;
	int n, count;
	enum glue_rule rule;
	struct str part[GLUE_MAX];
	long long value[GLUE_MAX];
	struct str *out;
	int found, steps;
};

static long long
sum(const struct search *s, int from, int to)
{
	long long all = 0;

	for (; from < to; from++)
		all += s->value[from];
	return all;
}

/* Whether the k numbers so far can stand. */
static bool
holds(const struct search *s, int k)
{
	if (s->rule == GLUE_FIVES && k % 5 == 0)
		return s->value[k - 1] == sum(s, k - 5, k - 1);
	if (s->rule == GLUE_SUM && k == s->count)
		return s->value[k - 1] == sum(s, 0, k - 1);
	return true;
}

static void
search(struct search *s, int run, size_t at, int k)
{
	struct str digits;
	long long value = 0;
	size_t i;

	if (s->found > 1 || ++s->steps > MAX_STEPS)
		return;
	if (run == s->n) {
		if (k != s->count)
			return;
		if (s->found++ == 0)
			memcpy(s->out, s->part, sizeof(s->part));
		return;
	}
	if (k == s->count)
		return;
	digits = s->runs[run];
	for (i = at; i < digits.n && i - at < MAX_DIGITS; i++) {
		if (i == at + 1 && digits.p[at] == '0')
			break;		/* 07 is no count */
		value = value * 10 + (digits.p[i] - '0');
		s->part[k] = str_sub(digits, at, i + 1 - at);
		s->value[k] = value;
		if (!holds(s, k + 1))
			continue;
		if (i + 1 == digits.n)
			search(s, run + 1, 0, k + 1);
		else
			search(s, run, i + 1, k + 1);
	}
}

int
glue_cut(const struct str *runs, int n, int count, enum glue_rule rule,
    struct str *out)
{
	struct search s = { .runs = runs, .n = n, .count = count,
		.rule = rule, .out = out };

	if (count > GLUE_MAX)
		return 2;
	search(&s, 0, 0, 0);
	if (s.steps > MAX_STEPS)
		return 2;
	return s.found;
}
