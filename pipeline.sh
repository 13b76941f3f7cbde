#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Orders the stages: builds what is missing, starts the database, runs the
# programs, reports. Data goes to stdout, everything else to stderr. Exit
# status: 0 done, 1 could not run, 2 usage, 3 done but something set aside.
set -u

me=${0##*/}
home=$(dirname "$(readlink -f "$0")")
if [ -f "$home/Makefile" ]; then
	var=${NIANBAO_VAR:-$home/var}
	build=$home/build/release
else
	# As "make install" put it: there is nothing to build.
	var=${NIANBAO_VAR:-/var/lib/nianbao}
	build=$home/../../bin
fi
dsn=${NIANBAO_DSN:-}
jobs=1
nianbao_version=$(sed -n 's/^#define NIANBAO_VERSION "\(.*\)"/\1/p' \
    "$home/common/version.h")
fetched=0 extracted=0 loaded=0		# exit statuses of the stages
# shellcheck source=load/cluster.sh
. "$home/load/cluster.sh"
# Debian's psql is a script that looks for clusters of the machine before it
# calls the real one; a verb asks dozens of times, and says which it means.
! bin=$(cluster_bin 2>/dev/null) || export PATH="$bin:$PATH"
migrate_home=$home
# shellcheck source=load/migrate.sh
. "$home/load/migrate.sh"
# shellcheck source=verbs/ledger.sh
. "$home/verbs/ledger.sh"
# shellcheck source=verbs/import.sh
. "$home/verbs/import.sh"
# shellcheck source=verbs/night.sh
. "$home/verbs/night.sh"
# shellcheck source=verbs/status.sh
. "$home/verbs/status.sh"
# shellcheck source=verbs/show.sh
. "$home/verbs/show.sh"
# shellcheck source=verbs/report.sh
. "$home/verbs/report.sh"
# shellcheck source=verbs/export.sh
. "$home/verbs/export.sh"
# shellcheck source=verbs/verify.sh
. "$home/verbs/verify.sh"

usage() {
	cat <<-END
	usage: $me [--dsn DSN] VERB [ARGS]

	  demo             install, build, crawl made-up portals, show results
	  import [--jobs N] PATH...
	                   load files that someone else collected
	  run [OPTIONS]    crawl the configured portals (options of
	                   nianbao-fetch; portals in \$NIANBAO_VAR/portals.tsv),
	                   extract and load what is new
	  nightly [OPTIONS]
	                   the same for cron: logged, recorded, silent
	  backfill --years A-B [--region CODE] [--portals FILE] [--dry-run]
	           [OPTIONS]
	                   crawl for some years only, after showing a plan
	  reextract [--jobs N]
	                   make records and database anew from the archive
	  verify [--jobs N]
	                   check archive, records and database against
	                   each other
	  one PATH | URL [OPTIONS]
	                   what becomes of one document, step by step; options
	                   of nianbao-fetch
	  show [--html] REPORT_ID
	                   a report as it is in the database, beside the page
	                   that it was read from
	  status [--json | --prometheus FILE]
	                   what was done, and what is in the database
	  report [--out DIR]
	                   the same and more as a page with charts
	                   (default: \$NIANBAO_VAR/report)
	  export DIR       a data package: CSV, Stata, SPSS, codebook
	  psql [ARGS]      psql on the database in use
	  db start|stop    the private PostgreSQL
	  help [VERB]      this text, or what it says of a verb
	  --version        the version

	Everything a run leaves lies in \$NIANBAO_VAR (default: var beside this
	script; /var/lib/nianbao where it is installed). The database: --dsn,
	else NIANBAO_DSN, else libpq's own PG* variables where one is set, else
	a private cluster in \$NIANBAO_VAR/pg.
	END
}

# What usage says of verb $1, and what else it takes.
usage_of() {
	usage | awk -v verb="$1" '
	/^  [a-z]/ { on = $1 == verb }
	/^$/ { on = 0 }
	on'
	case $1 in
	run | nightly | backfill | one)
		echo
		echo 'Options of nianbao-fetch:'
		"$build/nianbao-fetch" --help 2>&1 | grep '^ *-' |
			grep -v -e --var -e --import -e --help -e --version ||
			echo '  man nianbao-fetch'
		;;
	esac
	echo
	if [ -f "$home/Makefile" ]; then
		echo "More: man $home/docs/pipeline.1"
	else
		echo 'More: man nianbao'
	fi
}

say() {
	echo "pipeline: $*" >&2
}

