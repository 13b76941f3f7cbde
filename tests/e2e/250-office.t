#!/bin/sh
# SPDX-License-Identifier: MIT
# One report as DOCX, XLSX and PDF (tests/fixtures/office): the same cells out
# of each. What other programs must convert, with and without them. Archives.
. "$(dirname "$0")/tap.sh"

fixtures=$home/tests/fixtures/office
TMPDIR=$scratch/tmp
export TMPDIR
mkdir "$TMPDIR" "$scratch/bin"

# The cells of a record on stdin, as tbl, ind, col, value, state, raw.
cells() {
	grep -o '"tbl":[0-9]*,"ind":"[^"]*","col":"[^"]*","value":[^,]*,"unit":[^,]*,"state":"[a-z]*","raw":"[^"]*"' |
	    sed -E 's/"(tbl|ind|col|value|unit|state|raw)"://g; s/null//g
		s/"//g; s/,/	/g' | cut -f 1-4,6- | sort
}

# The state, reason and detail of a record on stdin.
state() {
	sed -E 's/.*"state":"([a-z_]*)","reason":"([a-z_]*)","reason_detail":("([^"]*)"|null).*/\1 \2 \4/'
}

extract() {
	"$B/nianbao-extract" "$@" 2>"$scratch/log"
}

for type in docx xlsx; do
	extract "$fixtures/t2021.$type" >"$scratch/$type"
	is $? 0 "$type: exit 0"
	cells <"$scratch/$type" >"$scratch/got"
	same "$scratch/got" "$fixtures/t2021.cells.tsv" "$type: every cell"
done
is "$(jq -r '.warnings[] | select(.tbl > 0) | .code' "$scratch/docx")" '' \
    'docx: no doubt about a table'

if command -v pdftotext >/dev/null && command -v pdftocairo >/dev/null; then
	extract "$fixtures/t2021.pdf" >"$scratch/pdf"
	is $? 0 'pdf: exit 0'
	cells <"$scratch/pdf" >"$scratch/got"
	same "$scratch/got" "$fixtures/t2021.cells.tsv" \
	    'pdf: every cell, over page breaks'
	is "$(jq -r '.warnings[] | select(.tbl > 0) | .code' \
	    "$scratch/pdf")" '' 'pdf: no doubt about a table'
	like "$(cat "$scratch/pdf")" '青禾县水利局2022年政府信息公开工作年度报告' \
	    'pdf: the two lines of the title are one'
	like "$(cat "$scratch/pdf")" '接待来访群众1200余人次' \
	    'pdf: the lines of a paragraph are one'
	if [ -d "$corpus/corpus" ]; then
		extract "$corpus/corpus/report-hongze-2023.pdf" |
		    cells >"$scratch/got"
		tail -n +2 "$corpus/gold/corpus-pdf-cells.tsv" | cut -f 2- |
		    tr -d '\r' | sort >"$scratch/want"
		same "$scratch/got" "$scratch/want" 'a real pdf: every cell'
	fi
fi

# pdf BOX MORE [BEFORE [AFTER]]: a page with a table of 2 rows and 2 columns, its
# corner at 100, 500, and what is drawn before and after it.
pdf() {
	cat <<EOF
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[$1]${2-}/Contents 4 0 R/Resources
<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> >>/ExtGState
<</G <</ca 0.5>> >> >> >> endobj
4 0 obj <<>>
stream
${3-}
BT /F 12 Tf 110 510 Td (south-west) Tj 100 0 Td (south-east) Tj 0 20 Td
(north-east) Tj -100 0 Td (north-west) Tj ET
100 500 m 300 500 l 300 540 l 100 540 l h S
100 520 m 300 520 l S 200 500 m 200 540 l S
${4-}
endstream
endobj
trailer <</Root 1 0 R>>
EOF
}

