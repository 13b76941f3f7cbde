/* SPDX-License-Identifier: MIT */
/*
 * markdown: the marks that Markdown puts around words (CommonMark 0.31). Text
 * that is none has none of them, so nothing needs to say which it is.
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "doc.h"

/*
 * Adds a line that belongs to no table: "# 一、总体情况" is a heading, "**重点**"
 * a paragraph, "* [首页](/)" a link, a link within words both. "===" and "-----"
 * below a line are nothing, and neither are tags of HTML as <div> and <span>.
 */
void markdown_line(struct doc *, struct str line);

/* The words of a cell: **5** is 5, "1\\.属于" is "1.属于". */
struct str markdown_plain(struct arena *, struct str);

#endif
