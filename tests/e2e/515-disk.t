#!/bin/sh
# SPDX-License-Identifier: MIT
# Disks that are full: a verb that could not write all of it says so, leaves
# nothing that looks whole, and does its work when there is room again.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
own_mounts "$@"
pipe_start
docs=$home/tests/fixtures/docs

# cut BLOCKS COMMAND...: files end after so many half kilobytes.
cut_at() (
	trap '' XFSZ
	ulimit -f "$1"
	shift
	exec "$@"
)

# The last record of all is the one whose loss nothing else would show.
"$B/nianbao-extract" -q "$docs" >"$scratch/whole" 2>/dev/null
blocks=$(($(wc -c <"$scratch/whole") / 512))
for i in $(seq 0 3 30); do
	for jobs in 1 2; do
		cut_at $((blocks - i)) "$B/nianbao-extract" -q --jobs $jobs \
		    "$docs" >"$scratch/part" 2>"$scratch/err" </dev/null
		echo "$?"
		cmp -s "$scratch/part" "$scratch/whole" && echo 'it is whole'
	done
done | sort -u >"$scratch/ends"
is "$(cat "$scratch/ends")" 1 'records that were cut off are no success'

# A ledger that was cut off.
"$run" nightly 2>/dev/null
printf '{"run":"torn","verb":"nightly","exi' >>"$NIANBAO_VAR/runs.jsonl"
"$run" nightly 2>/dev/null
is "$(grep -c '"exit":1,"stage":"fetch"}$' "$NIANBAO_VAR/runs.jsonl")" 2 \
    'a line that was torn does not spoil the next'
is "$("$run" status --json 2>/dev/null | jq -c '[.error, (.runs | length)]')" \
    '[null,2]' 'and status tells of both runs'

if [ "${1-}" != inside ]; then
	n=$((n + 1))
	echo "ok $n # SKIP no mount namespace, so no disk to fill"
	finish
fi

# disk FOLDER: it lies on a full disk now.
disk() {
	mkdir -p "$1" "$scratch/disk"
	mount -t tmpfs -o size=16m,mode=755 tmpfs "$scratch/disk"
	cp -a "$1/." "$scratch/disk"
	mount --move "$scratch/disk" "$1"
	cat /dev/zero >"$1/ballast" 2>/dev/null
}

disk "$NIANBAO_VAR/warc"
"$run" import "$docs" 2>"$scratch/err"
is "$?" 1 'an import into a full archive fails'
like "$(cat "$scratch/err")" 'No space left' 'and says why'
rm "$NIANBAO_VAR/warc/ballast"
disk "$NIANBAO_VAR/records"
"$run" import "$docs" 2>"$scratch/err"
is "$?" 1 'and where the records have no room'
like "$(cat "$scratch/err")" 'could not (extract|write)' 'and says what'
is "$(find "$NIANBAO_VAR/records" -name '*.jsonl')" '' \
    'no record file that looks whole is left'
rm "$NIANBAO_VAR/records/ballast"
"$run" import "$docs" 2>"$scratch/err"
is "$?" 0 'with room it is all done'
like "$(cat "$scratch/err")" '^load: seen=8 .* rejected=0 ' 'nothing is lost'
is "$("$run" verify 2>/dev/null)" '' 'archive and database agree'

"$run" export "$scratch/export" 2>/dev/null
mkdir "$scratch/full"
disk "$scratch/full"
"$run" export "$scratch/full/export" 2>"$scratch/err"
is "$?,$(ls "$scratch/full")" 1,ballast 'an export without room is none'
# Either it says that it failed and nothing is there, or it is whole.
for kb in 300 600 600 600 2000; do
	truncate -s -${kb}K "$scratch/full/ballast"
	"$run" export "$scratch/full/export" 2>/dev/null
	case $?,$(ls "$scratch/full" | tr '\n' ' ') in
	1,'ballast ')
		;;
	0,*)
		diff -r "$scratch/export" "$scratch/full/export" ||
			echo "with $kb kB more: not whole"
		rm -r "$scratch/full/export"
		echo whole
		;;
	*)
		echo "with $kb kB more: something is left"
		;;
	esac
done | sort -u >"$scratch/ends"
is "$(cat "$scratch/ends")" whole 'with a little room it is whole, or none'
cat /dev/zero >>"$scratch/full/ballast" 2>/dev/null
"$run" status --prometheus "$scratch/full/prometheus" 2>"$scratch/err"
is "$?,$(ls "$scratch/full/prometheus" 2>/dev/null)" 1, \
    'no file for the monitor that is cut off'
"$run" db stop
umount "$scratch/full" "$NIANBAO_VAR/records" "$NIANBAO_VAR/warc"
finish
