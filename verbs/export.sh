# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb export: a data package of what researchers see. Sourced by
# pipeline.sh. The same database gives the same bytes.
: "${var:?}" "${home:?}" "${dsn?}" "${nianbao_version:?}"

export_psql() {
	psql -XqAt -v ON_ERROR_STOP=1 -v version="$nianbao_version" -d "$dsn" "$@"
}

# The commands that write the files, all in one snapshot of the database.
# file has the bytes and sums of the CSV files once they are there.
export_begin() {
	echo 'BEGIN ISOLATION LEVEL REPEATABLE READ;'
	echo "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO';"
	echo 'SET LOCAL client_min_messages = warning;'
	echo 'CREATE TEMPORARY TABLE file (name text, rows bigint,' \
	    'bytes bigint, sha256 text);'
	cat "$home/verbs/export.sql"
}

# into FILE: for psql's \g, which does not tell when it could not write. What
# was not written in full is not there.
into() {
	echo "\\g |cat >$1.part && mv $1.part $1"
}

# psql runs each line it is given: "\o FILE", then the COPY into it.
export_csv() {
	{
		export_begin
		echo 'SELECT name, command FROM copies ORDER BY name' \
		    "$(into "$1/.copies")"
	} | export_psql -F '	' && [ -f "$1/.copies" ] || return 1
	{
		export_begin
		while IFS='	' read -r name command; do
			printf '\\o %s/%s.csv\n%s;\n' "$1" "$name" "$command"
		done <"$1/.copies"
		echo COMMIT\;
	} | export_psql
}

export_about() {
	(cd "$1" && for csv in *.csv; do
		printf '%s\t%s\t%s\t%s\n' "${csv%.csv}" "$(rows_of "$csv")" \
		    "$(wc -c <"$csv")" "$(sha256sum <"$csv" | cut -c 1-64)" ||
			exit 1
	done) >"$1/.files" || return 1
	{
		export_begin
		echo 'COPY file FROM STDIN;'
		cat "$1/.files"
		echo '\.'
		echo 'SELECT json FROM (SELECT json_build_object AS json' \
		    "FROM datapackage) x $(into "$1/.package")"
		echo "SELECT text FROM codebook ORDER BY name" \
		    "$(into "$1/.codebook")"
		echo "SELECT text FROM codebook_html ORDER BY name" \
		    "$(into "$1/.html")"
		echo "SELECT text FROM codes ORDER BY place" \
		    "$(into "$1/.codes")"
		echo "SELECT text FROM codes_html ORDER BY place" \
		    "$(into "$1/.codes_html")"
		echo "SELECT name, line FROM stat_line ORDER BY name, place" \
		    "$(into "$1/.columns")"
	} | export_psql -F '	' && [ -f "$1/.columns" ] &&
		mv "$1/.package" "$1/datapackage.json" &&
		cat "$home/verbs/codebook.md" "$1/.codebook" "$1/.codes" \
		    >"$1/codebook.md" &&
		cat "$home/verbs/codebook.html" "$1/.html" "$1/.codes_html" \
		    >"$1/codebook.html" &&
		echo '</main></body></html>' >>"$1/codebook.html"
}

# The tables as files of Stata and SPSS, made of the CSV files.
export_stat() {
	mkdir "$1/stata" "$1/spss" || return 1
	cut -f 1 "$1/.columns" | uniq | while read -r name; do
		grep "^$name	" "$1/.columns" | cut -f 2- >"$1/.table" ||
			return 1
		# Dates in their heads are those of no place.
		for to in "$1/stata/$name.dta" "$1/spss/$name.sav"; do
			TZ=UTC0 "$build/nianbao-export" --columns "$1/.table" \
			    "$1/$name.csv" "$to"
			[ $? = 0 ] || [ $? = 3 ] || return 1
		done
	done
}

# Records of a CSV file without its head: line ends inside quotes are text.
rows_of() {
	awk -F '"' '{ quotes += NF - 1; if (quotes % 2 == 0) n++ }
	    END { print n - 1 }' "$1"
}

export_rest() {
	sed "s/@VERSION@/$nianbao_version/g" "$home/verbs/package.md" \
	    >"$1/README.md" &&
		cp "$home/verbs/example.R" "$home/verbs/example.py" "$1" ||
		return 1
	rm -f "$1"/.[cfhpt]*
	(cd "$1" && find . -type f ! -name '.*' | sed 's/^..//' |
		LC_ALL=C sort | xargs sha256sum -- >.sums &&
		mv .sums SHA256SUMS)
}

verb_export() {
	[ $# = 1 ] || wrong 'export into which folder?'
	case $1 in
	*[\'\"\\\ ]*)
		wrong "a folder without blanks and quotes, please: \"$1\""
		;;
	esac
	[ -z "$(ls -A -- "$1" 2>/dev/null)" ] || die "\"$1\" is not empty"
	build
	connect
	new=$1.part
	rm -rf "$new"
	mkdir -p "$new" || die "could not make $new"
	export_csv "$new" && export_about "$new" && export_stat "$new" &&
		export_rest "$new" || {
		rm -rf "$new"
		die 'could not export'
	}
	[ ! -d "$1" ] || rmdir "$1"
	mv "$new" "$1" || die "could not make $1"
	say "$(find "$1" -name '*.csv' | wc -l) tables in $1"
}
