#!/bin/sh
# SPDX-License-Identifier: MIT
# REPORTS reports of 208 cells, one after the other: prints the processor time
# of a thousand in each tenth of them, loader and server together, and the
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
ticks() {
	postmaster=$(head -n 1 "$tmp/pg/data/postmaster.pid")
	# shellcheck disable=SC2046 # a word for each
	cat /proc/$pid/stat $(for child in $(pgrep -P "$postmaster"); do
		echo "/proc/$child/stat"; done) /proc/"$postmaster"/stat \
	    2>/dev/null | sed 's/.*) //' |
		awk '{ sum += $12 + $13 + $14 + $15 } END { print sum }'
}
loaded() {
	q 'SELECT coalesce(sum(n_read), 0) FROM ops.load_batch'
}
tenth=1 before=$(ticks) was=0 peak=0
while kill -0 $pid 2>/dev/null; do
	sleep 0.2
	memory=$(awk '/VmHWM/ { print $2 }' /proc/$pid/status 2>/dev/null)
	peak=${memory:-$peak}
	n=$(loaded)
	[ "$n" -ge $((each * tenth)) ] || continue
	now=$(ticks)
	echo $(((now - before) * 10000 / (n - was)))
	before=$now was=$n tenth=$((tenth + 1))
done >"$tmp/tenths"
wait $pid
is "$?" 0 'loaded'
echo "# ms of a thousand reports, by tenths: $(tr '\n' ' ' <"$tmp/tenths")"
echo "# memory of the loader: $peak KB"
awk 'NR == 2 { a = $1 } { b = $1 } END { exit !(NR > 2 && b <= 1.1 * a) }' \
    "$tmp/tenths"
ok $? 'as fast in the end as in the beginning'
[ "$peak" -lt 100000 ]
ok $? 'and no more than 100 MB'
is "$(q 'SELECT count(*) FROM store.report')" "$((reports / pass * pass))" \
    'every report is there'
pg_end
