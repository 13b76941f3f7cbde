/* SPDX-License-Identifier: MIT */
#include "exchange.h"

#include "buf.h"

struct warc_record
exchange_response(const struct exchange *c)
{
	return (struct warc_record){
		.type = WARC_RESPONSE,
		.date = c->date,
		.uri = c->url,
		.ip = c->reply->ip[0] ? str_of(c->reply->ip) : STR_NONE,
		.head = buf_str(&c->reply->head),
		.body = c->reply->body,
		.payload_digest = c->digest,
		.truncated = c->truncated,
	};
}

static int
write_response(struct warc_writer *w, const struct exchange *c,
    struct warc_place *place)
{
	const struct known *k = c->known;
	struct warc_record r = exchange_response(c);

	if (c->truncated.n > 0)
		r.body = str_sub(r.body, 0, EXCHANGE_MAX_TRUNCATED);
	else if (c->profile == WARC_NO_PROFILE)
		r.packed = c->packed;
	if (c->profile != WARC_NO_PROFILE) {
		r.type = WARC_REVISIT;
		r.profile = c->profile;
		r.body = STR_NONE;
		if (c->profile == WARC_SAME_DIGEST)
			r.payload_digest = k->digest;
		r.refers_to = k->record_id;
		r.refers_to_uri = c->url;
		r.refers_to_date = k->record_date;
	}
	return warc_writer_write(w, &r, place);
}

static int
write_request(struct warc_writer *w, const struct exchange *c,
    const struct warc_place *response)
{
	struct warc_record r = {
		.type = WARC_REQUEST,
		.date = c->date,
		.uri = c->url,
		.ip = c->reply->ip[0] ? str_of(c->reply->ip) : STR_NONE,
		.concurrent_to = str_of(response->id),
		.head = buf_str(&c->reply->sent),
	};

	return warc_writer_write(w, &r, NULL);
}

static void
add_field(struct buf *b, const char *name, struct str value, const char *end)
{
	buf_adds(b, name);
	buf_addstr(b, value);
	buf_adds(b, end);
}

/* As other crawlers name these fields: via, hopsFromSeed, outlink. */
static int
write_metadata(struct warc_writer *w, const struct exchange *c,
    const struct warc_place *response, struct warc_place *last)
{
	struct warc_record r = {
		.type = WARC_METADATA,
		.date = c->date,
		.uri = c->url,
		.concurrent_to = str_of(response->id),
	};
	struct buf b;
	size_t i;
	int rc;

	buf_init(&b, 64 << 20);
	if (c->via.n > 0)
		add_field(&b, "via: ", c->via, "\r\n");
	buf_printf(&b, "hopsFromSeed: %d\r\nfetchTimeMs: %d\r\n", c->hops,
	    c->reply->duration_ms);
	if (str_starts(c->url, STR("https:")))
		add_field(&b, "tls: ", str_of(http_tls_name(c->reply->tls)),
		    "\r\n");
	for (i = 0; c->links != NULL && i < c->links->n; i++)
		add_field(&b, "outlink: ", c->links->link[i].url,
		    " L a/@href\r\n");
	if (c->links != NULL && c->links->next.p != NULL)
		add_field(&b, "outlink: ", c->links->next,
		    " L a/@href\r\n");
	r.body = buf_str(&b);
	rc = warc_writer_write(w, &r, last);
	buf_release(&b);
	return rc;
}

int
exchange_write(struct warc_writer *w, const struct exchange *c,
    struct warc_place *response, struct warc_place *last)
{
	if (write_response(w, c, response) != 0)
		return -1;
	*last = *response;
	if (c->profile != WARC_NO_PROFILE)
		return 0;
	return write_request(w, c, response) != 0 ? -1 :
	    write_metadata(w, c, response, last);
}
