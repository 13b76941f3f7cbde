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
		    "$(into .copies)"
	} | export_psql -F '	' && [ -f .copies ] || return 1
	{
		export_begin
		while IFS='	' read -r name command; do
			printf '\\o %s.csv\n%s;\n' "$name" "$command"
		done <.copies
		echo COMMIT\;
	} | export_psql
}

export_about() {
	for csv in *.csv; do
		printf '%s\t%s\t%s\t%s\n' "${csv%.csv}" "$(rows_of "$csv")" \
		    "$(wc -c <"$csv")" "$(sha256sum <"$csv" | cut -c 1-64)" ||
			return 1
	done >.files || return 1
	{
		export_begin
		echo 'COPY file FROM STDIN;'
		cat .files
		echo '\.'
		echo 'SELECT json FROM (SELECT json_build_object AS json' \
		    "FROM datapackage) x $(into .package)"
		echo "SELECT text FROM codebook ORDER BY name" \
		    "$(into .codebook)"
		echo "SELECT text FROM codebook_html ORDER BY name" \
		    "$(into .html)"
		echo "SELECT text FROM codes ORDER BY place $(into .codes)"
		echo "SELECT text FROM codes_html ORDER BY place" \
		    "$(into .codes_html)"
		echo "SELECT name, line FROM stat_line ORDER BY name, place" \
		    "$(into .columns)"
	} | export_psql -F '	' && [ -f .columns ] &&
		mv .package datapackage.json &&
		cat "$home/verbs/codebook.md" .codebook .codes >codebook.md &&
		cat "$home/verbs/codebook.html" .html .codes_html \
		    >codebook.html &&
		echo '</main></body></html>' >>codebook.html
}

# The tables as files of Stata and SPSS, made of the CSV files.
export_stat() {
	mkdir stata spss || return 1
	cut -f 1 .columns | uniq | while read -r name; do
		grep "^$name	" .columns | cut -f 2- >.table || return 1
		# Dates in their heads are those of no place.
		for to in "stata/$name.dta" "spss/$name.sav"; do
			TZ=UTC0 "$build/nianbao-export" --columns .table \
			    "$name.csv" "$to"
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
	    >README.md &&
		cp "$home/verbs/example.R" "$home/verbs/example.py" . ||
		return 1
	rm -f .[cfhpt]*
	find . -type f ! -name '.*' | sed 's/^..//' | LC_ALL=C sort |
		xargs sha256sum -- >.sums && mv .sums SHA256SUMS
}

verb_export() {
	case $#,${1-} in
	1,[!-]*) ;;
	*)
		wrong 'export into which folder?'
		;;
	esac
	out=$(realpath -m -- "$1")
	[ -d "$out" ] || [ ! -e "$out" ] || die "\"$1\" is no folder"
	[ -z "$(ls -A -- "$out" 2>/dev/null)" ] || die "\"$1\" is not empty"
	build
	connect
	new=$out.part
	rm -rf "$new"
	mkdir -p "$new" || die "could not make $new"
	(cd "$new" && export_csv && export_about && export_stat &&
		export_rest) || {
		rm -rf "$new"
		die 'could not export'
	}
	[ ! -d "$out" ] || rmdir "$out"
	mv "$new" "$out" || die "could not make $out"
	say "$(find "$out" -name '*.csv' | wc -l) tables in $1"
}
