# SPDX-License-Identifier: MIT
#
# n records (record(5)) that look like a whole country: agencies of the regions
# in common/dict/region.tsv (standard input; of every k-th), forms as the years
# had them, more reports in later years, a few faults. Numbers are made up; the
# same in every run.

function random(k) {
	seed = (seed * 1103515245 + 12345) % 2147483648
	return int(seed / 65536) % k
}

function field(name, value) {
	return "\"" name "\":" (value == "" ? "null" : "{\"value\":\"" value \
	    "\",\"from\":\"made up\",\"guess\":false,\"raw\":null}")
}

function cell(tbl, ind, col, v) {
	cells = cells (cells == "" ? "" : ",") "{\"tbl\":" tbl ",\"ind\":\"" \
	    ind "\",\"col\":\"" col "\",\"value\":\"" v \
	    "\",\"unit\":\"件\",\"state\":\"num\",\"raw\":\"" v \
	    "\",\"at\":[" tbl "," row++ ",1]}"
}

function check(rule, subject, status, lhs, rhs) {
	checks = checks (checks == "" ? "" : ",") "{\"rule\":\"" rule \
	    "\",\"subject\":\"" subject "\",\"status\":\"" status \
	    "\",\"lhs\":\"" lhs "\",\"rhs\":\"" rhs "\"}"
}

# Who asked: most of a number are natural persons, a few are companies.
function across(ind, v,    company) {
	company = int(v / 8)
	cell(3, ind, "natural", v - company)
	cell(3, ind, "commercial", company)
	cell(3, ind, "research", 0)
	cell(3, ind, "social", 0)
	cell(3, ind, "legal", 0)
	cell(3, ind, "other", 0)
	cell(3, ind, "total", v)
}

function table3(new,    i, open, part, left, v) {
	open = int(new * (30 + random(30)) / 100)
	part = int(new / 20)
	left = new - open - part
	across("req_new", new)
	across("req_carry_in", 0)
	across("req_open", open)
	across("req_partial", part)
	for (i = 1; i <= n_reasons; i++) {
		if (template == "T2019" && reason[i] ~ /_other_/)
			continue
		v = int(left * (reason[i] ~ /not_held/ ? 0.5 : 0.1 * \
		    random(4)))
		left -= v
		across(reason[i], v)
	}
	if (template == "T2019")
		across("req_other", left)
	else
		across("req_other_misc", left)
	across("req_total", new)
	across("req_carry_out", 0)
}

function annex(new) {
	cell(14, "s_open_total", "value", 500 + random(3000))
	cell(14, "s_req_new", "value", new)
	cell(14, "s_req_done", "value", new)
	cell(14, "s_rp_already", "value", int(new / 10))
	cell(14, "s_rp_grant", "value", int(new / 2))
	cell(14, "s_rp_partial", "value", int(new / 20))
	cell(14, "s_rp_deny", "value", int(new / 10))
	cell(14, "s_rp_notours", "value", int(new / 20))
	cell(14, "s_rp_notexist", "value", int(new / 20))
	cell(14, "s_rp_amend", "value", 0)
}

function tables(new,    i, fails) {
	cells = checks = ""
	row = 0
	if (template == "T2008")
		return
	if (template == "T2014") {
		annex(new)
		return
	}
	for (i = 1; i <= n_acts; i++)
		cell(2, act[i], "decisions", random(900))
	table3(new)
	for (i = 1; i <= n_ends; i++) {
		cell(4, "recon_" end[i], "value", 0)
		cell(4, "lit_direct_" end[i], "value", 0)
		cell(4, "lit_after_" end[i], "value", 0)
	}
	fails = random(25) == 0
	for (i = 1; i <= 7; i++)
		check("B01", "natural", "PASS", new, new)
	check("B02", "total", fails ? "FAIL" : "PASS", new, new + fails)
	check("B10", "recon", random(40) == 0 ? "FAIL" : "PASS", 0, 1)
	check("B22", "license", random(15) == 0 ? "WARN" : "PASS", 9, 9)
}

