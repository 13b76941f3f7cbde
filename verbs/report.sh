# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb report: a page to look at, in a folder of its own that can be
# opened from disk or put on any web server. Sourced by pipeline.sh.
: "${var:?}" "${home:?}" "${dsn?}" "${nianbao_version:?}"

report_sql() {
	echo 'SET client_min_messages = warning;'
	echo 'CREATE TEMPORARY TABLE place (code text, zh text, en text);'
	echo 'COPY place FROM STDIN;'
	grep -v '^#' "$home/verbs/report/place.tsv"
	echo '\.'
	told_hosts
	cat "$home/verbs/report/data.sql"
}

# The charting library, installed by npm the first time it is wanted.
charts() {
	use_var
	echarts=$home/build/npm/node_modules/echarts
	[ ! -f "$echarts/dist/echarts.min.js" ] || return 0
	[ -f "$home/Makefile" ] ||
		die 'report needs Apache ECharts: "make charts install" gets it'
	make -C "$home" -s charts >"$var/charts.log" 2>&1 && return
	tail -n 5 "$var/charts.log" >&2
	die 'report needs Apache ECharts from npm: with a network, "make charts"' \
	    "in $home gets it"
}

# Files are made beside and put in place one by one: a page that is being
# looked at, or served, is never without one of them.
report_into() {
	for file in index.html report.css report.js; do
		cp "$home/verbs/report/$file" "$1/$file.part" || return 1
	done
	for file in dist/echarts.min.js LICENSE NOTICE; do
		name=$(basename "$file")
		cp "$echarts/$file" "$1/echarts-${name#echarts.}.part" ||
			return 1
	done
	{
		printf 'window.nianbao = '
		# In a script, no part of a string may look like markup.
		report_sql | psql -XqAt -v ON_ERROR_STOP=1 -d "$dsn" \
		    -v version="$nianbao_version" >"$1/.json" || return 1
		# psql does not tell when it could not write.
		tail -n 1 "$1/.json" | grep -q '}$' || return 1
		sed 's/</\\u003c/g' "$1/.json" && echo ';'
	} >"$1/data.js.part" || return 1
	rm -f "$1/.json"
	for part in "$1"/*.part; do
		mv "$part" "${part%.part}" || return 1
	done
}

verb_report() {
	out=$var/report
	! value_of --out "$@" || {
		out=$value
		shift $taken
	}
	[ $# = 0 ] || wrong "report takes no \"$1\""
	charts
	connect
	ledger_share || die 'could not ask'
	mkdir -p "$out" || die "could not make $out"
	report_into "$out" || die "could not make the page in $out"
	say "open $out/index.html"
}
