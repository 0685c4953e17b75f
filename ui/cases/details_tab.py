"""Details (S8): every value with "Change <key>", edited in its place; a missing one reads "Add <key>"."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from caseworker.domain.changed import Changed
from ui.cases.case_facts import CaseFacts
from ui.cases.detail_rows import OWNER, DetailSection, sections_of
from ui.cases.inline_editor import InlineEditor
from ui.cases.scrolled import Scrolled
from ui.cases.tab_order import tab_in_reading_order
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.layout_parts import parts_of
from ui.widgets.link_button import LinkButton
from ui.widgets.section import Section
from ui.work.linked_view import LinkedView


class DetailPart(Section):
    """One headed list of values.

    Signals:
        change_asked(str): the value of that name is to be changed.
        remove_asked: the person is to be taken off the case.
    """

    change_asked = Signal(str)
    remove_asked = Signal()

    def __init__(self, wanted: DetailSection, parent: QWidget | None = None) -> None:
        super().__init__(wanted.title, collapsible=True, is_open=wanted.is_open, parent=parent)
        self.wanted = wanted
        self.list = KeyValueList(wanted.rows, self.change_asked.emit, group=wanted.group)
        self.add(self.list)
        self.remove = LinkButton(f"Remove {_lower(wanted.title)} from the case", self.remove_asked.emit)
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.remove.setVisible(wanted.may_remove)

    def take(self, wanted: DetailSection) -> None:
        """Show other values; an open editor stays."""
        self.wanted = wanted
        self.list.set_rows(wanted.rows)
        self.remove.setVisible(wanted.may_remove)


class DetailsTab(Scrolled):
    """The second tab of a case.

    Signals:
        done(Changed): a value was changed.
        troubled(bool): the last attempt met problems, or does so no more.
        owner_asked: the owner is to be changed, which is an act of its own.
        add_asked(str): "add_child" or "add_representative".
        remove_asked(str): the party of that id is to be taken off the case.
        draft_saved(PageDraft): what is being typed is on the disk.
    """

    done = Signal(object)
    troubled = Signal(bool)
    owner_asked = Signal()
    add_asked = Signal(str)
    remove_asked = Signal(str)
    draft_saved = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._facts: CaseFacts | None = None
        self.parts: dict[str, DetailPart] = {}
        self.editor: InlineEditor | None = None
        self._edited: tuple[str, str] = ("", "")
        self.column.setSpacing(4)
        self.add_child = Button(
            "Add a child or young person", lambda: self.add_asked.emit("add_child"), icon="plus"
        )
        self.add_other = Button(
            "Add a representative", lambda: self.add_asked.emit("add_representative"), icon="plus"
        )
        self.adding = QWidget()
        row = FlowLayout(self.adding, gap=12)
        row.setContentsMargins(0, 16, 0, 0)
        row.addWidget(self.add_child)
        row.addWidget(self.add_other)
        self.linked = LinkedView()
        self.column.addWidget(self.linked)
        self.column.addWidget(self.adding)
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the values as they are; one being edited is left alone."""
        self._facts = facts
        wanted = {section.key: section for section in sections_of(self._context.office, facts)}
        for gone in self.parts.keys() - wanted.keys():
            self._drop(gone)
        for place, (key, section) in enumerate(wanted.items()):
            if key in self.parts and self.parts[key].title_text != section.title:
                self._drop(key)
            if key in self.parts:
                self.parts[key].take(section)
            else:
                self._insert(place, section)
        self.linked.show_facts(facts)
        self.adding.setVisible(facts.can_edit)
        if self.editor is not None:
            self.editor.take_facts(facts)

    def first_focus(self) -> QWidget:
        """The first value that can be changed, else the first heading's button."""
        for part in self.parts.values():
            if part.is_open() and part.list.buttons:
                return next(iter(part.list.buttons.values()))
        toggle = next(iter(self.parts.values())).toggle if self.parts else None
        return toggle or self

    def focused_value(self) -> tuple[str, str]:
        """Section and name of the value whose button has the focus, for F2; ("", "") when none has."""
        for key, part in self.parts.items():
            if name := part.list.focused_name():
                return key, name
        return "", ""

    def edit(self, key: str, name: str) -> None:
        """Open the editor of a value in its place."""
        part = self.parts.get(key)
        if part is None or name not in part.list.buttons:  # a case that went further keeps it with a stage
            key = next((k for k, other in self.parts.items() if name in other.list.buttons), key)
            part = self.parts.get(key)
        facts = self._facts
        if part is None or facts is None or part.wanted.state is None or name not in part.list.buttons:
            return
        if name == OWNER:
            self.owner_asked.emit()
            return
        self.close_editor()
        part.set_open(True)
        editor = InlineEditor(self._context, facts, part.wanted.state, name, part.wanted.group)
        editor.done.connect(self._on_done)
        editor.gone_back.connect(self.close_editor)
        editor.troubled.connect(self.troubled)
        editor.draft_saved.connect(self.draft_saved)
        self.editor, self._edited = editor, (key, name)
        part.list.open_editor(name, editor)
        editor.begin()
        tab_in_reading_order(self)
        editor.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_editor)  # once the row has its new height

    def _show_editor(self) -> None:
        if self.editor is not None:
            self.ensureWidgetVisible(self.editor, 0, 8)
            self.ensureWidgetVisible(next(iter(self.editor.form.blocks.values())), 0, 8)

    def close_editor(self) -> None:
        """Go back to the value; what was typed is kept as a draft, the focus returns to the button."""
        editor, (key, name) = self.editor, self._edited
        if editor is None:
            return
        self.editor = None
        had_focus = editor.isAncestorOf(editor.window().focusWidget() or self)
        editor.close_draft()
        part = self.parts.get(key)
        if part is not None:
            part.list.close_editor()
            button = part.list.buttons.get(name)
            if had_focus and button is not None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.troubled.emit(False)

    def _on_done(self, changed: Changed) -> None:
        self.close_editor()
        self.done.emit(changed)

    def _insert(self, place: int, section: DetailSection) -> None:
        part = DetailPart(section)
        part.change_asked.connect(lambda name, key=section.key: self.edit(key, name))
        part.remove_asked.connect(lambda key=section.key: self.remove_asked.emit(key))
        self.parts[section.key] = part
        self.column.insertWidget(place, part)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab follows the reading order also where a part came later."""
        parts = [widget for widget in parts_of(self.column) if isinstance(widget, DetailPart)]
        self.parts = {part.wanted.key: part for part in parts}

    def _drop(self, key: str) -> None:
        part = self.parts.pop(key)
        if self._edited[0] == key:
            self.close_editor()
        self.column.removeWidget(part)
        part.hide()
        part.deleteLater()


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
