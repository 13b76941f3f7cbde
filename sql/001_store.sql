-- SPDX-License-Identifier: MIT
-- The loader's own tables. Everything here is derived from content: no
-- sequence, no clock, so that any order of loading gives the same rows. Every
-- key holds a distribution key: digest on the document side, report_key on the
-- report side. Facts carry no foreign keys: they cost seven times the load.

CREATE SCHEMA store;
CREATE SCHEMA dict;

-- A document is its bytes, whatever its names.
CREATE TABLE store.document (
	digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
	bytes bigint NOT NULL
);

-- Where and when it was seen, and how the newest extractor that saw this
-- capture found it: the same bytes may have come with 200 and with 404.
CREATE TABLE store.capture (
	digest bytea NOT NULL,
	source text NOT NULL,
	fetched_at timestamptz,
	http_status smallint,
	warc_file text,
	warc_offset bigint,
	is_official boolean NOT NULL,
	is_mirror boolean NOT NULL,
	extractor_version integer NOT NULL,
	mime text,
	mime_from text,
	charset text,
	charset_from text,
	state text NOT NULL,
	reason text,
	reason_detail text
);
CREATE UNIQUE INDEX capture_key ON store.capture
	(digest, source, fetched_at) NULLS NOT DISTINCT;
CREATE INDEX capture_source ON store.capture (source);

-- What an extractor made of a document. The reading in force is that of the
-- highest extractor_version. Two readings of one version differ only when
-- what the server said differed; the better known one is in force then.
CREATE TABLE store.extraction (
	digest bytea NOT NULL,
	extractor_version integer NOT NULL,
	report_key bigint,		-- null when the document was set aside
	version_key bigint,
	n_known smallint NOT NULL	-- fields printed or found, not guessed
);
CREATE UNIQUE INDEX extraction_key ON store.extraction
	(digest, extractor_version DESC, version_key) NULLS NOT DISTINCT;
CREATE INDEX extraction_report ON store.extraction (report_key, digest)
	WHERE report_key IS NOT NULL;

-- Lines of input whose record is stored: the same line again needs not even
-- be parsed. Only ever added to in the transaction that stores the record.
CREATE TABLE store.line (
	line_digest bytea PRIMARY KEY CHECK (octet_length(line_digest) = 32),
	ok boolean NOT NULL		-- false: a document that was set aside
);

-- The crawl log, crawllog(5): attempts to get a URL, and how a host was at the
-- end of a run. A row is its line; the same instant may have two.
CREATE TABLE store.fetch (
	url text NOT NULL,
	at timestamptz NOT NULL,
	line_digest bytea NOT NULL,
	host text NOT NULL,
	kind text NOT NULL,
	via text,
	start text,
	title text,
	outcome text NOT NULL,
	reason text,
	detail text,
	http_status smallint,
	bytes bigint,
	duration_ms bigint,
	digest bytea,			-- of the payload, before decompression
	etag text,
	last_modified text,
	location text,
	warc_file text,
	warc_offset bigint,
	PRIMARY KEY (url, at, line_digest)
);

CREATE TABLE store.host (
	host text NOT NULL,
	at timestamptz NOT NULL,
	line_digest bytea NOT NULL,
	state text NOT NULL,
	reason text,
	since timestamptz,
	next_due timestamptz,
	waiting bigint,
	robots_status smallint,
	delay_ms bigint,
	official boolean,		-- null: the list of portals is silent
	PRIMARY KEY (host, at, line_digest)
);

-- What store.settle() works out of the versions and captures of a report.
CREATE TABLE store.report (
	report_key bigint PRIMARY KEY,
	current_version bigint,		-- null: no reading in force says so
	version smallint,
	versions smallint,
	source text,
	is_official boolean,
	first_seen timestamptz,
	last_seen timestamptz
);

-- A version is its content: fields, text, tables, cells and their checks.
CREATE TABLE store.version (
	report_year smallint NOT NULL,	-- 0: unknown
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	content_digest bytea NOT NULL CHECK (octet_length(content_digest) = 32),
	agency_key bigint,		-- null: unresolved
	script text NOT NULL,
	kind text NOT NULL,
	template text,
	format_cited text,
	title text,
	title_inferred boolean NOT NULL,
	title_found text,
	agency text,
	agency_kind text,
	region_code text,
	region_name text,
	province text,
	level text,
	scope text,
	period_from date,
	period_to date,
	published_on date,
	written_on date,
	index_no text,
	doc_no text,
	publisher text,
	quality text NOT NULL,
	fingerprint bigint,
	row_set text[] NOT NULL,	-- table rows and top headings, sorted
	fields jsonb NOT NULL,		-- with how each was told
	text text NOT NULL,
	text_hans text NOT NULL,
	PRIMARY KEY (report_key, version_key)
);
CREATE INDEX version_panel ON store.version (agency_key, report_year);

-- One row a report, so it costs little; the planner takes from it that the
-- join on both columns finds one row.
ALTER TABLE store.report ADD FOREIGN KEY (report_key, current_version)
	REFERENCES store.version;

