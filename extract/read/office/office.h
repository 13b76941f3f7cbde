/* SPDX-License-Identifier: MIT */
/*
 * office: what LibreOffice must turn into DOCX or XLSX first: DOC, XLS and
 * what WPS writes (OLE2 files), XLSB, RTF, OpenDocument (as one XML file too),
 * the XML of Office 2003. It runs as a child with a profile of its own, so that
 * several may run at once.
 */
#ifndef OFFICE_H
#define OFFICE_H

#include "doc.h"

enum {
	OFFICE_SECONDS = 60,
	OFFICE_MAX_FILE = 256 << 20	/* bytes of what it writes */
};

/*
 * Converts and reads what d->mime says; it becomes exact. Sets aside: no_converter
 * (LibreOffice is not installed), converter_failed, encrypted, office (not a
 * kind that holds reports), and what docx.h and xlsx.h say.
 */
void office_read(struct doc *d, struct str bytes);

#endif
