# SPDX-License-Identifier: MIT
# Reads the package: median requests and disclosure rate by year, from CSV with
# nothing but R, then the reasons of missing numbers from the Stata file.
panel <- read.csv("panel.csv", na.strings = "", encoding = "UTF-8",
    colClasses = c(agency_id = "character", region_code = "character",
	report_id = "character"))
# Reports that break their own arithmetic are left out, and reports on a whole
# region are never added to those of its agencies.
use <- subset(panel, scope == "region" & quality %in% c("clean", "flagged"))
print(aggregate(use[c("new", "disclose_rate")], use["report_year"], median,
    na.rm = TRUE))

if (requireNamespace("haven", quietly = TRUE)) {
	panel <- haven::read_dta("stata/panel.dta")
	print(attr(panel$new, "label"))
	# a blank, b dash, c text, d not asked, e no report, f absent, g parts
	print(table(panel$report_year, haven::na_tag(panel$new)))
}
