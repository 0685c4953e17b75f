"""FOI and SAR (Ctrl+6): the open requests for information, by the law they come under, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from caseworker.actions.information_requests import (
    REQUEST_VIEWS,
    RequestRow,
    request_counts,
    requests_of,
)
from caseworker.office import Office
from ui.cases.pick_dialog import Pick, PickDialog
from ui.cases.preview import CasePreview
from ui.cases.tab_order import tab_in_reading_order
from ui.cases.view_buttons import ViewButtons
from ui.context import Context
from ui.folding import needs_folding
from ui.page import Page
from ui.requests.request_rows import requests_model
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.words import PageHeading

_FIRST = "open"
_NO_CASE = "Choose a request first."


class RequestsPage(Page):
    """The requests of one view; Enter opens the case."""

    kind = "requests"
    commands = ("edit.find", "edit.copy_reference", "go.saved_view")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.view_code = _FIRST
        self.counts: Mapping[str, int] = {}
        self._asked = 0
        self._is_dirty = False
        self.model = requests_model(self)
        self.table = CaseTable("Requests for information", ("request", "requests"))
        self.table.set_model(self.model)
        self.preview_pane = CasePreview(context)
        self.destroyed.connect(self.preview_pane.deleteLater)  # it lives in the window's pane
        self.heading = PageHeading("")
        self.change_button = Button("Change view (Ctrl+G)", self.choose_view, icon="list")
        self.views = ViewButtons()
        self._lay_out()
        self._connect()
        self._say_view()
        self.refresh()

    def title(self) -> str:
        """The name of the screen."""
        return "FOI and SAR"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Requests under freedom of information and environmental information, subject access, their reviews"
            " and Commissioner cases, and complaints about personal data. Ctrl+G goes to a view, Ctrl+F filters, Enter"
            " opens the case; its Steps say what is done and what comes next."
        )

    def first_focus(self) -> QWidget:
        """The list, or the filter line while there is nothing in it."""
        return self.table.view if self.model.rowCount() else self.table.filter_line

    def preview(self) -> QWidget:
        """The case of the current row."""
        return self.preview_pane

    def refresh(self) -> None:
        """Read the requests again; the place in the list stays."""
        self._is_dirty = False
        self._asked += 1
        number, office, view = self._asked, self.context.office, self.view_code
        self.table.loading.start("Loading requests")
        self.context.tasks.run_read(
            lambda: _read(office, view),
            lambda found: self._on_read(number, *found),
            self._on_unread,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Read again, at once when in sight, otherwise when the page is next shown."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_dirty = True

    def show_view(self, code: str) -> None:
        """Go to a view."""
        self.view_code = code
        self._say_view()
        self.table.set_filter()
        self.refresh()
        self.table.view.setFocus()

    def choose_view(self) -> PickDialog:
        """Ask for a view (Ctrl+G)."""
        picks = [Pick(view.code, view.label, self._count_words(view.code)) for view in REQUEST_VIEWS.values()]
        dialog = PickDialog(
            "Go to a view", picks, now=self.view_code, placeholder="Type its name", parent=self
        )
        dialog.accepted.connect(lambda: self.show_view(dialog.chosen))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def open_current(self) -> None:
        """Open the case of the current row."""
        row = self._current()
        if row is not None:
            self.context.case_order = self
            self.context.open_page("case", row.row.case_id)

    def copy_reference(self) -> None:
        """Put the reference of the current row on the clipboard."""
        row = self._current()
        if row is not None:
            QGuiApplication.clipboard().setText(row.row.reference)
            self.context.messages.status(f"{row.row.reference} copied")

    def next_case(self, case_id: str) -> str:
        """The request after this one in the list, "" at its end; the list goes along."""
        return self._step(case_id, 1)

    def previous_case(self, case_id: str) -> str:
        """The request before this one in the list, "" at its beginning; the list goes along."""
        return self._step(case_id, -1)

    def layout_state(self) -> dict[str, Any]:
        """View, columns and sort. What is typed in the filter line may be a name and is not kept."""
        return {"view": self.view_code, "table": {**self.table.layout_state(), "filter": ""}}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if isinstance(state.get("table"), dict):
            self.table.restore_layout(state["table"])
        if state.get("view") in REQUEST_VIEWS and state["view"] != self.view_code:
            self.view_code = state["view"]
            self._say_view()
            self.refresh()

    # -- inside -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.heading, 1)
        row.addWidget(self.change_button)
        column.addLayout(row)
        column.addWidget(self.views)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.views.chosen.connect(self.show_view)
        self.table.opened.connect(lambda _index: self.open_current())
        self.table.moved.connect(lambda _index: self._preview_current())
        self.table.menu_asked.connect(self._fill_menu)
        self.preview_pane.open_asked.connect(lambda case_id: self.context.open_page("case", case_id))
        self.handle("edit.find", self.table.focus_filter)
        self.handle("go.saved_view", self.choose_view)
        self.handle("edit.copy_reference", self.copy_reference, lambda: "" if self._current() else _NO_CASE)

    def _on_read(self, number: int, rows: tuple[RequestRow, ...], counts: Mapping[str, int]) -> None:
        if number != self._asked:  # another view was asked for meanwhile
            return
        self.table.loading.finish()
        current, place = self.table.current_key(), self.table.view.currentIndex().row()
        empty, _, more = REQUEST_VIEWS[self.view_code].empty.partition(". ")
        self.table.set_empty(empty, more)
        self.model.set_rows(rows)
        if rows and not self.table.go_to(current):
            self.table.view.setCurrentIndex(self.model.index(max(0, min(place, len(rows) - 1)), 0))
        self.counts = counts
        self._say_view()
        self._preview_current()
        tab_in_reading_order(self)
        self.context.registry.refresh()

    def _on_unread(self, error: Exception) -> None:
        self.table.loading.finish()
        self.context.messages.failure(error)

    def _say_view(self) -> None:
        self.heading.setText(f"Requests: {REQUEST_VIEWS[self.view_code].label.lower()}")
        labels = [(view.code, view.label) for view in REQUEST_VIEWS.values()]
        self.views.show_views(labels, self.counts, self.view_code)

    def _count_words(self, code: str) -> str:
        return f"{self.counts[code]:,}" if code in self.counts else ""

    def _current(self) -> RequestRow | None:
        index = self.table.view.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _preview_current(self) -> None:
        row = self._current()
        self.preview_pane.show_case(row.row.case_id if row is not None else "")

    def _fill_menu(self, menu: QMenu) -> None:
        for words, call in (
            ("Open case\tEnter", self.open_current),
            ("Copy reference\tCtrl+Shift+C", self.copy_reference),
        ):
            action = menu.addAction(words)
            action.setEnabled(self._current() is not None)
            action.triggered.connect(lambda _on=False, do=call: do())

    def _step(self, case_id: str, by: int) -> str:
        place = self.model.row_of(case_id) + by
        if self.model.row_of(case_id) < 0 or not 0 <= place < self.model.rowCount():
            return ""
        self.table.view.setCurrentIndex(self.model.index(place, 0))
        return self.model.row(place).row.case_id

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed while the page was out of sight is read now."""
        super().showEvent(event)
        if self._is_dirty:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the line of views gives its place to rows; Ctrl+G goes on to work (W7)."""
        super().resizeEvent(event)
        self.views.setVisible(not needs_folding(self.window().width(), theme().scale))


def _read(office: Office, view: str) -> tuple[tuple[RequestRow, ...], Mapping[str, int]]:
    """The rows of the view and the counts of all of them, in one reading of the open requests."""
    rows = requests_of(office)
    counts = request_counts(rows)
    if view == "log":
        log = requests_of(office, "log")
        return log, {**counts, "log": len(log)}
    return tuple(row for row in rows if view in row.views), counts
