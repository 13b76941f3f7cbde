-- SPDX-License-Identifier: MIT
-- Makes what schema derived holds. What changed is told by comparing, not by
-- a list of changes: a load that was killed before its last step is made good
-- by the next. Offices are taken a few at a time, each in a transaction of
-- its own.

-- A name that the rules say is another spelling, or the same office after its
-- region was renamed.
CREATE FUNCTION base.same_by_rule(code text, name text)
RETURNS TABLE (next_code text, next_name text, how text)
LANGUAGE sql STABLE AS $$
	SELECT x.line_code, x.line_name || coalesce(o.same_as, x.rest),
	    CASE WHEN (x.line_code, x.line_name) = ($1, x.name)
	    THEN 'spelling' ELSE 'region' END
	FROM (
		SELECT l.*, substr($2, length(l.name) + 1) AS rest
		FROM (SELECT * FROM derived.region_line
		    -- Ministries have no region.
		    UNION ALL SELECT '000000', 0, '', '000000', '') l
		WHERE l.code = $1 AND starts_with($2, l.name)
		ORDER BY length(l.name) DESC, l.valid_from DESC LIMIT 1
	) x
	LEFT JOIN dict.office o ON o.name = x.rest AND o.same_as <> ''
	WHERE (x.line_code, x.line_name || coalesce(o.same_as, x.rest))
	    <> ($1, $2)
$$;

-- All is to be made anew: a dictionary or a function changed. Panels show what
-- they had of each office until it is: never a part of it. Section_words depend
-- on neither.
CREATE PROCEDURE derived.rebuild()
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(20080501, 3);
	DELETE FROM derived.region_line;
	DELETE FROM derived.lineage;
	DELETE FROM derived.level;
	DELETE FROM derived.fold;
	UPDATE derived.report SET stale = true;

	INSERT INTO derived.fold
	SELECT string_agg(t, '' ORDER BY t), string_agg(s, '' ORDER BY t)
	FROM dict.t2s WHERE length(t) = 1 AND length(s) = 1
	HAVING count(*) > 0;

	INSERT INTO derived.region_line
	WITH RECURSIVE renamed AS (
		SELECT * FROM (
			SELECT h.*, count(*) OVER (PARTITION BY h.code,
				h.valid_from) AS outs,
			    count(*) FILTER (WHERE h.valid_to = h.next_from)
				OVER (PARTITION BY h.next_code, h.next_from)
				AS ins
			FROM base.heir h
		) x
		WHERE outs = 1 AND ins = 1 AND valid_to = next_from
	), step AS (
		SELECT code, valid_from, name, code AS line_code,
		    valid_from AS line_from, name AS line_name, 0 AS depth
		FROM base.region
		UNION ALL
		SELECT s.code, s.valid_from, s.name, o.next_code, o.next_from,
		    o.next_name, s.depth + 1
		FROM step s JOIN renamed o ON (o.code, o.valid_from) =
		    (s.line_code, s.line_from)
		WHERE s.depth < 12
	)
	SELECT DISTINCT ON (code, valid_from) code, valid_from, name,
	    line_code, line_name
	FROM step ORDER BY code, valid_from, depth DESC;

	INSERT INTO derived.lineage
	WITH RECURSIVE heir AS MATERIALIZED (
		SELECT * FROM base.heir
	), step AS (
		SELECT code, valid_from, valid_to, code AS now_code,
		    valid_from AS now_from, valid_to AS now_to, 0 AS depth
		FROM base.region
		UNION
		SELECT s.code, s.valid_from, s.valid_to, h.next_code,
		    h.next_from, h.next_to, s.depth + 1
		FROM step s JOIN heir h ON (h.code, h.valid_from) =
		    (s.now_code, s.now_from)
		WHERE s.depth < 12
	), last AS (
		SELECT DISTINCT code, valid_from, valid_to, now_code
		FROM step WHERE now_to IS NULL
	)
	SELECT code, valid_from, valid_to, now_code,
	    count(*) OVER (PARTITION BY code, valid_from)
	FROM last;

	CALL derived.decide();
END $$;

-- What people decided and corrected changed: what that is about is to be made
-- anew.
CREATE PROCEDURE derived.decide()
LANGUAGE plpgsql AS $$
DECLARE
	touched bigint[];
	named bigint[];
	was derived.agency[] := ARRAY(SELECT a FROM derived.agency a);
BEGIN
	PERFORM pg_advisory_xact_lock(20080501, 3);
	touched := ARRAY(SELECT report_key FROM derived.place UNION
	    SELECT report_key FROM derived.excluded UNION
	    SELECT report_key FROM derived.correction);
	DELETE FROM derived.agency;
	DELETE FROM derived.place;
	DELETE FROM derived.excluded;

	INSERT INTO derived.place
	SELECT DISTINCT ON (d.report_key) d.report_key,
	    base.agency_key(d.to_code, d.to_name), d.to_name,
	    CASE WHEN d.to_name ~ '人民政府$' THEN 'government'
		ELSE 'department' END, base.region_of(d.to_code), r.name,
	    p.name, r.level, d.to_year, d.to_code
	FROM base.decision d
	LEFT JOIN base.region r ON r.code = d.to_code
	    AND r.valid_from <= coalesce(d.to_year, 9999)
	    AND coalesce(r.valid_to, 10000) > coalesce(d.to_year, 9999)
	LEFT JOIN base.region p ON p.code = left(d.to_code, 2) || '0000'
	    AND p.valid_from <= coalesce(d.to_year, 9999)
	    AND coalesce(p.valid_to, 10000) > coalesce(d.to_year, 9999)
	WHERE d.decision = 'place' AND d.report_key IS NOT NULL
	AND d.to_name <> ''
	ORDER BY d.report_key, d."on" DESC, d.value;

	INSERT INTO derived.excluded
	SELECT DISTINCT ON (report_key) report_key, base.key(value)
	FROM base.decision
	WHERE decision = 'exclude' AND report_key IS NOT NULL
	ORDER BY report_key, "on" DESC, value;

	touched := touched || ARRAY(SELECT report_key FROM derived.place UNION
	    SELECT report_key FROM derived.excluded UNION
	    SELECT base.key(report_id) FROM dict.correction);
	named := ARRAY(SELECT min(report_key) FROM base.placed
	    WHERE named_key IS NOT NULL GROUP BY named_key);
	PERFORM derived.name_agencies(named);
	PERFORM derived.tell_apart(named);
	UPDATE derived.report d SET stale = true
	FROM base.placed p
	WHERE p.report_key = d.report_key AND NOT d.stale
	AND (d.report_key = ANY (touched)
	    OR d.agency_key IS DISTINCT FROM p.agency_key
	    -- Two names that both report stay two offices, but tell less (H1).
	    OR p.named_key IN (SELECT agency_key FROM (TABLE derived.agency
		EXCEPT SELECT * FROM unnest(was)) changed));
