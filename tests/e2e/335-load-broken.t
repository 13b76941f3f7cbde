#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/soak/load-broken.sh, in short: twice each of the 20 ways.
RECORDS=4000
. "$(dirname "$0")/../soak/load-broken.sh"
