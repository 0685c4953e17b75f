"""Writing a letter in the window: from a key to the new pages on the screen, as the window's own timer sees it."""

from __future__ import annotations

from pathlib import Path

from tests.bench.measure import Figure
from tests.bench.window import OURS, RUN, output_of

KEYS = 40

# A key at a time, each waited for, in a letter of two pages.
TYPE = f"""
import time
from PySide6.QtTest import QTest
from caseworker.domain.letters import Paragraph
from tests.example_office import log_complaint

def until(done, most=20.0):
    end = time.monotonic() + most
    while not done() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.001)
    return done()

def work(window):
    office = window.context.office
    case_id = log_complaint(office, received_on=office.clock.today()).case_id
    page = window.open_page("letter", f"{{case_id}}/L54")
    until(lambda: page.writing.isEnabled())
    editor = next(iter(page.writing.parts.editors.values()))
    editor.set_value(tuple(Paragraph("We have looked at what you told us, and this is what we found. " * 5)
                           for _ in range(9)))
    until(lambda: page.reading.sheets.pages)
    until(lambda: False, 3.0)  # the dictionary is read meanwhile
    box = editor.box
    box.setFocus()
    page.preview_ms.clear()
    for n in range({KEYS}):
        before = len(page.preview_ms)
        QTest.keyClicks(box, "abcdefgh ijklmn "[n % 16])
        until(lambda: len(page.preview_ms) > before, 5.0)
    took = sorted(page.preview_ms)
    print(len(page.reading.sheets.pages), flush=True)
    print(took[len(took) // 2], flush=True)
"""


def typing_figure(folder: Path) -> Figure:
    """Open the window on the large office, write, and ask it how long each preview took."""
    said = output_of(OURS + TYPE + RUN, folder / "office").splitlines()
    pages, median_ms = int(said[-2]), int(said[-1])
    return Figure(
        f"Letter of {pages} pages, from a key to its preview",
        median_ms / 1000,
        None,
        0.150,
        rate=f"{KEYS} keys",
    )
