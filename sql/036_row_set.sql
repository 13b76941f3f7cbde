-- SPDX-License-Identifier: MIT
-- Headings stood in front of the rows: where they were taken out (035), the
-- end of their last line is left over.
UPDATE store.version SET row_set = ltrim(row_set, E'\n')
WHERE starts_with(row_set, E'\n');
