"""What is done with all letters of a batch at once: checked, approved, kept as drafts, printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caseworker.actions import letter_batch
from caseworker.actions.letter_batch import BatchDone, BatchEntry, BatchItem
from caseworker.actions.letter_batch_approval import ReadyEntry, approve_batch, ready_batch
from caseworker.actions.letter_mail import Post, read_post
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import RuleError
from ui.letters.post.print_run import PrintRun
from ui.messages import Alert
from ui.tasks import Progress
from ui.undo_stack import undo_action
from ui.widgets.empty_state import Loading

if TYPE_CHECKING:
    from ui.context import Context
    from ui.letters.batch.standing import Standing
    from ui.page import Page


class Making(QObject):
    """One act at a time, each with its progress and a way to stop it.

    Attributes:
        made: what was made, None so far.
        undone: what was made and taken back since.
        is_approved: whether what was made is approved, not only kept.

    Signals:
        stood(): letters stand otherwise than before.
        stopped_at(str): the case whose letter is in the way.
        done(): the letters were made.
        taken_back(bool): what was made was undone, or (False) done again.
    """

    stood = Signal()
    stopped_at = Signal(str)
    done = Signal()
    taken_back = Signal(bool)

    def __init__(self, context: Context, page: Page, standing: Standing, loading: Loading) -> None:
        super().__init__(page)
        self.context, self.standing, self.loading = context, standing, loading
        self.made: BatchDone | None = None
        self.undone: BatchDone | None = None
        self.is_approved = self._is_busy = False
        self._progress: Progress | None = None
        self._about = f"letter_batch-{page.key}"
        self.printing = PrintRun(context, page, loading.parentWidget())

    @property
    def is_busy(self) -> bool:
        """Whether letters are being read, made or printed."""
        return self._is_busy or self.printing.is_busy

    def begin(self, words: str) -> Progress:
        """Say what is under way, and hold everything else."""
        self._is_busy = True
        self.loading.start(words)
        self._progress = self.context.tasks.progress(self.loading.report, receiver=self)
        return self._progress

    def end(self) -> None:
        """It is over."""
        self._is_busy = False
        self._progress = None
        self.loading.finish()

    def stop(self) -> None:
        """Stop what is under way."""
        if self._progress is not None:
            self._progress.cancel()

    def tell_error(self, error: Exception) -> None:
        """It is over, and why it came to nothing."""
        self.end()
        self.context.messages.failure(error)

    def check_all(self) -> None:
        """Look at every letter that was not looked at, and stop at the first that is not right."""
        if self.is_busy:
            return
        todo = self.standing.to_check()
        if not todo:
            self.context.messages.status("Every letter was looked at and is right.")
            return
        office, code, progress = self.context.office, self.standing.code, self.begin("Checking the letters")
        self.context.tasks.run_read(
            lambda: letter_batch.first_trouble(office, code, todo, progress),
            lambda found: self._on_checked(todo, *found),
            self.tell_error,
            receiver=self,
        )

    def approve(self) -> None:
        """Approve every letter that is not left out; all or none."""
        entries = self._entries()
        unticked = self.standing.unticked()
        if not entries:
            return
        if unticked:
            self.stopped_at.emit(unticked[0])
            self._warn(
                "Not approved yet",
                f"Name and address of {count_of(len(unticked), 'letter')} are not checked. The first is shown.",
            )
            return
        office, code = self.context.office, self.standing.code
        progress = self.begin("Making the letters")

        def save(ready: Sequence[ReadyEntry] | None) -> None:
            if ready is None:
                self._on_made(None, is_approved=True)
                return
            self._write(lambda: approve_batch(office, code, ready, progress), is_approved=True)

        self.context.tasks.run_read(
            lambda: ready_batch(office, code, entries, progress), save, self._on_refused, receiver=self
        )  # not by the thread that saves: others go on saving meanwhile

    def keep(self) -> None:
        """Keep every letter that is not left out as a draft in its case."""
        entries = self._entries()
        if not entries:
            return
        office, code = self.context.office, self.standing.code
        self.begin("Keeping the drafts")
        self._write(lambda: letter_batch.keep_batch(office, code, entries), is_approved=False)

    def look_whether_it_stands(self) -> None:
        """Cases of what was made were changed: perhaps it was undone, or done again."""
        made, office = self.made or self.undone, self.context.office
        if made is not None:
            self.context.tasks.run_read(
                lambda: letter_batch.still_there(office, made.refs),
                lambda stands: self._on_stands(made, is_there=stands),
                receiver=self,
            )

    def print_made(self) -> None:
        """Print the letters that were approved."""
        made, office = self.made, self.context.office
        if made is None:
            return
        refs = set(made.refs)

        def begin(post: Post) -> None:
            self.printing.begin([line for line in post.to_send if line.ref in refs])

        self.context.tasks.run_read(lambda: read_post(office), begin, self.tell_error, receiver=self)

    def _entries(self) -> list[BatchEntry]:
        """What is to be made, nothing while something else is under way."""
        entries = self.standing.entries()
        if not entries:
            self.context.messages.status("Every case is left out.")
        return [] if self.is_busy else entries

    def _write(self, make: Callable[[], BatchDone | None], *, is_approved: bool) -> None:
        self.context.tasks.run_write(
            make, lambda made: self._on_made(made, is_approved=is_approved), self._on_refused, receiver=self
        )

    def _on_checked(self, todo: list[BatchEntry], right: int, item: BatchItem | None) -> None:
        self.end()
        self.standing.found_right([entry.case_id for entry in todo[:right]])
        if item is None:
            self.stood.emit()
            done = right == len(todo)
            said = "Every letter is right." if done else f"Stopped. {count_of(right, 'letter')} looked at."
            self.context.messages.status(said)
            return
        self._point_at(item.case.case_id)
        told = " ".join(trouble.sentence for trouble in item.troubles)
        self._warn(f"Stopped at {item.case.reference}, {item.case.name}", told)

    def _on_made(self, made: BatchDone | None, *, is_approved: bool) -> None:
        self.end()
        if made is None:
            self.context.messages.status("Stopped. Nothing was approved.")
            return
        self.made, self.is_approved = made, is_approved
        self.done.emit()

    def _on_stands(self, made: BatchDone, *, is_there: bool) -> None:
        if is_there is not (self.made is None):
            return
        self.made, self.undone = (made, None) if is_there else (None, made)
        self.taken_back.emit(not is_there)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RuleError):
            self.tell_error(error)
            return
        self.end()
        case_id = self.standing.case_of(str(error).partition(":")[0])
        if case_id:
            self.standing.case_changed(case_id)
            self._point_at(case_id)
        self._warn("Nothing was saved", str(error))

    def tell_made(self, made: BatchDone) -> None:
        """Say what was made; what stood in the way of it is over."""
        undo = undo_action(self.context, made)
        self.context.messages.alert(Alert("success", "Saved", made.message, (undo,), about=(self._about,)))

    def _warn(self, title: str, text: str) -> None:
        """Say what stands in the way of this batch, in place of what was said about it before."""
        self.context.messages.alert(Alert("warning", title, text, about=(self._about,)))

    def _point_at(self, case_id: str) -> None:
        self.standing.found_wrong(case_id)
        self.stood.emit()
        self.stopped_at.emit(case_id)
