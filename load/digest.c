/* SPDX-License-Identifier: MIT */
#include "digest.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "msg.h"

void
digest_init(struct digest *d)
{
	d->n = 0;
	d->ctx = EVP_MD_CTX_new();
	if (d->ctx == NULL ||
	    EVP_DigestInit_ex(d->ctx, EVP_sha256(), NULL) != 1)
		fatal("could not make a digest");
}

void
digest_flush(struct digest *d)
{
	if (EVP_DigestUpdate(d->ctx, d->p, d->n) != 1)
		fatal("could not make a digest");
	d->n = 0;
}

void
digest_add_long(struct digest *d, const void *p, size_t n)
{
	digest_flush(d);
	if (EVP_DigestUpdate(d->ctx, p, n) != 1)
		fatal("could not make a digest");
}

void
digest_end(struct digest *d, unsigned char sum[DIGEST_BYTES])
{
	digest_flush(d);
	if (EVP_DigestFinal_ex(d->ctx, sum, NULL) != 1)
		fatal("could not make a digest");
	EVP_MD_CTX_free(d->ctx);
	d->ctx = NULL;
}

int64_t
digest_key(struct str s)
{
	unsigned char d[SHA256_DIGEST_LENGTH];
	uint64_t n = 0;

	SHA256((const unsigned char *)s.p, s.n, d);
	for (int i = 0; i < 8; i++)
		n = n << 8 | d[i];
	return (int64_t)(n >> 1);
}
