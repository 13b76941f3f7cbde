# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# TAP for the shell tests. A test sources this file, calls ok, is, like and
# skip, and ends with finish. $scratch is a folder of its own; it is kept when
# a test failed.
set -u

n=0
failed=0
home=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$home/build/debug}
corpus=${NIANBAO_CORPUS:-$home/../shared}
# Short, because a socket's path may have 107 bytes.
scratch=$(mktemp -d /tmp/nb.XXXXXX)
chmod 755 "$scratch"

# ok STATUS NAME
ok() {
	n=$((n + 1))
	if [ "$1" = 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		failed=$((failed + 1))
	fi
}

# is GOT WANT NAME
is() {
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf '# got:  %s\n# want: %s\n' "$1" "$2" | head -n 20
}

# like TEXT PATTERN NAME
like() {
	printf '%s\n' "$1" | grep -qE -e "$2"
	ok $? "$3"
	printf '%s\n' "$1" | grep -qE -e "$2" || printf '# got: %s\n' "$1" | head -n 20
}

# same FILE FILE NAME
same() {
	cmp -s "$1" "$2"
	ok $? "$3"
	cmp -s "$1" "$2" || diff "$1" "$2" | head -n 20 | sed 's/^/# /'
}

skip_all() {
	echo "1..0 # SKIP $1"
	rm -rf "$scratch"
	exit 0
}

# wait_for COMMAND...: until it succeeds, for a minute.
wait_for() {
	for _ in $(seq 3000); do
		! "$@" >/dev/null 2>&1 || return 0
		sleep 0.02
	done
	return 1
}

# is_up FILE: whether $server is ready, and said so there, or is no more.
is_up() {
	[ -s "$1" ] || ! kill -0 "$server"
}

# await FILE: until $server is ready; without it the test is passed over.
await() {
	wait_for is_up "$1"
	[ -s "$1" ] || skip_all 'the server does not start'
}

# hurried COMMAND...: a second of its pauses is a tenth of one, or as $speed
# says; $names is a resolver for it.
speed=10
names=
hurried() {
	CLOCK_SPEED=$speed LD_PRELOAD=$B/clock.so${names:+:$names} "$@"
}

# Servers that the test left in its folder: before the folder goes.
stop_servers() {
	find "$scratch" -name postmaster.pid 2>/dev/null | while read -r file; do
		kill -INT "$(head -n 1 "$file")" 2>/dev/null
		wait_for [ ! -e "$file" ]
	done
}

finish() {
	echo "1..$n"
	stop_servers
	if [ $failed = 0 ]; then
		rm -rf "$scratch"
	else
		echo "# kept: $scratch"
	fi
	exit $((failed > 0))
}
