#!/bin/sh
# SPDX-License-Identifier: MIT
# What extract finds beside what others find in the same pages: a line is
# "name ours theirs ratio", where more is better and a peer's name ends the
# name. Peers that are not there are skipped and named; "peers.sh install"
# installs them (apt-get as root, npm into build/peers).
set -eu
cd "$(dirname "$0")/../.." || exit 1
B=${B:-$PWD/build/release}
src=tests/bench
tools=$B/bench
npm=$PWD/build/peers
python=/usr/bin/python3		# the one that Debian's packages are for
corpus=${NIANBAO_CORPUS:-../shared}

if [ "${1-}" = install ]; then
	apt-get install -y --no-install-recommends lynx libuchardet-dev \
		python3-readability python3-pandas python3-lxml poppler-utils
	mkdir -p "$npm"
	cd "$npm"
	npm install --no-fund --no-audit @mozilla/readability jsdom \
		parse-chinese-number
	exit
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

line() {
	echo "$@" | awk '{ printf "%s %s %s %.3f\n", $1, $2, $3,
		$3 == 0 ? 0 : $2 / $3 }'
}

skip() {
	echo "# $1: skipped, needs $2 (tests/bench/peers.sh install)"
}

has_python() {
	"$python" -c "import $1" 2>/dev/null
}

has_npm() {
	command -v node >/dev/null && [ -d "$npm/node_modules/$1" ]
}

