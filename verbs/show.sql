-- SPDX-License-Identifier: MIT
-- A report (:id) as it is in the database.
\set QUIET 1
\pset null ''
\pset footer off
\echo == the report
\x on
SELECT * FROM research.report WHERE report_id = :'id';
\x off
\echo == where it was seen
SELECT version, is_current AS current, is_official AS official, source,
    captured_at FROM research.report_source
WHERE report_id = :'id' ORDER BY 1, 5, 4;
\echo == where the page is archived
SELECT source, fetched_at, warc_file, warc_offset, bytes, mime, charset, digest
FROM research.document WHERE report_id = :'id' ORDER BY fetched_at, source;
\echo == fields, and how they were told
SELECT field, value, told_from, guess FROM research.field
WHERE report_id = :'id' ORDER BY 1;
\echo == cells
SELECT tbl, ind, col, value, unit, state, raw, at_table, at_row, at_col
FROM research.cell WHERE report_id = :'id'
ORDER BY tbl, at_table, at_row, at_col, ind, col;
\echo == checks
SELECT status, rule, subject, lhs, rhs FROM research.check_result
WHERE report_id = :'id' ORDER BY status, rule, subject;
\echo == warnings
SELECT code, tbl, ind, col, detail FROM research.warning
WHERE report_id = :'id' ORDER BY code, tbl, ind, col;
