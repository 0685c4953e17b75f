"""`verify` says of a whole office that it is whole, and of a damaged one where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caseworker.actions.checking import back_up, rebuild_tables, verify_office
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office
from caseworker.errors import ReadOnlyError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.rebuild import counts, projection_digests
from tests.example_office import log_complaint, make_office, make_sample_key_office, noon


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with three cases and a note."""
    for _ in range(3):
        case_id = log_complaint(office).case_id
    add_note(office, case_id, "Rang back.")
    return office


def test_a_whole_office_has_no_faults_and_its_counts_are_given(busy: Office) -> None:
    found = verify_office(busy)
    assert (found.faults, found.dates) == ((), ())
    assert (found.counts["changeset"], found.counts["case_list"]) == (5, 3)


def test_verify_changes_nothing(busy: Office) -> None:
    with busy.reading() as raw:
        before = (projection_digests(raw), counts(raw))
    verify_office(busy)
    with busy.reading() as raw:
        assert (projection_digests(raw), counts(raw)) == before


def test_every_damaged_thing_is_named_at_once(busy: Office) -> None:
    with busy.database.raw_writer() as raw:
        raw.execute("UPDATE packed_changeset SET body = 'broken' WHERE n = 3")
        raw.execute("UPDATE case_list SET person = 'x' WHERE reference = 'CYP-2025-0001'")
        raw.execute("INSERT INTO blob (digest, media_type, bytes) VALUES ('abc', 'text/plain', 'x')")
    faults = verify_office(busy).faults
    assert "Change 3: its contents are not what was written." in faults
    assert "A kept file (abc) is not what was kept." in faults
    assert "The table case_list is not what the record makes. Run rebuild." in faults


def test_a_due_date_that_the_rules_would_now_count_differently_is_listed_and_not_changed(
    busy: Office,
) -> None:
    with busy.database.raw_writer() as raw:
        n, doc = raw.execute("SELECT n, doc FROM entity WHERE kind = 'stage' ORDER BY n").fetchone()
        stage = json.loads(doc)
        stage["clocks"]["CA_S1_RESP"]["due_on"] = "2025-10-30"
        raw.execute("UPDATE entity SET doc = ? WHERE n = ?", (json.dumps(stage), n))
    assert verify_office(busy).dates == (("CYP-2025-0001", "CA_S1_RESP", "2025-10-30", "2025-10-28"),)


def test_rebuild_puts_right_what_verify_found(busy: Office) -> None:
    with busy.database.raw_writer() as raw:
        raw.execute("DELETE FROM case_list WHERE reference = 'CYP-2025-0002'")
        raw.execute("UPDATE entity SET doc = '{}' WHERE kind = 'party'")
    assert verify_office(busy).faults
    rebuild_tables(busy)
    assert verify_office(busy).faults == ()


def test_an_office_open_to_read_only_is_neither_rebuilt_nor_changed(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    with opened.office.database.raw_writer() as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_of_tomorrow'")
    opened.close()
    newer = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
    with pytest.raises(ReadOnlyError):
        rebuild_tables(newer.office)
    newer.close()


def test_a_backup_of_the_open_office_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    opened = make_sample_key_office(tmp_path / "office")
    log_complaint(opened.office)
    report = back_up(opened.office, tmp_path / "copy.cwbackup")
    assert report.path.stat().st_size > 0
    opened.close()
