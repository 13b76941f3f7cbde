#!/bin/sh
# SPDX-License-Identifier: MIT
# The README's two commands on a machine that has nothing: a Debian 12 root
# made by debootstrap, with git and ca-certificates only. Once as root, once
# as a user with sudo. Needs root, debootstrap and some minutes; not in CI.
# The host's way to Debian's packages (apt configuration, resolver) is lent.
set -eu

home=$(cd "$(dirname "$0")/.." && pwd)
root=${FRESH_ROOT:-/var/tmp/nianbao-fresh}
mirror=${FRESH_MIRROR:-}

# In a mount namespace of its own, so that no mount outlives the script or is
# in the way of the next one.
if [ "${1-}" != inside ]; then
	exec unshare --mount --propagation private "$0" inside
fi

make_root() {
	rm -rf --one-file-system "$root"
	# shellcheck disable=SC2086 # no mirror is no argument
	debootstrap --variant=minbase --include=git,ca-certificates,sudo \
	    bookworm "$root" $mirror >"$root.log" 2>&1
	cp -r /etc/apt/sources.list* /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
	cp /etc/resolv.conf "$root/etc/"
	cp -r /usr/local/share/ca-certificates "$root/usr/local/share/" 2>/dev/null || true
	chroot "$root" update-ca-certificates >/dev/null 2>&1 || true
	git clone -q --bare "$home" "$root/srv.git"
	chmod -R a+rX "$root/srv.git"
}

mount_all() {
	mount -t proc proc "$root/proc"
	mount -t tmpfs tmpfs "$root/dev"
	for device in 'null 3' 'zero 5' 'full 7' 'random 8' 'urandom 9'; do
		mknod -m 666 "$root/dev/${device% *}" c 1 "${device#* }"
	done
	ln -s /proc/self/fd "$root/dev/fd"
	mkdir -m 1777 "$root/dev/shm"
}

# inside USER COMMAND
inside() {
	chroot "$root" su - "$1" -c "$2"
}

try() {
	user=$1
	echo "== as $user"
	inside "$user" 'git config --global --add safe.directory "*"
	    git clone -q /srv.git nianbao'
	start=$(date +%s)
	inside "$user" 'cd nianbao && ./pipeline.sh demo' 2>&1 | tee "$root.$user.demo"
	middle=$(date +%s)
	inside "$user" 'cd nianbao && make test' 2>&1 | tee "$root.$user.test" | tail -n 40
	end=$(date +%s)
	echo "== $user: demo $((middle - start)) s, test $((end - middle)) s"
	grep -q 'The database is up' "$root.$user.demo"
	grep -q '^Result: PASS' "$root.$user.test"
	inside "$user" 'cd nianbao && NIANBAO_VAR=$PWD/var/demo ./pipeline.sh db stop'
}

make_root
mount_all
try root
chroot "$root" useradd -m -s /bin/sh researcher
echo 'researcher ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/researcher"
try researcher
echo 'fresh: both commands work, as root and as a user'
