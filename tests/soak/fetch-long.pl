#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Portals for a long crawl, HOSTS of them, on 127.0.2.1 and up. Each has a list
# that has no end in a night, and one of eight natures: it changes while it is
# read, wants forms, fails now and then, goes down and comes up again, says
# "later", is slow and speaks in chunks, or puts up a guard half-way.
#
#	fetch-long.pl PORT LOG HOSTS SECONDS	serves until SIGTERM
#
# LOG has a line for each request: number of the host, microseconds when it
# came and when the last bytes of its answer were about to go (later the other
# side may have it already), status (0: cut off), path, form. LOG.links
# has a line for each report and attachment that a page has linked to.
use strict;
use warnings;
use Encode;
use Fcntl;
use IO::Compress::Gzip qw(gzip);
use IO::Select;
use IO::Socket::INET;
use Socket qw(SOL_SOCKET SO_LINGER);
use Time::HiRes qw(time);
use utf8;

my ($port, $log, $hosts, $seconds) = @ARGV;
use constant { PAGES => 2000, ROWS => 20 };
my $begun = time;
my (%tried, %linked, %conn, @timers);

# Some text that is the same each time and like no other.
sub text { my ($seed) = @_; my $x = 7;
	$x = ($x * 31 + ord) % 2147483647 for split //, $seed;
	my @w = qw(主动公开 依申请公开 行政机关 答复 收到 件 结果维持 监督保障);
	my $s = '';
	for (1 .. 60 + $x % 200) {
		$x = ($x * 1103515245 + 12345) % 2147483648;
		$s .= '<p>' . $w[$x / 65536 % @w] . ($x / 7 % 10000);
	}
	return $s; }
# The list of host $h, page $k of it: on top of that of a host that changes
# there is a row more every half minute.
sub rows { my ($h, $k, $nature) = @_;
	my $first = $nature == 1 ? -int((time - $begun) / 30) : 0;
	return map { my $i = $first + $k * ROWS + $_;
	    my $n = $i < 0 ? 'n' . -$i : $i;
	    "<li><a href=\"/art/2021/3/12/art_7_$n.html\">第${n}局2020年政府" .
	    "信息公开工作年度报告</a><span>2021-03-12</span></li>\n"
	} 0 .. ROWS - 1; }
sub list { my ($h, $k, $nature) = @_;
	my $more = $nature == 2 ? '<form action=/nb/ method=post><input ' .
	    'type=hidden name=cur value=' . ($k + 1) . '><input type=submit ' .
	    'name=next value=下一页></form>' : $nature == 3 ? '<a href="' .
	    '/nb/index_' . ($k + 1) . '.html">下一页</a>' :
	    '<script>createPageHTML(' . PAGES . ", $k, \"index\", \"html\")" .
	    '</script>';
	return '<html><meta charset=utf-8><title>年报</title><ul>' .
	    join('', rows($h, $k, $nature)) . "</ul>$more</html>"; }

# What a request is answered: status, head, body; -1: cut off half-way,
# -2: not even begun.
sub answer {
	my ($h, $path, $form) = @_;
	my $nature = $h % 8;
	my $at = time - $begun;
	my $tries = ++$tried{"$h$path"} if $nature == 3;
	if ($path eq '/robots.txt') {
		return $h % 2 ? [404, '', ''] : [200, '',
		    "User-agent: *\nDisallow: /private/\nCrawl-delay: 2\n"];
	}
	return [-2] if $nature == 4 && $at % 300 > 296;
	return [429, "Retry-After: 20\r\n", 'later']
	    if $nature == 5 && $at % 400 > 397;
	return [503, '', 'busy'] if $nature == 5 && $at % 900 > 897;
	return [521, "Set-Cookie: __jsluid_s=1; path=/\r\n", '<script>document' .
	    '.cookie="x";location.href=location.pathname</script>']
	    if $h == 15 && $at > $seconds / 2;
	my $body;
	if ($path =~ m{^/nb/(?:index_(\d+)\.html)?$}) {
		my $k = $1 || ($form =~ /^cur=(\d+)/ ? $1 : 0);
		$body = list($h, $k, $nature);
	} elsif (my ($n) = $path =~ m{^/(?:art|moved)/.*_7_n?(\d+)\.html$}) {
		if ($nature == 3) {
			return [500, '', 'oops'] if $n % 40 == 7 && $tries == 1;
			return [-1] if $n % 60 == 9 && $tries == 1;
			return [404, '', 'none'] if $n % 50 == 11;
		}
		return [302, "Location: /moved/art_7_$n.html\r\n", '']
		    if $nature == 6 && $n % 30 == 4 && $path !~ /moved/;
		$body = "<html><meta charset=utf-8><title>第${n}局2020年" .
		    '政府信息公开工作年度报告</title>' . text("$h$path") .
		    ($n % 50 == 3 ? "<a href=\"/f/$n.pdf\">附件</a>" : '');
	} elsif ($path =~ m{^/f/}) {
		$body = "%PDF-1.4\n" . text("$h$path");
	} else {
		return [404, '', 'none'];
	}
	return [200, "Content-Type: text/html\r\nETag: \"1\"\r\n",
	    encode('utf-8', $body)];
}

