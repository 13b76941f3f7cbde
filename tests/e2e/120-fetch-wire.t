#!/bin/sh
# SPDX-License-Identifier: MIT
# What fetch makes of servers that misbehave: each path of a small server on
# 127.0.1.91 does one thing wrong.
. "$(dirname "$0")/tap.sh"

cat >"$scratch/server.pl" <<'PERL'
use strict;
use IO::Socket::INET;
my ($log, $port_file) = @ARGV;
my $s = IO::Socket::INET->new(LocalAddr => '127.0.1.91', Listen => 64,
    ReuseAddr => 1) or die;
my $port = $s->sockport;
open my $p, '>', "$port_file.new"; print $p $port; close $p;
rename "$port_file.new", $port_file;
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';
my %tries;
sub say_ { my ($c, $status, $head, $body) = @_;
	print $c "HTTP/1.1 $status\r\n${head}Content-Length: " .
	    length($body) . "\r\nConnection: close\r\n\r\n$body"; }
while (my $c = $s->accept) {
	my $line = <$c>;
	my $head = '';
	while (my $h = <$c>) { last if $h =~ /^\r?\n/; $head .= $h; }
	next unless defined $line;
	my ($path) = $line =~ m{^GET (\S+)};
	my $n = ++$tries{$path};
	open my $l, '>>', $log; print $l time, " $path\n"; close $l;
	if ($path eq '/robots.txt') {
		say_($c, '302 Found', "Location: /robots2.txt\r\n", '');
	} elsif ($path eq '/robots2.txt') {
		say_($c, '200 OK', '', "User-agent: *\nDisallow: /closed/\n" .
		    "# and much more\n" x 100000);
	} elsif ($path eq '/hop1') {
		say_($c, '301 Moved', "Location: ./hop2?a=b#c\r\n", 'moved');
	} elsif ($path eq '/hop2?a=b') {
		say_($c, '200 OK', '', '<title>arrived</title>');
	} elsif ($path =~ m{^/loop(\d+)}) {
		say_($c, '302 Found', 'Location: /loop' . ($1 + 1) . "\r\n",
		    '');
	} elsif ($path eq '/private') {
		say_($c, '302 Found',
		    "Location: http://127.0.0.1:$port/secret\r\n", '');
	} elsif ($path eq '/later' && $n == 1) {
		say_($c, '429 Too Many', "Retry-After: 2\r\n", 'later');
	} elsif ($path eq '/shaky' && $n < 3) {
		say_($c, '500 Oops', '', 'oops');
	} elsif ($path eq '/cut') {
		print $c "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx";
	} elsif ($path eq '/chunked') {
		print $c "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" .
		    "Connection: close\r\n\r\n4\r\nabcd\r\n0\r\n\r\n";
	} elsif ($path eq '/endless-head') {
		print $c "HTTP/1.1 200 OK\r\n";
		print $c 'X-A: ', 'a' x 1000, "\r\n" for 1 .. 1000;
	} elsif ($path eq '/no-http') {
		print $c "SSH-2.0-OpenSSH_9.2\r\n";
	} elsif ($path eq '/big') {
		print $c "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
		my $mb = 'x' x (1 << 20);
		for (1 .. 70) { print $c $mb or last; }
	} elsif ($path eq '/guard') {
		say_($c, '521 x', "Set-Cookie: __jsluid_h=1\r\n",
		    "<script>document.cookie=('_')+('_')</script>");
	} elsif ($path eq '/guard2') {
		say_($c, '200 OK', '', "<script>\$_ts=window['\$_ts'];" .
		    "\$_ts.cd='x'</script>");
	} elsif ($path =~ m{/wide$}) {
		say_($c, '200 OK', '', '{"rows":[' .
		    '{"title":"年度报告","url":"x"},' x 20000 . ']}');
	} elsif ($path eq '/gone') {
		say_($c, '404 Not Found', '', 'gone');
	} else {
		say_($c, '200 OK', '', "<title>fine</title> $path");
	}
	close $c;
}
PERL
: >"$scratch/log"
perl "$scratch/server.pl" "$scratch/log" "$scratch/port" &
server=$!
trap 'kill $server 2>/dev/null' EXIT
await "$scratch/port"
base=http://127.0.1.91:$(cat "$scratch/port")
# fetch PATH: one URL in a folder of its own, $out is the log of its page.
fetch() {
	rm -rf "${scratch:?}/var"
	echo "$base$1	anchor						0.01	127.0.1.0/24" \
	    >"$scratch/portals.tsv"
	hurried timeout 60 "$B/nianbao-fetch" --var "$scratch/var" \
	    --portals "$scratch/portals.tsv" 2>"$scratch/err"
	rc=$?
	jq -c 'select(.type == "fetch" and .kind != "robots") |
	    [.url, .status, .outcome, .reason]' \
	    "$scratch"/var/crawllog/*.jsonl >"$scratch/out"
	sed "s#$base##" "$scratch/out" >"$scratch/lines"
	lines=$(tr '\n' ' ' <"$scratch/lines")
}

