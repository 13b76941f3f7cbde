/* SPDX-License-Identifier: MIT */
/*
 * fetch-peer: the least that gives the same archive. A curl_multi loop over a
 * list of URLs, sixteen at a time, that writes request, response and metadata
 * records with the writer of common/. It finds no links, knows no politeness,
 * remembers nothing and is durable only at the end.
 *
 *	fetch-peer DIR <urls
 *
 * Without DIR the work of the libraries is all that is left: what is fetched
 * is digested and packed as often and in as many pieces, and thrown away.
 */
#include <curl/curl.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

#include "msg.h"
#include "warc.h"

enum {
	HANDLES = 16, MAX_BODY = 64 << 20,
	LEVEL = 6		/* as in warcwrite.c */
};

static const char metadata[] = "via: http://127.0.2.1/nb/index_100.html\r\n"
    "hopsFromSeed: 3\r\nfetchTimeMs: 1\r\n";

struct get {
	CURL *easy;
	char url[512], date[WARC_DATE_SIZE];
	struct buf sent, head, body;
};

static size_t
on_body(char *p, size_t size, size_t n, void *to)
{
	buf_add(to, p, size * n);
	return size * n;
}

static int
on_debug(CURL *easy, curl_infotype type, char *p, size_t n, void *arg)
{
	struct get *g = arg;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT)
		buf_add(&g->sent, p, n);
	return 0;
}

static void
setup(struct get *g)
{
	g->easy = curl_easy_init();
	buf_init(&g->sent, MAX_BODY);
	buf_init(&g->head, MAX_BODY);
	buf_init(&g->body, MAX_BODY);
	curl_easy_setopt(g->easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(g->easy, CURLOPT_WRITEDATA, &g->body);
	curl_easy_setopt(g->easy, CURLOPT_HEADERFUNCTION, on_body);
	curl_easy_setopt(g->easy, CURLOPT_HEADERDATA, &g->head);
	curl_easy_setopt(g->easy, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(g->easy, CURLOPT_DEBUGFUNCTION, on_debug);
	curl_easy_setopt(g->easy, CURLOPT_DEBUGDATA, g);
	curl_easy_setopt(g->easy, CURLOPT_PRIVATE, g);
	curl_easy_setopt(g->easy, CURLOPT_NOSIGNAL, 1L);
}

static bool
start(struct get *g, CURLM *multi)
{
	char *end;

	if (fgets(g->url, sizeof(g->url), stdin) == NULL)
		return false;
	end = strchr(g->url, '\n');
	if (end != NULL)
		*end = '\0';
	buf_reset(&g->sent);
	buf_reset(&g->head);
	buf_reset(&g->body);
	warc_now(g->date);
	curl_easy_setopt(g->easy, CURLOPT_URL, g->url);
	curl_multi_add_handle(multi, g->easy);
	return true;
}

static void
keep(struct get *g, struct warc_writer *w)
{
	struct warc_record r = { .type = WARC_RESPONSE,
		.date = str_of(g->date), .uri = str_of(g->url) };
	struct warc_place at;
	char *ip = NULL;

	curl_easy_getinfo(g->easy, CURLINFO_PRIMARY_IP, &ip);
	r.ip = str_of(ip);
	r.head = buf_str(&g->head);
	r.body = buf_str(&g->body);
	if (warc_writer_write(w, &r, &at) != 0)
		fatal("%s", warc_writer_error(w));
	r.type = WARC_REQUEST;
	r.concurrent_to = str_of(at.id);
	r.head = buf_str(&g->sent);
	r.body = STR_NONE;
	warc_writer_write(w, &r, NULL);
	r.type = WARC_METADATA;
	r.ip = r.head = STR_NONE;
	r.body = STR(metadata);
	if (warc_writer_write(w, &r, NULL) != 0)
		fatal("%s", warc_writer_error(w));
}

/* What is thrown away. */
struct waste {
	struct libdeflate_compressor *deflate;
	EVP_MD *sha256;
	EVP_MD_CTX *hash;
	struct buf plain, packed;
};

static struct waste *
waste_new(void)
{
	struct waste *w = xcalloc(1, sizeof(*w));

	w->deflate = libdeflate_alloc_compressor(LEVEL);
	w->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	w->hash = EVP_MD_CTX_new();
	buf_init(&w->plain, MAX_BODY);
	buf_init(&w->packed, MAX_BODY);
	return w;
}

static void
digest(struct waste *w, struct str head, struct str body)
{
	unsigned char md[EVP_MAX_MD_SIZE];

	EVP_DigestInit_ex(w->hash, w->sha256, NULL);
	EVP_DigestUpdate(w->hash, head.p, head.n);
	EVP_DigestUpdate(w->hash, body.p, body.n);
	EVP_DigestFinal_ex(w->hash, md, NULL);
}

/* A record: its headers, about as long as they are, its head and its body. */
static void
pack(struct waste *w, struct str head, struct str body)
{
	static const char headers[] = "WARC/1.1\r\nWARC-Type: response\r\n"
	    "WARC-Record-ID: <urn:uuid:31d7ddbc-aae6-4df5-8ad9-cc82c3eecfd4>"
	    "\r\nWARC-Date: 2026-11-22T08:09:10.123456Z\r\n"
	    "WARC-Target-URI: http://127.0.2.1:8761/nb/202103/t20210312_1.html"
	    "\r\nWARC-IP-Address: 127.0.2.1\r\nWARC-Warcinfo-ID: "
	    "<urn:uuid:7a8a1f5e-91c9-4a15-a9b1-98be0a43b3ee>\r\n"
	    "WARC-Block-Digest: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"
	    "2b0b822cd15d6c15b0f00a08\r\nContent-Type: application/http;"
	    "msgtype=response\r\nContent-Length: 28123\r\n\r\n";

	digest(w, head, body);
	buf_reset(&w->plain);
	buf_adds(&w->plain, headers);
	buf_addstr(&w->plain, head);
	buf_addstr(&w->plain, body);
	libdeflate_gzip_compress(w->deflate, w->plain.p, w->plain.n,
	    buf_room(&w->packed, w->plain.n), w->plain.n);
}

static void
discard(struct get *g, struct waste *w)
{
	digest(w, STR_NONE, buf_str(&g->body));
	pack(w, buf_str(&g->head), buf_str(&g->body));
	pack(w, buf_str(&g->sent), STR_NONE);
	pack(w, STR(metadata), STR_NONE);
}

int
main(int argc, char **argv)
{
	static struct get get[HANDLES];
	struct warc_writer *w = NULL;
	struct waste *waste = waste_new();
	CURLM *multi = curl_multi_init();
	int i, running, left, pages = 0;
	CURLMsg *m;

	msg_init("fetch-peer", 0);
	if (argc > 1)
		w = warc_writer_open(argv[1], "peer", STR_NONE, 0);
	for (i = 0; i < HANDLES; i++) {
		setup(&get[i]);
		start(&get[i], multi);
	}
	do {
		curl_multi_poll(multi, NULL, 0, 1000, NULL);
		curl_multi_perform(multi, &running);
		while ((m = curl_multi_info_read(multi, &left)) != NULL) {
			struct get *g = NULL;

			curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE,
			    (char **)&g);
			if (m->data.result != CURLE_OK)
				fatal("\"%s\" failed", g->url);
			if (w != NULL)
				keep(g, w);
			else
				discard(g, waste);
			pages++;
			curl_multi_remove_handle(multi, g->easy);
			running += start(g, multi);
		}
	} while (running > 0);
	if (warc_writer_close(w) != 0)
		fatal("could not finish the archive");
	printf("%d pages\n", pages);
	return 0;
}
