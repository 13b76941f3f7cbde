#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Serves one list in every way that portals are known to page lists, each on
# an address of its own, 127.0.1.101 and up. A list has REPORTS reports, newest
# first, between other documents, and an old one that is pinned to the top.
#
#	dialects.pl PORT LOG	serves until it is killed; "ready" when it does
#	dialects.pl PORT -	prints name, URL of the list, URL of each report
use strict;
use warnings;
use Encode;
use IO::Compress::Gzip qw(gzip);
use FindBin;
use lib $FindBin::Bin;
use Lists qw(li serve);
use utf8;

my ($port, $log) = @ARGV;
use constant { REPORTS => 47, ROWS => 7 };

my @names = qw(trs trs-div trs-page trs-vars jpage jpage-record jpaas gkmlpt
    ucap govcn webplus vsb pagination total-page anchors-gb refresh stub
    cookie stuck calendar);
my %number = map { $names[$_] => $_ } 0 .. $#names;
my %first = (trs => '/x/', 'trs-div' => '/x/list.shtml',
    'trs-page' => '/x/index.html', 'trs-vars' => '/x/index_8597.shtml',
    jpage => '/col/col7/index.html', 'jpage-record' => '/col/col7/index.html',
    jpaas => '/col/nb/index.html', gkmlpt => '/gkmlpt/index',
    ucap => '/common/search/abc?page=1&_pageSize=7&_isAgg=true&_isJson=true',
    govcn => '/list.json', webplus => '/19880/list.htm',
    vsb => '/tzgg.htm', pagination => '/x/index.html',
    'total-page' => '/2024/index.html', 'anchors-gb' => '/List.asp',
    refresh => '/', stub => '/x/', cookie => '/x/', stuck => '/x/?page=1',
    calendar => '/rl?m=1');

sub host { "http://127.0.1." . (101 + $number{$_[0]}) . ":$port" }

# Rows of a list: path, title, date.
my @rows;
for my $i (0 .. REPORTS - 1) {
	my $year = 2024 - int($i / 4);
	my $day = 28 - $i % 4;
	push @rows, ["/art/" . ($year + 1) . "/3/$day/art_7_$i.html",
	    "第${i}局${year}年政府信息公开工作年度报告",
	    sprintf('%d-03-%02d', $year + 1, $day), $year];
	push @rows, ["/art/" . ($year + 1) . "/3/$day/art_8_$i.html",
	    "关于第${i}号建议的答复", sprintf('%d-03-%02d', $year + 1, $day)]
	    if $i % 3 == 0;
}
unshift @rows, ['/art/2010/1/5/art_9_1.html',
    '甲局2009年政府信息公开工作年度报告', '2010-01-05', 2009];
my $pages = int((@rows + ROWS - 1) / ROWS);

sub page_rows { my ($k, $per) = @_;	# from 0
	my $from = $k * $per;
	return $from > $#rows ? () :
	    @rows[$from .. ($from + $per > @rows ? $#rows :
	    $from + $per - 1)]; }
sub html { "<html><head><title>年报</title></head><body><ul>$_[0]</ul>$_[1]" .
	    '</body></html>' }
sub records { "<datastore><totalrecord>" . @rows . "</totalrecord>" .
	    "<totalpage>$pages</totalpage>$_[0]<recordset>" . join('',
	    map { '<record><![CDATA[' . li($_) . ']]></record>' }
	    @{$_[1]}) . '</recordset></datastore>' }
