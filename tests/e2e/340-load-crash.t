#!/bin/sh
# SPDX-License-Identifier: MIT
# Killed in the middle, loader or server: a plain rerun gives the same.
. "$(dirname "$0")/../pg.sh"
pg_start

awk 'BEGIN { for (i = 0; i < 6000; i++)
	print "doc=" i " agency=第" i % 2400 "县政府办公室 code=990101 year=" \
	    2015 + int(i / 2400) " new=" i % 5 + 1 }' | records >"$tmp/a.jsonl"
# What is derived of it is no matter here, and takes most of the time.
load --defer "$tmp/a.jsonl"
is "$status" 0 'the reference'
pg_stored >"$tmp/a.dump"

# Waits until that many batches are in, or the loader has ended.
wait_for() {
	while kill -0 $pid 2>/dev/null && [ "$(q \
	    'SELECT count(*) FROM ops.load_batch')" -lt "$1" ]; do
		sleep 0.02
	done
}

pg_new killed
for batches in 1 2 3; do
	"$load" --defer --dsn "$dsn" "$tmp/a.jsonl" 2>/dev/null &
	pid=$!
	wait_for $batches
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
done
partial=$(q 'SELECT count(*) FROM store.document')
echo "# $partial documents were committed before the last kill"
is "$(q 'SELECT coalesce(sum(n_new + n_changed), 0) FROM research.load_batch')" \
    "$partial" 'the ledger has what was committed, no more and no less'
load "$tmp/a.jsonl"
is "$status" 0 'the rerun is well'
is "$(q 'SELECT count(*) FROM store.cell c WHERE NOT EXISTS
    (SELECT FROM store.version v WHERE (v.report_key, v.version_key) =
    (c.report_key, c.version_key))')" 0 'no orphans'
pg_stored | cmp - "$tmp/a.dump"
ok $? 'the same database'

# The server falls over and comes back: the loader tries again.
pg_new fallen
"$load" --defer --dsn "$dsn" "$tmp/a.jsonl" 2>"$tmp/err" &
pid=$!
wait_for 2
bin=$(cluster_bin)
cluster_as "$bin/pg_ctl" stop -s -m immediate -D "$tmp/pg/data"
cluster_start "$tmp/pg" 2>/dev/null
wait $pid
is "$?" 0 'a server that falls over in the middle does not end the run'
sed 's/^/# /' "$tmp/err"
is "$(grep -c 'trying again' "$tmp/err" | sed 's/[1-9][0-9]*/some/')" some \
    'it tried again'
pg_stored | cmp - "$tmp/a.dump"
ok $? 'the same database'
is "$(q 'SELECT sum(n_read) FROM research.load_batch')" 6000 \
    'no batch is counted twice'
pg_end
