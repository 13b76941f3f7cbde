# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # tap.sh sets scratch and B
# For the tests of lists: made-up ones on loopback, and what a crawl of them got.

port=$((20000 + $$ % 6000))

# listen PROGRAM: starts it; $scratch/log has what it is asked for
listen() {
	perl -I "$(dirname "$0")/../portal" "$1" $port "$scratch/log" \
	    >"$scratch/ready" &
	server=$!
	trap 'kill $server 2>/dev/null' EXIT
	await "$scratch/ready"
}

# serve PROGRAM: starts tests/portal/PROGRAM; $scratch/truth is what it offers
serve() {
	perl -MIO::Compress::Gzip -MEncode -e 1 2>/dev/null ||
		skip_all 'no perl'
	server_pl=$(dirname "$0")/../portal/$1
	perl "$server_pl" $port - >"$scratch/truth"
	listen "$server_pl"
	{
		echo '@start	delay	nets'
		cut -f 2 "$scratch/truth" | uniq |
			sed 's/$/	0	127.0.1.0\/24/'
	} >"$scratch/portals.tsv"
}

# run VAR OPTION...: crawls; $scratch/got are the reports that were archived
run() {
	var=$scratch/$1
	shift
	: >"$scratch/log"
	hurried timeout 200 "$B/nianbao-fetch" -p "$scratch/portals.tsv" -d "$var" \
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

# said NAME FILTER: of the log of its portal, a line each
said() {
	jq -r --arg h "$(host "$1")" 'select(.url != null and
	    (.url | startswith($h))) | '"$2" "$newest"
}
