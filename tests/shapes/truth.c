/* SPDX-License-Identifier: MIT */
#include "truth.h"

#include <assert.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DENY "（三）不予公开"
#define UNABLE "（四）无法提供"
#define REJECT "（五）不予处理"
#define OTHER "（六）其他处理"

const struct truth_row truth_rows[] = {
	{ "req_new", "", "一、本年新收政府信息公开申请数量", 0 },
	{ "req_carry_in", "", "二、上年结转政府信息公开申请数量", 0 },
	{ "req_open", "", "（一）予以公开", 0 },
	{ "req_partial", "",
	    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 0 },
	{ "req_deny_sub", DENY, "小计", 0 },
	{ "req_deny_state_secret", DENY, "1.属于国家秘密", 0 },
	{ "req_deny_law_forbidden", DENY, "2.其他法律行政法规禁止公开", 0 },
	{ "req_deny_safety_stability", DENY, "3.危及“三安全一稳定”", 0 },
	{ "req_deny_third_party", DENY, "4.保护第三方合法权益", 0 },
	{ "req_deny_internal", DENY, "5.属于三类内部事务信息", 0 },
	{ "req_deny_process", DENY, "6.属于四类过程性信息", 0 },
	{ "req_deny_enforcement_file", DENY, "7.属于行政执法案卷", 0 },
	{ "req_deny_admin_query", DENY, "8.属于行政查询事项", 0 },
	{ "req_unable_sub", UNABLE, "小计", 0 },
	{ "req_unable_not_held", UNABLE, "1.本机关不掌握相关政府信息", 0 },
	{ "req_unable_need_create", UNABLE, "2.没有现成信息需要另行制作", 0 },
	{ "req_unable_unclear", UNABLE, "3.补正后申请内容仍不明确", 0 },
	{ "req_reject_sub", REJECT, "小计", 0 },
	{ "req_reject_petition", REJECT, "1.信访举报投诉类申请", 0 },
	{ "req_reject_repeat", REJECT, "2.重复申请", 0 },
	{ "req_reject_publication", REJECT, "3.要求提供公开出版物", 0 },
	{ "req_reject_abusive", REJECT, "4.无正当理由大量反复申请", 0 },
	{ "req_reject_reconfirm", REJECT,
	    "5.要求行政机关确认或重新出具已获取信息", 0 },
	{ "req_other", "", "（六）其他处理", 2019 },
	{ "req_other_sub", OTHER, "小计", 2021 },
	{ "req_other_no_correction", OTHER,
	    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
	    2021 },
	{ "req_other_no_payment", OTHER, "2.申请人逾期未按收费通知要求缴纳费用、"
	    "行政机关不再处理其政府信息公开申请", 2021 },
	{ "req_other_misc", OTHER, "3.其他", 2021 },
	{ "req_total", "", "（七）总计", 0 },
	{ "req_carry_out", "", "四、结转下年度继续办理", 0 },
	{ NULL, NULL, NULL, 0 }
};

const char *const truth_columns[TRUTH_COLS] = { "natural", "commercial",
	"research", "social", "legal", "other", "total" };
const char *const truth_groups[3] = { "recon", "lit_direct", "lit_after" };
const char *const truth_outcomes[5] = { "upheld", "corrected", "other",
	"pending", "total" };

/* splitmix64: the same everywhere. */
static int
draw(uint64_t *state, int below)
{
	uint64_t z = *state += 0x9E3779B97F4A7C15;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
	z ^= z >> 31;
	return (int)(z % (uint64_t)below);
}

bool
truth_has(const struct shape *s, const struct truth_row *r)
{
	int form = s->how & HOW_ONE_OTHER ? 2019 : s->form;
	size_t n = strlen(r->ind);
	bool sub = n > 4 && strcmp(r->ind + n - 4, "_sub") == 0;

	return (r->forms == 0 || r->forms == form) &&
	    (!sub || s->how & HOW_SUBTOTALS);
}

