#!/usr/bin/perl
# SPDX-License-Identifier: MIT
#
# Reads a WARC, not compressed, on standard input. Prints a line for every
# record whose digest does not hold, and a last one with the number of
# documents (responses and resources). Shares no code with the programs, so
# that a fault of theirs shows.
use strict;
use warnings;
use Digest::SHA qw(sha1_hex sha256_hex);

binmode STDIN;

# The value of a header in some lines, or "".
sub field {
	my ($headers, $name) = @_;
	return $headers =~ /^\Q$name\E:[ \t]*(.*?)\s*$/im ? $1 : '';
}

sub base32_to_hex {
	my ($s) = @_;
	my $bits = '';
	$bits .= sprintf '%05b', index('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $_)
	    for split //, uc $s;
	return unpack 'H*', pack 'B160', $bits;
}

# Whether bytes have a declared digest; what can't be told is taken for true.
sub holds {
	my ($declared, $bytes) = @_;
	return lc $1 eq sha256_hex($bytes) if $declared =~ /^sha-?256:([0-9a-f]{64})$/i;
	return lc $1 eq sha1_hex($bytes) if $declared =~ /^sha-?1:([0-9a-f]{40})$/i;
	return base32_to_hex($1) eq sha1_hex($bytes)
	    if $declared =~ /^sha-?1:([A-Z2-7]{32})$/i;
	return 1;
}

my $documents = 0;
while (defined(my $line = <STDIN>)) {
	next if $line =~ /^\s*$/;
	if ($line !~ m{^WARC/}) {
		print "no record where one should start\n";
		last;
	}
	my $headers = '';
	while (defined($line = <STDIN>) && $line =~ /\S/) {
		$headers .= $line;
	}
	my $type = lc field($headers, 'WARC-Type');
	my $uri = field($headers, 'WARC-Target-URI');
	my $length = field($headers, 'Content-Length');
	my $block = '';
	if (read(STDIN, $block, $length) != $length) {
		print "ends inside a record: $uri\n";
		last;
	}
	$documents++ if $type =~ /^(response|resource)$/ && $uri !~ /^<?(dns|metadata):/;
	print "block digest is wrong: $type $uri\n"
	    if !holds(field($headers, 'WARC-Block-Digest'), $block);
	next if $type !~ /^(response|resource)$/;
	my $head = '';
	if (field($headers, 'Content-Type') =~ m{^application/http}i) {
		my $at = index $block, "\r\n\r\n";
		next if $at < 0;
		$head = substr $block, 0, $at + 4, '';
	}
	# Tools disagree on whether the digest is of the chunks or without.
	next if field($head, 'Transfer-Encoding') ne '';
	print "payload digest is wrong: $type $uri\n"
	    if !holds(field($headers, 'WARC-Payload-Digest'), $block);
}
print "documents\t$documents\n";
