"""What sharing has to say about a case: values that clash, and who else worked on it meanwhile (C10, S15)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseworker.actions.worked_alongside import Alongside
from caseworker.domain.dates_in_words import count_of
from ui.tokens import SPACE_4, SPACE_12, SPACE_16
from ui.widgets.buttons import IconButton
from ui.widgets.link_button import LinkButton
from ui.widgets.shown import set_shown
from ui.widgets.words import Words


class SharedLine(QWidget):
    """One to three lines beneath the banner; hidden while there is nothing to say.

    Args:
        settle: leads to the page of conflicts.
    """

    def __init__(self, settle: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closed: tuple[Alongside, ...] = ()
        self._shown: tuple[Alongside, ...] = ()
        self._clashes = self._held = 0
        self.clash = LinkButton("", settle, bold=True)
        self.others, self.held = Words(""), Words("")
        self.close_button = IconButton("close", "Close: others worked on this case", self._close)
        line = QHBoxLayout()
        line.setSpacing(SPACE_12)
        line.addWidget(self.others, 1)
        line.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_4, SPACE_16, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(self.clash)
        column.addWidget(self.held)
        column.addLayout(line)
        self.hide()

    def show_facts(self, clashes: int, alongside: Sequence[Alongside], held: int = 0) -> None:
        """Say how many values clash, what others did, and how many own changes wait for a decision."""
        self._clashes, self._shown, self._held = clashes, tuple(alongside), held
        fresh = tuple(line for line in self._shown if line not in self._closed)
        number = "1 value clashes" if clashes == 1 else f"{clashes} values clash"
        self.clash.setText(f"Settle in Conflicts: {number}")
        self.clash.setAccessibleName(f"{number} in this case. Settle in Conflicts")
        self.others.setText("Others worked on this case meanwhile. " + " ".join(line.words for line in fresh))
        set_shown(self.clash, bool(clashes))
        set_shown(self.others, bool(fresh))
        set_shown(self.close_button, bool(fresh))
        self.held.setText(
            f"Waiting for a decision: {count_of(held, 'change')} of yours to this case. Others do not see it yet."
        )
        set_shown(self.held, bool(held))
        set_shown(self, bool(clashes or fresh or held))

    def take_told(self, alongside: Sequence[Alongside]) -> None:
        """These were told in an alert just now, or were shown here: they are not said twice."""
        self._closed = tuple(dict.fromkeys((*self._closed, *alongside)))

    def _close(self) -> None:
        """It was read; what comes later is said again."""
        self._closed = self._shown
        self.show_facts(self._clashes, self._shown, self._held)
