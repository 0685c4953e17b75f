"""Stages (S7): what happened to each stage, and why each of its dates is what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.cases.stage_facts import ClockFacts, StageFacts
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.section import Section
from ui.widgets.words import Words, heading


class StagesTab(Scrolled):
    """The third tab of a case; nothing on it is changed by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: tuple[StageFacts, ...] | None = None
        self._parts: list[QWidget] = []
        self.sections: list[Section] = []
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the stages, the one the case is in first; sections stay open or closed as they were."""
        if facts.stages == self._shown:
            return
        self._shown = facts.stages
        was_open = {section.title_text: section.is_open() for section in self.sections}
        for part in self._parts:
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.sections = []
        self._parts = [self._stage(stage, number) for number, stage in enumerate(facts.stages)]
        if not facts.stages:
            self._parts = [Words("No stage has begun.", tone="muted")]
        for place, part in enumerate(self._parts):
            self.column.insertWidget(place, part)
        for section in self.sections:
            section.set_open(was_open.get(section.title_text, section.is_open()))

    def first_focus(self) -> QWidget:
        """The first section's button, else the scroll area itself."""
        toggle = self.sections[0].toggle if self.sections else None
        return toggle or self

    def _stage(self, stage: StageFacts, number: int) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(heading(stage.title))
        column.addWidget(KeyValueList(stage.rows))
        for clock in stage.clocks:
            self._add(column, self._why(clock, stage, is_open=number == 0))
        if stage.imported:
            section = Section(f"{stage.title}, as imported", collapsible=True, is_open=False)
            section.add(KeyValueList(stage.imported))
            self._add(column, section)
        return part

    def _why(self, clock: ClockFacts, stage: StageFacts, *, is_open: bool) -> Section:
        title = f"Why this date: {clock.label[:1].lower()}{clock.label[1:]}"
        if len(self._shown or ()) > 1:
            title = f"{stage.title}. {title}"
        section = Section(title, collapsible=True, is_open=is_open)
        section.body.setSpacing(4)
        for sentence in clock.sentences:
            is_source = sentence.startswith("Source:")
            section.add(Words(sentence, tone="muted" if is_source else ""))
        return section

    def _add(self, column: QVBoxLayout, section: Section) -> None:
        self.sections.append(section)
        column.addWidget(section)
