#!/bin/sh
# SPDX-License-Identifier: MIT
# One long crawl of portals that change, fail, go down and come up, say "later"
# (fetch-long.pl), SOAK_SECONDS (7200) of it, and two minutes of its going on.
# Memory and open files must stay what they are, the database must be no larger
# than its URLs, no host may be asked too soon, nothing may be lost, nothing
# fetched twice. Exit status 1 when something is not so.
#	fetch-long.sh [DIR]	everything is left in DIR; a crawl that is
#				there and over is only looked at again
# "make V=release tools" first.
set -eu
cd "$(dirname "$0")/../.."
B=$(realpath "${B:-build/release}")
seconds=${SOAK_SECONDS:-7200}
hosts=${HOSTS:-40}
port=${PORT:-8766}
dir=${1:-$(mktemp -d "${TMPDIR:-/tmp}/fetch-long.XXXXXX")}
[ $# -gt 0 ] || trap 'rm -rf "$dir"' EXIT

# What the process has, a hundred times and more: seconds, kB of memory, open
# files, bytes of the database and of its log.
watch() {
	begun=$(date +%s)
	while now=$(($(date +%s) - begun)) && [ $now -lt "$seconds" ] &&
	    kill -0 "$1" 2>/dev/null; do
		printf '%d\t%d\t%d\t%d\t%d\n' $now \
		    "$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' \
		    "/proc/$1/status")" "$(find "/proc/$1/fd" | wc -l)" \
		    "$(stat -c %s "$dir/var/fetch.db" 2>/dev/null || echo 0)" \
		    "$(stat -c %s "$dir/var/fetch.db-wal" 2>/dev/null ||
		    echo 0)"
		sleep $((seconds / 200 + 1))
	done >"$dir/samples"
}
# fetch SECONDS: until it is told to stop; it must say that there is more
fetch() {
	"$B/nianbao-fetch" -p "$dir/portals.tsv" -d "$dir/var" \
	    2>>"$dir/err" &
	pid=$!
	[ "$1" = "$seconds" ] && watch $pid || sleep "$1"
	kill -TERM $pid
	rc=0
	wait $pid || rc=$?
	[ $rc = 3 ] || echo "exit status $rc" >>"$dir/broken"
}
crawl() {
	mkdir -p "$dir"
	{
		echo '@start	delay	nets'
		for h in $(seq "$hosts"); do
			echo "http://127.0.2.$h:$port/nb/	1	127.0.2.0/24"
		done
	} >"$dir/portals.tsv"
	: >"$dir/broken"
	perl tests/soak/fetch-long.pl "$port" "$dir/log" "$hosts" "$seconds" \
	    >"$dir/ready" &
	server=$!
	while ! grep -qs ready "$dir/ready"; do sleep 0.1; done
	fetch "$seconds"
	fetch 120
	kill $server
	wait $server 2>/dev/null || true
	touch "$dir/over"
}

