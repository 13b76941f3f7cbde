-- SPDX-License-Identifier: MIT
-- What researchers see. Names, meaning and order of columns are promised;
-- new columns go to the end. A value that is not known is null, never 0.
CREATE SCHEMA research;

CREATE VIEW research.report AS
SELECT report_id, source, kind, template, title, title_inferred, title_found,
    agency_id, agency, agency_kind, region_code, region_name, province, level,
    scope, report_year, published_on, index_no, doc_no, publisher,
    base.host(source) AS source_host, is_official, script, version, versions,
    first_seen, last_seen, quality, format_cited, period_from, period_to,
    written_on, corrected, placed
FROM base.reported;

CREATE VIEW research.report_source AS
SELECT DISTINCT report_id, dense_rank() OVER (PARTITION BY report_id
	ORDER BY first_seen NULLS FIRST, content_digest)::smallint AS version,
    source, is_official, is_current,
    'sha256:' || encode(content_digest, 'hex') AS content_digest,
    captured_at, last_seen
FROM (
	SELECT base.id(e.report_key) AS report_id, c.source,
	    c.official AS is_official,
	    r.current_version = e.version_key AS is_current,
	    v.content_digest, c.fetched_at AS captured_at, c.last_seen,
	    min(c.fetched_at) OVER (PARTITION BY base.id(e.report_key),
		e.version_key) AS first_seen
	FROM store.reading e
	JOIN store.sighting c USING (digest)
	JOIN store.version v USING (report_key, version_key)
	JOIN store.report r USING (report_key)
) x;

CREATE VIEW research.cell AS
SELECT p.source, p.report_id, p.agency, p.region_code, p.report_year,
    p.template, c.tbl, c.ind, c.col, c.value, c.unit, c.state, c.raw,
    p.agency_id, p.scope, c.at_table, c.at_row, c.at_col,
    k.report_key IS NOT NULL AS corrected, k.value AS corrected_value
FROM base.current p
JOIN store.cell c
    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
    AND c.version_key OPERATOR(base.==) p.version_key
LEFT JOIN derived.correction k
    ON (k.report_key, k.version_key, k.tbl, k.ind, k.col) =
    (c.report_key, c.version_key, c.tbl, c.ind, c.col);

CREATE VIEW research.cell_derived AS
SELECT p.source, p.report_id, p.agency, p.region_code, p.report_year,
    p.template, c.tbl, c.ind, c.col, c.value, c.formula
FROM base.current p
JOIN store.cell_derived c
    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
    AND c.version_key OPERATOR(base.==) p.version_key;

-- The rules of one report, and those across years (X) and levels (H).
CREATE VIEW research.check_result AS
SELECT p.source, p.report_id, c.rule, c.subject, c.status, c.lhs, c.rhs,
    NULL::text AS other_report_id
FROM base.current p
JOIN store.check_result c
    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
    AND c.version_key OPERATOR(base.==) p.version_key
UNION ALL
SELECT p.source, p.report_id, c.rule, c.subject, c.status, c.lhs, c.rhs,
    base.id(c.other_key)
FROM base.current p JOIN derived.check_result c USING (report_key)
UNION ALL
SELECT p.source, p.report_id, 'X6', 'text', 'INFO',
    round(1 - l.differ / 64.0, 4), NULL, base.id(l.other_key)
FROM base.current p JOIN derived.likeness l USING (report_key)
WHERE l.differ <= 6
UNION ALL
-- More near copies than are listed.
SELECT p.source, p.report_id, 'X6', 'copies', 'INFO', d.near_copies, 10, NULL
FROM base.current p JOIN derived.report d USING (report_key)
WHERE d.near_copies > 10 OR d.more_copies;

CREATE VIEW research.warning AS
SELECT p.source, p.report_id, w.code, w.tbl, w.ind, w.col, w.detail
FROM base.current p
JOIN store.warning w
    ON (w.report_year, w.report_key) = (p.year_key, p.report_key)
    AND w.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.figure AS
SELECT p.source, p.report_id, f.section, f.ind, f.entity, f.value, f.unit,
    f.qualifier, f.sentence, f.raw, f.time
FROM base.current p
JOIN store.figure f
    ON (f.report_year, f.report_key) = (p.year_key, p.report_key)
    AND f.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.section AS
