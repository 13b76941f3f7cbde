-- SPDX-License-Identifier: MIT
-- Prints a line for everything on which archive and database disagree. Before
-- this file: seen_line has the start of each record of the archive, import
-- the start of the lines of import.tsv.
CREATE TEMPORARY TABLE seen AS
SELECT j ->> 'source' AS source, j ->> 'digest' AS digest,
    j ->> 'state' AS state, j ->> 'reason' AS reason,
    j #>> '{warc,file}' AS file, (j #>> '{warc,offset}')::bigint AS at,
    (j ->> 'extractor_version')::integer AS extractor_version
FROM (SELECT line::jsonb AS j FROM seen_line) x;
CREATE INDEX ON seen (digest);
CREATE INDEX ON seen (file, at);
CREATE TEMPORARY TABLE known AS
SELECT DISTINCT source, digest, state, extractor_version, warc_file
FROM research.document;
CREATE INDEX ON known (digest);
ANALYZE seen;
ANALYZE known;

SELECT format('not in the database: %s (%s, offset %s)', source, file, at)
FROM seen s
WHERE digest IS NOT NULL
AND NOT EXISTS (SELECT FROM known k
    WHERE (k.digest, k.source) = (s.digest, s.source))
AND NOT EXISTS (SELECT FROM research.reject r
    WHERE strpos(r.head, s.digest) > 0)
ORDER BY 1;

SELECT format('damaged: %s', source) FROM seen
WHERE digest IS NULL ORDER BY 1;

SELECT DISTINCT format('the database says %s of what reads as %s: %s', k.state,
    s.state, s.source)
FROM seen s JOIN known k USING (digest, source, extractor_version)
WHERE k.state <> s.state ORDER BY 1;

SELECT format('in the database and in no archive: %s (%s)', source, digest)
FROM known k
WHERE NOT EXISTS (SELECT FROM seen s WHERE s.digest = k.digest)
AND NOT EXISTS (SELECT FROM import i
    WHERE i.kind = 'too_big' AND i.digest = k.digest)
ORDER BY 1;

SELECT format('imported and not in the archive: %s (%s)', path, digest)
FROM import i
WHERE kind IN ('file', 'line')
AND NOT EXISTS (SELECT FROM seen s WHERE s.digest = i.digest
    AND (kind = 'line' OR s.source = i.path))
-- Of a ZIP, the files in it are the documents.
AND NOT EXISTS (SELECT FROM seen s WHERE (s.file, s.at) = (i.warc, i.at)
    AND starts_with(s.source, i.path || '!/'))
ORDER BY 1;

SELECT format('in the crawl log and not in the archive: %s (%s, offset %s)',
    url, warc_file, warc_offset)
FROM research.crawl_log l
WHERE warc_file IS NOT NULL AND outcome NOT IN ('same', 'not_modified')
AND NOT EXISTS (SELECT FROM seen s
    WHERE (s.file, s.at) = (l.warc_file, l.warc_offset))
ORDER BY 1;
