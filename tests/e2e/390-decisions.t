#!/bin/sh
# SPDX-License-Identifier: MIT
# What people decide and correct, decisions(5): applied, visible, never in the
# place of what is printed. What was in force on a day. What is derived is made
# good after a run that was killed.
. "$(dirname "$0")/../pg.sh"
pg_start
mkdir "$tmp/said"

psql -Xqd "$dsn" <<'END'
INSERT INTO dict.region (code, name, level, "from", "to", successors) VALUES
('990101', '甲县', 'county', '1990', NULL, NULL);
CALL derived.rebuild();
END
{
	echo 'doc=1 agency=甲县卫生和计划生育局 scope=own agency_kind=department year=2020 tpl=T2019 out=1'
	echo 'doc=2 agency=甲县卫生健康局 scope=own agency_kind=department year=2021 in=3'
	echo 'doc=3 source=https://www.jia.gov.cn/3 at=2023-02-01T00:00:00Z official=1 agency=甲县教育局 scope=own agency_kind=department year=2022 new=9'
	echo 'doc=4 source=https://www.jia.gov.cn/3 at=2024-02-01T00:00:00Z official=1 agency=甲县教育局 scope=own agency_kind=department year=2022 new=11'
	echo 'doc=5 source=https://mirror.example/3 at=2025-02-01T00:00:00Z mirror=1 agency=甲县教育局 scope=own agency_kind=department year=2022 new=12'
	echo 'doc=6 source=seeds/6.txt agency=县审计局 code=null scope=own agency_kind=department year=2022'
	echo 'doc=7 source=seeds/7.txt agency=甲县教育委员会 scope=own agency_kind=department year=2022 new=9'
	echo 'doc=8 agency=甲县行政审批服务局 scope=own agency_kind=department year=2021 in=2 out=2'
	echo 'doc=9 agency=甲县行政审批局 scope=own agency_kind=department year=2022 in=2 out=0'
} | records >"$tmp/a.jsonl"
load "$tmp/a.jsonl"
is "$(q "SELECT agency, reason, detail FROM research.unresolved ORDER BY 1")" \
    '县审计局|agency_without_place|
甲县卫生和计划生育局|renamed_perhaps|甲县卫生健康局' 'what a person is asked'
is "$(q "SELECT names, reports FROM research.agency
    WHERE func = 'approval_service'")" '{甲县行政审批局,甲县行政审批服务局}|2' \
    'two spellings are one office without being asked'
is "$(q "SELECT agency, gap FROM research.carry_gap")" '甲县行政审批局|0' \
    'and one series'

# Decisions.
lost=$(q "SELECT report_id FROM research.report WHERE agency = '县审计局'")
twice=$(q "SELECT report_id FROM research.report WHERE agency = '甲县教育委员会'")
said() {
	{
		printf '@decision\tsubject\tvalue\tby\ton\twhy\n'
		printf "$1"
	} >"$tmp/said/decisions.tsv"
	migrate "$dsn" "$tmp/said"
}
said "same\t990101 甲县卫生和计划生育局\t990101 甲县卫生健康局\t李\t2026-03-01\t三定方案
place\t$lost\t990101 甲县审计局 2022\t李\t2026-03-01\t页脚地址
exclude\t$twice\t\t李\t2026-03-01\t同一报告，误署
apart\t990101 甲县行政审批局\t\t李\t2026-03-01\t两个机构
same\t990101 没有局\t990101 甲县卫生健康局\t李\t2026-03-01\t无
place\t0000000000000000\t990101 甲县审计局\t李\t2026-03-01\t无
merge\t甲县\t乙县\t李\t2026-03-01\t无
"
is "$(q "SELECT decision, state FROM research.decision ORDER BY 1, 2")" \
    'apart|applied
