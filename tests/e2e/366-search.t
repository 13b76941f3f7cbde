#!/bin/sh
# SPDX-License-Identifier: MIT
# The loader cuts texts into words, and SQL what is asked for: both by one
# rule, so that what stands in a text is found, whatever it is.
. "$(dirname "$0")/../pg.sh"
pg_start

i=0
while [ $i -lt 16 ]; do
	i=$((i + 1))
	echo "doc=$i agency=第${i}局 scope=own year=$((2015 + i % 8))"
done | records >"$tmp/a.jsonl"
load --defer "$tmp/a.jsonl"
# Texts of few characters, marks and letters among them, so that most pairs
# stand in some and in others not.
psql -Xqd "$dsn" -o "$tmp/log" <<'END'
SELECT setseed(0.5);
CREATE TABLE letter AS SELECT n, c FROM regexp_split_to_table(
    '公开信息政府公开aBé1𠀀𠀁，。：、；（）“”？！.,;:()''"\&|*<->%_ ', '')
    WITH ORDINALITY AS t (c, n);
CREATE FUNCTION some_text(n integer) RETURNS text LANGUAGE sql VOLATILE AS $$
	SELECT string_agg(c, '' ORDER BY i) FROM (SELECT i, 1 + floor(random() *
	    (SELECT count(*) FROM letter)) AS n
	    FROM generate_series(1, n) i) x JOIN letter USING (n) $$;
UPDATE store.section SET text_hans = some_text(120);
UPDATE store.section SET text = text_hans;
END
load "$tmp/a.jsonl"
is "$(q 'SELECT count(*) = (SELECT count(*) FROM store.section)
    FROM derived.section_words')" t 'every section has words'

# Pieces of texts without white space, which would be two words of a query.
is "$(q "SELECT count(*) > 5000, count(*) FILTER (WHERE NOT coalesce(
    words @@ base.wanted(lower(piece COLLATE \"C\")), true))
    FROM derived.section_words w JOIN store.section s
    USING (report_year, report_key, ordinal)
    CROSS JOIN generate_series(1, 119) at
    CROSS JOIN generate_series(1, 6) n
    CROSS JOIN LATERAL (SELECT substr(s.text_hans, at, n) AS piece) x
    WHERE piece !~ '\s' AND piece <> ''")" 't|0' \
    'every piece of a text is found'
is "$(q "SELECT count(*) > 1000, count(*) FILTER (WHERE found),
    count(*) FILTER (WHERE found <> there)
    FROM (SELECT words @@ base.wanted(lower(a.c || b.c COLLATE \"C\"))
	AS found, strpos(lower(s.text_hans COLLATE \"C\"),
	lower(a.c || b.c COLLATE \"C\")) > 0 AS there
    FROM derived.section_words w JOIN store.section s
    USING (report_year, report_key, ordinal), letter a, letter b
    WHERE strpos(base.marks(), a.c) = 0 AND strpos(base.marks(), b.c) = 0) x" |
    sed 's/|[1-9][0-9]*|/|some|/')" 't|some|0' \
    'and no pair that does not stand there'
is "$(q "SELECT count(*) FROM (SELECT substr(s.text_hans, 10, 4) AS piece,
    base.id(s.report_key) AS report_id, s.ordinal FROM store.section s) s
    WHERE piece !~ '\s' AND base.pairs(piece) IS NOT NULL
    AND NOT EXISTS (SELECT FROM research.search(s.piece) f
    WHERE (f.report_id, f.section) = (s.report_id, s.ordinal))")" 0 \
    'a search gives the sections that pieces were taken from'

q "DELETE FROM derived.section_words WHERE report_year = 2016;
    INSERT INTO derived.wordless SELECT report_key FROM derived.report"
load "$tmp/a.jsonl"
is "$(q 'SELECT count(*) = (SELECT count(*) FROM store.section)
    FROM derived.section_words')" t 'what a killed load had left is made'

# A loader has room for a few long texts.
is "$(q "UPDATE store.version SET text_hans = repeat('公', 6000000);
    INSERT INTO derived.wordless SELECT report_key FROM derived.report;
    DO 'BEGIN PERFORM derived.take_wordless(-9e18::bigint); END';
    SELECT count(*) FROM derived.wordless")" 15 'long reports come one by one'
load "$tmp/a.jsonl"
is "$(q 'SELECT count(*) FROM derived.wordless')" 0 'all of them'
pg_end