# Words and rules come from two tools, which must mean the same places.
if command -v pdftotext >/dev/null && command -v pdftocairo >/dev/null; then
	over='q /G gs 1 0 0 rg 90 490 150 60 re f Q'
	pdf '0 0 600 800' >"$scratch/upright.pdf"
	pdf '0 0 800 600' >"$scratch/wide.pdf"
	pdf '50 450 650 1250' >"$scratch/moved.pdf"
	pdf '0 0 600 800' '/CropBox[0 0 600 780]' >"$scratch/cropped.pdf"
	pdf '0 0 600 800' '/CropBox[50 400 400 600]' >"$scratch/cut-out.pdf"
	pdf '0 0 800 600' /Rotate\ 90 '0 1 -1 0 800 0 cm' >"$scratch/turned.pdf"
	pdf '0 0 600 800' /Rotate\ 180 '-1 0 0 -1 600 800 cm' \
	    >"$scratch/over-head.pdf"
	pdf '0 0 600 800' '' "$over" >"$scratch/shaded.pdf"
	pdf '0 0 600 800' '' '' "$over" >"$scratch/veiled.pdf"
	for name in upright wide moved cropped cut-out turned over-head shaded \
	    veiled; do
		is "$(extract "$scratch/$name.pdf" | jq -r .text | tr '\n' '/')" \
		    'north-west | north-east/south-west | south-east/' \
		    "pdf: a page that is $name"
	done
fi

# Chinese fonts that are not embedded, as Acrobat and typesetters write them.
if command -v pdftotext >/dev/null && command -v pdftocairo >/dev/null; then
	for text in 'UniGB-UCS2-H <5E74 5EA6 62A5 544A 4E00 5171 5341 4E2A 5B57>' \
	    'GBK-EUC-H <C4EA B6C8 B1A8 B8E6 D2BB B9B2 CAAE B8F6 D7D6>'; do
		cat <<EOF >"$scratch/font.pdf"
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R
/Resources<</Font<</F <</Type/Font/Subtype/Type0/BaseFont/STSong-Light
/Encoding/${text% <*}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0
/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)
/Supplement 4>>/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light
/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120
/CapHeight 880/StemV 93>> >>]>> >> >> >> endobj
4 0 obj <<>>
stream
BT /F 12 Tf 100 700 Td <${text#*<} Tj 0 -20 Td <${text#*<} Tj ET
endstream
endobj
trailer <</Root 1 0 R>>
EOF
		extract "$scratch/font.pdf" >"$scratch/font"
		if [ -d /usr/share/poppler/cMap ]; then
			like "$(jq -r .text "$scratch/font")" \
			    '年度报告一共十个字' "pdf: letters by ${text% <*}"
		else
			like "$(state <"$scratch/font")" \
			    '^unsupported no_converter .*poppler-data' \
			    "pdf: letters by ${text% <*} are not to be had"
		fi
	done
fi

# A soffice that "converts" to our report and says where it worked.
cat >"$scratch/bin/soffice" <<EOF
#!/bin/sh
while [ \$# -gt 1 ]; do
	case \$1 in
	-env:*) echo "\$1" >"$scratch/profile" ;;
	--convert-to) to=\$2 ;;
	--outdir) out=\$2 ;;
	esac
	shift
done
head -c 4 "\$1" | od -An -tx1 >"$scratch/saw"
env >"$scratch/env"
cp "$fixtures/t2021.\$to" "\$out/in.\$to"
EOF
chmod +x "$scratch/bin/soffice"
printf '\320\317\021\340\241\261\032\341 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0' \
    >"$scratch/a.wps"
printf '\320\317\021\340\241\261\032\341 W\0o\0r\0k\0b\0o\0o\0k\0' \
    >"$scratch/b.doc"
printf '{\\rtf1 x}' >"$scratch/c.doc"
printf '<?xml version="1.0"?>\n<Workbook xmlns="urn:x">' >"$scratch/d.xls"
printf '<?xml version="1.0"?>\n<w:wordDocument a="b">' >"$scratch/e.doc"
printf '<?xml version="1.0"?>\n<office:document office:mimetype="%s">' \
    application/vnd.oasis.opendocument.spreadsheet >"$scratch/f.fods"
for f in a.wps b.doc c.doc d.xls e.doc f.fods; do
	PATH=$scratch/bin:$PATH extract "$scratch/$f" | cells >"$scratch/got"
	same "$scratch/got" "$fixtures/t2021.cells.tsv" "$f: converted, read"
done
like "$(cat "$scratch/profile")" "$TMPDIR/nianbao-office" \
    'a profile of its own'
is "$(cut -d = -f 1 "$scratch/env" | grep -vxE '_|PWD|OLDPWD|SHLVL' | sort |
    tr '\n' ' ')" 'HOME LC_ALL PATH ' 'no more of the environment'
