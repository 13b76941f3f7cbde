-- SPDX-License-Identifier: MIT
-- pgTAP: what is asked of one agency, or of one report, is found by keys: there
-- is a plan that reads no big table from end to end. (On a panel as small as
-- that of the tests reading it all may be cheaper, so that is made dear.)
BEGIN;
SELECT no_plan();
SET LOCAL enable_seqscan = off;
SET LOCAL jit = off;

-- Big tables that the plan of a query reads from end to end: in their own order
-- or in that of an index.
CREATE FUNCTION pg_temp.whole(query text) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
	line text;
	scanned text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN ' || query LOOP
		IF line !~ 'Index Cond' THEN
			RETURN QUERY SELECT c.oid::regclass::text
			FROM pg_class c WHERE c.relname = scanned
			AND c.relnamespace IN ('store'::regnamespace,
			    'derived'::regnamespace)
			AND c.relname NOT IN ('slot', 'correction', 'place',
			    'region_line', 'lineage', 'excluded', 'fold',
			    'host', 'fetch');
		END IF;
		scanned := substring(line FROM '(?:Seq Scan|Index Scan using '
		    '[^ ]+|Index Only Scan using [^ ]+) on ([a-z_0-9]+)');
	END LOOP;
END $$;

-- Questions 1 to 12, 14 and 15 by one agency. (coverage and panel set each agency
-- against the years of all, and read all reports.)
SELECT is_empty(format($$ SELECT pg_temp.whole('SELECT * FROM research.%s
	WHERE agency_id = ''%s''') $$, v, a), v || ' of one agency')
FROM unnest('{requests,request_reason,request_applicant,disputes,carry_gap,
    normdoc_flow,decisions,proactive,timeliness,quality,text_reuse,
    figure_series}'::text[]) v,
    (SELECT min(agency_id) AS a FROM research.requests) x;
-- Disputes against the refusals of the year before, and figures in prose.
SELECT is_empty(format($$ SELECT pg_temp.whole('SELECT *
	FROM research.disputes d JOIN research.requests r USING (agency_id)
	WHERE d.agency_id = ''%s'' AND r.report_year = d.report_year - 1') $$,
	min(agency_id)), 'question 7 of one agency')
FROM research.requests;
SELECT is_empty(format($$ SELECT pg_temp.whole('SELECT *
	FROM research.figure_series f JOIN research.requests r
	USING (agency_id, report_year) WHERE f.agency_id = ''%s''') $$,
	min(agency_id)), 'question 15 of one agency')
FROM research.requests;
-- Parts of texts, and searches in a region.
SELECT is_empty(format($$ SELECT pg_temp.whole('SELECT *
	FROM research.section_reuse WHERE agency_id = ''%s''') $$,
	min(agency_id)), 'parts of the texts of one agency')
FROM research.requests;
-- What is asked of a few rows must not be worked out anew for each of them.
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text
LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN ' || query;
END $$;
SELECT isnt_empty($$ SELECT p FROM pg_temp.plan('SELECT *
	FROM research.coverage WHERE NOT present AND expected') p
	WHERE p ~ 'CTE who' $$, 'who there is is worked out once');
SELECT is_empty($$ SELECT p FROM pg_temp.plan('SELECT *
	FROM research.indicator WHERE tbl = 3') p
	WHERE p ~ 'Seq Scan on indicator .* rows=[0-9] ' $$,
    'of how many rows a table has there is a fair guess');
SELECT is_empty($$ SELECT p FROM pg_temp.plan('SELECT *
	FROM base.as_of(now())') p WHERE p ~ 'SubPlan' $$,
    'versions are compared with those of their report, not with all');
SELECT isnt_empty($$ SELECT p FROM pg_temp.plan('SELECT *
	FROM research.source_conflict') p WHERE p ~ '\(a\.ind = b\.ind\)' $$,
    'of two versions the cells are read once, not once a cell');
-- Question 2 by one year, question 13 by one.
SELECT is_empty($$ SELECT pg_temp.whole('SELECT scope, sum(new)
	FROM research.requests WHERE report_year = 2022 GROUP BY 1') $$,
    'requests of one year');
SELECT is_empty($$ SELECT pg_temp.whole('SELECT *
	FROM research.region_panel WHERE report_year = 2022') $$,
    'regions in one year');
SELECT isnt_empty($$ SELECT pg_temp.whole('SELECT count(*)
	FROM derived.likeness WHERE differ = 3') $$,
    'a table that is read from end to end would be seen');

SELECT finish();
ROLLBACK;
