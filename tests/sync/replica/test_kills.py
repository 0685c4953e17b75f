"""Real kills before each statement of a save and of a meeting: nothing is half done, the next start goes on (F01, F03).

A kill after a statement is a kill before the next; after the last one the process ends by itself.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.log import broken_links
from caseworker.storage.rebuild import projection_digests, rebuild
from caseworker.sync import replica
from caseworker.sync.replica import Replica
from caseworker.sync.replica_rows import take
from tests.example_office import log_complaint, noon
from tests.sync.replica.offices import Pc, another_pc

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="needs a process that can be killed at a statement"
)


def is_killed(folder: Path, statement: int, act: Callable[[Office], object], *, is_plain: bool) -> bool:
    """Do something in a process that kills itself before its n-th statement that writes; whether it came so far."""
    child = os.fork()
    if child == 0:
        try:
            opened = open_office(OfficePaths(folder), is_plain=is_plain, system_now=noon)
            left = statement

            def count(_sql: str) -> None:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            with opened.office.database.raw_writer() as raw:
                raw.set_trace_callback(count)  # type: ignore[attr-defined]
            act(opened.office)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def state_after(folder: Path, *, is_plain: bool) -> tuple[int, str]:
    """Open the file again; return how many cases there are. What it says is what the record makes."""
    opened = open_office(OfficePaths(folder), is_plain=is_plain, system_now=noon)
    with opened.office.database.raw_writer() as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert list(broken_links(raw)) == []
        before = projection_digests(raw)
        waits = raw.execute("SELECT value FROM local_setting WHERE key = 'unprojected'").fetchone()
        if not waits or waits[0] == "[]":
            rebuild(raw)
            assert projection_digests(raw) == before
        cases = raw.execute("SELECT count(*) FROM case_list").fetchone()[0]
    reference = log_complaint(opened.office).reference
    opened.close()
    return int(cases), reference


def copied(folder: Path, target: Path) -> Path:
    """A fresh copy of an office's folder."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target


def test_a_kill_before_any_statement_of_a_save_leaves_all_of_it_or_nothing(asha: Pc, tmp_path: Path) -> None:
    is_plain = not asha.office.database.is_encrypted
    log_complaint(asha.office)
    asha.meet()
    asha.opened.close()
    seen, statement, step = set(), 0, 2 if is_plain else 7
    while True:
        statement += step
        folder = copied(asha.office.paths.folder, tmp_path / "killed")
        was_killed = is_killed(folder, statement, log_complaint, is_plain=is_plain)
        cases, reference = state_after(folder, is_plain=is_plain)
        seen.add(cases)
        assert cases in (1, 2)
        assert len(reference.split("-")[-1]) <= 4
        if not was_killed:
            break
    assert seen == {1, 2}
    assert statement > 10


def test_a_kill_while_receiving_loses_nothing_and_the_next_meeting_goes_on(asha: Pc, tmp_path: Path) -> None:
    is_plain = not asha.office.database.is_encrypted
    for _ in range(3):
        log_complaint(asha.office)
    asha.meet()
    ali = another_pc(asha, tmp_path / "ali")
    for _ in range(4):
        log_complaint(asha.office)
    asha.meet()
    ali.opened.close()
    kills = kills_in(asha, ali.office.paths.folder, tmp_path / "killed", step=31 if is_plain else 23)
    assert kills >= 3


def test_a_kill_in_the_first_meeting_loses_nothing_and_the_next_meeting_goes_on(
    asha: Pc, tmp_path: Path
) -> None:
    is_plain = not asha.office.database.is_encrypted
    for _ in range(4):
        log_complaint(asha.office)
    asha.meet()
    ali = another_pc(asha, tmp_path / "ali", meets=False)
    ali.opened.close()
    kills = kills_in(asha, ali.office.paths.folder, tmp_path / "killed", step=37 if is_plain else 29)
    assert kills >= 3


def kills_in(asha: Pc, folder: Path, place: Path, *, step: int) -> int:
    """Kill Ali's meeting before every so many statements, each time from the same file; return how often it was."""
    is_plain = not asha.office.database.is_encrypted
    statement = 1
    while True:
        killed = is_killed(
            copied(folder, place), statement, lambda office: meet_as_ali(asha, office), is_plain=is_plain
        )
        opened = open_office(OfficePaths(place), is_plain=is_plain, system_now=noon)
        pc = Pc(opened, asha.hub, "ali")
        assert pc.replica.state().cursor <= asha.hub.head
        [(beyond,)] = pc.rows("SELECT count(*) FROM changeset WHERE feed > ?", pc.replica.state().cursor)
        assert beyond == 0
        pc.meet(check=True)
        assert pc.rows("SELECT count(*), count(feed) FROM changeset") == [(asha.hub.head, asha.hub.head)]
        assert (pc.digest(), pc.broken()) == (asha.digest(), [])
        opened.close()
        if not killed:
            return statement // step
        statement += step


def meet_as_ali(asha: Pc, office: Office) -> None:
    """Meet the hub as it is in this process."""
    Pc(OpenOffice(office, None, None), asha.hub, "ali").meet(check=True)


def test_a_page_of_which_a_part_was_stored_goes_on_after_that_part(
    asha: Pc, ali: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        log_complaint(asha.office)
    asha.meet()
    slow = Replica(ali.office.database, at_once=2)
    hub, before = ali.hub.as_user(ali.login), slow.state().cursor
    page = hub.pull(before)
    pieces = iter([take, None])
    with monkeypatch.context() as killed:
        killed.setattr(replica, "take", lambda *asked, **how: next(pieces)(*asked, **how))
        with pytest.raises(TypeError):  # the second piece never comes
            slow.take_page(page)
    assert slow.state().cursor == before + 2
    slow.take_page(hub.pull(slow.state().cursor))
    assert ali.digest() == asha.digest()


def test_what_comes_while_a_first_sync_is_being_sorted_is_sorted_too(asha: Pc, tmp_path: Path) -> None:
    cases = [log_complaint(asha.office).case_id for _ in range(4)]
    asha.meet()
    ali = another_pc(asha, tmp_path / "ali", meets=False)
    try:
        joining, hub = ali.replica, ali.hub.as_user(ali.login)
        joining.take_page(hub.pull(0), project=False)
        for _ in range(3):  # the office's own, then the first cases
            joining.project_stored(1)
        add_note(asha.office, cases[0], "To a case that is sorted already")
        asha.meet()
        joining.take_page(hub.pull(joining.state().cursor), project=False)
        while joining.project_stored(100):
            pass
        assert ali.digest() == asha.digest()
    finally:
        ali.opened.close()
