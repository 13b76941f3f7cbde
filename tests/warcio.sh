#!/bin/sh
# SPDX-License-Identifier: MIT
# An independent reader's opinion of our WARC files: the npm package warcio
# reads every record of the files given, checks the digests of resources, and
# makes an index, which must say the same as the one beside the file. Not in CI
# (it wants npm); the tests have a reader of our own.
#	tests/warcio.sh var/demo/warc/*.warc.gz
set -eu

# The places of an index: what both say of them, in one order.
places() {
	sed 's/^[^{]*//' | jq -r '[.url, .status,
	    (.digest // "" | sub("^sha256:"; "")), .length, .offset] | @tsv' |
		sort
}
[ $# -gt 0 ] || { echo 'usage: warcio.sh FILE.warc.gz...' >&2; exit 2; }
dir=${WARCIO_DIR:-/var/tmp/nianbao-warcio}
mkdir -p "$dir"
[ -d "$dir/node_modules/warcio" ] ||
	(cd "$dir" && npm install --silent --no-fund --no-audit warcio)
for file in "$@"; do
	file=$(readlink -f "$file")
	(cd "$dir" && node --input-type=module - "$file" <<'END'
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { WARCParser } from 'warcio';

const file = process.argv[2];
const counts = {};
let bad = 0;
for await (const record of new WARCParser(createReadStream(file))) {
	const hash = createHash('sha256');
	const type = record.warcType;
	const want = record.warcHeader('WARC-Payload-Digest');

	for await (const chunk of record)
		hash.update(chunk);
	counts[type] = (counts[type] || 0) + 1;
	// What warcio hands out of a resource is the payload as it was.
	if (type === 'resource' && want &&
	    want !== 'sha256:' + hash.digest('hex')) {
		console.error(file + ': digest of ' + record.warcTargetURI);
		bad++;
	}
}
console.log(file, JSON.stringify(counts));
process.exit(bad > 0 ? 1 : 0);
END
	)
	cdxj=${file%.warc.gz}.cdxj
	[ -f "$cdxj" ] || continue
	"$dir/node_modules/.bin/warcio" cdx-index "$file" | places \
	    >"$dir/theirs"
	places <"$cdxj" >"$dir/ours"
	diff "$dir/theirs" "$dir/ours" >"$dir/diff" || {
		echo "$cdxj: not what warcio has" >&2
		head -n 10 "$dir/diff" >&2
		exit 1
	}
	echo "$cdxj: $(wc -l <"$dir/ours") places as warcio has them"
done
