"""The versions of a letter: who kept each and when, and what is different, said by words and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.case_words import moment_words
from caseworker.actions.letter_flow import LetterVersion, Piece, difference
from caseworker.domain.letter_work import LetterWork
from caseworker.office import Office
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.difference_box import DifferenceBox
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words

NOW = "now"


class VersionsPart(QWidget):
    """Choose two versions to see what is different.

    Signals:
        take_asked(object): write on from this version (a LetterWork).
    """

    take_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[LetterVersion, ...] = ()
        self._now: LetterWork | None = None
        self.nothing = Words("No version is kept yet. Ctrl+S keeps one with the case.", tone="muted")
        self.older, self.newer = ChoiceField(), ChoiceField()
        self.older_block = FieldBlock("older", "What changed since", self.older)
        self.newer_block = FieldBlock("newer", "Up to", self.newer)
        self.said = Words("", tone="muted")
        self.box = DifferenceBox()
        self.take_button = Button("Write on from the older version", self._take)
        self._lay_out()
        self.older.changed.connect(self._compare)
        self.newer.changed.connect(self._compare)

    def show_versions(
        self, office: Office, versions: Sequence[LetterVersion], now: LetterWork | None
    ) -> None:
        """Offer the versions; `now` is what stands in the fields, where the letter can be changed."""
        is_new = tuple(versions) != self._versions or (now is None) != (self._now is None)
        self._versions, self._now = tuple(versions), now
        has_two = len(versions) + (now is not None) >= 2 and bool(versions)
        set_shown(self.nothing, not versions)
        for part in (self.older_block, self.newer_block, self.said, self.box):
            set_shown(part, has_two)
        set_shown(self.take_button, has_two and now is not None)
        if is_new:
            named = [(str(each.number), version_words(office, each)) for each in versions]
            self.older.set_choices(list(reversed(named)))
            latest = [(NOW, "What is written now")] if now is not None else []
            self.newer.set_choices([*latest, *reversed(named)])
            self.newer.set_value(NOW if now is not None else (str(versions[-1].number) if versions else ""))
            self.older.set_value(str(self._before()))
        self._compare()

    def _lay_out(self) -> None:
        row = FlowRow(gap=16)
        row.addWidget(self.older_block)
        row.addWidget(self.newer_block)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.nothing, row, self.said, self.box):
            layout.addWidget(part)
        layout.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeft)
        order_tabs(self, [self.older.editor(), self.newer.editor(), self.box, self.take_button])

    def _work(self, code: str) -> LetterWork | None:
        if code == NOW:
            return self._now
        return next((each.work for each in self._versions if str(each.number) == code), None)

    def _before(self) -> int:
        """The version that what is written now, or the newest one, is compared with at first."""
        versions, now = self._versions, self._now
        if len(versions) < 2:
            return versions[0].number if versions else 0
        is_kept = now is None or now.to_value() == versions[-1].work.to_value()
        return versions[-2 if is_kept else -1].number

    def _compare(self) -> None:
        old, new = self._work(self.older.value()), self._work(self.newer.value())
        if old is None or new is None:
            return
        pieces = difference(old, new)
        added, removed = _count(pieces, "added"), _count(pieces, "removed")
        told = f"{_words(added)} added, {_words(removed)} removed."
        self.said.setText(told if added or removed else "No word is different.")
        self.box.show_pieces(pieces)

    def _take(self) -> None:
        work = self._work(self.older.value())
        if work is not None:
            self.take_asked.emit(work)


def version_words(office: Office, version: LetterVersion) -> str:
    """Return a version in words: "Version 2, 15 October 2025 at 9:32am, Asha Khan"."""
    who = office.staff_name(version.by)
    return ", ".join(filter(None, (f"Version {version.number}", moment_words(version.at), who)))


def _count(pieces: Sequence[Piece], kind: str) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.kind == kind)


def _words(number: int) -> str:
    return "1 word" if number == 1 else f"{number} words"
