-- SPDX-License-Identifier: MIT
-- Runs of pipeline.sh: copies of the lines of runs.jsonl, which is where a run
-- writes that it was there when the database is away.
CREATE TABLE ops.run (
	run_id text PRIMARY KEY,
	verb text NOT NULL,
	args text NOT NULL,
	state text NOT NULL CHECK (state IN ('running', 'killed', 'ended')),
	started_at timestamptz NOT NULL,
	finished_at timestamptz,	-- null: running or killed
	exit smallint,			-- null: running or killed
	at_stage text NOT NULL,		-- where it is, or was when it ended
	log text,
	fetched jsonb,			-- counts of the stages, as they print
	extracted jsonb,
	loaded jsonb
);
