# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb import. Sourced by pipeline.sh. What it reads is archived first;
# then it goes in portions of files, each with records of its own, so that an
# import that was killed goes on with the portion where it was.
: "${var:?}" "${build:?}"

# Takes --jobs off the arguments: how many were taken is in taken.
take_jobs() {
	taken=0
	case ${1-} in
	--jobs | -j)
		jobs=${2-}
		taken=2
		;;
	--jobs=*)
		jobs=${1#--jobs=}
		taken=1
		;;
	esac
	case $jobs in
	'' | *[!0-9]* | 0)
		wrong '--jobs wants a number'
		;;
	esac
}

# The archive first: what is not kept can't be made anew.
archive() {
	[ ! -f "$var/warc/import.tsv" ] || cp "$var/warc/import.tsv" \
	    "$import/before"
	stage_run nianbao-fetch -q --import --var "$var" "$@" \
	    2>"$var/archive.log"
	archived=$?
	[ $archived = 0 ] || [ $archived = 3 ] || {
		cat "$var/archive.log" >&2
		die 'could not archive'
	}
}

# No run needs to extract again what this import has loaded.
mark_imported() {
	touch "$import/before"
	[ -f "$var/warc/import.tsv" ] || return 0
	tail -c "+$(($(wc -c <"$import/before") + 1))" "$var/warc/import.tsv" |
		imported_warcs | cut -f 2 | while read -r name; do
			touch "$var/records/$name.jsonl.imported"
		done
}

# The files that paths name, each ended by a NUL; hidden ones left out.
import_files() {
	for path in "$@"; do
		if [ -d "$path" ]; then
			find -H "$path" -mindepth 1 -name '.*' -prune -o \
			    -xtype f -print0 | LC_ALL=C sort -z
		else
			printf '%s\0' "$path"
		fi
	done
}

# What the records of a portion depend on: its files and the extractor.
portion_key() {
	{
		xargs -0 -a "$1" stat --printf '%n\t%s\t%y\n' -- 2>&1
		sha256sum <"$build/nianbao-extract"
	} | sha256sum | cut -c 1-16
}

# 1 stops xargs; it calls any other status 123.
extract_portion() {
	# shellcheck disable=SC2016 # for the inner shell
	xargs -0 -a "$1" sh -c '"$@"
		status=$?
		[ $status = 0 ] || [ $status = 3 ] || exit 255
		exit $status' sh setpriv --pdeathsig TERM \
	    "$build/nianbao-extract" --jobs "$jobs" >"$2.part"
	case $? in
	0)
		;;
	123)
		extracted=3
		;;
	*)
		rm -f "$2.part"
		die 'could not extract'
		;;
	esac
	sync "$2.part" && mv "$2.part" "$2" || die "could not write $2"
}

verb_import() {
	take_jobs "$@"
	shift $taken
	[ $# -gt 0 ] || wrong 'import what?'
	build
	connect
	import=$var/import
	mkdir -p "$var/records" "$import"
	exec 6>"$var/import.lock"
	flock 6
	rm -f "$import"/*
	archive "$@"
	import_files "$@" | split -t '\0' -l 500 - "$import/portion."
	extracted=0
	set --
	for portion in "$import"/portion.*; do
		[ -f "$portion" ] || continue
		records=$var/records/import-$(portion_key "$portion").jsonl
		[ -f "$records" ] || extract_portion "$portion" "$records"
		set -- "$@" "$records"
	done
	[ $# -gt 0 ] || return $archived
	load "$@"
	loaded=$?
	[ $loaded = 0 ] || [ $loaded = 3 ] || die 'could not load'
	for records in "$@"; do
		touch "$records.loaded"
	done
	mark_imported
	worst $archived $extracted $loaded
}
