#!/bin/sh
# SPDX-License-Identifier: MIT
# What import makes of folders and archives, and small things of the verbs
# that a newcomer meets.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/pipe.sh"

# The folder that is imported holds the database.
in="$scratch/in [1]"
NIANBAO_VAR=$in/var
pipe_start

mkdir -p "$in/pack"
cp "$home/tests/fixtures/docs/t2021.txt" "$in"
cp "$home/tests/fixtures/docs/t2019-no-title.txt" \
    "$home/tests/fixtures/docs/hant-summary.txt" "$in/pack"
(cd "$in/pack" && perl -MIO::Compress::Zip=:all -e '
    zip [@ARGV] => "../a.zip" or die $ZipError' ./*.txt) && rm -r "$in/pack"
ok $? 'a ZIP'

# The first import makes the database, the second one walks over it.
for again in 0 1; do
	(cd "$in" && "$run" import .) >"$scratch/out" 2>"$scratch/err"
	is "$?,$(cat "$scratch/out")" 0, "import of the folder around it ($again)"
	like "$(cat "$scratch/err")" 'warning: passing over "\./var"' \
	    'says what it left out'
	like "$(cat "$scratch/err")" '^extract: seen=3 |^load: seen=3 .*same=3 ' \
	    'and takes the rest'
done
is "$(sql 'SELECT count(*) FROM research.document')" 3 'no file of its own'
is "$(cut -f 3 "$NIANBAO_VAR/warc/import.tsv" | sort | tr '\n' ' ')" \
    './a.zip ./t2021.txt ' 'nor in the archive'
ln -s "$NIANBAO_VAR" "$scratch/link"
"$run" import "$scratch/link" 2>"$scratch/err"
is "$?,$(sql 'SELECT count(*) FROM research.document')" 0,3 \
    'nor by another name'
like "$(cat "$scratch/err")" 'passing over' 'which it says too'

# A ZIP is one document of the archive, and several of the database.
"$run" verify >"$scratch/out" 2>"$scratch/err"
is "$?,$(cat "$scratch/out")" 0, 'verify finds nothing wrong with a ZIP'
warc=$(ls "$NIANBAO_VAR"/warc/*.warc.gz)
cp "$warc" "$scratch/kept"
"$home/build/release/nianbao-extract" -q "$warc" 2>/dev/null |
    sed -n 's/.*"source":"\.\/t2021.txt".*"offset":\([0-9]*\)}.*/\1/p' \
    >"$scratch/at"
head -c "$(cat "$scratch/at")" "$scratch/kept" >"$warc"
"$run" verify >"$scratch/out" 2>/dev/null
is "$?" 1 'but that the file behind it is gone'
like "$(cat "$scratch/out")" \
    '^imported and not in the archive: \./t2021.txt' 'it does'
gzip -dc "$scratch/kept" | perl -0777 -ne '
    print grep { !/a\.zip/ } split /(?=WARC\/1\.1\r\n)/' |
	gzip >"$warc"
"$run" verify >"$scratch/out" 2>/dev/null
is "$?" 1 'and that the ZIP is gone'
like "$(cat "$scratch/out")" '^imported and not in the archive: \./a.zip' 'too'
cp "$scratch/kept" "$warc"

# Names as they come: of another encoding, with marks that shells and ledgers
# have a use for, of what is no file. Each is told, and each is known again.
odd=$scratch/odd
mkdir -p "$odd/empty"
i=0
for name in '\304\352\261\250' 'a\rb' 'a\001b' 'a\nb' "a'b\"c" 'a\\b' '-x' 'a\tb'; do
	i=$((i + 1))
	sed "s/318/$i/" "$home/tests/fixtures/docs/t2021.txt" \
	    >"$odd/$(printf -- "$name").txt"
done
mkfifo "$odd/pipe"
ln -s loop "$odd/loop"
ln -s . "$odd/self"
"$run" import "$odd" 2>"$scratch/err"
is "$?,$(sed 's/ same=.*//' "$scratch/err" | paste -sd ,)" \
    '0,extract: seen=8 ok=8,load: seen=8 new=0 changed=8' 'names of all kinds'
"$run" import "$odd" 2>"$scratch/err"
is "$?,$(cut -d ' ' -f 1-5 "$scratch/err")" \
    '0,load: seen=8 new=0 changed=0 same=8' 'are known again'
"$run" verify >"$scratch/out" 2>&1
is "$?,$(wc -l <"$scratch/out")" 0,1 'and nothing is wrong with them'
timeout 20 "$run" import "$odd/pipe" 2>"$scratch/err"
is "$?" 2 'a pipe is no document'
like "$(cat "$scratch/err")" 'is neither a file nor a folder' 'which is said'
"$run" import "$odd/empty" 2>"$scratch/err"
is "$?,$(cat "$scratch/err")" '0,pipeline: no file was found there' \
    'an empty folder'

# Runs by hand are runs.
printf 'http://127.0.0.1:1/\n' >"$NIANBAO_VAR/portals.tsv"
"$run" run --contact https://a.example/us 2>"$scratch/err"
is "$?" 3 'a run that may not ask'
is "$(sql "SELECT verb || exit || state || at_stage || (finished_at IS NOT NULL)
    FROM research.run WHERE stage = 'pipeline'")" 'run3endeddonetrue' \
    'is in research.run'
like "$("$run" status)" '^ run +\| .* \| some set aside' 'and in status'
like "$("$run" --dsn 'host=/nonexistent' status 2>/dev/null)" \
    '^run .* some set aside' 'without a database, too'

# show for a reader who has seen enough.
id=$(sql 'SELECT min(report_id) FROM research.report')
"$run" show "$id" 2>"$scratch/err" | head -n 1 >"$scratch/out"
is "$(cat "$scratch/out" "$scratch/err")" '== the report' 'show | head'
# WARCs of one name, which shells trip over, in two folders; pages that would
# have show do more than show.
name=$(printf 'a\\n "\n\t$x.warc')
for office in 教育局 林业局; do
	mkdir "$scratch/$office"
	{
		printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n'
		sed "s|教育局|$office|; s|</body>|<p>@page</p><p>@page</p><!--$office-->&|" \
		    "$home/tests/fixtures/docs/struck-and-raised.html"
	} >"$scratch/block"
	{
		printf 'WARC/1.0\r\nWARC-Type: response\r\n'
		printf 'WARC-Target-URI: http://a.gov.cn/%s\r\n' $office
		printf 'WARC-Date: 2023-02-01T00:00:00Z\r\n'
		printf 'Content-Type: application/http;msgtype=response\r\n'
		printf 'Content-Length: %s\r\n\r\n' "$(wc -c <"$scratch/block")"
		cat "$scratch/block"
		printf '\r\n\r\n'
	} >"$scratch/$office/$name"
done
"$run" import "$scratch/教育局" "$scratch/林业局" 2>"$scratch/err"
is "$?" 0 'archives with odd names are read'
for office in 教育局 林业局; do
	odd=$(sql "SELECT report_id FROM research.report
	    WHERE source LIKE '%/$office'")
	"$run" show --html "$odd" >"$scratch/out" 2>"$scratch/err"
	is "$(grep -o -e '<!--.*-->' -e '<iframe' "$scratch/out" | tr '\n' ' ')" \
	    "<iframe <!--$office--> " 'and show has the page, once'
done
sql "UPDATE store.table_grid
    SET caption = E'x\n1; CREATE TABLE public.made (); --\u001b[31m'"
"$run" show "$odd" >"$scratch/out" 2>"$scratch/err"
is "$?,$(sql "SELECT to_regclass('public.made') IS NULL"),$(grep '^== table' \
    "$scratch/out" | cut -d ' ' -f 4-)" \
    '0,t,4 rows, 4 columns x 1; CREATE TABLE public.made (); -- [31m' \
    'a caption is a caption'
"$run" one http://127.0.0.1:1/ >"$scratch/out" 2>"$scratch/err"
is "$?,$(cat "$scratch/out")" 1, 'one, of a private address'
like "$(cat "$scratch/err")" 'hint: .*--allow-net' 'says what to do'
"$run" one http:// 2>"$scratch/err"
is "$?,$(grep -c . "$scratch/err")" 1,2 'one, of no address at all'
# Installed, it needs no checkout, and says what there is none for.
make -s -C "$home" V=release install DESTDIR="$scratch/dest" PREFIX=/usr \
    >"$scratch/out" 2>&1
nianbao=$scratch/dest/usr/bin/nianbao
(cd / && "$nianbao" import "$home/tests/fixtures/docs/t2008-running.txt") \
    2>"$scratch/err"
is "$?" 0 'an import by what make install has put elsewhere'
like "$(cat "$scratch/err")" '^load: seen=1 new=1 ' 'into the same database'
is "$("$nianbao" show "$id" | head -n 1)" '== the report' show
"$nianbao" verify >"$scratch/out" 2>&1
is "$?" 0 verify
like "$("$nianbao" run --help)" '^More: man nianbao$' 'has its own man page'
is "$(find "$scratch/dest/usr/share/man" -name 'nianbao.1' -exec head -n 3 {} + |
    grep -c '^.Dt PIPELINE 1')" 1 'which is there'
"$nianbao" statsu 2>"$scratch/err"
like "$?,$(cat "$scratch/err")" 'try "nianbao help"$' 'and name'
"$nianbao" demo 2>"$scratch/err"
like "$?,$(cat "$scratch/err")" '^1,.*demo is for a checkout' 'no demo there'
grep -lF "$home" -r "$scratch/dest/usr/share" >"$scratch/out"
is "$(cat "$scratch/out")" '' 'nothing there names the checkout'

is "$("$run" --version)" "$("$home/build/release/nianbao-load" --version |
    sed 's/-load//')" --version
is "$(make -s -C "$home" help | grep -c '^  e2e  *[a-z]')" 1 'make help has e2e'
like "$(make -s -C "$home" help)" 'V=debug\|release\|asan\)$' \
    'and whole lines'
finish
