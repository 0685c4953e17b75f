"""The line "Still needed": what a case lacks, each as a link that leads to where it is entered (interface rule P2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from caseworker.domain.kinds import Status
from caseworker.domain.needs import NEEDS, needs_of_view
from ui.cases.case_facts import CaseFacts
from ui.theme import Follows, theme
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.words import LineWords

_SHOWN, _SHOWN_LARGE, _LARGE = 3, 1, 1.5
_LEADS = {
    "letter_back": "part:letters",
    "outcome": "case.outcome",
    "kind": "detail:standing/kind",
    "owner": "case.owner",
    "child": "add_child",
    "disclosure": "case.disclosure",
    "advocate_offer": "move:advocacy.offered",
    "points": "part:points",
    "theme": "detail:about/theme",
    "root_cause": "detail:about/root_cause",
    "late_reason": "detail:about/late_reason",
    "action": "case.action",
    "close": "case.outcome",
}
_BY_CLOSING = ("theme", "root_cause", "late_reason")
"""Asked by the page that closes an answered case."""


def lead_of(code: str, *, is_answered: bool) -> str:
    """Return where a need is met: a command, "part:KEY" of the case, or "detail:SECTION/NAME"; "" where unknown."""
    return "case.outcome" if is_answered and code in _BY_CLOSING else _LEADS.get(code, "")


class StillNeeded(Follows, QWidget):
    """Up to three links, and a menu of the rest.

    Args:
        go: called with the lead of what was chosen (`lead_of`).

    Signals:
        filled: links were made anew, so the page's Tab order is to be put right.
    """

    filled = Signal()

    def __init__(self, go: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go = go
        self._codes: tuple[str, ...] = ()
        self._is_answered = False
        self.links: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row: FlowRow | None = None
        self.follow_theme()

    def show_facts(self, facts: CaseFacts) -> None:
        """Say what is missing; nothing to somebody who cannot enter it, nor what the next step says already."""
        may = facts.can_edit or ("answer" in facts.may and not facts.read_only)
        answered = facts.view.status is Status.ANSWERED
        codes = needs_of_view(facts.view) if may else ()
        shown = tuple(c for c in codes if lead_of(c, is_answered=answered) != facts.next_step.command)
        if (shown, answered) != (self._codes, self._is_answered):
            self._codes, self._is_answered = shown, answered
            self._fill()

    def codes(self) -> tuple[str, ...]:
        """The needs that are shown or stand in the menu."""
        return self._codes

    def retheme(self) -> None:
        """With large text there is room for one."""
        self._fill()

    def menu(self, codes: Sequence[str]) -> QMenu:
        """What does not stand in the line."""
        menu = QMenu(self)
        menu.setAccessibleName("Still needed")
        for code in codes:
            menu.addAction(NEEDS[code]).triggered.connect(lambda _on=False, code=code: self._choose(code))
        return menu

    def _fill(self) -> None:
        had_focus = any(link.hasFocus() for link in self.links)
        if self._row is not None:
            self._column.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
        self._row, self.links = None, []
        self.setVisible(bool(self._codes) and self.parentWidget() is not None)
        if not self._codes:
            return
        row = FlowRow(gap=12, row_gap=0)
        row.addWidget(LineWords("Still needed:", tone="muted"))
        most = _SHOWN if theme().scale < _LARGE else _SHOWN_LARGE
        for code in self._codes[:most]:
            self._add(row, NEEDS[code], lambda code=code: self._choose(code))
        rest = self._codes[most:]
        if rest:
            self._add(row, f"{len(rest)} more", lambda: self._open(rest))
        self._row = row
        self._column.addWidget(row)
        if had_focus:
            self.links[0].setFocus()
        self.filled.emit()

    def _add(self, row: FlowRow, words: str, call: Callable[[], object]) -> None:
        link = LinkButton(words, call)
        link.setAccessibleName(f"Still needed: {words}")
        row.addWidget(link)
        self.links.append(link)

    def _choose(self, code: str) -> None:
        lead = lead_of(code, is_answered=self._is_answered)
        if lead:
            self._go(lead)

    def _open(self, codes: Sequence[str]) -> None:
        menu = self.menu(codes)
        menu.aboutToHide.connect(menu.deleteLater)
        link = self.links[-1]
        menu.popup(link.mapToGlobal(link.rect().bottomLeft()))
