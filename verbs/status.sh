# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb status. Sourced by pipeline.sh.
: "${var:?}" "${home:?}" "${dsn?}"

status_sql() {
	echo '\set QUIET 1'
	echo 'SET client_min_messages = warning;'
	told_hosts
	cat "$home/verbs/status.sql"
}

free_bytes() {
	df -Pk "$var" | awk 'NR == 2 { printf "%.0f", $4 * 1024 }'
}

# status_as FORM: table, json or prometheus.
status_as() {
	find_database && ledger_share && status_sql |
		psql -XqAt -v ON_ERROR_STOP=1 -v form="$1" \
		    -v running="$running" -d "$dsn" \
		    -v warc_files="$(find "$var/warc/" -name '*.warc.gz' \
		    2>/dev/null | wc -l)" \
		    -v warc_bytes="$(du -sb "$var/warc/" 2>/dev/null |
			awk '{ n = $1 } END { printf "%.0f", n }')" \
		    -v free_bytes="$(free_bytes)"
}

# The latest lines of runs.jsonl, and the run that has none yet, from the last,
# with what became of them.
latest_runs() {
	{
		sed 's/,"exit":null/&,"state":"killed"/
		    s/,"exit":[0-9]*/&,"state":"ended"/' "$var/runs.jsonl" \
		    2>/dev/null | tail -n "$1"
		ledger_current | sed 's/,"exit":null/&,"state":"'"$(
		    [ -n "$running" ] && echo running || echo killed)"'"/'
	} | grep '^{.*}$' | tail -n "$1" | tac
}

# What can be told without a database, in which case it is wanted most.
status_without() {
	case $1 in
	json)
		printf '{"at": "%s", "error": "the database cannot be asked",' \
		    "$(date -u +%FT%TZ)"
		printf ' "running": %s, "free_bytes": %s, "runs": [' \
		    "$([ -n "$running" ] && json_string "$running" ||
			echo null)" "$(free_bytes)"
		latest_runs 30 | sed 's/"started_at":/"started":/
		    s/"finished_at":/"finished":/
		    s/"fetch":{/"fetched":{/; s/"extract":{/"extracted":{/
		    s/"load":{/"loaded":{/' | paste -sd , -
		echo ']}'
		;;
	table)
		echo '== runs'
		latest_runs 7 | sed 's/.*"verb":"\([^"]*\)".*"log":"\([^"]*\)",'\
'"started_at":"\([^"]*\)".*"exit":\([^,]*\),"state":"\([^"]*\)",'\
'"stage":"\([^"]*\)".*/\1  \3  \5 \4 at \6  \2/
		    s/ended 0 at done/well/; s/ended 3 at done/some set aside/
		    s/ended \([0-9]*\)/failed (\1)/; s/killed null/killed/
		    s/running null/is/'
		echo "== under way: ${running:-nothing}"
		echo "== disk: $(($(free_bytes) >> 20)) MB free in $var"
		;;
	esac
}

# What the database tells, else what is known without it; then the status is 1.
status_or_less() {
	use_var
	running=
	if [ -f "$var/pipeline.lock" ] &&
	    ! flock -n "$var/pipeline.lock" true; then
		read -r running <"$var/pipeline.lock"
	fi
	told=$(status_as "$1") && printf '%s\n' "$told" && return
	status_without "$1"
	die 'the database cannot be asked: this is from runs.jsonl and the disk'
}

verb_status() {
	form=table
	if [ "${1-}" = --json ]; then
		form=json
		shift
	elif value_of --prometheus "$@"; then
		form=prometheus file=$value
		shift $taken
	fi
	[ $# = 0 ] || wrong "status takes no \"$1\""
	if [ $form != prometheus ]; then
		status_or_less $form
	else
		status_or_less $form >"$file.part" && mv "$file.part" "$file" ||
			die "could not write $file"
	fi
}
