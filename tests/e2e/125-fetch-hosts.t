#!/bin/sh
# SPDX-License-Identifier: MIT
# Whom fetch talks to, and how often: no private address however it is
# spelled, one clock for a server with many names, nobody who said "later",
# nobody who wants a browser. One server listens on all addresses; what comes
# to another one than 127.0.1.91 must not have come.
. "$(dirname "$0")/tap.sh"

[ -f "$B/names.so" ] || skip_all 'no names.so'
cat >"$scratch/server.pl" <<'PERL'
use strict;
use IO::Socket::IP;
use Time::HiRes qw(time sleep);
my ($log, $port_file, $targets) = @ARGV;
my $s = IO::Socket::IP->new(LocalHost => '::', LocalPort => 0, V6Only => 0,
    Listen => 64, ReuseAddr => 1) or die $@;
my $port = $s->sockport;
my %guard = (
	'jsl' => ['521 x', "Set-Cookie: __jsluid_s=1; path=/\r\n",
	    "<script>document.cookie=('_')+('_')+('j');location.href=" .
	    "location.pathname+location.search</script>"],
	'jsl2' => ['521 x', "Set-Cookie: a=b\r\n", '<script>document.cookie=' .
	    '1;go({"bts":["1"],"ct":"x","ha":"md5","tn":"__jsl_clearance_s"})' .
	    '</script>'],
	'jsl512' => ['512 x', "Set-Cookie: __jsluid_h=1\r\n", 'x'],
	'rs412' => ['412 x', '', "<meta content=\"x\" r=\"m\"><script>" .
	    "\$_ts=window['\$_ts'];if(!\$_ts)\$_ts={};\$_ts.nsd=1;" .
	    "\$_ts.cd=\"q\"</script>"],
	'rs202' => ['202 x', '', "<script r='m'>\$_ts=window['\$_ts'];" .
	    "\$_ts.cd=\"q\";\$_ts.lcd();</script>"],
	'rs200' => ['200 x', '', "<script r='m'>\$_ts=window['\$_ts'];" .
	    "\$_ts.cd=\"q\";\$_ts.lcd();</script>"],
	'c3vk' => ['200 OK', '', '<script>document.cookie = "C3VK=1; path=/;' .
	    ' max-age=300";location.reload()</script>'],
	'yunsuo' => ['200 OK', "Set-Cookie: yunsuo_session_verify=1\r\n",
	    '<script>document.cookie="x"</script>'],
	'yd' => ['521 x', '', '<script>document.cookie="_ydclearance=1"' .
	    '</script>'],
	'acw' => ['200 OK', '', "<script>var arg1='AB';" .
	    "document.cookie='acw_sc__v2='</script>"],
	'geo' => ['403 x', '', 'reason:GeoBL'],
);
my @targets = do { open my $t, '<', $targets or die; <$t> };
chomp @targets;
my $home = '<title>home</title>' . 'x' x 9000;
open my $l, '>>', $log; $l->autoflush(1);
open my $p, '>', "$port_file.new"; print $p $port; close $p;
rename "$port_file.new", $port_file;
$SIG{PIPE} = 'IGNORE';
sub reply { my ($c, $status, $head, $body) = @_;
	print $c "HTTP/1.1 $status\r\n${head}Content-Length: " .
	    length($body) . "\r\nConnection: close\r\n\r\n$body"; }
while (my $c = $s->accept) {
	my $came = time;
	my $at = $c->sockhost;
	if ($at !~ /127\.0\.1\.91$/) {
		print $l "INSIDE $at\n";
		close $c;
		next;
	}
	my $line = <$c>;
	my $head = '';
	while (my $h = <$c>) { last if $h =~ /^\r?\n/; $head .= $h; }
	next unless defined $line;
	my ($path) = $line =~ m{^GET (\S+)};
	my ($host) = $head =~ /^Host: (\S+)/mi;
	sleep 0.005;
	# What is logged stands there, and is over, before the client knows.
	printf $l "%.4f %.4f %s %s\n", $came, time, $host, $path;
	if ($path eq '/robots.txt') {
		reply($c, '404 x', '', '');
	} elsif ($path =~ m{^/to/(\d+)}) {
		reply($c, '302 Found', "Location: $targets[$1]\r\n", '');
	} elsif ($path eq '/limit') {
		reply($c, '429 x', '', 'later');
	} elsif ($path =~ m{^/guard/(\w+)} && $guard{$1}) {
		reply($c, @{$guard{$1}});
	} elsif ($path eq '/cookie') {
		$head =~ /^Cookie:.*CT6T=1/m ?
		    reply($c, '200 OK', '', '<title>in</title>') :
		    reply($c, '302 Found', "Set-Cookie: CT6T=1; path=/\r\n" .
		    "Location: /cookie\r\n", '');
	} elsif ($path eq '/one-page/') {
		reply($c, '200 OK', '', '<ul>' . join('', map {
		    "<li><a href='/one-page/$_.html'>某局${_}年政府信息公开" .
		    "工作年度报告</a></li>" } 2011 .. 2019) . '</ul>');
	} elsif ($path =~ m{^/one-page/}) {
		reply($c, '200 OK', '', $home);
	} else {
		reply($c, '200 OK', '', "<title>fine</title> $host $path");
	}
	close $c;
}
PERL

