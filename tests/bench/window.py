"""Cold start and memory: the program's window on the large office beside an empty window, each in a new process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.measure import Figure

ROOT = Path(__file__).resolve().parents[2]

EMPTY = """
import sqlalchemy
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
print("ready", flush=True)
"""

# The program itself (main.py without the question whether there is a screen), until its first cases can be chosen.
OURS = """
import sys
from pathlib import Path
import main
from caseworker import cli
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def work(window):
    pass

def look():
    for window in app.topLevelWidgets():
        if type(window).__name__ == "MainWindow" and window.isVisible():
            page = window.tabs.pages()[0]
            if page.model.is_loaded and page.model.rowCount():
                timer.stop()
                print("ready", flush=True)
                work(window)
                leave(0)

app = QApplication([])
timer = QTimer(interval=2)
timer.timeout.connect(look)
timer.start()
data = cli.build_parser().parse_args(["--data", sys.argv[1]]).data
"""
RUN = """
from os import _exit as leave
main.open_window(data)
"""

# Then an hour's work in a minute: every page, the middle of the longest list, a search, a case, the tables.
WORK = """
import resource, time
from caseworker.actions import look_up
from caseworker.actions.letters import preview_letter
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import parse_period

def settle(until=lambda: True, most=20.0):
    end = time.monotonic() + most
    while not until() and time.monotonic() < end:
        QApplication.processEvents()
    for _ in range(20):
        QApplication.processEvents()

def work(window):
    office = window.context.office
    cases = window.open_page("cases")
    settle(lambda: cases.model.is_counted)
    for row in range(0, len(cases.model.numbers), max(1, len(cases.model.numbers) // 60)):
        settle(lambda: cases.model.line(row) is not None)
    for kind in ("search", "drafts", "reports", "settings", "intake"):
        window.open_page(kind)
        settle()
    for number in cases.model.numbers[:5]:
        [row] = look_up.cases_by_number(office, [number])
        window.open_page("case", row.case_id)
        settle()
    for typed in ("o", "ob", "sian", "social worker"):
        look_up.search_cases(office, typed)
    build_pack(office, parse_period("2024-25"))
    settle()
    print(peak_mb(), flush=True)

def peak_mb():
    try:  # on Linux getrusage would count the program that started this one too (its pages, before the exec)
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
"""

LEAVE = """
import os
os._exit(0)
"""


def window_figures(folder: Path, runs: int = 7) -> list[Figure]:
    """Start both in turn, each in a new process; then use the window and ask how much memory it took at most."""
    office = folder / "office"
    starting, empty = OURS + RUN, EMPTY + LEAVE
    for code in (empty, starting):  # once, so that both find their files in the system's memory
        _until_ready(code, office)
    ours, bare = [], []
    for _ in range(runs):
        ours.append(_until_ready(starting, office))
        bare.append(_until_ready(empty, office))
    memory = float(output_of(OURS + WORK + RUN, office).splitlines()[-1])
    return [
        Figure(
            "Cold start, to a window whose list shows its cases",
            median(ours),
            median(bare),
            2.0,
            "a new process: import sqlalchemy and PySide6, an empty QMainWindow shown",
        ),
        Figure("Peak memory of the window after an hour's work", memory, None, 300.0),
    ]


def _until_ready(code: str, office: Path) -> float:
    """Return the seconds from the start of a new Python to its word that it is ready."""
    began = time.perf_counter()
    with _program(code, office) as program:
        assert program.stdout is not None
        word = program.stdout.readline().strip()
        took = time.perf_counter() - began
        rest = program.communicate()[1]
    if word != "ready":
        raise SystemExit(f"The window did not start: {rest}")
    return took


def output_of(code: str, office: Path) -> str:
    """Return what a program says whose last word is a number."""
    with _program(code, office) as program:
        said, errors = program.communicate()
    if not said.splitlines()[-1:] or not said.splitlines()[-1].isdigit():
        raise SystemExit(f"The window did not do its work: {errors}")
    return said


def _program(code: str, office: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(office)],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _environment() -> dict[str, str]:
    """As on a user's computer: from the second start on, Python finds its modules compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"QT_QPA_PLATFORM": "offscreen", **kept, "PYTHONPATH": str(ROOT)}
