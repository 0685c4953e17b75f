"""One value edited in its place (S8, F2): the control, what would follow, and two buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from caseworker.actions.edit import edit_case
from caseworker.actions.log import due_preview
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem, RuleError
from ui.cases.acts.form import ActForm, Work
from ui.cases.case_facts import CaseFacts
from ui.cases.detail_fields import editors_for, values_of
from ui.context import Context
from ui.widgets.birth_field import BirthField
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.key_value_list import KeyValueList

_MOVES_DATES = ("kind", "received_on")


class InlineEditor(ActForm):
    """Edits one value of the case, a person or an action.

    Args:
        state: the thing as the person was looking at it (S3).
        name: the field.
        group: spoken before the label: "Child 2" (A2).
    """

    def __init__(
        self,
        context: Context,
        facts: CaseFacts,
        state: EntityState,
        name: str,
        group: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._state, self._value_name, self._group = state, name, group
        self._seen = facts.view
        self.name = f"{state.id}:{name}"  # type: ignore[misc]
        self.foresees = _MOVES_DATES  # type: ignore[misc]
        super().__init__(context, facts, parent)
        label = next(iter(self.form.blocks.values())).label_text
        self.draft_title = f"Change {label[:1].lower()}{label[1:]}"  # type: ignore[misc]
        self.do_button = Button("Save change (Ctrl+Enter)", self.finish, kind="primary")
        self.keep_button = Button("Keep as it was", self._keep)
        self._lay_out()

    def build(self) -> None:
        """The control with its label."""
        self._fields = editors_for(self.context, self._state, self._value_name)
        for name, (label, field) in self._fields.items():
            self.add(name, label, field, group=self._group)

    def own_problems(self) -> list[Problem]:
        """Nobody is born tomorrow."""
        field = self._fields[self._value_name][1]
        birth = field.birth() if isinstance(field, BirthField) else None
        if birth is not None and birth.born_on is not None and birth.born_on > self.context.today():
            return [Problem("born_on", "Date of birth must be today or in the past")]
        return []

    def foresee(self) -> Callable[[], str] | None:
        """When the answer would be due with another type or date received."""
        if self._state.kind != "case" or self._value_name not in _MOVES_DATES:
            return None
        doc, values = self._state.doc, values_of(self.context, self._value_name, self._fields)
        if values[self._value_name] in (None, doc.get(self._value_name)):
            return None
        kind = Kind(values.get("kind") or doc["kind"])
        received = date.fromisoformat(values.get("received_on") or str(doc["received_on"]))
        office = self.context.office
        return lambda: f"The deadline is counted again: {_small(due_preview(office, kind, received))}"

    def work(self) -> Work:
        """Change the value."""
        office, seen, entity_id = self.context.office, self._seen, self._state.id
        values = values_of(self.context, self._value_name, self._fields)
        return lambda: edit_case(office, seen, entity_id, values)

    def on_refused(self, error: RuleError) -> None:
        """Changed meanwhile by somebody else: the message says to what; after it that value counts as seen."""
        self._seen = self.facts.view
        super().on_refused(error)

    def close_draft(self) -> bool:
        """Keep what was typed, because the editor goes; False when it could not be kept."""
        return self.autosave.close()

    def _keep(self) -> None:
        self.autosave.discard(lambda _draft: None)
        self.gone_back.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(12)
        column.addWidget(self.summary)
        for block in self.form.blocks.values():
            column.addWidget(block)
        column.addWidget(self.result)
        row = FlowRow(gap=12)
        row.addWidget(self.do_button)
        row.addWidget(self.keep_button)
        column.addWidget(row)

    def _fit(self) -> None:
        """As high as what it says: the grid it stands in does not ask again once a problem is shown."""
        column = self.layout()
        if column is not None:
            height = column.heightForWidth(self.width())
            rows = self.parentWidget()
            if isinstance(rows, KeyValueList) and height != self.minimumHeight():
                self.setMinimumHeight(height)
                rows.fit_editor(height)

    def event(self, event: QEvent) -> bool:
        """A problem was shown, or taken away."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means higher."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, but on a button."""
        on_button = isinstance(self.focusWidget(), QAbstractButton)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and not on_button:
            self.finish()
        else:
            super().keyPressEvent(event)


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:].rstrip('.')}." if words else "no deadline applies."
