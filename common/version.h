/* SPDX-License-Identifier: MIT */
#ifndef VERSION_H
#define VERSION_H

#define NIANBAO_VERSION "0.1.0"

/*
 * Goes up by one with every change that makes extract say something else of
 * the same document. The loader takes the higher one for the better reading,
 * and never for a revision of the report.
 */
#define EXTRACTOR_VERSION 7

/* The version of record(5) that extract writes and load reads. */
#define RECORD_FORMAT 1

#endif
