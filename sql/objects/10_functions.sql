-- SPDX-License-Identifier: MIT
-- The loader's side of a batch, called in this order in one transaction:
-- COPY into the temporary table `incoming`, store.take(), COPY of the
-- versions and children that take() calls fresh, store.finish().

-- The reading in force of each document.
CREATE OR REPLACE VIEW store.reading AS
SELECT DISTINCT ON (digest) *
FROM store.extraction
ORDER BY digest, extractor_version DESC, n_known DESC,
    version_key DESC NULLS LAST;

-- Printed cells, one by one.
CREATE VIEW store.cell AS
SELECT b.report_year, b.report_key, b.version_key, b.tbl, s.ind, s.col,
    x.value, s.unit,
    CASE x.letter WHEN 'b' THEN 'blank' WHEN 'a' THEN 'na'
	WHEN 't' THEN 'text' ELSE 'num' END AS state,
    CASE WHEN b.raw[s.slot] IS NOT NULL THEN b.raw[s.slot]
	WHEN x.letter = 'b' THEN '' ELSE x.value::text END AS raw,
    b.at_table, (b.at_row + s.down)::smallint AS at_row,
    (b.at_col + s.across)::smallint AS at_col
FROM store.cell_block b
JOIN store.slot s USING (layout)
CROSS JOIN LATERAL (
	SELECT CASE WHEN b.exact IS NULL THEN b.whole[s.slot]::numeric
	    ELSE b.exact[s.slot] END AS value,
	    substr(b.state, s.slot, 1) AS letter
) x;

