# SPDX-License-Identifier: MIT
# fetch-hostile.pl PORT LOG: a server on 127.0.3.1 each of whose paths means
# ill. LOG gets a line "path bytes seconds" for each answer: what was sent of
# it before the other side had enough.
use strict;
use warnings;
use Compress::Zlib;
use IO::Socket::INET;
use Time::HiRes qw(time sleep);

my ($port, $log) = @ARGV;
my $s = IO::Socket::INET->new(LocalAddr => '127.0.3.1', LocalPort => $port,
    Listen => 64, ReuseAddr => 1) or die $@;
$SIG{PIPE} = 'IGNORE';
$SIG{CHLD} = 'IGNORE';
my $mb = 'x' x (1 << 20);
my $bomb = Compress::Zlib::memGzip("\0" x (200 << 20));
my $ok = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n";
my $sent;

sub put {
	my ($c, $text) = @_;

	my $n = syswrite $c, $text;
	$sent += $n if defined $n;
	return defined $n && $n == length $text;
}
sub answer {
	my ($c, $path) = @_;

	if ($path eq '/bomb') {
		put($c, "${ok}Content-Encoding: gzip\r\n\r\n$bomb");
	} elsif ($path eq '/chunked') {
		put($c, "${ok}Transfer-Encoding: chunked\r\n\r\n");
		for (1 .. 196) { put($c, "100000\r\n$mb\r\n") or return; }
		put($c, "0\r\n\r\n");
	} elsif ($path eq '/slow-head') {
		put($c, $ok);
		for (1 .. 600) { put($c, 'X') or return; sleep 1; }
	} elsif ($path eq '/endless-head') {
		put($c, $ok);
		while (put($c, 'X-A: ' . 'a' x 1000 . "\r\n")) {}
	} elsif ($path =~ m{^/loop/(\d+)}) {
		put($c, "HTTP/1.1 302 x\r\nLocation: /loop/" . ($1 + 1) .
		    "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
	} elsif ($path eq '/links') {
		put($c, "$ok\r\n");
		for my $i (1 .. 1000) {
			put($c, join '', map {
			    "<a href='/l/$i/$_'>2020年度工作报告</a>\n" }
			    1 .. 1000) or return;
		}
	} elsif ($path =~ m{^/calendar/(\d*)}) {
		my $next = ($1 || 0) + 1;

		put($c, "$ok\r\n<a href='/calendar/$next'>下一页</a>" .
		    "<li><a href='/day/$next'>$next</a></li>");
	} elsif ($path eq '/robots.txt') {
		put($c, "HTTP/1.1 404 x\r\nContent-Length: 0\r\n" .
		    "Connection: close\r\n\r\n");
	} else {
		put($c, "$ok\r\nfine");
	}
}
print "ready\n";
close STDOUT;
while (my $c = $s->accept) {
	next if fork;
	close $s;	# the port is free when the server has ended
	my $line = <$c> // exit;
	while (my $h = <$c>) { last if $h =~ /^\r?\n/; }
	my ($path) = $line =~ m{^GET (\S+)};
	my $from = time;

	$sent = 0;
	answer($c, $path);
	close $c;
	open my $l, '>>', $log or exit;
	printf $l "%s %d %.1f\n", $path, $sent, time - $from;
	exit;
}
