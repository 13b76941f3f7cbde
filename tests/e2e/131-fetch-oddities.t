#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists with the faults of real ones (tests/portal/oddities.pl): every report is
# found or, where that cannot be, the log says that something is missing.
. "$(dirname "$0")/tap.sh"

perl -MIO::Compress::Gzip -MEncode -e 1 2>/dev/null || skip_all 'no perl'
port=$((20000 + $$ % 20000))
server_pl=$(dirname "$0")/../portal/oddities.pl
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
	jq -r 'select(.kind == "report" and .warc and .status == 200) | .url' \
	    "$var"/crawllog/*.jsonl | sort -u >"$scratch/got"
	newest=$(ls "$var"/crawllog/*.jsonl | tail -n 1)
}
# host NAME: where the portal is
host() {
	awk -F'\t' -v n="$1" '$1 == n { print $2; exit }' "$scratch/truth" |
		sed 's#\(//[^/]*\)/.*#\1/#'
}
# lists NAME: requests for pages of its list
lists() {
	awk -F'\t' -v n="$1" '$1 == n && $2 !~ "^/(art/|robots.txt|sitemap)"' \
	    "$scratch/log" | wc -l
}
# said NAME FILTER: of the log of its portal, a line each
said() {
	jq -r --arg h "$(host "$1")" 'select(.url != null and
	    (.url | startswith($h))) | '"$2" "$newest"
}

run all
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	awk -F'\t' -v n="$name" '$1 == n { print $3 }' "$scratch/truth" |
		sort >"$scratch/want"
	case $name in
	# Eighteen rows stand on pages that fail.
	hole | hole-down)
		continue
		;;
	esac
	grep -F "$(host "$name")" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: every report"
done
finish