exclude|applied
merge|malformed
place|applied
place|no_such_report
same|applied
same|no_such_agency' 'each decision says whether it found what it speaks of'
is "$(q "SELECT agency, report_year, carry_out_prev, carry_in, gap
    FROM research.carry_gap")" '甲县卫生健康局|2021|1|3|2' \
    'a renamed office is one series, two spellings told apart are none'
is "$(q "SELECT agency FROM research.report WHERE report_year = 2020")" \
    '甲县卫生和计划生育局' 'under the names that its reports have'
is "$(q "SELECT agency, how, decided_by, decided_on, why
    FROM research.agency_name WHERE how = 'decision'")" \
    '甲县卫生和计划生育局|decision||2026-03-01|三定方案' 'when and why'
is "$(q "SELECT status, lhs, rhs FROM research.check_result
    WHERE rule = 'X1' AND subject = 'total'")" 'WARN|1|3' \
    'rules across years see the new neighbours'
is "$(q "SELECT quality FROM research.report WHERE report_year = 2021 AND
    agency LIKE '%卫生%'")" flagged 'and what they find is a flag'
is "$(q "SELECT agency, region_name, report_year, quality FROM
    research.requests r JOIN research.region g USING (region_code)
    CROSS JOIN LATERAL (SELECT g.name) x (region_name)
    WHERE agency = '甲县审计局'")" '甲县审计局|甲县|2022|clean' \
    'a report that a person placed is in the panels'
is "$(q "SELECT placed FROM research.report WHERE report_id = '$lost'")" t \
    'and says so'
is "$(q "SELECT (SELECT count(*) FROM research.requests
    WHERE report_id = '$twice'), (SELECT count(*) FROM research.report
    WHERE report_id = '$twice')")" '0|1' \
    'one that is not to count is in no panel, and still there'
said "same\t990101 甲县卫生健康局\t990101 甲县审计局\t李\t2026-03-02\t误
same\t990101 甲县教育委员会\t990101 甲县教育局\t李\t2026-03-02\t误
"
is "$(q "SELECT subject, state FROM research.decision ORDER BY 1")" \
    '990101 甲县卫生健康局|applied
990101 甲县教育委员会|both_report_a_year' 'two that report one year are not one'
is "$(q "SELECT agency, detail FROM research.unresolved
    WHERE reason = 'two_names_report' ORDER BY 1")" \
    '甲县教育委员会|甲县教育局
甲县教育局|甲县教育委员会' 'and a person is asked'
is "$(q "SELECT agency_id, report_year, scope, count(*)
    FROM research.requests GROUP BY 1, 2, 3 HAVING count(*) > 1")" '' \
    'no office has two rows of a year in a panel'
said "place\t$lost\t990101 甲县审计局 20222\t李\t2026-03-02\t误
place\t$lost\t990101 甲县审计局 99999\t李\t2026-03-02\t误
place\t$lost\t990101 甲县审计局 2022年\t李\t2026-03-02\t误
place\t$lost\t990101 甲县 审计局 2022\t李\t2026-03-02\t误
"
is "$(q "SELECT state, count(*) FROM research.decision GROUP BY 1"),$(q "
    SELECT max(report_year) FROM research.panel")" 'malformed|4,2022' \
    'what stands for a year must be one'

