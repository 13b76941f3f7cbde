-- SPDX-License-Identifier: MIT
-- Parts of regions that went to others, and what a region of today was in a
-- year (research.region_panel).
CREATE TABLE IF NOT EXISTS dict.border (code text, to_code text, year text);
CREATE INDEX ON derived.lineage (anchor);
