#!/bin/sh
# SPDX-License-Identifier: MIT
# The verbs that look at what is there: status, show, export, verify.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
pipe_start

# Three reports, one of them wrong, and a picture.
mkdir "$scratch/in"
cp "$home/tests/fixtures/docs/t2021.txt" \
    "$home/tests/fixtures/docs/t2019-no-title.txt" \
    "$home/tests/fixtures/docs/hant-summary.txt" "$scratch/in"
printf '\211PNG\r\n\032\n rest' >"$scratch/in/picture.png"
"$run" import "$scratch/in" 2>"$scratch/err"
is "$?" 3 'three reports and a picture'

# status
"$run" status >"$scratch/out" 2>"$scratch/err"
is "$?" 0 'status'
like "$(cat "$scratch/out")" '^ needs_ocr \| image +\| +1$' \
    'names what was set aside'
"$run" status --json >"$scratch/json"
is "$(jq -c '[.numbers.reports, .warc.files, (.documents | length),
    .free_bytes > 0, .running]' "$scratch/json")" '[3,1,2,true,null]' \
    'status --json for a monitor'
is "$(jq .numbers.cells "$scratch/json")" \
    "$(sql 'SELECT count(*) FROM research.cell')" 'counts the cells'
printf '{"run":"x","verb":"nightly","started_at":"2026-01-01T00:00:00Z","fi' \
    >"$NIANBAO_VAR/runs.jsonl"
"$run" status >/dev/null 2>&1
is "$?" 0 'a line that a full disk cut off does no harm'
rm "$NIANBAO_VAR/runs.jsonl"
"$run" status --prometheus "$scratch/metrics"
is "$(sed -n 's/^nianbao_reports //p' "$scratch/metrics")" 3 \
    'status --prometheus'
is "$(grep -c '^# TYPE nianbao_' "$scratch/metrics")" \
    "$(grep -c '^nianbao_' "$scratch/metrics")" 'each metric has its type'
"$run" status --nonsense 2>/dev/null
is "$?" 2 'an option that is none'
"$run" status --dsn='host=/nonexistent' >"$scratch/out" 2>"$scratch/err"
is "$?" 1 'status without a database'
like "$(cat "$scratch/out")" '^== disk: [0-9]+ MB free' 'tells what it can'
like "$(cat "$scratch/err")" 'the database cannot be asked' 'and that it is less'

# What a verb takes, and what is wrong.
for verb in demo import run nightly backfill reextract verify one show status \
    report export db; do
	"$run" $verb --help 2>&1 | grep -q "^  $verb"
	ok $? "$verb --help"
done
like "$("$run" backfill --help)" '^ +-u, --until HH:MM' 'and its options'
for wrong in 'import --nonsense' 'run --nonsense http://127.0.1.1/' \
    'export' 'show' 'backfill' 'verify x' 'db' '--nonsense' 'statsu' '--dsn=' \
    'report --out=' 'status --jsn' 'import . --jobs 2' \
    'import -' 'import . -v' 'import -- -' 'export --zip' \
    'help statsu' 'backfill --dry-run --years 2018-2008'; do
	# shellcheck disable=SC2086 # words
	"$run" $wrong >"$scratch/out" 2>"$scratch/err"
	is "$?,$(cat "$scratch/out")" 2, "wrong usage: $wrong"
done
like "$(cat "$scratch/err")" 'try "pipeline.sh help backfill"' 'has a hint'
"$run" export "$scratch/one" --dsn 2>"$scratch/err"
is "$?" 2 'an option without its value, last of all'
like "$(cat "$scratch/err")" 'dsn wants a value' 'takes nothing else for it'
is "$("$run" help show)" "$("$run" show --help)" 'help of a verb'
lists 0.1 >"$scratch/lists.tsv"
is "$("$run" backfill --max-pages 3 --portals="$scratch/lists.tsv" --dry-run \
    --until 06:00 --years=2019-2020)" "$("$run" backfill --years 2019-2020 \
    --portals "$scratch/lists.tsv" --dry-run)" 'options in any order'
"$run" one "$scratch/nothing" 2>"$scratch/err"
is "$?" 1 'one file that is not there'
like "$(cat "$scratch/err")" 'could not read' 'says so'

