-- SPDX-License-Identifier: MIT
-- Reports on whole regions that rule H1 can be asked of: whose own reports were
-- added up, and whether they did add up. Of the year before or after, that
-- tells whether the same offices are all there are.
CREATE TABLE derived.level (
	report_key bigint PRIMARY KEY,
	region_code text NOT NULL,
	report_year smallint NOT NULL,
	offices bigint[] NOT NULL,
	adds_up boolean NOT NULL
);
CREATE INDEX level_region ON derived.level (region_code, report_year);
