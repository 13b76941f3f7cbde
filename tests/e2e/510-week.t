#!/bin/sh
# SPDX-License-Identifier: MIT
# A week of nights on the sample portals in which the disk is full, everything
# is killed once, a portal is down, another one blocks, and the server stops in
# the middle, against a quiet week: what researchers see is the same, and each
# morning status tells what happened.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
own_mounts "$@"

# week NAME DELAY: its folder, and the pause between requests.
week() {
	NIANBAO_VAR=$scratch/$1
	mkdir -p "$NIANBAO_VAR"
	lists "$2" >"$NIANBAO_VAR/portals.tsv"
}

night() {
	timeout 120 "$run" nightly >"$scratch/out" 2>"$scratch/err"
	status=$?
}

# at_work PROGRAM [WHAT]: the first of a stage's processes, which the others
# work for, is in $pid.
at_work() {
	pid=$(pgrep -o -f "^[^ ]*/nianbao-$1 .*$NIANBAO_VAR.*${2-}")
}

# Starts a night and waits for this program of it.
night_until() {
	"$run" nightly >"$scratch/out" 2>"$scratch/err" &
	pipeline=$!
	wait_for at_work "$1"
}

# ended: the night's status; what it started has ended too.
ended() {
	wait $pipeline 2>/dev/null
	status=$?
	wait_for flock -n "$NIANBAO_VAR/pipeline.lock" true
}

# A session that keeps the loader waiting in the middle of its first batch.
hold_table() {
	"$run" psql -Xq -c 'BEGIN; LOCK TABLE store.document;
	    SELECT pg_sleep(100)' >/dev/null 2>&1 &
	wait_for is_held
}

is_held() {
	[ "$(sql "SELECT count(*) FROM pg_locks
	    WHERE relation = 'store.document'::regclass
	    AND mode = 'AccessExclusiveLock'")" = 1 ]
}

let_go() {
	sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
	    WHERE query LIKE '%pg_sleep(100)%' AND pid <> pg_backend_pid()" \
	    >/dev/null
}

# morning FILTER WANT NAME: what status tells.
morning() {
	"$run" status --json >"$scratch/morning" 2>"$scratch/err"
	is "$(jq -c "$1" "$scratch/morning")" "$2" "$3"
}
last='.runs[0] | [.state, .exit, .stage]'
trouble='[.not_fine // [] | .[] | .host[:9] + " " + .state + " " + .reason]'

# What a week must leave: everything but times, the numbers of versions, which
# follow them where two portals have a report, places in the archive, and the
# answers of a guard.
views="report report_source cell cell_derived check_result warning figure
    section table_grid attachment field document unresolved source_conflict
    agency requests proactive disputes coverage quality"
left() {
	for view in $views; do
		echo "== $view"
		sql "SELECT to_jsonb(t) - '{first_seen,last_seen,
		    version,fetched_at,captured_at,warc_file,warc_offset}'::text[]
		    FROM research.$view t WHERE to_jsonb(t) ->> 'reason'
		    IS DISTINCT FROM 'blocked' ORDER BY 1"
	done | uniq
}

# The quiet week: two editions, the second with one report revised, one gone.
week quiet 0.01
pipe_start
portals 1
night
is "$status" 0 'the quiet week begins'
is "$("$run" status | sed -n '/^== runs/,/^$/p' | grep -c ' well ')" 1 \
    'which status tells'
mkdir "$scratch/rough"
small=
if [ "${1-}" = inside ]; then
	mount -t tmpfs -o size=400m,mode=755 tmpfs "$scratch/rough"
	small=1
fi
NIANBAO_MIN_FREE_MB=50
export NIANBAO_MIN_FREE_MB
# So slow that much is left to do when a crawl is killed.
week rough 1
cluster_copy "$NIANBAO_VAR"

if [ -n "$small" ]; then
	night_until fetch
	sleep 0.5
	cat /dev/zero >"$NIANBAO_VAR/ballast" 2>/dev/null
	ended
	is "$status" 1 'Monday: the disk is full in the middle; the night fails'
	like "$(cat "$scratch/err")" '^pipeline: 0 MB free' 'and says why'
	morning "$last" '["ended",1,"fetch"]' \
	    'status tells it without a database that can write'
	is "$(jq '.free_bytes < 1000000' "$scratch/morning")" true \
	    'and that the disk is full'
	"$run" status >"$scratch/out" 2>"$scratch/err"
	is "$?" 1 'to a person too'
	like "$(cat "$scratch/out")" \
	    '^nightly +20.*failed \(1\) at fetch.*\.log$' 'what happened'
	like "$(cat "$scratch/out")" '^== disk: 0 MB free' 'and how much is free'
	night
	is "$status" 1 'as long as it is full no night begins'
	like "$(cat "$scratch/err")" 'only 0 MB free in .*: nothing was started' \
	    'and says so'
	is "$(tail -n 1 "$NIANBAO_VAR/runs.jsonl" | jq -c '[.exit, .stage]')" \
	    '[1,"start"]' 'which is recorded'
	rm "$NIANBAO_VAR/ballast"
	morning "$last" '["ended",1,"start"]' \
	    'with room again the database knows of both'
