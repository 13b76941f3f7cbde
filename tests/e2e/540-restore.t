#!/bin/sh
# SPDX-License-Identifier: MIT
# What docs/OPERATIONS.md promises: everything comes back from the archive,
# a database can be moved, readers read and do no more.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
pipe_start
lists 0.01 >"$NIANBAO_VAR/portals.tsv"
portals 1

cp "$NIANBAO_VAR/portals.tsv" "$scratch/portals.tsv"
"$run" nightly
is "$?" 0 'a crawl'
"$run" import "$home/tests/fixtures/docs" 2>/dev/null
is "$?" 0 'an import'
# A corpus, and an archive that stays where it is.
mkdir "$scratch/in"
for year in 2021 2022 2023; do
	printf '{"url":"https://www.jia.gov.cn/%s","title":"%s",' $year \
	    "甲县教育局$year年政府信息公开工作年度报告"
	printf '"text":"一、总体情况\\n全年主动公开政府信息%s条。"}\n' $year
done >"$scratch/in/corpus.jsonl"
printf '乙县财政局2020年政府信息公开工作年度报告\n全年主动公开政府信息7条。\n' \
    >"$scratch/one.txt"
"$home/build/release/nianbao-fetch" -q --import --var "$scratch/other" \
    "$scratch/one.txt" 2>/dev/null
"$run" import "$scratch/in" "$scratch"/other/warc/*.warc.gz 2>/dev/null
is "$?" 0 'of a corpus and of an archive'

# What people said of the reports.
"$run" psql -XAqt -F '	' >"$scratch/cell" -c "SELECT report_id, tbl, ind,
    col, raw, value + 1 FROM research.cell WHERE (ind, col) =
    ('req_new', 'total') AND state = 'num' ORDER BY 1 LIMIT 1"
excluded=$(sql "SELECT max(report_id) FROM research.requests")
{
	printf '@decision\tsubject\tvalue\tby\ton\twhy\n'
	printf 'exclude\t%s\t\t李\t2026-03-01\t同一报告\n' "$excluded"
} >"$NIANBAO_VAR/decisions.tsv"
{
	printf '@report_id\ttbl\tind\tcol\tprinted\tvalue\tby\ton\twhy\n'
	sed 's/$/\t李\t2026-03-01\t误/' "$scratch/cell"
} >"$NIANBAO_VAR/corrections.tsv"
is "$("$run" psql -XAqtc "SELECT count(*), count(*) FILTER (WHERE state =
    'applied') FROM (SELECT state FROM research.decision UNION ALL
    SELECT state FROM research.correction) x")" '2|2' \
    'a decision and a correction hold'
"$run" export "$scratch/before" 2>/dev/null
is "$?" 0 'an export of all'
grep -q ',甲县教育局,' "$scratch/before/report.csv" &&
	grep -q ',乙县财政局,' "$scratch/before/report.csv"
ok $? 'which has the corpus and the archive'

# From the archive and its log.
"$run" db stop
mkdir "$scratch/backup"
cp -r "$NIANBAO_VAR/warc" "$NIANBAO_VAR/crawllog" \
    "$NIANBAO_VAR/decisions.tsv" "$NIANBAO_VAR/corrections.tsv" \
    "$scratch/backup"
rm -rf "$NIANBAO_VAR"
cp -r "$scratch/backup" "$NIANBAO_VAR"
rm -f "$NIANBAO_VAR"/crawllog/*.loaded
"$run" reextract 2>"$scratch/err"
is "$?" 0 'all is lost but the archive and its log'
"$run" export "$scratch/restored" 2>/dev/null
diff -r "$scratch/before" "$scratch/restored" >"$scratch/diff" 2>&1
ok $? 'the database comes back to the byte'
head -n 5 "$scratch/diff" | cut -c 1-300 | sed 's/^/# /'
is "$("$run" verify 2>/dev/null)" '' 'archive and database agree'

# The crawler's memory was lost too, and records that are loaded take room.
truncate -s 0 "$NIANBAO_VAR"/records/*.jsonl
cp "$scratch/portals.tsv" "$NIANBAO_VAR"
mv "$NIANBAO_VAR/warc" "$scratch/elsewhere"
ln -s "$scratch/elsewhere" "$NIANBAO_VAR/warc"
"$run" nightly
is "$?" 0 'the next night, the archive on another disk'
is "$(tail -n 1 "$NIANBAO_VAR/runs.jsonl" | jq -r '.extract.reports')" 37 \
    'fetches all once more, and reads only that'
is "$("$run" status --json | jq -r '.warc.files')" 4 'four archives now'
is "$("$run" verify 2>/dev/null)" '' 'archive and database agree'
"$run" export "$scratch/again" 2>/dev/null
for view in cell check_result figure section requests coverage; do
	cmp -s "$scratch/before/$view.csv" "$scratch/again/$view.csv"
	ok $? "$view is as it was"
done

# Into another database.
dsn=$("$run" psql -XAqtc "SELECT 'host=' || setting || ' user=nianbao'
    FROM pg_settings WHERE name = 'unix_socket_directories'")
"$run" psql -Xqc 'CREATE DATABASE other'
pg_dump -Fc -d "$dsn dbname=nianbao" |
	pg_restore -d "$dsn dbname=other" --no-owner
is "$?" 0 'dump and restore'
"$run" --dsn "$dsn dbname=other" export "$scratch/moved" 2>/dev/null
diff -r "$scratch/again" "$scratch/moved" >"$scratch/diff" 2>&1
ok $? 'the moved database is the same'
head -n 5 "$scratch/diff" | cut -c 1-300 | sed 's/^/# /'
"$run" --dsn "$dsn dbname=other" import "$home/tests/fixtures/docs" \
    2>"$scratch/err"
is "$?" 0 'and is loaded into'
like "$(cat "$scratch/err")" ' new=0 changed=0 ' 'as the old one was'

# A reader.
"$run" psql -Xqc 'CREATE ROLE someone LOGIN IN ROLE nianbao_reader'
# as_reader SQL
as_reader() {
	"$run" psql -XAqt -c 'SET ROLE someone' -c "$1" 2>&1
}
is "$(as_reader "SELECT count(*) > 30 FROM research.requests")" t \
    'a reader reads the views'
like "$(as_reader 'SELECT count(*) FROM store.cell')" 'permission denied' \
    'but not what is under them'
like "$(as_reader "CREATE TABLE research.x ()")" 'permission denied' \
    'and makes nothing there'
finish
