"""The main job without a screen: the sample office, a new complaint, its letter, a quarter's tables, pictures."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from caseworker.actions.letter_flow import approve_letter
from caseworker.actions.letter_post import send_letters
from caseworker.actions.letters import UNTOUCHED, letter_bytes
from caseworker.actions.log import Logged, log_case
from caseworker.actions.look_up import open_case
from caseworker.actions.opening import OpenOffice
from caseworker.actions.reports import build_pack, pack_pdf, write_file
from caseworker.actions.sample import build_sample
from caseworker.domain.intake import Child, Intake
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import parse_period
from caseworker.office import Office
from ui.app import build_window
from ui.own_settings import OwnSettings
from ui.tasks import SyncTasks
from ui.window import MainWindow

QUARTER = "2024-25-Q4"
SIZES = ((1366, 768), (1920, 1080))


def do_the_main_job(out: Path) -> int:
    """Do the main job into `out`, saying each thing in a line. Return the exit code."""
    folder = out / "sample-office"
    if folder.exists():
        shutil.rmtree(folder)
    print(f"Building the sample office in {folder}")
    built = build_sample(folder, _progress)
    print(f"  {built.imported:,} rows imported, {built.live} live cases logged by the program's own acts")
    try:
        logged = _log_a_call(built.opened.office)
        print(f"  {logged.message}")
        for path in (
            _write_letter(built.opened.office, logged, out / "acknowledgement.pdf"),
            _write_tables(built.opened.office, out / f"tables-{QUARTER}.pdf"),
            *take_pictures(built.opened, out, logged.case_id),
        ):
            print(f"  {path}")
    finally:
        built.opened.close()
    return 0


def _progress(fraction: float, words: str) -> None:
    if sys.stdout.isatty():
        print(f"  {fraction:4.0%} {words}")


def _log_a_call(office: Office) -> Logged:
    """Log the complaint of somebody on the phone, as on the office's day."""
    return log_case(
        office,
        Intake(
            kind=Kind.STATUTORY,
            channel="Phone",
            received_on=office.clock.today(),
            full_name="Mary O’Sullivan-Wójcik",
            raised_by="Parent",
            relationship="Mother",
            phone="020 7946 0699",
            address_lines="Flat 3, Lantern House\n22 Quay Street\nLondon",
            postcode="SE30 4GR",
            children=(Child("Aoife O’Sullivan-Wójcik", status="child_in_need"),),
            summary="The family support worker has missed the last three visits and nobody has said why. "
            "Aoife waits at the window each time.",
            wants="Visits that happen, and somebody to ring if they cannot.",
            risk="no",
            team="Family Social Work Team 3",
            theme="Communication",
            owner_id=office.person.id,
        ),
    )


def _write_letter(office: Office, logged: Logged, path: Path) -> Path:
    """Keep the acknowledgement, approve it and send it by email today."""
    done = approve_letter(office, logged.case_id, "", "L01", UNTOUCHED, recipient_checked=True)
    send_letters(office, [(logged.case_id, done.letter_id)], "email", office.clock.today())
    [letter] = open_case(office, logged.case_id).letters
    write_file(path, letter_bytes(office, letter.doc["digest"]))
    return path


def _write_tables(office: Office, path: Path) -> Path:
    write_file(path, pack_pdf(office, build_pack(office, parse_period(QUARTER))))
    return path


def take_pictures(opened: OpenOffice, out: Path, case_id: str) -> list[Path]:
    """Save a picture of each main screen and return the files."""
    qInstallMessageHandler(_pass_on)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    window = build_window(opened, SyncTasks(), OwnSettings())
    screens: list[tuple[str, Callable[[], object]]] = [
        ("work-list", lambda: window.open_page("work_list")),
        ("case", lambda: window.open_page("case", case_id)),
        ("letter", lambda: window.open_page("letter", f"{case_id}/L01")),
        ("reports", lambda: window.open_page("reports")),
        ("search", lambda: window.open_page("search")),
        ("drafts", lambda: window.open_page("drafts")),
        ("settings", lambda: window.open_page("settings")),
        ("intake", lambda: window.context.registry.run("case.new")),
    ]
    taken = []
    for width, height in SIZES:
        window.resize(width, height)
        window.show()
        for name, show in screens:
            show()
            settle()
            path = out / f"{name}-{width}x{height}.png"
            window.grab().save(str(path))
            taken.append(path)
    _close(window)
    del app
    return taken


def _pass_on(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Pass Qt's words on, but for what every window without a screen says."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def settle(milliseconds: int = 400) -> None:
    """Let the window do what it has put off: timers, layout, painting."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _close(window: MainWindow) -> None:
    window.close()
    window.context.tasks.shutdown()
    window.deleteLater()
    settle(50)