# show
id=$(sql "SELECT report_id FROM research.report WHERE source LIKE '%t2021.txt'")
"$run" show "$id" >"$scratch/out" 2>"$scratch/err"
is "$?" 0 'show'
is "$(grep -c '^   *3 | req_new ' "$scratch/out")" \
    "$(sql "SELECT count(*) FROM research.cell WHERE report_id = '$id'
	AND tbl = 3 AND ind = 'req_new'")" 'has the cells'
"$run" show --html "$id" >"$scratch/out" 2>"$scratch/err"
is "$?,$(cat "$scratch/err")" 0, 'show --html'
is "$(grep -c '^<tr id="v' "$scratch/out"),$(grep -o '<a href="#v' \
    "$scratch/out" | wc -l)" "$(sql "SELECT count(*) || ',' || count(*)
	FROM research.cell WHERE report_id = '$id'")" 'has them too'
"$run" show "$id" >"$scratch/out" 2>"$scratch/err"
for part in report 'where it was seen' 'where the page is archived' fields \
    cells checks warnings 'table [0-9]+'; do
	like "$(grep '^==' "$scratch/out")" "$part" "has: $part"
done
"$run" show 0123456789abcdef 2>"$scratch/err"
is "$?" 1 'a report that is not there'
"$run" show "x' OR 1" 2>/dev/null
is "$?" 2 'what is no id'

# export
"$run" export "$scratch/one" 2>"$scratch/err"
is "$?" 0 'export'
"$run" export "$scratch/it's 2; \"\$x\"/" 2>/dev/null
mv "$scratch/it's 2; \"\$x\"" "$scratch/two"
diff -r "$scratch/one" "$scratch/two" >"$scratch/diff" 2>&1
ok $? 'twice the same bytes, in a folder of whatever name'
PGCLIENTENCODING=GBK "$run" export "$scratch/gbk" 2>/dev/null
diff -r "$scratch/one" "$scratch/gbk" >"$scratch/diff" 2>&1
ok $? 'and in UTF-8, whatever the terminal is'
PGCLIENTENCODING=GBK "$run" show "$id" 2>/dev/null | cmp -s - "$scratch/out"
ok $? 'as show'
is "$(PGCLIENTENCODING=GBK "$run" psql -XAqtc 'SHOW client_encoding')" GBK \
    'but psql, which is for the terminal'
(cd "$scratch/one" && sha256sum -c --quiet SHA256SUMS)
ok $? 'the sums hold'
is "$(sed '/^[^ ]*  /s///' "$scratch/one/SHA256SUMS" | LC_ALL=C sort |
    tr '\n' ' ')" "$(cd "$scratch/one" && find . -type f ! -name SHA256SUMS |
    sed 's/^..//' | LC_ALL=C sort | tr '\n' ' ')" 'and are of every file'
is "$(find "$scratch/one" -name '.*' -type f)" '' 'nothing hidden is left'
"$run" export "$scratch/one" 2>/dev/null
is "$?" 1 'a folder that has something in it is left alone'
jq -r '.resources[] | .path as $p | .schema.fields | map(.name) |
    $p + " " + join(",")' "$scratch/one/datapackage.json" | sort \
    >"$scratch/described"