die() {
	say "error: $*"
	exit 1
}

wrong() {
	say "$*"
	say "try \"$me help${verb:+ $verb}\""
	exit 2
}

# value_of OPTION ARGS...: whether ARGS begin with it; its value is in value,
# and of how many arguments it was, in taken.
value_of() {
	case ${2-} in
	"$1")
		value=${3-} taken=2
		;;
	"$1="*)
		value=${2#*=} taken=1
		;;
	*)
		return 1
		;;
	esac
	[ -n "$value" ] || wrong "$1 wants a value"
}

# Where everything goes, made when it is missing.
use_var() {
	mkdir -p "$var" && [ -w "$var" ] ||
		die "$var cannot be written to; NIANBAO_VAR names another folder"
}

# The binaries, built when something is newer than they are.
build() {
	use_var
	[ -f "$home/Makefile" ] || return 0
	exec 7>"$var/build.lock"
	flock 7
	make -C "$home" V=release -s all >"$var/build.log" 2>&1 7>&- || {
		tail -n 20 "$var/build.log" >&2
		[ -w "$home/build" ] || say "hint: who owns $home builds it:" \
		    "make -C $home V=release"
		die "could not build; all of it is in $var/build.log"
	}
	exec 7>&-
}

has_pg_variables() {
	env | grep -qE \
	    '^PG(HOST|HOSTADDR|PORT|DATABASE|USER|SERVICE|SERVICEFILE)='
}

# Sets dsn; empty means that libpq's own variables tell. 1 when there is no
# database.
find_database() {
	use_var
	if [ -z "$dsn" ] && ! has_pg_variables; then
		# The server outlives the run: neither its locks nor a pipe
		# that cron reads may be left to it.
		cluster_start "$var/pg" 4>&- 5>&- 6>&- || return
		dsn=$cluster_dsn
	fi
	exec 8>"$var/migrate.lock"
	flock 8
	migrate "$dsn" "$var"
	migrated=$?
	exec 8>&-
	return $migrated
}

connect() {
	find_database || die 'the database cannot be used'
}

worst() {
	for status in "$@"; do
		[ "$status" = 0 ] || [ "$status" = 3 ] || return 1
	done
	for status in "$@"; do
		[ "$status" = 0 ] || return 3
	done
}

# A program of ours, which ends when this script does, even by kill -9. In a
# recorded run the shell waits beside it, so that it hears signals itself.
stage_run() {
	program=$1
	shift
	if [ -z "${recorded-}" ]; then
		setpriv --pdeathsig TERM "$build/$program" "$@"
		return
	fi
	setpriv --pdeathsig TERM "$build/$program" "$@" &
	child=$!
	wait $child
	ended=$?
	# A signal that was heard ends the waiting, and not the child.
	while kill -0 $child 2>/dev/null; do
		wait $child
		ended=$?
	done
	child=
	return $ended
}

# Records of PATHs into file $1, whole or not at all. A run and an import may
# both be at it.
extract_to() {
	out=$1
	part=$1.$$.part
	shift
	stage_run nianbao-extract --jobs "$jobs" "$@" >"$part"
	status=$?
	if [ $status != 0 ] && [ $status != 3 ]; then
		rm -f "$part"
		return 1
	fi
	sync "$part" && mv "$part" "$out" || return 1
	return $status
}

load() {
	stage_run nianbao-load --dsn "$dsn" --jobs "$jobs" "$@"
}

