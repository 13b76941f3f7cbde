/* SPDX-License-Identifier: MIT */
/*
 * who: which agency a document is of, by its title or, where that does not
 * say, by what its text says of who wrote it (DOMAIN.md C1).
 */
#ifndef WHO_H
#define WHO_H

#include "agency.h"
#include "date.h"
#include "headline.h"

struct who {
	struct agency agency;
	struct str raw;		/* the name as found */
	const char *from;	/* "title", "announced in the preface", ... */
	bool guess;		/* everything but the title is one */
	struct date session;	/* of a people's congress; year 0: none */
	/*
	 * The office of a government that compiled a report of which is not
	 * told whether it is its own or the government's; mostly empty.
	 */
	struct str compiler;
};

/*
 * False when nobody can be told; *out then holds only the session and the
 * compiler. `kind` is
 * that of the document, `year` the one reported on, 0 unknown. Warning:
 * region_inferred.
 */
bool who_find(struct doc *, const struct regions *, int year, struct str kind,
    const struct headline *, struct who *out);

/*
 * The name in front of the day that a text ends with, when both stand at the
 * end of a longer line (…汉滨区财政局2017年1月13日); STR_NONE if they do not.
 */
struct str who_signed(const struct doc *, struct date *);

/* Who the page says it comes from (来源); STR_NONE if it does not. */
struct str who_published(const struct doc *);

/*
 * The year of the report that the preface announces (现公布汉滨区教育局2021年…
 * 报告, 编制了2021年…报告), 0 if it announces none.
 */
int who_announced_year(const struct doc *);

#endif
