#!/bin/sh
# SPDX-License-Identifier: MIT
# The sample portals: what they serve is what they say they serve.
. "$(dirname "$0")/tap.sh"

sample=$B/sample-portals
[ -x "$sample" ] || skip_all 'sample-portals is not built'
command -v curl >/dev/null || skip_all 'no curl'
port=$((20000 + $$ % 6000))
pid=

# serve ARGS: starts the server and waits for its first line.
serve() {
	mkfifo "$scratch/say"
	"$sample" --port "$port" "$@" >"$scratch/say" 2>"$scratch/err" &
	pid=$!
	read -r said <"$scratch/say"
	rm "$scratch/say"
}

stop() {
	kill -TERM "$pid"
	wait "$pid"
}

trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null' EXIT

# answers STATE: what edition STATE says about itself, into files.
answers() {
	for what in truth faults reports lists; do
		"$sample" --port "$port" --state "$1" --$what \
		    >"$scratch/$what.$1" || return 1
	done
}

# status [CURL ARGS] URL: the status of the answer.
status() {
	curl -s -o /dev/null -w '%{http_code}' "$@"
}

# all STATE: every report's status and the sum of its bytes.
all() {
	cut -f 1 "$scratch/reports.1" | grep '^http' | while read -r u; do
		curl -s -o "$scratch/page" -w "%{http_code} $u " "$u"
		sha256sum <"$scratch/page"
	done >"$scratch/all.$1"
}

# headers URL: response headers without carriage returns.
headers() {
	curl -s -D - -o /dev/null "$1" | tr -d '\r'
}

# url AGENCY YEAR: of the agency's own report.
url() {
	awk -F '\t' -v a="$1" -v y="$2" \
	    '$2 == a && $3 == y && $6 == "yes" { print $1 }' \
	    "$scratch/reports.1"
}

answers 1
ok $? 'edition 1 describes itself'
answers 2
ok $? 'edition 2 describes itself'
"$sample" --port "$port" --truth | cmp -s - "$scratch/truth.1"
ok $? 'two runs say the same'
is "$(grep -c '^http' "$scratch/reports.1")" 37 '37 reports'
is "$(cut -f 1 "$scratch/truth.1" | grep '^http' | sort -u | sha256sum)" \
    "$(cut -f 1 "$scratch/reports.1" | grep '^http' | sort | sha256sum)" \
    'every report has cells'

# The arithmetic: what does not add up is what is planted. Blank cells and
# dashes stand for zeros here, since they were.
awk -F '\t' '
FNR == 1 { next }
$2 == 3 { v[$1, $3, $4] = $5 + 0; src[$1]; row[$3] }
$2 == 4 { v[$1, $3] = $5 + 0 }
END {
	n = split("natural commercial research social legal other total", c, " ")
	g = split("recon lit_direct lit_after", grp, " ")
	for (s in src) {
		for (i = 1; i <= n; i++) {
			if (v[s, "req_new", c[i]] + v[s, "req_carry_in", c[i]] != \
			    v[s, "req_total", c[i]] + v[s, "req_carry_out", c[i]])
				print s, "B01", c[i]
			t = 0
			for (r in row)
				if (r !~ /^req_(new|carry_in|total|carry_out)$/)
					t += v[s, r, c[i]]
			if (t != v[s, "req_total", c[i]])
				print s, "B02", c[i]
		}
		for (r in row) {
			t = 0
			for (i = 1; i < n; i++)
				t += v[s, r, c[i]]
			if (t != v[s, r, "total"])
				print s, "B03", r
		}
		for (i = 1; i <= g; i++)
			if (v[s, grp[i] "_upheld"] + v[s, grp[i] "_corrected"] + \
			    v[s, grp[i] "_other"] + v[s, grp[i] "_pending"] != \
			    v[s, grp[i] "_total"])
				print s, "B1" (i - 1), grp[i]
	}
}' "$scratch/truth.1" | grep -v '^http://127.0.1.4' | sort >"$scratch/broken"
awk -F '\t' '$5 ~ /^B/ { print $1, $5, $6 }' "$scratch/faults.1" | sort \
    >"$scratch/planted"
