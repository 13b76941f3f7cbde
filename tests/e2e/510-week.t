#!/bin/sh
# SPDX-License-Identifier: MIT
# A week of nights on the sample portals in which everything is killed once,
# the server stopped in the middle and a file cut, against a quiet week: what
# researchers see is the same.
. "$(dirname "$0")/tap.sh"

port=18571
sample=$home/build/release/sample-portals
unset NIANBAO_DSN PGHOST PGDATABASE PGUSER PGSERVICE
run=$home/pipeline.sh
make -C "$home" V=release -s all portal >"$scratch/build.log" 2>&1 ||
	skip_all 'it does not build'
# shellcheck disable=SC2154 # set when it was started
trap 'kill $server 2>/dev/null
NIANBAO_VAR=$scratch/quiet "$run" db stop
NIANBAO_VAR=$scratch/rough "$run" db stop' EXIT

# edition STATE: what the portals show from now on.
edition() {
	[ -z "${server-}" ] || {
		kill "$server"
		wait "$server" 2>/dev/null
	}
	"$sample" --port $port --state "$1" >"$scratch/portal.out" 2>&1 &
	server=$!
	for _ in $(seq 20); do
		! grep -q ready "$scratch/portal.out" || return 0
		sleep 0.1
	done
	skip_all 'the sample portals do not start'
}

# week NAME: its folder; DELAY between requests.
week() {
	NIANBAO_VAR=$scratch/$1
	export NIANBAO_VAR
	mkdir -p "$NIANBAO_VAR"
	"$sample" --port $port --lists | awk -F '\t' -v OFS='\t' -v d="$2" \
	    'NR > 1 { $8 = d } { print }' >"$NIANBAO_VAR/portals.tsv"
}

night() {
	timeout 120 "$run" nightly >"$scratch/out" 2>"$scratch/err"
	status=$?
}

# Starts a night and waits for this program of it; its pid is in $pid.
night_until() {
	"$run" nightly >"$scratch/out" 2>"$scratch/err" &
	pipeline=$!
	for _ in $(seq 3000); do
		pid=$(pgrep -f "^[^ ]*/nianbao-$1 .*$NIANBAO_VAR" | sort -n | head -n 1)
		[ -z "$pid" ] || return 0
		kill -0 $pipeline 2>/dev/null || return 1
		sleep 0.01
	done
	return 1
}

# ended: the night's status; what it started has ended too.
ended() {
	wait $pipeline 2>/dev/null
	status=$?
	for _ in $(seq 100); do
		! flock -n "$NIANBAO_VAR/pipeline.lock" true || return 0
		sleep 0.1
	done
	return 1
}

# A session that keeps the loader waiting in the middle of its first batch.
hold_table() {
	"$run" psql -Xq -c 'BEGIN; LOCK TABLE store.document;
	    SELECT pg_sleep(100)' >/dev/null 2>&1 &
	for _ in $(seq 100); do
		[ "$("$run" psql -XAqtc "SELECT count(*) FROM pg_locks
		    WHERE relation = 'store.document'::regclass
		    AND mode = 'AccessExclusiveLock'")" = 0 ] || return 0
		sleep 0.05
	done
}

let_go() {
	"$run" psql -XAqtc "SELECT pg_terminate_backend(pid)
	    FROM pg_stat_activity WHERE query LIKE '%pg_sleep(100)%'
	    AND pid <> pg_backend_pid()" >/dev/null
}

# What a week must leave: everything but times and places in the archive.
views="report report_source cell cell_derived check_result warning figure
    section table_grid attachment field document unresolved source_conflict
    agency requests proactive disputes coverage quality"
left() {
	for view in $views; do
		echo "== $view"
		"$run" psql -XAqtc "SELECT to_jsonb(t) - '{first_seen,last_seen,
		    fetched_at,captured_at,warc_file,warc_offset}'::text[]
		    FROM research.$view t ORDER BY 1"
	done | uniq
}

# The quiet week: two editions, the second with one report revised, one gone.
edition 1
week quiet 0.01
night
is "$status" 0 'the quiet week begins'
week rough 0.05

night_until fetch
sleep 0.5
kill -9 $pipeline
ended
ok $? 'Monday: the pipeline is killed in its crawl; what it started ends'

night_until fetch
sleep 0.5
kill -9 "$pid"
ended
is "$status" 1 'Tuesday: the crawler is killed; the night fails'
like "$(cat "$scratch/err")" 'could not fetch' 'and says why'

# An archive that takes some seconds: that of the days before, many times.
for _ in $(seq 300); do
	cat "$NIANBAO_VAR"/warc/nianbao-crawl-*.warc.gz
done >"$scratch/slow"
mv "$scratch/slow" "$NIANBAO_VAR/warc/slow.warc.gz"
# What Tuesday left is loaded before the night gets to the slow one.
night_until extract
while [ -z "$(find "$NIANBAO_VAR/records" -name 'slow.jsonl.*.part')" ] &&
    kill -0 $pipeline 2>/dev/null; do
	sleep 0.01
done
# The first of them is the one that the others work for.
pid=$(pgrep -o -f "^[^ ]*/nianbao-extract .*$NIANBAO_VAR.*slow")
[ -n "$pid" ]
ok $? 'Wednesday: the extractor runs'
rm "$NIANBAO_VAR/warc/slow.warc.gz"
hold_table
kill -9 "$pid"
for _ in $(seq 3000); do
	pid=$(pgrep -f "^[^ ]*/nianbao-load .*$NIANBAO_VAR" | sort -n | head -n 1)
	[ -z "$pid" ] || break
	sleep 0.01
done
[ -n "$pid" ]
ok $? 'when it is killed, what the others gave is loaded all the same'
sleep 0.3
kill -9 "$pid"
ended
let_go
is "$status" 1 'and the loader is killed too; the night fails'
like "$(cat "$scratch/err")" 'could not extract .*slow' 'and says why'
is "$("$run" psql -XAqtc 'SELECT count(*) FROM store.document')" \
    "$("$run" psql -XAqtc 'SELECT coalesce(sum(n_new + n_changed), 0)
    FROM research.load_batch WHERE input LIKE $$%records%$$')" \
    'no half of a batch is left'

hold_table
night_until load
sleep 0.3
"$run" db stop
"$run" db start
ended
is "$status" 0 'Thursday: the server stops and comes back; the loader goes on'

edition 2
hold_table
night_until load
sleep 0.3
kill -9 $pipeline
ended
let_go
ok $? 'Friday: a new edition; the pipeline is killed as it loads'

night
is "$status" "$(NIANBAO_VAR=$scratch/quiet; night; echo $status)" \
    'Saturday: the same as in the quiet week'
night
is "$status" 0 'Sunday: nothing to do'
left >"$scratch/rough.left"
is "$("$run" verify 2>/dev/null)" '' 'archive and database agree'
is "$(jq -c '[.exit, .stage]' "$NIANBAO_VAR/runs.jsonl" | tr '\n' ' ')" \
    '[null,"fetch"] [1,"load"] [1,"load"] [0,"done"] [null,"load"] [0,"done"] [0,"done"] ' \
    'each night is recorded'
NIANBAO_VAR=$scratch/quiet
night
left >"$scratch/quiet.left"
is "$("$run" psql -XAqtc 'SELECT count(*), max(versions) FROM research.report
    WHERE kind = $$ogi_annual$$')" '35|2' 'the weeks have left something'
same "$scratch/rough.left" "$scratch/quiet.left" \
    'and what researchers see is the same'
finish
