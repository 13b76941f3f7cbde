/* SPDX-License-Identifier: MIT */
/*
 * date: dates as pages print them, and dates whose 年, 月 or 日 got lost on the
 * way ("2019131" is 2019-01-31). What is lost is put back only where exactly
 * one day fits; "111日" (1-11 or 11-1) stays ambiguous.
 */
#ifndef DATE_H
#define DATE_H

#include "arena.h"
#include "str.h"

struct date {
	int year, month, day;	/* 0 where absent */
	struct str raw;		/* as found; borrowed from the text */
	bool repaired;		/* 年, 月 or 日 were put back */
};

enum date_fit { DATE_NONE, DATE_OK, DATE_AMBIGUOUS };

/*
 * Reads the date that starts at byte *at, intact or damaged, and moves *at
 * behind it (unless DATE_NONE). Intact: 2019-02-19, 2022/2/11, 2022.2.11,
 * 20220211, 2020年08月02日, 2018年6月, 2018年, 5月15日, 二○一二年二月二十日.
 * Damaged: 2019131, 20181231日, 2018年1231日, 20186月, 516日, 2007年45日.
 * Where no year is printed the date gets `year` (0: none). Impossible dates
 * are DATE_NONE. A caller that reads from the middle of a digit run gets
 * nonsense.
 */
enum date_fit date_at(struct str text, size_t *at, int year,
    struct date *out);

/*
 * The whole of s is an intact date, a time may follow (2019-02-19 09:53:25,
 * 2026-09-28-21:50:00, 2019-02-19T09:53Z). White space around is ignored.
 */
bool date_parse(struct str s, struct date *out);

/* The whole of s is a date, intact or damaged. */
enum date_fit date_repair(struct str s, int year, struct date *out);

/* ISO 8601: "2019-02-19", "2018-06", "2018"; STR_NONE without a year. */
struct str date_iso(struct arena *, const struct date *);

/* Less than, equal to or greater than 0; absent parts count as 0. */
int date_cmp(const struct date *, const struct date *);

/*
 * The day that a URL names, as content systems put it there: t20220126_12.html,
 * /2022/1/26/, /2022-01/26/, /20220126/. False for a month alone (/202201/).
 */
bool date_in_url(struct str url, struct date *out);

/*
 * The period a report covers, from the first sentence in `text` that gives
 * one: 统计期限自2020年1月1日起至2020年12月31日止, also damaged and without 自,
 * 起, 止. A 学年 without days (2022-2023学年) is 1 September to 31 August, with
 * `repaired` set. False when there is none or a date in it is in doubt.
 */
bool date_period(struct str text, struct date *from, struct date *to);

/*
 * The document number in s with its brackets put back: 咸政办发〔201836号 is
 * 咸政办发〔2018〕36号, 闽政办2018〕43号 is 闽政办〔2018〕43号. s itself, and
 * *repaired false, when nothing is missing or it can't be told.
 */
struct str date_docno_repair(struct arena *, struct str s, bool *repaired);

#endif
