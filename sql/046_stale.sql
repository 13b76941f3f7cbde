-- SPDX-License-Identifier: MIT
-- Reports of which what is derived is to be made anew: until it is, what was
-- derived stays.
ALTER TABLE derived.report ADD COLUMN stale boolean NOT NULL DEFAULT false;
