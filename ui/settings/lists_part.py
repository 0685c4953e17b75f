"""The council's own lists, a group to a part: the entries with their state, or the form of one change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QStackedWidget, QWidget

from caseworker.actions.lists_change import EntryRow, effect_of, keep_entry, list_rows, remove_entry
from caseworker.domain.changed import Changed
from caseworker.domain.own_lists import GROUPS, LISTS, ListGroup, OwnList
from caseworker.errors import Problem, RuleError
from caseworker.office import Office
from ui.context import Context
from ui.settings.list_acts import ACTS, ListAct
from ui.settings.list_form import ListForm
from ui.settings.part import SettingsPart
from ui.settings.table_part import LOWEST, WIDEST
from ui.theme import theme
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.case_table import CaseTable
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.words import Words, heading


class ListsPart(SettingsPart):
    """One group of lists."""

    act = "settings"
    group: ListGroup

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.is_busy = False
        self.doing: ListAct | None = None
        self.area.hide()
        known = context.office.vocabulary.lists
        self.lists = {each.name: each for each in self.group.lists if each.name in known}
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(1)
        self.layout().addWidget(self.stack)  # type: ignore[union-attr]
        self.list_page = ScrollColumn(width=WIDEST)
        self._lay_out()
        self.form = ListForm(context, self.finish, self.leave)
        self.stack.addWidget(self.list_page)
        self.stack.addWidget(self.form)
        self.refresh()

    def shown_list(self) -> OwnList:
        """The list that shows."""
        return LISTS[self.which.value() or next(iter(self.lists))]

    def refresh(self) -> None:
        """Read the entries and their cases again."""
        words, the_list = self.why_read_only(), self.shown_list()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        for act, button in self.buttons.items():
            allowed = the_list.is_own or act.for_program_words
            button.setVisible(not words and allowed and (not act.needs_parents or bool(the_list.parents)))
        for button in (self.keep_button, self.remove_button):
            button.setVisible(not words and the_list.is_own)
        self.about.setText(_about(the_list))
        self.table.view.setAccessibleName(the_list.title)
        office = self.context.office
        self.context.tasks.run_read(
            lambda: list_rows(office, the_list.name),
            lambda rows: self._show(the_list, rows),
            self.context.messages.failure,
            receiver=self,
        )

    def first_focus(self) -> QWidget:
        """The table, or the choice of list."""
        return self.table.view

    def why_not_finish(self) -> str:
        """Only while a form is open."""
        return self.why_read_only() or ("" if self.doing else "Choose what to change first.")

    def start(self, act: ListAct) -> None:
        """Open the form of an act for the current entry; what it means for cases is said first."""
        row = self.current()
        if self.is_busy or self.why_read_only() or (row is None and act.needs_entry):
            self.context.messages.status(self.why_read_only() or "Choose an entry in the table first.")
            return
        the_list = self.shown_list()
        self.doing = act
        self.form.open(act, the_list, row if act.needs_entry else None)
        self.stack.setCurrentWidget(self.form)
        self.form.first_focus().setFocus()
        self.context.registry.refresh()
        if row is not None and act.needs_entry:
            office, code = self.context.office, row.entry.code
            self.context.tasks.run_read(
                lambda: effect_of(office, the_list.name, code),
                self.form.say_effect,
                self.context.messages.failure,
                receiver=self,
            )

    def current(self) -> EntryRow | None:
        """The entry that is current in the table."""
        at = self.table.view.currentIndex()
        return self.model.row(at) if at.isValid() else None

    def leave(self) -> None:
        """Back to the list."""
        self.doing = None
        self.troubled.emit(False)
        self.stack.setCurrentWidget(self.list_page)
        self.table.view.setFocus()
        self.context.registry.refresh()

    def finish(self) -> None:
        """Do what the form says."""
        if self.doing is None or self.is_busy or self.why_read_only():
            return
        problems = self.form.problems()
        if problems:
            self._on_problems(problems)
            return
        act, the_list, values = self.doing, self.shown_list(), self.form.values()
        row, office = self.form.row, self.context.office
        code = row.entry.code if row else ""
        self._run(lambda: act.do(office, the_list.name, code, values))

    def keep(self) -> None:
        """Take back the end of the current entry."""
        self._at_once(keep_entry)

    def remove(self) -> None:
        """Take the current entry out, when it was never used."""
        self._at_once(remove_entry)

    def may_close(self) -> bool:
        """A change half typed is not thrown away without a word."""
        if self.doing is not None and self.form.is_changed():
            self.context.messages.warning(
                f"{self.title} has a change that is not saved",
                "Save it, or go back to the list, then close the tab.",
            )
            return False
        return True

    # -- inside -------------------------------------------------------------------------------------------

    def _at_once(self, do: Callable[[Office, str, str], Changed]) -> None:
        row, the_list, office = self.current(), self.shown_list(), self.context.office
        if row is None or self.is_busy or self.why_read_only():
            self.context.messages.status(self.why_read_only() or "Choose an entry in the table first.")
            return
        self._run(lambda: do(office, the_list.name, row.entry.code))

    def _run(self, work: Callable[[], Changed]) -> None:
        self.is_busy = True
        self.context.tasks.run_write(work, self._on_saved, self._on_failed, receiver=self)

    def _on_saved(self, changed: Changed) -> None:
        self.is_busy = False
        if self.doing is not None:
            self.leave()
        self.context.changed(changed)  # which reads the list again
        undo = undo_action(self.context, changed)
        self.context.messages.success("Saved", changed.message, *([undo] if changed.group_id else []))

    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        if isinstance(error, RuleError) and self.doing is not None:
            self._on_problems(problems_of(error))
        else:
            self.context.messages.failure(error)

    def _on_problems(self, problems: Sequence[Problem]) -> None:
        self.form.show_problems(problems)
        self.troubled.emit(True)

    def _show(self, the_list: OwnList, rows: tuple[EntryRow, ...]) -> None:
        if the_list.name == self.shown_list().name:
            key = self.table.current_key()
            self.table.view.columns.show(1, bool(the_list.parents))
            self.model.set_rows(rows)
            if not (key and self.table.go_to(key)) and rows:
                self.table.view.setCurrentIndex(self.model.index(0, 0))

    def _lay_out(self) -> None:
        self.which = ChoiceField([(each.name, each.title) for each in self.lists.values()])
        self.which.set_value(next(iter(self.lists)))
        self.which.changed.connect(self.refresh)
        self.why, self.about = Words("", bold=True), Words("", tone="muted")
        self.buttons = {
            act: Button(
                act.words,
                lambda act=act: self.start(act),
                kind="primary" if not act.needs_entry else "",
                icon="" if act.needs_entry else "plus",
            )
            for act in ACTS
        }
        self.keep_button = Button("Take back its end", self.keep)
        self.remove_button = Button("Take out", self.remove)
        self.table = CaseTable(self.title, ("entry", "entries"))
        self.model: RowsModel[EntryRow] = RowsModel(
            self._columns(), speak=_spoken, key=lambda row: row.entry.code, parent=self
        )
        self.table.set_model(self.model)
        self.table.set_empty("This list is empty", "Add the first entry.")
        self.table.opened.connect(self._on_opened)
        row = FlowLayout(self_parent := QWidget(), gap=8)
        for button in (*self.buttons.values(), self.keep_button, self.remove_button):
            row.addWidget(button)
        self.table.setMinimumHeight(theme().px(LOWEST))
        column = self.list_page.column
        column.setSpacing(12)
        for part in (
            heading(self.title),
            self.why,
            FieldBlock("list", "List", self.which),
            self.about,
            self_parent,
        ):
            column.addWidget(part)
        column.addWidget(self.table, 1)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.start(next(act for act in ACTS if act.code == "rename"))

    def _columns(self) -> list[Column[EntryRow]]:
        return [
            Column("label", "Words", lambda r: r.label, width=34),
            Column("parent", "Belongs to", lambda r: r.parent, width=26, may_filter=True),
            Column("state", "State", lambda r: r.state, width=30, may_filter=True),
            Column("open", "Open cases", lambda r: f"{r.open_cases:,}", sort=lambda r: r.open_cases, width=11,
                   is_number=True),
            Column("all", "All cases", lambda r: f"{r.all_cases:,}", sort=lambda r: r.all_cases, width=11,
                   is_number=True),
            Column("first", "First known as", _first_words, width=24),
        ]  # fmt: skip


def _first_words(row: EntryRow) -> str:
    """The words an entry began with, where it has others now; a code of the program ("one_officer") is no words."""
    code = row.entry.code
    return "" if code == row.label or code == code.lower() else code


def _spoken(row: EntryRow) -> str:
    parts = (row.label, row.parent, row.state, f"{row.open_cases} open cases, {row.all_cases} in all")
    return ", ".join(part for part in parts if part)


def _about(the_list: OwnList) -> str:
    if not the_list.is_own:
        return "The program knows these entries. You can give them other words; cases and past reports stay right."
    return (
        "New work is offered what is in force. Cases keep the entry they were given, and what is known of a past day "
        "keeps the words of that day."
    )


def part_of(group: ListGroup) -> type[ListsPart]:
    """Return the settings part of a group."""
    return type(
        f"{group.code.capitalize()}Part",
        (ListsPart,),
        {"code": group.code, "title": group.title, "group": group},
    )


LIST_PARTS: tuple[type[ListsPart], ...] = tuple(part_of(group) for group in GROUPS)
