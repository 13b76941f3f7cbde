-- SPDX-License-Identifier: MIT
-- One row for each agency, year and scope (and what the panel adds to that).
-- Reports on a whole region and on an office's own work never meet in a row.
-- A sum or a rate with an unknown part is null. Windows are cut by agency_id, so
-- that a question about one agency looks at no other; joins by agency_id beside
-- report_key do nothing else.

CREATE VIEW research.requests AS
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    new, carry_in, open, partial, deny, unable, reject, other, done,
    carry_out, base.rate(open + partial, done) AS disclose_rate,
    base.rate(unable, done) AS unable_rate,
    base.rate(reject, done) AS reject_rate,
    base.rate(carry_out, new + carry_in) AS backlog_rate,
    (new + carry_in + open + partial + deny + unable + reject + other + done +
	carry_out) IS NULL AS incomplete, bridged, report_id, corrected,
    level, agency_kind, province
FROM base.request;

-- A share is of all reasons of the report, so each of them must be known. The
-- form of 2019 has one row for what is done otherwise and that of 2021 three;
-- some reports have table 2 of the one and table 3 of the other.
CREATE VIEW research.request_reason AS
SELECT p.agency_id, p.report_year, p.agency, p.region_code, p.scope,
    p.template, p.quality, x.ind, x.value, x.share, p.report_id, p.corrected,
    p.level, p.agency_kind, p.province
FROM base.panel p
CROSS JOIN LATERAL (
	SELECT jsonb_object_agg(n.ind, n.value) AS v
	FROM base.value n
	WHERE n.year_key = p.year_key AND n.report_key = p.report_key
	AND n.version_key = p.version_key AND n.tbl = 3 AND n.col = 'total'
) t
CROSS JOIN LATERAL (
	SELECT coalesce(t.v ? 'req_other' OR p.template = 'T2019' AND NOT EXISTS
	    (SELECT FROM base.request_part WHERE grp = 'other' AND t.v ? ind),
	    p.template = 'T2019') AS one_other
) o
CROSS JOIN LATERAL (
	SELECT ind, value, CASE WHEN count(value) OVER () = count(*) OVER ()
	    THEN base.rate(value, sum(value) OVER ()) END AS share
	FROM (
		SELECT ind, base.number(t.v, ind) AS value
		FROM (SELECT ind FROM base.request_part
		    WHERE NOT o.one_other OR grp <> 'other'
		    UNION ALL SELECT 'req_other' WHERE o.one_other) i
	) y
) x
WHERE p.template IN ('T2019', 'T2021');

-- Who asked, and what became of it.
CREATE VIEW research.request_applicant AS
SELECT p.agency_id, p.report_year, p.agency, p.region_code, p.scope,
    p.template, p.quality, a.applicant, x.new AS value,
    base.rate(x.new, base.number(t.v, 'req_new.total')) AS share, p.report_id,
    p.corrected, x.open, x.partial, x.done,
    base.rate(x.open + x.partial, x.done) AS disclose_rate, p.level,
    p.agency_kind, p.province
FROM base.panel p
CROSS JOIN LATERAL (
	SELECT jsonb_object_agg(n.ind || '.' || n.col, n.value) AS v
	FROM base.value n
	WHERE n.year_key = p.year_key AND n.report_key = p.report_key
	AND n.version_key = p.version_key AND n.tbl = 3
	AND n.ind IN ('req_new', 'req_open', 'req_partial', 'req_total')
) t
CROSS JOIN unnest('{natural,commercial,research,social,legal,other}'::text[])
    AS a (applicant)
CROSS JOIN LATERAL (
	SELECT base.number(t.v, 'req_new.' || applicant) AS new,
	    base.number(t.v, 'req_open.' || applicant) AS open,
	    base.number(t.v, 'req_partial.' || applicant) AS partial,
	    base.number(t.v, 'req_total.' || applicant) AS done
) x
WHERE p.template IN ('T2019', 'T2021');

