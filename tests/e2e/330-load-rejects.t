#!/bin/sh
# SPDX-License-Identifier: MIT
# Lines that cannot be loaded: set aside with place and reason, the rest goes
# on; a server that refuses a row costs one record.
. "$(dirname "$0")/../pg.sh"
pg_start

good=$(echo 'doc=1' | records)

# bad CODE POINTER: a line from stdin that must be refused like that.
bad() {
	cat >>"$tmp/in.jsonl"
	echo "$(wc -l <"$tmp/in.jsonl")|$1|$2" >>"$tmp/wanted"
}

# The good record with a sed script applied.
twist() {
	printf '%s\n' "$good" | sed "$1"
}

: >"$tmp/wanted"
echo '{"format":1' | bad bad_json ''
echo 'no JSON at all' | bad bad_json ''
echo '[1]' | bad bad_type ''
twist 's/"state":"ok"/"state":"ok","state":"ok"/' | bad duplicate_key ''
twist 's/全部/\\u0000/' | bad nul ''
twist 's/全部/\\ud800/' | bad bad_json ''
printf '{"format":1,"source":"\377"}\n' | bad bad_utf8 ''
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "["; print "" }' |
	bad too_deep ''
twist 's/"format":1/"format":2/' | bad newer_format /format
twist 's/"source":/"sauce":/' | bad missing /source
twist 's/"state":"ok"/"state":"maybe"/' | bad bad_value /state
twist 's/"fetched_at":null/"fetched_at":"2022-02-30T00:00:00Z"/' |
	bad bad_value /fetched_at
twist 's/sha256:0/md5:0/' | bad bad_value /digest
twist 's/"digest":"[^"]*"/"digest":null/' | bad missing /digest
"$B/nianbao-extract" "$tmp/gone.html" 2>/dev/null | bad unreadable ''
twist 's/"bytes":1001/"bytes":-1/' | bad out_of_range /bytes
twist 's/"bytes":1001/"bytes":"1001"/' | bad bad_type /bytes
twist 's/"script":"hans"/"script":null/' | bad missing /script
twist 's/"cells":\[{"tbl"/"cells":[7,{"tbl"/' | bad bad_type /cells/0
twist 's/"value":"3"/"value":"3,0"/' | bad bad_number /cells/0/value
twist 's/"value":"3"/"value":"1e5"/' | bad bad_number /cells/0/value
twist 's/"value":"3"/"value":""/' | bad bad_number /cells/0/value
twist 's/"value":"3"/"value":"1234567890123456789012345678901"/' |
	bad bad_number /cells/0/value
twist 's/"value":"3"/"value":3/' | bad bad_type /cells/0/value
twist 's/"value":"3"/"value":null/' | bad value_state /cells/0/value
twist 's/"state":"num"/"state":"odd"/' | bad bad_value /cells/0/state
twist 's/"ind":"license"/"ind":""/' | bad bad_code /cells/3/ind
twist 's/"tbl":2/"tbl":0/' | bad out_of_range /cells/0/tbl
twist 's/"at":\[1,0,3\]/"at":[1,0]/' | bad bad_type /cells/0/at
twist 's/"status":"PASS"/"status":"FINE"/' | bad bad_value /checks/0/status
twist 's/"qualifier":"exact"/"qualifier":"quite"/' |
	bad bad_value /figures/0/qualifier
twist 's/"kind":{"value":"ogi_annual"/"kind":{"value":"essay"/' |
	bad bad_value /fields/kind/value
twist 's/"value":"2021"/"value":"21"/' | bad bad_value /fields/report_year/value
# Reasons tell the start of a value, and cut no character of it.
twist 's/"kind":{"value":"ogi_annual"/"kind":{"value":"一二三四五六七八九十一二三四五六七"/' |
	bad bad_value /fields/kind/value
twist 's/"state":"num"/"state":"a一二三四五六七八九十一二三四五六七"/' |
	bad bad_value /cells/0/state
twist 's/"published_on":null/"published_on":{"value":"2022-13-01","from":"x","guess":false,"raw":null}/' |
	bad bad_value /fields/published_on/value
twist 's/"fingerprint":"[0-9a-f]*"/"fingerprint":"xyz"/' |
	bad bad_value /fingerprint
twist 's/"ind":"normative_doc","col":"repealed"/"ind":"normative_doc","col":"issued"/' |
	bad duplicate_cell /cells/1
for year in 1899 2101; do
	twist "s/\"value\":\"2021\"/\"value\":\"$year\"/" |
		bad bad_value /fields/report_year/value
