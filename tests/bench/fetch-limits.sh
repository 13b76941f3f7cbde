#!/bin/sh
# SPDX-License-Identifier: MIT
# What nianbao-fetch costs at its limits: taking up a crawl of URLS (1000000)
# URLs, kill -9 KILLS (10) times, servers that mean ill. "make V=release tools"
# first.
set -eu
cd "$(dirname "$0")/../.."
. tests/bench/site.inc
urls=${URLS:-1000000}
var=$scratch/var

KILLS=${KILLS:-10} sh tests/soak/fetch-kill.sh | sed 's/^[^#]/3 &/'

# A million URLs wait, on 200 hosts.
portals 200 0.01
serve 1 1500
mkdir "$var"
"$B/bench/fetch-million" "$var/fetch.db" "0-0 $scratch/portals.tsv" 200 "$port" \
    "$urls"
# fetch SECONDS_AND_KB OPTION...
fetch() {
	to=$1
	shift
	command time -f '%e %M' -o "$to" "$B/nianbao-fetch" -q -d "$var" \
	    "$@" 2>"$scratch/err" || true
}
fetch "$scratch/t1" -p "$scratch/portals.tsv" -n 20000
"$B/nianbao-fetch" -q -d "$var" -p "$scratch/portals.tsv" \
    2>/dev/null & pid=$!
sleep 3
kill -9 $pid
wait $pid 2>/dev/null || true
fetch "$scratch/t2" -p "$scratch/portals.tsv" -n 1
stop
sed -s -n '$p' "$scratch/t1" "$scratch/t2" | tr '\n' ' ' | awk -v urls="$urls" '{
	printf "3 killed with %d URLs, taken up: first page and end after " \
	    "%.2f s (bar 1)\n4 %d URLs, 20000 pages in %.1f s: %.0f MB " \
	    "(bar 64)\n", urls, $3, urls, $1, ($2 > $4 ? $2 : $4) / 1024 }'
rm -rf "$var"

# Each in a crawl of its own, beside one of a page that means well.
perl tests/bench/fetch-hostile.pl "$port" "$scratch/sent" >"$scratch/ready" &
server=$!
while ! grep -qs ready "$scratch/ready"; do sleep 0.1; done
for path in fine bomb chunked endless-head loop/0 links calendar/ slow-head; do
	rm -rf "$var"
	: >"$scratch/sent"
	echo "http://127.0.3.1:$port/$path	auto						0.001	127.0.3.1" \
	    >"$scratch/one.tsv"
	fetch "$scratch/t" -p "$scratch/one.tsv" -n 3000
	[ $path != fine ] || kb=$(sed -n 's/.* //p' "$scratch/t" | tail -n 1)
	tail -n 1 "$scratch/t" | awk -v path="$path" -v kb="$kb" \
	    -v sent="$(awk '{ s += $2 } END { print s + 0 }' "$scratch/sent")" \
	    -v asked="$(wc -l <"$scratch/sent")" '{
		printf "8 %s: %d answers, %.1f MB sent, %.1f s, %.0f MB more " \
		    "memory\n", path, asked, sent / 1e6, $1,
		    ($2 - kb) / 1024 }'
done
