/* SPDX-License-Identifier: MIT */
/*
 * names: a resolver for tests, loaded with LD_PRELOAD. The addresses of a name
 * stand in the name itself: "x.127-0-1-91.test" is 127.0.1.91, labels of 32
 * hexadecimal digits are IPv6, several labels several addresses, in this
 * order. With NAMES_LAST set only the last of several is given, as a server
 * of names does that wants to be let in and then points inside.
 */
#include <dlfcn.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int resolver(const char *, const char *, const struct addrinfo *,
    struct addrinfo **);

/* "127-0-1-91" as "127.0.1.91", hexadecimal digits as IPv6. */
static bool
address_of(const char *label, size_t n, char to[64])
{
	size_t i, at = 0;

	if (n != 32 && strspn(label, "0123456789-") < n)
		return false;
	for (i = 0; i < n && at < 60; i++) {
		to[at++] = label[i] == '-' ? '.' : label[i];
		if (n == 32 && i % 4 == 3 && i < 31)
			to[at++] = ':';
	}
	to[at] = '\0';
	return true;
}

int
getaddrinfo(const char *name, const char *service,
    const struct addrinfo *hints, struct addrinfo **all)
{
	resolver *real = NULL;
	struct addrinfo **end = all;
	const char *end_of = name != NULL ? strstr(name, ".test") : NULL;
	const char *p, *next;
	char address[64];

	*(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
	if (end_of == NULL)
		return real(name, service, hints, all);
	*all = NULL;
	for (p = strchr(name, '.'); p < end_of; p = next) {
		next = strchr(++p, '.');
		if ((getenv("NAMES_LAST") != NULL && next != end_of) ||
		    !address_of(p, (size_t)(next - p), address) ||
		    real(address, service, hints, end) != 0)
			continue;
		while (*end != NULL)
			end = &(*end)->ai_next;
	}
	return *all != NULL ? 0 : EAI_NONAME;
}
