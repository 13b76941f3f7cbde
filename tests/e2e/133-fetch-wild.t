#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists as systems in use answer (tests/portal/wild.pl): every report is found.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

serve wild.pl
run all
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	awk -F'\t' -v n="$name" '$1 == n && $3 { print $3 }' "$scratch/truth" |
	    sort >"$scratch/want"
	grep -F "$(host "$name")" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: every report"
done
finish
