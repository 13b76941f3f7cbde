#!/usr/bin/perl
# SPDX-License-Identifier: MIT
#
# Reads a WARC, not compressed, on standard input. Prints the body of its first
# record, without transfer and content coding. Status 1: there is none, or its
# coding is not known here.
use strict;
use warnings;
use IO::Uncompress::AnyInflate qw(anyinflate);

use constant MOST => 64 << 20;

binmode STDIN;
binmode STDOUT;

sub field {
	my ($headers, $name) = @_;
	return $headers =~ /^\Q$name\E:[ \t]*(.*?)\s*$/im ? $1 : '';
}

sub unchunk {
	my ($body) = @_;
	my ($out, $at) = ('', 0);
	while (substr($body, $at) =~ /^([0-9a-f]+)[^\n]*\n/i && hex $1) {
		$out .= substr $body, $at + $+[0], hex $1;
		$at += $+[0] + hex($1) + 2;
	}
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
	my $packed = $body;
	anyinflate(\$packed => \$body, RawInflate => 1) or exit 1;
} elsif ($coding !~ /^(identity)?$/i) {
	exit 1;
}
print $body;
