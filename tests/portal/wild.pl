#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Lists as systems of portals answer that others have written spiders for:
# their requests, parameters and answers, each on an address of its own,
# 127.0.1.101 and up.
#
#	wild.pl PORT LOG	serves until it is killed; "ready" when it does
#	wild.pl PORT -		prints name, URL of the list, URL of each report
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Lists qw(li html titled quoted items);
use Wild;
use utf8;

# Beijing.
portal 'pager', '/zw/ndbg/', sub { my $k = k_of($_[0]);
	return html(li(of($k)), "<script>Pager({size:$pages, current:$k, " .
	    "prefix:'index', suffix:'html'});</script>"); };
# Guangdong: a department below the portal of its district, and another total.
portal 'gkmlpt-dept', '/czj/gkmlpt/index', sub { my ($p, undef, $host) = @_;
	return html("<script>window._CONFIG = {SITE:'甲', SID:'755041', TREE:" .
	    '[{"id":5,"name":"公开","children":[{"id":78,"name":' .
	    '"政府信息公开年报","children":[]}]}]}</script>') if $p =~ /index$/;
	return undef if $p !~ m{^/czj/gkmlpt/api/all/78\?page=(\d+)&sid=755041$};
	my $k = $1 > 0 ? $1 - 1 : 0;
	return '{"articles":[' . join(',', map { '{"id":1,"title":' .
	    quoted($_->[1]) . ",\"publisher\":\"甲\",\"url\":\"http:\\/\\/$host" .
	    "$_->[0]\",\"create_time\":" . epoch($_->[2]) . '}' } of($k, 20)) .
	    '],"total":' . @rows . '}'; };
# Lonsun, Anhui: the list is the answer to a script.
portal 'lonsun', '/public/column/6781961?type=4&action=list&catId=6718758', sub {
	my ($p) = @_;
	my $api = '/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfo' .
	    'List&siteId=6781961&pageSize=6&pageIndex=';
	return titled('政府信息公开年报', "<script>Ls.load('#list', \"${api}1" .
	    '&action=list&organId=1681&type=4&catId=6718758&file=%2Fxxgk%2Fnew' .
	    '");</script>') if $p =~ m{^/public};
	return undef if $p !~ /&action=list&organId=1681&.*catId=6718758&file/;
	my $k = number($p, 'pageIndex') // 1;
	return '<div class="xxgk_navli">' . li(of($k - 1)) . '</div><div id="page">' .
	    "</div><script>Ls.page('#page', {pageIndex:$k,pageCount:$pages," .
	    'totalCount:' . @rows . '});</script>'; };
