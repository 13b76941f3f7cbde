#!/bin/sh
# SPDX-License-Identifier: MIT
# Speed of nianbao-load, as ratios to a plain \copy of the same cells (one
# column each, no key, no index) in the same server, before and after each
# measured run: 1.00 is as fast as \copy. Made-up records: $REPORTS reports of
# 208 cells and nothing else, and beside it a quarter as many with text,
# sections and grids. What is derived of reports behind a load, the panels, is
# left out but where the name says so. B is the build folder.
REPORTS=${REPORTS:-9600}
B=${B:-$(dirname "$0")/../../build/release}
. "$(dirname "$0")/../pg.sh"
pg_start
# What is measured is kept as real data is.
psql -Xqd "$cluster_dsn" -c 'ALTER SYSTEM RESET fsync' \
    -c 'SELECT pg_reload_conf()' >"$tmp/reload.log"

# make_records NAME REPORTS FULL: $tmp/NAME.jsonl, the same with every 20th
# report changed in NAME.changed.jsonl, and their cells in NAME.tsv.
make_records() {
	for changed in 0 1; do
		awk -v n="$2" -v full="$3" -v changed=$changed \
		    -v tsv="$tmp/$1.$changed.tsv" \
		    -f "$home/tests/bench/cells.awk" >"$tmp/$1.$changed.jsonl"
	done
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

# A table of before is not looked at by the server while a load is measured:
# that takes one of two processors for a second.
plain_copy() {
	q 'DROP TABLE IF EXISTS plain; CREATE TABLE plain (report bigint,
	    tbl smallint, ind text, col text, value numeric, unit text,
	    state text, raw text) WITH (autovacuum_enabled = off)' \
	    2>"$tmp/notice"
	timed psql -Xqd "$dsn" -c "\\copy plain FROM $tsv"
	base=$ms
}

# measure LABEL ARGS...: loads between two plain copies.
measure() {
	label=$1
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
	awk -v n="$label" -v a="$before" -v b="$base" -v t="$took" 'BEGIN {
		printf "%s %d %d %.2f\n", n, t, (a + b) / 2,
		    (a + b) / 2 / t }'
}

printf "# load: ms, ms of a plain copy of the same cells, the ratio\n"
for kind in "cells $REPORTS 0" "full $((REPORTS / 4)) 1"; do
	# shellcheck disable=SC2086 # three words
	make_records $kind
	name=${kind%% *}
	tsv=$tmp/$name.0.tsv
	pg_new "$name"
	measure "load_${name}_first" --defer "$tmp/$name.0.jsonl"
	measure "load_${name}_again" --defer "$tmp/$name.0.jsonl"
	measure "load_${name}_changed" --defer "$tmp/$name.1.jsonl"
	pg_new "$name.two"
	measure "load_${name}_first_two" --defer --jobs 2 \
	    "$tmp/$name.0.jsonl"
	pg_new "$name.panels"
	measure "load_${name}_first_panels" "$tmp/$name.0.jsonl"
	rm -f "$tmp/$name."*
done
