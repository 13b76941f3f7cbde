#!/bin/sh
# SPDX-License-Identifier: MIT
# The page of pipeline.sh report, in a browser without a screen.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"
[ -f "$home/build/npm/node_modules/echarts/dist/echarts.min.js" ] ||
	skip_all 'no ECharts: "make charts" gets it from npm'
command -v chromium >/dev/null || skip_all 'no chromium'
pipe_start

# see FILE WIDTH HASH: the page, drawn in a frame of that width
# (a window has at least 500), as markup to FILE. The frame tells what would
# have to be scrolled sideways, and what is left of the page when it is drawn.
see() {
	cat >"$scratch/page/frame.html" <<-ENDHTML
	<iframe id=f src="index.html#$3" width=$2 height=1000></iframe>
	<pre id=o></pre>
	<script>
	f.onload = () => {
		const d = f.contentDocument;
		o.textContent = d.documentElement.scrollWidth -
		    d.documentElement.clientWidth + '\n' +
		    d.documentElement.outerHTML;
	};
	</script>
	ENDHTML
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu \
	    --user-data-dir="$scratch/chromium" --enable-logging=stderr \
	    --allow-file-access-from-files --virtual-time-budget=5000 \
	    --host-resolver-rules='MAP * ~NOTFOUND' --window-size=1400,1000 \
	    --dump-dom "file://$scratch/page/frame.html" \
	    2>"$scratch/err" | sed -n '/<pre/,/<\/pre>/p' |
	    sed 's/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' >"$1"
}

# What the page, and not the browser, has on the console.
complaints() {
	grep CONSOLE "$scratch/err" | grep 'source: file:'
}

# Nothing in the database yet.
"$run" report --out "$scratch/page" 2>"$scratch/err"
is "$?" 0 'a page of an empty database'
see "$scratch/empty" 1200 en,light
is "$(complaints)" '' 'is drawn without a complaint'
is "$(grep -o 'There are no data for this yet' "$scratch/empty" | wc -l)" 5 \
    'and says that there is nothing'

# Some hundred reports, a night, hosts, and a name that is no markup.
awk -v n=1000 -v every=60 -f "$home/tests/bench/corpus.awk" \
    "$home/common/dict/region.tsv" >"$scratch/in.jsonl"