SELECT p.source, p.report_id, s.ordinal, s.level, s.heading, s.text,
    s.text_hans, s.number, s.heading_from
FROM base.current p
JOIN store.section s
    ON (s.report_year, s.report_key) = (p.year_key, p.report_key)
    AND s.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.table_grid AS
SELECT p.source, p.report_id, g.table_no, g.caption, g.rows, g.cols, g.grid::jsonb AS grid,
    g.flat
FROM base.current p
JOIN store.table_grid g
    ON (g.report_year, g.report_key) = (p.year_key, p.report_key)
    AND g.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.attachment AS
SELECT p.source, p.report_id, a.ordinal, a.url, a.title
FROM base.current p
JOIN store.attachment a
    ON (a.report_year, a.report_key) = (p.year_key, p.report_key)
    AND a.version_key OPERATOR(base.==) p.version_key;

-- How each field of a report was told.
CREATE VIEW research.field AS
SELECT p.source, p.report_id, f.key AS field, f.value ->> 'value' AS value,
    f.value ->> 'from' AS told_from, f.value -> 'guess' = 'true' AS guess,
    f.value ->> 'raw' AS raw
FROM base.current p
JOIN store.version v USING (report_key, version_key)
CROSS JOIN LATERAL jsonb_each(v.fields::jsonb) f
WHERE f.value <> 'null';

CREATE VIEW research.document AS
SELECT c.source, c.mime, c.charset, d.bytes,
    'sha256:' || encode(d.digest, 'hex') AS digest, c.fetched_at, v.kind,
    c.state, c.reason, c.reason_detail, base.id(e.report_key) AS report_id,
    c.http_status, c.extractor_version, c.charset_from, c.warc_file,
    c.warc_offset
FROM store.capture c
JOIN store.document d USING (digest)
LEFT JOIN store.reading e ON e.digest = c.digest AND c.state = 'ok'
LEFT JOIN store.version v USING (report_key, version_key);

CREATE VIEW research.reject AS
SELECT batch_id, input, line, byte_offset, pointer, code, reason,
    base.readable(head) AS head
FROM ops.reject;

CREATE VIEW research.load_batch AS
SELECT batch_id, run_id, started_at, finished_at, input, first_line,
    last_line, loader_version, n_read, n_new, n_changed, n_same, n_rejected,
    n_set_aside
FROM ops.load_batch;

CREATE VIEW research.crawl_log AS
SELECT at, url, host, kind, outcome, reason, http_status, bytes,
    'sha256:' || encode(digest, 'hex') AS digest, detail, duration_ms, via,
    start, title, etag, last_modified, location, warc_file, warc_offset
FROM store.fetch;

-- Hosts of the crawl log as its latest line has them, and hosts that
-- documents came from.
CREATE VIEW research.host AS
WITH told AS (
	SELECT DISTINCT ON (host) *
	FROM store.host ORDER BY host, at DESC, line_digest DESC
), asked AS (
	SELECT host, max(at) AS last_asked,
	    max(at) FILTER (WHERE http_status IS NOT NULL) AS last_answered
	FROM store.fetch GROUP BY host
), seen AS (
	SELECT store.authority(c.source) AS host,
	    bool_or(c.is_official) AS is_official,
	    count(DISTINCT c.digest) AS documents,
	    count(DISTINCT c.source) AS sources,
	    count(DISTINCT r.report_key) AS reports,
	    min(c.fetched_at) AS first_seen, max(c.fetched_at) AS last_seen
	FROM store.capture c
	JOIN store.reading e USING (digest)
	LEFT JOIN base.reported r ON r.report_key = e.report_key
	    AND c.state = 'ok'
	WHERE store.authority(c.source) IS NOT NULL
	GROUP BY 1
)
SELECT host, t.state, t.since, t.reason, t.next_due,
    greatest(a.last_answered, s.last_seen) AS last_seen,
    coalesce(o.official, s.is_official) AS is_official, s.documents,
    s.sources, s.reports, s.first_seen, a.last_asked, t.waiting,
    t.robots_status, t.delay_ms, t.at AS told_at
FROM told t
FULL JOIN asked a USING (host)
FULL JOIN seen s USING (host)
LEFT JOIN LATERAL (
	SELECT x.official FROM store.host x
	WHERE x.host = coalesce(t.host, a.host, s.host)
	AND x.official IS NOT NULL
	ORDER BY x.at DESC, x.line_digest DESC LIMIT 1
) o ON true;

