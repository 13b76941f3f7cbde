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

-- What the codes mean: of rows of tables and figures, of columns, of rules.
CREATE TEMPORARY VIEW code AS
SELECT 1 AS place, 'ind' AS list, coalesce(nullif(tbl, 0)::text, 'figure') AS at,
    tbl, ord, ind AS code, label_zh, label_en, unit FROM research.indicator
UNION ALL
SELECT 2, 'col', tbl::text, tbl, ord, col, label_zh, label_en, unit
FROM research.indicator_column
UNION ALL
SELECT 3, 'rule', coalesce(tbl::text, ''), tbl, NULL, rule, label_zh, label_en,
    NULL
FROM research.rule;

CREATE TEMPORARY VIEW codes AS
SELECT place, '## Codes in ' || list || E'\n\n' ||
    E'| table | code | 中文 | English | unit |\n|---|---|---|---|---|\n' ||
    string_agg(format('| %s | %s | %s | %s | %s |', at, code,
	replace(label_zh, '|', '\|'), replace(label_en, '|', '\|'), unit),
	E'\n' ORDER BY tbl, ord, code COLLATE "C") || E'\n' AS text
FROM code GROUP BY place, list;

-- The same for a browser. Comments hold no markup: they are escaped.
CREATE FUNCTION pg_temp.html(s text) RETURNS text LANGUAGE sql AS $$
	SELECT replace(replace(replace(coalesce(s, ''), '&', '&amp;'), '<',
	    '&lt;'), '>', '&gt;')
$$;

CREATE TEMPORARY VIEW codebook_html AS
SELECT name, format('<section id="%s"><h2>%s.csv</h2><p>%s</p><p>%s rows.</p>',
	name, name, pg_temp.html(min(about)),
	(SELECT rows FROM file f WHERE f.name = t.name)) ||
    E'\n<table><thead><tr><th scope="col">column</th><th scope="col">type' ||
    E'</th><th scope="col">meaning</th></tr></thead><tbody>\n' ||
    string_agg(format('<tr><th scope="row">%s</th><td>%s</td><td>%s</td></tr>',
	col, type, pg_temp.html(means)), E'\n' ORDER BY attnum) ||
    E'\n</tbody></table></section>' AS text
FROM typed t GROUP BY name;

CREATE TEMPORARY VIEW codes_html AS
SELECT place, format('<section id="codes-%s"><h2>Codes in %s</h2>', list, list) ||
    E'\n<table><thead><tr><th scope="col">table</th><th scope="col">code</th>' ||
    '<th scope="col">中文</th><th scope="col">English</th>' ||
    E'<th scope="col">unit</th></tr></thead><tbody>\n' ||
    string_agg(format('<tr><td>%s</td><td><code>%s</code></td><td>%s</td>'
	'<td>%s</td><td>%s</td></tr>', at, code, pg_temp.html(label_zh),
	pg_temp.html(label_en), pg_temp.html(unit)),
	E'\n' ORDER BY tbl, ord, code COLLATE "C") ||
    E'\n</tbody></table></section>' AS text
FROM code GROUP BY place, list;

-- Why a number is missing, with the letter that Stata's files have for it.
CREATE TEMPORARY TABLE tag (word text, letter text, label text);
INSERT INTO tag VALUES
    ('blank', 'a', 'nothing was printed 空白'),
    ('na', 'b', 'a dash or the like 画线'),
    ('text', 'c', 'text and no number 文字'),
    ('not_asked', 'd', 'the form does not ask for it 表格未设此项'),
    ('no_report', 'e', 'no report of that year 无报告'),
    ('absent', 'f', 'no such cell was found 未见此格'),
    ('parts', 'g', 'a part of it is not known 分项不全');

-- What Stata and SPSS get: no prose, and of long names only those in report.
CREATE TEMPORARY VIEW stat_column AS
SELECT t.name, t.attnum, t.col, t.type, t.about, t.means,
    CASE WHEN EXISTS (SELECT FROM typed w WHERE w.name = t.name
	AND w.col = t.col || '_missing') THEN t.col || '_missing'
    WHEN t.col = 'value' AND EXISTS (SELECT FROM typed w
	WHERE w.name = t.name AND w.col = 'state') THEN 'state' END AS why
FROM typed t
WHERE t.name NOT IN ('attachment', 'document', 'field', 'figure',
    'report_source', 'section', 'source_conflict', 'table_grid',
    'unresolved', 'warning')
AND t.type <> 'array' AND t.col !~ '_missing$'
AND (t.name = 'report' OR t.col NOT IN ('source', 'raw'));

-- Lines of the description that nianbao-export(1) reads.
CREATE TEMPORARY VIEW stat_line AS
SELECT name, 0 AS place, 'table' || E'\t' || coalesce(min(about), '') AS line
FROM stat_column GROUP BY name
UNION ALL
SELECT name, ascii(letter), concat_ws(E'\t', 'tag', word, letter, label)
FROM (SELECT DISTINCT name FROM stat_column) n CROSS JOIN tag
UNION ALL
SELECT name, 1000 + attnum, concat_ws(E'\t', 'column', col, type,
    coalesce(why, ''), regexp_replace(coalesce(means, ''), '\s+', ' ', 'g'))
FROM stat_column;
