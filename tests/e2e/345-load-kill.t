#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/soak/load-kill.sh, in short: once each of the five ways.
KILLS=5 DEFER=--defer
. "$(dirname "$0")/../soak/load-kill.sh"
