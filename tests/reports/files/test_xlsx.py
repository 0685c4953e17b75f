"""A document as a workbook, read back: real figures, marked tables, and words that stay words."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from caseworker.actions.report_documents import document_of
from caseworker.imports.xlsx import open_sheet, sheet_names
from caseworker.reports.as_document_json import cell_data
from caseworker.reports.as_xlsx import CONTENTS, HEAD_ROW, document_xlsx
from caseworker.reports.cells import DAYS_LATE, DAYS_TO_GO, Unit, day_cell, days_cell, target_cell
from caseworker.reports.documents.blocks import Document, Figures
from caseworker.reports.shown import ShownCell, shown_cell
from caseworker.reports.xlsx_names import SheetNames
from tests.reports.files.examples import HOSTILE, MARKING, chart, count, document, hidden, share, table, words

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
POUNDS = ShownCell("£1,250.50", Unit.POUNDS, 1250.5)
GREW = ShownCell("+29%", Unit.CHANGE, 0.29)


class Book:
    """The parts of a workbook."""

    def __init__(self, made: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(made))
        self.names = self._zip.namelist()
        shared = self.tree("xl/sharedStrings.xml")
        self._texts = ["".join(t.text or "" for t in si.iter(f"{MAIN}t")) for si in shared.iter(f"{MAIN}si")]
        self._formats = self._number_formats()

    def tree(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self._zip.read(part))

    def cells(self, sheet: int) -> dict[str, tuple[object, str]]:
        """Each cell of a sheet (counted from 1) with its number format."""
        found = {}
        for cell in self.tree(f"xl/worksheets/sheet{sheet}.xml").iter(f"{MAIN}c"):
            assert cell.find(f"{MAIN}f") is None, "a formula"
            value = cell.find(f"{MAIN}v")
            if value is not None and value.text is not None:
                is_text = cell.get("t") == "s"
                said = self._texts[int(value.text)] if is_text else float(value.text)
                found[cell.get("r", "")] = (said, self._formats[int(cell.get("s", "0"))])
        return found

    def tables(self) -> list[ElementTree.Element]:
        parts = sorted(name for name in self.names if name.startswith("xl/tables/"))
        return [self.tree(part) for part in sorted(parts, key=lambda name: int(re.sub(r"\D", "", name)))]

    def text(self, part: str) -> str:
        return self._zip.read(part).decode("utf-8")

    def _number_formats(self) -> list[str]:
        styles = self.tree("xl/styles.xml")
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter(f"{MAIN}numFmt")}
        built_in = {"0": "General", "3": "#,##0", "9": "0%"}
        xfs = styles.find(f"{MAIN}cellXfs")
        assert xfs is not None
        return [own.get(xf.get("numFmtId"), built_in.get(xf.get("numFmtId", "0"), "?")) for xf in xfs]


def book_of(*tables, **more) -> Book:
    return Book(document_xlsx(document(*map(Figures, tables), **more)))


@pytest.fixture(scope="module")
def year(sample_office, sample_pack) -> Document:
    return document_of(sample_office, "annual", sample_pack("2024-25"))


def test_figures_are_numbers_in_the_form_they_are_read_in() -> None:
    cells = book_of(
        table([[count(1234), share(14, 43), POUNDS, GREW, ShownCell("3.5", Unit.MEAN, 3.5), words("Upheld")]])
    ).cells(2)
    assert cells["B6"] == (1234.0, "#,##0")
    assert [cells[at] for at in ("C6", "D6", "E6")] == [(0.33, "0%"), (14.0, "#,##0"), (43.0, "#,##0")]
    assert cells["F6"] == (1250.5, '"£"#,##0.00')
    assert cells["G6"] == (0.29, '+0%;"−"0%;0%')
    assert cells["H6"] == (3.5, "#,##0.0")
    assert cells["I6"][0] == "Upheld"


def test_days_are_dates_and_numbers_of_days_numbers_read_as_on_the_page() -> None:
    due = shown_cell(day_cell("2 April 2024", date(2024, 4, 2)))
    over = shown_cell(days_cell("390 over", -390, DAYS_TO_GO))
    late = shown_cell(days_cell("1 day late", 1, DAYS_LATE))
    cells = book_of(table([[due, over, late, shown_cell(target_cell(90))]])).cells(2)
    assert cells["E6"] == (0.9, "0%")
    assert cells["B6"] == (45384.0, "d mmmm yyyy")
    assert cells["C6"] == (-390.0, '0" to go";0" over";"today"')
    assert cells["D6"] == (1.0, '[=1]0" day late";[=0]"In time";0" days late"')
    said = [cell_data(cell) for cell in (due, over)]
    assert (said[0]["day"], said[1]["days"], said[1]["text"]) == ("2024-04-02", -390, "390 over")


def test_the_two_numbers_of_a_share_stand_under_headings_of_their_own() -> None:
    cells = book_of(table([[share(14, 43), count(3)]], columns=["Q1", "Total"])).cells(2)
    assert [cells[f"{column}5"][0] for column in "ABCDE"] == [
        "Quarter", "Q1", "Q1 (number)", "Q1 (out of)", "Total",
    ]  # fmt: skip


def test_a_percentage_printed_alone_gives_no_more_away_than_the_page() -> None:
    cells = book_of(table([[share(1, 3, Unit.PERCENT)]])).cells(2)
    assert cells["B6"][0] == 0.33
    assert "C6" not in cells


def test_what_is_hidden_or_not_due_is_written_as_its_words() -> None:
    shown = table([[hidden(), hidden(Unit.SHARE, "hidden"), share(0, 0)]])
    cells = book_of(shown, marking="").cells(2)
    assert [cells[at][0] for at in ("B6", "C6", "D6", "E6", "F6")] == [
        "<5",
        "hidden",
        "hidden",
        "hidden",
        "n/a",
    ]
    assert not [value for value, _ in cells.values() if isinstance(value, float) and value]


def test_no_words_become_a_formula_or_an_address() -> None:
    dangerous = ["=1+1", "+44 20", "-5", "@SUM(A1)", "https://example.org", HOSTILE]
    shown = table([[words(text), count(1)] for text in dangerous], columns=["=A1", "@x"], rows=dangerous)
    book = book_of(shown, title="=1+1")
    cells = book.cells(2)
    assert [cells[f"B{row}"][0] for row in range(6, 11)] == dangerous[:5]
    assert [cells[f"A{row}"][0] for row in range(6, 11)] == dangerous[:5]
    assert "https://" not in str([book.text(name) for name in book.names if "_rels/sheet" in name])


def test_each_sheet_holds_one_marked_table_whose_headings_are_its_cells(year: Document) -> None:
    book = Book(document_xlsx(year))
    first, *others = book.tables()
    assert first.get("name") == "Contents"
    assert len(others) == len(year.tables)
    assert len({(each.get("name") or "").casefold() for each in others}) == len(others)
    for number, (marked, shown) in enumerate(zip(others, year.tables, strict=True), start=2):
        cells = book.cells(number)
        names = [column.get("name") for column in marked.iter(f"{MAIN}tableColumn")]
        found = re.fullmatch(r"A5:([A-Z]+)(\d+)", marked.get("ref") or "")
        assert found is not None
        assert int(found[2]) == HEAD_ROW + 1 + len(shown.row_headings)
        assert names == [cells[f"{_letters(place)}5"][0] for place in range(len(names))]
        assert len({name.casefold() for name in names if name}) == len(names)


def test_every_figure_of_the_year_is_read_back(year: Document, tmp_path: Path) -> None:
    path = tmp_path / "annual.xlsx"
    path.write_bytes(document_xlsx(year))
    names = sheet_names(path)
    assert names[0] == CONTENTS
    assert len(names) == len(year.tables) + 1
    for name, shown in zip(names[1:], year.tables, strict=True):
        sheet = open_sheet(path, name, HEAD_ROW + 1, numbered=True)
        rows = [row.cells for row in sheet.rows()]
        assert [row[0] for row in rows[: len(shown.row_headings)]] == [
            " ".join(heading.split()) for heading in shown.row_headings
        ]
        for row, cells in zip(rows, shown.cells, strict=False):
            counts = [f"{cell.value}" for cell in cells if cell.unit is Unit.COUNT]
            assert set(counts) <= set(row), (name, row)


def test_the_first_sheet_leads_to_every_table_with_its_basis() -> None:
    book = book_of(table([[count(1)]]), table([[count(2)]], code="3", title="On time"))
    cells = book.cells(1)
    said = [value for value, _ in cells.values()]
    assert "Annual report on complaints: 2024-25" in said
    assert "1 April 2024 to 31 March 2025" in said
    assert MARKING in said
    assert said.count("Counted by date received.") == 2
    links = [each.get("location") for each in book.tree("xl/worksheets/sheet1.xml").iter(f"{MAIN}hyperlink")]
    assert links == ["'2a New cases by quarter'!A1", "'3 On time'!A1"]


def test_print_set_up_repeats_the_head_and_fits_the_width() -> None:
    narrow, wide = table([[count(1)]]), table([[count(1)] * 20], code="3")
    book = book_of(narrow, wide)
    for sheet, lies in ((2, None), (3, "landscape")):
        setup = book.tree(f"xl/worksheets/sheet{sheet}.xml").find(f"{MAIN}pageSetup")
        assert setup is not None
        assert (setup.get("paperSize"), setup.get("fitToHeight")) == ("9", "0")
        assert (setup.get("orientation") == "landscape") == bool(lies)
        assert MARKING in book.text(f"xl/worksheets/sheet{sheet}.xml")
    assert "$5:$5" in book.text("xl/workbook.xml")
    assert 'state="frozen"' in book.text("xl/worksheets/sheet2.xml")


def test_charts_are_drawn_from_the_cells_and_described() -> None:
    made = chart([[1, 2]], categories=["Row 1", "Row 2"])
    shown = table([[count(1)], [count(2)]], columns=["Series 1"], charts=[made])
    book = book_of(shown)
    drawn = book.text("xl/charts/chart1.xml")
    assert "'2a New cases by quarter'!$B$6:$B$7" in drawn
    assert "'2a New cases by quarter'!$A$6:$A$7" in drawn
    assert 'descr="Bar chart: what it shows."' in book.text("xl/drawings/drawing1.xml")


def test_an_empty_table_and_no_table_at_all_make_a_workbook_too() -> None:
    cells = book_of(table([], columns=["Number"])).cells(2)
    assert cells["A6"][0] == "There is nothing to show for this period."
    assert book_of().cells(1)


def test_the_same_document_gives_the_same_bytes(year: Document) -> None:
    assert document_xlsx(year) == document_xlsx(year)


def test_names_of_sheets_are_legal_short_and_each_there_once() -> None:
    names = SheetNames(CONTENTS)
    titles = [
        "A/B: [what?] *all*",
        "x" * 80,
        "x" * 80,
        "X" * 80,
        "'quoted'",
        "",
        "💬" * 40,
        "One two three " * 9,
    ]
    made = [names.of("2a", title) for title in titles]
    sheets = [sheet for sheet, _ in made]
    assert len({sheet.casefold() for sheet in sheets}) == len(sheets)
    assert len({name.casefold() for _, name in made}) == len(made)
    for sheet in sheets:
        assert 1 <= len(sheet.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", sheet)
        assert not sheet.startswith("'")
        assert not sheet.endswith("'")
    assert made[-1][0] == "2a One two three One two three"
    assert names.of("4.1", "On time")[1] == "Table_4_1"


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)


def test_headings_that_are_alike_are_told_apart_as_excel_asks() -> None:
    shown = table([[count(1), count(2), share(1, 2)]], columns=["Total", "total", "Quarter"])
    cells = book_of(shown).cells(2)
    assert [cells[f"{column}5"][0] for column in "ABCDEF"] == [
        "Row", "Total", "total (2)", "Quarter", "Quarter (number)", "Quarter (out of)",
    ]  # fmt: skip
