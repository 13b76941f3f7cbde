-- SPDX-License-Identifier: MIT
-- What the demo shows at its end.
\pset format aligned
\pset border 1
\pset footer off
\pset tuples_only off
\echo
\echo Requests for information per year, and the share disclosed:
SELECT agency,
    max(new) FILTER (WHERE report_year = 2019) AS "2019",
    max(new) FILTER (WHERE report_year = 2020) AS "2020",
    max(new) FILTER (WHERE report_year = 2021) AS "2021",
    max(new) FILTER (WHERE report_year = 2022) AS "2022",
    max(new) FILTER (WHERE report_year = 2023) AS "2023",
    max(new) FILTER (WHERE report_year = 2024) AS "2024",
    round(avg(disclose_rate), 2) AS disclosed
FROM research.requests GROUP BY agency, scope ORDER BY agency;
\echo Arithmetic that does not hold:
SELECT agency, report_year AS year, rule, subject, lhs, rhs
FROM research.check_result JOIN research.report USING (report_id)
WHERE status = 'FAIL' ORDER BY 1, 2, 3, 4;
\echo Carried over to next year, but taken over differently:
SELECT agency, report_year AS year, carry_out_prev, carry_in, gap
FROM research.carry_gap WHERE gap <> 0 ORDER BY 1, 2;
\echo Years without a report:
SELECT agency, report_year AS year FROM research.coverage
WHERE NOT present ORDER BY 1, 2;
\echo Reports with more than one version, and from whom:
SELECT r.agency, r.report_year AS year, s.version, s.source, s.is_current
FROM research.report r JOIN research.report_source s USING (report_id)
WHERE r.versions > 1 ORDER BY 1, 2, 3, 4;
