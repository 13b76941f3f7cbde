#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the Debian packages that building and running need, if any is
# missing; with --tests also those that only tests need. "deps.sh --list" only
# names them.
set -eu

build='gcc make pkg-config binutils libxml2-dev libzip-dev
libpq-dev libssl-dev libopencc-dev libopencc-data opencc zlib1g-dev
libdeflate-dev libzstd-dev libbrotli-dev
libcurl4-openssl-dev libsqlite3-dev libmicrohttpd-dev libreadstat-dev
libjansson-dev'
run='postgresql postgresql-client util-linux perl poppler-utils poppler-data'
test=

if [ "${1-}" = --tests ]; then
	test='libcmocka-dev jq procps curl zstd postgresql-15-pgtap
	libtap-parser-sourcehandler-pgtap-perl chromium'
	# Whoever has node from elsewhere has its npm.
	command -v npm >/dev/null || test="$test npm"
fi
missing=
for p in $build $run $test; do
	dpkg-query -W -f '${Status}' "$p" 2>/dev/null |
		grep -q '^install ok' || missing="$missing $p"
done
[ "${1-}" != --list ] || { echo "$missing"; exit 0; }
[ -n "$missing" ] || exit 0

command="apt-get install -y --no-install-recommends$missing"
root=
[ "$(id -u)" = 0 ] || root=sudo
if [ -n "$root" ] && ! sudo -n true 2>/dev/null; then
	echo "missing packages; run: sudo $command" >&2
	exit 1
fi
echo "installing:$missing" >&2
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
# No server of the machine is made or started by the package.
$root mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] ||
	echo 'create_main_cluster = false' |
	$root tee /etc/postgresql-common/createcluster.conf >/dev/null
if ! { $root apt-get update && $root $command; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "could not install; by hand: $root $command" >&2
	exit 1
fi
rm -f "$log"
