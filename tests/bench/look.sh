#!/bin/sh
# SPDX-License-Identifier: MIT
# status and report on a database of $LOOK_REPORTS generated reports: seconds,
# against the 5 and 30 that they may take (ratio: limit / seconds). One that
# takes longer is a failure.
REPORTS=${LOOK_REPORTS:-50000}
home=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$home/build/release}
NIANBAO_VAR=$(mktemp -d /tmp/nb.XXXXXX)
chmod 755 "$NIANBAO_VAR"
export NIANBAO_VAR
unset NIANBAO_DSN PGHOST PGDATABASE PGUSER PGSERVICE
run=$home/pipeline.sh
trap '"$run" db stop; rm -rf "$NIANBAO_VAR"' EXIT
failed=0

# timed NAME LIMIT COMMAND...: three times, the median.
timed() {
	name=$1 limit=$2
	shift 2
	for _ in 1 2 3; do
		start=$(date +%s%N)
		"$@" >/dev/null 2>"$NIANBAO_VAR/err" || {
			cat "$NIANBAO_VAR/err" >&2
			return 1
		}
		echo $(($(date +%s%N) - start))
	done | sort -n | sed -n 2p | awk -v name="$name" -v limit="$limit" '{
		printf "%s %.2f %d %.2f\n", name, $1 / 1e9, limit,
		    limit * 1e9 / $1
		exit $1 > limit * 1e9
	}'
}

dsn=$("$run" psql -XAqtc "SELECT 'host=' || setting || ' user=nianbao dbname='
    || current_database() FROM pg_settings
    WHERE name = 'unix_socket_directories'" 2>/dev/null)
awk -v n="$REPORTS" -f "$home/tests/bench/corpus.awk" \
    "$home/common/dict/region.tsv" |
	"$B/nianbao-load" -q --dsn "$dsn" - 2>"$NIANBAO_VAR/err" || {
	cat "$NIANBAO_VAR/err" >&2
	exit 1
}
echo "# look: seconds on $REPORTS reports, against their limits"
timed status 5 "$run" status || failed=1
timed report 30 "$run" report || failed=1
echo "# export: seconds, and how many parts of a second a report takes"
start=$(date +%s%N)
"$run" export "$NIANBAO_VAR/export" 2>"$NIANBAO_VAR/err" || {
	cat "$NIANBAO_VAR/err" >&2
	failed=1
}
echo "$(($(date +%s%N) - start)) $REPORTS" |
	awk '{ printf "export %.1f %d %.5f\n", $1 / 1e9, $2, $1 / 1e9 / $2 }'
exit $failed
