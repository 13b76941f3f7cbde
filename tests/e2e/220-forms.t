#!/bin/sh
# SPDX-License-Identifier: MIT
# Old forms and odd text through the program: the annex of 2014-2018, a local
# table of 2008-2013 inside a paragraph, the cells of today's form as
# paragraphs.
. "$(dirname "$0")/tap.sh"

docs=$home/tests/fixtures/docs

# explain FILE: what the program says about it
explain() {
	"$B/nianbao-extract" -q --explain "$docs/$1" 2>/dev/null
}

# cells FILE: table, row, column, value and unit of each
cells() {
	explain "$1" | sed -n '/^cells/,/^$/s/ *<-.*//p' | tr -s ' '
}

annex=$(cells t2014-annex.txt)
like "$annex" '^ 14 s_open_total value 118 条 num$' 'a row of the annex'
like "$annex" '^ 14 s_recon_corrected value 1 件 num$' 'a label in its group'
like "$annex" '^ 14 s_lit_corrected value 0 件 num$' 'the same in another'
like "$annex" '^ 14 s_req_fax value na$' 'a slash is no number'
like "$annex" '^ 14 s_req_mail value blank$' 'a blank is no zero'
like "$annex" '^ 14 s_fee value 0.012 万元 num$' 'money in the unit of the form'
like "$annex" '^ 14 x_1 value 21 条 num$' 'a row that the form has not'
all=$(explain t2014-annex.txt)
like "$all" 'unknown_row .*公示栏' 'and a warning with its label'
like "$all" 'template +T2014' 'the form of 2014'
like "$all" '第三部分 附表' 'parts are sections'
like "$all" '12 次 .*检查库房' 'a figure in a numbered sentence'

old=$(explain t2008-running.txt)
like "$old" 'o_ch_web +period +5 条' 'digits before the next number'
like "$old" 'o_ch_gazette +cumulative +0 条' 'two zeros are two columns'
like "$old" 'glued_cells .*o_open_total: 57203' 'more than one way to cut'
is "$(cells t2008-running.txt | grep -c o_open_total)" 0 'and so no cell'

cells t2021.txt >"$scratch/want"
cells t2021-paragraphs.txt >"$scratch/got"
[ -s "$scratch/want" ]
ok $? 'the form of 2021 has cells'
same "$scratch/got" "$scratch/want" 'cells as paragraphs are the same cells'

# headed YEAR: warnings of a report for 2015 whose annex is headed by a year.
headed() {
	cat >"$scratch/headed.txt" <<-END
		旬阳县财政局2015年政府信息公开工作年度报告
		一、概述
		我局认真贯彻条例。
		| 统计指标 | 单位 | $1年 |
		| 主动公开政府信息数 | 条 | 425 |
		| 制发规范性文件总数 | 件 | 3 |
		| 收到申请数 | 件 | 2 |
	END
	"$B/nianbao-extract" -q "$scratch/headed.txt" 2>/dev/null |
		jq -r '[.cells[0].value, (.warnings[] |
		    select(.code == "year_mismatch") | .detail)] | join(" ")'
}

is "$(headed 2015)" 425 'an annex headed by the year of the report'
is "$(headed 2014)" '425 report for 2015, a table is headed 2014' \
    'by another: a doubt'

finish
