"""The frame (W1 to W7): menus, command bar, alerts, navigation, tabs, preview, status. It opens pages and knows none.

Question: what does the frame know of casework? Choice: nothing; pages are registered by kind and made when asked for,
and the layout is a dict that the caller keeps. Cost: the caller (ui/app.py) lists the pages.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QVBoxLayout, QWidget

from ui.case_gone import let_go
from ui.context import Context
from ui.folding import FoldedNavigation, needs_folding
from ui.later_page import LaterPage
from ui.menus import CommandBar, Keys, Menus
from ui.navigation import NavigationList, Place
from ui.page import Page
from ui.panes import Panes
from ui.preview_pane import PreviewPane
from ui.sample_strip import SampleStrip
from ui.status_line import StatusLine
from ui.tabs import PageTabs
from ui.text_size import TextSize
from ui.theme import theme
from ui.undo_first import install_undo_filter
from ui.widgets.alert_strip import AlertStrip
from ui.widgets.tab_order import controls_of, order_tabs
from ui.window_commands import take_commands
from ui.window_layout import FirstPart, fit_screen, hex_of, restore_splitter, split, take_geometry

PRODUCT = "Caseworker"
ROOM_FOR_PREVIEW = 1500
"""Width at 100 % text from which the preview stands beside a list without taking its columns."""


class MainWindow(QMainWindow):
    """The one window.

    Signals:
        text_size_changed(int): per cent, to be kept in the person's settings.
        about_to_close: the last moment to keep `layout_state()`.
        page_opened(Page), page_closed(Page).
    """

    text_size_changed = Signal(int)
    about_to_close = Signal()
    page_opened = Signal(object)
    page_closed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._kinds: dict[str, type[Page] | LaterPage] = {}
        self._visited: list[Page] = []
        self._offline = False
        self._wants_navigation = True
        self._wants_preview: bool | None = None  # None: where there is room for it beside a list
        self._front: Page | None = None
        self._build()
        self._connect()
        take_commands(self)
        context.open_page = self.open_page
        context.changed = self.tell_changed
        self._on_front_changed(None)

    def add_kind(
        self,
        page: type[Page] | LaterPage,
        *,
        place: Place | None = None,
        command: str = "",
        fresh: bool = False,
    ) -> None:
        """Register a kind of page by its class, or by what stands for it until it is opened.

        Args:
            place: its entry in the navigation; entries that are not given are not shown.
            command: opens it; always there, whichever page is in front.
            fresh: the command opens a new one each time (an intake), instead of raising the open one.
        """
        self._kinds[page.kind] = page
        self.context.registry.offer(*page.commands)
        if place is not None:
            self.navigation.add(place)
        if command:
            self.context.registry.handle(
                command,
                self,
                lambda: self.open_page(page.kind, uuid.uuid4().hex if fresh else ""),
                always=True,
            )

    def open_page(self, kind: str, key: str = "", *, focus: bool = True, **more: Any) -> Page:
        """Open a tab, or raise the one that is open for the same kind and key, and return its page.

        `more` goes to the page's `__init__`, or to its `reopened(**more)` when it is open already.
        """
        page = self.find_page(kind, key)
        if page is None:
            page = self._kinds[kind](self.context, key, **more)
            page.closing.connect(lambda: self.close_page(page))
            page.retitled.connect(self._show_title)
            page.draft_saved.connect(self.status.say_draft)
            self.tabs.add(page)
            self.page_opened.emit(page)
        else:
            self.tabs.bring_to_front(page)
            if more and hasattr(page, "reopened"):
                page.reopened(**more)
        if focus:
            page.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def find_page(self, kind: str, key: str = "") -> Page | None:
        """The open page of that kind and key."""
        return next((page for page in self.tabs.pages() if page.kind == kind and page.key == key), None)

    def close_page(self, page: Page) -> bool:
        """Close a tab; False when the page would not. The page visited before comes to the front (A4)."""
        if page not in self.tabs.pages() or not page.may_close():
            return False
        before = self.take_away(page)
        if before is not None and before in self.tabs.pages():
            self.tabs.bring_to_front(before)
        front = self.tabs.front()
        if front is not None:
            self.panes.return_to(front)
        else:
            self.navigation.setFocus()
        return True

    def take_away(self, page: Page) -> Page | None:
        """Remove a tab; return the page that was visited before it (the next tab is not, though it shows for now)."""
        self._visited = [visited for visited in self._visited if visited is not page]
        before = self._visited[-1] if self._visited else None
        self.tabs.remove(page)
        self.preview.forget(page)
        self.page_closed.emit(page)
        return before

    def visited_but(self, pages: Collection[Page]) -> Page | None:
        """The page that was in front last, but for these."""
        return next((page for page in reversed(self._visited) if page not in pages), None)

    def tell_changed(self, changed: Any) -> None:
        """Tell every open page what an action touched."""
        let_go(self, changed)
        for page in self.tabs.pages():
            page.on_changed(changed)

    def set_connection(self, words: str, *, is_offline: bool = False) -> None:
        """Say in the status bar how the line to the hub is; the title says so too while we are offline."""
        self._offline = is_offline
        self.status.say_connection(words)
        self._show_title()

    def set_sample(self, words: str) -> None:
        """Show the strip of the sample office: "Sample office: the clock stands at Wednesday 15 October 2025"."""
        self.sample.say(words)

    def set_preview_place(self, place: str) -> None:
        """Put the preview at the right of the page, below it, or nowhere: "right", "below" or "off".

        "": at the right where there is room for it.
        """
        upright = Qt.Orientation.Vertical if place == "below" else Qt.Orientation.Horizontal
        self.splitter.setOrientation(upright)
        self._wants_preview = place != "off" if place else None
        self._show_preview()

    def close_front(self) -> None:
        """Close the tab in front; its draft is kept (Ctrl+W)."""
        front = self.tabs.front()
        if front is not None:
            self.close_page(front)

    def go_back(self) -> None:
        """One step back: inside the page first, then to the page visited before (Alt+Left)."""
        front = self.tabs.front()
        if front is not None and front.go_back():
            return
        if len(self._visited) > 1:
            self._visited.pop()
            self.tabs.bring_to_front(self._visited[-1])
            self.panes.return_to(self._visited[-1])
        else:
            self.context.messages.status("There is nothing to go back to.")

    def toggle_preview(self) -> None:
        """Show or hide the preview."""
        self._wants_preview = not self._may_preview()
        self._show_preview()
        self.context.messages.status("Preview shown" if self._wants_preview else "Preview hidden")

    def toggle_navigation(self) -> None:
        """Show or hide the navigation."""
        self._wants_navigation = not self._wants_navigation
        self._fold()
        self.context.messages.status("Navigation shown" if self._wants_navigation else "Navigation hidden")

    def layout_state(self) -> dict[str, Any]:
        """What is kept for the next start (W4), fit for JSON."""
        pages = [{"kind": p.kind, "key": p.key, "layout": p.layout_state()} for p in self.tabs.pages()]
        front = self.tabs.front()
        return {
            "geometry": hex_of(self.saveGeometry()),
            "splitter": hex_of(self.splitter.saveState()),
            "navigation_wider": self.beside.wider,
            "navigation": self._wants_navigation,
            "preview": self._wants_preview,
            "pages": pages,
            "front": self.tabs.pages().index(front) if front else -1,
        }

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave; pages of kinds that are gone are passed over."""
        take_geometry(self, state.get("geometry", ""))
        restore_splitter(self.splitter, state.get("splitter", ""))
        wider = state.get("navigation_wider", 0)
        self.beside.wider = wider if isinstance(wider, int) else 0
        self._wants_navigation = bool(state.get("navigation", True))
        self._wants_preview = state.get("preview")
        opened = []
        for entry in state.get("pages", ()):
            if entry.get("kind") in self._kinds:
                page = self.open_page(entry["kind"], entry.get("key", ""), focus=False)
                page.restore_layout(entry.get("layout", {}))
                opened.append(page)
        front = state.get("front", -1)
        if 0 <= front < len(opened):
            self.tabs.bring_to_front(opened[front])
            self.panes.return_to(opened[front])
        self._fold()

    def _build(self) -> None:
        registry = self.context.registry
        fit_screen(self, 1366, 768)
        self.menu_bar = QMenuBar(self)  # made here, so that its wrapper lives as long as the window
        self.setMenuBar(self.menu_bar)
        self.menu_bar.setAccessibleName("Menus")
        self.menus = Menus(self.menu_bar, registry)
        self.keys = Keys(self, registry)
        self.command_bar = CommandBar(registry)
        self.navigation = NavigationList()
        self.folded = FoldedNavigation(self.navigation, registry)
        self.command_bar.flow.insert(0, self.folded)
        self.command_bar.first = 1
        self.sample = SampleStrip()
        self.strip = AlertStrip()
        self.tabs = PageTabs()
        self.preview = PreviewPane()
        self.status = StatusLine()
        self.splitter = split(self.tabs, self.preview, stretch=(3, 1))
        self.body = split(self.navigation, self.splitter, stretch=(0, 1))
        self.beside = FirstPart(self.body)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.command_bar, self.sample, self.strip):
            column.addWidget(part)
        column.addWidget(self.body, 1)
        column.addWidget(self.status)
        self.setCentralWidget(middle)
        self.panes = Panes(
            self, (self.command_bar, self.strip, self.navigation, self.tabs, self.preview, self.status)
        )
        places = (
            self.command_bar,
            self.strip,
            self.navigation,
            self.tabs.bar,
            self.tabs.stack,
            self.preview,
            self.status,
        )
        order_tabs(self.command_bar, [part for place in places for part in (place, *controls_of(place))][1:])
        self.text_size = TextSize(self.text_size_changed.emit)
        install_undo_filter()

    def _connect(self) -> None:
        self.navigation.chosen.connect(lambda kind: self.open_page(kind))
        self.tabs.front_changed.connect(self._on_front_changed)
        self.tabs.close_asked.connect(self.close_page)
        self.strip.focus_left.connect(self._on_strip_left)
        self.context.messages.attach(self, self.strip)
        self.context.messages.status_said.connect(self.status.say)
        self.context.registry.refused.connect(lambda _id, reason: self.context.messages.status(reason))
        theme().changed.connect(self._fold)

    def _on_front_changed(self, page: Page | None) -> None:
        if page is not None and page is not self._front:
            self._visited = [*[visited for visited in self._visited if visited is not page][-49:], page]
            self.navigation.mark(page.kind)
        if page is not self._front:
            self.status.leave()
        self._front = page
        self.context.registry.set_front(page)
        self.status.say_draft("")
        self._show_preview()
        self._show_title()

    def _on_strip_left(self) -> None:
        front = self.tabs.front()
        if front is not None:
            self.panes.return_to(front)
        else:
            self.navigation.setFocus()

    def _show_title(self) -> None:
        page = self.tabs.front()
        prefix = "Error: " if page is not None and page.has_problems else ""
        words = f"{page.title()} - {PRODUCT}" if page is not None else PRODUCT
        self.setWindowTitle(f"{prefix}{words}{' (offline)' if self._offline else ''}")

    def _show_preview(self) -> None:
        has_room = self._may_preview() and not self._is_narrow()
        self.preview.show_for(self.tabs.front() if has_room else None)

    def _may_preview(self) -> bool:
        """Whether the preview is wanted; unless somebody has said so, a narrow window keeps its room for the list."""
        if self._wants_preview is not None:
            return self._wants_preview
        return self.width() >= theme().px(ROOM_FOR_PREVIEW)

    def _is_narrow(self) -> bool:
        return needs_folding(self.width(), theme().scale)

    def _fold(self) -> None:
        folded = self._is_narrow() or not self._wants_navigation
        if folded and self.navigation.hasFocus():
            self.folded.show()
            self.folded.setFocus()
        self.navigation.setVisible(not folded)
        self.folded.setVisible(folded)
        self.beside.fit()
        self._show_preview()

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation when the room is narrow (W7)."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Every page may keep its draft; then the layout is kept."""
        if all(page.may_close() for page in self.tabs.pages()):
            self.about_to_close.emit()
            event.accept()
        else:
            event.ignore()
