# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# What runs have in common: one at a time in $var, a log, a line in
# $var/runs.jsonl. Sourced by pipeline.sh; uses its say and die.
: "${var:?}" "${home:?}" "${dsn?}" "${fetched:?}" "${extracted:?}"
: "${verb=}"

# Who has the lock open. A program that outlived a killed run has it too, and
# rightly so: it still writes.
lock_holders() {
	find /proc/[0-9]*/fd -maxdepth 1 -lname "$(realpath \
	    "$var/pipeline.lock")" 2>/dev/null | cut -d / -f 3 | sort -un |
		while read -r pid; do
			what=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline")
			[ "$pid" = $$ ] || [ -z "$what" ] ||
				printf ' %s (%.80s)' "$pid" "${what% }"
		done
}

lock_how=-n		# empty: whoever has the lock is waited for

# hold_lock VERB: no other run in this $var until this process and all that
# it started have ended. The database server must not inherit it.
hold_lock() {
	use_var
	exec 6>>"$var/pipeline.lock"
	# shellcheck disable=SC2086 # an option, or none
	if ! flock $lock_how 6; then
		read -r by <"$var/pipeline.lock"
		if [ "$1" != nightly ] || ! ask_aside; then
			exec 6>&-
			die "$var is in use: ${by:-somebody};" \
			    "processes:$(lock_holders)"
		fi
	fi
	echo "$1, pid $$, since $(date -u +%FT%TZ)" >"$var/pipeline.lock"
}

# A night asks the backfill that holds the lock to step aside, and waits until
# it has. Whoever waits, or has waited, holds nightly.lock: the backfill takes
# its turn behind it, and a further night gives up.
ask_aside() {
	case $by in
	'backfill, pid '*) ;;
	*)
		return 1
		;;
	esac
	exec 4>>"$var/nightly.lock"
	if ! flock -n 4; then
		exec 4>&-
		return 1
	fi
	asked=${by#*pid }
	asked=${asked%%,*}
	# The lock tells that it is the backfill still, and no other process.
	while [ "$(readlink "/proc/$asked/fd/6")" = \
	    "$(realpath "$var/pipeline.lock")" ]; do
		kill -USR1 "$asked" 2>/dev/null || break
		! flock -w 2 6 || return 0
	done
	# What a killed one has started ends soon.
	flock -w 60 6
}

json_string() {
	printf '"%s"' "$(printf %s "$1" | tr -d '\000-\037' |
		sed 's/[\\"]/\\&/g')"
}

# The summary lines in a log, added up: "fetch":{"seen":61,...},...
ledger_counts() {
	awk '/^(fetch|extract|load): seen=/ {
		stage = substr($1, 1, length($1) - 1)
		for (i = 2; i <= NF; i++) {
			split($i, kv, "=")
			if (!((stage, kv[1]) in sum))
				keys[stage] = keys[stage] " " kv[1]
			sum[stage, kv[1]] += kv[2]
		}
	}
	END {
		n = split("fetch extract load", order, " ")
		for (i = 1; i <= n; i++) {
			stage = order[i]
			if (!(stage in keys))
				continue
			m = split(keys[stage], key, " ")
			line = ""
			for (k = 1; k <= m; k++) {
				v = sum[stage, key[k]]
				form = v == int(v) ? "%.0f" : "%.1f"
				line = line ",\"" key[k] "\":" sprintf(form, v)
			}
			printf ",\"%s\":{%s}", stage, substr(line, 2)
		}
	}' "$1"
}

# ledger_line END EXIT STAGE LOG: how the run that $run_head tells of ended;
# END and EXIT are JSON.
ledger_line() {
	printf '%s,"finished_at":%s,"exit":%s,"stage":%s%s}\n' "$run_head" \
	    "$1" "$2" "$(json_string "$3")" "$(ledger_counts "${4:-/dev/null}")"
}

# The line of a run that has written none: it is under way, or was killed.
# The file is read once, for the run may end meanwhile.
ledger_current() {
	current=$(cat "$var/run.current" 2>/dev/null)
	[ -n "$current" ] || return 0
	run_head=$(printf '%s\n' "$current" | sed -n 1p)
	old_log=$(printf '%s\n' "$current" | sed -n 2p)
	[ -f "$old_log" ] || old_log=/dev/null
	ledger_line null null \
	    "$(printf '%s\n' "$current" | sed -n '3,$p' | tail -n 1)" "$old_log"
}

# ledger_append LINE: whole or not at all. What a crash or a full disk cut off
# must not be taken for the beginning of the next line.
ledger_append() {
	size=$(stat -c %s "$var/runs.jsonl" 2>/dev/null)
	torn=$(tail -c 1 "$var/runs.jsonl" 2>/dev/null)
	printf "${torn:+\\n}%s\\n" "$1" >>"$var/runs.jsonl" && return
	[ -z "$size" ] || truncate -s "$size" "$var/runs.jsonl"
	return 1
}

# Some room for the ledger and the end of a log when a disk is full, where
# there is so much.
ledger_reserve() {
	head -c 262144 /dev/urandom >"$var/run.reserve" 2>/dev/null
}

# Whether there is room for a night; sets free. A crawl that fills the disk
# leaves none for the database to recover.
is_room() {
	free=$(df -Pk "$var" | awk 'NR == 2 { print int($4 / 1024) }')
	[ "$free" -ge "${NIANBAO_MIN_FREE_MB:-1024}" ]
}

# A run that was killed gets its line now, exit null.
ledger_recover() {
	[ -s "$var/run.current" ] || return 0
	ledger_append "$(ledger_current)" || die "could not write in $var"
	say 'the run before was killed: taking up where it stopped'
}

