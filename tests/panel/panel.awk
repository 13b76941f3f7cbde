# SPDX-License-Identifier: MIT
#
# A panel of n offices that report on 2008 to 2024, with everything planted
# that makes such panels lie, as records (record(5)), and what is true of it:
#
#	awk -v n=200 -v out=DIR -f panel.awk common/dict/region.tsv
#
# DIR/first.jsonl	what was published, first versions and mirrors
# DIR/second.jsonl	reports revised later, and documents read anew by a
#			newer extractor
# DIR/decisions.tsv	what a person would decide
# DIR/want.tsv		the answers to questions.sql
# DIR/planted.tsv	checks that must warn, and no others
#
# The same n gives the same bytes. Regions and their changes are real ones.

BEGIN {
	FS = "\t"
	n_reasons = split("deny_state_secret deny_law_forbidden " \
	    "deny_safety_stability deny_third_party deny_internal " \
	    "deny_process deny_enforcement_file deny_admin_query " \
	    "unable_not_held unable_need_create unable_unclear " \
	    "reject_petition reject_repeat reject_publication " \
	    "reject_abusive reject_reconfirm", reason, " ")
	split("other_no_correction other_no_payment other_misc", others, " ")
	split("natural commercial research social legal other total", cols, " ")
	split("recon lit_direct lit_after", groups, " ")
	split("recon direct after", grp_name, " ")
	first = out "/first.jsonl"
	second = out "/second.jsonl"
	want = out "/want.tsv"
	planted = out "/planted.tsv"
	decisions = out "/decisions.tsv"
	printf "" > second
	printf "" > planted
}

# ---- regions: counties that never changed, with names of their own ----

