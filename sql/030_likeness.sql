-- SPDX-License-Identifier: MIT
-- Near copies of a year may be as many as its reports: of each report the
-- nearest are kept, and how many there are.
ALTER TABLE derived.likeness
	ADD COLUMN same_year boolean NOT NULL DEFAULT false;
ALTER TABLE derived.report
	ADD COLUMN near_copies integer NOT NULL DEFAULT 0,
	ADD COLUMN more_copies boolean NOT NULL DEFAULT false;	-- uncounted
