#!/bin/sh
# SPDX-License-Identifier: MIT
# Real bytes all the way: the seeds and the HTML of the corpus are served on
# loopback, fetched into WARC, extracted, loaded, and compared with the truth;
# then everything is made anew from the WARC alone.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"

[ -d "$corpus/seeds" ] && [ -d "$corpus/corpus" ] ||
	skip_all 'no corpus (NIANBAO_CORPUS)'
pipe_start
mkdir "$scratch/pages"
cp "$corpus"/seeds/*.txt "$corpus"/corpus/*.html "$scratch/pages"
"$B/file-server" 127.0.1.9 $port "$scratch/pages" >"$scratch/ready" &
server=$!
await "$scratch/ready"

set --
for f in "$scratch"/pages/*; do
	set -- "$@" "http://127.0.1.9:$port/$(basename "$f")"
done
printf '%s\t\t\t\t\t\t\t0.05\t127.0.1.0/24\n' "$@" >"$scratch/portals.tsv"
"$run" run --portals "$scratch/portals.tsv" 2>"$scratch/log"
status=$?
[ $status = 0 ] || [ $status = 3 ]
ok $? 'a run over given URLs'
rows 'SELECT DISTINCT source FROM research.document' | sort >"$scratch/got"
printf '%s\n' "$@" | sort >"$scratch/want"
is "$(comm -13 "$scratch/got" "$scratch/want")" '' \
    'every page has a row in research.document'

base="regexp_replace(source, '.*/', '')"
rows "SELECT $base, tbl, ind, col, value, state, raw FROM research.cell" |
	sort >"$scratch/cells"
for name in seed corpus-html; do
	tail -n +2 "$corpus/gold/$name-cells.tsv" | tr -d '\r' | sort \
	    >"$scratch/want"
	cut -f 1 "$scratch/want" | sort -u >"$scratch/sources"
	grep -F -f "$scratch/sources" "$scratch/cells" >"$scratch/got"
	same "$scratch/got" "$scratch/want" "every cell of $name, none extra"
done

dump >"$scratch/one"
"$run" db stop
rm -rf "$NIANBAO_VAR/pg" "$NIANBAO_VAR/records"
"$run" reextract 2>>"$scratch/log"
dump >"$scratch/two"
same "$scratch/two" "$scratch/one" 'made anew from the archive: the same'
finish
