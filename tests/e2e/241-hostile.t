#!/bin/sh
# SPDX-License-Identifier: MIT
# Small documents that are made to cost much (tests/shapes/hostile.c).
home=$(cd "$(dirname "$0")/../.." && pwd)
B=${B:-$home/build/debug}
scratch=$(mktemp -d /tmp/nb.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
"$B/hostile" "$scratch" "$B/nianbao-extract" -q
