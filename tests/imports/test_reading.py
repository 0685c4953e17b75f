"""Files that are what they seem, and files that are not: each is read, or refused with what to do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from caseworker.errors import RuleError, UnavailableError
from caseworker.imports.formulas import as_text, from_text
from caseworker.imports.reading import CsvFile, open_csv


def _file(folder: Path, content: bytes | str) -> Path:
    path = folder / "export.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _read(folder: Path, content: bytes | str) -> tuple[CsvFile, list[tuple[int, list[str]]]]:
    source = open_csv(_file(folder, content))
    return source, [(row.line, row.cells) for row in source.rows()]


def test_rows_know_the_line_they_begin_on(tmp_path: Path) -> None:
    source, rows = _read(tmp_path, 'A,B\n1,"two\nlines"\n\n , \n2,x')
    assert source.header == ("A", "B")
    assert rows == [(2, ["1", "two\nlines"]), (6, ["2", "x"])]
    assert source.row_count == 2


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_utf8_with_or_without_its_mark_and_any_line_ends(tmp_path: Path, mark: bytes, ends: str) -> None:
    content = mark + ends.join(["Ref,Name", "1,Żółć", ""]).encode()
    assert _read(tmp_path, content)[1] == [(2, ["1", "Żółć"])]


def test_windows_letters_are_read_and_it_is_said(tmp_path: Path) -> None:
    source, rows = _read(tmp_path, "Ref,Name\n1,Siân O\u2019Brien\n".encode("cp1252"))
    assert rows == [(2, ["1", "Siân O\u2019Brien"])]
    assert "Windows-1252" in source.note


def test_one_broken_letter_does_not_spoil_the_others(tmp_path: Path) -> None:
    source, rows = _read(tmp_path, "Ref,Name\n1,Żółć\n2,Si".encode() + b"\xe2n\n")
    assert source.note == ""
    assert rows == [(2, ["1", "Żółć"]), (3, ["2", "Si\udce2n"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_semicolons_and_tabs_may_part_the_cells(tmp_path: Path, delimiter: str) -> None:
    assert _read(tmp_path, f"A{delimiter}B\n1{delimiter}2\n")[1] == [(2, ["1", "2"])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "export.csv is empty. Export it again from the other system."),
        (b" \n\n", "export.csv is empty"),
        (
            b"PK\x03\x04rest of a workbook",
            "an Excel workbook or another zip file, not a CSV file. Open it in Excel",
        ),
        (b"\xd0\xcf\x11\xe0old", "an old Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        ("Ref,Name\n1,x\n".encode("utf-16"), "Unicode text (UTF-16), not a CSV file"),
        (b"\x7fELF\x00\x01\x02", "is not a text file"),
        (b"Ref,Name\n1,\x81\x8d\x8f\n", "neither UTF-8 nor Windows-1252"),
        (b"Ref,Name,ref\n1,2,3\n", "has 2 columns called “Ref”"),
        (b'Ref,Name\n1,x\n2,"never closed\n3,y\n', "a quotation mark that opens in line 3 is never closed"),
    ],
)
def test_what_is_no_csv_file_is_refused_with_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(RuleError) as caught:
        open_csv(_file(tmp_path, content))
    assert said in str(caught.value)


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    with pytest.raises(RuleError, match="a quotation mark that opens in line"):
        open_csv(_file(tmp_path, 'Ref,Name\n1,"' + "x" * 10_000_001 + '"\n'))
    csv.field_size_limit(limit)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"not imported because .* is not there"):
        open_csv(tmp_path / "none.csv")
    with pytest.raises(RuleError, match="is a folder"):
        open_csv(tmp_path)


def test_a_nul_byte_in_a_cell_is_a_matter_of_its_row(tmp_path: Path) -> None:
    assert _read(tmp_path, b"Ref,Name\n1,A\x00B\n")[1] == [(2, ["1", "A\x00B"])]


def test_a_file_of_refused_rows_is_read_without_the_reasons(tmp_path: Path) -> None:
    source, rows = _read(tmp_path, "Ref,Why refused,Name\n1,too early,'=x\n2,,y\n")
    assert source.header == ("Ref", "Name")
    assert rows == [(2, ["1", "=x"]), (3, ["2", "y"])]


@pytest.mark.parametrize("value", ["=1+1", "+44 20", "-5", "@x", "\tx", "'=x", "''-y", "plain", "", "'tis"])
def test_a_formula_goes_out_as_text_and_comes_back_as_it_was(value: str) -> None:
    assert from_text(as_text(value)) == value
    assert not as_text(value).startswith(("=", "+", "-", "@", "\t", "\r"))
