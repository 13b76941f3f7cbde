#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much of a page's main text an extractor finds.

	peers_text.py html ENCODING PAGE	readability-lxml's choice, as text
	peers_text.py text			the same walk over HTML on stdin
	peers_text.py score GOLD...		against texts in $TEXTS/NAME.txt
	peers_text.py recall GOLD		the share of its single
		characters that the text has; layout changes only their order

Two scores, both the harmonic mean of mean precision and mean recall:
shingles of four \\w+ tokens (a clause of Chinese is one token), as
article-extraction-benchmark has it, and 4-grams of characters without
white space and punctuation, which line breaks do not change.
"""
import collections
import os
import re
import sys

BREAKS = set('address article aside blockquote br caption center dd div dl dt '
             'figure form h1 h2 h3 h4 h5 h6 hr li main ol p pre section table '
             'tbody td tfoot th thead tr ul'.split())


def walk(html):
    """The text of HTML, a line for each block."""
    import lxml.html

    out = []

    def visit(node):
        if not isinstance(node.tag, str):
            return
        if node.tag in ('script', 'style', 'head', 'noscript'):
            return
        if node.tag in BREAKS:
            out.append('\n')
        out.append(node.text or '')
        for child in node:
            visit(child)
            out.append(child.tail or '')
        if node.tag in BREAKS:
            out.append('\n')

    if html.strip():
        visit(lxml.html.fromstring(html))
    return '\n'.join(filter(None, (' '.join(line.split())
                                   for line in ''.join(out).split('\n'))))


def shingles(text, n=4):
    tokens = re.findall(r'\w+', text)
    if not tokens:
        return collections.Counter()
    n = min(n, len(tokens))
    return collections.Counter(tuple(tokens[i:i + n])
                               for i in range(len(tokens) - n + 1))


def char4(text):
    s = ''.join(re.findall(r'\w', text)).replace('_', '')
    return collections.Counter(s[i:i + 4] for i in range(len(s) - 3))


def compare(got, want):
    """Precision and recall of one page."""
    same = sum((got & want).values())
    return (same / max(sum(got.values()), 1),
            same / max(sum(want.values()), 1))


def score(texts, golds, grams):
    p = r = 0
    for gold in golds:
        name = os.path.basename(gold).replace('.gold.txt', '.txt')
        path = os.path.join(texts, name)
        text = open(path, encoding='utf-8', errors='replace').read() \
            if os.path.exists(path) else ''
        pair = compare(grams(text), grams(open(gold, encoding='utf-8').read()))
        if os.environ.get('VERBOSE'):
            print('#', texts, name, grams.__name__, '%.3f %.3f' % pair)
        p, r = p + pair[0], r + pair[1]
    p, r = p / len(golds), r / len(golds)
    return 2 * p * r / (p + r) if p + r else 0


def letters(text):
    return collections.Counter(re.findall(r'\w', text))


def main(args):
    if args[0] == 'html':
        from readability import Document
        page = open(args[2], 'rb').read().decode(args[1], 'replace')
        print(walk(Document(page).summary()))
    elif args[0] == 'text':
        print(walk(sys.stdin.read()))
    elif args[0] == 'recall':
        name = os.path.basename(args[1]).replace('.gold.txt', '.txt')
        got = open(os.path.join(os.environ['TEXTS'], name)).read()
        print('%.3f' % compare(letters(got), letters(open(args[1]).read()))[1])
    elif args[0] == 'score':
        texts = os.environ['TEXTS']
        print('%.3f %.3f' % (score(texts, args[1:], shingles),
                             score(texts, args[1:], char4)))


main(sys.argv[1:])
