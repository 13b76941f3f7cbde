#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists as people keep them (tests/portal/habits.pl): every report is found, of
# the years that are asked for and no other.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

# What is archived of folders that are called as reports are is none of these.
reports() {
	grep -v '/zw/nb/' "$scratch/got" >"$scratch/one"
	mv "$scratch/one" "$scratch/got"
}

[ -f "$B/names.so" ] || skip_all 'no names.so'
serve habits.pl
names=$B/names.so
run all
reports
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	awk -F'\t' -v n="$name" '$1 == n { print $3 }' "$scratch/truth" |
	    sort >"$scratch/want"
	sed 's#\(//[^/]*\)/.*#\1/#' "$scratch/want" | sort -u \
	    >"$scratch/hosts"
	grep -Ff "$scratch/hosts" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: every report"
done
[ "$(grep -c '^shuffled.*list' "$scratch/log")" -le 6 ]
ok $? 'a list that begins anew in another order is over'
is "$(said hosts 'select(.reason == "elsewhere") | .detail')" \
    '1 lists on other hosts' 'a list that is elsewhere is told of'

run years --years 2018-2019
reports
# Of these some say no more than when they were put up.
dated=$(host cut-short) cut=$(host cut-year)
awk -F'\t' -v one="$dated" -v two="$cut" '{ first = index($3, two) == 1 ||
    (index($3, one) == 1 && $3 ~ "-4") ? 2017 : 2018 }
    $4 >= first && $4 <= 2019 { print $3 }' "$scratch/truth" | sort \
    >"$scratch/want"
same "$scratch/got" "$scratch/want" '--years: those reports and no other'
finish
