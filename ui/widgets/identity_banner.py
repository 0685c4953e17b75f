"""IdentityBanner (C8): who and what this case is, in view all the time. Values are heavier than labels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tag import Tag
from ui.widgets.words import LineWords, Words


@dataclass(frozen=True, slots=True)
class Identity:
    """What the banner says. Empty people and numbers read "Not known".

    Attributes:
        stage: type and stage: "Statutory complaint, stage 1".
        tag: kind of the status tag, and `tag_words` when they differ from the kind's own.
        due: deadline in words.
        born: "Born 14 Feb 2013 (13)" or "".
        warnings: (tag kind or "", words) of line 3: Restricted, Safety alert, Contact plan, Adjustments, Consent.
        show_child: False where the kind of case has no child (FOI request, councillor enquiry).
    """

    reference: str
    stage: str = ""
    tag: str = ""
    tag_words: str = ""
    due: str = ""
    person: str = ""
    child: str = ""
    born: str = ""
    social_care_id: str = ""
    warnings: tuple[tuple[str, str], ...] = ()
    show_child: bool = True
    person_label: str = "Person complaining"


class IdentityBanner(QWidget):
    """The banner of a case. Tab stops at it, so that a screen reader reads it whole."""

    def __init__(self, identity: Identity | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 10)
        self._column.setSpacing(4)
        self._lines: list[QWidget] = []
        self._identity: Identity | None = None
        if identity is not None:
            self.show_identity(identity)

    def show_identity(self, identity: Identity) -> None:
        """Show a case."""
        if identity == self._identity:
            return
        self._identity = identity
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(self._first(identity)), self._line(self._second(identity))]
        if identity.warnings:
            self._lines.append(self._line([self._warning(*warning) for warning in identity.warnings]))
        for line in self._lines:
            self._column.addWidget(line)
        self.setAccessibleName(f"Case {identity.reference}")
        self.setAccessibleDescription(spoken(identity))

    def _first(self, identity: Identity) -> list[QWidget]:
        parts: list[QWidget] = [LineWords(identity.reference, "section", bold=True)]
        if identity.stage:
            parts.append(LineWords(identity.stage))
        if identity.tag:
            parts.append(Tag(identity.tag, identity.tag_words))
        if identity.due:
            parts.append(LineWords(identity.due, bold=True))
        return parts

    def _second(self, identity: Identity) -> list[QWidget]:
        return [_Pair(label, value) for label, value in pairs(identity)]

    def _warning(self, kind: str, words: str) -> QWidget:
        return Tag(kind, words) if kind else LineWords(words, bold=True)

    def _line(self, parts: list[QWidget]) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, gap=16, row_gap=4)
        for part in parts:
            flow.addWidget(part)
        return line

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground with a line beneath."""
        t = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(t.alternate))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        painter.end()


class _Pair(QWidget):
    def __init__(self, label: str, value: str) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=6, row_gap=0)
        flow.addWidget(Words(label, tone="muted", wrap=False))
        flow.addWidget(LineWords(value or "Not known", bold=True))


def pairs(identity: Identity) -> list[tuple[str, str]]:
    """The labels and values of line 2."""
    found = [(identity.person_label, identity.person)]
    if identity.show_child:
        child = ", ".join(part for part in (identity.child, identity.born) if part)
        found += [("Child", child), ("Social care ID", identity.social_care_id)]
    return found


def spoken(identity: Identity) -> str:
    """The whole banner as one text."""
    parts = [identity.stage, identity.tag_words or identity.tag.replace("_", " "), identity.due]
    parts += [f"{label} {value or 'not known'}" for label, value in pairs(identity)]
    parts += [words for _kind, words in identity.warnings]
    return ". ".join(part for part in parts if part)
