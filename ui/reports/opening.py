"""Opens a figure to its cases; of a share the person first says which: all, those counted, or the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from caseworker.actions.report_cells import cases_behind, figure_in_words, why_nothing_behind
from caseworker.actions.reports import cell_cases
from caseworker.domain.cases import CaseRow
from caseworker.domain.periods import Period
from caseworker.errors import RuleError
from ui.context import Context


class Opening(QObject):
    """Finds what a figure opens.

    Args:
        page: over which the choice of a share is shown.

    Signals:
        cases(str, object, str): heading, case numbers and a note, of the figure that was opened.
        case(int): the number of the one case that a line of words is about.
        said(str): passing words, such as that a figure has no cases.
    """

    cases = Signal(str, object, str)
    case = Signal(int)
    said = Signal(str)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.menu: QMenu | None = None

    def open(self, table: Any, row: str, column: str, at: QPoint) -> None:
        """Open a figure; `at` is where a choice is shown, on the screen."""
        try:
            found = cases_behind(self._context.office, table, row, column)
        except RuleError as error:
            self.said.emit(f"The cases behind this figure are not shown. {error}")
            return
        cell = table.cell(row, column)
        if not found:
            self.said.emit(f"{row}, {column}: {_small(why_nothing_behind(table, row, column))}")
        elif len(found) == 1 and cell.unit == "text" and len(found[0].numbers) == 1:
            self.case.emit(found[0].numbers[0])
        elif len(found) == 1:
            self._take(table, row, column, found[0])
        else:
            self._ask(table, row, column, found, at)

    def _ask(self, table: Any, row: str, column: str, found: Sequence[Any], at: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self._page)
        self.menu.setAccessibleName(f"Which cases of {row}, {column}")
        for each in found:
            action = self.menu.addAction(each.words.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, each=each: self._take(table, row, column, each))
        self.menu.setActiveAction(self.menu.actions()[0])
        self.menu.popup(at)

    def _take(self, table: Any, row: str, column: str, found: Any) -> None:
        figure = figure_in_words(table, table.cell(row, column))
        words = found.words if found.words.casefold() == figure.casefold() else f"{figure}. {found.words}"
        note = f"{table.name}. {table.title}. {words[:1].upper()}{words[1:]}."
        self.cases.emit(where(table, row, column), found.numbers, note)


class OpenedCases(QObject):
    """Opens the page of the cases that a figure stands for."""

    def __init__(self, context: Context, page: QObject) -> None:
        super().__init__(page)
        self._context = context

    def many(self, words: str, numbers: Sequence[int], note: str) -> None:
        """Open cases as a list under a heading."""
        if numbers:
            self._context.open_page("case_list", words, numbers=numbers, heading=words, note=note)
        else:
            self._context.messages.status("There are no cases behind this line: a figure alone is wrong.")

    def one(self, number: int) -> None:
        """Open the one case that a line of words is about, if the person may see it."""
        office = self._context.office
        self._context.tasks.run_read(
            lambda: cell_cases(office, [number]), self._on_case, self._context.messages.failure, receiver=self
        )

    def _on_case(self, rows: Sequence[CaseRow]) -> None:
        if rows:
            self._context.open_page("case", rows[0].case_id)
        else:
            self._context.messages.status("This case is not shown to you.")


def where(table: Any, row: str, column: str) -> str:
    """Which figure it is, with the period named once: "MP enquiry, Q2, 2024-25"."""
    period = table.period
    parts = [each for each in (column, row) if not _is_short_for(each, period)]
    spans = {period.label, *(each.label for each in (*table.row_periods, *table.column_periods))}
    if not spans & set(parts):
        parts.append(period.label)
    return ", ".join(parts)


def _is_short_for(heading: str, period: Period) -> bool:
    """Whether a heading is only the quarter shown once more: "Q2" in "Quarter 2, 2024-25"."""
    return period.label.startswith("Quarter ") and heading == f"Q{period.label[len('Quarter ') :][:1]}"


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
