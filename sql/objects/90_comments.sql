-- SPDX-License-Identifier: MIT
-- What each view and column means, for whoever reads it in psql (\d+), and
-- who may read it. A column of the same name means the same in every view;
-- where it does not, the view's own line says so.
CREATE TEMPORARY TABLE told (view text, col text, comment text)
    ON COMMIT DROP;

-- Views.
INSERT INTO told VALUES
('report', NULL, 'One row for each report: its current version. Reports without agency or year are here too and in research.unresolved.'),
('report_source', NULL, 'Every place where a version of a report that is in force was seen. A version without a row here is only an older program''s reading.'),
('cell', NULL, 'Cells as printed in the statutory tables of the current versions. What is not printed has no row; a blank cell has a row with state blank and no value.'),
('cell_derived', NULL, 'Numbers worked out from printed cells, such as a total that was left blank. Never mixed with research.cell.'),
('check_result', NULL, 'What each consistency rule (research.rule) says of each report. Rules X and H compare it with other reports, as they were when the last load ended.'),
('warning', NULL, 'Every doubt about what was read: look here before trusting a number.'),
('figure', NULL, 'Numbers in the prose, with the sentence they stand in.'),
('section', NULL, 'The prose, section by section, tables left out.'),
('table_grid', NULL, 'Every table as it stands in the document, lossless, also those that are in no statutory form.'),
('attachment', NULL, 'Files that a report links to.'),
('field', NULL, 'How each fact about a report (title, agency, year, ...) was told, and whether it is a guess.'),
('document', NULL, 'Every document ever seen, once for each place and time it was seen, also those that could not be read.'),
('reject', NULL, 'Lines that could not be loaded, and why.'),
('load_batch', NULL, 'The ledger: one row for each transaction of a load. n_read = n_new + n_changed + n_same + n_rejected.'),
('run', NULL, 'Runs: of the loader (stage load), their batches added up, and of the nightly pipeline (stage pipeline), which call it.'),
('crawl_log', NULL, 'Every attempt of the crawler to get a URL, also those that failed, were forbidden or found the same as before. crawllog(5) lists the words.'),
('host', NULL, 'Hosts that were crawled, as they were at the end of the last run that had to do with them, and hosts that documents came from.'),
('unresolved', NULL, 'What a person may decide (decisions(5)): reports that cannot be placed in a panel, which are kept under a key made of their bytes; agencies that may be one, or cannot.'),
('source_conflict', NULL, 'Cells that differ between two versions of a report that are both in force: the chosen one, and another.'),
('indicator', NULL, 'What the codes in ind mean. tbl 0: figures in prose.'),
('indicator_column', NULL, 'What the codes in col mean.'),
('rule', NULL, 'The consistency rules.'),
('decision', NULL, 'What people decided about agencies and reports, decisions(5), and whether each decision has found what it speaks of.'),
('correction', NULL, 'Cells that people corrected, decisions(5), with what is printed there. A correction holds as long as the report in force prints what was corrected.'),
('agency_name', NULL, 'Every name that an agency bears in its reports, and how it was told that they are one agency.'),
('agency_link', NULL, 'Which agency came after which. They are not one series; region_panel follows what became of regions.'),
('region', NULL, 'Regions with the years in which code and name were valid: several rows for a code that was renamed.'),
('agency', NULL, 'Agencies, named as in their latest report; names has all their names. An agency renamed beyond what the rules know is two rows until a person decides, see research.unresolved.'),
('requests', NULL, 'Requests for information in total, one row for each agency, year and scope. A group is the sum of its rows where all of them are known, else its printed subtotal, else null. Reports of 2014-2018 (bridged) have only what their form shares with today''s.'),
('request_reason', NULL, 'Why information was not given: one row for each reason of the form.'),
('request_applicant', NULL, 'Who asked: new requests by kind of applicant, and what became of those closed.'),
('proactive', NULL, 'Cells of table 2: what was published without being asked for.'),
('disputes', NULL, 'Reconsideration and litigation, by group.'),
('decisions', NULL, 'Decisions on licences, penalties and coercion, and their change.'),
('normdoc_flow', NULL, 'Normative documents issued, repealed and in force, and whether the stock follows from the year before (form of 2021 only).'),
('carry_gap', NULL, 'Requests carried over: what a report says it took over, against what the year before said it left.'),
('timeliness', NULL, 'When a report was published and when it was due.'),
('text_reuse', NULL, 'How like a report is to the agency''s own one of the year before, and to the nearest of the near copies in the same year (near_copies of them), by fingerprints of the text without its numbers.'),
('section_reuse', NULL, 'How like each part of a report (一、二、…) is to that of the agency''s own one of the year before: boilerplate that is copied from year to year.'),
('figure_series', NULL, 'Coded figures of the prose as series. Null where a report names several numbers for one thing.'),
('coverage', NULL, 'For each agency and scope ever seen and each year of the database, whether there is a report.'),
('panel', NULL, 'Every agency and scope ever seen in every year of the database, with its requests; beside each number, where it is missing, the reason: no_report (there is none of that year); not_asked (the form does not ask for it); blank, na, text (the state of the printed cell); corrected (a person says that what is printed is no number of this cell); absent (the form asks for it and no cell of it was found); parts (it cannot be worked out, because a part of it is not known).'),
('quality', NULL, 'How many checks a report passes and fails.'),
('region_panel', NULL, 'Requests by region as regions are now: sums over the reports placed there. Follows mergers and changes of code. A report of a region that was split counts in full in each part (split_source): leave those out of sums over regions. Where a merged region lacks a report, regions_reported is less than regions.');

