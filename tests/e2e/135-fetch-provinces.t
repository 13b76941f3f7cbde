#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists as portals of provinces and cities answer (tests/portal/provinces.pl):
# every report is found, each night, and taken up where a run was stopped.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

serve provinces.pl
run all
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	awk -F'\t' -v n="$name" '$1 == n && $3 { print $3 }' "$scratch/truth" |
	    sort >"$scratch/want"
	grep -F "$(host "$name")" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: every report"
done
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	asked=$(awk -F'\t' -v n="$name" '$1 == n && $2 ~ "/" &&
	    $2 !~ "^/(zw/doc/|robots.txt|sitemap|zw/(detail|view).html|cn/ItemDetail)"' \
	    "$scratch/log" | wc -l)
	[ "$asked" -le 13 ]
	ok $? "$name: $asked pages for ten, or an entry and less"
done
like "$(tail -n 1 "$scratch/err")" 'empty=0 incomplete=0 ' 'nothing is missing'
is "$(said unknown 'select(.reason and .kind == "list") | .reason')" \
    next_unknown 'but for what nobody can know, which is told of'

run all
is "$(jq -r 'select(.type == "fetch" and .kind == "report" and
    .outcome != "same") | .url' "$newest" | wc -l)" 0 'the next night: nothing new'
is "$(jq -r 'select(.type == "fetch" and .kind == "report") | .url' "$newest" |
    sort -u | wc -l)" "$(wc -l <"$scratch/got")" 'and nothing left out'

# Rows that get their addresses by what another page says, taken up.
cp "$scratch/portals.tsv" "$scratch/all.tsv"
grep -e '^@' -e "^$(host id-named)" "$scratch/all.tsv" >"$scratch/portals.tsv"
run stopped --max-pages 14
run stopped
awk -F'\t' '$1 == "id-named" { print $3 }' "$scratch/truth" | sort \
    >"$scratch/want"
same "$scratch/got" "$scratch/want" 'stopped and taken up: every report'
is "$(jq -r 'select(.kind == "list" and .title) | .title' \
    "$var"/crawllog/*.jsonl)" '' 'no page of a list has a title in the log'
cp "$scratch/all.tsv" "$scratch/portals.tsv"

run years --years 2016-2017
awk -F'\t' '$4 >= 2016 && $4 <= 2017 { print $3 }' "$scratch/truth" | sort \
    >"$scratch/want"
same "$scratch/got" "$scratch/want" '--years: those reports and no other'
finish