-- What a person may decide, decisions(5). An office that stops in one year
-- where another of the same region and line of business starts may have been
-- renamed; two names of one office that both report a year cannot be one.
CREATE VIEW research.unresolved AS
SELECT report_id, source, kind, title, agency, region_code, report_year,
    CASE WHEN kind = 'other' THEN 'kind_other'
    WHEN agency IS NULL THEN 'no_agency'
    WHEN agency_id IS NULL THEN 'agency_without_place'
    ELSE 'no_year' END AS reason, NULL::text AS detail
FROM base.reported
WHERE kind = 'other' OR agency_key IS NULL OR report_year IS NULL
UNION ALL
SELECT c.report_id, c.source, c.kind, c.title, c.agency, c.region_code,
    c.report_year, 'agency_by_site', c.agency_place
FROM base.reported c
JOIN derived.agency a ON a.agency_key = c.named_key
WHERE a.how = 'site' AND c.kind <> 'other' AND c.report_year IS NOT NULL
UNION ALL
SELECT p.report_id, c.source, 'ogi_annual', c.title, p.agency, p.region_code,
    p.report_year, 'two_names_report', o.agency
FROM derived.agency a
JOIN base.panel p ON p.agency_key = a.office_key
JOIN derived.agency o ON o.said_key = a.said_key
    AND o.agency_key <> a.agency_key
JOIN base.panel q ON q.agency_key = o.office_key
    AND q.report_year = p.report_year AND q.scope IS NOT DISTINCT FROM p.scope
JOIN base.current c ON c.report_key = p.report_key
WHERE a.clash
UNION ALL
SELECT p.report_id, c.source, 'ogi_annual', c.title, p.agency, p.region_code,
    p.report_year, 'renamed_perhaps', l.next_agency
FROM base.follower l
JOIN base.panel p ON p.report_key = l.last_report
JOIN base.current c ON c.report_key = p.report_key
UNION ALL
-- One document that by what stood around it is of two reports: the other has it
-- no more.
SELECT DISTINCT c.report_id, c.source, c.kind, c.title, c.agency, c.region_code,
    c.report_year, 'two_readings', concat_ws(' ', o.agency,
	nullif(o.report_year, 0))
FROM (SELECT digest, extractor_version FROM store.extraction GROUP BY 1, 2
    HAVING min(report_key) <> max(report_key)) twice
JOIN store.reading r USING (digest, extractor_version)
JOIN store.extraction e USING (digest, extractor_version)
JOIN store.version o
    ON (o.report_key, o.version_key) = (e.report_key, e.version_key)
JOIN base.reported c ON c.report_key = r.report_key
WHERE e.report_key <> r.report_key;

-- Decisions of people as they stand in the file, and whether they have found
-- what they speak of. Who decided is known to the file: no column of the
-- researchers' is made of personal names.
CREATE VIEW research.decision AS
SELECT d.decision, d.subject, d.value, NULL::text AS decided_by,
    d."on" AS decided_on, d.why,
    CASE WHEN d.decision IN ('same', 'apart', 'successor') THEN
	CASE WHEN strpos(d.subject, ' ') = 0 OR d.decision <> 'apart'
	    AND strpos(coalesce(d.value, ''), ' ') = 0 THEN 'malformed'
	WHEN a.agency_key IS NULL THEN 'no_such_agency'
	WHEN a.clash THEN 'both_report_a_year'
	ELSE 'applied' END
    WHEN d.decision IN ('place', 'exclude') THEN
	CASE WHEN d.report_key IS NULL OR d.decision = 'place'
	    AND coalesce(d.to_name, '') = '' THEN 'malformed'
	WHEN r.report_key IS NULL THEN 'no_such_report'
	WHEN d.decision = 'place' AND r.placed AND NOT r.in_panel
	    AND EXISTS (SELECT FROM base.panel o
	    WHERE o.agency_key = r.agency_key AND o.report_year = r.report_year
	    AND o.scope IS NOT DISTINCT FROM r.scope)
	THEN 'both_report_a_year'
	ELSE 'applied' END
    ELSE 'malformed' END AS state
