-- SPDX-License-Identifier: MIT
-- A row of store.report is made first and told of when it is settled: it can
-- stay where it is, if there is room.
ALTER TABLE store.report SET (fillfactor = 30);

-- A small sample of each year's cells says as much: all have the same form.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY '{report_year,report_key,version_key,tbl,part,
	    layout}'::text[] LOOP
		EXECUTE format('ALTER TABLE store.cell_block ALTER COLUMN %I '
		    'SET STATISTICS 5', name);
	END LOOP;
END $$;
