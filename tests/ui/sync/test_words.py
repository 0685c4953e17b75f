"""What the status bar says of sharing, a state at a time: never one word for two (S2)."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.sync import SyncStatus
from ui.sync.service import Line
from ui.sync.words import line_words

TODAY = date(2026, 11, 23)
AT = "2026-11-23T10:42:00+00:00"


@pytest.mark.parametrize(
    ("line", "more", "since", "said"),
    [
        (Line.OPENING, {}, AT, ""),
        (Line.SHARED, {}, AT, "Shared"),
        (Line.SHARED, {"waiting": 1}, AT, "1 change waiting."),
        (Line.SHARED, {"held": 2}, AT, "Shared. Waiting for a decision: 2."),
        (Line.SHARED, {"is_read_only": True}, AT, "Shared. Read only until IT updates this program."),
        (Line.OFFLINE, {}, "", "Offline."),
        (Line.OFFLINE, {"waiting": 3}, AT, "Offline since 10:42. 3 changes waiting."),
        (Line.OFFLINE, {}, "2026-11-21T10:42:00+00:00", "Offline since Saturday 21 November, 10:42."),
        (Line.SIGN_IN, {"waiting": 3}, AT, "Sign in again. 3 changes waiting."),
        (
            Line.REFUSED,
            {"waiting": 1, "held": 1},
            AT,
            "Not shared. 1 change waiting. Waiting for a decision: 1.",
        ),
        (Line.STOPPED, {"waiting": 9}, AT, "Sharing stopped. 9 changes waiting."),
    ],
)
def test_every_state_has_words_of_its_own(line: Line, more: dict[str, int], since: str, said: str) -> None:
    assert line_words(line, SyncStatus(is_shared=True, **more), since, TODAY) == said


def test_an_office_on_one_computer_says_nothing() -> None:
    assert line_words(Line.SHARED, SyncStatus(), AT, TODAY) == ""
