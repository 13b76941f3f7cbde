#!/bin/sh
# SPDX-License-Identifier: MIT
# What an operator meets at night, and what the log says of it: sites that are
# busy, empty or want a password and say 200, names that nobody knows, a
# clock that is set back, a proxy in the environment.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

perl -e 1 2>/dev/null || skip_all 'no perl'
[ -f "$B/clock.so" ] || skip_all 'no clock.so'
cat >"$scratch/server.pl" <<'PERL'
use strict;
use warnings;
use Lists qw(li serve);
my ($port, $log) = @ARGV;
my $back = "$log.back";
my @rows = map { ["/art/$_.html", "2023\x{5e74}\x{653f}\x{5e9c}\x{4fe1}" .
    "\x{606f}\x{516c}\x{5f00}\x{5e74}\x{5ea6}\x{62a5}\x{544a}" . $_,
    "2024-01-0$_"] } 1 .. 4;
serve($port, $log, 61, [qw(busy empty login other big)], sub { my ($name, $p) = @_;
	return "User-agent: *\nDisallow:\n" if $p eq '/robots.txt';
	return [404, '', ''] if $p =~ /sitemap/;
	return '<ul>' . li(@rows) if $p eq '/';
	if ($name eq 'other' && $p eq '/art/2.html') {
		open my $f, '>', $back or die;
	}
	return $name eq 'busy' ? "<p>\x{7cfb}\x{7edf}\x{7e41}\x{5fd9}</p>" :
	    $name eq 'empty' ? [200, '', ''] :
	    $name eq 'login' ? [302, "Location: http://127.0.1.64:$port/login?" .
	    "from=$p\r\n", ''] : $name eq 'big' ? [200, '', 'x' x (33 << 20)] :
	    '<h1>x</h1>'; });
PERL
listen "$scratch/server.pl"

# night DELAY URL...: a run; $newest is its log
night() {
	delay=$1
	shift
	for url; do
		echo "$url	auto						$delay	127.0.1.0/24"
	done >"$scratch/portals.tsv"
	hurried env CLOCK_BACK="$scratch/log.back" timeout 100 \
	    "$B/nianbao-fetch" -p "$scratch/portals.tsv" -d "$scratch/var" \
	    2>"$scratch/err"
	rc=$?
	newest=$(find "$scratch/var/crawllog" -name '*.jsonl' | sort | tail -n 1)
}
said() {
	jq -r 'select(.kind == "report") | [.outcome, .reason, .detail,
	    .warc != null] | map(tostring) | join(" ")' "$newest" |
	    sed 's#http://[^/]*##; s#=.*html#=#' | sort | uniq -c |
	    sed 's/^ *//'
}

night 0 "http://127.0.1.61:$port/"
is "$(said)" '4 rejected gone 系统繁忙 false' 'a site that is busy has no reports'
night 0 "http://127.0.1.62:$port/"
is "$(said)" '4 rejected gone empty false' 'nor has an empty answer'
night 0 "http://127.0.1.63:$port/"
is "$(said)" '4 rejected gone /login?from= true' 'nor has a page to log in'
is "$rc" 3 'which the exit status says'
night 0 "http://127.0.1.65:$port/"
like "$(said)" '4 rejected too_big more than 32 MiB' 'what is too big is said'

night 0.2 "http://127.0.1.64:$port/"
is "$rc" 0 'a clock that is set back does not hold a run up'
like "$(tail -n 1 "$scratch/err")" ' reports=4 ' 'which gets everything'
rm -f "$scratch/log.back"

http_proxy=http://127.0.0.1:9 night 0 "http://127.0.1.64:$port/"
is "$rc" 0 'a proxy in the environment is not used'
like "$(cat "$scratch/err")" 'warning: the environment names a proxy' \
    'which is said'
finish