# What is said of one name of an office holds for all that the rules know.
{
	echo 'doc=150 agency=乙县水务局 code=990102 scope=own agency_kind=department year=2014 out=1'
	echo 'doc=151 agency=乙县水务局 code=990103 scope=own agency_kind=department year=2015 in=1 out=2'
	echo 'doc=152 agency=乙市水利局 code=990104 scope=own agency_kind=department year=2016 in=2 out=3'
	echo 'doc=153 agency=乙市农水局 code=990104 scope=own agency_kind=department year=2017 in=3'
} | records >"$tmp/b.jsonl"
psql -Xqd "$dsn" <<'END'
INSERT INTO dict.region (code, name, level, "from", "to", successors) VALUES
('990102', '乙县', 'county', '1990', '2015', '990103'),
('990103', '乙县', 'county', '2015', '2016', '990104'),
('990104', '乙市', 'county', '2016', NULL, NULL);
CALL derived.rebuild();
END
load "$tmp/b.jsonl"
series() {
	q "SELECT string_agg(report_year || '', ' ' ORDER BY report_year)
	    FROM research.report WHERE agency LIKE '乙%' GROUP BY agency_id
	    ORDER BY 1"
}
is "$(series)" '2014 2015
2016
2017' 'a region that was renamed twice'
said "same\t990103 乙县水务局\t990104 乙市水利局\t李\t2026-03-02\t三定
"
is "$(series)" '2014 2015 2016
2017' 'what is said of the name in the middle holds for the first'
said "same\t990103 乙县水务局\t990104 乙市水利局\t李\t2026-03-02\t三定
apart\t990102 乙县水务局\t\t李\t2026-03-02\t另一机构
"
is "$(series)" '2014
2015 2016
2017' 'unless something else is said of it'
before=$(q "SELECT xmin FROM derived.report WHERE report_key =
    base.key('$twice')")
said "same\t990104 乙市水利局\t990104 乙市农水局\t李\t2026-03-02\t更名
same\t990104 乙市农水局\t990104 乙市水利局\t李\t2026-03-02\t复名
"
is "$(series)" '2014 2015
2016 2017' 'an office that got its name back is one'
is "$(q "SELECT xmin FROM derived.report WHERE report_key =
    base.key('$twice')")" "$before" 'of another office nothing is made anew'
pg_canonical >"$tmp/before"
q 'CALL derived.rebuild()'
is "$(q 'SELECT count(*) FROM derived.due()')" \
    "$(q 'SELECT count(*) FROM research.report')" 'all is to be derived anew'
q 'CALL derived.refresh()'
is "$(q 'SELECT count(*) FROM derived.due()')" 0 'and is'
pg_canonical >"$tmp/after"
cmp "$tmp/before" "$tmp/after"
ok $? 'and that changes nothing'
printf 'decision\tsubject\n' >"$tmp/said/decisions.tsv"
migrate "$dsn" "$tmp/said" 2>"$tmp/err"
is "$?" 1 'a file without its columns is refused'
rm "$tmp/said/decisions.tsv"

# Corrections.
report=$(q "SELECT report_id FROM research.report WHERE agency = '甲县教育局'")
corrected() {
	{
		printf '@report_id\ttbl\tind\tcol\tprinted\tvalue\tby\ton\twhy\n'
		printf "$1"
	} >"$tmp/said/corrections.tsv"
	migrate "$dsn" "$tmp/said"
}
now() {
	q "SELECT c.value, c.raw, c.corrected, c.corrected_value, r.new,
	    r.carry_in, r.corrected FROM research.cell c
	    JOIN research.requests r USING (report_id)
	    WHERE c.report_id = '$report' AND (tbl, ind, col) =
	    (3, 'req_new', 'total')"
}
is "$(now)" '11|11|f||11|2|f' 'as printed'
corrected "$report\t3\treq_new\ttotal\t11\t10\t王\t2026-04-01\t与原件不符
$report\t3\treq_carry_in\ttotal\t2\t\t王\t2026-04-01\t无法辨认
$report\t3\treq_open\ttotal\t7\t1\t王\t2026-04-01\t旧版
$report\t3\treq_xx\ttotal\t7\t1\t王\t2026-04-01\t无
$report\t3\treq_open\ttotal\t1\t一\t王\t2026-04-01\t无
"
is "$(now)" '11|11|t|10|10||t' \
    'the printed number stays, the panel has the corrected one, and says so'
is "$(q "SELECT new_missing IS NULL, carry_in_missing, done_missing IS NULL
    FROM research.panel WHERE report_id = '$report'")" 't|corrected|t' \
    'and what is missing is missing because a person said so'
is "$(q "SELECT ind, printed, value, corrected_by, raw, state
    FROM research.correction ORDER BY 1, 6")" \
    'req_carry_in|2|||2|applied
req_new|11|10||11|applied
req_open|1|||1|malformed
req_open|7|1||1|printed_differs
req_xx|7|1|||no_such_cell' 'each correction says whether it holds'
is "$(for view in decision correction agency_name; do
    q "SELECT count(*) FROM research.$view v WHERE v::text ~ '王|李'"
done | tr '\n' ' ')$(q "SELECT count(*) > 0 FROM dict.correction
    WHERE \"by\" = '王'")" '0 0 0 t' \
    'who said so is in the file and nowhere in research'