# WARCs that lines of import.tsv on standard input name, a line each: path,
# escaped as there, tab, name of the records. Two that lie elsewhere may have
# one name.
imported_warcs() {
	awk -F '\t' '
	$1 == "warc" {
		name = $3
		sub(/.*\//, "", name)
		sub(/\.(gz|zst)$/, "", name)
		sub(/\.warc$/, "", name)
		print $3 "\t" name "-" substr($2, 8, 12)
	}
	$1 == "file" || $1 == "line" {
		name = $4
		sub(/\.warc\.gz$/, "", name)
		print dir "/" $4 "\t" name
	}' dir="$var/warc" | sort -u
}

# All WARCs of the archive, likewise.
archives() {
	{
		for warc in "$var"/warc/*.warc.gz; do
			[ ! -f "$warc" ] || printf '%s\t%s\n' "$warc" \
			    "$(basename "$warc" .warc.gz)"
		done | sed 's/\\/&&/g'
		[ ! -f "$var/warc/import.tsv" ] ||
			imported_warcs <"$var/warc/import.tsv"
	} | sort -u
}

# archive_path PATH: as it is, of one that is escaped and ends in no line end.
archive_path() {
	printf '%b' "$1"
}

# Whether all that file $1 of records sets aside are answers of a server that
# were errors. Of these the crawler has told, if it wanted the page.
only_errors() {
	! cut -b 1-8000 "$1" | grep -o '"state":"[a-z_]*","reason":"[a-z_]*"' |
		grep -qv '"http_status"$'
}

# Records of each archive that has none yet: $var/records/NAME.jsonl. One
# that can't be read must not keep the others waiting: it makes extracted 1.
extract_new() {
	mkdir -p "$var/records"
	extracted=0
	archives >"$var/records/archived.$$" || die "could not write in $var"
	while IFS='	' read -r warc name; do
		records=$var/records/$name.jsonl
		[ ! -f "$records" ] || continue
		extract_to "$records" "$(archive_path "$warc")" </dev/null
		status=$?
		[ $status != 1 ] || say "could not extract $warc"
		case $name in
		nianbao-crawl-*)
			[ $status != 3 ] || ! only_errors "$records" || status=0
			;;
		esac
		[ $status = 0 ] || [ $extracted = 1 ] || extracted=$status
	done <"$var/records/archived.$$"
	rm -f "$var/records/archived.$$"
}

# Whether the last load could not load a line.
any_rejects() {
	[ "$(psql -XqAt -d "$dsn" -c 'SELECT sum(n_rejected) > 0
	    FROM ops.load_batch WHERE run_id = (SELECT run_id
	    FROM ops.load_batch ORDER BY finished_at DESC LIMIT 1)')" != f ]
}

# Loads records that were not loaded before. A marker stands beside what was;
# loading a thing twice changes nothing anyhow.
load_new() {
	loaded=0
	set --
	for file in "$var"/crawllog/crawl-*.jsonl "$var"/records/*.jsonl; do
		[ -f "$file" ] && [ ! -f "$file.loaded" ] &&
			set -- "$@" "$file"
	done
	[ $# -gt 0 ] || return 0
	load "$@"
	loaded=$?
	[ $loaded = 0 ] || [ $loaded = 3 ] || die 'could not load'
	# Of documents that were set aside extract has told, or had not to.
	[ $loaded = 0 ] || any_rejects || loaded=0
	for file in "$@"; do
		touch "$file.loaded"
	done
}

# What a crawl or an import left, into the database.
take_in() {
	stage extract
	extract_new
	stage load
	load_new
}

# Whether arguments of nianbao-fetch say what to crawl.
names_what() {
	[ -z "$(option portals p "$@")" ] || return 0
	before=
	for arg in "$@"; do
		case $before,$arg in
		-c,* | --contact,*) ;;
		*,[!-]*://*)
			return 0
			;;
		esac
		before=$arg
	done
	return 1
}

# Crawls $var/portals.tsv unless the arguments say what; sets fetched. Once the
# time of --until has come nianbao-fetch would take it for tomorrow's.
fetch() {
	stage fetch
	if is_late; then
		say 'the time of --until has come: nothing is fetched'
		return
	fi
	if ! names_what "$@"; then
		[ -f "$var/portals.tsv" ] ||
			die "no portals: write $var/portals.tsv, see portals(5);" \
			    "$home/portals.tsv is a list to start from"
		set -- --portals "$var/portals.tsv" "$@"
	fi
	stage_run nianbao-fetch --var "$var" "$@"
	fetched=$?
	[ $fetched != 2 ] || exit 2	# wrong usage: it has said what
	[ $fetched = 0 ] || [ $fetched = 3 ] ||
		say "could not fetch: going on with what is archived"
}

verb_run() {
	ends=$(deadline "$(option until u "$@")")
	hold_lock run
	run_log=
	run_begin run "$@"
	stage build
	build
	stage database
	connect
	connected=1
	fetch "$@"
	take_in
	worst $fetched $extracted $loaded
}

verb_reextract() {
	take_jobs "$@"
	hold_lock reextract
	build
	connect
	find "$var/records" "$var/crawllog" \( -path "$var/records/*.jsonl*" \
	    -o -name '*.loaded' \) -delete 2>/dev/null
	take_in
	worst $extracted $loaded
}

# The made-up portals, on loopback; killed when the script ends.
serve_portals() {
	make -C "$home" V=release -s portal >>"$var/build.log" 2>&1 ||
		die "could not build the sample portals; see $var/build.log"
	: >"$var/portals.out"	# nothing of another night is taken for ready
	"$build/sample-portals" --port "$1" --state "$2" \
	    --log "$var/portals.log" >"$var/portals.out" 2>&1 &
	server=$!
	trap 'kill $server 2>/dev/null' EXIT
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		! grep -q ready "$var/portals.out" || return 0
		sleep 0.3
	done
	cat "$var/portals.out" >&2
	die 'the sample portals do not answer'
}

stop_portals() {
	kill "$server"
	wait "$server" 2>/dev/null
	trap - EXIT
}

demo_night() {
	serve_portals 8089 "$1"
	"$build/sample-portals" --lists >"$var/portals.tsv"
	"$build/nianbao-fetch" --var "$var" --portals "$var/portals.tsv"
	fetched=$?
	stop_portals
	[ $fetched = 0 ] || [ $fetched = 3 ] || die 'could not fetch'
	take_in
	# shellcheck disable=SC2012 # names of our own making
	say "of the lines loaded, $(wc -l <"$(ls "$var"/crawllog/crawl-*.jsonl |
		tail -n 1)") are of the crawl log: what was asked, and the hosts"
}

# Two nights on portals that this script serves itself: the second finds one
# report revised and one gone. Called again, it finds nothing new.
verb_demo() {
	[ $# = 0 ] || wrong "demo takes no \"$1\""
	[ -f "$home/Makefile" ] || die 'demo is for a checkout of the project'
	var=$var/demo
	dsn=
	unset PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGSERVICE
	"$home/tests/deps.sh" || exit 1
	say 'building'
	build
	connect
	if [ ! -f "$var/fetch.db" ]; then
		say 'the first night: four made-up portals on 127.0.1.1 to .4'
		demo_night 1
		say 'the next night: one report was revised, one is gone'
	else
		say 'the portals once more, as the night before left them'
	fi
	demo_night 2
	psql -XqAt -d "$dsn" -f "$home/tests/portal/panel.sql"
	cat <<-END

	The database is up. Ask for more:   NIANBAO_VAR=$var ./pipeline.sh psql
	Real files that you have:           ./pipeline.sh import PATH...
	Real portals: write ${var%/demo}/portals.tsv (man docs/portals.5), then
	                                    ./pipeline.sh run
	END
}

show_rows() {
	psql -Xq -d "$dsn" <<-'END'
	\pset null (null)
	\echo == the report
	\x on
	TABLE research.report;
	\x off
	\echo == cells
	SELECT tbl, ind, col, value, unit, state, raw FROM research.cell
	ORDER BY tbl, ind, col;
	\echo == checks
	SELECT rule, subject, status, lhs, rhs FROM research.check_result
	ORDER BY rule, subject;
	\echo == warnings
	SELECT code, tbl, ind, col, detail FROM research.warning
	ORDER BY code, tbl, ind, col;
	\echo == documents
	SELECT source, mime, charset, state, reason FROM research.document;
	END
}

# Sets dsn to a database of its own in the private cluster, dropped at the end.
# To make the schema takes seconds, so there is an empty one to copy.
scratch_database() {
	cluster_start "$var/pg" || exit 1
	exec 8>"$var/migrate.lock"
	flock 8
	psql -XqAt -d "$cluster_dsn" -c "SELECT 1 FROM pg_database
	    WHERE datname = 'nianbao_empty'" | grep -q 1 ||
		psql -Xqd "$cluster_dsn" -c 'CREATE DATABASE nianbao_empty' >&2
	scratch=nianbao_one_$$
	migrate "$cluster_dsn dbname=nianbao_empty" &&
		psql -Xqd "$cluster_dsn" -c "CREATE DATABASE $scratch
		    TEMPLATE nianbao_empty" >&2 ||
		die 'could not make a scratch database'
	exec 8>&-
	trap drop_scratch EXIT
	dsn="$cluster_dsn dbname=$scratch"
}

drop_scratch() {
	psql -Xqd "$cluster_dsn" -c "DROP DATABASE $scratch" >&2
}

# A member of the first object on standard input that has it, as it stands.
json_text() {
	sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p' | head -n 1
}

# Ends the script for lack of an answer to $asked.
not_fetched() {
	reason=$(echo "$asked" | json_text reason)
	detail=$(echo "$asked" | json_text detail)
	say "error: could not fetch $url:" \
	    "$(echo "$asked" | json_text kind), $reason${detail:+: $detail}"
	[ "$reason" != address ] ||
		say 'hint: a private address is asked only where --allow-net' \
		    'CIDR names it, such as --allow-net 127.0.0.0/8'
	exit 1
}

# Fetches URL $1, and nothing else but robots.txt, politely; what it leads to
# where it is moved. Sets page to a WARC that begins with the answer.
fetch_one() {
	url=$1
	shift
	for _ in 1 2 3 4 5; do
		rm -rf "$var/one/crawl"
		stage_run nianbao-fetch -q --var "$var/one/crawl" \
		    --max-pages 2 "$@" "$url"
		tried=$(grep -h '"type":"fetch"' "$var"/one/crawl/crawllog/* \
		    2>/dev/null) || die "could not fetch \"$url\""
		asked=$(echo "$tried" | grep -v '"kind":"robots"' |
			tail -n 1)
		[ "$(echo "$asked" | json_text outcome)" = redirect ] || break
		url=$(echo "$asked" | json_text location)
		say "moved to $url"
	done
	at=$(echo "$asked" | sed -n 's/.*"offset":\([0-9]*\).*/\1/p')
	# Where robots.txt can't be had nothing else was asked for.
	[ -n "$at" ] || asked=$(echo "${asked:-$tried}" | tail -n 1)
	[ -n "$at" ] || not_fetched
	page=$var/one/page.warc.gz
	# A record is a member of its own, and this is the last answer.
	tail -c +$((at + 1)) "$var"/one/crawl/warc/"$(echo "$asked" |
		json_text file)" >"$page"
}

# The real database is not touched.
verb_one() {
	[ $# -gt 0 ] || wrong 'one document, please'
	build
	mkdir -p "$var/one"
	case $1 in
	http://* | https://*)
		fetch_one "$@"
		;;
	*)
		[ $# = 1 ] || wrong 'one document, please'
		[ ! -d "$1" ] || wrong "one document, please: \"$1\" is a folder"
		[ -f "$1" ] && [ -r "$1" ] || die "could not read \"$1\""
		page=$1
		;;
	esac
	records=$var/one/records.jsonl
	# What it counts and complains of the next one says again.
	{ "$build/nianbao-extract" --explain "$page" 2>/dev/null; } >&2
	extract_to "$records" "$page"
	extracted=$?
	[ $extracted != 1 ] || die "could not extract $page"
	scratch_database
	"$build/nianbao-load" --dsn "$dsn" "$records"
	loaded=$?
	show_rows
	worst $extracted $loaded
}

verb_psql() {
	connect
	if [ -n "$dsn" ]; then
		exec psql -d "$dsn" "$@"
	fi
	exec psql "$@"
}

verb_db() {
	case $#,${1-} in
	1,start)
		mkdir -p "$var" && cluster_start "$var/pg"
		;;
	1,stop)
		cluster_stop "$var/pg"
		;;
	*)
		wrong 'db start, or db stop'
		;;
	esac
}

