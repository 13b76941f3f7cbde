# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# For tests that need a database: a throwaway private cluster, TAP, and a
# canonical dump. A test sources this, calls pg_start, and ends with pg_end.

home=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$home/build/debug}
load=$B/nianbao-load
# shellcheck disable=SC2034 # for migrate.sh
migrate_home=$home
# shellcheck source=load/cluster.sh
. "$home/load/cluster.sh"
# shellcheck source=load/migrate.sh
. "$home/load/migrate.sh"
test_n=0
unset NIANBAO_DSN NIANBAO_VAR

# ok STATUS NAME
ok() {
	test_n=$((test_n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $test_n - $2"
	else
		echo "not ok $test_n - $2"
	fi
}

# is GOT WANTED NAME
is() {
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf '%s\n' "got: $1" "wanted: $2" | sed 's/^/# /'
}

pg_scratch() {
	tmp=$(mktemp -d /tmp/nianbao-test.XXXXXX) || exit 1
	chmod 755 "$tmp"
	trap pg_clean EXIT
	trap 'exit 1' HUP INT TERM
}

pg_clean() {
	[ ! -d "$tmp/pg" ] || cluster_stop "$tmp/pg" 2>/dev/null
	rm -rf "$tmp"
}

# Sets dsn (of a fresh database) and tmp (a folder that goes away).
pg_start() {
	pg_scratch
	if ! cluster_start "$tmp/pg" 2>"$tmp/start.log"; then
		echo "1..0 # SKIP no PostgreSQL: $(tail -n 1 "$tmp/start.log")"
		exit 0
	fi
	pg_new main
}

# A fresh database of that name; dsn points at it.
pg_new() {
	psql -Xqd "$cluster_dsn" -c "CREATE DATABASE \"$1\""
	dsn="$cluster_dsn dbname=$1"
	migrate "$dsn" 2>"$tmp/migrate.log" || {
		cat "$tmp/migrate.log" >&2
		exit 1
	}
}

pg_end() {
	echo "1..$test_n"
}

q() {
	psql -XAqtd "$dsn" -c "$1"
}

# Made-up records of a list of words (fixtures/records/make.awk), from stdin.
records() {
	awk -f "$home/tests/fixtures/records/make.awk"
}

# Loads files; the summary line is in $tmp/summary, the status in $status.
load() {
	"$load" --dsn "$dsn" "$@" 2>"$tmp/stderr"
	# shellcheck disable=SC2034 # for the tests
	status=$?
	tail -n 1 "$tmp/stderr" >"$tmp/summary"
}

summary() {
	sed 's/ secs=.*//' "$tmp/summary"
}

pg_tables() {
	q "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
	    WHERE schemaname IN ('store', 'dict')
	    AND tablename !~ '^cell_([0-9]|unknown|other)' ORDER BY 1"
}

# All rows of store and of the promised views, in an order of their own; runs
# and batches, which tell of the loading, are left out.
pg_canonical() {
	q ANALYZE
	for t in $(pg_tables) $(q "SELECT format('%I.%I', schemaname, viewname)
	    FROM pg_views WHERE schemaname = 'research' AND viewname NOT IN
	    ('load_batch', 'run', 'reject') ORDER BY 1"); do
		echo "== $t"
		q "COPY (SELECT t::text FROM $t t ORDER BY 1) TO STDOUT"
	done
}

# Which transaction wrote each row, and where it lies.
pg_physical() {
	for t in $(pg_tables); do
		echo "== $t"
		q "SELECT tableoid::regclass, ctid, xmin FROM $t ORDER BY 1, 2"
	done
}