echo 'doc=10 source=https://www.jia.gov.cn/3 at=2025-06-01T00:00:00Z official=1 agency=甲县教育局 scope=own agency_kind=department year=2022 new=13' |
	records >"$tmp/b.jsonl"
load "$tmp/b.jsonl"
is "$(now)" '13|13|f||13||t' \
    'a revised report is not corrected by what was said of another print'
corrected ''
is "$(now)" '13|13|f||13|2|f' 'an empty file takes corrections back'

# Towns of one name, told by sites alone, are settled by a person.
town='agency=城关镇人民政府 code=null level=township agency_kind=township scope=own'
for n in 1 2 3 4; do
	echo "doc=3$n $town official=1 new=3$n source=https://www.t$n.gov.cn/1.html"
	echo "doc=4$n $town official=1 year=202$n new=4$n source=https://www.t3.gov.cn/$n.html"
done | records >"$tmp/t.jsonl"
load "$tmp/t.jsonl"
asked() {
	q "SELECT string_agg(DISTINCT detail, ' ' ORDER BY detail)
	    FROM research.unresolved WHERE reason = 'agency_by_site'"
}
is "$(asked)" 't1.gov.cn t2.gov.cn t3.gov.cn t4.gov.cn' 'each site is asked of'
twin=$(q "SELECT report_id FROM research.report
    WHERE source = 'https://www.t4.gov.cn/1.html'")
said "apart\tt1.gov.cn 城关镇人民政府\t\t李\t2026-03-01\t自成一镇
same\tt2.gov.cn 城关镇人民政府\t990101 城关镇人民政府\t李\t2026-03-01\t甲县
same\tt4.gov.cn 城关镇人民政府\tt1.gov.cn 城关镇人民政府\t李\t2026-03-01\t同一镇
exclude\t$twin\t\t李\t2026-03-01\t转载
"
is "$(q "SELECT decision, subject, state FROM research.decision
    WHERE decision <> 'exclude' ORDER BY 2")" \
    'apart|t1.gov.cn 城关镇人民政府|applied
same|t2.gov.cn 城关镇人民政府|applied
same|t4.gov.cn 城关镇人民政府|applied' 'sites stand where region codes do'
is "$(asked)" 't3.gov.cn' 'what was decided is asked no more'
is "$(q "SELECT site, region_code, how FROM research.agency_name
    WHERE agency = '城关镇人民政府' ORDER BY 1")" 't1.gov.cn||decision
t2.gov.cn||decision
t3.gov.cn||site
t4.gov.cn||decision' 'and how it was told'
is "$(q "SELECT r.new, r.region_code, a.region_name
    FROM research.requests r JOIN research.agency a USING (agency_id)
    WHERE r.agency = '城关镇人民政府' AND r.report_year = 2021
    AND r.new < 40 ORDER BY 1")" '31||
32|990101|甲县' 'a town that was placed has its region, a copy is in no panel'
is "$(q "SELECT count(DISTINCT agency_id) FROM research.report
    WHERE source IN ('https://www.t1.gov.cn/1.html',
    'https://www.t4.gov.cn/1.html')")" 1 'two sites are one again'
said "place\t$twin\tt3.gov.cn 城关镇人民政府 2018\t李\t2026-03-01\t归属
"
is "$(q "SELECT region_code, agency_id = (SELECT agency_id
    FROM research.report WHERE source = 'https://www.t3.gov.cn/2.html')
    FROM research.report WHERE report_id = '$twin'")" '|t' \
    'a report can be placed at a site'
rm "$tmp/said/decisions.tsv"

# What was in force on a day.
on_day() {
	q "SELECT c.value FROM research.cell_as_of('$1') c
	    JOIN research.report_as_of('$1') r USING (report_id)
	    WHERE r.agency = '甲县教育局' AND (tbl, ind, col) =
	    (3, 'req_new', 'total')"
}
is "$(on_day 2023-01-31)$(on_day 2023-02-01) $(on_day 2024-12-31) $(on_day 2025-03-01) $(on_day 2025-06-01)" \
    '9 11 11 13' 'each version on its days; the mirror on none'
is "$(q "SELECT change, ind, col, before, after FROM
    research.changes('2024-12-31', '2026-01-01') WHERE col IS DISTINCT FROM
    'natural' AND ind IS DISTINCT FROM 'req_unable_not_held' ORDER BY 2")" \
    'cell|req_new|total|11|13
cell|req_total|total|12|14
revised||||' 'what changed between two days'
is "$(q "SELECT count(*) FROM research.changes('2025-06-01', '2026-01-01')")" \
    0 'nothing did'
echo 'doc=10 ver=2 source=https://www.jia.gov.cn/3 at=2025-06-01T00:00:00Z official=1 agency=甲县教育局 scope=own agency_kind=department year=2022 new=14' |
	records >"$tmp/c.jsonl"
load "$tmp/c.jsonl"
is "$(q "SELECT version, versions, string_agg(DISTINCT change, ',') FROM
    research.report LEFT JOIN research.changes('2025-06-01', '2026-01-01')
    USING (report_id) WHERE report_id = '$report' GROUP BY 1, 2"
    on_day 2025-06-01)" '4|4|