done
long=$(head -c 2001 /dev/zero | tr '\0' a)
twist "s/\"agency\":{\"value\":\"/&$long/" | bad bad_value /fields/agency/value
# The server takes these as text, and no view could read them as JSON.
twist 's/"tables":\[{/&"x":1e99999,/' | bad bad_number ''
twist 's/"fields":{/&"x":1e99999,/' | bad bad_number ''
# Only the server finds this one: the same ordinal twice.
twist 's/"ordinal":2/"ordinal":1/' | bad server ''
n=$(wc -l <"$tmp/in.jsonl")
printf '%s\n' "$good" >>"$tmp/in.jsonl"
echo 'doc=2 new=7 year=2022' | records |
	sed 's/"fields":{/&"x":{"value":1e999,"guess":"perhaps"},"y":7,/' \
	    >>"$tmp/in.jsonl"

load "$tmp/in.jsonl"
is "$status" 3 'rejects: 3'
is "$(summary)" "load: seen=$((n + 2)) new=2 changed=0 same=0 rejected=$n set_aside=0" \
    'all but two lines are rejected'
while IFS='|' read -r line code pointer; do
	is "$(q "SELECT code || '|' || pointer FROM research.reject
	    WHERE line = $line")" "$code|$pointer" "line $line: $code $pointer"
done <"$tmp/wanted"
is "$(q "SELECT count(*) FROM research.reject WHERE reason = ''")" 0 \
    'each with a reason in words'
is "$(q "SELECT reason LIKE '23505: %' FROM research.reject
    WHERE code = 'server'")" t 'the server names its own'
is "$(q "SELECT starts_with(reason, 'No such file or directory: ' || '\"$tmp')
    FROM research.reject WHERE code = 'unreadable'")" t \
    'what could not be read says why, and which it is'
is "$(q 'SELECT count(*) FROM research.report')" 2 'the good ones are loaded'
is "$(q "SELECT sum(n_read) = sum(n_new + n_changed + n_same + n_rejected),
    sum(n_rejected) FROM research.load_batch")" "t|$n" 'the ledger adds up'
is "$(q "SELECT count(*) FROM store.document")" 2 \
    'nothing is left of a refused record'

# Whatever was in the lines, every view can be read to its end.
broken=
for view in $(q "SELECT viewname FROM pg_views WHERE schemaname = 'research'")
do
	q "SELECT * FROM research.$view" >"$tmp/rows" 2>"$tmp/notice" ||
		broken="$broken $view"
done
is "$broken" '' 'every view can be read'
is "$(q "SELECT head LIKE '{%\377%' FROM research.reject
    WHERE code = 'bad_utf8'")" t 'also what is no text, with escapes'

# byte_offset and head are those of the line in the file.
failed=
for line in 1 5 20 $n; do
	at=$(q "SELECT byte_offset FROM research.reject WHERE line = $line")
	tail -c +$((at + 1)) "$tmp/in.jsonl" | head -n 1 | head -c 2000 \
	    >"$tmp/one"
	q "SELECT encode(head, 'hex') FROM ops.reject WHERE line = $line" \
	    >"$tmp/head"
	od -An -v -tx1 "$tmp/one" | tr -d ' \n' >"$tmp/hex"
	[ "$(cat "$tmp/head")" = "$(sed 's/0a$//' "$tmp/hex")" ] ||
		failed="$failed $line"
done
is "$failed" '' 'offset and head lead back to the line'

# A line past the ceiling costs no memory and does not end the run.
pg_new long
{
	printf '%s\n' "$good"
	printf '{"format":1,"x":"'
	head -c 70000000 /dev/zero | tr '\0' 'a'
	printf '"}\n'
	echo 'doc=2 new=7 year=2022' | records
} >"$tmp/long.jsonl"
load "$tmp/long.jsonl"
is "$(summary)" 'load: seen=3 new=2 changed=0 same=0 rejected=1 set_aside=0' \
    'a line of 70 MB is rejected, those around it are loaded'
is "$(q "SELECT line, code FROM research.reject")" '2|too_long' 'by its size'

# The name of a file is any bytes.
pg_new named
gbk=$(printf '\261\250\270\346')
printf '%s\nx\n' "$good" >"$tmp/$gbk.jsonl"
load "$tmp/$gbk.jsonl"
is "$(summary)" 'load: seen=2 new=1 changed=0 same=0 rejected=1 set_aside=0' \
    'a file whose name is no UTF-8 is loaded'
is "$(q "SELECT DISTINCT b.input LIKE '%/\\\\xb1\\\\xa8\\\\xb8\\\\xe6.jsonl'
    AND r.input = b.input FROM research.load_batch b, research.reject r")" t \
    'and named with escapes'

# An input without a newline at its end was cut: what is there is no JSON.
pg_new cut
printf '%s\n' "$good" | head -c 3000 >"$tmp/cut.jsonl"
load "$tmp/cut.jsonl"
is "$(q "SELECT line, code FROM research.reject")" '1|bad_json' \
    'a record that ends in the middle is rejected'
load "$tmp/none.jsonl"
is "$status" 1 'a file that is not there: 1'
: >"$tmp/empty.jsonl"
load "$tmp/empty.jsonl"
is "$status.$(summary)" \
    '0.load: seen=0 new=0 changed=0 same=0 rejected=0 set_aside=0' \
    'an empty file: nothing, and that is well'
pg_end
