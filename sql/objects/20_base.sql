-- SPDX-License-Identifier: MIT
-- What several of the researchers' views are made of. Not promised to anyone.
CREATE SCHEMA base;

CREATE FUNCTION base.id(key bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT lpad(to_hex(key), 16, '0') $$;

CREATE FUNCTION base.whole(s text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN s ~ '^-?[0-9]{1,9}$' THEN s::integer END
$$;

CREATE FUNCTION base.exact(s text) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN s ~ '^-?[0-9]{1,30}(\.[0-9]{1,30})?$' THEN s::numeric END
$$;

-- The head of a line, which may end in the middle of a character, as text; with
-- octal escapes where it is none.
CREATE FUNCTION base.readable(head bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	FOR cut IN 0..CASE WHEN length(head) < 2000 THEN 0 ELSE 3 END LOOP
		BEGIN
			RETURN convert_from(substr(head, 1, length(head) - cut),
			    'UTF8');
		EXCEPTION WHEN character_not_in_repertoire THEN
			NULL;
		END;
	END LOOP;
	RETURN encode(head, 'escape');
END $$;

CREATE FUNCTION base.host(source text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT lower(substring(source FROM '^[A-Za-z][A-Za-z0-9+.-]*://([^/:?#]+)'))
$$;

-- A quotient, null where the divisor is zero or unknown.
CREATE FUNCTION base.rate(a numeric, b numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT round(a / nullif(b, 0), 6) $$;

-- Equality that the planner takes for true. A version implies its report and
-- its year; multiplying the three selectivities would make it expect one row
-- where there are millions, and loop over them.
CREATE OPERATOR base.== (LEFTARG = bigint, RIGHTARG = bigint,
    FUNCTION = int8eq, JOIN = neqjoinsel, RESTRICT = neqsel);

-- What the loader makes of a region and a name (load/key.c).
CREATE FUNCTION base.agency_key(code text, name text) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
	SELECT ('x' || encode(substr(sha256(convert_to(code || E'\n' || name,
	    'UTF8')), 1, 8), 'hex'))::bit(64)::bigint >> 1 & x'7fffffffffffffff'::bigint
$$;

CREATE FUNCTION base.key(id text) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN id ~ '^[0-9a-f]{16}$' THEN ('x' || id)::bit(64)::bigint END
$$;

-- The region of an agency's place (load/key.c); null where that is a site.
CREATE FUNCTION base.region_of(place text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN place ~ '^[0-9]{6}$' THEN place END
$$;

-- The current version of each report that has one. year_key is the year it is
-- stored under, agency_key that of the office: of its latest name, where the
-- rules or a person say that an office was renamed.
CREATE VIEW base.placed AS
SELECT r.report_key, v.version_key, v.report_year AS year_key,
    coalesce(g.office_key, p.agency_key, v.agency_key) AS agency_key,
    base.id(r.report_key) AS report_id,
    base.id(coalesce(g.office_key, p.agency_key, v.agency_key)) AS agency_id,
    coalesce(p.report_year, nullif(v.report_year, 0)) AS report_year, r.source,
    r.is_official, r.version, r.versions, r.first_seen, r.last_seen, v.kind,
    v.template, v.title, v.title_inferred, v.title_found,
    coalesce(p.agency, v.agency) AS agency,
    coalesce(p.agency_kind, v.agency_kind) AS agency_kind,
    coalesce(p.region_code, v.region_code, base.region_of(g.office_region))
	AS region_code,
    coalesce(p.region_name, v.region_name, g.region_name) AS region_name,
    coalesce(p.province, v.province, g.province) AS province,
    coalesce(p.level, v.level) AS level, v.scope, v.published_on, v.index_no,
    v.doc_no, v.publisher, v.script,
    v.quality AS own_quality, v.fingerprint, v.format_cited, v.period_from,
    v.period_to, v.written_on,
    coalesce(p.agency_key, v.agency_key) AS named_key,
    CASE WHEN p.report_key IS NOT NULL THEN p.place
	ELSE coalesce(v.agency_place, v.region_code) END AS agency_place,
    p.report_key IS NOT NULL AS placed, r.live_set
FROM store.report r
JOIN store.version v
    ON (v.report_key, v.version_key) = (r.report_key, r.current_version)
LEFT JOIN derived.place p ON p.report_key = r.report_key
LEFT JOIN derived.agency g
    ON g.agency_key = coalesce(p.agency_key, v.agency_key);

-- The same, with what was found out when it was compared with others.
CREATE VIEW base.current AS
SELECT p.*, CASE WHEN p.own_quality = 'clean' AND d.cross_warns > 0
	THEN 'flagged' ELSE p.own_quality END AS quality,
    coalesce(d.corrected, 0) > 0 AS corrected
FROM base.placed p LEFT JOIN derived.report d USING (report_key);

-- Filled where the build has OpenCC's characters; search folds by it.
CREATE TABLE IF NOT EXISTS dict.t2s (t text, s text);

-- What a researcher calls a report. Lists of reports and robots.txt, which the
-- crawler read on its way, are documents and no reports.
CREATE VIEW base.reported AS
SELECT * FROM base.current c
WHERE NOT (c.kind = 'other' AND EXISTS (SELECT FROM store.fetch f
    WHERE f.url = c.source AND f.kind IN ('list', 'robots')));

-- Annual reports whose agency and year are known: the rows of the panels.
CREATE VIEW base.panel AS
SELECT report_key, version_key, year_key, agency_key,
    base.id(report_key) AS report_id, base.id(agency_key) AS agency_id,
    report_year, template, scope, agency, agency_kind, region_code,
    region_name, province, level, published_on, fingerprint,
    CASE WHEN quality = 'clean' AND cross_warns > 0 THEN 'flagged'
	ELSE quality END AS quality, corrected > 0 AS corrected,
    first_published_on
FROM derived.report WHERE in_panel;

-- Numbers of the current versions: the corrected one, else the printed one,
-- else the one worked out from printed ones, unless one of its row was
-- corrected. A blank that nothing can be worked out for has no row. Few
-- reports have corrections: whether one has is asked before which cell.
CREATE VIEW base.value AS
SELECT c.report_year AS year_key, c.report_key, c.version_key, c.tbl, c.ind,
    c.col, c.value
FROM store.cell c
WHERE c.value IS NOT NULL
AND (c.report_key NOT IN (SELECT report_key FROM derived.correction)
    OR NOT EXISTS (SELECT FROM derived.correction k
    WHERE (k.report_key, k.version_key, k.tbl, k.ind, k.col) =
    (c.report_key, c.version_key, c.tbl, c.ind, c.col)))
UNION ALL
SELECT d.report_year, d.report_key, d.version_key, d.tbl, d.ind, d.col, d.value
FROM store.cell_derived d
WHERE NOT EXISTS (SELECT FROM store.cell c
    WHERE (c.report_year, c.report_key, c.tbl, c.ind, c.col) =
    (d.report_year, d.report_key, d.tbl, d.ind, d.col)
    AND c.version_key OPERATOR(base.==) d.version_key
    AND c.value IS NOT NULL)
AND NOT EXISTS (SELECT FROM derived.correction k
    WHERE (k.report_key, k.version_key, k.tbl, k.ind) =
    (d.report_key, d.version_key, d.tbl, d.ind))
UNION ALL
SELECT k.report_year, k.report_key, k.version_key, k.tbl, k.ind, k.col, k.value
FROM derived.correction k WHERE k.value IS NOT NULL;

-- Which row of table 3 is a part of which group.
CREATE VIEW base.request_part AS
SELECT ind, split_part(ind, '_', 2) AS grp
FROM unnest('{req_deny_state_secret,req_deny_law_forbidden,
    req_deny_safety_stability,req_deny_third_party,req_deny_internal,
    req_deny_process,req_deny_enforcement_file,req_deny_admin_query,
    req_unable_not_held,req_unable_need_create,req_unable_unclear,
    req_reject_petition,req_reject_repeat,req_reject_publication,
    req_reject_abusive,req_reject_reconfirm,req_other_no_correction,
    req_other_no_payment,req_other_misc}'::text[]) ind;

-- The numbers that panels and rules across years go by, of each report as one
-- object under names such as 3.req_new.total: of table 3 the totals and what
-- is carried over, of the annex what it shares with it. The cells of a report
-- are found by its key, however many reports are asked for. The condition at
-- the end adds nothing to the one before but speaks of the layout alone, so
-- that most cells are never looked at.
CREATE VIEW base.numbers AS
SELECT p.*, x.v
FROM base.panel p
CROSS JOIN LATERAL (
	SELECT jsonb_object_agg(n.tbl || '.' || n.ind || '.' || n.col, n.value)
	    AS v
	FROM base.value n
	WHERE n.year_key = p.year_key AND n.report_key = p.report_key
	AND n.version_key = p.version_key
	AND (n.tbl IN (2, 4) OR n.tbl = 3 AND (n.col = 'total'
		OR n.ind IN ('req_carry_in', 'req_carry_out'))
	    OR n.tbl = 14 AND n.col = 'value' AND p.template = 'T2014')
	AND (n.col = 'total' OR n.ind IN ('req_carry_in', 'req_carry_out')
	    OR n.ind NOT LIKE 'req\_%')
) x;

CREATE FUNCTION base.number(v jsonb, name text) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT (v -> name)::numeric $$;

-- The rows of table 3 in total, of a report's numbers. A group of rows is the sum
-- of its parts only where each part is known; else its subtotal, if printed;
-- else unknown. Reports with the statistics annex of 2014-2018 give what
-- their form has in common with table 3 and nothing else.
CREATE FUNCTION base.request_of(report_key bigint, template text, v jsonb)
RETURNS SETOF derived.request
LANGUAGE sql IMMUTABLE AS $$
SELECT report_key,
    coalesce(base.number(v, '3.req_new.total'),
	base.number(v, '14.s_req_new.value')),
    base.number(v, '3.req_carry_in.total'),
    coalesce(base.number(v, '3.req_open.total'),
	base.number(v, '14.s_rp_grant.value') +
	base.number(v, '14.s_rp_already.value')),
    coalesce(base.number(v, '3.req_partial.total'),
	base.number(v, '14.s_rp_partial.value')),
    coalesce(g.deny, base.number(v, '3.req_deny_sub.total'),
	base.number(v, '14.s_rp_deny.value')),
    coalesce(g.unable, base.number(v, '3.req_unable_sub.total'),
	base.number(v, '14.s_rp_notours.value') +
	base.number(v, '14.s_rp_notexist.value') +
	base.number(v, '14.s_rp_amend.value')),
    coalesce(g.reject, base.number(v, '3.req_reject_sub.total')),
    coalesce(base.number(v, '3.req_other.total'), g.other,
	base.number(v, '3.req_other_sub.total')),
    base.number(v, '3.req_total.total'),
    base.number(v, '3.req_carry_out.total'),
    template IS NOT DISTINCT FROM 'T2014' AND EXISTS (SELECT
	FROM jsonb_object_keys(v) k WHERE k LIKE '14.%')
	AND NOT EXISTS (SELECT FROM jsonb_object_keys(v) k
	WHERE k LIKE '3.%.total')
FROM (
	SELECT sum(n) FILTER (WHERE grp = 'deny' AND whole) AS deny,
	    sum(n) FILTER (WHERE grp = 'unable' AND whole) AS unable,
	    sum(n) FILTER (WHERE grp = 'reject' AND whole) AS reject,
	    sum(n) FILTER (WHERE grp = 'other' AND whole) AS other
	FROM (
		SELECT grp, sum(n) AS n, count(*) = count(n) AS whole
		FROM (SELECT grp, base.number(v, '3.' || ind || '.total') AS n
		    FROM base.request_part) y
		GROUP BY grp
	) z
) g
$$;

CREATE VIEW base.request AS
SELECT p.*, r.new, r.carry_in, r.open, r.partial, r.deny, r.unable, r.reject,
    r.other, r.done, r.carry_out, coalesce(r.bridged, false) AS bridged
FROM base.panel p LEFT JOIN derived.request r USING (report_key);

CREATE VIEW base.region AS
SELECT code, name, level, parent, base.whole("from") AS valid_from,
    base.whole("to") AS valid_to,
    CASE WHEN successors <> '' THEN string_to_array(successors, ',') END
	AS successors
FROM dict.region WHERE base.whole("from") IS NOT NULL;

-- Which region each one was replaced by, and in which year; a part of one
-- that went elsewhere before its end is no successor.
CREATE VIEW base.heir AS
SELECT r.code, r.name, r.valid_from, r.valid_to, n.code AS next_code,
    n.name AS next_name, n.valid_from AS next_from, n.valid_to AS next_to
FROM base.region r
CROSS JOIN unnest(coalesce(r.successors, ARRAY[r.code])) k
JOIN base.region n ON n.code = k AND n.valid_from <= r.valid_to
    AND (n.valid_to IS NULL OR n.valid_to > r.valid_to)
WHERE r.valid_to IS NOT NULL;

-- Marks that no word goes across.
CREATE FUNCTION base.marks() RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT E' \n\t\r\u00a0\u3000，。、；：“”（）《》！？,.;:()\'\\'
$$;

-- A word that is looked for, as a query; null: only marks. Words of a text are
-- its characters, each with its right neighbour, or alone before a mark and at
-- the end (load/bigram.h). Of the last character only its pair with the one before
-- is asked for.
CREATE FUNCTION base.pairs(word text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT string_agg(quote_literal(CASE WHEN y = ' ' THEN x
	    ELSE x || coalesce(y, '') END) || CASE WHEN y IS NULL
	    THEN ':*' ELSE '' END, ' & ')
	FROM (SELECT string_to_array(translate(lower(word COLLATE "C"),
		base.marks(), repeat(' ', length(base.marks()))), NULL) AS a
	    OFFSET 0) s, unnest(s.a, s.a[2:]) AS t (x, y)
	WHERE x <> ' ' AND (y IS NOT NULL OR cardinality(s.a) = 1)
$$;

-- All words of several texts; null of more than a tsvector has room for.
CREATE FUNCTION base.join_words(one tsvector, other tsvector) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE WHEN length(one) + length(other) <= 120000
	    THEN one || other END
$$;
CREATE AGGREGATE base.joined(tsvector) (SFUNC = base.join_words,
    STYPE = tsvector, INITCOND = '');

-- The parts of a text: what stands from one heading of the first level to the
-- next, tables left out, as derived.section_words has its words.
CREATE VIEW base.part AS
SELECT report_year AS year_key, report_key, version_key, head,
    max(number) FILTER (WHERE ordinal = head) AS number,
    max(heading) FILTER (WHERE ordinal = head) AS heading,
    sum(length(text_hans)) AS chars, base.joined(words ORDER BY ordinal) AS words
FROM (
	SELECT s.*, w.words, max(s.ordinal) FILTER (WHERE s.level = 1)
	    OVER (PARTITION BY s.report_year, s.report_key, s.version_key
	    ORDER BY s.ordinal) AS head
	FROM store.section s
	LEFT JOIN derived.section_words w
	    ON (w.report_year, w.report_key, w.ordinal, w.version_key) =
	    (s.report_year, s.report_key, s.ordinal, s.version_key)
) x
WHERE head IS NOT NULL
GROUP BY 1, 2, 3, 4;

-- How many words of the one text the other has not, those with digits left out.
CREATE FUNCTION base.lacks(one tsvector, other tsvector) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
	SELECT count(*) FROM unnest(tsvector_to_array(ts_delete(one,
	    tsvector_to_array(other)))) w WHERE w !~ '[0-9]'
$$;

-- Decisions (decisions(5)), with what stands in their fields.
CREATE VIEW base.decision AS
SELECT d.*,
    CASE WHEN decision IN ('same', 'apart', 'successor')
	THEN split_part(subject, ' ', 1) END AS code,
    CASE WHEN decision IN ('same', 'apart', 'successor')
	THEN substr(subject, strpos(subject, ' ') + 1) END AS name,
    CASE WHEN decision IN ('place', 'exclude')
	THEN base.key(subject) END AS report_key,
    CASE WHEN decision IN ('same', 'successor', 'place')
	THEN split_part(value, ' ', 1) END AS to_code,
    CASE WHEN decision IN ('same', 'successor')
	THEN substr(value, strpos(value, ' ') + 1)
	-- The years that a report may have.
	WHEN decision = 'place' AND value ~
	    '^[^ ]+ [^ ]+( (19[0-9][0-9]|20[0-9][0-9]|2100)?)?$'
	THEN split_part(value, ' ', 2) END AS to_name,
    CASE WHEN decision = 'place'
	THEN base.whole(split_part(value, ' ', 3)) END AS to_year
FROM dict.decision d;

-- An office of whose line of business another one of the region starts to
-- report after its last report, within two years, unless a person has said
-- what came of it, under any of its names.
CREATE VIEW base.follower AS
WITH span AS (
	SELECT p.agency_key, p.scope, min(p.report_year) AS first_year,
	    max(p.report_year) AS last_year, (array_agg(p.report_key
	    ORDER BY p.report_year DESC, p.report_key))[1] AS last_report
	FROM base.panel p GROUP BY 1, 2
), office AS (
	SELECT DISTINCT s.*, a.office, a.office_region, a.func
	FROM span s JOIN derived.agency a ON a.office_key = s.agency_key
	WHERE a.func IS NOT NULL
)
SELECT a.agency_key, b.agency_key AS next_key, a.office AS agency,
    b.office AS next_agency, b.first_year AS year, a.last_report
FROM office a
JOIN office b ON b.office_region = a.office_region AND b.func = a.func
    AND b.scope = a.scope AND b.agency_key <> a.agency_key
    AND b.first_year > a.last_year AND b.first_year <= a.last_year + 2
WHERE NOT EXISTS (SELECT FROM base.decision d
    JOIN derived.agency n ON n.agency_key = base.agency_key(d.code, d.name)
    WHERE d.decision IN ('successor', 'apart')
    AND n.office_key = a.agency_key);
