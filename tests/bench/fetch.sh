#!/bin/sh
# SPDX-License-Identifier: MIT
# What nianbao-fetch costs, how exactly it keeps its pauses, what a night costs
# on which nothing changed, on loopback; the numbers are those of the bars in
# docs/ARCHITECTURE.md. The peer is fetch-peer.c. "make V=release tools" first.
# RUNS=5. Where it may, it runs before everybody else on the machine: without
# that, pauses show who else wanted the processor.
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${BENCH_FIRST:-}" ] && chrt -f 10 true 2>/dev/null; then
	BENCH_FIRST=1 exec chrt -f 10 sh "$0"
fi
. tests/bench/site.inc
runs=${RUNS:-5}

fetch() {
	"$B/nianbao-fetch" -p "$scratch/portals.tsv" -d "$scratch/var" \
	    2>"$scratch/err"
	tail -n 1 "$scratch/err"
}
# cpu FILE: user and system seconds that time -p put there
cpu() {
	awk '/^(user|sys)/ { s += $2 } END { print s }' "$1"
}
wall() {
	sed -n 's/^real //p' "$1"
}
median() {
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
# value KEY LINE
value() {
	echo "$2" | tr ' ' '\n' | sed -n "s/^$1=//p"
}
# bytes: of all archives
bytes() {
	cat "$scratch"/var/warc/*.gz | wc -c
}

# 64 hosts without a pause: 5376 pages of 28 kB, robots.txt and sitemap.xml. The
# peer is asked for the same, and for no more than the work of the libraries. One
# core, then all.
serve 4
portals 64 0
awk -F'\t' 'NR > 1 {
	host = substr($1, 1, length($1) - 4)
	print host "/robots.txt\n" host "/sitemap.xml\n" $1
	for (k = 1; k < 4; k++)
		print $1 "index_" k ".html"
	for (k = 0; k < 80; k++)
		print $1 "202103/t20210312_" k ".html" }' \
    "$scratch/portals.tsv" >"$scratch/urls"
i=0
while [ $i -lt "$runs" ]; do
	rm -rf "${scratch:?}/var" "$scratch/peer"
	mkdir "$scratch/peer"
	{ time -p taskset -c 1 "$B/bench/fetch-peer" "$scratch/peer" \
	    <"$scratch/urls" >/dev/null; } 2>"$scratch/t1"
	{ time -p taskset -c 1 "$B/bench/fetch-peer" <"$scratch/urls" \
	    >/dev/null; } 2>"$scratch/t0"
	{ time -p taskset -c 1 "$B/nianbao-fetch" -q -d "$scratch/var" \
	    -p "$scratch/portals.tsv"; } 2>"$scratch/t2"
	rm -rf "${scratch:?}/var"
	{ time -p "$B/nianbao-fetch" -q -d "$scratch/var" \
	    -p "$scratch/portals.tsv"; } 2>"$scratch/t3"
	echo "$(cpu "$scratch/t1") $(cpu "$scratch/t2")" \
	    "$(wall "$scratch/t2") $(wall "$scratch/t3") $(cpu "$scratch/t0")"
	i=$((i + 1))
done >"$scratch/runs"
awk '{ p = $1 / 5504 * 1e6; f = $2 / 5504 * 1e6
	printf "%.0f %.0f %.3f %.0f %.0f %.0f\n", p, f, p / f, 5504 / $3,
	    5504 / $4, ($2 - $5) / 5504 * 1e6 }' "$scratch/runs" >"$scratch/each"
echo "1 CPU a page: peer $(cut -d ' ' -f 1 "$scratch/each" | median) us," \
    "fetch $(cut -d ' ' -f 2 "$scratch/each" | median) us (bar 480)," \
    "ratio $(cut -d ' ' -f 3 "$scratch/each" | median) (bar 0.75)"
echo "1 fetch_outside_us: $(cut -d ' ' -f 6 "$scratch/each" | median) us CPU" \
    "a page outside compression, hashing and libcurl (bar 40)"
echo "1 pages/s on one core:" \
    "$(cut -d ' ' -f 4 "$scratch/each" | median) (bar 2000)," \
    "on two, the server's among them:" \
    "$(cut -d ' ' -f 5 "$scratch/each" | median) (bar 3500)"

# The second night, nothing has changed.
first=$(bytes)
i=0
while [ $i -lt "$runs" ]; do
	before=$(bytes)
	sleep 1.1	# hosts are remembered as due by the second
	{ time -p taskset -c 1 "$B/nianbao-fetch" -q -d "$scratch/var" \
	    -p "$scratch/portals.tsv"; } 2>"$scratch/t1"
	wall "$scratch/t1"
	i=$((i + 1))
done >"$scratch/secs"
awk -v a="$first" -v b="$(($(bytes) - before))" \
    -v s="$(median <"$scratch/secs")" 'BEGIN {
	printf "5 a second night: %.0f 304s/s (bar 6000), %.1f %% of the " \
	    "bytes (bar 6)\n", 5376 / s, b / a * 100 }'
gzip -dc "$scratch"/var/warc/*.gz | tr -d '\r' |
    grep -aE '^WARC-(Refers-To|Record-ID): ' >"$scratch/ids"
sed -n 's/^WARC-Record-ID: //p' "$scratch/ids" | sort -u >"$scratch/there"
sed -n 's/^WARC-Refers-To: //p' "$scratch/ids" | sort -u >"$scratch/meant"
echo "5 revisits of a response that is not there:" \
    "$(comm -13 "$scratch/there" "$scratch/meant" | wc -l)" \
    "(bar 0; $(wc -l <"$scratch/meant") are meant)"
stop

# The same where the server knows no ETag: digests tell.
serve 4 28000 no-etag
rm -rf "${scratch:?}/var"
fetch >/dev/null
first=$(bytes)
line=$(fetch)
awk -v a="$first" -v b="$(($(bytes) - first))" \
    -v s="$(value same "$line")" 'BEGIN {
	printf "5 without ETags: %d of 5376 known by their digest, %.1f %% " \
	    "of the bytes\n", s, b / a * 100 }'
stop

# pauses HOSTS DELAY LISTS: the possible rate is that from the first request of
# a host to the start of its last one, a pause and the server's time for each.
pauses() {
	rm -rf "${scratch:?}/var"
	sync	# what was written before is nobody's wait
	serve "$3" 1500
	portals "$1" "$2"
	fetch >/dev/null
	stop
	sort -k 1,1n -k 2,2n "$scratch/log" | awk -F'\t' -v d="$2" -v h="$1" '
		$1 != host { host = $1; end = 0 }
		end { gap = $2 - end; n++; sum += gap
			if (gap < d * 1e6) bad++
			if (!min || gap < min) min = gap }
		{ end = $3 }
		END { printf "2 %d hosts x %s s: %.1f %% of the possible " \
		    "rate (bar 98); %d pauses, shortest %.2f ms, %d too " \
		    "short\n", h, d, d * 1e8 * n / sum, n, min / 1000, bad }'
}
pauses 200 0.1 3
pauses 1000 1 1
