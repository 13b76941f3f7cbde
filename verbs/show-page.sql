-- SPDX-License-Identifier: MIT
-- A report (:id) as the parts of a page, with <!--page--> where the archived
-- one goes: what was read, and the tables it was read from.
\set QUIET 1
SET client_min_messages = warning;
CREATE FUNCTION pg_temp.html(s text) RETURNS text LANGUAGE sql AS $$
	SELECT replace(replace(replace(replace(coalesce(s, ''), '&', '&amp;'),
	    '<', '&lt;'), '>', '&gt;'), '"', '&quot;')
$$;

CREATE FUNCTION pg_temp.row(name text, VARIADIC cells text[]) RETURNS text
LANGUAGE sql AS $$
	SELECT '<tr><th scope="row">' || pg_temp.html(name) || '</th>' ||
	    string_agg('<td>' || pg_temp.html(c) || '</td>', '' ORDER BY n) ||
	    '</tr>'
	FROM unnest(cells) WITH ORDINALITY x (c, n)
$$;

CREATE TEMPORARY TABLE shown AS
SELECT c.*, coalesce(i.label_zh, c.ind) AS row_zh, i.label_en AS row_en,
    coalesce(k.label_zh, c.col) AS col_zh,
    format('c%s-%s-%s', at_table, at_row, at_col) AS place,
    row_number() OVER (ORDER BY tbl, at_table, at_row, at_col, c.ind, c.col)
	AS n
FROM research.cell c
LEFT JOIN research.indicator i USING (tbl, ind)
LEFT JOIN research.indicator_column k USING (tbl, col)
WHERE report_id = :'id';

CREATE TEMPORARY TABLE wrong AS
SELECT DISTINCT tbl, ind, col FROM research.warning
WHERE report_id = :'id';

SELECT format(E'<title>%s</title>\n</head>\n<body>\n<h1>%1$s</h1>\n' ||
    '<p>%s, %s, %s: %s</p>' || E'\n<main>\n<section aria-label="What was read">',
    pg_temp.html(coalesce(title, source)),
    pg_temp.html(coalesce(agency, 'no agency')),
    coalesce(report_year::text, 'no year'), quality, pg_temp.html(source))
FROM research.report WHERE report_id = :'id';

SELECT format('<h2>Table %s</h2><table><thead><tr><th>row</th><th>column</th>' ||
    E'<th>value</th><th>printed</th></tr></thead><tbody>\n%s\n</tbody></table>',
    tbl, string_agg(format('<tr id="v%s"%s><th scope="row" title="%s %s">%s' ||
    '</th><td title="%s">%s</td><td class="n"><a href="#%s">%s</a></td>' ||
    '<td>%s</td></tr>', n, CASE WHEN EXISTS (SELECT FROM wrong w
	WHERE w.tbl = s.tbl AND w.ind = s.ind
	AND coalesce(w.col, s.col) = s.col) THEN ' class="doubt"' END,
    pg_temp.html(ind), pg_temp.html(row_en), pg_temp.html(row_zh),
    pg_temp.html(col),
    pg_temp.html(col_zh), place, coalesce(value::text, state),
    pg_temp.html(raw)), E'\n' ORDER BY n))
FROM shown s GROUP BY tbl ORDER BY tbl;

SELECT '<h2>Checks</h2><table><tbody>' || coalesce(string_agg(pg_temp.row(
    rule || ' ' || subject, status, lhs::text, rhs::text), E'\n'
    ORDER BY array_position(ARRAY['FAIL', 'WARN', 'INFO'], status), rule,
	subject), '') || '</tbody></table>'
FROM research.check_result WHERE report_id = :'id';

SELECT '<h2>Warnings</h2><table><tbody>' || coalesce(string_agg(pg_temp.row(
    code, concat_ws(' ', tbl, ind, col), detail), E'\n'
    ORDER BY code, tbl, ind, col), '') || '</tbody></table>'
FROM research.warning WHERE report_id = :'id';

SELECT '<h2>Fields</h2><table><tbody>' || coalesce(string_agg(pg_temp.row(
    field, value, told_from || CASE WHEN guess THEN ', a guess' ELSE '' END),
    E'\n' ORDER BY field), '') || '</tbody></table>'
FROM research.field WHERE report_id = :'id';

SELECT E'</section>\n<section aria-label="Where it stands">' ||
    E'<h2>The page in the archive</h2>\n<!--page-->';

SELECT format(E'<h2>Table %s as read %s</h2><table class="grid"><tbody>\n%s\n' ||
    '</tbody></table>', table_no, pg_temp.html(caption),
    string_agg(cells, E'\n' ORDER BY at_row))
FROM (
	SELECT table_no, caption, c.row AS at_row, '<tr>' ||
	    string_agg(format('<td id="c%s-%s-%s" colspan="%s" rowspan="%s"%s>' ||
	    '%s%s</td>', table_no, c.row, c.col, colspan, rowspan,
	    CASE WHEN v.n IS NOT NULL THEN ' class="read"' END,
	    pg_temp.html(text), '<a href="#v' || v.n || '">' ||
    pg_temp.html(v.ind || '.' || v.col) || '</a>'), ''
    ORDER BY c.col) || '</tr>' AS cells
	FROM research.table_grid g
	CROSS JOIN LATERAL jsonb_to_recordset(grid) c ("row" integer,
	    col integer, colspan integer, rowspan integer, text text)
	LEFT JOIN LATERAL (SELECT min(n) AS n, min(ind) AS ind, min(s.col) AS col
	    FROM shown s WHERE (at_table, at_row, at_col) =
		(table_no, c.row, c.col)) v ON true
	WHERE report_id = :'id'
	GROUP BY table_no, caption, c.row
) x GROUP BY table_no, caption ORDER BY table_no;

SELECT '<h2>Text</h2>' || coalesce(string_agg(concat('<h3>',
    pg_temp.html(heading), '</h3><p>', pg_temp.html(text), '</p>'), E'\n'
    ORDER BY ordinal), '') || E'</section>\n</main>\n</body>\n</html>'
FROM research.section WHERE report_id = :'id';
