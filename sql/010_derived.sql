-- SPDX-License-Identifier: MIT
-- What follows from the store, the dictionaries and what people decided. All
-- of it can be made anew: derived.rebuild() forgets it, derived.refresh()
-- makes what is missing, a load ends with it.
CREATE SCHEMA derived;

-- Files of the operator, decisions(5): as they stand there.
CREATE TABLE dict.decision (decision text, subject text, value text,
	"by" text, "on" text, why text);
CREATE TABLE dict.correction (report_id text, tbl text, ind text, col text,
	printed text, value text, "by" text, "on" text, why text);
CREATE TABLE dict.office (name text, same_as text, func text);

-- Where regions have gone. A region that was only renamed, or got another
-- code, is the same: `line` is the last such. `anchor` is what it is now,
-- mergers and splits followed.
CREATE TABLE derived.region_line (
	code text NOT NULL,
	valid_from integer NOT NULL,
	name text NOT NULL,
	line_code text NOT NULL,
	line_name text NOT NULL,
	PRIMARY KEY (code, valid_from)
);
CREATE TABLE derived.lineage (
	code text NOT NULL,
	valid_from integer NOT NULL,
	valid_to integer,
	anchor text NOT NULL,
	heirs integer NOT NULL,
	PRIMARY KEY (code, valid_from, anchor)
);

-- Agencies as reports name them, and the office each one is.
CREATE TABLE derived.agency (
	agency_key bigint PRIMARY KEY,
	agency text NOT NULL,
	region_code text,
	said_key bigint NOT NULL,	-- what the rules or a person say
	office_key bigint NOT NULL,	-- the same, unless both report a year
	office text NOT NULL,
	office_region text,
	func text,
	how text NOT NULL,	-- own, region, spelling, decision
	clash boolean NOT NULL DEFAULT false
);
CREATE INDEX agency_said ON derived.agency (said_key);
CREATE INDEX agency_office ON derived.agency (office_key);

-- Reports that a person placed, or took out of the panels.
CREATE TABLE derived.place (
	report_key bigint PRIMARY KEY,
	agency_key bigint NOT NULL,
	agency text NOT NULL,
	agency_kind text NOT NULL,
	region_code text NOT NULL,
	region_name text,
	province text,
	level text,
	report_year smallint
);
CREATE TABLE derived.excluded (
	report_key bigint PRIMARY KEY,
	instead bigint
);

-- Corrections that fit what the current version prints.
CREATE TABLE derived.correction (
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	report_year smallint NOT NULL,
	tbl smallint NOT NULL,
	ind text NOT NULL,
	col text NOT NULL,
	value numeric,
	unit text,
	PRIMARY KEY (report_key, tbl, ind, col)
);

-- Reports as the panels have them: the version that was current when the rest
-- was derived, thin, because panels read all of them.
CREATE TABLE derived.report (
	report_key bigint PRIMARY KEY,
	version_key bigint NOT NULL,
	year_key smallint NOT NULL,	-- that it is stored under
	agency_key bigint,		-- of the office
	report_year smallint,
	in_panel boolean NOT NULL,	-- an annual report, of one office and year
	kind text NOT NULL,
	template text,
	scope text,
	quality text NOT NULL,		-- by its own rules
	agency text,
	agency_kind text,
	region_code text,
	region_name text,
	province text,
	level text,
	published_on date,
	fingerprint bigint,
	placed boolean NOT NULL,	-- by a person
	corrected integer NOT NULL DEFAULT 0,	-- cells
	cross_warns integer NOT NULL DEFAULT 0
);
CREATE INDEX report_agency ON derived.report (agency_key, report_year);
CREATE INDEX report_year ON derived.report (report_year);
CREATE INDEX report_region ON derived.report (region_code, report_year);

-- What is to be derived yet: bucket is the office, or a few reports without
-- one. A step that is due: regions.
CREATE TABLE derived.pending (
	report_key bigint PRIMARY KEY,
	bucket bigint NOT NULL
);
CREATE INDEX pending_bucket ON derived.pending (bucket);
CREATE TABLE derived.due (what text PRIMARY KEY);

-- Table 3 in total, and what the annex of 2014-2018 shares with it.
CREATE TABLE derived.request (
	report_key bigint PRIMARY KEY,
	new numeric,
	carry_in numeric,
	open numeric,
	partial numeric,
	deny numeric,
	unable numeric,
	reject numeric,
	other numeric,
	done numeric,
	carry_out numeric,
	bridged boolean NOT NULL
);

-- Rules across years and levels.
CREATE TABLE derived.check_result (
	report_key bigint NOT NULL,
	rule text NOT NULL,
	subject text NOT NULL,
	status text NOT NULL,
	lhs numeric,
	rhs numeric,
	other_key bigint,
	PRIMARY KEY (report_key, rule, subject)
);

-- Pairs of reports whose texts were compared.
CREATE TABLE derived.likeness (
	report_key bigint NOT NULL,
	other_key bigint NOT NULL,
	differ smallint NOT NULL,	-- of the 64 bits of the fingerprints
	PRIMARY KEY (report_key, other_key)
);
CREATE INDEX likeness_other ON derived.likeness (other_key);

-- Pairs of neighbouring characters in the sections of current versions, by
-- year: a search goes from the newest to the oldest and stops when it has
-- enough. New rows are put into the index in a heap, derived.tidy() sorts them
-- in.
CREATE TABLE derived.section_words (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	ordinal integer NOT NULL,
	version_key bigint NOT NULL,
	words tsvector NOT NULL,
	PRIMARY KEY (report_year, report_key, ordinal)
) PARTITION BY RANGE (report_year);
CREATE INDEX section_words_words ON derived.section_words USING gin (words)
	WITH (gin_pending_list_limit = 8192);
CREATE INDEX section_words_report ON derived.section_words (report_key);
CREATE TABLE derived.section_words_other PARTITION OF derived.section_words
	DEFAULT;
DO $$
BEGIN
	FOR y IN 2008..2030 LOOP
		EXECUTE format('CREATE TABLE derived.section_words_%s '
		    'PARTITION OF derived.section_words FOR VALUES FROM (%s) '
		    'TO (%s)', y, y, y + 1);
	END LOOP;
END $$;
-- To count words takes longer than all searches, and no plan gains by it.
ALTER TABLE derived.section_words ALTER COLUMN words SET STATISTICS 0;
DO $$
DECLARE
	name text;
BEGIN
	FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits
	    WHERE inhparent = 'derived.section_words'::regclass LOOP
		EXECUTE format('ALTER TABLE %s ALTER COLUMN words '
		    'SET STATISTICS 0', name);
	END LOOP;
END $$;

-- Traditional characters and what they become, for translate(): one row.
CREATE TABLE derived.fold (t text NOT NULL, s text NOT NULL);