# lines_into TABLE: standard input into a new temporary table, a row a line.
lines_into() {
	echo "CREATE TEMPORARY TABLE $1 (line text);"
	echo "COPY $1 FROM STDIN (FORMAT csv, DELIMITER E'\\x01'," \
	    "QUOTE E'\\x02');"
	# A line that a full disk cut off is no JSON.
	grep '^{.*}$'
	echo '\.'
}

# told_hosts: SQL that makes the table told_host, what crawls tell of their
# hosts: those whose logs were not loaded too, where a load was killed.
told_hosts() {
	for log in "$var"/crawllog/crawl-*.jsonl; do
		[ -f "$log.loaded" ] || [ ! -f "$log" ] ||
			grep '"type":"host"' "$log"
	done | lines_into host_line
	cat "$home/verbs/hosts.sql"
}

# What runs.jsonl tells, into the database. It stays the source: when the
# database is away, the next one that gets there takes it along.
ledger_share() {
	held=false
	flock -n "$var/pipeline.lock" true 2>/dev/null || held=true
	{
		echo 'SET client_min_messages = warning;'
		{
			cat "$var/runs.jsonl" 2>/dev/null
			(ledger_current | sed "s/}\$/,\"running\":$held}/")
		} | lines_into run_line
		# Of a run that ended just now the later line tells.
		echo 'SELECT ops.take_run(line::jsonb) FROM (' \
		    'SELECT DISTINCT ON (line::jsonb ->> $$run$$) line' \
		    'FROM run_line ORDER BY line::jsonb ->> $$run$$,' \
		    '(line::jsonb ? $$running$$)) x \g /dev/null'
	} | psql -XqAt -v ON_ERROR_STOP=1 -d "$dsn"
}

# stage NAME: what a recorded run is at, for the ledger if it is killed.
stage() {
	[ -n "${recorded-}" ] || return 0
	run_stage=$1
	echo "$1" >>"$var/run.current"
	[ -z "$run_log" ] || say "$(date +%T) $1"
}

log_rotate() {
	# shellcheck disable=SC2012 # names of our own making
	ls -r "$var/log" | sed '1,30d' | while read -r old; do
		rm -f "$var/log/$old"
	done
}

# A signal ends the program that is running in order, then the run.
run_stop() {
	if [ -n "${child-}" ]; then
		kill -TERM "$child" 2>/dev/null
		wait "$child"
	fi
	exit "$1"
}

# run_begin VERB ARGS: however the script ends from here on, the run is
# recorded. run_log is empty when whoever started it hears it instead.
run_begin() {
	recorded=1
	ledger_recover
	run_stage=start
	run_head=$(printf '{"run":"%s-%s","verb":"%s","args":%s,"log":%s,"started_at":"%s"' \
	    "$(date -u +%Y%m%dT%H%M%SZ)" $$ "$1" \
	    "$(shift; json_string "$*")" "$(json_string "$run_log")" \
	    "$(date -u +%FT%TZ)")
	printf '%s\n' "$run_head" "$run_log" start >"$var/run.current"
	trap 'run_close $?' EXIT
	trap 'run_stop 129' HUP
	trap 'run_stop 130' INT
	trap 'run_stop 143' TERM
}

# run_open VERB ARGS: from here to the end of the script all output goes to
# the log (descriptor 5 is standard error as it was), and the run is recorded.
run_open() {
	hold_lock "$1"
	rm -f "$var/run.reserve"
	mkdir -p "$var/log"
	run_log=$var/log/$(date +%Y%m%d-%H%M%S).log
	while [ -e "$run_log" ]; do
		sleep 1
		run_log=$var/log/$(date +%Y%m%d-%H%M%S).log
	done
	true >"$run_log" || die "could not write $run_log"
	exec 5>&2 >"$run_log" 2>&1
	run_begin "$@"
	log_rotate
	find "$var/records" -name '*.part' -mmin +1440 -delete 2>/dev/null
}

# run_record STATUS: the run has ended at $run_stage.
run_record() {
	trap - EXIT HUP INT TERM
	recorded=
	rm -f "$var/run.reserve"
	! ledger_append "$(ledger_line "\"$(date -u +%FT%TZ)\"" "$1" \
	    "$run_stage" "$run_log")" || rm -f "$var/run.current"
	[ -z "${connected-}" ] || ledger_share >&2 ||
		say 'the database does not know of this run yet'
	ledger_reserve
}

# The stage that a run failed at is the first one that did.
blame() {
	case $fetched,$extracted in
	[03],[03])
		;;
	[03],*)
		run_stage=extract
		;;
	*)
		run_stage=fetch
		;;
	esac
}

# Silence at 0, but for a backfill, which somebody looks on; a few lines for
# cron's mail else.
run_close() {
	case $1 in
	0 | 3)
		run_stage='done'
		;;
	*)
		blame
		;;
	esac
	run_record "$1"
	[ -n "$run_log" ] || exit "$1"
	case $1 in
	0)
		[ "$verb" != backfill ] ||
			grep -e '^fetch: ' -e ' --until has come' "$run_log" |
			tail -n 1 >&5
		;;
	3)
		echo "pipeline: done, but something was set aside" >&5
		grep -E '^(fetch|extract|load): ' "$run_log" | tail -n 6 >&5
		echo "pipeline: all of it: $run_log" >&5
		;;
	*)
		echo "pipeline: failed at stage \"$run_stage\", status $1" >&5
		tail -n 20 "$run_log" >&5
		# The log can't tell of it.
		is_room
		echo "pipeline: $free MB free in $var" >&5
		echo "pipeline: all of it: $run_log" >&5
		;;
	esac
	exit "$1"
}
