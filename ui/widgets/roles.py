"""What a table asks of a model besides Qt's own roles."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """Item data roles. All are optional: a model that answers None gives plain text."""

    TAG = Qt.ItemDataRole.UserRole + 2  # kind of tag to draw (C9); the display text gives its words
    BOLD = Qt.ItemDataRole.UserRole + 3  # True: heavier text (an updated row)
    TONE = Qt.ItemDataRole.UserRole + 4  # "muted" or "error"
    KEY = Qt.ItemDataRole.UserRole + 5  # what the row is, so that it can be found again after a refresh
    WIDTH = (
        Qt.ItemDataRole.UserRole + 6
    )  # header only: in characters; 0 takes the room left, -n too but at least n
    COLUMN = Qt.ItemDataRole.UserRole + 7  # header only: the column's id, for filters and saved layouts
    MARK = Qt.ItemDataRole.UserRole + 8  # kind of tag drawn tight before the words; "" keeps its room
    SHORT = Qt.ItemDataRole.UserRole + 9  # fewer words for a cell in which all of them do not fit
    FIRM = Qt.ItemDataRole.UserRole + 10  # header only: True for a column that is never narrower than asked
