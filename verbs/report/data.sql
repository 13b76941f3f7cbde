-- SPDX-License-Identifier: MIT
-- All that the page shows, as one JSON object. Before this file: the
-- temporary table place is filled, and the variable version is set.
CREATE TEMPORARY TABLE said AS
SELECT r.report_id, r.agency_id, r.report_year AS year, r.template, r.quality,
    p.code AS place
FROM research.report r
LEFT JOIN place p ON p.code = CASE WHEN r.level = 'central' THEN '00'
    ELSE left(r.region_code, 2) END
WHERE r.kind = 'ogi_annual';
ANALYZE said;

-- Numbers of a report that breaks its own arithmetic are in no quartile.
CREATE TEMPORARY TABLE asked AS
SELECT report_year AS year, coalesce(scope, 'own') AS scope, new,
    disclose_rate AS rate, bridged
FROM research.requests WHERE quality <> 'failed';

CREATE TEMPORARY TABLE refused AS
SELECT report_year AS year, coalesce(scope, 'own') AS scope, ind,
    sum(value) AS value, count(*) AS reports
FROM research.request_reason
WHERE quality <> 'failed' AND share IS NOT NULL
GROUP BY 1, 2, 3;

CREATE TEMPORARY TABLE checked AS
SELECT rule, count(*) FILTER (WHERE status = 'FAIL') AS fail,
    count(*) FILTER (WHERE status = 'WARN') AS warn,
    count(*) FILTER (WHERE status = 'PASS') AS pass,
    count(DISTINCT report_id) FILTER (WHERE status = 'FAIL') AS reports
FROM research.check_result GROUP BY 1;

SELECT json_build_object(
    'made_at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'),
    'version', :'version',
    'total', (SELECT json_build_object(
	'reports', count(*),
	'agencies', count(DISTINCT agency_id),
	'places', count(DISTINCT place) FILTER (WHERE place <> '00'),
	'first_year', min(year), 'last_year', max(year),
	'unplaced', count(*) FILTER (WHERE place IS NULL OR year IS NULL),
	'clean', count(*) FILTER (WHERE quality = 'clean'),
	'flagged', count(*) FILTER (WHERE quality = 'flagged'),
	'failed', count(*) FILTER (WHERE quality = 'failed')) FROM said),
    'place', (SELECT json_agg(json_build_object('code', p.code, 'zh', p.zh,
	'en', p.en, 'agencies', coalesce(n.agencies, 0)) ORDER BY p.code)
	FROM place p LEFT JOIN (SELECT place, count(DISTINCT agency_id)
	    AS agencies FROM said GROUP BY 1) n ON n.place = p.code),
    'coverage', (SELECT json_agg(json_build_array(place, year, reports,
	agencies) ORDER BY place, year) FROM (
	    SELECT place, year, count(*) AS reports,
		count(DISTINCT agency_id) AS agencies FROM said
	    WHERE place IS NOT NULL AND year IS NOT NULL GROUP BY 1, 2) x),
    'requests', (SELECT json_agg(x ORDER BY scope, year) FROM (
	SELECT scope, year, count(new) AS n, sum(new) AS sum,
	    percentile_cont(ARRAY[0.25, 0.5, 0.75])
		WITHIN GROUP (ORDER BY new) AS new,
	    count(rate) AS rates, percentile_cont(ARRAY[0.25, 0.5, 0.75])
		WITHIN GROUP (ORDER BY rate) AS rate,
	    bool_or(bridged) AS bridged
	FROM asked GROUP BY 1, 2) x),
    'reasons', (SELECT json_agg(json_build_array(scope, year, ind, value,
	reports) ORDER BY scope, year, ind) FROM refused),
    'templates', (SELECT json_agg(json_build_array(year, template, n)
	ORDER BY year, template) FROM (SELECT year, template, count(*) AS n
	    FROM said WHERE year IS NOT NULL GROUP BY 1, 2) x),
    'checks', (SELECT json_agg(json_build_object('rule', rule, 'fail', fail,
	'warn', warn, 'pass', pass, 'reports', reports)
	ORDER BY fail DESC, warn DESC, rule)
	FROM checked WHERE fail + warn > 0),
    'runs', (SELECT json_agg(x ORDER BY started DESC, run DESC) FROM (
	SELECT run_id AS run, verb, started_at AS started,
	    finished_at AS finished, state, exit, at_stage AS stage, fetched,
	    extracted, loaded
	FROM research.run WHERE run.stage = 'pipeline'
	ORDER BY started_at DESC, run_id DESC LIMIT 14) x),
    'hosts', (SELECT json_object_agg(state, n) FROM (
	SELECT state, count(*) AS n FROM told_host GROUP BY 1) x),
    'trouble', (SELECT json_agg(x ORDER BY since, host) FROM (
	SELECT host, state, reason, since, next_due, waiting
	FROM told_host WHERE state <> 'fine'
	ORDER BY since, host LIMIT 100) x),
    'aside', (SELECT json_agg(json_build_array(state, reason, n)
	ORDER BY n DESC, state, reason) FROM (
	    SELECT state, reason, count(DISTINCT digest) AS n
	    FROM research.document WHERE state <> 'ok' GROUP BY 1, 2) x),
    'ind', (SELECT json_object_agg(ind, json_build_object('zh', label_zh,
	'en', label_en)) FROM research.indicator
	WHERE tbl = 3 AND ind IN (SELECT ind FROM refused)),
    'rule', (SELECT json_object_agg(rule, json_build_object('zh', label_zh,
	'en', label_en)) FROM research.rule));
