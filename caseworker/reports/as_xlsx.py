"""A document's tables as an Excel workbook: a sheet of contents and notes, then one marked table a sheet.

Figures are real numbers in the format they are read in; words are never taken for formulas or addresses. The shape
follows the Government Analysis Function's guide for spreadsheets: no merged or empty cells within a table, its heading
in A1, notes and a way back above it. Totals are rows of the table, set bold, so that a reader who hears it hears them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from caseworker.domain.periods import say
from caseworker.reports.cells import DAY, DAYS_LATE, DAYS_TO_GO, TARGET, Unit
from caseworker.reports.documents.blocks import Document
from caseworker.reports.shown import Number, ShownTable
from caseworker.reports.spread import (
    HOW_SHARES_STAND,
    SpreadCell,
    SpreadColumn,
    first_heading,
    one_line,
    spread,
)
from caseworker.reports.xlsx_charts import add_charts
from caseworker.reports.xlsx_names import SheetNames
from caseworker.reports.xlsx_sizes import lines_of, over, width_of, width_of_first

CONTENTS = "Contents and notes"
LONGEST = 32_000
"""Characters; Excel holds no more in a cell than 32,767."""
A4 = 9
UPRIGHT = 110
"""Characters that stand side by side on an upright page; wider tables are printed across."""
LINE, TALLEST = 15.0, 400.0
"""Points: how high a line is, and a row at most."""
HEAD_ROW = 4
"""Where the headings of each table stand, counted from 0: below its title, question, basis and the way back."""
NOTHING = "There is nothing to show for this period."
WIDTHS = (14, 44, 48, 70)
"""Of the columns of the first sheet, in characters."""
STYLE = "Table Style Light 1"

_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.ENTERED: "#,##0",
    Unit.SHARE: "0%",
    Unit.RATIO: "0%",
    Unit.PERCENT: "0%",
    Unit.CHANGE: '+0%;"−"0%;0%',
    Unit.POINTS: '+0;"−"0;0',
    Unit.MEAN: "#,##0.0",
    Unit.RATE: "#,##0.0",
}
_MEANINGS = {
    DAY: "d mmmm yyyy",
    DAYS_TO_GO: '0" to go";0" over";"today"',
    TARGET: "0%",
    DAYS_LATE: '[=1]0" day late";[=0]"In time";0" days late"',
}
"""Days as they are read, which sort and add up as what they are."""
_FIRST_DAY = date(1899, 12, 30).toordinal()
"""Before the day that Excel counts as 1, as it takes 1900 for a leap year."""
_WHOLE = {Unit.POUNDS: '"£"#,##0', Unit.AVERAGE: '"£"#,##0', Unit.HOURS: "#,##0"}
_PARTS = {Unit.POUNDS: '"£"#,##0.00', Unit.AVERAGE: '"£"#,##0.00', Unit.HOURS: "#,##0.0#"}


def document_xlsx(document: Document) -> bytes:
    """Return the tables of a document as a workbook; the same document gives the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(target, options) as book:
        _Writer(book, document).write()
    return target.getvalue()


