"""The three parts of the page "Post": to send, sent, came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from caseworker.actions.letter_mail import EmailsWritten, MailLine, sent_pdf, write_emails, write_sent
from caseworker.actions.letter_post import Dispatched, deal_with_return, dispatch_log, record_came_back
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of, listed
from caseworker.domain.periods import Period, parse_period
from caseworker.errors import RuleError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.letters.post.part import NO_LETTER, PostPart
from ui.letters.post.print_run import PrintRun
from ui.letters.post.return_dialogs import CameBackDialog, DealtWithDialog
from ui.letters.post.tables import about_to_send, back_model, sent_model, to_send_model
from ui.pdf_pages import page_sizes
from ui.print_made import print_made
from ui.printing import SYSTEM_PRINTERS, Printers
from ui.reports.period_picker import PeriodPicker, periods_of
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button


class ToSendPart(PostPart[MailLine]):
    """Approved letters, in the order of their envelopes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Letters to send", to_send_model(), about=about_to_send)
        self.run = PrintRun(context, self, self.table.view)
        self.print_button = Button("Print (Ctrl+P)", self.print_chosen, kind="primary", icon="printer")
        self.record_button = Button("Record as sent", self.record_chosen, icon="tick")
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.email_button = Button("Write email drafts", self.email_chosen, icon="export")
        self.letter_button = Button("Open letter (Enter)", self.open_letter)
        self.case_button = Button("Open case", self.open_case)
        self.add_buttons(
            (self.print_button, self.record_button, self.email_button, self.letter_button, self.case_button)
        )
        self.table.set_empty(
            "No letters wait for the post",
            "Letters are listed here once they are approved, until they are sent.",
        )

    def print_chosen(self) -> None:
        """Print the selected letters as one job."""
        self._with_chosen(self.run.begin)

    def email_chosen(self) -> None:
        """Write the selected letters as email drafts; a mail program sends them, then they are recorded as sent."""
        self._with_chosen(lambda lines: self.run.dated_today(lines, self._choose_folder))

    def record_chosen(self) -> None:
        """Record selected letters as sent that went out by another road."""
        self._with_chosen(self.run.record)

    def say(self) -> None:
        """The buttons count what is selected."""
        super().say()
        number = len(self.chosen())
        what = count_of(number, "letter") if number > 1 else "letter"
        self.print_button.setText(f"Print {what} (Ctrl+P)")
        self.record_button.setText(f"Record {what} as sent")

    def _choose_folder(self, lines: Sequence[MailLine]) -> None:
        folder = self.files.choose_folder(self, "Folder for the email drafts")
        if folder is None:
            return
        office = self.context.office
        self.loading.start("Writing the drafts")
        self.context.tasks.run_read(
            lambda: write_emails(office, lines, folder),
            lambda written: self._on_emails(written, folder),
            self._on_failed,
            receiver=self,
        )

    def _on_emails(self, written: EmailsWritten, folder: Path) -> None:
        self.loading.finish()
        if written.left_out:
            told = [f"{reference}: {why}" for reference, why in written.left_out]
            self.context.messages.warning("Not written", "\n".join(told[:3]))
        if not written.paths:
            return
        number = len(written.paths)
        words = [f"{count_of(number, 'email draft')} {'is' if number == 1 else 'are'} in {folder}."]
        if written.without_address:
            words.append(
                f"Fill in the address of {listed(written.without_address[:5])}: the case holds none."
            )
        words.append(
            "Send them by secure email unless ordinary email was asked for, then record them as sent."
        )
        self.context.messages.success("Written", " ".join(words))

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self.context.messages.failure(error)

    def _with_chosen(self, act: Callable[[Sequence[MailLine]], object]) -> None:
        lines = self.chosen()
        if lines:
            act(lines)
        else:
            self.context.messages.status(NO_LETTER)


