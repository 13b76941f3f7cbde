# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb import. Sourced by pipeline.sh. What it names is archived first and
# then read from the archive like what was crawled, so that a rebuild gives the
# same, and an import that was killed goes on with the archive where it was.
: "${var:?}" "${build:?}" "${extracted:?}" "${loaded:?}"

# Takes --jobs off the arguments: of how many it was is in taken.
take_jobs() {
	taken=0
	! value_of --jobs "$@" && ! value_of -j "$@" || jobs=$value
	case $jobs in
	'' | *[!0-9]* | 0)
		wrong "--jobs wants a number: \"$jobs\""
		;;
	esac
	shift $taken
	[ $# = 0 ] || [ "$verb" = import ] || wrong "$verb takes no \"$1\""
}

# What is neither a file nor a folder might have no end. One that is not there
# is a document that could not be read.
check_paths() {
	[ $# -gt 0 ] || wrong 'import what?'
	for path in "$@"; do
		case $path in
		-*)
			wrong "\"$path\": options go before the paths, and" \
			    "a path of that name is ./$path"
			;;
		esac
		[ ! -e "$path" ] || [ -f "$path" ] || [ -d "$path" ] ||
			wrong "\"$path\" is neither a file nor a folder"
	done
}

# The archive first: what is not kept can't be made anew. What it says is of
# interest where somebody looks on, or something was set aside.
archive() {
	if [ -t 2 ]; then
		stage_run nianbao-fetch --import --var "$var" "$@"
		archived=$?
	else
		stage_run nianbao-fetch --import --var "$var" "$@" \
		    2>"$import/log"
		archived=$?
		if [ $archived = 0 ]; then
			grep ': warning: ' "$import/log" >&2
		else
			cat "$import/log" >&2
		fi
	fi
	[ $archived != 2 ] || exit 2	# wrong usage: it has said what
	[ $archived = 0 ] || [ $archived = 3 ] || die 'could not archive'
}

# The files that paths name, each ended by a NUL; hidden ones and $var left
# out. Of folders that can't be read the archiver has told.
import_files() {
	for path in "$@"; do
		if [ -d "$path" ]; then
			[ "$(realpath -- "$path")" != "$(realpath "$var")" ] ||
				continue
			find -H "$path" -mindepth 1 \( -name '.*' -o \
			    -samefile "$var/." \) -prune -o \
			    -xtype f -print0 2>/dev/null | LC_ALL=C sort -z
		else
			printf '%s\0' "$path"
		fi
	done
}

# Paths as import.tsv writes them, a line each.
escape_paths() {
	perl -0 -ne 'chomp; s/\\/\\\\/g; s/\t/\\t/g; s/\n/\\n/g; print "$_\n"'
}

# Finds the named files in import.tsv: $import/held has the names of the
# archives that hold them, $import/direct the files, ended by NULs, that no
# archive holds: they are too big, or cannot be read.
import_held() {
	import_files "$@" >"$import/files" ||
		die "could not write in $import"
	escape_paths <"$import/files" >"$import/paths"
	# A WARC is remembered by its real path.
	xargs -0 -r -a "$import/files" realpath -z -q -m -- | escape_paths \
	    >"$import/real"
	paste "$import/paths" "$import/real" | awk -F '\t' '
	# Of the lines of a corpus one for each archive is enough.
	FILENAME != "-" && $1 == "line" {
		sub(/#[0-9]+$/, "", $3)
		if (($3, $4) in known)
			next
		known[$3, $4]
	}
	FILENAME != "-" {
		if ($1 == "file" || $1 == "line")
			file[$3] = file[$3] "\n" $1 "\t" $2 "\t" $3 "\t" $4
		else if ($1 == "warc")
			warc[$3] = warc[$3] "\n" $0
		next
	}
	$1 in file { print substr(file[$1], 2) > held; next }
	$2 in warc { print substr(warc[$2], 2) > held; next }
	{ print FNR > direct }
	' held="$import/held.tsv" direct="$import/numbers" \
	    "$var/warc/import.tsv" -
	touch "$import/held.tsv" "$import/numbers"
	imported_warcs <"$import/held.tsv" | cut -f 2 | sort -u >"$import/held"
	tr '\n\0' '\0\n' <"$import/files" | awk '
	FILENAME != "-" { take[$1]; next }
	FNR in take' "$import/numbers" - | tr '\n\0' '\0\n' >"$import/direct"
}

# Records of the files that no archive holds, in one file for each such set.
extract_direct() {
	[ -s "$import/direct" ] || return 0
	records=$var/records/import-$(sha256sum <"$import/direct" |
		cut -c 1-16).jsonl
	# shellcheck disable=SC2016 # for the inner shell
	xargs -0 -a "$import/direct" sh -c '"$@"
		status=$?
		[ $status = 0 ] || [ $status = 3 ] || exit 255
		exit $status' sh "$build/nianbao-extract" >"$records.$$.part"
	case $? in
	0 | 123)
		sync "$records.$$.part" && mv "$records.$$.part" "$records" ||
			die "could not write in $var"
		rm -f "$records.loaded"
		;;
	*)
		rm -f "$records.$$.part"
		die 'could not extract'
		;;
	esac
}

verb_import() {
	take_jobs "$@"
	shift $taken
	[ "${1-}" != -- ] || shift
	check_paths "$@"
	build
	connect
	import=$var/import
	mkdir -p "$var/records" "$import"
	exec 6>"$var/import.lock"
	flock -n 6 || {
		say 'waiting for another import to end'
		flock 6
	}
	rm -f "$import"/*
	archive "$@"
	import_held "$@"
	[ -s "$import/files" ] || say 'no file was found there'
	extract_new
	extract_direct
	# What was loaded before is loaded again, to say that it is the same.
	while read -r name; do
		rm -f "$var/records/$name.jsonl.loaded"
	done <"$import/held"
	load_new
	worst $archived $extracted $loaded
}
