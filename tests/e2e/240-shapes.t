#!/bin/sh
# SPDX-License-Identifier: MIT
# The forms in every shape of tests/shapes: a cell is right, or absent, or
# carries a doubt; never wrong without a word. V=1 says which are not right.
home=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$home/build/debug}
scratch=$(mktemp -d /tmp/nb.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
"$B/shapes" write "$scratch" &&
	"$B/nianbao-extract" -q "$scratch" >"$scratch/records" 2>/dev/null
[ -s "$scratch/records" ] || echo 'Bail out! no records'
set --
[ "${V:-}" != 1 ] || set -- -v
"$B/shapes" check "$@" <"$scratch/records"
