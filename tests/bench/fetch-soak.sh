#!/bin/sh
# SPDX-License-Identifier: MIT
# What takes too long for every day: KILLS (100) times kill -9, and a frontier
# of URLS (1000000) URLs. "make V=release all" first.
set -eu
cd "$(dirname "$0")/../.."
B=$(realpath "${B:-build/release}")
kills=${KILLS:-100}
urls=${URLS:-1000000}
port=${PORT:-8763}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/fetch-soak.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT

for p in fetch-site fetch-million; do
	# shellcheck disable=SC2046
	${CC:-gcc} -std=c11 -O2 -D_GNU_SOURCE -Icommon -Ifetch -Ibuild/gen \
	    -o "$B/$p" "tests/bench/$p.c" "$B/libnianbao.a" \
	    $(pkg-config --libs sqlite3 libcurl libcrypto zlib libdeflate)
done
serve() {
	"$B/fetch-site" "$port" "$1" "$scratch/log" "$2" >"$scratch/ready" &
	server=$!
	while ! grep -q ready "$scratch/ready"; do sleep 0.1; done
}
stop() {
	kill "$server"
	wait "$server" 2>/dev/null || true
	server=
}
# portals HOSTS DELAY
portals() {
	awk -v n="$1" -v d="$2" -v port="$port" 'BEGIN {
		print "@start\tdialect\tdelay\tnets"
		for (i = 1; i <= n; i++)
			printf "http://127.0.%d.%d:%d/nb/\ttrs\t%s\t%s\n",
			    2 + int(i / 250), i % 250 + 1, port, d, "127.0.0.0/8"
	}' >"$scratch/portals.tsv"
}
fetch() {
	"$B/nianbao-fetch" -q -p "$scratch/portals.tsv" -d "$var" \
	    2>"$scratch/err"
}

# 16 hosts with 5 lists of 20 reports: 1680 pages and 16 robots.txt.
verify() {
	fetch || echo "FAILED: $(tail -n 1 "$scratch/err")"
	for f in "$var"/warc/*.gz; do
		gzip -t "$f" || echo "BROKEN $f"
	done
	ls "$var"/warc/*.open "$var"/crawllog/*.open 2>/dev/null || true
	gzip -dc "$var"/warc/*.gz | grep -a -A 3 '^WARC-Type: response' |
		grep -a '^WARC-Target-URI' | sort >"$scratch/uris"
	twice=$((twice + $(uniq -d <"$scratch/uris" | wc -l)))
	lost=$((lost + 1696 - $(uniq <"$scratch/uris" | wc -l)))
	rm -rf "$var"
}
serve 5 6000
portals 16 0.02
var=$scratch/var done=0 twice=0 lost=0 runs=1
seed=$(date +%s)
while [ $done -lt "$kills" ]; do
	"$B/nianbao-fetch" -q -p "$scratch/portals.tsv" -d "$var" 2>/dev/null &
	pid=$!
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	sleep "0.$(printf %03d $((seed / 65536 % 700)))"
	if kill -9 $pid 2>/dev/null; then
		wait $pid 2>/dev/null || true
		done=$((done + 1))
	else	# it came to its end before
		wait $pid || true
		verify
		runs=$((runs + 1))
	fi
done
verify
stop
asked=$(awk -F'\t' '$5 != 304' "$scratch/log" | wc -l)
echo "kill -9: $done times in $runs crawls of 1696 pages: $lost lost," \
    "$twice twice; $((asked - runs * 1696)) asked for again"

# A million URLs wait.
serve 1 1500
portals 200 0.01
"$B/fetch-million" "$scratch/fetch.db" "0-0 $scratch/portals.tsv" 200 \
    "$port" "$urls"
mkdir "$var"
mv "$scratch"/fetch.db* "$var"
ls -s --block-size=M "$var/fetch.db" | cut -d ' ' -f 1 >"$scratch/size"
command time -f '%e %M' "$B/nianbao-fetch" -q -d "$var" \
    -p "$scratch/portals.tsv" -n 1 2>"$scratch/t1" || true
command time -f '%e %M' "$B/nianbao-fetch" -q -d "$var" \
    -p "$scratch/portals.tsv" -n 20000 2>"$scratch/t2" || true
awk -v urls="$urls" -v size="$(cat "$scratch/size")" '
	NF == 2 && $1 + 0 > 0 { n++; s[n] = $1; k[n] = $2 }
	END { printf "%d URLs (%s): one page in %.1f s, 20000 in %.1f s, " \
	    "%.0f MB at most (bar 64)\n", urls, size, s[1], s[2],
	    k[2] / 1024 }' "$scratch/t1" "$scratch/t2"
