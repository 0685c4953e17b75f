"""Advocacy (4.8): young people helped by month, kind of case and group, and hours used against the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.advocacy import advocacy_figures
from caseworker.domain.advocacy_figures import AdvocacyFigures
from caseworker.domain.periods import financial_year, financial_year_of, parse_period
from caseworker.errors import RuleError
from ui.advocacy.figures_view import FiguresView
from ui.context import Context
from ui.page import Page
from ui.reports.period_picker import PeriodPicker
from ui.widgets.empty_state import Loading
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading

_TABLES = 3
_NO_CONTRACT = (
    "No contract was in force. Add it under Settings, Advocacy contracts, to see the hours used against it."
)
_NOBODY = (
    "No offer and no referral is recorded in this period. Record them in the case, with Record a step, or offer an "
    "advocate when a child's contact is logged."
)


class AdvocacyPage(Page):
    """Figures of a period; each opens its cases."""

    kind = "advocacy"
    commands = ()

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self._asked = 0
        self._is_stale = False
        self.figures: AdvocacyFigures | None = None
        self.picker = PeriodPicker(context.today)
        self.picker.set_period(financial_year(financial_year_of(context.today())))
        self.contracts = Words("", "reading")
        self.nobody = Words("", tone="muted")
        self.tables = [FiguresView(self._open_cases) for _ in range(_TABLES)]
        self.hint = Words(
            "Enter opens the cases behind a figure. Alt+Left comes back to it.", "caption", tone="muted"
        )
        self._lay_out()
        self.loading = Loading(self)
        self.picker.picked.connect(lambda _period: self._on_period())
        self.refresh()

    def title(self) -> str:
        """As in the navigation, with the period."""
        return f"Advocacy, {self.picker.period().label}"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return "Advocacy"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a period. Arrow keys walk the figures, Enter opens the cases behind one, Alt+Left returns to it. "
            "Offers, referrals and hours are recorded in the case with Ctrl+Shift+M."
        )

    def first_focus(self) -> QWidget:
        """The table by month."""
        return self.tables[0].view

    def refresh(self) -> None:
        """Count again."""
        self._is_stale = False
        self._asked += 1
        asked, period, office = self._asked, self.picker.period(), self.context.office
        self.loading.start("Counting")
        self.context.tasks.run_read(
            lambda: advocacy_figures(office, period),
            lambda figures: self._on_figures(figures) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """Count again when cases or settings changed; later, when nobody is looking now."""
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def layout_state(self) -> dict[str, Any]:
        """The period."""
        return {"period": self.picker.period().code}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        try:
            period = parse_period(str(state.get("period", "")))
        except RuleError:
            return
        self.picker.set_period(period)
        self.refresh()

    def _lay_out(self) -> None:
        area = ScrollColumn(width=900)
        for part in (self.contracts, self.nobody, *self.tables, self.hint):
            area.column.addWidget(part)
        area.column.addStretch(1)
        head = QWidget()
        top = QVBoxLayout(head)
        top.setContentsMargins(16, 12, 16, 0)
        top.setSpacing(8)
        top.addWidget(heading("Advocacy", "page"))
        top.addWidget(self.picker)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(area, 1)

    def _on_period(self) -> None:
        self.retitled.emit()
        self.refresh()

    def _on_figures(self, figures: AdvocacyFigures) -> None:
        self.loading.finish()
        self.figures = figures
        words = "\n".join(figures.contracts) or _NO_CONTRACT
        if words != self.contracts.text() and self.isVisible():
            self.context.messages.announce(words)
        self.contracts.setText(words)
        is_empty = not any(cell.number for cell in figures.tables[0].cells[-1])
        self.nobody.setText(_NOBODY if is_empty else "")
        self.nobody.setVisible(is_empty)
        for number, (view, rows) in enumerate(zip(self.tables, figures.tables, strict=True)):
            view.show_rows(rows, figures.period.label)
            view.setVisible(number == 0 or not is_empty)

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self.context.messages.failure(error)

    def _open_cases(self, words: str, numbers: Sequence[int]) -> None:
        if not numbers:
            self.context.messages.status(f"{words}: there are no cases behind this figure.")
            return
        title = f"Advocacy, {self.picker.period().label}, {words}"
        self.context.open_page("case_list", title, numbers=numbers, heading=title, note="")

    # Qt's own names from here on.

    def showEvent(self, event: Any) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
