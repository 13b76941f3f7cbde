# shellcheck shell=sh
# SPDX-License-Identifier: MIT
#
# Brings a database up to the schema in sql/ and the dictionaries in
# common/dict/. Sourced by pipeline.sh and by the tests. $migrate_home is the
# project folder. Says nothing when there is nothing to do.

: "${migrate_home:?}"

# The files are UTF-8, whatever the terminal is.
migrate_psql() {
	PGCLIENTENCODING=UTF8 psql -XAqt -v ON_ERROR_STOP=1 -d "$migrate_dsn" "$@"
}

migrate_ledger() {
	migrate_psql >/dev/null 2>&1 <<-'END'
	CREATE SCHEMA IF NOT EXISTS ops;
	CREATE TABLE IF NOT EXISTS ops.migration (
		version integer PRIMARY KEY,
		name text NOT NULL,
		sha256 text NOT NULL,
		applied_at timestamptz NOT NULL DEFAULT now()
	);
	CREATE TABLE IF NOT EXISTS ops.applied_file (
		name text PRIMARY KEY,
		sha256 text NOT NULL,
		applied_at timestamptz NOT NULL DEFAULT now()
	);
	END
}

migrate_hash() {
	cat "$@" | sha256sum | cut -c 1-64
}

# What takes views or tables away waits for those who read them, and all who
# come later wait behind it: not for long, then migrating fails.
: "${migrate_patience:=60s}"

migrate_alone() {
	echo "SELECT pg_advisory_xact_lock(20080501) \\g /dev/null"
	echo "SET LOCAL lock_timeout = '$migrate_patience';"
}

# One numbered file: applied once, in one transaction with its ledger row.
migrate_one() {
	name=$(basename "$1")
	version=$(echo "${name%%_*}" | sed 's/^0*//')
	hash=$(migrate_hash "$1")
	known=$(migrate_psql -c \
	    "SELECT sha256 FROM ops.migration WHERE version = $version") ||
		return 1
	[ "$known" != "$hash" ] || return 0
	if [ -n "$known" ]; then
		echo "pipeline: $name was changed after it was applied" >&2
		return 1
	fi
	{
		echo "BEGIN; SET LOCAL client_min_messages = notice;"
		migrate_alone
		cat "$1"
		echo "INSERT INTO ops.migration (version, name, sha256)" \
		    "VALUES ($version, '$name', '$hash'); COMMIT;"
	} | migrate_psql >&2
}

migrate_known() {
	migrate_psql -c \
	    "SELECT sha256 FROM ops.applied_file WHERE name = '$1'"
}

migrate_remember() {
	echo "INSERT INTO ops.applied_file VALUES ('$1', '$2')" \
	    "ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256," \
	    "applied_at = now();"
}

# Functions and views are made anew, all together, when one of them changed.
migrate_objects() {
	hash=$(migrate_hash "$migrate_home"/sql/objects/*.sql)
	[ "$(migrate_known objects)" != "$hash" ] || return 0
	{
		echo "BEGIN; SET LOCAL client_min_messages = warning;"
		migrate_alone
		cat "$migrate_home"/sql/objects/*.sql
		migrate_remember objects "$hash"
		echo "COMMIT;"
	} | migrate_psql >&2
}

# Whether a numbered file is still to be applied, here or to a new database.
migrate_pending() {
	done=" $(migrate_psql -c 'SELECT version FROM ops.migration' |
	    tr '\n' ' ') "
	for file in "$migrate_home"/sql/[0-9]*.sql; do
		version=$(basename "$file")
		version=$(echo "${version%%_*}" | sed 's/^0*//')
		case $done in *" $version "*) ;; *) return 0 ;; esac
	done
	return 1
}

# Views hold on to the columns they show: they are gone while tables change,
# and made anew behind it.
migrate_clear() {
	migrate_pending || return 0
	{
		echo "BEGIN; SET LOCAL client_min_messages = warning;"
		migrate_alone
		cat "$migrate_home"/sql/objects/00_drop.sql
		echo "DELETE FROM ops.applied_file WHERE name = 'objects';"
		echo "COMMIT;"
	} | migrate_psql >&2
}

# The columns of a dictionary: the line that starts with @.
migrate_columns() {
	grep -m 1 '^@' "$1" | cut -c 2- | tr -d '\r'
}

