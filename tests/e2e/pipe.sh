# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2154 # tap.sh sets scratch and home
# For the tests of pipeline.sh, after tap.sh: a $NIANBAO_VAR with a database
# that is there at once, and the made-up portals.

unset NIANBAO_DSN PGHOST PGDATABASE PGUSER PGSERVICE
NIANBAO_VAR=$scratch/var
export NIANBAO_VAR
run=$home/pipeline.sh
sample=$home/build/release/sample-portals
port=$((18000 + $$ % 2000))
server=
trap '[ -z "$server" ] || kill $server 2>/dev/null; stop_servers' EXIT
# shellcheck source=tests/cluster.sh
. "$home/tests/cluster.sh"

# own_mounts "$@": a test that fills a disk is started again where it may have
# a small one of its own; a user's too, where there are namespaces.
own_mounts() {
	[ "${1-}" != inside ] || return 0
	for way in -m -rm; do
		! unshare $way mount -t tmpfs tmpfs /mnt 2>/dev/null || {
			rm -rf "$scratch"
			exec unshare $way sh "$0" inside
		}
	done
}

# The programs, and an empty database in $NIANBAO_VAR.
pipe_start() {
	make -C "$home" V=release -s all portal >"$scratch/build.log" 2>&1 ||
		skip_all 'it does not build'
	cluster_copy "$NIANBAO_VAR" || exit 1
}

# sql COMMAND OPTION...: what the private database says, if it is up.
sql() {
	command=$1
	shift
	psql -XAqt -d "host='$(cat "$NIANBAO_VAR/pg/socket_dir")' \
user=nianbao dbname=nianbao" "$@" -c "$command"
}

# rows COMMAND: the same, with tabs between columns.
rows() {
	sql "$1" -F '	'
}

# dump: what was loaded, as researchers see it, a line a row.
dump() {
	for view in report report_source cell cell_derived check_result \
	    warning figure section table_grid document; do
		sql "SELECT '$view', t::text FROM research.$view t" | sort
	done
}

# portals STATE OPTION...: what the made-up portals show from now on.
portals() {
	[ -z "$server" ] || {
		kill $server
		wait $server 2>/dev/null
	}
	"$sample" --port $port --state "$@" >"$scratch/portal.out" 2>&1 &
	server=$!
	wait_for grep -q ready "$scratch/portal.out" ||
		skip_all 'the sample portals do not start'
}

# lists DELAY: lines for portals.tsv, with so many seconds between requests.
lists() {
	"$sample" --port $port --lists | awk -F '\t' -v OFS='\t' -v d="$1" \
	    'NR > 1 { $8 = d } { print }'
}
