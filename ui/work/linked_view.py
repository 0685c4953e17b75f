"""The cases linked to a case, in its details: each opens with Enter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseworker.actions.links import LinkedCase
from ui.cases.case_facts import CaseFacts
from ui.widgets.flow_layout import FlowRow
from ui.widgets.link_button import LinkButton
from ui.widgets.section import Section
from ui.widgets.words import LineWords, Words


class LinkedView(Section):
    """The section "Linked cases".

    Signals:
        open_asked(str): the case of that id; add_asked: another is to be linked; remove_asked(str): a link's id.
    """

    open_asked = Signal(str)
    add_asked = Signal()
    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Linked cases", collapsible=True, is_open=True, parent=parent)
        self._shown: object = None
        self._rows: list[QWidget] = []
        self.links: dict[str, LinkButton] = {}
        self.empty = Words("No case is linked to this one.", tone="muted")
        self.add_button = LinkButton("Link to another case", self.add_asked.emit)
        self.add(self.empty)
        self.add(self.add_button)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the links as they are."""
        wanted = (facts.links, facts.can_edit)
        if wanted == self._shown:
            return
        self._shown = wanted
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.links = {}
        self._rows = [self._row(link, facts.can_edit) for link in facts.links]
        for place, row in enumerate(self._rows):
            self.body.insertWidget(place, row)
        self.empty.setVisible(not facts.links)
        self.add_button.setVisible(facts.can_edit)

    def _row(self, link: LinkedCase, may: bool) -> QWidget:
        row = FlowRow(gap=8, row_gap=2)
        row.addWidget(LineWords(link.relation))
        words = f"{link.reference}, {link.about}" if link.about else link.reference
        if link.case_id:
            button = LinkButton(words, lambda: self.open_asked.emit(link.case_id), bold=True)
            button.setAccessibleName(f"{link.relation} {words}, open case")
            self.links[link.link_id] = button
            row.addWidget(button)
        else:
            row.addWidget(LineWords(f"{words} (not shown to you)", bold=True))
        if may:
            remove = LinkButton("Remove link", lambda: self.remove_asked.emit(link.link_id))
            remove.setAccessibleName(f"Remove link: {link.relation} {link.reference}")
            row.addWidget(remove)
        return row