@dataclass
class _Writer:
    """Writes one document into one workbook."""

    book: Any
    document: Document

    def __post_init__(self) -> None:
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    @cached_property
    def _named(self) -> list[tuple[ShownTable, str, str]]:
        """Each table with the name of its sheet and its own."""
        names = SheetNames(CONTENTS)
        return [(table, *names.of(table.code, table.title)) for table in self.document.tables]

    def write(self) -> None:
        """Write every sheet."""
        document = self.document
        printed = document.printed_on
        self.book.set_properties(
            {
                "title": one_line(f"{document.title}: {document.period.label}"),
                "subject": one_line(document.title),
                "author": one_line(document.council),
                "comments": one_line(document.marking or document.approved),
                "created": datetime(printed.year, printed.month, printed.day),
            }
        )
        self._contents(self.book.add_worksheet(CONTENTS))
        for table, sheet_name, name in self._named:
            self._table(self.book.add_worksheet(sheet_name), table, sheet_name, name)

    # -- the first sheet -----------------------------------------------------------------------------------

    def _contents(self, sheet: Any) -> None:
        bold, wrap = self._format(bold=True), self._format(text_wrap=True, valign="top")
        row = 0
        for number, said in enumerate(self._about()):
            sheet.write_string(row, 0, _held(said), self._title() if number == 0 else None)
            row += 1
        rows = [(table.name, table.title, table.question, table.note) for table, *_ in self._named]
        if rows:
            head = ("Table", "Title", "Question", "Basis and notes")
            columns = [{"header": each, "header_format": bold} for each in head]
            options = {"name": "Contents", "columns": columns, "style": STYLE, "autofilter": False}
            sheet.add_table(row, 0, row + len(rows), len(head) - 1, options)
            for number, (line, (_table, name, _)) in enumerate(zip(rows, self._named, strict=True), row + 1):
                sheet.write_url(
                    number, 0, _address(name), self._format(hyperlink=True, valign="top"), line[0]
                )
                for column, text in enumerate(line[1:], start=1):
                    sheet.write_string(number, column, _held(text), wrap)
                lines = max(lines_of(text, width - 4) for text, width in zip(line, WIDTHS, strict=True))
                sheet.set_row(number, min(lines * LINE, TALLEST))
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        self._printed(sheet, landscape=True, repeat=None)

    def _about(self) -> Iterator[str]:
        document = self.document
        yield f"{document.title}: {document.period.label}"
        yield document.council
        yield f"{say(document.period.first)} to {say(document.period.last)}"
        yield f"Figures as recorded on {say(document.data_on)}. Printed on {say(document.printed_on)}."
        if document.marking:
            yield document.marking
        if document.approved:
            yield document.approved
        count = len(document.tables)
        yield f"{count} table{'' if count == 1 else 's'}, each on a sheet of its own. {HOW_SHARES_STAND}"

    # -- a table -------------------------------------------------------------------------------------------

    def _table(self, sheet: Any, table: ShownTable, sheet_name: str, name: str) -> None:
        columns = spread(table)
        widths = [width_of_first(table), *map(width_of, columns)]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        self._above(sheet, table, widths)
        self._marked(sheet, table, columns, name)
        self._rows(sheet, table, columns, widths)
        sheet.freeze_panes(HEAD_ROW + 1, 1)
        self._printed(sheet, landscape=sum(widths) > UPRIGHT, repeat=HEAD_ROW)
        add_charts(self.book, sheet, table, columns, sheet_name=sheet_name, first_row=HEAD_ROW + 1)

    def _above(self, sheet: Any, table: ShownTable, widths: Sequence[float]) -> None:
        """Title, question and basis, each over as many columns as it needs to be read; then the way back."""
        about = {"text_wrap": True, "valign": "top"}
        lines = (
            (f"{table.heading}: {table.period.label}", 1.4, self._format(bold=True, font_size=14, **about)),
            (table.question, 1.0, self._format(**about)),
            (table.note, 1.0, self._format(italic=True, **about)),
        )
        last, room = over(widths)
        for row, (text, size, style) in enumerate(lines):
            sheet.merge_range(row, 0, row, last, "", style)
            sheet.write_string(row, 0, _held(text), style)
            sheet.set_row(row, lines_of(text, room / size) * LINE * size)
        sheet.write_url(HEAD_ROW - 1, 0, _address(CONTENTS), self._format(hyperlink=True), CONTENTS)
        if self.document.marking:
            sheet.write_string(HEAD_ROW - 1, 1, _held(self.document.marking), self._format(bold=True))

    def _marked(self, sheet: Any, table: ShownTable, columns: Sequence[SpreadColumn], name: str) -> None:
        """Say that these cells are one table, and write its headings."""
        heads = [first_heading(table), *(column.heading for column in columns)]
        left = self._format(bold=True, text_wrap=True, valign="bottom")
        right = self._format(bold=True, text_wrap=True, valign="bottom", align="right")
        hold_words = [True, *(column.holds_words for column in columns)]
        count = max(len(table.row_headings), 1)
        options = {
            "name": name,
            "style": STYLE,
            "first_column": True,
            "autofilter": count > 1,
            "columns": [
                {"header": head, "header_format": left if words else right}
                for head, words in zip(heads, hold_words, strict=True)
            ],
        }
        sheet.add_table(HEAD_ROW, 0, HEAD_ROW + count, len(heads) - 1, options)

    def _rows(
        self, sheet: Any, table: ShownTable, columns: Sequence[SpreadColumn], widths: Sequence[float]
    ) -> None:
        heads = (table.row_heading, *(column.heading for column in columns))
        # The filter's button takes room beside each heading.
        tallest = max(lines_of(head, width - 3) for head, width in zip(heads, widths, strict=True))
        sheet.set_row(HEAD_ROW, tallest * LINE + 3)
        if not table.row_headings:
            sheet.write_string(HEAD_ROW + 1, 0, NOTHING, self._format(text_wrap=True))
        for number, heading in enumerate(table.row_headings):
            in_total = table.has_total_row and number == len(table.row_headings) - 1
            row = HEAD_ROW + 1 + number
            words = self._format(bold=True, text_wrap=True, valign="top", top=int(in_total))
            sheet.write_string(row, 0, _held(heading), words)
            for place, column in enumerate(columns, start=1):
                self._cell(sheet, row, place, column.cells[number], in_total)
            texts = (heading, *(c.cells[number].text if c.holds_words else "" for c in columns))
            lines = max(lines_of(text, width - 1) for text, width in zip(texts, widths, strict=True))
            sheet.set_row(row, min(lines * LINE, TALLEST))

    def _cell(self, sheet: Any, row: int, column: int, cell: SpreadCell, in_total: bool) -> None:
        about: dict[str, Any] = {"valign": "top", "bold": in_total, "top": int(in_total)}
        if cell.value is not None:
            about |= (
                {"align": "left"} if cell.meaning not in ("", TARGET) else {}
            )  # as the words in its column
            style = self._format(num_format=_number_format(cell), **about)
            sheet.write_number(row, column, _as_excel_counts(cell, cell.value), style)
        elif cell.text:
            words = cell.unit is Unit.TEXT
            about |= {"text_wrap": True} if words else {"align": "right"}
            sheet.write_string(row, column, _held(cell.text), self._format(**about))
        else:
            sheet.write_blank(row, column, None, self._format(**about))

    def _printed(self, sheet: Any, *, landscape: bool, repeat: int | None) -> None:
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        if repeat is not None:
            sheet.repeat_rows(repeat)
        marking = _short(self.document.marking)
        label = _short(f"{self.document.title}: {self.document.period.label}")
        sheet.set_header(f"&C&B{marking}" if marking else f"&C{label}")
        sheet.set_footer(f"&L{label}&RPage &P of &N")

    def _title(self) -> Any:
        return self._format(bold=True, font_size=14)

    def _format(self, **about: Any) -> Any:
        kept = tuple(sorted((name, value) for name, value in about.items() if value))
        if kept not in self._formats:
            self._formats[kept] = self.book.add_format(dict(kept))
        return self._formats[kept]


def _as_excel_counts(cell: SpreadCell, value: Number) -> Number:
    """Days from its own first day, percent as a part of one."""
    if cell.meaning == DAY:
        return value - _FIRST_DAY
    return value / 100 if cell.meaning == TARGET else value


def _number_format(cell: SpreadCell) -> str:
    if cell.meaning:
        return _MEANINGS[cell.meaning]
    if cell.unit in _WHOLE:
        return (_WHOLE if float(cell.value or 0).is_integer() else _PARTS)[cell.unit]
    return _FORMATS.get(cell.unit, "General")


def _held(text: str) -> str:
    """Text as a cell can hold it."""
    return "\n".join(one_line(line) for line in text.splitlines())[:LONGEST]


def _address(sheet_name: str) -> str:
    doubled = sheet_name.replace("'", "''")
    return f"internal:'{doubled}'!A1"


def _short(text: str) -> str:
    """Text in a header of the page, where "&" begins an instruction and 255 characters are the most."""
    return one_line(text)[:90].replace("&", "&&")
