"""Real kills while somebody types: what the program had said to be saved is there, to the letter (P1, U1)."""

from __future__ import annotations

from pathlib import Path

from caseworker.actions.drafts import list_drafts
from caseworker.actions.opening import open_office
from caseworker.paths import OfficePaths
from tests.example_office import make_office
from tests.storage.processes import another_program, kill, says

TYPE_FOR_EVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from caseworker.actions.opening import open_office
from caseworker.paths import OfficePaths
from tests.typing_help import type_text
from tests.ui.fake_context import make_context
from ui.drafts import autosave
from ui.intake.intake_page import IntakePage
from ui.tasks import Threads
from ui.window import MainWindow

autosave.PAUSE_MS, autosave.MOST_MS = 1_000, 60
app = QApplication(["test"])
context = make_context(open_office(OfficePaths(Path(sys.argv[1])), is_plain=True).office)
context.tasks = Threads()
window = MainWindow(context)
window.add_kind(IntakePage)
window.show()
page = window.open_page("intake", "the-draft")
field = page.form.form["summary"].editor()
page.autosave.saved.connect(lambda draft: print(len(draft.doc["summary"]), flush=True))
letters = iter(range(10**9))
typing = QTimer(interval=3)
typing.timeout.connect(lambda: type_text(field, chr(97 + next(letters) % 26)))
typing.start()
app.exec()
"""


def test_killed_while_typing_loses_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    make_office(tmp_path / "office").close()
    with another_program(TYPE_FOR_EVER, tmp_path / "office") as program:
        for _ in range(5):
            said = int(says(program))
        rest = kill(program).split()
    saved = int(rest[-1]) if rest else said
    opened = open_office(OfficePaths(tmp_path / "office"), is_plain=True)
    (draft,) = list_drafts(opened.office)
    opened.close()
    text = str(draft.doc["summary"])
    assert len(text) >= saved > 0
    assert text == "".join(chr(97 + n % 26) for n in range(len(text)))
    assert draft.doc["focus"] == "summary"
