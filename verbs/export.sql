-- SPDX-License-Identifier: MIT
-- What export knows of the views: one row for each column, with its type in
-- the package (Frictionless Table Schema) and the expression that writes it.
-- Views that tell of the loading and not of reports are left out.
CREATE TEMPORARY VIEW exported AS
SELECT c.relname AS name, c.oid AS view, a.attnum, a.attname AS col,
    format_type(a.atttypid, a.atttypmod) AS sql_type,
    obj_description(c.oid) AS about,
    col_description(c.oid, a.attnum) AS means
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'research'::regnamespace AND c.relkind IN ('v', 'm')
AND a.attnum > 0 AND NOT a.attisdropped
AND c.relname NOT IN ('load_batch', 'run', 'reject', 'crawl_log', 'host');

CREATE TEMPORARY VIEW typed AS
SELECT e.*,
    CASE
    WHEN sql_type IN ('smallint', 'integer', 'bigint') THEN 'integer'
    WHEN sql_type IN ('numeric', 'real', 'double precision') THEN 'number'
    WHEN sql_type = 'boolean' THEN 'boolean'
    WHEN sql_type = 'date' THEN 'date'
    WHEN sql_type LIKE 'timestamp%' THEN 'datetime'
    WHEN sql_type = 'jsonb' OR sql_type LIKE '%[]' THEN 'array'
    ELSE 'string'
    END AS type,
    CASE
    WHEN sql_type = 'boolean' THEN format('%I::text', col)
    WHEN sql_type LIKE 'timestamp%' THEN
	format('replace(to_json(%I) #>> ''{}'', ''+00:00'', ''Z'')', col)
    WHEN sql_type LIKE '%[]' THEN format('to_json(%I)', col)
    ELSE format('%I', col)
    END AS expression,
    CASE WHEN sql_type = 'text' THEN format('t.%I COLLATE "C"', col)
    ELSE format('t.%I', col) END AS sorting
FROM exported e;

-- A CSV file of each view, in an order that depends on nothing but the rows.
CREATE TEMPORARY VIEW copies AS
SELECT name, format(
    'COPY (SELECT %s FROM research.%I t ORDER BY %s) TO STDOUT (FORMAT csv, HEADER)',
    string_agg(expression || format(' AS %I', col), ', ' ORDER BY attnum),
    name, string_agg(sorting, ', ' ORDER BY attnum)) AS command
FROM typed GROUP BY name;

CREATE TEMPORARY VIEW datapackage AS
SELECT json_build_object(
    'profile', 'tabular-data-package',
    'name', 'nianbao',
    'title', 'Annual reports of Chinese public bodies on open government information',
    'description', 'What the reports say, as read by nianbao ' || :'version' ||
	'; codebook.md says what each column means.',
    'version', :'version',
    'resources', (SELECT json_agg(resource ORDER BY name) FROM (
	SELECT t.name, json_build_object(
	    'profile', 'tabular-data-resource',
	    'name', replace(t.name, '_', '-'),
	    'path', t.name || '.csv',
	    'description', min(about),
	    'format', 'csv',
	    'mediatype', 'text/csv',
	    'encoding', 'utf-8',
	    'bytes', min(f.bytes),
	    'hash', 'sha256:' || min(f.sha256),
	    'schema', json_build_object(
		'fields', json_agg(json_build_object('name', col,
		    'type', type, 'description', means) ORDER BY attnum),
		'missingValues', json_build_array(''))) AS resource
	FROM typed t JOIN file f ON f.name = t.name
	GROUP BY t.name) x));

CREATE TEMPORARY VIEW codebook AS
SELECT name, '## ' || name || E'.csv\n\n' || coalesce(min(about), '') ||
    format(E'\n\n%s rows.\n\n', (SELECT rows FROM file f WHERE f.name = t.name)) ||
    E'| column | type | meaning |\n|---|---|---|\n' ||
    string_agg(format('| %s | %s | %s |', col, type,
	replace(coalesce(means, ''), '|', '\|')), E'\n' ORDER BY attnum) ||
    E'\n' AS text
FROM typed t GROUP BY name;
