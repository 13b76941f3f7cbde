#!/bin/sh
# SPDX-License-Identifier: MIT
# The crawl log beside the records: what was tried, how hosts are, which hosts
# are official, what was seen unchanged. No order of loading matters.
. "$(dirname "$0")/../pg.sh"
pg_start

# attempt URL TIME OUTCOME DIGEST OFFSET: a line of crawllog(5); "-" is null.
attempt() {
	host=${1#*://}
	awk -v url="$1" -v host="${host%%/*}" -v at="$2" -v out="$3" \
	    -v digest="$4" -v offset="$5" 'function q(s) {
		return s == "-" ? "null" : "\"" s "\"" }
	BEGIN {
		failed = out == "rejected" || out == "retry"
		printf "{\"type\":\"fetch\",\"time\":\"%s\",\"url\":\"%s\"," \
		    "\"host\":\"%s\",\"kind\":\"report\",\"via\":null," \
		    "\"start\":null,\"title\":\"年报\",\"outcome\":\"%s\"," \
		    "\"reason\":%s,\"detail\":null,\"status\":%s," \
		    "\"bytes\":%s,\"duration_ms\":7,\"digest\":%s," \
		    "\"etag\":null,\"last_modified\":null,\"location\":null,",
		    at, url, host, out, failed ? "\"timeout\"" : "null",
		    failed ? "null" : out == "not_modified" ? 304 : 200,
		    failed ? "null" : 1000,
		    digest == "-" ? "null" : sprintf("\"sha256:%064x\"", digest)
		printf "\"warc\":%s}\n", offset == "-" ? "null" : \
		    "{\"file\":\"a.warc.gz\",\"offset\":" offset "}"
	}'
}

# host NAME TIME STATE OFFICIAL
host() {
	printf '{"type":"host","time":"%s","host":"%s","state":"%s",' \
	    "$2" "$1" "$3"
	printf '"reason":null,"since":"%s","next_due":"%s","left":0,' "$2" "$2"
	printf '"robots_status":200,"delay_ms":1000,"official":%s}\n' "$4"
}

official='http://gov.example:8080/1.html'
mirror='http://copy.example/1.html'
{
	echo "doc=1 source=$official at=2024-01-01T00:00:00Z new=6"
	# Newer, longer, and a mirror that does not say so.
	echo "doc=2 source=$mirror at=2024-02-01T00:00:00Z new=7"
	# Came compressed: the crawl log has another digest of it.
	echo "doc=3 source=http://gov.example:8080/3 at=2024-01-02T00:00:00Z year=2022"
	# The same bytes, once as an error page.
	echo "doc=4 source=http://gov.example:8080/4 at=2024-01-03T00:00:00Z year=2023"
	echo "doc=4 source=http://gov.example:8080/x at=2024-01-04T00:00:00Z state=rejected"
} | records >"$tmp/records.jsonl"
{
	attempt "$official" 2024-01-01T00:00:00Z new 1 1
	attempt "$mirror" 2024-02-01T00:00:00Z new 2 2
	attempt http://gov.example:8080/3 2024-01-02T00:00:00Z new 903 3
	attempt http://gov.example:8080/x 2024-01-04T00:00:00Z rejected 4 4
	attempt http://slow.example/ 2024-01-05T00:00:00Z rejected - -
	host gov.example:8080 2024-02-01T01:00:00Z fine true
	host copy.example 2024-02-01T01:00:00Z fine false
	host slow.example 2024-02-01T01:00:00Z failing null
} >"$tmp/night1.jsonl"
{
	attempt "$official" 2024-03-01T00:00:00Z not_modified 1 11
	attempt http://gov.example:8080/3 2024-03-02T00:00:00Z same 903 12
	# Another URL with the same payload says nothing of this report.
	attempt http://gov.example:8080/9 2024-03-09T00:00:00Z same 1 13
	# Seen unchanged, but what is there now was never read.
	attempt http://gov.example:8080/4 2024-03-03T00:00:00Z same 77 14
	host gov.example:8080 2024-03-02T01:00:00Z slow null
	echo '{"type":"weather","sun":true}'
} >"$tmp/night2.jsonl"

current() {
	q "SELECT source, is_official, versions FROM research.report
	    WHERE report_year = 2021"
}

load "$tmp/records.jsonl"
is "$(current)" "$mirror|f|2" 'nothing tells which is official: the later'
load "$tmp/night1.jsonl"
is "$(summary)" 'load: seen=8 new=8 changed=0 same=0 rejected=0 set_aside=0' \
    'each line of the crawl log is new'
is "$(current)" "$official|t|2" \
    'a host that is said official makes its reports so, also loaded ones'
is "$(q "SELECT outcome, reason, http_status FROM research.crawl_log
    WHERE host = 'slow.example'")" 'rejected|timeout|' \
    'an attempt without an answer is there with its reason'
is "$(q "SELECT host, state, documents, is_official FROM research.host
    ORDER BY 1")" 'copy.example|fine|1|f
gov.example:8080|fine|3|t
slow.example|failing||' 'hosts'
is "$(q "SELECT last_seen = '2024-01-02 00:00:00Z' FROM research.report
    WHERE report_year = 2022")" t 'last seen when it was captured'

load "$tmp/night2.jsonl"
is "$(summary)" 'load: seen=6 new=5 changed=0 same=1 rejected=0 set_aside=0' \
    'a kind of line that is not known is passed over'
