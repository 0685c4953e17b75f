"""Tab order for parts that are made later (A3): Qt puts every new control at the end of the window's order.

Call `gather(container)` after adding controls to a container that is already in a window, or `order_tabs` to say the
order outright.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def order_tabs(anchor: QWidget, widgets: Iterable[QWidget]) -> None:
    """Put widgets into the Tab order, one after another, behind `anchor` (which need not take focus itself)."""
    before = anchor
    for widget in widgets:
        if widget.window() is before.window():
            with _as_stop(before), _as_stop(widget):
                QWidget.setTabOrder(before, widget)
            before = widget


@contextmanager
def _as_stop(widget: QWidget) -> Iterator[None]:
    # Qt 6.11 passes over a request that names a widget which takes no focus, such as a container.
    policy = widget.focusPolicy()
    if policy == Qt.FocusPolicy.NoFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    yield
    widget.setFocusPolicy(policy)


def gather(container: QWidget) -> None:
    """Put every control of a container behind it in the Tab order, in the order in which they were made."""
    order_tabs(container, controls_of(container))


def controls_of(container: QWidget) -> list[QWidget]:
    """The controls inside a container, in the window's present Tab order."""
    found: list[QWidget] = []
    widget = container.nextInFocusChain()
    while widget is not container:
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and container.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
