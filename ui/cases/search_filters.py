"""What a search is narrowed by: a button for the filters, a chip for each in force, and a way to keep them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.own_views import keep_view
from caseworker.domain.lists import OwnView
from caseworker.errors import RuleError
from ui.cases import filters
from ui.cases.filter_dialog import FilterDialog
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.chips import Chips
from ui.work.name_dialog import NameDialog

NAMES = ("kind", "status", "division", "service", "owner", "theme", "outcome", "waiting")


class SearchFilters(QWidget):
    """Filters combine: a case found meets every one.

    Signals:
        changed: other filters are in force.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.button = Button("Filters", self.ask, icon="filter")
        self.keep_button = Button("Keep as a view", self.keep)
        self.chips = Chips("cases found")
        self._text = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chips)
        self.chips.changed.connect(self.changed)
        self.keep_button.hide()

    def codes(self) -> tuple[tuple[str, str], ...]:
        """The filters in force, for the casework."""
        return filters.to_codes(self._context.office, self.chips.values())

    def show_text(self, text: str) -> None:
        """What is searched for, kept with the filters; without it there is nothing to keep."""
        self._text = text
        self.keep_button.setVisible(bool(text) and self.parentWidget() is not None)

    def ask(self) -> FilterDialog:
        """Ask for filters in a dialog."""
        dialog = FilterDialog(self._context.office, NAMES, self.chips.values(), self)
        dialog.accepted.connect(lambda: self.set_values(dialog.values()))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def set_values(self, values: dict[str, str]) -> None:
        """Put these filters in force: name to words."""
        self.chips.set_values(values, filters.TITLES)
        self.changed.emit()

    def keep(self) -> NameDialog:
        """Keep the words and the filters as a view of the person's own (Ctrl+G goes there)."""
        dialog = NameDialog(
            "Keep this search",
            "Keep view",
            text="Keeps the words and the filters as a view of the work list. Ctrl+G goes there.",
            parent=self,
        )
        dialog.given.connect(lambda name: self._save(dialog, name))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _save(self, dialog: NameDialog, name: str) -> None:
        context = self._context
        view = OwnView("", name, "all", self._text, filters=self.codes())

        def done(kept: OwnView) -> None:
            dialog.accept()
            context.messages.status(f"The view {kept.name} was kept. Ctrl+G in the work list goes there.")

        def failed(error: Exception) -> None:
            if isinstance(error, RuleError):
                dialog.refuse(error)
            else:
                context.messages.failure(error)

        context.tasks.run_write(lambda: keep_view(context.office, view), done, failed, receiver=self)