is "$(q "SELECT report_year, first_seen AT TIME ZONE 'UTC',
    last_seen AT TIME ZONE 'UTC' FROM research.report ORDER BY 1")" \
    '2021|2024-01-01 00:00:00|2024-03-01 00:00:00
2022|2024-01-02 00:00:00|2024-03-02 00:00:00
2023|2024-01-03 00:00:00|2024-01-03 00:00:00' \
    'what was seen unchanged was seen'
is "$(q "SELECT last_seen AT TIME ZONE 'UTC', captured_at AT TIME ZONE 'UTC'
    FROM research.report_source WHERE source = '$official'")" \
    '2024-03-01 00:00:00|2024-01-01 00:00:00' 'at its place'
is "$(q "SELECT state, since AT TIME ZONE 'UTC', is_official,
    last_seen AT TIME ZONE 'UTC' FROM research.host
    WHERE host LIKE 'gov%'")" \
    'slow|2024-03-02 01:00:00|t|2024-03-09 00:00:00' \
    'the latest line tells of the host; what it is silent about stays'
is "$(q "SELECT source, state, report_id IS NULL FROM research.document
    WHERE digest LIKE '%4' ORDER BY 1")" \
    'http://gov.example:8080/4|ok|f
http://gov.example:8080/x|rejected|t' \
    'the same bytes as a page and as an error page are two rows'
pg_canonical >"$tmp/a.dump"
pg_physical >"$tmp/a.physical"

load "$tmp/night2.jsonl" "$tmp/night1.jsonl" "$tmp/records.jsonl"
is "$(summary)" 'load: seen=19 new=0 changed=0 same=19 rejected=0 set_aside=1' \
    'all again: nothing new'
pg_physical | cmp - "$tmp/a.physical"
ok $? 'and no row written'

pg_new backwards
load "$tmp/night2.jsonl"
load "$tmp/night1.jsonl" "$tmp/records.jsonl"
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'the crawl log first, the later night first: the same database'
pg_new mixed
cat "$tmp/night1.jsonl" "$tmp/records.jsonl" "$tmp/night2.jsonl" | tac |
	"$load" --dsn "$dsn" - 2>/dev/null
pg_canonical | cmp - "$tmp/a.dump"
ok $? 'all in one file, the other way round: the same database'

# Records and crawl log at once, on the same reports.
pg_new two
awk 'BEGIN { for (i = 0; i < 600; i++) print "doc=" 100 + i % 300 \
	" source=http://h" i % 5 ".example/" i " agency=第" i % 50 \
	"县政府办公室 code=990101 at=2024-01-01T00:00:00Z new=" i % 3 + 1 }' |
	records >"$tmp/many.jsonl"
i=0
while [ $i -lt 5 ]; do
	host h$i.example 2024-02-01T00:00:00Z fine \
	    "$([ $((i % 2)) = 0 ] && echo true || echo false)"
	attempt "http://h$i.example/$i" 2024-05-0$((i + 1))T00:00:00Z same \
	    $((100 + i)) $((50 + i))
	i=$((i + 1))
done >"$tmp/few.jsonl"
split -n l/5 "$tmp/few.jsonl" "$tmp/few."
"$load" --dsn "$dsn" "$tmp/many.jsonl" 2>"$tmp/err1" &
"$load" --dsn "$dsn" "$tmp"/few.a? 2>"$tmp/err2"
two=$?
wait $!
is "$?.$two.$(cat "$tmp/err1" "$tmp/err2" | grep -c 'trying again')" 0.0.0 \
    'both at once: well, without a deadlock'
pg_canonical >"$tmp/two.dump"
pg_new after
load "$tmp/few.jsonl" "$tmp/many.jsonl"
pg_canonical | cmp - "$tmp/two.dump"
ok $? 'the same database as one after the other'

# What is wrong with a line is said as with records.
pg_new wrong
{
	attempt http://a.example/ 2024-13-01T00:00:00Z new 1 1
	attempt http://a.example/ 2024-01-01T00:00:00Z new 1 1 |
		sed 's/"bytes":1000/"bytes":"x"/'
	host '' 2024-01-01T00:00:00Z fine null
	host a.example 2024-01-01T00:00:00Z fine 7
} >"$tmp/wrong.jsonl"
load "$tmp/wrong.jsonl"
is "$status.$(q "SELECT line, code, pointer FROM research.reject
    ORDER BY 1")" '3.1|bad_value|/time
2|bad_type|/bytes
3|bad_value|/host
4|bad_type|/official' 'faults are set aside with their place'

# A list of reports, which the crawler read on its way, is no report.
{
	echo 'doc=91 agency=null code=null year=null kind=other source=https://lists.gov.cn/ at=2024-01-01T00:00:00Z official=1'
	echo 'doc=92 agency=电河县人民政府 source=https://lists.gov.cn/1 at=2024-01-01T00:00:00Z official=1'
} | records >"$tmp/listed.jsonl"
attempt https://lists.gov.cn/ 2024-01-01T00:00:00Z new 91 91 |
	sed 's/"report"/"list"/' >"$tmp/list.jsonl"
load "$tmp/listed.jsonl" "$tmp/list.jsonl"
is "$(q "SELECT h.documents, h.reports, (SELECT count(*) FROM research.report
    WHERE source_host = h.host) FROM research.host h
    WHERE host = 'lists.gov.cn'")" '2|1|1' \
    'a host has the reports that are reports'
pg_end
