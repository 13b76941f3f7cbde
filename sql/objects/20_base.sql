-- SPDX-License-Identifier: MIT
-- What several of the researchers' views are made of. Not promised to anyone.
CREATE SCHEMA base;

CREATE FUNCTION base.id(key bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT lpad(to_hex(key), 16, '0') $$;

CREATE FUNCTION base.whole(s text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN s ~ '^-?[0-9]{1,9}$' THEN s::integer END
$$;

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

-- The current version of each report that has one.
CREATE VIEW base.current AS
SELECT r.report_key, v.version_key, v.report_year AS year_key, v.agency_key,
    base.id(r.report_key) AS report_id, base.id(v.agency_key) AS agency_id,
    nullif(v.report_year, 0) AS report_year, r.source, r.is_official,
    r.version, r.versions, r.first_seen, r.last_seen, v.kind, v.template,
    v.title, v.title_inferred, v.title_found, v.agency, v.agency_kind,
    v.region_code, v.region_name, v.province, v.level, v.scope,
    v.published_on, v.index_no, v.doc_no, v.publisher, v.script, v.quality,
    v.fingerprint, v.format_cited, v.period_from, v.period_to, v.written_on
FROM store.report r
JOIN store.version v
    ON (v.report_key, v.version_key) = (r.report_key, r.current_version);

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
SELECT * FROM base.current
WHERE kind = 'ogi_annual' AND agency_key IS NOT NULL AND year_key > 0;

-- Numbers of the current versions: the printed one, else the one worked out
-- from printed ones. A blank that nothing can be worked out for has no row.
CREATE VIEW base.value AS
SELECT c.report_year AS year_key, c.report_key, c.version_key, c.tbl, c.ind,
    c.col, c.value
FROM store.cell c
WHERE c.value IS NOT NULL
UNION ALL
SELECT d.report_year, d.report_key, d.version_key, d.tbl, d.ind, d.col, d.value
FROM store.cell_derived d
WHERE NOT EXISTS (SELECT FROM store.cell c
    WHERE (c.report_year, c.report_key, c.tbl, c.ind, c.col) =
    (d.report_year, d.report_key, d.tbl, d.ind, d.col)
    AND c.version_key OPERATOR(base.==) d.version_key
    AND c.value IS NOT NULL);

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

-- The rows of table 3 in total, one row a report. A group of rows is the sum
-- of its parts only where each part is known; else its subtotal, if printed;
-- else unknown. Reports with the statistics annex of 2014-2018 give what
-- their form has in common with table 3 and nothing else.
CREATE VIEW base.request AS
WITH total AS (
	SELECT p.report_key,
	    max(v.value) FILTER (WHERE v.ind = 'req_new') AS new,
	    max(v.value) FILTER (WHERE v.ind = 'req_carry_in') AS carry_in,
	    max(v.value) FILTER (WHERE v.ind = 'req_open') AS open,
	    max(v.value) FILTER (WHERE v.ind = 'req_partial') AS partial,
	    sum(v.value) FILTER (WHERE g.grp = 'deny') AS deny,
	    count(*) FILTER (WHERE g.grp = 'deny') AS deny_n,
	    sum(v.value) FILTER (WHERE g.grp = 'unable') AS unable,
	    count(*) FILTER (WHERE g.grp = 'unable') AS unable_n,
	    sum(v.value) FILTER (WHERE g.grp = 'reject') AS reject,
	    count(*) FILTER (WHERE g.grp = 'reject') AS reject_n,
	    sum(v.value) FILTER (WHERE g.grp = 'other') AS other,
	    count(*) FILTER (WHERE g.grp = 'other') AS other_n,
	    max(v.value) FILTER (WHERE v.ind = 'req_deny_sub') AS deny_sub,
	    max(v.value) FILTER (WHERE v.ind = 'req_unable_sub') AS unable_sub,
	    max(v.value) FILTER (WHERE v.ind = 'req_reject_sub') AS reject_sub,
	    max(v.value) FILTER (WHERE v.ind = 'req_other_sub') AS other_sub,
	    max(v.value) FILTER (WHERE v.ind = 'req_other') AS other_row,
	    max(v.value) FILTER (WHERE v.ind = 'req_total') AS done,
	    max(v.value) FILTER (WHERE v.ind = 'req_carry_out') AS carry_out
	FROM base.panel p
	JOIN base.value v USING (year_key, report_key)
	LEFT JOIN base.request_part g USING (ind)
	WHERE v.tbl = 3 AND v.col = 'total'
	AND v.version_key OPERATOR(base.==) p.version_key
	GROUP BY 1
), annex AS (
	SELECT p.report_key,
	    max(v.value) FILTER (WHERE v.ind = 's_req_new') AS new,
	    max(v.value) FILTER (WHERE v.ind = 's_rp_grant') +
	    max(v.value) FILTER (WHERE v.ind = 's_rp_already') AS open,
	    max(v.value) FILTER (WHERE v.ind = 's_rp_partial') AS partial,
	    max(v.value) FILTER (WHERE v.ind = 's_rp_deny') AS deny,
	    max(v.value) FILTER (WHERE v.ind = 's_rp_notours') +
	    max(v.value) FILTER (WHERE v.ind = 's_rp_notexist') +
	    max(v.value) FILTER (WHERE v.ind = 's_rp_amend') AS unable
	FROM base.panel p
	JOIN base.value v USING (year_key, report_key)
	WHERE p.template = 'T2014' AND v.tbl = 14 AND v.col = 'value'
	AND v.version_key OPERATOR(base.==) p.version_key
	GROUP BY 1
)
SELECT p.*, coalesce(t.new, a.new) AS new, t.carry_in,
    coalesce(t.open, a.open) AS open,
    coalesce(t.partial, a.partial) AS partial,
    CASE WHEN t.deny_n = 8 THEN t.deny
	ELSE coalesce(t.deny_sub, a.deny) END AS deny,
    CASE WHEN t.unable_n = 3 THEN t.unable
	ELSE coalesce(t.unable_sub, a.unable) END AS unable,
    CASE WHEN t.reject_n = 5 THEN t.reject ELSE t.reject_sub END AS reject,
    CASE WHEN t.other_row IS NOT NULL THEN t.other_row
	WHEN t.other_n = 3 THEN t.other ELSE t.other_sub END AS other,
    t.done, t.carry_out, t.report_key IS NULL AND a.report_key IS NOT NULL
	AS bridged
FROM base.panel p
LEFT JOIN total t USING (report_key)
LEFT JOIN annex a USING (report_key);

-- Where a region of some year has gone: itself, or what it became.
CREATE VIEW base.region AS
SELECT code, name, level, parent, base.whole("from") AS valid_from,
    base.whole("to") AS valid_to,
    CASE WHEN successors <> '' THEN string_to_array(successors, ',') END
	AS successors
FROM dict.region WHERE base.whole("from") IS NOT NULL;

CREATE VIEW base.lineage AS
WITH RECURSIVE region AS MATERIALIZED (
	SELECT * FROM base.region
), heir AS MATERIALIZED (
	SELECT r.code, r.valid_from, r.valid_to, k AS next
	FROM region r, unnest(coalesce(r.successors, ARRAY[r.code])) k
	WHERE r.valid_to IS NOT NULL
), step AS (
	SELECT code, valid_from, valid_to, code AS now_code,
	    valid_from AS now_from, valid_to AS now_to, 0 AS depth
	FROM region WHERE valid_to IS NOT NULL
	UNION
	SELECT s.code, s.valid_from, s.valid_to, n.code, n.valid_from,
	    n.valid_to, s.depth + 1
	FROM step s
	JOIN heir h ON (h.code, h.valid_from, h.valid_to) =
	    (s.now_code, s.now_from, s.now_to)
	JOIN region n ON n.code = h.next AND n.valid_from <= s.now_to
	    AND (n.valid_to IS NULL OR n.valid_to > s.now_to)
	WHERE s.depth < 12
)
SELECT code, valid_from, valid_to, code AS anchor
FROM region WHERE valid_to IS NULL
UNION
SELECT code, valid_from, valid_to, now_code
FROM step WHERE now_to IS NULL;
