#!/bin/sh
# SPDX-License-Identifier: MIT
# The files of tests/sql under pg_prove, on a made-up panel.
. "$(dirname "$0")/../pg.sh"
command -v pg_prove >/dev/null || {
	echo '1..0 # SKIP no pg_prove'
	exit 0
}
pg_start
awk -v n=60 -v out="$tmp" -f "$home/tests/panel/panel.awk" \
    "$home/common/dict/region.tsv" || exit 1
load "$tmp/first.jsonl" "$tmp/second.jsonl"
q 'CREATE EXTENSION pgtap' >"$tmp/log" 2>&1 || {
	cat "$tmp/log" >&2
	exit 1
}
# pg_prove takes no connection string.
for word in $dsn; do
	value=$(echo "${word#*=}" | tr -d "'")
	case $word in
	host=*) export PGHOST="$value" ;;
	port=*) export PGPORT="$value" ;;
	user=*) export PGUSER="$value" ;;
	dbname=*) export PGDATABASE="$value" ;;
	esac
done
for file in "$home"/tests/sql/*.sql; do
	pg_prove -Q "$file" >"$tmp/log" 2>&1
	ok $? "$(basename "$file")"
	[ "$(tail -n 1 "$tmp/log")" = 'Result: PASS' ] ||
		sed 's/^/# /' "$tmp/log" | head -n 40
done
pg_end
