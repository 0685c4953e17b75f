"""The writing column: all sections of a letter that can be changed, read as one LetterWork and put back from one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.letter_checks import Check
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Look
from caseworker.errors import Problem, RuleError
from caseworker.office import Office
from ui.letters.opened import OpenedLetter
from ui.letters.writing.checks import ChecksPart
from ui.letters.writing.comments import CommentsPart
from ui.letters.writing.enclosed import EnclosedPart
from ui.letters.writing.looks import LooksPart
from ui.letters.writing.parts import FreeParts
from ui.letters.writing.points import CARRY, PointsPart
from ui.letters.writing.versions import VersionsPart
from ui.letters.writing.who import WhoPart
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import Form
from ui.widgets.rich_text.field import RichText
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.section import Section
from ui.widgets.shown import set_shown
from ui.widgets.words import Words

_FRAME = ("recipient_name", "address", "salutation", "summary")
_SECTION_OF = {
    "enclosures": "enclosed", "enclosed_paper": "enclosed", "copies": "enclosed", "look": "looks", "marking": "looks",
    "signatory_name": "looks", "signatory_role": "looks", "comments": "comments",
}  # fmt: skip


class WritingColumn(QWidget):
    """Fields filled from the case and from what was kept.

    Args:
        open_case: goes to the case's details; open_points: to its points.
        go_elsewhere: goes to where a fact is kept that has no field here.
        go_to_check: leads to where a check is settled.
        attach: takes up each editor of a free part.

    Signals:
        changed: the writer changed something that the letter says.
        typed: the writer typed something that the draft keeps beside it (a comment, a reason).
    """

    changed = Signal()
    typed = Signal()

    def __init__(
        self,
        *,
        open_case: Callable[[], object],
        open_points: Callable[[], object],
        go_elsewhere: Callable[[str], object],
        go_to_check: Callable[[Check], object],
        attach: Callable[[RichText], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Form()
        self.last_edited = ""
        self._rest: dict[str, str] = {}
        self.summary = ErrorSummary(lambda name: self.focus(name) or go_elsewhere(name))
        self.notice = Words("", bold=True)
        self.who = WhoPart(self.form, open_case)
        self.parts = FreeParts(self.form, attach)
        self.points = PointsPart(open_points)
        self.enclosed = EnclosedPart(self.form)
        self.looks = LooksPart(self.form)
        self.checks = ChecksPart(go_to_check)
        self.comments = CommentsPart(self.form)
        self.versions = VersionsPart()
        self.area = ScrollColumn(width=620)
        self.sections: dict[str, Section] = {}
        self._lay_out()
        for part in (self.who, self.parts, self.enclosed, self.looks):
            part.changed.connect(self._on_changed)
        self.comments.changed.connect(lambda _name: self.typed.emit())
        self.checks.changed.connect(self.typed.emit)

    def show_letter(self, office: Office, opened: OpenedLetter, work: LetterWork) -> None:
        """Show a letter as it is settled in `work`."""
        self._rest = {name: text for name, text in work.changed.items() if name not in _FRAME}
        self.who.show_letter(opened, work.recipient, work.changed)
        self.parts.show_letter(opened, work.free, work.changed)
        self.enclosed.show_letter(opened, work)
        self.looks.show_letter(opened, work)
        carries = any(name in opened.needed for name in CARRY)
        set_shown(self.sections["points"], carries)
        if carries:
            self.points.show_points(office, opened.view)
        may_add = opened.is_open
        self.comments.show_comments(office, opened.comments, may_add=may_add, is_kept=bool(opened.letter_id))
        self.versions.show_versions(office, opened.versions, self.work())
        open_comments = sum(not each.doc.get("done_on") for each in opened.comments)
        self._head("comments", "Comments", open_comments)
        self._head("versions", "Versions", len(opened.versions))
        if open_comments:
            self.sections["comments"].set_open(True)

    def work(self) -> LetterWork:
        """What the writer settled, as it stands in the fields this moment."""
        return LetterWork(
            free=self.parts.free(),
            changed={**self._rest, **self.who.changes(), **self.parts.changes()},
            recipient=self.who.key(),
            enclosures=self.enclosed.enclosures(),
            copies=self.enclosed.copied_to(),
            signatory_id=self.looks.signatory_id(),
            look=self.looks.chosen_look(),
            marking=self.looks.mark(),
        )

    def focus(self, name: str) -> bool:
        """Move to a field, opening its section; False when it is not here."""
        if name not in self.form.blocks:
            return False
        if section := self.sections.get(_SECTION_OF.get(name, "")):
            section.set_open(True)
        return self.form.focus(name)

    def show_problems(self, problems: tuple[Problem, ...], *, take_focus: bool) -> None:
        """Mark the fields and list the problems."""
        ordered = self.form.show_problems(problems)
        self.summary.show_problems(ordered, take_focus=take_focus)

    def notify(self, words: str) -> None:
        """Say something about this letter at the top of its column, or take it away with ""."""
        self.notice.setText(words)
        set_shown(self.notice, bool(words))

    def doc(self) -> dict[str, Any]:
        """What the draft keeps: all that is settled, what is typed beside it, and the field edited last."""
        return {
            "work": self.work().to_value(),
            "comment": self.comments.text(),
            "reasons": self.checks.reasons(),
            "focus": self.last_edited,
        }

    def take_beside(self, doc: Mapping[str, Any]) -> None:
        """Put back what a draft kept beside the letter's words."""
        self.comments.box.set_value(str(doc.get("comment") or ""))
        reasons = doc.get("reasons")
        self.checks.take_reasons(reasons if isinstance(reasons, dict) else {})
        self.last_edited = str(doc.get("focus") or "")

    def _on_changed(self, name: str) -> None:
        self.last_edited = name
        self.changed.emit()

    def _head(self, name: str, title: str, number: int) -> None:
        self.sections[name].heading.setText(f"{title} ({number})" if number else title)

    def _lay_out(self) -> None:
        column = self.area.column
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.notice)
        self.notice.hide()
        plain: tuple[tuple[str, str, QWidget, int], ...] = (
            ("parts", "What the letter says", self.parts, 1),
            ("points", "Points", self.points, 0),
            ("who", "Who it goes to", self.who, 2),
            ("checks", "Checks", self.checks, 3),
        )
        closed: tuple[tuple[str, str, QWidget, int], ...] = (
            ("enclosed", "Enclosures and copies", self.enclosed, 4),
            ("looks", "Signature and look", self.looks, 5),
            ("comments", "Comments", self.comments, 6),
            ("versions", "Versions", self.versions, 7),
        )
        for name, title, part, number in plain:
            self._add(name, Section(title, number=number), part)
        for name, title, part, number in closed:
            self._add(name, Section(title, number=number, collapsible=True, is_open=False), part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def _add(self, name: str, section: Section, part: QWidget) -> None:
        section.add(part)
        self.sections[name] = section
        self.area.column.addWidget(section)


def work_of_draft(doc: Mapping[str, Any]) -> LetterWork | None:
    """Return what a draft kept of a letter; None for one of an earlier version, or one that cannot be read."""
    try:
        return LetterWork.from_value(doc["work"]) if isinstance(doc.get("work"), dict) else _earlier(doc)
    except RuleError:
        return None


def _earlier(doc: Mapping[str, Any]) -> LetterWork | None:
    """Versions before 0.3 kept the changed fields of the frame."""
    values = doc.get("values")
    if not isinstance(values, dict):
        return None
    return LetterWork(
        changed={name: str(text) for name, text in values.items() if name in _FRAME}, look=Look.STANDARD
    )