else
	n=$((n + 1))
	echo "ok $n # SKIP Monday: no mount namespace, so no disk to fill"
fi

night_until fetch
sleep 0.3
kill -9 $pipeline
ended
ok $? 'Tuesday: the pipeline is killed in its crawl; what it started ends'
morning "$last" '["killed",null,"fetch"]' 'status tells that it was killed'

night_until fetch
sleep 0.5
kill -9 "$pid"
ended
is "$status" 1 'Wednesday: the crawler is killed; the night fails'
like "$(cat "$scratch/err")" 'could not fetch' 'and says why'
morning "$last" '["ended",1,"fetch"]' 'status tells which stage it was'

week rough 0.1
# An archive that takes some seconds: that of the days before, many times.
for _ in $(seq 300); do
	cat "$NIANBAO_VAR"/warc/nianbao-crawl-*.warc.gz
done >"$scratch/slow"
mv "$scratch/slow" "$NIANBAO_VAR/warc/slow.warc.gz"
# What the days before left is loaded before the night gets to the slow one.
night_until extract
wait_for at_work extract slow
ok $? 'Thursday: the extractor runs'
# It must not end before the table is held.
kill -STOP "$pid"
rm "$NIANBAO_VAR/warc/slow.warc.gz"
hold_table
kill -9 "$pid"
wait_for at_work load
ok $? 'when it is killed, what the others gave is loaded all the same'
sleep 0.3
kill -9 "$pid"
ok $? 'until the loader is killed too'
ended
let_go
is "$status" 1 'and the night fails'
like "$(cat "$scratch/err")" 'could not extract .*slow' 'and says why'
is "$(sql 'SELECT count(*) FROM store.document')" \
    "$(sql 'SELECT coalesce(sum(n_new + n_changed), 0)
    FROM research.load_batch WHERE input LIKE $$%records%$$')" \
    'no half of a batch is left'
morning "$last" '["ended",1,"extract"]' 'status tells the first that failed'

portals 1 --down 127.0.1.2 --guard 127.0.1.3
hold_table
night_until load
sleep 0.3
"$run" db stop
"$run" db start
ended
is "$status" 3 'Friday: the server stops and comes back; the loader goes on'
morning "$last" '["ended",3,"done"]' 'something is amiss'
amiss='["127.0.1.2 failing connect","127.0.1.3 blocked challenge"]'
is "$(jq -c "$trouble" "$scratch/morning")" "$amiss" \
    'status tells that a portal is down, and that another one blocks'

portals 2 --down 127.0.1.2 --guard 127.0.1.3
hold_table
night_until load
sleep 0.3
kill -9 $pipeline
ended
let_go
ok $? 'Saturday: a new edition; the pipeline is killed as it loads'
morning "$last" '["killed",null,"load"]' 'status tells'
is "$(jq -c "$trouble" "$scratch/morning")" "$amiss" \
    'both portals are as they were'
is "$(jq '.hosts_at > .runs[1].finished' "$scratch/morning")" true \
    'as the crawl told whose log is not loaded yet'

portals 2
night
is "$status" "$(NIANBAO_VAR=$scratch/quiet; night; echo $status)" \
    'Sunday, they are back: the same as in the quiet week'
morning "$last + $trouble" "[\"ended\",$status,\"done\"]" 'all is well again'
left >"$scratch/rough.left"
is "$("$run" verify 2>/dev/null)" '' 'archive and database agree'
is "$(jq -c '[.exit, .stage]' "$NIANBAO_VAR/runs.jsonl" | tr '\n' ' ')" \
    "${small:+[1,\"fetch\"] [1,\"start\"] }"'[null,"fetch"] [1,"fetch"] '\
'[1,"extract"] [3,"done"] [null,"load"] [0,"done"] ' \
    'each night is recorded'
NIANBAO_VAR=$scratch/quiet
left >"$scratch/quiet.left"
is "$(sql 'SELECT count(*), max(versions) FROM research.report
    WHERE kind = $$ogi_annual$$')" '35|2' 'the weeks have left something'
same "$scratch/rough.left" "$scratch/quiet.left" \
    'and what researchers see is the same'
if [ -n "$small" ]; then
	# What is to be looked at when a test failed does not go with the disk.
	cp -r "$scratch/rough/log" "$scratch/rough/runs.jsonl" "$scratch"
	NIANBAO_VAR=$scratch/rough "$run" db stop
	umount "$scratch/rough"
fi
finish
