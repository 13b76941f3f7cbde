# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The recorded runs: nightly and backfill. Sourced by pipeline.sh.
: "${var:?}" "${home?}" "${fetched:?}" "${extracted:?}" "${loaded:?}"

# What a recorded run does once its log is open. It returns where a night has
# asked it to step aside, and ends the script else.
crawl_and_take_in() {
	is_room || die "only $free MB free in $var: nothing was started"
	ledger_reserve
	stage build
	build
	stage database
	connect
	connected=1
	ledger_share || say 'the database does not know of this run yet'
	fetch "$@"
	[ -z "${aside-}" ] || return
	if grep -q '^fetch: [^ ]* ok=0 same=0 .* requests=[1-9].* bytes=0 ' "$run_log"; then
		say 'no portal has answered'
		fetched=1
	fi
	take_in
	worst "${fetched_before:-0}" $fetched $extracted $loaded
	exit $?
}

verb_nightly() {
	ends=$(deadline "$(option until u "$@")")
	run_open nightly "$@"
	crawl_and_take_in "$@"
}

# Lines of portals(5) in file $1 whose region is $2 or lies in it: 530000 is
# a province, 530700 a prefecture. By the column's name, else the fourth.
portals_in_region() {
	awk -F '\t' -v code="$2" '
	BEGIN {
		at = 4
		sub(/(0000|00)$/, "", code)
	}
	/^@/ {
		at = 0
		for (i = 1; i <= NF; i++)
			if ($i == "region_code")
				at = i
		print
		next
	}
	/^#/ || /^$/ { next }
	at > 0 && index($at, code) == 1' "$1"
}

# The plan of a crawl of the lists in $portals, on standard output.
plan() {
	find "$var/crawllog" -name '*.jsonl' -exec cat {} + 2>/dev/null |
		awk -v from="$from" -v to="$to" -f "$home/verbs/known.awk" \
		    >"$var/backfill.known"
	awk -F '\t' -v OFS='\t' -v years="$from-$to" \
	    -f "$home/verbs/plan.awk" at=8 use=11 known="$var/backfill.known" \
	    "$var/backfill.known" - <"$portals"
	rm -f "$var/backfill.known"
}

# backfill_option ARGS...: whether they begin with one of its own.
backfill_option() {
	if [ "$1" = --dry-run ]; then
		dry=1 taken=1
	elif value_of --years "$@"; then
		years=$value
	elif value_of --region "$@"; then
		region=$value
	elif value_of --portals "$@"; then
		portals=$value
	else
		return 1
	fi
}

backfill_check() {
	from=${years%-*}
	to=${years#*-}
	case $years in
	[12][0-9][0-9][0-9] | [12][0-9][0-9][0-9]-[12][0-9][0-9][0-9]) ;;
	*)
		wrong 'backfill wants --years A-B'
		;;
	esac
	[ "$from" -le "$to" ] || wrong "the years $years run backwards"
	case $region in
	'' | [0-9][0-9][0-9][0-9][0-9][0-9]) ;;
	*)
		wrong '--region wants a code of six digits'
		;;
	esac
	[ -f "$portals" ] || die "no portals: write $portals, see portals(5)"
}

# option LONG SHORT ARGS...: the value that options of nianbao-fetch give, the
# last of several as there; nothing where they give none. A long one may be
# abbreviated: what two begin with nianbao-fetch takes for neither.
option() {
	value='' long=$1 short=$2
	shift 2
	while [ $# -gt 0 ]; do
		name=${1%%=*}
		case $1,--$long in
		--,* | --=*) ;;
		--*=*,"$name"*)
			value=${1#*=}
			;;
		--*,"$name"* | "-$short",*)
			value=${2-}
			;;
		"-$short"*)
			value=${1#-?}
			;;
		esac
		shift
	done
	echo "$value"
}

