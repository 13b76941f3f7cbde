-- SPDX-License-Identifier: MIT
-- Of which time a number in prose is, where it is not of the year reported on
-- (record(5)). What was loaded before has none until it is read anew.
ALTER TABLE store.figure ADD COLUMN time text;
