"""The program with a screen: one start at a time, the questions before the window, the window, the end."""

from __future__ import annotations

import gc
import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QMessageBox

from caseworker.actions.opening import OpenOffice, is_shared, open_office
from caseworker.errors import (
    AlreadyOpenError,
    CaseworkerError,
    KeyNeededError,
    UnavailableError,
    WrongKeyError,
)
from caseworker.paths import OfficePaths, office_paths
from ui.app import begin_sharing, build_window, take_own_settings
from ui.own_settings import OwnSettings
from ui.start.faults import watch_for_faults
from ui.start.first_start import FirstStart
from ui.start.unlock_dialog import UnlockDialog
from ui.start.upgrading import upgrade_shown
from ui.theme import tokens, watch_system
from ui.widgets.icons import icon
from ui.window import MainWindow

WORLD = 3
CLOSING_TAKES = 8.0
"""Seconds within which a window that was closed has given its office back."""


def run_window(data: Path | None) -> int:
    """Open the office in the window and return when it is closed."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Caseworker")
    app.setDesktopFileName("caseworker")
    app.setWindowIcon(icon("logged", tokens().link))
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    _speak_english(app)
    take_own_settings(OwnSettings())
    try:
        paths = office_paths(data)
        return _run(app, paths)
    except CaseworkerError as error:
        tell(str(error))
        return WORLD


def _run(app: QApplication, paths: OfficePaths) -> int:
    if raise_the_other(paths):
        return 0
    take_own_settings(OwnSettings(paths.layout))
    opened = _opened(paths)
    if opened is None:
        return 0
    window = build_window(opened)
    watch_for_faults(window.context.messages, opened.office.paths.logs)
    server = listen_for_others(opened.office.paths, lambda: bring_up(window))
    watch_system(lambda: take_own_settings(window.context.own))
    window.show()
    QTimer.singleShot(0, lambda: _begin_day(window))
    QTimer.singleShot(0, lambda: begin_sharing(window))
    QTimer.singleShot(0, collect_garbage_again)
    code = app.exec()
    app.sync()  # the window is off the screen before the rest is waited for
    if server is not None:
        server.close()  # first, so that a start meanwhile does not take this window for one to raise
    window.context.tasks.shutdown()
    if window.context.sharing is not None:
        window.context.sharing.end()
    opened.close()
    return code


def _begin_day(window: MainWindow) -> None:
    """Today comes in front in the first window of the day; read only now, when the window stands."""
    from ui.work.first_of_day import show_first_of_day

    show_first_of_day(window.context)


def _opened(paths: OfficePaths) -> OpenOffice | None:
    """Ask what must be asked and return the open office, or None when the person would rather not."""
    if not paths.has_office:
        return FirstStart(paths).ask()
    try:
        with upgrade_shown() as progress:
            opened = _once_free(lambda: open_office(paths, progress=progress))
        return _whole(paths, opened)
    except KeyNeededError as needed:
        return _whole(paths, UnlockDialog(paths, str(needed)).ask())
    except WrongKeyError as wrong:
        return _whole(paths, UnlockDialog(paths, str(wrong)).ask())
    except AlreadyOpenError as other:
        raise UnavailableError(
            f"{other} If you do not see its window, close it in the Task Manager."
        ) from other


def _once_free(open_it: Callable[[], OpenOffice]) -> OpenOffice:
    """Open an office; one whose window was closed this moment is waited for, as its last words go to the disk."""
    until = time.monotonic() + CLOSING_TAKES
    while True:
        try:
            return open_it()
        except AlreadyOpenError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _whole(paths: OfficePaths, opened: OpenOffice | None) -> OpenOffice | None:
    """An office that was being joined when the program was closed is waited for first; one too long away as well."""
    if opened is None or not is_shared(opened.office):
        return opened
    from ui.start.contact_dialog import ask_for_contact
    from ui.start.join_step import finish_arriving

    arrived = finish_arriving(paths, opened)
    return None if arrived is None else ask_for_contact(arrived)


def collect_garbage_again() -> None:
    """Garbage is not looked for while the program starts (main.py); what is there now stays to the end."""
    gc.freeze()
    gc.enable()


def tell(words: str) -> None:
    """Say why the window does not open, in a box and on the terminal."""
    print(words, file=sys.stderr)
    box = QMessageBox(QMessageBox.Icon.Warning, "Caseworker", words)
    box.addButton("Close", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


# -- one start at a time --------------------------------------------------------------------------------


def _server_name(paths: OfficePaths) -> str:
    return "caseworker-" + hashlib.sha256(str(paths.folder.resolve()).encode()).hexdigest()[:20]


def raise_the_other(paths: OfficePaths) -> bool:
    """If this office has a window already, bring that to the front and return True (W1)."""
    socket = QLocalSocket()
    socket.connectToServer(_server_name(paths))
    if not socket.waitForConnected(300):
        return False
    socket.write(b"raise\n")
    socket.waitForBytesWritten(300)
    socket.disconnectFromServer()
    return True


def listen_for_others(paths: OfficePaths, raise_window: Callable[[], None]) -> QLocalServer | None:
    """Listen for a second start of the program on the same office."""
    name = _server_name(paths)
    QLocalServer.removeServer(name)
    server = QLocalServer()
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def answer() -> None:
        connection = server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        raise_window()

    server.newConnection.connect(answer)
    return server if server.listen(name) else None


def bring_up(window: MainWindow) -> None:
    """Bring the window to the front."""
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _speak_english(app: QApplication) -> None:
    """Qt's own words, where they are translated at all, in British English."""
    translator = QTranslator(app)
    if translator.load(
        QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
