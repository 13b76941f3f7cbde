// SPDX-License-Identifier: MIT
// parse-chinese-number on mentions.tsv (stdin): how many of them are right.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.argv[2] + '/');
const parse = require('parse-chinese-number');
const read = parse.parseChineseNumber ?? parse.default ?? parse;
let right = 0;
for (const line of readFileSync(0, 'utf8').split('\n')) {
	if (line === '' || line.startsWith('#'))
		continue;
	const [mention, want] = line.split('\t');
	let got = NaN;
	try {
		got = Number(read(mention));
	} catch {
		// Not a number to it.
	}
	right += want === '-' ? Number.isNaN(got) : got === Number(want);
}
console.log(right);
