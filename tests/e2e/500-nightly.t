#!/bin/sh
# SPDX-License-Identifier: MIT
# pipeline.sh nightly, backfill and import: silence, records of runs, one at
# a time, what is killed is taken up.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
pipe_start
lists 0.02 >"$NIANBAO_VAR/portals.tsv"

night() {
	"$run" nightly >"$scratch/out" 2>"$scratch/err"
	status=$?
}

# last KEY...: of the last recorded run.
last() {
	tail -n 1 "$NIANBAO_VAR/runs.jsonl" | jq -r "$1"
}

portals 1
night
is "$status" 0 'the first night'
is "$(last '[.fetch.rejected, .extract.rejected > 0] | @csv')" 0,true \
    'sitemaps that are not there are nothing to tell of'
is "$(cat "$scratch/out" "$scratch/err")" '' 'not a word when all is well'
is "$(last '[.verb, .exit, .stage, .fetch.reports, .extract.reports,
    .load.new > 60] | @csv')" '"nightly",0,"done",37,37,true' \
    'it is recorded with its counts'
like "$(cat "$(last .log)")" '^load: seen=' 'and has a log'
is "$(sql "SELECT count(*) FROM research.report WHERE kind = 'ogi_annual'")" 35 \
    'the reports are in, two of them from two places'
night
is "$status,$(last .fetch.same),$(last .extract.seen)" 0,61,0 \
    'the second night finds nothing new'

