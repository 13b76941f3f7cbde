#!/usr/bin/perl
# SPDX-License-Identifier: MIT
#
# Reads a WARC, not compressed, on standard input. Prints the body of its first
# record, without transfer and content coding, if it has the digest that is
# given (sha256:...). Status 1: it has not, or its coding is not known here.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use IO::Uncompress::AnyInflate;

use constant MOST => 64 << 20;

binmode STDIN;
binmode STDOUT;

sub field {
	my ($headers, $name) = @_;
	return $headers =~ /^\Q$name\E:[ \t]*(.*?)\s*$/im ? $1 : '';
}

sub unchunk {
	my ($body) = @_;
	my $out = '';
	while ($body =~ /\G([0-9a-f]{1,7})[^\n]*\n/gi && hex $1) {
		my $n = hex $1;
		$out .= substr $body, pos $body, $n;
		pos($body) += $n + 2;
	}
	return $out;
}

# No more of it than MOST and a bit.
sub inflate {
	my ($packed) = @_;
	my $z = IO::Uncompress::AnyInflate->new(\$packed, RawInflate => 1)
	    or exit 1;
	my ($out, $piece, $n) = ('', '', 1);
	while (length $out < MOST && ($n = $z->read($piece, 1 << 20)) > 0) {
		$out .= $piece;
	}
	exit 1 if $n < 0;
	return $out;
}

my $headers = '';
while (defined(my $line = <STDIN>)) {
	last if $line !~ /\S/ && $headers ne '';
	$headers .= $line;
}
my $length = field($headers, 'Content-Length') || 0;
exit 1 if $headers !~ m{^WARC/} || $length > MOST;
my $body;
read STDIN, $body, $length;
my $coding = '';
if (field($headers, 'Content-Type') =~ m{^application/http}i) {
	$body =~ s/^(.*?\r?\n)\r?\n//s or exit 1;
	my $head = $1;
	$coding = field($head, 'Content-Encoding');
	$body = unchunk($body)
	    if field($head, 'Transfer-Encoding') =~ /chunked/i;
}
if ($coding =~ /^(x-)?(gzip|deflate)$/i) {
	$body = inflate($body);
} elsif ($coding !~ /^(identity)?$/i) {
	exit 1;
}
exit 1 if ($ARGV[0] // '') ne 'sha256:' . sha256_hex($body);
print $body;
