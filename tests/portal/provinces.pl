#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Lists as portals of provinces, cities and ministries answer, as other people's
# spiders tell, each on an address of its own, 127.0.1.101 and up.
#
#	provinces.pl PORT LOG	serves until it is killed; "ready" when it does
#	provinces.pl PORT -	prints name, URL of the list, URL of each report
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Lists qw(li html titled quoted items);
use Wild;
use utf8;

my $api = 'api-gateway/jpaas-publish-server/front/page/build/unit';

# Pages whose pager a script of another file draws.

# Shaanxi: 1.html, 2.html; the script is told how many there are.
portal 'bare-number', '/zfxxgk/zfxxgknb/1.html', sub {
	my $k = $_[0] =~ m{/(\d+)\.html} ? $1 : return undef;
	return undef if $k > $pages;
	return html(li(of($k - 1)), '<div id="pages"></div><script>var maxPage = ' .
	    "parseInt('$pages'); var curPage = parseInt('$k'); drawPages();" .
	    '</script>'); };
# Ankang: Node-6083.html, Node-6083_2.html.
portal 'node', '/Node-6083.html', sub {
	my $k = $_[0] =~ m{^/Node-6083(?:_(\d+))?\.html} ? $1 // 1 : return undef;
	return html(li(of($k - 1)), $k < $pages ? '<a href="/Node-6083_' . ($k + 1) .
	    '.html">&gt;</a>' : '', "<span>$k/$pages</span>"); };
# Numbers are strings; behind them are records a page and in all.
portal 'quoted', '/xxgk/xxgk_gknb_list.shtml', sub { my $k = k_of($_[0]) || 1;
	return html(li(of($k - 1)), '<div id="page_div"></div><script>' .
	    "createPageHTML('page_div','$pages','$k','xxgk_gknb_list','shtml','" .
	    @rows . "');</script>"); };
# Sohu's: how many, which, first, a page, in all, where, ending.
portal 'sohu', '/xxgk/nb/xlist.shtml', sub { my $k = k_of($_[0]) || 1;
	return html(li(of($k - 1)), "<script>createPageHTML($pages, $k, 1, 6, " .
	    @rows . ", '/xxgk/nb/xlist', '.shtml');</script>"); };
# The same numbers under names of each portal's own.
portal 'own-name', '/xxgk/nb/', sub { my $k = k_of($_[0]);
	return html(li(of($k)), "<script>initPagination($pages, $k, \"index\", " .
	    '"html");</script>'); };
portal 'own-order', '/xxgk/nb/index.shtml', sub { my $k = k_of($_[0]);
	return html(li(of($k)), "<script>paginationInit($k, 1, $pages, \".pages\"," .
	    ' 6, "index", "shtml");</script>'); };
# Qujing: the page's number is a folder.
portal 'folder', '/list/nb/auto/108.html', sub {
	my $k = $_[0] =~ m{^/list/nb/(\d+)/108} ? $1 : 1;
	return html(li(of($k - 1)), (map { "<a href=\"/list/nb/$_/108.html\">$_</a>" }
	    grep { $_ >= 1 && $_ <= $pages } $k - 2 .. $k + 2), '<a href="/list/nb/' .
	    "$pages/108.html\">尾页</a>"); };
# Qinghai: no ending; the number hangs on the folder.
portal 'no-ending', '/zwgk/nb', sub {
	my $k = $_[0] =~ m{^/zwgk/nb(?:_(\d+))?$} ? $1 // 1 : return undef;
	return html(li(of($k - 1)), "<ul class=\"pager\"><li class=\"total\"><span>" .
	    "第${k}页/共 $pages 页</span></li></ul>", $k < $pages ?
	    '<a href="/zwgk/nb_' . ($k + 1) . '" class="next"><i></i></a>' : ''); };
# SASAC: what the pager leads to stands in a hidden box, counted downwards.
portal 'hidden', '/n1/n2/index.html', sub {
	my $k = $_[0] =~ /index_2603_(\d+)/ ? $pages - $1 : 0;
	return html(li(of($k)), '<div style="display:none">', (map {
	    "<a href='../n2/index_2603_$_.html'></a>" } reverse 1 .. $pages - 1),
	    "</div><span id=\"pag_2603\"></span><script>var maxPageNum2603=$pages;" .
	    '</script>'); };
