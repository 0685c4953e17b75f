"""Chase (S6): first what would be written, to whom and about which cases; then the drafts, in one press."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from caseworker.actions import look_up
from caseworker.actions.chase import ChasePlan, plan_chase, plan_chase_list, write_chase
from caseworker.actions.chase_email import Email, email_text
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.lists import CaseQuery
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.page import Page
from ui.theme import Follows, theme
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.empty_state import Loading
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import OptionsField
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.words import LineWords, PageHeading, Words

FOLDER = "chase_folder"
_MOST_REASONS = 3
_NARROW = 900  # px at 100 % text below which the text stands under the list


class ChasePage(Follows, Page):
    """What chasing writes, before it does.

    Args:
        numbers: the cases chosen in a list; one is chosen wherever the list stands, so it may mean the whole list.
        case_id: the one case it is about, when it comes from a case.
        query: the list itself, with its filters; name: what it is called.
    """

    kind = "chase"
    commands = ("page.finish",)

    def __init__(
        self,
        context: Context,
        key: str = "",
        parent: QWidget | None = None,
        *,
        numbers: Sequence[int] = (),
        case_id: str = "",
        query: CaseQuery | None = None,
        name: str = "",
    ) -> None:
        super().__init__(context, key, parent)
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.plan: ChasePlan | None = None
        self.is_busy = False
        self._asked = 0
        self._folder = self._kept_folder()
        self._lay_out()
        self.loading = Loading(self.table.view)
        self.handle("page.finish", self.write, self._why_not_write)
        self.follow_theme()
        self.reopened(numbers, case_id, query, name)

    def title(self) -> str:
        """The name of the screen."""
        return "Chase"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "One email draft for each service, and one for each head of service who must be told. Read each at the "
            "right, choose the folder, then press Ctrl+Enter. Your mail program opens the drafts as unsent messages; "
            "nothing is sent from here."
        )

    def first_focus(self) -> QWidget:
        """The list of emails."""
        return self.table.view

    def reopened(
        self,
        numbers: Sequence[int] = (),
        case_id: str = "",
        query: CaseQuery | None = None,
        name: str = "",
    ) -> None:
        """Begin anew with other cases."""
        self._numbers, self._case_id, self._query, self._name = tuple(numbers), case_id, query, name
        has_choice = query is not None and len(self._numbers) == 1
        self.scope.setVisible(has_choice)
        self._is_filling = True
        self.scope.set_value("list" if has_choice else "chosen")
        self._is_filling = False
        self.refresh()

    def refresh(self) -> None:
        """Look again at what there is to chase."""
        self._asked += 1
        asked, office, work = self._asked, self.context.office, self._planning()
        self.loading.start("Looking at the cases")
        self.context.tasks.run_read(
            lambda: work(office),
            lambda plan: self._on_plan(plan) if asked == self._asked else None,
            lambda error: self._on_failed(error) if asked == self._asked else None,
            receiver=self,
        )

    def on_changed(self, changed: Any) -> None:
        """A case was changed meanwhile: what would be written may be another."""
        if changed.case_ids and not self.is_busy:
            self.refresh()

    def choose_folder(self) -> None:
        """Ask where the drafts go; the answer is kept for the next time."""
        folder = self.files.choose_folder(self, "Folder for the email drafts")
        if folder is not None:
            self._folder = folder
            if self.context.own is not None:
                self.context.own.set(FOLDER, str(folder))
            self._say_folder()

    def write(self) -> None:
        """Write the drafts and record them."""
        plan, office = self.plan, self.context.office
        if plan is None or self.is_busy or self._why_not_write():
            return
        if self._folder is None:
            self.choose_folder()
        folder = self._folder
        if folder is None:
            return
        self.is_busy = True
        self.loading.start("Writing the drafts")
        self.context.tasks.run_write(
            lambda: write_chase(office, plan, folder), self._on_written, self._on_failed, receiver=self
        )

    # -- made once ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._is_filling = False
        self.heading = PageHeading("Chase")
        self.summary = Words("")
        self.scope = OptionsField(
            (
                ("list", "Every case of the list that is late, nearly due or waits"),
                ("chosen", "Only the case the list stands at"),
            ),
            upright=True,
        )
        self.scope.describe("Which cases to chase", "")
        self.scope.changed.connect(lambda: None if self._is_filling else self.refresh())
        self.table = CaseTable("Emails to write", ("email", "emails"), with_filter=False)
        columns: list[Column[Email]] = [
            Column("to", "To", lambda each: each.title, width=22),
            Column("address", "Address", lambda each: each.readers or "No address: fill it in", width=0),
            Column("what", "What", _kind_words, width=15),
            Column("cases", "Cases", lambda each: f"{len(each.cases):,}", width=8, is_number=True),
        ]
        self.model: RowsModel[Email] = RowsModel(
            columns, speak=_spoken, key=lambda each: each.kind + each.title, parent=self
        )
        self.table.set_model(self.model)
        self.table.set_empty("Nothing to chase", "Choose cases in a list, then press Ctrl+Shift+H.")
        self.table.moved.connect(lambda _index: self._show_email())
        self.subject = Words("", bold=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.text.setAccessibleName("Text of the email")
        self.notes = Words("", tone="muted")
        self.folder = LineWords("")
        self.folder_button = Button("Choose folder", self.choose_folder, icon="folder")
        self.do_button = Button("Write drafts (Ctrl+Enter)", self.write, kind="primary")
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.subject)
        right.addWidget(self.text, 1)
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.setSpacing(16)
        self.body.addWidget(self.table, 5)
        self.body.addLayout(right, 6)
        row = FlowRow(gap=12)
        for part in (self.do_button, self.folder_button, self.folder):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self.heading, self.summary, self.scope):
            column.addWidget(part)
        column.addLayout(self.body, 1)
        column.addWidget(self.notes)
        column.addWidget(row)
        self._say_folder()

    def _kept_folder(self) -> Path | None:
        kept = self.context.own.get(FOLDER) if self.context.own is not None else None
        return Path(kept) if kept and Path(kept).is_dir() else None

    def _say_folder(self) -> None:
        self.folder.setText(f"Into {self._folder}" if self._folder else "No folder chosen yet")

    # -- planning and writing -----------------------------------------------------------------------------

    def _planning(self) -> Any:
        numbers, case_id, query = self._numbers, self._case_id, self._query
        if query is not None and self.scope.value() == "list" and len(numbers) <= 1:
            return lambda office: plan_chase_list(office, query)

        def chosen(office: Any) -> ChasePlan:
            ids = [case_id] if case_id else [row.case_id for row in look_up.cases_by_number(office, numbers)]
            return plan_chase(office, ids)

        return chosen

    def _on_plan(self, plan: ChasePlan) -> None:
        self.loading.finish()
        self.plan = plan
        self.model.set_rows(plan.emails)
        self.summary.setText(self._summary_words(plan))
        self.notes.setText(_notes_words(plan))
        self.notes.setVisible(bool(plan.notes))
        self.do_button.setEnabled(bool(plan.emails))
        self.context.registry.refresh()
        self._show_email()
        if self.isVisible():
            self.context.messages.announce(self.summary.text())

    def _summary_words(self, plan: ChasePlan) -> str:
        if not plan.emails:
            return f"{self._name}: nothing to chase." if self._name else "Nothing to chase."
        drafts = count_of(len(plan.emails), "email draft")
        words = f"{drafts} about {count_of(len(plan.case_ids), 'case')}"
        heads = sum(email.kind == "head" for email in plan.emails)
        if heads:
            words += f", {heads:,} of them to {'a head' if heads == 1 else 'heads'} of service"
        missing = len(plan.without_address)
        if missing:
            words += f". {missing} {'has' if missing == 1 else 'have'} no address: fill it in before you send"
        return f"{words}. Your mail program sends them; nothing is sent from here."

    def _show_email(self) -> None:
        index = self.table.view.currentIndex()
        email = self.model.row(index) if index.isValid() and self.model.rowCount() else None
        self.subject.setText(email.subject if email else "")
        self.text.setVisible(bool(self.model.rowCount()))
        self.text.setPlainText(email_text(email) if email else "")

    def _why_not_write(self) -> str:
        if self.context.office.database.read_only:
            return "IT must update this program. You can read but not change."
        return "" if self.plan is not None and self.plan.emails else "There is nothing to chase here."

    def _on_written(self, changed: Changed) -> None:
        self.is_busy = False
        self.loading.finish()
        self.context.changed(changed)
        self.context.messages.success("Chased", changed.message, undo_action(self.context, changed))
        self.closing.emit()

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        self.loading.finish()
        self.context.messages.failure(error)

    def retheme(self) -> None:
        """A text in even columns needs letters of one width."""
        font = theme().font("caption")
        font.setFamilies(["Consolas", "DejaVu Sans Mono", "Liberation Mono", "Courier New", "monospace"])
        self.text.setFont(font)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < theme().px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.body.setDirection(way)

    # Qt's own names from here on.

    def resizeEvent(self, event: Any) -> None:
        """Beside or beneath, as there is room."""
        super().resizeEvent(event)
        self._turn()


def _kind_words(email: Email) -> str:
    return "Head of service" if email.kind == "head" else "Reminder"


def _spoken(email: Email) -> str:
    address = email.readers or "no address, fill it in"
    return f"{_kind_words(email)} to {email.title}, {address}, {count_of(len(email.cases), 'case')}"


def _notes_words(plan: ChasePlan) -> str:
    """What is not written and why, cases with the same reason in one line."""
    by_reason: dict[str, list[str]] = {}
    for reference, sentence in plan.notes:
        by_reason.setdefault(sentence, []).append(reference)
    lines = []
    for sentence, references in list(by_reason.items())[:_MOST_REASONS]:
        more = f" and {len(references) - 3:,} more" if len(references) > 4 else ""
        lines.append(f"{sentence} ({', '.join(references[: 3 if more else 4])}{more})")
    left = len(by_reason) - len(lines)
    return "\n".join([*lines, *([f"And {count_of(left, 'reason')} more."] if left > 0 else [])])