same "$scratch/broken" "$scratch/planted" \
    'the arithmetic breaks where it is planted and nowhere else'
[ -s "$scratch/planted" ]
ok $? 'and something is planted'

# carry YEAR COLUMN IND: a number of 赣州市教育局.
carry() {
	awk -F '\t' -v s="$(url 赣州市教育局 "$1")" -v c="$2" -v i="$3" \
	    '$1 == s && $3 == i && $4 == c { print $5 }' "$scratch/truth.1"
}
is "$(carry 2022 total req_carry_in)" "$(carry 2021 total req_carry_out)" \
    'what is carried out of a year is carried into the next'
is "$(carry 2023 total req_carry_in)" \
    "$(($(carry 2022 total req_carry_out) + 2))" 'except where planted'
is "$(url 华坪县财政局 2020)" '' 'a year is missing'

serve --log "$scratch/log"
is "$said" ready 'the server comes up'
all 1
is "$(grep -vc '^200 ' "$scratch/all.1")" 0 'every report answers 200'
is "$(cut -f 1 "$scratch/lists.1" | grep '^http' | while read -r u; do
	status "$u"; echo; done | sort | uniq -c | tr -s ' ')" ' 7 200' \
    'every list too'

u=$(url 赣州市教育局 2024)
tag=$(headers "$u" | sed -n 's/^ETag: //p')
changed=$(headers "$u" | sed -n 's/^Last-Modified: //p')
is "$(status -H "If-None-Match: $tag" "$u")" 304 'the same ETag gives 304'
is "$(status -H 'If-None-Match: "0"' "$u")" 200 'another one 200'
is "$(status -H "If-Modified-Since: $changed" "$u")" 304 \
    'unchanged since Last-Modified gives 304'
is "$(status -H 'If-Modified-Since: Tue, 01 Jan 2019 00:00:00 GMT' "$u")" \
    200 'an older date 200'
is "$(status -H 'If-None-Match: "0"' -H "If-Modified-Since: $changed" "$u")" \
    200 'the ETag goes before the date'
is "$(curl -s -H "If-None-Match: $tag" "$u" | wc -c)" 0 '304 has no body'

is "$(status "http://127.0.1.1:$port/no/such/page.html")" 404 \
    'an unknown path is 404'
is "$(status "http://127.0.1.2:$port/no/such/page.html")" 200 \
    'and 200 on the portal that says so in words'
curl -s "http://127.0.1.2:$port/no/such/page.html" | iconv -f GBK -t UTF-8 |
    grep -q 您访问的页面不存在
ok $? 'in words'
is "$(status -X POST "$u")" 405 'a page takes no POST'
is "$(curl -s "http://127.0.1.1:$port/robots.txt" | tail -n 1)" \
    'Disallow: /private/' 'robots.txt closes a folder'
is "$(status "http://127.0.1.1:$port/private/index.html")" 200 \
    'which is there, so that a visit shows in the log'

u=$(url 华坪县人民政府 2022)
curl -s "$u" | iconv -f GBK -t UTF-8 |
    grep -q '<title>华坪县人民政府2022年政府信息公开工作年度报告 '
ok $? 'the old portal is in GBK'
like "$(headers "$u")" '^Content-Type: text/html; charset=gb2312$' \
    'which it calls gb2312'
u=$(url 华坪县财政局 2021)
like "$(headers "$u")" '^Content-Type: text/html; charset=utf-8$' \
    'one of its headers lies'
