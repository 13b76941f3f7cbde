#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Lists as people keep them: by year, by office, under headings, as files, cut
# short, moved. Each on an address of its own, 127.0.1.101 and up.
#
#	habits.pl PORT LOG	serves until it is killed; "ready" when it does
#	habits.pl PORT -	prints name, URL of the list, URL of each report, year
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Lists qw(li html titled quoted items serve);
use utf8;

my ($port, $log) = @ARGV;
my @years = reverse 2015 .. 2024;
my @offices = qw(市财政局 市教育局 市残联 市气象局 高新技术产业开发区 梅岭组团
    安海镇 青阳街道);

# [path, title, date, year]: what each office has put up for each year.
sub path { my ($y, $i) = @_; return "/zw/doc/r$y-$i.html" }
sub title { my ($y, $i) = @_;
	return "$offices[$i]${y}年政府信息公开工作年度报告" }
my @rows = map { my $y = $_; map { [path($y, $_), title($y, $_),
    sprintf('%d-02-%02d', $y + 1, 28 - $_), $y] } 0 .. $#offices } @years;
my %title = map { $_->[0] => $_->[1] } @rows;
my @own = grep { $_->[0] =~ /-0\.html/ } @rows;
sub of { my ($k, $per) = @_; my $to = ($k + 1) * $per - 1;
	$to = $#rows if $to > $#rows;
	return $k * $per > $#rows ? () : @rows[$k * $per .. $to]; }
sub number { my ($p, $name) = @_; $p =~ /[?&]$name=(\d+)/ ? $1 : undef }
# A page with all that is around a list.
sub page { my $title = shift; return titled($title, '<div class="nav"><a href="/">' .
	    '首页</a><a href="/xw/">新闻中心</a><a href="/zw/zn/">政府信息公开指南' .
	    '</a><a href="/hd/">互动交流</a></div>', @_, '<div class="foot"><a href' .
	    '="/about.html">关于我们</a><a href="/map.html">网站地图</a></div>') }
sub row { my ($href, $text, $date) = @_; return "<li><a href=\"$href\">$text</a>" .
	    ($date ? "<span>$date</span>" : '') . "</li>\n" }
sub next_to { my ($k, $n, $to) = @_;
	return $k + 1 < $n ? "<a href=\"$to\">下一页</a>" : ''; }

my @names;
my %portal;
sub portal { my ($name, $first, $answer, $want) = @_;
	push @names, $name;
	$portal{$name} = { first => $first, answer => $answer,
	    want => $want || \@rows }; }

# A folder for each year, two pages in each; rows say no year.
sub folder { my ($y, $k, $dates) = @_;
	my @r = grep { $_->[3] == $y } @rows;
	my @on = @r[$k ? (5 .. $#r) : (0 .. 4)];
	return page("年度报告", '<ul>', (map { my $t = $_->[1];
	    $t =~ s/\d+年//; row($_->[0], $t, $dates && $_->[2]) } @on), '</ul>',
	    next_to($k, 2, 'index_1.html')); }
for my $how (['年度' => 1], ['年' => 0], ['' => 0], ['年度报告' => 0]) {
	my ($suffix, $dates) = @$how;
	portal 'folders' . { '年度' => '', '年' => '-nian', '' => '-bare',
	    '年度报告' => '-report' }->{$suffix}, '/zw/nb/', sub { my ($p) = @_;
		return page('政府信息公开年报', '<ul>', (map { row("$_/",
		    "$_$suffix") } @years), '</ul>') if $p eq '/zw/nb/';
		return $p =~ m{^/zw/nb/(\d+)/(index_1)?} && folder($1,
		    $2 ? 1 : 0, $dates); };
}
# The same as a choice.
portal 'choice', '/zw/nb/', sub { my ($p) = @_;
	return page('政府信息公开年报', '<select onchange="go(this)">', (map {
	    "<option value=\"/zw/nb/$_/\">${_}年</option>" } @years), '</select>')
	    if $p eq '/zw/nb/';
	return $p =~ m{^/zw/nb/(\d+)/(index_1)?} && folder($1, $2 ? 1 : 0, 0); };
# Years are headings, or the first cell of a row; links name the office only.
portal 'headings', '/zw/nb.html', sub {
	return page('政府信息公开年报', map { my $y = $_; "<h3>${y}年度</h3><ul>" .
	    join('', map { row(path($y, $_), "$offices[$_]年度报告") }
	    0 .. $#offices) . '</ul>' } @years); };
portal 'headings-office', '/zw/nb.html', sub {
	return page('政府信息公开年报', map { my $y = $_; '<div class="tit">' . $y .
	    '年政府信息公开年度报告</div><div class="box">' . join(' ', map { '<a href="' .
	    path($y, $_) . "\">$offices[$_]</a>" } 0 .. $#offices) . '</div>' }
	    @years); };
portal 'headings-same', '/zw/nb.html', sub {
	return page('政府信息公开年报', '<table>', (map { "<tr><td>$_->[3]年</td>" .
	    "<td><a href=\"$_->[0]\">年度报告</a></td></tr>" } @own), '</table>'); },
    \@own;
portal 'columns-same', '/zw/nb.html', sub {
	return page('政府信息公开年报', '<table>', (map { "<tr><td>$_->[3]年" .
	    "</td><td><a href=\"$_->[0]\">查看</a></td></tr>" } @own), '</table>'); },
    \@own;
# A matrix: offices down, years across, which is all that a link says.
portal 'matrix', '/zw/nb.html', sub {
	return page('政府信息公开年报', '<table><tr><th>单位</th><th colspan=10>年度' .
	    '</th></tr>', (map { my $i = $_; "<tr><td>$offices[$i]</td>" .
	    join('', map { '<td><a href="' . path($_, $i) . "\">$_</a></td>" }
	    @years) . '</tr>' } 0 .. $#offices), '</table>'); };
# Titles are cut: in front of the year's end, behind it, with the year gone.
sub cut { my ($n, $dots) = @_; return sub { my ($p) = @_;
	my $k = number($p, 'page') // 1;
	return page('政府信息公开年报', '<ul>', (map { row($_->[0],
	    substr($_->[1], 0, $n) . $dots, $_->[2]) } of($k - 1, 20)), '</ul>',
	    next_to($k - 1, 4, 'list.jsp?page=' . ($k + 1))); }; }
portal 'cut-long', '/zw/list.jsp?page=1', cut(16, '...');
portal 'cut-short', '/zw/list.jsp?page=1', cut(11, '…');
portal 'cut-year', '/zw/list.jsp?page=1', sub { my ($p) = @_;
	my $k = number($p, 'page') // 1;
	return page('政府信息公开年报', '<ul>', (map { my $t = $_->[1];
	    $t =~ s/(\d+年)(.*)/$2/; row($_->[0], substr($t, 0, 10) . '...',
	    $_->[2]) } of($k - 1, 20)), '</ul>',
	    next_to($k - 1, 4, 'list.jsp?page=' . ($k + 1))); };
# Offices, each with a list of its own; some are called like no others.
sub list_of { my ($i) = @_; my @r = grep { $_->[0] =~ /-$i\.html/ } @rows;
	return page('政府信息公开年报', '<ul>', (map { row($_->[0], $_->[1],
	    $_->[2]) } @r), '</ul>'); }
portal 'offices', '/zw/bm/', sub { my ($p) = @_;
	return page('部门政府信息公开年报', '<ul>', (map { row("d$_/", $offices[$_]) }
	    0 .. $#offices), '</ul>') if $p eq '/zw/bm/';
	return $p =~ m{/d(\d)/$} && list_of($1); };
# Each has a host of its own below that of the portal, and one is elsewhere.
portal 'hosts', '/zw/bm/', sub { my ($p, $form, $at) = @_;
	return page('部门政府信息公开年报', '<ul>', (map { my $to = $at;
	    $to =~ s/^www/d$_/; row("http://$to/d$_/", $offices[$_]) }
	    0 .. $#offices), row("http://x.127-0-1-201.test:$port/", '市统计局'),
	    '</ul>') if $p eq '/zw/bm/';
	my ($i) = $p =~ m{^/d(\d)/$} or return undef;
	(my $here = $at) =~ s/^d\d/d$i/;
	return $here eq $at && list_of($i); };
$portal{hosts}{names} = 1;
# Three levels: groups, offices, years.
portal 'groups', '/zw/', sub { my ($p) = @_;
	my @kind = ([0 .. 2], [3 .. 4], [5 .. 7]);
	return page('政府信息公开年报', row('g0/', '部门政府信息公开年报'), row('g1/',
	    '园区及群团年报'), row('g2/', '乡镇街道')) if $p eq '/zw/';
	return page('政府信息公开年报', map { row("d$_/", $offices[$_]) }
	    @{$kind[$1]}) if $p =~ m{^/zw/g(\d)/$};
	return page('年报', map { row("$_/", $_ . '年') } @years)
	    if $p =~ m{/d\d/$};
	return $p =~ m{/d(\d)/(\d+)/$} && page('年报', row(path($2, $1),
	    title($2, $1))); };
# Nothing but files: by their own ending, by a query, beside their name.
sub file { my ($y, $type) = @_; $type //= 'pdf'; return "/zw/files/$y.$type" }
my @files = map { [file($_), '', '', $_] } @years;
portal 'files', '/zw/nb.html', sub {
	return page('年报', map { row(file($_), "${_}年政府信息公开工作年度报告.pdf") }
	    @years); }, \@files;
portal 'files-beside', '/zw/nb.html', sub {
	return page('年报', '<table>', (map { "<tr><td>市财政局${_}年政府信息公开" .
	    'PDF</td><td><a href="' . file($_) . '">下载</a></td></tr>' } @years),
	    '</table>'); }, \@files;
portal 'files-query', '/zw/nb.html', sub {
	return page('政府信息公开年报', map { row("/zw/down.jsp?id=$_",
	    "${_}年度报告") } @years); },
    [map { ["/zw/down.jsp?id=$_", '', '', $_] } @years];
# A frame beside all the rest has the list.
portal 'frame', '/zw/nb.html', sub { my ($p) = @_;
	return page('政府信息公开年报', '<iframe src="/zw/list.jsp?page=1" width=800>' .
	    '</iframe>') if $p =~ /nb.html/;
	my $k = number($p, 'page') or return undef;
	return titled('', '<ul>', (map { row($_->[0], $_->[1], $_->[2]) }
	    of($k - 1, 20)), '</ul>', next_to($k - 1, 4, 'list.jsp?page=' .
	    ($k + 1))); };
# The server gives fewer than it is asked for, and not always as many.
portal 'sizes', '/zw/list?page=1&rows=50', sub { my ($p) = @_;
	my $k = number($p, 'page') or return undef;
	my @at = (0, 20, 35, 50, 70, 80);
	return '{"list":' . ($k < @at ? items('title', 'url', 'date',
	    @rows[$at[$k - 1] .. $at[$k] - 1]) : '[]') . '}'; };
# Behind its end a list begins anew, in another order, and always has a next.
portal 'shuffled', '/zw/list.jsp?page=1', sub { my ($p) = @_;
	my $k = number($p, 'page') or return undef;
	my @r = of(($k - 1) % 4, 20);
	push @r, shift @r for 1 .. $k / 4;
	return page('年报', '<ul>', (map { row($_->[0], $_->[1], $_->[2]) } @r),
	    '</ul>', next_to(0, 2, 'list.jsp?page=' . ($k + 1))); };
# All of it has moved to another name.
portal 'moved-host', '/zw/nb.html', sub { my ($p, $form, $at) = @_;
	(my $to = $at) =~ s/127\.0\.1\.\d+/127.0.1.200/;
	return [301, "Location: http://$to$p\r\n", ''] if $at !~ /\.200:/;
	return html(li(@rows)); };
$portal{'moved-host'}{at} = '127.0.1.200';

my %number = map { $names[$_] => $_ } 0 .. $#names;
sub address { '127.0.1.' . (101 + $number{$_[0]}) . ":$port" }
sub name { my ($name, $label) = @_; my $n = address($name);
	$n =~ s/^([\d.]+)/"$label.city." . ($1 =~ tr|.|-|r) . '.test'/e;
	return $n; }
if ($log eq '-') {
	binmode STDOUT, ':utf8';
	for my $name (@names) {
		my $p = $portal{$name};
		my $list = "$name\thttp://" . ($p->{names} ? name($name, 'www') :
		    address($name)) . $p->{first};
		for (@{$p->{want}}) {
			my $at = $p->{at} ? "$p->{at}:$port" : $p->{names} &&
			    $_->[0] =~ /-(\d)\./ ? name($name, "d$1") :
			    address($name);
			print "$list\thttp://$at$_->[0]\t$_->[3]\n";
		}
	}
	exit;
}
serve($port, $log, 101, [@names, ('') x (99 - @names), 'moved-host'], sub {
	my ($name, $path, $form, $head) = @_;
	my ($at) = $head =~ /^Host: (\S+)/mi;
	return "User-agent: *\nDisallow:\n" if $path eq '/robots.txt';
	return undef if $path =~ /sitemap/ || $name eq '';
	return [200, "Content-Type: application/pdf\r\n", "%PDF-1.4\n$path", '']
	    if $path =~ m{/files/|down.jsp};
	return titled($title{$path}, "<h1>$title{$path}</h1>") if $title{$path} &&
	    ($name ne 'moved-host' || $at =~ /\.200:/);
	return $portal{$name}{answer}->($path, $form, $at); });