is "$(ls "$TMPDIR")" '' 'nothing is left behind'

# Word's "single file web page".
printf 'MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r
Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C4=EA=B6=C8=B1=A8=\r
=B8=E6</p>\r\n' >"$scratch/page.doc"
is "$(extract "$scratch/page.doc" | jq -r .text)" 年度报告 'a page in a message, named .doc'

printf '#!/bin/sh\nexit 1\n' >"$scratch/bin/soffice"
is "$(PATH=$scratch/bin:$PATH extract "$scratch/a.wps" | state)" \
    'rejected converter_failed soffice failed' 'a soffice that fails'
printf '#!/bin/sh\nexit 0\n' >"$scratch/bin/soffice"
is "$(PATH=$scratch/bin:$PATH extract "$scratch/a.wps" | state)" \
    'rejected converter_failed soffice failed' 'a soffice that does nothing'
like "$(PATH=/nonexistent extract "$scratch/a.wps" | state)" \
    '^unsupported no_converter soffice not found .*libreoffice-writer' \
    'no soffice: said with its package'
like "$(PATH=/nonexistent extract "$fixtures/t2021.pdf" | state)" \
    '^unsupported no_converter pdftotext not found .*poppler-utils' \
    'no poppler: said with its package'

# Poppler's answers to pages without words, and to what is no PDF.
cat >"$scratch/bin/pdftotext" <<'EOF'
#!/bin/sh
echo '<!DOCTYPE html><html><body><doc><page width="595" height="842"></page>
<page width="595" height="842"></page></doc></body></html>'
EOF
chmod +x "$scratch/bin/pdftotext"
is "$(PATH=$scratch/bin:$PATH extract "$fixtures/t2021.pdf" | state)" \
    'needs_ocr scanned 0 characters on 2 pages' 'a scanned pdf'
printf '%%PDF-1.4 no more' >"$scratch/d.pdf"
printf '#!/bin/sh\nexit 1\n' >"$scratch/bin/pdftotext"
is "$(PATH=$scratch/bin:$PATH extract "$scratch/d.pdf" | state)" \
    'rejected converter_failed pdftotext failed' 'a broken pdf'

head -c 3000 "$fixtures/t2021.docx" >"$scratch/cut.docx"
like "$(extract "$scratch/cut.docx" | state)" '^rejected broken ' 'a cut docx'
printf '\320\317\021\340\241\261\032\341 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0' \
    >"$scratch/e.xlsx"
is "$(extract "$scratch/e.xlsx" | state)" 'rejected encrypted ' \
    'an encrypted document'
printf '\320\317\021\340\241\261\032\341 nothing known' >"$scratch/f.ppt"
is "$(extract "$scratch/f.ppt" | state)" 'unsupported office ' \
    'an office file of another kind'
# An archive: each of its files is a document, told by its path.
cp "$fixtures/bundle.zip" "$scratch/bundle.zip"
(cd "$scratch" && extract bundle.zip) >"$scratch/bundle"
like "$(cat "$scratch/log")" ' seen=4 ok=3 same=0 rejected=1 ' 'zip: members'
is "$(sed -E 's/.*"source":"([^"]*)"[^[]*"state":"([a-z_]*)".*/\1 \2/' \
    "$scratch/bundle")" 'bundle.zip!/reports/2022.docx ok
bundle.zip!/年报.txt ok
bundle.zip!/图.png needs_ocr
bundle.zip!/inner.zip!/a.txt ok' 'zip: names in UTF-8 and GBK; a zip in a zip'
head -n 1 "$scratch/bundle" | cells >"$scratch/got"
same "$scratch/got" "$fixtures/t2021.cells.tsv" 'zip: a stored docx in it'
(cd "$scratch" && "$B/nianbao-extract" --jobs 2 bundle.zip "$fixtures") \
    2>/dev/null | grep -c '"source":"bundle.zip!' >"$scratch/n"
is "$(cat "$scratch/n")" 4 'zip: once with two jobs'
head -c 3000 "$fixtures/bundle.zip" >"$scratch/g.zip"
like "$(extract "$scratch/g.zip" | state)" '^rejected broken ' 'a cut zip'

extract "$scratch/a.wps" "$scratch/cut.docx" >/dev/null
is $? 3 'exit 3 when something is set aside'
finish
