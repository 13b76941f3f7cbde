-- SPDX-License-Identifier: MIT
-- The first day that a version in force bears: a report that was revised was
-- late only if it was late then.
ALTER TABLE derived.report ADD COLUMN first_published_on date;
