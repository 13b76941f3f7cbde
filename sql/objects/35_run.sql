-- SPDX-License-Identifier: MIT
-- Runs, of the loader and of the pipeline.

-- Takes a line of runs.jsonl, or what such a line would be of a run that is
-- under way.
CREATE FUNCTION ops.take_run(line jsonb) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO ops.run AS r
	SELECT line ->> 'run', line ->> 'verb', line ->> 'args',
	    CASE WHEN (line ->> 'running')::boolean THEN 'running'
	    WHEN line ->> 'exit' IS NULL THEN 'killed' ELSE 'ended' END,
	    (line ->> 'started_at')::timestamptz,
	    (line ->> 'finished_at')::timestamptz,
	    (line ->> 'exit')::smallint, line ->> 'stage', line ->> 'log',
	    line -> 'fetch', line -> 'extract', line -> 'load'
	ON CONFLICT (run_id) DO UPDATE
	SET (state, finished_at, exit, at_stage, fetched, extracted, loaded) =
	    (excluded.state, excluded.finished_at, excluded.exit,
	    excluded.at_stage, excluded.fetched, excluded.extracted,
	    excluded.loaded)
	WHERE r IS DISTINCT FROM excluded
$$;

CREATE VIEW research.run AS
SELECT run_id, 'load' AS stage, min(started_at) AS started_at,
    max(finished_at) AS finished_at, count(DISTINCT input_no) AS inputs,
    count(*) AS batches, sum(n_read) AS n_read, sum(n_new) AS n_new,
    sum(n_changed) AS n_changed, sum(n_same) AS n_same,
    sum(n_rejected) AS n_rejected, sum(n_set_aside) AS n_set_aside,
    NULL AS verb, NULL AS args, 'ended' AS state, NULL::smallint AS exit,
    NULL AS at_stage, NULL AS log, NULL::jsonb AS fetched,
    NULL::jsonb AS extracted, NULL::jsonb AS loaded
FROM ops.load_batch GROUP BY run_id
UNION ALL
SELECT run_id, 'pipeline', started_at, finished_at, NULL, NULL,
    (loaded ->> 'seen')::numeric, (loaded ->> 'new')::numeric,
    (loaded ->> 'changed')::numeric, (loaded ->> 'same')::numeric,
    (loaded ->> 'rejected')::numeric, (loaded ->> 'set_aside')::numeric,
    verb, args, state, exit, at_stage, log, fetched, extracted, loaded
FROM ops.run;

DO $$
BEGIN
	GRANT SELECT, INSERT, UPDATE ON ops.run TO nianbao_loader;
EXCEPTION WHEN undefined_object THEN
	NULL;	-- 90_comments.sql says that roles are missing
END $$;