14' 'a better reading is no revision, on any day'
records <"$home/tests/fixtures/records/reports.txt" >"$tmp/d.jsonl"
echo 'doc=20 source=https://www.jia.gov.cn/2022.html at=2024-02-01T00:00:00Z year=2022 official=1 cut=1' |
	records >>"$tmp/d.jsonl"
load "$tmp/d.jsonl"
is "$(q "SELECT count(*) FROM (SELECT a.report_id, a.source, a.agency_id,
    a.content_digest FROM research.report_as_of('infinity') a
    EXCEPT SELECT r.report_id, r.source, r.agency_id,
    'sha256:' || encode(v.content_digest, 'hex') FROM research.report r
    JOIN store.version v ON base.id(v.report_key) = r.report_id
    JOIN store.report s ON (s.report_key, s.current_version) =
    (v.report_key, v.version_key)) x")" 0 \
    'at the end of days the rule is that of the loader'
is "$(q "SELECT count(*) = (SELECT count(*) FROM store.report
    WHERE current_version IS NOT NULL) FROM research.report_as_of('infinity')")" \
    t 'and none is lost'
is "$(q "SET ROLE nianbao_reader; SELECT count(*) > 5
    FROM research.report_as_of('2030-01-01')")" t 'readers may ask'

# What is derived is what follows from the store, whatever happened before.
all() {
	for t in report request check_result likeness correction agency; do
		q "SELECT t::text FROM derived.$t t ORDER BY 1"
	done
	q "SELECT report_key, ordinal, words FROM derived.section_words
	    ORDER BY 1, 2"
}
all >"$tmp/before"
q 'TRUNCATE derived.report, derived.request, derived.section_words'
load "$tmp/a.jsonl"
all >"$tmp/after"
cmp "$tmp/before" "$tmp/after"
ok $? 'a load of nothing new makes good what a killed one had left'
q 'TRUNCATE derived.report, derived.request'
load --defer "$tmp/a.jsonl"
is "$(q 'SELECT count(*) FROM research.requests')" 0 'unless it is put off'
load "$tmp/a.jsonl"
q "DELETE FROM derived.report WHERE report_year = 2022;
    UPDATE derived.report SET version_key = 1 WHERE report_year = 2021"
