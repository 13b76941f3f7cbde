/* SPDX-License-Identifier: MIT */
#include "opening.h"

#include "label.h"
#include "part.h"

int
opening_table(struct str hans, struct str key)
{
	/* Most cells are numbers: shorter than the shortest label below. */
	if (hans.n < strlen("勾稽关系"))
		return 0;
	if (str_starts(key, STR("第二十条第")) ||
	    str_eq(key, STR("本年制发件数")) ||
	    str_eq(key, STR("本年新制作数量")))
		return 2;
	if (str_has(hans, STR("勾稽关系")) || str_eq(key, STR("申请人情况")) ||
	    str_eq(key, STR("本年新收政府信息公开申请数量")))
		return 3;
	if (str_eq(key, STR("行政复议")) || str_eq(key, STR("行政诉讼")) ||
	    str_eq(key, STR("行政复议结果维持")) ||
	    str_eq(key, STR("未经复议直接起诉")) ||
	    str_eq(key, STR("复议后起诉")))
		return 4;
	return str_eq(key, STR("统计指标")) || str_eq(key, STR("指标名称")) ?
	    14 : 0;
}

struct str
opening_key(const struct doc *d, const struct anchor *a)
{
	return a->key.p != NULL ? a->key : label_key(d->arena, a->hans);
}

int
opening_of(const struct doc *d, const struct grid *g)
{
	size_t i;
	int tbl;

	for (i = 0; i < g->n && i < PART_MAX_ANCHORS; i++)
		if ((tbl = opening_table(g->cells[i].hans,
		    opening_key(d, &g->cells[i]))) != 0)
			return tbl;
	return 0;
}