END $$;

-- The office of each agency of these keys that has none yet: decisions before
-- rules, and what they lead to, on and on. What is said of one name holds for
-- all that the rules take for the same office, but for those of which something
-- else is said. Where it leads in a round (renamed, and back again) all of its
-- names are the least of them.
CREATE FUNCTION derived.name_agencies(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO derived.agency (agency_key, agency, region_code, said_key,
	    office_key, office, office_region, func, how, region_name,
	    province)
	WITH RECURSIVE found AS (
		SELECT DISTINCT ON (c.named_key) c.named_key, c.agency,
		    c.agency_place AS region_code
		FROM base.placed c
		WHERE c.report_key = ANY (keys) AND c.named_key IS NOT NULL
		AND NOT EXISTS (SELECT FROM derived.agency a
		    WHERE a.agency_key = c.named_key)
		ORDER BY c.named_key
	), said AS MATERIALIZED (
		SELECT d.*, coalesce(a.next_code, d.code) AS rule_code,
		    coalesce(a.next_name, d.name) AS rule_name,
		    (coalesce(a.next_code, d.code), coalesce(a.next_name, d.name))
		    <> (coalesce(b.next_code, d.to_code),
			coalesce(b.next_name, d.to_name)) AS beyond
		FROM base.decision d
		LEFT JOIN LATERAL base.same_by_rule(d.code, d.name) a ON true
		LEFT JOIN LATERAL base.same_by_rule(d.to_code, d.to_name) b
		    ON true
		WHERE d.decision IN ('same', 'apart')
	), step AS (
		SELECT named_key, agency, region_code, region_code AS code,
		    agency AS name, 0 AS n, CASE
		WHEN base.region_of(region_code) IS NOT NULL THEN 'own'
		WHEN EXISTS (SELECT FROM said d
		    WHERE d.decision = 'apart'
		    AND (d.code, d.name) = (region_code, agency))
		THEN 'decision' ELSE 'site' END AS how
		FROM found
		UNION ALL
		SELECT s.named_key, s.agency, s.region_code,
		    coalesce(d.to_code, r.next_code),
		    coalesce(d.to_name, r.next_name), s.n + 1,
		    CASE WHEN s.how = 'decision' OR d.to_code IS NOT NULL
		    THEN 'decision' ELSE r.how END
		FROM step s
		LEFT JOIN LATERAL (
			SELECT * FROM said d
			WHERE (d.code, d.name) = (s.code, s.name)
			OR d.beyond AND d.decision = 'same'
			    AND (d.rule_code, d.rule_name) = (s.code, s.name)
			ORDER BY (d.code, d.name) = (s.code, s.name) DESC,
			    d."on" DESC, d.value LIMIT 1
		) d ON true
		LEFT JOIN LATERAL base.same_by_rule(s.code, s.name) r
		    ON d.decision IS NULL
		WHERE s.n < 12
		AND coalesce(d.to_code, r.next_code) IS NOT NULL
	), last AS (
		SELECT DISTINCT ON (named_key) *
		FROM (SELECT *, max(n) OVER (PARTITION BY named_key) AS steps
		    FROM step) x
		WHERE n > CASE WHEN steps < 12 THEN steps - 1 ELSE 6 END
		ORDER BY named_key, code, name
	)
	SELECT l.named_key, l.agency, l.region_code, k.key, k.key, l.name,
	    l.code, o.func, l.how, g.name, g.province
	FROM last l
	CROSS JOIN LATERAL (SELECT CASE WHEN l.n = 0 THEN l.named_key
	    ELSE base.agency_key(l.code, l.name) END AS key) k
	LEFT JOIN LATERAL (
		SELECT name FROM derived.region_line r
		WHERE r.code = l.code AND starts_with(l.name, r.name)
		ORDER BY length(r.name) DESC LIMIT 1
	) r ON true
	LEFT JOIN dict.office o
	    ON o.name = substr(l.name, coalesce(length(r.name), 0) + 1)
	LEFT JOIN LATERAL (
		SELECT b.name, p.name AS province
		FROM base.region b
		LEFT JOIN base.region p ON p.code = left(b.code, 2) || '0000'
		    AND p.valid_to IS NULL
		WHERE b.code = l.code AND l.code <> l.region_code
		ORDER BY b.valid_from DESC LIMIT 1
	) g ON true
	ON CONFLICT DO NOTHING
$$;

-- Two names that both report one year are two offices, whatever the rules or
-- a person say. Gives the agencies whose office changed by this.
CREATE FUNCTION derived.tell_apart(keys bigint[]) RETURNS SETOF bigint
LANGUAGE sql AS $$
	WITH asked AS MATERIALIZED (
		SELECT a.said_key
		FROM base.placed c
		JOIN derived.agency a ON a.agency_key = c.named_key
		WHERE c.report_key = ANY (keys)
		UNION
		-- What they were of.
		SELECT a.said_key
		FROM derived.report d
		JOIN derived.agency a ON a.office_key = d.agency_key
		WHERE d.report_key = ANY (keys)
	), many AS MATERIALIZED (
		SELECT a.agency_key, a.said_key
		FROM derived.agency a JOIN asked USING (said_key)
		WHERE (SELECT count(*) FROM derived.agency o
		    WHERE o.said_key = a.said_key) > 1
	), reported AS (
		SELECT m.said_key, m.agency_key, v.report_year, v.scope
		FROM many m
		JOIN store.version v USING (agency_key)
		JOIN store.report r ON (r.report_key, r.current_version) =
		    (v.report_key, v.version_key)
		WHERE v.kind = 'ogi_annual' AND v.report_year > 0
		AND NOT EXISTS (SELECT FROM derived.excluded x
		    WHERE x.report_key = v.report_key)
		AND NOT EXISTS (SELECT FROM derived.place p
		    WHERE p.report_key = v.report_key)
	), clash AS (
		SELECT DISTINCT said_key FROM (
			SELECT said_key FROM reported
			GROUP BY said_key, report_year, scope
			HAVING count(DISTINCT agency_key) > 1
		) x
	)
	UPDATE derived.agency a
	SET clash = c.said_key IS NOT NULL,
	    office_key = CASE WHEN c.said_key IS NULL THEN a.said_key
		ELSE a.agency_key END
	FROM asked s LEFT JOIN clash c USING (said_key)
	WHERE a.said_key = s.said_key
	AND a.clash <> (c.said_key IS NOT NULL)
	RETURNING a.agency_key
$$;

-- The rows of derived.request of these reports, and of derived.check_result of
-- all reports of these offices: the rules X1 to X5, between a report and that
-- of the year before of the same office and scope.
CREATE FUNCTION derived.derive_numbers(offices bigint[], keys bigint[])
RETURNS void LANGUAGE sql AS $$
	WITH told AS MATERIALIZED (
		SELECT * FROM base.numbers
		WHERE agency_key = ANY (offices)
		AND (template IN ('T2019', 'T2021') OR report_key = ANY (keys))
	), requests AS (
		INSERT INTO derived.request
		SELECT r.* FROM told t
		CROSS JOIN base.request_of(t.report_key, t.template, t.v) r
		WHERE t.report_key = ANY (keys)
	), pair AS MATERIALIZED (
		SELECT *,
		    template = 'T2021' AND before_template = 'T2021' AS new_form,
		    template = 'T2019' AND before_template = 'T2019' AS old_form
		FROM (
			SELECT report_key, template, v,
			    lag(report_key) OVER w AS before_key,
			    lag(template) OVER w AS before_template,
			    lag(v) OVER w AS b,
			    report_year - lag(report_year) OVER w AS step
			FROM told WHERE template IN ('T2019', 'T2021')
			WINDOW w AS (PARTITION BY agency_key, scope
			    ORDER BY report_year, report_key)
		) x
		WHERE step = 1
	), ruled AS (
		SELECT report_key, 'X1' AS rule, col AS subject,
		    'WARN' AS broken,
		    base.number(b, '3.req_carry_out.' || col) AS lhs,
		    base.number(v, '3.req_carry_in.' || col) AS rhs,
		    before_key
		FROM pair CROSS JOIN unnest('{natural,commercial,research,
		    social,legal,other,total}'::text[]) col
		UNION ALL
		SELECT report_key, 'X2', ind, 'WARN',
		    base.number(v, '2.' || ind || '.in_force'),
		    base.number(b, '2.' || ind || '.in_force') +
		    base.number(v, '2.' || ind || '.issued') -
		    base.number(v, '2.' || ind || '.repealed'), before_key
		FROM pair
		CROSS JOIN unnest('{regulation,normative_doc}'::text[]) ind
		WHERE new_form
		UNION ALL
		SELECT report_key, 'X3', ind, 'INFO',
		    base.number(v, '2.' || ind || '.open_total'),
		    base.number(b, '2.' || ind || '.open_total') +
		    base.number(v, '2.' || ind || '.newly_open'), before_key
		FROM pair
		CROSS JOIN unnest('{regulation,normative_doc}'::text[]) ind
		WHERE old_form
		UNION ALL
		SELECT report_key, 'X4', ind, 'WARN',
		    base.number(v, '2.' || ind || '.items_prev'),
		    base.number(b, '2.' || ind || '.items_prev') +
		    base.number(b, '2.' || ind || '.items_delta'), before_key
		FROM pair CROSS JOIN unnest('{license,other_mgmt,penalty,
		    coercion,fee}'::text[]) ind
		WHERE old_form
	), leap AS (
		SELECT report_key, CASE left(key, 1) WHEN '2' THEN substr(key, 3)
		    ELSE split_part(key, '.', 2) END AS subject,
		    (v -> key)::numeric AS lhs, value::numeric AS rhs,
		    before_key
		FROM pair CROSS JOIN LATERAL jsonb_each(b) e
		-- Most numbers are small: the costly question comes last.
		WHERE CASE WHEN value::numeric >= 10
		THEN key ~ '^[24]|total$' END
	)
	INSERT INTO derived.check_result
	SELECT report_key, rule, subject, CASE
	    WHEN lhs IS NULL OR rhs IS NULL THEN 'NOT_ASSESSABLE'
	    WHEN lhs = rhs THEN 'PASS' ELSE broken END, lhs, rhs, before_key
	FROM ruled WHERE lhs IS NOT NULL OR rhs IS NOT NULL
	UNION ALL
	SELECT report_key, 'X5', subject, 'INFO', lhs, rhs, before_key
	FROM leap WHERE lhs > 5 * rhs OR lhs < rhs / 5
$$;

-- X7: reports of which two pages that count alike print different numbers in
-- the same cell. A page that was changed is no such two, nor is the copy of
-- what it said before.
CREATE FUNCTION derived.compare_sources(offices bigint[]) RETURNS void
LANGUAGE sql AS $$
	WITH rival AS MATERIALIZED (
		SELECT p.report_key, p.year_key, p.version_key,
		    l.version_key AS other_key
		FROM base.panel p
		JOIN store.report r USING (report_key)
		CROSS JOIN LATERAL (
			SELECT o.version_key
			FROM store.live(ARRAY[p.report_key]) o
			JOIN store.live(ARRAY[p.report_key]) own
			    ON own.version_key = p.version_key
			WHERE o.version_key <> own.version_key
			AND o.rank = own.rank
			AND NOT o.sources && own.sources
		) l
		WHERE p.agency_key = ANY (offices) AND r.versions > 1
	)
	INSERT INTO derived.check_result
	SELECT v.report_key, 'X7', 'sources', 'WARN',
	    count(DISTINCT (a.tbl, a.ind, a.col))
	FROM rival v
	JOIN store.cell a ON (a.report_year, a.report_key, a.version_key) =
	    (v.year_key, v.report_key, v.version_key)
	JOIN store.cell b ON (b.report_year, b.report_key, b.version_key) =
	    (v.year_key, v.report_key, v.other_key)
	    AND (b.tbl, b.ind, b.col) = (a.tbl, a.ind, a.col)
	WHERE a.value <> b.value
	GROUP BY 1
$$;

-- Whether the offices are all that a region has: in the year before or after,
-- these or some of them did add up to the whole.
CREATE FUNCTION derived.all_there(region text, of_year smallint,
    those bigint[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT FROM derived.level l
	    WHERE l.region_code = region AND l.adds_up
	    AND l.report_year IN (of_year - 1, of_year + 1)
	    AND l.offices <@ those)
$$;

-- H1: the report on a whole region against its own reports and those of all
-- regions directly below it in that year, if every one of these is there. Which
-- departments there are nobody says: a sum that falls short may lack some, and
-- is a doubt only where they are all there; one that goes past the whole
-- is, whatever is missing. Not counted for that is who may be counted twice, and
-- who answers to the centre and is no part of the region. (None of the numbers
-- that are compared by >= can be the greater; = would make the planner expect
-- one row and loop.)
CREATE FUNCTION derived.check_levels(of_year smallint)
RETURNS TABLE (report_key bigint, region_code text, offices bigint[],
    subject text, status text, lhs numeric, rhs numeric)
LANGUAGE sql STABLE AS $$
	WITH whole AS (
		SELECT r.* FROM base.request r
		WHERE r.scope = 'region' AND r.region_code IS NOT NULL
		AND r.agency_kind = 'government' AND r.report_year = of_year
	), below AS (
		SELECT w.report_key, count(*) AS regions,
		    count(c.report_key) AS reports,
		    count(DISTINCT g.code) AS codes, sum(c.new) AS new,
		    sum(c.carry_in) AS carry_in, sum(c.done) AS done,
		    sum(c.carry_out) AS carry_out, count(c.new) AS n_new,
		    count(c.carry_in) AS n_carry_in, count(c.done) AS n_done,
		    count(c.carry_out) AS n_carry_out
		FROM whole w
		JOIN base.region g ON g.parent = w.region_code
		    AND g.valid_from <= w.report_year
		    AND (g.valid_to IS NULL OR g.valid_to > w.report_year)
		LEFT JOIN whole c ON c.region_code = g.code
		GROUP BY 1
	), part AS (
		SELECT w.report_key AS whole_key, o.*,
		    o.agency !~ '税务局$|国家税务|气象局$|海关$|海事局$|烟草专卖局$|调查队$|人民银行|银保监|证监|金融监管|邮政管理局$|通信管理局$'
		    AND NOT EXISTS (SELECT FROM derived.agency a
			WHERE a.office_key = o.agency_key
			AND (a.clash OR a.func = 'government_office')) AS sure
		FROM whole w
		JOIN base.request o ON o.region_code = w.region_code
		    AND o.report_year = of_year AND o.scope = 'own'
	), own AS (
		SELECT whole_key AS report_key,
		    array_agg(DISTINCT agency_key) AS offices,
		    bool_or(agency_kind = 'government') AS there,
		    count(*) AS reports, sum(new) AS new,
		    sum(carry_in) AS carry_in, sum(done) AS done,
		    sum(carry_out) AS carry_out, count(new) AS n_new,
		    count(carry_in) AS n_carry_in, count(done) AS n_done,
		    count(carry_out) AS n_carry_out,
		    sum(new) FILTER (WHERE sure) AS sure_new,
		    sum(carry_in) FILTER (WHERE sure) AS sure_carry_in,
		    sum(done) FILTER (WHERE sure) AS sure_done,
		    sum(carry_out) FILTER (WHERE sure) AS sure_carry_out
		FROM part GROUP BY 1
	), ruled AS (
		SELECT w.report_key, w.region_code, o.offices, x.*
		FROM whole w
		JOIN below b USING (report_key)
		JOIN own o USING (report_key)
		CROSS JOIN LATERAL (VALUES
		    ('req_new', w.new, CASE WHEN b.n_new = b.regions
			AND o.n_new = o.reports THEN b.new + o.new END,
			b.new + coalesce(o.sure_new, 0)),
		    ('req_carry_in', w.carry_in, CASE WHEN b.n_carry_in =
			b.regions AND o.n_carry_in = o.reports
			THEN b.carry_in + o.carry_in END,
			b.carry_in + coalesce(o.sure_carry_in, 0)),
		    ('req_total', w.done, CASE WHEN b.n_done = b.regions
			AND o.n_done = o.reports THEN b.done + o.done END,
			b.done + coalesce(o.sure_done, 0)),
		    ('req_carry_out', w.carry_out, CASE WHEN b.n_carry_out =
			b.regions AND o.n_carry_out = o.reports
			THEN b.carry_out + o.carry_out END,
			b.carry_out + coalesce(o.sure_carry_out, 0))
		) AS x (subject, lhs, rhs, sure)
		WHERE o.there AND b.reports >= b.regions AND b.codes >= b.reports
	)
	SELECT report_key, region_code, offices, subject, CASE
	    WHEN lhs IS NULL OR rhs IS NULL THEN 'NOT_ASSESSABLE'
	    WHEN lhs = rhs THEN 'PASS'
	    WHEN sure > lhs OR rhs < lhs
		AND derived.all_there(region_code, of_year, offices)
		THEN 'WARN'
	    ELSE 'NOT_ASSESSABLE' END, lhs, rhs
	FROM ruled WHERE lhs IS NOT NULL OR rhs IS NOT NULL
$$;

-- The text of a report against the office's own of the year before, whatever
-- it is like.
CREATE FUNCTION derived.compare_own(offices bigint[])
RETURNS SETOF derived.likeness
LANGUAGE sql STABLE AS $$
	SELECT report_key, other_key,
	    bit_count((fingerprint # other_print)::bit(64))::smallint, false
	FROM (
		SELECT report_key, fingerprint,
		    report_year - lag(report_year) OVER w AS step,
		    lag(report_key) OVER w AS other_key,
		    lag(fingerprint) OVER w AS other_print
		FROM base.panel
		WHERE agency_key = ANY (offices) AND fingerprint IS NOT NULL
		WINDOW w AS (PARTITION BY agency_key, scope
		    ORDER BY report_year, report_key)
	) own
	WHERE step = 1
$$;

-- The fingerprints of a year, each with those that differ in at most 6 of its
-- 64 bits: these share one of 7 parts. Up to 100 that share a part are all
-- compared with each other; of more, in the order of the bits behind the part,
-- each with the 30 that follow it, and `more` says that some may not be known.
CREATE FUNCTION derived.near_prints(of_year smallint)
RETURNS TABLE (fingerprint bigint, other bigint, differ smallint, more boolean)
LANGUAGE sql STABLE AS $$
	WITH shared AS (
		SELECT p.fingerprint, count(*) OVER (PARTITION BY no, bits) > 100
		    AS more, array_agg(p.fingerprint) OVER (PARTITION BY no, bits
		    ORDER BY CASE WHEN no > 0 THEN p.fingerprint << (64 - 9 * no)
		    END, p.fingerprint
		    ROWS BETWEEN 1 FOLLOWING AND 100 FOLLOWING) AS others
		FROM (SELECT DISTINCT r.fingerprint FROM derived.report r
		    WHERE r.in_panel AND r.report_year = of_year
		    AND r.fingerprint IS NOT NULL) p
		CROSS JOIN generate_series(0, 6) no
		CROSS JOIN LATERAL (SELECT p.fingerprint >> 9 * no &
		    CASE no WHEN 6 THEN 1023 ELSE 511 END AS bits) b
	), near AS (
		SELECT DISTINCT least(s.fingerprint, o) AS fingerprint,
		    greatest(s.fingerprint, o) AS other,
		    bit_count((s.fingerprint # o)::bit(64)) AS differ
		FROM shared s CROSS JOIN unnest(CASE WHEN s.more
		    THEN s.others[1:30] ELSE s.others END) o
		WHERE bit_count((s.fingerprint # o)::bit(64)) <= 6
	)
	SELECT fingerprint, other, differ::smallint, false FROM near
	UNION ALL
	SELECT other, fingerprint, differ::smallint, false FROM near
	UNION ALL
	SELECT fingerprint, fingerprint, 0::smallint, bool_or(more)
	FROM shared GROUP BY 1
$$;

-- Near copies among the reports of a year: of each the 10 nearest, and how many
-- there are. Only what differs is written.
CREATE FUNCTION derived.step_texts(of_year smallint) RETURNS void
LANGUAGE plpgsql SET work_mem = '32MB' SET jit = off AS $$
DECLARE
	asked bigint[] := ARRAY(SELECT r.report_key FROM derived.report r
	    WHERE r.report_year = of_year);
BEGIN
	WITH print AS MATERIALIZED (
		SELECT r.fingerprint, count(*) AS n,
		    (array_agg(r.report_key ORDER BY r.report_key))[1:11] AS keys
		FROM derived.report r
		WHERE r.in_panel AND r.report_year = of_year
		AND r.fingerprint IS NOT NULL
		GROUP BY 1
	), near AS MATERIALIZED (
		SELECT n.fingerprint, n.differ, n.more, o.n, o.keys,
		    row_number() OVER (PARTITION BY n.fingerprint
			ORDER BY n.differ, o.keys[1]) AS nth
		FROM derived.near_prints(of_year) n
		JOIN print o ON o.fingerprint = n.other
	), nearest AS MATERIALIZED (
		SELECT * FROM (
			SELECT n.fingerprint, n.differ, k AS other_key,
			    row_number() OVER (PARTITION BY n.fingerprint
				ORDER BY n.differ, k) AS nth
			FROM near n CROSS JOIN unnest(n.keys) k
			WHERE n.nth <= 11
		) x WHERE nth <= 11
	), now AS MATERIALIZED (
		SELECT report_key, other_key, differ FROM (
			SELECT r.report_key, n.other_key, n.differ,
			    row_number() OVER (PARTITION BY r.report_key
				ORDER BY n.nth) AS nth
			FROM derived.report r
			JOIN nearest n ON n.fingerprint = r.fingerprint
			    AND n.other_key <> r.report_key
			WHERE r.in_panel AND r.report_year = of_year
		) x WHERE nth <= 10
	), gone AS (
		DELETE FROM derived.likeness l
		WHERE l.same_year AND l.report_key = ANY (asked)
		AND NOT EXISTS (SELECT FROM now n
		    WHERE n.report_key = l.report_key
		    AND n.other_key = l.other_key)
	), added AS (
		INSERT INTO derived.likeness AS l
		SELECT report_key, other_key, differ, true FROM now
		ON CONFLICT (report_key, other_key) DO UPDATE
		SET differ = excluded.differ
		WHERE l.differ <> excluded.differ
	), counted AS (
		SELECT fingerprint, sum(n) - 1 AS copies, bool_or(more) AS more
		FROM near GROUP BY 1
	)
	UPDATE derived.report r
	SET near_copies = c.copies, more_copies = c.more
	FROM counted c
	WHERE r.in_panel AND r.report_year = of_year
	AND c.fingerprint = r.fingerprint
	AND (r.near_copies, r.more_copies) <> (c.copies, c.more);
END $$;

-- The reports of a year are to be compared with each other where one of them
-- changed.
CREATE FUNCTION derived.year_due(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO derived.due
	SELECT DISTINCT report_year::text FROM derived.report
	WHERE report_key = ANY (keys) AND in_panel
	ON CONFLICT DO NOTHING
$$;

-- The first day that a version of a report bears, of those in force that
-- count as much as the one that was chosen.
CREATE FUNCTION derived.first_day(key bigint) RETURNS date
LANGUAGE sql STABLE AS $$
	SELECT min(v.published_on)
	FROM (SELECT *, max(rank) OVER () AS best
	    FROM store.live(ARRAY[key])) l
	JOIN store.version v USING (report_key, version_key)
	WHERE l.rank = l.best
$$;

-- What is derived of some offices and of these of their reports.
CREATE FUNCTION derived.step(keys bigint[]) RETURNS void
LANGUAGE plpgsql SET work_mem = '32MB' SET jit = off AS $$
DECLARE
	offices bigint[];
BEGIN
	-- Offices that the reports are of, and were of.
	offices := ARRAY(
		SELECT agency_key FROM derived.report
		WHERE report_key = ANY (keys) AND agency_key IS NOT NULL
		UNION
		SELECT agency_key FROM base.placed
		WHERE report_key = ANY (keys) AND agency_key IS NOT NULL);
	keys := ARRAY(SELECT unnest(keys) UNION
	    SELECT report_key FROM derived.report
	    WHERE agency_key = ANY (offices) AND placed);

	PERFORM derived.year_due(keys);
	DELETE FROM derived.report WHERE report_key = ANY (keys);
	INSERT INTO derived.report (report_key, version_key, year_key,
	    agency_key, report_year, in_panel, kind, template, scope, quality,
	    agency, agency_kind, region_code, region_name, province, level,
	    published_on, fingerprint, placed, live_set, first_published_on)
	SELECT c.report_key, c.version_key, c.year_key, c.agency_key,
	    c.report_year, c.kind = 'ogi_annual' AND c.agency_key IS NOT NULL
	    AND c.report_year IS NOT NULL AND NOT EXISTS (
		SELECT FROM derived.excluded x
		WHERE x.report_key = c.report_key),
	    c.kind, c.template, c.scope, c.own_quality, c.agency, c.agency_kind,
	    c.region_code, c.region_name, c.province, c.level, c.published_on,
	    c.fingerprint, c.placed, c.live_set, CASE WHEN c.versions > 1
	    THEN derived.first_day(c.report_key) ELSE c.published_on END
	FROM base.placed c WHERE c.report_key = ANY (keys);
	-- A year that its office reports elsewhere does not count twice.
	UPDATE derived.report d SET in_panel = false
	WHERE d.report_key = ANY (keys) AND d.placed AND d.in_panel
	AND EXISTS (SELECT FROM derived.report o
	    WHERE o.agency_key = d.agency_key
	    AND o.report_year = d.report_year
	    AND o.scope IS NOT DISTINCT FROM d.scope AND o.in_panel
	    AND (o.placed, o.report_key) < (true, d.report_key));
	PERFORM derived.year_due(keys);

	-- A correction holds as long as the report prints what was corrected.
	DELETE FROM derived.correction WHERE report_key = ANY (keys);
	INSERT INTO derived.correction
	SELECT DISTINCT ON (d.report_key, c.tbl, c.ind, c.col) d.report_key,
	    d.version_key, d.year_key, c.tbl, c.ind, c.col,
	    base.exact(k.value), c.unit
	FROM dict.correction k
	JOIN derived.report d ON d.report_key = base.key(k.report_id)
	JOIN store.cell c ON (c.report_year, c.report_key, c.version_key) =
	    (d.year_key, d.report_key, d.version_key)
	    AND (c.tbl, c.ind, c.col) = (base.whole(k.tbl), k.ind, k.col)
	WHERE d.report_key = ANY (keys)
	AND c.raw IS NOT DISTINCT FROM coalesce(k.printed, '')
	AND (k.value IS NULL OR base.exact(k.value) IS NOT NULL)
	ORDER BY d.report_key, c.tbl, c.ind, c.col, k."on" DESC, k.value;
	UPDATE derived.report d SET corrected = n
	FROM (SELECT report_key, count(*) AS n FROM derived.correction
	    WHERE report_key = ANY (keys) GROUP BY 1) k
	WHERE k.report_key = d.report_key;

	DELETE FROM derived.request WHERE report_key = ANY (keys);
	DELETE FROM derived.check_result
	WHERE report_key IN (SELECT unnest(keys));
	DELETE FROM derived.check_result
	WHERE rule <> 'H1' AND report_key IN (SELECT report_key
	    FROM derived.report WHERE agency_key = ANY (offices));
	PERFORM derived.derive_numbers(offices, keys);
	PERFORM derived.compare_sources(offices);
	PERFORM derived.count_warns(keys || ARRAY(SELECT report_key
	    FROM derived.report WHERE agency_key = ANY (offices)));

	DELETE FROM derived.likeness
	WHERE report_key = ANY (keys) OR other_key = ANY (keys);
	INSERT INTO derived.likeness
	SELECT * FROM derived.compare_own(offices)
	ON CONFLICT (report_key, other_key) DO NOTHING;

	DELETE FROM derived.section_words w
	WHERE w.report_key = ANY (keys) AND NOT EXISTS (
	    SELECT FROM derived.report d WHERE (d.report_key, d.version_key) =
	    (w.report_key, w.version_key));
	INSERT INTO derived.wordless
	SELECT k FROM unnest(keys) k ORDER BY k ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION derived.count_warns(keys bigint[]) RETURNS void
LANGUAGE sql AS $$
	UPDATE derived.report d SET cross_warns = n
	FROM (SELECT r.report_key, count(c.rule) AS n
	    FROM derived.report r LEFT JOIN derived.check_result c
	    ON c.report_key = r.report_key AND c.status = 'WARN'
	    WHERE r.report_key = ANY (keys) GROUP BY 1) k
	WHERE k.report_key = d.report_key AND d.cross_warns <> k.n
$$;

-- H1 of all regions in a year, and what it tells of the years beside it; only
-- what differs is written.
CREATE FUNCTION derived.step_levels(of_year smallint) RETURNS void
LANGUAGE plpgsql SET jit = off AS $$
DECLARE
	keys bigint[] := ARRAY(SELECT r.report_key FROM derived.report r
	    WHERE r.report_year = of_year AND r.scope = 'region');
BEGIN
	WITH now AS MATERIALIZED (
		SELECT * FROM derived.check_levels(of_year)
	), told AS MATERIALIZED (
		SELECT n.report_key, n.region_code, n.offices,
		    bool_or(n.lhs = n.rhs AND n.lhs > 0)
			AND NOT bool_or(n.lhs <> n.rhs) AS adds_up
		FROM now n GROUP BY 1, 2, 3
		HAVING bool_or(n.lhs IS NOT NULL AND n.rhs IS NOT NULL)
	), untold AS (
		DELETE FROM derived.level l
		WHERE (l.report_year = of_year OR l.report_key = ANY (keys))
		AND l.report_key NOT IN (SELECT report_key FROM told)
	), level AS (
		INSERT INTO derived.level AS l
		SELECT report_key, region_code, of_year, offices, adds_up
		FROM told
		ON CONFLICT (report_key) DO UPDATE
		SET region_code = excluded.region_code,
		    report_year = excluded.report_year,
		    offices = excluded.offices, adds_up = excluded.adds_up
		WHERE (l.region_code, l.report_year, l.offices, l.adds_up)
		    <> (excluded.region_code, excluded.report_year,
		    excluded.offices, excluded.adds_up)
	), gone AS (
		DELETE FROM derived.check_result c
		WHERE c.rule = 'H1' AND c.report_key = ANY (keys)
		AND NOT EXISTS (SELECT FROM now n
		    WHERE (n.report_key, n.subject) = (c.report_key, c.subject))
		RETURNING report_key
	), added AS (
		INSERT INTO derived.check_result AS c
		SELECT report_key, 'H1', subject, status, lhs, rhs FROM now
		ON CONFLICT (report_key, rule, subject) DO UPDATE
		SET status = excluded.status, lhs = excluded.lhs,
		    rhs = excluded.rhs
		WHERE (c.status, c.lhs, c.rhs) IS DISTINCT FROM
		    (excluded.status, excluded.lhs, excluded.rhs)
		RETURNING report_key
	)
	SELECT array_agg(report_key) INTO keys
	FROM (SELECT report_key FROM gone UNION SELECT report_key FROM added) x;
	WITH beside AS (
		UPDATE derived.check_result c
		SET status = t.status
		FROM (SELECT l.report_key, CASE WHEN derived.all_there(
			l.region_code, l.report_year, l.offices)
			THEN 'WARN' ELSE 'NOT_ASSESSABLE' END AS status
		    FROM derived.level l
		    WHERE l.report_year IN (of_year - 1, of_year + 1)) t
		WHERE c.report_key = t.report_key AND c.rule = 'H1'
		AND c.rhs < c.lhs AND c.status <> t.status
		RETURNING c.report_key
	)
	SELECT keys || array_agg(report_key) INTO keys FROM beside;
	PERFORM derived.count_warns(keys);
END $$;

-- Some of the reports that wait for their words, from this key on, and not many
-- where they are long: the sections that have none and are to get some, from the
-- loader (load/bigram.h). The caller holds the lock of derived.refresh().
CREATE FUNCTION derived.take_wordless(first bigint)
RETURNS TABLE (report_year smallint, report_key bigint, ordinal integer,
    version_key bigint, body text)
LANGUAGE sql SET enable_seqscan = off SET jit = off AS $$
	WITH taken AS (
		DELETE FROM derived.wordless w WHERE w.report_key IN (
		    SELECT s.report_key FROM (
			SELECT n.report_key, sum(octet_length(v.text_hans))
			    OVER (ORDER BY n.report_key ROWS BETWEEN
			    UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
			FROM (SELECT report_key FROM derived.wordless
			    WHERE report_key >= first
			    ORDER BY report_key LIMIT 100) n
			LEFT JOIN derived.report d USING (report_key)
			LEFT JOIN store.version v
			    USING (report_key, version_key)
		    ) s
		    WHERE coalesce(s.before, 0) < 1 << 24)
		RETURNING w.report_key
	)
	SELECT d.year_key, d.report_key, s.ordinal, d.version_key, s.text_hans
	FROM taken t
	JOIN derived.report d ON d.report_key = t.report_key
	JOIN store.section s
	    ON (s.report_year, s.report_key) = (d.year_key, d.report_key)
	    AND s.version_key OPERATOR(base.==) d.version_key
	WHERE s.text_hans <> '' AND NOT EXISTS (
	    SELECT FROM derived.section_words w
	    WHERE (w.report_year, w.report_key, w.ordinal) =
	    (d.year_key, d.report_key, s.ordinal))
$$;

-- Sorts new words into the index; searching goes through those that are not.
-- Where many were added, the planner is told.
CREATE FUNCTION derived.tidy(added bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM gin_clean_pending_list(inhrelid) FROM pg_inherits
	WHERE inhparent = 'derived.section_words_words'::regclass;
	IF added * 10 > (SELECT sum(reltuples) FROM pg_inherits
	    JOIN pg_class ON oid = inhrelid
	    WHERE inhparent = 'derived.section_words'::regclass) THEN
		ANALYZE derived.section_words;
	END IF;
END $$;

-- Reports of which what is derived is not of today: status tells of them.
CREATE FUNCTION derived.due() RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
SELECT coalesce(r.report_key, d.report_key)
FROM store.report r FULL JOIN derived.report d USING (report_key)
WHERE d.stale OR (r.current_version, r.live_set)
    IS DISTINCT FROM (d.version_key, d.live_set)
$$;

-- What is there to do, since the last time or since a run that was killed.
CREATE FUNCTION derived.look() RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	keys bigint[];
	moved bigint[];
BEGIN
	DELETE FROM derived.pending;
	keys := ARRAY(SELECT derived.due());
	IF cardinality(keys) = 0 THEN
		RETURN 0;
	END IF;
	PERFORM derived.name_agencies(keys);
	-- With plans for the table of before, what follows may take hours.
	IF cardinality(keys) > 1000 THEN
		ANALYZE derived.agency;
	END IF;
	moved := ARRAY(SELECT derived.tell_apart(keys));
	-- Reports of an agency that is another office now.
	WITH other AS (
		UPDATE derived.report d SET stale = true
		FROM store.version v
		WHERE v.report_key = d.report_key
		AND v.version_key = d.version_key AND (v.agency_key = ANY (moved)
		    OR d.report_key IN (SELECT p.report_key FROM derived.place p
			WHERE p.agency_key = ANY (moved)))
		RETURNING d.report_key
	)
	SELECT keys || array_agg(report_key) INTO keys FROM other;
	INSERT INTO derived.pending
	SELECT DISTINCT k, coalesce(c.agency_key, -1 - k % 1000)
	FROM unnest(keys) k LEFT JOIN base.placed c ON c.report_key = k;
	RETURN cardinality(keys);
END $$;

-- The last step of a load but one: after it the loader makes words for search.
-- One at a time; a second one waits and then finds what the first could not see
-- yet.
CREATE PROCEDURE derived.refresh()
LANGUAGE plpgsql AS $$
DECLARE
	buckets bigint[];
	n bigint;
	many boolean;
	of_year text;
BEGIN
	PERFORM pg_advisory_lock(20080501, 3);
	n := derived.look();
	COMMIT;
	many := n * 10 > (SELECT count(*) FROM derived.report);
	IF many THEN
		ANALYZE derived.agency, derived.pending;
	END IF;
	LOOP
		buckets := ARRAY(SELECT DISTINCT bucket FROM derived.pending
		    ORDER BY bucket LIMIT 200);
		EXIT WHEN cardinality(buckets) = 0;
		PERFORM derived.step(ARRAY(SELECT report_key
		    FROM derived.pending WHERE bucket = ANY (buckets)));
		DELETE FROM derived.pending WHERE bucket = ANY (buckets);
		COMMIT;
	END LOOP;
	-- With plans for the tables of before, a query may take hours.
	IF many THEN
		ANALYZE derived.agency, derived.report, derived.request,
		    derived.check_result, derived.region_line,
		    derived.lineage;
	END IF;
	LOOP
		of_year := (SELECT min(what) FROM derived.due);
		EXIT WHEN of_year IS NULL;
		PERFORM derived.step_texts(of_year::smallint);
		PERFORM derived.step_levels(of_year::smallint);
		DELETE FROM derived.due WHERE what = of_year;
		COMMIT;
	END LOOP;
	IF many THEN
		ANALYZE derived.likeness;
	END IF;
	PERFORM pg_advisory_unlock(20080501, 3);
END $$;