# The bytes of an answer, in pieces that are sent one each 100 ms.
sub wire {
	my ($h, $a) = @_;
	my ($status, $head, $body) = @$a;
	my $line = "HTTP/1.1 $status X\r\n$head";
	return "${line}Content-Length: " . length($body) . "\r\n\r\n$body"
	    if $h % 8 < 6 || $status != 200;
	if ($h % 16 > 8) {
		gzip \$body => \my $small;
		$body = $small;
		$line .= "Content-Encoding: gzip\r\n";
	}
	return "${line}Content-Length: " . length($body) . "\r\n\r\n$body"
	    if $h % 8 == 6;
	my @pieces = map { sprintf("%x\r\n", length) . "$_\r\n" }
	    unpack '(a1500)*', $body;
	return ("${line}Transfer-Encoding: chunked\r\n\r\n", @pieces,
	    "0\r\n\r\n");
}

my $s = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => $port,
    Listen => 512, ReuseAddr => 1, Blocking => 0) or die "port $port: $!";
open my $l, '>>', $log or die;
open my $links, '>>', "$log.links" or die;
my $sel = IO::Select->new($s);
my $over = 0;
$SIG{TERM} = sub { $over = 1 };
$SIG{PIPE} = 'IGNORE';
$| = 1;
print "ready\n";

sub drop { my ($c) = @_; $sel->remove($c); delete $conn{fileno $c}; close $c; }
sub note { my ($o, $status) = @_;
	printf $l "%d\t%.0f\t%.0f\t%d\t%s\t%s\n", $o->{h}, $o->{came} * 1e6,
	    $o->{gone} * 1e6, $status, $o->{path}, $o->{form}; }
# Answers are small: a socket takes them at once.
sub push_out { my ($c) = @_;
	my $o = $conn{fileno $c};
	$o->{gone} = time;
	syswrite $c, shift @{$o->{out}};
	if (@{$o->{out}}) {
		push @timers, [time + 0.1, $c, $o];
		return;
	}
	note($o, $o->{status});
	print $links map { "$o->{h}\t$_\n" } grep { !$linked{"$o->{h}$_"}++ }
	    @{$o->{links}} if $o->{status} == 200;
	if ($o->{status} == 0) {
		drop($c);
		return;
	}
	$o->{in} = ''; }
sub take { my ($c) = @_;
	my $o = $conn{fileno $c};
	my $n = sysread $c, $o->{in}, 65536, length $o->{in};
	return drop($c) unless $n;
	return if $o->{in} !~ /^(GET|POST) (\S+).*?\r\n(.*?\r\n)\r\n(.*)$/s;
	my ($path, $head, $form) = ($2, $3, $4);
	return if $head =~ /^Content-Length: (\d+)/mi && length $form < $1;
	@$o{qw(came path form)} = (time, $path, $form);
	my $a = answer($o->{h}, $path, $form);
	if ($a->[0] == -2) {
		$o->{gone} = time;
		note($o, 0);
		setsockopt $c, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0);
		return drop($c);
	}
	$o->{links} = [$a->[0] == 200 ? $a->[2] =~
	    m{href="(/(?:art|f)/[^"]*)"}g : ()];
	$o->{status} = $a->[0] < 0 ? 0 : $a->[0];
	$o->{out} = $a->[0] == -1 ? ["HTTP/1.1 200 OK\r\nContent-Length: " .
	    "5000\r\n\r\nhalf of"] : [wire($o->{h}, $a)];
	push_out($c); }

while (!$over) {
	my $wait = 1;
	@timers = sort { $a->[0] <=> $b->[0] } @timers;
	while (@timers && $timers[0][0] <= time) {
		my ($t, $c, $o) = @{shift @timers};
		push_out($c) if defined fileno $c && $conn{fileno $c} == $o;
	}
	$wait = $timers[0][0] - time if @timers && $timers[0][0] < time + 1;
	for my $c ($sel->can_read($wait > 0 ? $wait : 0)) {
		if ($c != $s) {
			take($c);
		} elsif (my $new = $s->accept) {
			$conn{fileno $new} = { in => '', h =>
			    (split /\./, $new->sockhost)[3] };
			$sel->add($new);
		}
	}
}
close $l;
