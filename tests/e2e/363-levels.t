#!/bin/sh
# SPDX-License-Identifier: MIT
# Rule H1: a whole region is the sum of its parts. Departments that nobody has
# crawled are no doubt; what no missing part explains is.
. "$(dirname "$0")/../pg.sh"
pg_start

# year YEAR WHOLE OWN...: the prefecture, its two counties (5 and 6), and its
# own offices, each "name:requests".
doc=0
one() {	# YEAR CODE SCOPE KIND AGENCY NEW
	doc=$((doc + 1))
	echo "doc=$doc source=h/$doc.txt year=$1 code=$2 scope=$3" \
	    "agency_kind=$4 agency=$5 new=$6 in=0 out=0"
}
year() {
	one "$1" 620300 region government 金昌市人民政府 "$2"
	one "$1" 620302 region government 金川区人民政府 5
	one "$1" 620321 region government 永昌县人民政府 6
	of=$1
	shift 2
	for office in "$@"; do
		case $office in
		人民政府:*) kind=government ;;
		*) kind=department ;;
		esac
		one "$of" 620300 own $kind "金昌市${office%:*}" "${office#*:}"
	done
}
{
	year 2017 20 人民政府:3 财政局:4
	year 2019 20 人民政府:3 财政局:4 教育局:2 税务局:9 人民政府办公室:3
	year 2021 20 人民政府:3 财政局:4
	year 2022 20 人民政府:3 财政局:4 教育局:2
	year 2023 21 人民政府:3 财政局:4 教育局:2
	year 2024 13 人民政府:3
} | records >"$tmp/a.jsonl"
doc=100
one 2022 620300 region government 金昌市人民政府 23 | records >"$tmp/b.jsonl"

told() {
	q "SELECT r.report_year, c.status, c.lhs, c.rhs
	    FROM research.check_result c JOIN research.report r USING (report_id)
	    WHERE c.rule = 'H1' AND c.subject = 'req_new' ORDER BY 1"
}
load "$tmp/a.jsonl"
is "$(told)" '2017|NOT_ASSESSABLE|20|18
2019|NOT_ASSESSABLE|20|32
2021|NOT_ASSESSABLE|20|18
2022|PASS|20|20
2023|WARN|21|20
2024|WARN|13|14' 'a sum that lacks offices is no doubt; one with all of them is'
is "$(q "SELECT string_agg(DISTINCT r.quality, ' ')
    FROM research.check_result c JOIN research.requests r USING (report_id)
    WHERE c.rule = 'H1' AND c.status = 'WARN'")" flagged 'and flags the report'

# Another report of that year: what it does not change is not written.
written() {
	q "SELECT report_key, xmin FROM derived.level ORDER BY 1"
}
written >"$tmp/before"
doc=90
one 2022 110101 own department 东城区财政局 5 | records >"$tmp/c.jsonl"
load "$tmp/c.jsonl"
is "$(written)" "$(cat "$tmp/before")" 'what stays true is not written again'

# The year that told which offices there are does not add up any more.
load "$tmp/b.jsonl"
is "$(told | grep -c WARN)" 1 'what a year told of others goes with it'
told >"$tmp/told"
pg_new other
load --jobs 2 "$tmp/c.jsonl" "$tmp/b.jsonl" "$tmp/a.jsonl"
is "$(told)" "$(cat "$tmp/told")" 'in any order'

# Offices that may be counted twice explain a sum that goes past the whole.
pg_new decided
year 2024 13 人民政府:1 财政局:1 教育局:1 | records >"$tmp/d.jsonl"
load "$tmp/d.jsonl"
is "$(told)" '2024|WARN|13|14' 'each of them counts'
mkdir "$tmp/said"
printf '@decision\tsubject\tvalue\tby\ton\twhy\n' >"$tmp/said/decisions.tsv"
cp "$tmp/said/decisions.tsv" "$tmp/none"
printf 'same\t620300 金昌市财政局\t620300 金昌市教育局\t李\t2026-03-01\t-\n' \
    >>"$tmp/said/decisions.tsv"
migrate "$dsn" "$tmp/said"
is "$(told)" '2024|NOT_ASSESSABLE|13|14' 'two that perhaps are one do not'
mv "$tmp/none" "$tmp/said/decisions.tsv"
migrate "$dsn" "$tmp/said"
is "$(told)" '2024|WARN|13|14' 'and do again when that is taken back'
pg_end