-- Numbers of another series never follow one another: series is the same where
-- they may. What was made (2019) and issued (2021) goes on as one, with
-- form_change where the form is another than the year before; what was open in
-- all and what is in force are two.
CREATE VIEW research.proactive AS
WITH told AS (
	SELECT p.*, c.ind, c.col, c.unit, c.state,
	    CASE WHEN k.report_key IS NULL THEN c.value ELSE k.value END
		AS value,
	    c.ind || '.' || CASE c.col WHEN 'made' THEN 'issued'
		ELSE c.col END AS series
	FROM base.panel p
	JOIN store.cell c
	    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
	    AND c.version_key OPERATOR(base.==) p.version_key
	LEFT JOIN derived.correction k
	    ON (k.report_key, k.version_key, k.tbl, k.ind, k.col) =
	    (c.report_key, c.version_key, c.tbl, c.ind, c.col)
	WHERE c.tbl = 2
)
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    ind, col, value, col IN ('decisions', 'made', 'issued') AS comparable,
    unit, state, report_id, corrected, series,
    template <> lag(template) OVER w AS form_change,
    report_year - lag(report_year) OVER w AS step,
    lag(value) OVER w AS value_prev, level, agency_kind, province
FROM told
WINDOW w AS (PARTITION BY agency_id, scope, series ORDER BY report_year);

CREATE VIEW research.disputes AS
WITH told AS (
	SELECT p.agency_id, p.report_key,
	    substring(v.ind FROM '^(.*)_') AS grp,
	    max(v.value) FILTER (WHERE v.ind LIKE '%upheld') AS upheld,
	    max(v.value) FILTER (WHERE v.ind LIKE '%corrected') AS corrected,
	    max(v.value) FILTER (WHERE v.ind LIKE '%other') AS other,
	    max(v.value) FILTER (WHERE v.ind LIKE '%pending') AS pending,
	    max(v.value) FILTER (WHERE v.ind LIKE '%total') AS total
	FROM base.panel p
	JOIN base.value v USING (year_key, report_key)
	WHERE v.tbl = 4 AND v.col = 'value'
	AND v.version_key OPERATOR(base.==) p.version_key
	GROUP BY 1, 2, 3
)
SELECT r.agency_id, r.report_year, r.agency, r.region_code, r.scope,
    r.template, r.quality, g.grp, t.upheld, t.corrected, t.other, t.pending,
    t.total, base.rate(t.corrected, t.total - t.pending) AS correct_rate,
    base.rate(t.total, r.new) AS per_request, r.report_id,
    r.corrected AS was_corrected, r.level, r.agency_kind, r.province
FROM base.request r
CROSS JOIN (VALUES ('recon', 'recon'), ('direct', 'lit_direct'),
    ('after', 'lit_after')) AS g (grp, ind)
LEFT JOIN told t ON t.agency_id = r.agency_id
    AND t.report_key = r.report_key AND t.grp = g.ind
WHERE r.template IN ('T2019', 'T2021');

-- The number of the year before, of the same agency and scope.
CREATE VIEW research.decisions AS
WITH told AS (
	SELECT p.*, v.ind, v.value,
	    p.report_year - lag(p.report_year) OVER w AS step,
	    lag(v.value) OVER w AS before,
	    p.template <> lag(p.template) OVER w AS form_change
	FROM base.panel p
	JOIN base.value v USING (year_key, report_key)
	WHERE v.tbl = 2 AND v.col = 'decisions'
	AND v.version_key OPERATOR(base.==) p.version_key
	WINDOW w AS (PARTITION BY p.agency_id, p.scope, v.ind
	    ORDER BY p.report_year)
)
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    ind, value, CASE WHEN step = 1 THEN base.rate(value, before) END AS yoy,
    report_id, corrected, form_change, step, level, agency_kind, province
FROM told;

CREATE VIEW research.normdoc_flow AS
WITH told AS (
	SELECT p.agency_id, p.report_key,
	    max(v.value) FILTER (WHERE v.col = 'issued') AS issued,
	    max(v.value) FILTER (WHERE v.col = 'repealed') AS repealed,
	    max(v.value) FILTER (WHERE v.col = 'in_force') AS in_force
	FROM base.panel p
	JOIN base.value v USING (year_key, report_key)
	WHERE p.template = 'T2021' AND v.tbl = 2 AND v.ind = 'normative_doc'
	AND v.version_key OPERATOR(base.==) p.version_key
	GROUP BY 1, 2
), stepped AS (
	SELECT p.*, t.issued, t.repealed, t.in_force,
	    p.report_year - lag(p.report_year) OVER w AS step,
	    lag(t.in_force) OVER w AS before
	FROM told t JOIN base.panel p USING (agency_id, report_key)
	WINDOW w AS (PARTITION BY p.agency_id, p.scope ORDER BY p.report_year)
)
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    issued, repealed, in_force,
    CASE WHEN step = 1 THEN before + issued - repealed END AS expected,
    CASE WHEN step = 1 THEN in_force - (before + issued - repealed) END AS gap,
    step, report_id, corrected, level, agency_kind, province