# How one can spell an address that is nobody's business.
cat >"$scratch/spellings" <<'END'
127.0.0.1
127.0.0.1.
127.1
127.0.1
2130706433
0x7f000001
0x7f.0.0.1
0x7f.1
017700000001
0177.0.0.1
0177.1
localhost
LOCALHOST
localhost.
127.0.1.92
0.0.0.0
0
10.0.0.1
0xa.1
172.16.0.1
192.168.0.1
169.254.169.254
2852039166
100.64.0.1
198.18.0.1
224.0.0.1
255.255.255.255
[::1]
[0:0:0:0:0:0:0:1]
[::]
[::ffff:127.0.0.1]
[::ffff:7f00:1]
[64:ff9b::7f00:1]
[2002:7f00:1::]
[fe80::1]
[fc00::1]
[ff02::1]
user:pass@127.0.0.1
END
: >"$scratch/log"
cat >"$scratch/targets" </dev/null
port_file=$scratch/port
# The server must know its port to send anybody anywhere: two steps.
perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1,
    LocalAddr => "127.0.0.1")->sockport' >"$scratch/free"
sed -i "s/LocalPort => 0/LocalPort => $(cat "$scratch/free")/" \
    "$scratch/server.pl"
port=$(cat "$scratch/free")
sed "s#.*#http://&:$port/inside#" "$scratch/spellings" >"$scratch/targets"
perl "$scratch/server.pl" "$scratch/log" "$port_file" "$scratch/targets" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
await "$port_file"

names=$B/names.so
run() {
	var=$scratch/$1 seconds=$2
	shift 2
	hurried timeout "$seconds" "$B/nianbao-fetch" \
	    --var "$var" "$@" 2>"$scratch/err"
	rc=$?
	newest=$(find "$var/crawllog" -name '*.jsonl' | sort | tail -n 1)
}
# portals DELAY <URLs
portals() {
	sed "s#\$#	anchor						$1	127.0.1.91#" \
	    >"$scratch/portals.tsv"
}
inside() {
	grep -c INSIDE "$scratch/log"
}
all=$(wc -l <"$scratch/spellings")

# shellcheck disable=SC2046
run direct 60 $(cat "$scratch/targets")
is "$rc" 3 'private addresses are refused'
is "$(jq -r 'select(.type == "fetch" and .kind != "robots") | .reason' \
    "$newest" | grep -cv -e address -e dns -e connect)" 0 'each with a reason'
[ "$(jq -r 'select(.reason == "address") | .url' "$newest" | wc -l)" -gt 20 ]
ok $? 'nearly always that it is one'
is "$(inside)" 0 "none of $all spellings leads inside"

i=0
while read -r _; do
	echo "http://127.0.1.91:$port/to/$i"
	i=$((i + 1))
done <"$scratch/targets" | portals 0.001
run redirect 60 --portals "$scratch/portals.tsv"
is "$(grep -c ' /to/' "$scratch/log")" "$all" 'a server redirects inside'
is "$(inside)" 0 'in vain'
is "$(jq -r 'select(.status == 302) | .outcome' "$newest" | sort | uniq -c |
    awk '{ print $2 }')" redirect 'each hop is looked at'

sed -n 's/^\([0-9]*\.[0-9]*\.[0-9]*\.[0-9]*\)$/\1/p' "$scratch/spellings" |
	tr . - >"$scratch/labels"
