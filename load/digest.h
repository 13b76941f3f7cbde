/* SPDX-License-Identifier: MIT */
/* digest: the SHA-256 of what comes in small pieces. */
#ifndef DIGEST_H
#define DIGEST_H

#include "str.h"

enum { DIGEST_BYTES = 32 };

struct digest {
	struct evp_md_ctx_st *ctx;	/* libcrypto's */
	size_t n;
	unsigned char p[8192];		/* what is not digested yet */
};

void digest_init(struct digest *);
/* What is in p goes into the digest, and p is empty. */
void digest_flush(struct digest *);
void digest_add_long(struct digest *, const void *p, size_t n);

/* The digest of all that was added, and an end of it. */
void digest_end(struct digest *, unsigned char sum[DIGEST_BYTES]);

static inline void
digest_add(struct digest *d, const void *p, size_t n)
{
	if (n > sizeof(d->p) - d->n) {
		digest_add_long(d, p, n);
		return;
	}
	if (n > 0)
		memcpy(d->p + d->n, p, n);
	d->n += n;
}

/* The first 63 bits of the SHA-256 of s: a key that no one has to hand out. */
int64_t digest_key(struct str s);

#endif
