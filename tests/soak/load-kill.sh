#!/bin/sh
# SPDX-License-Identifier: MIT
# KILLS times a load is broken off at a random moment, in five ways in turn; a
# plain rerun then gives the same database, to the digest of all its tables.
# DEFER=--defer: without what is derived, which takes most of the time.
# shellcheck disable=SC2086 # an option, or none
. "$(dirname "$0")/../pg.sh"
pg_start
kills=${KILLS:-50}
: "${DEFER=}"

awk 'BEGIN { for (i = 0; i < 3000; i++)
	print "doc=" i % 2900 " agency=第" i % 1200 "县政府办公室 code=990101 year=" \
	    2015 + int(i / 1200) " new=" i % 5 + 1 " source=https://h" i % 9 \
	    ".gov.cn/" i " at=2024-01-" 10 + i % 19 "T00:00:00Z cut=" \
	    (i % 11 == 0) }' | records >"$tmp/a.jsonl"
tac "$tmp/a.jsonl" >"$tmp/b.jsonl"

digest() {
	pg_stored | sha256sum
}

started=$(date +%s%N)
load --defer "$tmp/a.jsonl"
took=$((($(date +%s%N) - started) / 1000000))
load $DEFER "$tmp/a.jsonl"
is "$status" 0 'the reference'
digest >"$tmp/wanted"

# Sleeps for a part of the time that a load takes.
moment() {
	sleep "$(od -An -N2 -tu2 /dev/urandom | awk -v ms="$took" \
	    '{ print $1 / 65536 * ms * 0.9 / 1000 }')"
}

kill_loader() {
	moment
	kill -9 $pid 2>/dev/null
}

# One of its connections: the server restarts all others, too.
kill_backend() {
	moment
	backend=$(q "SELECT pid FROM pg_stat_activity WHERE datname =
	    current_database() AND pid <> pg_backend_pid() LIMIT 1")
	[ -z "$backend" ] || kill -9 "$backend"
}

# A server that lost a connection that way takes a while to recover.
await_server() {
	for _ in $(seq 300); do
		psql -Xqd "$cluster_dsn" -c 'SELECT 1' >/dev/null 2>&1 && return
		sleep 0.1
	done
}

stop_server() {
	moment
	cluster_as "$(cluster_bin)/pg_ctl" stop -s -m immediate \
	    -D "$tmp/pg/data"
	cluster_start "$tmp/pg" 2>"$tmp/start.log"
}

# Another loader has the same lines the other way round, and both are killed.
kill_two() {
	"$load" $DEFER --dsn "$dsn" "$tmp/b.jsonl" 2>>"$tmp/err" &
	other=$!
	moment
	kill -9 $pid 2>/dev/null
	moment
	kill -9 $other 2>/dev/null
	wait $other 2>/dev/null
}

two_at_once() {
	"$load" $DEFER --dsn "$dsn" --jobs 2 "$tmp/b.jsonl" 2>>"$tmp/err"
}

i=0 same=0 partial=0 unread=0
# More of them where each was too late.
while [ $i -lt "$kills" ] ||
    { [ $partial = 0 ] && [ $i -lt $((3 * kills)) ]; }; do
	pg_new "kill$i"
	"$load" $DEFER --dsn "$dsn" "$tmp/a.jsonl" 2>>"$tmp/err" &
	pid=$!
	case $((i % 5)) in
	0) kill_loader ;;
	1) kill_backend ;;
	2) stop_server ;;
	3) kill_two ;;
	4) two_at_once ;;
	esac
	wait $pid 2>/dev/null
	await_server
	[ "$(q 'SELECT count(*) FROM store.document')" = 2900 ] ||
		partial=$((partial + 1))
	load $DEFER "$tmp/a.jsonl"
	[ "$status" = 0 ] && digest | cmp -s - "$tmp/wanted" &&
		same=$((same + 1))
	[ "$(q 'SELECT bool_and(n_read = n_new + n_changed + n_same +
	    n_rejected) FROM ops.load_batch')" = t ] || unread=$((unread + 1))
	psql -Xqd "$cluster_dsn" -c "DROP DATABASE \"kill$i\""
	i=$((i + 1))
done
echo "# $partial of $i loads were broken off before their end"
is "$same" "$i" 'after each the rerun gives the same database'
is "$unread" 0 'and every batch in the ledger adds up'
is "$(grep -c deadlock "$tmp/err")" 0 'and no deadlock'
[ "$partial" -gt 0 ]
ok $? 'some were broken off in the middle'
pg_end
