"""The columns of a table: as wide as asked, narrower when they must be, left out from the right when they do not fit.

A table never scrolls sideways by itself (W7): what is left out is said beside the count, stays in the spoken row and in
the preview, and comes back with more room. Once a person has set a width, widths are theirs.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from ui.theme import text_width
from ui.widgets.roles import Role
from ui.widgets.table_delegate import SIDE

_HEAD = Qt.Orientation.Horizontal
_NARROWEST = 0.8  # of the width asked for, before a column is left out
_STRETCH_LEAST = 18  # characters that a column which takes the rest needs
_ARROW = 26  # px for the sort mark


class Columns(QObject):
    """Keeps the columns of one table view.

    Signals:
        left_out_changed(int): so many columns do not fit now.
    """

    left_out_changed = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._hidden: set[int] = set()  # by the person
        self._left_out: set[int] = set()  # for want of room
        self._own_widths = False
        self._fitting = False
        view.horizontalHeader().sectionResized.connect(self._on_resized)

    def reset(self) -> None:
        """Another model: begin anew."""
        self._hidden, self._left_out, self._own_widths = set(), set(), False

    def is_shown(self, section: int) -> bool:
        """Whether the person wants to see it."""
        return section not in self._hidden

    def left_out(self) -> int:
        """How many columns do not fit."""
        return len(self._left_out)

    def show(self, section: int, on: bool) -> None:
        """Show or hide a column; column 0 always shows, since it speaks the row."""
        if section:
            (self._hidden.discard if on else self._hidden.add)(section)
            self.fit()

    def fit(self) -> None:
        """Share the room there is."""
        model, header = self._view.model(), self._view.horizontalHeader()
        if model is None or self._fitting:
            return
        self._fitting = True
        wished = [header.logicalIndex(n) for n in range(model.columnCount())]
        wished = [section for section in wished if section not in self._hidden]
        widths = {section: self._wanted(section) for section in wished}
        room = self._view.viewport().width()
        firm = {section for section in wished if self._is_firm(section)}
        left_out = set() if self._own_widths else _too_many(wished, widths, room, firm)
        for section in range(model.columnCount()):
            header.setSectionHidden(section, section in self._hidden or section in left_out)
        if not self._own_widths:
            self._share({s: w for s, w in widths.items() if s not in left_out}, room, firm)
        self._fitting = False
        if left_out != self._left_out:
            self._left_out = left_out
            self.left_out_changed.emit(len(left_out))

    def state(self) -> dict[str, Any]:
        """Order, widths set by hand, hidden columns and sort, by column id."""
        model, header = self._view.model(), self._view.horizontalHeader()
        if model is None:
            return {}
        sort = header.sortIndicatorSection()
        shown = range(model.columnCount())
        return {
            "order": [self._id(header.logicalIndex(n)) for n in shown],
            "hidden": [self._id(section) for section in sorted(self._hidden)],
            "widths": {self._id(s): header.sectionSize(s) for s in shown if not header.isSectionHidden(s)}
            if self._own_widths
            else {},
            "sort": self._id(sort) if 0 <= sort < model.columnCount() else "",
            "descending": header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what `state` gave; columns that are gone are passed over."""
        model, header = self._view.model(), self._view.horizontalHeader()
        if model is None or not state:
            return
        section_of = {self._id(section): section for section in range(model.columnCount())}
        for place, name in enumerate(name for name in state.get("order", ()) if name in section_of):
            header.moveSection(header.visualIndex(section_of[name]), place)
        self._hidden = {section_of[name] for name in state.get("hidden", ()) if section_of.get(name)}
        widths = {
            section_of[name]: width for name, width in state.get("widths", {}).items() if name in section_of
        }
        self._own_widths = bool(widths)
        self.fit()
        self._fitting = True
        for section, width in widths.items():
            header.resizeSection(section, width)
        self._fitting = False
        if state.get("sort") in section_of:
            order = Qt.SortOrder.DescendingOrder if state.get("descending") else Qt.SortOrder.AscendingOrder
            self._view.sortByColumn(section_of[state["sort"]], order)

    def _id(self, section: int) -> str:
        return str(self._view.model().headerData(section, _HEAD, Role.COLUMN))

    def _asked(self, section: int) -> int:
        asked = self._view.model().headerData(section, _HEAD, Role.WIDTH)
        return 14 if asked is None else int(asked)

    def _wanted(self, section: int) -> int:
        title = str(self._view.model().headerData(section, _HEAD) or "")
        least = self._view.horizontalHeader().fontMetrics().horizontalAdvance(title) + 2 * SIDE + _ARROW
        return max(least, text_width(self._view, abs(self._asked(section)) or _STRETCH_LEAST) + 2 * SIDE)

    def _is_firm(self, section: int) -> bool:
        return bool(self._view.model().headerData(section, _HEAD, Role.FIRM))

    def _share(self, widths: dict[int, int], room: int, firm: set[int]) -> None:
        header = self._view.horizontalHeader()
        fixed = sum(width for section, width in widths.items() if section in firm)
        soft = sum(widths.values()) - fixed
        if fixed + soft > room and soft:
            part = max(_NARROWEST, (room - fixed) / soft)
            widths = {s: width if s in firm else int(width * part) for s, width in widths.items()}
        spare = room - sum(widths.values())
        takers = [section for section in widths if self._asked(section) <= 0] or list(widths)[-1:]
        for section, width in widths.items():
            extra = spare // len(takers) if section in takers and spare > 0 else 0
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, width + extra)

    def _on_resized(self, _section: int, _before: int, _now: int) -> None:
        if not self._fitting and QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._own_widths = True


def _too_many(order: list[int], widths: dict[int, int], room: int, firm: set[int]) -> set[int]:
    """The columns, from the right, that must go so that the others keep most of their width."""
    kept = list(order)
    least = {section: width if section in firm else width * _NARROWEST for section, width in widths.items()}
    while len(kept) > 1 and sum(least[section] for section in kept) > room:
        kept.pop() if kept[-1] != 0 else kept.pop(-2)
    return set(order) - set(kept)