static void
put(struct truth *t, const struct shape *s, int tbl, const char *ind,
    const char *col, const char *value)
{
	struct truth_cell *c = &t->v[t->n++];
	bool none = strcmp(value, "0") == 0 && strcmp(s->zero, "0") != 0;

	assert(t->n <= TRUTH_MAX);
	c->tbl = tbl;
	snprintf(c->ind, sizeof(c->ind), "%s", ind);
	snprintf(c->col, sizeof(c->col), "%s", col);
	snprintf(c->value, sizeof(c->value), "%s", none ? "" : value);
	c->state = !none ? 'n' : s->zero[0] == '\0' ||
	    strcmp(s->zero, "&nbsp;") == 0 ? 'b' : 'a';
}

static void
put_int(struct truth *t, const struct shape *s, int tbl, const char *ind,
    const char *col, int value)
{
	char text[24];

	snprintf(text, sizeof(text), "%d", value);
	put(t, s, tbl, ind, col, text);
}

static void
make_proactive(struct truth *t, const struct shape *s, uint64_t *state)
{
	static const char *const stock[2][3] = {
		{ "made", "newly_open", "open_total" },
		{ "issued", "repealed", "in_force" } };
	static const char *const documents[] = { "regulation",
		"normative_doc" };
	static const char *const acts[] = { "license", "penalty", "coercion",
		"other_mgmt" };
	bool new = s->form == 2021;
	char text[24];
	int i, n, prev;

	for (i = 0; i < 2; i++) {
		n = i == 0 ? draw(state, 3) : draw(state, 30);
		put_int(t, s, 2, documents[i], stock[new][0], n);
		put_int(t, s, 2, documents[i], stock[new][1],
		    new ? draw(state, 4) : n);
		put_int(t, s, 2, documents[i], stock[new][2],
		    n + 4 + draw(state, 90));
	}
	for (i = 0; i < (new ? 3 : 4); i++) {
		if (!new) {
			prev = 20 + draw(state, 200);
			put_int(t, s, 2, acts[i], "items_prev", prev);
			put_int(t, s, 2, acts[i], "items_delta",
			    draw(state, 9));
		}
		put_int(t, s, 2, acts[i], "decisions", draw(state, 3) == 0 ?
		    0 : 1000 + draw(state, 30000));
	}
	snprintf(text, sizeof(text), "%d.%d", 100 + draw(state, 9000),
	    1 + draw(state, 9));
	if (new) {
		put(t, s, 2, "fee", "fee_wan", text);
		return;
	}
	put_int(t, s, 2, "fee", "items_prev", 3 + draw(state, 9));
	put_int(t, s, 2, "fee", "items_delta", draw(state, 3));
	put_int(t, s, 2, "procurement", "proc_items", draw(state, 90));
	put_int(t, s, 2, "procurement", "proc_amount",
	    200000 + draw(state, 900000));
}

/* Rows 一 to 四 in the order of the form; a subtotal is filled in later. */
static void
make_requests(struct truth *t, const struct shape *s, uint64_t *state)
{
	int v[TRUTH_ROWS][TRUTH_COLS] = { { 0 } }, sub = -1, r, c, n = 0;
	const char *ind;

	for (r = 0; truth_rows[r].ind != NULL; r++) {
		ind = truth_rows[r].ind;
		if (strcmp(truth_rows[r].label, "小计") == 0)
			sub = r;
		else if (truth_rows[r].group[0] == '\0')
			sub = -1;
		for (c = 0; c < 6 && truth_has(s, &truth_rows[r]) &&
		    r != sub && strcmp(ind, "req_total") != 0; c++)
			v[r][c] = draw(state, c == 0 ? 2 : 5) != 0 ? 0 :
			    1 + draw(state, c == 0 ? 140 : 12);
		for (c = 0; c < 6; c++) {
			v[r][6] += v[r][c];
			if (sub >= 0 && r != sub) {
				v[sub][c] += v[r][c];
				v[sub][6] += v[r][c];
			}
		}
		n = r;
	}
	/* (七) is the sum, and what came in is what went out or stayed. */
	for (c = 0; c < TRUTH_COLS; c++) {
		v[n - 1][c] = 0;
		for (r = 2; r < n - 1; r++)
			if (strcmp(truth_rows[r].label, "小计") != 0)
				v[n - 1][c] += v[r][c];
		v[1][c] = v[1][c] < v[n - 1][c] ? v[1][c] : 0;
	}
	v[1][6] = v[1][0] + v[1][1] + v[1][2] + v[1][3] + v[1][4] + v[1][5];
	for (c = 0; c < TRUTH_COLS; c++)
		v[0][c] = v[n - 1][c] + v[n][c] - v[1][c];
	for (r = 0; r <= n; r++)
		for (c = 0; truth_has(s, &truth_rows[r]) && c < TRUTH_COLS;
		    c++)
			put_int(t, s, 3, truth_rows[r].ind, truth_columns[c],
			    v[r][c]);
}

