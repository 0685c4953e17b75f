"""Stages (S7): each with its dates, its people and what was decided, the one the case is in first with its steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.moves import MoveOffer
from caseworker.domain.information import INFORMATION
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.cases.stage_facts import ClockFacts, StageFacts
from ui.cases.stage_table_view import SmallTableView
from ui.requests.steps_view import StepsView
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.key_value_list import KeyValue, KeyValueList
from ui.widgets.section import Section
from ui.widgets.words import Words, heading

STEPS_OF = "Stages"
"""The group of moves that have a button of their own here; the others are under "Record a step"."""
_FEW = 3
"""So many reasons for dates stand open at once; of more only that of the answer."""


class StagesTab(Scrolled):
    """What happened to each stage, and why each of its dates is what it is.

    Args:
        above: the list of steps, for kinds of case that have one.

    Signals:
        move_asked(str): the move of that code is to be made.
        step_asked: a step is to be chosen.
    """

    move_asked = Signal(str)
    step_asked = Signal()

    def __init__(self, above: StepsView | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.above = above
        if above is not None:
            self.column.addWidget(above)
        self._shown: tuple[object, ...] | None = None
        self._stages: tuple[StageFacts, ...] = ()
        self._parts: list[QWidget] = []
        self.sections: list[Section] = []
        self.steps: dict[str, Button] = {}
        self.step_button: Button | None = None
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the stages, the one the case is in first; sections stay open or closed as they were."""
        if self.above is not None:
            self.above.show_facts(facts)
        offers = _steps(facts)
        wanted = (facts.stages, tuple(offer.move.code for offer in offers), _may_move(facts))
        if wanted == self._shown:
            return
        self._shown, self._stages = wanted, facts.stages
        was_open = {section.title_text: section.is_open() for section in self.sections}
        for part in self._parts:
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.sections, self.steps, self.step_button = [], {}, None
        self._parts = [self._stage(stage, number) for number, stage in enumerate(facts.stages)]
        if not facts.stages:
            self._parts = [Words("No stage has begun.", tone="muted")]
        elif _may_move(facts):
            self._parts[0].layout().insertWidget(1, self._buttons(offers))
        for place, part in enumerate(self._parts):
            self.column.insertWidget(place + (self.above is not None), part)
        for section in self.sections:
            section.set_open(was_open.get(section.title_text, section.is_open()))

    def first_focus(self) -> QWidget:
        """The first step, else the first section's button, else the scroll area itself."""
        above = self.above.first_focus() if self.above is not None and not self.above.isHidden() else None
        first = above or next(iter(self.steps.values()), None) or self.step_button
        toggle = self.sections[0].toggle if self.sections else None
        return first or toggle or self

    def _buttons(self, offers: Sequence[MoveOffer]) -> QWidget:
        row = FlowRow(gap=8, row_gap=8)
        row.setContentsMargins(0, 4, 0, 12)
        for offer in offers:
            code = offer.move.code
            button = Button(offer.move.label, lambda code=code: self.move_asked.emit(code))
            self.steps[code] = button
            row.addWidget(button)
        self.step_button = Button("Record a step (Ctrl+Shift+M)", self.step_asked.emit, icon="plus")
        row.addWidget(self.step_button)
        return row

    def _stage(self, stage: StageFacts, number: int) -> QWidget:
        if number == 0:
            part = QWidget()
            self._fill(_column(part), stage, is_current=True)
            return part
        title = f"{stage.title}, {stage.summary}" if stage.summary else stage.title
        section = Section(
            title,
            collapsible=True,
            is_open=False,
            build=lambda column: self._fill(column, stage, is_current=False),
        )
        self.sections.append(section)
        return section

    def _fill(self, column: QVBoxLayout, stage: StageFacts, *, is_current: bool) -> None:
        column.setSpacing(8)
        if is_current:
            column.addWidget(heading(stage.title))
        column.addWidget(KeyValueList(stage.rows))
        if stage.table is not None:
            column.addWidget(SmallTableView(stage.table))
        _add_list(column, "People", stage.people)
        _add_list(column, "Decisions", stage.decisions)
        for place, clock in enumerate(stage.clocks):
            is_open = is_current and (place == 0 or len(stage.clocks) <= _FEW)
            self._add(column, self._why(clock, stage, is_open=is_open))
        if stage.imported:
            section = Section(f"{stage.title}, as imported", collapsible=True, is_open=False)
            section.add(KeyValueList(stage.imported))
            self._add(column, section)

    def _why(self, clock: ClockFacts, stage: StageFacts, *, is_open: bool) -> Section:
        title = f"Why this date: {clock.label[:1].lower()}{clock.label[1:]}"
        if len(self._stages) > 1:
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


def _may_move(facts: CaseFacts) -> bool:
    return "move" in facts.may and not facts.read_only and bool(facts.moves)


def _steps(facts: CaseFacts) -> tuple[MoveOffer, ...]:
    """The steps of the stage that can be made now; the next one has its button above the tabs already."""
    if not _may_move(facts) or facts.view.kind in INFORMATION:  # those stand in the list of steps
        return ()
    return tuple(
        offer
        for offer in facts.moves
        if not offer.why_not
        and offer.move.group == STEPS_OF
        and facts.next_step.command != f"move:{offer.move.code}"
    )


def _add_list(column: QVBoxLayout, title: str, rows: Sequence[KeyValue]) -> None:
    if rows:
        words = Words(title, bold=True)
        words.setContentsMargins(0, 8, 0, 0)
        column.addWidget(words)
        column.addWidget(KeyValueList(rows))


def _column(part: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 16)
    return column
