#!/bin/sh
# SPDX-License-Identifier: MIT
# The fifteen questions, asked of a made-up panel of which everything is known:
# each planted thing is found, and nothing else. PANEL=200 is a panel of full
# size.
. "$(dirname "$0")/../pg.sh"
pg_start
awk -v n="${PANEL:-60}" -v out="$tmp" -f "$home/tests/panel/panel.awk" \
    "$home/common/dict/region.tsv" || exit 1

# Answers differ only in order and in zeros behind the point.
answers() {
	psql -Xqd "$dsn" -v ON_ERROR_STOP=1 -f "$home/tests/panel/questions.sql" |
		LC_ALL=C sort
}
planted() {
	psql -XAqtF '	' -d "$dsn" -c "SELECT c.rule, a.agency, r.report_year,
	    c.subject, c.status FROM research.check_result c
	    JOIN research.report r USING (report_id)
	    JOIN research.agency a USING (agency_id)
	    WHERE (c.rule LIKE 'X_' OR c.rule = 'H1') AND c.rule <> 'X6'
	    AND c.status IN ('WARN', 'INFO')" | LC_ALL=C sort
}

load --jobs 2 "$tmp/first.jsonl"
is "$status" 0 'the first night is loaded'
report=$(q "SELECT report_id FROM research.unresolved
    WHERE reason = 'agency_without_place'")
county=$(awk -F '\t' '$1 == "place" { print $2 }' "$tmp/decisions.tsv")
sed -i "s/^place	[^	]*/place	$report/" "$tmp/decisions.tsv"
mkdir "$tmp/said"
mv "$tmp/decisions.tsv" "$tmp/said/"
{
	printf '@report_id\ttbl\tind\tcol\tprinted\tvalue\tby\ton\twhy\n'
	q "SELECT concat_ws(E'\t', report_id, 3, 'req_new', 'total', c.raw,
	    c.value - 1, '甲', '2026-01-01', '多印一件')
	    FROM research.cell c JOIN research.check_result USING (report_id)
	    WHERE rule = 'B01' AND status = 'FAIL' AND (tbl, ind, col) =
	    (3, 'req_new', 'total')"
} >"$tmp/said/corrections.tsv"
migrate "$dsn" "$tmp/said"
is "$?" 0 'decisions and corrections are taken in'
is "$(q "SELECT DISTINCT state FROM research.decision")" applied \
    'every decision has found its agency'
is "$(q "SELECT DISTINCT state FROM research.correction")" applied \
    'every correction its cell'
load "$tmp/second.jsonl"
is "$status" 0 'the second night is loaded'

answers >"$tmp/got.tsv"
LC_ALL=C sort "$tmp/want.tsv" >"$tmp/wanted.tsv"
for question in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15; do
	grep "^Q$question" "$tmp/got.tsv" >"$tmp/got"
	grep "^Q$question" "$tmp/wanted.tsv" >"$tmp/want"
	[ -s "$tmp/want" ] && diff "$tmp/want" "$tmp/got" >"$tmp/diff"
	ok $? "question $question: $(wc -l <"$tmp/want") facts"
	sed 's/^/# /' "$tmp/diff" | head -n 20
done
for what in perhaps clash revised; do
	is "$(grep "^$what" "$tmp/got.tsv")" "$(grep "^$what" "$tmp/wanted.tsv")" \
	    "$what: those and no others"
done
planted >"$tmp/got"
LC_ALL=C sort "$tmp/planted.tsv" >"$tmp/want"
diff "$tmp/want" "$tmp/got" >"$tmp/diff"
ok $? "rules across years and levels: $(wc -l <"$tmp/want") warn, no others"
sed 's/^/# /' "$tmp/diff" | head -n 20

# What researchers are told to ask has an answer here.
awk -v to="$tmp/block" '/^```sql$/ { n++; on = 1; next } /^```$/ { on = 0 }
    on { print > sprintf("%s.%02d", to, n) }' "$home/docs/RESEARCH.md"
for block in "$tmp"/block.*; do
	[ -n "$(psql -XAqtd "$dsn" -v ON_ERROR_STOP=1 -f "$block")" ]
	ok $? "docs/RESEARCH.md: $(head -n 1 "$block")"
done

is "$(q "SELECT string_agg(DISTINCT rule, ' ' ORDER BY rule)
    FROM research.check_result WHERE status = 'PASS' AND rule <> 'B01'")" \
    'H1 X1 X2 X3 X4' 'and hold elsewhere'

# The same again, and from nothing at once: the same answers.
load "$tmp/first.jsonl" "$tmp/second.jsonl"
answers >"$tmp/again.tsv"
diff "$tmp/got.tsv" "$tmp/again.tsv" >"$tmp/diff"
ok $? 'the same again: the same answers'
pg_new other
migrate "$dsn" "$tmp/said"
load --jobs 2 "$tmp/second.jsonl" "$tmp/first.jsonl"
answers >"$tmp/again.tsv"
diff "$tmp/got.tsv" "$tmp/again.tsv" >"$tmp/diff"
ok $? 'in another order, decisions first: the same answers'
sed 's/^/# /' "$tmp/diff" | head -n 20
pg_end