FROM base.decision d
LEFT JOIN derived.agency a ON a.agency_key = base.agency_key(d.code, d.name)
LEFT JOIN derived.report r ON r.report_key = d.report_key;

-- Corrections of people, with what the report prints there now.
CREATE VIEW research.correction AS
SELECT k.report_id, base.whole(k.tbl) AS tbl, k.ind, k.col, k.printed,
    base.exact(k.value) AS value, NULL::text AS corrected_by,
    k."on" AS corrected_on, k.why, c.raw,
    CASE WHEN base.exact(k.value) IS NULL AND k.value IS NOT NULL
	THEN 'malformed'
    WHEN d.report_key IS NULL THEN 'no_such_report'
    WHEN c.report_key IS NULL THEN 'no_such_cell'
    WHEN c.raw IS DISTINCT FROM coalesce(k.printed, '') THEN 'printed_differs'
    WHEN a.value IS NOT DISTINCT FROM base.exact(k.value) THEN 'applied'
    ELSE 'overruled' END AS state
FROM dict.correction k
LEFT JOIN derived.report d ON d.report_key = base.key(k.report_id)
LEFT JOIN store.cell c ON (c.report_year, c.report_key, c.version_key, c.tbl,
    c.ind, c.col) = (d.year_key, d.report_key, d.version_key,
    base.whole(k.tbl), k.ind, k.col)
LEFT JOIN derived.correction a ON (a.report_key, a.tbl, a.ind, a.col) =
    (c.report_key, c.tbl, c.ind, c.col);

-- Two versions of a report, both in force, that print different things in
-- the same cell.
CREATE VIEW research.source_conflict AS
WITH live AS MATERIALIZED (
	SELECT e.report_key, e.version_key, min(c.source) AS source
	FROM store.reading e
	JOIN store.report r USING (report_key)
	JOIN store.capture c USING (digest)
	WHERE r.versions > 1
	GROUP BY 1, 2
), pair AS MATERIALIZED (
	SELECT p.*, b.version_key AS other_key, b.source AS other_source,
	    o.report_year AS other_year
	FROM base.current p
	JOIN live b USING (report_key)
	JOIN store.version o
	    ON (o.report_key, o.version_key) = (b.report_key, b.version_key)
	WHERE b.version_key <> p.version_key
)
SELECT p.report_id, p.agency, p.region_code, p.report_year, x.tbl, x.ind,
    x.col, p.source, x.value, x.raw, p.other_source, x.other_value,
    x.other_raw, p.other_source = p.source AS same_source
FROM pair p
CROSS JOIN LATERAL (
	SELECT tbl, ind, col, a.value, a.raw, b.value AS other_value, b.raw AS other_raw
	FROM (SELECT * FROM store.cell c
	    WHERE (c.report_year, c.report_key, c.version_key) =
		(p.year_key, p.report_key, p.version_key) OFFSET 0) a
	JOIN (SELECT * FROM store.cell c
	    WHERE (c.report_year, c.report_key, c.version_key) =
		(p.other_year, p.report_key, p.other_key) OFFSET 0) b
	    USING (tbl, ind, col)
	WHERE (a.value, a.state) IS DISTINCT FROM (b.value, b.state)
	OFFSET 0
) x;

CREATE VIEW research.indicator AS
SELECT base.whole(tbl) AS tbl, ind, base.whole(ord) AS ord, parent, label_zh,
    label_en, unit, string_to_array(templates, ',') AS templates,
    string_to_array(aliases, '|') AS aliases
FROM dict.indicator
UNION ALL
SELECT 0, ind, NULL, NULL, label_zh, label_en, split_part(unit, ',', 1), NULL,
    NULL
FROM dict.figure;

CREATE VIEW research.indicator_column AS
SELECT base.whole(tbl) AS tbl, col, base.whole(ord) AS ord, label_zh,
    label_en, unit, string_to_array(templates, ',') AS templates,
    string_to_array(aliases, '|') AS aliases
FROM dict."column";

-- The planner would take what tbl = 3 gives for one row, and a panel that it is
-- joined to for cheap enough to be worked out for each.
CREATE STATISTICS base.indicator_tbl ON (base.whole(tbl)) FROM dict.indicator;
CREATE STATISTICS base.column_tbl ON (base.whole(tbl)) FROM dict."column";
ANALYZE dict.indicator, dict."column";

