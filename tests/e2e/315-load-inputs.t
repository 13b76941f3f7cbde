#!/bin/sh
# SPDX-License-Identifier: MIT
# Where lines come from makes no difference: files, folders, pipes, compressed
# or not, in one piece or in several; what is damaged is loaded up to there.
. "$(dirname "$0")/../pg.sh"
pg_start

awk 'BEGIN { for (i = 0; i < 700; i++)
	print "doc=" i " agency=第" i "县政府办公室 code=990101 new=" i % 5 + 1 }' |
	records >"$tmp/a.jsonl"
load "$tmp/a.jsonl"
is "$status.$(summary)" \
    '0.load: seen=700 new=700 changed=0 same=0 rejected=0 set_aside=0' \
    'a plain file'
pg_stored >"$tmp/a.dump"

# same NAME ARGS...: a fresh database gets the same from them. What is derived
# of it takes most of the time and does not know where lines come from.
same() {
	what=$1
	shift
	pg_new "$what"
	load --defer "$@"
	pg_stored | cmp - "$tmp/a.dump" && [ "$status" = 0 ]
	ok $? "$what: the same"
}

gzip -k "$tmp/a.jsonl"
same gzip "$tmp/a.jsonl.gz"
same gzip-jobs --jobs 2 "$tmp/a.jsonl.gz"
zstd -q "$tmp/a.jsonl"
same zstd "$tmp/a.jsonl.zst"
head -n 300 "$tmp/a.jsonl" >"$tmp/1"
tail -n +301 "$tmp/a.jsonl" >"$tmp/2"
{
	gzip -c "$tmp/1"
	gzip -c "$tmp/2"
} >"$tmp/members.gz"
same gzip-members "$tmp/members.gz"
{
	zstd -qc "$tmp/1"
	zstd -qc "$tmp/2"
} >"$tmp/frames.zst"
same zstd-frames "$tmp/frames.zst"

mkdir -p "$tmp/folder/sub" "$tmp/folder/.hidden"
cp "$tmp/1" "$tmp/folder/1.jsonl"
gzip -c "$tmp/2" >"$tmp/folder/sub/2.jsonl.gz"
echo 'not for us' >"$tmp/folder/notes.txt"
echo 'nor this' >"$tmp/folder/.hidden/3.jsonl"
same folder "$tmp/folder"
is "$(q 'SELECT count(DISTINCT input_no) FROM ops.load_batch')" 2 \
    'of a folder, what is named as records are'

pg_new stdin
"$load" --defer --dsn "$dsn" - <"$tmp/a.jsonl.zst" 2>/dev/null
pg_stored | cmp - "$tmp/a.dump"
ok $? 'compressed from a pipe: the same'
pg_new slow
while read -r line; do
	printf '%s\n' "$line"
done <"$tmp/a.jsonl" | "$load" --defer --dsn "$dsn" 2>/dev/null
pg_stored | cmp - "$tmp/a.dump"
ok $? 'a line at a time: the same'

# Damage: what comes before it is loaded, and the run says that it is not all.
pg_new cut
head -c 20000 "$tmp/a.jsonl.gz" >"$tmp/cut.gz"
load --defer "$tmp/cut.gz" "$tmp/2"
is "$status" 1 'a gzip file that ends in the middle: 1'
grep -q 'cut.gz.*ends too early' "$tmp/stderr"
ok $? 'and says so'
n=$(q 'SELECT count(*) FROM store.document')
[ "$n" -gt 400 ] && [ "$n" -lt 700 ]
ok $? "what comes before it, and the next file, are loaded ($n)"
load "$tmp/a.jsonl"
pg_stored | cmp - "$tmp/a.dump"
ok $? 'and with the whole file it is the same'
pg_new bent
{
	head -c 3000 "$tmp/a.jsonl.zst"
	head -c 500 /dev/zero
} >"$tmp/bent.zst"
load --defer "$tmp/bent.zst"
is "$status" 1 'a damaged zstd file: 1'

# Cells of all kinds come out as they went in, decimals and odd prints too.
pg_new cells
records <<'END' | sed 's/"value":"7","unit":"件","state":"num","raw":"7"/"value":"7.50","unit":"件","state":"num","raw":"7.5０"/' >"$tmp/odd.jsonl"
doc=1 new=7 in=2 blank=1
doc=2 new=12345678 year=2022
END
load "$tmp/odd.jsonl"
jq -r '.cells[] | [.tbl, .ind, .col, .value // "null", .unit, .state, .raw,
    .at[0], .at[1], .at[2]] | @tsv' "$tmp/odd.jsonl" |
	LC_ALL=C sort >"$tmp/cells.in"
q "COPY (SELECT tbl, ind, col, coalesce(value::text, 'null'), unit, state, raw,
    at_table, at_row, at_col FROM store.cell) TO STDOUT" |
	LC_ALL=C sort >"$tmp/cells.out"
cmp "$tmp/cells.in" "$tmp/cells.out"
ok $? 'every cell comes out as it went in'
is "$(q 'SELECT count(*) > 0 FROM store.cell_block WHERE exact IS NOT NULL')" t \
    'some of them no whole numbers'

# A table can be spread over several servers by its distribution key only if
# all that is unique contains it.
is "$(q "SELECT string_agg(i.indexrelid::regclass::text, ' ')
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    WHERE i.indisunique AND c.relnamespace = 'store'::regnamespace
    AND c.relname <> 'slot'	-- small; every server has it
    AND NOT EXISTS (SELECT FROM pg_attribute a
	WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
	AND a.attname IN ('report_key', 'digest', 'line_digest', 'url',
	    'host'))")" '' 'every key contains the distribution key'
is "$(q "SELECT string_agg(c.relname, ' ' ORDER BY c.relname)
    FROM pg_class c
    WHERE c.relnamespace = 'store'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT c.relispartition
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	AND a.attname = 'version_key')
    AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_attribute a
	ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
	WHERE i.indrelid = c.oid AND i.indisunique
	AND a.attname = 'report_key')")" extraction \
    'of what belongs to a report it is the report; readings are of documents'
pg_end