# The texts of one peer for all pages with a gold text: PEER READER, where
# READER turns the page $1 of encoding $2 into text.
main_text() {
	mkdir "$scratch/$1"
	for gold in "$corpus"/corpus/*.gold.txt; do
		name=$(basename "$gold" .gold.txt)
		page=$corpus/corpus/$name.html
		"$2" "$page" "$(cat "$scratch/ours/$name.charset")" \
			>"$scratch/$1/$name.txt" 2>/dev/null || true
	done
	both=$(TEXTS=$scratch/$1 "$python" $src/peers_text.py score \
		"$corpus"/corpus/*.gold.txt)
	line "main_text_f1_$1" "$ours_f1" "${both% *}"
	line "main_text_char4_$1" "$ours_char4" "${both#* }"
}

by_readability_lxml() {
	"$python" $src/peers_text.py html "$2" "$1"
}

by_mozilla() {
	iconv -c -f "$2" -t utf-8 "$1" |
		node $src/peers_readability.mjs "$npm" |
		"$python" $src/peers_text.py text
}

by_lynx() {
	lynx -dump -nolist -assume_charset="$2" -display_charset=utf-8 \
		-force_html "$1"
}

main_texts() {
	mkdir "$scratch/ours"
	for gold in "$corpus"/corpus/*.gold.txt; do
		name=$(basename "$gold" .gold.txt)
		"$B/nianbao-extract" -q "$corpus/corpus/$name.html" \
			2>/dev/null >"$scratch/record"
		jq -r .text "$scratch/record" >"$scratch/ours/$name.txt"
		jq -r .charset "$scratch/record" >"$scratch/ours/$name.charset"
	done
	both=$(TEXTS=$scratch/ours "$python" $src/peers_text.py score \
		"$corpus"/corpus/*.gold.txt)
	ours_f1=${both% *} ours_char4=${both#* }
	if has_python readability; then
		main_text readability-lxml by_readability_lxml
	else
		skip main_text python3-readability
	fi
	if has_npm jsdom && has_python lxml; then
		main_text mozilla by_mozilla
	else
		skip main_text '@mozilla/readability, jsdom and python3-lxml'
	fi
	if command -v lynx >/dev/null; then
		main_text lynx by_lynx
	else
		skip main_text lynx
	fi
}

# The pages of the corpus with the family of their encoding.
families() {
	tail -n +2 "$corpus/corpus/INDEX.tsv" |
		while IFS='	' read -r file _ _ encoding _; do
			case $file:$encoding in
			snippets*) ;;
			*.html:utf-8*|*.xml:utf-8*) echo "$file=utf-8" ;;
			*.html:[gG][bB]*|*.xml:[gG][bB]*) echo "$file=gb" ;;
			*:Big5*) echo "$file=big5" ;;
			esac
		done | sed "s|^|$corpus/corpus/|"
}

encodings() {
	pkg-config --exists uchardet 2>/dev/null ||
		{ skip encoding libuchardet-dev; return; }
	# Simplified text; what is in other scripts would not survive s2t.
	cat "$corpus"/seeds/00[0134]*.txt "$corpus"/corpus/*.gold.txt \
		"$corpus"/corpus/workreport-*.csv >"$scratch/hans"
	for chars in 20 60 200; do
		"$tools/peers_encoding" "$scratch/hans" $chars >"$scratch/both"
		read -r ours theirs all <"$scratch/both"
		line "encoding_${chars}_chars_of_${all}_uchardet" "$ours" "$theirs"
	done
	families >"$scratch/pages"
	# shellcheck disable=SC2046 # names are words
	"$tools/peers_encoding" - $(cat "$scratch/pages") >"$scratch/both"
	read -r ours theirs all mine other <"$scratch/both"
	line "encoding_pages_of_${all}_uchardet" "$ours" "$theirs"
	# Seconds: less is better.
	line encoding_speed_uchardet "$other" "$mine"
}

tables() {
	has_python pandas || { skip tables python3-pandas; return; }
	grids=tests/fixtures/grids
	slots=0 exact=0
	for page in "$grids"/*.html; do
		"$B/nianbao-extract" -q "$page" 2>/dev/null |
			jq -r -f $grids/slots.jq >"$scratch/grid"
		if cmp -s "$scratch/grid" "${page%.html}.tsv"; then
			exact=$((exact + 1))
			slots=$((slots + $(tr '\t' '\n' <"$scratch/grid" |
				wc -l)))
		fi
	done
	"$python" $src/peers_tables.py $grids >"$scratch/both"
	read -r right all theirs pages <"$scratch/both"
	line "tables_exact_of_${pages}_pandas" $exact "$theirs"
	line "table_slots_of_${all}_pandas" $slots "$right"
}

# All text of PDF reports: the share of the characters of pdftotext that we have.
pdfs() {
	command -v pdftotext >/dev/null || { skip pdf poppler-utils; return; }
	mkdir "$scratch/pdf"
	for file in tests/fixtures/office/*.pdf "$corpus"/corpus/*.pdf; do
		[ -e "$file" ] || continue
		name=$(basename "$file" .pdf)
		pdftotext -nopgbrk "$file" "$scratch/pdf/$name.gold.txt"
		"$B/nianbao-extract" -q "$file" 2>/dev/null | jq -r .text \
			>"$scratch/pdf/$name.txt"
		both=$(TEXTS=$scratch/pdf "$python" $src/peers_text.py recall \
			"$scratch/pdf/$name.gold.txt")
		line "pdf_text_of_${name}_pdftotext" "$both" 1.000
	done
}

# Numbers in prose: each in a sentence of its own.
numbers() {
	has_npm parse-chinese-number ||
		{ skip numbers parse-chinese-number; return; }
	grep -v '^#' tests/fixtures/mentions.tsv >"$scratch/mentions"
	cut -f 1 "$scratch/mentions" | sed 's/.*/办理&件。/' \
		>"$scratch/prose.txt"
	"$B/nianbao-extract" -q "$scratch/prose.txt" 2>/dev/null |
		jq -r '.figures[] | [.sentence, .value] | @tsv' \
		>"$scratch/figures"
	ours=$(awk -F '\t' 'NR == FNR { got[$1] = got[$1] $2; next }
	    got["办理" $1 "件。"] == ($2 == "-" ? "" : $2)' \
	    "$scratch/figures" "$scratch/mentions" | wc -l)
	theirs=$(node $src/peers_numbers.mjs "$npm" <"$scratch/mentions")
	line "numbers_of_$(wc -l <"$scratch/mentions")_parse-chinese-number" \
		"$ours" "$theirs"
}

command -v jq >/dev/null || { skip peers jq; exit 0; }
[ -x "$python" ] || { skip peers python3; exit 0; }
if [ -d "$corpus/corpus" ]; then
	main_texts
	encodings
else
	echo '# main_text, encoding: skipped, no corpus (NIANBAO_CORPUS)'
fi
tables
numbers
pdfs
