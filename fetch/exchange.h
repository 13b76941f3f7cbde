/* SPDX-License-Identifier: MIT */
/*
 * exchange: what was sent and what was answered, as WARC records: response,
 * request and metadata, which belong together; or a revisit alone, since a
 * night on which nothing changed should cost next to nothing.
 */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "frontier.h"
#include "http.h"
#include "list.h"

/* What is kept of a body that is not whole. */
enum { EXCHANGE_MAX_TRUNCATED = 1 << 20 };

struct exchange {
	struct str url;			/* that was asked for */
	const struct http_reply *reply;
	struct str date;		/* when the request was sent */
	struct str via;
	int hops;			/* links from the start */
	struct str digest;		/* of the body; STR_NONE: not known */
	const struct known *known;	/* of the original, for a revisit */
	enum warc_profile profile;	/* WARC_NO_PROFILE: a response */
	struct str truncated;		/* why there is no more, or STR_NONE */
	const struct list *links;	/* found on it, or NULL */
	const struct warc_packed *packed;	/* the response, or NULL */
};

/* The response record. */
struct warc_record exchange_response(const struct exchange *);

/*
 * Writes the records; says where the response is, and where the last record
 * is, which is in the same file. 0 or -1.
 */
int exchange_write(struct warc_writer *, const struct exchange *,
    struct warc_place *response, struct warc_place *last);

#endif