# Numbers of an older layui; a jump box.
portal 'laypage-old', '/zw/list.jsp', sub { my $k = number($_[0], 'p') // 1;
	return html(li(of($k - 1)), '<div id="pages"></div><script>laypage({cont: ' .
	    "'pages', pages: '$pages', curr: $k, jump: function(e, first) {\n" .
	    "\tif (!first) { location.href = '?p=' + e.curr; } }});</script>"); };
portal 'jump-box', '/zw/nb/index.htm', sub { my $k = k_of($_[0]) || 1;
	return html(li(of($k - 1)), '<input id="num"><a onclick="go()">GO</a>' .
	    "<script>function go() { var num = \$('#num').val();\n if (num == 1) { " .
	    "location.href = 'index.htm'; }\n else if(num>$pages) { alert('无'); }" .
	    "\n else { location.href = 'index_' + num + '.htm'; } }</script>"); };
portal 'options', '/zw/nb/list.html', sub { my $k = k_of($_[0]) || 1;
	return html(li(of($k - 1)), '<select onchange="location.href=this.value">',
	    (map { '<option value="list' . ($_ > 1 ? "_$_" : '') . '.html"' .
	    ($_ == $k ? ' selected' : '') . ">第${_}页</option>" } 1 .. $pages),
	    '</select>'); };

# What is clicked is bound to its script somewhere else.
portal 'bound', '/zw/nb.html', sub { my ($p) = @_;
	return titled('政府信息公开年报', '<ul>', li(of(0)), '</ul><a id="more" ' .
	    'class="btn">加载更多</a><script>var page = 1;' . "\n" . '$("#more")' .
	    ".click(function() { page++; getList(page); });\nfunction getList(n) " .
	    "{ \$.get('/zw/list', {pageNo: n, rows: 6, ch: 'nb'}, show); }</script>")
	    if $p =~ /nb.html/;
	my $k = number($p, 'pageNo');
	return $p =~ m{^/zw/list.*ch=nb} && $k && rest($k); };
portal 'bound-on', '/zw/nb.html', sub { my ($p) = @_;
	return titled('政府信息公开年报', '<ul>', li(of(0)), '</ul><a class="ui ' .
	    "load-more\" href=\"javascript:;\">查看更多</a><script>\$(function() {\n" .
	    "var pageNum = 2;\n\$('.load-more').on('click', function() { \$.getJSON(" .
	    "'/zw/list?ch=nb&pageNum=' + pageNum, show); pageNum += 1; }); });" .
	    '</script>') if $p =~ /nb.html/;
	my $k = number($p, 'pageNum');
	return $p =~ m{^/zw/list.*ch=nb} && $k && rest($k); };
portal 'data-page', '/zw/nb.html', sub { my ($p) = @_;
	my $k = number($p, 'page') // 1;
	return html(li(of($k - 1)), $k < $pages ? '<a class="next" href="#" data-' .
	    'page="' . ($k + 1) . '">下一页</a>' : '', "<script>\$('.next').click(" .
	    "function() { location.href = '/zw/nb.html?page=' + \$(this).attr('data" .
	    "-page'); });</script>"); };
# Pagers that are told what to do with a number.
portal 'pagination', '/zw/nb.html', sub { my ($p) = @_;
	return titled('政府信息公开年报', '<ul></ul><div id="pg"></div><script>' .
	    "\$('#pg').pagination({ pageCount: $pages, current: 1, jump: true, " .
	    "callback: function(api) { load(api.getCurrent()); } });\nfunction load" .
	    "(n) { \$.post('/zw/list.do', { page: n, ch: 'nb' }, show); }\nload(1);" .
	    '</script>') if $p =~ /nb.html/;
	return $p eq '/zw/list.do' && $_[1] =~ /^page=(\d+)&ch=nb$/ && rest($1); };
portal 'flow', '/zw/nb.html', sub { my ($p) = @_;
	return titled('政府信息公开年报', '<ul id="list"></ul><script>flow.load({ elem:' .
	    " '#list', done: function(page, next) {\n \$.get('/zw/list?ch=nb&page=' " .
	    '+ page, function(res) { next(show(res), page < res.pages); }); } });' .
	    '</script>') if $p =~ /nb.html/;
	my $k = number($p, 'page');
	return $p =~ m{^/zw/list.*ch=nb} && $k && rest($k); };