/* Rows of the office's own: no dictionary knows them. */
static void
make_local(struct truth *t, const struct shape *s)
{
	static const char *const cols[2][3][3] = {
		{ { "made", "newly_open", "open_total" },
		{ "items_prev", "items_delta", "decisions" },
		{ "items_prev", "items_delta", "decisions" } },
		{ { "issued", "repealed", "in_force" } } };
	char ind[16];
	int i, k;

	for (i = 0; i < 3 && s->how & HOW_LOCAL_ROWS; i++)
		for (k = 0; k < 3; k++) {
			snprintf(ind, sizeof(ind), "x_%d", i + 1);
			if (cols[s->form == 2021][i][k] != NULL)
				put(t, s, 2, ind, cols[s->form == 2021][i][k],
				    "17");
		}
}

/* 小计 of 法人或其他组织. */
static void
make_org_total(struct truth *t, const struct shape *s)
{
	int i, k, sum;

	for (i = 0; s->how & HOW_ORG_TOTAL && truth_rows[i].ind != NULL;
	    i++) {
		if (!truth_has(s, &truth_rows[i]))
			continue;
		for (k = 1, sum = 0; k < 6; k++)
			sum += atoi(truth_find(t, 3, truth_rows[i].ind,
			    truth_columns[k])->value);
		put_int(t, s, 3, truth_rows[i].ind, "org_total", sum);
	}
}

static void
make_disputes(struct truth *t, const struct shape *s, uint64_t *state)
{
	char ind[32];
	int g, o, n, sum;

	for (g = 0; g < 3; g++)
		for (o = sum = 0; o < 5; o++) {
			n = o == 4 ? sum : draw(state, 2) * draw(state, 13);
			sum += n;
			snprintf(ind, sizeof(ind), "%s_%s", truth_groups[g],
			    truth_outcomes[o]);
			put_int(t, s, 4, ind, "value", n);
		}
}

/* What the shape leaves blank whatever the number is. */
static void
blank_out(struct truth *t, const struct shape *s)
{
	struct truth_cell *c;
	int i;

	for (i = 0; i < t->n; i++) {
		c = &t->v[i];
		if ((s->how & HOW_BLANK_TOTALS && c->tbl == 3 &&
		    strcmp(c->col, "total") == 0) ||
		    (s->how & HOW_BLANK_DISPUTES && c->tbl == 4) ||
		    s->how & HOW_ALL_BLANK) {
			c->value[0] = '\0';
			c->state = 'b';
		}
	}
}

void
truth_make(struct truth *t, const struct shape *s, unsigned int seed)
{
	uint64_t state = seed;

	memset(t, 0, sizeof(*t));
	make_proactive(t, s, &state);
	make_requests(t, s, &state);
	make_disputes(t, s, &state);
	make_local(t, s);
	make_org_total(t, s);
	blank_out(t, s);
}

const struct truth_cell *
truth_find(const struct truth *t, int tbl, const char *ind, const char *col)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->v[i].tbl == tbl && strcmp(t->v[i].ind, ind) == 0 &&
		    strcmp(t->v[i].col, col) == 0)
			return &t->v[i];
	return NULL;
}
