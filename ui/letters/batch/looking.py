"""Looking through the letters of a batch one by one: each is made, judged, ticked, let stand or left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from caseworker.actions import letter_batch
from caseworker.actions.letter_batch import BatchItem
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from ui.context import Context
    from ui.letters.batch.look_step import LookStep
    from ui.letters.batch.standing import Standing


class Looking(QObject):
    """What a person does with the current letter.

    Signals:
        stood(): letters stand otherwise than before.
    """

    stood = Signal()

    def __init__(
        self, context: Context, look: LookStep, standing: Standing, tell_error: Callable[[Exception], object]
    ) -> None:
        super().__init__(look)
        self.context, self.look, self.standing, self._tell_error = context, look, standing, tell_error
        self._asked = 0
        self._item: BatchItem | None = None
        self._ticked_at = 0.0
        self.out_button = Button("Leave out", self.leave_out)
        for button in (
            look.tick_button,
            Button("Previous letter", lambda: look.step(-1)),
            Button("Next letter", lambda: look.step(1)),
            self.out_button,
            Button("Open case", self.open_case),
        ):
            look.bar.addWidget(button)
        look.moved.connect(self.look_at)
        look.ticked.connect(self._on_ticked)
        look.let_stand.connect(self._on_let_stand)

    def look_at(self, case_id: str) -> None:
        """Make a case's letter as it would be now and show it with what stops it."""
        self._asked += 1
        asked, office = self._asked, self.context.office
        code, work, accepted = self.standing.code, self.standing.work, self.standing.accepted(case_id)

        def is_still_wanted() -> bool:
            """Neither another letter was asked for meanwhile, nor other words written."""
            return asked == self._asked and (code, work) == (self.standing.code, self.standing.work)

        self._item = None  # there is nothing to tick until it has come
        self.context.tasks.run_read(
            lambda: letter_batch.look_at(office, case_id, code, work, accepted),
            lambda item: self._on_item(item) if is_still_wanted() else None,
            self._tell_error,
            receiver=self,
        )

    def look_again(self) -> None:
        """Look at the current letter once more, if there is one."""
        if self.look.current():
            self.look_at(self.look.current())

    def go_to(self, case_id: str) -> None:
        """Make a case's letter current and look at it."""
        self.look.go_to(case_id)
        self.look_at(case_id)

    def _on_item(self, item: BatchItem) -> None:
        self._item, case_id = item, item.case.case_id
        self.standing.take_look(item)
        self.stood.emit()
        self.look.show_item(item, is_ticked=self.standing.is_ticked(case_id))
        self.out_button.setText("Take in again" if self.standing.is_out(case_id) else "Leave out")

    def _on_ticked(self) -> None:
        item, before = self._item, self._ticked_at
        self._ticked_at = time.monotonic()
        if self._ticked_at - before < QApplication.doubleClickInterval() / 1000:
            return  # pressed twice: nobody has looked at the next letter yet
        if item is None or item.preview is None or item.troubles or item.case.case_id != self.look.current():
            return
        self.standing.tick(item.case.case_id, item.preview.text)
        self.stood.emit()
        if self.look.place() + 1 < len(self.standing.states):
            self.look.step(1)
        else:
            self.look.show_item(item, is_ticked=True)

    def _on_let_stand(self, code: str, why: str) -> None:
        case_id = self.look.current()
        self.standing.let_stand(case_id, code, why)
        self.look_at(case_id)

    def leave_out(self) -> None:
        """Leave the current case out, or take it in again."""
        case_id = self.look.current()
        if not case_id:
            return
        was_out = self.standing.is_out(case_id)
        self.standing.leave_out(case_id, not was_out)
        self.stood.emit()
        self.out_button.setText("Leave out" if was_out else "Take in again")
        if was_out:
            self.look_at(case_id)
        else:
            self.look.step(1)

    def open_case(self) -> None:
        """Open the case of the current letter, to mend it."""
        if self.look.current():
            self.context.open_page("case", self.look.current())
