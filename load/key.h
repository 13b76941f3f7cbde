/* SPDX-License-Identifier: MIT */
/*
 * key: what a record is called in the database. Keys are the first 63 bits of
 * a SHA-256 of content, so that every order of loading, and every rebuild,
 * gives the same ones.
 */
#ifndef KEY_H
#define KEY_H

#include "line.h"

struct key {
	bool has_agency;	/* the agency can be told from all others */
	int64_t agency;
	int64_t report;
	int64_t version;
};

/*
 * The keys of a record that is ok. An agency is its region code and its name;
 * its name alone where that has more than four characters and does not start
 * with a bare 市, 区, 县, 省 or 局, else it is unresolved: a "市财政局" of
 * unknown place must never merge two places. A report is agency, year, kind
 * and scope; unresolved, without year or of kind other it is its document.
 */
struct key key_of(const struct record *);

#endif
