/* SPDX-License-Identifier: MIT */
#include "net.h"


#include <arpa/inet.h>
#include <netinet/in.h>

#include "opt.h"

static const char *const special[] = {
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
	"169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
	"198.18.0.0/15", "224.0.0.0/3", "::/128", "::1/128", "fc00::/7",
	"fe80::/10", "ff00::/8",
};

/* IPv4 addresses are kept as the IPv6 addresses that stand for them. */
static void
map_v4(const void *v4, unsigned char to[16])
{
	memset(to, 0, 10);
	to[10] = to[11] = 0xFF;
	memcpy(to + 12, v4, 4);
}

static bool
parse_net(const char *text, struct net *net)
{
	char addr[64];
	const char *slash = strchr(text, '/');
	size_t n = slash != NULL ? (size_t)(slash - text) : strlen(text);
	struct in_addr v4;
	long bits, max = 128;

	if (n >= sizeof(addr))
		return false;
	memcpy(addr, text, n);
	addr[n] = '\0';
	if (inet_pton(AF_INET, addr, &v4) == 1) {
		map_v4(&v4, net->addr);
		max = 32;
	} else if (inet_pton(AF_INET6, addr, net->addr) != 1) {
		return false;
	}
	bits = max;
	if (slash != NULL && !opt_number(slash + 1, 0, max, &bits))
		return false;
	net->bits = (int)(bits + (max == 32 ? 96 : 0));
	return true;
}

bool
nets_add(struct nets *nets, struct str cidr)
{
	char text[72];

	if (cidr.n >= sizeof(text) || nets->n == NET_MAX)
		return false;
	memcpy(text, cidr.p, cidr.n);
	text[cidr.n] = '\0';
	if (!parse_net(text, &nets->net[nets->n]))
		return false;
	nets->n++;
	return true;
}

static bool
inside(const struct net *net, const unsigned char addr[16])
{
	int whole = net->bits / 8, rest = net->bits % 8;
	int mask = 0xFF << (8 - rest) & 0xFF;

	return memcmp(net->addr, addr, (size_t)whole) == 0 &&
	    (rest == 0 || ((net->addr[whole] ^ addr[whole]) & mask) == 0);
}

/* NAT64 and 6to4 addresses lead to the IPv4 address inside them. */
static void
unwrap(unsigned char addr[16])
{
	static const unsigned char nat64[12] = { 0, 0x64, 0xFF, 0x9B };
	static const unsigned char compat[12] = { 0 };
	unsigned char v4[4];

	if (memcmp(addr, nat64, 12) == 0)
		memcpy(v4, addr + 12, 4);
	else if (memcmp(addr, compat, 12) == 0 && (addr[12] || addr[13]))
		memcpy(v4, addr + 12, 4);
	else if (addr[0] == 0x20 && addr[1] == 0x02)
		memcpy(v4, addr + 2, 4);
	else
		return;
	map_v4(v4, addr);
}

static bool
address(const struct sockaddr *sa, unsigned char to[16])
{
	if (sa->sa_family == AF_INET)
		map_v4(&((const struct sockaddr_in *)(const void *)sa)->
		    sin_addr, to);
	else if (sa->sa_family == AF_INET6)
		memcpy(to, &((const struct sockaddr_in6 *)
		    (const void *)sa)->sin6_addr, 16);
	else
		return false;
	unwrap(to);
	return true;
}

bool
nets_allow(const struct nets *nets, const struct sockaddr *sa)
{
	unsigned char addr[16];
	struct net deny;
	size_t i;
	int k;

	if (!address(sa, addr))
		return false;
	for (k = 0; nets != NULL && k < nets->n; k++)
		if (inside(&nets->net[k], addr))
			return true;
	for (i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (parse_net(special[i], &deny) && inside(&deny, addr))
			return false;
	return true;
}

void
net_name(const struct sockaddr *sa, char *to, size_t size)
{
	unsigned char addr[16];
	static const unsigned char v4[12] = { [10] = 0xFF, [11] = 0xFF };

	to[0] = '\0';
	if (!address(sa, addr))
		return;
	if (memcmp(addr, v4, 12) == 0)
		inet_ntop(AF_INET, addr + 12, to, (socklen_t)size);
	else
		inet_ntop(AF_INET6, addr, to, (socklen_t)size);
}
