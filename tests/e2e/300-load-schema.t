#!/bin/sh
# SPDX-License-Identifier: MIT
# The schema: promised views with promised columns in promised order, each
# commented, readable and not writable by the readers; migrations.
. "$(dirname "$0")/../pg.sh"
pg_start

panel='agency_id report_year agency region_code scope template quality'
while read -r view columns; do
	[ -n "$view" ] || continue
	n=$(echo "$columns" | wc -w)
	is "$(q "SELECT string_agg(attname, ' ' ORDER BY attnum)
	    FROM pg_attribute WHERE attrelid = to_regclass('research.$view')
	    AND attnum BETWEEN 1 AND $n")" "$columns" "columns of $view"
done <<END
report report_id source kind template title title_inferred title_found agency_id agency agency_kind region_code region_name province level scope report_year published_on index_no doc_no publisher source_host is_official script version versions first_seen last_seen quality
report_source report_id version source is_official is_current content_digest captured_at
cell source report_id agency region_code report_year template tbl ind col value unit state raw
cell_derived source report_id agency region_code report_year template tbl ind col value formula
check_result source report_id rule subject status lhs rhs
warning source report_id code tbl ind col detail
figure source report_id section ind entity value unit qualifier sentence
section source report_id ordinal level heading text text_hans
table_grid source report_id table_no caption rows cols grid
document source mime charset bytes digest fetched_at kind state reason
reject batch_id input line byte_offset pointer code reason
load_batch batch_id
run run_id
crawl_log at url host kind outcome reason http_status bytes digest
host host state since reason next_due last_seen is_official
unresolved report_id
source_conflict report_id
indicator tbl ind
rule rule
region region_code
agency agency_id
requests $panel new carry_in open partial deny unable reject other done carry_out disclose_rate unable_rate reject_rate backlog_rate
request_reason $panel ind value share
request_applicant $panel applicant value share
proactive $panel ind col value comparable
disputes $panel grp upheld corrected other pending total correct_rate per_request
decisions $panel ind value yoy
normdoc_flow $panel issued repealed in_force expected gap step
carry_gap $panel carry_out_prev carry_in gap
timeliness $panel published_on due days_late
text_reuse $panel similarity near_copy other_report_id
figure_series $panel ind value unit yoy
coverage $panel present
quality $panel fails warns passes not_assessable fail_rate
region_panel region_code report_year scope
END
is "$(q "SELECT proargnames::text || provolatile::text FROM pg_proc
    WHERE oid = 'research.search(text)'::regprocedure")" \
    '{query,report_id,section,rank,sentence}s' 'columns of search'

is "$(q "SELECT string_agg(relname || '.' || attname, ' ')
    FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid
    WHERE relnamespace = 'research'::regnamespace AND attnum > 0
    AND col_description(c.oid, attnum) IS NULL")" '' \
    'every column has a comment'
is "$(q "SELECT string_agg(relname, ' ') FROM pg_class c
    WHERE relnamespace = 'research'::regnamespace
    AND obj_description(c.oid) IS NULL")" '' 'every view has a comment'
is "$(q "SELECT string_agg(proname, ' ') FROM pg_proc p
    WHERE pronamespace = 'research'::regnamespace
    AND obj_description(p.oid) IS NULL")" '' 'every function has a comment'
for view in $(q "SELECT viewname FROM pg_views WHERE schemaname = 'research'"); do
	for readme in "$home"/README*.md; do
		grep -q "^|.*\`$view\`" "$readme" || echo "$view: $readme"
	done
done >"$tmp/untold"
is "$(cat "$tmp/untold")" '' 'README has every view'

