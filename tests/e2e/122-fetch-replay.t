#!/bin/sh
# SPDX-License-Identifier: MIT
# What a server sent stands in the archive byte for byte, whatever its head
# looks like and however its body was coded; what it was asked does too; and
# the index leads to both. The reader is one of the test's own.
. "$(dirname "$0")/tap.sh"

cat >"$scratch/server.pl" <<'PERL'
use strict;
use Compress::Zlib;
use IO::Socket::INET;
my ($dir) = @ARGV;
my $s = IO::Socket::INET->new(LocalAddr => '127.0.1.91', Listen => 64,
    ReuseAddr => 1) or die;
my $page = '<title>fine</title>' . join '', map { "<p>$_ \xb9\xab\xbf\xaa" }
    1 .. 900;
my $large = join '', map { pack 'N', $_ * 2654435761 % 4294967296 }
    1 .. 500000;
sub chunks { my ($body, $ext) = @_; my $out = '';
	$out .= sprintf("%X%s\r\n", length, $ext) . "$_\r\n"
	    for unpack '(a1234)*', $body;
	return "${out}0\r\n"; }
my $len = sub { "Content-Length: " . length($_[0]) . "\r\n\r\n$_[0]" };
# What is sent, and what of it stands in the archive if that is not the same:
# a body has lost its transfer coding, and the head says so.
my %answer = (
	plain => "HTTP/1.1 200 OK\r\nServer: x\r\n" . $len->('short'),
	page => "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" .
	    $len->($page),
	large => "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n" .
	    $len->($large),
	empty => "HTTP/1.1 200 OK\r\n" . $len->(''),
	none => "HTTP/1.1 404 \xb2\xbb\xb4\xe6\xd4\xda\r\n" . $len->($page),
	gzip => "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n" .
	    $len->(Compress::Zlib::memGzip($page)),
	deflate => "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n" .
	    $len->(compress($page)),
	lines => "HTTP/1.1 200 OK\nServer:x\nX-A: 1\nX-A:  2 \nx-a:\n" .
	    "Content-Length: 4\n\nabcd",
	folded => "HTTP/1.1 200\r\nX-Long: a\r\n  b\r\n\tc\r\nX-Name: " .
	    "\xd5\xfe\xb8\xae\r\nCONTENT-length: 4\r\n\r\nabcd",
	old => "HTTP/1.0 200 OK\r\nServer: IIS/4\r\n\r\n$page",
	interim => ["HTTP/1.1 100 Continue\r\nX-No: 1\r\n\r\nHTTP/1.1 103 " .
	    "Early\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n" .
	    $len->('abcd'), "HTTP/1.1 200 OK\r\n" . $len->('abcd')],
);
my $coded = "HTTP/1.1 200 OK\r\n%sTransfer-Encoding: chunked\r\nX-Z: 1\r\n\r\n";
my $orig = 'X-Archive-Orig-';
for (['chunked', $page, '', ''], ['extended', $page, ';a="b"', ''],
    ['trailed', $page, '', "X-Sum: 1\r\n"],
    ['both', Compress::Zlib::memGzip($page), '', '']) {
	my ($name, $body, $ext, $trailer) = @$_;
	$answer{$name} = [sprintf($coded, '') . chunks($body, $ext) .
	    "$trailer\r\n", sprintf($coded, $orig) . $body];
}
for my $name (keys %answer) {
	my $a = $answer{$name};
	open my $f, '>', "$dir/$name.sent"; binmode $f;
	print $f ref $a ? $a->[1] : $a;
}
open my $p, '>', "$dir/port.new"; print $p $s->sockport; close $p;
rename "$dir/port.new", "$dir/port";
$SIG{PIPE} = 'IGNORE';
while (my $c = $s->accept) {
	my $asked = '';
	while (my $h = <$c>) { $asked .= $h; last if $h =~ /^\r?\n/; }
	my ($name) = $asked =~ m{^GET /(\S*)};
	my $a = $answer{$name};
	open my $f, '>', "$dir/" . ($name =~ s/\W/_/gr) . '.asked';
	print $f $asked;
	close $f;
	print $c $a ? ref $a ? $a->[0] : $a :
	    "HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n";
	close $c;
}
PERL

