#!/bin/sh
# SPDX-License-Identifier: MIT
# A document that kills the process that reads it costs no other document.
. "$(dirname "$0")/tap.sh"

mkdir "$scratch/docs"
cp "$home/tests/fixtures/docs/t2021.txt" "$scratch/docs/a.txt"
cp "$home/tests/fixtures/docs/t2021.txt" "$scratch/docs/c.txt"
# Long enough to be hit while it is read.
awk 'BEGIN {
	print "<html><body>"
	for (i = 0; i < 400000; i++)
		print "<p>政府信息公开" i "条,办理申请" i "件,其中答复" i "件。</p>"
}' >"$scratch/docs/b.html"

# kill_reader JOBS SIGNAL: kills the worker that is reading b.html
kill_reader() {
	"$B/nianbao-extract" -j "$1" "$scratch/docs" >"$scratch/out" \
	    2>"$scratch/err" &
	main=$!
	sleep 0.7
	for worker in $(pgrep -P $main); do
		kill "-$2" "$worker"
	done
	wait $main
	status=$?
}

states() {
	jq -r '.source + " " + .state + " " + (.reason // "-")' "$scratch/out" |
		sed 's|.*/||' | sort | tr '\n' ','
}

# Nobody reads on: no document is at fault.
{
	timeout 60 "$B/nianbao-extract" -q "$scratch/docs" 2>"$scratch/err"
	echo $? >"$scratch/status"
} | head -c 1 >/dev/null
is "$(cat "$scratch/status")" 1 'a closed pipe ends the program'
like "$(cat "$scratch/err")" 'could not write' 'which says why'

kill_reader 1 SEGV
is $status 3 'exit 3: something was set aside'
is "$(states)" 'a.txt ok -,b.html rejected crashed,c.txt ok -,' \
    'the others are read'
like "$(tail -n 1 "$scratch/err")" 'seen=3 ok=2 same=0 rejected=1' 'counted'
kill_reader 2 ALRM
is "$(states)" 'a.txt ok -,b.html rejected timeout,c.txt ok -,' \
    'with two processes, and a time limit'
finish
