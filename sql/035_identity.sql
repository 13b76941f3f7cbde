-- SPDX-License-Identifier: MIT
-- What tells an agency whose region is not known from others of its name: the
-- site of the government that published the report, or 000000 for ministries;
-- null: its region, or nothing.
ALTER TABLE store.version ADD COLUMN agency_place text;
ALTER TABLE store.version ALTER COLUMN agency_place SET STATISTICS 0;

-- Headings are compared by the numbers in store.section.
UPDATE store.version SET row_set = regexp_replace(row_set, '(^|\n)#[^\n]*',
    '', 'g')
WHERE row_set ~ '(^|\n)#';

-- A person may place a report at a site, too.
ALTER TABLE derived.place ADD COLUMN place text,
    ALTER COLUMN region_code DROP NOT NULL;

-- region_code and office_region of an agency are such a place where it has no
-- region; region_name and province are those of an office that has one.
ALTER TABLE derived.agency ADD COLUMN region_name text,
    ADD COLUMN province text;
