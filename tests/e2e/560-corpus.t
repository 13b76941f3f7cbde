#!/bin/sh
# SPDX-License-Identifier: MIT
# Import of JSON Lines, big enough to be killed in the middle; the archive
# alone gives the same.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
pipe_start

# lines FROM TO: made-up reports, HTML and text, no two alike.
lines() {
	awk -v from="$1" -v to="$2" 'BEGIN {
		n = split("制度 平台 培训 监督 解读 回应 目录 审查 档案 热线 " \
		    "窗口 公报 网站 考核 清单 指南 渠道 机制 队伍 保障", w, " ")
		split("青 禾 柳 桐 岭 溪 沙 坪 云 松", c, " ")
		seed = from
		for (i = from; i <= to; i++) {
			agency = c[1 + int(i / 1000)] c[1 + int(i / 100) % 10] \
			    c[1 + int(i / 10) % 10] "县财政局"
			title = agency 2015 + i % 10 \
			    "年政府信息公开工作年度报告"
			said = "全年主动公开政府信息" i "条。"
			for (k = 0; k < 60; k++) {
				seed = (seed * 1103515245 + 12345) % 2147483648
				said = said w[1 + int(seed / 65536) % n]
			}
			url = "https://www.a" i % 50 ".gov.cn/" i ".html"
			if (i % 3 == 0)
				printf "{\"url\":\"%s\",\"html\":\"<h1>%s</h1>" \
				    "<h2>一、总体情况</h2>\\n<p>%s</p>\"}\n",
				    url, title, said
			else
				printf "{\"title\":\"%s\",\"url\":\"%s\"," \
				    "\"date\":null,\"text\":\"一、总体情况" \
				    "\\n%s\"}\n", title, url, said
		}
	}'
}

mkdir "$scratch/in"
lines 1 2000 >"$scratch/in/a.jsonl"
printf '\n{"url":"https://x.gov.cn/","text":"\n{"url":"https://x.gov.cn/2","title":"t"}\n' \
    >>"$scratch/in/a.jsonl"
lines 2001 3000 | gzip >"$scratch/in/b.jsonl.gz"

# Killed as it archives, then as it reads; then to the end.
"$run" import "$scratch/in" 2>/dev/null &
first=$!
wait_for test -s "$NIANBAO_VAR/warc/import.tsv"
kill -9 $first
wait $first 2>/dev/null
# The program of a killed run ends by itself.
wait_for flock -n "$NIANBAO_VAR/import.lock" true
some=$(wc -l <"$NIANBAO_VAR/warc/import.tsv")
[ "$some" -gt 0 ] && [ "$some" -lt 3002 ]
ok $? "killed after $some lines"
"$run" import --jobs 2 "$scratch/in" 2>/dev/null &
first=$!
wait_for sh -c 'ls "$NIANBAO_VAR"/records/*.part'
kill -9 $first
wait $first 2>/dev/null
"$run" import --jobs 2 "$scratch/in" 2>"$scratch/err"
is "$?" 3 'the third time it gets to the end; two lines are set aside'
is "$(wc -l <"$NIANBAO_VAR/warc/import.tsv"),$(cut -f 3 \
    "$NIANBAO_VAR/warc/import.tsv" | sort | uniq -d)" 3002, \
    'each line is archived once'
is "$(sql "SELECT count(*), count(DISTINCT source) FROM research.document
    WHERE state = 'ok'")" '3000|3000' 'and is a document under its URL'
is "$(sql "SELECT source, state, reason FROM research.document
    WHERE state <> 'ok' ORDER BY 1" | sed "s|$scratch||")" \
    "/in/a.jsonl#2002|rejected|unreadable
https://x.gov.cn/2|rejected|empty" 'what is none is set aside, with its place'
is "$(sql "SELECT agency, report_year, value FROM research.report
    JOIN research.figure USING (report_id)
    WHERE report.source = 'https://www.a22.gov.cn/2522.html'")" \
    '柳溪柳县财政局|2017|2522' 'a text has its title'
is "$(sql "SELECT count(*) FROM research.document WHERE fetched_at IS NOT NULL")" 0 \
    'the time of an import is not that of a capture'
is "$(sql "SELECT digest FROM research.document
    WHERE source = 'https://www.a1.gov.cn/1.html'")" \
    "sha256:$(head -n 1 "$scratch/in/a.jsonl" | tr -d '\n' | sha256sum |
    cut -c 1-64)" 'what is archived is the line as it stands'
"$run" import "$scratch/in" 2>"$scratch/err"
like "$(cat "$scratch/err")" '^load: seen=3002 new=0 changed=0 same=3002 ' \
    'once more: nothing is new'
is "$("$run" verify 2>/dev/null)" '' 'archive and database agree'

# A person who looks on is told how long it takes.
if script -qec true /dev/null >/dev/null 2>&1; then
	NIANBAO_VAR=$scratch/look script -qec \
	    "$home/build/release/nianbao-fetch --import $scratch/in" \
	    /dev/null >"$scratch/out" 2>&1
	like "$(tr '\r' '\n' <"$scratch/out")" '/[1-9] MB, [0-9]+/s' \
	    'progress on a terminal'
else
	ok 0 'progress # SKIP no terminal to be had'
fi

# From the archive alone.
"$run" export "$scratch/before" 2>/dev/null
"$run" db stop
rm -rf "$NIANBAO_VAR/pg" "$NIANBAO_VAR/records"
"$run" reextract 2>"$scratch/err"
is "$?" 3 'all is lost but the archive'
"$run" export "$scratch/after" 2>/dev/null
diff -r "$scratch/before" "$scratch/after" >"$scratch/diff" 2>&1
ok $? 'the export is the same'
finish
