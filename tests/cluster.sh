# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# To make a cluster and its schema takes as long as many a test: all begin with
# a copy of one that the first of them makes. Sourced by pg.sh and e2e/pipe.sh.
: "${home:?}"
# shellcheck disable=SC2034 # for migrate.sh
migrate_home=$home
# shellcheck source=load/cluster.sh
. "$home/load/cluster.sh"
# shellcheck source=load/migrate.sh
. "$home/load/migrate.sh"
! pg_bin=$(cluster_bin 2>/dev/null) || PATH=$pg_bin:$PATH

# The one that is copied, in folder $1. What is thrown away need not survive
# the machine. 2: there is no server that could be started.
cluster_new() {
	cluster_start "$1" || return 2
	migrate "$cluster_dsn" &&
		psql -Xqd "$cluster_dsn" -c 'ALTER SYSTEM SET fsync = off' &&
		cluster_stop "$1"
}

# Copies $stored to folder $1, or makes it there.
cluster_made() {
	if [ -d "$stored" ]; then
		cp -a "$stored" "$1"
		return
	fi
	cluster_new "$1" || return
	# One that could not lie here stays where it is.
	[ ! -L "$1" ] || return 0
	rm -rf "$home"/build/e2e/pg-* "$1/run" "$1/socket_dir"
	cp -a "$1" "$stored.new" && mv "$stored.new" "$stored"
}

# cluster_copy FOLDER: one that is down, in FOLDER/pg. Tests that run beside
# each other wait for the one that makes it. 2 as above.
cluster_copy() {
	stored=$home/build/e2e/pg-$({
		cluster_bin 2>/dev/null
		cat "$home"/load/*.sh
		migrate_all_hash ''
	} | sha256sum | cut -c 1-12)
	mkdir -p "$1" "$home/build/e2e"
	exec 8>"$home/build/e2e/lock"
	flock 8
	cluster_made "$1/pg" 8>&-
	copied=$?
	exec 8>&-
	return $copied
}
