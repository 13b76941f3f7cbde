/* SPDX-License-Identifier: MIT */
#include "kind.h"

const char *
kind_name(enum kind kind)
{
	static const char *const names[] = { "list", "page", "report",
		"attachment", "robots", "sitemap" };

	return names[kind];
}
