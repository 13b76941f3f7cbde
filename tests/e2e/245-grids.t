#!/bin/sh
# SPDX-License-Identifier: MIT
# Tables with spans as the HTML Standard lays them out ("forming a table"):
# each page of fixtures/grids beside its grid, every slot written out, two
# cells that overlap as "a / b".
. "$(dirname "$0")/tap.sh"

grids=$home/tests/fixtures/grids
for page in "$grids"/*.html; do
	"$B/nianbao-extract" -q "$page" 2>"$scratch/log" |
		jq -r -f "$grids/slots.jq" >"$scratch/got"
	same "$scratch/got" "${page%.html}.tsv" "${page##*/}"
done
finish