/^[@#]/ { next }
$3 == "province" && $6 == "" { province[substr($1, 1, 2)] = $2 }
{ rows_of[$1]++; named[$2]++ }
$3 == "prefecture" { prefecture_name[$1] = $2 }
$3 == "county" {
	if ($5 <= 2008 && $6 == "")
		stable[++n_stable] = $1 "\t" $2 "\t" $4
	below[$4]++
	if ($5 > 2008 || $6 != "")
		moved[$4]++
}

# A number from 0 to m - 1 that depends on its arguments only.
function hash(a, b, c, m,    x) {
	x = (a * 7919 + b * 10473 + c * 129749 + 733) % 1000003
	x = (x * x + 17) % 1000003
	x = (x * x + a) % 1000003
	return int(x / 7) % m
}

function add_office(code, region, rest, kind, scope, from, to) {
	N++
	used[code]
	code_of[N] = code
	region_of[N] = region
	rest_of[N] = rest
	kind_of[N] = kind
	scope_of[N] = scope
	from_of[N] = from
	to_of[N] = to
	final[N] = region rest
	plant[N] = -1
	return N
}

# ---- a record ----

function field(name, value) {
	return "\"" name "\":" (value == "" ? "null" : "{\"value\":\"" value \
	    "\",\"from\":\"made up\",\"guess\":false,\"raw\":\"" value "\"}")
}

function set(tbl, ind, col, value, unit,    k) {
	k = tbl SUBSEP ind SUBSEP col
	if (!(k in cell))
		order[++n_cells] = k
	cell[k] = value
	unit_of[k] = unit
}

function get(ind, col) { return cell[3, "req_" ind, col] }

# In all of the seven columns: natural persons, companies, the total.
function set3(ind, natural, commercial,    i) {
	for (i = 1; i <= 7; i++)
		set(3, "req_" ind, cols[i], i == 1 ? natural : i == 2 ? \
		    commercial : i == 7 ? natural + commercial : 0, "件")
}

function cells_json(    i, p, s, v) {
	s = ""
	for (i = 1; i <= n_cells; i++) {
		split(order[i], p, SUBSEP)
		v = cell[order[i]]
		s = s (i > 1 ? "," : "") "{\"tbl\":" p[1] ",\"ind\":\"" p[2] \
		    "\",\"col\":\"" p[3] "\",\"value\":" (v == "" ? "null" : \
		    "\"" v "\"") ",\"unit\":\"" unit_of[order[i]] \
		    "\",\"state\":\"" (v == "" ? "blank" : "num") \
		    "\",\"raw\":\"" v "\",\"at\":[" p[1] "," i ",1]}"
	}
	return s
}

# What extract would say of the sums.
function checks_json(    a, b) {
	if (form != "T2019" && form != "T2021")
		return ""
	a = get("new", "total") + get("carry_in", "total")
	b = get("total", "total") + get("carry_out", "total")
	return "{\"rule\":\"B01\",\"subject\":\"total\",\"status\":\"" \
	    (a == b ? "PASS" : "FAIL") "\",\"lhs\":\"" a "\",\"rhs\":\"" b "\"}"
}

function figures_json(    s) {
	s = "本年度热线受理工单" orders "件"
	if (orders == "")
		return ""
	return "{\"section\":1,\"ind\":\"hotline_orders\",\"entity\":\"工单\"," \
	    "\"value\":\"" orders "\",\"unit\":\"件\",\"qualifier\":\"exact\"," \
	    "\"raw\":\"" orders "件\",\"sentence\":\"" s "\"}" (two_figures ? \
	    ",{\"section\":1,\"ind\":\"hotline_orders\",\"entity\":\"工单\"," \
	    "\"value\":\"" orders + 7 "\",\"unit\":\"件\",\"qualifier\":" \
	    "\"exact\",\"raw\":\"" orders + 7 "件\",\"sentence\":\"" s "\"}" : "")
}

# The record of the office's report as it stands in cell[].
function emit(file, doc, source, at, official, version, hant,    text, title) {
	title = (hant ? "政府信息公開工作年度報告" : "政府信息公开工作年度报告")
	text = name y "年" title "。受理政府信息公开申请。"
	printf "{\"format\":1,\"extractor_version\":%d,\"source\":\"%s\"," \
	    "\"fetched_at\":%s,\"http_status\":200,\"warc\":{\"file\":" \
	    "\"a.warc.gz\",\"offset\":%d},\"digest\":\"sha256:%064x\"," \
	    "\"bytes\":1000,\"mime\":\"text/html\",\"mime_from\":\"magic\"," \
	    "\"charset\":\"utf-8\",\"charset_from\":\"valid\",\"state\":" \
	    "\"ok\",\"reason\":null,\"reason_detail\":null,\"script\":\"%s\"," \
	    "\"is_official\":%s,\"is_mirror\":%s,\"fields\":{", version,
	    source, "\"" at "T00:00:00Z\"", doc, doc, hant ? "hant" : "hans",
	    official ? "true" : "false", official ? "false" : "true" > file
	printf "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,", field("kind", "ogi_annual"),
	    field("template", form), field("format_cited"),
	    field("title", name y "年政府信息公开工作年度报告"),
	    field("title_found", name y "年" title), field("agency", name),
	    field("agency_kind", kind_of[o]), field("region_code", code),
	    field("region_name", region), field("province",
	    province[substr(code, 1, 2)]) > file
	printf "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s},", field("level",
	    code ~ /00$/ ? "prefecture" : code == "" ? "" : "county"),
	    field("scope", scope_of[o]),
	    field("report_year", y), field("period_from"), field("period_to"),
	    field("published_on", published), field("written_on"),
	    field("index_no"), field("doc_no"), field("publisher") > file
	printf "\"text\":\"%s\",\"text_hans\":\"%s\",\"sections\":[{" \
	    "\"ordinal\":1,\"level\":1,\"number\":1,\"heading\":\"一、总体情况\"," \
	    "\"heading_from\":\"found\",\"text\":\"%s\",\"text_hans\":\"%s\"}]," \
	    "\"tables\":[],\"cells\":[%s],\"derived\":[],\"figures\":[%s]," \
	    "\"checks\":[%s],\"warnings\":[],\"attachments\":[]," \
	    "\"fingerprint\":\"%s\"}\n", text, text, text, text, cells_json(),
	    figures_json(), checks_json(), print_of[o, y] > file
}

# ---- the tables ----

# Outcomes keep near a level of their own, so that none leaps by itself.
function table3(    i, d, k, r, v, w, sum_n, sum_c, in_n, in_c, out_n, out_c) {
	for (i = 1; i <= n_reasons; i++) {
		k = hash(o, 0, i, 10)
		v = k < 6 ? 0 : k - 5 + hash(o, y, i, 2)
		if (reason[i] == "unable_not_held")
			v += int((y - 2019) / 2)
		w = v > 2 ? hash(o, y, i + 50, 2) : 0
		set3(reason[i], v - w, w)
		sum_n += v - w
		sum_c += w
	}
	v = 12 + hash(o, 0, 90, 40) + 2 * (y - 2019)
	w = 3 + hash(o, y, 91, 3)
	set3("open", v, w)
	sum_n += v
	sum_c += w
	v = 2 + hash(o, y, 92, 3)
	set3("partial", v, 0)
	sum_n += v
	if (form == "T2019") {
		v = hash(o, y, 93, 3)
		set3("other", v, 0)
		sum_n += v
	} else
		for (i = 1; i <= 3; i++) {
			v = hash(o, y, 93 + i, 2)
			set3(others[i], v, 0)
			sum_n += v
		}
	out_n = hash(o, y, 97, 3)
	out_c = hash(o, y, 98, 2)
	in_n = hash(o, y - 1, 97, 3) + carry_plant
	in_c = hash(o, y - 1, 98, 2)
	set3("total", sum_n, sum_c)
	set3("carry_out", out_n, out_c)
	set3("carry_in", in_n, in_c)
	set3("new", sum_n + out_n - in_n, sum_c + out_c - in_c)
}

function table4(    i, a, b, c, d) {
	for (i = 1; i <= 3; i++) {
		a = hash(o, 0, 110 + i, 4) + hash(o, y, 113 + i, 2)
		b = hash(o, y, 116 + i, 3)
		c = hash(o, y, 119 + i, 2)
		d = hash(o, y, 122 + i, 2)
		set(4, groups[i] "_upheld", "value", a, "件")
		set(4, groups[i] "_corrected", "value", b, "件")
		set(4, groups[i] "_other", "value", c, "件")
		set(4, groups[i] "_pending", "value", d, "件")
		set(4, groups[i] "_total", "value", a + b + c + d, "件")
	}
}

function table2(    d) {
	issued = hash(o, y, 130, 4)
	repealed = hash(o, y, 131, 3)
	in_force += issued - repealed
	decided["license"] = 300 + hash(o, 0, 132, 90) + 3 * (y - 2019)
	decided["penalty"] = 40 + hash(o, 0, 133, 30) + hash(o, y, 134, 5)
	decided["coercion"] = hash(o, y, 135, 3)
	if (form == "T2021") {
		set(2, "regulation", "issued", 0, "件")
		set(2, "regulation", "repealed", 0, "件")
		set(2, "regulation", "in_force", 0, "件")
		set(2, "normative_doc", "issued", issued, "件")
		set(2, "normative_doc", "repealed", repealed, "件")
		set(2, "normative_doc", "in_force", in_force, "件")
		set(2, "fee", "fee_wan", 12 + hash(o, y, 136, 5) ".50", "万元")
	} else {
		opened += issued
		set(2, "normative_doc", "made", issued, "件")
		set(2, "normative_doc", "newly_open", issued, "件")
		set(2, "normative_doc", "open_total", opened, "件")
		d = hash(o, y, 137, 5) - 2
		set(2, "license", "items_prev", items, "项")
		set(2, "license", "items_delta", d, "项")
		items += d
		set(2, "procurement", "proc_items", hash(o, y, 138, 9), "个")
		set(2, "procurement", "proc_amount", 4815000 + hash(o, y, 139,
		    900) ".00", "元")
	}
	for (d in decided)
		set(2, d, "decisions", decided[d], "件")
}

# The annex of 2014 to 2018.
function table14(    i, v, sum) {
	split("s_rp_grant s_rp_already s_rp_partial s_rp_deny s_rp_notours " \
	    "s_rp_notexist s_rp_amend", annex, " ")
	for (i = 1; i <= 7; i++) {
		v = 2 + hash(o, y, 140 + i, 6)
		sum += v
		set(14, annex[i], "value", v, "件")
	}
	set(14, "s_req_new", "value", sum, "件")
}

# ---- what is true ----

function count(q, key, value) { total[q "\t" key] += value }

function fact(q, key) { print q "\t" key > want }

function warn(rule, subject, status) {
	print rule "\t" final[o] "\t" y "\t" subject "\t" status > planted
}

# Of the report as it is in force at the end.
function account(    i, who, disclosed, k, g, deny, unable, reject, other, t) {
	who = final[o] "\t" y
	present[o, y] = 1
	if (form == "T2008")
		return
	count("Q01", y "\t" scope_of[o] "\treports", 1)
	if (form == "T2014") {
		count("Q01", y "\t" scope_of[o] "\tnew", cell[14, "s_req_new",
		    "value"])
		sum_region(cell[14, "s_req_new", "value"])
		return
	}
	t = get("total", "total")
	new = true_new != "" ? true_new : get("new", "total")
	count("Q01", y "\t" scope_of[o] "\tnew", new)
	sum_region(new)
	disclosed = get("open", "total") + get("partial", "total")
	k = y "\t" (code ~ /00$/ ? "prefecture" : "county")
	count("Q02", k "\tdisclosed", disclosed)
	count("Q02", k "\tdone", t)
	for (i = 1; i <= n_reasons; i++)
		if (!blank_deny || i > 3) {
			g = reason[i]
			count("Q04", y "\treq_" g, get(g, "total"))
			if (g ~ /^reject/)
				reject += get(g, "total")
			if (!blank_deny && g ~ /^deny/)
				count("Q03", y "\tdeny", get(g, "total"))
			if (!blank_deny && g == "unable_not_held")
				count("Q03", y "\tnot_held", get(g, "total"))
		}
	count("Q05", y "\treject", reject)
	count("Q05", y "\tdone", t)
	for (i = 1; i <= 6; i++)
		count("Q06", y "\t" cols[i], get("new", cols[i]))
	for (i = 1; i <= 3; i++) {
		g = groups[i]
		count("Q08", y "\t" grp_name[i] "\tcorrected",
		    cell[4, g "_corrected", "value"])
		count("Q08", y "\t" grp_name[i] "\tclosed", cell[4, g "_total",
		    "value"] - cell[4, g "_pending", "value"])
		if (present[o, y - 1] && has_table3[o, y - 1])
			count("Q07", y "\tcases", cell[4, g "_total", "value"])
	}
	if (present[o, y - 1] && has_table3[o, y - 1])
		count("Q07", y "\tpairs", 1)
	count("Q09", y "\tcarry_out", get("carry_out", "total"))
	if (form == "T2021") {
		count("Q10", y "\tissued", issued)
		count("Q10", y "\trepealed", repealed)
	}
	for (i in decided) {
		count("Q11", y "\t" i, decided[i])
		if (had_decisions[o, y - 1] && had_decisions[o, y - 1] != form)
			count("Q11", y "\t" i "\tform_change", 1)
	}
	had_decisions[o, y] = form
	has_table3[o, y] = 1
	if (orders != "" && !two_figures) {
		count("Q15", y "\torders", orders)
		count("Q15", y "\tnew", new)
	}
}

# Into the region as it is now; a part of one that was split into each.
function sum_region(new,    k, m, part) {
	if (scope_of[o] != "region")
		return
	m = split(code in became && y < became_year[code] ? became[code] : code,
	    part, " ")
	for (k = 1; k <= m; k++) {
		count("Q13", y "\t" part[k] "\tnew", new)
		count("Q13", y "\t" part[k] "\treports", 1)
		if (m > 1)
			count("Q13", y "\t" part[k] "\tsplit", 1)
	}
}

# ---- an office through the years ----

function name_in(year,    i, m, p, q) {
	code = code_of[o]
	region = region_of[o]
	name = region rest_of[o]
	if (o == lost && year == 2018) {
		name = "县" rest_of[o]
		code = region = ""
	}
	m = split(names[o], p, ";")
	for (i = 1; i <= m; i++) {
		split(p[i], q, " ")
		if (year < q[1])
			continue
		code = q[2]
		region = q[3]
		name = q[3] q[4]
	}
}

function hex(k,    i, s) {
	s = ""
	for (i = 0; i < 16; i++)
		s = s substr("0123456789abcdef", hash(o, y, k + i, 16) + 1, 1)
	return s
}

# One bit off: a near copy.
function nearly(s) {
	return substr(s, 1, 15) substr("1032547698badcfe",
	    index("0123456789abcdef", substr(s, 16)), 1)
}

function due_day(late) {
	if (kind_of[o] == "government" || y <= 2018)
		return (y + 1) (late ? "-04-10" : "-03-20")
	return (y + 1) (late ? "-02-15" : "-01-20")
}

function one_year(    p, late, doc, base, k) {
	p = plant[o]
	name_in(y)
	doc = o * 1000 + y - 2000
	base = "https://www.h" o ".gov.cn/" y ".html"
	form = y < 2014 ? "T2008" : y < 2019 ? "T2014" : \
	    y < 2021 || (p == 7 && y == 2021) ? "T2019" : "T2021"
	n_cells = 0
	split("", cell)
	split("", order)
	split("", decided)
	carry_plant = p == 3 && y == 2021 ? 2 : 0
	blank_deny = p == 8 && y == 2021
	true_new = orders = ""
	late = p == 7 && (y == 2020 || y == 2022)
	published = due_day(late)
	print_of[o, y] = hex(200)
	if (p == 6 && y == 2019 && ((o, 2018) in print_of)) {
		print_of[o, y] = nearly(print_of[o, 2018])
		fact("Q14", "copy\t" final[o] "\t" y "\town")
	}
	if (p == 9 && y == 2022 && plant[o - 1] == 8) {
		print_of[o, y] = nearly(print_of[o - 1, y])
		fact("Q14", "copy\t" final[o] "\t" y "\tother")
		fact("Q14", "copy\t" final[o - 1] "\t" y "\tother")
	}
	two_figures = p == 4 && y == 2022
	if (rest_of[o] ~ /审批|数据局/ || p == 4)
		orders = 1000 + hash(o, 0, 150, 500) + 10 * (y - 2008)
	if (form == "T2014")
		table14()
	if (form == "T2019" || form == "T2021") {
		table3()
		table2()
		table4()
	}
	if (o >= level_from && o < summed)
		add_up()
	else if (o == summed)
		take_sums()
	if (!(y in skip))
		publish(doc, base, p, late)
}

# Plants in what is printed, and the copies of it that are about.
function publish(doc, base, p, late,    k, was, open) {
	if (late)
		fact("Q12", final[o] "\t" y "\t" (kind_of[o] == "government" ? \
		    10 : 15))
	if (carry_plant && present[o, y - 1]) {
		warn("X1", "natural", "WARN")
		warn("X1", "total", "WARN")
		fact("Q09", "gap\t" final[o] "\t" y "\t2")
	}
	if (p == 4 && y == 2023) {
		in_force += 5
		set(2, "normative_doc", "in_force", in_force, "件")
		warn("X2", "normative_doc", "WARN")
		fact("Q10", "gap\t" final[o] "\t" y "\t5")
	}
	if (p == 4 && y == 2020) {
		set(2, "license", "items_prev", cell[2, "license",
		    "items_prev"] + 9, "项")
		items += 9
		warn("X4", "license", "WARN")
	}
	if (p == 0 && y == 2020) {
		opened -= 1
		set(2, "normative_doc", "open_total", opened, "件")
		warn("X3", "normative_doc", "INFO")
	}
	if (p == 8 && y == 2024) {
		decided["penalty"] = decided["penalty"] * 8
		set(2, "penalty", "decisions", decided["penalty"], "件")
		warn("X5", "penalty.decisions", "INFO")
	}
	if (p == 9 && y == 2024) {
		decided["penalty"] = int(decided["penalty"] / 8)
		set(2, "penalty", "decisions", decided["penalty"], "件")
		warn("X5", "penalty.decisions", "INFO")
	}
	if (blank_deny)
		for (k = 1; k <= 3; k++)
			for (c = 1; c <= 7; c++)
				set(3, "req_" reason[k], cols[c], "", "件")
	if (p == 6 && y == 2020) {
		# Not the number that the sums want; a person corrects it.
		true_new = get("new", "total")
		set(3, "req_new", "total", true_new + 1, "件")
		fact("Q14", "fails\t" final[o] "\t" y "\t1")
	}
	emit(first, doc, base, (y + 1) "-04-20", 1, 1, 0)
	if (p == 5 && y == 2021) {
		# A mirror, captured later, in the other script, not the same.
		was = get("open", "total")
		set(3, "req_open", "total", was + 100, "件")
		emit(first, doc + 100, "https://mirror.example/" o "/" y,
		    (y + 2) "-05-01", 0, 1, 1)
		set(3, "req_open", "total", was, "件")
		# And one that says the same.
		emit(first, doc + 200, "https://copy.example/" o "/" y,
		    (y + 2) "-05-01", 0, 1, 0)
	}
	if (p == 5 && y == 2022) {
		# Revised a year later: three more, all given.
		for (k = 1; k <= 7; k += 6) {
			set(3, "req_new", cols[k], get("new", cols[k]) + 3, "件")
			set(3, "req_open", cols[k], get("open", cols[k]) + 3, "件")
			set(3, "req_total", cols[k], get("total", cols[k]) + 3, "件")
		}
		emit(second, doc + 300, base, (y + 2) "-01-01", 1, 1, 0)
		fact("revised", final[o] "\t" y)
	}
	if (p == 9 && y == 2023) {
		# Read anew by a newer extractor: one given in part, not whole.
		for (k = 1; k <= 7; k += 6) {
			set(3, "req_open", cols[k], get("open", cols[k]) - 1, "件")
			set(3, "req_partial", cols[k], get("partial", cols[k]) + 1,
			    "件")
		}
		emit(second, doc, base, (y + 1) "-04-20", 1, 2, 0)
	}
	account()
}

function whole_life(    i, p) {
	in_force = 20 + hash(o, 0, 160, 30)
	opened = 100 + hash(o, 0, 161, 50)
	items = 40 + hash(o, 0, 162, 40)
	p = plant[o]
	for (y = from_of[o]; y <= to_of[o]; y++) {
		split("", skip)
		if (p == 1 && (y == 2017 || y == 2022))
			skip[y]
		if (p == 2 && y > 2020)
			skip[y]
		if ((o, y) in absent)
			skip[y]
		one_year()
	}
	for (y = 2008; y <= 2024; y++)
		if (!present[o, y] && exists(y))
			fact("Q14", "missing\t" final[o] "\t" y "\t" \
			    scope_of[o] "\t" when(y))
}

# A region that was merged has no reports to miss.
function exists(year) { return !(o in dies) || year < dies[o] }

function when(year,    i, before, after) {
	for (i = 2008; i <= 2024; i++)
		if (present[o, i]) {
			if (i < year) before = 1
			if (i > year) after = 1
		}
	return before && after ? "gap" : before ? "after" : "before"
}

# ---- who there is ----

function decide(what, subject, value, why) {
	print what "\t" subject "\t" value "\t甲\t2026-01-01\t" why > decisions
}

function specials(    k, r, a, b) {
	# A county that became a city, with a new code.
	k = add_office("610928", "旬阳县", "人民政府", "government", "region",
	    2008, 2024)
	names[k] = "2021 610981 旬阳市 人民政府"
	final[k] = "旬阳市人民政府"
	became["610928"] = "610981"
	became_year["610928"] = 2021
	# An office spelled in two ways, and then its county is a city.
	k = add_office("610928", "旬阳县", "行政审批局", "department", "own",
	    2010, 2024)
	names[k] = "2016 610928 旬阳县 行政审批服务局;" \
	    "2021 610981 旬阳市 行政审批服务局"
	final[k] = "旬阳市行政审批服务局"
	# A county that got another name and kept its code.
	k = add_office("371324", "苍山县", "财政局", "department", "own", 2008,
	    2024)
	names[k] = "2014 371324 兰陵县 财政局"
	final[k] = "兰陵县财政局"
	# A district that went into its neighbour.
	k = add_office("330103", "下城区", "人民政府", "government", "region",
	    2008, 2020)
	dies[k] = 2021
	became["330103"] = "330105"
	became_year["330103"] = 2021
	add_office("330105", "拱墅区", "人民政府", "government", "region", 2008,
	    2024)
	# One that was divided between two.
	k = add_office("130521", "邢台县", "人民政府", "government", "region",
	    2008, 2019)
	dies[k] = 2020
	became["130521"] = "130502 130503"
	became_year["130521"] = 2020
	add_office("320311", "泉山区", "人民政府", "government", "region", 2008,
	    2024)

	# Offices that took over from others.
	split(stable[1], r, "\t")
	k = add_office(r[1], r[2], "卫生和计划生育局", "department", "own", 2014,
	    2024)
	names[k] = "2019 " r[1] " " r[2] " 卫生健康局"
	final[k] = r[2] "卫生健康局"
	decide("same", r[1] " " r[2] "卫生和计划生育局", r[1] " " r[2] \
	    "卫生健康局", "机构改革，职责未变")
	a = add_office(r[1], r[2], "行政审批服务局", "department", "own", 2012,
	    2021)
	b = add_office(r[1], r[2], "数据局", "department", "own", 2022, 2024)
	fact("perhaps", final[a] "\t" final[b])
	split(stable[2], r, "\t")
	# Two at the same time: not one office, and nobody asks.
	add_office(r[1], r[2], "行政审批服务局", "department", "own", 2012, 2024)
	add_office(r[1], r[2], "数据局", "department", "own", 2020, 2024)
	split(stable[3], r, "\t")
	# Two spellings that report the same years.
	a = add_office(r[1], r[2], "行政审批服务局", "department", "own", 2012,
	    2024)
	b = add_office(r[1], r[2], "行政审批局", "department", "own", 2015, 2016)
	for (y = 2015; y <= 2016; y++) {
		fact("clash", final[a] "\t" y)
		fact("clash", final[b] "\t" y)
	}
	# The government's own report beside that on the region.
	add_office(r[1], r[2], "人民政府", "government", "region", 2008, 2024)
	add_office(r[1], r[2], "人民政府", "government", "own", 2019, 2024)
	# A report that does not say where it is from; a person knows.
	k = add_office(r[1], r[2], "审计局", "department", "own", 2014, 2024)
	lost = k
	# report_id is not known here.
	decide("place", "-", r[1] " " r[2] "审计局 2018", "落款为县审计局，地址在本区")
}

# A prefecture whose counties never changed and all report.
function find_prefecture(    i, r) {
	for (i = 1; i <= n_stable; i++) {
		split(stable[i], r, "\t")
		kept_below[r[3]]++
	}
	for (i = n_stable; i > 0 && pref == ""; i--) {
		split(stable[i], r, "\t")
		if (below[r[3]] == 3 && kept_below[r[3]] == 3)
			pref = r[3]
	}
}

function levels(    i, r) {
	level_from = N + 1
	for (i = 1; i <= n_stable; i++) {
		split(stable[i], r, "\t")
		if (r[3] == pref)
			add_office(r[1], r[2], "人民政府", "government",
			    "region", 2019, 2024)
	}
	add_office(pref, prefecture_name[pref], "人民政府", "government", "own",
	    2019, 2024)
	summed = add_office(pref, prefecture_name[pref], "人民政府", "government",
	    "region", 2019, 2024)
	absent[summed - 2, 2023]
}

function ordinary(    i, k, r, rest, step) {
	split("人民政府 财政局 教育局 民政局 统计局", rest, " ")
	step = int((n_stable - 40) / (n / 5 + 2))
	for (i = 0; N < n; i++) {
		split(stable[20 + step * int(i / 5)], r, "\t")
		k = i % 5 + 1
		if (k == 1)
			free = !(r[1] in used)
		if (!free || r[3] == pref || rows_of[r[1]] > 1 || named[r[2]] > 1)
			continue
		k = add_office(r[1], r[2], rest[k], k == 1 ? "government" : \
		    "department", k == 1 ? "region" : "own", 2008, 2024)
		plant[k] = i % 10
	}
}

# A region as a whole is the sum of its parts, but for one year.
function add_up(    i) {
	for (i = 1; i <= n_cells; i++)
		if (order[i] ~ /^3/)
			sums[y, order[i]] += cell[order[i]]
}

function take_sums(    i, k) {
	for (i = 1; i <= n_cells; i++)
		if (order[i] ~ /^3/)
			cell[order[i]] = sums[y, order[i]]
	if (y != 2022)
		return
	for (k = 1; k <= 7; k += 6) {
		set(3, "req_new", cols[k], get("new", cols[k]) + 1, "件")
		set(3, "req_open", cols[k], get("open", cols[k]) + 1, "件")
		set(3, "req_total", cols[k], get("total", cols[k]) + 1, "件")
	}
	warn("H1", "req_new", "WARN")
	warn("H1", "req_total", "WARN")
}

END {
	for (i = k = 0; i++ < n_stable; ) {
		split(stable[i], r, "\t")
		if (rows_of[r[1]] == 1 && named[r[2]] == 1)
			kept[++k] = stable[i]
	}
	for (i = 1; i <= k; i++)
		stable[i] = kept[i]
	n_stable = k
	printf "@decision\tsubject\tvalue\tby\ton\twhy\n" > decisions
	find_prefecture()
	specials()
	ordinary()
	levels()
	for (o = 1; o <= N; o++)
		whole_life()
	for (k in total)
		print k "\t" total[k] > want
}
