# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# The verb show: a report beside the page that it was read from. Sourced by
# pipeline.sh.
: "${var:?}" "${home:?}" "${dsn?}"

# The tables of the archived page, laid out as they stand there.
show_tables() {
	psql -XqAt -v id="$1" -d "$dsn" <<-'END' |
	SELECT table_no FROM research.table_grid WHERE report_id = :'id'
	ORDER BY 1
	END
	while read -r no; do
		psql -Xq -v id="$1" -v no="$no" -d "$dsn" <<-'END'
		\pset footer off
		\pset null ''
		\pset format unaligned
		\t on
		SELECT format('== table %s: %s rows, %s columns %s', table_no,
		    rows, cols, regexp_replace(caption, '[[:cntrl:]]+', ' ', 'g'))
		FROM research.table_grid
		WHERE report_id = :'id' AND table_no = :'no';
		\t off
		\pset format aligned
		SELECT (c ->> 'row')::integer AS row,
		    (c ->> 'col')::integer AS col,
		    replace(c ->> 'text', E'\n', ' ') AS text
		FROM research.table_grid, jsonb_array_elements(grid) c
		WHERE report_id = :'id' AND table_no = :'no'
		ORDER BY 1, 2
		\crosstabview row col text col
		END
	done
}

# Where in the archive the page may be that report $1 was read from, if it is
# HTML, a line each: file as archives() names it, offset, charset, digest.
# Imported files may have the same name.
archived_pages() {
	psql -XqAt -F '	' -v id="$1" -d "$dsn" <<-'END' |
	SELECT replace(replace(replace(d.warc_file, '\', '\\'), E'\t', '\t'),
	    E'\n', '\n'), d.warc_offset, d.charset, d.digest
	FROM research.document d
	JOIN research.report_source s ON (s.report_id, s.source) =
	    (d.report_id, d.source) AND s.is_current
	    AND s.captured_at IS NOT DISTINCT FROM d.fetched_at
	WHERE d.report_id = :'id' AND d.mime IN ('text/html',
	    'application/xhtml+xml') AND strpos(d.source, '!/') = 0
	ORDER BY s.is_official DESC, d.fetched_at DESC, d.source LIMIT 1
	END
	while IFS='	' read -r file at charset digest; do
		archives | cut -f 1 | while read -r warc; do
			[ "$(basename "$warc")" != "$file" ] ||
				printf '%s\t%s\t%s\t%s\n' "$warc" "$at" \
				    "$charset" "$digest"
		done
	done
}

# The bytes of archive $1 from offset $2 on, not compressed.
archive_from() {
	case $1 in
	*.gz)
		tail -c +$(($2 + 1)) -- "$1" | gzip -dc 2>/dev/null
		;;
	*)
		tail -c +$(($2 + 1)) -- "$1"
		;;
	esac
}

# The page that report $1 was read from, in UTF-8, if it is there.
page_bytes() {
	archived_pages "$1" | while IFS='	' read -r warc at charset digest; do
		archive_from "$(archive_path "$warc")" "$at" |
			perl "$home/verbs/payload.pl" "$digest" >"$show/bytes" ||
			continue
		iconv -c -f "$charset" -t UTF-8 "$show/bytes"
		break
	done
}

# The archived page in a frame that runs no script and loads nothing. What a
# policy does not keep a browser from, to look up names and to connect ahead,
# is marked up as something else.
show_frame() {
	page_bytes "$1" >"$show/page"
	[ -s "$show/page" ] || {
		echo '<p>It is no page that can be shown here.</p>'
		return
	}
	echo '<iframe title="The page in the archive" sandbox srcdoc="'
	{
		echo '<meta http-equiv="Content-Security-Policy" content="' \
		    "default-src 'none'; style-src 'unsafe-inline';" \
		    'img-src data:">' \
		    '<meta http-equiv="x-dns-prefetch-control" content="off">'
		sed -E 's/<(link|base|i?frame|object|embed|portal)/<x-\1/gI' \
		    "$show/page"
	} | sed 's/&/\&amp;/g; s/"/\&quot;/g'
	echo '"></iframe>'
}

show_html() {
	show=$(mktemp -d) || die 'could not make a folder for what is between'
	trap 'rm -rf "$show"' EXIT
	cat "$home/verbs/show.html" >"$show/html"
	psql -XqAt -v ON_ERROR_STOP=1 -v id="$1" -d "$dsn" \
	    -f "$home/verbs/show-page.sql" >>"$show/html" ||
		die 'could not ask'
	show_frame "$1" >"$show/frame"
	# No text of a report has the mark: a "<" is escaped there.
	sed -e "/^<!--page-->\$/r $show/frame" -e '/^<!--page-->$/d' "$show/html"
}

show_text() {
	# That a reader such as head(1) has gone is no fault of the database.
	shown=$(psql -X -v ON_ERROR_STOP=1 -v id="$1" -d "$dsn" \
	    -f "$home/verbs/show.sql") || die 'could not ask'
	printf '%s\n' "$shown"
	show_tables "$1"
}

verb_show() {
	form=show_text
	if [ "${1-}" = --html ]; then
		form=show_html
		shift
	fi
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
	$form "$1"
}
