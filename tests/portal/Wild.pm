# SPDX-License-Identifier: MIT
# What wild.pl and provinces.pl share: one list of reports, which each portal
# there shows in its own way, from 127.0.1.101 up.
package Wild;
use strict;
use warnings;
use Exporter 'import';
use JSON::PP;
use Lists qw(li titled items serve);
use Time::Local;
use utf8;

use constant { YEARS => 14, PER => 6 };
our @EXPORT = qw(@rows $pages of number k_of epoch records rest shell json sent
    coded portal offer);

# Rows, newest first: path, title, date, year (of a report).
our @rows;
for my $y (reverse 2024 - YEARS + 1 .. 2024) {
	my $n = $y + 1;
	push @rows, map { ["/zw/doc/$y-$_.html", (qw(市财政局 市教育局 市水利局))[$_] .
	    "${y}年政府信息公开工作年度报告", sprintf('%d-03-%02d', $n, 28 - $_), $y] }
	    0 .. 2;
	push @rows, ["/zw/doc/$y-9.html", '关于建议的答复', "$n-03-02"];
}
our $pages = int((@rows + PER - 1) / PER);
sub of { my ($k, $per) = @_; $per ||= PER;
	my $from = $k * $per; my $to = $from + $per - 1;
	$to = $#rows if $to > $#rows; return @rows[$from .. $to]; }
sub number { my ($p, $name) = @_; $p =~ /[?&]$name=(\d+)/ ? $1 : undef }
sub k_of { $_[0] =~ /_(\d+)\.s?html?/ ? $1 : 0 }
sub epoch { my ($y, $m, $d) = split /-/, $_[0];
	return timegm(0, 0, 0, $d, $m - 1, $y) - 8 * 3600; }
sub records { my ($total, $more, @r) = @_;
	return "<datastore><totalrecord>$total</totalrecord>" .
	    "<totalpage>$pages</totalpage>$more<recordset>" . join('',
	    map { '<record><![CDATA[' . li($_) . ']]></record>' } @r) .
	    '</recordset></datastore>'; }

# The answer of an interface; a page that asks for the first one.
sub rest { my ($k) = @_;
	return "{\"total\":@{[scalar @rows]},\"list\":" . items('title', 'url',
	    'pubDate', of($k - 1)) . '}'; }
sub shell { titled('政府信息公开年报', '<a href="/">首页</a><ul id="list"></ul>' .
	    '<script>$.get("/count.do?site=5");', @_, '</script>') }
sub json { JSON::PP->new->canonical->encode($_[0]) }
sub sent { my ($form) = @_; $form =~ s/\+/ /g;
	$form =~ s/%([0-9A-F]{2})/chr hex $1/ieg;
	my $got = eval { JSON::PP->new->decode($form) };
	return ref $got ? $got : {}; }
sub coded { my $s = shift; $s =~ s/([^\w.-])/sprintf '%%%02X', ord $1/eg; $s }

# portal(NAME, FIRST, ANSWER, [WANT]): its list is at FIRST; ANSWER as serve()
# has it, with path, form, host and head; WANT is what is to be found there.
my (@names, %portal);
sub portal { my ($name, $first, $answer, $want) = @_;
	push @names, $name;
	$portal{$name} = { first => $first, answer => $answer,
	    want => $want || [grep { $_->[3] } @rows] }; }

# offer(PORT, LOG): serves them; offer(PORT, '-'): prints what there is.
sub offer {
	my ($port, $log) = @_;
	my %number = map { $names[$_] => $_ } 0 .. $#names;
	my $address = sub { '127.0.1.' . (101 + $number{$_[0]}) . ":$port" };
	if ($log eq '-') {
		binmode STDOUT, ':utf8';
		for my $name (@names) {
			my $base = 'http://' . $address->($name);
			my $list = "$name\t$base$portal{$name}{first}\t";
			print "$list\t\n" unless @{$portal{$name}{want}};
			print "$list$base$_->[0]\t$_->[3]\n"
			    for @{$portal{$name}{want}};
		}
		exit;
	}
	serve($port, $log, 101, \@names, sub { my ($name, $path, $form,
	    $head) = @_;
		return "User-agent: *\nDisallow:\n" if $path eq '/robots.txt';
		my ($row) = grep { $_->[0] eq $path } @rows;
		return titled($row->[1], "<h1>$row->[1]</h1>") if $row;
		return undef if $path =~ /sitemap/;
		return $portal{$name}{answer}->($path, $form,
		    $address->($name), $head); });
}
1;
