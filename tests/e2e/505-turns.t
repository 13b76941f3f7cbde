#!/bin/sh
# SPDX-License-Identifier: MIT
# A backfill that takes long and a night that comes meanwhile: the night has
# its turn at once, and the backfill goes on behind it.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
pipe_start
portals 1
lists 0.4 >"$scratch/slow.tsv"
lists 0.01 >"$NIANBAO_VAR/portals.tsv"

# backfill OPTION...: its pid is in $backfill; it is crawling, and was for a moment.
backfill() {
	"$run" backfill --years 2019-2024 --portals "$scratch/slow.tsv" "$@" \
	    >"$scratch/backfill.out" 2>"$scratch/backfill.err" &
	backfill=$!
	wait_for pgrep -f "^[^ ]*/nianbao-fetch .*$scratch/slow.tsv"
	sleep 1
}

# Whether a night waits for a backfill: by the lock that it has, which to try
# would be to take.
night_waits() {
	grep -q ":$(stat -c %i "$NIANBAO_VAR/nightly.lock") " /proc/locks
}

# ledger: verb, exit and stage of each run.
ledger() {
	jq -r '[.verb, .exit, .stage] | join(" ")' "$NIANBAO_VAR/runs.jsonl" |
		paste -sd , -
}

backfill
start=$(date +%s)
timeout 60 "$run" nightly >"$scratch/out" 2>"$scratch/err"
is "$?" 0 'a night that comes in the middle of a backfill is well'
is "$(cat "$scratch/out" "$scratch/err")" '' 'and silent'
like "$(ledger)" '^backfill 0 aside,nightly 0 done$' 'the backfill steps aside'
kill -0 $backfill
ok $? 'and is still there'
is "$(sql "SELECT count(*) FROM research.report WHERE kind = 'ogi_annual'")" 35 'the night has all of its work'
until [ -s "$NIANBAO_VAR/run.current" ] || ! kill -0 $backfill; do
	sleep 0.05
done
is "$("$run" status --json | jq -r '.running' | cut -d , -f 1)" backfill \
    'then the backfill goes on'
wait $backfill
is "$?" 0 'to its end'
is "$(ledger)" 'backfill 0 aside,nightly 0 done,backfill 0 done' \
    'each part is recorded'
like "$(cat "$scratch/backfill.err")" 'stepping aside for the night' \
    'it says so to whoever looks on'
is "$(jq -s 'map(select(.verb == "backfill") | .fetch.lists) | add' \
    "$NIANBAO_VAR/runs.jsonl")" "$(jq 'select(.verb == "nightly") |
    .fetch.lists' "$NIANBAO_VAR/runs.jsonl")" \
    'it goes on where it was: no page of a list was asked for twice'
is "$(find "$NIANBAO_VAR/warc" -name '*.open')" '' 'its archive has its name'

# Two nights: the second one gives up, the first one has its turn. What the
# backfill may do it may do in all its parts together.
backfill --max-pages 40
kill -STOP $backfill
"$run" nightly 2>"$scratch/err" &
night=$!
wait_for night_waits
timeout 60 "$run" nightly 2>"$scratch/second"
is "$?" 1 'of two nights that wait for a backfill the second gives up'
like "$(cat "$scratch/second")" 'in use: backfill, pid' 'and names who is at it'
kill -CONT $backfill
wait $night
is "$?" 0 'the first one does its work'

wait $backfill
is "$?" 0 'the backfill ends at its limit'
is "$(tail -n 3 "$NIANBAO_VAR/runs.jsonl" |
    jq -s 'map(select(.verb == "backfill") | .fetch.requests) | add, length' |
    paste -sd ,)" 40,2 'which is that of both its parts'

# What is killed while it steps aside, or is asked to, keeps no night waiting.
backfill
kill -STOP $backfill
"$run" nightly 2>"$scratch/err" &
night=$!
wait_for night_waits
kill -9 $backfill
wait $backfill 2>/dev/null
wait $night
is "$?" 0 'a backfill is killed: the night that waits begins'
like "$(ledger)" ',backfill  fetch,nightly 0 done$' 'and tells of it'

# When it ends is said as a time of day: that of the day it began.
ends=$(fetched=0 loaded=0 var=$scratch dsn='' extracted=0
	. "$home/verbs/night.sh"
	deadline "$(option until u --budget 5 --until \
	    "$(date -d '-1 minute' +%H:%M)")")
is "$(((ends - $(date +%s)) / 3600))" 23 'a time that is over is that of tomorrow'
is "$(fetched=0 loaded=0 var=$scratch dsn='' extracted=0
	. "$home/verbs/night.sh"
	option max-pages n -n 3 --max-p 40 --max=50 -q
	option max-pages n --max-pages=1 -n2 --budget 9
	option budget b --b 7 --max-pages 9
	option until u -u06:00 --max-pages 5)" "50
2
7
06:00" 'options are known by what is enough of their names'

# A night waits for a backfill that loads until its own time is over: to begin
# then would be to crawl until the next day. The clock is ours.
mkdir "$scratch/bin"
cat >"$scratch/bin/date" <<-END
	#!/bin/sh
	[ "\$*" != +%s ] || exec $(command -v date) -d "\$(cat "$scratch/later")" +%s
	exec $(command -v date) "\$@"
END
chmod +x "$scratch/bin/date"
echo now >"$scratch/later"
exec 6>>"$NIANBAO_VAR/pipeline.lock"
flock 6
echo "backfill, pid $$, since then" >"$NIANBAO_VAR/pipeline.lock"
# The night may ask once more when the lock is free: a signal that is ignored
# does not end the waiting for it, and one that is heard does.
trap '' USR1
PATH=$scratch/bin:$PATH "$run" nightly --unt "$(date -d '+5 minutes' +%H:%M)" \
    2>"$scratch/err" &
night=$!
wait_for night_waits
echo '6 minutes' >"$scratch/later"
exec 6>&-
wait $night
status=$?
trap - USR1
is "$status,$(cat "$scratch/err")" 0, 'a night whose time is over is well'
is "$(tail -n 1 "$NIANBAO_VAR/runs.jsonl" | jq -r '.stage, .fetch')" 'done
null' 'and has asked for nothing'
like "$(cat "$(jq -r .log "$NIANBAO_VAR/runs.jsonl" | tail -n 1)")" \
    'the time of --until has come' 'as its log says'

is "$(jq -r '.load.rejected // 0' "$NIANBAO_VAR/runs.jsonl" | sort -u)" 0 \
    'nothing was set aside'

# A person who looks on is told how far it is.
if script -qec true /dev/null >/dev/null 2>&1; then
	script -qec "'$run' backfill --years 2019-2024 --max-pages 8 --portals \
	    '$scratch/slow.tsv'" /dev/null >"$scratch/out" 2>&1
	like "$(tr '\r' '\n' <"$scratch/out")" '[0-9]/[0-9]+ pages, [0-9]+/s' \
	    'progress on a terminal'
else
	ok 0 'progress # SKIP no terminal to be had'
fi

# Nobody answers: no network, maybe.
kill $server
wait $server 2>/dev/null
"$run" nightly --portals "$NIANBAO_VAR/portals.tsv" 2>"$scratch/err"
is "$?" 1 'a night on which no portal answers is no good night'
like "$(cat "$scratch/err")" 'no portal has answered' 'and says so'
is "$("$run" status --json | jq -c '[.runs[0].exit, .runs[0].stage,
    .last_good <= .runs[0].started] + [.not_fine[].state]')" \
    '[1,"fetch",true,"failing","failing","failing","failing"]' \
    'status tells it too'
finish