-- Columns that mean the same everywhere.
INSERT INTO told VALUES
('*', 'report_id', 'Key of the report: 16 hexadecimal digits made of agency, year, kind and scope. The same in every rebuild.'),
('*', 'agency_id', 'Key of the agency: 16 hexadecimal digits made of region code and name, the latest ones where it or its region was renamed; of the site of the government that published it where no region is known. Null when the agency cannot be told from others.'),
('*', 'agency', 'Name of the agency with its own region, Simplified.'),
('*', 'agency_kind', 'government, department, zone, township or other.'),
('*', 'region_code', 'GB/T 2260 code of the region in the reporting year; 000000: ministries and other central bodies.'),
('*', 'region_name', 'Name of the region in the reporting year.'),
('*', 'province', 'Name of the province.'),
('*', 'level', 'central, province, prefecture, county or township.'),
('*', 'report_year', 'The year reported on, not that of publication.'),
('*', 'scope', 'own: the agency''s own work; region: all agencies of the region together. Never add the two.'),
('*', 'template', 'Form of the report, told by its tables: T2008, T2014, T2019 or T2021.'),
('*', 'quality', 'failed: a check failed; flagged: a check warns or there is a warning; clean: neither.'),
('*', 'corrected', 'Whether a person corrected numbers: see research.correction.'),
('*', 'why', 'The reason given.'),
('*', 'source', 'URL, or the path as given to import, of the current version.'),
('*', 'kind', 'ogi_annual, work_summary, gov_work_report or other.'),
('*', 'title', 'Title in Simplified characters.'),
('*', 'tbl', 'Table: 2 proactive disclosure, 3 requests, 4 disputes, 8 local tables to 2013, 14 annex of 2014-2018; 0 none.'),
('*', 'ind', 'Code of the row: see research.indicator.'),
('*', 'col', 'Code of the column: see research.indicator_column.'),
('*', 'value', 'The number, exact. Null: not printed or not known; never to be read as 0.'),
('*', 'unit', 'Unit of the value.'),
('*', 'state', 'num: a number; blank: nothing printed; na: a dash, a slash or 无; text: something else.'),
('*', 'raw', 'As found, damage and all.'),
('*', 'label_zh', 'Chinese label.'),
('*', 'label_en', 'English label.'),
('*', 'ord', 'Place in the printed order.'),
('*', 'templates', 'Forms that have it.'),
('*', 'aliases', 'Other ways in which it is printed.'),
('*', 'is_official', 'Whether the host is a government''s own and the text bears no mark of a mirror.'),
('*', 'digest', 'SHA-256 of the bytes.'),
('*', 'detail', 'In words.'),
('*', 'first_seen', 'First capture; null for plain files.'),
('*', 'last_seen', 'When it was last found to be so; null for plain files.'),
('*', 'run_id', 'Key of the run, made up at its start.'),
('*', 'batch_id', 'Number of the transaction.'),
('*', 'started_at', 'Start.'),
('*', 'finished_at', 'End.'),
('*', 'input', 'File that was loaded.'),
('*', 'n_read', 'Lines read.'),
('*', 'n_new', 'Documents of reports not known before, and documents set aside for the first time.'),
('*', 'n_changed', 'Documents that gave a known report another version, and known documents read by another extractor.'),
('*', 'n_same', 'Records that said nothing new.'),
('*', 'n_rejected', 'Lines that could not be loaded: see research.reject.'),
('*', 'n_set_aside', 'Records loaded of documents that could not be read (counted above too): see research.document.'),
('*', 'host', 'Name of the host, with its port if that is not the usual one.'),
('*', 'warc_file', 'Archive that holds the bytes.'),
('*', 'warc_offset', 'Where in the archive.'),
('*', 'http_status', 'What the server answered.'),
('*', 'bytes', 'Size.'),
('*', 'section', 'Ordinal of the section; 0: none.'),
('*', 'sentence', 'The sentence as found.'),
('*', 'yoy', 'Value divided by that of the year before; null unless both are known and the divisor is not 0.'),
('*', 'share', 'Part of the whole; null when some of the whole is not known.'),
('*', 'new', 'Requests received in the year (req_new).'),
('*', 'carry_in', 'Requests carried over from the year before (req_carry_in).'),
('*', 'open', 'Information given (req_open).'),
('*', 'partial', 'Information given in part (req_partial).'),
('*', 'deny', 'Refused: the eight reasons together.'),
('*', 'unable', 'Could not be given: the three reasons together.'),
('*', 'reject', 'Not dealt with: the five reasons together.'),
('*', 'other', 'Dealt with otherwise.'),
('*', 'done', 'Results in total (req_total).'),
('*', 'carry_out', 'Carried over to the next year (req_carry_out).'),
('*', 'captured_at', 'When it was captured; null for plain files.'),
('*', 'fetched_at', 'When it was captured; null for plain files.'),
('*', 'rule', 'Code of the rule: see research.rule.'),
('*', 'published_on', 'Date of publication as printed or told by the page; null: unknown.'),
('*', 'version', 'Number of the version among those in force, by first capture, then digest.'),
('*', 'reports', 'Number of reports.'),
('*', 'ordinal', 'Place in the document, from 1.'),
('*', 'reason', 'Why, as a code.');

