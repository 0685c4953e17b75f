"""The intake form: its sections and fields in reading order, whatever the kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from caseworker.domain.kinds import Kind
from caseworker.office import Office
from ui.drafts.as_typed import put_typed, typed
from ui.files.waiting_list import WaitingList
from ui.intake import sections
from ui.intake.advocate_part import AdvocatePart
from ui.intake.child_fields import ChildFields
from ui.intake.match_links import MatchLinks
from ui.intake.shape import CHILD, shape_of
from ui.widgets.buttons import Button
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.section import Section
from ui.widgets.side_by_side import SideBySide
from ui.widgets.tab_order import controls_of, order_tabs
from ui.widgets.words import Words


class IntakeForm(QWidget):
    """Every field of an intake. It holds text and says when it changes; the page saves and logs.

    Signals:
        edited(str): the person changed the field of that name.
        help_asked: the person wants help with the type.
    """

    edited = Signal(str)
    help_asked = Signal()

    def __init__(self, office: Office, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office, self.today = office, today
        self.form = Form()
        self.links = MatchLinks(self.form)
        self.children_fields: list[ChildFields] = []
        self._is_filling = False
        self.due = Words("")
        self.place = Words("", "caption", tone="muted")
        self.risk_note = Words("", bold=True)
        self.spoken_note = Words("", "caption")
        self.add_child_button = Button("Add another child", self._on_add_child, icon="plus")
        self.help_button = Button("Help me decide", self.help_asked.emit)
        self.advocate: AdvocatePart | None = None
        self.files = WaitingList(office)
        self.columns = SideBySide(self)
        self.sections: dict[str, Section] = {}
        self.rows: list[QWidget] = []
        sections.build(self)
        self.show_for(None)

    # -- what is entered ----------------------------------------------------------------------------------

    def kind(self) -> Kind | None:
        """The kind chosen, or None."""
        code = self.form["kind"].value()
        return Kind(code) if code else None

    def doc(self) -> dict[str, object]:
        """Everything as typed, by field; what was left empty is left out."""
        values = {name: typed(block.field) for name, block in self.form.blocks.items()}
        values["child_count"] = str(len(self.children_fields))
        return {**values, "files": self.files.files(), **self.links.doc()}

    def fill(self, doc: Mapping[str, object], *, leave: frozenset[str] = frozenset()) -> None:
        """Put back what `doc` gave, but for the fields in `leave`."""
        with self.filling():
            for _ in range(len(self.children_fields), int(str(doc.get("child_count") or 1))):
                self.add_child()
            for name, value in doc.items():
                if name in self.form.blocks and name not in leave:
                    put_typed(self.form[name], value)
            files = doc.get("files")
            if isinstance(files, list):
                self.files.set_files(files)
            self.links.fill(doc)
        self.show_for(self.kind())

    def set_received(self, day: date) -> None:
        """Begin with this day as the date received."""
        with self.filling():
            self.form["received_on"].set_value(day)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """What is set meanwhile was not entered by the person."""
        self._is_filling = True
        try:
            yield
        finally:
            self._is_filling = False

    # -- how it looks -------------------------------------------------------------------------------------

    def show_for(self, kind: Kind | None) -> None:
        """Take the shape of a kind. What was typed stays in sight, even where this kind does not ask it."""
        shape = shape_of(kind)
        for name, block in self.form.blocks.items():
            asked = name not in shape.hidden and not (name.startswith("child") and CHILD in shape.hidden)
            block.setVisible(asked or not _is_blank(block))
            block.set_needed(name in shape.needed)
        for row in self.rows:  # one of which nothing is asked takes no room
            parts = row.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            row.setVisible(not all(part.isHidden() for part in parts))
        self.form.blocks["summary"].set_label(shape.labels.get("summary", "What happened"))
        self.form.blocks["subject"].set_label(shape.labels.get("subject", "Subject"))
        self.form.blocks["summary"].set_help(shape.helps.get("summary", ""))
        any_child = any(not child.is_empty() for child in self.children_fields)
        self.sections["child"].setVisible(CHILD not in shape.hidden or any_child)
        if self.advocate is not None:
            self.advocate.show_state()

    def offer_advocate(self) -> None:
        """Go to the answer of a young person to the offer of an advocate."""
        if self.advocate is not None:
            self.advocate.offer()

    def why_no_offer(self) -> str:
        """Why no advocate can be offered here, in words; "" when one can."""
        return "This kind of case is not about a child." if self.sections["child"].isHidden() else ""

    def add_child(self) -> ChildFields:
        """Ask about one more child."""
        child = ChildFields(len(self.children_fields) + 1, self.office.vocabulary, self.today)
        self.children_fields.append(child)
        body = self.sections["child"].body
        at = body.indexOf(self.add_child_button)
        body.insertWidget(at if at >= 0 else body.count(), child)
        child.setVisible(True)  # at once, so that the next key finds it
        for block in child.blocks():
            self.take(block)
        self._put_children_in_order()
        return child

    def take(self, block: FieldBlock) -> FieldBlock:
        """Take up a field and listen to it."""
        self.form.add(block)
        block.field.changed.connect(lambda: self._on_changed(block.name))
        return block

    def name_of(self, widget: QWidget | None) -> str:
        """The field a control belongs to, or ""."""
        for name, block in self.form.blocks.items():
            if widget is not None and (block is widget or block.isAncestorOf(widget)):
                return name
        return ""

    def _put_children_in_order(self) -> None:
        names = [block.name for child in self.children_fields for block in child.blocks()]
        blocks = self.form.blocks
        others = [name for name in blocks if name not in names]
        after = others.index("adjustments") + 1 if "adjustments" in others else len(others)
        self.form.blocks = {name: blocks[name] for name in [*others[:after], *names, *others[after:]]}
        controls = [control for child in self.children_fields for control in controls_of(child)]
        if "adjustments" in blocks:  # the last control before this section; a container is no sure anchor
            order_tabs(blocks["adjustments"].field.editor(), [*controls, self.add_child_button])

    def _on_add_child(self) -> None:
        child = self.add_child()
        child.name.focus()
        self._on_changed(child.name.name)

    def _on_changed(self, name: str) -> None:
        if not self._is_filling:
            if name == "kind":
                self.show_for(self.kind())
            elif name == "raised_by" and self.advocate is not None:
                self.advocate.show_state()
            self.links.check(name)
            self.edited.emit(name)


def _is_blank(block: FieldBlock) -> bool:
    value = block.field.value()
    return value is False or block.field.is_empty()
