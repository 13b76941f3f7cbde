#!/bin/sh
# SPDX-License-Identifier: MIT
# Speed of nianbao-load, as ratios to a plain \copy of the same cells (one
# column each, no key, no index) in the same server, before and after each
# measured run: 1.00 is as fast as \copy. Records of cells only, made up:
# $REPORTS reports of 208 cells. load_panels is
# a load of nothing new that makes the panels of all of them, which the loads
# before it had put off. B is the build folder.
REPORTS=${REPORTS:-4800}
B=${B:-$(dirname "$0")/../../build/release}
. "$(dirname "$0")/../pg.sh"
pg_start
# What is measured is kept as real data is.
psql -Xqd "$cluster_dsn" -c 'ALTER SYSTEM RESET fsync' \
    -c 'SELECT pg_reload_conf()' >"$tmp/reload.log"

# Every 20th report says something else when changed is 1.
make_records() {
	awk -v n="$REPORTS" -v changed="$1" -v tsv="$2" \
	    -f "$home/tests/bench/cells.awk"
}

milliseconds() {
	date +%s%N | cut -c 1-13
}

# Sets ms to what the command takes.
timed() {
	start=$(milliseconds)
	"$@"
	ms=$(($(milliseconds) - start))
}

plain_copy() {
	q 'DROP TABLE IF EXISTS plain; CREATE TABLE plain (report bigint,
	    tbl smallint, ind text, col text, value numeric, unit text,
	    state text, raw text)' 2>"$tmp/notice"
	timed psql -Xqd "$dsn" -c "\\copy plain FROM $tmp/a.tsv"
	base=$ms
}

# measure NAME ARGS...: loads between two plain copies.
measure() {
	name=$1
	shift
	plain_copy
	before=$base
	timed load "$@"
	took=$ms
	[ "$status" = 0 ] || {
		cat "$tmp/stderr" >&2
		exit 1
	}
	plain_copy
	awk -v n="$name" -v a="$before" -v b="$base" -v t="$took" 'BEGIN {
		printf "%s %d %d %.2f\n", n, t, (a + b) / 2,
		    (a + b) / 2 / t }'
}

make_records 0 "$tmp/a.tsv" >"$tmp/a.jsonl"
make_records 1 /dev/null >"$tmp/b.jsonl"
printf "# load: ms for %d cells, against a plain copy\n" "$(wc -l <"$tmp/a.tsv")"
measure load_first --defer "$tmp/a.jsonl"
measure load_again --defer "$tmp/a.jsonl"
measure load_panels "$tmp/a.jsonl"
measure load_changed --defer "$tmp/b.jsonl"
measure load_panels_changed "$tmp/b.jsonl"
pg_new two
measure load_first_two --jobs 2 --defer "$tmp/a.jsonl"
