-- SPDX-License-Identifier: MIT
-- Hosts as the latest crawl has them, of whose log host_line has the lines
-- that the database lacks.
CREATE TEMPORARY TABLE told_host AS
SELECT DISTINCT ON (host) *
FROM (
	SELECT host, state, reason, since, next_due, waiting, told_at
	FROM research.host WHERE state IS NOT NULL
	UNION ALL
	SELECT j ->> 'host', j ->> 'state', j ->> 'reason',
	    (j ->> 'since')::timestamptz, (j ->> 'next_due')::timestamptz,
	    (j ->> 'left')::bigint, (j ->> 'time')::timestamptz
	FROM (SELECT line::jsonb AS j FROM host_line) x) y
ORDER BY host, told_at DESC;