-- Columns of one view.
INSERT INTO told VALUES
('report', 'title_inferred', 'True when no title is printed and this one was made from agency and year.'),
('report', 'title_found', 'Title as printed.'),
('report', 'index_no', '索引号 as printed.'),
('report', 'doc_no', '文号 as printed.'),
('report', 'publisher', '来源 as printed.'),
('report', 'source_host', 'Host of the source; null for files.'),
('report', 'script', 'hans (Simplified), hant (Traditional) or mixed, as found.'),
('report', 'versions', 'How many versions are in force.'),
('report', 'first_seen', 'First capture of any version; null for plain files.'),
('report', 'last_seen', 'When one of its versions was last found at its place: captured, or seen unchanged (research.crawl_log); null for plain files.'),
('report', 'format_cited', 'The notice that the report cites for its form; need not be the form it uses.'),
('report', 'period_from', 'First day reported on, as printed.'),
('report', 'period_to', 'Last day reported on, as printed.'),
('report', 'written_on', 'Date under the text.'),
('report_source', 'source', 'URL, or the path as given to import.'),
('report_source', 'is_current', 'Whether this version is the one in research.report.'),
('report_source', 'content_digest', 'SHA-256 of what the version says, wherever it was seen.'),
('cell', 'at_table', 'Number of the table in research.table_grid.'),
('cell', 'at_row', 'Row in that table, from 0.'),
('cell', 'at_col', 'Column in that table, from 0.'),
('cell_derived', 'formula', 'What it was worked out from.'),
('check_result', 'subject', 'What the rule was applied to: a column, a row or a group.'),
('check_result', 'status', 'PASS; FAIL; WARN; PASS_BLANK0 (holds if blanks are zeros); NOT_ASSESSABLE (too much is blank, or not there to compare with); INFO.'),
('check_result', 'lhs', 'Left side of the rule.'),
('check_result', 'rhs', 'Right side of the rule.'),
('warning', 'code', 'What kind of doubt.'),
('figure', 'ind', 'Code of the kind of figure; null when no known pattern fits.'),
('figure', 'entity', 'What is counted, in the words of the text, Simplified.'),
('figure', 'value', 'The number, scaled (2.09万 is 20900), positive.'),
('figure', 'time', 'Null: of the year reported on; else another year, plan, total (all years so far) or other (a part of a year, several years).'),
('figure', 'qualifier', 'exact, approx, gt, lt, up, down, before, after, low or high.'),
('section', 'level', '0 before the first heading, 1 一、, 2 （一）, 3 1.'),
('section', 'heading', 'Heading as found.'),
('section', 'text', 'Text as found.'),
('section', 'text_hans', 'Text in Simplified characters.'),
('section', 'number', 'Number of the heading, printed or recovered; 0: none.'),
('section', 'heading_from', 'found, number lost, or inferred (the heading is missing).'),
('table_grid', 'table_no', 'Number of the table in the document.'),
('table_grid', 'caption', 'Caption, if any.'),
('table_grid', 'rows', 'Rows.'),
('table_grid', 'cols', 'Columns.'),
('table_grid', 'grid', 'Cells where they are anchored: row, col, rowspan, colspan, text; counted from 0.'),
('table_grid', 'flat', 'True when the document had lost its spans.'),
('attachment', 'url', 'Address.'),
('attachment', 'title', 'Text of the link.'),
('field', 'field', 'Name of the fact.'),
('field', 'value', 'Its value.'),
('field', 'told_from', 'The rule that told it.'),
('field', 'guess', 'True when it was inferred and not printed.'),
('document', 'source', 'URL, or the path as given to import.'),
('document', 'mime', 'Type, told from the bytes.'),
('document', 'charset', 'Encoding before it became UTF-8; null for what is no text.'),
('document', 'state', 'ok; rejected (cannot be read); unsupported (a format that is not read); needs_ocr.'),
('document', 'reason', 'Why the state is not ok, as a code.'),
('document', 'reason_detail', 'The same in words.'),
('document', 'extractor_version', 'Version of the extractor whose reading is in force.'),
('document', 'charset_from', 'How the encoding was told.'),
('reject', 'line', 'Number of the line, from 1.'),
('reject', 'byte_offset', 'Where the line starts in the file.'),
('reject', 'pointer', 'JSON pointer to what is wrong; empty: the line as a whole.'),
('reject', 'code', 'What kind of fault; nianbao-load(1) lists them.'),
('reject', 'reason', 'What is wrong, in words.'),
('reject', 'head', 'The first 2000 bytes of the line.'),
('load_batch', 'first_line', 'First line of the batch.'),
('load_batch', 'last_line', 'Last line of the batch.'),
('load_batch', 'loader_version', 'Version of the loader.'),
('run', 'stage', 'load: nianbao-load; pipeline: a recorded run of pipeline.sh. Never add the two.'),
('run', 'inputs', 'Number of files.'),
('run', 'batches', 'Number of transactions.'),
('run', 'verb', 'nightly or backfill; null for the loader.'),
('run', 'args', 'What it was called with.'),
('run', 'state', 'running, killed (it could not say how it ended) or ended. A run that was killed is known for it from the next run or status on.'),
('run', 'exit', 'Exit status: 0 well, 3 some set aside, else failed; null: running or killed.'),
('run', 'at_stage', 'Where it is, or was when it ended: start, build, database, fetch, extract, load, done.'),
('run', 'log', 'File with what it said.'),
('run', 'fetched', 'What nianbao-fetch counted.'),
('run', 'extracted', 'What nianbao-extract counted.'),
('run', 'loaded', 'What nianbao-load counted.'),
('report_source', 'last_seen', 'When it was last found unchanged there, which a crawler may learn without capturing it again.'),
('crawl_log', 'at', 'When it was asked for.'),
('crawl_log', 'url', 'Address.'),
('crawl_log', 'kind', 'list, report, attachment, page or robots.'),
('crawl_log', 'outcome', 'new, changed, same, not_modified, redirect, retry or rejected.'),
('crawl_log', 'digest', 'SHA-256 of the payload as it came, compressed or not; of an answer not modified that of what it stands for.'),
('crawl_log', 'duration_ms', 'Milliseconds from the request to the end of the answer.'),
('crawl_log', 'via', 'The page it was found on, or what redirected to it.'),
('crawl_log', 'start', 'The start of the portal it belongs to.'),
('crawl_log', 'title', 'Text of the link.'),
('crawl_log', 'etag', 'ETag of the answer.'),
('crawl_log', 'last_modified', 'Last-Modified of the answer.'),
('crawl_log', 'location', 'Where a redirect leads.'),
('host', 'state', 'fine, slow (it asks to be asked later), blocked (it refuses) or failing (no answer, or errors); null: never crawled.'),
('host', 'since', 'When that state began.'),
('host', 'next_due', 'Not to be asked before.'),
('host', 'first_seen', 'First capture from it.'),
('host', 'last_seen', 'Latest answer from it.'),
('host', 'is_official', 'As the list of portals says, else whether its name is a government''s own.'),
('host', 'last_asked', 'Latest attempt, answered or not.'),
('host', 'waiting', 'Addresses that waited for it at the end of the run.'),
('host', 'robots_status', 'HTTP status of its robots.txt.'),
('host', 'delay_ms', 'Pause between two requests, milliseconds.'),
('host', 'told_at', 'End of the run that told state, since, next_due and waiting.'),
('host', 'documents', 'Number of documents.'),
('host', 'sources', 'Number of addresses.'),
('host', 'reports', 'Reports in research.report of which a version was seen there.'),
('unresolved', 'reason', 'kind_other: no report of a known kind; no_agency; agency_without_place: the name is of no one place; agency_by_site: neither, it is told from others of its name by the site of a government alone (detail), so that it may be two agencies, or one of several that are one; no_year; renamed_perhaps: this is its last report, and another agency of the region with the same line of business starts (detail) ; two_names_report: two names of one agency both report this year; two_readings: the same document was found elsewhere, too, and is of another agency or year there (detail), which does not have it.'),
('unresolved', 'detail', 'The other agency; the site.'),
('report', 'placed', 'Whether a person told agency or year: see research.decision.'),
('cell', 'corrected', 'Whether a person corrected this cell; value and raw stay as printed.'),
('cell', 'corrected_value', 'What it ought to be: panels use it. Null with corrected: the number is not to be used.'),
('check_result', 'other_report_id', 'The report that it was compared with; null where it was not one other.'),
('text_reuse', 'own', 'Whether the other report is the agency''s own.'),
('text_reuse', 'near_copies', 'How many near copies of this report there are in its year; the 10 nearest have a row.'),
('text_reuse', 'more_copies', 'Whether there may be more than near_copies: so many are alike that not all were compared.'),
('decision', 'decision', 'same, apart, successor, place or exclude.'),
('decision', 'subject', 'Region code (or site) and name of an agency, or a report_id.'),
('decision', 'value', 'What was decided of it.'),
('decision', 'decided_by', 'Always null: who it was stands in the operator''s file, decisions(5); no column is made of names of persons.'),
('decision', 'decided_on', 'When.'),
('decision', 'state', 'applied; no_such_agency, no_such_report: nothing of that name is here; both_report_a_year: two agencies that both report a year are not one, and what is placed where another report is counts in no panel; malformed.'),
('correction', 'printed', 'What was corrected.'),
('correction', 'value', 'The number as it ought to be; null: not to be used.'),
('correction', 'corrected_by', 'Always null: who it was stands in the operator''s file, decisions(5); no column is made of names of persons.'),
('correction', 'corrected_on', 'When.'),
('correction', 'raw', 'What the report in force prints.'),
('correction', 'state', 'applied; printed_differs: the report in force prints something else; no_such_report, no_such_cell; overruled by a later correction; malformed.'),
('agency', 'func', 'Line of business, by which agencies of different names can be compared: see office.tsv.'),
('agency', 'office', 'Name as the rules have it.'),
('agency', 'names', 'All names it has in reports.'),
('agency_name', 'agency', 'Name as in the reports.'),
('agency_name', 'how', 'own: this is its name; spelling: another spelling of it; region: its region was renamed; decision: a person said so; site: it has no region and is told by the site of a government, see research.unresolved.'),
('agency_name', 'site', 'The site of a government that tells it from others of its name, where its region is not known.'),
('agency_name', 'clash', 'Whether it was kept apart because both names report a year.'),
('agency_name', 'first_year', 'First year with a report of this name.'),
('agency_name', 'last_year', 'Last year with a report of this name.'),
('agency_name', 'decided_by', 'Always null: who it was stands in the operator''s file, decisions(5); no column is made of names of persons.'),
('agency_name', 'decided_on', 'When.'),
('agency_name', 'named_id', 'Key made of this name and region code.'),
('agency_link', 'next_agency_id', 'Key of the agency that came after.'),
('agency_link', 'next_agency', 'Its name.'),
('agency_link', 'link', 'decision: a person said so; region: its region became the other''s; perhaps: it stops where the other, of the same line of business, starts.'),
('agency_link', 'year', 'From which year on; null: not told.'),
('source_conflict', 'value', 'What the current version says.'),
('source_conflict', 'other_source', 'A source of the other version.'),
('source_conflict', 'other_value', 'What the other version says.'),
('source_conflict', 'other_raw', 'The same as found.'),
('source_conflict', 'same_source', 'True: the page itself was changed, see research.changes(); false: another page says something else.'),
('proactive', 'series', 'Row and column under which the number may be followed through the forms.'),
('proactive', 'form_change', 'True where the number before it in the series is from another form: see comparable.'),
('proactive', 'step', 'Years since the number before it in the series.'),
('proactive', 'value_prev', 'The number before it in the series.'),
('decisions', 'form_change', 'True where the year before was on another form: the form of 2019 is often filled in with items in place of decisions.'),
('decisions', 'step', 'Years since the report before.'),
('coverage', 'state', 'present; gap: between two reports; before its first; after its last.'),
('coverage', 'expected', 'False where its region was not there in that year; nobody can know when an office was founded.'),
('coverage', 'next_agency_id', 'In the years after its last report: an agency that came after it, or perhaps did (research.agency_link; where there are several, one of them).'),
('coverage', 'other_scope', 'Whether the agency has a report of that year of the other scope.'),
('quality', 'cross_warns', 'Rules across years, levels and sources that warn.'),
('region_panel', 'quality', 'The worst of the reports.'),
('region_panel', 'mixed_forms', 'True when the reports are on more than one form.'),
('indicator', 'parent', 'Row that this one is a part of.'),
('rule', 'severity', 'error: breaking it is FAIL; warn: WARN; info: INFO.'),
('rule', 'grain', 'What it is applied to.'),
('rule', 'statement', 'The rule itself.'),
('region', 'name', 'Name.'),
('region', 'parent_code', 'Code of the region above.'),
('region', 'valid_from', 'First year.'),
('region', 'valid_to', 'Year from which it is no more valid; null: still is.'),
('region', 'successors', 'Codes of what it became.'),
('agency', 'first_year', 'First year with a report.'),
('agency', 'last_year', 'Last year with a report.'),
('requests', 'disclose_rate', '(open + partial) / done.'),
('requests', 'unable_rate', 'unable / done.'),
('requests', 'reject_rate', 'reject / done.'),
('requests', 'backlog_rate', 'carry_out / (new + carry_in).'),
('requests', 'incomplete', 'True when one of the numbers before the rates is null.'),
('requests', 'bridged', 'True when the numbers come from the annex of 2014-2018: comparable, but counted by another form.'),
('request_reason', 'ind', 'Code of the reason.'),
('request_applicant', 'value', 'New requests.'),
('request_applicant', 'disclose_rate', '(open + partial) / done, of this kind of applicant.'),
('request_applicant', 'applicant', 'natural, commercial, research, social, legal or other.'),
('proactive', 'comparable', 'Whether the number may be compared across forms: decisions may; documents made (2019) and issued (2021) may with care; the others change their meaning.'),
('disputes', 'grp', 'recon: reconsideration; direct: litigation at once; after: litigation after reconsideration.'),
('disputes', 'upheld', 'Result upheld.'),
('disputes', 'corrected', 'Result corrected.'),
('disputes', 'was_corrected', 'Whether a person corrected numbers of the report: see research.correction.'),
('disputes', 'other', 'Other results.'),
('disputes', 'pending', 'Not yet closed.'),
('disputes', 'total', 'Total as printed.'),
('disputes', 'correct_rate', 'corrected / (total - pending).'),
('disputes', 'per_request', 'total / new requests of the same report.'),
('normdoc_flow', 'issued', 'Issued in the year.'),
('normdoc_flow', 'repealed', 'Repealed in the year.'),
('normdoc_flow', 'in_force', 'In force at the end of the year.'),
('normdoc_flow', 'expected', 'In force the year before + issued - repealed; null unless step is 1.'),
('normdoc_flow', 'gap', 'in_force - expected.'),
('normdoc_flow', 'step', 'Years since the agency''s last report on this form.'),
('carry_gap', 'carry_out_prev', 'Carried out, in the report of the year before.'),
('carry_gap', 'gap', 'carry_in - carry_out_prev; 0 is right.'),
('timeliness', 'due', '31 March for governments and until the report for 2018; else 31 January.'),
('timeliness', 'days_late', 'Days after the due date; negative: before. Of the version in force: one that was revised may be late only by this.'),
('timeliness', 'first_published_on', 'The first day that any version in force bears; mirrors do not count beside others.'),
('timeliness', 'first_days_late', 'Days from the due date to that day. A day years later is that of a new site rather than of a late report.'),
('section_reuse', 'number', 'Printed number of the part: 1 is 一. Parts without one are left out, and those with more than 120,000 different pairs of characters.'),
('section_reuse', 'heading', 'Its heading.'),
('section_reuse', 'chars', 'How long it is, tables left out: short parts (无) are alike by themselves.'),
('section_reuse', 'chars_prev', 'How long it was the year before.'),
('section_reuse', 'similarity', 'Of all pairs of neighbouring characters in the two, the share that both have; pairs with digits do not count as different. 1: nothing but numbers changed.'),
('section_reuse', 'near_copy', 'similarity of 0.9 or more.'),
('section_reuse', 'form_change', 'Whether the form is another than the year before, so that parts of one number may be about other things.'),
('section_reuse', 'other_report_id', 'The report of the year before.'),
('text_reuse', 'similarity', 'Share of equal bits of the fingerprints: unlike texts have about 0.5.'),
('text_reuse', 'near_copy', 'similarity of 0.9 or more.'),
('text_reuse', 'other_report_id', 'The report it is compared with.'),
('figure_series', 'n_values', 'How many different numbers the report names.'),
('figure_series', 'exact', 'False when a number is hedged (余, 近, 约).'),
('coverage', 'present', 'Whether there is a report.'),
('quality', 'fails', 'Checks that fail.'),
('quality', 'warns', 'Checks that warn.'),
('quality', 'passes', 'Checks that hold with all numbers printed.'),
('quality', 'not_assessable', 'Checks that could not be made.'),
('quality', 'fail_rate', 'fails / (fails + passes).'),
('quality', 'passes_blank0', 'Checks that hold if blanks are zeros.'),
('panel', 'new_missing', 'Why new is missing; null where it is not.'),
('panel', 'carry_in_missing', 'Why carry_in is missing; null where it is not.'),
('panel', 'open_missing', 'Why open is missing; null where it is not.'),
('panel', 'partial_missing', 'Why partial is missing; null where it is not.'),
('panel', 'deny_missing', 'Why deny is missing; null where it is not.'),
('panel', 'unable_missing', 'Why unable is missing; null where it is not.'),
('panel', 'reject_missing', 'Why reject is missing; null where it is not.'),
('panel', 'other_missing', 'Why other is missing; null where it is not.'),
('panel', 'done_missing', 'Why done is missing; null where it is not.'),
('panel', 'carry_out_missing', 'Why carry_out is missing; null where it is not.'),
('panel', 'disclose_rate_missing', 'Why disclose_rate is missing; null where it is not.'),
('panel', 'present', 'Whether there is a report.'),
('panel', 'disclose_rate', '(open + partial) / done.'),
('region_panel', 'region_code', 'Code of the region as it is now.'),
('region_panel', 'split_source', 'True when a report counts in several regions, because its own was split.'),
('region_panel', 'out_of_time', 'True when no region had this code in that year (the report bears the name of one that was gone, or not there yet): it was not followed to what it is now.'),
('region_panel', 'regions', 'How many regions of that year make up this one; null where there was none.'),
('region_panel', 'regions_reported', 'How many of these have a report in the sums: where it is fewer, the sums are of a part.'),
('region_panel', 'border_moved', 'True when after that year a part of the region went to another one, or came from one (余杭区 gave 临平区 away in 2021): the area is another than now.'),
('region_panel', 'reports_with_new', 'Reports that tell the number of new requests.');

DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT view, comment FROM told WHERE col IS NULL LOOP
		EXECUTE format('COMMENT ON VIEW research.%I IS %L', t.view,
		    t.comment);
	END LOOP;
	FOR t IN SELECT c.relname, a.attname, coalesce(
		    (SELECT comment FROM told WHERE view = c.relname
			AND col = a.attname),
		    (SELECT comment FROM told WHERE view = '*'
			AND col = a.attname)) AS comment
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relnamespace = 'research'::regnamespace
		AND a.attnum > 0 LOOP
		EXECUTE format('COMMENT ON COLUMN research.%I.%I IS %L',
		    t.relname, t.attname, t.comment);
	END LOOP;
END $$;

-- The tables and views behind: for whoever works on nianbao. A column that
-- researchers see under the same name means the same.
CREATE TEMPORARY TABLE behind (relation text, col text, comment text)
    ON COMMIT DROP;
INSERT INTO behind VALUES
('store.document', NULL, 'Documents: a document is its bytes.'),
('store.capture', NULL, 'Where and when a document was seen, and how the newest extractor that saw this capture found it.'),
('store.extraction', NULL, 'What an extractor made of a document.'),
('store.reading', NULL, 'The reading in force of each document: that of the newest extractor.'),
('store.sighting', NULL, 'Captures of documents that could be read, with whether they are official and when they were last found the same.'),
('store.line', NULL, 'Lines of input whose record is stored.'),
('store.fetch', NULL, 'Lines of the crawl log: attempts to get a URL.'),
('store.host', NULL, 'Lines of the crawl log: how a host was at the end of a run.'),
('store.report', NULL, 'Reports, with the version in force: what store.settle() works out.'),
('store.version', NULL, 'Versions of reports: a version is its content.'),
('store.cell_block', NULL, 'Printed cells, up to 35 to a row; store.cell has them one by one.'),
('store.slot', NULL, 'What stands in the slots of a block.'),
('store.cell', NULL, 'Printed cells of all versions, one by one.'),
('store.cell_derived', NULL, 'Numbers worked out from printed cells by the extractor.'),
('store.check_result', NULL, 'The arithmetic of one report, as the extractor checked it.'),
('store.warning', NULL, 'Doubts of the extractor.'),
('store.figure', NULL, 'Numbers in prose.'),
('store.section', NULL, 'Text, section by section.'),
('store.table_grid', NULL, 'Tables as they stand in the document.'),
('store.attachment', NULL, 'Files that a version links to.'),
('ops.migration', NULL, 'Numbered files of sql/ that were applied.'),
('ops.applied_file', NULL, 'Objects, dictionaries and decisions as they were last applied.'),
('ops.load_batch', NULL, 'The ledger: a row for each transaction of a load.'),
('ops.reject', NULL, 'Lines that could not be loaded.'),
('ops.run', NULL, 'Runs of the pipeline: lines of runs.jsonl.'),
('base.current', NULL, 'The version in force of each report, with its office.'),
('base.placed', NULL, 'base.current without what comparing it with other reports found.'),
('base.reported', NULL, 'base.current without lists and robots.txt.'),
('base.panel', NULL, 'Reports that are in the panels.'),
('base.value', NULL, 'Numbers: the corrected one, else the printed, else the derived one.'),
('base.numbers', NULL, 'base.panel with the numbers that panels go by as one object.'),
('base.part', NULL, 'What stands between two headings of the first level, with its words.'),
('base.request_part', NULL, 'Which row of table 3 is a part of which group.'),
('base.request', NULL, 'base.panel with table 3 in total.'),
('base.region', NULL, 'The dictionary of regions with numbers as numbers.'),
('base.heir', NULL, 'Which region each one was replaced by.'),
('base.follower', NULL, 'Offices that another of their line of business came after.'),
('base.decision', NULL, 'Decisions with what stands in their fields.'),
('dict.indicator', NULL, 'Rows of the forms: common/dict/indicator.tsv.'),
('dict.column', NULL, 'Columns of the forms: common/dict/column.tsv.'),
('dict.rule', NULL, 'Rules: common/dict/rule.tsv.'),
('dict.region', NULL, 'Regions and their time: common/dict/region.tsv.'),
('dict.border', NULL, 'Parts of regions that went to other regions: common/dict/border.tsv.'),
('derived.report', 'stale', 'It is to be made anew.'),
('dict.border', 'year', 'Since when it is a part of the other.'),
('dict.figure', NULL, 'Figures in prose: common/dict/figure.tsv.'),
('dict.decision', NULL, 'What people decided, decisions(5).'),
('dict.correction', NULL, 'What people corrected, decisions(5).'),
('dict.host', NULL, 'Labels of hosts and the regions whose governments own them: common/dict/host.tsv.'),
('dict.shortname', NULL, 'What regions are called for short: common/dict/shortname.tsv.'),
('dict.office', NULL, 'Names of offices and their lines of business: common/dict/office.tsv.'),
('dict.figword', NULL, 'Classes of words in figures: common/dict/figword.tsv.'),
('dict.figword', 'words', 'Words of the class.'),
('dict.region', 'from', 'First year of this name and code.'),
('dict.region', 'to', 'Year in which it ended; blank: it is there.'),
('dict.office', 'same_as', 'The name that this one is another spelling of.'),
('dict.t2s', NULL, 'Traditional characters and their Simplified ones, as the build has them.'),
('*', 'report_key', 'Key of the report: 63 bits of the digest of agency, year, kind and scope; report_id is the same as text.'),
('*', 'version_key', 'Key of the version: 63 bits of content_digest.'),
('*', 'agency_key', 'Key of the agency: 63 bits of the digest of region code and name.'),
('*', 'current_version', 'version_key of the version in force; null: no reading in force says so.'),
('*', 'content_digest', 'SHA-256 of what the version says.'),
('*', 'live_set', 'The versions in force and, where there are several, what each counts and which pages say it, as one number.'),
('*', 'digest', 'SHA-256 of the document, or of the payload where it is of the crawl log.'),
('*', 'line_digest', 'What the line of input is known by.'),
('*', 'ok', 'False: the line is of a document that was set aside.'),
('*', 'year_key', 'The year that the report is stored under; 0: unknown.'),
('*', 'report_year', 'Year that the report is about; 0 in store: unknown.'),
('*', 'is_mirror', 'Whether the page is a copy on another site.'),
('*', 'is_official', 'Whether the source is the government''s own.'),
('*', 'official', 'Whether the source is the government''s own.'),
('*', 'mime_from', 'How the type was told.'),
('*', 'n_known', 'Fields that were printed or found, not guessed.'),
('*', 'fingerprint', '64 bits that are alike for texts that are alike.'),
('*', 'row_set', 'Rows of tables and top headings, sorted, a line each.'),
('*', 'fields', 'The fields of the record with how each was told, as JSON.'),
('*', 'layout', 'Digest of what is in the slots: store.slot.'),
('*', 'part', 'Number of the block within the table.'),
('*', 'slot', 'Place in the arrays, from 1.'),
('*', 'down', 'Rows from the first cell of the block.'),
('*', 'across', 'Columns from the first cell of the block.'),
('*', 'whole', 'The values, where all are whole numbers.'),
('*', 'exact', 'The values, where they are not whole.'),
('store.cell_block', 'state', 'A letter for each cell: n num, b blank, a na, t text; null: all are numbers.'),
('store.cell_block', 'raw', 'As printed, where that is not the value as it is written, nor blank.'),
('*', 'input_no', 'Number of the input within the run.'),
('*', 'applied_at', 'When it was applied.'),
('*', 'sha256', 'SHA-256 of the file.'),
('ops.migration', 'version', 'Number of the file.'),
('ops.migration', 'name', 'Name of the file.'),
('ops.applied_file', 'name', 'objects, or dict/NAME.'),
('*', 'named_key', 'Key of the agency as the report names it.'),
('*', 'said_key', 'The office that rules or a person say.'),
('*', 'office_key', 'The office: said_key, unless both names report a year.'),
('*', 'office_region', 'Region of the office.'),
('*', 'line_code', 'Last code of the region.'),
('*', 'line_name', 'Last name of the region.'),
('*', 'anchor', 'Code of what the region is now.'),
('*', 'heirs', 'How many regions it is now.'),
('*', 'next_code', 'Code of the region that came after.'),
('*', 'next_name', 'Name of the region that came after.'),
('*', 'next_from', 'Year that one begins.'),
('*', 'next_to', 'Year that one ends; null: it is there.'),
('*', 'next_key', 'Key of the office that came after.'),
('*', 'last_report', 'report_key of the last report.'),
('*', 'instead', 'report_key of the report to look at in its place.'),
('*', 'in_panel', 'Whether it is an annual report of one office and year that nobody took out.'),
('*', 'other_key', 'report_key of the report it is compared with.'),
('*', 'differ', 'Bits in which the fingerprints differ.'),
('*', 'same_year', 'Near copies of a year; else the own report of the year before.'),
('derived.report', 'corrected', 'Cells that a person corrected.'),
('*', 'bucket', 'Office, or a few reports without one, that are worked on together.'),
('derived.due', 'what', 'The year.'),
('derived.level', 'offices', 'Offices of the region whose own reports were added up.'),
('derived.level', 'adds_up', 'Whether they and the regions below are the whole, in every number that can be compared.'),
('*', 'head', 'Ordinal of the section that a part begins with.'),
('*', 'words', 'Pairs of neighbouring characters.'),
('*', 'own_quality', 'Quality by its own rules.'),
('*', 't', 'Traditional.'),
('*', 's', 'Simplified.'),
('*', 'v', 'Numbers under names such as 3.req_new.total.'),
('*', 'code', 'Code of a region.'),
('*', 'name', 'Name.'),
('*', 'agency_place', 'What tells an agency without a region from others of its name: the site of the government, or 000000 for ministries.'),
('*', 'place', 'Where the agency is: region code, or what stands in its stead.'),
('store.sighting', 'rank', 'How much the source counts for which version is in force.'),
('*', 'to_code', 'Region code of what was decided.'),
('*', 'to_name', 'Name of what was decided.'),
('*', 'to_year', 'Year of what was decided.'),
('*', 'by', 'Who decided.'),
('*', 'on', 'When.'),
('*', 'grp', 'The group: deny, unable, reject or other.');

