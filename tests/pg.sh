# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# For tests that need a database: a throwaway private cluster, TAP, and a
# canonical dump. A test sources this, calls pg_start, and ends with pg_end.

home=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$home/build/debug}
load=$B/nianbao-load
# shellcheck source=tests/cluster.sh
. "$home/tests/cluster.sh"
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
	cluster_copy "$tmp" 2>"$tmp/start.log"
	case $? in
	0) ;;
	2)
		echo "1..0 # SKIP no PostgreSQL: $(tail -n 1 "$tmp/start.log")"
		exit 0
		;;
	*)
		cat "$tmp/start.log" >&2
		exit 1
		;;
	esac
	cluster_start "$tmp/pg" || exit 1
	pg_new main
}

# A fresh database of that name; dsn points at it. The schema is made once.
pg_new() {
	psql -Xqd "$cluster_dsn" -c \
	    "CREATE DATABASE \"$1\" TEMPLATE nianbao STRATEGY file_copy"
	dsn="$cluster_dsn dbname=$1"
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

# Names of the tables that hold data, each with "SELECT $1 FROM it $2".
pg_each() {
	q "SELECT format('\\echo == %I.%I', n, t) || E'\n' ||
	    format('COPY (SELECT $1 FROM %I.%I t $2) TO STDOUT;', n, t)
	    FROM (SELECT schemaname AS n, tablename AS t FROM pg_tables
	    WHERE schemaname IN ('store', 'dict')
	    AND tablename !~ '^(cell|block)_([0-9]|unknown|other)'
	    UNION ALL SELECT schemaname, viewname FROM pg_views
	    WHERE schemaname = '$3' AND viewname NOT IN
	    ('load_batch', 'run', 'reject')) x ORDER BY 1"
}

# All rows of store and of the promised views, in an order of their own; runs
# and batches, which tell of the loading, are left out.
pg_canonical() {
	pg_each 't::text' 'ORDER BY 1' research | psql -XAqtd "$dsn"
}

# The same of the tables alone: the views are made of them.
pg_stored() {
	pg_each 't::text' 'ORDER BY 1' none | psql -XAqtd "$dsn"
}

# Which transaction wrote each row, and where it lies.
pg_physical() {
	pg_each 'tableoid::regclass, ctid, xmin' 'ORDER BY 1, 2' none |
		psql -XAqtd "$dsn"
}
