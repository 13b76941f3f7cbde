// SPDX-License-Identifier: MIT
// The article that @mozilla/readability finds in the HTML on stdin (UTF-8),
// as HTML. Run with the folder that holds node_modules as argument.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.argv[2] + '/');
const { Readability } = require('@mozilla/readability');
const { JSDOM } = require('jsdom');
const dom = new JSDOM(readFileSync(0, 'utf8'), { url: 'http://localhost/' });
const article = new Readability(dom.window.document).parse();
process.stdout.write(article ? article.content : '');
