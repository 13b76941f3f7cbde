-- SPDX-License-Identifier: MIT
-- What was done, by whom and when. Rows are only added.

-- One row for each transaction of a load: the counts are of the very rows
-- that it committed, so a killed run leaves no count without its data.
CREATE TABLE ops.load_batch (
	batch_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	run_id text NOT NULL,
	started_at timestamptz NOT NULL,
	finished_at timestamptz NOT NULL,
	input text NOT NULL,
	input_no integer NOT NULL,
	first_line bigint NOT NULL,
	last_line bigint NOT NULL,
	loader_version text NOT NULL,
	n_read bigint NOT NULL,
	n_new bigint NOT NULL,
	n_changed bigint NOT NULL,
	n_same bigint NOT NULL,
	n_rejected bigint NOT NULL,
	n_set_aside bigint NOT NULL,
	CHECK (n_read = n_new + n_changed + n_same + n_rejected),
	UNIQUE (run_id, input_no, first_line)
);

-- A line that could not be loaded.
CREATE TABLE ops.reject (
	batch_id bigint NOT NULL,
	input text NOT NULL,
	line bigint NOT NULL,
	byte_offset bigint NOT NULL,
	pointer text NOT NULL,
	code text NOT NULL,
	reason text NOT NULL,
	head bytea NOT NULL,	-- its first 2000 bytes
	PRIMARY KEY (batch_id, line)
);