-- Printed cells, side by side as they are printed: one row for each row of a
-- table, because a row costs as much as the numbers in it. Rows of more than
-- seven cells go on in another part. store.cell has them one by one.
CREATE TABLE store.cell_row (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	tbl smallint NOT NULL,
	ind text NOT NULL,
	part smallint NOT NULL,
	layout bigint NOT NULL,		-- what the slots are: store.slot
	at_table smallint,		-- place of the first
	at_row smallint,
	at_col smallint,
	state text,		-- a letter for each; null: all are numbers
	raw text[],		-- null: as the value is written, or blank
	v1 numeric,
	v2 numeric,
	v3 numeric,
	v4 numeric,
	v5 numeric,
	v6 numeric,
	v7 numeric,
	PRIMARY KEY (report_year, report_key, version_key, tbl, ind, part)
) PARTITION BY RANGE (report_year);
CREATE TABLE store.cell_unknown PARTITION OF store.cell_row
	FOR VALUES FROM (0) TO (1);
CREATE TABLE store.cell_other PARTITION OF store.cell_row DEFAULT;
DO $$
BEGIN
	FOR y IN 2008..2030 LOOP
		EXECUTE format('CREATE TABLE store.cell_%s PARTITION OF '
		    'store.cell_row FOR VALUES FROM (%s) TO (%s)', y, y,
		    y + 1);
	END LOOP;
END $$;

-- Nothing is ever looked for by these.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY '{at_table,at_row,at_col,state,raw,v1,v2,v3,v4,v5,
	    v6,v7}'::text[] LOOP
		EXECUTE format('ALTER TABLE store.cell_row ALTER COLUMN %I '
		    'SET STATISTICS 0', name);
	END LOOP;
	FOREACH name IN ARRAY '{content_digest,row_set,fields,text,text_hans}'
	    ::text[] LOOP
		EXECUTE format('ALTER TABLE store.version ALTER COLUMN %I '
		    'SET STATISTICS 0', name);
	END LOOP;
END $$;

-- What stands in the slots of a row; a layout is named by its digest, and
-- there are few.
CREATE TABLE store.slot (
	layout bigint NOT NULL,
	slot smallint NOT NULL,
	col text NOT NULL,
	unit text,
	down smallint NOT NULL,		-- from the place of the first
	across smallint NOT NULL,
	PRIMARY KEY (layout, slot)
);

CREATE TABLE store.cell_derived (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	tbl smallint NOT NULL,
	ind text NOT NULL,
	col text NOT NULL,
	value numeric NOT NULL,
	formula text NOT NULL,
	PRIMARY KEY (report_year, report_key, version_key, tbl, ind, col)
);

CREATE TABLE store.check_result (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	ordinal integer NOT NULL,
	rule text NOT NULL,
	subject text NOT NULL,
	status text NOT NULL,
	lhs numeric,
	rhs numeric,
	PRIMARY KEY (report_year, report_key, version_key, ordinal)
);

CREATE TABLE store.warning (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	ordinal integer NOT NULL,
	code text NOT NULL,
	tbl smallint NOT NULL,
	ind text,
	col text,
	detail text,
	PRIMARY KEY (report_year, report_key, version_key, ordinal)
);

CREATE TABLE store.figure (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	ordinal integer NOT NULL,
	section integer NOT NULL,
	ind text,
	entity text,
	value numeric NOT NULL,
	unit text,
	qualifier text NOT NULL,
	raw text,
	sentence text,
	PRIMARY KEY (report_year, report_key, version_key, ordinal)
);

CREATE TABLE store.section (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	ordinal integer NOT NULL,
	level smallint NOT NULL,
	number smallint NOT NULL,
	heading text,
	heading_from text,
	text text NOT NULL,
	text_hans text NOT NULL,
	PRIMARY KEY (report_year, report_key, version_key, ordinal)
);

CREATE TABLE store.table_grid (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	table_no integer NOT NULL,
	caption text,
	rows integer NOT NULL,
	cols integer NOT NULL,
	flat boolean NOT NULL,
	grid jsonb NOT NULL,
	PRIMARY KEY (report_year, report_key, version_key, table_no)
);

CREATE TABLE store.attachment (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	ordinal integer NOT NULL,
	url text NOT NULL,
	title text,
	PRIMARY KEY (report_year, report_key, version_key, ordinal)
);

-- Dictionaries: text as it stands in common/dict/*.tsv. Columns that a file
-- adds are added when it is loaded.
CREATE TABLE dict.indicator (tbl text, ind text, ord text, parent text,
	label_zh text, label_en text, unit text, aliases text, templates text);
CREATE TABLE dict."column" (tbl text, col text, ord text, label_zh text,
	label_en text, unit text, aliases text, templates text);
CREATE TABLE dict.rule (rule text, severity text, grain text, tbl text,
	label_zh text, label_en text, statement text);
CREATE TABLE dict.region (code text, name text, level text, parent text,
	"from" text, "to" text, successors text);
CREATE TABLE dict.figure (ind text, label_zh text, label_en text, unit text);
