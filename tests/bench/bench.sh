#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every benchmark beside this script. Each prints lines of
# "name value baseline ratio": medians of several rounds, where the baseline
# ran in the same rounds; # starts a remark.
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-$PWD/build/release}
export B
status=0
for bench in tests/bench/*.sh; do
	case $bench in
	*/bench.sh) ;;
	*) sh "$bench" || status=1 ;;
	esac
done
exit $status
