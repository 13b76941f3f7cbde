#!/bin/sh
# SPDX-License-Identifier: MIT
# Which version of a report is the current one.
. "$(dirname "$0")/../pg.sh"
pg_start

one() {
	echo "$*" | records >"$tmp/one.jsonl"
	load "$tmp/one.jsonl"
}

current() {
	q "SELECT source, version, versions FROM research.report
	    WHERE agency = '$1'"
}

# A report cut in the middle, seen later than the whole one.
whole='source=https://a.gov.cn/w agency=天河县人民政府 at=2022-02-01T00:00:00Z official=1 doc=1'
cut='source=https://a.gov.cn/c agency=天河县人民政府 at=2023-02-01T00:00:00Z official=1 doc=2 cut=1'
one "$whole"
one "$cut"
is "$(summary)" 'load: seen=1 new=0 changed=1 same=0 rejected=0 set_aside=0' \
    'another version of a report is a change'
is "$(current 天河县人民政府)" 'https://a.gov.cn/w|1|2' \
    'a cut report does not replace the whole one'
pg_new cut_first
one "$cut"
is "$(current 天河县人民政府)" 'https://a.gov.cn/c|1|1' 'a cut one alone is'
one "$whole"
is "$(current 天河县人民政府)" 'https://a.gov.cn/w|1|2' \
    'loaded first, it is replaced'
is "$(q 'SELECT count(*) FROM research.cell WHERE tbl = 4')" 15 \
    'and the cells are of the whole one'

# Official before mirror, whatever the time; then the later.
one 'doc=11 agency=地河县人民政府 source=https://b.gov.cn/1 at=2021-01-01T00:00:00Z official=1 new=1'
one 'doc=12 agency=地河县人民政府 source=https://m.example/1 at=2024-01-01T00:00:00Z new=2'
is "$(current 地河县人民政府)" 'https://b.gov.cn/1|1|2' \
    'an official host comes before another'
one 'doc=13 agency=地河县人民政府 source=https://b.gov.cn/2 at=2022-01-01T00:00:00Z official=1 new=3 print=00000000000000aa'
is "$(current 地河县人民政府)" 'https://b.gov.cn/2|2|3' \
    'of two official ones the later'
is "$(q "SELECT count(*), count(DISTINCT s.version), sum(is_current::int)
    FROM research.report_source s JOIN research.report USING (report_id)
    WHERE agency = '地河县人民政府'")" '3|3|1' 'report_source has all three'
is "$(q "SELECT other_source, other_value FROM research.source_conflict
    WHERE agency = '地河县人民政府' AND ind = 'req_new' AND col = 'total'
    ORDER BY 1")" 'https://b.gov.cn/1|1
https://m.example/1|2' 'source_conflict shows where they differ'

# A mirror with the same content in other bytes is a source, not a version.
one 'doc=14 agency=地河县人民政府 source=https://m.example/2 at=2024-02-01T00:00:00Z new=3 print=00000000000000aa'
is "$(summary)" 'load: seen=1 new=0 changed=0 same=1 rejected=0 set_aside=0' \
    'the same content in other bytes is the same'
is "$(current 地河县人民政府)" 'https://b.gov.cn/2|2|3' \
    'two documents of one content are one version'
is "$(q "SELECT count(*) FROM research.report_source JOIN research.report
    USING (report_id) WHERE agency = '地河县人民政府'")" 4 'with two sources'

# One document that is of one agency here and of another there.
one 'doc=15 agency=月河县财政局 source=https://c.gov.cn/1 official=1 year=2022'
one 'doc=15 agency=星河县财政局 source=https://d.gov.cn/1 official=1 year=2022'
is "$(q "SELECT count(*), bool_and(u.agency <> split_part(detail, ' ', 1))
    FROM research.unresolved u WHERE reason = 'two_readings'
    AND u.agency IN ('月河县财政局', '星河县财政局')")" '1|t' \
    'a person is asked whose a document is that two agencies have'

# A better extractor reads the same document.
doc='doc=21 agency=玄河县人民政府 source=https://c.gov.cn/1 at=2022-01-01T00:00:00Z official=1'
one "$doc new=5 ver=1"
one "$doc new=6 ver=3"
is "$(summary)" 'load: seen=1 new=0 changed=1 same=0 rejected=0 set_aside=0' \
    'a newer reading is a change'
is "$(current 玄河县人民政府)" 'https://c.gov.cn/1|1|1' \
    'but no new version of the report'
value() {
	q "SELECT value FROM research.cell WHERE ind = 'req_new' AND
	    col = 'total' AND agency = '$1'"
}
is "$(value 玄河县人民政府)" 6 'its cells are in force'
one "$doc new=4 ver=2"
is "$(value 玄河县人民政府)" 6 'an older reading that comes later is not'

