-- SPDX-License-Identifier: MIT
-- What 050 left open, as store.settle() would tell it.
UPDATE store.report r
SET live_set = l.live_set
FROM (
	SELECT report_key, bit_xor(version_key) AS live_set
	FROM (
		SELECT DISTINCT e.report_key, e.version_key
		FROM (SELECT DISTINCT ON (digest) * FROM store.extraction
		    ORDER BY digest, extractor_version DESC, n_known DESC,
			version_key DESC NULLS LAST) e
		JOIN store.capture c USING (digest)
		WHERE c.state = 'ok'
	) x
	GROUP BY report_key
) l
WHERE l.report_key = r.report_key AND r.versions > 1 AND r.live_set IS NULL;