FROM stepped;

CREATE VIEW research.carry_gap AS
WITH stepped AS (
	SELECT r.*, lag(carry_out) OVER w AS carry_out_prev,
	    report_year - lag(report_year) OVER w AS step
	FROM base.request r
	WINDOW w AS (PARTITION BY agency_id, scope ORDER BY report_year)
)
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    carry_out_prev, carry_in, carry_in - carry_out_prev AS gap, report_id,
    corrected, level, agency_kind, province
FROM stepped WHERE step = 1;

-- Due by 31 March until the report for 2018, and for governments; by
-- 31 January for all others since (Regulation of 2019, art. 49). A report that
-- was revised is late only if it was late the first time.
CREATE VIEW research.timeliness AS
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    published_on, due, published_on - due AS days_late, report_id, corrected,
    first_published_on, first_published_on - due AS first_days_late, level,
    agency_kind, province
FROM (
	SELECT *, make_date(report_year + 1,
	    CASE WHEN agency_kind = 'government' OR report_year <= 2018
	    THEN 3 ELSE 1 END, 31) AS due
	FROM base.panel
) p;

-- Against the own report of the year before, and against the nearest of the near
-- copies in the same year, which may be more.
CREATE VIEW research.text_reuse AS
SELECT p.agency_id, p.report_year, p.agency, p.region_code, p.scope,
    p.template, p.quality, round(1 - l.differ / 64.0, 4) AS similarity,
    l.differ <= 6 AS near_copy, base.id(l.other_key) AS other_report_id,
    p.report_id, p.corrected, o.agency_key = p.agency_key AS own,
    d.near_copies, d.more_copies, p.level, p.agency_kind, p.province
FROM derived.likeness l
JOIN base.panel p USING (report_key)
JOIN derived.report d USING (report_key)
JOIN base.panel o ON o.report_key = l.other_key;

-- Part by part against the own report of the year before: the share of words
-- that both have, numbers left out. Parts are one where their numbers are.
CREATE VIEW research.section_reuse AS
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    number, heading, chars, similarity, similarity >= 0.9 AS near_copy,
    chars_prev, form_change, report_id, other_report_id, level, agency_kind,
    province
FROM (
	SELECT p.*, t.number, t.heading, t.chars, t.chars_prev,
	    q.template <> p.template AS form_change,
	    q.report_id AS other_report_id,
	    round(1 - (base.lacks(t.words, t.words_prev) +
		base.lacks(t.words_prev, t.words))::numeric /
		(length(t.words) + length(t.words_prev)), 4) AS similarity
	FROM base.panel p
	JOIN base.panel q ON q.agency_key = p.agency_key
	    AND q.report_year = p.report_year - 1
	    AND q.scope IS NOT DISTINCT FROM p.scope
	CROSS JOIN LATERAL (
		SELECT a.number, a.heading, a.chars, a.words,
		    b.chars AS chars_prev, b.words AS words_prev
		FROM (SELECT DISTINCT ON (number) * FROM base.part x
		    WHERE (x.year_key, x.report_key, x.version_key) =
		    (p.year_key, p.report_key, p.version_key) AND number > 0
		    ORDER BY number, head) a
		JOIN (SELECT DISTINCT ON (number) * FROM base.part x
		    WHERE (x.year_key, x.report_key, x.version_key) =
		    (q.year_key, q.report_key, q.version_key) AND number > 0
		    ORDER BY number, head) b USING (number)
		WHERE length(a.words) + length(b.words) > 0
		OFFSET 0
	) t
) x;