failed=
for v in $(q "SELECT relname FROM pg_class
    WHERE relnamespace = 'research'::regnamespace"); do
	q "SET ROLE nianbao_reader; SELECT count(*) FROM research.$v" \
	    >/dev/null 2>&1 || failed="$failed $v"
done
is "$failed" '' 'a reader can read every view'
is "$(q "SET ROLE nianbao_reader;
    SELECT count(*) FROM research.search('公开')" 2>&1)" 0 \
    'a reader can search'
is "$(q "SELECT count(*) FROM pg_class c JOIN pg_namespace n
    ON n.oid = relnamespace
    WHERE nspname IN ('store', 'ops', 'dict', 'research', 'base', 'derived')
    AND relkind IN ('r', 'v', 'p')
    AND (has_table_privilege('nianbao_reader', c.oid, 'INSERT')
    OR has_table_privilege('nianbao_reader', c.oid, 'UPDATE')
    OR has_table_privilege('nianbao_reader', c.oid, 'DELETE')
    OR has_table_privilege('nianbao_reader', c.oid, 'TRUNCATE'))")" 0 \
    'a reader can write nothing'
q "SET ROLE nianbao_reader; SELECT * FROM store.cell" >/dev/null 2>&1
is "$?" 1 'a reader cannot see the tables behind'

before=$(q "SELECT string_agg(x::text, ' ') FROM (SELECT xmin, *
    FROM ops.migration UNION ALL SELECT xmin, 0, name, sha256, applied_at
    FROM ops.applied_file) x")
migrate "$dsn"
is "$?" 0 'migrating again is well'
is "$(q "SELECT string_agg(x::text, ' ') FROM (SELECT xmin, *
    FROM ops.migration UNION ALL SELECT xmin, 0, name, sha256, applied_at
    FROM ops.applied_file) x")" "$before" 'and does nothing'

# A project of its own, to change files in.
mkdir -p "$tmp/other/common/dict"
cp -r "$home/sql" "$tmp/other/"
migrate_home=$tmp/other
printf '# a comment\n@tbl\tind\tord\tlabel_zh\textra\n3\treq_new\t1\t本年新收\n' \
    >"$tmp/other/common/dict/indicator.tsv"
migrate "$dsn"
is "$(q "SELECT tbl, ind, label_zh, label_en IS NULL
    FROM research.indicator WHERE tbl > 0")" '3|req_new|本年新收|t' 'a dictionary is loaded'
printf '3\treq_open\t3\t予以公开\tx\n' \
    >>"$tmp/other/common/dict/indicator.tsv"
migrate "$dsn"
is "$(q "SELECT count(*) FROM research.indicator WHERE tbl > 0")" 2 \
    'and loaded again when it changed'
echo 'COMMENT ON SCHEMA research IS NULL;' >>"$tmp/other/sql/objects/90_comments.sql"
migrate "$dsn"
is "$(q "SELECT obj_description('research'::regnamespace)")" '' \
    'views are made anew when their files changed'
echo 'ALTER TABLE store.version ALTER COLUMN title TYPE varchar;' \
    >"$tmp/other/sql/900_change.sql"
migrate "$dsn"
is "$? $(q "SELECT count(*) FROM research.report")" '0 0' \
    'a table that views show changes, and the views are there'
cp "$tmp/other/sql/objects/90_comments.sql" "$tmp/kept"
echo "COMMENT ON SCHEMA research IS 'half';" \
    >>"$tmp/other/sql/objects/90_comments.sql"
echo x >"$tmp/other/decisions.tsv"
migrate "$dsn" "$tmp/other" 2>"$tmp/err"
cp "$tmp/kept" "$tmp/other/sql/objects/90_comments.sql"
migrate "$dsn"
is "$(q "SELECT obj_description('research'::regnamespace)")" '' \
    'what was begun with other files and failed is taken back with them'

printf '@decision\tsubject\tvalue\tby\ton\twhy\napart\t990101 甲县教育局\n' \
    >"$tmp/other/decisions.tsv"
PGCLIENTENCODING=GBK migrate "$dsn" "$tmp/other" 2>"$tmp/err"
is "$? $(q 'SELECT subject FROM dict.decision')" '0 990101 甲县教育局' \
    'files are UTF-8 whatever the terminal is'

# A reader who left a transaction open.
echo '# x' >>"$tmp/other/decisions.tsv"
mkfifo "$tmp/reader"
psql -XAqtd "$dsn" <"$tmp/reader" >"$tmp/read" &
reader=$!
exec 7>"$tmp/reader"
echo 'BEGIN; SELECT count(*) FROM research.unresolved;' >&7
for _ in $(seq 100); do
	[ ! -s "$tmp/read" ] || break
	sleep 0.1
done
# shellcheck disable=SC2034 # for migrate.sh
migrate_patience=1s
migrate "$dsn" "$tmp/other"
is "$?" 0 'decisions are taken in while somebody reads'
echo '-- y' >>"$tmp/other/sql/objects/90_comments.sql"
migrate "$dsn" "$tmp/other" 2>"$tmp/err"
is "$?$(grep -c 'lock timeout' "$tmp/err")" 11 \
    'views that somebody reads are not waited for without end'
exec 7>&-
wait "$reader"
migrate "$dsn" "$tmp/other"
is "$?" 0 'and are made anew when that is over'
echo '-- x' >>"$tmp/other/sql/001_store.sql"
migrate "$dsn" 2>"$tmp/err"
is "$?" 1 'an applied migration that changed is refused'
grep -q '001_store.sql was changed' "$tmp/err"
ok $? 'and named'

# What older programs stored.
rm -r "$tmp/other/sql"
cp -r "$home/sql" "$tmp/other/"
rm "$tmp"/other/sql/03?_*.sql
psql -Xqd "$cluster_dsn" -c 'CREATE DATABASE older'
dsn="$cluster_dsn dbname=older"
migrate "$dsn" 2>"$tmp/err"
q "INSERT INTO store.version (report_year, report_key, version_key,
    content_digest, script, kind, title_inferred, quality, row_set, fields,
    text, text_hans) VALUES (2021, 1, 1, sha256(''), 'hans', 'other', false,
    'clean', E'#一、总体情况\n#二、公开\n2.license\n3.req_new', '{}', '', '')"
migrate_home=$home
migrate "$dsn" 2>"$tmp/err"
is "$(q 'SELECT row_set FROM store.version')" '2.license
3.req_new' 'rows that older programs stored are rows and nothing else'
pg_end
