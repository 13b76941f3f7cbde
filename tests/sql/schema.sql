-- SPDX-License-Identifier: MIT
-- pgTAP: what must hold of the schema, whatever is in it.
BEGIN;
SELECT no_plan();

-- Keys by which rows could be distributed over several servers: what is of a
-- report goes with the report, what is of a document with the document.
SELECT is_empty($$
	SELECT i.indexrelid::regclass FROM pg_index i
	JOIN pg_class c ON c.oid = i.indrelid
	JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('store', 'derived') AND i.indisunique
	AND NOT c.relispartition
	AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	    AND a.attname = 'report_key' AND a.attnotnull)
	AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	    AND a.attname = 'report_key' AND a.attnum = ANY (i.indkey))
$$, 'each key of what is of a report contains the report');
SELECT is_empty($$
	SELECT i.indexrelid::regclass FROM pg_index i
	JOIN pg_class c ON c.oid = i.indrelid
	WHERE c.relname IN ('document', 'capture', 'extraction')
	AND c.relnamespace = 'store'::regnamespace AND i.indisunique
	AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
	    AND a.attname = 'digest' AND a.attnum = ANY (i.indkey))
$$, 'each key of what is of a document contains the document');
SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	WHERE c.relkind = 'S'
	AND c.relnamespace IN ('store'::regnamespace, 'derived'::regnamespace)
$$, 'no sequence: two rebuilds agree');

-- Readers.
SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace = 'research'::regnamespace
	AND NOT has_table_privilege('nianbao_reader', c.oid, 'SELECT')
$$, 'readers read every view');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc p
	WHERE p.pronamespace = 'research'::regnamespace
	AND (NOT p.prosecdef OR p.proconfig IS NULL)
$$, 'what readers may call runs with rights and a path of its own');
SELECT is_empty($$
	SELECT nspname FROM pg_namespace
	WHERE nspname IN ('store', 'ops', 'dict', 'derived', 'base')
	AND has_schema_privilege('nianbao_reader', oid, 'USAGE')
$$, 'readers see nothing behind the views');
SELECT is_empty($$
	SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace = 'store'::regnamespace AND c.relkind IN ('r', 'p')
	AND has_table_privilege('nianbao_loader', c.oid, 'DELETE')
$$, 'loaders cannot delete what was loaded');
SELECT is_empty($$
	SELECT nspname FROM pg_namespace
	WHERE nspname IN ('research', 'store', 'ops', 'dict', 'derived', 'base')
	AND obj_description(oid) IS NULL
$$, 'every schema has a comment');
SELECT is_empty($$
	SELECT c.oid::regclass, a.attname FROM pg_class c
	JOIN pg_namespace n ON n.oid = c.relnamespace
	JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0
	WHERE n.nspname IN ('research', 'store', 'ops', 'dict', 'derived', 'base')
	AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
	AND NOT a.attisdropped
	AND (obj_description(c.oid) IS NULL
	    OR col_description(c.oid, a.attnum) IS NULL)
$$, 'every table, view and column has a comment');
SELECT set_eq($$
	SELECT DISTINCT rule FROM research.rule WHERE grain IN ('pair', 'sources', 'region')
$$, ARRAY['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'H1'],
    'the rules across years and levels are in the dictionary');

SELECT finish();
ROLLBACK;