# Hanweb's open information: a tree, and a list that a script asks for.
portal 'xxgk-search', '/col/col14/index.html', sub { my ($p, $form) = @_;
	return titled('年报', '<iframe src="/module/xxgk/tree.jsp?standardXxgk=1' .
	    '&amp;area=11220100MB15&amp;divid=div14"></iframe><script>loadDynamic(' .
	    "'/module/xxgk/search.jsp?standardXxgk=1&infotypeId=A0104'+a+'&vc_" .
	    "title='+encodeURI(b)+'&area=11220100MB15', 'div14', '0', '0', '14', " .
	    "'1', '', '');</script>") if $p =~ /^.col/;
	return titled('树', '<a href="javascript:void(0)">年报</a>')
	    if $p =~ /tree.jsp/;
	return undef if $p !~ /^.module.xxgk.search.jsp\?/ ||
	    $p !~ /area=11220100MB15/ || $p !~ /infotypeId=A0104/;
	my $k = (number("?$form", 'currpage') // number($p, 'currpage')) || 1;
	return '<table>' . join('', map { "<tr><td><a class=bt_link mc='$_->[1]' " .
	    "href='$_->[0]'>$_->[1]</a></td><td>$_->[2]</td></tr>" }
	    of($k - 1)) . "</table><td align=right>&nbsp;&nbsp;共${pages}页&nbsp;" .
	    ($k < $pages ? '<a href="javascript:turnPage(' . ($k + 1) .
	    ');">下一页</a>' : '') . '</td>'; };
# EasySite: the address of the next page is what is clicked.
sub easysite { my ($k, $to) = @_;
	return html(li(of($k - 1)), '<input type="hidden" name="article_paging_' .
	    "list_hidden\" moduleid=\"21892\" totalpage=\"$pages\">", $k < $pages ?
	    "<a style=\"cursor:pointer\" onclick=\"queryArticleByCondition(this,'" .
	    "$to')\" tagname=\"$to\">下一页</a>" : '<a>下一页</a>'); }
portal 'easysite', '/tfs/144941/index.html', sub {
	my $k = $_[0] =~ /21892-(\d+)/ ? $1 : 1;
	return easysite($k, '/tfs/144941/21892-' . ($k + 1) . '.html'); };
portal 'eportal', '/eportal/ui?pageId=68', sub {
	my $k = number($_[0], 'currentPage') // 1;
	return easysite($k, '/eportal/ui?pageId=68&currentPage=' . ($k + 1) .
	    '&moduleId=3bb45f'); };
# TrueCMS: Hanweb's records in the JSON of another interface.
portal 'truecms', '/sgaj/nb/nb.html', sub { my ($p, undef, $host) = @_;
	return titled('年报', '<ul id="initData">', li(of(0, 10)), '</ul><script>' .
	    "jpage({totalRecord:@{[scalar @rows]}, proxyUrl:'http://$host/TrueCMS" .
	    "/messageController/getMessage.do', perPage:10, groupSize:3, ajaxParam:" .
	    "{columnId:'82e1eed4-ef97-4ba8'}});</script>") if $p =~ /nb.html/;
	my ($from, $to) = (number($p, 'startrecord'), number($p, 'endrecord'));
	return undef if !$to || $p !~ /columnId=82e1eed4-ef97-4ba8/;
	$to = @rows if $to > @rows;
	return '{"result":' . quoted(records(scalar @rows, '',
	    @rows[$from - 1 .. $to - 1])) . '}'; };
# An older Hanweb answers with a script.
portal 'jpage-script', '/col/col142/index.html', sub { my ($p) = @_;
	my ($from, $to) = (number($p, 'startrecord') // 1,
	    number($p, 'endrecord') // 18);
	$to = @rows if $to > @rows;
	my $store = join ',', map { "'<table><tr><td><a href=\\'$_->[0]\\' title=" .
	    "\\'$_->[1]\\'>" . substr($_->[1], 0, 8) . "<\\/a><\\/td><td>[$_->[2]]" .
	    "<\\/td><\\/tr><\\/table>'" } @rows[$from - 1 .. $to - 1];
	$store = 'totalRecord=' . @rows . ";totalPage=$pages;dataStore=[$store];";
	return $store if $p =~ /jslib/;
	return titled('年报', "<script>$store jpage({perPage:6, proxyUrl:'/module/" .
	    "jslib/jquery/jpage/dataproxy.jsp', columnid:'142', unitid:'2258', " .
	    "webid:'1', webname:'甲'});</script>"); };
# One whose server looks at the number of the group and nothing else.
portal 'jpage-group', '/col/col9/index.html', sub { my ($p) = @_;
	my $k = number($p, 'page') // 1;
	my $store = records(scalar @rows, $k * 18 < @rows ? '<nextgroup><![CDATA[' .
	    '<a href="/module/web/jpage/dataproxy.jsp?page=' . ($k + 1) .
	    '&webid=3095&path=/&columnid=9&unitid=61013"></a>]]></nextgroup>' : '',
	    of($k - 1, 18));
	return $store if $p =~ /dataproxy/;
	return titled('年报', "<script type='text/xml'>$store</script><script>jpage" .
	    '({totalRecord:' . @rows . ", perPage:6, proxyUrl:'/module/web/jpage/" .
	    "dataproxy.jsp', webid:3095, columnid:9, unitid:61013});</script>"); };
# Jilin: a call behind empty lines and a mark, the title inside the row.
portal 'govsearch', '/govsearch/jsonp/zf_list.jsp?page=1&lb=134657&callback=' .
    'result', sub { my $k = number($_[0], 'page') or return undef;
	return "\r\n\r\n\x{feff}\r\n\r\nresult({\"num\":@{[scalar @rows]}," .
	    "\"nPage\":$pages,\"data\":[" . join(',', map { '{"MetaDataId":"1",' .
	    '"tip":{"title":' . quoted($_->[1]) . ",\"dates\":\"$_->[2]\"," .
	    "\"filenum\":\"\"},\"puburl\":\"$_->[0]\"}" } of($k - 1)) .
	    "]});\r\n"; };
# WAS.
portal 'was5', '/was5/web/search?channelid=229105&templet=docs.jsp&prepage=6&page=1',
    sub { my $k = number($_[0], 'page') or return undef;
	return "{\"count\":\"@{[scalar @rows]}\",\r\n\"docs\":[" . join(",\r\n",
	    map { "{\"title\":\"$_->[1]\",\"url\":\"$_->[0]\",\"time\":\"$_->[2] " .
	    "10:00:00\",\"chnl\":\"年\r\n报\"}" } of($k - 1)) . "]}\r\n"; };
# IGS; it has two names for the number of the page.
portal 'igs', '/igs/front/search/list.html?siteId=14&pageIndex=1&pageSize=6&' .
    'pageNumber=1', sub { my $k = number($_[0], 'pageNumber') or return undef;
	return '{"page":{"content":' . items('DOCTITLE', 'DOCPUBURL',
	    'DOCRELTIME', of($k - 1)) . ',"total":"' . @rows . '","totalPages":' .
	    "$pages,\"number\":@{[$k - 1]},\"size\":6}}"; };
# Hainan.
portal 'curpage', '/u/search/wjk/rs?keywords=&curPage=1&PageSize=6', sub {
	my $k = number($_[0], 'curPage') or return undef;
	return '{"page":{"list":' . items('title', 'url', 'pubDate', of($k - 1)) .
	    ",\"totalRow\":@{[scalar @rows]},\"pageNumber\":$k}}"; };
# JPAAS: the HTML is the data itself, its signs escaped.
portal 'jpaas-data', '/col/nb/index.html', sub {
	return titled('年报', '<script url="/api-gateway/jpaas-publish-server/front/' .
	    "page/build/unit\" queryData=\"{'webId':'29e9522d','tplSetId':'5c30'," .
	    "'pageType':'column','tagId':'当前栏目_list','pageId':'99'}\"></script>")
	    if $_[0] !~ /^.api/;
	my $k = $_[0] =~ /pageNo%22:(\d+)/i ? $1 : 1;
	my $html = quoted('<ul>' . li(of($k - 1)) . '</ul><div class="pagination" ' .
	    'rows="6" count="' . @rows . '"></div>');
	$html =~ s/</\\u003c/g;
	$html =~ s/>/\\u003e/g;
	$html =~ s{/}{\\/}g;
	return "{\"success\":true,\"data\":$html}"; };
# HTML in JSON, escaped as HTML.
portal 'escaped', '/interface/list.do?chn=5&page=1&rows=6', sub {
	my $k = number($_[0], 'page') or return undef;
	my $html = li(of($k - 1));
	$html =~ s/&/&amp;/g; $html =~ s/</&lt;/g; $html =~ s/>/&gt;/g;
	$html =~ s/"/&quot;/g;
	return "{\"total\":@{[scalar @rows]},\"content\":" . quoted($html) . '}'; };
# Dates as numbers; the titles say no year.
portal 'epoch', '/api/list?pageNum=1&pageSize=6', sub {
	my $k = number($_[0], 'pageNum') or return undef;
	return '{"total":' . @rows . ',"rows":[' . join(',', map { '{"title":' .
	    quoted($_->[3] ? '政府信息公开工作年度报告全文公开' : $_->[1]) .
	    ",\"linkUrl\":\"$_->[0]\",\"releaseTime\":" . epoch($_->[2]) .
	    '000}' } of($k - 1)) . ']}'; };
portal 'date-call', '/api/list?page=1&limit=6', sub {
	my $k = number($_[0], 'page') or return undef;
	return '{"count":' . @rows . ',"data":[' . join(',', map { '{"Title":' .
	    quoted($_->[3] ? '政府信息公开工作年度报告全文公开' : $_->[1]) .
	    ",\"Url\":\"$_->[0]\",\"PublishDate\":\"\\/Date(" . epoch($_->[2]) .
	    '000+0800)\\/"}' } of($k - 1)) . ']}'; };
# Layui's pages.
portal 'laypage', '/zw/list.jsp', sub { my $k = number($_[0], 'page') // 1;
	return html(li(of($k - 1)), '<div id="pages"></div><script>laypage.render(' .
	    "{elem:'pages', count: @{[scalar @rows]}, limit: 6, curr: $k, jump: " .
	    "function(obj, first) {\n\tif (!first) location.href = 'list.jsp?page='" .
	    ' + obj.curr; }});</script>'); };
# What is clicked asks for the next rows in the background.
portal 'ajax-post', '/zw/nb.html', sub { my ($p, $form) = @_;
	return html(li(of(0)), '<a href="javascript:;" onclick="loadPage(2)">下一页' .
	    "</a><script>var code = 'nb';\nfunction loadPage(n) {\n\$.ajax({ type: " .
	    "'post', url: '/zw/list.do',\n dataType: 'json', data: {page: n, rows: " .
	    "6, 'channel': code},\n success: function(d) { show(d); } }); }</script>")
	    if $p =~ /nb.html/;
	return undef if $p ne '/zw/list.do' || $form !~ /^page=(\d+)&rows=6&
	    channel=nb$/x;
	return rest($1); };
portal 'ajax-get', '/zw/nb.html', sub { my ($p, $form) = @_;
	return html(li(of(0)), '<a onclick="turn(2)">下一页</a><script>function ' .
	    "turn(p) { \$.getJSON('/zw/list?ch=5&pageNo=' + p, function(d) { show(d);" .
	    ' }); }</script>') if $p =~ /nb.html/;
	my $k = number($p, 'pageNo');
	return $p =~ /ch=5/ && $k && rest($k); };
# So does the page itself, beside other things.
portal 'ajax-first', '/zw/nb.html', sub { my ($p, $form) = @_;
	return shell("var page = 1;\nvar rows = 6;\nfunction getList() { \$.ajax({" .
	    "url: '/zw/list.do', method: 'POST', data: {\"page\": page, \"rows\": " .
	    "rows, channel: 'nb'}, success: show }); }\n\$(function() { getList();" .
	    ' });') if $p =~ /nb.html/;
	return $p eq '/zw/list.do' && $form =~ /^page=(\d+)&rows=6&channel=nb$/ ?
	    rest($1) : undef; };
portal 'ajax-call', '/zw/nb.html', sub { my ($p, $form) = @_;
	return shell("function weather(d) { \$.get('/weather.do?day=' + d); }\n" .
	    "weather(1);\nfunction turn(p) { \$.getJSON('/zw/list?ch=5&pageNo=' + " .
	    'p, show); }' . "\nturn(1);") if $p =~ /nb.html/;
	my $k = number($p, 'pageNo');
	return $p =~ /ch=5/ && $k && rest($k); };
# Interfaces that are asked by JSON. Epoint's: in the query and answered by a
# string of JSON; as one field of a form, pages from 0; as the body, by records.
sub epoint { map { my ($path, $title, $date) = @$_; {
	infodate => $date, infourl => $path, title => $title, infoid => 7 } } @_ }
portal 'epoint-string', '/EWB/getInfoListAndCategoryList.action?cmd=getInfo' .
    'List&pageIndex=1&pageSize=6&siteguid=d7-88&categorynum=014', sub {
	my $k = number($_[0], 'pageIndex') or return undef;
	return json({ controls => [], custom => json([epoint(of($k - 1))]),
	    status => { code => 200 } }); };
my $params = '{"siteGuid":"7eb5-1","categoryNum":"002001","kw":"","startDate":' .
    '"","pageIndex":0,"pageSize":6}';
my $infos = '/EpointWebBuilder/rest/frontAppCustomAction/getPageInfoListNew';
sub infos { my ($q) = @_;
	return undef if !defined $q->{pageIndex} || $q->{categoryNum} ne '002001';
	return json({ custom => { count => scalar @rows, infodata =>
	    [epoint(of($q->{pageIndex}))] } }); }
portal 'epoint-params', "$infos?__wb_method=POST&params=" . coded($params), sub {
	my ($p, $form) = @_;
	return $form =~ /^params=(.*)/ && infos(sent($1)); };
portal 'epoint-query', "$infos?params=" . coded($params), sub {
	return $_[0] =~ /[?]params=(.*)/ && infos(sent($1)); };
portal 'epoint-text', "$infos?__wb_method=POST&" . coded(
    $params =~ s/:(\d)/:"$1"/gr), sub { my ($p, $form) = @_;
	return $form =~ /^\{/ && infos(sent($form)); };
portal 'epoint-search', '/inteligentsearch/rest/esinteligentsearch/getFullText' .
    'DataNew?__wb_method=POST&' . coded('{"token":"","pn":0,"rn":6,"wd":"",' .
    '"sort":"{\\"webdate\\":\\"0\\"}","condition":[{"fieldName":"categorynum",' .
    '"equal":"002","isLike":true}],"time":null}'), sub {
	my ($p, $form, undef, $head) = @_;
	my $q = sent($form);
	return undef if $head !~ m{^Content-Type: application/json}mi ||
	    !defined $q->{pn} || $q->{condition}[0]{equal} ne '002';
	my $last = $q->{pn} + $q->{rn} - 1;
	$last = $#rows if $last > $#rows;
	return json({ code => 200, content => json({ result => { totalcount =>
	    scalar @rows, records => [map { { title => $_->[1], webdate =>
	    "$_->[2] 10:00:00", linkurl => $_->[0] } } @rows[$q->{pn} ..
	    $last]] } }) }); };
sub asked { my ($form, $head) = @_; my $q = sent($form);
	return undef if $head !~ m{^Content-Type: application/json}mi ||
	    ($q->{channel}{code} // '') ne 'nb' || !$q->{pageNo};
	return rest($q->{pageNo}); }
# The page itself says so, in the ways that scripts ask.
my $query = "{ pageNo: 1, 'pageSize': 6, channel: { code: ch, top: [1, 2] }, " .
    'keyWord: null }';
my %ways = (
	ajax => "var ch = 'nb';\nvar query = $query;\nfunction init() { \$.ajax({ " .
	    "type: 'POST', url: '/zw/list', contentType: 'application/json', " .
	    'data: JSON.stringify(query), success: show }); } init();',
	axios => "const ch = 'nb';\naxios.post('/zw/list', $query).then(show);",
	fetch => "const ch = 'nb';\nfetch('/zw/list', { method: 'POST', headers: " .
	    "{ 'Content-Type': 'application/json' }, body: JSON.stringify($query" .
	    ') }).then(show);');
for my $way (sort keys %ways) {
	portal "json-$way", '/zw/nb.html', sub { my ($p, $form, undef, $head) = @_;
		return shell($ways{$way}) if $p =~ /nb.html/;
		return $p eq '/zw/list' && asked($form, $head); };
}
portal 'json-epoint', '/zw/nb.html', sub { my ($p, $form) = @_;
	return shell("var siteInfo = '7eb5-1';\nvar param = { siteGuid: siteInfo, " .
	    "categoryNum: '002001', kw: '', pageIndex: 0, pageSize: 6 };\nfunction " .
	    "load() { \$.ajax({ type: 'post', url: '$infos', data: { params: JSON" .
	    '.stringify(param) }, dataType: "json", success: show }); }' .
	    "\nload();") if $p =~ /nb.html/;
	return $form =~ /^params=(.*)/ && infos(sent($1)); };
# Lists that are somewhere else.
portal 'moved', '/zw/', sub {
	return '<script>window.location.href="nb/list.html"</script>'
	    if $_[0] eq '/zw/';
	return $_[0] =~ /nb.list.html/ && html(li(@rows)); };
portal 'frames', '/zw/', sub {
	return '<html><frameset cols="200,*"><frame src="left.html"><frame ' .
	    'src="right.asp?id=3" name="main"></frameset></html>' if $_[0] eq '/zw/';
	return $_[0] =~ /right/ && html(li(@rows)); };
portal 'base', '/zw/list.html', sub { my $k = k_of($_[0]);
	return undef if $k && $_[0] !~ m{^/zw/gk/};
	my $rows = li(of($k));
	$rows =~ s{"/zw/doc}{"../doc}g;
	my $page = html($rows, $k + 1 < $pages ? '<a href="list_' . ($k + 1) .
	    '.html">下一页</a>' : '');
	$page =~ s{<title>}{<base href="/zw/gk/"><title>};
	return $page; };
portal 'more', '/zw/', sub {
	return titled('政府信息公开', '<div class="box"><div class="tit"><h3>政府信息' .
	    '公开指南</h3><a href="zn/">更多&gt;&gt;</a></div></div><div class="box">' .
	    '<div class="tit"><h3>政府信息公开年报</h3><a href="nb/">更多&gt;&gt;' .
	    '</a></div><ul>', li(@rows[0 .. 2]), '</ul></div>') if $_[0] eq '/zw/';
	return $_[0] eq '/zw/nb/' && html(li(@rows)); };
portal 'rss', '/zw/rss.xml', sub {
	my @m = qw(Jan Feb Mar);
	return '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>' .
	    '<title>政府信息公开年报</title><link>http://127.0.0.9/</link>' . join('',
	    map { my ($y, $m, $d) = split /-/, $_->[2]; "<item><title><![CDATA[" .
	    "$_->[1]]]></title><link>$_->[0]</link><pubDate>Fri, $d $m[$m - 1] $y " .
	    '08:00:00 GMT</pubDate></item>' } @rows) . '</channel></rss>'; };
# A script that sets a cookie and asks again: nobody's list.
portal 'script-cookie', '/zw/', sub {
	return '<html><body><script type="text/javascript">var t = "85f4"; ' .
	    'document.cookie = "wzwsc=" + t + "; path=/"; window.location.reload();' .
	    '</script></body></html>'; }, [];

offer(@ARGV);
