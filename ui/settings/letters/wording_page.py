"""One wording while it is written: the words with the number of each line, and beside them the letter they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseworker.actions.letter_catalogue import BLOCK
from caseworker.actions.letter_tries import Tried, preview_of_wording, tried
from caseworker.errors import Problem, RuleError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.letters.previewing import Previewing
from ui.settings.letters.line_problems import blank_lines_above, moved
from ui.settings.letters.wording_frame import WordingFrame
from ui.widgets.shown import set_shown

_PAUSE_MS = 250  # after a key: making pages is not raced

_OLDER = "The letter shows your words as they were before the lines named."


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a wording: its problems, and the letter where there are none."""

    tried: Tried
    preview: Any = None


class WordingPage(WordingFrame):
    """A wording being written: tried at each pause, its faults named by line, kept as a draft on this computer.

    Signals:
        draft_saved(str): words for the status bar.
    """

    draft_saved = Signal(str)

    def __init__(
        self,
        context: Context,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, save, leave, parent)
        self.key, self.is_new = "", False
        self._before: tuple[str, Any] = ("", None)
        self.autosave: Autosave | None = None
        self._is_filling = False
        self.tried = Tried(())
        self.previewing = Previewing(context.tasks, self._job, self, pause_ms=_PAUSE_MS)
        self.box.textChanged.connect(self._on_typed)
        self.from_on.changed.connect(self._on_typed)
        self.previewing.made.connect(self._on_made)
        self.previewing.failed.connect(self._on_failed)

    def open(self, key: str, title: str, text: str, *, is_new: bool) -> None:
        """Show a wording.

        Args:
            key: of the letter or contact details it changes; "" for a new letter.
        """
        self.key, self.is_new = key, is_new
        self.heading.setText(title)
        self.from_block.set_problem("")
        self.problems.show_problems(())
        self._fill(text, self.context.today())
        self.box.mark_lines(())
        self.age.setText("")
        self.reading.say_nothing("The letter shows in a moment")
        self._before = self.values()
        self.order()
        self.show_words()
        self.previewing.now()
        self.autosave = self._new_autosave(title)
        self.autosave.load(self._on_draft)

    def save_draft(self) -> None:
        """Keep what is typed."""
        if self.autosave is not None:
            self.autosave.save_now()

    def keep_draft(self) -> bool:
        """Keep what is typed because the page closes; False when that did not work."""
        return self.autosave is None or self.autosave.close()

    def hold(self) -> None:
        """The wording is being saved: its draft may be gone any moment."""
        if self.autosave is not None:
            self.autosave.hold()

    def release(self) -> None:
        """It was not saved."""
        if self.autosave is not None:
            self.autosave.release()

    def close_wording(self) -> None:
        """Nothing is made any more; what was typed and not saved is put aside."""
        if self.autosave is not None:
            self.autosave.discard(lambda _draft: None)
        self.put_down()

    def put_down(self) -> None:
        """Nothing is made any more; what was typed stays a draft."""
        self.previewing.stop()
        self.autosave = None
        self.key = ""

    def first_focus(self) -> QWidget:
        """The words."""
        return self.box

    def values(self) -> tuple[str, Any]:
        """The wording and its first day."""
        return self.box.wording(), self.from_on.value()

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def day_problem(self) -> str:
        """What is wrong with the first day, or ""."""
        if self.from_on.is_unreadable():
            return "From must be a real date, such as 27/3/2026"
        return "Enter the first day of this wording" if self.from_on.is_empty() else ""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the day or the lines, and go to the first."""
        day = next((each.message for each in problems if each.field == "from_on"), "")
        self.from_block.set_problem(day)
        others = [each.message for each in problems if each.field != "from_on"]
        if others:
            above = blank_lines_above(self.box.wording())
            found = [moved(words, above) for words in others]
            self._show_lines(found)
            self.go_to_line(found[0][0])
        elif day:
            self.from_block.focus()

    # -- inside -------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self.previewing.soon()
        if self.autosave is not None and not self._is_filling:
            self.autosave.touch()

    def _fill(self, text: str, from_on: date | None) -> None:
        self._is_filling = True
        self.box.setPlainText(text)
        self.from_on.set_value(from_on)
        self._is_filling = False

    def _new_autosave(self, title: str) -> Autosave:
        autosave = Autosave(
            self.context,
            "settings",
            self._doc,
            lambda: f"Settings: {title}",
            draft_id=f"settings-wording-{self.key or 'new'}",
            opens=("settings", ""),
            parent=self,
        )
        autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        return autosave

    def _doc(self) -> dict[str, Any]:
        text, from_on = self.values()
        day = from_on.isoformat() if from_on else ""
        return {"values": {"text": text, "from_on": day}, "needed": "Save"}

    def _on_draft(self, draft: Any) -> None:
        """Go on with what was typed before and not saved."""
        values = draft.doc.get("values") if draft is not None else None
        if not isinstance(values, dict) or not values.get("text"):
            return
        day = str(values.get("from_on") or "")
        self._fill(str(values["text"]), date.fromisoformat(day) if day else None)
        self.previewing.now()
        self.context.messages.status("What you typed and did not save is still here.")

    def _job(self) -> Callable[[], Made] | None:
        office, text, key = self.context.office, self.box.wording(), self.key
        code = "" if self.is_new else key
        if not text.strip() and not key:
            return None

        def make() -> Made:
            found = tried(office, text, code)
            return Made(found, None if found.faults else preview_of_wording(office, text, code))

        return make

    def _on_made(self, made: Made) -> None:
        self.tried = made.tried
        above = blank_lines_above(self.box.wording())
        self._show_lines(
            [
                (fault.line + above, f"Line {fault.line + above}: {fault.message}.")
                for fault in made.tried.faults
            ]
        )
        shows_older = bool(made.tried.faults) and self.reading.has_letter()
        self.age.setText(_OLDER if shows_older else made.tried.age_words())
        set_shown(self.age, bool(self.age.text()))
        if made.preview is not None:
            self.reading.show_letter(made.preview.pdf, made.preview.text)
        elif not self.reading.has_letter():
            self.reading.say_nothing("The letter shows when the lines named are mended")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.reading.say_nothing("The letter cannot be shown", str(error))
        else:
            self.context.messages.failure(error)

    def _show_lines(self, found: Sequence[tuple[int, str]]) -> None:
        if self.problems.show_problems(found):
            self.order()
        self.box.mark_lines([line for line, _words in found])


def title_of(key: str, title: str) -> str:
    """The heading above a wording."""
    return title if key.startswith(BLOCK) else f"{key}: {title}"
