/* SPDX-License-Identifier: MIT */
/*
 * leads: what a report leads to: its attachments, and other reports: many a
 * link that reads like a report leads to those of all agencies.
 */
#ifndef LEADS_H
#define LEADS_H

#include "list.h"

/* Reads the page of a report, UTF-8 text that came from `url`. */
void leads_read(struct arena *, struct str text, const char *url,
    const struct list_options *, struct list *);

#endif
