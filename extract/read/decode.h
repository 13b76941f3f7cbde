/* SPDX-License-Identifier: MIT */
/*
 * decode: bytes to UTF-8. What the bytes themselves say goes before what a
 * server or a page says of them, since archives are full of pages that lie:
 * byte order mark, valid UTF-8, declared encoding if it fits, else GB18030
 * or Big5 by which of them makes common characters of the bytes.
 */
#ifndef DECODE_H
#define DECODE_H

#include "doc.h"

/*
 * The document as UTF-8 without byte order mark and with LF line ends; a
 * view of `bytes` where nothing had to change, else in the arena. Sets
 * charset and charset_from. Bytes that mean nothing become U+FFFD with the
 * warning bad_bytes; a character cut off by the end is dropped with the
 * warning cut_character. STR_NONE, and d rejected as bad_encoding, when no
 * encoding fits.
 */
struct str decode_utf8(struct doc *d, struct str bytes);

/*
 * "utf-16le" or "utf-16be" if the bytes start with that byte order mark or
 * have the zeros of ASCII in UTF-16 on one side only; else NULL.
 */
const char *decode_utf16(struct str bytes);

#endif
