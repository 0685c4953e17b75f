"""What a save leaves to be written is there for whoever reads next, after a kill and a rebuild too (S1, I5, I8)."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from caseworker.actions import look_up
from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice, open_office, open_to_read
from caseworker.actions.unlisted import my_unlisted
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.editing import new_entity
from caseworker.errors import DiskFullError, RuleError
from caseworker.office import Office, Transaction
from caseworker.paths import OfficePaths
from caseworker.security.keys import Published
from caseworker.storage import project
from caseworker.storage.database import Database
from caseworker.storage.log import Writer, append, broken_links
from caseworker.storage.rebuild import projection_digests, rebuild
from caseworker.storage.unwritten import MOST, is_written_up
from caseworker.storage.upgrade import migrate
from tests.example_office import log_complaint, make_office
from tests.log_help import ExpectedLog

NOON = "2025-04-14T12:00:00.000Z"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenOffice]:
    opened = make_office(tmp_path / "office", Published())
    yield opened
    opened.close()


@pytest.fixture
def office(opened: OpenOffice) -> Office:
    return opened.office


def left(office: Office) -> int:
    with office.database.raw_record_reader() as raw:
        (number,) = raw.execute("SELECT count(*) FROM fresh_changeset").fetchone()
    return int(number)


def found(office: Office, table: str) -> int:
    with office.database.raw_record_reader() as raw:
        (number,) = raw.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


def test_a_case_that_was_saved_is_found_by_whoever_reads_next(office: Office) -> None:
    log_complaint(office, full_name="Gethin Okafor")
    assert left(office) == 1
    assert found(office, "person_row") == found(office, "search_text") == found(office, "stage_fact") == 0
    assert found(office, "case_list") == 0
    assert len(look_up.search_cases(office, "gethin")) == 1
    assert left(office) == 0
    assert 0 not in (found(office, "person_row"), found(office, "stage_fact"))


def test_what_is_written_later_is_what_would_have_been_written_at_once(office: Office) -> None:
    for number in range(3):
        add_note(office, log_complaint(office, full_name=f"Person {number}").case_id, "Rang back")
    assert left(office)
    with office.reading() as raw:
        later = projection_digests(raw)
    with office.database.raw_writer() as raw:
        rebuild(raw)
        assert projection_digests(raw) == later


@pytest.mark.parametrize("stamp", ["2001-01-01T00:00:00+00:00", "2040-01-01T00:00:00+00:00"])
def test_a_case_changed_before_anybody_read_it_is_what_the_record_makes(office: Office, stamp: str) -> None:
    """By a clock that was set back or forward, and without knowing what is there: the thing is folded again."""
    case_id = log_complaint(office, full_name="Gethin Okafor").case_id
    theme = EntityChange(
        case_id, "case", (FieldChange("theme", "Delay"), FieldChange("reference", "CYP-2025-0009"))
    )
    note = new_entity(office.ids.new(), "note", text="Rang back", kind="call", about_on="2025-04-14")
    office.save(lambda _: [Draft("case", case_id, "note.added", (note,))], stamp=stamp)
    office.save(lambda _: [Draft("case", case_id, "case.updated", (theme,))], stamp=stamp)
    with office.reading() as raw:
        later = projection_digests(raw)
    with office.database.raw_writer() as raw:
        rebuild(raw)
        assert projection_digests(raw) == later


def test_a_new_case_is_changed_by_whoever_knows_it_before_anybody_read_it(office: Office) -> None:
    first = new_entity("c" * 32, "case", reference="CYP-2025-0007", status="open", theme="Staff")
    theme = EntityChange("c" * 32, "case", (FieldChange("summary", "No visit"),))
    (logged,) = office.save(lambda _: [Draft("case", "c" * 32, "case.logged", (first,), is_new=True)])
    office.save(lambda _: [Draft("case", "c" * 32, "case.updated", (theme,))])
    assert left(office) == 2
    seen = FieldChange("theme", "Delay", (logged.id,))
    again = EntityChange("c" * 32, "case", (seen,))
    office.save(lambda _: [Draft("case", "c" * 32, "case.updated", (again,))])
    assert left(office) == 0, "whoever saw a thing finds it there"
    with office.reading() as raw:
        later = projection_digests(raw)
        assert raw.execute("SELECT theme, reference FROM case_list").fetchone() == ("Delay", "CYP-2025-0007")
    with office.database.raw_writer() as raw:
        rebuild(raw)
        assert projection_digests(raw) == later


def test_an_office_goes_to_the_version_before_and_back_with_saves_that_nobody_read(
    opened: OpenOffice,
) -> None:
    """Version 0.7.0 noted in another table what was due; an upgraded office makes it all again."""
    log_complaint(opened.office, full_name="Gethin Okafor")
    migrate(opened.office.database, "0012_unwritten")
    with opened.office.database.raw_writer() as raw:
        assert raw.execute("SELECT max(n) FROM changeset").fetchone() == (2,)
        raw.execute("INSERT INTO unwritten (places) VALUES ('[[1, 2]]')")
    opened.close()
    again = open_office(opened.office.paths)
    try:
        assert len(look_up.search_cases(again.office, "gethin")) == 1
        with again.office.reading() as raw:
            assert list(broken_links(raw)) == []
    finally:
        again.close()


def test_no_number_is_given_twice_where_two_replicas_of_the_file_wrote_before_anybody_read(
    office: Office,
) -> None:
    note = new_entity("e" * 32, "note", text="Rang back", kind="call")
    draft = Draft("case", "c" * 32, "note.added", (note,))
    with office.database.raw_writer() as raw:
        for origin in ("a" * 32, "b" * 32, "a" * 32):
            append(raw, [draft], Writer(origin, "", NOON, "1"), office.ids, is_part_left=True)
    with office.reading() as raw:
        numbers = raw.execute("SELECT origin, oseq FROM changeset WHERE n > 1 ORDER BY n").fetchall()
        assert list(broken_links(raw)) == []
    assert numbers == [("a" * 32, 1), ("b" * 32, 1), ("a" * 32, 2)]


def test_a_kill_before_it_was_written_loses_nothing(office: Office, tmp_path: Path) -> None:
    log_complaint(office, full_name="Gethin Okafor")
    assert left(office) == 1
    copy = OfficePaths(tmp_path / "as-killed")
    shutil.copytree(office.paths.folder, copy.folder)  # with the log beside it, as a kill leaves it
    again = open_office(copy)
    try:
        assert len(look_up.search_cases(again.office, "gethin")) == 1
    finally:
        again.close()


def test_a_kill_while_it_is_written_leaves_it_due(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    log_complaint(office, full_name="Gethin Okafor")

    def stop(*_args: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(project, "write_people", stop)
        with pytest.raises(RuntimeError):
            look_up.search_cases(office, "gethin")
    assert left(office) == 1
    assert found(office, "search_text") == 0
    assert len(look_up.search_cases(office, "gethin")) == 1


def test_one_case_that_cannot_be_listed_keeps_nobody_from_reading_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    take_facts = project.Projector._take_facts

    def cannot(projector: project.Projector, facts: object, scope_id: str, things: object) -> None:
        if any(thing.doc.get("full_name") == "Ada Lindqvist" for thing in things.values()):  # type: ignore[attr-defined]
            raise ValueError("odd")
        take_facts(projector, facts, scope_id, things)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(project.Projector, "_take_facts", cannot)
        expected_log("could not be entered in the lists")
        names = ("Gethin Okafor", "Ada Lindqvist", "Bronwen Achterberg")
        _, odd, _ = logged = [log_complaint(office, full_name=name) for name in names]
        assert len(look_up.search_cases(office, "bronwen")) == 1
    assert left(office) == 0
    assert len({each.reference for each in logged}) == 3, "a number given is never given again (I9)"
    assert (found(office, "deferred"), found(office, "case_list")) == (1, 2)
    assert [(each.scope_id, each.what) for each in my_unlisted(office)] == [(odd.case_id, odd.reference)]
    with office.database.raw_writer() as raw:
        rebuild(raw)
    assert (found(office, "deferred"), found(office, "case_list")) == (0, 3)
    assert my_unlisted(office) == ()


def test_a_closed_office_has_everything_written(opened: OpenOffice) -> None:
    log_complaint(opened.office, full_name="Gethin Okafor")
    path, key = opened.office.database.path, opened.office.database.key
    opened.close()
    with Database.open(path, key, read_only=True) as database, database.raw_reader() as raw:
        assert is_written_up(raw)
        assert raw.execute("SELECT count(*) FROM person_row").fetchone() != (0,)


def test_a_save_reads_what_the_saves_before_it_left(office: Office) -> None:
    log_complaint(office, full_name="Gethin Okafor")
    seen = []

    def make(transaction: Transaction) -> list[Draft]:
        with office.reading() as raw:
            seen.append(raw.execute("SELECT count(*) FROM person_row").fetchone()[0])
        seen.append(transaction.raw.execute("SELECT count(*) FROM person_row").fetchone()[0])
        raise RuleError("not today")

    with suppress(RuleError):
        office.save(make)
    assert seen[0] == seen[1] > 0
    assert left(office) == 1, "it was undone with the save"


def test_not_more_is_left_than_can_be_written_in_a_moment(office: Office) -> None:
    case_id = log_complaint(office).case_id
    most = 0
    for number in range(MOST + 1):
        note = new_entity(office.ids.new(), "note", text=f"Call {number}", kind="call")
        office.save(lambda _, note=note: [Draft("case", case_id, "note.added", (note,))])  # type: ignore[misc]
        most = max(most, left(office))
    assert most == MOST - 1
    assert left(office) < 3


def test_people_who_read_while_others_save_find_every_case_that_is_there(office: Office) -> None:
    missing: list[int] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            with office.reading() as raw:
                missing.append(
                    raw.execute(
                        "SELECT count(*) FROM case_list WHERE n NOT IN (SELECT case_n FROM stage_fact)"
                    ).fetchone()[0]
                )

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(15):
        log_complaint(office, full_name=f"Person {number}")
    is_over.set()
    for reader in readers:
        reader.join(20)
        assert not reader.is_alive()
    assert set(missing) == {0}


def test_who_reads_does_not_wait_for_a_long_write_and_finds_what_was_saved_before_it(office: Office) -> None:
    log_complaint(office, full_name="Gethin Okafor")
    is_writing, is_read = threading.Event(), threading.Event()

    def write() -> None:
        with office.database.raw_writer() as raw:
            raw.execute("DELETE FROM seen")
            is_writing.set()
            is_read.wait(20)

    writer = threading.Thread(target=write)
    writer.start()
    assert is_writing.wait(20)
    hits = len(look_up.search_cases(office, "gethin"))  # would wait for ever for the writer's lock
    is_read.set()
    writer.join(20)
    assert hits == 1


def test_a_program_that_reads_beside_the_window_finds_what_the_window_saved_last(office: Office) -> None:
    beside = open_to_read(office.paths)
    try:
        log_complaint(office, full_name="Gethin Okafor")
        assert left(office) == 1
        assert len(look_up.search_cases(beside.office, "gethin")) == 1
    finally:
        beside.close()


def test_a_copy_has_everything_written(office: Office, tmp_path: Path) -> None:
    log_complaint(office, full_name="Gethin Okafor")
    counted = office.database.copy_to(tmp_path / "copy.db")
    assert counted["case_list"] == counted["stage_fact"] == 1


def test_a_full_disk_keeps_nobody_from_reading(
    office: Office, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    case_id = log_complaint(office).case_id

    def refuse(_raw: object) -> None:
        raise DiskFullError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("caseworker.storage.database._write_up", refuse)
        expected_log("not in the lists yet")
        with office.reading() as raw:
            assert raw.execute("SELECT id FROM case_list").fetchone() == (case_id,)
    assert left(office) == 1