migrate_dict_sql() {
	table="dict.\"$2\""
	echo "BEGIN; SET LOCAL client_min_messages = warning;"
	migrate_alone
	echo "CREATE TABLE IF NOT EXISTS $table ();"
	# Only what is missing, and no TRUNCATE: both wait for all readers.
	migrate_columns "$1" | tr '\t' '\n' | sed "s/.*/SELECT 'ALTER TABLE \
dict.\"$2\" ADD COLUMN \"&\" text' WHERE NOT EXISTS (SELECT FROM pg_attribute \
WHERE attrelid = 'dict.\"$2\"'::regclass AND attname = '&') \\\\gexec/"
	echo "DELETE FROM $table;"
	printf 'COPY %s (%s) FROM STDIN (FORMAT csv, DELIMITER E%s,' \
	    "$table" "$(migrate_columns "$1" | sed 's/[^\t]*/"&"/g
	    s/\t/, /g')" "'\\t'"
	printf ' QUOTE E%s, NULL %s);\n' "'\\b'" "''"
	# Rows may leave out empty columns at their end.
	n=$(migrate_columns "$1" | awk -F '\t' '{ print NF }')
	grep -v -e '^[@#]' -e '^$' "$1" | awk -F '\t' -v n="$n" \
	    '{ for (i = NF; i < n; i++) $0 = $0 "\t"; print }'
	echo '\.'
	migrate_remember "dict/$2" "$3"
	echo "COMMIT;"
}

migrate_dicts() {
	for file in "$migrate_home"/common/dict/*.tsv; do
		[ -f "$file" ] || continue
		name=$(basename "$file" .tsv)
		hash=$(migrate_hash "$file")
		[ "$(migrate_known "dict/$name")" != "$hash" ] || continue
		migrate_dict_sql "$file" "$name" "$hash" | migrate_psql >&2 ||
			return 1
	done
}

# The characters that search folds a query by: OpenCC's, as the build has
# them. Of several Simplified ones the first, as in the programs.
migrate_t2s() {
	from=$migrate_home/build/gen/TSCharacters.tsv
	[ -f "$from" ] || return 0
	hash=$(migrate_hash "$from")
	[ "$(migrate_known dict/t2s)" != "$hash" ] || return 0
	chars=$(mktemp) || return 1
	{
		printf '@t\ts\n'
		awk -F '\t' '{ split($2, s, " "); print $1 "\t" s[1] }' "$from"
	} >"$chars"
	migrate_dict_sql "$chars" t2s "$hash" | migrate_psql >&2
	status=$?
	rm -f "$chars"
	return $status
}

# What people decided and corrected, decisions(5): FILE TABLE COLUMNS. Without
# the file the database keeps what it has.
migrate_said() {
	[ -f "$1" ] || return 0
	hash=$(migrate_hash "$1")
	[ "$(migrate_known "dict/$2")" != "$hash" ] || return 0
	if [ "$(migrate_columns "$1" | tr '\t' ' ')" != "$3" ]; then
		echo "pipeline: $1: the first line must name the columns:" \
		    "@$3, with tabs between them" >&2
		return 1
	fi
	migrate_dict_sql "$1" "$2" "$hash" | migrate_psql >&2
}

# What depends on dictionaries, decisions and functions is made anew when one
# of them changed.
migrate_derived() {
	hash=$(migrate_psql -c "SELECT md5(string_agg(name || sha256, ' '
	    ORDER BY name)) FROM ops.applied_file WHERE name IN ('objects',
	    'dict/region', 'dict/office', 'dict/decision',
	    'dict/correction', 'dict/t2s')") || return 1
	[ "$(migrate_known derived)" != "$hash" ] || return 0
	{
		echo "BEGIN; CALL derived.rebuild();"
		migrate_remember derived "$hash"
		echo "COMMIT; CALL derived.refresh();"
	} | migrate_psql >&2
}

# Everything that a database is made to agree with, in one hash.
migrate_all_hash() {
	set -- "$1/decisions.tsv" "$1/corrections.tsv" \
	    "$migrate_home"/sql/*.sql "$migrate_home"/sql/objects/*.sql \
	    "$migrate_home"/common/dict/*.tsv \
	    "$migrate_home/build/gen/TSCharacters.tsv"
	for file in "$@"; do
		[ ! -f "$file" ] || { echo "${file##*/}"; cat "$file"; }
	done | sha256sum | cut -c 1-64
}

# migrate DSN [FOLDER]: 0 when the database is as the files say, those of the
# operator in FOLDER too.
migrate() {
	migrate_dsn=$1
	all=$(migrate_all_hash "${2-}")
	[ "$(migrate_known all 2>/dev/null)" != "$all" ] || return 0
	migrate_ledger || migrate_psql -c 'SELECT 1' >/dev/null || return 1
	# From here on it is as no files say, until all is done.
	migrate_psql -c "DELETE FROM ops.applied_file WHERE name = 'all'" ||
		return 1
	migrate_clear || return 1
	for file in "$migrate_home"/sql/[0-9]*.sql; do
		migrate_one "$file" || return 1
	done
	# New columns of a dictionary must be there before the views.
	migrate_dicts && migrate_t2s && migrate_objects || return 1
	if [ -n "${2-}" ]; then
		migrate_said "$2/decisions.tsv" decision \
		    'decision subject value by on why' &&
		    migrate_said "$2/corrections.tsv" correction \
		    'report_id tbl ind col printed value by on why' || return 1
	fi
	migrate_derived && migrate_remember all "$all" | migrate_psql
}
