# SPDX-License-Identifier: MIT
#
# n records (record(5)) of cells only, and the cells as tab-separated values
# to the file `tsv`: 25 rows of 7 columns and 33 of one. Where changed is 1,
# each 20th has another number. The same in every run.

function field(name, value) {
	return "\"" name "\":" (value == "" ? "null" : "{\"value\":\"" value \
	    "\",\"from\":\"made up\",\"guess\":false,\"raw\":null}")
}

# Seven in ten are 0, as in real reports.
function number() {
	seed = (seed * 1103515245 + 12345) % 2147483648
	return seed % 10 < 7 ? 0 : int(seed / 16) % 1000
}

function cell(tbl, ind, col, at,    v) {
	v = number()
	if (changed && i % 20 == 0 && at == "1,1,1")
		v++
	cells = cells (cells == "" ? "" : ",") "{\"tbl\":" tbl \
	    ",\"ind\":\"" ind "\",\"col\":\"" col "\",\"value\":\"" v \
	    "\",\"unit\":\"件\",\"state\":\"num\",\"raw\":\"" v \
	    "\",\"at\":[" at "]}"
	printf "%d\t%d\t%s\t%s\t%d\t件\tnum\t%d\n", i, tbl, ind, col, v, v > tsv
}

BEGIN {
	n_cols = split("natural commercial research social legal other total",
	    cols, " ")
	seed = 42
	for (i = 0; i < n; i++) {
		cells = ""
		for (r = 1; r <= 25; r++)
			for (c = 1; c <= n_cols; c++)
				cell(3, "req_row_" r, cols[c], "1," r "," c)
		for (r = 1; r <= 33; r++)
			cell(14, "s_row_" r, "value", "2," r ",1")
		printf "{\"format\":1,\"extractor_version\":1,\"source\":" \
		    "\"https://h%d.gov.cn/%d\",\"fetched_at\":" \
		    "\"2024-01-01T00:00:00Z\",\"http_status\":200,\"warc\":{" \
		    "\"file\":\"a.warc.gz\",\"offset\":%d},\"digest\":" \
		    "\"sha256:%064x\",\"bytes\":1000,\"mime\":\"text/html\"," \
		    "\"mime_from\":\"magic\",\"charset\":\"utf-8\"," \
		    "\"charset_from\":\"valid\",\"state\":\"ok\",\"reason\":" \
		    "null,\"reason_detail\":null,\"script\":\"hans\"," \
		    "\"is_official\":true,\"is_mirror\":false,\"fields\":{",
		    i % 500, i, i,
		    changed && i % 20 == 0 ? 1000000 + i : i
		printf "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,",
		    field("kind", "ogi_annual"), field("template", "T2021"),
		    field("format_cited"), field("title"),
		    field("title_found"),
		    field("agency", "第" int(i / 12) "县人民政府"),
		    field("agency_kind", "government"),
		    field("region_code", "990101"), field("region_name"),
		    field("province")
		printf "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s},",
		    field("level", "county"), field("scope", "own"),
		    field("report_year", 2011 + i % 12),
		    field("period_from"), field("period_to"),
		    field("published_on"), field("written_on"),
		    field("index_no"), field("doc_no"), field("publisher")
		printf "\"text\":\"\",\"text_hans\":\"\",\"sections\":[]," \
		    "\"tables\":[],\"cells\":[%s],\"derived\":[]," \
		    "\"figures\":[],\"checks\":[],\"warnings\":[]," \
		    "\"attachments\":[],\"fingerprint\":null}\n", cells
	}
}
