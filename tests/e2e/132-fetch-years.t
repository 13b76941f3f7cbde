#!/bin/sh
# SPDX-License-Identifier: MIT
# --years on lists of 200 pages (tests/portal/long.pl): where the years begin is
# looked for, and no report of them is missed where the list is not in order.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

serve long.pl

# lists NAME: requests for pages of its list
lists() {
	awk -F'\t' -v n="$1" '$1 == n && $2 !~ "^/(art/|p/|robots.txt|sitemap)"' \
	    "$scratch/log" | wc -l
}
# every_report FROM TO NAME
every_report() {
	awk -F'\t' -v a="$1" -v b="$2" -v n="$3" '$1 == n && $4 >= a &&
	    $4 <= b { print $3 }' "$scratch/truth" | sort >"$scratch/want"
	grep -F "$(host "$3")" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$1-$2, $3: those reports"
}

for years in 2012-2012 2009-2010 2023-2024 2016-2020; do
	from=${years%-*}
	to=${years#*-}
	: >"$scratch/log"
	run "var-$from" --years "$years"
	for name in $(cut -f 1 "$scratch/truth" | uniq); do
		# two pages of older rows end a list, whatever stands behind
		[ "$name $from" = 'moved 2016' ] && continue
		every_report "$from" "$to" "$name"
	done
	# The first page, the looks at 200, the pages with rows that were
	# published when reports of these years are, and two more.
	needed=$(perl "$server_pl" $port - "$from-10-01" "$((to + 1))-12-31")
	for name in in-order records; do
		asked=$(lists $name)
		[ "$asked" -le $((1 + 8 + needed + 2)) ]
		ok $? "$name: $asked pages for 9 and $needed"
	done
	for name in down no-total; do
		asked=$(lists $name)
		[ "$asked" -le $((1 + 18 + needed + 2)) ]
		ok $? "$name: $asked pages for 19 and $needed"
	done
done
like "$(said in-order 'select(.reason == "passed_over") | .detail')" \
    '^pages [23] to [0-9]*, newer than the years$' 'what was passed over is told'

# Taken up in the middle of a search, by a process that knows nothing of it.
for _ in 1 2 3 4 5 6 7 8 9; do
	run pieces --years 2012-2012 --max-pages 30
done
run pieces --years 2012-2012
for name in in-order down records holes; do
	every_report 2012 2012 "$name"
done
finish
