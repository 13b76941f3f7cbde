#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""pandas.read_html on tests/fixtures/grids.

	peers_tables.py DIR	right slots, all slots, exact tables, tables
"""
import glob
import os
import signal
import sys
import warnings

import pandas

warnings.simplefilter('ignore')


def rows_of(frame):
    """The frame as text, what pandas took for headers included."""
    head = []
    if not all(isinstance(c, int) for c in frame.columns):
        levels = frame.columns.nlevels
        head = [[c if levels == 1 else c[i] for c in frame.columns]
                for i in range(levels)]
    return [['' if x != x or x is None else
             str(int(x)) if isinstance(x, float) and x == int(x) else str(x)
             for x in row] for row in head + frame.values.tolist()]


right = slots = exact = 0
pages = sorted(glob.glob(os.path.join(sys.argv[1], '*.html')))
for page in pages:
    with open(page[:-5] + '.tsv', encoding='utf-8') as f:
        want = [line.rstrip('\n').split('\t') for line in f]
    signal.alarm(60)
    try:
        got = rows_of(pandas.read_html(page, encoding='utf-8')[0])
    except Exception:
        got = []
    signal.alarm(0)
    same = sum(i < len(got) and j < len(got[i]) and
               got[i][j].strip() == value
               for i, row in enumerate(want) for j, value in enumerate(row))
    size = sum(map(len, want))
    right += same
    slots += size
    exact += same == size == sum(map(len, got))
print(right, slots, exact, len(pages))
