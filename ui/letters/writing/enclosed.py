"""What is sent with the letter, and who else gets it: files of the case by tick, paper by name, copies by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import Enclosure, LetterWork
from ui.cases.many_field import ManyField
from ui.letters.opened import OpenedLetter
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.shown import set_shown
from ui.widgets.text_area import TextArea
from ui.widgets.words import Words


class EnclosedPart(QWidget):
    """Enclosures and copies.

    Signals:
        changed(str): the name of the field that was changed.
    """

    changed = Signal(str)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._files: dict[str, Enclosure] = {}
        self._is_filling = False
        self.asked = Words("", tone="muted")
        self.asked.hide()
        self.files = ManyField(())
        self.paper = TextArea(2, most=6, kind="body")
        self.copies = TextArea(2, most=6, kind="body")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.asked)
        self.files_block = self._add("enclosures", "Files of the case", self.files, "Space ticks a file.")
        self._add("enclosed_paper", "On paper", self.paper, "What else is in the envelope, one on each line.")
        self._add("copies", "Copies to", self.copies, "Who else gets this letter, one on each line.")

    def show_letter(self, opened: OpenedLetter, work: LetterWork) -> None:
        """Offer the files of the case, and tick those that were chosen."""
        self._is_filling = True
        found = {file.id: _of_file(file) for file in opened.view.of_kind("file")}
        chosen = [each for each in work.enclosures if each.file_id]
        found |= {each.file_id: each for each in chosen}  # one that was removed meanwhile stays named
        if found.keys() != self._files.keys() or found != self._files:
            self._files = found
            self._offer()
        self.files.set_value([each.file_id for each in chosen])
        self.paper.set_value("\n".join(each.name for each in work.enclosures if not each.file_id))
        self.copies.set_value("\n".join(work.copies))
        must = ", ".join(opened.enclose)
        self.asked.setText(f"This letter is sent with {must}." if must else "")
        set_shown(self.asked, bool(must))
        self._is_filling = False

    def enclosures(self) -> tuple[Enclosure, ...]:
        """What is enclosed: files first, then paper."""
        files = tuple(self._files[code] for code in self.files.value() if code in self._files)
        return files + tuple(Enclosure(name) for name in _lines(self.paper.value()))

    def copied_to(self) -> tuple[str, ...]:
        """Who gets a copy."""
        return tuple(_lines(self.copies.value()))

    def _offer(self) -> None:
        old = self.files_block
        at = self._column.indexOf(old)
        self.files = ManyField([(file_id, each.name) for file_id, each in self._files.items()])
        self.files_block = self._block("enclosures", "Files of the case", self.files, "Space ticks a file.")
        self._form.blocks = {
            name: self.files_block if block is old else block for name, block in self._form.blocks.items()
        }
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._column.insertWidget(at, self.files_block)
        set_shown(self.files_block, bool(self._files))

    def _add(self, name: str, label: str, field: ManyField | TextArea, help_words: str) -> FieldBlock:
        block = self._form.add(self._block(name, label, field, help_words))
        self._column.addWidget(block)
        set_shown(block, name != "enclosures")
        return block

    def _block(self, name: str, label: str, field: ManyField | TextArea, help_words: str) -> FieldBlock:
        field.changed.connect(lambda: None if self._is_filling else self.changed.emit(name))
        return FieldBlock(name, label, field, help_words=help_words)


def _of_file(file: EntityState) -> Enclosure:
    name = str(file.doc.get("title") or file.doc.get("name") or "File")
    return Enclosure(name, file.id, str(file.doc.get("digest") or ""))


def _lines(text: str) -> Sequence[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