echo 00000000000000000000000000000001 >>"$scratch/labels"
echo 00000000000000000000ffff7f000001 >>"$scratch/labels"
echo 0064ff9b00000000000000007f000001 >>"$scratch/labels"
sed "s#.*#http://x.&.test:$port/name#" "$scratch/labels" | portals 0.001
run names 60 --portals "$scratch/portals.tsv"
is "$(inside)" 0 'names of private addresses lead nowhere'
is "$(jq -r 'select(.type == "fetch") | .reason' "$newest" | sort -u)" \
    address 'which is said'
{
	sed "s#.*#http://x.&.127-0-1-91.test:$port/mixed#" "$scratch/labels"
	sed "s#.*#http://x.127-0-1-91.&.test:$port/mixed#" "$scratch/labels"
} | portals 0.001
run mixed 60 --portals "$scratch/portals.tsv"
is "$(inside)" 0 'nor do those that have a public one too'
# A day later the public address is gone: robots.txt is known already.
sed "s#.*#http://x.127-0-1-91.&.test:$port/mixed#" "$scratch/labels" |
	portals 0.001
asked=$(wc -l <"$scratch/log")
NAMES_LAST=1
export NAMES_LAST
run mixed 60 --portals "$scratch/portals.tsv"
unset NAMES_LAST
is "$(inside)" 0 'a name that turns inside finds the door shut'
is "$(wc -l <"$scratch/log")" "$asked" 'for good'

: >"$scratch/log"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	echo "http://n$i.127-0-1-91.test:$port/"
done | portals 0.05
speed=1
run shared 60 --portals "$scratch/portals.tsv"
is "$(jq -r 'select(.type == "host") | .host' "$newest" | wc -l)" 20 \
    'twenty names of one server'
is "$(wc -l <"$scratch/log")" 40 'are all asked'
is "$(sort -n "$scratch/log" | awk 'end && $1 - end < 0.0495 { print $1 - end }
    { end = $2 }')" '' 'by one clock'

# Later, without a word when: nothing more for a minute, in no run.
: >"$scratch/log"
echo "http://l.127-0-1-91.test:$port/limit" | portals 0.01
run limit 2 --portals "$scratch/portals.tsv"
run limit 2 --portals "$scratch/portals.tsv"
is "$(grep -c limit "$scratch/log")" 1 'who said 429 is not asked again'
is "$(jq -r 'select(.type == "host") | .state' "$newest")" slow \
    'which is noted'
is "$(jq -r 'select(.type == "host") |
    (.next_due | fromdate) - now > 50' "$newest")" true 'with the time'
speed=10

: >"$scratch/log"
guards='jsl jsl2 jsl512 rs412 rs202 rs200 c3vk yunsuo yd acw geo'
for guard in $guards; do
	echo "http://$guard.127-0-1-91.test:$port/guard/$guard"
done | portals 0.001
run guards 60 --portals "$scratch/portals.tsv"
is "$(jq -r 'select(.type == "fetch" and .kind != "robots") |
    .reason + " " + .detail' "$newest" | sort | uniq -c |
    awk '{ print $2, $3 $1 }' | tr '\n' ' ')" \
    "challenge acw1 challenge c3vk1 challenge geo1 challenge jsl3 challenge rs3 \
challenge yd1 challenge yunsuo1 " 'guards are known by their pages'
is "$(jq -r 'select(.type == "host") | .state' "$newest" | sort | uniq -c |
    awk '{ print $1, $2 }')" '11 blocked' 'their hosts are blocked'
is "$(gzip -dc "$var"/warc/*.gz | grep -ac '^WARC-Target-URI: .*/guard/')" 0 \
    'and no guard passes for a page'
echo "http://cookie.127-0-1-91.test:$port/cookie" | portals 0.001
run cookie 60 --portals "$scratch/portals.tsv"
like "$(tail -n 1 "$scratch/err")" 'ok=1 same=0 rejected=0' \
    'a cookie that is asked for is shown'
echo "http://one.127-0-1-91.test:$port/one-page/" | portals 0.001
: >"$scratch/log"
run one 60 --portals "$scratch/portals.tsv"
is "$(grep -c 'one-page/2' "$scratch/log")" 3 \
    'a host with one page for everything is left alone'
is "$(jq -r 'select(.outcome == "rejected") | .detail' "$newest")" same_page \
    'and told'
finish
