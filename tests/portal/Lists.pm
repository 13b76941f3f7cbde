# SPDX-License-Identifier: MIT
# What the made-up lists (*.pl beside this) share: rows of a list, and the
# server, with a portal on each address from 127.0.1.FIRST up.
package Lists;
use strict;
use warnings;
use Encode;
use Exporter 'import';
use IO::Socket::INET;

our @EXPORT_OK = qw(li html titled quoted items serve);

# Rows ([path, title, date]) as lists have them, with shortened titles.
sub li { join '', map { "<li><a href=\"$_->[0]\" title=\"$_->[1]\">" .
	    substr($_->[1], 0, 9) . "...</a><span>$_->[2]</span></li>\n" } @_ }

# Pages; a string of JSON; rows as JSON, under these names.
sub titled { my $t = shift; "<html><head><title>$t</title></head><body>" .
	    join('', @_) . '</body></html>' }
sub html { titled("\x{5e74}\x{62a5}", '<ul>', @_, '</ul>') }
sub quoted { my $s = shift; $s =~ s/(["\\])/\\$1/g; $s =~ s/\n/\\n/g; "\"$s\"" }
sub items { my ($title, $url, $date, @r) = @_;
	return '[' . join(',', map { "{\"$title\":" . quoted($_->[1]) .
	    ",\"$url\":\"$_->[0]\",\"$date\":\"$_->[2]\"}" } @r) . ']'; }

# serve(PORT, LOG, FIRST, [NAMES], ANSWER): says "ready", then answers for ever.
# ANSWER gets the portal's name, path, form and head; it gives undef for 404, a
# page in UTF-8, or [status, head, body, encoding], "" for what is bytes already.
# LOG gets name, path and form of each request.
sub serve {
	my ($port, $log, $first, $names, $answer) = @_;
	my $s = IO::Socket::INET->new(LocalAddr => '0.0.0.0',
	    LocalPort => $port, Listen => 128, ReuseAddr => 1)
	    or die "port $port: $!";
	open my $l, '>>', $log or die;
	$l->autoflush(1);
	$SIG{PIPE} = 'IGNORE';
	$| = 1;
	print "ready\n";
	while (1) {
		my $c = $s->accept or next;
		my $name = $names->[(split /\./, $c->sockhost)[3] - $first];
		my $line = <$c> // '';
		my ($head, $form) = ('', '');
		while (my $h = <$c>) { last if $h =~ /^\r?\n/; $head .= $h; }
		read $c, $form, $1 if $head =~ /^Content-Length: (\d+)/mi;
		my ($path) = $line =~ m{^(?:GET|POST) (\S+)} or next;
		print $l join("\t", $name, $path, $form), "\n";
		my $got = $answer->($name, $path, $form, $head);
		my ($status, $more, $body, $in) = ref $got ? @$got :
		    $got ? (200, '', $got) : (404, '', 'none');
		$in //= 'utf-8';
		$body = encode($in, $body) if $in;
		print $c "HTTP/1.1 $status X\r\n${more}Content-Length: " .
		    length($body) . "\r\nConnection: close\r\n\r\n$body";
		close $c;
	}
}
1;
