"""A part of the settings that is a form with a Save button; text instead of fields for those who may only read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.settings_change import change_settings
from caseworker.domain.changed import Changed
from caseworker.errors import RuleError
from ui.context import Context
from ui.drafts.as_typed import put_typed, typed
from ui.drafts.autosave import Autosave
from ui.drafts.when import saved_words
from ui.settings.part import SettingsPart
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field import Field
from ui.widgets.field_block import FieldBlock, Form, problems_of
from ui.widgets.key_value_list import KeyValue, KeyValueList


class FormPart(SettingsPart):
    """Fields named as in `OfficeSettings`."""

    act = "settings"
    save_words = "Save"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = Form()
        self.is_busy = self._is_filling = False
        self._shown: dict[str, Any] = {}
        self.fields = QWidget()
        self.body = QVBoxLayout(self.fields)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        self.summary = ErrorSummary(self.form.focus)
        self.list = KeyValueList()
        self.save = Button(f"{self.save_words} (Ctrl+Enter)", self.finish, kind="primary")
        self.body.addWidget(self.summary)
        self.add_fields()
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.fields)
        self.column.addWidget(self.list)
        self.column.addStretch(1)
        self.autosave = self._new_autosave()
        self.refresh()
        self.autosave.load(self._on_draft)

    # -- for subclasses -----------------------------------------------------------------------------------

    def add_fields(self) -> None:
        """Add fields to the form."""
        raise NotImplementedError

    def values_in_force(self) -> dict[str, Any]:
        """The settings as they are, by name."""
        return {name: getattr(self.context.office.settings, name) for name in self.form.blocks}

    def from_field(self, name: str) -> Any:
        """What a field says, as the settings keep it."""
        return self.form[name].value()

    def to_field(self, name: str, value: Any) -> Any:
        """A setting's value as its field takes it."""
        return value

    def words(self, name: str, value: Any) -> str:
        """A setting's value for those who may only read."""
        return str(value or "")

    def change(self, values: Mapping[str, Any]) -> Changed:
        """Save; in the writer's thread."""
        return change_settings(self.context.office, values)

    # -- the same for all ---------------------------------------------------------------------------------

    def add(self, name: str, label: str, field: Field, **more: Any) -> FieldBlock:
        """Add one field."""
        block = self.form.add(FieldBlock(name, label, field, **more))
        field.changed.connect(self._on_typed)
        self.body.addWidget(block)
        return block

    def changes(self) -> dict[str, Any]:
        """What the form says and the settings do not, by name."""
        said = {name: self.from_field(name) for name in self.form.blocks}
        return {name: value for name, value in said.items() if value != self._shown.get(name)}

    def refresh(self) -> None:
        """Show what holds now; fields that were changed and not saved keep what was typed."""
        words = self.say_reason()
        in_force = self.values_in_force()
        changed = set(self.changes()) if self._shown else set()
        self._is_filling = True
        for name, value in in_force.items():
            if name not in changed:
                self.form[name].set_value(self.to_field(name, value))
        self._is_filling = False
        self._shown = {
            name: in_force[name] if name in changed else self.from_field(name) for name in in_force
        }
        self.list.set_rows(
            [
                KeyValue(name, block.label_text, self.words(name, in_force[name]), may_change=False)
                for name, block in self.form.blocks.items()
            ]
        )
        self.fields.setVisible(not words)
        self.list.setVisible(bool(words))

    def why_not_finish(self) -> str:
        """Only those who may change things can save."""
        return self.why_read_only()

    def finish(self) -> None:
        """Save what is different."""
        if self.is_busy or self.why_read_only():
            return
        values = self.changes()
        if not values:
            self._clear_problems()
            self.context.messages.status("Nothing was changed, so there is nothing to save.")
            return
        self.is_busy = True
        self.autosave.hold()
        self.context.tasks.run_write(
            lambda: self.change(values), self._on_saved, self._on_failed, receiver=self
        )

    def save_draft(self) -> None:
        """Keep what is typed."""
        self.autosave.save_now()

    def may_close(self) -> bool:
        """What was typed and not saved stays as a draft."""
        return self.autosave.close()

    def _new_autosave(self) -> Autosave:
        autosave = Autosave(
            self.context,
            "settings",
            self._doc,
            lambda: f"Settings: {self.title}",
            draft_id=f"settings-{self.code}",
            opens=("settings", ""),
            parent=self,
        )
        autosave.saved.connect(lambda draft: self.draft_saved.emit(saved_words(draft.saved_at)))
        return autosave

    def _doc(self) -> dict[str, Any]:
        return {"values": {name: typed(self.form[name]) for name in self.changes()}, "needed": "Save"}

    def _on_draft(self, draft: Any) -> None:
        values = draft.doc.get("values") if draft is not None else None
        self._is_filling = True
        for name, value in (values if isinstance(values, dict) else {}).items():
            if name in self.form.blocks:
                put_typed(self.form[name], value)
        self._is_filling = False
        if values and self.changes():
            self.context.messages.status(f"{self.title}: what you typed and did not save is still here.")
        self.on_filled()

    def on_filled(self) -> None:
        """The fields hold what holds now, or what was typed before."""

    def _on_typed(self) -> None:
        if not self._is_filling:
            self.autosave.touch()

    def _on_saved(self, changed: Changed) -> None:
        self.is_busy = False
        self._clear_problems()
        self.autosave.discard(lambda _draft: None)
        self.autosave = self._new_autosave()
        self._shown = {}
        self.refresh()
        self.context.changed(changed)
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        self.autosave.release()
        if isinstance(error, RuleError):
            self.summary.show_problems(self.form.show_problems(problems_of(error)))
            self.troubled.emit(True)
        else:
            self.context.messages.failure(error)

    def _clear_problems(self) -> None:
        self.form.clear_problems()
        self.summary.show_problems(())
        self.troubled.emit(False)
