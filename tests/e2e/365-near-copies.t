#!/bin/sh
# SPDX-License-Identifier: MIT
# Near copies among the reports of a year: the nearest of each have a row, all
# are counted, and where so many are alike that not all were compared, that is
# said. In any order, and after a report was revised.
. "$(dirname "$0")/../pg.sh"
pg_start

# made LINES: of each "no print" a report of 2023 with that fingerprint; a
# third word makes it another version of the report.
made() {
	awk '{ print "doc=" ($3 == "" ? $1 : $3) " agency=第" $1 \
	    "县人民政府 code=990101 year=2023 print=" $2 " at=2024-01-0" \
	    ($3 == "" ? 1 : 2) "T00:00:00Z new=" ($3 == "" ? 1 : 2) }' |
		records
}

# 300 in the same words, 500 around one text with up to three bits turned, 40
# that are like nothing else.
awk 'function hex(a,   i, s) {
	for (i = 0; i < 64; i += 4)
		s = s sprintf("%x", a[i] * 8 + a[i + 1] * 4 + a[i + 2] * 2 + \
		    a[i + 3])
	return s
}
BEGIN {
	srand(7)
	for (n = 1; n <= 840; n++) {
		for (i = 0; i < 64; i++)
			a[i] = n <= 300 ? i % 3 == 0 : n <= 800 ? i % 2 : \
			    rand() < 0.5
		for (k = 0; k < 3 && n > 300 && n <= 800; k++) {
			i = int(rand() * 64)
			a[i] = !a[i]
		}
		print n, hex(a)
	}
}' >"$tmp/prints"
made <"$tmp/prints" >"$tmp/a.jsonl"
load "$tmp/a.jsonl"
is "$status" 0 'loaded'

# What is true, by comparing each with each.
true_copies="SELECT a.report_key, count(*) AS n,
    min(bit_count((a.fingerprint # b.fingerprint)::bit(64))) AS least
    FROM derived.report a JOIN derived.report b
    ON a.report_key <> b.report_key AND
    bit_count((a.fingerprint # b.fingerprint)::bit(64)) <= 6 GROUP BY 1"
words() {
	sed -n "$1p" "$tmp/prints" | cut -d ' ' -f 2
}
print_of="fingerprint = ('x' || '$(words 1)')::bit(64)::bigint"
is "$(q "SELECT count(*), min(near_copies), max(near_copies),
    bool_or(more_copies) FROM derived.report WHERE $print_of")" \
    '300|299|299|f' '300 in the same words know of 299 others'
is "$(q "SELECT count(DISTINCT l.report_key), count(*), max(differ)
    FROM derived.likeness l JOIN derived.report USING (report_key)
    WHERE $print_of")" '300|3000|0' 'of whom each lists ten'
is "$(q "SELECT count(*), bool_or(near_copies > t.n),
    bool_or(near_copies < t.n AND NOT more_copies),
    bool_and(near_copies >= 30) FROM derived.report r
    JOIN ($true_copies) t USING (report_key) WHERE NOT $print_of")" \
    '500|f|f|t' 'none is counted that is not there, and what may be missing is said'
is "$(q "SELECT count(*) FROM derived.report r JOIN ($true_copies) t
    USING (report_key) WHERE (SELECT min(differ) FROM derived.likeness l
    WHERE l.report_key = r.report_key) > t.least + 2")" 0 \
    'those that are listed are of the nearest'
is "$(q "SELECT count(*) FROM derived.likeness l JOIN derived.report a
    USING (report_key) JOIN derived.report b ON b.report_key = l.other_key
    WHERE l.differ <> bit_count((a.fingerprint # b.fingerprint)::bit(64))")" \
    0 'and as like as is said'
is "$(q "SELECT count(*), bool_or(near_copies > 0) FROM derived.report r
    WHERE report_key NOT IN (SELECT report_key FROM ($true_copies) t)")" \
    '40|f' 'what is like nothing has no copies'
is "$(q "SELECT count(*), min(near_copies), count(DISTINCT report_id)
    FROM research.text_reuse WHERE near_copies = 299")" '3000|299|300' \
    'the panel tells how many there are'
is "$(q "SELECT lhs, rhs, count(*) FROM research.check_result
    WHERE rule = 'X6' AND subject = 'copies' AND lhs = 299 GROUP BY 1, 2")" \
    '299|10|300' 'and so does X6'

# One of the 300 is written anew, one of the 40 turns into one of them.
{
	echo "7 $(words 820 | tr 0-9a-f 1-9a-f0) 9007"
	echo "810 $(words 1) 9810"
	echo "900 $(words 1)"
} | made >"$tmp/b.jsonl"
load "$tmp/b.jsonl"
is "$(q "SELECT count(*), min(near_copies), max(near_copies)
    FROM derived.report WHERE $print_of")" '301|300|300' \
    'revised and new reports count'
told() {
	q "SELECT l::text FROM derived.likeness l ORDER BY 1"
	q "SELECT report_key, near_copies, more_copies FROM derived.report
	    ORDER BY 1"
}
told >"$tmp/one"
pg_new other
tac "$tmp/a.jsonl" | split -l 500 - "$tmp/part."
load "$tmp/b.jsonl"
for part in "$tmp"/part.*; do
	load "$part"
done
told >"$tmp/two"
cmp "$tmp/one" "$tmp/two"
ok $? 'in another order, in parts: the same'
pg_end
