-- SPDX-License-Identifier: MIT
-- Every agency in every year, with the reason where a number is missing.

-- The reason, as a code. state: of the printed cell that would hold it.
CREATE FUNCTION base.missing(value numeric, present boolean, asked boolean,
    state text, otherwise text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN value IS NOT NULL THEN NULL
	    WHEN NOT present THEN 'no_report'
	    WHEN NOT asked THEN 'not_asked'
	    ELSE coalesce(state, otherwise) END
$$;

CREATE VIEW research.panel AS
WITH unsaid AS (
	SELECT report_id,
	    max(state) FILTER (WHERE ind IN ('req_new', 's_req_new')) AS new,
	    max(state) FILTER (WHERE ind = 'req_carry_in') AS carry_in,
	    max(state) FILTER (WHERE ind = 'req_open') AS open,
	    max(state) FILTER (WHERE ind IN ('req_partial', 's_rp_partial'))
		AS partial,
	    max(state) FILTER (WHERE ind = 'req_total') AS done,
	    max(state) FILTER (WHERE ind = 'req_carry_out') AS carry_out
	FROM (SELECT report_id, tbl, ind, col, state FROM research.cell
	    WHERE value IS NULL
	    UNION ALL
	    SELECT base.id(report_key), tbl, ind, col, 'corrected'
	    FROM derived.correction WHERE value IS NULL) c
	WHERE (tbl = 3 AND col = 'total' AND ind IN
		('req_new', 'req_carry_in', 'req_open', 'req_partial',
		'req_total', 'req_carry_out')
	    OR tbl = 14 AND col = 'value' AND ind IN
		('s_req_new', 's_rp_partial'))
	GROUP BY 1
), told AS (
	SELECT v.*, r.new, r.carry_in, r.open, r.partial, r.deny, r.unable,
	    r.reject, r.other, r.done, r.carry_out, r.disclose_rate,
	    v.template IN ('T2014', 'T2019', 'T2021') AS annex,
	    v.template IN ('T2019', 'T2021') AS form
	FROM research.coverage v LEFT JOIN research.requests r USING (report_id)
)
SELECT t.agency_id, t.report_year, t.agency, t.region_code, t.scope,
    t.template, t.quality, t.present,
    t.new, base.missing(t.new, present, annex, u.new, 'absent')
	AS new_missing,
    t.carry_in, base.missing(t.carry_in, present, form, u.carry_in, 'absent')
	AS carry_in_missing,
    t.open, base.missing(t.open, present, annex, u.open,
	CASE WHEN form THEN 'absent' ELSE 'parts' END) AS open_missing,
    t.partial, base.missing(t.partial, present, annex, u.partial, 'absent')
	AS partial_missing,
    t.deny, base.missing(t.deny, present, annex, NULL, 'parts')
	AS deny_missing,
    t.unable, base.missing(t.unable, present, annex, NULL, 'parts')
	AS unable_missing,
    t.reject, base.missing(t.reject, present, form, NULL, 'parts')
	AS reject_missing,
    t.other, base.missing(t.other, present, form, NULL, 'parts')
	AS other_missing,
    t.done, base.missing(t.done, present, form, u.done, 'absent')
	AS done_missing,
    t.carry_out, base.missing(t.carry_out, present, form, u.carry_out,
	'absent') AS carry_out_missing,
    t.disclose_rate, base.missing(t.disclose_rate, present, form, NULL,
	'parts') AS disclose_rate_missing,
    t.report_id, t.corrected, t.level, t.agency_kind, t.province
FROM told t LEFT JOIN unsaid u USING (report_id);