# One page, by its URL, beside all this.
url=$(sql "SELECT source FROM research.report
    WHERE template = 'T2021' AND source LIKE 'http:%' ORDER BY 1 LIMIT 1")
"$run" one "$url" --allow-net 127.0.1.0/24 >"$scratch/out" 2>"$scratch/err"
is "$?" 0 'one page by its URL'
like "$(cat "$scratch/out")" "^source +\| $url\$" 'it is what it is'
like "$(cat "$scratch/out")" '^ +3 \| req_new +\| total ' 'with its cells'
like "$(cat "$scratch/err")" 'agency' 'and how each field was told'
is "$(sql "SELECT count(*) FROM research.crawl_log
    WHERE url = '$url'")" 2 'the database knows nothing of it'
"$run" one "http://127.0.1.1:$port/nothing/" --allow-net 127.0.1.0/24 \
    >"$scratch/out" 2>"$scratch/err"
is "$?" 3 'a page that is not there'
like "$(cat "$scratch/err")" 'reason http_status: 404' 'and why'
"$run" one "http://127.0.1.1:$port/nothing/" 2>"$scratch/err"
like "$(cat "$scratch/err")" 'could not fetch .*: .*address' \
    'a private address is not asked'

# A report beside the page of the archive, which is in GBK.
id=$(sql "SELECT report_id FROM research.report
    WHERE agency = '华坪县人民政府' AND report_year = 2022")
"$run" show --html "$id" >"$scratch/page" 2>"$scratch/err"
is "$?,$(cat "$scratch/err")" 0, 'show --html'
sed -n '/<iframe [^>]* sandbox srcdoc="$/,/^">/p' "$scratch/page" \
    >"$scratch/frame"
like "$(cat "$scratch/frame")" '<title>华坪县.*2022年政府信息公开工作年度报告' \
    'has the page of the archive'
is "$(head -n 3 "$scratch/frame" | grep -c "default-src 'none'")" 1 \
    'which loads nothing'
grep -o 'href="#[^"]*"' "$scratch/page" | sed 's/.*#//; s/"$//' | sort \
    >"$scratch/links"
grep -o ' id="[^"]*"' "$scratch/page" | sed 's/.*="//; s/"$//' | sort \
    >"$scratch/places"
is "$(wc -l <"$scratch/links"),$(comm -23 "$scratch/links" \
    "$scratch/places" | wc -l)" "$(sql "SELECT 2 * count(*) FROM research.cell
    WHERE report_id = '$id'"),0" \
    'each number leads to its place, and back'

# A server that was started by a run holds neither its lock nor its output.
"$run" db stop
timeout 60 sh -c '"$1" nightly 2>&1 | cat' - "$run" >"$scratch/out"
is "$?,$(cat "$scratch/out")" 0, 'who reads its output is not kept waiting'

# One at a time.
"$run" nightly 2>/dev/null &
first=$!
while ! grep -q "pid $first" "$NIANBAO_VAR/pipeline.lock" ||
    ! grep -q -e "-$first\"" "$NIANBAO_VAR/run.current" 2>/dev/null; do
	sleep 0.05
done
# It must not end while it is looked at.
kill -STOP $first
night
is "$status" 1 'a second one is refused'
like "$(cat "$scratch/err")" "in use: nightly, pid $first, since 20" \
    'and told who is at it'
is "$("$run" status --json | jq -r '.runs[0].state')" running \
    'status sees it'
kill -CONT $first
wait $first
is "$?" 0 'the first is not disturbed'
is "$(sql "SELECT state, exit, at_stage, log LIKE '/%',
    (fetched ->> 'seen')::integer, n_read FROM research.run
    WHERE stage = 'pipeline'
    ORDER BY started_at DESC, run_id DESC LIMIT 1")" \
    "ended|0|done|t|$(last .fetch.seen)|$(last .load.seen)" \
    'and is in research.run'

# Killed while it fetches: recorded, and the next night goes on.
recorded=$(wc -l <"$NIANBAO_VAR/runs.jsonl")
"$run" nightly 2>/dev/null &
first=$!
wait_for grep -q fetch "$NIANBAO_VAR/run.current"
kill -9 $first
wait $first 2>/dev/null
wait_for flock -n "$NIANBAO_VAR/pipeline.lock" true
ok $? 'what a killed run started ends with it'
is "$(sql "SELECT state FROM research.run
    WHERE stage = 'pipeline'
    ORDER BY started_at DESC, run_id DESC LIMIT 1")" running \
    'it could not say that it ends'
is "$("$run" status --json | jq -r '.runs[0] | .state + " " + .stage')" \
    'killed fetch' 'status tells all the same'
is "$(sql "SELECT state FROM research.run
    WHERE stage = 'pipeline'
    ORDER BY started_at DESC, run_id DESC LIMIT 1")" killed \
    'and so does research.run'
night
is "$status" 0 'the next night is well'
is "$(tail -n 2 "$NIANBAO_VAR/runs.jsonl" | jq -c '[.exit, .stage]' |
    tr '\n' ' ')" '[null,"fetch"] [0,"done"] ' 'and the killed one is recorded'
is "$(($(wc -l <"$NIANBAO_VAR/runs.jsonl") - recorded))" 2 'once'

# Told to stop: what runs is ended in order, and soon.
"$run" nightly 2>"$scratch/err" &
first=$!
wait_for grep -q fetch "$NIANBAO_VAR/run.current"
# It is at work, and has not only been started.
wait_for sh -c 'ls "$NIANBAO_VAR"/warc/*.open'
kill -TERM $first
wait $first
is "$?" 143 'SIGTERM ends a run'
like "$(cat "$(last .log)")" '^fetch: seen=' 'the crawler in order'
is "$(find "$NIANBAO_VAR/warc" -name '*.open')" '' 'its archive has its name'
night
is "$status" 0 'and the next night goes on'

# Something set aside: exit 3 and some lines for cron's mail.
cp "$NIANBAO_VAR/portals.tsv" "$scratch/portals.tsv"
sed -n '$s|/[^/	]*:[^	]*|/127.0.1.1:'$port'/Html/none/|p' \
    "$scratch/portals.tsv" >>"$NIANBAO_VAR/portals.tsv"
night
is "$status" 3 'a list that is not there is exit 3'
like "$(cat "$scratch/err")" '^fetch: .* rejected=1 ' 'and told'
mv "$scratch/portals.tsv" "$NIANBAO_VAR/portals.tsv"

# What can't run says so.
NIANBAO_MIN_FREE_MB=999999999 "$run" nightly 2>"$scratch/err"
is "$?" 1 'a full disk stops it before it starts'
like "$(cat "$scratch/err")" 'error: only [0-9]+ MB free' 'and it says so'
is "$(last '[.exit, .stage] | @csv')" '1,"start"' 'and records it'
is "$(sql "SELECT count(*) FROM research.run WHERE exit = 1
    AND at_stage = 'start'")" 0 'the database was not asked'

# Logs do not pile up.
for i in $(seq 10 49); do
	: >"$NIANBAO_VAR/log/20200101-0000$i.log"
done
night
is "$(find "$NIANBAO_VAR/log" -name '*.log' | wc -l)" 30 '30 logs are kept'

is "$(sql "SELECT count(*), count(*) FILTER (WHERE exit = 1
    AND at_stage = 'start'), count(*) FILTER (WHERE state = 'running')
    FROM research.run WHERE stage = 'pipeline'")" \
    "$(wc -l <"$NIANBAO_VAR/runs.jsonl")|1|0" \
    'the next one told it what it had missed'

# Backfill: a plan, then only those years.
"$run" backfill --years 2021-2020 2>/dev/null
is "$?" 2 'years that run backwards are wrong usage'
"$run" backfill --years 2020-2021 --dry-run >"$scratch/plan" 2>/dev/null
is "$?" 0 'a plan'
like "$(cat "$scratch/plan")" '^lists +7 on 4 hosts' 'counts the lists'
like "$(cat "$scratch/plan")" \
    '^crawled before +7 lists: 2[0-9] pages of lists, 1[0-9] reports' \
    'knows them from earlier crawls'
cp "$NIANBAO_VAR/portals.tsv" "$scratch/unknown.tsv"
is "$(NIANBAO_VAR=$scratch/fresh "$run" backfill --years 2020 --dry-run \
    --portals "$scratch/unknown.tsv" | grep -c 'never crawled   7')" 1 \
    'and says when it does not'
{
	printf '@start\ta\tb\tc\td\te\tf\tnotes\tuse\n'
	tail -n +2 "$NIANBAO_VAR/portals.tsv" | cut -f 1 |
		sed 's/$/\t\t\t\t\t\t\t5000\t/; 1s/$/no/'
} >"$scratch/a=b.tsv"
is "$(cd "$scratch" && "$run" backfill --years 2020 --portals a=b.tsv --dry-run |
    grep -c -e '^lists *6 on' -e 'crawled before *6' -e 'pause of 1.0 s')" 3 \
    'takes the columns by their names, and no list that is not in use'
{
	printf '@start\tdialect\tagency\tregion_code\tlevel\tscope\t'
	printf 'official\tdelay\tnets\n'
	i=0
	tail -n +2 "$NIANBAO_VAR/portals.tsv" | while IFS='	' read -r u _; do
		i=$((i + 1))
		printf '%s\tauto\t\t%s\t\t\tyes\t0.05\t127.0.1.0/24\n' "$u" \
		    "$(echo 360700 360702 530721 530722 350582 350583 440000 |
			cut -d ' ' -f $i)"
	done
} >"$scratch/regions.tsv"
NIANBAO_VAR=$scratch/part
cluster_copy "$NIANBAO_VAR"
is "$("$run" backfill --years 2020-2021 --region 530000 \
    --portals "$scratch/regions.tsv" --dry-run | grep -c '2 on 1 hosts')" 1 \
    'a province has its counties'