curl -s "$u" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1
is "$?" 1 'for the page is not UTF-8'
curl -s "$(url 晋江市人民政府 2020)" | grep -q 索引號
ok $? 'one portal is in Traditional characters'
u=$(url 赣州市教育局 2021)
is "$(status "${u%/*}/sqb.doc")" 200 'the attachment is there'

# Lists: every report of an agency is in its list, however it is paged.
base=http://127.0.1.1:$port/zwgk/jyj/zfxxgknb
pages=$(curl -s $base/ | sed -n 's/.*createPageHTML(\([0-9]*\), 0.*/\1/p')
{
	curl -s $base/index.html
	for k in $(seq 1 $((pages - 1))); do
		curl -s $base/index_"$k".html
	done
} | grep -o 'href="\./[0-9/t_]*\.html" target' | sort -u >"$scratch/trs"
is "$(wc -l <"$scratch/trs")" 19 'createPageHTML leads to all 19 rows'
is "$(status $base/index_"$pages".html)" 404 'and not further'

next=/zfxxgk/nb/List_31.html
: >"$scratch/anchors"
while [ -n "$next" ]; do
	curl -s "http://127.0.1.2:$port$next" | iconv -f GBK -t UTF-8 \
	    >"$scratch/page"
	grep -o 'href="/Html/[0-9/]*.html"' "$scratch/page" \
	    >>"$scratch/anchors"
	next=$(sed -n 's/.*<a href="\([^"]*\)">下一页<.*/\1/p' "$scratch/page")
done
is "$(sort -u "$scratch/anchors" | wc -l)" 19 '下一页 leads to all 19 rows'

proxy=http://127.0.1.3:$port/module/web/jpage/dataproxy.jsp
{
	curl -s "http://127.0.1.3:$port/col/col3401/"
	curl -s "$proxy?page=2&columnid=3401"
} | grep -o '/art/[0-9a-z_/]*\.html' | sort -u >"$scratch/hanweb"
is "$(wc -l <"$scratch/hanweb")" 19 'the proxy has the rows of the next group'
curl -s -d 'columnid=3401&startrecord=1&endrecord=12&perpage=4' "$proxy" \
    >"$scratch/post"
is "$(grep -c '<record>' "$scratch/post")" 12 'and takes a form'
is "$(status "$proxy?columnid=9")" 404 'a column that is not there is 404'

stop
is "$?" 0 'SIGTERM ends it in order'
is "$(awk -F '\t' 'FNR > 1 && (NF != 8 || $2 < $1)' "$scratch/log")" '' \
    'the log has eight fields and ends after it starts'
is "$(awk -F '\t' '$6 == 304 && $7 == 0 && $8 == 1' "$scratch/log" | wc -l)" \
    3 'with three conditional requests answered by 304'

serve --state 2
all 2
removed=$(url 赣州市农业农村局 2019)
revised=$(url 赣州市教育局 2024)
diff "$scratch/all.1" "$scratch/all.2" | sed -n 's/^> \([0-9]*\) \([^ ]*\) .*/\1 \2/p' |
    sort >"$scratch/changed"
beside=$(url 赣州市农业农村局 2020)
printf '%s\n' "200 $revised" "404 $removed" "200 $beside" |
    sort >"$scratch/want"
same "$scratch/changed" "$scratch/want" \
    'edition 2 changes one report, lacks one, and has other links beside that'
is "$(status -H "If-None-Match: $tag" "$revised")" 200 \
    'the old ETag is no longer good'
is "$(status -H "If-Modified-Since: $changed" "$revised")" 200 \
    'nor is the old date'
stop
diff "$scratch/truth.1" "$scratch/truth.2" | grep '^[<>]' |
    grep -v "$removed" | cut -f 2- >"$scratch/cells"
is "$(cut -f 1-3 "$scratch/cells" | sort | uniq -c | tr -s ' ')" \
    " 2 2	license	decisions" 'one cell differs, its old and new value'
is "$(awk -F '\t' '{ n = $4 - n } END { print n }' "$scratch/cells")" 7 \
    'by seven'
finish
