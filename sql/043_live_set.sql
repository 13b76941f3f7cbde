-- SPDX-License-Identifier: MIT
-- All versions of a report that are in force and the pages that say them, as
-- one number: what is derived of a report goes by the others, too (rule X7).
-- Of older rows with several it is not known until they are settled again.
ALTER TABLE store.report ADD COLUMN live_set bigint;
UPDATE store.report SET live_set = current_version WHERE versions = 1;
ALTER TABLE derived.report ADD COLUMN live_set bigint;
