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
is "$(q "SELECT versions FROM research.report
    WHERE agency = '洪河县财政局'")" 2 'a name with its place is'
pg_end
