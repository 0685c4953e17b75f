"""A file is what its bytes say, whatever it is called; programs are refused, nothing is unpacked."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.file_types import FILE_TYPES, name_disagrees, size_words, true_name, warnings_about
from caseworker.errors import RuleError
from caseworker.imports.file_kinds import type_of
from caseworker.imports.file_text import LONGEST, pdf_fault, words_in
from tests.file_samples import docx, eml, odt, pdf, png, zipped
from tests.outlook_file import Storage, attachment, compound_file, msg

WAV = b"RIFF\x00\x00\x00\x00WAVEfmt "


@pytest.mark.parametrize(
    ("content", "label"),
    [
        (pdf("One"), "PDF"),
        (b"\xef\xbb\xbf \n" + pdf("After some bytes"), "PDF"),
        (png(), "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"GIF89a\x01\x00\x01\x00", "GIF picture"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF picture"),
        (b"MM\x00*\x00\x00\x00\x08", "TIFF picture"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC picture"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4 video"),
        (b"\x00\x00\x00\x18ftypM4A ", "M4A sound"),
        (WAV, "WAV sound"),
        (docx(), "Word document"),
        (docx(vbaProject__bin=b"x"), "Word document with macros"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Excel workbook"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/vbaProject.bin": ""}),
         "Excel workbook with macros"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/macrosheets/sheet1.xml": ""}),
         "Excel workbook with macros"),
        (odt(), "OpenDocument text"),
        (zipped({"letter.txt": "words"}), "Archive"),
        (b"PK\x03\x04 and then nothing that makes sense", "Archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "Archive"),
        (msg(subject="Hello", body="Words"), "Outlook email"),
        (msg(subject="x", body="y", attachments=(attachment("a.pdf", pdf("x")),)), "Outlook email"),
        (b"A line of a scanner's\n" + pdf("After some words"), "PDF"),
        (b"From: a@example.org\nSubject: x\n\n%PDF-1.7 is how they begin", "Email"),
        (compound_file(Storage({"WordDocument": b"x" * 20})), "Word 97 document"),
        (compound_file(Storage({"WordDocument": b"x"}, {"Macros": Storage({"PROJECT": b"x"})})),
         "Word document with macros"),
        (compound_file(Storage({"Workbook": b"x" * 5000})), "Excel 97 workbook"),
        (compound_file(Storage({"EncryptedPackage": b"x"})), "Document with a password"),
        (compound_file(Storage({"Something": b"x"})), "Microsoft compound file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 damaged", "Microsoft compound file"),
        (b"\x78\x9f\x3e\x22\x00\x00", "Outlook's winmail.dat"),
        (b"{\\rtf1\\ansi words}", "Rich text"),
        (eml(), "Email"),
        (b"From sian@example.org Tue Oct 14\n" + eml(), "Email"),
        (b"<!DOCTYPE html><html><body>Words</body></html>", "Web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG drawing"),
        ("A note from Siân".encode(), "Plain text"),
        ("A note from Siân".encode("utf-16"), "Plain text"),
        ("A note from Siân".encode("cp1252"), "Plain text"),
        (b"Dear team,\nFrom: what I remember, the date: was in May.\n", "Plain text"),
        (b"MZ is my neighbour's name", "Plain text"),
        (bytes(range(256)), "File of an unknown type"),
    ],
)  # fmt: skip
def test_the_content_says_what_a_file_is(content: bytes, label: str) -> None:
    assert type_of("document", content).label == label


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("form.pdf", b"MZ\x90\x00" + bytes(100)),
        ("photo", b"\x7fELF\x02\x01"),
        ("run", b"#!/bin/sh\nrm -rf /"),
        ("run.bat", b"del *.*"),
        ("letter.pdf.js", b"var x = 1"),
        ("page.php", b"<?php echo 1"),
        ("tool.jar", zipped({"META-INF/MANIFEST.MF": "x", "A.class": b"\xca\xfe\xba\xbe"})),
        ("shortcut.lnk", b"L\x00\x00\x00\x01\x14\x02\x00\x00"),
        ("screensaver.scr", png()),
        ("@echo", b"@echo off\r\nformat c:"),
    ],
)
def test_a_program_or_script_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(RuleError, match="Programs are not kept with cases"):
        type_of(name, content)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(RuleError, match="empty"):
        type_of("letter.pdf", b"")


def test_a_name_that_says_something_else_is_told() -> None:
    kind = type_of("photo.jpg", pdf("x"))
    assert name_disagrees("photo.jpg", kind) == "Its name ends in .jpg, but its content is: PDF."
    assert true_name("photo.jpg", kind) == "photo.jpg.pdf"
    assert name_disagrees("photo.PDF", kind) == ""
    assert name_disagrees("scan", kind) == ""


def test_what_may_do_harm_is_said_and_never_opened_from_here() -> None:
    for kind in FILE_TYPES.values():
        assert kind.may_open or kind.warning, kind.label
    macros = type_of("form.docm", docx(vbaProject__bin=b"x"))
    assert not macros.may_open
    assert "macros" in warnings_about("form.docm", macros.media_type)[0]


@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_have_a_type_or_a_reason(content: bytes, name: str) -> None:
    with suppress(RuleError):
        assert type_of(name, content).label


def test_words_are_read_for_searching() -> None:
    pages = pdf("Visits to Gethin stopped", "Second page")
    assert words_in(pages, type_of("a", pages)) == "Visits to Gethin stopped Second page"
    assert words_in(docx(), type_of("a", docx())) == "The chronology of Gethin Visits stopped in Llanfair."
    assert words_in(odt("Siân wrote"), type_of("a", odt())) == "Siân wrote"
    assert words_in(b"<html><script>x()</script><p>Seen", type_of("a", b"<html>")) == "Seen"


def test_a_document_that_unpacks_to_gigabytes_gives_a_bounded_number_of_words() -> None:
    bomb = docx("<w:document xmlns:w='urn:w'><w:p><w:t>" + "word " * 5_000_000)
    assert len(bomb) < 100_000
    found = words_in(bomb, type_of("a", bomb))
    assert 0 < len(found) <= LONGEST


def test_entities_of_a_document_are_not_obeyed() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:d xmlns:w="urn:w"><w:t>&b;</w:t></w:d>'
    assert words_in(docx(laughs), type_of("a", docx(laughs))) == ""


def test_a_damaged_pdf_is_told_and_its_words_are_none() -> None:
    damaged = b"%PDF-1.7\nnot really"
    assert "damaged" in pdf_fault(damaged)
    assert words_in(damaged, type_of("a", damaged)) == ""
    assert pdf_fault(pdf("x")) == ""


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (640, "640 bytes"), (12_400, "12 KB"), (3_400_000, "3.4 MB")]
)
def test_sizes_are_read_as_people_say_them(size: int, words: str) -> None:
    assert size_words(size) == words
