"""What stands in a layout, asked for safely.

With PySide 6.11 the wrapper that `QLayout.itemAt` makes lives as long as the layout, though Qt deletes the item with
its widget. Whatever comes to lie at the item's address later is then taken for a `QWidgetItem`: an attribute error at
best, a crash at worst. So the wrapper is given up as soon as its widget is known.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QGridLayout, QLayout, QSpacerItem, QWidget, QWidgetItem


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """Return the widgets and inner layouts of a layout as they read; those of a grid line by line."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda n: layout.getItemPosition(n)[:2])  # type: ignore[index]
    is_ours = not type(layout).__module__.startswith("PySide6")  # holds its wrappers itself, and lets them go
    found: list[QWidget | QLayout] = []
    for place in places:
        item = layout.itemAt(place)
        part = None if item is None else item.widget() or item.layout()
        if isinstance(item, QWidgetItem | QSpacerItem) and not is_ours:
            shiboken6.Shiboken.invalidate(item)
        if part is not None:
            found.append(part)
    return found
