# SPDX-License-Identifier: MIT
# Reads the package: median requests and disclosure rate by year.
import pandas as pd

panel = pd.read_csv("panel.csv", dtype={
    "agency_id": str, "region_code": str, "report_id": str})
# Reports that break their own arithmetic are left out, and reports on a whole
# region are never added to those of its agencies.
use = panel[(panel.scope == "region") & panel.quality.isin(["clean", "flagged"])]
print(use.groupby("report_year")[["new", "disclose_rate"]].median())
# Why numbers are missing: never read these as 0.
print(panel.new_missing.value_counts())