class SentPart(PostPart[Dispatched]):
    """The dispatch log of a period."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Letters sent", sent_model())
        self.files: FileDialogs = SYSTEM_DIALOGS
        self.printers: Printers = SYSTEM_PRINTERS
        self._asked = 0
        self.picker = PeriodPicker(context.today)
        self.picker.set_period(periods_of("month", context.today())[0])
        self.picker.picked.connect(lambda _period: self.read())
        self.back_button = Button("Record that it came back", self.record_back)
        self.letter_button = Button("Open letter (Enter)", self.open_letter)
        self.case_button = Button("Open case", self.open_case)
        self.export_button = Button("Export as CSV", self.export, icon="export")
        self.list_button = Button("Print list (Ctrl+P)", self.print_list, icon="printer")
        self.add_above(self.picker)
        self.add_buttons(
            (self.letter_button, self.case_button, self.back_button, self.export_button, self.list_button)
        )
        self.table.set_empty("No letters were sent in these days", "Choose another period above.")

    def read(self) -> None:
        """Read the log of the period."""
        self._asked += 1
        asked, office, period = self._asked, self.context.office, self.picker.period()
        self.loading.start("Reading the log")
        self.context.tasks.run_read(
            lambda: dispatch_log(office, period.first, period.last),
            lambda rows: self.show_rows(rows) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )

    def restore_period(self, code: str) -> None:
        """Take up a period kept; one that cannot be read is passed over."""
        try:
            self.picker.set_period(parse_period(code))
        except RuleError:
            return

    def export(self) -> None:
        """Write what the table shows to a file."""
        rows, period = self.model.rows(), self.picker.period()
        name = f"letters-sent-{_days(period)}.csv"
        path = self.files.save_as(self, "Export the log", name, "CSV (*.csv)")
        if path is None:
            return
        self.context.tasks.run_read(
            lambda: write_sent(rows, path),
            lambda count: self.context.messages.success(
                "Exported",
                f"{count_of(count, 'letter')} {'was' if count == 1 else 'were'} written to {path}.",
            ),
            self.context.messages.failure,
            receiver=self,
        )

    def print_list(self) -> None:
        """Print what the table shows."""
        office, rows, period = self.context.office, self.model.rows(), self.picker.period()
        self.loading.start("Preparing the list")

        def made() -> tuple[bytes, int]:
            pdf = sent_pdf(office, rows, period.first, period.last)
            return pdf, len(page_sizes(pdf))

        self.context.tasks.run_read(made, lambda made: self._on_made(*made), self._on_failed, receiver=self)

    def record_back(self) -> CameBackDialog | None:
        """Ask when and why the current letter came back."""
        line = self.current()
        if line is None:
            self.context.messages.status(NO_LETTER)
            return None
        if line.returned_on and not line.returned_dealt_on:
            self.context.messages.status("It is among the letters that came back already.")
            return None
        dialog = CameBackDialog(self.context, line, self.window())
        office = self.context.office
        dialog.accepted.connect(
            lambda: save(
                self.context,
                self,
                lambda: record_came_back(
                    office,
                    line.case_id,
                    line.letter_id,
                    dialog.day(),
                    dialog.why.value(),
                    dialog.note.value(),
                ),
            )
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _on_made(self, pdf: bytes, pages: int) -> None:
        self.loading.finish()
        messages = self.context.messages

        def printed(sheets: int) -> None:
            messages.success("Printed", f"{count_of(sheets, 'page')} sent to the printer.")

        print_made(self, self.context, self.printers, "Letters sent", pdf, pages, printed)

    def _on_failed(self, error: Exception) -> None:
        self.loading.finish()
        self.context.messages.failure(error)


class BackPart(PostPart[Dispatched]):
    """Letters that came back and wait for somebody."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Letters that came back", back_model())
        self.done_button = Button("Mark as dealt with", self.deal, kind="primary", icon="tick")
        self.letter_button = Button("Open letter (Enter)", self.open_letter)
        self.case_button = Button("Open case", self.open_case)
        self.add_buttons((self.done_button, self.letter_button, self.case_button))
        self.table.set_empty(
            "No letter that came back waits",
            "Record a letter that comes back under Sent. It waits here until somebody has dealt with it.",
        )

    def deal(self) -> DealtWithDialog | None:
        """Ask what was done about the current letter."""
        line = self.current()
        if line is None:
            self.context.messages.status(NO_LETTER)
            return None
        dialog = DealtWithDialog(line, self.window())
        office = self.context.office
        dialog.accepted.connect(
            lambda: save(
                self.context,
                self,
                lambda: deal_with_return(office, line.case_id, line.letter_id, dialog.what.value()),
            )
        )
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog


def save(context: Context, receiver: Any, act: Callable[[], Changed]) -> None:
    """Do an act, tell every page, offer Undo."""

    def done(changed: Changed) -> None:
        context.changed(changed)
        context.messages.success("Saved", changed.message, undo_action(context, changed))

    context.tasks.run_write(act, done, context.messages.failure, receiver=receiver)


def _days(period: Period) -> str:
    return f"{period.first.isoformat()}-to-{period.last.isoformat()}"
