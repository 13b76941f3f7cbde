#!/bin/sh
# SPDX-License-Identifier: MIT
# The panels, worked out by hand for a few made-up reports: what is blank
# stays unknown, own and region never meet, years must follow each other.
. "$(dirname "$0")/../pg.sh"
pg_start
records <"$home/tests/fixtures/records/reports.txt" >"$tmp/a.jsonl"
load "$tmp/a.jsonl"
gov="agency = '甲县人民政府'"
office="agency = '甲县财政局'"

is "$(q "SELECT new, carry_in, open, partial, deny, unable, reject, other,
    done, carry_out, disclose_rate, backlog_rate, incomplete
    FROM research.requests WHERE $gov AND report_year = 2020")" \
    '5|1|1|0|0|3|0|0|4|2|0.250000|0.333333|f' 'requests on the form of 2019'
is "$(q "SELECT new, deny IS NULL, unable, reject, done, incomplete
    FROM research.requests WHERE $office")" '3|t|1|0|3|t' \
    'blank reasons make the group unknown, not 0'
is "$(q "SELECT count(*), count(value), count(share)
    FROM research.request_reason WHERE $office")" '19|11|0' \
    'shares of an incomplete whole are unknown'
is "$(q "SELECT value, share FROM research.request_reason WHERE $gov AND
    report_year = 2021 AND ind = 'req_unable_not_held'")" '6|1.000000' \
    'a share of a complete whole'
is "$(q "SELECT applicant, value, share FROM research.request_applicant
    WHERE $gov AND report_year = 2022 AND applicant IN ('natural', 'legal')
    ORDER BY 1")" 'legal|0|0.000000
natural|9|1.000000' 'applicants: zero is zero'
is "$(q "SELECT applicant, open, partial, done, disclose_rate
    FROM research.request_applicant WHERE $gov AND report_year = 2022
    AND applicant IN ('natural', 'legal') ORDER BY 1")" 'legal|0|0|0|
natural|1|0|11|0.090909' 'and what became of what they asked'
is "$(q "SELECT DISTINCT level, agency_kind, province
    FROM research.request_applicant WHERE $office")" 'county|department|某省' \
    'panels say what kind of agency it is'
is "$(q "SELECT state, count(*), count(value), min(raw)
    FROM research.cell WHERE $office AND tbl = 3 AND ind LIKE 'req_deny%'
    GROUP BY 1")" 'blank|56|0|' 'blank cells have rows and no value'
is "$(q "SELECT grp, total, correct_rate, per_request FROM research.disputes
    WHERE $gov AND report_year = 2020 ORDER BY 1")" \
    'after|2|0.000000|0.400000
direct|2|0.000000|0.400000
recon|2|0.000000|0.400000' 'disputes'
is "$(q "SELECT report_year, expected, gap, step FROM research.normdoc_flow
    WHERE $gov ORDER BY 1")" '2021|||
2022|14|0|1' 'stock of documents: 12 + 3 - 1 = 14'
is "$(q "SELECT report_year, carry_out_prev, carry_in, gap
    FROM research.carry_gap ORDER BY 1")" '2021|2|2|0
2022|1|2|1' 'carried over'
is "$(q "SELECT report_year, due, days_late FROM research.timeliness
    WHERE $gov ORDER BY 1")" '2020|2021-03-31|-11
2021|2022-03-31|2
2022|2023-03-31|' 'due dates of a government; an unknown date is not late'
is "$(q "SELECT due, days_late FROM research.timeliness WHERE $office")" \
    '2022-01-31|-1' 'due date of a department'
is "$(q "SELECT report_year, fails, passes, not_assessable, fail_rate,
    quality FROM research.quality WHERE $gov ORDER BY 1")" \
    '2020|0|1|1|0.000000|clean
2021|0|1|1|0.000000|clean
2022|1|0|1|1.000000|failed' 'checks counted'
is "$(q "SELECT quality FROM research.report WHERE $office")" flagged \
    'a warning is a flag'
is "$(q "SELECT agency, scope, string_agg(report_year || ' ' || present, ', '
    ORDER BY report_year) FROM research.coverage GROUP BY 1, 2 ORDER BY 2")" \
    '甲县财政局|own|2020 false, 2021 true, 2022 false
甲县人民政府|region|2020 true, 2021 true, 2022 true' 'coverage'
is "$(q "SELECT report_year, scope, new, deny, reports
    FROM research.region_panel ORDER BY 1, 2")" '2020|region|5|0|1
2021|own|3||1
2021|region|6|0|1
2022|region|9|0|1' 'own and region are different rows'
is "$(q "SELECT report_year, value, yoy FROM research.figure_series
    WHERE $gov ORDER BY 1")" '2020|5|
2021|6|1.200000
2022|9|1.500000' 'a figure and its change'
echo 'doc=90 agency=乙县人民政府 code=990102 year=2021 plan=12' |
	records >"$tmp/plan.jsonl"
load "$tmp/plan.jsonl"
is "$(q "SELECT ind, value, time FROM research.figure
    JOIN research.report USING (report_id)
    WHERE agency = '乙县人民政府' ORDER BY 1")" \
    'req_received_txt|6|
training|12|plan' 'what is planned says so'
is "$(q "SELECT ind, value FROM research.figure_series
    WHERE agency = '乙县人民政府'")" 'req_received_txt|6' \
    'and is in no series'
