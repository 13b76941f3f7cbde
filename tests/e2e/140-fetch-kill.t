#!/bin/sh
# SPDX-License-Identifier: MIT
# kill -9 at a few random moments, and a disk that is full; "make soak" takes a
# hundred.
. "$(dirname "$0")/tap.sh"

cd "$home" || exit 1
KILLS=10 PORT=8764 TMPDIR=$scratch sh tests/soak/fetch-kill.sh \
    >"$scratch/out" 2>&1
is "$?" 0 'crawls that are killed lose nothing, and have nothing twice'
is "$(grep -c ': 0 lost, 0 twice, 0 broken' "$scratch/out")" 2 \
    'nor do those that finish an archive with every commit'
if grep -q '^a full disk' "$scratch/out"; then
	like "$(grep '^a full disk' "$scratch/out")" \
	    ': [1-9].*: 0 lost, 0 twice, 0 broken' 'nor those without room'
fi
[ $failed = 0 ] || sed 's/^/# /' "$scratch/out"
finish
