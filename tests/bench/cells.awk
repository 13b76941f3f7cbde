# SPDX-License-Identifier: MIT
#
# n records (record(5)) of cells only, and the cells as tab-separated values
# to the file `tsv`: 25 rows of 7 columns and 33 of one. Where changed is 1,
# each 20th has another number. Where full is 1, they have text, sections,
# grids, figures and checks as real reports do. The same in every run.

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

# All that is no cell, into rest.
function write_rest(    k, text, said) {
	said = "2021年，我机关坚持以公开为常态、不公开为例外，全年主动公开" \
	    "政府信息" i "条，办理依申请公开" i % 97 "件，均按期答复。"
	said = said said said said
	text = ""
	sections = ""
	for (k = 1; k <= 6; k++) {
		text = text said "\\n"
		sections = sections (k > 1 ? "," : "") "{\"ordinal\":" k \
		    ",\"level\":1,\"number\":" k ",\"heading\":\"" k \
		    "、总体情况\",\"heading_from\":\"found\",\"text\":\"" \
		    said "\",\"text_hans\":\"" said "\"}"
	}
	grid = ""
	for (k = 0; k < 208; k++)
		grid = grid (k > 0 ? "," : "") "{\"row\":" int(k / 8) \
		    ",\"col\":" k % 8 ",\"rowspan\":1,\"colspan\":1," \
		    "\"text\":\"" k "\"}"
	grid = "{\"table_no\":1,\"caption\":null,\"rows\":26,\"cols\":8," \
	    "\"flat\":false,\"cells\":[" grid "]}"
	figures = checks = ""
	for (k = 0; k < 12; k++) {
		figures = figures (k > 0 ? "," : "") "{\"section\":1,\"ind\":" \
		    "null,\"entity\":\"政府信息\",\"value\":\"" i "\"," \
		    "\"unit\":\"条\",\"qualifier\":\"exact\",\"raw\":\"" i \
		    "条\",\"sentence\":\"全年主动公开政府信息" i "条。\"}"
		checks = checks (k > 0 ? "," : "") "{\"rule\":\"B01\"," \
		    "\"subject\":\"" cols[k % 7 + 1] "\",\"status\":" \
		    "\"PASS\",\"lhs\":\"" k "\",\"rhs\":\"" k "\"}"
	}
	rest = "\"text\":\"" text "\",\"text_hans\":\"" text "\"," \
	    "\"sections\":[" sections "],\"tables\":[" grid "]"
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
		rest = "\"text\":\"\",\"text_hans\":\"\",\"sections\":[]," \
		    "\"tables\":[]"
		figures = checks = ""
		if (full)
			write_rest()
		printf "%s,\"cells\":[%s],\"derived\":[],\"figures\":[%s]," \
		    "\"checks\":[%s],\"warnings\":[],\"attachments\":[]," \
		    "\"fingerprint\":null}\n", rest, cells, figures, checks
	}
}
