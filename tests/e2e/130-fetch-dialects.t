#!/bin/sh
# SPDX-License-Identifier: MIT
# Every way to page a list (tests/portal/dialects.pl): all reports are found,
# the dialect told by itself; only those of the years that were asked for; and
# lists without end come to one.
. "$(dirname "$0")/tap.sh"

perl -MIO::Compress::Gzip -MEncode -e 1 2>/dev/null || skip_all 'no perl'
port=$((20000 + $$ % 20000))
server_pl=$(dirname "$0")/../portal/dialects.pl
perl "$server_pl" $port - >"$scratch/truth"
perl "$server_pl" $port "$scratch/log" >"$scratch/ready" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
	grep -q ready "$scratch/ready" 2>/dev/null && break
	sleep 0.2
done
kill -0 $server 2>/dev/null || skip_all 'the server does not start'
{
	echo '@start	delay	nets'
	cut -f 2 "$scratch/truth" | uniq | sed 's/$/	0	127.0.1.0\/24/'
} >"$scratch/portals.tsv"

# run VAR OPTION...: crawls, $scratch/got are the reports that were archived
run() {
	var=$scratch/$1
	shift
	: >"$scratch/log"
	timeout 200 "$B/nianbao-fetch" -p "$scratch/portals.tsv" -d "$var" \
	    "$@" 2>"$scratch/err"
	rc=$?
	cat "$var"/crawllog/*.jsonl | jq -r 'select(.kind == "report" and
	    .warc and .status == 200) | .url' | sort -u >"$scratch/got"
}
# at NAME FILE: the lines of FILE that are of this portal
at() {
	url=$(awk -F'\t' -v n="$1" '$1 == n { print $2; exit }' \
	    "$scratch/truth" | sed 's#\(//[^/]*\)/.*#\1/#')
	grep -F "$url" "$2"
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