-- One value for each kind of figure and unit; where a report names several,
-- none is chosen. Plans and numbers of other years are none of the report's.
CREATE VIEW research.figure_series AS
WITH told AS (
	SELECT p.agency_id, p.report_key, f.ind, f.unit, min(f.value) AS value,
	    count(DISTINCT f.value) AS n_values,
	    bool_and(f.qualifier = 'exact') AS exact
	FROM base.panel p
	JOIN store.figure f
	    ON (f.report_year, f.report_key) = (p.year_key, p.report_key)
	    AND f.version_key OPERATOR(base.==) p.version_key
	WHERE f.ind IS NOT NULL AND f.qualifier IN ('exact', 'approx')
	    AND (f.time IS NULL OR f.time = 'total')
	GROUP BY 1, 2, 3, 4
), one AS (
	SELECT p.*, t.ind, t.unit, t.n_values, t.exact,
	    CASE WHEN t.n_values = 1 THEN t.value END AS value
	FROM told t JOIN base.panel p USING (agency_id, report_key)
), stepped AS (
	SELECT *, report_year - lag(report_year) OVER w AS step,
	    lag(value) OVER w AS before
	FROM one
	WINDOW w AS (PARTITION BY agency_id, scope, ind, unit
	    ORDER BY report_year)
)
SELECT agency_id, report_year, agency, region_code, scope, template, quality,
    ind, value, unit, CASE WHEN step = 1 THEN base.rate(value, before) END
    AS yoy, n_values, exact, report_id, corrected,
    level, agency_kind, province
FROM stepped;

-- Every agency and scope ever seen, for every year of the database; expected
-- is false where its region was not there yet, or any more. An office that
-- another one came after, or perhaps came after, need not report any more.
-- Who there is is worked out once: of a few rows that are asked for, the
-- planner would expect one and ask anew for each.
CREATE VIEW research.coverage AS
WITH span AS (
	SELECT min(report_year) AS first_year, max(report_year) AS last_year
	FROM base.panel
), there AS (
	SELECT l.line_code, l.line_name, x.valid_from, x.valid_to
	FROM derived.region_line l
	JOIN base.region x ON (x.code, x.valid_from) = (l.code, l.valid_from)
), placed AS (
	SELECT g.office_key AS agency_key,
	    array_agg(int4range(t.valid_from, t.valid_to)) AS years
	FROM (SELECT DISTINCT office_key, office, office_region
	    FROM derived.agency) g
	JOIN there t ON t.line_code = g.office_region
	    AND starts_with(g.office, t.line_name)
	GROUP BY 1
), followed AS (
	SELECT agency_id, min(next_agency_id) AS next_agency_id
	FROM research.agency_link GROUP BY 1
), who AS MATERIALIZED (
	SELECT w.*, a.agency, a.region_code, a.level, a.agency_kind,
	    a.province, r.years, l.next_agency_id
	FROM (SELECT agency_id, agency_key, scope,
		min(report_year) AS first_year, max(report_year) AS last_year
	    FROM base.panel GROUP BY 1, 2, 3) w
	JOIN research.agency a USING (agency_id)
	LEFT JOIN placed r ON r.agency_key = w.agency_key
	LEFT JOIN followed l USING (agency_id)
)
SELECT w.agency_id, y.report_year::smallint, w.agency, w.region_code, w.scope,
    p.template, p.quality, p.report_key IS NOT NULL AS present, p.report_id,
    p.corrected,
    CASE WHEN p.report_key IS NOT NULL THEN 'present'
    WHEN y.report_year < w.first_year THEN 'before'
    WHEN y.report_year > w.last_year THEN 'after' ELSE 'gap' END AS state,
    p.report_key IS NOT NULL OR w.years IS NULL OR EXISTS (
	SELECT FROM unnest(w.years) t WHERE t @> y.report_year) AS expected,
    CASE WHEN y.report_year > w.last_year THEN w.next_agency_id END
	AS next_agency_id,
    EXISTS (SELECT FROM base.panel o WHERE o.agency_key = w.agency_key
	AND o.report_year = y.report_year
	AND o.scope IS DISTINCT FROM w.scope) AS other_scope,
    w.level, w.agency_kind, w.province
FROM who w
CROSS JOIN span s
CROSS JOIN LATERAL generate_series(s.first_year::integer,
    s.last_year::integer) AS y (report_year)
LEFT JOIN base.panel p ON p.agency_key = w.agency_key
    AND p.report_year = y.report_year
    AND p.scope IS NOT DISTINCT FROM w.scope;

