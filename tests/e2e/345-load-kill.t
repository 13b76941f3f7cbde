#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/soak/load-kill.sh, in short.
KILLS=10
. "$(dirname "$0")/../soak/load-kill.sh"
