/* SPDX-License-Identifier: MIT */
#include "key.h"

#include <stdio.h>

#include "buf.h"
#include "digest.h"

static bool
names_no_place(struct str agency)
{
	static const char *const bare[] = { "市", "区", "县", "省", "局" };

	for (size_t i = 0; i < sizeof(bare) / sizeof(*bare); i++)
		if (str_starts(agency, str_of(bare[i])))
			return true;
	return str_chars(agency) <= 4;
}

static bool
agency_key(const struct record *r, int64_t *key)
{
	struct str code = r->fields[FIELD_REGION_CODE].value;
	struct str name = r->fields[FIELD_AGENCY].value;
	struct buf b;

	if (name.n == 0 || (code.p == NULL && names_no_place(name)))
		return false;
	buf_init(&b, RECORD_MAX_LINE);
	buf_addstr(&b, code);
	buf_addc(&b, '\n');
	buf_addstr(&b, name);
	*key = digest_key(buf_str(&b));
	buf_release(&b);
	return true;
}

static int64_t
report_key(const struct record *r, const struct key *k)
{
	char s[128];
	int n;

	if (!k->has_agency || r->report_year == 0 ||
	    str_eq(r->fields[FIELD_KIND].value, STR("other")))
		return digest_key((struct str){ 
		    (const char *)r->digest.sha256,
		    sizeof(r->digest.sha256) });
	n = snprintf(s, sizeof(s), "%016llx\n%d\n%.*s\n%.*s",
	    (unsigned long long)k->agency, r->report_year,
	    STR_ARG(r->fields[FIELD_KIND].value),
	    STR_ARG(r->fields[FIELD_SCOPE].value));
	return digest_key((struct str){ s, (size_t)n });
}

struct key
key_of(const struct record *r)
{
	unsigned char s[8 + sizeof(r->content_digest)];
	struct key k = { 0 };

	k.has_agency = agency_key(r, &k.agency);
	k.report = report_key(r, &k);
	for (int i = 0; i < 8; i++)
		s[i] = (unsigned char)(k.report >> 8 * (7 - i));
	memcpy(s + 8, r->content_digest, sizeof(r->content_digest));
	k.version = digest_key((struct str){ (char *)s, sizeof(s) });
	return k;
}
