"""Search everything (Ctrl+E or F3): a caller gives a name, and due date, owner and last event are there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions.recent_searches import forget_searches, keep_search, recent_searches
from caseworker.domain.changed import Changed
from ui.cases.preview import CasePreview
from ui.cases.recent_list import RecentSearches
from ui.cases.search_box import SearchBox
from ui.cases.search_filters import SearchFilters
from ui.cases.search_model import SearchLine, SearchModel, search_lines
from ui.context import Context
from ui.page import Page
from ui.widgets.announce import announce
from ui.widgets.case_table import CaseTable
from ui.widgets.words import LineWords, PageHeading

log = logging.getLogger(__name__)

MOST_SHOWN = 50
_PAUSE_MS = 150
_SPEAK_AFTER_MS = 500  # so that what is found is not spoken over the person's own typing (A11)
WHAT = (
    "Type any part of what you know: a reference (also one of an earlier system), the name of the person or the child, "
    "a phone number, a postcode, or words from the case and its notes. Accents and capitals do not matter."
)


class SearchPage(Page):
    """One box, results as you type. Enter opens the first case or the current one; Down goes to the list."""

    kind = "search"
    commands = ("edit.find", "edit.copy_reference")

    def __init__(
        self, context: Context, key: str = "", parent: QWidget | None = None, *, text: str = ""
    ) -> None:
        super().__init__(context, key, parent)
        self.line = SearchBox(WHAT)
        self.model = SearchModel(self)
        self.table = CaseTable("Cases found", ("case found", "cases found"), with_filter=False)
        self.table.count.hide()  # until something was asked
        self.recent = RecentSearches(WHAT)
        self.filters = SearchFilters(context)
        self.preview_pane = CasePreview(context)
        self.destroyed.connect(self.preview_pane.deleteLater)  # it lives in the window's pane
        self._turn = 0
        self._shown_for = ""
        self._opens_first = self._forgets_if_none = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._speak = QTimer(self, singleShot=True, interval=_SPEAK_AFTER_MS)
        self._lay_out()
        self._connect()
        self._read_recent()
        self.line.setText(text)

    # -- what the window asks -----------------------------------------------------------------------------

    def title(self) -> str:
        """The name of the screen."""
        return "Search"

    def help_text(self) -> str:
        """Shown by F1."""
        return f"{WHAT} Enter opens the first case; Down goes to the list."

    def first_focus(self) -> QWidget:
        """The box."""
        return self.line

    def preview(self) -> QWidget:
        """The case of the current row."""
        return self.preview_pane

    def reopened(self, text: str = "") -> None:
        """Search for something else."""
        self.line.setText(text)

    def on_changed(self, changed: Changed) -> None:
        """What was found may say something else now; nothing is kept of what led to a case that is gone."""
        if changed.gone:
            self._forgets_if_none = True
            self._read_recent()
        if self._shown_for:
            self._search()
            self.preview_pane.refresh()

    def layout_state(self) -> dict[str, Any]:
        """Columns only: what was searched for are names, and kept in the office's own file."""
        return {"table": {**self.table.layout_state(), "filter": ""}}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        kept = state.get("table")
        if isinstance(kept, dict):
            self.table.restore_layout(kept)

    # -- acts ---------------------------------------------------------------------------------------------

    def open_current(self) -> None:
        """Open the case of the current row, and remember the search that led to it."""
        index = self.table.view.currentIndex()
        if not index.isValid():
            return
        office, text = self.context.office, self._shown_for
        self.context.tasks.run_write(
            lambda: keep_search(office, text), self.recent.show_searches, _not_kept, receiver=self
        )
        self._open(self.model.row(index).row.case_id)

    def next_case(self, case_id: str) -> str:
        """The case after this one among those found, "" at the end."""
        return self._step(case_id, 1)

    def previous_case(self, case_id: str) -> str:
        """The case before this one among those found, "" at the beginning."""
        return self._step(case_id, -1)

    def copy_reference(self) -> None:
        """Put the reference of the current case on the clipboard."""
        reference = self.model.row(self.table.view.currentIndex()).row.reference
        QGuiApplication.clipboard().setText(reference)
        self.context.messages.status(f"{reference} copied")

    # -- inside -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.table.set_model(self.model)
        self.table.filter_line.parentWidget().hide()  # the box above stands for it
        self.detail = LineWords("")
        self.parts = QStackedWidget()
        self.parts.addWidget(self.recent)
        self.parts.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(PageHeading("Search everything"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(self.filters.button)
        row.addWidget(self.filters.keep_button)
        row.addWidget(self.table.count)
        row.setAlignment(self.table.count, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        column.addWidget(self.filters)
        column.addWidget(self.parts, 1)
        column.addWidget(self.detail)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self._on_typed())
        self.line.entered.connect(self._enter)
        self.line.down.connect(self._go_to_list)
        self.line.emptied.connect(self._search)
        self._pause.timeout.connect(self._search)
        self.filters.changed.connect(self._search)
        self._speak.timeout.connect(self._say_found)
        self.table.opened.connect(lambda _index: self.open_current())
        self.table.moved.connect(lambda _index: self._preview_current())
        self.table.menu_asked.connect(self._fill_menu)
        self.recent.chosen.connect(self._search_again)
        self.recent.forget_asked.connect(self._forget)
        self.preview_pane.open_asked.connect(self._open)
        self.preview_pane.seen.connect(lambda _seen: self._say_detail())
        self.handle("edit.find", self._go_to_line)
        self.handle("edit.copy_reference", self.copy_reference, self._why_no_case)

    def _why_no_case(self) -> str:
        return "" if self.model.rowCount() else "Find a case first."

    def _go_to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _go_to_list(self) -> None:
        if self.model.rowCount():
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_again(self, text: str) -> None:
        self.line.setText(text)
        self._search()
        self.line.setFocus()

    def _search(self) -> None:
        self._pause.stop()
        self._turn += 1
        turn, office, text = self._turn, self.context.office, self.line.words()
        only = self.filters.codes()
        self.filters.show_text(text)
        if not text:
            self._show(turn, "", [])
            return
        self.table.loading.start("Searching")
        self.context.tasks.run_read(
            lambda: search_lines(office, text, only),
            lambda found: self._show(turn, text, found),
            lambda error: self._on_failed(turn, error),
            receiver=self,
        )

    def _on_failed(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self.table.loading.finish()
            self.context.messages.failure(error)

    def _show(self, turn: int, text: str, found: list[SearchLine]) -> None:
        if turn != self._turn:
            return
        self.table.loading.finish()
        had_focus, is_news = self.table.view.hasFocus(), text != self._shown_for
        self._shown_for = text
        self.table.set_empty(f"Nothing found for “{text}”", self._advice())
        self.model.set_rows(found)
        if found and is_news:
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        self.parts.setCurrentWidget(self.table if text else self.recent)
        self.table.count.setText(self._count_words(found) if text else "")
        self.table.count.setVisible(bool(text))
        if had_focus and not found:
            self.line.setFocus()
        self.context.registry.refresh()
        self._preview_current()
        if text and is_news:
            self._speak.start()
        if self._opens_first and found:
            self.open_current()
        self._opens_first = False
        forgets, self._forgets_if_none = self._forgets_if_none and not found, False
        if forgets and text:
            self.line.clear()
            self._search()

    def _advice(self) -> str:
        """What to try when nothing is found."""
        advice = "Check the spelling, or type fewer letters."
        return (
            f"{advice} Filters are in force; remove them to search everything."
            if self.filters.codes()
            else advice
        )

    def _count_words(self, found: Sequence[SearchLine]) -> str:
        return f"First {MOST_SHOWN} cases found" if len(found) >= MOST_SHOWN else self.table.count_words()

    def _on_typed(self) -> None:
        self._speak.stop()
        self._pause.start()

    def _say_found(self) -> None:
        found = self.model.rows()
        count = self._count_words(found)
        announce(self.line, f"{count}, first {found[0].spoken}" if found else "Nothing found")

    def _preview_current(self) -> None:
        index = self.table.view.currentIndex()
        self.preview_pane.show_case(self.model.row(index).row.case_id if index.isValid() else "")
        self._say_detail()

    def _say_detail(self) -> None:
        """Where there is no room for the preview, what a caller asks stands beneath the list."""
        index = self.table.view.currentIndex()
        is_wanted = index.isValid() and bool(self._shown_for) and not self.preview_pane.isVisible()
        self.detail.setText(self.model.row(index).told if is_wanted else "")
        self.detail.setVisible(is_wanted)

    def _fill_menu(self, menu: QMenu) -> None:
        for words, call in (
            ("Open case\tEnter", self.open_current),
            ("Copy reference\tCtrl+Shift+C", self.copy_reference),
        ):
            menu.addAction(words).triggered.connect(lambda _on=False, call=call: call())

    def _open(self, case_id: str) -> None:
        self.context.case_order = self
        self.context.open_page("case", case_id)

    def _step(self, case_id: str, by: int) -> str:
        row = self.model.row_of(case_id)
        if row < 0 or not 0 <= row + by < self.model.rowCount():
            return ""
        self.table.view.setCurrentIndex(self.model.index(row + by, 0))
        return self.model.row(row + by).row.case_id

    def _read_recent(self) -> None:
        office = self.context.office
        self.context.tasks.run_read(
            lambda: recent_searches(office),
            self.recent.show_searches,
            self.context.messages.failure,
            receiver=self,
        )

    def _forget(self) -> None:
        office = self.context.office
        self.context.tasks.run_write(
            lambda: forget_searches(office), self._on_forgotten, self.context.messages.failure, receiver=self
        )

    def _on_forgotten(self, kept: tuple[str, ...]) -> None:
        self.recent.show_searches(kept)
        self.line.setFocus()
        self.context.messages.status("Recent searches forgotten")

    def _enter(self) -> None:
        if self.line.words() == self._shown_for and self.model.rowCount():
            self.open_current()
        elif self.line.words():
            self._opens_first = True
            self._search()


def _not_kept(error: Exception) -> None:
    """A search that could not be remembered harms nobody: it goes to the log alone."""
    log.info("a recent search was not kept", exc_info=error)