"$run" backfill --years 2020-2021 --region 530700 \
    --portals "$scratch/regions.tsv" >"$scratch/out" 2>"$scratch/err"
is "$?" 0 'a region is crawled for some years'
like "$(tail -n 1 "$scratch/err")" '^fetch: seen=[0-9]+ .* left=0 ' \
    'how it ended is told'
is "$(sql 'SELECT string_agg(DISTINCT report_year::text,
    $$,$$ ORDER BY report_year::text) FROM research.report')" 2020,2021 \
    'those and no others'
NIANBAO_VAR=$scratch/var

# Import: killed and started again; the records are the same.
mkdir "$scratch/in"
for i in $(seq 1200); do
	echo "第 $i 号 政府信息公开工作年度报告" >"$scratch/in/$i.txt"
done
"$run" import --jobs 2 "$scratch/in" 2>/dev/null &
first=$!
wait_for sh -c 'ls "$NIANBAO_VAR"/records/nianbao-import-*'
kill -9 $first
wait $first 2>/dev/null
"$run" import --jobs 2 "$scratch/in" 2>"$scratch/err"
is "$?" 0 'an import that was killed goes on'
is "$(sql "SELECT count(DISTINCT source) FROM research.document
    WHERE source LIKE '$scratch/in/%'")" 1200 'and has everything'
is "$(cut -f 3 "$NIANBAO_VAR/warc/import.tsv" | sort | uniq -d)" '' \
    'archived once'
night
is "$status,$(last .extract.seen)" 0,0 'the night after finds nothing to do'
finish