sub json { my $s = shift; $s =~ s/(["\\])/\\$1/g; $s =~ s/\n/\\n/g; "\"$s\"" }

# What a path answers: undef for 404, else a page or [status, head, body].
sub answer {
	my ($name, $path, $head, $host) = @_;
	return "User-agent: *\nDisallow:\n" if $path eq '/robots.txt';
	if ($path =~ m{^/art/}) {
		my ($row) = grep { $_->[0] eq $path } @rows;
		return $row && html('', "<h1>$row->[1]</h1>");
	}
	my $k = $path =~ /_(\d+)\.s?html?$/ ? $1 : 0;
	if ($name eq 'trs' || $name eq 'stub' || $name eq 'cookie') {
		return [302, "Location: $path\r\nSet-Cookie: CT6T=1; path=/\r\n",
		    ''] if $name eq 'cookie' && $head !~ /CT6T=1/;
		# A portal that says too much, and has stubs at the end.
		return html('', '') if $name eq 'stub' && $k >= $pages;
		my $n = $name eq 'stub' ? $pages + 20 : $pages;
		my $rows = li(page_rows($k, ROWS));
		$rows =~ s{"/art/}{".././art/}g;
		return html($rows, "<script>createPageHTML($n, $k, \"index\", " .
		    '"shtml");</script>');
	} elsif ($name eq 'trs-div') {
		$k ||= 1;
		return html(li(page_rows($k - 1, ROWS)),
		    "<script>createPageHTML(\"page_div\",$pages, $k,\"list\"," .
		    '"shtml",1000);</script>');
	} elsif ($name eq 'trs-page') {
		return html(li(page_rows($k, ROWS)),
		    "<script>createPage($pages, $k, 'index', 'html')</script>");
	} elsif ($name eq 'trs-vars') {
		$k = $path =~ /8597_(\d+)/ ? $1 : 0;
		return html(li(page_rows($k, ROWS)), "<script>var countPage = " .
		    "$pages//共多少页\nvar currentPage = $k;//从0开始\n</script>");
	} elsif ($name eq 'jpage' || $name eq 'jpage-record') {
		my $per = 3 * ROWS;
		my $next = '';
		$k = $path =~ /[?&]page=(\d+)/ ? $1 - 1 :
		    $path =~ /startrecord=(\d+)/ ? int(($1 - 1) / $per) : 0;
		$next = '<nextgroup><![CDATA[<a href="/module/web/jpage/' .
		    'dataproxy.jsp?page=' . ($k + 2) . '&columnid=7"></a>]]>' .
		    '</nextgroup>' if $name eq 'jpage' &&
		    ($k + 1) * $per < @rows;
		my $store = records($next, [page_rows($k, $per)]);
		return $store if $path =~ /dataproxy/;
		return html("<script type=\"text/xml\">$store</script>",
		    "<script>jpage({totalRecord:" . @rows . ", perPage:" .
		    ROWS . ", proxyUrl:'/module/web/jpage/dataproxy.jsp'," .
		    "columnid:7,webid:1,unitid:12801});</script>");
	} elsif ($name eq 'jpaas') {
		return html('', "<script url=\"/api-gateway/jpaas-publish-server" .
		    "/front/page/build/unit\" queryData=\"{'webId':'29e9522d'," .
		    "'tplSetId':'5c30fb89','pageType':'column','tagId':" .
		    "'内容区域','editType':'null','pageId':'99'}\"></script>")
		    if $path !~ /^\/api/;
		return [403, '', 'no'] if $head !~ /^Referer: /m ||
		    $path !~ /webId=29e9522d&tplSetId=5c30fb89/ ||
		    $path !~ /tagId=%E5%86%85.*pageId=99/;
		$k = $path =~ /pageNo%22:(\d+)/i ? $1 - 1 : 0;
		return '{"success":true,"data":{"html":' . json('<ul>' .
		    li(page_rows($k, ROWS)) . '</ul><div count="' . @rows .
		    '" rows="' . ROWS . '"></div>') . '}}';
	} elsif ($name eq 'gkmlpt') {
		return html('', "<script>window._CONFIG = {SITE:'甲', SID:" .
		    "'755041', TREE:[{\"id\":3,\"name\":\"政策\",\"children\":[]}," .
		    '{"id":5,"name":"公开","children":[{"id":78,"name":' .
		    '"政府信息公开年报","children":[]}]}]}</script>')
		    if $path !~ /api/;
		return undef if $path !~ m{/all/78\?page=(\d+)&sid=755041};
		$k = $1 > 0 ? $1 - 1 : 0;
		return '{"classify":{"post_count":' . (@rows + 100) .
		    '},"articles":[' . join(',', map {
		    '{"id":1,"title":' . json($_->[1]) . ',"url":' .
		    json("$host$_->[0]") . ",\"date\":\"$_->[2]\"}" }
		    page_rows($k, 100)) . ']}';
	} elsif ($name eq 'ucap') {
		$k = $path =~ /page=(\d+)/ ? $1 - 1 : 0;
		return '{"data":{"total":' . @rows . ',"page":' . ($k + 1) .
		    ',"rows":' . ROWS . ',"results":[' . join(',', map {
		    '{"title":' . json($_->[1]) . ',"url":' . json($_->[0]) .
		    ",\"publishedTimeStr\":\"$_->[2] 09:00:00\"}" }
		    page_rows($k, ROWS)) . ']}}';
	} elsif ($name eq 'govcn') {
		return '[' . join(',', map { '{"TITLE":' . json($_->[1]) .
		    ',"SUB_TITLE":"","URL":' . json($_->[0]) .
		    ",\"DOCRELPUBTIME\":\"$_->[2]\"}" } @rows) . ']';
	} elsif ($name eq 'webplus') {
		$k = $path =~ /list(\d+)/ ? $1 : 1;
		my $to = $k < $pages ? '/19880/list' . ($k + 1) . '.htm' :
		    'javascript:void(0);';
		return html(li(page_rows($k - 1, ROWS)), '<div class="wp_paging">' .
		    '<em class="all_count">' . @rows . '</em><a class="next" ' .
		    "href=\"$to\"><span>下一页&gt;&gt;</span></a></div>");
	} elsif ($name eq 'vsb') {	# numbered downwards
		$k = $path =~ m{tzgg/(\d+)} ? $pages - $1 : 0;
		my $n = $pages - $k - 1;
		return html(li(page_rows($k, ROWS)), '共' . @rows . '条 ' .
		    ($k + 1) . "/$pages" . ($n > 0 ? '<a href="' .
		    ($k > 0 ? "$n.htm" : "tzgg/$n.htm") . '" class="Next">下页' .
		    '</a>' : '下页'));
	} elsif ($name eq 'pagination') {
		$k ||= 1;
		return html(li(page_rows($k - 1, ROWS)), '<script>$(".pages")' .
		    '.pagination({totalData:' . @rows . ',showData:' . ROWS .
		    '});</script>');
	} elsif ($name eq 'total-page') {
		$k ||= 1;
		return html(li(page_rows($k - 1, ROWS)),
		    "<script>var page = {totalPage: $pages}</script>");
	} elsif ($name eq 'anchors-gb') {
		$k = $path =~ /PageIndex=(\d+)/ ? $1 : 1;
		my $rows = li(page_rows($k - 1, ROWS));
		$rows =~ s{"/art/([^"]*)}{"/ART/..\\art/$1;jsessionid=A$k}g;
		return html("<meta charset=gb2312>$rows", $k < $pages ?
		    '<a href=List.asp?PageIndex=' . ($k + 1) . '>下一页</a>' :
		    '');
	} elsif ($name eq 'refresh') {
		return '<meta http-equiv="refresh" content="0; url=/nb.html">'
		    if $path eq '/';
		return $path eq '/nb.html' && html(li(@rows), '');
	} elsif ($name eq 'stuck') {	# says "next" for ever
		$k = $path =~ /page=(\d+)/ ? $1 : 1;
		return html(li(page_rows(0, ROWS)), '<a href="?page=' .
		    ($k + 1) . '">下一页</a>');
	} elsif ($name eq 'calendar') {	# has no end
		$k = $path =~ /m=(\d+)/ ? $1 : 1;
		return html("<li><a href=/d$k>$k</a>", '<a href="?m=' .
		    ($k + 1) . '">下一页</a>');
	}
	return undef;
}

if ($log eq '-') {
	binmode STDOUT, ':utf8';
	for my $name (@names) {
		my @want = grep { $_->[3] } $name eq 'stuck' ?
		    page_rows(0, ROWS) : $name eq 'calendar' ? () : @rows;
		print "$name\t", host($name), "$first{$name}\t",
		    "\t\t\n" unless @want;
		print "$name\t", host($name), "$first{$name}\t", host($name),
		    "$_->[0]\t$_->[3]\n" for @want;
	}
	exit;
}
serve($port, $log, 101, \@names, sub { my ($name, $path, undef, $head) = @_;
	my $got = answer($name, $path, $head, host($name));
	return $got if $name ne 'anchors-gb' || $path eq '/robots.txt' || !$got;
	my $page = encode('gbk', $got);
	gzip \$page, \my $packed;
	return [200, "Content-Encoding: gzip\r\nContent-Type: text/html; " .
	    "charset=UTF-8\r\n", $packed, '']; });
