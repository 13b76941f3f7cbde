#!/bin/sh
# SPDX-License-Identifier: MIT
# What extract makes of the made-up documents, in full. "make bless" rewrites
# the goldens.
. "$(dirname "$0")/tap.sh"

golden=$home/tests/golden
cd "$home/tests/fixtures/docs" || exit 1
for doc in *; do
	"$B/nianbao-extract" -q --explain "$doc" >"$scratch/$doc" 2>"$scratch/err"
	is $? 0 "$doc is read"
	[ -z "${BLESS-}" ] || cp "$scratch/$doc" "$golden/$doc"
	same "$scratch/$doc" "$golden/$doc" "$doc is understood"
done

# Records: one line a document, valid JSON, the same with several processes.
"$B/nianbao-extract" . >"$scratch/one" 2>"$scratch/err"
like "$(tail -n 1 "$scratch/err")" \
    '^extract: seen=[0-9]+ ok=[0-9]+ same=0 rejected=0 ' 'the summary'
"$B/nianbao-extract" --jobs 3 . 2>/dev/null | sort >"$scratch/three"
sort "$scratch/one" >"$scratch/sorted"
same "$scratch/three" "$scratch/sorted" '--jobs changes no record'
is "$(jq -r .format "$scratch/one" | sort -u)" 1 'every record is JSON'
is "$("$B/nianbao-extract" --years 2018-2019 . 2>/dev/null |
	jq -r .fields.report_year.value | sort -u)" 2019 '--years keeps its years'
is "$("$B/nianbao-extract" - <t2021.txt 2>/dev/null | jq -r .source)" - \
    'standard input'

# A document that can't be read is a record with a reason, and exit 3.
: >"$scratch/empty"
"$B/nianbao-extract" "$scratch/empty" "$scratch/nowhere" t2021.txt \
    >"$scratch/out" 2>"$scratch/err"
is $? 3 'exit 3 when something is set aside'
is "$(jq -r '.state + " " + (.reason // "")' "$scratch/out" | tr '\n' ',')" \
    'rejected empty,rejected unreadable,ok ,' 'each with its reason'
finish
