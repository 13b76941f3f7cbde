#!/bin/sh
# SPDX-License-Identifier: MIT
# robots.txt as it really comes, a server without IPv4, a list that grows while
# it is read, a site that says the same to everything.
. "$(dirname "$0")/tap.sh"

perl -MIO::Socket::IP -MEncode -e 1 2>/dev/null || skip_all 'no perl'
[ -f "$B/names.so" ] || skip_all 'no names.so'
cat >"$scratch/server.pl" <<'PERL'
use strict;
use warnings;
use utf8;
use Encode;
use IO::Socket::IP;
my ($port, $log) = @ARGV;
my $rules = "User-agent: *\r\nDisallow: /art/2\r\n";
my $page = '<!DOCTYPE html><html><head><title>页面不存在</title></head><body>' .
    "<pre>User-agent: *\nDisallow: /</pre></body></html>";
my %robots = (
	bom => [200, "\xef\xbb\xbf$rules"],
	wide => [200, "\xff\xfe" . encode('UTF-16LE', $rules)],
	gbk => [200, encode('gbk', "# 某县人民政府门户网站\r\nUser-agent: *\r\n" .
	    "Disallow: /公开/\r\n")],
	html => [200, encode('utf-8', $page)],
	wrong => [500, 'no'],
	away => [302, '', "http://127.0.1.199:$port/away.txt"],
	front => [302, '', "http://127.0.1.199:$port/"],
);
my @hosts = qw(bom wide gbk html wrong away front grow notice);
my $grown = 0;
sub link_to { my ($p, $y, $d) = @_; return "<li><a href=\"$p\">甲局${y}年政府信息" .
	    "公开工作年度报告</a><span>$d</span></li>\n" }
sub reply { my ($c, $status, $body, $to) = @_;
	print $c "HTTP/1.1 $status X\r\n" . ($to ? "Location: $to\r\n" : '') .
	    'Content-Length: ' . length($body) . "\r\nConnection: close\r\n\r\n" .
	    $body; }
# A row more each time that it is looked at.
sub growing { my ($k) = @_; $grown++ if $k > 1;
	my @rows = map { [1000 + $_, 2024 - int((30 - $_) / 3)] }
	    reverse 1 .. 30 + $grown;
	my @on = grep { defined } @rows[($k - 1) * 6 .. $k * 6 - 1];
	return '<title>年报</title><ul>' . join('', map { link_to(
	    "/art/$_->[0].html", $_->[1] > 2024 ? 2024 : $_->[1],
	    ($_->[1] + 1) . '-03-01') } @on) . '</ul>' . ($k * 6 < @rows ?
	    '<a href="/?page=' . ($k + 1) . '">下一页</a>' : ''); }
my $s = IO::Socket::IP->new(LocalHost => '::', LocalPort => $port, V6Only => 0,
    Listen => 64, ReuseAddr => 1) or die $@;
open my $l, '>>', $log or die;
$l->autoflush(1);
$SIG{PIPE} = 'IGNORE';
$| = 1;
print "ready\n";
while (1) {
	my $c = $s->accept or next;
	my ($n) = $c->sockhost =~ /127\.0\.1\.(\d+)$/;
	my $name = !defined $n ? 'six' : $n == 199 ? 'other' : $hosts[$n - 121];
	my $line = <$c> // '';
	while (my $h = <$c>) { last if $h =~ /^\r?\n/; }
	my ($p) = $line =~ /^GET (\S+)/ or next;
	print $l "$name $p\n";
	if ($p eq '/robots.txt') {
		my $r = $robots{$name};
		$r = undef if $name eq 'wrong' && -e "$log.mended";
		reply($c, @{$r || [404, '']});
	} elsif ($p eq '/away.txt') {
		reply($c, 200, $rules);
	} elsif ($name eq 'grow' && $p =~ m{^/(?:\?page=(\d+))?$}) {
		reply($c, 200, encode('utf-8', growing($1 // 1)));
	} elsif ($p eq '/') {
		reply($c, 200, encode('utf-8', '<title>年报</title><ul>' .
		    link_to('/art/1.html', 2023, '2024-03-01') .
		    link_to('/art/2.html', 2022, '2023-03-01') .
		    link_to('/公开/3.html', 2021, '2022-03-01') . '</ul>'));
	} elsif ($name eq 'notice' && -e "$log.notice") {
		reply($c, 200, encode('utf-8', '<title>甲县人民政府</title><p>根据' .
		    '集约化要求，本网站已关停。</p><a href="/">首页</a>'));
	} elsif ($p =~ m{^/(art|%E5)}) {
		reply($c, 200, encode('utf-8', "<title>报告</title><h1>$p</h1>"));
	} else {
		reply($c, 404, 'none');
	}
	close $c;
}
PERL
port=$((20000 + $$ % 6000))
perl "$scratch/server.pl" $port "$scratch/log" >"$scratch/ready" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
await "$scratch/ready"
{
	echo '@start	delay	nets'
	for i in 121 122 123 124 125 126 127 128 129; do
		echo "http://127.0.1.$i:$port/	0	127.0.1.0/24"
	done
	echo "http://x.00000000000000000000000000000001.test:$port/	0	::1/128"
} >"$scratch/portals.tsv"

names=$B/names.so
run() {
	: >"$scratch/log"
	hurried timeout 100 "$B/nianbao-fetch" -q \
	    -p "$scratch/portals.tsv" -d "$scratch/var" 2>"$scratch/err"
	newest=$(find "$scratch/var/crawllog" -name '*.jsonl' | sort | tail -n 1)
}
# asked HOST: the reports it was asked for
asked() {
	sed -n "s#^$1 /\(art/\)*\(%E[^/]*/\)*\([0-9]*\)\.html#\3#p" \
	    "$scratch/log" | sort | tr '\n' ' '
}

run
is "$(asked bom)" '1 3 ' 'a mark in front of the rules'
is "$(asked wide)" '1 3 ' 'rules of two bytes a letter'
is "$(asked gbk)" '1 2 ' 'rules in GBK'
is "$(asked html)" '1 2 3 ' 'a page in the place of rules has none'
is "$(asked wrong)" '' 'a server in trouble is not asked for more'
is "$(asked away)" '1 3 ' 'rules of another host hold for this one'
is "$(asked front)" '1 2 3 ' 'the front page of another host has none'
is "$(asked six)" '1 2 3 ' 'a name that has an IPv6 address only'
is "$(asked notice)" '1 2 3 ' 'all are had'
is "$(sed -n 's#^grow /art/\(10[0-3][0-9]\)\.html#\1#p' "$scratch/log" |
    awk '$1 <= 1030' | sort -u | wc -l)" 30 \
    'a list that grows at its front while it is read: nothing is lost'
touch "$scratch/log.notice" "$scratch/log.mended"
run
is "$(asked wrong)" '1 2 3 ' 'it is when it is well again'
is "$(jq -r 'select(.kind == "report" and (.url | contains(".129:"))) |
    [.outcome, .reason] | join(" ")' "$newest" | sort | uniq -c |
    awk '{ $1 = $1; print }')" '3 rejected gone' \
    'a notice that stands everywhere is no report'
finish
