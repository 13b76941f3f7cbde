#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Lists with the faults of real ones, each on an address of its own,
# 127.0.1.141 and up: forms, scripts, holes, lies about totals, lists of lists,
# files behind scripts, pages that are gone and say so with 200.
#
#	oddities.pl PORT LOG	serves until it is killed; "ready" when it does
#	oddities.pl PORT -	prints name, URL of the list, URL of each report
# While the file LOG.mended exists, what was broken is whole, and what was there
# in one portal is gone. What LOG.night has in it is the night.
use strict;
use warnings;
use IO::Compress::Gzip qw(gzip);
use FindBin;
use lib $FindBin::Bin;
use Lists qw(li html titled quoted items serve);
use MIME::Base64;
use utf8;

my ($port, $log) = @ARGV;
use constant { YEARS => 14, PER => 6 };

# Rows, newest first: path, title, date, year (of a report).
sub row { my ($i, $year, $who, $day) = @_;
	return [sprintf('/art/%d/3/%d/art_7_%d.html', $year + 1, $day, $i),
	    "${who}${year}年政府信息公开工作年度报告",
	    sprintf('%d-03-%02d', $year + 1, $day), $year]; }
my @agencies = qw(市财政局 市教育局 市水利局);
my @rows;
for my $y (reverse 2024 - YEARS + 1 .. 2024) {
	push @rows, map { row($y * 10 + $_, $y, $agencies[$_], 28 - $_) } 0 .. 2;
	push @rows, ["/art/@{[$y + 1]}/3/2/art_8_$y.html",
	    '关于建议的答复', "@{[$y + 1]}-03-02"];
}
my $pages = int((@rows + PER - 1) / PER);
sub of { my ($k, $per, @r) = @_; @r = @rows unless @r; $per ||= PER;
	my $from = $k * $per; my $to = $from + $per - 1;
	$to = $#r if $to > $#r; return $from > $#r ? () : @r[$from .. $to]; }
sub store { my ($total, $more, @r) = @_;
	return "<datastore><totalrecord>$total</totalrecord>$more<recordset>" .
	    join('', map { '<record><![CDATA[' . li($_) . ']]></record>' } @r) .
	    '</recordset></datastore>'; }
sub jpage { my ($more, @r) = @_;
	return html('<script type="text/xml">', store(scalar @rows, $more, @r),
	    "</script><script>jpage({totalRecord:@{[scalar @rows]}, perPage:4," .
	    "proxyUrl:'/module/web/jpage/dataproxy.jsp', webid:'1', " .
	    "path:'/', columnid:'7', unitid:'12801', webname:'甲县人民政府'" .
	    '});</script>'); }
sub trs { my ($n, $k) = @_;
	"<script>createPageHTML($n, $k, \"index\", \"html\")</script>" }
sub k_of { $_[0] =~ /_(\d+)\.html/ ? $1 : 0 }
sub mended { -e "$log.mended" }

my @names;
my %portal;
sub portal { my ($name, $first, $answer, $want) = @_;
	push @names, $name;
	$portal{$name} = { first => $first, answer => $answer,
	    want => $want || [grep { $_->[3] } @rows] }; }

# Hanweb takes the form only, and gives as many rows as it likes.
portal 'jpage-post', '/col/col7/index.html', sub { my ($p, $form) = @_;
	return jpage('', @rows[0 .. 11]) if $p =~ /col7/;
	return [405, '', ''] unless $form =~ /^col=1&appid=1&webid=1&path=%2F&
	    columnid=7&sourceContentType=1&unitid=12801&webname=%E7%94%B2/x;
	my ($from) = $p =~ /startrecord=(\d+)/;
	my $to = $from + 4 > @rows ? @rows - 1 : $from + 4;
	return store(scalar @rows, '', @rows[$from - 1 .. $to - 1],
	    $to == @rows - 1 ? $rows[-1] : ()); };
# The link to the next group is a blob, and what it leads to is empty.
portal 'jpage-crypt', '/col/col7/index.html', sub { my ($p, $form) = @_;
	return jpage('<nextgroup><![CDATA[<a href="./dataproxy.jsp?page=2&' .
	    'unitid=x9f2KQ==&webname=b8Q%3D"></a>]]></nextgroup>',
	    @rows[0 .. 11]) if $p =~ /col7/;
	my ($from) = $p =~ /startrecord=(\d+)/;
	return '<datastore><nextgroup></nextgroup></datastore>'
	    if !$from || $form !~ /columnid=7.*&unitid=12801&/;
	return store(scalar @rows, '', @rows[$from - 1 .. $#rows]); };
# Only GET will do.
portal 'jpage-get', '/col/col7/index.html', sub { my ($p, $form) = @_;
	return jpage('', @rows[0 .. 11]) if $p =~ /col7/;
	return [405, '', ''] if $form ne '' || $p !~ /columnid=7/;
	my ($from) = $p =~ /startrecord=(\d+)/;
	return store(scalar @rows, '', of(0, 12, @rows[$from - 1 .. $#rows])); };
# Suzhou: pages of an interface by POST; the total is half of the truth.
portal 'form-total', '/xxgk/nb.html', sub { my ($p, $form) = @_;
	return titled('年报', '<script>$.post("/interfacesWebZcwj/loadData?' .
	    'pageSize=6", {pageIndex: n}, show);</script>') if $p =~ /nb/;
	my ($k) = $form =~ /pageIndex=(\d+)/ or return [400, '', ''];
	return '{"code":200,"data":{"allRow":' . int(@rows / 2) .
	    ',"totalPage":' . int($pages / 2) . ',"list":' . items('TITLE',
	    'URL', 'PUBLISHED_TIME_FORMAT', of($k - 1)) . '}}'; };
portal 'form-channel', '/nb.html', sub { my ($p, $form) = @_;
	return titled('年报', '<script>var channelCode = "A093702"; ' .
	    'load("/cms/JsonList");</script>') if $p =~ /nb/;
	my ($k) = $form =~ /^channelCode=A093702&perPage=20&pageno=(\d+)$/
	    or return [400, '', ''];
	return '{"total":' . @rows . ',"list":' . items('topic', 'infourl',
	    'pubtime', of($k - 1, 20)) . '}'; };
portal 'form-code', '/nb.html', sub { my ($p, $form) = @_;
	return titled('年报', "<script>var url = '/getFileListByCodeId', " .
	    "channelId = '29a88b66e4b149cfa9a9ac3e6ebd4fc4';</script>")
	    if $p =~ /nb/;
	my ($k) = $form =~ /channelId=29a8.*&page=(\d+)&size=20/
	    or return [400, '', ''];
	return '{"results":{"data":{"results":' . items('title', 'url',
	    'publishedTimeStr', of($k - 1, 20)) . ',"total":' . @rows . '}}}'; };
# Page 0 and page 1 are one.
portal 'page-zero', '/gkmlpt/api/all/78?page=0&sid=755041', sub {
	my ($k) = $_[0] =~ /page=(\d+)/ or return undef;
	$k-- if $k > 0;
	return '{"classify":{"post_count":' . @rows . '},"articles":' .
	    items('title', 'url', 'date', of($k, 20)) . '}'; };
# A callback around it, other names, and no total at all.
portal 'callback', '/api/list?pageNo=1&pageSize=6', sub {
	my ($k) = $_[0] =~ /pageNo=(\d+)/ or return undef;
	return 'jQuery_12({"rows":' . items('docTitle', 'docPubUrl',
	    'pubDate', of($k - 1)) . '});'; };
# Always the first page, whatever is asked for.
portal 'deaf', '/api/list?page=1', sub {
	return '{"total":' . @rows . ',"list":' . items('title', 'url',
	    'pubDate', of(0)) . '}'; }, [grep { $_->[3] } of(0)];
# Rows that a script writes.
portal 'writeln', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(map({ "<li><script>var url = \"$_->[0]\";\n" .
	    "document.writeln(\"<a href='\"+url+\"' title='$_->[1]'>" .
	    substr($_->[1], 0, 8) . "</a>\");\ndocument.writeln(\"" .
	    "$_->[2] 17:32\");</script></li>" } of($k)), trs($pages, $k)); };
# Links are clicks: of the rows, and to the next page.
portal 'clicks', '/list.jsp', sub {
	my $k = $_[0] =~ /cur=(\d+)/ ? $1 : 1;
	return html(map({ my ($id) = $_->[0] =~ m{/art/(.*)\.html};
	    "<li onclick=\"openArt('$id')\">$_->[1]<i>$_->[2]</i></li>" }
	    of($k - 1)), "<script>var base = '/art/';\n" .
	    "function openArt(id) { window.open(base + id + '.html'); }\n" .
	    'function goPage(n) { if (n > ' . $pages . ') return;' .
	    "\n\tvar q = 'cur=' + n; location.href = 'list.jsp?' + q; }" .
	    '</script>', $k < $pages ? '<a href="javascript:goPage(' .
	    ($k + 1) . ')">[下一页]</a>' : ''); };
# Only the numbers of pages.
portal 'numbers', '/x/list.html', sub { my $k = k_of($_[0]) || 1;
	return html(li(of($k - 1)), map({ $_ == $k ? "<b>$_</b>" :
	    $_ == 1 ? '<a href="list.html">1</a>' :
	    "<a href=\"list_$_.html\">$_</a>" } 1 .. $pages)); };
# A picture leads on.
portal 'picture', '/x/a.html', sub { my $k = k_of($_[0]) || 1;
	return html(li(of($k - 1)), $k < $pages ? "<a href=a_@{[$k + 1]}.html>" .
	    '<img src=n.gif alt=下一页></a>' : ''); };
# Pages of ASP.NET come for the view state of the one before, which is long
# and good for one night: by the pager's "next", by the numbers of a grid (and
# a calendar beside it) that only those near may be asked by, by a button without
# an argument.
sub night { open my $f, '<', "$log.night" or return ''; my $n = <$f> // '';
	chomp $n; return $n; }
sub state { my ($k) = @_; return encode_base64("$k|" . night() . '|' .
	    'controls+/=' x 4000, ''); }
sub aspx { my ($k, $pager, @more) = @_;
	return html('<form name="aspnetForm" method="post" action="List.aspx?c=7' .
	    '" id="aspnetForm"><input type="hidden" name="__EVENTTARGET" ' .
	    'id="__EVENTTARGET" value="" /><input type=hidden ' .
	    'name="__VIEWSTATE" value="' . state($k) . '" />' .
	    "<script>\nvar theForm = document.forms['aspnetForm'];\n" .
	    'function __doPostBack(eventTarget, eventArgument) { if (!theForm.' .
	    'onsubmit || (theForm.onsubmit() != false)) { theForm.' .
	    '__EVENTTARGET.value = eventTarget; theForm.submit(); } }' .
	    '</script><input type="hidden" name="__EVENTVALIDATION" value="/w' .
	    $k . '+A==" /><input name="key" type="text" value="" />' .
	    '<input type="checkbox" name="all"><input type="submit" ' .
	    'name="go" value="查询">', li(of($k)), @more, $pager, '</form>'); }
sub back { my ($p, $form, $to) = @_;
	return [400, '', 'Bad'] if $p !~ m{^/zw/List\.aspx\?c=7$};
	return 0 if $form eq '';
	my %f = map { /(.*?)=(.*)/ } split /&/, $form;
	s/%(..)/chr hex $1/ge for values %f;
	my ($k, $night) = split /\|/, decode_base64($f{__VIEWSTATE} // '');
	return [500, '', 'Validation of viewstate MAC failed'] if
	    !defined $night || $night ne night() || exists $f{go} ||
	    $f{__VIEWSTATE} ne state($k) ||
	    exists $f{all} || $f{__EVENTVALIDATION} ne "/w$k+A==" ||
	    !exists $f{key};
	return $to->($k, $f{__EVENTTARGET}, $f{__EVENTARGUMENT}); }
portal 'postback', '/zw/List.aspx?c=7', sub { my ($p, $form) = @_;
	my $k = back($p, $form, sub { return $_[1] eq 'ctl00$Pager1' ?
	    $_[2] - 1 : 0; });
	return ref $k ? $k : aspx($k, $k + 1 < $pages ? '<a href="javascript:' .
	    '__doPostBack(&#39;ctl00$Pager1&#39;,&#39;' . ($k + 2) .
	    '&#39;)">下一页</a>' : '<a disabled="disabled">下一页</a>'); };
portal 'postback-grid', '/zw/List.aspx?c=7', sub { my ($p, $form) = @_;
	my $k = back($p, $form, sub { my ($n) = $_[2] =~ /^Page\$(\d+)$/ or
	    return 0; return abs($n - $_[0] - 1) > 4 ? [500, '', 'Invalid ' .
	    'postback or callback argument'] : $n - 1; });
	return $k if ref $k;
	my $from = int($k / 4) * 4 + 1;
	my $to = $from + 3 > $pages ? $pages : $from + 3;
	my $a = sub { "<td><a href=\"javascript:__doPostBack('gv','Page\$$_[0]" .
	    "')\">$_[1]</a></td>" };
	return aspx($k, '<table><tr>' . ($from > 1 ? $a->($from - 1, '...') :
	    '') . join('', map { $_ == $k + 1 ? "<td><span>$_</span></td>" :
	    $a->($_, $_) } $from .. $to) . ($to < $pages ? $a->($to + 1, '...')
	    : '') . '</table>', map { "<a href=\"javascript:__doPostBack(" .
	    "'Cal','@{[8000 + $_]}')\">$_</a>" } 1 .. 28); };
portal 'postback-link', '/zw/List.aspx?c=7', sub { my ($p, $form) = @_;
	my $k = back($p, $form, sub { return $_[1] eq 'lnkNext' && $_[2] eq ''
	    ? $_[0] + 1 : 0; });
	return ref $k ? $k : aspx($k, $k + 1 < $pages ? '<a id="lnkNext" href=' .
	    "\"javascript:__doPostBack('lnkNext','')\">下一页</a>" : ''); };
# A button of a form, which knows where it is.
portal 'button', '/x/list.jsp', sub { my ($p, $form) = @_;
	my $k = $form =~ /^cur=(\d+)&site=5&next=/ ? $1 : 0;
	return [400, '', ''] if $form ne '' && !$k;
	return html('<form action=list.jsp method=POST><input type=hidden ' .
	    'name=cur value=' . ($k + 1) . '><select name=site><option ' .
	    'value=4>a<option value=5 selected>b</select>', li(of($k)),
	    '<input type=submit name=prev value=上一页><input type=submit ' .
	    'name=next value=下一页' . ($k + 1 < $pages ? '' : ' disabled') .
	    '></form>'); };
# Links that fill a field in: sent by POST, by GET.
sub fields { my ($k, $method, $set) = @_;
	return html("<form name=f method=$method action=\"/x/list.do\"><input " .
	    'type=hidden name=pageNo id=no value=1><input type=hidden name=ch ' .
	    'value="a b"></form><script>function turn(n) {' . "\n$set\n" .
	    'document.f.submit(); }</script>', li(of($k)), $k + 1 < $pages ?
	    '<a href="#" onclick="turn(' . ($k + 2) . ')">下一页</a>' : ''); }
portal 'fields-post', '/x/list.do', sub { my ($p, $form) = @_;
	my $k = $form =~ /^pageNo=(\d+)&ch=a%20b$/ ? $1 - 1 : 0;
	return fields($k, 'post', 'document.f.pageNo.value = n;'); };
portal 'fields-get', '/x/list.do', sub { my ($p) = @_;
	my $k = $p =~ /\?pageNo=(\d+)&ch=a(%20|\+)b$/ ? $1 - 1 : 0;
	return fields($k, 'get', "document.getElementById('no').value = n;"); };
# Old systems want forms, and the queries of links, as the page is written.
portal 'gbk-form', '/x/list.asp', sub { my ($p, $form) = @_;
	my $k = $form =~ /^lm=%D5%FE%B8%AE%C4%EA%B1%A8&cur=(\d+)&next=
	    %CF%C2%D2%BB%D2%B3$/x ? $1 : 0;
	return [400, '', ''] if $form ne '' && !$k;
	return html('<form method=post><input type=hidden name=lm value="政府' .
	    '年报"><input type=hidden name=cur value=' . ($k + 1) . '>' .
	    '<input type=submit name=next value=下一页' . ($k + 1 < $pages ?
	    '' : ' disabled') . '></form>', li(of($k))); };
portal 'gbk-query', '/x/list.asp', sub { my ($p) = @_;
	my $k = $p =~ /\?lm=%C4%EA%B1%A8&p=(\d+)$/ ? $1 : 0;
	return [400, '', ''] if $p =~ /\?/ && !$k;
	return html(li(of($k)), $k + 1 < $pages ? '<a href="list.asp?lm=年报' .
	    '&p=' . ($k + 1) . '">下一页</a>' : ''); };
# What the link runs nobody can tell: say so at least.
portal 'blind', '/x/a.html', sub {
	return html(li(of(0)), '<a href="javascript:pager.load(2)">下一页</a>'); }, [grep { $_->[3] } of(0)];
# The third page fails; it is back in the next night.
portal 'hole', '/x/index.html', sub { my $k = k_of($_[0]);
	return [500, '', 'oops'] if $k == 2 && !mended;
	return html(li(of($k)), trs($pages, $k)); };
# So do two one after the other, numbered downwards, and are gone in words.
portal 'hole-down', '/tzgg.htm', sub {
	my $k = $_[0] =~ m{tzgg/(\d+)} ? $pages - $1 : 0;
	return titled('提示', '<p>您访问的页面不存在或已删除</p>')
	    if ($k == 3 || $k == 4) && !mended;
	my $n = $pages - $k - 1;
	return html(li(of($k)), $n > 0 ? '<a href="' . ($k > 0 ? "$n.htm" :
	    "tzgg/$n.htm") . '">下页</a>' : '下页'); };
# The same old row on top of each page.
portal 'pinned', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(li($rows[-2], of($k)), trs($pages, $k)); };
# Ordered by agency, so that old pages stand before newer ones; oldest first.
my @by_agency = map { my $who = $_; grep { $_->[1] =~ /^$who/ } @rows }
    @agencies;
portal 'by-agency', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(li(of($k, PER, @by_agency)), trs(7, $k)); };
portal 'oldest-first', '/x/index.html', sub { my $k = k_of($_[0]);
	return html(li(of($k, PER, reverse @rows)), trs($pages, $k)); };
# Years as a choice and as links, a list each.
portal 'years', '/nb/', sub { my ($p) = @_;
	return titled('政府信息公开年报', '<select onchange="go(this)">', map({
	    "<option value=\"/nb/$_/\">${_}年</option>" } 2018 .. 2024),
	    '</select>', map { "<a href=\"./$_/index.html\">${_}年</a>" }
	    2024 - YEARS + 1 .. 2017) if $p eq '/nb/';
	my ($y) = $p =~ m{^/nb/(\d+)/} or return undef;
	return titled('年报', '<ul>', li(grep { $_->[3] && $_->[3] == $y }
	    @rows), '</ul>'); };
# Agencies, of each a list, in the column of a home page.
portal 'agencies', '/', sub { my ($p) = @_;
	return titled('甲县', '<a href="/xxgk/nb/">部门年报</a>' .
	    '<a href="/bm/">市财政局</a>') if $p eq '/';
	return titled('部门年报', map { "<a href=\"$_.html\">$agencies[$_]</a>" }
	    0 .. 2) if $p eq '/xxgk/nb/';
	my ($i) = $p =~ m{^/xxgk/nb/(\d)\.html} or return undef;
	return html(li(grep { $_->[1] =~ /^$agencies[$i]/ } @rows)); };
# What reads like a report is the list of all agencies' reports of a year.
portal 'folders', '/x/', sub { my ($p) = @_;
	return html(map { "<li><a href=\"/y$_.html\">${_}年度各部门政府信息" .
	    "公开工作年度报告</a>@{[$_ + 1]}-03-31</li>" }
	    2024 - YEARS + 1 .. 2024) if $p eq '/x/';
	my ($y) = $p =~ m{^/y(\d+)} or return undef;
	return titled("${y}年度报告", map { "<p><a href='.$_->[0]'>$_->[1]</a>" }
	    grep { $_->[3] && $_->[3] == $y } @rows); },
    [(map { ["/y$_.html", '', '', $_] } 2024 - YEARS + 1 .. 2024),
	grep { $_->[3] } @rows];
# The list has half of them; a sitemap inside an index has the rest.
portal 'sitemap', '/xxgk/nb/', sub { my ($p) = @_;
	return html(li(@rows[0 .. 9])) if $p eq '/xxgk/nb/';
	return '<?xml version="1.0"?><sitemapindex><sitemap><loc>' .
	    '/maps/1.xml.gz</loc></sitemap></sitemapindex>'
	    if $p eq '/maps/all.xml';
	return titled('丙局2009年政府信息公开工作年度报告', 'x')
	    if $p =~ m{^/zwgk/zfxxgknb/(\d+)};
	return undef if $p ne '/maps/1.xml.gz';
	my $xml = '<urlset><url><loc>http://127.0.0.9/zfxxgknb/1.html</loc>' .
	    '</url><url><loc>/news/1.html</loc></url>' . join('', map {
	    "<url><loc><![CDATA[/zwgk/zfxxgknb/$_.html]]></loc><lastmod>" .
	    '2010-03-01</lastmod></url>' } 1 .. 3) . '</urlset>';
	my $packed;
	gzip \$xml, \$packed;
	return [200, "Content-Type: application/x-gzip\r\n", $packed, '']; },
    [(grep { $_->[3] } @rows[0 .. 9]),
	map { ["/zwgk/zfxxgknb/$_.html", '', '', 2009] } 1 .. 3];
# Reports that are not there, each in its own way; three are.
my @gone = (titled('404错误', '出错了'), titled('提示', '<p>对不起，您访问的' .
    '页面不存在</p>'), '<script>location.href="/404.html"</script>',
    '<meta http-equiv=refresh content="0;url=/">',
    [302, "Location: /\r\n", ''], [302, "Location: /error/404.html\r\n", '']);
portal 'gone', '/x/', sub { my ($p) = @_;
	return html(li(@rows[0 .. 12])) if $p eq '/x/';
	return titled('甲县人民政府', '门户网站' x 400) if $p eq '/';
	return undef if $p !~ m{^/art/};
	my @at = (4, 5, 6, 8, 9, 10);
	my ($i) = grep { $rows[$at[$_]][0] eq $p } 0 .. $#at;
	return $gone[1] if $p eq $rows[0][0] && mended;
	return defined $i && $gone[$i]; },
    [$rows[0], $rows[1], $rows[2], $rows[12]];
# A report is a page with a file, which is reached in some way.
my @ways = ('<a href="./附件 1.doc">附件</a>', '<iframe src="/pdfjs/web/' .
    'viewer.html?file=%2Fup%2F2.pdf"></iframe>', '<embed src="/up/3.pdf">',
    '<a href="javascript:void(0)" onclick="window.open(\'/up/4.ofd\')">' .
    '下载</a>', '<a href="#" onclick="down(\'/up/5.wps\')">附件2</a>',
    '<object data="/up/6.pdf" type="application/pdf"></object>',
    '<a href="//%HOST%/up/7.xlsx">表</a>',
    '<a href="/down.jsp?id=8&filename=8.docx">点击</a>',
    '<iframe src="/body/9.html" width="100%"></iframe>');
my @files = ('/art/x/%E9%99%84%E4%BB%B6%201.doc', map { $_->[0] } (['/up/2.pdf'],
    ['/up/3.pdf'], ['/up/4.ofd'], ['/up/5.wps'], ['/up/6.pdf'],
    ['/up/7.xlsx'], ['/down.jsp?id=8&filename=8.docx'], ['/body/9.html']));
portal 'files', '/x/', sub { my ($p, undef, undef, $host) = @_;
	return html(map({ "<li><a href=\"/art/x/$_.html\">@{[2010 + $_]}年政府" .
	    "信息公开年报</a></li>" } 1 .. 9),
	    '<li><a href="../art/x/10.pdf">2020年政府信息公开年报</a></li>')
	    if $p eq '/x/';
	if ($p =~ m{^/art/x/(\d+)\.html}) {
		my $way = $ways[$1 - 1];
		$way =~ s/%HOST%/$host/;
		return titled('年报', $way);
	}
	return "%PDF-1.4 $p\n" if $p =~ /\.(pdf|ofd|wps|doc|xlsx|docx)/;
	return $p =~ m{^/body/} && titled('', '正文'); },
    [(map { ["/art/x/$_.html", '', '', 2010 + $_] } 1 .. 9),
	['/art/x/10.pdf', '', '', 2020]];

# A guard lets twelve requests a night pass; what is known has not changed.
portal 'walled', '/x/index.html', sub { my $k = k_of($_[0]);
	return [304, '', ''] if $_[2] =~ /^If-None-Match: "1"/m;
	return [200, "ETag: \"1\"\r\n", html(li(of($k)), trs($pages, $k))]; };
my %asked;
sub walled {
	open my $f, '<', "$log.night" or return 0;
	my $night = <$f> // '';
	return ++$asked{$night} > 12; }

my %number = map { $names[$_] => $_ } 0 .. $#names;
sub address { '127.0.1.' . (141 + $number{$_[0]}) . ":$port" }
sub answer { my ($name, $path, $form, $head) = @_;
	return "User-agent: *\nDisallow:\n" . ($name eq 'sitemap' ?
	    'Sitemap: http://' . address($name) . "/maps/all.xml\n" : '')
	    if $path eq '/robots.txt';
	return [403, '', 'no'] if $name eq 'walled' && walled();
	my ($row) = grep { $_->[0] eq $path } @rows;
	my $got;
	$got = $portal{$name}{answer}->($path, $form, $head, address($name))
	    if !$row || $name eq 'gone';
	return $row && !$got ? titled($row->[1], "<h1>$row->[1]</h1>") : $got; }

if ($log eq '-') {
	binmode STDOUT, ':utf8';
	for my $name (@names) {
		my $base = 'http://' . address($name);
		print "$name\t$base$portal{$name}{first}\t$base$_->[0]\t$_->[3]\n"
		    for @{$portal{$name}{want}};
		print "$name\t$base$portal{$name}{first}\t$base$_\tfile\n"
		    for $name eq 'files' ? @files : ();
	}
	exit;
}
serve($port, $log, 141, \@names, sub { my $got = answer(@_);
	return $_[0] =~ /^(writeln|years|gbk-.*)$/ && $got && !ref $got ?
	    [200, '', $got, 'gbk'] : $got; });
