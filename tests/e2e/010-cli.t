#!/bin/sh
# SPDX-License-Identifier: MIT
# What every program of the project promises on its command line.
. "$(dirname "$0")/tap.sh"

for program in "$B"/nianbao-*; do
	name=$(basename "$program")
	case $name in
	*.*) continue ;;
	esac
	out=$("$program" --help 2>"$scratch/err")
	is $? 0 "$name --help exits 0"
	like "$out" "^usage: $name" "$name --help goes to stdout"
	is "$(cat "$scratch/err")" '' "$name --help says nothing on stderr"
	like "$("$program" --version)" "^$name [0-9]+\\.[0-9]+\\.[0-9]+$" \
	    "$name --version"
	"$program" --no-such-option >"$scratch/out" 2>"$scratch/err"
	is $? 2 "$name refuses a bad option"
	is "$(cat "$scratch/out")" '' "$name: nothing on stdout then"
	like "$(cat "$scratch/err")" "try \"$name --help\"" "$name: advice"

	stage=${name#nianbao-}
	page=$home/$stage/$name.1
	for option in $(printf '%s\n' "$out" | grep -oE -- '--[a-z-]+'); do
		grep -q -- "Fl -${option#--}" "$page"
		ok $? "$name.1 names $option"
	done
done

# Every doubt that a researcher can meet is explained.
for code in $(cat "$home"/extract/*.c | tr -d '\n\t' |
    grep -oE '(doc|part)_warn\([^"()]*"[a-z_]+"' | grep -oE '"[a-z_]+"' |
    tr -d '"' | sort -u); do
	grep -q "Dq $code" "$home/docs/record.5" || echo "$code"
done >"$scratch/unexplained"
is "$(cat "$scratch/unexplained")" '' 'record.5 names every warning'

"$home/pipeline.sh" help >"$scratch/out" 2>"$scratch/err"
is $? 0 'pipeline.sh help exits 0'
"$home/pipeline.sh" no-such-verb >"$scratch/out" 2>"$scratch/err"
is $? 2 'pipeline.sh refuses a bad verb'
finish
