#!/bin/sh
# SPDX-License-Identifier: MIT
# When a page was published, in the ways that pages say it; a wrong day would
# be worse than none.
. "$(dirname "$0")/tap.sh"

mkdir "$scratch/pages"
awk -f "$home/tests/fixtures/dates.awk" -v dir="$scratch/pages" \
	"$home/tests/fixtures/dates.txt"
"$B/nianbao-extract" -q "$scratch/pages" 2>"$scratch/log" |
	jq -r '[(.source | sub(".*/"; "") | sub(".html"; "")),
	    .fields.published_on.value // "-"] | @tsv' >"$scratch/got"
while read -r name day _; do
	case $name in
	'#'|'') continue ;;
	esac
	is "$(sed -n "s/^$name	//p" "$scratch/got")" "$day" "$name"
done <"$home/tests/fixtures/dates.txt"
finish