# flat COLUMN NAME MOST UNIT: the last tenth beside the second one
flat() {
	awk -v c="$1" -v name="$2" -v most="$3" -v unit="$4" '
		{ v[NR] = $c }
		END {
			n = int(NR / 10)
			for (i = 1; i <= n; i++) {
				early += v[n + i] / n
				late += v[NR - n + i] / n
			}
			print "# " name ": " early " " unit " in the second " \
			    "tenth, " late " in the last" > "/dev/stderr"
			if (n == 0 || late - early > most)
				print name " grows"
		}' "$dir/samples"
}
# Pauses of less than a second, or than the host has asked for.
too_soon() {
	sort -k 1,1n -k 2,2n "$dir/log" | awk -F'\t' '
		$1 != host { host = $1; end = 0; from = 0 }
		end && $2 - end < 999000 { print "host " host ": a pause of " \
		    ($2 - end) / 1e6 " s" }
		from && $2 < from - 1e3 { print "host " host ": " \
		    (from - $2) / 1e6 " s sooner than it said" }
		{ end = $3; from = 0 }
		$4 == 429 { from = end + 20e6 }
		$4 == 503 { from = end + 60e6 }
		$4 == 521 && ++guarded[$1] > 6 { print "host " $1 " is guarded" }'
}
# What was served: once each; a list that forms lead through starts anew.
twice() {
	awk -F'\t' '$4 == 200 && !/robots|sitemap/ &&
	    !($1 % 8 == 2 && $5 ~ /^\/nb/) && $5 != "/nb/" &&
	    seen[$1 $5 $6]++ { print "twice: host " $1 " " $5 }' "$dir/log"
}
# What was served is in the archive; what was linked was asked for or is left.
lost() {
	sed -n 's/.*"url":"http:..127\.0\.2\.\([0-9]*\):[0-9]*\([^"]*\)".*"status":"200","digest".*/\1\t\2/p' \
	    "$dir"/var/warc/*.cdxj | sort -u >"$dir/archived"
	awk -F'\t' -v OFS='\t' '$4 == 200 { print $1, $5 }' "$dir/log" |
		sort -u | comm -13 "$dir/archived" - | sed 's/^/lost: /'
	cat "$dir"/var/crawllog/*.jsonl | jq -r 'select(.type == "fetch" and
	    .outcome != "retry" and .outcome != "robots") | .url' |
		sed 's/.*127\.0\.2\.\([0-9]*\):[0-9]*/\1\t/' | sort -u \
		>"$dir/asked"
	sort -u "$dir/log.links" | comm -13 "$dir/asked" - | cut -f 1 |
		sort | uniq -c >"$dir/waiting"
	newest=$(find "$dir/var/crawllog" -name '*.jsonl' | sort | tail -n 1)
	jq -r 'select(.type == "host") | "\(.left)\t\(.host)"' "$newest" |
		sed 's/127\.0\.2\.\([0-9]*\):.*/\1/' |
		awk 'NR == FNR { waits[$2] = $1; next }
		    $1 < waits[$2] { print waits[$2] - $1 \
			" links of host " $2 " are forgotten" }
		    $1 > waits[$2] + 10 { print $1 - waits[$2] \
			" URLs too many are left of host " $2 }' \
		    "$dir/waiting" -
}
archives() {
	for f in "$dir"/var/warc/*.gz; do
		gzip -t "$f" || echo "$f is not whole"
		gzip -dc "$f" | grep -ac '^WARC-Type: re[sv]' >"$dir/n"
		[ "$(cat "$dir/n")" = "$(wc -l <"${f%.warc.gz}.cdxj")" ] ||
			echo "the index of $f is not whole"
	done
	find "$dir/var" -name '*.open'
	[ -z "${WARCIO:-}" ] || tests/warcio.sh "$dir"/var/warc/*.gz >/dev/null ||
		echo 'warcio says so'
}
# Bytes for each URL that is known; a commit's worth of log.
database() {
	urls=$(cat "$dir/log.links" "$dir/asked" | sort -u | wc -l)
	tail -n 1 "$dir/samples" | awk -v urls="$urls" '{
		printf "# database: %.1f MB, %d bytes a URL; its log %.1f MB\n",
		    $4 / 1e6, $4 / urls, $5 / 1e6 > "/dev/stderr"
		if ($4 / urls > 1500 || $5 > 2e7)
			print "the database is too large"
	}'
}

[ -e "$dir/over" ] || crawl
{
	cat "$dir/broken"
	flat 2 memory 2048 kB
	flat 3 'open files' 5 ''
	too_soon
	twice
	lost
	archives
	database
} >"$dir/faults"
echo "fetch-long: $(wc -l <"$dir/log") requests to $hosts portals in" \
    "$seconds s: $(wc -l <"$dir/faults") faults"
head -n 20 "$dir/faults"
[ ! -s "$dir/faults" ]
