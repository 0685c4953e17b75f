"""First step of a batch: which letter, who does not get it and why, and the parts that are written once for all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.letter_batch import BatchCase, BatchLetter
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import MARKING, Blocks, Look
from caseworker.domain.rich_text import is_empty
from caseworker.errors import Problem
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowRow
from ui.widgets.options_field import CheckField
from ui.widgets.rich_text.field import RichText
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import controls_of, order_tabs
from ui.widgets.words import Words

_NAMED = 6
PartWords = tuple[str, str, str, bool]
"""Name, label, hint, and whether the part may stay empty."""


class WriteStep(QWidget):
    """Fields of the batch.

    Signals:
        letter_chosen(str): the code of the letter.
        ready(): go on to the letters.
        changed(): something was written or chosen.
    """

    letter_chosen = Signal(str)
    ready = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form()
        self.summary = ErrorSummary(lambda name: self.form.focus(name))
        self.summary.hide()
        self.letter = ChoiceField(empty="Choose the letter")
        self.unfit = Words("", tone="muted")
        self.look = ChoiceField([(look.value, look.label) for look in Look])
        self.look.set_value(Look.STANDARD.value)
        self.marking = CheckField(f"Mark every page {MARKING}")
        self.marking.describe(f"Mark every page {MARKING}", "")
        self.go_button = Button("Look at each letter (Ctrl+Enter)", self.go_on, kind="primary")
        self._editors: dict[str, RichText] = {}
        self._parts: tuple[PartWords, ...] = ()
        self._is_filling = False
        self._lay_out()
        self.letter.changed.connect(lambda: self.letter_chosen.emit(self.letter.value()))
        for field in (self.letter, self.look, self.marking):
            field.changed.connect(self._on_changed)

    def offer(self, letters: Sequence[BatchLetter], cases: int) -> None:
        """Offer letters, with how many of the cases each fits."""
        self.letter.set_choices([(each.code, _choice_words(each, cases)) for each in letters])

    def show_cases(self, cases: Sequence[BatchCase]) -> None:
        """Say who does not get the letter, and why."""
        out = [case for case in cases if case.why_not]
        number = len(cases) - len(out)
        lines = [f"{count_of(number, 'case')} get{'s' if number == 1 else ''} this letter."]
        if out:
            lines.append(f"{len(out)} {'does' if len(out) == 1 else 'do'} not:")
            lines += [f"{case.reference}, {case.name}: {case.why_not}" for case in out[:_NAMED]]
            lines += [f"and {len(out) - _NAMED} more" for _ in [0] if len(out) > _NAMED]
        self.unfit.setText("\n".join(lines))
        self.go_button.setEnabled(bool(number))

    def show_parts(self, parts: Sequence[PartWords]) -> None:
        """Make an editor for each part to be written; what was written under the same name stays."""
        written, self._is_filling = self.free(), True
        for name in [name for name in self.form.blocks if name.startswith("free.")]:
            block = self.form.blocks.pop(name)
            self._fields.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._editors, self._parts = {}, tuple(parts)
        for name, label, hint, may_be_empty in parts:
            editor = RichText(3 if may_be_empty else 5)
            editor.set_value(written.get(name, ()))
            editor.changed.connect(self._on_changed)
            self._editors[name] = editor
            help_words = f"{hint} May stay empty.".strip() if may_be_empty else hint
            block = FieldBlock(f"free.{name}", label, editor, help_words=help_words, needed=not may_be_empty)
            self._fields.addWidget(self.form.add(block))
        self._is_filling = False
        order_tabs(self, [c for part in self._in_order() for c in controls_of(part)])

    def free(self) -> dict[str, Blocks]:
        """What is written, by part."""
        return {name: blocks for name, each in self._editors.items() if not is_empty(blocks := each.value())}

    def work(self) -> LetterWork:
        """What every letter of the batch has in common."""
        marking = MARKING if self.marking.value() else ""
        return LetterWork(free=self.free(), look=Look(self.look.value()), marking=marking)

    def fill(self, work: LetterWork) -> None:
        """Show what was written before."""
        self._is_filling = True
        for name, editor in self._editors.items():
            editor.set_value(work.free.get(name, ()))
        self.look.set_value(work.look.value)
        self.marking.set_value(bool(work.marking))
        self._is_filling = False

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def go_on(self) -> None:
        """Go on, or say what is missing."""
        problems = [] if self.letter.value() else [Problem("letter", "Choose the letter")]
        free = self.free()
        problems += [
            Problem(f"free.{name}", f"Write the part “{label}”")
            for name, label, _hint, may_be_empty in self._parts
            if not may_be_empty and name not in free
        ]
        shown = self.form.show_problems(problems)
        self.summary.show_problems(shown)
        self.summary.setVisible(bool(shown))
        if not shown:
            self.ready.emit()

    def _in_order(self) -> list[QWidget]:
        return [*self.form.blocks.values(), self.bar]

    def _lay_out(self) -> None:
        area = ScrollColumn(width=760)
        area.column.setSpacing(12)
        area.column.addWidget(self.summary)
        area.column.addWidget(self.form.add(FieldBlock("letter", "Letter", self.letter, needed=True)))
        area.column.addWidget(self.unfit)
        area.column.addWidget(self.form.add(FieldBlock("look", "How it is printed", self.look)))
        area.column.addWidget(self.form.add(FieldBlock("marking", "", self.marking)))
        self._fields = QVBoxLayout()
        self._fields.setSpacing(16)
        area.column.addLayout(self._fields)
        area.column.addStretch(1)
        self.bar = FlowRow(gap=12)
        self.bar.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(area, 1)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 0, 16, 12)
        below.addWidget(self.bar)
        column.addWidget(foot)


def _choice_words(letter: BatchLetter, cases: int) -> str:
    fits = "" if letter.fits == cases else f" ({letter.fits} of {cases})"
    return f"{letter.code} {letter.title}{fits}"
