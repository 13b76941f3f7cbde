#!/bin/sh
# SPDX-License-Identifier: MIT
# The same input gives the same database: twice, in any order, in parallel.
. "$(dirname "$0")/../pg.sh"
pg_start

{
	cat "$home/tests/fixtures/records/reports.txt"
	# Enough for several batches, with captures and versions mixed.
	awk 'BEGIN { for (i = 0; i < 500; i++)
		print "doc=" 1000 + i " agency=第" i % 150 "县政府办公室 code=990101" \
		    " source=https://h" i % 7 ".gov.cn/" i " new=" i % 5 + 1 \
		    " year=" 2015 + int(i / 200) " official=" i % 2 \
		    " at=2023-01-" 10 + i % 19 "T00:00:00Z cut=" (i % 11 == 0) }'
	# Seen again later, and at another address.
	echo 'doc=2 source=https://www.jia.gov.cn/2021.html at=2024-02-01T00:00:00Z year=2021 official=1 new=6 in=2 out=1 note=按时办结'
	echo 'doc=3 source=http://copy.example/3 at=2024-03-01T00:00:00Z year=2022 new=9 in=2 out=0 in_force=14 fails=1'
} >"$tmp/list"
records <"$tmp/list" >"$tmp/a.jsonl"
lines=$(wc -l <"$tmp/a.jsonl")

load "$tmp/a.jsonl"
is "$status" 3 'something was set aside, so 3'
cp "$tmp/summary" "$tmp/first"
is "$(q "SELECT sum(n_read) = sum(n_new + n_changed + n_same + n_rejected),
    sum(n_read) FROM research.load_batch")" "t|$lines" \
    'the ledger has every line, and adds up'
is "$(q "SELECT 'load: seen=' || n_read || ' new=' || n_new || ' changed=' ||
    n_changed || ' same=' || n_same || ' rejected=' || n_rejected ||
    ' set_aside=' || n_set_aside FROM research.run")" "$(summary)" \
    'and says what the summary says'
is "$(q 'SELECT count(*) FROM store.block_other')" 0 \
    'no cell is in the default partition'
pg_canonical >"$tmp/a.dump"
pg_physical >"$tmp/a.physical"

load "$tmp/a.jsonl"
is "$(summary)" \
    "load: seen=$lines new=0 changed=0 same=$lines rejected=0 set_aside=1" \
    'the second load finds everything the same'
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'and changes nothing'
pg_physical | cmp - "$tmp/a.physical"
ok $? 'and writes no row'

load --dry-run "$tmp/a.jsonl"
is "$(q 'SELECT count(*) FROM research.run')" 2 'a dry run leaves no trace'

pg_new reversed
tac "$tmp/a.jsonl" | "$load" --dsn "$dsn" - 2>/dev/null
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'the other way round, from a pipe: the same database'

pg_new shuffled
sort -t : -k 5 "$tmp/a.jsonl" | split -n r/3 - "$tmp/part."
load "$tmp/part.ab" "$tmp/part.aa" "$tmp/part.ac"
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'in three parts: the same database'

pg_new jobs
load --jobs 2 "$tmp/a.jsonl"
is "$status" 3 'with two connections: well'
is "$(sed 's/.*\(seen=[0-9]*\).*\(rejected=[0-9]*\).*/\1 \2/' \
    "$tmp/summary")" "seen=$lines rejected=0" 'and all counted'
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'the same database'

pg_new two
tac "$tmp/a.jsonl" >"$tmp/b.jsonl"
"$load" --dsn "$dsn" "$tmp/a.jsonl" 2>"$tmp/err1" &
one=$!
"$load" --dsn "$dsn" "$tmp/b.jsonl" 2>"$tmp/err2"
two=$?
wait $one
is "$?.$two" 3.3 'two at once on the same records: both well'
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'the same database'
is "$(cat "$tmp/err1" "$tmp/err2" | grep -c 'trying again')" 0 \
    'and no deadlock'
pg_end
