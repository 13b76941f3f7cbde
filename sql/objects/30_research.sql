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
    written_on
FROM base.reported;

CREATE VIEW research.report_source AS
WITH live AS (
	SELECT e.report_key, e.version_key, c.source, c.official AS is_official,
	    c.fetched_at, c.last_seen
	FROM store.reading e JOIN store.sighting c USING (digest)
	WHERE e.version_key IS NOT NULL
), numbered AS (
	SELECT report_key, version_key, v.content_digest,
	    row_number() OVER (PARTITION BY report_key ORDER BY
		min(l.fetched_at) NULLS FIRST, v.content_digest) AS version
	FROM live l JOIN store.version v USING (report_key, version_key)
	GROUP BY 1, 2, 3
)
SELECT DISTINCT base.id(report_key) AS report_id, n.version::smallint,
    l.source, l.is_official,
    r.current_version = l.version_key AS is_current,
    'sha256:' || encode(n.content_digest, 'hex') AS content_digest,
    l.fetched_at AS captured_at, l.last_seen
FROM live l
JOIN numbered n USING (report_key, version_key)
JOIN store.report r USING (report_key);

CREATE VIEW research.cell AS
SELECT p.source, p.report_id, p.agency, p.region_code, p.report_year,
    p.template, c.tbl, c.ind, c.col, c.value, c.unit, c.state, c.raw,
    p.agency_id, p.scope, c.at_table, c.at_row, c.at_col
FROM base.current p
JOIN store.cell c
    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
    AND c.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.cell_derived AS
SELECT p.source, p.report_id, p.agency, p.region_code, p.report_year,
    p.template, c.tbl, c.ind, c.col, c.value, c.formula
FROM base.current p
JOIN store.cell_derived c
    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
    AND c.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.check_result AS
SELECT p.source, p.report_id, c.rule, c.subject, c.status, c.lhs, c.rhs
FROM base.current p
JOIN store.check_result c
    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
    AND c.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.warning AS
SELECT p.source, p.report_id, w.code, w.tbl, w.ind, w.col, w.detail
FROM base.current p
JOIN store.warning w
    ON (w.report_year, w.report_key) = (p.year_key, p.report_key)
    AND w.version_key OPERATOR(base.==) p.version_key;

CREATE VIEW research.figure AS
SELECT p.source, p.report_id, f.section, f.ind, f.entity, f.value, f.unit,
    f.qualifier, f.sentence, f.raw
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
    f.value ->> 'from' AS told_from, (f.value ->> 'guess')::boolean AS guess,
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
    convert_from(head, 'SQL_ASCII') AS head
FROM ops.reject;

CREATE VIEW research.load_batch AS
SELECT batch_id, run_id, started_at, finished_at, input, first_line,
    last_line, loader_version, n_read, n_new, n_changed, n_same, n_rejected,
    n_set_aside
FROM ops.load_batch;

CREATE VIEW research.run AS
SELECT run_id, 'load' AS stage, min(started_at) AS started_at,
    max(finished_at) AS finished_at, count(DISTINCT input_no) AS inputs,
    count(*) AS batches, sum(n_read) AS n_read, sum(n_new) AS n_new,
    sum(n_changed) AS n_changed, sum(n_same) AS n_same,
    sum(n_rejected) AS n_rejected, sum(n_set_aside) AS n_set_aside
FROM ops.load_batch GROUP BY run_id;

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
	    count(DISTINCT e.report_key) AS reports,
	    min(c.fetched_at) AS first_seen, max(c.fetched_at) AS last_seen
	FROM store.capture c JOIN store.reading e USING (digest)
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

CREATE VIEW research.unresolved AS
SELECT report_id, source, kind, title, agency, region_code, report_year,
    CASE WHEN kind = 'other' THEN 'kind_other'
    WHEN agency IS NULL THEN 'no_agency'
    WHEN agency_id IS NULL THEN 'agency_without_place'
    ELSE 'no_year' END AS reason
FROM base.reported
WHERE kind = 'other' OR agency_key IS NULL OR year_key = 0;

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
SELECT p.report_id, p.agency, p.region_code, p.report_year, a.tbl, a.ind,
    a.col, p.source, a.value, a.raw, p.other_source, b.value AS other_value,
    b.raw AS other_raw
