#!/bin/sh
# SPDX-License-Identifier: MIT
# What nianbao-fetch costs and how exactly it keeps its pauses, on loopback.
# The peer is fetch-peer.c. "make V=release all" first. RUNS=5 by default.
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build/release}
runs=${RUNS:-5}
port=${PORT:-8761}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/fetch-bench.XXXXXX")
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT

for p in fetch-site fetch-peer; do
	# shellcheck disable=SC2046
	${CC:-gcc} -std=c11 -O2 -D_GNU_SOURCE -Icommon -Ibuild/gen \
	    -o "$B/$p" "tests/bench/$p.c" "$B/libnianbao.a" \
	    $(pkg-config --libs libcurl libcrypto zlib libdeflate)
done

# serve PAGES [BYTES]
serve() {
	"$B/fetch-site" "$port" "$1" "$scratch/log" "${2:-28000}" \
	    >"$scratch/ready" &
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
	"$B/nianbao-fetch" -p "$scratch/portals.tsv" -d "$scratch/var" \
	    2>"$scratch/err"
	tail -n 1 "$scratch/err"
}
# cpu FILE: user and system seconds that time -p put there
cpu() {
	awk '/^(user|sys)/ { s += $2 } END { print s }' "$1"
}
median() {
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
# value KEY LINE
value() {
	echo "$2" | tr ' ' '\n' | sed -n "s/^$1=//p"
}

# 16 hosts without a pause: 5376 pages of 28 kB, each run beside the peer.
serve 16
portals 16 0
awk -F'\t' 'NR > 1 { for (k = 0; k < 320; k++)
	print $1 "202103/t20210312_" k ".html" }' \
    "$scratch/portals.tsv" >"$scratch/urls"
i=0
while [ $i -lt "$runs" ]; do
	rm -rf "${scratch:?}/var" "$scratch/peer"
	mkdir "$scratch/peer"
	{ time -p taskset -c 1 "$B/fetch-peer" "$scratch/peer" \
	    <"$scratch/urls" >/dev/null; } 2>"$scratch/t1"
	{ time -p taskset -c 1 "$B/nianbao-fetch" -q -d "$scratch/var" \
	    -p "$scratch/portals.tsv"; } 2>"$scratch/t2"
	echo "$(cpu "$scratch/t1") $(cpu "$scratch/t2")"
	i=$((i + 1))
done >"$scratch/runs"
awk '{ p = $1 / 5120 * 1e6; f = $2 / 5376 * 1e6
	printf "%.0f %.0f %.3f\n", p, f, p / f }' "$scratch/runs" \
    >"$scratch/each"
echo "CPU a page: peer $(cut -d ' ' -f 1 "$scratch/each" | median) us," \
    "fetch $(cut -d ' ' -f 2 "$scratch/each" | median) us;" \
    "ratio $(cut -d ' ' -f 3 "$scratch/each" | median) (bar 0.75)"

# The second night, nothing has changed.
first=$(cat "$scratch"/var/warc/*.gz | wc -c)
line=$(fetch)
both=$(cat "$scratch"/var/warc/*.gz | wc -c)
echo "second night: $line" | cut -c 1-70
awk -v a="$first" -v b="$both" -v s="$(value secs "$line")" 'BEGIN {
	printf "second night: %.1f %% of the bytes (bar 6 %%), %.0f 304s/s\n",
	    (b - a) / a * 100, 5376 / s }'
stop

# 200 hosts, a tenth of a second.
rm -rf "${scratch:?}/var"
serve 3 1500
portals 200 0.1
line=$(fetch)
stop
# The rate that is possible: from the first request of a host to the start of
# its last one, a pause and what the server took for each.
sort -k 1,1n -k 2,2n "$scratch/log" | awk -F'\t' '
	$1 != host { host = $1; end = 0 }
	end { gap = $2 - end; n++; sum += gap
		if (gap < 100000) bad++
		if (!min || gap < min) min = gap }
	{ end = $3 }
	END { printf "200 hosts x 0.1 s: %d pauses, shortest %.1f ms, %d " \
	    "too short, %.1f %% of the possible rate (bar 98)\n", n,
	    min / 1000, bad, 100000 * n / sum * 100 }'
