-- SPDX-License-Identifier: MIT
-- What status shows. Before this file: the table told_host, and the variables
-- form, running, warc_files, warc_bytes and free_bytes.
CREATE TEMPORARY VIEW every_run AS
SELECT run_id AS run, verb, started_at AS started, finished_at AS finished,
    state, exit, at_stage AS stage, fetched, extracted, loaded, log
FROM research.run WHERE run.stage = 'pipeline';

CREATE TEMPORARY VIEW run AS
SELECT * FROM every_run ORDER BY started DESC, run DESC LIMIT 30;

-- Of nights alone: a backfill that goes on well is no good night.
CREATE TEMPORARY VIEW night AS
SELECT * FROM every_run WHERE verb = 'nightly';

CREATE TEMPORARY VIEW host AS
SELECT host, state, reason, since, next_due, waiting FROM told_host;

CREATE TEMPORARY VIEW documents AS
SELECT state, coalesce(reason, '') AS reason, count(*) AS documents
FROM (SELECT DISTINCT digest, state, reason FROM research.document) d
GROUP BY 1, 2;

CREATE TEMPORARY VIEW reports AS
SELECT report_year, template, count(*) AS reports,
    count(*) FILTER (WHERE quality = 'clean') AS clean,
    count(*) FILTER (WHERE quality = 'flagged') AS flagged,
    count(*) FILTER (WHERE quality = 'failed') AS failed
FROM research.report GROUP BY 1, 2;

CREATE TEMPORARY TABLE number AS
SELECT (SELECT count(*) FROM research.report) AS reports,
    (SELECT count(*) FROM research.unresolved) AS unresolved,
    -- As research.cell has them, counted a block at a time.
    (SELECT coalesce(sum(coalesce(cardinality(c.whole),
	    cardinality(c.exact))), 0)
	FROM base.current p
	JOIN store.cell_block c
	    ON (c.report_year, c.report_key) = (p.year_key, p.report_key)
	    AND c.version_key OPERATOR(base.==) p.version_key) AS cells,
    (SELECT count(*) FROM research.check_result
	WHERE status = 'FAIL') AS failed_checks,
    (SELECT count(*) FROM research.warning) AS warnings,
    (SELECT count(*) FROM research.reject) AS rejects,
    (SELECT count(*) FROM derived.due()) AS not_derived;

SELECT :'form' = 'json' AS as_json, :'form' = 'prometheus' AS as_metrics \gset
\if :as_json
SELECT jsonb_pretty(jsonb_build_object(
    'at', now(),
    'running', nullif(:'running', ''),
    'last_good', (SELECT max(finished) FROM night WHERE exit IN (0, 3)),
    'runs', (SELECT jsonb_agg(r ORDER BY started DESC, run DESC) FROM run r),
    'hosts', (SELECT jsonb_object_agg(state, n)
	FROM (SELECT state, count(*) AS n FROM host GROUP BY 1) x),
    'hosts_at', (SELECT max(told_at) FROM told_host),
    'not_fine', (SELECT jsonb_agg(h ORDER BY host) FROM host h
	WHERE state <> 'fine'),
    'queue', (SELECT coalesce(sum(waiting), 0) FROM host),
    'warc', jsonb_build_object('files', :warc_files, 'bytes', :warc_bytes),
    'free_bytes', :free_bytes,
    'documents', (SELECT jsonb_agg(d ORDER BY state, reason)
	FROM documents d),
    'reports', (SELECT jsonb_agg(r ORDER BY report_year, template)
	FROM reports r),
    'rejects', (SELECT jsonb_object_agg(code, n) FROM (SELECT code,
	count(*) AS n FROM research.reject GROUP BY 1) x),
    'numbers', (SELECT to_jsonb(n) FROM number n)));
\elif :as_metrics
SELECT format(E'# TYPE nianbao_%s gauge\nnianbao_%1$s %s', name, value)
FROM number n CROSS JOIN LATERAL (VALUES
    ('last_good_run_seconds', (SELECT extract(epoch FROM max(finished))::bigint
	FROM night WHERE exit IN (0, 3))),
    ('last_run_exit', (SELECT coalesce(exit, 137)::bigint FROM night
	WHERE state <> 'running' ORDER BY started DESC, run DESC LIMIT 1)),
    ('queue', (SELECT coalesce(sum(waiting), 0)::bigint FROM host)),
    ('hosts_told_seconds', (SELECT extract(epoch FROM max(told_at))::bigint
	FROM told_host)),
    ('hosts_not_fine', (SELECT count(*) FROM host WHERE state <> 'fine')),
    ('warc_bytes', :warc_bytes),
    ('free_bytes', :free_bytes),
    ('reports', n.reports),
    ('cells', n.cells),
    ('failed_checks', n.failed_checks),
    ('rejects', n.rejects),
    ('not_derived', n.not_derived)) m (name, value)
WHERE value IS NOT NULL;
\else
\t off
\pset format aligned
\pset border 1
\pset footer off
\pset null ''
\echo == runs
SELECT verb, to_char(started, 'YYYY-MM-DD HH24:MI') AS started,
    CASE WHEN state = 'running' THEN 'is at ' || stage
	WHEN state = 'killed' THEN 'killed at ' || stage
	WHEN stage = 'aside' THEN 'stepped aside for the night'
	WHEN exit = 0 THEN 'well' WHEN exit = 3 THEN 'some set aside'
	ELSE format('failed at %s (%s)', stage, exit) END AS ended,
    (finished - started)::interval(0) AS took,
    fetched -> 'seen' AS pages, fetched -> 'ok' AS fresh,
    loaded -> 'new' AS new, loaded -> 'changed' AS changed, log
FROM run ORDER BY run.started DESC, run.run DESC LIMIT 7;
SELECT coalesce(nullif(:'running', ''), 'nothing') AS running \gset
\echo == under way: :running
\echo
SELECT coalesce(to_char(max(told_at), '"as told at" YYYY-MM-DD HH24:MI'),
    'that were crawled') AS told
FROM told_host \gset hosts_
\echo == hosts :hosts_told
SELECT state, count(*) AS hosts, sum(waiting) AS urls_waiting
FROM host GROUP BY 1 ORDER BY 1;
SELECT host, state, reason, to_char(since, 'YYYY-MM-DD HH24:MI') AS since,
    to_char(next_due, 'YYYY-MM-DD HH24:MI') AS not_before, waiting
FROM host WHERE state <> 'fine' OR waiting > 0 ORDER BY 1 LIMIT 40;
\echo == archive and disk
SELECT :warc_files AS warc_files, pg_size_pretty(:warc_bytes::bigint) AS warc,
    pg_size_pretty(pg_database_size(current_database())) AS database,
    pg_size_pretty(:free_bytes::bigint) AS free;
\echo == documents
TABLE documents ORDER BY 1, 2;
\echo == reports
TABLE reports ORDER BY 1, 2;
TABLE number;
\echo == lines that could not be loaded
SELECT code, count(*) AS rejects FROM research.reject GROUP BY 1
ORDER BY 2 DESC, 1;
\endif
