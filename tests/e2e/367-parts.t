#!/bin/sh
# SPDX-License-Identifier: MIT
# A search in some years and regions only, and texts compared part by part.
. "$(dirname "$0")/../pg.sh"
pg_start

# Of years, and of a region.
found() {
	q "SELECT string_agg(DISTINCT r.report_year || ' ' || r.region_code, ','
	    ORDER BY r.report_year || ' ' || r.region_code)
	    FROM research.search('一九零八', $1) JOIN research.report r
	    USING (report_id)"
}
{
	i=0
	while [ $i -lt 6 ]; do
		i=$((i + 1))
		echo "doc=$((100 + i)) agency=第${i}院 scope=own year=$((2015 + i / 2)) code=$((1 + i % 2))1010$i note=一九零八"
	done
	i=0
	while [ $i -lt 510 ]; do
		i=$((i + 1))
		echo "doc=$((200 + i)) agency=第${i}所 scope=own year=2022 code=510101 note=一九零八"
	done
} | records >"$tmp/years.jsonl"
load "$tmp/years.jsonl"
is "$(q "SELECT count(*), bool_and(report_year = 2022)
    FROM research.search('一九零八') JOIN research.report
    USING (report_id)")" '500|t' 'the newest 500 are ranked'
is "$(found '2015, 2016')" \
    '2015 210101,2016 110102,2016 210103' 'older ones are found by their years'
is "$(found 'NULL, 2016')" "$(found '2015, 2016')" 'from the first'
is "$(found "NULL, NULL, '110000'")" '2016 110102,2017 110104,2018 110106' \
    'and by their region'
is "$(found "2017, NULL, '21'")" '2017 210105' 'or both'
is "$(found "2019, 2021")" '' 'there may be none'
is "$(found "2015, 2147483647, '110000'")" '2016 110102,2017 110104,2018 110106' \
    'however late the last'

# Parts of a text against those of the year before.
{
	echo 'doc=900 agency=末县人民政府 year=2021'
	echo 'doc=901 agency=末县人民政府 year=2022'
	echo 'doc=902 agency=末县人民政府 year=2024'
} | records >"$tmp/parts.jsonl"
load "$tmp/parts.jsonl"
psql -Xqd "$dsn" <<'END'
-- Of part 1 only numbers change; part 2 is written anew; half of part 3 is.
CREATE TEMPORARY TABLE told (y integer, n integer, body text);
INSERT INTO told VALUES (2021, 1, '全年公开信息102条，收到申请3件。'),
    (2022, 1, '全年公开信息77条，收到申请1234件。'),
    (2021, 2, '规章零件'), (2022, 2, '今年新发文书'),
    (2021, 3, '甲乙丙丁。戊己庚辛'), (2022, 3, '甲乙丙丁。子丑寅卯'),
    (2024, 1, '全年公开信息77条，收到申请1234件。');
UPDATE store.section s SET text_hans = t.body, level = 1
FROM told t, store.version v
WHERE v.report_key = s.report_key AND v.agency = '末县人民政府'
AND t.y = s.report_year AND t.n = s.ordinal;
DELETE FROM derived.section_words w USING store.version v
WHERE v.report_key = w.report_key AND v.agency = '末县人民政府';
INSERT INTO derived.wordless SELECT DISTINCT report_key FROM store.version
WHERE agency = '末县人民政府';
END
load "$tmp/parts.jsonl"
is "$(q "SELECT report_year, number, similarity, near_copy, chars, chars_prev
    FROM research.section_reuse WHERE agency = '末县人民政府'
    ORDER BY 1, 2")" '2022|1|1.0000|t|20|18
2022|2|0.0000|f|6|4
2022|3|0.5000|f|9|9' 'parts that were copied, numbers apart, and parts that were not'

# A part whose words are more than one tsvector holds: 1 and 2 are one now.
psql -Xqd "$dsn" <<'END'
UPDATE store.section s SET level = ordinal, text_hans = (
    SELECT string_agg(chr(19968 + ('x' || left(md5(i || ' ' || s.ordinal),
	4))::bit(16)::integer % 20000), '') FROM generate_series(1, 100000) i)
FROM store.version v
WHERE v.report_key = s.report_key AND v.agency = '末县人民政府'
AND s.report_year = 2022 AND s.ordinal < 3;
DELETE FROM derived.section_words w USING store.version v
WHERE v.report_key = w.report_key AND v.agency = '末县人民政府';
INSERT INTO derived.wordless SELECT DISTINCT report_key FROM store.version
WHERE agency = '末县人民政府';
END
load "$tmp/parts.jsonl"
is "$(q "SELECT string_agg(number::text, ',') FROM research.section_reuse
    WHERE agency = '末县人民政府'")" 3 'a part that is too long is not compared'
pg_end
