"""Words and fields at the left, the pages of a PDF beside them; below them where there is no room for both (W7)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context
from ui.letters.sheets import Sheets
from ui.theme import Follows, theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import Loading
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.tab_order import controls_of, order_tabs

_ROOM = 720  # px at 100 % text for both
_WIDEST = 720


class BesideSheets(Follows, QWidget):
    """A column of parts, and pages.

    Args:
        name: of the pages, for a screen reader.
        cancel: stops what the pages are made from; None where that is short.
    """

    def __init__(
        self,
        context: Context,
        name: str,
        parent: QWidget | None = None,
        *,
        cancel: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_narrow: bool | None = None
        self.sheets = Sheets(context)
        self.sheets.setAccessibleName(name)
        self.sheets.words_are = "Export the report as HTML to read the words."
        self.sheets.failed.connect(context.messages.failure)
        self.loading = Loading(self.sheets, cancel)
        self.area = ScrollColumn(width=_WIDEST)
        self.area.column.setSpacing(10)
        self.area.column.addStretch(1)  # parts keep together where there is room to spare
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.area, 2)
        self.follow_theme()

    def add(self, part: QWidget) -> None:
        """Put a part below the others, above the pages where these stand below."""
        column = self.area.column
        at = column.indexOf(self.sheets) - 1
        side = Qt.AlignmentFlag.AlignLeft if isinstance(part, Button) else Qt.AlignmentFlag(0)
        column.insertWidget(at if at >= 0 else column.count() - 1, part, 0, side)

    def order_tabs(self) -> None:
        """Let Tab come to the pages last."""
        order_tabs(self.area, [*(c for c in controls_of(self.area) if c is not self.sheets), self.sheets])

    def retheme(self) -> None:
        """Larger text leaves less room: the pages stand below then, and all of it scrolls as one."""
        is_narrow = self.width() < theme().px(_ROOM)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        if is_narrow:
            self.area.column.addWidget(self.sheets)
        else:
            self._row.addWidget(self.sheets, 3)
        self.sheets.set_whole(is_narrow)
        self.sheets.show()

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self.retheme()
