"""Tab order that equals reading order (A3), also after parts were made anew: Qt puts new widgets at the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QRadioButton, QScrollArea, QWidget

from ui.widgets.layout_parts import parts_of


def tab_in_reading_order(root: QWidget) -> None:
    """Let Tab go through everything in `root` as its layouts read."""
    for before, after in itertools.pairwise(stops_of(root)):
        QWidget.setTabOrder(before, after)


def stops_of(widget: QWidget) -> Iterator[QWidget]:
    """Yield the controls within a widget that Tab can reach, shown or not, as the layouts read."""
    if _is_stop(widget) and widget.focusProxy() is None:
        yield widget
    elif isinstance(widget, QScrollArea):
        if widget.widget() is not None:
            yield from stops_of(widget.widget())
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout)
    else:  # such as a stack of pages, whose layout is its own
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from stops_of(child)


def _is_stop(widget: QWidget) -> bool:
    """Of a choice that is made, Qt lets Tab stop at one radio button; each may be that one after the next arrow key."""
    policy = widget.focusPolicy()
    if isinstance(widget, QRadioButton):
        return policy != Qt.FocusPolicy.NoFocus
    return bool(policy & Qt.FocusPolicy.TabFocus)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for part in parts_of(layout):
        yield from stops_of(part) if isinstance(part, QWidget) else _in_layout(part)