# The records of the archives, one gzip member each: block, digests and place
# of what was asked and answered are compared with what the server knows.
cat >"$scratch/reader.pl" <<'PERL'
use strict;
use Compress::Zlib;
use Digest::SHA qw(sha256_hex);
use JSON::PP;
my ($dir, $base) = @ARGV;
sub slurp { open my $f, '<', $_[0] or return 'none'; binmode $f; local $/; <$f> }
my (%index, %answered);
for (glob "$dir/var/warc/*.cdxj") {
	for (split /\n/, slurp($_)) {
		my ($key, $time, $json) = split / /, $_, 3;
		my $e = decode_json($json);
		$index{$e->{filename} . ':' . $e->{offset}} = $e;
	}
}
my %bad;
for my $file (glob "$dir/var/warc/*.warc.gz") {
	my $in = slurp($file);
	my ($all, $name) = (length $in, $file =~ m{([^/]*)$});
	while (length $in) {
		my $at = $all - length $in;
		my $z = inflateInit(-WindowBits => WANT_GZIP);
		my ($record) = $z->inflate($in);
		my $length = $all - $at - length $in;
		my ($head, $block) = split /\r\n\r\n/, $record, 2;
		my %h = map { /^([^:]*): (.*)/ } split /\r\n/, $head;
		my $what = ($h{'WARC-Target-URI'} // '') =~ s/^\Q$base\E//r;
		my $say = sub { $bad{"$what: $_[0]"} = 1 };
		substr($block, -4) eq "\r\n\r\n" or $say->('no end');
		substr($block, -4) = '';
		length $block == $h{'Content-Length'} or $say->('length');
		$h{'WARC-Block-Digest'} eq 'sha256:' . sha256_hex($block) or
		    $say->('digest of block');
		$what =~ s/\W/_/g;
		if ($h{'WARC-Type'} eq 'request') {
			$block eq slurp("$dir/$what.asked") or
			    $say->('request');
		}
		next if $h{'WARC-Type'} ne 'response';
		my ($body) = $block =~ /\r?\n\r?\n(.*)/s;
		$h{'WARC-Payload-Digest'} eq 'sha256:' . sha256_hex($body) or
		    $say->('digest of payload');
		my $e = delete $index{"$name:$at"};
		$e && $e->{length} == $length && $e->{digest} eq
		    $h{'WARC-Payload-Digest'} && $e->{url} eq
		    $h{'WARC-Target-URI'} or $say->('index');
		next if !-e "$dir/$what.sent";
		$block eq slurp("$dir/$what.sent") or $say->('answer');
		$answered{$what} = 1;
	}
}
print map { "$_\n" } sort keys %bad;
print "$_ of the index leads nowhere\n" for keys %index;
-e && m{([^/]*)\.sent$} && !$answered{$1} && print "$1: not there\n"
    for glob "$dir/*.sent";
PERL
perl "$scratch/server.pl" "$scratch" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
await "$scratch/port"
base=http://127.0.1.91:$(cat "$scratch/port")/
for f in "$scratch"/*.sent; do
	name=${f##*/}
	echo "$base${name%.sent}	anchor						0.01	127.0.1.0/24"
done >"$scratch/portals.tsv"
timeout 60 "$B/nianbao-fetch" -q -d "$scratch/var" \
    -p "$scratch/portals.tsv" 2>"$scratch/err"
is "$(ls "$scratch"/*.sent | wc -l)" 15 'answers of many kinds'
perl "$scratch/reader.pl" "$scratch" "$base" >"$scratch/bad" 2>&1
is "$(cat "$scratch/bad")" '' 'are archived as they came, and indexed'
# What is packed by the time that it is looked at loses nothing by that.
rm -rf "${scratch:?}/var"
for _ in 1 2; do
	timeout 60 "$B/nianbao-fetch" -q -d "$scratch/var" \
	    -p "$scratch/portals.tsv" 2>"$scratch/err"
done
is "$(gzip -dc "$scratch"/var/warc/*.gz | grep -ac '^WARC-Type: revisit')" 14 \
    'what came again as it was is a revisit, told by its digest'
finish
