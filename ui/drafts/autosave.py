"""Autosave (U1): what is typed on a page goes to the local store 1 s after a change, at most 3 s after the first.

How a page uses it:

    self.autosave = Autosave(context, "note", self._doc, self._title, case_id=key, parent=self)
    self.autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
    self.autosave.load(self._on_loaded)     # the draft kept earlier, or None; nothing is written before it has answered
    field.changed.connect(self.autosave.touch)
    self.handle("page.save", self.autosave.save_now)
    def may_close(self): return self.autosave.close()
    … add_note(office, case_id, text, draft_id=self.autosave.draft_id) … then self.autosave.finish()
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from caseworker.actions import drafts
from caseworker.domain.drafts import PageDraft
from caseworker.errors import RuleError, UnavailableError
from ui.context import Context
from ui.messages import AlertAction

PAUSE_MS, MOST_MS = 1_000, 3_000


class Autosave(QObject):
    """Keeps one page's draft.

    Args:
        page: which page it is: "intake", "note", "letter".
        read: gives the page's doc: values as typed by field name, and "focus", the field edited last.
        title: gives the draft's name in the list of drafts.
        draft_id: of the draft to take up; "" takes up the newest of this page and case, or begins a new one.
        case_id: the case it is about, "" for a new one.
        opens: kind and key with which `context.open_page` opens the page again; ("intake", draft id) by default.

    Signals:
        saved(PageDraft): it is on the disk.
    """

    saved = Signal(object)

    def __init__(
        self,
        context: Context,
        page: str,
        read: Callable[[], Mapping[str, Any]],
        title: Callable[[], str],
        *,
        draft_id: str = "",
        case_id: str = "",
        opens: tuple[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._page, self._read, self._title = context, page, read, title
        self.draft_id = draft_id or uuid.uuid4().hex
        self.draft: PageDraft | None = None
        self._wanted, self._case_id, self._opens = draft_id, case_id, opens
        self._is_begun = self._is_unsaved = self._is_over = self._is_loading = self._is_held = False
        self._trouble: Exception | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._most = QTimer(self, singleShot=True, interval=MOST_MS)
        for timer in (self._pause, self._most):
            timer.timeout.connect(self.save_now)

    def load(self, found: Callable[[PageDraft | None], object]) -> None:
        """Look for the draft kept earlier and hand it over, or None. Until then nothing is written over it."""
        self._is_loading = True
        self._context.tasks.run_read(
            lambda: _find(self._context.office, self._wanted, self._page, self._case_id),
            lambda answer: self._on_loaded(*answer, found),
            lambda error: self._on_unread(error, found),
            receiver=self,
        )

    def take(self, draft: PageDraft) -> None:
        """Go on with a draft that is at hand already."""
        self.draft, self.draft_id, self._is_begun = draft, draft.id, True

    def is_unsaved(self) -> bool:
        """Whether something was typed that is not on the disk yet."""
        return self._is_unsaved

    def has_draft(self) -> bool:
        """Whether there is anything to resume or to discard."""
        return self._is_begun

    def touch(self) -> None:
        """Say that the page was changed by the person."""
        if self._is_over:
            return
        self._is_begun = self._is_unsaved = True
        self._pause.start()
        if not self._most.isActive():
            self._most.start()

    def save_now(self) -> None:
        """Save what is not saved yet (Ctrl+S, or the pause is over)."""
        if not self._is_unsaved or self._is_over:
            return
        if self._is_loading or self._is_held:
            self._pause.start()
            return
        self._stop_timers()
        self._is_unsaved = False
        self._context.tasks.run_write(self._job(), self._on_saved, self._on_failed, receiver=self)

    def close(self) -> bool:
        """Save what is not saved yet because the page closes; False when the last attempt did not work (P1)."""
        if not self._is_unsaved or self._is_over:
            return True
        if self._trouble is not None:
            self._say_trouble(self._trouble)
            return False
        self._stop_timers()
        self._is_unsaved = False
        _keep(self._context, self._job())
        return True

    def hold(self) -> None:
        """Write nothing for now: the page is being finished, and its draft may be gone any moment."""
        self._is_held = True

    def release(self) -> None:
        """Finishing did not work: go on, and save what is not saved yet."""
        self._is_held = False
        self.save_now()

    def finish(self) -> None:
        """The page was finished and its draft removed by the action: write nothing any more."""
        self._is_over, self._is_unsaved = True, False
        self._stop_timers()

    def discard(self, done: Callable[[PageDraft | None], object]) -> None:
        """Put the draft aside for 30 days, with everything typed so far; then hand it over (None when untouched)."""
        job = self._job() if self._is_unsaved else None
        office, draft, draft_id = self._context.office, self.draft, self.draft_id
        self.finish()
        if not self._is_begun:
            done(None)
            return

        def put_aside() -> PageDraft | None:
            last = job() if job is not None else draft
            drafts.discard_draft(office, draft_id)
            return last

        self._context.tasks.run_write(
            put_aside, done, lambda error: self._on_not_discarded(error), receiver=self
        )

    def begin_again(self) -> None:
        """What finished the page was taken back: the draft that was put aside is there again and is written on."""
        self._is_over = False
        office, draft_id = self._context.office, self.draft_id
        if self._is_begun:
            self._context.tasks.run_write(
                lambda: drafts.restore_draft(office, draft_id), lambda _: None, receiver=self
            )

    def _on_not_discarded(self, error: Exception) -> None:
        self._is_over, self._is_unsaved = False, True
        self._context.messages.failure(error)

    def _job(self) -> Callable[[], PageDraft]:
        doc = dict(self._read())
        if self._opens is not None:
            doc["opens"] = list(self._opens)
        office, draft_id, case_id, title = self._context.office, self.draft_id, self._case_id, self._title()
        page, started_at = self._page, self.draft.started_at if self.draft is not None else ""

        def save() -> PageDraft:
            return drafts.save_draft(
                office, page, doc, draft_id=draft_id, case_id=case_id, title=title, started_at=started_at
            )

        return save

    def _on_loaded(
        self, draft: PageDraft | None, is_aside: bool, found: Callable[[PageDraft | None], object]
    ) -> None:
        self._is_loading = False
        if is_aside:
            self.draft_id = uuid.uuid4().hex  # never over one that was discarded and may be restored
        if draft is not None:
            self.take(draft)
        found(draft)

    def _on_unread(self, error: Exception, found: Callable[[PageDraft | None], object]) -> None:
        self._is_loading = False
        self._context.messages.failure(error)
        found(None)

    def _on_saved(self, draft: PageDraft) -> None:
        self.draft, self._trouble = draft, None
        self.saved.emit(draft)

    def _on_failed(self, error: Exception) -> None:
        self._trouble, self._is_unsaved = error, not self._is_over
        self._say_trouble(error)

    def _say_trouble(self, error: Exception) -> None:
        if isinstance(error, RuleError | UnavailableError):
            self._context.messages.error(
                "The draft is not saved", f"{error} Your text is kept on the page. Press Ctrl+S to try again."
            )
        else:
            self._context.messages.bug(error)

    def _stop_timers(self) -> None:
        self._pause.stop()
        self._most.stop()


def _find(office: Any, draft_id: str, page: str, case_id: str) -> tuple[PageDraft | None, bool]:
    """Return the draft, and whether the one of this id was discarded."""
    kept = drafts.list_drafts(office)
    if not draft_id:
        return next((draft for draft in kept if (draft.page, draft.case_id) == (page, case_id)), None), False
    found = next((draft for draft in kept if draft.id == draft_id), None)
    aside = found is None and any(d.id == draft_id for d in drafts.list_drafts(office, discarded=True))
    return found, aside


def _keep(context: Context, job: Callable[[], PageDraft]) -> None:
    """Save although the page is going; if that does not work the words stay in the message's Try again."""

    def failed(error: Exception) -> None:
        context.messages.error(
            "The draft is not saved", str(error), AlertAction("Try again", lambda: _keep(context, job))
        )

    context.tasks.run_write(job, lambda _draft: None, failed, receiver=context.messages)
