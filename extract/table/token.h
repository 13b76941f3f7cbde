/* SPDX-License-Identifier: MIT */
/*
 * token: a paragraph read as cells of a table: words of the forms and numbers
 * and nothing else. "信息内容本年处理决定数量" is two, "行政许可 97" is two.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include "doc.h"
#include "forms.h"

enum token_kind { TOKEN_LABEL, TOKEN_NUMBER };

struct token {
	enum token_kind kind;
	bool heading;		/* over rows of an annex; prose has the like */
	size_t from, to;	/* bytes of the text */
};

struct tokens {
	struct token *v;
	size_t n;
};

/*
 * Appends the tokens of `hans` from byte `at` on; returns where they end:
 * hans.n if all of it is words of the forms and numbers.
 */
size_t token_read(struct arena *, const struct forms *, struct str hans,
    size_t at, struct tokens *);

/* Where the header of a statistics table stands in running text; or -1. */
ptrdiff_t token_annex(struct str hans);

#endif
