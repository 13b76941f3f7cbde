#!/bin/sh
# SPDX-License-Identifier: MIT
# One report written down as pages and programs that copy them do: each file
# of tests/fixtures/wild holds the same cells.
. "$(dirname "$0")/tap.sh"

wild=$home/tests/fixtures/wild
report=$home/tests/fixtures/office/t2021.cells.tsv

# cells: a record's, as in the .tsv
cells() {
	jq -r '.cells[] | [.tbl, .ind, .col, .value // "", .state, .value // ""]
	    | @tsv' | sort
}

extract() {
	"$B/nianbao-extract" -q "$1" 2>/dev/null
}

cut -f 1-5 "$report" | sort >"$scratch/report"
cut -f 1-5 "$wild/annex.cells.tsv" | sort >"$scratch/annex"
for f in "$wild"/*.html "$wild"/*.txt; do
	name=${f##*/}
	want=report
	case $name in annex*) want=annex ;; esac
	extract "$f" >"$scratch/$name"
	cells <"$scratch/$name" | cut -f 1-5 | sort >"$scratch/got"
	same "$scratch/got" "$scratch/$want" "$name: every cell"
	is "$(jq -r '.fields.agency.value' "$scratch/$name")" 青禾县水利局 \
	    "$name: whose it is"
done

# doubts FILE: codes of the warnings about tables
doubts() {
	jq -r '.warnings[] | select(.tbl > 0) | .code' "$scratch/$1" |
	    sort -u | tr '\n' ' '
}

is "$(jq -r '.warnings[].code' "$scratch/fields.html" | sort -u)" form_field \
    'fields of forms are a doubt'
is "$(doubts share-column.html)" 'unknown_column ' \
    'a column that is no applicant is named'
is "$(doubts labels-with-groups.html)" '' 'labels with their groups are certain'
is "$(doubts one-line.txt)" '' 'words of the forms are certain'
is "$(jq -r '[.sections[] | select(.level == 1) | .number] | join(" ")' \
    "$scratch/one-line.txt")" '1 2 3 4 5 6' 'sections of a report in one line'
is "$(jq -r '[.sections[] | select(.number > 1 and .number < 5) | .text] |
    join("")' "$scratch/halves.txt")" '' 'no cell is left over as text'
is "$(jq -r '.fields.index_no.value + " " + .fields.published_on.value' \
    "$scratch/labels-with-groups.html")" 'QH007/2023-00012 2023-01-18' \
    'a table of metadata without colons'
is "$(jq -r .fields.published_on.value "$scratch/share-column.html")" \
    2023-01-18 'a day with the time right behind it'
finish
