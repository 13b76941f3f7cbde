-- SPDX-License-Identifier: MIT
-- pgTAP: what must hold of the numbers, whatever the reports say. Each is a
-- way in which a panel could mislead without anybody seeing it.
BEGIN;
SELECT no_plan();

SELECT isnt_empty('SELECT * FROM research.requests WHERE new > 0',
    'there is something to look at');

-- Counted twice.
SELECT is_empty($$ SELECT agency_id, report_year, scope FROM research.requests
	GROUP BY 1, 2, 3 HAVING count(*) > 1 $$,
    'an agency has one row for a year and a scope');
SELECT is_empty($$ SELECT report_id FROM research.report
	GROUP BY 1 HAVING count(*) > 1 $$, 'a report is there once');
SELECT is_empty($$ SELECT r.report_id FROM research.report r
	JOIN research.report_source s USING (report_id)
	WHERE NOT r.is_official AND s.is_official $$,
    'no mirror is in force where the official page is known');
SELECT is_empty($$ SELECT agency_id, report_year FROM research.report
	WHERE agency_id IS NOT NULL GROUP BY 1, 2
	HAVING count(DISTINCT left(region_code, 2)) > 1 $$,
    'no agency is in two provinces in a year');
SELECT set_eq($$ SELECT report_year, scope, sum(new) FROM research.region_panel
	WHERE NOT split_source GROUP BY 1, 2 $$,
    $$ SELECT report_year, scope, sum(new) FROM research.requests q
	WHERE region_code IS NOT NULL AND NOT EXISTS (
	    SELECT FROM research.region_panel p
	    JOIN research.region_lineage(2024) l ON l.anchor_code = p.region_code
	    WHERE p.split_source AND p.report_year = q.report_year
	    AND p.scope = q.scope AND l.region_code = q.region_code
	    AND l.valid_from <= q.report_year
	    AND (l.valid_to IS NULL OR l.valid_to > q.report_year))
	GROUP BY 1, 2 $$,
    'regions sum to what agencies report, apart from those that were split');

-- Blank is not zero.
SELECT is_empty($$ SELECT * FROM research.cell
	WHERE (state = 'num') <> (value IS NOT NULL) $$,
    'a number has a value and nothing else has');
SELECT is_empty($$ SELECT q.report_id FROM research.requests q
	JOIN research.request_reason r USING (report_id)
	WHERE r.ind LIKE 'req_deny%' GROUP BY q.report_id, q.deny
	HAVING count(r.value) < count(*) AND q.deny IS NOT NULL
	AND NOT EXISTS (SELECT FROM research.cell c
	    WHERE c.report_id = q.report_id AND c.ind = 'req_deny_sub') $$,
    'with one reason blank the sum of reasons is not known');
SELECT isnt_empty($$ SELECT * FROM research.requests
	WHERE deny IS NULL AND done IS NOT NULL $$, 'and there are such');
SELECT is_empty($$ SELECT report_id FROM research.request_reason
	GROUP BY 1 HAVING count(share) NOT IN (0, count(*))
	AND sum(value) <> 0 $$, 'shares are of a whole that is known');

-- Apples and pears.
SELECT is_empty($$ SELECT tbl, ind, col FROM research.cell
	WHERE unit <> '' GROUP BY 1, 2, 3 HAVING count(DISTINCT unit) > 1 $$,
    'a cell of a form has one unit in all reports');
SELECT is_empty($$ SELECT series FROM research.proactive GROUP BY 1
	HAVING bool_or(col = 'in_force') AND bool_or(col = 'open_total')
	OR bool_or(col = 'fee_wan') AND bool_or(col = 'items_prev') $$,
    'what was open in all and what is in force are two series');
SELECT is_empty($$ SELECT * FROM research.proactive a
	JOIN research.proactive b ON (b.agency_id, b.scope, b.series) =
	    (a.agency_id, a.scope, a.series)
	    AND b.report_year = a.report_year - a.step
	WHERE a.template <> b.template AND a.form_change IS NOT true $$,
    'a series that goes from one form to another says so');
SELECT isnt_empty('SELECT * FROM research.proactive WHERE form_change',
    'and there are such');
SELECT is_empty($$ SELECT * FROM research.decisions
	WHERE yoy IS NOT NULL AND step <> 1 $$,
    'a change over several years is no change over one');
SELECT is_empty($$ SELECT * FROM research.carry_gap g
	WHERE NOT EXISTS (SELECT FROM research.requests r
	    WHERE r.agency_id = g.agency_id AND r.scope = g.scope
	    AND r.report_year = g.report_year - 1) $$,
    'a gap is against the year before');
SELECT is_empty($$ SELECT * FROM research.requests
	WHERE template = 'T2014' AND new IS NOT NULL AND NOT bridged $$,
    'numbers of the annex say that they come from another form');

-- Doubt is seen.
SELECT is_empty($$ SELECT q.report_id FROM research.requests q
	JOIN research.check_result c USING (report_id)
	WHERE c.status = 'FAIL' AND q.quality <> 'failed' $$,
    'a sum that does not hold is a flag of the row');
SELECT is_empty($$ SELECT q.report_id FROM research.requests q
	JOIN research.check_result c USING (report_id)
	WHERE c.status = 'WARN' AND q.quality = 'clean' $$,
    'so is a warning, across years too');
SELECT is_empty($$ SELECT q.report_id FROM research.requests q
	JOIN research.correction k USING (report_id)
	WHERE k.state = 'applied' AND NOT q.corrected $$,
    'a corrected row says so');
SELECT is_empty($$ SELECT c.relname FROM pg_class c
	WHERE c.relnamespace = 'research'::regnamespace
	AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	    AND a.attname = 'report_year')
	AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	    AND a.attname = 'scope')
	AND c.relname <> 'cell'
	AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	    AND a.attname = 'quality') $$, 'every panel tells the quality');

SELECT finish();
ROLLBACK;
