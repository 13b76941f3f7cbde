-- SPDX-License-Identifier: MIT
-- Fifteen questions that researchers ask, each as one line of text a fact, so
-- that they can be compared with what is true of a made-up panel (panel.awk).
-- They are written as a researcher would write them, on research alone.
\pset format unaligned
\pset tuples_only on
\pset fieldsep '\t'

-- 1 Did requests per agency rise after the Regulation of 2019?
SELECT 'Q01', report_year, scope, 'new', sum(new) FROM research.requests
WHERE new IS NOT NULL GROUP BY 2, 3;
SELECT 'Q01', report_year, scope, 'reports', count(*) FROM research.requests
WHERE new IS NOT NULL GROUP BY 2, 3;

-- 2 How did the share disclosed move, by level?
SELECT 'Q02', q.report_year, r.level, x.what, sum(x.value)
FROM research.requests q JOIN research.report r USING (report_id)
CROSS JOIN LATERAL (VALUES ('disclosed', q.open + q.partial),
    ('done', q.done)) AS x (what, value)
WHERE q.disclose_rate IS NOT NULL GROUP BY 2, 3, 4;

-- 3 Is "not held" taking the place of refusals? Where all reasons are known.
SELECT 'Q03', report_year, CASE WHEN ind LIKE 'req_deny%' THEN 'deny'
    ELSE 'not_held' END, sum(value)
FROM research.request_reason
WHERE share IS NOT NULL AND (ind LIKE 'req_deny%' OR ind = 'req_unable_not_held')
GROUP BY 2, 3;

-- 4 Which reasons grew?
SELECT 'Q04', report_year, ind, sum(value) FROM research.request_reason
WHERE value IS NOT NULL AND ind NOT LIKE 'req_other%' GROUP BY 2, 3;

-- 5 Did the rules against abuse spread?
SELECT 'Q05', report_year, x.what, sum(x.value) FROM research.requests
CROSS JOIN LATERAL (VALUES ('reject', reject), ('done', done)) AS x (what, value)
WHERE reject_rate IS NOT NULL GROUP BY 2, 3;

-- 6 Who asks?
SELECT 'Q06', report_year, applicant, sum(value)
FROM research.request_applicant GROUP BY 2, 3;

-- 7 Do refusals lead to disputes a year later?
SELECT 'Q07', d.report_year, x.what, sum(x.value)
FROM research.disputes d
JOIN research.requests r ON r.agency_id = d.agency_id AND r.scope = d.scope
    AND r.report_year = d.report_year - 1 AND r.done IS NOT NULL
CROSS JOIN LATERAL (VALUES ('cases', d.total),
    ('pairs', CASE WHEN d.grp = 'recon' THEN 1 END)) AS x (what, value)
WHERE x.value IS NOT NULL GROUP BY 2, 3;

-- 8 Are agencies corrected more often?
SELECT 'Q08', report_year, grp, x.what, sum(x.value)
FROM research.disputes CROSS JOIN LATERAL (VALUES ('corrected', corrected),
    ('closed', total - pending)) AS x (what, value)
WHERE total IS NOT NULL GROUP BY 2, 3, 4;

-- 9 Backlog, and is it carried over honestly?
SELECT 'Q09', report_year, 'carry_out', sum(carry_out) FROM research.requests
WHERE carry_out IS NOT NULL GROUP BY 2;
SELECT 'Q09', 'gap', a.agency, g.report_year, gap
FROM research.carry_gap g JOIN research.agency a USING (agency_id)
WHERE gap <> 0;

-- 10 Normative documents: are they cleaned up, do the stocks add up?
SELECT 'Q10', report_year, x.what, sum(x.value)
FROM research.normdoc_flow CROSS JOIN LATERAL (VALUES ('issued', issued),
    ('repealed', repealed)) AS x (what, value) GROUP BY 2, 3;
SELECT 'Q10', 'gap', a.agency, n.report_year, gap
FROM research.normdoc_flow n JOIN research.agency a USING (agency_id)
WHERE gap <> 0;

-- 11 Enforcement against licensing; where the form changed, say so.
SELECT 'Q11', report_year, ind, sum(value) FROM research.decisions
GROUP BY 2, 3;
SELECT 'Q11', report_year, ind, 'form_change', count(*) FROM research.decisions
WHERE form_change AND step = 1 GROUP BY 2, 3;

-- 12 Who is late?
SELECT 'Q12', a.agency, t.report_year, days_late
FROM research.timeliness t JOIN research.agency a USING (agency_id)
WHERE days_late > 0;

-- 13 Districts as they are now, mergers and splits followed.
SELECT 'Q13', report_year, region_code, 'new', new FROM research.region_panel
WHERE scope = 'region' AND new IS NOT NULL;
SELECT 'Q13', report_year, region_code, 'reports', reports_with_new
FROM research.region_panel WHERE scope = 'region' AND new IS NOT NULL;

SELECT 'Q13', report_year, region_code, 'split', 1
FROM research.region_panel
WHERE scope = 'region' AND new IS NOT NULL AND split_source;

-- 14 Who stops publishing, fails sums, copies?
SELECT 'Q14', 'missing', agency, report_year, scope, state
FROM research.coverage WHERE NOT present AND expected;
SELECT 'Q14', 'fails', a.agency, q.report_year, fails
FROM research.quality q JOIN research.agency a USING (agency_id)
WHERE fails > 0;
SELECT 'Q14', 'copy', a.agency, t.report_year,
    CASE WHEN own THEN 'own' ELSE 'other' END
FROM research.text_reuse t JOIN research.agency a USING (agency_id)
WHERE near_copy;

-- 15 Service output against disclosure.
SELECT 'Q15', f.report_year, x.what, sum(x.value)
FROM research.figure_series f
JOIN research.requests r USING (report_id)
CROSS JOIN LATERAL (VALUES ('orders', f.value), ('new', r.new))
    AS x (what, value)
WHERE f.ind = 'hotline_orders' AND f.value IS NOT NULL AND r.done IS NOT NULL
GROUP BY 2, 3;

-- What a person is asked.
SELECT 'perhaps', agency, detail FROM research.unresolved
WHERE reason = 'renamed_perhaps';
SELECT 'clash', a.agency, u.report_year
FROM research.unresolved u JOIN research.report a USING (report_id)
WHERE u.reason = 'two_names_report';
SELECT 'revised', a.agency, r.report_year
FROM research.report r JOIN research.agency a USING (agency_id)
JOIN (SELECT report_id FROM research.report_source WHERE is_official
    GROUP BY 1 HAVING count(DISTINCT content_digest) > 1) s USING (report_id);