for csv in "$scratch"/one/*.csv; do
	echo "$(basename "$csv") $(head -n 1 "$csv")"
done | sort >"$scratch/there"
same "$scratch/described" "$scratch/there" \
    'datapackage.json names every file and column'
is "$(jq '[.resources[].schema.fields[] | select((.description // "") == "")] |
    length' "$scratch/one/datapackage.json")" 0 'and says what each means'
is "$(jq -r '.resources[] | select(.path == "cell.csv") | .schema |
    [.missingValues[0], (.fields[] | select(.name == "value") | .type)] |
    join(":")' "$scratch/one/datapackage.json")" :number 'a value is a number or missing'
is "$(sql "SELECT count(*) FROM research.cell WHERE value IS NULL")" \
    "$(awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "value") at = i
    next } $at == "" { n++ } END { print n + 0 }' "$scratch/one/cell.csv")" \
    'blank is empty and not 0'
grep -q '<section id="cell"><h2>cell.csv</h2>' "$scratch/one/codebook.html"
ok $? 'the codebook for a browser has the tables'
is "$(grep -c '^<tr><th scope="row">' "$scratch/one/codebook.html")" \
    "$(jq '[.resources[].schema.fields[]] | length' \
    "$scratch/one/datapackage.json")" 'and the columns'
is "$(for f in "$scratch"/one/stata/*.dta; do basename "$f" .dta; done)" \
    "$(for f in "$scratch"/one/spss/*.sav; do basename "$f" .sav; done)" \
    'the same tables for Stata and SPSS'
for table in report cell panel requests indicator check_result; do
	[ -s "$scratch/one/stata/$table.dta" ] &&
		[ -s "$scratch/one/spss/$table.sav" ]
	ok $? "$table is among them"
done
if command -v Rscript >/dev/null; then
	(cd "$scratch/one" && LC_ALL=C.UTF-8 Rscript example.R) \
	    >"$scratch/out" 2>&1
	is "$?" 0 'the example in R runs'
	like "$(cat "$scratch/out")" '^1 +2019 +9 ' 'and reads the numbers'
else
	ok 0 'the example in R # SKIP no R'
fi
for python in python3 /usr/bin/python3; do
	! "$python" -c 'import pandas' 2>/dev/null || break
	python=
done
if [ -n "$python" ]; then
	(cd "$scratch/one" && "$python" example.py) >"$scratch/out" 2>&1
	is "$?" 0 'the example in Python runs'
	like "$(cat "$scratch/out")" '^2019 +9' 'and reads the numbers'
else
	ok 0 'the example in Python # SKIP no pandas'
fi
grep -q '^## cell.csv' "$scratch/one/codebook.md"
ok $? 'the codebook has the tables'
is "$(sed -n '/^## section.csv/,/rows\.$/s/ rows\.//p' \
    "$scratch/one/codebook.md")" "$(sql 'SELECT count(*)
    FROM research.section')" 'and how many rows, line ends in them or not'
missing=$(cut -f 1 "$home/common/dict/figure.tsv" | grep -v '^[#@]' |
    while read -r code; do
	grep -q "^| figure | $code | [^ ]" "$scratch/one/codebook.md" &&
		grep -q "<code>$code</code>" "$scratch/one/codebook.html" &&
		grep -q "^0,$code,.*[^,]" "$scratch/one/indicator.csv" ||
		echo "$code"
done)
is "$missing" '' 'every code of a figure is explained, in both languages'
is "$(sql "SELECT count(*) FROM research.indicator WHERE tbl = 0 AND
    (label_zh IS NULL OR label_en IS NULL)")" 0 'in SQL, too'

# verify
"$run" verify >"$scratch/out" 2>"$scratch/err"
is "$?,$(cat "$scratch/out")" 0, 'verify finds nothing wrong'
like "$(cat "$scratch/err")" '1 archives, 4 documents, 0 faults' 'having looked'
warc=$(ls "$NIANBAO_VAR"/warc/*.warc.gz)

# broken NAME PATTERN: verify must find it.
broken() {
	"$run" verify >"$scratch/out" 2>"$scratch/err"
	is "$?" 1 "verify finds $1"
	like "$(cat "$scratch/out")" "$2" "and says so"
}
cp "$warc" "$scratch/kept"
gzip -dc "$warc" | sed 's/市/县/' | gzip >"$scratch/changed"
cp "$scratch/changed" "$warc"
broken 'changed bytes' 'digest is wrong: resource file:.*t2019-no-title.txt'
like "$(cat "$scratch/out")" '^not in the database: .*t2019-no-title.txt' \
    'both ways: what is new'
like "$(cat "$scratch/out")" '^in the database and in no archive: .*t2019-no-title.txt' \
    'and what is gone'
size=$(wc -c <"$scratch/kept")
head -c $((size / 2)) "$scratch/kept" >"$warc"
broken 'a cut archive' 'damaged'
zcat "$scratch/kept" | head -n 11 | gzip >"$warc"
broken 'an archive that has lost its end' '^imported and not in the archive: '
rm "$warc"
broken 'an archive that is gone' 'is gone'
cp "$scratch/kept" "$warc"
sql "DELETE FROM store.capture WHERE source LIKE '%hant%'"
broken 'a lost row' '^not in the database: .*hant-summary.txt'
finish