q 'CALL derived.refresh()' &
q 'CALL derived.refresh()'
wait
all >"$tmp/after"
cmp "$tmp/before" "$tmp/after"
ok $? 'two at once'
PGOPTIONS='-c role=nianbao_loader' "$load" --dsn "$dsn" "$tmp/a.jsonl" \
    2>"$tmp/err"
is "$?" 0 'the role of loaders may do all this'
q 'TRUNCATE derived.report, derived.request, derived.section_words'
PGOPTIONS='-c role=nianbao_loader' "$load" --dsn "$dsn" "$tmp/b.jsonl" \
    2>>"$tmp/err"
all >"$tmp/after"
cmp "$tmp/before" "$tmp/after"
ok $? 'with the same result'

# Reports that are read anew under another name leave nothing behind.
office='scope=own agency_kind=department'
{
	echo "doc=50 agency=甲县民政局 $office year=2021 new=5"
	echo "doc=51 agency=民政局 code=null $office year=2021 new=7"
	echo "doc=52 agency=甲县发改局 $office year=2021"
	echo "doc=53 agency=甲县发展和改革局 $office year=2021"
	echo "doc=54 agency=甲县发展和改革局 $office year=2020 note=水库安全"
} | records >"$tmp/e.jsonl"
load "$tmp/e.jsonl"
copy=$(q "SELECT report_id FROM research.report WHERE agency = '民政局'")
said "place\t$copy\t990101 甲县民政局\t李\t2026-03-01\t页脚地址
"
placed() {
	q "SELECT string_agg(new::text, ' '), (SELECT state
	    FROM research.decision) FROM research.requests
	    WHERE agency = '甲县民政局'"
}
is "$(placed)" '5|both_report_a_year' \
    'what is placed where another report is does not count twice'
sed -e 's/民政局/文化局/g' -e 's/发展和改革局2021/文物局2021/g' \
    -e 's/"value":"甲县发展和改革局"/"value":"甲县文物局"/' \
    -e 's/"extractor_version":1/"extractor_version":2/' "$tmp/e.jsonl" |
	sed -n -e 1p -e 4p >"$tmp/f.jsonl"
load "$tmp/f.jsonl"
is "$(placed)" '7|applied' 'but counts as soon as that is gone'
is "$(q "SELECT count(DISTINCT agency_id) || ' ' || bool_or(clash)
    FROM research.agency_name WHERE agency ~ '发改局|发展和改革局'")" '1 false' \
    'two names are one office when they report no year together any more'
pg_canonical >"$tmp/before"
counted="SELECT count(*), sum(new), count(DISTINCT agency_id)
    FROM research.requests"
shown=$(q "$counted")
q 'CALL derived.rebuild()'
is "$(q "$counted")" "$shown" 'what is made anew is shown as it was until then'
load "$tmp/f.jsonl"
pg_canonical >"$tmp/after"
cmp "$tmp/before" "$tmp/after"
ok $? 'and all is as if made at once'
sed -n 5p "$tmp/e.jsonl" | sed -e 's/发展和改革局/体育局/g' \
    -e 's/"extractor_version":1/"extractor_version":2/' >"$tmp/g.jsonl"
load --defer "$tmp/g.jsonl"
q 'CALL derived.rebuild()'
load "$tmp/g.jsonl"
is "$(q "SELECT coalesce(r.agency, 'none') FROM research.search('水库安全')
    LEFT JOIN research.report r USING (report_id)")" '甲县体育局' \
    'a search finds what is in force, whatever was forgotten before'
pg_end
