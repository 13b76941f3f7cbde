#!/bin/sh
# SPDX-License-Identifier: MIT
# What every program of the project promises on its command line.
. "$(dirname "$0")/tap.sh"

# same_options HELP PAGE: of both, the long ones.
same_options() {
	grep -oE -- '--[a-z][a-z-]+' "$1" | sort -u >"$scratch/offered"
	grep -oE 'Fl -[a-z][a-z-]+' "$2" | sed 's/Fl /-/' | sort -u \
	    >"$scratch/described"
	same "$scratch/described" "$scratch/offered" \
	    "${2##*/} has the options of --help, and no others"
}

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

	printf '%s\n' "$out" >"$scratch/help"
	same_options "$scratch/help" "$home/${name#nianbao-}/$name.1"
done

"$home/pipeline.sh" help >"$scratch/help" 2>"$scratch/err"
is $? 0 'pipeline.sh help exits 0'
page=$home/docs/pipeline.1
# Options of nianbao-fetch are examples there.
sed '/^\.Sh EXAMPLES/,$d; /^\.Fl -\(until\|max-pages\|budget\)/d' "$page" \
    >"$scratch/pipeline.1"
same_options "$scratch/help" "$scratch/pipeline.1"
sed -n 's/^  \([a-z][a-z]*\).*/\1/p' "$scratch/help" | sort >"$scratch/verbs"
sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' "$page" | sort >"$scratch/explained"
same "$scratch/explained" "$scratch/verbs" 'pipeline.1 has the verbs of help'
"$home/pipeline.sh" no-such-verb >"$scratch/out" 2>"$scratch/err"
is $? 2 'pipeline.sh refuses a bad verb'

# Every doubt that a researcher can meet is explained.
for code in $(find "$home/extract" -name '*.c' -exec cat {} + | tr -d '\n\t' |
    grep -oE 'warn[a-z_]*\([^"()]*"[a-z_]+"' | grep -oE '"[a-z_]+"' |
    tr -d '"' | sort -u); do
	grep -q "Dq $code" "$home/docs/record.5" || echo "$code"
done >"$scratch/unexplained"
is "$(cat "$scratch/unexplained")" '' 'record.5 names every warning'
finish
