"""The page area: a bar of tabs above the pages (W4)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.page import Page
from ui.page_stack import PageRoom
from ui.theme import Follows, theme
from ui.widgets.buttons import IconButton
from ui.widgets.tab_order import controls_of, order_tabs


class PageTabs(Follows, QWidget):
    """The open pages.

    Signals:
        front_changed(Page or None): another page is in front.
        close_asked(Page): the person pressed a tab's Close.
    """

    front_changed = Signal(object)
    close_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setAccessibleName("Open pages")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(True)
        self.bar.setMovable(True)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stack = QStackedWidget()
        self.room = PageRoom(self.stack)
        self._pages: list[Page] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.room, 1)
        self.bar.currentChanged.connect(self._on_current)
        self.bar.tabMoved.connect(self._on_moved)
        self.bar.installEventFilter(self)
        self.follow_theme()

    def pages(self) -> tuple[Page, ...]:
        """The open pages in tab order."""
        return tuple(self._pages)

    def front(self) -> Page | None:
        """The page in front."""
        index = self.bar.currentIndex()
        return self._pages[index] if 0 <= index < len(self._pages) else None

    def add(self, page: Page) -> None:
        """Open a page at the end and bring it to the front."""
        self._pages.append(page)
        self.stack.addWidget(page)
        number = self.bar.addTab(page.tab_text())
        close = IconButton("close", f"Close {page.tab_text()}", lambda: self.close_asked.emit(page))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does the same
        close.setFixedSize(_close_side(), _close_side())
        self.bar.setTabButton(number, QTabBar.ButtonPosition.RightSide, close)
        page.retitled.connect(lambda: self._on_retitled(page))
        self._on_retitled(page)
        self.bar.updateGeometry()  # a bar that is not seen yet does not say that it has tabs now
        order_tabs(self.stack, [page, *controls_of(page)])
        self.bring_to_front(page)

    def bring_to_front(self, page: Page) -> None:
        """Show an open page."""
        index = self._pages.index(page)
        if self.bar.currentIndex() == index:
            self._on_current(index)
        self.bar.setCurrentIndex(index)

    def remove(self, page: Page) -> None:
        """Take a page away; the tab to its left comes to the front."""
        index = self._pages.index(page)
        self.bar.blockSignals(True)
        self._pages.remove(page)
        self.stack.removeWidget(page)
        self.bar.removeTab(index)
        self.bar.blockSignals(False)
        page.hide()
        page.deleteLater()
        self._on_current(self.bar.currentIndex())

    def step(self, by: int) -> None:
        """The next or previous tab, round and round."""
        if self._pages:
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self._pages))

    def retheme(self) -> None:
        """Tabs measure themselves by the font."""
        self.bar.setFont(theme().font())
        for index in range(self.bar.count()):
            close = self.bar.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if close is not None:
                close.setFixedSize(_close_side(), _close_side())
        QApplication.sendEvent(self.bar, QEvent(QEvent.Type.StyleChange))  # measures tabs and buttons again

    def _on_current(self, index: int) -> None:
        page = self._pages[index] if 0 <= index < len(self._pages) else None
        if page is not None:
            self.stack.setCurrentWidget(page)
        self.front_changed.emit(page)

    def _on_moved(self, start: int, end: int) -> None:
        self._pages.insert(end, self._pages.pop(start))

    def _on_retitled(self, page: Page) -> None:
        if page not in self._pages:
            return
        index, text = self._pages.index(page), page.tab_text()
        self.bar.setTabText(index, text.replace("&", "&&"))
        self.bar.setTabToolTip(index, page.title())
        self.bar.setAccessibleTabName(index, f"{text}, {index + 1} of {len(self._pages)}")
        close = self.bar.tabButton(index, QTabBar.ButtonPosition.RightSide)
        if isinstance(close, IconButton):
            close.say(f"Close {text}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A middle click on a tab closes it."""
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.MiddleButton:  # type: ignore[attr-defined]
            index = self.bar.tabAt(event.position().toPoint())  # type: ignore[attr-defined]
            if index >= 0:
                self.close_asked.emit(self._pages[index])
        return super().eventFilter(watched, event)


def _close_side() -> int:
    return max(24, theme().px(20))