# When "--until $1" ends a crawl that starts now, in seconds since 1970.
deadline() {
	[ -n "$1" ] && s=$(date -d "$1" +%s 2>/dev/null) || return 0
	[ "$s" -gt "$(date +%s)" ] || s=$(date -d "tomorrow $1" +%s)
	echo "$s"
}

# What the part that has just ended used up of the limits of a backfill.
spend() {
	part=$(tail -n 1 "$var/runs.jsonl")
	n=$(printf %s "$part" | sed -n 's/.*"requests":\([0-9]*\).*/\1/p')
	pages=${pages:+$((pages - ${n:-0}))}
	n=$(printf %s "$part" | sed -n 's/.*"bytes":\([0-9]*\).*/\1/p')
	bytes=${bytes:+$((bytes - ${n:-0}))}
}

# Whether what is fetched from now on would be fetched after --until.
is_late() {
	[ -n "$ends" ] && [ $(($(date +%s) + 5)) -ge "$ends" ]
}

# Whether a limit of the backfill is reached.
is_spent() {
	is_late || [ "${pages:-1}" -le 0 ] || [ "${bytes:-1}" -le 0 ]
}

# A night asks, again and again until it has the lock. Only a crawl takes
# long, and the night would do the rest itself.
hear_night() {
	aside=1
	if [ "${run_stage-}" = fetch ] && [ -n "${child-}" ] &&
	    [ "$child" != "${told-}" ]; then
		told=$child
		kill -TERM "$child"
	fi
}

# Lets the night that asked have the lock, and waits for its end. What was
# done up to here is a run of its own.
step_aside() {
	# That it was told to end is no fault; maybe before it could listen.
	case $fetched in
	143)
		fetched=0
		;;
	3)
		! grep -q '^fetch: .* rejected=0 ' "$run_log" || fetched=0
		;;
	esac
	worst "${fetched_before:-0}" $fetched
	fetched_before=$?
	run_stage=aside
	run_record $fetched
	spend
	exec >&5 2>&5 5>&- 6>&-
	run_log=
	say 'stepping aside for the night'
	setpriv --pdeathsig TERM flock "$var/nightly.lock" true
	if is_spent; then
		say 'a limit is reached: the same command goes on'
		exit $fetched_before
	fi
	lock_how=
	say 'going on'
}

# What is left of the arguments goes to nianbao-fetch. The file of a region
# has a fixed name: a run is taken up by the names of its portals and years.
verb_backfill() {
	years='' region='' portals=$var/portals.tsv dry='' left=$#
	while [ $left -gt 0 ]; do
		if backfill_option "$@"; then
			shift $taken
			left=$((left - taken))
			continue
		fi
		set -- "$@" "$1"
		shift
		left=$((left - 1))
	done
	backfill_check
	use_var
	if [ -n "$region" ]; then
		portals_in_region "$portals" "$region" \
		    >"$var/portals-$region.tsv" ||
			die "could not write $var/portals-$region.tsv"
		portals=$var/portals-$region.tsv
		grep -qv -e '^[@#]' -e '^$' "$portals" ||
			die "no portal has a region_code in $region"
	fi
	if [ -n "$dry" ]; then
		plan
		return
	fi
	plan >&2
	say "log: $var/log; stop it with TERM or --until HH:MM, the same" \
	    "command goes on"
	ends=$(deadline "$(option until u "$@")")
	pages=$(option max-pages n "$@" | grep -x '[1-9][0-9]*')
	megabytes=$(option budget b "$@" | grep -x '[1-9][0-9]*')
	bytes=${megabytes:+$((megabytes * 1000000))}
	! NIANBAO_TERMINAL=$(tty <&2) || export NIANBAO_TERMINAL
	trap hear_night USR1
	while :; do
		aside=
		run_open backfill --years "$years" \
		    ${region:+--region "$region"} "$@"
		crawl_and_take_in --years "$years" --portals "$portals" "$@" \
		    ${pages:+--max-pages "$pages"} \
		    ${bytes:+--budget "$(((bytes + 999999) / 1000000))"}
		step_aside
	done
}
