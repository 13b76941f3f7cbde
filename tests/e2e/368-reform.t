#!/bin/sh
# SPDX-License-Identifier: MIT
# The reform of 2018: three offices became one. A person is asked of each; until
# then they are four series, and the years after their end say what came then.
. "$(dirname "$0")/../pg.sh"
pg_start

office='code=371324 scope=own agency_kind=department'
n=0
for year in 2016 2017 2018; do
	for name in 工商局 质量技术监督局 食品药品监督管理局 教体局; do
		n=$((n + 1))
		echo "doc=$n agency=兰陵县$name year=$year tpl=T2014 $office"
	done
done >"$tmp/words"
for year in 2019 2020; do
	for name in 市场监督管理局 教育和体育局; do
		n=$((n + 1))
		echo "doc=$n agency=兰陵县$name year=$year tpl=T2019 $office"
	done
done >>"$tmp/words"
# A government whose reports are on the region, and once on itself alone.
for year in 2018 2019 2020; do
	n=$((n + 1))
	scope=region
	[ $year != 2019 ] || scope=own
	echo "doc=$n agency=兰陵县人民政府 code=371324 year=$year scope=$scope"
done >>"$tmp/words"
records <"$tmp/words" >"$tmp/a.jsonl"
load "$tmp/a.jsonl"

is "$(q "SELECT agency, detail FROM research.unresolved
    WHERE reason = 'renamed_perhaps' ORDER BY 1")" \
    '兰陵县工商局|兰陵县市场监督管理局
兰陵县质量技术监督局|兰陵县市场监督管理局
兰陵县食品药品监督管理局|兰陵县市场监督管理局' 'each of the three is asked of'
is "$(q "SELECT names, first_year, last_year FROM research.agency
    WHERE func = 'education'")" '{兰陵县教体局,兰陵县教育和体育局}|2016|2020' \
    'an office by its short name is the same'
is "$(q "SELECT c.agency, c.report_year, n.agency, c.next_agency_id IS NULL
    FROM research.coverage c LEFT JOIN research.agency n
    ON n.agency_id = c.next_agency_id
    WHERE c.agency ~ '工商|教' AND c.report_year IN (2018, 2020) ORDER BY 1, 2")" \
    '兰陵县工商局|2018||t
兰陵县工商局|2020|兰陵县市场监督管理局|f
兰陵县教育和体育局|2018||t
兰陵县教育和体育局|2020||t' 'who stopped because another came says so'
is "$(q "SELECT scope, string_agg(report_year || ' ' || state || ' ' ||
    other_scope, ', ' ORDER BY report_year) FROM research.coverage
    WHERE agency LIKE '%人民政府' AND report_year > 2017 GROUP BY 1 ORDER BY 1")" \
    'own|2018 before true, 2019 present false, 2020 after true
region|2018 present false, 2019 gap true, 2020 present false' \
    'a year that was reported in the other scope says so'
is "$(q "SELECT agency, level, agency_kind, province FROM research.panel
    WHERE agency LIKE '%工商局' AND report_year = 2020")" \
    '兰陵县工商局|county|department|某省' 'of years without a report, too'

# A person says so of one, by the name that is asked of.
mkdir "$tmp/said"
{
	printf '@decision\tsubject\tvalue\tby\ton\twhy\n'
	printf 'successor\t371324 兰陵县工商局\t371324 兰陵县市场监督管理局\t李\t2026-03-01\t三定方案\n'
} >"$tmp/said/decisions.tsv"
migrate "$dsn" "$tmp/said"
is "$(q "SELECT agency FROM research.unresolved
    WHERE reason = 'renamed_perhaps' ORDER BY 1")" '兰陵县质量技术监督局
兰陵县食品药品监督管理局' 'what was decided is asked no more, whatever the name'
is "$(q "SELECT link, agency, next_agency FROM research.agency_link
    WHERE agency LIKE '%工商%'")" \
    'decision|兰陵县工商行政管理局|兰陵县市场监督管理局' 'and is a link'
pg_end
