"""Where an act stands while it is in hand: its fields scroll, its buttons do not, and the focus goes back (A4)."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.cases.acts.choose_letter import ChooseLetter
from ui.cases.acts.choose_move import ChooseMove
from ui.cases.acts.form import ActForm
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.cases.scrolled import Scrolled
from ui.widgets.field_block import bring_into_view

AnyAct = ActPanel | ChooseLetter | ChooseMove


class ActArea(QWidget):
    """Holds one act at a time.

    Signals:
        gone_back: the person wants to go back to the case.
    """

    gone_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act: AnyAct | None = None
        self._opener: QWidget | None = None
        self.scrolled = Scrolled()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.scrolled, 1)

    def take(self, act: AnyAct) -> None:
        """Show an act, and remember where the focus was."""
        self.act = act
        self._opener = QApplication.focusWidget()
        act.gone_back.connect(self.gone_back)
        self.scrolled.column.addWidget(act)
        self._column.addWidget(act.footer)
        self.scrolled.verticalScrollBar().setValue(0)

    def show_focus(self) -> None:
        """Scroll to the control in focus once the act is laid out; with large text it may stand below the edge."""
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.scrolled.isAncestorOf(focus):
            bring_into_view(focus)

    def take_facts(self, facts: CaseFacts) -> None:
        """The case was read again."""
        if isinstance(self.act, ActForm):
            self.act.take_facts(facts)

    def finish(self) -> None:
        """Do what the act is about (Ctrl+Enter)."""
        if self.act is not None:
            self.act.finish()

    def save_now(self) -> None:
        """Keep what was typed at once."""
        if isinstance(self.act, ActForm):
            self.act.autosave.save_now()

    def keep(self) -> bool:
        """Keep what was typed, because the act goes; False when it could not be kept."""
        return self.act.autosave.close() if isinstance(self.act, ActForm) else True

    def drop(self) -> None:
        """Take the act away, its entries kept as a draft."""
        act, self.act = self.act, None
        if act is None:
            return
        if isinstance(act, ActForm):
            act.autosave.close()
        for part in (act, act.footer):
            part.hide()
            part.deleteLater()

    def return_focus(self, within: QWidget, otherwise: QWidget) -> None:
        """Put the focus back on what opened the act, where that still stands within the page."""
        opener, self._opener = self._opener, None
        if (
            opener is not None
            and shiboken6.isValid(opener)
            and within.isAncestorOf(opener)
            and opener.isVisible()
        ):
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            otherwise.setFocus(Qt.FocusReason.OtherFocusReason)