# Ways to ask.
portal 'backtick', '/zw/nb.html', sub { my ($p) = @_;
	return shell("let page = 1;\nconst size = 6;\nfetch(`/zw/list?ch=nb&page=" .
	    '${page}&rows=${size}`).then(r => show(r));') if $p =~ /nb.html/;
	my $k = number($p, 'page');
	return $p =~ /ch=nb/ && $k && rest($k); };
portal 'vue', '/zw/nb.html', sub { my ($p) = @_;
	return shell("new Vue({ el: '#app', data: { list: [], pageNum: 1, pageSize: " .
	    "6, code: 'nb' },\n mounted() { this.getList(); },\n methods: { getList" .
	    "() { axios.get('/zw/list', { params: { pageNum: this.pageNum, pageSize:" .
	    " this.pageSize, code: this.code } }).then(res => { this.list = res; });" .
	    ' } } });') if $p =~ /nb.html/;
	my $k = number($p, 'pageNum');
	return $p =~ /code=nb/ && $k && rest($k); };
portal 'vue-query', '/zw/nb.html', sub { my ($p, $form, undef, $head) = @_;
	return shell("var vm = new Vue({ data() { return { query: { pageNo: 1, " .
	    "pageSize: 6, code: 'nb' } } },\n created() { var that = this; axios({ " .
	    "method: 'post', url: '/zw/list', data: that.query }).then(show); } });")
	    if $p =~ /nb.html/;
	my $q = sent($form);
	return $p eq '/zw/list' && ($q->{code} // '') eq 'nb' && $q->{pageNo} &&
	    rest($q->{pageNo}); };
portal 'xhr', '/zw/nb.html', sub { my ($p) = @_;
	return shell("var xhr = new XMLHttpRequest();\nxhr.open('GET', '/zw/list?ch=nb" .
	    "&page=1', true);\nxhr.onload = show;\nxhr.send();") if $p =~ /nb.html/;
	my $k = number($p, 'page');
	return $p =~ /ch=nb/ && $k && rest($k); };
# Everything in one file, no number anywhere.
portal 'one-file', '/zw/nb.html', sub { my ($p) = @_;
	return shell("\$.getJSON('./data/nb.json', function(d) { show(d); });")
	    if $p =~ /nb.html/;
	return $p eq '/zw/data/nb.json' && items('title', 'url', 'date', @rows); };
portal 'fragment', '/zw/nb.html', sub { my ($p) = @_;
	return titled('政府信息公开年报', '<div id="con"></div><script>$("#con").load(' .
	    '"/zw/nb_list.html");</script>') if $p =~ /nb.html/;
	return $p eq '/zw/nb_list.html' && '<ul>' . li(@rows) . '</ul>'; };
# MOHURD and others: a unit for the menu stands in front of that of the list.
portal 'jpaas-two', '/col/nb/index.html', sub { my ($p) = @_;
	my $unit = sub { "<script url=\"/$api\" queryData=\"{'webId':'86ca','tplSet" .
	    "Id':'fc25','pageType':'column','tagId':'$_[0]','pageId':'99'}\">" .
	    '</script>' };
	return titled('政府信息公开年报', $unit->('左侧导航'), '<div></div>' x 90,
	    $unit->('内容1')) if $p !~ /^.api/;
	return '{"success":true,"data":{"html":' . quoted('<ul><li><a href="/a/">' .
	    '机构概况</a></li></ul>') . '}}' if $p !~ /tagId=%E5%86%85%E5%AE%B91&/;
	my $k = $p =~ /pageNo%22:(\d+)/i ? $1 : 1;
	return '{"success":true,"data":{"html":' . quoted('<ul>' . li(of($k - 1)) .
	    '</ul><div class="pagination" rows="6" count="' . @rows . '"></div>') .
	    '}}'; };

# Rows.
# Rows have a number only; what stands in the page makes an address of it.
my @ids = map { my ($y, $i) = $_->[0] =~ /(\d+)-(\d)/; ["/zw/detail.html?id=$y$i",
    $_->[1], $_->[2], $_->[3], "$y$i"] } @rows;
sub ids { my ($k) = @_; my $to = $k * 6 + 5; $to = $#ids if $to > $#ids;
	return json({ code => 0, data => { total => scalar @ids, rows => [map { {
	    id => $_->[4], title => $_->[1], publishDate => $_->[2] } }
	    @ids[$k * 6 .. $to]] } }); }
my @detailed = grep { $_->[3] } @ids;
my %makes = (
	plus => "'<li><a href=\"/zw/detail.html?id=' + item.id + '\">' + item.title",
	tick => '`<li><a href="/zw/detail.html?id=${item.id}">${item.title}`',
	open => "'<li onclick=\"toDetail(\\'' + item.id + '\\')\">' + item.title",
	go => "'<li id=' + item.id + '>' + item.title",
);
my %open = (
	open => "function toDetail(id) { window.open('/zw/detail.html?id=' + id); }",
	go => 'methods: { detail(item) { location.href = "detail.html?id=" + item.id;' .
	    ' } }',
);
for my $how (sort keys %makes) {
	portal "id-$how", '/zw/nb.html', sub { my ($p) = @_;
		my ($row) = grep { $_->[0] eq $p } @ids;
		return titled($row->[1], "<h1>$row->[1]</h1>") if $row;
		return shell("function list(page) { \$.get('/zw/list', { pageNum: page, " .
		    "pageSize: 6 }, function(res) { res.data.rows.forEach(function(" .
		    "item) { html += $makes{$how}; }); }); }\nlist(1);\n" .
		    ($open{$how} // '')) if $p =~ /nb.html/;
		my $k = number($p, 'pageNum');
		return $p =~ m{^/zw/list} && $k && ids($k - 1); }, \@detailed;
}
# Guizhou: the answer has what the page's address is made of under its own name.
portal 'id-named', '/zw/nb.html', sub { my ($p) = @_;
	my ($row) = grep { $_->[0] eq $p =~ s/view.html.metaId/detail.html?id/r } @ids;
	return titled($row->[1], "<h1>$row->[1]</h1>") if $row && $p =~ /view/;
	return shell("var tpl = '<a href=\"view.html?metaId=' + v.METAID + '\" " .
	    "title=\"' + v.DOCTITLE + '\">';\nfunction list(page) { \$.get('/zw/list'" .
	    ", { pageNumber: page }, show); }\nlist(1);") if $p =~ /nb.html/;
	my $k = number($p, 'pageNumber') or return undef;
	my $to = $k * 6 - 1; $to = $#ids if $to > $#ids;
	return json({ page => { total => scalar @ids, content => [map { { METAID =>
	    $_->[4], DOCTITLE => $_->[1], DOCRELTIME => $_->[2] } }
	    @ids[$k * 6 - 6 .. $to]] } }); },
    [map { [$_->[0] =~ s/detail.html.id/view.html?metaId/r, '', '', $_->[3]] }
    @detailed];
# A variable stands in front of the address; the interface is asked by JSON.
portal 'id-prefix', '/zw/nb.html', sub { my ($p, $form, undef, $head) = @_;
	my ($row) = grep { $_->[0] eq $p } @ids;
	return titled($row->[1], "<h1>$row->[1]</h1>") if $row;
	return shell("var xq = '/zw/';\nquery();\nfunction query() {\n\tvar data = { " .
	    "pageNum: '1', pageSize: '6', sortMap: { 'startTime': '-1' } };\n\t\$." .
	    "ajax({ url: '/zw/api/list', data: JSON.stringify(data), type: 'POST', " .
	    "contentType: 'application/json', success: function(json) { \$.each(json" .
	    ".data.rows, function(index, item) {\n\tvar li = '<li><span>' + item." .
	    "publishDate.substring(5, 10) + '</span><a href=\"' + xq + 'detail.html?id" .
	    "=' + item.id + '\" target=\"_blank\">' + item.title + '</a></li>'; }); } " .
	    '}); }') if $p =~ /nb.html/;
	my $q = sent($form);
	return $p eq '/zw/api/list' && $head =~ m{^Content-Type: application/json}mi
	    && $q->{pageNum} && ids($q->{pageNum} - 1); }, \@detailed;
# NFRA: everything is a file, whose name has what is asked for.
portal 'file-names', '/cn/ItemList.html?itemId=928', sub { my ($p) = @_;
	my $data = '/cn/static/data/DocInfo/SelectDocByItemIdAndChild/data_itemId=';
	my ($row) = grep { $_->[0] =~ s{/zw/detail.html.id}{/cn/ItemDetail.html?docId}r
	    eq $p } @ids;
	return titled($row->[1], "<h1>$row->[1]</h1>") if $row;
	return shell("var itemId = 928;\nfunction getList(n) { \$http.get('$data' + " .
	    "itemId + ',pageIndex=' + n + ',pageSize=6.json').success(show); }\nfunction" .
	    " show(r) { \$.each(r.data.rows, function(i, row) { add('ItemDetail.html?" .
	    "docId=' + row.docId, row.docTitle); }); }\ngetList(1);")
	    if $p =~ /ItemList/;
	return undef if $p !~ m{^\Q$data\E928,pageIndex=(\d+),pageSize=6\.json$};
	my $to = $1 * 6 - 1; $to = $#ids if $to > $#ids;
	return json({ rptCode => 200, data => { total => scalar @ids, rows => [map { {
	    docId => $_->[4], docTitle => $_->[1], publishDate => $_->[2] } }
	    @ids[$1 * 6 - 6 .. $to]] } }); },
    [map { [$_->[0] =~ s{/zw/detail.html.id}{/cn/ItemDetail.html?docId}r, '', '',
    $_->[3]] } @detailed];
# UCAP: the page has the channel, the interface answers JSON, or rows of HTML.
sub ucap { my ($json) = @_; return sub { my ($p) = @_;
	return titled('政府信息公开年报', '<div id="list"></div><script>var channelId = ' .
	    "'7cfa6365';\nfunction load(page) { \$.ajax({ type: 'GET', url: '/common/" .
	    "search/' + channelId + '?_isAgg=true&_isJson=$json&_pageSize=6&_template=" .
	    "index&_rangeTimeGte=&_channelName=&page=' + page, success: show }); }\n" .
	    'load(1);</script>') if $p =~ /list.shtml/;
	my $k = number($p, 'page');
	return undef if $p !~ m{^/common/search/7cfa6365\?} || !$k;
	return '<ul class="list">' . li($k <= $pages ? of($k - 1) : ()) . '</ul>'
	    if $json eq 'false';
	return json({ data => { total => scalar @rows, page => $k, rows => 6, results =>
	    [map { { title => $_->[1], url => $_->[0], publishedTimeStr => $_->[2] .
	    ' 10:00:00' } } of($k - 1)] } }); } }
portal 'ucap', '/sthj/c105992/xxgk_list.shtml', ucap('true');
portal 'ucap-html', '/sthj/c105992/xxgk_list.shtml', ucap('false');
# Data in a script, as scripts write it.
portal 'literal', '/zw/nb.html', sub {
	return titled('政府信息公开年报', '<script>var list = [' . join(",\n", map {
	    "{title:'$_->[1]',url:'$_->[0]',date:'$_->[2]'}" } @rows) .
	    '];</script>'); };
portal 'push', '/zw/nb.html', sub {
	return titled('政府信息公开年报', '<script>var docs = [];' . join("\n", map {
	    "docs.push({\"DOCTITLE\":\"$_->[1]\", \"DOCPUBURL\":\"$_->[0]\", " .
	    "\"DOCRELTIME\":\"$_->[2]\"});" } @rows) . '</script>'); };
# Rows of XML, without HTML in them.
portal 'xml', '/html/applistxml/nb/1.xml', sub {
	my $k = $_[0] =~ m{/(\d+)\.xml} ? $1 : return undef;
	return undef if $k > 1;
	return '<?xml version="1.0" encoding="UTF-8"?><root><total>' . @rows .
	    '</total>' . join('', map { "<record><title>$_->[1]</title><url>" .
	    "$_->[0]</url><pubDate>$_->[2]</pubDate></record>" } @rows) .
	    '</root>'; };
# Years of two digits.
portal 'short-years', '/zw/nb/', sub { my $k = k_of($_[0]);
	return html((map { "<li><a href=\"$_->[0]\">$_->[1]</a><span>[" .
	    substr($_->[2], 2) . ']</span></li>' } of($k)), "<script>createPageHTML(" .
	    "$pages, $k, \"index\", \"shtml\");</script>"); };
# Shaoyang: a tree of columns by JSONP, asked for by the page.
portal 'tree', '/xxgk/xxzwgkList.shtml', sub { my ($p) = @_;
	return titled('政府信息公开', '<div id="tree"></div><script>$.ajax({ url: "/u/' .
	    'channel/treeNew/sy", data: { level: "1", channelId: "979d" }, dataType:' .
	    ' "jsonp" });</script>') if $p =~ /xxzwgkList/;
	return 'null({"list":[{"name":"机构概况","url":"/jg/xlist.shtml","level":2},' .
	    '{"name":"政府信息公开年报","url":"/nb/xlist.shtml","level":2}]});'
	    if $p =~ m{^/u/channel/treeNew/sy\?level=1&channelId=979d};
	my $k = k_of($p) || 1;
	return $p =~ m{^/nb/} && html(li(of($k - 1)), "<script>createPageHTML('page_" .
	    "div',$pages, $k,'xlist','shtml'," . @rows . ');</script>'); };
# Guangdong: everything on one page, whatever is asked for.
portal 'gkmlpt-one', '/zqhjj/gkmlpt/index', sub { my ($p, undef, $host) = @_;
	return html("<script>window._CONFIG = {SITE:'甲', SID:'66', TREE:[{\"id\":5," .
	    "\"name\":\"目录\",\"children\":[{\"id\":721,\"name\":\"政府信息公开年报\"," .
	    '"children":[]}]}]}</script>') if $p =~ /index/;
	return undef if $p !~ m{^/zqhjj/gkmlpt/api/all/721\?page=1&sid=66};
	return '{"articles":[' . join(',', map { '{"id":1,"title":' .
	    quoted($_->[1]) . ",\"url\":\"http:\\/\\/$host$_->[0]\",\"created_at\":" .
	    '"' . $_->[2] . ' 10:00:00"}' } @rows) . '],"total":' . @rows . '}'; };

# A token that the page names, or its first request.
portal 'token-page', '/zw/nb.html', sub { my ($p, $form) = @_;
	return shell("var token = '8f3a-11';\nfunction list(page) { \$.post('/zw/list', " .
	    "{ pageNo: page, token: token }, show); }\nlist(1);") if $p =~ /nb.html/;
	return $p eq '/zw/list' && $form =~ /^pageNo=(\d+)&token=8f3a-11$/ &&
	    rest($1); };
portal 'token-field', '/zw/nb.html', sub { my ($p, $form) = @_;
	return titled('政府信息公开年报', '<input type="hidden" id="_csrf" name="_csrf" ' .
	    'value="c0de">', '<ul></ul><script>function list(page) { $.post("/zw/' .
	    "list\", { pageNo: page, _csrf: \$('#_csrf').val() }, show); }\nlist(1);" .
	    '</script>') if $p =~ /nb.html/;
	return $p eq '/zw/list' && $form =~ /^pageNo=(\d+)&_csrf=c0de$/ &&
	    rest($1); };
# The script is a file, of several; the page has what it needs.
portal 'file', '/zw/nb.html', sub { my ($p) = @_;
	my ($row) = grep { $_->[0] eq $p } @ids;
	return titled($row->[1], "<h1>$row->[1]</h1>") if $row;
	return titled('政府信息公开', q{<script src="/js/jquery-1.9.js"></script>
<input type="hidden" id="site" value="s7"><ul id="list"></ul>
<script>var channel = 'c5', rows = 6;</script><script src="/js/menu.js"></script>
<script src="../js/main.js"></script><script src="../js/nb_list.js?v=3"></script>})
	    if $p =~ /nb.html/;
	return "function open() { toggle('#menu'); }" if $p =~ m{^/js/main.js};
	return q{$(function() { list(1); });
function list(page) {
	$.getJSON('api/list', { site: $('#site').val(), channel: channel, rows: rows,
	    pageNo: page }, function(d) { $.each(d.data.rows, function(i, n) {
		html += '<a href="detail.html?id=' + n.id + '">' + n.title + '</a>';
	}); });
}} if $p =~ m{^/js/nb_list.js};
	my $k = number($p, 'pageNo');
	return $p =~ m{^/zw/api/list\?site=s7&channel=c5&rows=6&} && $k &&
	    ids($k - 1); }, \@detailed;
# What draws the pager is in a file that is not read, and told nothing.
portal 'unknown', '/zw/nb.html', sub { my ($p) = @_;
	return $p =~ /nb.html/ && titled('政府信息公开年报', '<ul>', li(of(0, 20)),
	    '</ul><div class="pagination" id="pages"></div><script src="/js/p.js">' .
	    '</script>'); }, [grep { $_->[3] } of(0, 20)];

offer(@ARGV);
