"""A page: what stands in one tab of the window.

A page asks the office through `context.tasks`, never directly. It names its commands in `commands` and takes each of
them with `handle`. The window asks it for its words, its first focus and whether it may close.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.tab_order import controls_of


class Page(QWidget):
    """One tab. Subclasses set `kind`, `commands` and write `title`; the rest has a sensible answer.

    Signals:
        retitled: the title or tab text has changed.
        draft_saved(str): words for the status bar, such as "Draft saved 14:32".
        closing: emitted by the page to ask the window to close its tab.
    """

    kind: ClassVar[str] = ""
    commands: ClassVar[tuple[str, ...]] = ()

    retitled = Signal()
    draft_saved = Signal(str)
    closing = Signal()

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.key = key
        self.has_problems = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)

    def title(self) -> str:
        """The screen or reference, for the title bar: "Work list", "CYP-2026-0412"."""
        raise NotImplementedError(f"{type(self).__name__} has no title")

    def tab_text(self) -> str:
        """Reference and surname for the tab: "CYP-2026-0412 Osei"; drafts begin "Draft"."""
        return self.title()

    def help_text(self) -> str:
        """What this page is for and its keys, shown by F1."""
        return ""

    def first_focus(self) -> QWidget:
        """The control that takes focus when the page is first shown."""
        stops = (part for part in controls_of(self) if part.isVisibleTo(self) and part.isEnabled())
        return next((part for part in stops if part.focusPolicy() & Qt.FocusPolicy.TabFocus), self)

    def may_close(self) -> bool:
        """Whether the tab may close now; a page saves its draft here and nearly always says True (P1)."""
        return True

    def own_words(self) -> str:
        """What stands typed here and is in no record yet, as plain text; "" for nothing."""
        return ""

    def on_changed(self, changed: Any) -> None:
        """Something was changed by an action (`changed` is what the action returned). Refresh what it touches."""

    def refresh(self) -> None:
        """Read everything again."""

    def go_back(self) -> bool:
        """Go one step back inside the page (Alt+Left); False when there is nothing inside to go back to."""
        return False

    def preview(self) -> QWidget | None:
        """The widget for the preview pane, made once and kept by the page; None when it has none."""
        return None

    def layout_state(self) -> dict[str, Any]:
        """What is kept for the next start (filters, columns, sort, splitters); must be fit for JSON."""
        return {}

    def restore_layout(self, state: dict[str, Any]) -> None:
        """Take up what `layout_state` gave; anything unknown or missing is passed over."""

    def handle(
        self, command_id: str, call: Callable[[], object], enabled: Callable[[], str] | None = None
    ) -> None:
        """Take a command while this page is in front.

        Args:
            enabled: gives the reason it cannot be used now, in words, or "" when it can.
        """
        self.context.registry.handle(command_id, self, call, enabled=enabled)

    def set_problems(self, has_problems: bool) -> None:
        """Say that the last attempt to finish met problems: the title begins "Error: " until it is mended."""
        if has_problems != self.has_problems:
            self.has_problems = has_problems
            self.retitled.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is the window's business: it asks `may_close` first."""
        event.ignore()
