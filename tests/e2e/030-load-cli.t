#!/bin/sh
# SPDX-License-Identifier: MIT
# nianbao-load: help, version, wrong options, no database.
. "$(dirname "$0")/../pg.sh"
pg_scratch

out=$("$load" --help 2>"$tmp/err")
is "$?" 0 '--help is 0'
is "$(cat "$tmp/err")" '' '--help says nothing on stderr'
for o in dsn jobs dry-run defer; do
	echo "$out" | grep -q -- "--$o"
	ok $? "--help names --$o"
	grep -q -- "Fl -$o" "$home/load/nianbao-load.1"
	ok $? "the man page names --$o"
done
is "$("$load" --version)" \
    "nianbao-load $(sed -n 's/.*NIANBAO_VERSION "\(.*\)"/\1/p' \
	"$home/common/version.h")" '--version'
"$load" --no-such-option 2>/dev/null
is "$?" 2 'a wrong option is 2'
"$load" --jobs 0 2>/dev/null
is "$?" 2 'no jobs at all is 2'
: >"$tmp/x"
"$load" --dsn "host=$tmp/nowhere" "$tmp/x" 2>"$tmp/err"
is "$?" 1 'no server is 1'
grep -q '^load: error: could not connect' "$tmp/err"
ok $? 'and says so'

out=$("$home/pipeline.sh" help)
is "$?" 0 'pipeline.sh help is 0'
for v in import one status report psql db; do
	echo "$out" | grep -q "^  $v "
	ok $? "pipeline.sh help names $v"
done
NIANBAO_VAR=$tmp/var "$home/pipeline.sh" no-such-verb 2>/dev/null
is "$?" 2 'a wrong verb is 2'
[ ! -e "$tmp/var" ]
ok $? 'and leaves nothing'
pg_end
