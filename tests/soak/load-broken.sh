#!/bin/sh
# SPDX-License-Identifier: MIT
# RECORDS records, one in a hundred broken, in 20 ways: every good one is
# loaded, and each bad one is in research.reject with its line and reason.
. "$(dirname "$0")/../pg.sh"
pg_start
n=${RECORDS:-1000000}

mkfifo "$tmp/in"
LC_ALL=C awk -v n="$n" -v want="$tmp/want" \
    -f "$home/tests/soak/broken.awk" >"$tmp/in" &
load - <"$tmp/in"
wait
bad=$(wc -l <"$tmp/want")
is "$status.$(summary)" "3.load: seen=$n new=$((n - bad)) changed=0 same=0 rejected=$bad set_aside=0" \
    "of $n records $bad are rejected"
q "SELECT line, code, pointer FROM research.reject ORDER BY line" \
    >"$tmp/rejected"
cmp "$tmp/rejected" "$tmp/want"
ok $? 'each with its line, code and place'
is "$(q "SELECT count(*) FROM research.reject WHERE reason = ''")" 0 \
    'and a reason in words'
is "$(q "SELECT count(*), count(DISTINCT digest) FROM store.document")" \
    "$((n - bad))|$((n - bad))" 'every good one is there'
is "$(q "SELECT count(*) FROM store.document WHERE
    ('x' || right(encode(digest, 'hex'), 8))::bit(32)::integer % 100 = 0")" \
    0 'and no bad one'
is "$(q "SELECT count(*), sum(value) FROM store.cell")" \
    "$(awk -v n="$n" 'BEGIN { for (i = 1; i <= n; i++) if (i % 100) {
	cells += 2; sum += i % 1000 + i % 7 } print cells "|" sum }')" \
    'with its cells'
is "$(q 'SELECT bool_and(n_read = n_new + n_changed + n_same + n_rejected),
    sum(n_read) FROM research.load_batch')" "t|$n" 'the ledger adds up'
pg_end
