#!/bin/sh
# SPDX-License-Identifier: MIT
# kill -9 at KILLS (100) random moments of crawls, and at a fifth as many of
# crawls that finish an archive with every commit; and where disks may be
# mounted one that is full again and again. Nothing may be lost, nothing
# archived twice, every file must be whole. Exit status 1 when something was.
# "make V=release tools" first.
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${OWN_MOUNTS:-}" ] && unshare -m mount -t tmpfs tmpfs /mnt 2>/dev/null
then
	OWN_MOUNTS=1 exec unshare -m sh "$0"
fi
. tests/bench/site.inc
kills=${KILLS:-100}
asked_for=1712	# 16 hosts: 5 lists of 20 reports, robots.txt, sitemap.xml
var=$scratch/var

# shellcheck disable=SC2046 # flags are words
${CC:-gcc} -std=c11 -O1 -D_GNU_SOURCE -DFETCH_MAX_WARC=50000 -Icommon -Ifetch \
    -Ifetch/page -Ibuild/gen -o "$scratch/fetch-small" fetch/main.c fetch/fetch.c \
    "$B/libnianbao.a" $(make -s --no-print-directory libs)

# uris TYPE: of the records of this type, sorted
uris() {
	gzip -dc "$var"/warc/*.gz | tr -d '\r' | grep -a -A 3 "^WARC-Type: $1" |
		sed -n 's/^WARC-Target-URI: //p' | sort
}
broken() {
	echo "# $1"
	bad=$((bad + 1))
}
# The crawl that was killed comes to its end and is looked at.
verify() {
	"$fetch" -q -p "$scratch/portals.tsv" -d "$var" 2>"$scratch/err" ||
		broken "$(tail -n 1 "$scratch/err")"
	for f in "$var"/warc/*.gz; do
		gzip -t "$f" || broken "$f"
		[ -f "${f%.warc.gz}.cdxj" ] || broken "$f has no index"
		files=$((files + 1))
	done
	find "$var" -name '*.open' >"$scratch/open"
	[ ! -s "$scratch/open" ] || broken "$(cat "$scratch/open")"
	uris response >"$scratch/uris"
	uris request | cmp -s - "$scratch/uris" ||
		broken 'a response without its request'
	cat "$var"/warc/*.cdxj | wc -l >"$scratch/indexed"
	# A crawl that was over when it was killed is followed by another.
	[ "$(cat "$scratch/indexed")" = "$(($(wc -l <"$scratch/uris") +
	    $(uris revisit | wc -l)))" ] ||
		broken "$(cat "$scratch/indexed") lines of index"
	sort -u "$scratch/uris" >"$scratch/once"
	twice=$((twice + $(wc -l <"$scratch/uris") - $(wc -l <"$scratch/once")))
	lost=$((lost + asked_for - $(wc -l <"$scratch/once")))
	[ -z "${WARCIO:-}" ] || tests/warcio.sh "$var"/warc/*.gz >/dev/null ||
		broken 'warcio says so'
	rm -rf "$var"
	runs=$((runs + 1))
}
# kill_at_random PROGRAM TIMES WHAT
kill_at_random() {
	fetch=$1 done=0 twice=0 lost=0 runs=0 bad=0 files=0
	serve 5 6000
	while [ $done -lt "$2" ]; do
		"$fetch" -q -p "$scratch/portals.tsv" -d "$var" 2>/dev/null &
		pid=$!
		seed=$(((seed * 1103515245 + 12345) % 2147483648))
		sleep "0.$(printf %03d $((seed / 65536 % 700)))"
		if kill -9 $pid 2>/dev/null; then
			wait $pid 2>/dev/null || true
			done=$((done + 1))
		else	# it came to its end before
			wait $pid || true
			verify
		fi
	done
	verify
	stop
	again=$(($(awk -F'\t' '$5 != 304' "$scratch/log" | wc -l) - \
	    runs * asked_for))
	echo "$3: $done times in $runs crawls of $asked_for pages," \
	    "$files archives: $lost lost, $twice twice, $bad broken," \
	    "$((again > 0 ? again / done : 0)) asked for again each time"
	failed=$((failed + lost + twice + bad))
}
# fill_up PROGRAM: its disk is full after a while, and has more room each time.
fill_up() {
	fetch=$1 done=0 twice=0 lost=0 runs=0 bad=0 files=0 kb=1500
	mkdir "$scratch/disk"
	mount -t tmpfs tmpfs "$scratch/disk"
	var=$scratch/disk/var
	serve 5 6000
	while [ $done -lt 10 ]; do
		mount -o remount,size=${kb}k "$scratch/disk"
		"$fetch" -q -p "$scratch/portals.tsv" -d "$var" \
		    2>"$scratch/err" && break
		[ $? = 1 ] && grep -q 'No space\|disk is full' "$scratch/err" ||
			broken "$(cat "$scratch/err")"
		done=$((done + 1)) kb=$((kb + 250))
	done
	mount -o remount,size=64m "$scratch/disk"
	verify
	stop
	umount "$scratch/disk"
	echo "a full disk: $done times in a crawl of $asked_for pages," \
	    "$files archives: $lost lost, $twice twice, $bad broken"
	failed=$((failed + lost + twice + bad))
}
failed=0
seed=${SEED:-$(date +%s)}
echo "# SEED=$seed"
portals 16 0.02
kill_at_random "$B/nianbao-fetch" "$kills" 'kill -9'
kill_at_random "$scratch/fetch-small" $((kills / 5)) \
    'kill -9, an archive each commit'
[ -z "${OWN_MOUNTS:-}" ] || fill_up "$B/nianbao-fetch"
[ $failed = 0 ]
