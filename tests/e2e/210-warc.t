#!/bin/sh
# SPDX-License-Identifier: MIT
# Archives as other tools write them go through extract.
. "$(dirname "$0")/tap.sh"

cd "$scratch" || exit 1
page=$home/tests/fixtures/docs/t2021.txt

# record TYPE URI CONTENT-TYPE BLOCK
record() {
	printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\n' "$1" "$2"
	printf 'WARC-Date: 2026-03-04T05:06:07Z\r\nContent-Type: %s\r\n' "$3"
	printf 'Content-Length: %s\r\n\r\n' "$(wc -c <"$4")"
	cat "$4"
	printf '\r\n\r\n'
}

# response URI BODY HTTP-HEADER...: one gzip member
response() {
	uri=$1 body=$2
	shift 2
	{
		printf '%s\r\n' "$@"
		printf '\r\n'
		cat "$body"
	} >block
	record response "$uri" 'application/http; msgtype=response' block | gzip
}

# chunks FILE: in chunks of 1000 bytes
chunks() {
	size=$(wc -c <"$1")
	at=0
	while [ "$at" -lt "$size" ]; do
		len=$((size - at < 1000 ? size - at : 1000))
		printf '%x\r\n' $len
		tail -c +$((at + 1)) "$1" | head -c $len
		printf '\r\n'
		at=$((at + len))
	done
	printf '0\r\n\r\n'
}

# get FILTER FILE
get() {
	jq -r "$1" "$2"
}

ok200='HTTP/1.1 200 OK'
gzip -c "$page" >page.gz
chunks page.gz >page.chunks
printf 'no such page' >none
printf '\037\235\001\002' >packed
{
	response http://www.abc.gov.cn/a "$page" "$ok200"
	response http://www.abc.gov.cn/b page.chunks "$ok200" \
	    'Transfer-Encoding: chunked' 'Content-Encoding: gzip'
	response http://www.abc.gov.cn/c none 'HTTP/1.1 404 Not Found'
	response http://www.abc.gov.cn/d packed "$ok200" 'Content-Encoding: compress'
	record resource file:made%20up.txt text/plain "$page" | gzip
} >all.warc.gz
gunzip -c all.warc.gz >all.warc
gzip -c all.warc >whole.warc.gz

"$B/nianbao-extract" "$page" >plain 2>/dev/null
"$B/nianbao-extract" all.warc.gz >all 2>err
is $? 3 'exit 3: some are set aside'
like "$(tail -n 1 err)" '^extract: seen=5 ok=3 same=0 rejected=2 ' 'the sum'
is "$(get '[.source, .state, .reason, .reason_detail] | join(" ")' all)" \
    'http://www.abc.gov.cn/a ok  
http://www.abc.gov.cn/b ok  
http://www.abc.gov.cn/c rejected http_status 404
http://www.abc.gov.cn/d unsupported content_encoding compress
made up.txt ok  ' 'every response and resource is a document'
is "$(get 'select(.state == "ok") | [.fetched_at, .http_status,
    .is_official] | map(tostring) | join(" ")' all)" \
    '2026-03-04T05:06:07Z 200 true
2026-03-04T05:06:07Z 200 true
null null false' 'what was seen of them'
is "$(get 'select(.state == "ok") | .digest' all | sort -u)" \
    "$(get .digest plain)" 'chunks and gzip come off: one digest'
jq -c 'select(.source == "made up.txt") | .source = null | .warc = null' \
    all >archived
jq -c '.source = null' plain >file
same archived file 'an archived file says what the file said'
is "$(get 'select(.warc.offset == 0) | .source' all)" \
    http://www.abc.gov.cn/a 'offsets are those of gzip members'

# Whatever the packing, the documents are the same.
for f in all.warc whole.warc.gz; do
	"$B/nianbao-extract" $f 2>/dev/null | jq -c 'del(.warc)' >other
	jq -c 'del(.warc)' all >want
	same other want "$f gives the same"
done
"$B/nianbao-extract" - <all.warc.gz 2>/dev/null | jq -c 'del(.warc)' >other
same other want 'so does standard input'
"$B/nianbao-extract" --jobs 3 all.warc.gz "$page" 2>/dev/null | sort >three
"$B/nianbao-extract" all.warc.gz "$page" 2>/dev/null | sort >one
same three one '--jobs changes no record'

# A crash tore the last member off.
head -c -10 all.warc.gz >torn.warc.gz
"$B/nianbao-extract" torn.warc.gz >torn 2>/dev/null
is $? 3 'a torn archive: exit 3'
is "$(get '[.source, .reason] | join(" ")' torn | tail -n 2)" \
    'made up.txt unreadable
torn.warc.gz damaged_archive' 'what was lost is told'
is "$(get 'select(.state == "ok") | .source' torn | wc -l)" 2 \
    'and the others are read'

# 600 MB of zeros behind 3 MB, with an address space of 500 MB.
head -c 600000000 /dev/zero | gzip -1 >bomb.gz
response http://www.abc.gov.cn/e bomb.gz "$ok200" 'Content-Encoding: gzip' \
    >bomb.warc.gz
case $B in
*asan) ;;
*) prlimit --pid $$ --as=512000000 ;;
esac
timeout 60 "$B/nianbao-extract" bomb.warc.gz >bomb 2>/dev/null
is "$? $(get .reason bomb)" '3 too_big' 'a bomb is set aside'

finish
