#!/bin/sh
# SPDX-License-Identifier: MIT
# The disk is full in the middle of a load: it ends with what was committed,
# and when there is room again, a plain rerun gives the same database.
if [ "${1-}" != inside ]; then
	if [ "$(id -u)" != 0 ] || ! unshare -m true 2>/dev/null; then
		echo '1..0 # SKIP needs root and a mount namespace'
		exit 0
	fi
	exec unshare -m sh "$0" inside
fi
. "$(dirname "$0")/../pg.sh"
pg_start
mkdir "$tmp/small"
mount -t tmpfs -o size=40m tmpfs "$tmp/small" || {
	echo '1..0 # SKIP cannot mount'
	exit 0
}
mkdir "$tmp/small/data"
[ "$cluster_user" = "$(id -un)" ] || chown "$cluster_user" "$tmp/small/data"
psql -Xqd "$cluster_dsn" -c "CREATE TABLESPACE small LOCATION
    '$tmp/small/data'" 2>"$tmp/notice"

awk 'BEGIN { for (i = 0; i < 6000; i++)
	print "doc=" i " agency=第" i % 2400 "县政府办公室 code=990101 year=" \
	    2015 + int(i / 2400) " new=" i % 5 + 1 }' | records >"$tmp/a.jsonl"
load --defer "$tmp/a.jsonl"
is "$status" 0 'the reference'
pg_stored | sha256sum >"$tmp/wanted"

psql -Xqd "$cluster_dsn" -c 'CREATE DATABASE small TEMPLATE nianbao
    TABLESPACE small STRATEGY file_copy'
dsn="$cluster_dsn dbname=small"
dd if=/dev/zero of="$tmp/small/ballast" bs=1M count=64 2>/dev/null
load --defer "$tmp/a.jsonl"
is "$status" 1 'a full disk ends the run'
grep -q '53100' "$tmp/stderr"
ok $? 'and says so'
load --defer "$tmp/a.jsonl"
is "$status" 1 'as long as it is full'
is "$(q 'SELECT coalesce(sum(n_new + n_changed), 0) =
    (SELECT count(*) FROM store.document) FROM ops.load_batch')" t \
    'what was committed is in the ledger'
rm "$tmp/small/ballast"
mount -o remount,size=400m "$tmp/small"
load --defer "$tmp/a.jsonl"
is "$status" 0 'with room again it goes on'
pg_stored | sha256sum | cmp - "$tmp/wanted"
ok $? 'and the database is the same'
psql -Xqd "$cluster_dsn" -c 'DROP DATABASE small'
umount -l "$tmp/small"
pg_end
