"""The cases behind a figure (P6, S12): a list given by its numbers, with a heading that says which figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.cases.list_page import ListPage
from ui.context import Context
from ui.widgets.words import PageHeading, Words

_MOST_KEPT = 5_000  # numbers that are kept for the next start


class CaseListPage(ListPage):
    """A list of given cases. Alt+Left returns to where it was opened from.

    Args:
        numbers: the numbers of the cases.
        heading: what the list is: "Stage 1 complaints received in May 2024, answered late".
        note: one sentence more, or "".
    """

    kind = "case_list"
    table_name = "Cases of this figure"
    filter_names = ("kind", "status", "division", "service", "owner", "theme", "outcome")

    def __init__(
        self,
        context: Context,
        key: str = "",
        parent: QWidget | None = None,
        *,
        numbers: Sequence[int] = (),
        heading: str = "",
        note: str = "",
    ) -> None:
        super().__init__(context, key, parent)
        self.say_empty(
            "There are no cases to show. Open a report and choose a figure to see the cases behind it."
        )
        self._numbers: tuple[int, ...] = ()
        self._is_first_count = True
        self.reopened(numbers, heading or key, note)

    def reopened(self, numbers: Sequence[int] = (), heading: str = "", note: str = "") -> None:
        """Show other cases under another heading."""
        self._numbers = tuple(numbers)
        self._is_first_count = True
        self.hidden.hide()
        self.heading.setText(heading or "Cases")
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.go_to_top()
        self.model.ask(self.query("all", sort="received", numbers=self._numbers))
        self.retitled.emit()

    def title(self) -> str:
        """The heading."""
        return self.heading.text()

    def tab_text(self) -> str:
        """A tab has less room than the title bar."""
        words = self.heading.text()
        return words if len(words) <= 32 else words[:32].rsplit(" ", 1)[0] + " …"

    def help_text(self) -> str:
        """Shown by F1."""
        return "The cases that this figure counts. Enter opens a case, Alt+Left returns to the report."

    def layout_state(self) -> dict[str, Any]:
        """The cases shown besides what every list keeps."""
        return {
            **super().layout_state(),
            "numbers": list(self._numbers[:_MOST_KEPT]) if len(self._numbers) <= _MOST_KEPT else [],
            "heading": self.heading.text(),
            "note": self.note.text(),
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave."""
        if state.get("numbers"):
            self.reopened(state["numbers"], state.get("heading", ""), state.get("note", ""))
        super().restore_layout(state)

    def add_top(self, column: QVBoxLayout) -> None:
        """The heading and its note."""
        self.heading = PageHeading("")
        self.note = Words("", tone="muted")
        self.hidden = Words("", tone="muted")
        for part in (self.heading, self.note, self.hidden):
            column.addWidget(part)

    def _on_counted(self) -> None:
        """Say how many cases the figure counts that this person may not see: a list must not seem to contradict it."""
        super()._on_counted()
        if not self._is_first_count:
            return
        self._is_first_count = False
        missing = len(set(self._numbers)) - len(self.model.numbers)
        if missing > 0:
            are = "1 more case is" if missing == 1 else f"{missing:,} more cases are"
            self.hidden.setText(f"{are} counted in this figure and restricted, so not shown to you.")
        self.hidden.setVisible(missing > 0)
