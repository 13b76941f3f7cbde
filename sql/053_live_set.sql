-- SPDX-License-Identifier: MIT
-- live_set tells of several versions what they count and which pages say them,
-- too: what it was before is none, until they are settled again.
UPDATE store.report SET live_set = NULL WHERE versions > 1;
