"""One letter for many cases: written once, looked at one by one, approved and printed together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from caseworker.actions import letter_batch, look_up
from caseworker.actions.letter_batch import BatchCase, BatchDone, BatchEntry, BatchItem, BatchLetter
from caseworker.actions.letter_mail import Post, read_post
from caseworker.actions.letters import letter_template
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.drafts import PageDraft
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import RuleError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.letters.batch.look_step import LookRow, LookStep, State
from ui.letters.batch.write_step import PartWords, WriteStep
from ui.letters.post.print_run import PrintRun
from ui.page import Page
from ui.tasks import Progress
from ui.theme import theme
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.flow_layout import FlowRow
from ui.widgets.words import Words, heading

_NARROW = 860  # px at 100 % text below which the heading gives its place to the letter
_Chosen = tuple[list[str], tuple[BatchLetter, ...]]


class BatchPage(Page):
    """A batch.

    Args:
        numbers: the cases chosen in a list.
    """

    kind = "letter_batch"
    commands = ("page.finish", "page.print", "page.save")

    def __init__(
        self, context: Context, key: str = "", parent: QWidget | None = None, *, numbers: Sequence[int] = ()
    ) -> None:
        super().__init__(context, key, parent)
        self.cases: tuple[BatchCase, ...] = ()
        self.is_busy = False
        self._drafted: dict[str, Any] = {}
        self._is_approved = self._needs_second = False
        self._asked = 0
        self._ids: list[str] = []
        self._numbers: tuple[int, ...] = ()
        self._progress: Progress | None = None
        self._made: BatchDone | None = None
        self._forget()
        self.write, self.look = WriteStep(), LookStep(context)
        self._make_acts()
        self._lay_out()
        self.loading = Loading(self.stack, self.stop)
        self.loading.button.setText("Stop")
        self.run = PrintRun(context, self, self.stack)
        self.autosave = Autosave(
            context, "letter_batch", self._doc, self.title, draft_id=f"letter_batch-{key}",
            opens=("letter_batch", key), parent=self,
        )  # fmt: skip
        self._connect()
        self._wanted = tuple(numbers)
        self.autosave.load(self._on_draft)

    def title(self) -> str:
        """How many letters."""
        return f"One letter for {count_of(len(self._ids), 'case')}"

    def tab_text(self) -> str:
        """Short enough for a tab."""
        return f"Letters ({len(self._ids):,})"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Choose a letter that fits, write its free parts once, then look at each letter: the arrow keys walk the "
            "list, a press says that name and address are right and goes on. Check all stops at the first letter that "
            "is not right and says what to do. Alt+Left goes back to the words. Ctrl+Enter approves all, Ctrl+P "
            "prints them; one Undo takes all of it back."
        )

    def first_focus(self) -> QWidget:
        """The choice of the letter, then the list, then the way to the printer."""
        firsts = {
            self.write: self.write.letter.editor(),
            self.look: self.look.table.view,
            self.done: self.print_button,
        }
        return firsts[self.stack.currentWidget()]

    def on_changed(self, changed: Any) -> None:
        """A case was changed, perhaps mended: its letter is looked at anew, and its tick is gone."""
        touched = [case_id for case_id in changed.case_ids if case_id in self._states]
        if self.is_busy or not touched or self._made:
            return
        for case_id in touched:
            self._seen.pop(case_id, None)
            if self._states[case_id] is not State.OUT:
                self._states[case_id] = State.WAITING
        self._show_rows()
        if self.look.current() in touched:
            self._look_at(self.look.current())

    def go_back(self) -> bool:
        """From the letters back to the words."""
        if self.stack.currentWidget() is self.look and not self.is_busy:
            self._show(self.write)
            return True
        return False

    def may_close(self) -> bool:
        """Not while letters are being made; what was written stays as a draft."""
        if self.is_busy or self.run.is_busy:
            self.context.messages.status("Letters are being made. Stop that first.")
            return False
        return self.autosave.close()

    def stop(self) -> None:
        """Stop what is under way."""
        if self._progress is not None:
            self._progress.cancel()

    # -- from words to letters ----------------------------------------------------------------------------

    def _on_draft(self, draft: PageDraft | None) -> None:
        """The cases and the words kept earlier, or the cases chosen now."""
        self._drafted = dict(draft.doc) if draft else {}
        kept = tuple(int(number) for number in self._drafted.get("numbers") or ())
        office, chosen = self.context.office, self._wanted or kept
        self._numbers = chosen
        self._begin("Looking for letters that fit")

        def work() -> _Chosen:
            ids = [row.case_id for row in look_up.cases_by_number(office, chosen)]
            return ids, letter_batch.letters_for_many(office, ids)

        self.context.tasks.run_read(work, self._on_letters, self._on_failed, receiver=self)

    def _doc(self) -> dict[str, Any]:
        """What the draft keeps: the cases and what is written for all; what was looked at is looked at again."""
        return {"numbers": list(self._numbers), "code": self._code, "work": self.write.work().to_value()}

    def _on_letters(self, chosen: _Chosen) -> None:
        self._end()
        self._ids, letters = chosen
        self.write.offer(letters, len(self._ids))
        self.heading.setText(self.title())
        self.retitled.emit()
        if not letters:
            self.write.unfit.setText("No letter fits any of these cases.")
        self.write.go_button.setEnabled(bool(letters))
        if self._drafted.get("code") in {letter.code for letter in letters}:
            self.write.letter.set_value(str(self._drafted["code"]))

    def _on_letter(self, code: str) -> None:
        if not code or code == self._code:
            return
        self._asked += 1
        asked, office, ids = self._asked, self.context.office, tuple(self._ids)

        def work() -> tuple[tuple[BatchCase, ...], list[PartWords], bool]:
            template = letter_template(office, code)
            parts = [(p.name, p.label, p.hint, p.may_be_empty) for p in template.free]
            return (
                letter_batch.cases_for(office, ids, code),
                parts,
                letter_batch.needs_second_person(office, code),
            )

        self.context.tasks.run_read(
            work,
            lambda found: self._on_cases(code, *found) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )

    def _on_cases(
        self, code: str, cases: tuple[BatchCase, ...], parts: list[PartWords], second: bool
    ) -> None:
        self._forget(code)
        self.cases, self._needs_second = cases, second
        self.write.show_cases(cases)
        self.write.show_parts(parts)
        if self._drafted.get("code") == code:
            self.write.fill(LetterWork.from_value(self._drafted.pop("work", None)))

    def _on_ready(self) -> None:
        work = self.write.work()
        if self._work != work:
            self._forget(self._code)
            self._work = work
        fitting = [case for case in self.cases if not case.why_not]
        self._states = {case.case_id: self._states.get(case.case_id, State.WAITING) for case in fitting}
        self._show_rows()
        self._show(self.look)
        if self.look.current():
            self._look_at(self.look.current())

    def _forget(self, code: str = "") -> None:
        """Other words: nothing that was looked at or ticked counts any more."""
        self._code, self._work = code, LetterWork()
        self._states: dict[str, State] = {}
        self._seen: dict[str, str] = {}
        self._accepted: dict[str, dict[str, str]] = {}
        self._item: BatchItem | None = None

    # -- letter by letter ---------------------------------------------------------------------------------

    def _look_at(self, case_id: str) -> None:
        self._asked += 1
        asked, office, code, work = self._asked, self.context.office, self._code, self._work
        accepted = self._accepted.get(case_id, {})
        self.look.tick_button.setEnabled(False)
        self.context.tasks.run_read(
            lambda: letter_batch.look_at(office, case_id, code, work, accepted),
            lambda item: self._on_item(item) if asked == self._asked else None,
            self._on_failed,
            receiver=self,
        )

    def _on_item(self, item: BatchItem) -> None:
        self._item, case_id = item, item.case.case_id
        state = self._states.get(case_id, State.WAITING)
        if item.preview is not None and self._seen.get(case_id) != item.preview.text:
            self._seen.pop(case_id, None)
        if state is not State.OUT:
            right = State.TICKED if case_id in self._seen else State.RIGHT
            self._states[case_id] = State.TROUBLE if item.troubles else right
        self._show_rows()
        self.look.show_item(item, is_ticked=case_id in self._seen)
        self.out_button.setText("Take in again" if state is State.OUT else "Leave out")

    def _on_ticked(self) -> None:
        item = self._item
        if item is None or item.preview is None or item.troubles or item.case.case_id != self.look.current():
            return
        self._seen[item.case.case_id] = item.preview.text
        if self._states[item.case.case_id] is not State.OUT:
            self._states[item.case.case_id] = State.TICKED
        self._show_rows()
        if self.look.place() + 1 < len(self._states):
            self.look.step(1)
        else:
            self.look.show_item(item, is_ticked=True)

    def _on_let_stand(self, code: str, why: str) -> None:
        case_id = self.look.current()
        self._accepted.setdefault(case_id, {})[code] = why
        self._look_at(case_id)

    def leave_out(self) -> None:
        """Leave the current case out, or take it in again."""
        case_id = self.look.current()
        if not case_id:
            return
        is_out = self._states[case_id] is State.OUT
        self._states[case_id] = State.WAITING if is_out else State.OUT
        self._show_rows()
        self.out_button.setText("Leave out" if is_out else "Take in again")
        if is_out:
            self._look_at(case_id)
        else:
            self.look.step(1)

    def open_case(self) -> None:
        """Open the case of the current letter, to mend it."""
        if self.look.current():
            self.context.open_page("case", self.look.current())

    def check_all(self) -> None:
        """Look at every letter that was not looked at, and stop at the first that is not right."""
        if self.is_busy:
            return
        todo = [
            entry
            for entry in self._entries()
            if self._states[entry.case_id] in (State.WAITING, State.TROUBLE)
        ]
        if not todo:
            self.context.messages.status("Every letter was looked at and is right.")
            return
        office, code, progress = self.context.office, self._code, self._begin("Checking the letters")
        self.context.tasks.run_read(
            lambda: letter_batch.first_trouble(office, code, todo, progress),
            lambda found: self._on_checked(todo, *found),
            self._on_failed,
            receiver=self,
        )

    def _on_checked(self, todo: Sequence[BatchEntry], right: int, item: BatchItem | None) -> None:
        self._end()
        for entry in todo[:right]:
            self._states[entry.case_id] = State.TICKED if entry.case_id in self._seen else State.RIGHT
        if item is None:
            self._show_rows()
            done = right == len(todo)
            said = "Every letter is right." if done else f"Stopped. {count_of(right, 'letter')} looked at."
            self.context.messages.status(said)
            return
        self._states[item.case.case_id] = State.TROUBLE
        self._show_rows()
        self.look.go_to(item.case.case_id)
        self._look_at(item.case.case_id)
        told = " ".join(trouble.sentence for trouble in item.troubles)
        self.context.messages.warning(f"Stopped at {item.case.reference}, {item.case.name}", told)

    # -- all of them --------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Go on: from the words to the letters, from the letters to their approval (Ctrl+Enter)."""
        if self.is_busy:
            return
        if self.stack.currentWidget() is self.write:
            self.write.go_on()
        elif self.stack.currentWidget() is self.look:
            self.keep() if self._needs_second else self.approve()

    def approve(self) -> None:
        """Approve every letter that is not left out; all or none."""
        entries = self._entries()
        unticked = [entry for entry in entries if entry.case_id not in self._seen]
        if self._refuses(entries):
            return
        if unticked:
            self.look.go_to(unticked[0].case_id)
            number = count_of(len(unticked), "letter")
            self.context.messages.warning(
                "Not approved yet", f"Name and address of {number} are not checked. The first is shown."
            )
            return
        office, code = self.context.office, self._code
        progress = self._begin("Approving the letters")
        self.context.tasks.run_write(
            lambda: letter_batch.approve_batch(office, code, entries, progress),
            self._on_done,
            self._on_refused,
            receiver=self,
        )

    def keep(self) -> None:
        """Keep every letter that is not left out as a draft in its case."""
        entries = self._entries()
        if self._refuses(entries):
            return
        office, code = self.context.office, self._code
        self._begin("Keeping the drafts")
        self.context.tasks.run_write(
            lambda: letter_batch.keep_batch(office, code, entries),
            self._on_done,
            self._on_refused,
            receiver=self,
        )

    def print_made(self) -> None:
        """Print the letters that were approved."""
        made, office = self._made, self.context.office
        if made is None:
            return
        refs = set(made.refs)

        def begin(post: Post) -> None:
            self.run.begin([line for line in post.to_send if line.ref in refs])

        self.context.tasks.run_read(lambda: read_post(office), begin, self._on_failed, receiver=self)

    def _entries(self) -> list[BatchEntry]:
        return [
            BatchEntry(case_id, self._work, self._accepted.get(case_id, {}), self._seen.get(case_id, ""))
            for case_id, state in self._states.items()
            if state is not State.OUT
        ]

    def _refuses(self, entries: Sequence[BatchEntry]) -> bool:
        if not entries:
            self.context.messages.status("Every case is left out.")
        return self.is_busy or not entries

    def _on_done(self, made: BatchDone | None) -> None:
        self._end()
        if made is None:
            self.context.messages.status("Stopped. Nothing was approved.")
            return
        self._made = made
        self.autosave.discard(lambda _draft: None)
        is_kept = self._needs_second or not self._is_approved
        self.context.changed(made)
        self.context.messages.success("Saved", made.message, undo_action(self.context, made))
        left = sum(state is State.OUT for state in self._states.values())
        more = f" {count_of(left, 'case')} {'was' if left == 1 else 'were'} left out." if left else ""
        next_ = (
            "Open a case to give its draft for review." if is_kept else "Print them now, or later from Post."
        )
        self.done_words.setText(f"{made.message}{more} {next_}")
        self.print_button.setVisible(not is_kept)
        self._show(self.done)

    def _on_refused(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, RuleError):
            self.context.messages.failure(error)
            return
        reference = str(error).partition(":")[0]
        case = next((each for each in self.cases if each.reference == reference), None)
        if case is not None:
            self._states[case.case_id] = State.TROUBLE
            self._seen.pop(case.case_id, None)
            self._show_rows()
            self.look.go_to(case.case_id)
            self._look_at(case.case_id)
        self.context.messages.warning("Nothing was saved", str(error))

    # -- made once ----------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        look = self.look
        self.previous_button = Button("Previous", lambda: look.step(-1))
        self.next_button = Button("Next", lambda: look.step(1))
        self.out_button = Button("Leave out", self.leave_out)
        self.case_button = Button("Open case", self.open_case)
        for button in (
            look.tick_button,
            self.previous_button,
            self.next_button,
            self.out_button,
            self.case_button,
        ):
            look.bar.addWidget(button)
        self.back_button = Button("Back to the words", self.go_back)
        self.check_button = Button("Check all", self.check_all)
        self.keep_button = Button("Keep as drafts", self.keep)
        self.approve_button = Button("Approve all (Ctrl+Enter)", self.approve, kind="primary")
        for button in (self.approve_button, self.check_button, self.keep_button, self.back_button):
            look.acts.addWidget(button)
        look.settle()

    def _lay_out(self) -> None:
        self.heading = heading("One letter for many cases", "page")
        self.done = QWidget()
        self.done_words = Words("", "reading")
        self.print_button = Button("Print them (Ctrl+P)", self.print_made, kind="primary", icon="printer")
        self.post_button = Button("Open Post", lambda: self.context.open_page("post"))
        self.close_button = Button("Close", self.closing.emit)
        bar = FlowRow(gap=12)
        for button in (self.print_button, self.post_button, self.close_button):
            bar.addWidget(button)
        ended = QVBoxLayout(self.done)
        ended.setContentsMargins(16, 12, 16, 12)
        ended.setSpacing(16)
        ended.addWidget(self.done_words)
        ended.addWidget(bar)
        ended.addStretch(1)
        self.stack = QStackedWidget()
        for step in (self.write, self.look, self.done):
            self.stack.addWidget(step)
        self._top = QWidget()
        head = QVBoxLayout(self._top)
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self.heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._top)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.write.letter_chosen.connect(self._on_letter)
        self.write.ready.connect(self._on_ready)
        self.write.changed.connect(self.autosave.touch)
        self.autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        self.look.moved.connect(self._look_at)
        self.look.ticked.connect(self._on_ticked)
        self.look.let_stand.connect(self._on_let_stand)
        self.handle("page.finish", self.finish, self._why_not_finish)
        self.handle("page.save", self.autosave.save_now)
        self.handle("page.print", self.print_made, self._why_not_print)

    def _show(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        self._measure()
        self.approve_button.setVisible(not self._needs_second)
        words = "Keep as drafts (Ctrl+Enter)" if self._needs_second else "Keep as drafts"
        self.keep_button.setText(words)
        self.context.registry.refresh()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure(self) -> None:
        """Only the step in front needs room; where there is little, the tab alone says what the page is."""
        for step in (self.write, self.look, self.done):
            policy = (
                QSizePolicy.Policy.Preferred
                if step is self.stack.currentWidget()
                else QSizePolicy.Policy.Ignored
            )
            step.setSizePolicy(policy, policy)
        self._top.setVisible(self.width() >= theme().px(_NARROW))

    def _show_rows(self) -> None:
        known = {case.case_id: case for case in self.cases}
        rows = [
            LookRow(case_id, known[case_id].reference, known[case_id].name, state)
            for case_id, state in self._states.items()
        ]
        self.look.set_rows(rows)
        number = sum(state is not State.OUT for state in self._states.values())
        self.approve_button.setText(f"Approve {count_of(number, 'letter')} (Ctrl+Enter)")

    def _why_not_finish(self) -> str:
        return "The letters were made already." if self._made else ""

    def _why_not_print(self) -> str:
        return "" if self._made and self._is_approved else "Approve the letters first."

    def _begin(self, words: str) -> Progress:
        self.is_busy = True
        self._is_approved = words.startswith("Approving")
        self.loading.start(words)
        self._progress = self.context.tasks.progress(self.loading.report, receiver=self)
        return self._progress

    def _end(self) -> None:
        self.is_busy = False
        self._progress = None
        self.loading.finish()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.context.messages.failure(error)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room now, or less."""
        super().resizeEvent(event)
        self._measure()