# The verb with ARGS, but what any verb may be asked. psql's are its own. What
# it writes is UTF-8, whatever the terminal is.
call() {
	export PGCLIENTENCODING=UTF8
	left=$#
	while [ $left -gt 0 ]; do
		case $left,$1 in
		*,--help | *,-h)
			usage_of "$verb"
			exit
			;;
		1,--dsn)
			# Behind it stands what was passed over.
			wrong '--dsn wants a value'
			;;
		esac
		if value_of --dsn "$@"; then
			dsn=$value
			shift $taken
			left=$((left - taken))
			continue
		fi
		set -- "$@" "$1"
		shift
		left=$((left - 1))
	done
	"verb_$verb" "$@"
}

help() {
	case ${1-} in
	'' | help | -*)
		usage
		;;
	psql)
		usage_of psql
		;;
	*)
		main "$1" --help
		;;
	esac
}

main() {
	verb=
	while value_of --dsn "$@"; do
		dsn=$value
		shift $taken
	done
	verb=${1-}
	[ $# = 0 ] || shift
	case $verb in
	demo | import | run | nightly | backfill | reextract | verify | one | \
	    show | status | report | export | db)
		call "$@"
		;;
	psql)
		verb_psql "$@"
		;;
	--version)
		echo "nianbao $nianbao_version"
		;;
	help | --help | -h)
		help "$@"
		;;
	'')
		usage >&2
		exit 2
		;;
	*)
		asked=$verb verb=
		case $asked in
		-*)
			wrong "no such option: \"$asked\""
			;;
		esac
		wrong "no such verb: \"$asked\""
		;;
	esac
}

# One line: a version of this file that comes meanwhile is not read.
main "$@"; exit
