/* SPDX-License-Identifier: MIT */
/*
 * fetch-million: fills a frontier as if a run had been interrupted, with a
 * million reports on the hosts of fetch-site.
 *
 *	fetch-million DB KEY HOSTS PORT URLS
 */
#include <stdio.h>
#include <stdlib.h>

#include "frontier.h"
#include "msg.h"

int
main(int argc, char **argv)
{
	struct frontier *f;
	struct todo t = { .kind = KIND_REPORT, .via = STR(""),
		.title = STR("2020年政府信息公开工作年度报告"), .depth = 1 };
	char url[256], start[128];
	long i, hosts, urls;

	msg_init("fetch-million", 0);
	if (argc != 6)
		return 2;
	hosts = strtol(argv[3], NULL, 10);
	urls = strtol(argv[5], NULL, 10);
	f = frontier_open(argv[1]);
	frontier_begin(f, argv[2]);
	for (i = 0; i < urls; i++) {
		snprintf(start, sizeof(start), "http://127.0.%ld.%ld:%s/nb/",
		    2 + (i % hosts + 1) / 250, (i % hosts + 1) % 250 + 1,
		    argv[4]);
		snprintf(url, sizeof(url), "%s202103/t20210312_%ld.html",
		    start, i / hosts);
		t.url = str_of(url);
		t.start = str_of(start);
		frontier_add(f, &t);
		if (i % 10000 == 0)
			frontier_commit(f);
	}
	frontier_commit(f);
	frontier_close(f);
	return 0;
}
