-- SPDX-License-Identifier: MIT
-- The loader's side of a batch, called in this order in one transaction:
-- COPY into the temporary table `incoming`, store.take(), COPY of the
-- versions and children that take() calls fresh, store.finish().

-- The reading in force of each document.
CREATE OR REPLACE VIEW store.reading AS
SELECT DISTINCT ON (digest) *
FROM store.extraction
ORDER BY digest, extractor_version DESC, n_known DESC, version_key DESC;

-- Locks what the batch touches (documents, then reports, each in key order,
-- so that two loaders cannot deadlock), stores documents, captures and
-- readings, and says for each record what it is and whether its version has
-- to be copied.
CREATE OR REPLACE FUNCTION store.take()
RETURNS TABLE (seq integer, status text, fresh boolean)
LANGUAGE plpgsql AS $$
DECLARE
	keys bigint[];
BEGIN
	-- Wholly known: nothing is locked and nothing is written.
	UPDATE incoming i SET known = true
	WHERE EXISTS (SELECT FROM store.extraction e
	    WHERE e.digest = i.digest
	    AND e.extractor_version = i.extractor_version
	    AND e.version_key IS NOT DISTINCT FROM i.version_key)
	AND EXISTS (SELECT FROM store.capture c
	    WHERE c.digest = i.digest AND c.source = i.source
	    AND c.fetched_at IS NOT DISTINCT FROM i.fetched_at
	    AND NOT store.tells_more(i.extractor_version, i.warc_file,
		i.warc_offset, c.extractor_version, c.warc_file,
		c.warc_offset));

	WITH added AS (
		INSERT INTO store.document
		SELECT DISTINCT ON (i.digest) i.digest, i.bytes
		FROM incoming i WHERE NOT i.known ORDER BY i.digest
		ON CONFLICT DO NOTHING RETURNING digest
	)
	UPDATE incoming i SET document_new = true
	FROM added a WHERE a.digest = i.digest;
	PERFORM FROM store.document d
	WHERE d.digest IN (SELECT i.digest FROM incoming i WHERE NOT i.known)
	ORDER BY d.digest FOR UPDATE;

	keys := ARRAY(
		SELECT i.report_key FROM incoming i
		WHERE NOT i.known AND i.report_key IS NOT NULL
		UNION
		SELECT e.report_key FROM store.extraction e
		JOIN incoming i USING (digest)
		WHERE NOT i.known AND e.report_key IS NOT NULL
		ORDER BY 1);
	WITH added AS (
		INSERT INTO store.report (report_key)
		SELECT k FROM unnest(keys) k ORDER BY k
		ON CONFLICT DO NOTHING RETURNING report_key
	)
	UPDATE incoming i SET report_new = true
	FROM added a WHERE a.report_key = i.report_key;
	PERFORM FROM store.report r WHERE r.report_key = ANY (keys)
	ORDER BY r.report_key FOR UPDATE;

	RETURN QUERY
	WITH told AS (
		SELECT i.*,
		    i.known OR EXISTS (SELECT FROM store.extraction e
			WHERE e.digest = i.digest
			AND e.extractor_version = i.extractor_version
			AND e.version_key IS NOT DISTINCT FROM i.version_key)
		    OR row_number() OVER (PARTITION BY i.digest,
			i.extractor_version, i.version_key
			ORDER BY i.seq) > 1 AS reading_known,
		    EXISTS (SELECT FROM store.version v
			WHERE v.report_key = i.report_key
			AND v.version_key = i.version_key) AS version_known,
		    row_number() OVER (PARTITION BY i.report_key,
			i.version_key ORDER BY i.seq) AS nth_version,
		    row_number() OVER (PARTITION BY i.report_key
			ORDER BY i.seq) AS nth_report,
		    row_number() OVER (PARTITION BY i.digest
			ORDER BY i.seq) AS nth_document
		FROM incoming i
	)
	SELECT t.seq,
	    CASE
	    WHEN t.reading_known THEN 'same'
	    WHEN NOT t.document_new OR t.nth_document > 1 THEN 'changed'
	    WHEN t.version_key IS NULL THEN 'new'
	    WHEN t.version_known OR t.nth_version > 1 THEN 'same'
	    WHEN t.report_new AND t.nth_report = 1 THEN 'new'
	    ELSE 'changed'
	    END,
	    t.version_key IS NOT NULL AND NOT t.version_known
		AND t.nth_version = 1
	FROM told t ORDER BY t.seq;

	INSERT INTO store.extraction
	SELECT DISTINCT ON (i.digest, i.extractor_version, i.version_key)
	    i.digest, i.extractor_version, i.report_key, i.version_key,
	    i.n_known, i.mime, i.mime_from, i.charset, i.charset_from,
	    i.state, i.reason, i.reason_detail
	FROM incoming i WHERE NOT i.known
	ORDER BY i.digest, i.extractor_version, i.version_key, i.charset,
	    i.charset_from
	ON CONFLICT DO NOTHING;

	INSERT INTO store.line
	SELECT DISTINCT i.line_digest, i.state = 'ok'
	FROM incoming i ORDER BY 1 ON CONFLICT DO NOTHING;

	INSERT INTO store.capture AS c
	SELECT DISTINCT ON (i.digest, i.source, i.fetched_at)
	    i.digest, i.source, i.fetched_at, i.http_status, i.warc_file,
	    i.warc_offset, i.is_official, i.is_mirror, i.extractor_version
	FROM incoming i WHERE NOT i.known
	ORDER BY i.digest, i.source, i.fetched_at, i.extractor_version DESC,
	    i.warc_file, i.warc_offset
	ON CONFLICT (digest, source, fetched_at) DO UPDATE
	SET http_status = excluded.http_status,
	    warc_file = excluded.warc_file,
	    warc_offset = excluded.warc_offset,
	    is_official = excluded.is_official,
	    is_mirror = excluded.is_mirror,
	    extractor_version = excluded.extractor_version
	WHERE store.tells_more(excluded.extractor_version,
	    excluded.warc_file, excluded.warc_offset, c.extractor_version,
	    c.warc_file, c.warc_offset);
