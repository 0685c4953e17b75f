"""The form of one change to a list: what it means for cases first, then its few fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.lists_change import EntryRow
from caseworker.domain.own_lists import LISTS, OwnList
from caseworker.errors import Problem
from ui.context import Context
from ui.settings.list_acts import ListAct
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import order_tabs
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

_DATES = ("from_on", "to_on")


class ListForm(QWidget):
    """All fields any act asks for; those it does not are hidden."""

    def __init__(
        self,
        context: Context,
        save: Callable[[], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self.row = context, None
        self.row: EntryRow | None
        self.act: ListAct | None = None
        self.form = Form()
        self._before: dict[str, Any] = {}
        self.heading = heading("Change a list")
        self.effect = Words("", bold=True)
        self.summary = ErrorSummary(self.form.focus)
        self.save = Button("Save (Ctrl+Enter)", save, kind="primary")
        self.area = ScrollColumn(width=700)
        for part in (self.heading, self.effect, self.summary):
            self.area.column.addWidget(part)
        self._add("label", "Words", TextField(44, limit=200), needed=True)
        self._add("parent", "Belongs to", ChoiceField(), needed=True)
        self._add("into", "Merge into", ChoiceField(), needed=True)
        self._add("from_on", "From", DateField(context.today, sense="future"))
        self._add("to_on", "Last day", DateField(context.today, sense="future"))
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8)
        row.addWidget(self.save)
        row.addWidget(Button("Back to the list, keep nothing", leave))
        self.area.column.addWidget(buttons)
        self.area.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def open(self, act: ListAct, the_list: OwnList, row: EntryRow | None) -> None:
        """Show the fields of an act for an entry."""
        self.act, self.row = act, row
        office = self.context.office
        self.heading.setText(act.heading.format(one=the_list.one, label=row.label if row else ""))
        self.effect.setText("")
        self.effect.hide()
        parents = the_list.parents
        if parents:
            self.form.blocks["parent"].set_label(f"{LISTS[parents].one.capitalize()} it belongs to")
            self._choices("parent", [(e.code, e.label) for e in office.vocabulary.offered(parents)])
        code = row.entry.code if row else ""
        others = [e for e in office.vocabulary.offered(the_list.name) if e.code != code]
        self._choices("into", [(e.code, e.label) for e in others])
        self.form.blocks["into"].set_label(f"{the_list.one.capitalize()} it is merged into")
        for name, block in self.form.blocks.items():
            block.setVisible(name in act.fields and (name != "parent" or bool(parents)))
        for name in _DATES:
            block = self.form.blocks[name]
            block.set_needed(act.is_dated)
            block.set_label(act.from_words)
            block.set_help(act.from_help)
        self.form.fill(
            {"label": row.label if row else "", "parent": "", "into": "", "from_on": None, "to_on": None}
        )
        order_tabs(self.form["label"].editor(), [self.form[name].editor() for name in ("parent", "into")])
        self.form.clear_problems()
        self.summary.show_problems(())
        self._before = self.values()

    def say_effect(self, words: str) -> None:
        """Say what the change means for cases."""
        self.effect.setText(words)
        self.effect.setVisible(bool(words))

    def first_focus(self) -> QWidget:
        """The first field there is."""
        return next(self.form[name].editor() for name, b in self.form.blocks.items() if not b.isHidden())

    def values(self) -> dict[str, Any]:
        """What the fields say."""
        return dict(self.form.values())

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def problems(self) -> list[Problem]:
        """What must be mended first."""
        found = []
        for name in _DATES:
            field, label = self.form[name], self.form.blocks[name].label_text
            if self.form.blocks[name].isHidden() or not isinstance(field, DateField):
                continue
            if field.is_unreadable():
                found.append(Problem(name, f"{label} must be a real date, such as 27/3/2026"))
            elif field.is_empty() and self.act is not None and self.act.is_dated:
                found.append(Problem(name, f"Enter the {'last' if name == 'to_on' else 'first'} day"))
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields and go to the list of problems."""
        self.summary.show_problems(self.form.show_problems(problems))

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.form[name]
        assert isinstance(field, ChoiceField)
        field.set_choices(choices)

    def _add(self, name: str, label: str, field: Any, **more: Any) -> None:
        self.area.column.addWidget(self.form.add(FieldBlock(name, label, field, **more)))
