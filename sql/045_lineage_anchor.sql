-- SPDX-License-Identifier: MIT
-- What a region of today was in a year (research.region_panel).
CREATE INDEX ON derived.lineage (anchor);
