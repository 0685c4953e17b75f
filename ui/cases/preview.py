"""The preview beside a list: the current case's banner, next step and last three events (interface brief 4.2)."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseworker.errors import CaseworkerError
from ui.cases.preview_facts import PreviewFacts, read_preview
from ui.context import Context
from ui.widgets.buttons import Button
from ui.widgets.identity_banner import IdentityBanner
from ui.widgets.timeline import Timeline
from ui.widgets.words import Words, heading

_PAUSE_MS = 120  # so that running down a list reads one case, not each


class CasePreview(QScrollArea):
    """Shows one case, reading it when it is seen.

    Signals:
        open_asked(str): the person wants to open the case.
        shown(str): the case of this id is shown now.
        seen(bool): the preview has come into sight or gone out of it.
    """

    open_asked = Signal(str)
    shown = Signal(str)
    seen = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted, self._turn = "", 0
        self._is_fresh = True
        self.facts: PreviewFacts | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.banner = IdentityBanner()
        self.next_step = Words("", bold=True)
        self.owner = Words("")
        self.timeline = Timeline(with_note=False)
        self.open_button = Button("Open case", lambda: self.open_asked.emit(self._wanted))
        self.nothing = Words("Choose a case to see it here.", tone="muted")
        self._lay_out()
        self._show_facts(None)

    def show_case(self, case_id: str) -> None:
        """Show a case after a short pause; "" shows that there is none."""
        if case_id == self._wanted:
            return
        self._wanted, self._is_fresh = case_id, False
        if case_id:
            self._pause.start()
        else:
            self._pause.stop()
            self._turn += 1
            self._show_facts(None)

    def refresh(self) -> None:
        """Read the case shown again."""
        if self._wanted:
            self._is_fresh = False
            self._pause.start()

    def _read(self) -> None:
        if not self._wanted or self._is_fresh or not self.isVisible():
            return
        self._turn += 1
        turn, office, case_id = self._turn, self._context.office, self._wanted
        self._is_fresh = True

        def done(facts: PreviewFacts) -> None:
            if turn == self._turn:
                self._show_facts(facts)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._show_failure(error)

        self._context.tasks.run_read(lambda: read_preview(office, case_id), done, failed, receiver=self)

    def _lay_out(self) -> None:
        self.inner = QWidget()
        self.body = QWidget()
        body = QVBoxLayout(self.body)
        body.setContentsMargins(16, 12, 16, 16)
        body.setSpacing(8)
        for part in (
            heading("Next step"), self.next_step, self.owner, self.open_button, heading("Last events"), self.timeline
        ):  # fmt: skip
            body.addWidget(
                part, 0, Qt.AlignmentFlag.AlignLeft if part is self.open_button else Qt.AlignmentFlag(0)
            )
        column = QVBoxLayout(self.inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        for widget in (self.nothing, self.banner, self.body):
            column.addWidget(widget)
        column.addStretch(1)
        self.inner.setMinimumWidth(1)  # as wide as the pane: it scrolls downwards only
        self.setWidget(self.inner)

    def _show_facts(self, facts: PreviewFacts | None) -> None:
        self.facts = facts
        self.nothing.setText("Choose a case to see it here.")
        self._show_parts(facts is not None)
        if facts is None:
            self.setAccessibleName("Preview")
            return
        self.setAccessibleName(f"Preview of {facts.identity.reference}")
        self.banner.show_identity(facts.identity)
        self.next_step.setText(facts.next_step)
        self.owner.setText(f"Owner: {facts.owner or 'nobody'}")
        self.timeline.set_items(facts.events)
        self.open_button.setAccessibleName(f"Open case {facts.identity.reference}")
        self.shown.emit(facts.case_id)

    def _show_failure(self, error: Exception) -> None:
        self._show_facts(None)
        if isinstance(error, CaseworkerError):
            self.nothing.setText(str(error))
        else:
            self._context.messages.failure(error)

    def _show_parts(self, has_case: bool) -> None:
        self.nothing.setVisible(not has_case)
        self.banner.setVisible(has_case)
        self.body.setVisible(has_case)

    def showEvent(self, event: QShowEvent) -> None:
        """What was asked for while it was out of sight is read now."""
        super().showEvent(event)
        if not self._is_fresh:
            self._pause.start()
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Pages then say in another place what cannot be seen here."""
        super().hideEvent(event)
        self.seen.emit(False)