function record(    gov, new, at) {
	gov = kind == "government"
	template = year < 2014 ? "T2008" : year < 2019 ? "T2014" : \
	    year < 2021 ? "T2019" : "T2021"
	new = int((gov ? 40 : 6) * (1 + (year - 2008) / 8) * \
	    (random(100) + 5) * (random(100) + 5) / 5000)
	tables(new)
	at = (year + 1) "-02-" sprintf("%02d", 1 + random(27))
	printf "{\"format\":1,\"extractor_version\":1,\"source\":\"https://" \
	    "www.r%s.gov.cn/%d/%s.html\",\"fetched_at\":\"%sT00:00:00Z\"," \
	    "\"http_status\":200,\"warc\":{\"file\":\"a.warc.gz\"," \
	    "\"offset\":%d},\"digest\":\"sha256:%064x\",\"bytes\":30000," \
	    "\"mime\":\"text/html\",\"mime_from\":\"magic\",\"charset\":" \
	    "\"utf-8\",\"charset_from\":\"valid\",", substr(code, 1, 4), year,
	    code kind, at, made, made + 1
	printf "\"state\":\"ok\",\"reason\":null,\"reason_detail\":null," \
	    "\"script\":\"hans\",\"is_official\":true,\"is_mirror\":false," \
	    "\"fields\":{%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,", \
	    field("kind", "ogi_annual"), field("template", template),
	    field("format_cited"), field("title", agency year \
	    "年政府信息公开工作年度报告"), field("title_found"),
	    field("agency", agency), field("agency_kind", kind),
	    field("region_code", code), field("region_name", place),
	    field("province", province[substr(code, 1, 2)])
	printf "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s},", field("level", level),
	    field("scope", gov ? "region" : "own"),
	    field("report_year", year), field("period_from"),
	    field("period_to"), field("published_on", at),
	    field("written_on"), field("index_no"), field("doc_no"),
	    field("publisher")
	printf "\"text\":\"\",\"text_hans\":\"\",\"sections\":[{\"ordinal\":1,\"level\":1," \
	    "\"heading\":\"一、总体情况\",\"number\":1,\"heading_from\":" \
	    "\"found\",\"text\":\"%s\",\"text_hans\":\"%s\"}],\"tables\":[]," \
	    "\"cells\":[%s],\"derived\":[],\"figures\":[],\"checks\":[%s]," \
	    "\"warnings\":[%s],\"attachments\":[],\"fingerprint\":\"%04x%04x%04x%04x\"}\n",
	    prose, prose, cells, checks, random(30) ? "" : \
	    "{\"code\":\"merged_value\",\"tbl\":3,\"ind\":null,\"col\":null," \
	    "\"detail\":\"made up\"}", random(65536), random(65536), random(65536),
	    random(65536)
}

BEGIN {
	FS = "\t"
	seed = 42
	every = every == "" ? 1 : every
	n_reasons = split("req_deny_state_secret req_deny_law_forbidden " \
	    "req_deny_safety_stability req_deny_third_party req_deny_internal " \
	    "req_deny_process req_deny_enforcement_file req_deny_admin_query " \
	    "req_unable_not_held req_unable_need_create req_unable_unclear " \
	    "req_reject_petition req_reject_repeat req_reject_publication " \
	    "req_reject_abusive req_reject_reconfirm req_other_no_correction " \
	    "req_other_no_payment", reason, " ")
	n_acts = split("license penalty coercion", act, " ")
	n_ends = split("upheld corrected other pending total", end, " ")
	for (i = 0; i < 20; i++)
		prose = prose "本机关认真贯彻落实条例,依法做好公开工作。"
}

/^[@#]/ || $6 != "" || $3 !~ /province|prefecture|county/ ||
$1 >= 700000 { next }
$3 == "province" { province[substr($1, 1, 2)] = $2 }
NR % every == 0 {
	regions++
	codes[regions] = $1
	names[regions] = $2
	levels[regions] = $3
}

# By year, so that a shorter corpus is one of fewer years and not of fewer
# provinces.
END {
	for (year = 2025; year >= 2008; year--)
		for (i = 1; i <= regions; i++) {
			code = codes[i]
			place = names[i]
			level = levels[i]
			# Two places in five have an office of their own.
			for (office = 0; office <= (i % 5 < 2); office++) {
				if (random(18) > year - 2006)
					continue
				if (made == n)
					exit
				kind = office ? "department" : "government"
				agency = office ? place "财政局" : place \
				    "人民政府"
				record()
				made++
			}
		}
}
