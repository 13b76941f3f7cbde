#!/bin/sh
# SPDX-License-Identifier: MIT
# Every way to page a list (tests/portal/dialects.pl): all reports are found,
# the dialect told by itself; only those of the years that were asked for; and
# lists without end come to one.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

serve dialects.pl

# at NAME FILE: the lines of FILE that are of this portal
at() {
	grep -F "$(host "$1")" "$2"
}
# lists NAME: requests for pages of its list
lists() {
	awk -F'\t' -v n="$1" '$1 == n && $2 != "/robots.txt" &&
	    $2 != "/sitemap.xml" && $2 !~ "^/art/"' "$scratch/log" | wc -l
}

run all
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	awk -F'\t' -v n="$name" '$1 == n && $3 { print $3 }' \
	    "$scratch/truth" | sort >"$scratch/want"
	at "$name" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: every report"
done
[ "$(lists stuck)" -le 3 ]
ok $? 'the same page again and again is noticed'
[ "$(lists calendar)" -le 110 ]
ok $? 'pages that lead to nothing come to an end'
[ "$(lists stub)" -le 11 ]
ok $? 'so do stubs behind the last page'

# Rows of 2019 and 2020 stand on pages 3 to 5 of 9; years have four reports.
run years --years 2019-2020
awk -F'\t' '($4 == 2019 || $4 == 2020) && $3 { print $3 }' \
    "$scratch/truth" | sort >"$scratch/want"
same "$scratch/got" "$scratch/want" '--years: those reports and no other'
for name in trs trs-div trs-vars ucap webplus vsb pagination anchors-gb; do
	asked=$(lists $name)
	[ "$asked" -le 7 ]
	ok $? "$name: $asked of 10 pages are enough"
done
finish
