#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo: all cells of the made-up portals are right, what was planted is
# found and nothing else, a second run changes nothing, and the archive alone
# gives the same database.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"

# It works in a folder of its own.
sql() {
	psql -XAqt -F '	' -d "host=$NIANBAO_VAR/demo/pg/run user=nianbao
	    dbname=nianbao" -c "$1"
}

"$run" demo >"$scratch/panel" 2>"$scratch/log"
is $? 0 'demo exits 0'
cp "$scratch/log" "$scratch/logs"
like "$(cat "$scratch/panel")" 'psql' 'and says how to go on'

"$sample" --state 2 --truth | tail -n +2 | sort >"$scratch/truth"
sql 'SELECT source, tbl, ind, col, value, state FROM research.cell' |
	sort >"$scratch/cells"
cut -f 1 "$scratch/cells" | sort -u >"$scratch/sources"
# The report that is gone on the second night is in edition 1 only.
"$sample" --truth | tail -n +2 | sort >"$scratch/truth1"
{
	cat "$scratch/truth"
	cut -f 1 "$scratch/truth" | sort -u >"$scratch/kept"
	grep -v -F -f "$scratch/kept" "$scratch/truth1"
} | grep -F -f "$scratch/sources" | sort >"$scratch/want"
same "$scratch/cells" "$scratch/want" "all $(wc -l <"$scratch/want") cells"

"$sample" --faults | tail -n +2 >"$scratch/faults"
awk -F '\t' '$4 == "add" { print $2 "\t" $3 "\t" $5 "\t" $6 }' \
    "$scratch/faults" | sort >"$scratch/want"
sql "SELECT agency, report_year, rule, subject FROM research.check_result
    JOIN research.report USING (report_id) WHERE status = 'FAIL'" |
	sort >"$scratch/got"
same "$scratch/got" "$scratch/want" 'every planted error, and no false alarm'
is "$(sql 'SELECT agency, report_year FROM research.carry_gap WHERE gap <> 0')" \
    "$(awk -F '\t' -v OFS='\t' '$5 == "X1" && $6 == "total" { print $2, $3 }' \
	"$scratch/faults")" 'the carry-over that does not match'
is "$(sql 'SELECT agency, report_year FROM research.coverage
    WHERE NOT present')" \
    "$(awk -F '\t' -v OFS='\t' '$4 == "absent" { print $2, $3 }' \
	"$scratch/faults")" 'the missing year'
is "$(sql "SELECT count(*) FROM research.report
    WHERE kind = 'ogi_annual' AND source LIKE 'http://127.0.1.4%'")" 0 \
    'no mirror outranks an official page'
is "$(sql "SELECT count(*) FROM research.report r JOIN research.report_source s
    USING (report_id) WHERE r.versions = 2 AND s.source = r.source
    AND NOT s.is_current")" 1 'the report that was revised'
is "$(sql 'SELECT count(*) FROM research.crawl_log l WHERE warc_file IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM research.document d
    WHERE d.source = l.url)')" 0 'every response has its document'

dump() {
	for view in report report_source cell check_result warning figure \
	    section table_grid document; do
		sql "SELECT '$view', t::text FROM research.$view t" | sort
	done
}
"$run" demo >/dev/null 2>"$scratch/log"
like "$(cat "$scratch/log")" 'fetch: seen=[0-9]+ ok=0 ' 'the second demo finds nothing new'
cat "$scratch/log" >>"$scratch/logs"
sql 'SELECT source, tbl, ind, col, value, state FROM research.cell' |
	sort >"$scratch/again"
same "$scratch/again" "$scratch/cells" 'and changes no cell'

"$run" import "$home/tests/fixtures/docs" 2>>"$scratch/logs"
"$run" import "$home/tests/fixtures/docs" 2>>"$scratch/logs"
"$run" db stop
is "$(grep -c ' incomplete=0 redirects=0 retries=0 .* left=0 ' "$scratch/logs")" 3 \
    'no list is taken for one that gave less than it has'
grep -E '^(pipeline: (the|of)|fetch:|extract:|load:) ' "$scratch/logs" |
	sed 's/ empty=.*//; s/ secs=.*//' >"$scratch/said"
sed 's/ *$//' "$scratch/panel" >"$scratch/rows"
for readme in "$home"/README*.md; do
	grep -E '^(pipeline: (the|of)|fetch:|extract:|load:) ' "$readme" |
		sed 's/ \.\.\. .*//; s/ secs=.*//' >"$scratch/shown"
	same "$scratch/shown" "$scratch/said" "${readme##*/} shows what is said"
	is "$(grep '^ .* |' "$readme" | grep -vxF -f "$scratch/rows")" '' \
	    "${readme##*/} shows what is found"
done

dump >"$scratch/one"
rm -rf "$NIANBAO_VAR/demo/records"
NIANBAO_VAR=$NIANBAO_VAR/demo "$run" db stop
rm -rf "$NIANBAO_VAR/demo/pg"
NIANBAO_VAR=$NIANBAO_VAR/demo "$run" reextract 2>"$scratch/log"
dump >"$scratch/two"
same "$scratch/two" "$scratch/one" 'made anew from the archive: the same'
finish