END $$;

-- Whether one account of a capture is to be kept rather than another: of the
-- newer extractor, then the first by place in the archive.
CREATE OR REPLACE FUNCTION store.tells_more(a_version integer, a_file text,
    a_offset bigint, b_version integer, b_file text, b_offset bigint)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT (-a_version, a_file IS NULL, coalesce(a_file, ''),
	    coalesce(a_offset, -1)) < (-b_version, b_file IS NULL,
	    coalesce(b_file, ''), coalesce(b_offset, -1))
$$;

-- Settles every report that the documents of the batch belong or belonged to.
CREATE OR REPLACE FUNCTION store.finish() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM store.settle(ARRAY(
		SELECT DISTINCT e.report_key FROM store.extraction e
		JOIN incoming i USING (digest)
		WHERE NOT i.known AND e.report_key IS NOT NULL));
END $$;

-- Versions that the reading in force of some document says, with where and
-- when they were seen and their number within the report.
CREATE OR REPLACE FUNCTION store.live(keys bigint[])
RETURNS TABLE (report_key bigint, version_key bigint, content_digest bytea,
    row_set text[], text_hans text, official boolean,
    first_seen timestamptz, last_seen timestamptz, source text,
    version bigint, versions bigint)
LANGUAGE sql STABLE AS $$
	WITH reading AS (
		SELECT DISTINCT ON (e.digest) e.*
		FROM store.extraction e
		WHERE e.digest IN (SELECT x.digest FROM store.extraction x
		    WHERE x.report_key = ANY (keys))
		ORDER BY e.digest, e.extractor_version DESC, e.n_known DESC,
		    e.version_key DESC
	), seen AS (
		SELECT r.report_key, r.version_key,
		    bool_or(c.is_official AND NOT c.is_mirror) AS official,
		    min(c.fetched_at) AS first_seen,
		    max(c.fetched_at) AS last_seen,
		    (array_agg(c.source ORDER BY
			c.is_official AND NOT c.is_mirror DESC,
			c.fetched_at DESC NULLS LAST,
			c.source COLLATE "C"))[1] AS source
		FROM reading r JOIN store.capture c USING (digest)
		WHERE r.report_key = ANY (keys)
		GROUP BY 1, 2
	)
	SELECT s.report_key, s.version_key, v.content_digest, v.row_set,
	    v.text_hans, s.official, s.first_seen, s.last_seen, s.source,
	    row_number() OVER (PARTITION BY s.report_key
		ORDER BY s.first_seen NULLS FIRST, v.content_digest),
	    count(*) OVER (PARTITION BY s.report_key)
	FROM seen s JOIN store.version v USING (report_key, version_key)
$$;

-- Chooses the current version of each report: an official source before any
-- other; a version that lost rows, headings or its end against another is out;
-- then the latest capture; then the greatest content digest. A function of
-- what is stored, not of the order in which it came. The caller holds the
-- locks of the reports.
CREATE OR REPLACE FUNCTION store.settle(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
	WITH live AS MATERIALIZED (
		SELECT * FROM store.live(keys)
	), best AS (
		SELECT l.*, EXISTS (SELECT FROM live o
		    WHERE o.report_key = l.report_key
		    AND o.version_key <> l.version_key
		    AND o.official = l.official
		    AND ((l.row_set <@ o.row_set
			AND NOT o.row_set <@ l.row_set)
		    OR (length(l.text_hans) < length(o.text_hans)
			AND starts_with(o.text_hans, rtrim(l.text_hans,
			    E' \n'))))) AS lost
		FROM live l
	), chosen AS (
		SELECT DISTINCT ON (report_key) *
		FROM best
		ORDER BY report_key, official DESC, lost,
		    last_seen DESC NULLS LAST, content_digest DESC
	), whole AS (
		SELECT report_key, min(first_seen) AS first_seen,
		    max(last_seen) AS last_seen
		FROM live GROUP BY report_key
	), told AS (
		SELECT k AS report_key, c.version_key, c.version::smallint,
		    c.versions::smallint, c.source, c.official, w.first_seen,
		    w.last_seen
		FROM unnest(keys) k
		LEFT JOIN chosen c ON c.report_key = k
		LEFT JOIN whole w ON w.report_key = k
	)
	UPDATE store.report r
	SET current_version = t.version_key, version = t.version,
	    versions = t.versions, source = t.source,
	    is_official = t.official, first_seen = t.first_seen,
	    last_seen = t.last_seen
	FROM told t
	WHERE r.report_key = t.report_key
	AND (r.current_version, r.version, r.versions, r.source,
	    r.is_official, r.first_seen, r.last_seen)
	    IS DISTINCT FROM (t.version_key, t.version, t.versions, t.source,
	    t.official, t.first_seen, t.last_seen)
$$;