is "$(q "SELECT reason, count(*) FROM research.unresolved GROUP BY 1
    ORDER BY 1")" 'agency_without_place|1
kind_other|1' 'unresolved'
is "$(q "SELECT section, rank, sentence FROM research.search('按时办结')")" \
    '1|1|收到政府信息公开申请6件，按时办结。' 'search gives the sentence'
is "$(q "SELECT count(*) FROM research.search('%')")" 0 \
    'a percent sign is a percent sign'
is "$(q "SELECT count(*) FROM research.search(' ')")" 0 'nothing finds nothing'

# A merger: 990101 and 990102 became 990103 in 2022; a rename: 990104.
psql -Xqd "$dsn" <<'END'
INSERT INTO dict.region (code, name, level, "from", "to", successors) VALUES
('990101', '甲县', 'county', '1990', '2022', '990103'),
('990102', '乙县', 'county', '1990', '2022', '990103'),
('990103', '丙市', 'county', '2022', NULL, NULL);
CALL derived.rebuild();
END
{
	echo 'doc=101 agency=乙县人民政府 code=990102 year=2021 new=4'
	echo 'doc=102 agency=乙县人民政府 code=990102 year=2020 new=1'
} | records >"$tmp/b.jsonl"
load "$tmp/b.jsonl"
is "$(q "SELECT region_code, report_year, new, reports, split_source,
    out_of_time FROM research.region_panel WHERE scope = 'region' ORDER BY 2")" \
    '990103|2020|6|2|f|f
990103|2021|10|2|f|f
990101|2022|9|1|f|t' 'mergers are followed; a code out of its time stays'
{
	echo 'doc=103 agency=乙县人民政府 code=990102 year=2019 new=7'
	echo 'doc=104 agency=乙县人民政府 code=990102 year=2018 new=7'
	echo 'doc=105 agency=丙市人民政府 code=990103 year=2018 new=8'
} | records >"$tmp/b.jsonl"
load "$tmp/b.jsonl"
q "INSERT INTO dict.border VALUES ('990105', '990103', '2021'),
    ('990106', '990107', '2022')"
is "$(q "SELECT region_code, report_year, new, regions, regions_reported,
    border_moved FROM research.region_panel WHERE scope = 'region' ORDER BY 2")" \
    '990103|2018|15|2|1|f
990103|2019|7|2|1|f
990103|2020|6|2|2|f
990103|2021|10|2|2|f
990101|2022|9||0|f' 'of two that were merged, one has no report'
q "UPDATE dict.border SET year = '2022' WHERE to_code = '990103'"
is "$(q "SELECT report_year, border_moved FROM research.region_panel
    WHERE scope = 'region' AND region_code = '990103' ORDER BY 1")" '2018|t
2019|t
2020|t
2021|t' 'what came in later is in none of the sums'

# Revised after it was due.
{
	echo 'doc=91 source=https://www.ding.gov.cn/1 at=2022-02-01T00:00:00Z official=1 agency=丁县人民政府 code=990104 year=2021 published=2022-03-20'
	echo 'doc=92 source=https://www.ding.gov.cn/1 at=2022-09-01T00:00:00Z official=1 agency=丁县人民政府 code=990104 year=2021 published=2022-08-20 new=7'
	echo 'doc=93 source=http://m.example/1 at=2022-03-01T00:00:00Z mirror=1 agency=丁县人民政府 code=990104 year=2021 published=2022-01-02 new=8'
} | records >"$tmp/revised.jsonl"
load "$tmp/revised.jsonl"
is "$(q "SELECT published_on, days_late, first_published_on, first_days_late
    FROM research.timeliness WHERE agency = '丁县人民政府'")" \
    '2022-08-20|142|2022-03-20|-11' 'one that was revised was not late at first'

# Table 2 on the one form and table 3 on the other.
{
	echo 'doc=94 agency=戊县人民政府 code=990105 year=2021 tpl=T2021'
	echo 'doc=95 agency=己县人民政府 code=990106 year=2021 tpl=T2019'
} | records | sed -e 's/"value":"T2021"/"value":"T20xx"/' \
    -e 's/"value":"T2019"/"value":"T2021"/' \
    -e 's/"value":"T20xx"/"value":"T2019"/' >"$tmp/mixed.jsonl"
load "$tmp/mixed.jsonl"
is "$(q "SELECT agency, template, count(*), count(share),
    string_agg(ind, ' ' ORDER BY ind) FILTER (WHERE ind LIKE 'req_other%')
    FROM research.request_reason WHERE agency ~ '[戊己]县' GROUP BY 1, 2
    ORDER BY 2")" \
    '戊县人民政府|T2019|19|19|req_other_misc req_other_no_correction req_other_no_payment
己县人民政府|T2021|17|17|req_other' 'reasons are those that are printed'

# Numbers come back as they were printed.
for v in 31989283.00 0.10 -47 123456789012345678901234567890 \
    0.00000000000000000000000000001 12345.6 10000 99999999.9999; do
	echo "doc=$((200 + test_n)) agency=数县人民政府 year=$((1950 + test_n)) decisions=$v" |
		records >"$tmp/n.jsonl"
	load "$tmp/n.jsonl"
	is "$(q "SELECT value FROM research.cell WHERE col = 'decisions' AND
	    report_year = $((1950 + test_n))")" "$v" "$v is kept exactly"
done
pg_end
