"""The letter as its writer works on it: drafts on this computer, versions on the case, what colleagues kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from caseworker.actions import drafts
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import blocks_text
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.here import return_to
from ui.drafts.when import saved_words
from ui.letters.live_letter import LiveLetter
from ui.letters.opened import OpenedLetter
from ui.letters.writing.column import work_of_draft
from ui.messages import AlertAction


class DraftedLetter(LiveLetter):
    """Keeps what is typed, and tells it from what others kept.

    Attributes:
        kept_id: of a letter that was kept and not read again yet.
        seen_version: the newest version that was shown here; None right after keeping.
        autosave: keeps the draft.
    """

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self._base: dict[str, Any] = {}
        self._resumed = ""  # the field in which the draft that came back was left
        self._said_of = ""  # the letter of which it was said that its approval is without what was typed
        self.kept_id = ""
        self.seen_version: int | None = None
        self.writing.changed.connect(self._on_typed)
        self.writing.typed.connect(self._on_typed_beside)
        self.writing.versions.take_asked.connect(self._take_version)
        self.writing.sections["versions"].opened.connect(self._on_versions_opened)
        self.autosave = self._make_autosave()

    def take_kept(self, letter_id: str, work: LetterWork) -> None:
        """What is written is in the record now; this is that letter's page from now on."""
        self._base = work.to_value()
        self.kept_id, self.seen_version = letter_id, None
        was_changed = (
            self.has_own_words()
        )  # a comment or a reason that is only being written is in no version
        self.autosave.finish()
        self.which = letter_id
        self.key = f"{self.case_id}/{letter_id}"
        self.autosave = self._make_autosave()
        if was_changed:  # or typed while it was being kept
            self.autosave.touch()

    def show_open(self, before: OpenedLetter | None, opened: OpenedLetter) -> None:
        office, kept = self.context.office, opened.work.to_value()
        if before is None or not before.is_open:
            self._base = kept
            self.is_loaded = False
            self.writing.show_letter(office, opened, opened.work)
            self.autosave.load(self._on_draft)
            return
        work = self.writing.work()
        if kept != self._base:  # somebody else kept a version meanwhile
            untouched = work.to_value() == self._base
            work = opened.work if untouched else work
            self._base = kept
            self._say_kept_elsewhere(opened, untouched=untouched)
        self.writing.show_letter(office, opened, work)
        self.previewing.now()

    def _say_kept_elsewhere(self, opened: OpenedLetter, *, untouched: bool) -> None:
        by = opened.versions[-1].by if opened.versions else ""
        who = self.context.office.staff_name(by) or "A colleague"
        rest = (
            "It is shown here."
            if untouched
            else "What you typed is still here and not kept: compare the two under Versions."
        )
        self.writing.notify(f"{who} kept version {opened.version} meanwhile. {rest}")

    def _make_autosave(self) -> Autosave:
        autosave = Autosave(
            self.context,
            "letter",
            lambda: {**self.writing.doc(), "base": self._base},
            self._draft_title,
            draft_id=f"letter-{self.case_id}-{self.which}",
            case_id=self.case_id,
            opens=("letter", self.key),
            parent=self,
        )
        autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        return autosave

    def _draft_title(self) -> str:
        if self.opened is None:
            return "Letter"
        return f"{self.opened.title}, {self.opened.view.reference} {self.opened.view.row.person}".strip()

    def show_approved(self, before: OpenedLetter | None, opened: OpenedLetter) -> None:
        """The words stand now. What was being typed on this page, or earlier, is no part of them: say where it is."""
        if before is None:
            self.autosave.load(lambda draft: self._say_not_in_it(work_of_draft(draft.doc)) if draft else None)
        elif before.is_open and self.has_own_words():
            self.autosave.touch()
            self.autosave.save_now()
            self._say_not_in_it(self.writing.work())

    def own_words(self) -> str:
        """What was written of an open letter and no version holds."""
        if self.opened is None or not self.opened.is_open or not self.has_own_words():
            return ""
        return _words_of(self.writing.work())

    def keep_own_words(self, why: str) -> None:
        """There is no letter to show any more: what was typed here, and no case holds, can still be copied."""
        words = self.own_words()
        if not words:
            return
        self.autosave.touch()
        self.autosave.save_now()
        copy = AlertAction("Copy what I typed", lambda: QGuiApplication.clipboard().setText(words))
        self.context.messages.warning("What you typed is in no letter", why, copy)

    def forget_empty_draft(self) -> None:
        """Nothing is left that the case does not hold: no draft stays behind."""
        if self.has_own_words():
            return
        office, draft_id = self.context.office, self.autosave.draft_id
        self.autosave.finish()
        self.autosave = self._make_autosave()
        self.context.tasks.run_write(
            lambda: drafts.finish_draft(office, draft_id),
            lambda _none: None,
            self.context.messages.failure,
            receiver=self,
        )

    def has_own_words(self) -> bool:
        """Whether something was typed here that the case does not hold."""
        doc = self.writing.doc()
        return doc["work"] != self._base or bool(doc["comment"] or doc["reasons"])

    def _say_not_in_it(self, work: LetterWork | None) -> None:
        opened = self.opened
        if opened is None or work is None or self._said_of == opened.letter_id:
            return
        self._said_of = opened.letter_id
        who = self.context.office.staff_name(str(opened.doc.get("approved_by") or "")) or "A colleague"
        text = _words_of(work)
        self.context.messages.warning(
            "Approved without what you typed",
            f"{who} approved this letter ({opened.title}, {opened.view.reference}) while you were writing. What you "
            "typed is not in it. It is kept as a draft: take back the approval to go on with it, or copy it.",
            *(
                [AlertAction("Copy what I typed", lambda: QGuiApplication.clipboard().setText(text))]
                if text
                else []
            ),
        )

    def _on_draft(self, draft: Any) -> None:
        opened = self.opened
        self.is_loaded = True
        if draft is not None and opened is not None:
            work = work_of_draft(draft.doc)
            if work is not None:
                self.writing.show_letter(self.context.office, opened, work)
            self.writing.take_beside(draft.doc)
            if opened.letter_id and draft.doc.get("base") != self._base:
                self._say_kept_elsewhere(opened, untouched=False)
            block = self.writing.form.blocks.get(self.writing.last_edited)
            if block is not None and not block.isHidden():
                return_to(block, focus=False)
                self._resumed = self.writing.last_edited
        self.writing.setEnabled(True)
        if self.writing.parts.editors:  # where the columns take turns, writing comes before reading
            self.show_left()
        self.previewing.now()

    def _on_typed(self) -> None:
        self.head.show_recipient(self.writing.who.lines())
        self.stands = False
        self.writing.notify("")
        self.autosave.touch()
        self.previewing.soon()

    def _on_typed_beside(self) -> None:
        self.autosave.touch()
        self.show_checks_count()

    def _take_version(self, work: LetterWork) -> None:
        """Write on from an earlier version; what stood here stays in its own version or draft until then."""
        if self.opened is not None and not self.is_busy:
            self.writing.show_letter(self.context.office, self.opened, work)
            self.writing.notify(
                "These are the words of the earlier version. Ctrl+S keeps them as the newest."
            )
            self.autosave.touch()
            self.previewing.now()

    def _on_versions_opened(self, is_open: bool) -> None:
        if is_open and self.opened is not None:
            self.writing.versions.show_versions(
                self.context.office, self.opened.versions, self.writing.work()
            )


def _words_of(work: LetterWork) -> str:
    """Everything somebody wrote for a letter, as plain text."""
    written = [blocks_text(tuple(blocks)) for blocks in work.free.values()]
    return "\n\n".join(text for text in (*written, *work.changed.values()) if text.strip())