dsn=$(sql "SELECT 'host=' || setting || ' user=nianbao dbname=' ||
    current_database() FROM pg_settings
    WHERE name = 'unix_socket_directories'")
"$home/build/release/nianbao-load" -q --dsn "$dsn" "$scratch/in.jsonl"
is "$?" 0 'reports'
cat >"$NIANBAO_VAR/runs.jsonl" <<'END'
{"run":"a","verb":"nightly","args":"","log":"/a","started_at":"2026-01-02T01:00:00Z","finished_at":"2026-01-02T02:30:00Z","exit":3,"stage":"done","fetch":{"seen":610,"ok":600},"load":{"seen":60,"new":59,"changed":1}}
{"run":"b","verb":"nightly","args":"","log":"/b","started_at":"2026-01-01T01:00:00Z","finished_at":null,"exit":null,"stage":"extract"}
END
sql "INSERT INTO store.host (host, at, line_digest, state, reason, waiting)
    VALUES ('a.gov.cn', now(), '\x01', 'blocked', '<img src=x>', 7),
    ('b.gov.cn', now(), '\x02', 'fine', NULL, 0)"
"$run" report --out "$scratch/page" 2>"$scratch/err"
is "$?" 0 'a page'
is "$(grep -rlE '(src|href)="?https?:|@import|url\(' "$scratch/page" \
    --include='*.html' --include='*.css' --include=report.js)" '' \
    'that loads nothing from elsewhere'
numbers() {
	sed 's/^window.nianbao = //; s/;$//' "$scratch/page/data.js" | jq -r "$1"
}
is "$(numbers '[.total.reports, ([.coverage[] | .[2]] | add),
    ([.templates[] | .[2]] | add)] | join(" ")')" "$(sql "SELECT
    concat_ws(' ', count(*), count(*), count(*)) FROM research.report")" \
    'its numbers are those of the database'
is "$(numbers '.requests[] | select(.scope == "region" and .year == 2024) |
    .new[1]')" "$(sql "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY new)
    FROM research.requests WHERE scope = 'region' AND report_year = 2024
    AND quality <> 'failed'")" 'and its medians'

see "$scratch/en" 1200 en,light
is "$(complaints)" '' 'is drawn without a complaint'
is "$(head -n 1 "$scratch/en" | grep -oE '[0-9]+$')" 0 \
    'no wider than the window'
is "$(grep -o '<svg' "$scratch/en" | wc -l)" 6 'six charts'
is "$(grep -oE '<div class="chart" role="img" aria-label="[^"]{20,}"' \
    "$scratch/en" | wc -l)" 6 'each tells what it shows'
is "$(grep -o '<details>' "$scratch/en" | wc -l)" 5 'a table under each'
like "$(cat "$scratch/en")" '<th scope="row">Beijing</th>' 'with headings'
like "$(cat "$scratch/en")" 'night fair.*Done, some set aside' \
    'the last night is at the top'
like "$(cat "$scratch/en")" 'chip bad">Was killed · extract<' \
    'a night that was killed is told'
like "$(cat "$scratch/en")" '<td>&lt;img src=x&gt;</td>' \
    'the words of a host are text and no markup'

see "$scratch/zh" 390 zh,dark
is "$(complaints)" '' 'Chinese and dark, on a phone'
like "$(cat "$scratch/zh")" 'lang="zh-Hans" data-theme="dark"' 'it is so'
is "$(head -n 1 "$scratch/zh" | grep -oE '[0-9]+$')" 0 \
    'nothing sticks out at the side'
like "$(cat "$scratch/zh")" '<th scope="row">北京</th>' 'in Chinese'
is "$(grep -oE '>(undefined|NaN|null)<' "$scratch/en" "$scratch/zh")" '' \
    'no word is missing'

# A picture, of more than one colour.
chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars \
    --user-data-dir="$scratch/chromium" --virtual-time-budget=5000 \
    --window-size=1280,1600 --screenshot="$scratch/page.png" \
    "file://$scratch/page/index.html" 2>/dev/null
[ "$(wc -c <"$scratch/page.png")" -gt 60000 ]
ok $? 'it can be seen'

# A page of the archive that would have its reader's browser call home.
{
	cat <<-'END'
	<link rel="preconnect" href="http://a.tell.example/">
	<LINK rel=dns-prefetch href="//b.tell.example"><link rel="prefetch"
	    href="http://c.tell.example/"><link rel=stylesheet
	    href="http://d.tell.example/"><base href="http://e.tell.example/">
	<meta http-equiv="refresh" content="0;url=http://f.tell.example/">
	<meta http-equiv="x-dns-prefetch-control" content="on">
	<style>@import url(http://g.tell.example/);</style>
	<script src="http://h.tell.example/"></script>
	<a href="http://i.tell.example/">x</a><img src="http://j.tell.example/">
	<iframe src="http://k.tell.example/"></iframe>
	<object data="http://l.tell.example/"></object>
	<video poster="http://m.tell.example/"></video>
	END
	cat "$home/tests/fixtures/docs/struck-and-raised.html"
} >"$scratch/tell.html"
"$run" import "$scratch/tell.html" 2>"$scratch/err"
"$run" show --html "$(sql "SELECT report_id FROM research.report_source
    WHERE source = '$scratch/tell.html'")" >"$scratch/show.html" 2>"$scratch/err"
# told FILE: what a browser that shows it would ask for.
told() {
	rm -f "$scratch/net.json"
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu \
	    --user-data-dir="$scratch/chromium" --timeout=2000 --dump-dom \
	    --log-net-log="$scratch/net.json" "file://$1" >"$scratch/dom" \
	    2>"$scratch/err"
	grep -o '[a-z]\.tell\.example' "$scratch/net.json" | sort -u
}
is "$(told "$scratch/show.html")" '' 'show --html asks nobody for anything'
like "$(cat "$scratch/dom")" '<iframe title="The page' 'and shows the page'
like "$(told "$scratch/tell.html")" 'tell\.example' \
    'which asks somebody where it is opened alone'

"$run" report --nonsense 2>/dev/null
is "$?" 2 'an option that is none'
finish
