"""One wording while it is written: the words with the number of each line, and beside them the letter they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from caseworker.actions.letter_catalogue import BLOCK
from caseworker.actions.letter_tries import Place, Tried, letter_places, preview_of_wording, tried
from caseworker.errors import Problem, RuleError
from ui.context import Context
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.letters.previewing import Previewing
from ui.letters.reading_pane import FIELDS, ReadingPane
from ui.settings.letters.line_problems import LineProblems
from ui.settings.letters.places_dialog import PlacesDialog
from ui.settings.letters.wording_box import WordingBox
from ui.settings.table_part import WIDEST
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.field_block import FieldBlock
from ui.widgets.flow_layout import FlowRow
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Words, heading

_NARROW = 760  # px at 100 % text below which words and letter take turns
_LOWEST = 200  # px at 100 % text
_PAUSE_MS = 250  # after a key: making pages is not raced
_ABOUT = "# heading, - point of a list, 1. numbered point, [part] above what must stay, {place} filled from the case."

_OLDER = "The letter shows your words as they were before the lines named."


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a wording: its problems, and the letter where there are none."""

    tried: Tried
    preview: Any = None


class WordingPage(Follows, QWidget):
    """Words at the left, the letter at the right; one after the other where there is no room for both.

    Args:
        save, leave: called by the buttons.

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
        super().__init__(parent)
        self.context, self.key, self.is_new = context, "", False
        self._before: tuple[str, Any] = ("", None)
        self.autosave: Autosave | None = None
        self._is_filling = False
        self.tried = Tried(())
        self.heading = heading("Wording")
        self.age = Words("", tone="muted")
        self.from_on = DateField(context.today, sense="future")
        self.from_block = FieldBlock("from_on", "From", self.from_on, needed=True)
        self.problems = LineProblems(self._go_to_line)
        self.box = WordingBox()
        self.place_button = Button("Put in a place", self.ask_place, icon="plus")
        self.save_button = Button("Save wording (Ctrl+Enter)", save, kind="primary")
        self.back_button = Button("Back, keep nothing", leave)
        self.reading = ReadingPane(context, with_zoom=False)
        self.previewing = Previewing(context.tasks, self._job, self, pause_ms=_PAUSE_MS)
        self._lay_out()
        self.box.textChanged.connect(self._on_typed)
        self.from_on.changed.connect(self._on_typed)
        self.reading.switch.changed.connect(self._arrange)
        self.previewing.made.connect(self._on_made)
        self.previewing.failed.connect(self._on_failed)
        self.follow_theme()

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
        self._order()
        self._show_words()
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
        self.previewing.stop()
        if self.autosave is not None:
            self.autosave.discard(lambda _draft: None)
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
            above = _blank_lines_above(self.box.wording())
            found = [moved(words, above) for words in others]
            self._show_lines(found)
            self._go_to_line(found[0][0])
        elif day:
            self.from_block.focus()

    def ask_place(self) -> None:
        """Offer what the letter may ask for."""
        dialog = PlacesDialog(letter_places(self.box.wording()), self)
        dialog.accepted.connect(lambda: self.put_in(dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def put_in(self, place: Place | None) -> None:
        """Write a place where the writer is."""
        if place is not None:
            self.box.insertPlainText(f"{{{place.name}}}")
            self.box.setFocus()

    def retheme(self) -> None:
        """Larger text leaves less room: the page scrolls before words and letter vanish."""
        self.splitter.setMinimumHeight(theme().px(_LOWEST))
        label = self.from_block.label.sizeHint().height() + 4
        self.acts.layout().setContentsMargins(0, label, 0, 0)  # type: ignore[union-attr]
        self._arrange()

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
        above = _blank_lines_above(self.box.wording())
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
            self._order()
        self.box.mark_lines([line for line, _words in found])

    def _go_to_line(self, line: int) -> None:
        self._show_words()
        self.box.go_to_line(line)

    def _show_words(self) -> None:
        if self._is_narrow():
            self.reading.switch.set_value(FIELDS)

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW)

    def _arrange(self) -> None:
        narrow = self._is_narrow()
        self.reading.set_narrow(narrow, "Wording")
        place = self.above if narrow else self.above_letter
        if self.reading.bar.parentWidget() is not place:  # above both while they take turns
            place.layout().addWidget(self.reading.bar)  # type: ignore[union-attr]
            self._order()
        self.above.setVisible(narrow)
        in_turn = self.reading.what() == FIELDS
        self.left.setVisible(not narrow or in_turn)
        self.right.setVisible(not (narrow and in_turn))

    def _order(self) -> None:
        """Tab goes as the eye does."""
        acts = (*self.from_on.editors(), self.save_button, self.place_button, self.back_button)
        bar = (*self.reading.switch.editors(), self.reading.smaller, self.reading.larger, self.reading.whole)
        words = (*bar, self.box) if self._is_narrow() else (self.box, *bar)
        order_tabs(self, [*acts, *self.problems.buttons, *words, self.reading.sheets, self.reading.text])

    def _lay_out(self) -> None:
        self.left = QWidget()
        inside = QVBoxLayout(self.left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.box, 1)
        self.signs = Words(_ABOUT, "caption", tone="muted")
        inside.addWidget(self.age)
        inside.addWidget(self.signs)
        self.right, self.above, self.above_letter = QWidget(), QWidget(), QWidget()
        for holder in (self.above, self.above_letter):
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        letter = QVBoxLayout(self.right)
        letter.setContentsMargins(0, 0, 0, 0)
        letter.setSpacing(0)
        letter.addWidget(self.above_letter)
        letter.addWidget(self.reading, 1)
        self.above_letter.layout().addWidget(self.reading.bar)  # type: ignore[union-attr]
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setSizes([560, 440])
        acts = FlowRow(gap=8)
        for button in (self.save_button, self.place_button, self.back_button):
            acts.addWidget(button)
        self.acts = QWidget()
        QVBoxLayout(self.acts).addWidget(acts)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.from_block, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.acts, 1, Qt.AlignmentFlag.AlignTop)
        self.area = ScrollColumn(width=WIDEST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        column = self.area.column
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addLayout(head)
        column.addWidget(self.problems)
        column.addWidget(self.above)
        column.addWidget(self.splitter, 1)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and letter take turns where there is no room for both."""
        super().resizeEvent(event)
        self._arrange()


def moved(words: str, above: int) -> tuple[int, str]:
    """The line that a problem names ("Line 12: …"; 1 where it names none), and its words, by the lines of the box."""
    number, _, rest = words.removeprefix("Line ").partition(":")
    if not (words.startswith("Line ") and number.isdigit()):
        return 1, words
    line = int(number) + above
    return line, f"Line {line}:{rest}"


def _blank_lines_above(text: str) -> int:
    """Lines at the top that are not counted: a wording is kept without them."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def title_of(key: str, title: str) -> str:
    """The heading above a wording."""
    return title if key.startswith(BLOCK) else f"{key}: {title}"
