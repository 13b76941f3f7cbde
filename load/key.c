/* SPDX-License-Identifier: MIT */
#include "key.h"

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "digest.h"

static bool
names_no_place(struct str agency)
{
	return str_starts_any(agency, "市 区 县 省 局") > 0 ||
	    str_chars(agency) <= 4;
}

/* Whether a label says which of a government's own sites it is, not whose. */
static bool
is_service(struct str label)
{
	return str_is_any(label, "www www1 www2 www3 m wap mobile 3g big5 "
	    "xxgk zwgk zfxxgk zfxxgkw zwxxgk xxgkw gk new old");
}

/* The host of a URL, as it is written; empty for a path. */
static struct str
host_of(struct str url)
{
	ptrdiff_t at = str_find(url, STR("://"), 0);
	struct str host;
	size_t n = 0;

	if (at < 0)
		return STR("");
	host = str_sub(url, (size_t)at + 3, url.n);
	while (n < host.n && strchr("/?#", host.p[n]) == NULL)
		n++;
	host.n = n;
	if ((at = str_find(host, STR("@"), 0)) >= 0)
		host = str_sub(host, (size_t)at + 1, host.n);
	if ((at = str_find(host, STR(":"), 0)) >= 0)
		host.n = (size_t)at;
	return host;
}

/*
 * Whose site a URL lies on: its host in small letters, services in front of
 * what is registered dropped (zfxxgk.aaxian.gov.cn is aaxian.gov.cn,
 * aa.bbshi.gov.cn is another one than bb.bbshi.gov.cn). False: none.
 */
static bool
site_of(struct str url, char place[KEY_MAX_PLACE])
{
	struct str host = host_of(url), rest;

	if (host.n == 0 || host.n >= KEY_MAX_PLACE)
		return false;
	for (size_t i = 0; i < host.n; i++)
		place[i] = host.p[i] >= 'A' && host.p[i] <= 'Z' ?
		    (char)(host.p[i] - 'A' + 'a') : host.p[i];
	host.p = place;
	for (rest = host; is_service(str_cut(&rest, '.')) &&
	    !str_eq(rest, STR("gov.cn"));)
		host = rest;
	memmove(place, host.p, host.n);
	place[host.n] = '\0';
	return host.n > 0;
}

/*
 * Whose name it is where the record has no region: the State Council's, else
 * that of the government whose site it stands on. Copies elsewhere tell
 * nobody.
 */
static bool
place_of(const struct record *r, struct str name, char place[KEY_MAX_PLACE])
{
	place[0] = '\0';
	if (r->fields[FIELD_REGION_CODE].value.p != NULL)
		return true;
	if (str_eq(r->fields[FIELD_LEVEL].value, STR("central"))) {
		memcpy(place, KEY_CENTRAL, sizeof(KEY_CENTRAL));
		return true;
	}
	return !names_no_place(name) && r->is_official && !r->is_mirror &&
	    site_of(r->source, place);
}

static bool
agency_key(const struct record *r, struct key *k)
{
	struct str name = r->fields[FIELD_AGENCY].value;
	struct buf b;

	if (name.n == 0 || !place_of(r, name, k->place)) {
		k->place[0] = '\0';
		return false;
	}
	buf_init(&b, RECORD_MAX_LINE);
	buf_addstr(&b, k->place[0] != '\0' ? str_of(k->place) :
	    r->fields[FIELD_REGION_CODE].value);
	buf_addc(&b, '\n');
	buf_addstr(&b, name);
	k->agency = digest_key(buf_str(&b));
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

	k.has_agency = agency_key(r, &k);
	k.report = report_key(r, &k);
	for (int i = 0; i < 8; i++)
		s[i] = (unsigned char)(k.report >> 8 * (7 - i));
	memcpy(s + 8, r->content_digest, sizeof(r->content_digest));
	k.version = digest_key((struct str){ (char *)s, sizeof(s) });
	return k;
}
