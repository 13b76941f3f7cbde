#!/bin/sh
# SPDX-License-Identifier: MIT
# The private cluster: started on demand, in a deep folder, out of reach.
. "$(dirname "$0")/../pg.sh"
pg_scratch

deep=$tmp/$(printf 'a%.0s' $(seq 60))/$(printf 'b%.0s' $(seq 60))
mkdir -p "$deep"
# As below a home of root: nobody else gets in.
chmod 0700 "$tmp/a"*
clean() {
	cluster_stop "$deep/pg"
	cluster_stop "$tmp/pg2"
	[ ! -f "$deep/pg/socket_dir" ] || rm -rf "$(cat "$deep/pg/socket_dir")"
	rm -rf "$tmp"
}
trap clean EXIT

if ! cluster_start "$deep/pg" 2>"$tmp/log"; then
	echo "1..0 # SKIP $(tail -n 1 "$tmp/log")"
	exit 0
fi
dsn=$cluster_dsn
is "$(q 'SELECT 1')" 1 'it comes up in a folder of more than 120 bytes'
is "$(q 'SHOW listen_addresses')" '' 'no TCP'
port=$(q 'SHOW port')
bin=$(cluster_bin)
pid=$(head -n 1 "$deep/pg/data/postmaster.pid")
inodes=$(ls -l "/proc/$pid/fd" 2>/dev/null |
	sed -n 's/.*socket:\[\([0-9]*\)\].*/\1/p')
tcp=0
for i in $inodes; do
	awk -v i="$i" '$10 == i { found = 1 } END { exit !found }' \
	    /proc/net/tcp /proc/net/tcp6 2>/dev/null && tcp=1
done
is "$tcp" 0 "the server has no TCP socket (port $port)"
is "$(q 'SHOW server_encoding').$(q 'SHOW lc_collate').$(q \
    'SHOW data_checksums')" UTF8.C.UTF-8.on 'UTF-8, C.UTF-8, checksums'
is "$(stat -L -c %a "$deep/pg")" 700 'nobody else can enter its folder'
is "$(stat -c %a "$(cluster_socket_dir "$deep/pg")")" 700 \
    'nor that of its socket'
if [ "$(id -u)" = 0 ]; then
	setpriv --reuid=nobody --regid=nogroup --clear-groups \
	    psql -XAqtd "$dsn" -c 'SELECT 1' >/dev/null 2>&1
	is "$?" 2 'another user cannot connect'
fi

# Root looks after the cluster of a user, up or not.
if [ "$(id -u)" = 0 ]; then
	mkdir "$tmp/his"
	chown nobody "$tmp/his"
	echo 'cluster_start "$1"' | cat "$home/load/cluster.sh" - |
		setpriv --reuid=nobody --regid=nogroup --clear-groups \
		    sh -s "$tmp/his/pg" 2>/dev/null
	cluster_start "$tmp/his/pg" 2>/dev/null && cluster_stop "$tmp/his/pg" &&
		cluster_start "$tmp/his/pg" && dsn=$cluster_dsn
	is "$?,$(q 'SELECT 1'),$(stat -c %U "$tmp/his/pg/data/postmaster.pid")" \
	    0,1,nobody "the cluster of another user, for root"
	cluster_stop "$tmp/his/pg"
	touch "$tmp/roots"
	ln -sf "$tmp/roots" "$tmp/his/pg/log"
	cluster_start "$tmp/his/pg" 2>/dev/null
	is "$(stat -c %U "$tmp/roots")" root 'gets nothing that is not his'
	cluster_stop "$tmp/his/pg"
fi

cluster_start "$deep/pg" && cluster_start "$deep/pg"
is "$?" 0 'starting what runs is well'
is "$(head -n 1 "$deep/pg/data/postmaster.pid")" "$pid" 'and leaves it alone'

# Two at once, from nothing.
(
	cluster_start "$tmp/pg2" 2>/dev/null
) &
cluster_start "$tmp/pg2" 2>/dev/null
two=$?
wait $!
is "$?.$two" 0.0 'two that start it at once are both well'
dsn=$cluster_dsn
is "$(q 'SELECT current_database()')" nianbao 'and find the database'

cluster_stop "$tmp/pg2"
is "$?" 0 'stopped'
cp -a "$tmp/pg2" "$tmp/pg3"
cluster_start "$tmp/pg2" && cluster_start "$tmp/pg3"
is "$?" 0 'a copy of it can be up beside it'
dsn=$cluster_dsn
is "$(q 'SHOW data_directory')" "$(readlink -f "$tmp/pg3")/data" \
    'and is the one that is asked'
cluster_stop "$tmp/pg3"
cluster_stop "$tmp/pg2"
cluster_running "$tmp/pg2" "$bin"
is "$?" 3 'and down'
cluster_stop "$tmp/pg2"
is "$?" 0 'stopping what is down is well'
pg_end