DO $$
DECLARE
	t record;
BEGIN
	FOR t IN SELECT format('COMMENT ON %s %s IS %L', CASE c.relkind
		WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, c.oid::regclass, b.comment)
		AS statement
		FROM behind b
		JOIN pg_namespace n ON n.nspname = split_part(b.relation, '.', 1)
		JOIN pg_class c ON c.relnamespace = n.oid
		    AND c.relname = split_part(b.relation, '.', 2)
		WHERE b.col IS NULL LOOP
		EXECUTE t.statement;
	END LOOP;
	FOR t IN SELECT format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass,
		a.attname, x.comment) AS statement
		FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN pg_attribute a ON a.attrelid = c.oid
		CROSS JOIN LATERAL (SELECT coalesce(
		    (SELECT b.comment FROM behind b
			WHERE b.relation = n.nspname || '.' || c.relname
			AND b.col = a.attname),
		    (SELECT b.comment FROM behind b WHERE b.relation = '*'
			AND b.col = a.attname),
		    (SELECT o.comment FROM told o WHERE o.view = c.relname
			AND o.col = a.attname),
		    (SELECT o.comment FROM told o WHERE o.view = '*'
			AND o.col = a.attname),
		    (SELECT min(o.comment) FROM told o
			WHERE o.col = a.attname),
		    CASE n.nspname WHEN 'dict' THEN 'As the head of '
			'common/dict/' || c.relname || '.tsv explains.' END)
		    AS comment) x
		WHERE n.nspname IN ('store', 'ops', 'dict', 'base', 'derived')
		AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
		AND a.attnum > 0 AND NOT a.attisdropped LOOP
		EXECUTE t.statement;
	END LOOP;
