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


# What is sent as JSON is in the archive as it went out, and in the index by its
# values; made anew of the archive the index is the same.
gzip -dc "$var"/warc/*.gz >"$scratch/warc"
is "$(grep -ac '^{"pageNo":[0-9]*,"pageSize":6,"channel":{"code":"nb","top":' \
    "$scratch/warc")" 30 'JSON is sent as the page says'
index() {
	cat "$var"/warc/*.cdxj
}
index >"$scratch/want"
is "$(cut -d ' ' -f 3- "$scratch/want" | jq -rs length)" \
    "$(wc -l <"$scratch/want")" 'no line of the index is broken'
like "$(grep zw/list "$scratch/want")" \
    '__wb_method=post&pageno=7&pagesize=6&code=nb&top=1&top=2&keyword=null ' \
    'which has what was sent'
rm "$var"/warc/*.cdxj
"$B/nianbao-fetch" -q -d "$var" -n 1 "$(host rss)" 2>/dev/null
index | grep __wb >"$scratch/one"
grep __wb "$scratch/want" >"$scratch/two"
same "$scratch/one" "$scratch/two" 'and is the same, made anew'

run years --years 2016-2017
awk -F'\t' -v two="$(host epoch)" -v other="$(host date-call)" '
    { first = index($3, two) == 1 || index($3, other) == 1 ? 2015 : 2016 }
    $4 >= first && $4 <= 2017 { print $3 }' "$scratch/truth" | sort \
    >"$scratch/want"
same "$scratch/got" "$scratch/want" '--years: those reports and no other'
finish
