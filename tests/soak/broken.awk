# SPDX-License-Identifier: MIT
#
# n records (record(5)), each 100th of them broken, in 20 ways in turn; to the
# file `want` a line for each of those: line, code and pointer of its reject.

function field(name, value) {
	return "\"" name "\":" (value == "" ? "null" : "{\"value\":\"" value \
	    "\",\"from\":\"made up\",\"guess\":false,\"raw\":null}")
}

function cell(ind, value) {
	return "{\"tbl\":3,\"ind\":\"" ind "\",\"col\":\"total\",\"value\":\"" \
	    value "\",\"unit\":\"件\",\"state\":\"num\",\"raw\":\"" value \
	    "\",\"at\":[1,1,1]}"
}

function section(ordinal) {
	return "{\"ordinal\":" ordinal ",\"level\":1,\"number\":1," \
	    "\"heading\":\"总体情况\",\"heading_from\":\"found\"," \
	    "\"text\":\"甲\",\"text_hans\":\"甲\"}"
}

function record(i) {
	return sprintf("{\"format\":1,\"extractor_version\":1,\"source\":" \
	    "\"https://h%d.gov.cn/%d\",\"fetched_at\":" \
	    "\"2024-01-01T00:00:00Z\",\"http_status\":200,\"warc\":null," \
	    "\"digest\":\"sha256:%064x\",\"bytes\":1000,\"mime\":" \
	    "\"text/html\",\"mime_from\":\"magic\",\"charset\":\"utf-8\"," \
	    "\"charset_from\":\"valid\",\"state\":\"ok\",\"reason\":null," \
	    "\"reason_detail\":null,\"script\":\"hans\",\"is_official\":true," \
	    "\"is_mirror\":false,\"fields\":{%s,\"text\":\"报告\"," \
	    "\"text_hans\":\"报告\",\"sections\":[%s,%s],\"tables\":[]," \
	    "\"cells\":[%s,%s],\"derived\":[],\"figures\":[],\"checks\":[]," \
	    "\"warnings\":[],\"attachments\":[],\"fingerprint\":null}", i % 500,
	    i, i, fields(i), section(1), section(2), cell("req_new", i % 1000),
	    cell("req_total", i % 7))
}

function fields(i) {
	return field("kind", "ogi_annual") "," field("template", "T2021") "," \
	    field("format_cited") "," field("title") "," \
	    field("title_found") "," \
	    field("agency", "第" int(i / 12) "县人民政府") "," \
	    field("agency_kind", "government") "," \
	    field("region_code", "990101") "," field("region_name") "," \
	    field("province") "," field("level", "county") "," \
	    field("scope", "own") "," field("report_year", 2011 + i % 12) "," \
	    field("period_from") "," field("period_to") "," \
	    field("published_on", "2022-01-31") "," field("written_on") "," \
	    field("index_no") "," field("doc_no") "," field("publisher") "}"
}

function deep(    s) {
	s = "["
	while (length(s) < 600)
		s = s s
	return "{\"x\":" s
}

# What becomes of a record in a way of being broken: a substitution.
function spoil(way, s,    p) {
	split(ways[way], p, "\t")
	if (p[3] == "cut")
		return substr(s, 1, int(length(s) / 2))
	if (p[3] == "deep")
		return deep()
	if (p[3] == "list")
		return "[" s "]"
	sub(p[3], p[4], s)
	return s
}

BEGIN {
	# Code, pointer, what is replaced by what.
	ways[0] = "bad_json\t\tcut"
	ways[1] = "bad_utf8\t\t报告\t\377\376"
	ways[2] = "nul\t\t报告\t\\u0000"
	ways[3] = "duplicate_key\t\t\"bytes\":1000\t\"bytes\":1000,\"bytes\":1"
	ways[4] = "too_deep\t\tdeep"
	ways[5] = "newer_format\t/format\t\"format\":1\t\"format\":2"
	ways[6] = "missing\t/digest\t\"digest\":\"[^\"]*\",\t"
	ways[7] = "missing\t/text\t\"text\":\"报告\"\t\"text\":null"
	ways[8] = "bad_type\t/cells/0/tbl\t\"tbl\":3\t\"tbl\":\"3\""
	ways[9] = "bad_value\t/cells/0/state\t\"state\":\"num\"\t\"state\":\"odd\""
	ways[10] = "bad_code\t/cells/0/ind\t\"ind\":\"req_new\"\t\"ind\":\"\""
	ways[11] = "bad_number\t/cells/1/value\t\"req_total\",\"col\":\"total\"," \
	    "\"value\":\"\t&1e"
	ways[12] = "bad_number\t/cells/1/value\t\"req_total\",\"col\":\"total\"," \
	    "\"value\":\"\t&123456789012345678901234567890"
	ways[13] = "out_of_range\t/cells/0/tbl\t\"tbl\":3\t\"tbl\":100"
	ways[14] = "value_state\t/cells/0/value\t\"state\":\"num\"\t\"state\":\"na\""
	ways[15] = "duplicate_cell\t/cells/1\treq_total\treq_new"
	# Only the server finds this one.
	ways[16] = "server\t\t\"ordinal\":2\t\"ordinal\":1"
	ways[17] = "bad_value\t/fields/published_on/value\t2022-01-31\t2022-02-30"
	ways[18] = "bad_json\t\t报告\t\\ud800"
	ways[19] = "bad_type\t\tlist"
	for (i = 1; i <= n; i++) {
		s = record(i)
		if (i % 100 == 0) {
			way = i / 100 % 20
			split(ways[way], p, "\t")
			print i "|" p[1] "|" p[2] > want
			s = spoil(way, s)
		}
		print s
	}
}