END $$;

COMMENT ON SCHEMA store IS 'What was loaded, every version of it; the comments are in sql/.';
COMMENT ON SCHEMA ops IS 'What was done, and when.';
COMMENT ON SCHEMA dict IS 'Dictionaries, decisions and corrections, as they stand in their files.';
COMMENT ON SCHEMA base IS 'What the views of research are made of.';
COMMENT ON SCHEMA derived IS 'What follows from the others: derived.rebuild() and derived.decide() say what is to be made anew, derived.refresh() makes it, and the loader the words for search.';
COMMENT ON TABLE derived.region_line IS 'Regions, and the last name and code of each that was only renamed.';
COMMENT ON TABLE derived.lineage IS 'What each region is now, mergers and splits followed.';
COMMENT ON TABLE derived.agency IS 'Agencies as reports name them, and the office each one is.';
COMMENT ON TABLE derived.place IS 'Reports whose agency or year a person told.';
COMMENT ON TABLE derived.excluded IS 'Reports that a person took out of the panels.';
COMMENT ON TABLE derived.correction IS 'Corrections that fit what the version in force prints.';
COMMENT ON TABLE derived.report IS 'Reports as the panels have them.';
COMMENT ON TABLE derived.pending IS 'Reports of which everything is to be derived yet.';
COMMENT ON TABLE derived.due IS 'Years whose reports are to be compared with each other yet.';
COMMENT ON TABLE derived.request IS 'Table 3 in total, one row a report.';
COMMENT ON TABLE derived.check_result IS 'Rules across years, levels and sources.';
COMMENT ON TABLE derived.level IS 'Reports on whole regions that rule H1 is asked of.';
COMMENT ON TABLE derived.likeness IS 'Texts of reports compared: with the own one of the year before, and the nearest of the near copies of the year.';
COMMENT ON TABLE derived.section_words IS 'What research.search() looks into.';
COMMENT ON TABLE derived.wordless IS 'Reports that wait for their words in section_words.';
COMMENT ON TABLE derived.fold IS 'Traditional characters and what they become.';
COMMENT ON SCHEMA research IS 'For researchers: names and meaning of what is here are promised.';
COMMENT ON FUNCTION research.report_as_of(date) IS 'Reports as they were in force at the end of that day (UTC), from what had been captured by then: for results that can be made again. Documents are read as the newest program reads them, so a better reading is no revision. Reports from plain files have no time and are always there.';
COMMENT ON FUNCTION research.cell_as_of(date) IS 'Cells of the versions that research.report_as_of() gives.';
COMMENT ON FUNCTION research.changes(date, date) IS 'What changed after the first day and until the second: change is new (a report came), revised (another version came into force), or cell (a cell in which a revised one differs: before and after; null where it is not there).';
COMMENT ON FUNCTION research.region_lineage(integer) IS 'Each region that ever was (region_code, valid_from) and what it is in the anchor year: mergers, splits, renames and new codes followed forwards, or backwards for what was founded later. parts > 1: it is divided among several there; sources: how many lines lead to the anchor.';
COMMENT ON FUNCTION research.search(text) IS 'Sections that hold all the words of the query, in either script: report_id, section (ordinal), rank (number of hits), sentence (the first with the first word, Simplified). A Traditional query is folded to Simplified. Of more than 500 such sections those of the newest years are ranked: ask for years, or a region.';
COMMENT ON FUNCTION research.search(text, integer, integer, text) IS 'The same, of reports on the years from first_year to last_year (null: no such end), and of agencies in the region with that code (110000: all of 北京市). At most 500 are ranked: those of the newest of these years.';

DO $$
BEGIN
	GRANT USAGE ON SCHEMA research TO nianbao_reader, nianbao_loader,
	    nianbao_owner;
	GRANT SELECT ON ALL TABLES IN SCHEMA research TO nianbao_reader,
	    nianbao_loader, nianbao_owner;
	GRANT USAGE ON SCHEMA store, ops, dict TO nianbao_loader,
	    nianbao_owner;
	GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA store TO nianbao_loader;
	GRANT UPDATE ON store.document, store.report, store.capture
	    TO nianbao_loader;
	GRANT SELECT, INSERT ON ops.load_batch, ops.reject
	    TO nianbao_loader;
	GRANT USAGE ON SCHEMA base, derived TO nianbao_loader, nianbao_owner;
	GRANT SELECT ON ALL TABLES IN SCHEMA base, dict TO nianbao_loader;
	GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA derived
	    TO nianbao_loader;
	GRANT SELECT ON ALL TABLES IN SCHEMA base, derived TO nianbao_owner;
	GRANT SELECT ON ALL TABLES IN SCHEMA store, ops, dict
	    TO nianbao_owner;
EXCEPTION WHEN undefined_object THEN
	RAISE NOTICE 'roles are missing: nothing granted';
END $$;
