#!/bin/sh
# SPDX-License-Identifier: MIT
# Static checks that need no build. Prints what is wrong; status 1 then.
set -u
cd "$(dirname "$0")/.." || exit 1
bad=0

complain() {
	printf '%s\n' "$2" | sed "s|^|$1: |"
	bad=1
}

# A foreign library is called from its own file only: PATTERN FILES...
only_in() {
	what=$1 pattern=$2
	shift 2
	found=$(git ls-files 'common/*.c' 'extract/*.c' 'fetch/*.c' 'load/*.c' \
	    'export/*.c' |
		while read -r f; do
			case " $* " in
			*" $f "*) ;;
			*) grep -nHE "$pattern" "$f" ;;
			esac
		done)
	[ -z "$found" ] || complain "$what outside its file" "$found"
}

only_in libpq '\bPQ[a-z][A-Za-z]+\(' load/pg.c
only_in opencc '\bopencc_[a-z_]+\('
only_in curl '\bcurl_[a-z_]+\(' fetch/http.c fetch/page/url.c
only_in sqlite '\bsqlite3_[a-z_]+\(' fetch/frontier.c
only_in jansson '\bjson_(load|object|string|is|decref)[a-z_]*\(' fetch/corpus.c \
    extract/read/jsonline.c extract/read/jsonfile.c
only_in readstat '\breadstat_[a-z_]+\(' export/statfile.c

# Calls with a safer form, in all our C.
found=$(git grep -nE '\b(strcpy|strcat|sprintf|strtok|atoi|gmtime|gets)\(' -- \
    '*.c' | grep -v 'tests/')
[ -z "$found" ] || complain 'banned call' "$found"

# Stages do not include one another.
for stage in extract fetch load export; do
	for other in extract fetch load export; do
		[ $stage != $other ] || continue
		for header in $(git ls-files "$other/*.h"); do
			name=$(basename "$header")
			[ -z "$(git ls-files "$stage/$name" "$stage/*/$name")" ] ||
				continue
			found=$(git grep -n "#include \"$name\"" -- "$stage/*.c")
			[ -z "$found" ] ||
				complain "$stage includes $other" "$found"
		done
	done
done

# Within extract, a folder includes those before it only.
below=' meta prose table read'
for room in word read table prose meta; do
	for other in $below; do
		for header in $(git ls-files "extract/$other/*.h"); do
			found=$(git grep -n "#include \"${header##*/}\"" -- \
			    "extract/$room/*.[ch]")
			[ -z "$found" ] ||
				complain "extract/$room includes $other" "$found"
		done
	done
	below=${below% *}
done

# Nor does what reads pages include the crawler.
for header in $(git ls-files 'fetch/*.h' | grep -v /page/); do
	found=$(git grep -n "#include \"${header##*/}\"" -- 'fetch/page/*.[ch]')
	[ -z "$found" ] || complain 'fetch/page includes fetch' "$found"
done

found=$(git ls-files '*.c' '*.h' '*.sh' '*.sql' '*.t' |
	xargs grep -L 'SPDX-License-Identifier')
[ -z "$found" ] || complain 'no licence line' "$found"

# What a program left behind (a core, a profile) is larger than any source.
found=$(git ls-files -z | xargs -0 du -k | awk '$1 > 1024 { print $2 }')
[ -z "$found" ] || complain 'over 1 MiB' "$found"

if command -v mandoc >/dev/null; then
	found=$(git ls-files '*.1' '*.5' | xargs mandoc -Tlint 2>&1 |
		grep -E 'ERROR|WARNING')
	[ -z "$found" ] || complain 'man page' "$found"
fi
if command -v shellcheck >/dev/null; then
	found=$(git ls-files '*.sh' '*.t' | xargs shellcheck -S warning -x \
	    -e SC1091,SC2034,SC2154 2>&1)
	[ -z "$found" ] || complain 'shell' "$found"
fi
exit $bad
