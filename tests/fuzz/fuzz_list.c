/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a list page, plain or, with bit 0 of the first byte, as a
 * gzip body; with bit 1 one that somebody said to be about reports, with bit 2
 * one whose rows may have no address, with bit 3 as a script of a page: reading
 * ends, every link is a web address and the next page is on the same host.
 */
#include <assert.h>
#include <stdint.h>

#include "harness.h"
#include "leads.h"
#include "pagetext.h"
#include "url.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char url[] = "http://a.gov.cn/x/index.html";
	struct list_options o = { .year_from = 2019, .year_to = 2021,
		.dialect = STR("auto") };
	struct arena *a;
	struct list l;
	struct str text;
	size_t i;

	if (n == 0)
		return 0;
	o.start = o.context = (p[0] & 2) != 0;
	if (p[0] & 4)
		o.row_url = STR("http://a.gov.cn/d?id={id}&x={code}");
	a = arena_new(512 << 20);
	text = pagetext(a, (struct str){ (const char *)p + 1, n - 1 },
	    p[0] & 1 ? STR("gzip") : STR_NONE, &o.charset);
	if (text.p != NULL && p[0] & 8) {
		list_script(a, text, STR("script:\nhttp://a.gov.cn/x/\n\n"
		    "var a = '1';\n"), &l);
	} else if (text.p != NULL) {
		list_read(a, text, url, &o, &l);
		for (i = 0; i < l.n; i++)
			assert(str_starts(l.link[i].url, STR("http")));
		assert(l.next.p == NULL || str_starts(l.next, STR("http")));
		leads_read(a, text, url, &o, &l);
		for (i = 0; i < l.n; i++)
			assert(str_starts(l.link[i].url, STR("http")));
	}
	arena_free(a);
	return 0;
}
