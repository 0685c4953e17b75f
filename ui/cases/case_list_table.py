"""The table of a list of cases: a CaseTable over a CaseListModel, with a Filters button beside the filter line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.office import Office
from ui.cases.case_line import COLUMNS
from ui.cases.filter_dialog import FilterDialog
from ui.cases.filters import TITLES
from ui.cases.list_model import CaseListModel
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable


class CaseListTable(CaseTable):
    """A list of cases that the office orders and filters.

    Args:
        name: what the list is, for a screen reader.
        filter_names: what the Filters button offers (see `filters.TITLES`).
    """

    def __init__(
        self,
        name: str,
        office: Office,
        model: CaseListModel,
        filter_names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        self._rows_of = model
        super().__init__(name, parent=parent)
        self._office, self._filter_names = office, tuple(filter_names)
        self._is_count_awaited = False
        self.filter_button = Button("Filters", self.open_filters, icon="filter")
        self.filter_button.setAccessibleDescription("Choose type, service, owner and more")
        bar = self.filter_line.parentWidget()
        bar.layout().insertWidget(1, self.filter_button)  # type: ignore[union-attr]
        QWidget.setTabOrder(self.filter_line, self.filter_button)
        self.set_model(model)
        model.asked.connect(self._on_asked)
        model.loaded.connect(self.loading.finish)
        model.counted.connect(self._on_counted)
        model.failed.connect(lambda _error: self.loading.finish())

    def open_filters(self) -> FilterDialog:
        """Ask for filters in a dialog."""
        dialog = FilterDialog(self._office, self._filter_names, self.chips.values(), self)
        dialog.accepted.connect(lambda: self._take_filters(dialog.values()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def show_sort(self) -> None:
        """Put the mark of the heading where the model's order is."""
        query = self._rows_of.query
        if query is None:
            return
        section = next((n for n, column in enumerate(COLUMNS) if column.id == query.sort), -1)
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(section, order)

    def count_words(self) -> str:
        """How many cases there are; nothing until they are counted."""
        return super().count_words() if self._rows_of.is_counted else ""

    def _show_count(self) -> None:
        if self._rows_of.numbers:
            super()._show_count()
        else:
            self.count.setText(self.count_words())

    def _take_filters(self, chosen: dict[str, str]) -> None:
        self.set_filter(self.filter_text(), chosen)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _titles(self) -> dict[str, str]:
        return {**super()._titles(), **TITLES}

    def _on_asked(self) -> None:
        self.show_sort()
        self.loading.start("Loading cases")

    def _on_rows(self) -> None:
        if not self._rows_of.is_loaded:  # not empty: not known yet
            self._stack.setCurrentWidget(self.view)
            return
        self._is_count_awaited = self._was_filtered and not self._rows_of.is_counted
        super()._on_rows()

    def _on_counted(self) -> None:
        self._show_count()
        if self._is_count_awaited:
            self._is_count_awaited = False
            announce(self.view, self.count_words())
