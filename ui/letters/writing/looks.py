"""Who signs, and how the letter looks: size of print, easy reading, marking."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import MARKING, Look
from ui.letters.opened import OpenedLetter
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.options_field import CheckField


class LooksPart(QWidget):
    """Signature, look and marking.

    Signals:
        changed(str): the name of the field that was changed.
    """

    changed = Signal(str)

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual = ""
        self._is_filling = False
        self.signer = ChoiceField()
        self.look = ChoiceField([(look.value, look.label) for look in Look])
        self.marking = CheckField(f"Mark every page {MARKING}")
        self.marking.describe(f"Mark every page {MARKING}", "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        fields: tuple[tuple[str, str, Field], ...] = (
            ("signatory_name", "Who signs", self.signer),
            ("look", "Look", self.look),
            ("marking", "", self.marking),
        )
        for name, label, field in fields:
            layout.addWidget(form.add(FieldBlock(name, label, field)))
            field.changed.connect(lambda name=name: None if self._is_filling else self.changed.emit(name))

    def show_letter(self, opened: OpenedLetter, work: LetterWork) -> None:
        """Show what is settled."""
        self._is_filling = True
        self._usual = opened.usual_signer
        signer = work.signatory_id or opened.usual_signer
        choices = list(opened.signers)
        if signer and signer not in dict(choices):
            choices.append((signer, "Somebody who does not work here any more"))
        self.signer.set_choices(choices)
        self.signer.set_value(signer)
        self.look.set_value(work.look.value)
        self.marking.set_value(bool(work.marking))
        self._is_filling = False

    def signatory_id(self) -> str:
        """Who signs, as it is kept: "" for the usual one."""
        return "" if self.signer.value() == self._usual else self.signer.value()

    def chosen_look(self) -> Look:
        """How it is printed."""
        return Look(self.look.value() or Look.STANDARD.value)

    def mark(self) -> str:
        """The marking of every page, or ""."""
        return MARKING if self.marking.value() else ""
