#!/bin/sh
# SPDX-License-Identifier: MIT
# The five real reports through extract, load and SQL, against the truth that
# was made by hand.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"

[ -d "$corpus/seeds" ] || skip_all 'no corpus (NIANBAO_CORPUS)'
gold=$corpus/gold
pipe_start

# The columns of a gold file, sorted, without its first line.
truth() {
	tail -n +2 "$gold/$1" | tr -d '\r' | sort
}

base="regexp_replace(source, '.*/', '')"

"$run" import "$corpus/seeds" 2>"$scratch/log"
is $? 0 'import exits 0'
like "$(cat "$scratch/log")" 'load: seen=5 new=5 changed=0 same=0 rejected=0' \
    'five new'

truth seed-cells.tsv >"$scratch/want"
rows "SELECT $base, tbl, ind, col, value, state, raw FROM research.cell" |
	sort >"$scratch/got"
same "$scratch/got" "$scratch/want" 'every cell, and none extra'
is "$(wc -l <"$scratch/got")" 596 '596 of them'

truth seed-meta.tsv >"$scratch/want"
rows "SELECT $base, title, title_inferred, agency, region_code, level, kind,
    template, report_year, published_on, index_no, scope, script
    FROM research.report" | sort >"$scratch/got"
same "$scratch/got" "$scratch/want" 'what each report is'

truth seed-checks.tsv >"$scratch/want"
rows "SELECT $base, rule, subject, status FROM research.check_result" |
	sort >"$scratch/got"
same "$scratch/got" "$scratch/want" 'every check'
is "$(sql "SELECT count(*) FROM research.check_result
    WHERE status = 'FAIL'")" 0 'none fails'

truth seed-figures.tsv | cut -f 1-3 | sort >"$scratch/want"
rows "SELECT $base, trim_scale(value), unit FROM research.figure" |
	sort -u >"$scratch/got"
missing=$(sort -u "$scratch/want" | comm -13 "$scratch/got" - | wc -l)
all=$(sort -u "$scratch/want" | wc -l)
[ $((missing * 20)) -le "$all" ]
ok $? "figures in prose: $((all - missing)) of $all"

is "$(sql "SELECT count(*) FROM research.warning w JOIN research.cell c
    USING (report_id, tbl, ind, col) WHERE c.raw = '31989283.00'")" 1 \
    'an amount without a unit carries a warning'
is "$(sql "SELECT count(*) FROM research.warning
    WHERE detail LIKE '347451万次%'")" 1 'an absurd figure carries a warning'
is "$(sql "SELECT count(*) FROM research.section
    WHERE source LIKE '%003\\_%' AND heading = '三、收到和处理政府信息公开申请情况'
    OR heading = '收到和处理政府信息公开申请情况'")" 1 \
    'a missing heading is recovered'
is "$(sql "SELECT count(*) FROM information_schema.columns
    WHERE table_schema = 'research' AND column_name ~ 'editor|contact'")" 0 \
    'no column for persons'
is "$(sql "SELECT count(*) FROM research.section WHERE text LIKE '%杨伟杰%'")" \
    0 'the name of an editor is not in a section'

# Search folds the query: both scripts find both.
rows "SELECT report_id, section, rank FROM research.search('一件事一次办 窗口')" \
    >"$scratch/hans"
rows "SELECT report_id, section, rank FROM research.search('一件事一次辦 窗口')" \
    >"$scratch/hant"
[ -s "$scratch/hans" ]
ok $? 'search finds'
same "$scratch/hant" "$scratch/hans" 'and the same in the other script'

# The same again, in another order, two at once: no row changes.
dump >"$scratch/one"
"$run" import "$corpus/seeds" 2>"$scratch/log"
like "$(cat "$scratch/log")" 'new=0 changed=0 same=5 rejected=0' 'the same again'
set --
for f in "$corpus"/seeds/*; do
	set -- "$f" "$@"
done
"$run" import "$@" 2>/dev/null &
"$run" import "$corpus/seeds" 2>/dev/null
wait
dump >"$scratch/two"
same "$scratch/two" "$scratch/one" 'twice, in reverse and at once: no row changes'
is "$(sql 'SELECT count(*) FROM research.load_batch
    WHERE n_read <> n_new + n_changed + n_same + n_rejected')" 0 \
    'the sums of the ledger hold'

# A seed cut in the middle does not replace the whole one.
said() {
	grep -E '^(cell|cell_derived|check_result|figure|section|table_grid)\|' |
		grep -F "$corpus/seeds"
}
said <"$scratch/two" >"$scratch/one"
[ -s "$scratch/one" ]
ok $? 'rows of seeds'
mkdir "$scratch/cut"
for f in "$corpus"/seeds/*; do
	size=$(wc -c <"$f")
	head -c $((size / 2)) "$f" >"$scratch/cut/$(basename "$f")"
done
"$run" import "$scratch/cut" 2>/dev/null
dump | said >"$scratch/two"
same "$scratch/two" "$scratch/one" 'cut seeds replace nothing'
is "$(sql "SELECT count(*) FROM research.report
    WHERE source LIKE '$scratch%' AND agency_id IS NOT NULL")" 0 \
    'no cut seed is current'

# What can't be read is set aside and nothing else is lost.
mkdir "$scratch/odd"
cp "$corpus/seeds"/000* "$scratch/odd/good.txt"
: >"$scratch/odd/empty.txt"
{
	head -c 3000 "$corpus/seeds"/003*
	printf '\0\0\0'
	tail -c 3000 "$corpus/seeds"/003*
} >"$scratch/odd/nul.txt"
printf '\211PNG\r\n\032\n rest' >"$scratch/odd/picture.txt"
yes '政府信息公开工作年度报告' | head -c 200000000 >"$scratch/odd/huge.txt"
"$run" import "$scratch/odd" 2>"$scratch/log"
is $? 3 'exit 3 when something is set aside'
is "$(rows "SELECT $base, state, reason FROM research.document
    WHERE source LIKE '$scratch/odd/%' AND state <> 'ok' ORDER BY 1" |
	tr '\n' ' ')" 'empty.txt	rejected	empty huge.txt	rejected	too_big nul.txt	rejected	nul_bytes picture.txt	needs_ocr	image ' \
    'each with its reason'
is "$(sql "SELECT count(*) FROM research.report_source
    WHERE source = '$scratch/odd/good.txt'")" 1 'the good one is in'
finish
