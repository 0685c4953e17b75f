"""Workbooks: read as text without computing anything, and refused with words when they are not in order."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from caseworker.errors import RuleError
from caseworker.imports.reading import open_table, rows_to_look_at
from caseworker.imports.xlsx import open_sheet, sheet_names
from tests.imports.xlsx_help import Formula, Plain, write_book

HEAD = ["Ref", "Received", "Due", "Notes"]
DAY = date(2024, 6, 3)


def cells(path: Path, **more: object) -> list[list[str]]:
    return [row.cells for row in open_table(path, **more).rows()]  # type: ignore[arg-type]


def test_texts_days_and_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [HEAD, ["C1", DAY, DAY, "Siân’s"], [17, Plain(DAY), 1120.5, True]])
    assert open_table(path).header == tuple(HEAD)
    assert cells(path) == [["C1", "03/06/2024", "03/06/2024", "Siân’s"], ["17", "45446", "1120.5", "Yes"]]
    assert next(row.cells[1] for row in open_sheet(path).rows("yyyy-mm-dd")) == "2024-06-03"


def test_cells_left_out_are_empty_and_rows_without_text_are_passed_over(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [HEAD, [None, None, "x"], [], ["", " "], ["C2"]])
    rows = list(open_table(path).rows())
    assert [(row.line, row.cells) for row in rows] == [(2, ["", "", "x", ""]), (5, ["C2", "", "", ""])]


def test_a_formula_gives_its_saved_result_and_one_without_is_told(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [HEAD, [Formula('"C"&1', "C1"), Formula("TODAY()")]])
    assert cells(path) == [["C1", "", "", ""]]
    assert "1 formula without a saved result" in open_table(path).note
    empty = write_book(tmp_path / "c.xlsx", [HEAD, ["C1", Formula("TODAY()", "")]])
    assert "1 formula without a saved result" in open_table(empty).note
    saved = write_book(tmp_path / "b.xlsx", [HEAD, [Formula("1+1", 2)]])
    assert open_table(saved).note == "Formulas were read as the results last saved."


def test_a_merged_cell_stands_in_each_of_its_rows_and_hidden_columns_are_told(tmp_path: Path) -> None:
    rows = [HEAD, ["C1", DAY, "North", "a"], ["C2", DAY, None, "b"], ["C3", DAY, "South", "c"]]
    path = write_book(tmp_path / "a.xlsx", rows, merges=["C2:C3", "A1:B1"], hidden_columns=[4])
    assert [row[2] for row in cells(path)] == ["North", "North", "South"]
    assert "“Notes”" in open_table(path).note
    assert "Merged cells" in open_table(path).note


def test_a_sheet_is_named_and_a_hidden_one_is_not_offered(tmp_path: Path) -> None:
    sheets = {"2023": [["Ref"], ["C9"]], "Lists": [["x"]]}
    path = write_book(tmp_path / "a.xlsx", [HEAD], sheets=sheets, hidden_sheet="Lists")
    assert sheet_names(path) == ("Sheet1", "2023")
    assert cells(path, sheet="2023") == [["C9"]]
    with pytest.raises(RuleError, match="no sheet called “2022”"):
        open_table(path, "2022")


def test_headings_may_stand_lower_and_be_there_twice(tmp_path: Path) -> None:
    rows = [["Complaints 2024"], [], ["Ref", "Date", "", "Date"], ["C1", "a", "b", "c"]]
    path = write_book(tmp_path / "a.xlsx", rows)
    assert [row.line for row in rows_to_look_at(path)] == [1, 3, 4]
    opened = open_table(path, heading_row=3, numbered=True)
    assert opened.header == ("Ref", "Date", "Column C", "Date (2)")
    assert [row.cells for row in opened.rows()] == [["C1", "a", "b", "c"]]
    with pytest.raises(RuleError, match="2 columns called “Date”"):
        open_table(path, heading_row=3)


def test_the_same_of_a_csv_file_in_windows_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Complaints 2024;;\r\n\r\nRef;Date;Date\r\nC1;Siân;b\r\n".encode("cp1252"))
    opened = open_table(path, heading_row=3, numbered=True)
    assert (opened.header, opened.encoding) == (("Ref", "Date", "Date (2)"), "cp1252")
    assert [row.cells for row in opened.rows()] == [["C1", "Siân", "b"]]
    assert [row.cells[0] for row in rows_to_look_at(path)] == ["Complaints 2024", "Ref", "C1"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 and no more", "is not a whole Excel workbook"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "an old Excel workbook"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_workbook_is_refused_with_words(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=sentence):
        open_table(path)


def test_a_zip_of_something_else_and_one_with_a_document_type_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("word/document.xml", "<w/>")
    with pytest.raises(RuleError, match="not an Excel workbook"):
        open_table(path)
    whole = write_book(tmp_path / "b.xlsx", [HEAD])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as book:
        for name in old.namelist():
            text = old.read(name).decode()
            book.writestr(name, f'<!DOCTYPE x [<!ENTITY e "e">]>{text}' if "sheet1" in name else text)
    with pytest.raises(RuleError, match="not a whole Excel workbook"):
        open_table(path)


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [HEAD, *([f"C{n}", DAY] for n in range(500))])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(RuleError, match="not a whole Excel workbook"):
        open_table(path)
