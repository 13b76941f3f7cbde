/* SPDX-License-Identifier: MIT */
/*
 * capture: an exchange as WARC records: response (or revisit), request and
 * metadata, which belong together.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "frontier.h"
#include "http.h"
#include "list.h"

struct capture {
	const char *url;
	const struct http_reply *reply;
	struct str date;		/* when the request was sent */
	struct str via;
	int hops;			/* links from the start */
	const struct known *known;	/* of the original, for a revisit */
	enum warc_profile profile;	/* WARC_NO_PROFILE: a response */
	const struct list *links;	/* found on it, or NULL */
};

/*
 * Writes the records; says where the response is, and where the last record
 * is, which is in the same file. 0 or -1.
 */
int capture_write(struct warc_writer *, const struct capture *,
    struct warc_place *response, struct warc_place *last);

#endif