fetch /hop1
is "$rc" 0 'a redirect is followed'
is "$lines" '["/hop1",301,"redirect",null] ["/hop2?a=b",200,"new","no_links"] ' \
    'each hop is an attempt of its own'
is "$(jq -r 'select(.status == 200 and .kind != "robots") | .via' \
    "$scratch"/var/crawllog/*.jsonl)" "$base/hop1" 'via says where from'
is "$(jq -c 'select(.kind == "robots") | [.url, .outcome]' \
    "$scratch"/var/crawllog/*.jsonl | sed "s#$base##" | tr '\n' ' ')" \
    '["/robots.txt","redirect"] ["/robots2.txt","new"] ' \
    'robots.txt is followed too'
is "$(gzip -dc "$scratch"/var/warc/*.gz | grep -ac '^WARC-Type: response')" \
    4 'every hop has its own record'

fetch /closed/a
is "$lines" '["/closed/a",null,"rejected","robots"] ' 'robots.txt is obeyed'
is "$rc" 3 'and that is said in the exit status'
is "$(grep -c /closed "$scratch/log")" 0 'nothing was asked for'

fetch /loop0
like "$lines" '"/loop10",302,"rejected","redirect_loop"' \
    'redirects end after ten'

fetch /private
like "$lines" '/secret",null,"rejected","(address|port)"' \
    'a redirect to a private address is refused'
is "$(grep -c secret "$scratch/log")" 0 'and nothing is sent there'

speed=1
fetch /later
speed=10
is "$lines" \
    '["/later",429,"retry","throttled"] ["/later",200,"new","no_links"] ' \
    'Retry-After is waited for'
gap=$(awk '$2 == "/later" { if (t) print $1 - t; t = $1 }' "$scratch/log")
[ "$gap" -ge 2 ]
ok $? 'for as long as was asked'

fetch /shaky
is "$rc" 0 'a server error that goes away is got over'
like "$lines" '500,"retry","http".*200,"new"' 'by trying again'

fetch /cut
like "$lines" '"rejected","cut"' 'an answer cut short is no document'
is "$(grep -c ' /cut$' "$scratch/log")" 3 'and was tried three times'
is "$(gzip -dc "$scratch"/var/warc/*.gz |
    grep -a '^WARC-Truncated: ' | tr -d '\r')" 'WARC-Truncated: disconnect' \
    'what came of it is archived, once, as cut'
fetch /no-http
like "$lines" '"rejected","(broken|cut)"' 'what is no HTTP is refused'
fetch /endless-head
like "$lines" '"rejected","broken"' 'a head without end is given up'
fetch /big
like "$lines" '"rejected","too_big"' 'so is a body of 70 MiB'
is "$(grep -c ' /big$' "$scratch/log")" 1 'at once'
is "$(gzip -dc "$scratch"/var/warc/*.gz | tr -d '\r' |
    grep -a -A 9 '^WARC-Truncated: length' | grep -a '^Content-Length' |
    awk '$2 > 1048576 && $2 < 1049000 { print "a mebibyte" }')" 'a mebibyte' \
    'of which some is archived'
"$B/nianbao-fetch" --var "$scratch/var" --allow-net 127.0.1.0/24 \
    "$base/fine" "$base/$(printf %04000d 0)/wide" 2>"$scratch/err"
