"""Navigation folded to a button, for narrow windows and large text (W7)."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui.commands import Registry
from ui.navigation import NavigationList
from ui.widgets.buttons import Button

_NAVIGATION_AND_PAGE = 1_000  # px at 100 % text below which both no longer fit well


def needs_folding(width: int, scale: float) -> bool:
    """Whether a window of this width is too narrow for navigation and preview at this text size."""
    return width < _NAVIGATION_AND_PAGE * scale


class FoldedNavigation(Button):
    """A button that opens the navigation as a menu."""

    def __init__(self, navigation: NavigationList, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__("Go to", self.open_menu, kind="quiet", icon="menu", parent=parent)
        self._navigation, self._registry = navigation, registry
        self.hide()

    def open_menu(self) -> None:
        """Show the places."""
        menu = self.build_menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def build_menu(self) -> QMenu:
        """One entry for each place, in order."""
        menu = QMenu(self)
        for place in self._navigation.places():
            action = menu.addAction(f"{place.text}\tCtrl+{place.number}")
            action.triggered.connect(lambda _on=False, kind=place.kind: self._navigation.chosen.emit(kind))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