CREATE VIEW research.quality AS
SELECT p.agency_id, p.report_year, p.agency, p.region_code, p.scope,
    p.template, p.quality, c.fails, c.warns, c.passes, c.not_assessable,
    base.rate(c.fails, c.fails + c.passes) AS fail_rate, c.passes_blank0,
    p.report_id, p.corrected, d.cross_warns, p.level, p.agency_kind,
    p.province
FROM base.panel p
CROSS JOIN LATERAL (
	SELECT
	    count(*) FILTER (WHERE status = 'FAIL') AS fails,
	    count(*) FILTER (WHERE status = 'WARN') AS warns,
	    count(*) FILTER (WHERE status = 'PASS') AS passes,
	    count(*) FILTER (WHERE status = 'NOT_ASSESSABLE')
		AS not_assessable,
	    count(*) FILTER (WHERE status = 'PASS_BLANK0') AS passes_blank0
	FROM store.check_result c
	WHERE (c.report_year, c.report_key, c.version_key) =
	    (p.year_key, p.report_key, p.version_key)
) c
JOIN derived.report d ON d.report_key = p.report_key;

-- Regions as they are now. A sum is null when a report in it lacks a part; a
-- region that was split counts in each of its heirs, and says so. A code that
-- was none in that year is left as it is, and says so, too: what came after it
-- may have a report of its own. Where several were merged, regions says how
-- many there were and regions_reported how many are in the sums; borders that
-- moved since tell nothing of lineage, but the sums are of another area.
CREATE VIEW research.region_panel AS
WITH moved AS (
	SELECT l.anchor, max(b.year) AS year
	FROM (SELECT code, base.whole(year) AS year FROM dict.border
	    UNION ALL
	    SELECT to_code, base.whole(year) FROM dict.border) b
	JOIN derived.lineage l ON l.code = b.code AND l.valid_from <= b.year
	    AND (l.valid_to IS NULL OR l.valid_to >= b.year)
	GROUP BY 1
), placed AS (
	SELECT r.*, coalesce(l.anchor, r.region_code) AS anchor,
	    coalesce(l.heirs, 1) > 1 AS split,
	    l.anchor IS NULL AND r.region_code <> '000000' AS out_of_time
	FROM base.request r
	LEFT JOIN derived.lineage l ON l.code = r.region_code
	    AND l.valid_from <= r.report_year
	    AND (l.valid_to IS NULL OR l.valid_to > r.report_year)
	WHERE r.region_code IS NOT NULL
)
SELECT p.anchor AS region_code, report_year, scope,
    CASE WHEN count(new) = count(*) THEN sum(new) END AS new,
    CASE WHEN count(carry_in) = count(*) THEN sum(carry_in) END AS carry_in,
    CASE WHEN count(open) = count(*) THEN sum(open) END AS open,
    CASE WHEN count(partial) = count(*) THEN sum(partial) END AS partial,
    CASE WHEN count(deny) = count(*) THEN sum(deny) END AS deny,
    CASE WHEN count(unable) = count(*) THEN sum(unable) END AS unable,
    CASE WHEN count(reject) = count(*) THEN sum(reject) END AS reject,
    CASE WHEN count(other) = count(*) THEN sum(other) END AS other,
    CASE WHEN count(done) = count(*) THEN sum(done) END AS done,
    CASE WHEN count(carry_out) = count(*) THEN sum(carry_out) END
	AS carry_out,
    count(*) AS reports, bool_or(split) AS split_source,
    count(new) AS reports_with_new,
    CASE WHEN bool_or(quality = 'failed') THEN 'failed'
    WHEN bool_or(quality = 'flagged') THEN 'flagged' ELSE 'clean' END
	AS quality, count(DISTINCT template) > 1 AS mixed_forms,
    bool_or(corrected) AS corrected, bool_or(out_of_time) AS out_of_time,
    nullif((SELECT count(DISTINCT l.code) FROM derived.lineage l
	WHERE l.anchor = p.anchor AND l.valid_from <= p.report_year
	AND (l.valid_to IS NULL OR l.valid_to > p.report_year)), 0)
	AS regions,
    count(DISTINCT p.region_code) FILTER (WHERE NOT out_of_time)
	AS regions_reported,
    coalesce(max(m.year) > p.report_year, false) AS border_moved
FROM placed p LEFT JOIN moved m ON m.anchor = p.anchor
GROUP BY 1, 2, 3;