is "$?,$(jq -r 'select(.kind == "report") | .outcome, .reason' "$(ls "$scratch"/var/crawllog/*.jsonl | tail -n 1)" |
    tr '\n' ' ')" '0,new null new unreadable ' \
    'a page that would take all memory is archived and passed over'
fetch /gone
is "$lines" '["/gone",404,"rejected","http"] ' 'what is gone is gone'

for guard in guard guard2; do
	fetch /$guard
	like "$lines" '"rejected","challenge"' "the page of a $guard is known"
	is "$(jq -r 'select(.type == "host") | .state' \
	    "$scratch"/var/crawllog/*.jsonl)" blocked 'and its host blocked'
	is "$(gzip -dc "$scratch"/var/warc/*.gz |
	    grep -ac "^WARC-Target-URI: .*/$guard")" 0 'it is no document'
done

fetch /chunked
is "$(jq -r 'select(.kind == "list") | .bytes' \
    "$scratch"/var/crawllog/*.jsonl)" 4 'a chunked body is put together'
gzip -dc "$scratch"/var/warc/*.gz >"$scratch/warc"
is "$(grep -ac '^X-Archive-Orig-Transfer-Encoding: chunked' \
    "$scratch/warc")" 1 'its coding is kept under another name'
is "$(grep -ac '^Transfer-Encoding' "$scratch/warc")" 0 'and not its own'

# Where robots.txt can't be had nothing is asked for, and after three tries
# nothing more.
perl -MIO::Socket::INET -e '
	my $s = IO::Socket::INET->new(LocalAddr => "127.0.1.93", Listen => 9)
	    or die;
	open my $p, ">", $ARGV[0]; print $p $s->sockport; close $p;
	while (my $c = $s->accept) {
		my $line = <$c>;
		while (my $h = <$c>) { last if $h =~ /^\r?\n/ }
		open my $l, ">>", $ARGV[1]; print $l $line; close $l;
		print $c "HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n";
		close $c;
	}' "$scratch/port5" "$scratch/log5" &
five=$!
trap 'kill $server $five 2>/dev/null' EXIT
wait_for [ -s "$scratch/port5" ]
plain=$base base=http://127.0.1.93:$(cat "$scratch/port5")
fetch /
base=$plain
kill $five
is "$(cut -d ' ' -f 2 "$scratch/log5" | tr '\n' ' ')" \
    '/robots.txt /robots.txt /robots.txt ' 'no robots.txt, no pages'
is "$rc" 3 'which is told'

# A certificate that nobody signed; then a server of twenty years ago.
tls_server() {
	openssl req -x509 -newkey "rsa:$1" "-$2" -nodes -days 2 \
	    -subj /CN=127.0.1.92 -keyout "$scratch/key" -out "$scratch/crt" \
	    2>/dev/null
	tls_port=$((26000 + $$ % 6000))
	shift 2
	openssl s_server -accept "127.0.1.92:$tls_port" -www -quiet \
	    -key "$scratch/key" -cert "$scratch/crt" "$@" 2>/dev/null &
	tls=$!
	trap 'kill $server $tls 2>/dev/null' EXIT
	wait_for perl -MIO::Socket::INET -e \
	    'exit !IO::Socket::INET->new($ARGV[0])' "127.0.1.92:$tls_port"
}
tls_is() {
	plain=$base base=https://127.0.1.92:$tls_port
	fetch /
	base=$plain
	kill $tls && wait $tls 2>/dev/null
	is "$(jq -r 'select(.type == "fetch" and .kind == "list") |
	    [.outcome, .tls] | @tsv' "$scratch"/var/crawllog/*.jsonl)" \
	    "new	$1" "$2"
	is "$(gzip -dc "$scratch"/var/warc/*.gz | grep -ac "^tls: $1")" 2 \
	    'the archive says so'
}
if command -v openssl >/dev/null; then
	tls_server 2048 sha256
	tls_is unverified 'a bad certificate is taken, and named'
	is "$(jq -r 'select(.kind == "robots") | [.outcome, .reason, .tls] |
	    @tsv' "$scratch"/var/crawllog/*.jsonl | head -n 1)" \
	    'retry	tls	strict' 'after the strict way was tried'
	tls_server 1024 sha1 -tls1 -cipher DEFAULT@SECLEVEL=0
	tls_is legacy 'a server of long ago is talked to, and named'
fi

# A portal that is linked by https, which is dead there. Ports as they are on
# the web, so this needs the right to use them.
perl -MIO::Socket::INET -e '
	my $s = IO::Socket::INET->new(LocalAddr => "127.0.1.94:80",
	    Listen => 9) or exit;
	open my $p, ">", $ARGV[0]; print $p "80"; close $p;
	while (my $c = $s->accept) {
		my $line = <$c>;
		while (my $h = <$c>) { last if $h =~ /^\r?\n/ }
		print $c $line =~ / \/from / ? "HTTP/1.1 302 x\r\n" .
		    "Location: https://127.0.1.94/to\r\n" :
		    "HTTP/1.1 200 x\r\n", "Content-Length: 0\r\n\r\n";
		close $c;
	}' "$scratch/port6" &
six=$!
wait_for sh -c "[ -s '$scratch/port6' ] || ! kill -0 $six"
if [ -s "$scratch/port6" ]; then
	plain=$base base=http://127.0.1.94
	fetch /from
	is "$(tail -n 2 "$scratch/lines" | tr '\n' ' ')" \
	    '["https://127.0.1.94/to",null,"redirect","plain_http"] ["/to",200,"new","unreadable"] ' \
	    'where https is dead http will do, and the log says so'
	is "$(jq -r 'select(.reason == "plain_http") | .location' \
	    "$scratch"/var/crawllog/*.jsonl)" http://127.0.1.94/to 'and where'
	hurried timeout 60 "$B/nianbao-fetch" --var "$scratch/var" \
	    --portals "$scratch/portals.tsv" 2>"$scratch/err"
	is "$(ls "$scratch"/var/crawllog/*.jsonl | tail -n 1 | xargs jq -r '
	    select(.url == "https://127.0.1.94/to") |
	    [.outcome, .reason, .status, .duration_ms] | @tsv')" \
	    'redirect	plain_http		' \
	    'the next run knows it, and says so too'
	base=$plain
	kill $six
fi

fetch /chunked
like "$(tail -n 1 "$scratch/err")" \
    '^fetch: seen=1 ok=1 same=0 rejected=0 ' 'the last line counts'
finish
