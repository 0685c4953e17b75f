"""My settings: how the program looks on this computer. Each change shows at once and can be taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.own_settings import DEFAULTS, OwnSettings
from ui.settings.part import SettingsPart
from ui.theme import nearest_family, theme
from ui.tokens import TEXT_SIZES
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.options_field import CheckField, OptionsField

THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"), ("cream", "Cream"))
TYPEFACES = ("Segoe UI", "Arial", "Verdana", "Atkinson Hyperlegible", "Noto Sans")
NAMES = {
    "text_size": "Text size",
    "theme": "Colours",
    "typeface": "Typeface",
    "compact": "Room between rows",
    "preview_place": "Preview of a case beside a list",
    "reduce_motion": "Movement",
    "spelling": "Spelling",
}
PLACES = (
    ("", "Beside the list, where there is room"),
    ("right", "Always beside the list"),
    ("below", "Below the list"),
    ("off", "Not shown"),
)


class MyPart(SettingsPart):
    """Text size, colours, typeface, density, place of the preview, motion, spelling."""

    code = "mine"
    title = "My settings"
    purpose = "How Caseworker looks for you on this computer. Changes show at once."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.own: OwnSettings = context.own if context.own is not None else OwnSettings()
        self._is_filling = False
        self._before: list[tuple[str, Any]] = []
        self.form = Form()
        sizes = tuple((str(size), f"{size} %") for size in TEXT_SIZES)
        self._add("text_size", ChoiceField(sizes), "Also with Ctrl+plus and Ctrl+minus on any page.")
        self._add("theme", OptionsField(THEMES, upright=True), "")
        self._add("typeface", ChoiceField(_typefaces()), "")
        rows = OptionsField((("usual", "Usual"), ("compact", "Compact: more rows on a page")), upright=True)
        self._add("compact", rows, "")
        self._add("preview_place", OptionsField(PLACES, upright=True), "")
        self._add("reduce_motion", CheckField("Keep movement on the screen to a minimum"), "")
        self._add("spelling", CheckField("Mark misspelt words in notes and other long texts"), "")
        self.undo_button = Button("Undo last change", self.undo, icon="undo")
        self.usual_button = Button("Back to the usual settings", self.usual)
        for button in (self.undo_button, self.usual_button):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        theme().changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now (the text size also changes by key)."""
        self._is_filling = True
        values = {name: self.own.get(name) for name in NAMES}
        values["text_size"] = str(round(theme().scale * 100))
        values["compact"] = "compact" if values["compact"] else "usual"
        for name, value in values.items():
            if self.form[name].value() != value:
                self.form[name].set_value(value)
        self._is_filling = False
        self.undo_button.setEnabled(bool(self._before))

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            name, value = self._before.pop()
            self._put(name, value)
            self._say(f"Undone: {NAMES[name].lower()}")

    def usual(self) -> None:
        """Everything as on the first day; can be taken back step by step."""
        for name in NAMES:
            self._change(name, DEFAULTS[name])
        self._say("Back to the usual settings")

    def _add(self, name: str, field: Field, help_words: str) -> None:
        label = "" if isinstance(field, CheckField) else NAMES[name]
        block = self.form.add(FieldBlock(name, label, field, help_words=help_words))
        if isinstance(field, CheckField):
            field.describe(field.box.text(), "")
        self.column.addWidget(block)
        field.changed.connect(lambda: self._on_changed(name))

    def _on_changed(self, name: str) -> None:
        if self._is_filling:
            return
        value: Any = self.form[name].value()
        if name == "text_size":
            value = int(value or 100)
        if name == "compact":
            value = value == "compact"
        self._change(name, value)

    def _change(self, name: str, value: Any) -> None:
        if value != self.own.get(name):
            self._before.append((name, self.own.get(name)))
            self._put(name, value)

    def _put(self, name: str, value: Any) -> None:
        from ui.app import take_own_settings  # the window's module knows every page

        self.own.set(name, value)
        take_own_settings(self.own)
        if name == "preview_place" and self.context.put_preview is not None:
            self.context.put_preview(value)
        self.refresh()

    def _say(self, words: str) -> None:
        self.context.messages.status(words)
        announce(self, words)


def _typefaces() -> tuple[tuple[str, str], ...]:
    """Those this computer has, or we carry."""
    there = [family for family in TYPEFACES if nearest_family(family) == family]
    return (("", "The best one there is"), *((family, family) for family in there))
