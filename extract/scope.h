/* SPDX-License-Identifier: MIT */
/*
 * scope: whether a report is of a whole region. Such a report sums up all its
 * departments and townships and says so in its preface; the form itself does
 * not say which (DOMAIN.md C1).
 */
#ifndef SCOPE_H
#define SCOPE_H

#include "str.h"

/*
 * The words that say so (全区各级行政机关, 汇总…各乡镇), or STR_NONE. Only for a
 * government they mean its region: a bureau speaks that way as well.
 */
struct str scope_sign(struct str preface);

/*
 * Of these only 根据各部门、各乡镇人民政府的年度报告编制, wherever it stands. Not
 * 按照各县（市）年度报告编制要求: that says how it is written, not from what.
 */
struct str scope_compiled(struct str text);

/*
 * Whether a report is announced as that of an office of the government and no
 * more: 汉滨区人民政府（区政府办公室）2021年….
 */
bool scope_of_office(struct str text);

#endif
