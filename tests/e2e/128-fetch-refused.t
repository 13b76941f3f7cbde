#!/bin/sh
# SPDX-License-Identifier: MIT
# Reports that a portal refuses: they don't keep the others from being asked
# for, they are tried again by themselves, less and less often, and had as soon
# as the portal gives them.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

perl -e 1 2>/dev/null || skip_all 'no perl'
[ -f "$B/clock.so" ] && [ -f "$B/names.so" ] || skip_all 'no clock.so'
cat >"$scratch/server.pl" <<'PERL'
use strict;
use warnings;
use Lists qw(li serve);
my ($port, $log) = @ARGV;
my @rows = map { ["/art/$_.html", (2024 - $_) . "\x{5e74}\x{653f}\x{5e9c}" .
    "\x{4fe1}\x{606f}\x{516c}\x{5f00}\x{5e74}\x{5ea6}\x{62a5}\x{544a}",
    (2025 - $_) . '-03-01'] } 1 .. 12;
serve($port, $log, 61, ['one'], sub { my ($name, $p) = @_;
	return "User-agent: *\nDisallow:" . (-e "$log.robots" ? ' /art/12' : '') .
	    "\n" if $p eq '/robots.txt';
	return [404, '', ''] if $p =~ /sitemap/;
	return '<ul>' . li(@rows[(-e "$log.short" ? 6 : 0) .. 11], -e "$log.far" ?
	    ["http://x.127-0-1-61.test:$port/art/99.html", $rows[0][1],
	    '2024-03-01'] : ()) if $p eq '/';
	return [403, '', 'no'] if $p =~ m{/99\.};
	return [403, '', 'no'] if $p =~ m{/[1-5]\.} && !-e "$log.open" ||
	    $p =~ m{/1\.} && -e "$log.shut";
	return [302, "Location: /new.html\r\n", ''] if $p =~ m{/1\.} &&
	    -e "$log.moved";
	return [200, '', 'x' x (33 << 20), '']
	    if $p =~ m{/6\.} && !-e "$log.open";
	return "<h1>$p</h1>"; });
PERL
listen "$scratch/server.pl"
printf 'http://127.0.1.61:%s/	auto						0	127.0.1.0/24\n' \
    "$port" >"$scratch/portals.tsv"

# night DAY OPTION...: a run so many days from now; the reports it asked for
night() {
	: >"$scratch/log"
	day=$1
	shift
	hurried env CLOCK_DAYS="$day" timeout 100 "$B/nianbao-fetch" -q \
	    -p "$scratch/portals.tsv" -d "$scratch/var" "$@" 2>"$scratch/err"
	sed -n 's#.*/art/\([0-9]*\).*#\1#p' "$scratch/log" | tr '\n' ' '
}
# said MEMBER: what the log of the last run says of reports, counted
said() {
	find "$scratch/var/crawllog" -name '*.jsonl' | sort | tail -n 1 |
	    xargs jq -r "select(.kind == \"report\") | .$1 // empty" | sort |
	    uniq -c | awk '{ $1 = $1; print }' | tr '\n' ' '
}

is "$(night 0)" '1 2 3 4 5 ' 'five refusals in a row end a night'
is "$(night 1)" '6 7 8 9 10 11 12 1 2 3 4 5 ' \
    'the next asks for the others first'
like "$(said detail)" '^5 again from ....-..-.. 1 more than 32 MiB $' \
    'and says when these are due again'
is "$(night 2)" '6 7 8 9 10 11 12 ' 'a night is left out'
like "$(said detail)" '^1 more than 32 MiB, again from ....-..-.. $' \
    'beside what was wrong'
is "$(night 3 --years 2008-2017)" '7 8 9 10 11 12 ' \
    'years that they are not of never ask for them'
touch "$scratch/log.short"
is "$(night 3 --years 2023-2023)" '1 ' 'others do'
is "$(night 3)" '7 8 9 10 11 12 2 3 4 5 ' 'they need no list to be tried'
is "$(night 3)" '7 8 9 10 11 12 ' 'but not twice a day'
is "$(night 6)" '7 8 9 10 11 12 6 ' 'three are left out'
touch "$scratch/log.open"
is "$(night 7)" '1 2 3 4 5 7 8 9 10 11 12 ' 'when they are given'
is "$(said outcome)" '5 new 6 same ' 'they are had'
rm "$scratch/log.short"
is "$(night 8 | wc -w)" 11 'and like the others from then on'
touch "$scratch/log.shut"
night 9 >/dev/null
is "$(said outcome)" '1 rejected 10 same ' 'one is refused again'
mv "$scratch/log.shut" "$scratch/log.moved"
touch "$scratch/log.short"
is "$(night 10)" '1 6 7 8 9 10 11 12 ' 'it is tried, and has moved'
is "$(night 11)" '7 8 9 10 11 12 ' 'then nobody asks for it there'
touch "$scratch/log.robots"
is "$(night 12; night 13)" '7 8 9 10 11 7 8 9 10 11 ' 'robots.txt forbids one'
is "$(said reason)" '1 robots ' 'and the log says so'
rm "$scratch/log.robots"
is "$(night 14)" '7 8 9 10 11 12 ' 'that was no refusal of its own'

# A report on a host that then disappears: for good, as it seems.
touch "$scratch/log.far"
names=$B/names.so
like "$(night 20)" '99' 'one is refused by a host of its own'
rm "$scratch/log.far"
names=
tried=
for day in 21 22 23 24 25 26 28 30 35 36 42; do
	night "$day" >/dev/null
	find "$scratch/var/crawllog" -name '*.jsonl' | sort | tail -n 1 |
	    xargs grep -q x.127-0-1-61.test.*dns && tried="$tried $day"
done
is "$tried" ' 21 22 23 25 28 35 42' \
    'a host without a name is tried less and less often'
finish
