/* SPDX-License-Identifier: MIT */
/*
 * json: the writing side of JSON Lines. Commas are put where they belong;
 * strings are escaped, with bad UTF-8 written as U+FFFD and NUL as \u0000.
 *
 *	json_open(&b, '{');
 *	json_key(&b, "value"); json_str(&b, STR("0"));
 *	json_close(&b, '}');
 */
#ifndef JSON_H
#define JSON_H

#include "buf.h"

void json_open(struct buf *, char bracket);	/* '{' or '[' */
void json_close(struct buf *, char bracket);	/* '}' or ']' */
void json_key(struct buf *, const char *key);
void json_str(struct buf *, struct str s);	/* null if s.p is NULL */
void json_int(struct buf *, long long n);
void json_bool(struct buf *, bool b);
void json_none(struct buf *);

/* A member of an object in one go. */
void json_member(struct buf *, const char *key, struct str value);
void json_member_int(struct buf *, const char *key, long long n);
void json_member_bool(struct buf *, const char *key, bool b);

#endif