-- The host of a URL, with its port where that is not the usual one; null for
-- a path.
CREATE FUNCTION store.authority(source text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN strpos(source, '://') > 1 THEN lower(split_part(
	    split_part(split_part(split_part(split_part(source, '://', 2),
	    '/', 1), '?', 1), '#', 1), '@', -1)) END
$$;

-- Captures of documents that could be read. Whether one is official is told
-- by the list of portals where that names its host, else by the name of the
-- host. What bears the marks of a mirror has the lowest rank, whatever its
-- host. A later attempt that found the same at the same URL moves last_seen;
-- the crawl log knows the payload by its own digest, which is not that of the
-- document where it came compressed, so it is followed over the archive, too.
CREATE VIEW store.sighting AS
SELECT c.digest, c.source, c.fetched_at,
    coalesce(h.official, c.is_official) AND NOT c.is_mirror AS official,
    CASE WHEN c.is_mirror THEN 0 WHEN coalesce(h.official, c.is_official)
	THEN 2 ELSE 1 END AS rank,
    greatest(c.fetched_at, v.at) AS last_seen
FROM store.capture c
LEFT JOIN LATERAL (
	SELECT x.official FROM store.host x
	WHERE x.host = store.authority(c.source) AND x.official IS NOT NULL
	ORDER BY x.at DESC, x.line_digest DESC LIMIT 1
) h ON true
LEFT JOIN LATERAL (
	SELECT max(f.at) AS at FROM store.fetch f
	WHERE f.url = c.source AND f.outcome IN ('same', 'not_modified')
	AND (f.digest = c.digest OR f.digest IN (SELECT o.digest
	    FROM store.fetch o WHERE o.url = c.source
	    AND (o.warc_file, o.warc_offset) = (c.warc_file, c.warc_offset)))
) v ON c.fetched_at IS NOT NULL
WHERE c.state = 'ok';

-- Locks what the batch touches (documents, then reports, each in key order,
-- so that two loaders cannot deadlock), stores documents, captures and
-- readings, and says for each record what it is and whether its version has
-- to be copied.
CREATE OR REPLACE FUNCTION store.take()
RETURNS TABLE (seq integer, status text, fresh boolean)
LANGUAGE plpgsql AS $$
DECLARE
	new_digests bytea[];
	old_digests bytea[];
	keys bigint[];
	new_keys bigint[];
	n_added bigint;
BEGIN
	-- Not while store.take_crawl() runs, which changes what settling
	-- reads.
	PERFORM pg_advisory_xact_lock_shared(20080501, 2);

	-- Wholly known: nothing is locked and nothing is written.
	UPDATE incoming i SET known = true
	WHERE EXISTS (SELECT FROM store.extraction e
	    WHERE e.digest = i.digest
	    AND e.extractor_version = i.extractor_version
	    AND e.version_key IS NOT DISTINCT FROM i.version_key)
	AND EXISTS (SELECT FROM store.capture c
	    WHERE c.digest = i.digest AND c.source = i.source
	    AND c.fetched_at IS NOT DISTINCT FROM i.fetched_at
	    AND store.account(c.extractor_version, c.warc_file, c.warc_offset,
		ROW (c.http_status, c.is_official, c.is_mirror, c.mime,
		c.mime_from, c.charset, c.charset_from, c.state, c.reason,
		c.reason_detail)::text)
	    <= store.account(i.extractor_version, i.warc_file, i.warc_offset,
		ROW (i.http_status, i.is_official, i.is_mirror, i.mime,
		i.mime_from, i.charset, i.charset_from, i.state, i.reason,
		i.reason_detail)::text));

	WITH added AS (
		INSERT INTO store.document
		SELECT DISTINCT ON (i.digest) i.digest, i.bytes
		FROM incoming i WHERE NOT i.known ORDER BY i.digest
		ON CONFLICT DO NOTHING RETURNING digest
	)
	SELECT array_agg(a.digest) INTO new_digests FROM added a;
	-- Rows of our own are locked already.
	old_digests := ARRAY(SELECT i.digest FROM incoming i WHERE NOT i.known
	    EXCEPT SELECT unnest(new_digests));
	PERFORM FROM store.document d WHERE d.digest = ANY (old_digests)
	ORDER BY d.digest FOR UPDATE;

	keys := ARRAY(
		SELECT i.report_key FROM incoming i
		WHERE NOT i.known AND i.report_key IS NOT NULL
		UNION
		SELECT e.report_key FROM store.extraction e
		WHERE e.digest = ANY (old_digests)
		AND e.report_key IS NOT NULL);
	WITH added AS (
		INSERT INTO store.report (report_key)
		SELECT k FROM unnest(keys) k ORDER BY k
		ON CONFLICT DO NOTHING RETURNING report_key
	)
	SELECT array_agg(a.report_key) INTO new_keys FROM added a;
	PERFORM FROM store.report r WHERE r.report_key = ANY (ARRAY(
	    SELECT unnest(keys) EXCEPT SELECT unnest(new_keys)))
	ORDER BY r.report_key FOR UPDATE;

	-- Nothing of it was there before, and nothing comes twice: then all is
	-- new, and nobody need look, nor will finish().
	PERFORM set_config('nianbao.alone', '', true);
	IF cardinality(new_digests) = (SELECT count(*) FROM incoming)
	    AND coalesce(cardinality(new_keys), 0) =
	    (SELECT count(i.report_key) FROM incoming i) THEN
		PERFORM set_config('nianbao.alone', 'on', true);
		PERFORM store.add_alone();
		RETURN QUERY SELECT i.seq, 'new', i.version_key IS NOT NULL
		FROM incoming i;
		RETURN;
	END IF;
	RETURN QUERY SELECT * FROM store.judge(new_digests, new_keys);

	-- The locks of the documents are held: nobody else writes of them.
	INSERT INTO store.extraction
	SELECT i.digest, i.extractor_version, i.report_key, i.version_key,
	    i.n_known
	FROM incoming i WHERE NOT i.known
	ON CONFLICT DO NOTHING;

	INSERT INTO store.line
	SELECT i.line_digest, i.state = 'ok' FROM incoming i ORDER BY 1
	ON CONFLICT DO NOTHING;

	INSERT INTO store.capture
	SELECT i.digest, i.source, i.fetched_at, i.http_status, i.warc_file,
	    i.warc_offset, i.is_official, i.is_mirror, i.extractor_version,
	    i.mime, i.mime_from, i.charset, i.charset_from, i.state, i.reason,
	    i.reason_detail
	FROM incoming i WHERE NOT i.known
	ON CONFLICT DO NOTHING;
	GET DIAGNOSTICS n_added = ROW_COUNT;
	IF n_added < (SELECT count(*) FROM incoming i WHERE NOT i.known) THEN
		PERFORM store.recapture();
	END IF;
END $$;

-- What take() adds of documents that are new: nothing is there that it could
-- be in conflict with, and not to look for it takes half the time.
CREATE FUNCTION store.add_alone() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO store.extraction
	SELECT i.digest, i.extractor_version, i.report_key, i.version_key,
	    i.n_known
	FROM incoming i;
	INSERT INTO store.line
	SELECT i.line_digest, i.state = 'ok' FROM incoming i ORDER BY 1;
	INSERT INTO store.capture
	SELECT i.digest, i.source, i.fetched_at, i.http_status, i.warc_file,
	    i.warc_offset, i.is_official, i.is_mirror, i.extractor_version,
	    i.mime, i.mime_from, i.charset, i.charset_from, i.state, i.reason,
	    i.reason_detail
	FROM incoming i;
END $$;

-- What each record of the batch is, given what was added for it.
CREATE FUNCTION store.judge(new_digests bytea[], new_keys bigint[])
RETURNS TABLE (seq integer, status text, fresh boolean)
LANGUAGE plpgsql AS $$
BEGIN
	-- Lines without a number mark what is new: joining them would take the
	-- square of their number, as long as the planner may not hash.
	RETURN QUERY
	WITH marked AS (
		SELECT i.seq, i.digest, i.extractor_version, i.report_key,
		    i.version_key, i.known FROM incoming i
		UNION ALL
		SELECT NULL, d, NULL, NULL, NULL, false
		FROM unnest(new_digests) d
		UNION ALL
		SELECT NULL, NULL, NULL, k, NULL, false
		FROM unnest(new_keys) k
	), counted AS (
		SELECT m.*, count(m.seq) OVER d AS nth_document,
		    bool_or(m.seq IS NULL) OVER d AS document_new,
		    count(m.seq) OVER r AS nth_report,
		    bool_or(m.seq IS NULL) OVER r AS report_new,
		    count(m.seq) OVER v AS nth_version,
		    count(m.seq) OVER x AS nth_reading
		FROM marked m
		WINDOW d AS (PARTITION BY m.digest ORDER BY m.seq NULLS FIRST),
		r AS (PARTITION BY m.report_key ORDER BY m.seq NULLS FIRST),
		v AS (PARTITION BY m.report_key, m.version_key
		    ORDER BY m.seq),
		x AS (PARTITION BY m.digest, m.extractor_version,
		    m.version_key ORDER BY m.seq)
	), told AS (
		SELECT c.*, c.known OR c.nth_reading > 1 OR EXISTS (
			SELECT FROM store.extraction e
			WHERE e.digest = c.digest
			AND e.extractor_version = c.extractor_version
			AND e.version_key IS NOT DISTINCT FROM c.version_key)
		    AS reading_known,
		    EXISTS (SELECT FROM store.version v
			WHERE v.report_key = c.report_key
			AND v.version_key = c.version_key) AS version_known
		FROM counted c WHERE c.seq IS NOT NULL
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
	FROM told t;
END $$;

-- Captures of the batch of which there are several accounts.
CREATE FUNCTION store.recapture() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO store.capture AS c
	SELECT DISTINCT ON (i.digest, i.source, i.fetched_at)
	    i.digest, i.source, i.fetched_at, i.http_status, i.warc_file,
	    i.warc_offset, i.is_official, i.is_mirror, i.extractor_version,
	    i.mime, i.mime_from, i.charset, i.charset_from, i.state, i.reason,
	    i.reason_detail
	FROM incoming i WHERE NOT i.known
	ORDER BY i.digest, i.source, i.fetched_at, store.account(
	    i.extractor_version, i.warc_file, i.warc_offset,
	    ROW (i.http_status, i.is_official, i.is_mirror, i.mime,
	    i.mime_from, i.charset, i.charset_from, i.state, i.reason,
	    i.reason_detail)::text)
	ON CONFLICT (digest, source, fetched_at) DO UPDATE
	SET (http_status, warc_file, warc_offset, is_official, is_mirror,
	    extractor_version, mime, mime_from, charset, charset_from, state,
	    reason, reason_detail) =
	    (excluded.http_status, excluded.warc_file, excluded.warc_offset,
	    excluded.is_official, excluded.is_mirror,
	    excluded.extractor_version, excluded.mime, excluded.mime_from,
	    excluded.charset, excluded.charset_from, excluded.state,
	    excluded.reason, excluded.reason_detail)
	WHERE store.account(excluded.extractor_version, excluded.warc_file,
	    excluded.warc_offset, ROW (excluded.http_status,
	    excluded.is_official, excluded.is_mirror, excluded.mime,
	    excluded.mime_from, excluded.charset, excluded.charset_from,
	    excluded.state, excluded.reason, excluded.reason_detail)::text)
	    < store.account(c.extractor_version, c.warc_file, c.warc_offset,
	    ROW (c.http_status, c.is_official, c.is_mirror, c.mime,
	    c.mime_from, c.charset, c.charset_from, c.state, c.reason,
	    c.reason_detail)::text);
END $$;

-- Of two accounts of one capture the lesser is kept: that of the newer
-- extractor, then the first by place in the archive, then any one for
-- certain.
CREATE FUNCTION store.account(version integer, file text, at bigint,
    rest text) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
	SELECT ARRAY[to_char(2147483647 - version, 'FM0000000000'),
	    CASE WHEN file IS NULL THEN 'b' ELSE 'a' || file END,
	    to_char(coalesce(at, -1), 'S0000000000000000000'), rest]
$$;

-- The crawl log's lines, in the temporary tables incoming_fetch and
-- incoming_host. Called before store.take() where a batch has both, and alone
-- among all loaders: what a report is settled by may change here, and so it
-- is settled again.
CREATE FUNCTION store.take_crawl()
RETURNS TABLE (seq integer, status text)
LANGUAGE plpgsql AS $$
DECLARE
	keys bigint[];
BEGIN
	PERFORM pg_advisory_xact_lock(20080501, 2);

	UPDATE incoming_fetch i SET known = true
	WHERE EXISTS (SELECT FROM store.fetch f
	    WHERE (f.url, f.at, f.line_digest) =
		(i.url, i.at, i.line_digest));
	UPDATE incoming_host i SET was = store.official(i.host),
	    known = EXISTS (SELECT FROM store.host h
	    WHERE (h.host, h.at, h.line_digest) =
		(i.host, i.at, i.line_digest));
	INSERT INTO store.fetch
	SELECT url, at, line_digest, host, kind, via, start, title, outcome,
	    reason, detail, http_status, bytes, duration_ms, digest, etag,
	    last_modified, location, warc_file, warc_offset
	FROM incoming_fetch i WHERE NOT i.known ON CONFLICT DO NOTHING;
	INSERT INTO store.host
	SELECT host, at, line_digest, state, reason, since, next_due, waiting,
	    robots_status, delay_ms, official
	FROM incoming_host i WHERE NOT i.known ON CONFLICT DO NOTHING;
	INSERT INTO store.line
	SELECT line_digest, true FROM incoming_fetch UNION
	SELECT line_digest, true FROM incoming_host
	ORDER BY 1 ON CONFLICT DO NOTHING;

	keys := ARRAY(
		SELECT e.report_key FROM store.extraction e
		JOIN store.capture c USING (digest)
		JOIN incoming_fetch i ON i.url = c.source
		WHERE NOT i.known AND i.digest IS NOT NULL
		AND e.report_key IS NOT NULL);
	IF EXISTS (SELECT FROM incoming_host i
	    WHERE i.was IS DISTINCT FROM store.official(i.host)) THEN
		keys := keys || ARRAY(
			SELECT e.report_key FROM store.extraction e
			JOIN store.capture c USING (digest)
			WHERE e.report_key IS NOT NULL
			AND store.authority(c.source) IN (SELECT i.host
			    FROM incoming_host i WHERE i.was
			    IS DISTINCT FROM store.official(i.host)));
	END IF;
	PERFORM store.settle(ARRAY(SELECT DISTINCT unnest(keys)));

	RETURN QUERY
	SELECT i.seq, CASE WHEN i.known OR row_number() OVER (PARTITION BY
	    i.line_digest ORDER BY i.seq) > 1 THEN 'same' ELSE 'new' END
	FROM (SELECT f.seq, f.line_digest, f.known FROM incoming_fetch f
	    UNION ALL
	    SELECT h.seq, h.line_digest, h.known FROM incoming_host h) i;
END $$;

-- Tables that a load changed by more than one row in five since they were
-- last looked at: with plans made for the tables of before, a query may take
-- hours. Where that holds of the partitions together, the table they are of.
-- The largest come first: they are shared out.
CREATE FUNCTION store.stale() RETURNS SETOF text
LANGUAGE sql STABLE AS $$
	SELECT CASE WHEN t.parent <> 0 AND t.all_changed > t.all_live / 5
	    THEN t.parent ELSE t.relid END::regclass::text AS name
	FROM (
		SELECT s.relid, s.n_mod_since_analyze AS changed,
		    s.n_live_tup AS live, coalesce(p.inhparent, 0) AS parent,
		    sum(s.n_mod_since_analyze) OVER w AS all_changed,
		    sum(s.n_live_tup) OVER w AS all_live
		FROM pg_stat_user_tables s
		LEFT JOIN pg_inherits p ON p.inhrelid = s.relid
		WHERE s.schemaname IN ('store', 'ops')
		WINDOW w AS (PARTITION BY p.inhparent)
	) t
	WHERE t.changed > t.live / 5
	GROUP BY name
	ORDER BY sum(pg_table_size(t.relid)) DESC, name
$$;

-- What the list of portals last said of a host; null: nothing.
CREATE FUNCTION store.official(of_host text) RETURNS boolean
LANGUAGE sql STABLE AS $$
	SELECT official FROM store.host
	WHERE host = of_host AND official IS NOT NULL
	ORDER BY at DESC, line_digest DESC LIMIT 1
$$;

-- Settles every report that the documents of the batch belong or belonged to.
CREATE OR REPLACE FUNCTION store.finish() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	digests bytea[];
	keys bigint[];
BEGIN
	IF current_setting('nianbao.alone', true) = 'on' THEN
		PERFORM store.settle_alone();
		RETURN;
	END IF;
	digests := ARRAY(SELECT DISTINCT i.digest FROM incoming i
	    WHERE NOT i.known);
	keys := ARRAY(SELECT DISTINCT e.report_key
	    FROM store.extraction e
	    WHERE e.digest = ANY (digests) AND e.report_key IS NOT NULL);
	-- Each has one reading, of one document, seen once: most of the time.
	IF cardinality(digests) = (SELECT count(*) FROM store.extraction e
		WHERE e.digest = ANY (digests))
	    AND cardinality(digests) = (SELECT count(*) FROM store.capture c
		WHERE c.digest = ANY (digests))
	    AND cardinality(keys) = (SELECT count(*) FROM store.extraction e
		WHERE e.report_key = ANY (keys)) THEN
		PERFORM store.settle_alone();
	ELSE
		PERFORM store.settle(keys);
	END IF;
END $$;

-- What settle() comes to where there is nothing to choose from.
CREATE FUNCTION store.settle_alone() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	WITH told AS MATERIALIZED (
		SELECT i.report_key, i.version_key, c.*
		FROM incoming i
		CROSS JOIN LATERAL (SELECT * FROM store.sighting s
		    WHERE s.digest = i.digest OFFSET 0) c
		WHERE NOT i.known AND i.report_key IS NOT NULL
	)
	UPDATE store.report r
	SET current_version = t.version_key, version = 1, versions = 1,
	    live_set = t.version_key, source = t.source, is_official = t.official,
	    first_seen = t.fetched_at, last_seen = t.last_seen
	FROM told t
	WHERE r.report_key = t.report_key;
END $$;

-- Versions that the reading in force of some document says, with where and
-- when they were seen and their number within the report.
CREATE OR REPLACE FUNCTION store.live(keys bigint[])
RETURNS TABLE (report_key bigint, version_key bigint, content_digest bytea,
    official boolean, first_seen timestamptz, captured timestamptz, last_seen timestamptz,
    source text, version bigint, versions bigint, rank integer,
    sources text[])
LANGUAGE sql STABLE AS $$
	WITH reading AS (
		SELECT DISTINCT ON (e.digest) e.*
		FROM store.extraction e
		WHERE e.digest = ANY (ARRAY(SELECT x.digest
		    FROM store.extraction x WHERE x.report_key = ANY (keys)))
		ORDER BY e.digest, e.extractor_version DESC, e.n_known DESC,
		    e.version_key DESC NULLS LAST
	), seen AS (
		SELECT r.report_key, r.version_key,
		    bool_or(c.official) AS official,
		    min(c.fetched_at) AS first_seen,
		    max(c.fetched_at) AS captured,
		    max(c.last_seen) AS last_seen,
		    (array_agg(c.source ORDER BY c.rank DESC,
			c.fetched_at DESC NULLS LAST,
			c.source COLLATE "C"))[1] AS source,
		    max(c.rank) AS rank,
		    array_agg(DISTINCT c.source COLLATE "C") AS sources
		FROM reading r JOIN store.sighting c USING (digest)
		WHERE r.report_key = ANY (keys)
		GROUP BY 1, 2
	)
	SELECT s.report_key, s.version_key, v.content_digest, s.official,
	    s.first_seen, s.captured, s.last_seen, s.source,
	    row_number() OVER (PARTITION BY s.report_key
		ORDER BY s.first_seen NULLS FIRST, v.content_digest),
	    count(*) OVER (PARTITION BY s.report_key), s.rank, s.sources
	FROM seen s JOIN store.version v USING (report_key, version_key)
$$;

-- Whether all of the one is in the other, and more.
CREATE FUNCTION store.less(one text[], other text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
	SELECT one <@ other AND NOT other <@ one
$$;

-- What a heading is known by: its number, which no script, punctuation or
-- other wording changes, else its letters.
CREATE FUNCTION store.heading(number smallint, heading text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN number > 0 THEN number::text
	    ELSE regexp_replace(heading, '[^[:alnum:]]', '', 'g') END
$$;

-- Whether a version of a report lost tables, or rows, against another; or
-- headings or its end, unless the other lost tables or rows against it.
CREATE FUNCTION store.lost(report bigint, one bigint, other bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
	v record;
	less boolean;
BEGIN
	SELECT a.report_year AS year_a, b.report_year AS year_b,
	    a.row_set <> b.row_set AS differ,
	    string_to_array(a.row_set, E'\n') AS rows_a,
	    string_to_array(b.row_set, E'\n') AS rows_b,
	    length(a.text_hans) < length(b.text_hans)
	    AND starts_with(b.text_hans, rtrim(a.text_hans, E' \n')) AS cut
	INTO v
	FROM store.version a, store.version b
	WHERE (a.report_key, a.version_key) = (report, one)
	AND (b.report_key, b.version_key) = (report, other);
	IF v.differ THEN
		SELECT CASE WHEN store.less(t.a, t.b) THEN true
		    WHEN store.less(t.b, t.a) THEN false
		    WHEN store.less(v.rows_a, v.rows_b) THEN true
		    WHEN store.less(v.rows_b, v.rows_a) THEN false END
		INTO less
		FROM (SELECT ARRAY(SELECT split_part(r, '.', 1)
			FROM unnest(v.rows_a) r) AS a,
		    ARRAY(SELECT split_part(r, '.', 1)
			FROM unnest(v.rows_b) r) AS b) t;
	END IF;
	IF less IS NOT NULL OR v.cut THEN
		RETURN coalesce(less, true);
	END IF;
	RETURN store.less(ARRAY(SELECT store.heading(s.number, s.heading)
		FROM store.section s
		WHERE s.report_year = v.year_a AND s.report_key = report
		AND s.version_key = one AND s.level = 1
		AND s.heading IS NOT NULL),
	    ARRAY(SELECT store.heading(s.number, s.heading)
		FROM store.section s
		WHERE s.report_year = v.year_b AND s.report_key = report
		AND s.version_key = other AND s.level = 1
		AND s.heading IS NOT NULL));
END $$;

-- The same against any of several versions of the report that rank alike.
CREATE FUNCTION store.lost_any(report bigint, one bigint, of_rank integer,
    others bigint[], ranks integer[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT FROM unnest(others, ranks)
		AS o (version_key, rank)
	    WHERE o.version_key <> one AND o.rank = of_rank
	    AND store.lost(report, one, o.version_key))
$$;

-- Chooses the current version of each report: an official source before any
-- other, and a mirror behind all; a version that lost tables, rows, headings
-- or its end against another is out;
-- then the latest capture; then the greatest content digest. Seeing a page
-- unchanged is no capture: two pages that differ would take turns every night.
-- A function of what is stored, not of the order in which it came. The caller holds the
-- locks of the reports.
CREATE OR REPLACE FUNCTION store.settle(keys bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	WITH live AS (
		SELECT *, array_agg(l.version_key) OVER w AS all_keys,
		    array_agg(l.rank) OVER w AS all_ranks,
		    CASE WHEN l.versions = 1 THEN l.version_key
		    ELSE bit_xor(hashtextextended(ROW (l.version_key, l.rank,
			l.sources)::text, 0)) OVER w END AS live_set
		FROM store.live(keys) l
		WINDOW w AS (PARTITION BY l.report_key)
	), best AS (
		SELECT l.*, l.versions > 1 AND store.lost_any(l.report_key,
		    l.version_key, l.rank, l.all_keys, l.all_ranks) AS lost
		FROM live l
	), chosen AS (
		SELECT DISTINCT ON (report_key) report_key, version_key,
		    version, versions, live_set, source, official,
		    min(first_seen) OVER w AS first_seen,
		    max(last_seen) OVER w AS last_seen
		FROM best
		WINDOW w AS (PARTITION BY report_key)
		ORDER BY report_key, rank DESC, lost,
		    captured DESC NULLS LAST, content_digest DESC
	), told AS (
		SELECT DISTINCT ON (report_key) *
		FROM (SELECT report_key, version_key, version::smallint,
			versions::smallint, live_set, source, official,
			first_seen, last_seen
		    FROM chosen
		    UNION ALL
		    SELECT k, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
		    FROM unnest(keys) k) x
		ORDER BY report_key, version_key NULLS LAST
	)
	UPDATE store.report r
	SET current_version = t.version_key, version = t.version,
	    versions = t.versions, live_set = t.live_set, source = t.source,
	    is_official = t.official, first_seen = t.first_seen,
	    last_seen = t.last_seen
	FROM told t
	WHERE r.report_key = t.report_key
	AND (r.current_version, r.version, r.versions, r.live_set, r.source,
	    r.is_official, r.first_seen, r.last_seen)
	    IS DISTINCT FROM (t.version_key, t.version, t.versions,
	    t.live_set, t.source, t.official, t.first_seen, t.last_seen);
END $$;
