#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists as systems in use answer (tests/portal/wild.pl): every report is found.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

serve wild.pl
run all
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	awk -F'\t' -v n="$name" '$1 == n && $3 { print $3 }' "$scratch/truth" |
	    sort >"$scratch/want"
	grep -F "$(host "$name")" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: every report"
	asked=$(awk -F'\t' -v n="$name" '$1 == n && $2 ~ "/" &&
	    $2 !~ "^/(zw/doc/|robots.txt|sitemap)"' "$scratch/log" | wc -l)
	[ "$asked" -le 13 ]
	ok $? "$name: $asked pages for ten, or an entry and less"
done
is "$(said script-cookie 'select(.kind == "list") |
    [.outcome, .reason, .detail] | join(" ")')" 'rejected challenge cookie' \
    'a page that only sets a cookie by script is a guard'

run years --years 2016-2017
awk -F'\t' -v two="$(host epoch)" -v other="$(host date-call)" '
    { first = index($3, two) == 1 || index($3, other) == 1 ? 2015 : 2016 }
    $4 >= first && $4 <= 2017 { print $3 }' "$scratch/truth" | sort \
    >"$scratch/want"
same "$scratch/got" "$scratch/want" '--years: those reports and no other'
finish