FROM pair p
CROSS JOIN LATERAL (
	SELECT * FROM store.cell c
	WHERE (c.report_year, c.report_key, c.version_key) =
	    (p.year_key, p.report_key, p.version_key)
	OFFSET 0
) a
CROSS JOIN LATERAL (
	SELECT * FROM store.cell c
	WHERE (c.report_year, c.report_key, c.version_key, c.tbl, c.ind, c.col)
	    = (p.other_year, p.report_key, p.other_key, a.tbl, a.ind, a.col)
	OFFSET 0
) b
WHERE (a.value, a.state) IS DISTINCT FROM (b.value, b.state);

CREATE VIEW research.indicator AS
SELECT base.whole(tbl) AS tbl, ind, base.whole(ord) AS ord, parent, label_zh,
    label_en, unit, string_to_array(templates, ',') AS templates,
    string_to_array(aliases, '|') AS aliases
FROM dict.indicator;

CREATE VIEW research.indicator_column AS
SELECT base.whole(tbl) AS tbl, col, base.whole(ord) AS ord, label_zh,
    label_en, unit, string_to_array(templates, ',') AS templates,
    string_to_array(aliases, '|') AS aliases
FROM dict."column";

CREATE VIEW research.rule AS
SELECT rule, severity, grain, base.whole(tbl) AS tbl, label_zh, label_en,
    statement
FROM dict.rule;

CREATE VIEW research.region AS
SELECT code AS region_code, name, level, parent AS parent_code, valid_from,
    valid_to, successors
FROM base.region;

CREATE VIEW research.agency AS
SELECT DISTINCT ON (agency_id) agency_id, agency, agency_kind, region_code,
    region_name, province, level,
    min(report_year) OVER w AS first_year,
    max(report_year) OVER w AS last_year, count(*) OVER w AS reports
FROM base.current
WHERE agency_id IS NOT NULL
WINDOW w AS (PARTITION BY agency_id)
ORDER BY agency_id, report_year DESC NULLS LAST, report_id;

-- Sentences that hold the query, in the text as found or in its Simplified
-- form; more hits in a section first.
-- In Simplified characters, as text_hans is.
CREATE FUNCTION base.folded(words text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	SELECT translate(words, coalesce(string_agg(t, '' ORDER BY t), ''),
	    coalesce(string_agg(s, '' ORDER BY t), ''))
	FROM dict.t2s WHERE length(t) = 1 AND length(s) = 1
$$;

CREATE FUNCTION research.search(query text)
RETURNS TABLE (report_id text, section integer, rank integer, sentence text)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
	WITH word AS MATERIALIZED (
		SELECT w, base.folded(w) AS f, n
		FROM regexp_split_to_table(lower(btrim(query)), '\s+')
		    WITH ORDINALITY AS t (w, n)
		WHERE w <> ''
	), found AS (
		SELECT p.report_id, s.ordinal, lower(s.text) AS text,
		    lower(s.text_hans) AS hans, s.text_hans AS body
		FROM base.current p
		JOIN store.section s
		    ON (s.report_year, s.report_key) =
		    (p.year_key, p.report_key)
		    AND s.version_key OPERATOR(base.==) p.version_key
		WHERE EXISTS (SELECT FROM word)
		AND NOT EXISTS (SELECT FROM word
		    WHERE strpos(lower(s.text), w) = 0
		    AND strpos(lower(s.text_hans), f) = 0)
	)
	SELECT f.report_id, f.ordinal,
	    (SELECT sum(greatest(
		(length(f.text) - length(replace(f.text, w.w, ''))) /
		    length(w.w),
		(length(f.hans) - length(replace(f.hans, w.f, ''))) /
		    length(w.f))) FROM word w)::integer,
	    (SELECT btrim(x) FROM regexp_split_to_table(f.body,
		'(?<=[。！？；])|\n') WITH ORDINALITY AS t (x, n)
		WHERE strpos(lower(x), (SELECT word.f FROM word
		    ORDER BY word.n LIMIT 1)) > 0 ORDER BY n LIMIT 1)
	FROM found f
	ORDER BY 3 DESC, 1, 2
$$;
