"""Points of complaint: what is complained of, one by one, with the finding on each and what they come to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.actions.points import has_points, points_before, points_of
from caseworker.domain.fold import EntityState
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.context import Context
from ui.points.point_words import outcome_words, point_row
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowRow
from ui.widgets.row_button import RowButton, RowWords
from ui.widgets.section import Section
from ui.widgets.words import Words, heading

_EMPTY = (
    "No points yet. Take the complaint apart into points: each is answered with a finding and its reason, and the"
    " outcome follows from them."
)


class PointsTab(Scrolled):
    """The points of the stage the case is in, as rows; those of earlier stages beneath.

    Signals:
        open_asked(str): the point of that id is to be opened.
        add_asked, take_over_asked: points are to be added, or taken over from the stage before.
        move_asked(str, int): the point of that id goes so many places down.
        remove_asked(str): the point of that id is to be removed.
    """

    open_asked = Signal(str)
    add_asked = Signal()
    take_over_asked = Signal()
    move_asked = Signal(str, int)
    remove_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._shown: object = None
        self._may = False
        self.rows: dict[str, RowButton] = {}
        self._earlier: list[Section] = []
        self.title = heading("Points of complaint")
        self.outcome = Words("", bold=True)
        self.empty = Words(_EMPTY, tone="muted")
        self.add = Button("Add points", self.add_asked.emit, icon="plus")
        self.take_over = Button("Take over points from the stage before", self.take_over_asked.emit)
        self.buttons = FlowRow(gap=12)
        self.buttons.addWidget(self.add)
        self.buttons.addWidget(self.take_over)
        self.hint = Words(
            "Enter opens a point. Up and Down walk the points, Alt with Up or Down moves one, Delete removes it.",
            tone="muted",
        )
        self.list = QWidget()
        self._rows = QVBoxLayout(self.list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        for part in (self.title, self.outcome, self.empty, self.list, self.buttons, self.hint):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_facts(self, facts: CaseFacts) -> None:
        """Show the points; the focus stays on the same one where there is one."""
        view = facts.view
        self._may = facts.can_edit or ("answer" in facts.may and not facts.read_only)
        wanted = (view.of_kind("point"), facts.can_edit, self._may, len(view.stages))
        if wanted == self._shown:
            return
        self._shown = wanted
        points = points_of(view)
        self._show_rows(points)
        self._show_earlier(facts)
        label = str(view.stage.doc.get("label") or "") if view.stage and len(view.stages) > 1 else ""
        self.title.setText(
            f"Points of complaint, {label[:1].lower()}{label[1:]}" if label else "Points of complaint"
        )
        self.outcome.setText(outcome_words(self._context.office, view))
        self.outcome.setVisible(bool(self.outcome.text()))
        self.empty.setVisible(not points)
        before = points_before(view)
        may_add = facts.can_edit and has_points(view.kind)
        self.add.setVisible(may_add)
        self.take_over.setVisible(may_add and bool(before))
        self.buttons.setVisible(may_add)
        self.hint.setVisible(bool(points) and facts.can_edit)

    def first_focus(self) -> QWidget:
        """The first point without a finding, else the first, else the button that adds."""
        rows = list(self.rows.values())
        found = next((row for row in rows if row.words.tag[0] == "draft"), rows[0] if rows else None)
        return found or (self.add if not self.add.isHidden() else self)

    def _show_rows(self, points: tuple[EntityState, ...]) -> None:
        office = self._context.office
        had_focus = any(row.hasFocus() for row in self.rows.values())
        for gone in self.rows.keys() - {point.id for point in points}:
            self._drop(self.rows.pop(gone))
        kept, self.rows = self.rows, {}
        for place, point in enumerate(points):
            row = kept.get(point.id) or self._new_row(point.id)
            row.say(point_row(office, point))
            if self._rows.indexOf(row) != place:
                self._rows.insertWidget(place, row)
            self.rows[point.id] = row
        if had_focus and not any(row.hasFocus() for row in self.rows.values()):
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_row(self, point_id: str) -> RowButton:
        row = RowButton(RowWords(""), lambda: self._open(point_id), self.list)
        row.stepped.connect(lambda step: self._step(point_id, step))
        row.shifted.connect(lambda step: self.move_asked.emit(point_id, step))
        row.delete_asked.connect(lambda: self.remove_asked.emit(point_id))
        return row

    def _open(self, point_id: str) -> None:
        if self._may:
            self.open_asked.emit(point_id)

    def _step(self, point_id: str, step: int) -> None:
        ids = list(self.rows)
        place = ids.index(point_id) + step
        if 0 <= place < len(ids):
            self.rows[ids[place]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.rows[ids[place]], 0, 8)

    def _show_earlier(self, facts: CaseFacts) -> None:
        for section in self._earlier:
            self.column.removeWidget(section)
            self._drop(section)
        self._earlier = []
        for stage in reversed(facts.view.stages[:-1]):
            points = points_of(facts.view, stage.id)
            if not points:
                continue
            label = str(stage.doc.get("label") or f"Stage {stage.doc.get('number')}")
            section = Section(
                f"Points of {label[:1].lower()}{label[1:]} ({len(points)})", collapsible=True, is_open=False
            )
            for point in points:
                said = point_row(self._context.office, point)
                section.add(Words(f"{said.lead} {said.text}", bold=True))
                for line in (f"Finding: {said.tag[1]}", *said.lines):
                    section.add(Words(line))
            self._earlier.append(section)
            self.column.insertWidget(self.column.count() - 1, section)

    @staticmethod
    def _drop(widget: QWidget) -> None:
        widget.hide()
        widget.deleteLater()
