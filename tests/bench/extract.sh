#!/bin/sh
# SPDX-License-Identifier: MIT
# What extract costs against a bare libxml2 parse of the same pages
# (processor seconds; the ratio is speed), t2s against libopencc, and the
# memory that it needs at most (KiB, against 8 times the largest page and
# 24 MiB). Pages: those of the sample portals, forms in all shapes (tables and
# hardly anything else: the hardest for us), and, where there is one, of a
# corpus (NIANBAO_CORPUS). From the corpus also a report in PDF, against
# pdftotext alone on the same (pages a second, too), and one in DOCX, against
# soffice. "make V=release tools" first.
set -eu
rounds=${ROUNDS:-7} copies=${COPIES:-10}
tools=$B/bench
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

median() {
	sort -n "$1" | sed -n "$((rounds / 2 + 1))p"
}

# NAME VALUES BASELINES: one line, the ratio of baseline to value.
line() {
	echo "$1 $(median "$2") $(median "$3")" |
		awk '{ printf "%s %s %s %.3f\n", $1, $2, $3, $3 / $2 }'
}

# NAME: the pages of $scratch/NAME, several times over.
pages() {
	largest=$(wc -c "$scratch/$1"/* | grep -v ' total$' | sort -n |
		awk 'END { print $1 }')
	n=1
	while [ $n -lt "$copies" ]; do
		for f in "$scratch/$1"/page*; do
			cp "$f" "$scratch/$1/$n-${f##*/}"
		done
		n=$((n + 1))
	done
	i=0
	rm -f "$scratch/ours" "$scratch/bare" "$scratch/rss"
	while [ $i -lt "$rounds" ]; do
		"$tools/extract_cost" "$tools/extract_parse" "$scratch/$1"/* |
			cut -d ' ' -f 1 >>"$scratch/bare"
		"$tools/extract_cost" "$B/nianbao-extract" -q "$scratch/$1" >"$scratch/both"
		cut -d ' ' -f 1 "$scratch/both" >>"$scratch/ours"
		cut -d ' ' -f 2 "$scratch/both" >>"$scratch/rss"
		i=$((i + 1))
	done
	line "extract_$1" "$scratch/ours" "$scratch/bare"
	echo "extract_$1_kib $(median "$scratch/rss") \
$((largest * 8 / 1024 + 24576))" |
		awk '{ printf "%s %s %s %.3f\n", $1, $2, $3, $3 / $2 }'
}

# The reports of the sample portals, fetched once.
portal=$B/sample-portals
if [ -x "$portal" ] && command -v curl >/dev/null; then
	port=${PORT:-8190}
	"$portal" -q --port "$port" >/dev/null 2>&1 &
	server=$!
	"$portal" --port "$port" --reports | sed '1d' | cut -f 1 >"$scratch/urls"
	mkdir "$scratch/portal"
	n=100
	while read -r url; do
		curl -s --retry 5 --retry-connrefused \
			-o "$scratch/portal/page$n.html" "$url"
		n=$((n + 1))
	done <"$scratch/urls"
	kill "$server"
	server=
	pages portal
else
	echo '# extract_portal: needs sample-portals (make portal) and curl'
fi

corpus=${NIANBAO_CORPUS:-../shared}/corpus
if [ -d "$corpus" ]; then
	mkdir "$scratch/corpus"
	for f in "$corpus"/*.html; do
		cp "$f" "$scratch/corpus/page-${f##*/}"
	done
	pages corpus
fi

if [ -x "$B/shapes" ]; then
	mkdir "$scratch/all" "$scratch/shapes"
	"$B/shapes" write "$scratch/all"
	for f in "$scratch/all"/*-0.html; do
		cp "$f" "$scratch/shapes/page-${f##*/}"
	done
	pages shapes
else
	echo "# extract_shapes: needs $B/shapes (make $B/shapes)"
fi

# seconds FILE COMMAND...: appends the processor seconds of the command.
seconds() {
	to=$1
	shift
	"$tools/extract_cost" "$@" | cut -d ' ' -f 1 >>"$to"
}

# office NAME FILE PEER...: a file ten times over, against the peer on one.
office() {
	name=$1 file=$2
	shift 2
	mkdir "$scratch/$name"
	for n in 0 1 2 3 4 5 6 7 8 9; do
		cp "$file" "$scratch/$name/$n.${file##*.}"
	done
	rm -f "$scratch/ours" "$scratch/peer"
	i=0
	while [ $i -lt "$rounds" ]; do
		seconds "$scratch/ours" "$B/nianbao-extract" -q "$scratch/$name"
		seconds "$scratch/peer" "$@"
		i=$((i + 1))
	done
	awk '{ print $1 / 10 }' "$scratch/ours" >"$scratch/each"
	line "extract_$name" "$scratch/each" "$scratch/peer"
}

pdf=$corpus/report-hongze-2023.pdf docx=$corpus/template-ogi-annual-report.docx
if [ -f "$pdf" ] && command -v pdftotext >/dev/null; then
	office pdf "$pdf" pdftotext -q -bbox "$pdf" -
	n=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	echo "extract_pdf_pages_per_second $(median "$scratch/each") $n" |
		awk '{ printf "%s %.1f 50 %.3f\n", $1, $3 / $2, $3 / $2 / 50 }'
fi
if [ -f "$docx" ] && command -v soffice >/dev/null; then
	mkdir "$scratch/home"
	office docx "$docx" env HOME="$scratch/home" soffice --headless \
		--convert-to html --outdir "$scratch/home" "$docx"
else
	echo '# extract_docx: needs a corpus and soffice'
fi

i=0
rm -f "$scratch/ours" "$scratch/theirs"
while [ $i -lt "$rounds" ]; do
	"$tools/extract_t2s" >"$scratch/both"
	cut -d ' ' -f 1 "$scratch/both" >>"$scratch/ours"
	cut -d ' ' -f 2 "$scratch/both" >>"$scratch/theirs"
	i=$((i + 1))
done
line t2s "$scratch/ours" "$scratch/theirs"
