"""What the answers come to: the procedure, why, by which rule, what is still unknown, and the letters that are due."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.triage import DueLetter
from caseworker.domain.sources import law_and_guidance
from caseworker.domain.triage_answers import Proposal
from ui.theme import tokens
from ui.widgets.link_button import LinkButton
from ui.widgets.words import Words


class ProposalView(QWidget):
    """Shows one proposal; it changes as the answers do.

    Args:
        on_letter: opens a letter by its code; None where no letter can be opened here.
    """

    def __init__(
        self, on_letter: Callable[[str], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._on_letter = on_letter
        self.title = Words("", bold=True)
        self.route = Words("")
        self.unknown = Words("", tone="muted")
        self._shown: tuple[Proposal, tuple[DueLetter, ...], str] | None = None
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 12, 12)
        self._column.setSpacing(6)
        for part in (self.title, self.route, self.unknown):
            self._column.addWidget(part)

    def show_proposal(
        self, proposal: Proposal, letters: Sequence[DueLetter], verb: str = "Write the letter"
    ) -> bool:
        """Show it; return whether its first line is different.

        Args:
            verb: what pressing a letter does.
        """
        shown = proposal, tuple(letters), verb
        if shown == self._shown:
            return False
        is_new = self._shown is None or self._shown[0].heading != proposal.heading
        self._shown = shown
        self.title.setText(f"Proposed: {proposal.heading}")
        self.route.setText(f"Sent to {proposal.route}." if proposal.route else "")
        self.route.setVisible(bool(proposal.route))
        self.unknown.setText(f"Still to find out: {'; '.join(proposal.unknown)}." if proposal.unknown else "")
        self.unknown.setVisible(bool(proposal.unknown))
        self._replace_parts(proposal, letters, verb)
        return is_new

    def _replace_parts(self, proposal: Proposal, letters: Sequence[DueLetter], verb: str) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._reason(reason.sentence, reason.rule) for reason in proposal.reasons]
        self._parts += [self._letter(letter, verb) for letter in letters]
        for place, part in enumerate(self._parts):
            self._column.insertWidget(2 + place, part)

    def _reason(self, sentence: str, rule: str) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(sentence))
        if told := law_and_guidance(rule):
            column.addWidget(Words(told, "caption", tone="muted"))
        return holder

    def _letter(self, letter: DueLetter, verb: str) -> QWidget:
        if letter.is_there and self._on_letter is not None:
            on_letter = self._on_letter
            return LinkButton(f"{verb}: {letter.title}", lambda: on_letter(letter.code), parent=self)
        return Words(f"Letter due: {letter.title} ({letter.code})", parent=self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground and a bar, as for everything that would follow."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().alternate))
        painter.fillRect(0, 0, 4, self.height(), QColor(tokens().selection))
        painter.end()
