"""What was saved and not entered in the lists is told to whoever saved it: once, with what to do."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.unlisted import Unlisted
from caseworker.office import Office
from caseworker.storage import project
from tests.example_office import log_complaint
from tests.log_help import ExpectedLog
from tests.ui.fake_context import make_context
from ui.unlisted import UnlistedTeller


def test_each_change_is_told_once_with_a_code_for_support(qtbot: QtBot) -> None:
    context = make_context()
    teller = UnlistedTeller(context)
    for _ in range(2):
        teller.tell([Unlisted("case-1", "CYP-2025-0036", "0199a"), Unlisted("office", "", "0199b")])
    (first,) = context.messages.standing("unlisted:0199a")
    assert first.title == "CYP-2025-0036 was saved, but not entered in the lists"
    assert "Nothing is lost" in first.text
    assert "quote the code 0199a" in first.text
    (other,) = context.messages.standing("unlisted:0199b")
    assert other.title.startswith("A change of the settings was saved")


def test_the_window_tells_it_after_the_save(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    from ui.app import _write_up_after_saves
    from ui.window import MainWindow

    context = make_context(office)
    window = MainWindow(context)
    qtbot.addWidget(window)
    _write_up_after_saves(context, window)

    def cannot(*_args: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(project.Projector, "_take_facts", cannot)
    expected_log("could not be entered in the lists")
    logged = log_complaint(office)
    assert [alert.title for alert in window.strip.alerts()] == [
        f"{logged.reference} was saved, but not entered in the lists"
    ]
