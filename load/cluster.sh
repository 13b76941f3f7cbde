# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The private PostgreSQL: a cluster under $NIANBAO_VAR/pg that listens on a
# Unix socket only and runs as an unprivileged user. Sourced by pipeline.sh
# and by the tests. cluster_start sets cluster_dsn. Nothing goes to stdout.

cluster_say() {
	echo "pipeline: $*" >&2
}

# The folder of initdb and postgres: Debian leaves it out of PATH.
cluster_bin() {
	for dir in "$(pg_config --bindir 2>/dev/null)" \
	    $(ls -rd /usr/lib/postgresql/*/bin 2>/dev/null); do
		if [ -x "$dir/initdb" ]; then
			echo "$dir"
			return 0
		fi
	done
	cluster_say 'no PostgreSQL server found: apt-get install postgresql'
	return 1
}

# Whom the server runs as when root calls: initdb refuses root.
cluster_owner() {
	owner=$(stat -c %U "$1")
	if [ "$owner" = root ] || [ "$owner" = UNKNOWN ]; then
		owner=postgres
		id "$owner" >/dev/null 2>&1 || owner=nobody
	fi
	echo "$owner"
}

# Runs a command as the owner of the cluster. As root there are two ways:
# become that user; or, where that user can't reach the folder (below a 0700
# home), stay root outside and be that user inside a user namespace.
cluster_as() {
	case $cluster_way in
	self)
		"$@"
		;;
	setpriv)
		# From where that user may be.
		(cd / && exec setpriv --reuid="$cluster_user" --regid="$(id -g \
		    "$cluster_user")" --clear-groups "$@")
		;;
	unshare)
		unshare --user --map-user="$(id -u "$cluster_user")" \
		    --map-group="$(id -g "$cluster_user")" "$@"
		;;
	esac
}

cluster_reachable() {
	setpriv --reuid="$1" --regid="$(id -g "$1")" --clear-groups \
	    test -x "$2" 2>/dev/null
}

# Sets cluster_user and cluster_way for the folder $1. What was chosen when
# the cluster was made stays: its files belong to that user.
cluster_choose() {
	cluster_user=$(id -un)
	cluster_way=self
	[ "$(id -u)" = 0 ] || return 0
	if [ -f "$1/way" ]; then
		read -r cluster_way cluster_user <"$1/way"
		# Made by a user for himself: root becomes that user.
		[ "$cluster_way" != self ] || cluster_way=setpriv
		return 0
	fi
	cluster_user=$(cluster_owner "$(dirname "$1")")
	if cluster_reachable "$cluster_user" "$(dirname "$1")"; then
		cluster_way=setpriv
	elif unshare --user true 2>/dev/null; then
		cluster_way=unshare
	else
		cluster_way=elsewhere
	fi
}

# A socket's path has at most 107 bytes: a deep folder gets one elsewhere. Of a
# copied folder the note tells of the first one's, whose server may be up.
cluster_socket_dir() {
	set -- "$(cluster_folder "$1")"
	if [ -f "$1/socket_dir" ]; then
		read -r dir <"$1/socket_dir"
		case $dir in
		"$1/run" | /tmp/nianbao.*)
			[ -d "$dir" ] && echo "$dir" && return 0
			;;
		esac
	fi
	dir=$1/run
	[ "$(printf %s "$dir/.s.PGSQL.5432" | wc -c)" -le 90 ] ||
		dir=$(mktemp -d /tmp/nianbao.XXXXXX)
	mkdir -p "$dir"
	chmod 0700 "$dir"
	[ "$cluster_way" != setpriv ] || chown -h "$cluster_user" "$dir"
	echo "$dir" >"$1/socket_dir"
	echo "$dir"
}

# An eighth of the memory, in MB, 1024 at most: of a million reports, the parts
# of the indexes that a load comes back to.
cluster_buffers() {
	memory=$(($(getconf _PHYS_PAGES 2>/dev/null || echo 0) / 1024 *
	    $(getconf PAGESIZE) / 1024 / 8))
	[ "$memory" -lt 1024 ] || memory=1024
	[ "$memory" -gt 128 ] || memory=128
	echo "$memory"
}

# Compiling a plan that names each year's partition takes seconds, and most
# queries milliseconds.
cluster_settings() {
	cat <<-END
	listen_addresses = ''
	port = 5432
	unix_socket_permissions = 0700
	max_wal_size = 4GB
	shared_buffers = $(cluster_buffers)MB
	wal_compression = on
	jit = off
	log_min_messages = warning
	END
}

# Who may come in: root and the owner, as the database's owner; and root as
# whoever, to look at it with the eyes of a reader.
cluster_ident() {
	for name in root "$cluster_user" postgres "$(id -un)"; do
		echo "nianbao \"$name\" nianbao"
	done | sort -u
}

cluster_init() {
	cluster_say "making a private PostgreSQL in $1"
	cluster_as "$2/initdb" -D "$1/data" -E UTF8 --locale=C.UTF-8 \
	    -U nianbao --auth-local=peer --auth-host=reject \
	    --data-checksums >"$1/log" 2>&1 || {
		cat "$1/log" >&2
		return 1
	}
	cluster_settings >>"$1/data/postgresql.conf"
	# Its own compression takes longer; some servers have no other.
	! cluster_as "$2/postgres" -D "$1/data" -c wal_compression=lz4 \
	    -C wal_compression >"$1/log" 2>&1 ||
		echo 'wal_compression = lz4' >>"$1/data/postgresql.conf"
	cluster_ident >"$1/data/pg_ident.conf"
	echo 'local all all peer map=nianbao' >"$1/data/pg_hba.conf"
}

# Where the server's user can't reach the folder and there are no user
# namespaces either (root's own home, inside a chroot), the cluster lies in
# /var/lib/nianbao and the folder is a link to it.
cluster_move_out() {
	out=/var/lib/nianbao/$(printf %s "$1" | sha256sum | cut -c 1-16)
	mkdir -p /var/lib/nianbao && chmod 0755 /var/lib/nianbao
	rm -rf "$out"	# of a folder that is gone: nothing links to it
	ln -s "$out" "$1"
	cluster_say "$cluster_user cannot reach \"$1\": it is a link to $out"
	mkdir -m 0700 "$out"
	cluster_way=setpriv
}

cluster_make_dir() {
	if [ ! -d "$1" ]; then
		cluster_choose "$1"
		if [ "$cluster_way" = elsewhere ]; then
			rm -f "$1"
			cluster_move_out "$1"
		else
			mkdir -m 0700 "$1"
		fi
		[ "$cluster_way" != setpriv ] || chown "$cluster_user" "$1"
		echo "$cluster_way $cluster_user" >"$1/way"
	fi
	cluster_choose "$1"
}

# The folder as the server's user can name it.
cluster_folder() {
	readlink -f "$1"
}

cluster_running() {
	cluster_as "$2/pg_ctl" status -D "$1/data" >/dev/null 2>&1
}

cluster_up() {
	[ -s "$1/data/PG_VERSION" ] || cluster_init "$1" "$2" || return 1
	socket=$(cluster_socket_dir "$1")
	cluster_running "$1" "$2" && return 0
	: >>"$1/log"
	[ "$cluster_way" != setpriv ] || chown -h "$cluster_user" "$1/log"
	cluster_as "$2/pg_ctl" start -w -s -D "$1/data" -l "$1/log" \
	    -o "-c unix_socket_directories='$socket'" \
	    </dev/null >/dev/null 2>&1 9>&- || {
		tail -n 5 "$1/log" >&2
		return 1
	}
}

cluster_make_database() {
	"$2/psql" -XAqt -d "$1 dbname=postgres" -c \
	    "SELECT 1 FROM pg_database WHERE datname = '$3'" 2>/dev/null |
		grep -q 1 && return 0
	"$2/psql" -Xq -d "$1 dbname=postgres" -c "CREATE DATABASE \"$3\"" >&2
}

# Starts the cluster in folder $1, makes it and its database where they are
# missing, and sets cluster_dsn. Safe when two call at once.
cluster_start() {
	bin=$(cluster_bin) || return 1
	mkdir -p "$(dirname "$1")"
	exec 9>"$1.lock"
	flock 9
	cluster_make_dir "$1"
	set -- "$(cluster_folder "$1")"
	if ! cluster_up "$1" "$bin"; then
		exec 9>&-
		cluster_say "could not start the private PostgreSQL in $1"
		return 1
	fi
	base="host='$(cluster_socket_dir "$1")' port=5432 user=nianbao"
	cluster_make_database "$base" "$bin" nianbao
	made=$?
	exec 9>&-
	# shellcheck disable=SC2034 # for whoever sourced this
	cluster_dsn="$base dbname=nianbao"
	return $made
}

cluster_stop() {
	set -- "$(cluster_folder "$1")"
	[ -s "$1/data/PG_VERSION" ] || return 0
	bin=$(cluster_bin) || return 1
	cluster_choose "$1"
	cluster_running "$1" "$bin" || return 0
	cluster_as "$bin/pg_ctl" stop -s -m fast -D "$1/data" >&2
}
