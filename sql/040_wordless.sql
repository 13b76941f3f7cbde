-- SPDX-License-Identifier: MIT
-- The loader makes the words for search (load/bigram.h): of these reports they
-- are not made yet.
CREATE TABLE derived.wordless (report_key bigint PRIMARY KEY);

-- As in 004: what takes longest to compress is not to be compressed the slow
-- way.
DO $$
DECLARE
	name text;
BEGIN
	ALTER TABLE derived.section_words ALTER COLUMN words
	    SET COMPRESSION lz4;
	FOR name IN SELECT inhrelid::regclass::text FROM pg_inherits
	    WHERE inhparent = 'derived.section_words'::regclass LOOP
		EXECUTE format('ALTER TABLE %s ALTER COLUMN words '
		    'SET COMPRESSION lz4', name);
	END LOOP;
EXCEPTION WHEN feature_not_supported THEN
	RAISE NOTICE 'the server has no lz4';
END $$;