# The newer extractor sees another agency: the report moves.
one 'doc=31 agency=黄河县人民政府 source=f/31 ver=1'
one 'doc=31 agency=黄河县财政局 source=f/31 ver=2'
is "$(current 黄河县人民政府).$(current 黄河县财政局)" '.f/31|1|1' \
    'a report whose document moved away is gone'
# And one that it refuses.
one 'doc=31 source=f/31 ver=3 state=rejected'
is "$(current 黄河县财政局)" '' 'a document refused later has no report'
is "$(q "SELECT state, reason FROM research.document WHERE source = 'f/31'")" \
    'rejected|no_text' 'but is listed as a document'

# Two readings by one extractor of the same bytes: order must not matter.
x='doc=41 agency=宇河县人民政府 source=https://d.gov.cn/41'
y='doc=41 agency=宇河县人民政府 source=g/41 published=2022-01-01'
one "$x"
one "$y"
a=$(q "SELECT source, published_on FROM research.report
    WHERE agency = '宇河县人民政府'")
pg_new order
one "$y"
one "$x"
is "$(q "SELECT source, published_on FROM research.report
    WHERE agency = '宇河县人民政府'")" "$a" \
    'of two readings of the same bytes the same one wins in either order'

# Places that are not known never merge.
one 'doc=51 agency=市财政局 code=null'
one 'doc=52 agency=市财政局 code=null new=9'
is "$(q "SELECT count(*) FROM research.report WHERE agency = '市财政局'")" 2 \
    'a bare name of no known place is not merged'
is "$(q 'SELECT count(*) FROM research.unresolved')" 2 \
    'and listed as unresolved'
one 'doc=53 agency=洪河县财政局 code=null'
one 'doc=54 agency=洪河县财政局 code=null new=9'
is "$(q "SELECT count(*) FROM research.report
    WHERE agency = '洪河县财政局'")" 2 \
    'nor is one of a region that nobody knows, in files from nowhere'
town='agency=城关镇人民政府 code=null level=township agency_kind=township scope=own'
one "doc=55 $town new=31 source=https://www.aaxian.gov.cn/1.html official=1"
one "doc=56 $town new=32 source=https://www.bbxian.gov.cn/1.html official=1"
is "$(q "SELECT value FROM research.cell WHERE ind = 'req_new' AND
    col = 'total' AND agency = '城关镇人民政府' ORDER BY 1")" '31
32' 'two towns of one name are told by the sites of their governments'
is "$(q "SELECT count(DISTINCT agency_id) FROM research.requests
    WHERE agency = '城关镇人民政府'")" 2 'and are two in panels'
is "$(q "SELECT reason, detail FROM research.unresolved
    WHERE agency = '城关镇人民政府' ORDER BY 2")" \
    'agency_by_site|aaxian.gov.cn
agency_by_site|bbxian.gov.cn' 'but a person is asked which they are'
one "doc=57 $town new=33 source=http://zfxxgk.aaxian.gov.cn/1.html official=1"
is "$(q "SELECT string_agg(versions::text, ' ' ORDER BY versions)
    FROM research.report WHERE agency = '城关镇人民政府'")" '1 2' \
    'another site of the same government is no other town'
one "doc=58 $town new=34 source=https://copies.example/1.html"
is "$(q "SELECT reason FROM research.unresolved WHERE source LIKE
    '%copies.example%'")" agency_without_place 'a copy elsewhere is of nobody'
# The same bytes from a file and from the site, in both orders.
one "doc=59 $town year=2020 source=https://www.aaxian.gov.cn/2.html official=1"
one "doc=59 $town year=2020 source=imported/2.html"
one "doc=60 $town year=2019 source=imported/3.html"
one "doc=60 $town year=2019 source=https://www.aaxian.gov.cn/3.html official=1"
is "$(q "SELECT report_year, count(*) FROM research.requests
    WHERE agency = '城关镇人民政府' AND report_year < 2021
    GROUP BY 1 ORDER BY 1")" '2019|1
2020|1' 'bytes that are of somebody stay so when a file says nothing'

ministry='code=null level=central agency_kind=department scope=own'
one "doc=61 agency=财政部 year=2021 $ministry source=files/61.html"
one "doc=62 agency=财政部 year=2021 $ministry new=7 source=https://www.mof.gov.cn/62.html official=1"
is "$(q "SELECT region_code, versions, source FROM research.report
    WHERE agency = '财政部'")" '000000|2|https://www.mof.gov.cn/62.html' \
    'a ministry is of the whole country, wherever its report was found'
is "$(q "SELECT new FROM research.requests WHERE agency = '财政部'")" 7 \
    'and in panels'
is "$(q "SELECT count(*) FROM research.unresolved
    WHERE agency = '财政部'")" 0 'and nobody is asked'
one "doc=63 agency=科学技术部 year=2020 $ministry"
one "doc=64 agency=科技部 year=2021 $ministry"
is "$(q "SELECT office, names, reports FROM research.agency
    WHERE agency = '科技部'")" '科学技术部|{科学技术部,科技部}|2' \
    'a ministry by its short name is the same'

# A version that lost tables, rows or headings against another of its kind.
lost() {
	one "doc=$1 agency=$2 at=2024-01-01T00:00:00Z official=1 source=https://e.gov.cn/$1"
	one "doc=$(($1 + 1)) agency=$2 at=2024-06-01T00:00:00Z official=1 source=https://e.gov.cn/$(($1 + 1)) $3"
	is "$(current "$2")" "https://e.gov.cn/$4|$5|2" "$6"
}
lost 71 日河县人民政府 'no4=1 second=二.主动公开政府信息情况' 71 1 \
    'a table that was lost counts, whatever became of headings'
lost 73 月河县人民政府 'no4=1 second=二、主動公開政府信息情況' 73 1 \
    'also in the other script'
lost 75 星河县人民政府 'second=二、主動公開政府信息情況' 76 2 \
    'other words in a heading are no loss: the later one'
lost 77 辰河县人民政府 'no4=1 second=四、新的一章' 77 1 \
    'nor does a heading make up for a table'
lost 79 风河县人民政府 'no4=1 extra=1' 79 1 'nor does a row elsewhere'
is "$(q "SELECT count(*) FROM research.cell WHERE tbl = 4 AND agency IN
    ('日河县人民政府', '月河县人民政府', '辰河县人民政府')")" 45 \
    'all of table 4 is there'

# Two official pages that print different numbers are a doubt; a page that was
# changed is none, nor a copy of what it said before, nor a mirror. What a page
# was once read as is not what it says.
twice='official=1 year=2022 source=https://r'
{
	echo "doc=91 agency=东岭县人民政府 ${twice}1.gov.cn/a at=2023-01-01T00:00:00Z new=8"
	echo "doc=92 agency=东岭县人民政府 ${twice}2.gov.cn/a at=2023-02-01T00:00:00Z new=9"
	echo "doc=93 agency=西岭县人民政府 ${twice}3.gov.cn/a at=2023-01-01T00:00:00Z new=8"
	echo "doc=94 agency=西岭县人民政府 ${twice}3.gov.cn/a at=2023-03-01T00:00:00Z new=9"
	echo "doc=93 agency=西岭县人民政府 ${twice}4.gov.cn/a at=2023-04-01T00:00:00Z new=8"
	echo "doc=95 agency=西岭县人民政府 source=http://m.example/a at=2023-05-01T00:00:00Z mirror=1 year=2022 new=10"
	echo 'doc=96 agency=南岭县人民政府 source=f/96 year=2022 decisions=1'
	echo 'doc=97 agency=南岭县人民政府 source=f/97 year=2022 decisions=2'
	echo "doc=98 agency=北岭县人民政府 ${twice}5.gov.cn/a at=2023-01-01T00:00:00Z new=8 ver=1"
	echo "doc=99 agency=北岭县人民政府 ${twice}6.gov.cn/a at=2023-02-01T00:00:00Z new=9"
	echo "doc=89 agency=中岭县人民政府 ${twice}7.gov.cn/a at=2023-01-01T00:00:00Z new=9 ver=1 print=00000000000000bb"
	echo "doc=89 agency=中岭县人民政府 ${twice}7.gov.cn/a at=2023-01-01T00:00:00Z new=8 ver=2"
	echo "doc=90 agency=中岭县人民政府 ${twice}8.gov.cn/a at=2023-02-01T00:00:00Z new=9 print=00000000000000bb"
} | records >"$tmp/rivals.jsonl"
load "$tmp/rivals.jsonl"
rivals() {
	q "SELECT r.agency, c.lhs, r.quality FROM research.check_result c
	    JOIN research.requests r USING (report_id)
	    WHERE c.rule = 'X7' AND r.agency LIKE '_岭县%' ORDER BY 1"
}
is "$(rivals)" '东岭县人民政府|6|flagged
中岭县人民政府|6|flagged
北岭县人民政府|6|flagged
南岭县人民政府|1|flagged' 'two pages that differ are a doubt, with how many numbers do'
is "$(q "SELECT quality FROM research.report
    WHERE agency = '西岭县人民政府'")" clean 'a page that was changed is none'
one "doc=98 agency=北岭县人民政府 ${twice}5.gov.cn/a at=2023-01-01T00:00:00Z new=9 ver=2"
is "$(rivals | wc -l)" 3 'a doubt goes when a better reading takes it away'
cp "$tmp/one.jsonl" "$tmp/better.jsonl"
one "doc=92 agency=东岭县人民政府 ${twice}1.gov.cn/a at=2023-03-01T00:00:00Z new=9"
is "$(rivals | cut -d '|' -f 1 | tr '\n' ' ')" '中岭县人民政府 南岭县人民政府 ' \
    'or when the one page is changed to what the other says'
rivals >"$tmp/rivals"
pg_new rivals
tac "$tmp/rivals.jsonl" >"$tmp/slavir.jsonl"
load "$tmp/one.jsonl" "$tmp/better.jsonl" "$tmp/slavir.jsonl"
is "$(rivals)" "$(cat "$tmp/rivals")" 'in any order'

# Of several versions an upgraded database does not know it at first.
psql -Xqd "$dsn" -c 'UPDATE store.report SET live_set = NULL
    WHERE versions > 1' \
    -c 'UPDATE derived.report d SET live_set = r.live_set FROM store.report r
    WHERE r.report_key = d.report_key'
load "$tmp/better.jsonl"
is "$(rivals)" "$(cat "$tmp/rivals")" 'of a database that was upgraded, too'
one "doc=90 agency=中岭县人民政府 ${twice}7.gov.cn/a at=2023-03-01T00:00:00Z new=9 print=00000000000000bb"
is "$(rivals | wc -l)" 1 'where what changes is seen'

# Readers may read it all, and not only where there is nothing.
failed=
for v in $(q "SELECT relname FROM pg_class
    WHERE relnamespace = 'research'::regnamespace"); do
	q "SET ROLE nianbao_reader; COPY (SELECT * FROM research.$v) TO STDOUT" \
	    >"$tmp/read" 2>&1 || failed="$failed $v"
done
is "$failed" '' 'a reader can read all columns of all rows'

# A mirror is behind everything, whatever it holds and whenever it came.
one 'doc=85 agency=云河县人民政府 source=files/81.html no4=1'
one 'doc=86 agency=云河县人民政府 source=http://spam.example/82 at=2025-01-01T00:00:00Z mirror=1'
is "$(current 云河县人民政府)" 'files/81.html|1|2' \
    'a mirror never outranks a source that is none'
is "$(q "SELECT source FROM research.report_as_of('infinity')
    WHERE agency = '云河县人民政府'")" files/81.html 'on no day'
one 'doc=87 agency=雨河县人民政府 source=http://www.hijacked.gov.cn/83 at=2025-01-01T00:00:00Z official=1 mirror=1'
one 'doc=88 agency=雨河县人民政府 source=files/84.html'
is "$(current 雨河县人民政府)" 'files/84.html|1|2' 'nor on a captured host'

# Real ones: a town, and what a spam mirror made of it; other towns.
snippets=${NIANBAO_CORPUS:-$home/../shared}/corpus/snippets
# real FILE [JQ]: the record of a snippet as if found at its source.
real() {
	at=$(sed -n '1s/^# source: //p' "$snippets"/$1*)
	tail -n +3 "$snippets"/$1* >"$tmp/$1.txt"
	"$B/nianbao-extract" -q "$tmp/$1.txt" 2>/dev/null | jq -c --arg at "$at" \
	    ".source = \$at | .is_official = (\$at | test(\"[.]gov[.]cn/\"))${2-}"
}
if [ -d "$snippets" ]; then
	of=' | .fields.region_code = {value: "429006", from: "x", guess: true, raw: null}'
	{
		real 01
		real 02
		real 15
		real 17
	} >"$tmp/towns.jsonl"
	{
		real 02 "$of | .is_official = false | .source = \"f/02\""
		real 01 "$of | .fetched_at = \"2025-01-01T00:00:00Z\""
	} >"$tmp/mirrored.jsonl"
	pg_new towns
	load "$tmp/towns.jsonl"
	is "$(q "SELECT agency, reason, detail FROM research.unresolved
	    ORDER BY 1, 2")" '拖市镇人民政府|agency_by_site|tianmen.gov.cn
拖市镇人民政府|agency_without_place|
新下陆街道办事处|agency_by_site|xialuqu.gov.cn
河包镇人民政府|agency_by_site|rongchang.gov.cn' 'towns of real reports'
	pg_new mirrored
	load "$tmp/mirrored.jsonl"
	is "$(q "SELECT source, versions FROM research.report
	    WHERE region_code = '429006'")" 'f/02|2' 'the spam mirror of a real one'
else
	ok 0 'real ones # SKIP no corpus (NIANBAO_CORPUS)'
fi
pg_end
