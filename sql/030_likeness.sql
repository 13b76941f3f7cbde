-- SPDX-License-Identifier: MIT
-- Near copies of a year may be as many as its reports: of each report the
-- nearest are kept, and how many there are.
ALTER TABLE derived.likeness
	ADD COLUMN same_year boolean NOT NULL DEFAULT false;
ALTER TABLE derived.report
	ADD COLUMN near_copies integer NOT NULL DEFAULT 0,
	ADD COLUMN more_copies boolean NOT NULL DEFAULT false;	-- uncounted

-- From here on the years in which reports are to be compared.
DELETE FROM derived.due;

-- What is asked of one agency or report comes with its id, which is its key in
-- hexadecimal (base.id()).
CREATE INDEX report_agency_id ON derived.report
	((lpad(to_hex(agency_key), 16, '0')));
CREATE INDEX report_id ON derived.report ((lpad(to_hex(report_key), 16, '0')));
