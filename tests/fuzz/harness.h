/* SPDX-License-Identifier: MIT */
/*
 * harness: what libFuzzer, or replay.c, calls with each input. A harness
 * returns 0; what must hold of any input it asserts.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

#endif