CREATE VIEW research.rule AS
SELECT rule, severity, grain, base.whole(tbl) AS tbl, label_zh, label_en,
    statement
FROM dict.rule;

CREATE VIEW research.region AS
SELECT code AS region_code, name, level, parent AS parent_code, valid_from,
    valid_to, successors
FROM base.region
UNION ALL
SELECT '000000', '全国', 'central', NULL, 1949, NULL, NULL;

-- What each region that ever was is in another year: followed to what it
-- became, or back to what it came from. A region that is several there, or
-- several that are one, has parts > 1 or sources > 1: numbers cannot be cut.
CREATE FUNCTION research.region_lineage(anchor_year integer)
RETURNS TABLE (region_code text, name text, valid_from integer,
    valid_to integer, anchor_code text, anchor_name text, parts bigint,
    sources bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	WITH RECURSIVE heir AS MATERIALIZED (
		SELECT * FROM base.heir
	), step AS (
		SELECT r.code, r.name, r.valid_from, r.valid_to,
		    r.code AS at_code, r.name AS at_name, r.valid_from AS at_from,
		    r.valid_to AS at_to, 0 AS depth
		FROM base.region r
		UNION
		SELECT s.code, s.name, s.valid_from, s.valid_to, h.next_code,
		    h.next_name, h.next_from, h.next_to, s.depth + 1
		FROM step s
		JOIN heir h ON (h.code, h.valid_from) = (s.at_code, s.at_from)
		WHERE s.at_to <= anchor_year AND s.depth < 12
	), back AS (
		SELECT r.code, r.name, r.valid_from, r.valid_to,
		    r.code AS at_code, r.name AS at_name, r.valid_from AS at_from,
		    0 AS depth
		FROM base.region r WHERE r.valid_from > anchor_year
		UNION
		SELECT b.code, b.name, b.valid_from, b.valid_to, h.code, h.name,
		    h.valid_from, b.depth + 1
		FROM back b
		JOIN heir h ON (h.next_code, h.next_from) =
		    (b.at_code, b.at_from) AND h.valid_to = b.at_from
		WHERE b.at_from > anchor_year AND b.depth < 12
	), there AS (
		SELECT code, name, valid_from, valid_to, at_code, at_name
		FROM step WHERE at_from <= anchor_year
		AND (at_to IS NULL OR at_to > anchor_year)
		UNION
		SELECT code, name, valid_from, valid_to, at_code, at_name
		FROM back WHERE at_from <= anchor_year
	)
	SELECT t.*, count(*) OVER (PARTITION BY code, valid_from),
	    count(*) OVER (PARTITION BY at_code)
	FROM there t
$$;

CREATE VIEW research.agency AS
SELECT DISTINCT ON (c.agency_id) c.agency_id, c.agency, c.agency_kind,
    c.region_code, c.region_name, c.province, c.level,
    min(c.report_year) OVER w AS first_year,
    max(c.report_year) OVER w AS last_year, count(*) OVER w AS reports,
    a.func, a.office, n.names
FROM base.current c
LEFT JOIN derived.agency a ON a.agency_key = c.named_key
LEFT JOIN (SELECT office_key, array_agg(DISTINCT agency ORDER BY agency)
    AS names FROM derived.agency GROUP BY 1) n ON n.office_key = c.agency_key
WHERE c.agency_id IS NOT NULL
WINDOW w AS (PARTITION BY c.agency_id)
ORDER BY c.agency_id, c.report_year DESC NULLS LAST, c.report_id;

-- Every name that an agency bears in a report, and how the office was told.
CREATE VIEW research.agency_name AS
SELECT base.id(a.office_key) AS agency_id, a.agency,
    base.region_of(a.region_code) AS region_code, a.how, a.clash, a.first_year,
    a.last_year, a.reports, NULL::text AS decided_by, d."on" AS decided_on,
    d.why, base.id(a.agency_key) AS named_id,
    CASE WHEN base.region_of(a.region_code) IS NULL THEN a.region_code END
	AS site
FROM (SELECT a.*, min(c.report_year) AS first_year,
	max(c.report_year) AS last_year, count(*) AS reports
    FROM derived.agency a JOIN base.current c ON c.named_key = a.agency_key
    GROUP BY a.agency_key) a
LEFT JOIN LATERAL (
	SELECT * FROM base.decision d
	WHERE d.decision IN ('same', 'apart')
	AND (d.code, d.name) = (a.region_code, a.agency)
	ORDER BY d."on" DESC, d.value LIMIT 1
) d ON true;

-- Which office came after which: by decision, because its region was merged,
-- or perhaps (same region and line of business, one stops, one starts).
CREATE VIEW research.agency_link AS
SELECT base.id(a.office_key) AS agency_id,
    base.id(b.office_key) AS next_agency_id, a.office AS agency,
    b.office AS next_agency, 'decision' AS link, NULL::integer AS year
FROM base.decision d
JOIN derived.agency a ON a.agency_key = base.agency_key(d.code, d.name)
JOIN derived.agency b ON b.agency_key = base.agency_key(d.to_code, d.to_name)
WHERE d.decision = 'successor'
UNION
SELECT base.id(a.office_key), base.id(b.office_key), a.office, b.office,
    'region', h.valid_to
FROM derived.agency a
JOIN base.heir h ON h.code = a.office_region AND starts_with(a.office, h.name)
JOIN derived.agency b ON b.office_region = h.next_code
    AND b.office = h.next_name || substr(a.office, length(h.name) + 1)
WHERE a.office_key <> b.office_key
UNION
SELECT base.id(agency_key), base.id(next_key), agency, next_agency, 'perhaps',
    year
FROM base.follower;

-- Which version of each report was in force at a time, by the rule of
-- store.settle(), from what had been captured until then; what has no time
-- (plain files) counts as always there. All documents are read as the newest
-- extractor reads them, so that a better reading is no revision.
CREATE FUNCTION base.as_of(at timestamptz)
RETURNS TABLE (report_key bigint, version_key bigint, source text,
    official boolean, captured timestamptz)
LANGUAGE sql STABLE AS $$
	WITH seen AS MATERIALIZED (
		SELECT e.report_key, e.version_key,
		    bool_or(c.official) AS official,
		    max(c.fetched_at) AS captured,
		    (array_agg(c.source ORDER BY c.rank DESC,
			c.fetched_at DESC NULLS LAST,
			c.source COLLATE "C"))[1] AS source,
		    max(c.rank) AS rank
		FROM store.reading e JOIN store.sighting c USING (digest)
		WHERE e.version_key IS NOT NULL
		AND (c.fetched_at IS NULL OR c.fetched_at < at)
		GROUP BY 1, 2
	), many AS (
		SELECT s.*, array_agg(s.version_key) OVER w AS all_keys,
		    array_agg(s.rank) OVER w AS all_ranks
		FROM seen s WINDOW w AS (PARTITION BY s.report_key)
	)
	SELECT DISTINCT ON (l.report_key) l.report_key, l.version_key,
	    l.source, l.official, l.captured
	FROM (
		SELECT m.*, v.content_digest, v.report_key IS NOT NULL
		    AND store.lost_any(m.report_key, m.version_key, m.rank,
		    m.all_keys, m.all_ranks) AS lost
		FROM many m
		LEFT JOIN store.version v ON cardinality(m.all_keys) > 1
		    AND (v.report_key, v.version_key) =
		    (m.report_key, m.version_key)
	) l
	ORDER BY l.report_key, l.rank DESC, l.lost,
	    l.captured DESC NULLS LAST, l.content_digest DESC
$$;

CREATE FUNCTION base.end_of(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$ SELECT (day + 1)::timestamp AT TIME ZONE 'UTC' $$;

CREATE FUNCTION research.report_as_of(day date)
RETURNS TABLE (report_id text, source text, kind text, template text,
    title text, agency_id text, agency text, region_code text, scope text,
    report_year smallint, published_on date, is_official boolean,
    captured_at timestamptz, content_digest text, quality text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	SELECT base.id(a.report_key), a.source, v.kind, v.template, v.title,
	    base.id(coalesce(g.office_key, p.agency_key, v.agency_key)),
	    coalesce(p.agency, v.agency),
	    coalesce(p.region_code, v.region_code,
		base.region_of(g.office_region)), v.scope,
	    coalesce(p.report_year, nullif(v.report_year, 0)), v.published_on,
	    a.official, a.captured,
	    'sha256:' || encode(v.content_digest, 'hex'), v.quality
	FROM base.as_of(base.end_of(day)) a
	JOIN store.version v USING (report_key, version_key)
	LEFT JOIN derived.place p USING (report_key)
	LEFT JOIN derived.agency g
	    ON g.agency_key = coalesce(p.agency_key, v.agency_key)
$$;

CREATE FUNCTION research.cell_as_of(day date)
RETURNS TABLE (report_id text, tbl smallint, ind text, col text,
    value numeric, unit text, state text, raw text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	SELECT base.id(a.report_key), c.tbl, c.ind, c.col, c.value, c.unit,
	    c.state, c.raw
	FROM base.as_of(base.end_of(day)) a
	JOIN store.version v USING (report_key, version_key)
	JOIN store.cell c
	    ON (c.report_year, c.report_key) = (v.report_year, v.report_key)
	    AND c.version_key OPERATOR(base.==) v.version_key
$$;

-- Reports that came or were revised after one day and until another, and the
-- cells in which a revised one differs.
CREATE FUNCTION research.changes(since date, until date)
RETURNS TABLE (report_id text, agency text, report_year smallint, change text,
    tbl smallint, ind text, col text, before numeric, after numeric,
    raw_before text, raw_after text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	WITH pair AS MATERIALIZED (
		SELECT n.report_key, o.version_key AS old_key,
		    n.version_key AS new_key, v.agency,
		    nullif(v.report_year, 0) AS report_year,
		    v.report_year AS new_year, w.report_year AS old_year
		FROM base.as_of(base.end_of(until)) n
		JOIN store.version v USING (report_key, version_key)
		LEFT JOIN base.as_of(base.end_of(since)) o USING (report_key)
		LEFT JOIN store.version w ON (w.report_key, w.version_key) =
		    (o.report_key, o.version_key)
		WHERE o.version_key IS DISTINCT FROM n.version_key
	), old AS (
		SELECT p.*, c.tbl, c.ind, c.col, c.value, c.state, c.raw
		FROM pair p JOIN store.cell c ON (c.report_year, c.report_key,
		    c.version_key) = (p.old_year, p.report_key, p.old_key)
	), new AS (
		SELECT p.*, c.tbl, c.ind, c.col, c.value, c.state, c.raw
		FROM pair p JOIN store.cell c ON (c.report_year, c.report_key,
		    c.version_key) = (p.new_year, p.report_key, p.new_key)
		WHERE p.old_key IS NOT NULL
	)
	SELECT base.id(report_key), agency, report_year,
	    CASE WHEN old_key IS NULL THEN 'new' ELSE 'revised' END, NULL,
	    NULL, NULL, NULL, NULL, NULL, NULL
	FROM pair
	UNION ALL
	SELECT base.id(coalesce(n.report_key, o.report_key)),
	    coalesce(n.agency, o.agency),
	    coalesce(n.report_year, o.report_year), 'cell',
	    coalesce(n.tbl, o.tbl), coalesce(n.ind, o.ind),
	    coalesce(n.col, o.col), o.value, n.value, o.raw, n.raw
	FROM new n
	FULL JOIN old o ON (o.report_key, o.tbl, o.ind, o.col) =
	    (n.report_key, n.tbl, n.ind, n.col)
	WHERE (n.value, n.state) IS DISTINCT FROM (o.value, o.state)
$$;

-- In Simplified characters, as text_hans is.
CREATE FUNCTION base.folded(words text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce((SELECT translate(words, t, s) FROM derived.fold), words)
$$;

-- The words of a query as the index has them, both as asked for and folded.
CREATE FUNCTION base.wanted(query text) RETURNS tsquery
LANGUAGE sql STABLE AS $$
	SELECT string_agg('(' || asked || ')', ' & ')::tsquery
	FROM (
		SELECT string_agg(pairs, ' | ' ORDER BY pairs) AS asked
		FROM regexp_split_to_table(query, '\s+')
		    WITH ORDINALITY AS t (w, n)
		CROSS JOIN LATERAL (
			SELECT DISTINCT base.pairs(f) AS pairs
			FROM (VALUES (w), (base.folded(w))) AS v (f)
		) p
		WHERE pairs IS NOT NULL
		GROUP BY n
	) x
$$;

-- How often a word stands in a text.
CREATE FUNCTION base.hits(in_text text, word text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
	SELECT (length(in_text) - length(replace(in_text, word, ''))) /
	    length(word)
$$;

-- The sentence in which a word first stands; null: it does not. `low` is the
-- text in small letters.
CREATE FUNCTION base.sentence(body text, low text, word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT btrim(substr(body, at - back + 1, back + strpos(substr(ends, at)
	    || '。', '。') - 1), E' \n')
	FROM (
		SELECT at, ends,
		    strpos(reverse(left(ends, at - 1)) || '。', '。') AS back
		FROM (SELECT strpos(low, word) AS at,
		    translate(body, E'！？；\n', '。。。。') AS ends) y
		WHERE at > 0 OFFSET 0
	) x
$$;

-- Sections that hold all words, in the text as found or in its Simplified form;
-- more hits first. Of the years from first_year to last_year and of regions in
-- the one with that code, where these are given. At most 500 are ranked: those
-- of the newest years.
CREATE FUNCTION research.search(query text, first_year integer,
    last_year integer, region text DEFAULT NULL)
RETURNS TABLE (report_id text, section integer, rank integer, sentence text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
SET jit = off AS $$
DECLARE
	low text := lower(btrim(query) COLLATE "C");
	word text[] := regexp_split_to_array(low, '\s+');
	hans text[] := ARRAY(SELECT base.folded(w) FROM unnest(word) w);
	wanted tsquery := base.wanted(low);
	-- The codes of regions begin with that of the one that they are in.
	within text := regexp_replace(region, '(00){1,2}$', '');
	year integer := least(last_year, 32767) + 1;
	years smallint[] := '{}';
	reports bigint[] := '{}';
	versions bigint[] := '{}';
	ordinals integer[] := '{}';
	more record;
BEGIN
	LOOP
		year := (SELECT max(w.report_year) FROM derived.section_words w
		    WHERE w.report_year < year);
		EXIT WHEN year IS NULL OR year < first_year
		    OR cardinality(reports) >= 500;
		SELECT array_agg(w.report_year) AS y, array_agg(w.report_key) AS r,
		    array_agg(w.version_key) AS v, array_agg(w.ordinal) AS o
		INTO more
		FROM (
			SELECT * FROM derived.section_words s
			WHERE s.report_year = year AND s.words @@ wanted
			AND (within IS NULL OR EXISTS (
			    SELECT FROM derived.report d
			    WHERE d.report_key = s.report_key
			    AND starts_with(d.region_code, within)))
			-- By the index of words, not along that of keys.
			ORDER BY s.report_key + 0, s.ordinal
			LIMIT 500 - cardinality(reports)
		) w;
		years := years || more.y;
		reports := reports || more.r;
		versions := versions || more.v;
		ordinals := ordinals || more.o;
	END LOOP;
	RETURN QUERY
	WITH found AS MATERIALIZED (
		SELECT base.id(s.report_key) AS report_id, s.ordinal, s.text,
		    s.text_hans, s.text = s.text_hans AS one,
		    lower(s.text_hans COLLATE "C") AS low_hans,
		    lower(s.text COLLATE "C") AS low_text
		FROM unnest(years, reports, versions, ordinals)
		    AS n (y, r, v, o)
		CROSS JOIN LATERAL (
			SELECT * FROM store.section x
			WHERE x.report_year = n.y AND x.report_key = n.r
			AND x.version_key = n.v AND x.ordinal = n.o OFFSET 0
		) s
	)
	SELECT f.report_id, f.ordinal, x.hits,
	    coalesce(base.sentence(f.text_hans, f.low_hans, hans[1]),
		base.sentence(f.text, f.low_text, word[1]))
	FROM found f
	CROSS JOIN LATERAL (
		SELECT sum(h)::integer AS hits, min(h) AS least
		FROM unnest(word, hans) AS t (w, v)
		CROSS JOIN LATERAL (SELECT CASE WHEN w = v AND one
		    THEN base.hits(f.low_hans, v)
		    ELSE greatest(base.hits(f.low_text, w),
			base.hits(f.low_hans, v)) END AS h) h
	) x
	WHERE x.least > 0
	ORDER BY 3 DESC, 1, 2;
END $$;

CREATE FUNCTION research.search(query text)
RETURNS TABLE (report_id text, section integer, rank integer, sentence text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	SELECT * FROM research.search(query, NULL, NULL)
$$;
