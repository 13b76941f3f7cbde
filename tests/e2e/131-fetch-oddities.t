#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists with the faults of real ones (tests/portal/oddities.pl): every report is
# found or, where that cannot be, the log says that something is missing.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/lists.sh"

serve oddities.pl

# lists NAME: requests for pages of its list
lists() {
	awk -F'\t' -v n="$1" '$1 == n && $2 !~ "^/(art/|robots.txt|sitemap)"' \
	    "$scratch/log" | wc -l
}
# want NAME: its reports
want() {
	awk -F'\t' -v n="$1" '$1 == n && $4 != "file" { print $3 }' \
	    "$scratch/truth" | sort
}

run all
mkdir "$scratch/cdxj"
mv "$scratch"/all/warc/*.cdxj "$scratch/cdxj"
: >"$scratch/none.tsv"
"$B/nianbao-fetch" -q -d "$scratch/all" -p "$scratch/none.tsv" 2>"$scratch/made"
diff -r "$scratch/cdxj" "$scratch/all/warc" | grep -v '^Only in' >"$scratch/diff"
is "$(head -c 300 "$scratch/diff")" '' 'an index that a crash lost is made anew as it was'
is "$(sed -n 's/.*\(empty=[0-9]* incomplete=[0-9]*\).*/\1/p' "$scratch/err")" \
    'empty=0 incomplete=1' 'the summary says what is missing'
for name in $(cut -f 1 "$scratch/truth" | uniq); do
	want "$name" >"$scratch/want"
	grep -F "$(host "$name")" "$scratch/got" >"$scratch/one"
	case $name in
	hole | hole-down)
		[ -z "$(comm -23 "$scratch/one" "$scratch/want")" ] &&
			[ "$(comm -13 "$scratch/one" "$scratch/want" |
			    wc -l)" -le 9 ]
		ok $? "$name: what stands on the pages that fail, no more"
		;;
	*)
		same "$scratch/one" "$scratch/want" "$name: every report"
		;;
	esac
done
for name in jpage-post form-total form-channel form-code page-zero callback \
    writeln clicks numbers picture oldest-first postback postback-grid \
    postback-link button fields-post fields-get gbk-form gbk-query; do
	asked=$(lists $name)
	[ "$asked" -le 13 ]
	ok $? "$name: $asked pages for ten, or an entry and less"
done
is "$(said deaf 'select(.reason and .kind == "list") | .reason, .detail')" \
    "$(printf 'incomplete\n6 of 56 rows')" 'the first page for ever is too little'
[ "$(lists deaf)" -le 3 ]
ok $? 'and no reason to go on'
is "$(said blind 'select(.reason and .kind == "list") | .reason')" next_unknown \
    'a next page that cannot be told is told of'
is "$(said gone 'select(.reason == "gone") |
    [.outcome, (.warc == null),
    .detail] | map(tostring) | join(" ")' | sed 's#http://[^/]*##' | LC_ALL=C sort)" \
    'rejected false /
rejected false /error/404.html
rejected true 404错误
rejected true leads away
rejected true leads away
rejected true 页面不存在' 'what is gone says so'
awk -F'\t' '$4 == "file" { print $3 }' "$scratch/truth" | sort >"$scratch/want"
said files 'select(.kind == "attachment" and .status == 200) | .url' | sort \
    >"$scratch/one"
same "$scratch/one" "$scratch/want" 'files behind scripts, viewers and frames'

