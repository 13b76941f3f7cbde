#!/bin/sh
# SPDX-License-Identifier: MIT
# The sample portals are crawled: every report and nothing but reports, the
# second time without a body, and the same after kill -9 at any moment.
. "$(dirname "$0")/tap.sh"

port=8471
[ -x "$B/sample-portals" ] || skip_all 'no sample-portals'
"$B/sample-portals" --port $port --log "$scratch/access" \
    >"$scratch/server.out" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null' EXIT
await "$scratch/server.out"

# portals DELAY
portals() {
	"$B/sample-portals" --port $port --lists |
		awk -F"\t" -v OFS="\t" -v d="$1" "!/^@/ { \$8 = d } 1"
}
portals 0.02 >"$scratch/portals.tsv"
"$B/sample-portals" --port $port --reports | tail -n +2 >"$scratch/reports"
cut -f 1 "$scratch/reports" | sort >"$scratch/want"

# run VAR OPTION...
run() {
	var=$scratch/$1
	shift
	hurried timeout 100 "$B/nianbao-fetch" --var "$var" \
	    --portals "$scratch/portals.tsv" "$@" 2>"$scratch/err"
	rc=$?
	last=$(tail -n 1 "$scratch/err")
	newest=$(ls "$var"/crawllog/*.jsonl | tail -n 1)
}
# urls VAR KIND: what was archived of this kind, sorted
urls() {
	cat "$scratch/$1"/crawllog/*.jsonl |
		jq -r --arg k "$2" 'select(.kind == $k and .warc) | .url' |
		sort
}

run a
is "$rc" 0 'the portals are crawled'
urls a report >"$scratch/got"
same "$scratch/got" "$scratch/want" 'every report and no other page'
is "$(urls a attachment | wc -l)" 1 'and the attachment'
is "$(urls a robots | wc -l)" 4 'robots.txt once a host'
is "$(jq -r 'select(.type == "host") | .state' "$newest" | sort -u)" fine \
    'every host is fine'
is "$(jq -r 'select(.type == "host") | [.host, .official] | @tsv' "$newest" |
    sed 's/:[0-9]*//' | sort | tr '\t\n' '= ')" \
    '127.0.1.1=true 127.0.1.2=true 127.0.1.3=true 127.0.1.4=false ' \
    'and official as the operator says'
is "$(find "$scratch/a" -name '*.open')" '' 'every file has its name'
# Each line of an index leads to its record.
for index in "$scratch"/a/warc/*.cdxj; do
	while read -r _ _ json; do
		at=$(echo "$json" | jq -r '.offset, .length' | tr '\n' ' ')
		tail -c +$((${at%% *} + 1)) "${index%.cdxj}.warc.gz" |
			head -c "$(echo "$at" | cut -d ' ' -f 2)" |
			gzip -dc 2>/dev/null | tr -d '\r' |
			sed -n 's/^WARC-Target-URI: //p' | head -n 1
		echo "$json" | jq -r .url >>"$scratch/indexed"
	done <"$index" >"$scratch/found"
done
same "$scratch/found" "$scratch/indexed" 'the index is right'
is "$(wc -l <"$scratch/found")" 69 'and whole'

run a
is "$rc" 0 'the second run'
is "$(jq -r 'select(.type == "fetch" and .kind != "list") | .status' \
    "$newest" | sort -u)" 304 'gets 304 for every report'
is "$(jq -r 'select(.type == "fetch") | .outcome' "$newest" |
    grep -cv -e not_modified -e same)" 0 'and finds everything the same'
like "$last" 'seen=([0-9]+) ok=0 same=[0-9]+ rejected=0' 'and says so'
is "$(jq -r 'select(.status == 304) | .digest' "$newest" | grep -cv sha256)" \
    0 'revisits have the digest of what they stand for'
gzip -dc "$scratch"/a/warc/*.gz | grep -a '^WARC-Refers-To: ' |
	tr -d '\r' | cut -d ' ' -f 2 | sort -u >"$scratch/refers"
gzip -dc "$scratch"/a/warc/*.gz | grep -a '^WARC-Record-ID: ' |
	tr -d '\r' | cut -d ' ' -f 2 | sort -u >"$scratch/ids"
is "$(comm -23 "$scratch/refers" "$scratch/ids" | wc -l)" 0 \
    'revisits refer to records that are there'

run b --years 2020-2021
urls b report >"$scratch/got"
awk -F'\t' '$3 == 2020 || $3 == 2021 { print $1 }' "$scratch/reports" |
	sort >"$scratch/want2"
# A mirror cuts titles; what says no year is fetched.
same "$scratch/got" "$scratch/want2" '--years fetches those years'
run b
urls b report | sort -u >"$scratch/got"
same "$scratch/got" "$scratch/want" 'the others come with a later run'

run c --max-pages 20
is "$rc" 0 '--max-pages stops'
like "$last" ' requests=20 left=[1-9]' 'in time'
rm -rf "$scratch/b2"
run b2 --budget 1
is "$rc" 0 '--budget stops'
like "$last" ' left=[1-9][0-9]* bytes=10[0-9]{5} ' 'after so many bytes'

run c
urls c report >"$scratch/got"
same "$scratch/got" "$scratch/want" 'and the next run does the rest'

# Killed again and again until it gets through.
portals 0.05 >"$scratch/portals.tsv"
kills=0
while [ $kills -lt 40 ]; do
	"$B/nianbao-fetch" -q --portals "$scratch/portals.tsv" \
	    --var "$scratch/k" 2>/dev/null &
	pid=$!
	sleep "0.$((kills * 37 % 3))$((kills * 53 % 10))"
	kill -9 $pid 2>/dev/null || break
	wait $pid 2>/dev/null
	kills=$((kills + 1))
	# A run that came to its end would begin anew.
	cat "$scratch"/k/crawllog/*.jsonl 2>/dev/null |
		grep -q '"type":"host"' && break
done
[ $kills -gt 3 ]
ok $? "killed $kills times"
run k
urls k report | sort -u >"$scratch/got"
same "$scratch/got" "$scratch/want" 'and everything is there'
gzip -dc "$scratch"/k/warc/*.gz >"$scratch/warc"
ok $? 'every archive is whole'
# What is asked for by POST shares its address.
is "$(grep -a -A 4 '^WARC-Type: response' "$scratch/warc" |
    grep -a '^WARC-Target-URI' | grep -av dataproxy | sort | uniq -d)" '' \
    'nothing is there twice'
is "$(cat "$scratch"/k/crawllog/*.jsonl | jq -r 'select(.warc) |
    .warc.file' | sort -u | while read -r file; do
	[ -f "$scratch/k/warc/$file" ] || echo "$file"; done)" '' \
    'the log names files that are there'

portals 0.3 >"$scratch/portals.tsv"
"$B/nianbao-fetch" -q --portals "$scratch/portals.tsv" \
    --var "$scratch/t" 2>"$scratch/err" &
pid=$!
sleep 1
"$B/nianbao-fetch" -q --portals "$scratch/portals.tsv" \
    --var "$scratch/t" 2>"$scratch/err2"
is $? 1 'a second run on the same folder is refused'
kill -TERM $pid
wait $pid
is $? 3 'SIGTERM ends a run in order'
like "$(tail -n 1 "$scratch/err")" '^fetch: seen=.* left=[1-9]' \
    'which says what is left'

# Two ports of one address are two hosts and one server.
"$B/sample-portals" --port $((port + 1)) --log "$scratch/access2" \
    >"$scratch/server2.out" 2>&1 &
second=$!
trap 'kill $server $second 2>/dev/null' EXIT
await "$scratch/server2.out"
before=$(($(wc -l <"$scratch/access") + 1))
portals 0.1 | grep '//127.0.1.1:' >"$scratch/one"
sed "s/:$port/:$((port + 1))/" "$scratch/one" |
	cat - "$scratch/one" >"$scratch/portals.tsv"
speed=1
run s --max-pages 20
is "$(jq -r 'select(.type == "host") | .host' "$newest" | wc -l)" 2 \
    'two hosts at one address'
kill $second && wait $second 2>/dev/null
# The server notes the end of an answer when the client has it already.
is "$(tail -n +$before "$scratch/access" | cat - "$scratch/access2" |
    grep -v '^@' | tr -d '\0' | sort -n | awk -F'\t' '
	end && $1 - end < 0.097 { print $1 - end } { end = $2 }')" '' \
    'are asked one after the other, with the delay between'
finish
