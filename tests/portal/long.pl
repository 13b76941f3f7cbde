#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Lists of 200 pages, newer before older but for the faults of real ones, each
# on an address of its own, 127.0.1.201 and up.
#
#	long.pl PORT LOG	serves until it is killed; "ready" when it does
#	long.pl PORT -		prints name, URL of the list, URL, year and date of
#				each report
#	long.pl PORT - FROM TO	how many pages of the list in order have rows
#				whose dates are in between
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Lists qw(serve);
use utf8;

my ($port, $log, $from, $to) = @ARGV;
use constant { PAGES => 200, PER => 6, FIRST => 2008, LAST => 2024 };

# Rows, newest first: path, title, date, year of a report or 0. 1200 rows are
# spread evenly over 17 years; those of April are reports on the year before.
# Within a month rows are not quite in order.
my @rows;
for my $i (0 .. PAGES * PER - 1) {
	my $day = int((LAST + 1 - FIRST) * 360 * (1 - ($i + 1) / (PAGES * PER)));
	my ($y, $m, $d) = (FIRST + int($day / 360), int($day % 360 / 30) + 1,
	    $day % 30 % 28 + 1);
	my $date = sprintf '%d-%02d-%02d', $y, $m, $d;
	push @rows, ["/art/$y/$m/$d/art_9_$i.html", $m == 4 ? '某局' . ($y - 1) .
	    '年政府信息公开工作年度报告' : "关于第${i}号建议的答复", $date,
	    $m == 4 ? $y - 1 : 0];
}
sub page { my ($k, @r) = @_; @r = @rows unless @r;
	return grep { defined } @r[$k * PER .. $k * PER + PER - 1]; }
sub html { my $more = shift; return '<html><head><title>公开</title></head>' .
	    '<body><ul>' . join('', map { "<li><a href=\"$_->[0]\">$_->[1]</a>" .
	    "<span>$_->[2]</span></li>\n" } @_) . "</ul>$more</body></html>" }
sub trs { "<script>createPageHTML(@{[PAGES]}, $_[0], \"index\", \"html\")" .
	    '</script>' }
sub k_of { $_[0] =~ /_(\d+)\.html/ ? $1 : 0 }

my (@names, %portal);
sub portal { my ($name, $first, $answer, @r) = @_;
	push @names, $name;
	$portal{$name} = { first => $first, answer => $answer, rows =>
	    [grep { $_->[3] } @r ? @r : @rows] }; }

portal 'in-order', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(trs($k), page($k)); };
# No word of how many pages there are; behind the last one there is nothing.
portal 'no-total', '/x/list.html', sub { my $k = k_of($_[0]);
	return if $k >= PAGES;
	return html($k < PAGES - 1 ? '<a href="list_' . ($k + 1) .
	    '.html">下一页</a>' : '', page($k)); };
# Pages are numbered downwards, as Boda does.
portal 'down', '/zw.htm', sub {
	my $k = $_[0] =~ m{^/zw/(\d+)\.htm} ? PAGES - $1 : 0;
	my $n = PAGES - 1 - $k;
	return html($n > 0 ? '<a href="' . ($k ? '' : 'zw/') . "$n.htm\">下页" .
	    '</a>' : '', page($k)); };
# By POST, records by their numbers.
portal 'records', '/col/col7/index.html', sub { my ($p, $form) = @_;
	my ($at) = $p =~ /startrecord=(\d+)/;
	return html("<script>jpage({totalRecord:@{[scalar @rows]}, perPage:2," .
	    "proxyUrl:'/module/web/jpage/dataproxy.jsp', webid:'1', " .
	    "path:'/', columnid:'7', unitid:'12801', webname:'x'});</script>",
	    page(0)) if !$at;
	return if $form !~ /^col=1/;
	return "<datastore><totalrecord>@{[scalar @rows]}</totalrecord>" .
	    '<recordset>' . join('', map { "<record><![CDATA[<li><a href=\"" .
	    "$_->[0]\">$_->[1]</a><i>$_->[2]</i></li>]]></record>" }
	    grep { defined } @rows[$at - 1 .. $at + 4]) .
	    '</recordset></datastore>'; };
# The same old report on top of each page.
portal 'pinned', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(trs($k), $rows[-60], page($k)); };
# Office after office, a hundred of them.
my @offices = map { my $i = $_; map { $rows[$_ * 100 + $i] } 0 .. 11 } 0 .. 99;
portal 'offices', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(trs($k), page($k, @offices)); };
# Two columns in one list: what was moved here lies in the middle of it.
my @moved = (@rows[0 .. 199], @rows[700 .. 899], @rows[200 .. 699],
    @rows[900 .. $#rows]);
portal 'moved', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(trs($k), page($k, @moved)); };
# What is looked at first fails, and some pages of the years asked for.
portal 'holes', '/x/index.html', sub { my $k = k_of($_[0]);
	return if $k == 100 || $k == 101 || $k == 152;
	return html(trs($k), page($k)); },
    map { my $k = $_; $k == 100 || $k == 101 || $k == 152 ? () : page($k) }
    0 .. PAGES - 1;
# Pages behind the 160th are the first one.
portal 'clamped', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(trs($k), page($k > 160 ? 0 : $k)); },
    map { page($_) } 0 .. 160;
# No row has a date.
my @undated = map { my $p = $_->[0]; $p =~ s{.*_}{/p/};
	[$p, $_->[1], '', $_->[3]] } @rows;
portal 'undated', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(trs($k), page($k, @undated)); }, @undated;

if ($log eq '-' && $from) {
	print scalar grep { grep { $_->[2] ge $from && $_->[2] le $to }
	    page($_) } 0 .. PAGES - 1;
	exit;
}
sub address { my ($name) = @_;
	my ($i) = grep { $names[$_] eq $name } 0 .. $#names;
	return 'http://127.0.1.' . (201 + $i) . ":$port"; }
if ($log eq '-') {
	for my $name (@names) {
		print join("\t", $name, address($name) . $portal{$name}{first},
		    address($name) . $_->[0], $_->[3], $_->[2]), "\n"
		    for @{$portal{$name}{rows}};
	}
	exit;
}
serve($port, $log, 201, \@names, sub { my ($name, $path, $form) = @_;
	return $path eq '/robots.txt' ? undef : $path =~ m{^/(art|p)/} ?
	    '<title>年报</title>' : $portal{$name}{answer}->($path, $form); });
