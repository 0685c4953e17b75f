"""The left column of a letter whose words stand: its facts, how to record that it was sent, comments and versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.letter_work import LetterState
from caseworker.errors import Problem
from caseworker.office import Office
from ui.letters.opened import OpenedLetter, day_words
from ui.letters.send_part import SendPart
from ui.letters.writing.comments import CommentsPart
from ui.letters.writing.versions import VersionsPart
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import Form
from ui.widgets.key_value_list import KeyValue, KeyValueList
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.section import Section
from ui.widgets.shown import set_shown
from ui.widgets.words import Words


class FinishedColumn(QWidget):
    """Read-only facts, and the one form that is left: how and when it was sent.

    Args:
        today: the office's day.

    Signals:
        send_asked: record it as sent, as the form says.
        later_asked: close the form without recording anything.
    """

    send_asked = Signal()
    later_asked = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form()
        self.summary = ErrorSummary(self.form.focus)
        self.warning = Words("", bold=True)
        self.send = SendPart(self.form, today)
        self.facts = KeyValueList()
        self.comments = CommentsPart(Form())
        self.versions = VersionsPart()
        self.area = ScrollColumn(width=620)
        self.send.send_button.clicked.connect(lambda _checked=False: self.send_asked.emit())
        self.send.later_button.clicked.connect(lambda _checked=False: self.later_asked.emit())
        self._lay_out()

    def show_letter(self, office: Office, opened: OpenedLetter) -> None:
        """Show what is recorded of a letter that was approved."""
        self.warning.setText("Warning: " + " ".join(opened.warnings))
        set_shown(self.warning, bool(opened.warnings))
        self.facts.set_rows(rows_of(office, opened))
        self.send.show_letter(office, opened)
        if opened.state is not LetterState.APPROVED:
            self.show_send(False)
        self.comments.show_comments(office, opened.comments, may_add=False, is_kept=True)
        set_shown(self.comments_section, bool(opened.comments))
        self.versions.show_versions(office, opened.versions, None)
        set_shown(self.versions_section, len(opened.versions) > 1)

    def show_send(self, shown: bool, question: str = "") -> None:
        """Open or close the form."""
        if shown:
            self.send.ask(question)
        else:
            self.show_problems((), take_focus=False)
        set_shown(self.send, shown)

    def is_sending(self) -> bool:
        """Whether the form is open."""
        return not self.send.isHidden()

    def show_problems(self, problems: tuple[Problem, ...], *, take_focus: bool) -> None:
        """Mark the fields and list the problems."""
        ordered = self.form.show_problems(problems)
        self.summary.show_problems(ordered, take_focus=take_focus)

    def _lay_out(self) -> None:
        column = self.area.column
        self.comments_section = Section("Comments", collapsible=True, is_open=False)
        self.comments_section.add(self.comments)
        self.versions_section = Section("Versions", collapsible=True, is_open=False)
        self.versions_section.add(self.versions)
        for part in (
            self.summary, self.warning, self.send, self.facts, self.comments_section, self.versions_section,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        for part in (self.warning, self.send):
            part.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)


def rows_of(office: Office, opened: OpenedLetter) -> list[KeyValue]:
    """Return what is recorded of a letter, in words; what is not recorded is left out."""
    doc, name, words = opened.doc, office.staff_name, office.vocabulary.label
    enclosed = ", ".join(
        str(each.get("name")) for each in doc.get("enclosed") or () if isinstance(each, dict)
    )
    approved = " on ".join(
        filter(None, (name(str(doc.get("approved_by") or "")), day_words(doc.get("approved_on"))))
    )
    sent = ", ".join(
        filter(
            None,
            (
                day_words(doc.get("sent_on")),
                words("dispatch_methods", str(doc["sent_how"])) if doc.get("sent_how") else "",
                f"recorded by {name(str(doc['sent_by']))}" if doc.get("sent_by") else "",
            ),
        )
    )
    came_back = ", ".join(
        filter(
            None,
            (
                day_words(doc.get("returned_on")),
                words("return_reasons", str(doc["returned_why"])) if doc.get("returned_why") else "",
                f"dealt with on {day_words(doc['returned_dealt_on'])}"
                if doc.get("returned_dealt_on")
                else "",
            ),
        )
    )
    rows = (
        ("to", "To", ", ".join(opened.recipient_lines)),
        ("dated", "Dated", day_words(doc.get("dated_on"))),
        ("approved", "Approved by", approved),
        ("signed", "Signed by", name(str(doc.get("signatory_id") or ""))),
        ("enclosed", "Enclosed", enclosed),
        ("copies", "Copies to", ", ".join(opened.work.copies)),
        ("sent", "Sent", sent),
        ("tracking", "Tracking number", str(doc.get("tracking") or "")),
        ("came_back", "Came back", came_back),
        ("reissue", "Why it was corrected", str(doc.get("reissue_reason") or "")),
        ("wording", "Version of the wording", str(doc.get("template_version") or "")),
        ("digest", "Digest of the PDF", str(doc.get("digest") or "")[:16]),
    )
    return [KeyValue(key, label, value, may_change=False) for key, label, value in rows if value]
