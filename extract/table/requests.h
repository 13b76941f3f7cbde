/* SPDX-License-Identifier: MIT */
/*
 * requests: table 3, 收到和处理政府信息公开申请情况 (DOMAIN.md A2): rows in
 * groups, seven columns of applicants, sometimes 小计 as an eighth.
 */
#ifndef REQUESTS_H
#define REQUESTS_H

#include "part.h"

void requests_code(struct part *);

#endif
