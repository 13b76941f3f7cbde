/* SPDX-License-Identifier: MIT */
/*
 * net: which addresses a crawler may connect to. Loopback, private and other
 * special ranges are refused, however they are spelled and
 * also when hidden in an IPv6 address, unless a list of networks says so.
 */
#ifndef NET_H
#define NET_H

#include <sys/socket.h>

#include "str.h"

enum { NET_MAX = 32 };

struct net {
	unsigned char addr[16];	/* IPv4 as ::ffff:a.b.c.d */
	int bits;		/* of the 128 */
};

struct nets {
	struct net net[NET_MAX];
	int n;
};

/* Adds "10.0.0.0/8", "127.0.1.1" or "fd00::/8"; false if it is neither. */
bool nets_add(struct nets *, struct str cidr);

/* Whether the address may be connected to; nets may be NULL. */
bool nets_allow(const struct nets *, const struct sockaddr *);

/*
 * The address as text, an IPv4 address inside an IPv6 one as itself; "" for
 * what is no IP address.
 */
void net_name(const struct sockaddr *, char *to, size_t size);

#endif
