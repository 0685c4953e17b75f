"""Files that are not at the hub yet delay no other, and many come in several meetings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caseworker import __version__
from caseworker.actions.files import attach_files
from caseworker.sync import exchange_files
from caseworker.sync.exchange import Exchange
from tests.example_office import log_complaint, noon
from tests.sync.replica.offices import Pc


def with_files(pc: Pc, folder: Path, number: int, word: str) -> None:
    """Log a case with so many files."""
    case = log_complaint(pc.office)
    folder.mkdir()
    paths = [folder / f"{word} {each}.txt" for each in range(number)]
    for path in paths:
        path.write_text(f"{path.name}: what the school says.")
    attach_files(pc.office, case.case_id, paths)


def files_here(pc: Pc) -> int:
    """How many files are kept whole."""
    return len(pc.rows("SELECT digest FROM blob"))


def test_files_nobody_has_sent_yet_delay_no_other(
    asha: Pc, join: Callable[..., Pc], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_files, "BLOBS_ASKED_AT_ONCE", 2)
    ali, rhys = join(), join("Rhys Parry")
    with_files(asha, tmp_path / "a", 9, "asha")
    replica = asha.replica  # the line is cut before the files
    Exchange(replica, asha.hub.as_user("asha"), lambda: replica.caller(__version__), noon).meet(files=False)
    with_files(rhys, tmp_path / "r", 1, "rhys")
    rhys.meet()
    ali.meet()
    assert files_here(ali) == 1
    asha.meet()
    ali.meet()
    assert files_here(ali) == 10


def test_many_files_come_in_several_meetings_and_the_first_says_so(
    asha: Pc, ali: Pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_files, "MOST_FETCHED", 2)
    with_files(asha, tmp_path / "a", 5, "asha")
    asha.meet()
    told = [ali.meet() for _ in range(3)]
    assert [(met.files_received, met.has_more_files) for met in told] == [(2, True), (2, True), (1, False)]
    assert files_here(ali) == 5


def test_a_hub_that_was_put_back_is_given_files_again_though_nobody_misses_them(
    asha: Pc, tmp_path: Path
) -> None:
    copy = asha.hub.snapshot()
    with_files(asha, tmp_path / "a", 2, "asha")
    asha.meet()
    asha.hub.restore(copy)
    assert len(asha.hub.books.files.whole) == 0
    asha.meet()
    assert len(asha.hub.books.files.whole) == 2
