-- SPDX-License-Identifier: MIT
-- These files are run together, in one transaction, when one of them changed.
-- They hold no data. What others built on top of them goes too, rather than
-- go on with another meaning.
DROP SCHEMA IF EXISTS research CASCADE;
DROP SCHEMA IF EXISTS base CASCADE;
DROP FUNCTION IF EXISTS ops.take_run(jsonb);
DROP VIEW IF EXISTS store.reading, store.sighting, store.cell CASCADE;
DROP FUNCTION IF EXISTS store.take(), store.take_crawl(), store.finish(),
    store.live(bigint[]), store.settle(bigint[]), store.official(text),
    store.judge(bytea[], bigint[]), store.settle_alone(), store.stale(), store.recapture(),
    store.add_alone(),
    store.lost_any(bigint, bigint, integer, bigint[], integer[]),
    store.lost(bigint, bigint, bigint), store.less(text[], text[]),
    store.heading(smallint, text),
    store.authority(text), store.account(integer, text, bigint, text);
DO $$
DECLARE
	f record;
BEGIN
	FOR f IN SELECT p.oid::regprocedure AS name, CASE p.prokind
	    WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind
	    FROM pg_proc p WHERE p.pronamespace = to_regnamespace('derived') LOOP
		EXECUTE format('DROP %s %s CASCADE', f.kind, f.name);
	END LOOP;
END $$;
