"""The parts of the letter that its writer writes, one editor each; those that may stay empty stand below the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.letters import Blocks
from caseworker.domain.rich_text import is_empty
from ui.letters.opened import OpenedLetter, Part
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.rich_text.field import RichText
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import order_tabs
from ui.widgets.text_area import TextArea, as_shown
from ui.widgets.words import Words, heading

_MAY_STAY = "May stay empty. It is then left out of the letter."


class FreeParts(QWidget):
    """Editors made for one letter.

    Args:
        attach: takes up each editor, for the tool bar and the spelling.

    Signals:
        changed(str): the name of the field that was changed.
    """

    changed = Signal(str)

    def __init__(
        self, form: Form, attach: Callable[[RichText], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._form, self._attach = form, attach
        self._parts: tuple[Part, ...] = ()
        self._filled_summary = ""
        self._is_filling = False
        self.editors: dict[str, RichText] = {}
        self.nothing = Words(
            "There is nothing to write in this letter: all of it comes from the case. Read it at the right, or change "
            "the details on the case.",
            tone="muted",
        )
        self.more = heading("Anything else")
        self.summary = TextArea(4)
        self.summary_block = form.add(FieldBlock("summary", "The matter, as we understand it", self.summary))
        self.summary.changed.connect(lambda: self._on_changed("summary"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for part in (self.summary_block, self.nothing, self.more):
            self._column.addWidget(part)

    def show_letter(
        self, opened: OpenedLetter, free: Mapping[str, Blocks], changed: Mapping[str, str]
    ) -> None:
        """Show what is written; an editor is made once, so that its cursor and its undo stay."""
        self._is_filling = True
        if opened.parts != self._parts:
            self._make(opened.parts)
        for name, editor in self.editors.items():
            editor.set_value(free.get(name, ()))
        self._filled_summary = opened.facts.get("summary", "").strip()
        self.summary.set_value(changed.get("summary", self._filled_summary))
        self._filled_summary = as_shown(self._filled_summary)
        has_summary = "summary" in opened.needed
        set_shown(self.summary_block, has_summary)
        set_shown(self.nothing, not self.editors and not has_summary)
        set_shown(
            self.more,
            any(p.may_be_empty for p in self._parts) and not all(p.may_be_empty for p in self._parts),
        )
        self._is_filling = False

    def free(self) -> dict[str, Blocks]:
        """What is written, by part."""
        return {name: blocks for name, each in self.editors.items() if not is_empty(blocks := each.value())}

    def changes(self) -> dict[str, str]:
        """The summary, where it is worded otherwise in this letter."""
        now = self.summary.value()
        return {} if now == self._filled_summary or self.summary_block.isHidden() else {"summary": now}

    def _make(self, parts: tuple[Part, ...]) -> None:
        for name in [name for name in self._form.blocks if name.startswith("free.")]:
            block = self._form.blocks.pop(name)
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._parts, self.editors = parts, {}
        needed = [part for part in parts if not part.may_be_empty]
        for part in (*needed, *(part for part in parts if part.may_be_empty)):
            block = self._block(part)
            at = self._column.indexOf(self.more) if not part.may_be_empty else self._column.count()
            self._column.insertWidget(at, block)
        order_tabs(self.summary_block, [self.summary.editor(), *(e.editor() for e in self.editors.values())])

    def _block(self, part: Part) -> FieldBlock:
        editor = RichText(3 if part.may_be_empty else 5)
        self.editors[part.name] = editor
        help_words = f"{part.hint} {_MAY_STAY}".strip() if part.may_be_empty else part.hint
        block = FieldBlock(
            f"free.{part.name}", part.label, editor, help_words=help_words, needed=not part.may_be_empty
        )
        editor.changed.connect(lambda: self._on_changed(f"free.{part.name}"))
        self._attach(editor)
        return self._form.add(block)

    def _on_changed(self, name: str) -> None:
        if not self._is_filling:
            self.changed.emit(name)
