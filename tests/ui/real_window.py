"""The window over the real example office, with some of its pages; everything happens at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caseworker.errors import UnavailableError
from caseworker.office import Office
from tests.ui.fake_context import make_context
from ui.cases.case_list_page import CaseListPage
from ui.letters.letter_page import LetterPage
from ui.own_settings import OwnSettings
from ui.page import Page
from ui.reports.reports_page import ReportsPage
from ui.settings.settings_page import SettingsPage
from ui.undo_stack import UndoStack
from ui.window import MainWindow


class CasePlace(Page):
    """Stands where a case would open."""

    kind = "case"

    def __init__(self, context: Any, key: str = "", parent: QWidget | None = None, *, show: str = "") -> None:
        super().__init__(context, key, parent)
        self.shown = show
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def title(self) -> str:
        return "Case"

    def first_focus(self) -> QWidget:
        return self

    def reopened(self, show: str = "") -> None:
        self.shown = show


def make_window(office: Office) -> MainWindow:
    """A shown window, wide enough for two columns."""
    context = make_context(office)
    context.own = OwnSettings()
    window = MainWindow(context)
    undo = UndoStack(context)

    def changed(result: Any) -> None:
        undo.push(result)
        window.tell_changed(result)

    context.tell_pages, context.changed = window.tell_changed, changed
    context.registry.handle("edit.undo", window, undo.undo, enabled=undo.why_no_undo, always=True)
    for page in (CaseListPage, ReportsPage, LetterPage, SettingsPage, CasePlace):
        window.add_kind(page)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def press(window: MainWindow, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    """Press keys where the focus is."""
    for key in keys:
        code, held = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(window.focusWidget() or window, code, held)
        QApplication.processEvents()


def alert_words(window: MainWindow) -> list[str]:
    """Title and text of each alert that stands."""
    return [f"{alert.title}: {alert.text}" for alert in window.strip.alerts()]


@dataclass
class Answers:
    """Answers the file dialogs: always this path, or None."""

    path: Path | None = None
    asked: list[str] = field(default_factory=list)

    def save_as(self, parent: QWidget, title: str, name: str, filters: str) -> Path | None:
        self.asked.append(name)
        return self.path / name if self.path else None

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        self.asked.append(title)
        return self.path

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        self.asked.append(title)
        return self.path


@dataclass
class PdfPrinter:
    """Prints into a PDF file; without one the person has thought better of it."""

    path: Path | None = None
    trouble: str = ""
    asked: list[str] = field(default_factory=list)

    def choose(self, parent: QWidget, title: str, pages: int) -> QPrinter | None:
        self.asked.append(f"{title}, {pages} pages")
        if self.trouble:
            raise UnavailableError(self.trouble)
        if self.path is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return printer


class OwnWindows(QObject):
    """Remembers every widget that is shown as a window of its own while this is in force."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False
