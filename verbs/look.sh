# shellcheck shell=sh
# SPDX-License-Identifier: MIT
