# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verbs that only look: status, show. Sourced by pipeline.sh.
: "${var:?}" "${home:?}" "${dsn?}"

status_sql() {
	echo '\set QUIET 1'
	echo 'SET client_min_messages = warning;'
	cat "$home/verbs/status.sql"
}

# status_as FORM: table, json or prometheus.
status_as() {
	running=
	if [ -f "$var/pipeline.lock" ] &&
	    ! flock -n "$var/pipeline.lock" true; then
		read -r running <"$var/pipeline.lock"
	fi
	mkdir -p "$var/warc"
	ledger_share || die 'could not ask'
	status_sql | psql -XqAt -v ON_ERROR_STOP=1 -v form="$1" \
	    -v running="$running" -d "$dsn" \
	    -v warc_files="$(find "$var/warc/" -name '*.warc.gz' | wc -l)" \
	    -v warc_bytes="$(du -sb "$var/warc/" | cut -f 1)" \
	    -v free_bytes="$(df -Pk "$var" |
		awk 'NR == 2 { printf "%.0f", $4 * 1024 }')"
}

verb_status() {
	case ${1-} in
	'' | --json)
		[ $# -le 1 ] || wrong 'status [--json | --prometheus FILE]'
		connect
		status_as "$([ $# = 0 ] && echo table || echo json)"
		;;
	--prometheus)
		[ $# = 2 ] || wrong '--prometheus wants a file'
		connect
		status_as prometheus >"$2.part" || die 'could not ask'
		mv "$2.part" "$2"
		;;
	*)
		wrong "status has no option \"$1\""
		;;
	esac
}

# The tables of the archived page, laid out as they stand there.
show_tables() {
	psql -XqAt -v id="$1" -d "$dsn" <<-'END' |
	SELECT table_no, rows, cols, coalesce(caption, '')
	FROM research.table_grid WHERE report_id = :'id' ORDER BY 1
	END
	while IFS='|' read -r no rows cols caption; do
		echo "== table $no: $rows rows, $cols columns $caption"
		psql -Xq -v id="$1" -v no="$no" -d "$dsn" <<-'END'
		\pset footer off
		\pset null ''
		SELECT (c ->> 'row')::integer AS row,
		    (c ->> 'col')::integer AS col,
		    replace(c ->> 'text', E'\n', ' ') AS text
		FROM research.table_grid, jsonb_array_elements(grid) c
		WHERE report_id = :'id' AND table_no = :no
		ORDER BY 1, 2
		\crosstabview row col text col
		END
	done
}

verb_show() {
	[ $# = 1 ] || wrong 'show which report? One REPORT_ID, please'
	case $1 in
	*[!0-9a-f]*)
		wrong "a REPORT_ID has 16 hexadecimal digits: \"$1\""
		;;
	esac
	connect
	[ "$(psql -XqAt -v id="$1" -d "$dsn" <<-'END'
	SELECT count(*) FROM research.report WHERE report_id = :'id'
	END
	)" = 1 ] || die "there is no report $1"
	psql -X -v ON_ERROR_STOP=1 -v id="$1" -d "$dsn" \
	    -f "$home/verbs/show.sql" || die 'could not ask'
	show_tables "$1"
}
