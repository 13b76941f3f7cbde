#!/bin/sh
# SPDX-License-Identifier: MIT
# REPORTS reports of 208 cells, one after the other: prints the processor time
# of a thousand in each tenth of them, of the loader and its connections
# together and of what the server does besides (autovacuum, in jumps), and the
# loader's memory. TAP: the last tenth takes no more than 1.1 times the second
# (the first makes what the others have), and the memory stays under 100 MB.
. "$(dirname "$0")/../pg.sh"
pg_start
reports=${REPORTS:-1000000}
each=$((reports / 10))
pass=2000
[ $pass -le $each ] || pass=$each

awk -v n=$pass -v changed=0 -v full=0 -v tsv=/dev/null \
    -f "$home/tests/bench/cells.awk" >"$tmp/pass"
mkfifo "$tmp/in"
# The same reports again and again, of other agencies and documents.
i=0
while [ $i -lt $((reports / pass)) ]; do
	sed "s/sha256:0\{8\}/sha256:$(printf %08x $i)/; s/\"第/\"第$i组/
	s,https://h,https://g$i.h," "$tmp/pass"
	i=$((i + 1))
done >"$tmp/in" 2>/dev/null &

"$load" --defer --dsn "$dsn" - <"$tmp/in" 2>"$tmp/stderr" &
pid=$!
# Processor time, in ticks: of the loader and its connections, and of what the
# server started and saw end.
ticks() {
	# shellcheck disable=SC2086 # a word for each
	for p in $pid $backends "$postmaster"; do
		sed 's/.*) //' "/proc/$p/stat"
	done 2>/dev/null | awk '{ sum += was; was = $12 + $13; ended = $14 + $15 }
	    END { print sum, ended }'
}
loaded() {
	q 'SELECT coalesce(sum(n_read), 0) FROM ops.load_batch'
}
while [ "$(loaded)" = 0 ] && kill -0 $pid; do
	sleep 0.2
done
backends=$(q "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
postmaster=$(head -n 1 "$tmp/pg/data/postmaster.pid")
tenth=1 was=0 peak=0
ticks >"$tmp/before"
while kill -0 $pid 2>/dev/null; do
	sleep 0.2
	memory=$(awk '/VmHWM/ { print $2 }' /proc/$pid/status 2>/dev/null)
	peak=${memory:-$peak}
	n=$(loaded)
	[ "$n" -ge $((each * tenth)) ] || continue
	ticks >"$tmp/now"
	for p in $backends; do
		[ -d "/proc/$p" ] || break 2
	done
	paste "$tmp/before" "$tmp/now" | awk -v n=$((n - was)) '{
	    printf "%d %d\n", ($3 - $1) * 10000 / n, ($4 - $2) * 10000 / n }'
	mv "$tmp/now" "$tmp/before"
	was=$n tenth=$((tenth + 1))
done >"$tmp/tenths"
wait $pid
is "$?" 0 'loaded'
echo "# ms of a thousand reports, by tenths: $(cut -d ' ' -f 1 "$tmp/tenths" |
    tr '\n' ' ')"
echo "# of the server besides: $(cut -d ' ' -f 2 "$tmp/tenths" | tr '\n' ' ')"
echo "# memory of the loader: $peak KB"
awk 'NR == 2 { a = $1 } { b = $1 } END { exit !(NR > 2 && b <= 1.1 * a) }' \
    "$tmp/tenths"
ok $? 'as fast in the end as in the beginning'
[ "$peak" -lt 100000 ]
ok $? 'and no more than 100 MB'
is "$(q 'SELECT count(*) FROM store.report')" "$((reports / pass * pass))" \
    'every report is there'
pg_end
