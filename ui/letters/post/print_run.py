"""Letters printed as one job, from the choice of a printer to the record: dated today, printed, looked at, recorded.

Nothing is recorded as sent that the printer did not take whole and a person did not tick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from caseworker.actions.letter_mail import MailLine, letter_to_print, sorted_for_post
from caseworker.actions.letter_post import LettersSent, redate_letters, send_letters
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of, listed, long_date
from caseworker.errors import RuleError, UnavailableError
from ui.context import Context
from ui.letters.post.record_dialog import RecordDialog, Recording
from ui.letters.telling import tell_done
from ui.messages import Question
from ui.print_job import JobDone, JobLetter, print_letters
from ui.printing import SYSTEM_PRINTERS, Printers, prints_both_sides
from ui.tasks import Progress
from ui.widgets.empty_state import Loading
from ui.widgets.field_block import problems_of

_NAMED = 3
Then = Callable[[Sequence[MailLine]], object]


class PrintRun(QObject):
    """Prints letters for a page and records those that came out right.

    Args:
        over: what the progress lies over.

    Signals:
        ended(): nothing is under way any more.
    """

    ended = Signal()

    def __init__(self, context: Context, page: QWidget, over: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.printers: Printers = SYSTEM_PRINTERS
        self.loading = Loading(over, self.cancel)
        self.loading.button.setText("Stop printing")
        self.is_busy = False
        self._progress: Progress | None = None

    def cancel(self) -> None:
        """Stop after the letter in hand."""
        if self._progress is not None:
            self._progress.cancel()

    def begin(self, lines: Sequence[MailLine]) -> None:
        """Print letters: those that go on paper, in the order of their envelopes."""
        if self.is_busy:
            self._context.messages.status("Letters are being printed already.")
            return
        paper = [line for line in lines if line.is_paper and not line.problem] or [
            line for line in lines if not line.problem
        ]
        if not paper:
            self._context.messages.status("There is no letter to print here.")
            return
        without = len(lines) - len(paper)
        if without:
            goes = "letter is" if without == 1 else "letters are"
            self._context.messages.status(f"{without} {goes} left out: not for paper, or not readable.")
        self.dated_today(paper, self._choose_printer)

    def dated_today(self, lines: Sequence[MailLine], then: Then) -> None:
        """Go on with letters that bear today's date; those that bear another are dated anew first, if it is wanted."""
        old = [line for line in lines if line.other_day]
        if old:
            self._ask_to_date(lines, old, then)
        else:
            then(lines)

    def record(self, lines: Sequence[MailLine]) -> RecordDialog:
        """Ask how letters went that were sent elsewhere, and record it."""
        return self._ask(lines, title="Record as sent")

    # -- one step after the other -------------------------------------------------------------------------

    def _ask_to_date(self, lines: Sequence[MailLine], old: Sequence[MailLine], then: Then) -> None:
        today = long_date(self._context.today())
        what = "1 letter bears" if len(old) == 1 else f"{len(old)} letters bear"
        question = Question(
            f"Date {'it' if len(lines) == len(old) == 1 else 'them'} {today}?",
            "Date anew and go on",
            "Leave as it is",
            text=f"{what} another day than today. A letter bears the day it is sent; its words stay as approved. "
            "Undo takes the new date back.",
            danger=False,
        )
        office, refs = self._context.office, [line.ref for line in old]

        def do() -> None:
            self._start("Dating the letters")
            self._context.tasks.run_write(
                lambda: redate_letters(office, refs), dated, self._on_failed, receiver=self
            )

        def dated(changed: Changed) -> None:
            self._end()
            if changed.group_id:
                self._context.changed(changed)
            then([_dated(line, self._context.today()) for line in lines])

        self._context.messages.confirm(question, do)

    def _choose_printer(self, lines: Sequence[MailLine]) -> None:
        name = count_of(len(lines), "letter")
        try:
            printer = self.printers.choose(self._page, name, sum(line.pages for line in lines))
        except UnavailableError as error:
            self._context.messages.failure(error)
            return
        if printer is None:
            self._context.messages.status("Nothing was printed.")
            return
        self._print(
            printer, sorted_for_post(self._context.office, lines, two_sided=prints_both_sides(printer))
        )

    def _print(self, printer: QPrinter, lines: Sequence[MailLine]) -> None:
        office = self._context.office
        letters = [JobLetter(_name(line), _reading(office, line)) for line in lines]
        self._start("Printing the letters")
        progress = self._context.tasks.progress(self.loading.report, receiver=self)
        self._progress = progress
        self._context.tasks.run_read(
            lambda: print_letters(printer, letters, progress),
            lambda done: self._on_printed(lines, done),
            self._on_failed,
            receiver=self,
        )

    def _on_printed(self, lines: Sequence[MailLine], done: JobDone) -> None:
        self._end()
        if done.left_out:
            told = [f"{_name(lines[number])}: {why}" for number, why in done.left_out]
            self._context.messages.warning("Not printed", "\n".join(told[:_NAMED] + _and_more(told)))
        whole = [lines[number] for number in done.whole]
        missing = [line for number, line in enumerate(lines) if number not in done.whole]
        if not whole:
            if done.problem:
                self._context.messages.error("Nothing is recorded as sent", done.problem)
            elif not done.left_out:
                self._context.messages.status("Nothing was printed.")
            return
        words = f"{count_of(len(whole), 'letter')} went to the printer. Look at the paper, then record it."
        if done.problem:
            names = listed(
                [_name(line) for line in missing[:_NAMED]] + [s.lstrip() for s in _and_more(missing)]
            )
            words = f"{done.problem} Tick those that came out right. Not printed: {names}."
        self._ask(whole, title="Did they print right?", words=words, ticked=not done.problem, keep="Not yet")

    def _ask(self, lines: Sequence[MailLine], **more: Any) -> RecordDialog:
        dialog = RecordDialog(self._context, lines, parent=self._page.window(), **more)
        dialog.wanted.connect(lambda recording: self._write(dialog, recording))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def _write(self, dialog: RecordDialog, recording: Recording) -> None:
        office = self._context.office
        dialog.do_button.setEnabled(False)

        def work() -> LettersSent:
            return send_letters(
                office, recording.refs, recording.how, recording.sent_on, recording.tracking,
                ways=recording.ways, despite_date=recording.despite,
            )  # fmt: skip

        def done(changed: LettersSent) -> None:
            dialog.accept()
            tell_done(self._context, "Sent", changed, about=tuple(letter for _case, letter in recording.refs))

        def failed(error: Exception) -> None:
            dialog.do_button.setEnabled(True)
            if isinstance(error, RuleError):
                dialog.show_problems(problems_of(error))
            else:
                self._context.messages.failure(error)

        self._context.tasks.run_write(work, done, failed, receiver=dialog)

    def _start(self, words: str) -> None:
        self.is_busy = True
        self.loading.start(words)

    def _end(self) -> None:
        self.is_busy = False
        self._progress = None
        self.loading.finish()
        self.ended.emit()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._context.messages.failure(error)


def _reading(office: Any, line: MailLine) -> Callable[[], bytes]:
    return lambda: letter_to_print(office, *line.ref)


def _dated(line: MailLine, day: date) -> MailLine:
    """The row as it is once the letter is dated anew."""
    return replace(line, letter=replace(line.letter, dated_on=day), other_day=False)


def _name(line: MailLine) -> str:
    return ", ".join(filter(None, (line.letter.reference, line.name)))


def _and_more(things: Sequence[object]) -> list[str]:
    return [f"{len(things) - _NAMED} more"] if len(things) > _NAMED else []