# An index that a crash left unwritten is made of the archive again; forms that
# scripts send are the same in both, others have a short name in the first.
index() {
	awk '!/__wb_method=post/ || /col=1|pageindex|channelcode|channelid/' \
	    "$var"/warc/*.cdxj
}
index >"$scratch/want"
rm "$var"/warc/*.cdxj
"$B/nianbao-fetch" -q -d "$var" -n 1 "$(host jpage-post)" 2>/dev/null
index >"$scratch/one"
same "$scratch/one" "$scratch/want" 'an index made anew is the same'
like "$(cat "$scratch/one")" 'startrecord.*__wb_method=post&col=1&' \
    'with what was sent by forms'

# The next night.
: >"$scratch/log.mended"
run all
for name in hole hole-down; do
	want "$name" >"$scratch/want"
	grep -F "$(host "$name")" "$scratch/got" >"$scratch/one"
	same "$scratch/one" "$scratch/want" "$name: mended, every report"
done
first=$(want gone | tail -n 1)
is "$(said gone "select(.url == \"$first\") | [.outcome, .warc == null] |
    @tsv")" "$(printf 'rejected\ttrue')" 'what is gone now is not archived'
rm "$scratch/log.mended"
run all
is "$(said gone "select(.url == \"$first\") | .outcome")" same \
    'and what was had before still counts'

run years --years 2016-2017
awk -F'\t' '$4 >= 2016 && $4 <= 2017 { print $3 }' "$scratch/truth" | sort |
    grep -vF -e "$(host hole)" -e "$(host hole-down)" >"$scratch/want"
grep -vF -e "$(host hole)" -e "$(host hole-down)" "$scratch/got" \
    >"$scratch/one"
same "$scratch/one" "$scratch/want" '--years: those reports and no other'

# View states that went stale while a crawl was stopped: it goes on where it was,
# by a form of the first page. A form is archived with its request.
cp "$scratch/portals.tsv" "$scratch/all.tsv"
grep -e '^@' -e "^$(host postback)" "$scratch/all.tsv" >"$scratch/portals.tsv"
echo 1 >"$scratch/log.night"
run stopped --max-pages 9
asked=$(grep -c /art/ "$scratch/log")
pages=$(grep -c List.aspx "$scratch/log")
like "$(grep -c EVENTTARGET "$scratch/log")" '^[1-9][0-9]?$' 'a walk by forms is stopped'
echo 2 >"$scratch/log.night"
run stopped
want postback >"$scratch/want"
same "$scratch/got" "$scratch/want" 'and taken up: every report'
is "$((asked + $(grep -c /art/ "$scratch/log")))" "$(wc -l <"$scratch/want")" \
    'once'
is "$((pages + $(grep -c List.aspx "$scratch/log")))" 11 \
    'and each page of the list, but for the first one'
is "$(jq -r 'select(.outcome == "rejected" and .kind == "list")' "$newest")" '' \
    'by no form that is stale'
gzip -dc "$var"/warc/*.gz | grep -a '^__EVENTTARGET=' >"$scratch/forms"
[ "$(head -n 1 "$scratch/forms" | wc -c)" -gt 40000 ]
ok $? 'what was sent is in the archive, whole'
is "$(cut -f 1 -d '&' "$scratch/forms" | sort -u)" \
    '__EVENTTARGET=ctl00%24Pager1' 'with what was clicked'
# Others are gone on with where a number says so, or walked again; one that takes
# only the numbers it shows is walked again when it has refused another.
for name in fields-post postback-link button postback-grid; do
	grep -e '^@' -e "^$(host $name)" "$scratch/all.tsv" \
	    >"$scratch/portals.tsv"
	echo 1 >"$scratch/log.night"
	run "taken-$name" --max-pages 36
	pages=$(grep -c '/[Ll]ist' "$scratch/log")
	echo 2 >"$scratch/log.night"
	run "taken-$name"
	want "$name" >"$scratch/want"
	same "$scratch/got" "$scratch/want" "$name: and taken up: every report"
	[ "$name" = fields-post ] || continue
	is "$((pages + $(grep -c '/list' "$scratch/log")))" 11 \
	    'each page once, but for the first one'
done
is "$(said postback-grid 'select(.kind == "list" and .status != 200) |
    .status' | sort -u)" 500 'after it was asked for a number that it does not show'
grep -e '^@' -e "^$(host postback)" "$scratch/all.tsv" >"$scratch/portals.tsv"
want postback >"$scratch/want"
var=$scratch/stopped
# The next night nothing has changed.
echo 3 >"$scratch/log.night"
run stopped
like "$(tail -n 1 "$scratch/err")" 'ok=10 same=.* rejected=0 lists=10 ' \
    'the next night has other view states and no new report'
# Killed in the middle of it, each time for a night.
for pause in 0.1 0.2 0.12 0.3 0.16; do
	echo "4$pause" >"$scratch/log.night"
	"$B/nianbao-fetch" -q -p "$scratch/portals.tsv" -d "$scratch/killed" \
	    2>/dev/null &
	pid=$!
	sleep $pause
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
done
echo 5 >"$scratch/log.night"
run killed
same "$scratch/got" "$scratch/want" 'killed five times: every report'
is "$(jq -r 'select(.outcome == "rejected" and .kind == "list")' \
    "$var"/crawllog/*.jsonl)" '' 'and no form of an earlier night'
rm "$scratch/log.night"
cp "$scratch/all.tsv" "$scratch/portals.tsv"

# One that lets little pass a night is got through nonetheless.
grep -e '^@' -e "^$(host walled)" "$scratch/portals.tsv" >"$scratch/one"
mv "$scratch/one" "$scratch/portals.tsv"
want walled >"$scratch/want"
for night in $(seq 8); do
	echo "$night" >"$scratch/log.night"
	run walled
	cmp -s "$scratch/got" "$scratch/want" && break
done
same "$scratch/got" "$scratch/want" "walled: every report, in $night nights"
finish
