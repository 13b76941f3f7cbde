/* SPDX-License-Identifier: MIT */
/*
 * key: what a record is called in the database. Keys are the first 63 bits of
 * a SHA-256 of content, so that every order of loading, and every rebuild,
 * gives the same ones.
 */
#ifndef KEY_H
#define KEY_H

#include "line.h"

/* The place of ministries, which have no code of GB/T 2260. */
#define KEY_CENTRAL "000000"

enum { KEY_MAX_PLACE = 128 };

struct key {
	bool has_agency;	/* the agency can be told from all others */
	char place[KEY_MAX_PLACE];	/* what tells it; "": its region */
	int64_t agency;
	int64_t report;
	int64_t version;
};

/*
 * The keys of a record that is ok. An agency is its place and its name. The
 * place is the region code; without one, KEY_CENTRAL for a body of level
 * central, else the site of the government that published it
 * (aaxian.gov.cn): there are many a 城关镇人民政府 (DOMAIN.md C2), and a
 * person is asked which one that is. Without any of these it is unresolved,
 * as is a name of four characters at most, or one that starts with a bare 市,
 * 区, 县, 省 or 局, without a region: a 市财政局 of unknown place must never
 * merge two places. A report is agency, year, kind and scope; unresolved,
 * without year or of kind other it is its document.
 */
struct key key_of(const struct record *);

#endif
