"""Check the file: the record's chain, the kept letters, and that every list is what the record makes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseworker.actions.checking import explain_doubles, verify_office
from caseworker.domain.changed import Changed
from caseworker.errors import ProblemsError
from ui.context import Context
from ui.settings.part import SettingsPart
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.field_block import FieldBlock
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_MOST_NAMED = 20
_ANY = Qt.AlignmentFlag(0)
COUNTED = {"changeset": "changes", "case_list": "cases"}


class CheckPart(SettingsPart):
    """Check now."""

    code = "check"
    title = "Check the file"
    purpose = (
        "Reads the whole record of changes and compares it with every list made from it. Nothing is changed. "
        "Saving waits while it runs."
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_busy = False
        self.start = Button("Check now", self.check, kind="primary", icon="success")
        self.result = Words("", "reading", bold=True)
        self.details = Words("")
        for part in (self.result, self.details):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            part.hide()
        self.column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.result)
        self.column.addWidget(self.details)
        self.reason = FieldBlock(
            "reason", "Why numbers were given twice", TextField(limit=300),
            help_words="Such as “The folder of K03 was put back from a copy on 3 March”. It is kept for ever.",
        )  # fmt: skip
        self.explain_button = Button("Explain numbers given twice", self.explain)
        for widget in (self.reason, self.explain_button):
            widget.hide()
            self.column.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignLeft if widget is self.explain_button else _ANY
            )
        self.column.addStretch(1)
        self.loading = Loading(self)

    def first_focus(self) -> QWidget:
        """The button."""
        return self.start

    def check(self) -> None:
        """Check everything; changes wait their turn."""
        if self.is_busy:
            self.context.messages.status("The file is still being checked.")
            return
        office = self.context.office
        self.is_busy = True
        self.loading.start("Checking the file")
        progress = self.context.tasks.progress(self._on_progress, receiver=self)
        self.context.tasks.run_write(
            lambda: verify_office(office, progress.report), self._on_done, self._on_failed, receiver=self
        )

    def explain(self) -> None:
        """Keep the reason, and check again."""
        office, reason = self.context.office, str(self.reason.field.value())
        self.context.tasks.run_write(
            lambda: explain_doubles(office, reason), self._on_explained, self._on_not_explained, receiver=self
        )

    def _on_explained(self, changed: Changed) -> None:
        self.reason.set_problem("")
        self.context.messages.success("Explained", changed.message)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.check()

    def _on_not_explained(self, error: Exception) -> None:
        if isinstance(error, ProblemsError):
            self.reason.set_problem(error.problems[0].message)
            self.reason.focus()
        else:
            self.context.messages.failure(error)

    def _show_explain(self, wanted: bool) -> None:
        role = self.context.office.roles.get(self.context.office.person.role)
        may = wanted and role is not None and "settings" in role.may
        self.reason.setVisible(may)
        self.explain_button.setVisible(may)

    def _on_progress(self, fraction: float, words: str) -> None:
        self.loading.report(fraction, f"Checking the file: {words}" if words else "")

    def _on_done(self, found: Any) -> None:
        self._end()
        title, details = result_words(found)
        self._say(title, details)
        self._show_explain(found.to_explain)
        if found.faults:
            self.context.messages.error("The file is not whole", details.splitlines()[0])
        else:
            self.context.messages.success("Checked", title)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._say("", "")
        self.context.messages.failure(error)

    def _end(self) -> None:
        self.is_busy = False
        self.loading.finish()

    def _say(self, title: str, details: str) -> None:
        self.result.setText(title)
        self.details.setText(details)
        self.result.setVisible(bool(title))
        self.details.setVisible(bool(details))


def result_words(found: Any) -> tuple[str, str]:
    """What a check found: one sentence, and the rest line by line."""
    if found.faults:
        number = len(found.faults)
        count = "1 fault was" if number == 1 else f"{number} faults were"
        title = f"{count} found. Make a backup and ask IT before you go on."
        lines = list(found.faults[:_MOST_NAMED])
        lines += [f"And {number - _MOST_NAMED:,} more."] if number > _MOST_NAMED else []
    else:
        title = "The file is whole: every change is there, and every list is what the changes make."
        counts = [f"{number:,} {COUNTED[name]}" for name, number in found.counts.items() if name in COUNTED]
        lines = [f"Read: {', '.join(counts)}."] if counts else []
    if found.explained:
        lines += ["", *found.explained[:_MOST_NAMED]]
    number = len(found.dates)
    if number:
        lines.append("")
        lines.append(
            f"{number:,} due {'date' if number == 1 else 'dates'} would be counted differently by the rules of today; "
            "the dates given stay in force:"
        )
        lines += [f"{ref}, {step}: {was}, now {now}" for ref, step, was, now in found.dates[:_MOST_NAMED]]
        lines += [f"And {number - _MOST_NAMED:,} more."] if number > _MOST_NAMED else []
    return title, "\n".join(lines)
