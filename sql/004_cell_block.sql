-- SPDX-License-Identifier: MIT
-- Printed cells, dozens to a row: a row costs as much as the numbers in it,
-- and its entry in the key as much again. store.cell has them one by one.
CREATE TABLE store.cell_block (
	report_year smallint NOT NULL,
	report_key bigint NOT NULL,
	version_key bigint NOT NULL,
	tbl smallint NOT NULL,
	part smallint NOT NULL,
	layout bigint NOT NULL,		-- what the slots are: store.slot
	at_table smallint,		-- place of the first
	at_row smallint,
	at_col smallint,
	state text,		-- a letter for each; null: all are numbers
	raw text[],		-- null, or null in it: as the value is
				-- written, or blank
	whole bigint[],		-- the values, where all are whole numbers
	exact numeric[],	-- else here
	PRIMARY KEY (report_year, report_key, version_key, tbl, part)
) PARTITION BY RANGE (report_year);
CREATE TABLE store.block_unknown PARTITION OF store.cell_block
	FOR VALUES FROM (0) TO (1);
CREATE TABLE store.block_other PARTITION OF store.cell_block DEFAULT;
DO $$
BEGIN
	FOR y IN 2008..2030 LOOP
		EXECUTE format('CREATE TABLE store.block_%s PARTITION OF '
		    'store.cell_block FOR VALUES FROM (%s) TO (%s)', y, y,
		    y + 1);
	END LOOP;
END $$;

-- What stands in the slots of a block; a layout is named by its digest, and
-- there are few.
ALTER TABLE store.slot RENAME TO slot_of_row;
ALTER INDEX store.slot_pkey RENAME TO slot_of_row_pkey;
CREATE TABLE store.slot (
	layout bigint NOT NULL,
	slot smallint NOT NULL,
	ind text NOT NULL,
	col text NOT NULL,
	unit text,
	down smallint NOT NULL,		-- from the place of the first
	across smallint NOT NULL,
	PRIMARY KEY (layout, slot)
);

-- Each row of before is a block of its own; its layout has the row's name.
CREATE FUNCTION pg_temp.layout(old bigint, ind text) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
	SELECT (('x' || left(encode(sha256(convert_to(old || ' ' || ind,
	    'UTF8')), 'hex'), 16))::bit(64) >> 1)::bigint
$$;
INSERT INTO store.slot
SELECT pg_temp.layout(r.layout, r.ind), s.slot, r.ind, s.col, s.unit, s.down,
    s.across
FROM (SELECT DISTINCT layout, ind FROM store.cell_row) r
JOIN store.slot_of_row s USING (layout);
INSERT INTO store.cell_block
SELECT r.report_year, r.report_key, r.version_key, r.tbl, row_number() OVER w
    - 1, pg_temp.layout(r.layout, r.ind), r.at_table, r.at_row, r.at_col,
    r.state, r.raw, NULL, (ARRAY[v1, v2, v3, v4, v5, v6, v7])[1:s.n]
FROM store.cell_row r
JOIN (SELECT layout, count(*)::integer AS n FROM store.slot_of_row GROUP BY 1)
    s USING (layout)
WINDOW w AS (PARTITION BY report_year, report_key, version_key, tbl
    ORDER BY ind COLLATE "C", part);
-- The views on them are made anew behind the migrations.
DROP TABLE store.cell_row, store.slot_of_row CASCADE;

-- Lines of records are known by another digest from here on.
TRUNCATE store.line;

-- Nothing is ever looked for by these. To look at a sample of each took
-- longer than to load it.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY '{template,format_cited,title,title_inferred,
	    title_found,scope,period_from,period_to,written_on,index_no,doc_no,
	    publisher,script,row_set}'::text[] LOOP
		EXECUTE format('ALTER TABLE store.version ALTER COLUMN %I '
		    'SET STATISTICS 0', name);
	END LOOP;
	FOREACH name IN ARRAY '{http_status,warc_file,warc_offset,is_official,
	    is_mirror,extractor_version,mime,mime_from,charset,charset_from,
	    reason,reason_detail}'::text[] LOOP
		EXECUTE format('ALTER TABLE store.capture ALTER COLUMN %I '
		    'SET STATISTICS 0', name);
	END LOOP;
	FOREACH name IN ARRAY '{at_table,at_row,at_col,state,raw,whole,exact}'
	    ::text[] LOOP
		EXECUTE format('ALTER TABLE store.cell_block ALTER COLUMN %I '
		    'SET STATISTICS 0', name);
	END LOOP;
END $$;

-- JSON that the loader has checked; the views make jsonb of it.
ALTER TABLE store.version ALTER COLUMN fields TYPE text;
ALTER TABLE store.table_grid ALTER COLUMN grid TYPE text;
-- Sorted lines; looked at only where a report has several versions.
ALTER TABLE store.version ALTER COLUMN row_set TYPE text
    USING array_to_string(row_set, E'\n');

-- PostgreSQL's own compression takes longer than all the rest of a load; a
-- server that was built without the other goes on with it.
DO $$
BEGIN
	ALTER TABLE store.version
	    ALTER COLUMN row_set SET COMPRESSION lz4,
	    ALTER COLUMN fields SET COMPRESSION lz4,
	    ALTER COLUMN text SET COMPRESSION lz4,
	    ALTER COLUMN text_hans SET COMPRESSION lz4;
	ALTER TABLE store.section
	    ALTER COLUMN text SET COMPRESSION lz4,
	    ALTER COLUMN text_hans SET COMPRESSION lz4;
	ALTER TABLE store.table_grid ALTER COLUMN grid SET COMPRESSION lz4;
	ALTER TABLE store.figure ALTER COLUMN sentence SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
	RAISE NOTICE 'the server has no lz4';
END $$;
