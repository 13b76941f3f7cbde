#!/bin/sh
# SPDX-License-Identifier: MIT
# One report in the pages of many content management systems, in UTF-8 and in
# GBK: every line of it is in the text, once, and nothing of the site.
. "$(dirname "$0")/tap.sh"

cms=$home/tests/fixtures/cms
mkdir "$scratch/utf8" "$scratch/gbk"
awk -f "$cms/pages.awk" -v dir="$scratch/utf8" \
	"$cms/report.txt" "$cms/pages.txt"
for page in "$scratch"/utf8/*; do
	sed 's/charset="\{0,1\}utf-8/charset="gbk/' "$page" |
		iconv -f utf-8 -t gbk >"$scratch/gbk/${page##*/}"
done
"$B/nianbao-extract" -q "$scratch/utf8" "$scratch/gbk" 2>"$scratch/log" \
	>"$scratch/records"

# The title may be there; an attachment's name is the report's own.
sed '1d; s/　//g; s/ //g' "$cms/report.txt" >"$scratch/want"
{
	head -n 1 "$cms/report.txt"
	printf '附件：\n华坪县林业和草原局2016年政府信息公开情况统计表.doc\n'
} | sed 's/ //g' >"$scratch/may"
for page in "$scratch"/utf8/* "$scratch"/gbk/*; do
	jq -r --arg page "$page" 'select(.source == $page) | .text' \
		"$scratch/records" | sed 's/　//g; s/ //g' |
		grep -vxF -f "$scratch/may" >"$scratch/got"
	same "$scratch/got" "$scratch/want" "${page#"$scratch"/}"
done
finish
