/* SPDX-License-Identifier: MIT */
/*
 * sandbox: what reads foreign bytes has no business with a network. The
 * filter is inherited by the converters that a worker starts.
 */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>

/*
 * From here on, this process and its children cannot make a socket other
 * than a Unix one: socket(2) fails with EACCES. False where the kernel or the
 * machine does not offer seccomp; nothing has changed then.
 */
bool sandbox_no_network(void);

#endif
