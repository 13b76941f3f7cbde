# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb verify: archive, records and database against each other. Sourced
# by pipeline.sh. Reads all of the archive, so it takes as long as reextract.
: "${var:?}" "${home:?}" "${dsn?}" "${jobs:?}"

# found WHAT...: something is wrong.
found() {
	echo "$*"
	echo "$*" >>"$verify/found" || die "could not write in $verify"
}

# What the archive itself says of its digests; sets documents.
verify_digests() {
	rm -f "$verify/cut"
	{
		case $1 in
		*.gz)
			gzip -dc -- "$1" 2>/dev/null
			;;
		*)
			cat -- "$1"
			;;
		esac || touch "$verify/cut"
	} | perl "$home/verbs/digests.pl" >"$verify/digests"
	documents=$(sed -n 's/^documents	//p' "$verify/digests")
	grep -v '^documents	' "$verify/digests" | while read -r wrong; do
		found "$1: $wrong"
	done
	[ ! -e "$verify/cut" ] || found "$1: damaged"
}

# How many documents of the archive records on standard input are of: those of
# the files in one ZIP are of one.
whole_documents() {
	perl -ne '
		m{"source":"((?:[^"\\]|\\.)*?)(!/(?:[^"\\]|\\.)*)?",.*?"offset":(\d+)}
		    and $2 and $seen{"$3 $1"}++ and next;
		$n++;
		END { print $n + 0 }'
}

# The start of each record, up to its state, is what is compared.
verify_records() {
	rm -f "$verify/failed"
	{
		stage_run nianbao-extract -q --jobs "$jobs" "$1" \
		    2>"$verify/err"
		status=$?
		[ $status = 0 ] || [ $status = 3 ] || touch "$verify/failed"
	} | perl -ne 'print "$1}\n" if /^(\{.*?"state":"\w+","reason":("\w+"|null))/' \
	    >"$verify/records"
	[ ! -e "$verify/failed" ] || found "$1: cannot be read:" \
	    "$(tail -n 1 "$verify/err")"
	n=$(grep -v '"reason":"damaged_archive"}$' "$verify/records" |
		whole_documents)
	[ "$n" = "$documents" ] ||
		found "$1: $documents documents, $n records of them"
	cat "$verify/records" >>"$verify/seen" ||
		die "could not write in $verify"
}

verify_files() {
	archives >"$verify/archives"
	while IFS='	' read -r warc name; do
		warc=$(archive_path "$warc")
		if [ ! -f "$warc" ]; then
			found "$warc: is gone"
			continue
		fi
		verify_digests "$warc" </dev/null
		verify_records "$warc" </dev/null
		records=$var/records/$name.jsonl
		[ -f "$records" ] ||
			found "$warc: was never extracted"
	done <"$verify/archives"
	for records in "$var"/records/*.jsonl "$var"/crawllog/*.jsonl; do
		[ ! -f "$records" ] || [ -f "$records.loaded" ] ||
			found "$records: was never loaded"
	done
}

verify_sql() {
	echo 'SET client_min_messages = warning;'
	lines_into seen_line <"$verify/seen"
	echo 'CREATE TEMPORARY TABLE import (kind text, digest text, path text,'
	echo '    warc text, at bigint);'
	if [ -f "$var/warc/import.tsv" ]; then
		echo 'COPY import FROM STDIN;'
		# Names that are no UTF-8, as records have them.
		cut -f 1-5 "$var/warc/import.tsv" | perl -MEncode -pe '
			s/\r/\\r/g;
			$_ = encode("UTF-8", decode("UTF-8", $_,
			    sub { "\x{FFFD}" x @_ }))'
		echo '\.'
	fi
	cat "$home/verbs/verify.sql"
}

verb_verify() {
	take_jobs "$@"
	hold_lock verify
	build
	connect
	verify=$var/verify
	rm -rf "$verify"
	mkdir "$verify" || die "could not make $verify"
	: >"$verify/seen"
	: >"$verify/found"
	verify_files
	verify_sql | psql -XqAt -v ON_ERROR_STOP=1 -d "$dsn" \
	    >"$verify/disagree" || die 'could not ask the database'
	cat "$verify/disagree"
	say "$(wc -l <"$verify/archives") archives," \
	    "$(wc -l <"$verify/seen") documents," \
	    "$(cat "$verify/found" "$verify/disagree" | wc -l) faults"
	[ ! -s "$verify/found" ] && [ ! -s "$verify/disagree" ]
}
