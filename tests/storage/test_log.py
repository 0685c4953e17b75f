"""The record: every change is a link of a chain, and whatever is done to it afterwards is located (I15)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.note import add_note
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.office import Office
from caseworker.security.keys import Published
from caseworker.storage.log import GENESIS, Writer, append, broken_links, changesets, log_digest, stored_rows
from tests.example_office import log_complaint, make_office


@pytest.fixture(params=["encrypted", "plain"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """The example office with a complaint and five notes: change 1 opened it, 2 logged it, 3 to 7 are notes."""
    opened = make_office(tmp_path / "office", Published() if request.param == "encrypted" else None)
    case_id = log_complaint(opened.office).case_id
    for number in range(5):
        add_note(opened.office, case_id, f"Call {number}")
    yield opened.office
    opened.close()


def faults(office: Office) -> list[str]:
    with office.reading() as raw:
        return list(broken_links(raw))


def tamper(office: Office, *statements: str) -> list[str]:
    """Change the file behind the program's back; return what is found then."""
    with office.database.raw_writer() as raw:
        for statement in statements:
            raw.execute(statement)
    return faults(office)


def test_a_record_nobody_touched_has_no_faults(office: Office) -> None:
    assert faults(office) == []


def test_each_change_follows_the_one_before_and_the_first_follows_nothing(office: Office) -> None:
    with office.reading() as raw:
        links = [c for _, c in changesets(raw)]
    assert [c.oseq for c in links] == [1, 2, 3, 4, 5, 6, 7]
    assert [c.prev_hash for c in links] == [GENESIS, *(c.hash for c in links[:-1])]
    assert len({c.salt for c in links}) == 7


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("body", "replace(body, 'Call 1', 'Call 9')", "Change 4: its contents are not what was written."),
        ("body", "'no JSON at all'", "Change 4: its contents are not what was written."),
        ("body", "''", "Change 4: its contents are not what was written."),
        ("reason", "'another reason'", "Change 4: its contents are not what was written."),
        ("salt", "'00'", "Change 4: its contents are not what was written."),
        ("author_id", "'somebody else'", "Change 4: its heading is not what was written."),
        ("recorded_at", "'2024-01-01T00:00:00.000Z'", "Change 4: its heading is not what was written."),
        ("kind", "'case.voided'", "Change 4: its heading is not what was written."),
        ("scope_id", "'another case'", "Change 4: its heading is not what was written."),
    ],
)
def test_whatever_is_changed_in_one_change_is_located_there(
    office: Office, column: str, value: str, fault: str
) -> None:
    assert tamper(office, f"UPDATE packed_changeset SET {column} = {value} WHERE n = 4") == [fault]


def test_contents_changed_together_with_their_digest_show_in_the_heading(office: Office) -> None:
    found = tamper(office, "UPDATE packed_changeset SET body = '[]', body_hash = 'made up' WHERE n = 4")
    assert found == [
        "Change 4: its contents are not what was written.",
        "Change 4: its heading is not what was written.",
    ]


def test_a_heading_changed_together_with_its_hash_shows_in_the_change_after_it(office: Office) -> None:
    from caseworker.domain.changes import hash_header
    from caseworker.storage.log import header_of

    with office.reading() as raw:
        fourth = next(c for n, c in changesets(raw) if n == 4)
    header = ["another author" if value == fourth.author_id else value for value in header_of(fourth)]
    found = tamper(
        office,
        f"UPDATE packed_changeset SET author_id = 'another author', hash = '{hash_header(header)}' WHERE n = 4",
    )
    assert found == ["Change 5: does not follow the change before it."]


def test_a_change_taken_out_is_missed_where_it_was(office: Office) -> None:
    assert tamper(office, "DELETE FROM packed_changeset WHERE n = 4") == [
        "Change 5: number 4 of the same computer is missing before it."
    ]


def test_a_change_put_in_is_located(office: Office) -> None:
    columns = (
        "oseq, prev_hash, scope_kind, scope_id, group_id, kind, author_id, recorded_at, clock_offset, seen_epoch,"
        " seen_feed, schema_ver, app_ver, reason, salt, body, body_hash, origin"
    )
    found = tamper(
        office,
        f"INSERT INTO packed_changeset (n, id, hash, {columns})"
        f" SELECT 8, 'x', 'y', {columns} FROM changeset WHERE n = 4",
    )
    assert found == [
        "Change 8: its number 4 was given before.",
        "Change 8: its heading is not what was written.",
    ]


def test_each_replica_has_a_chain_of_its_own(office: Office) -> None:
    office.origin = "another replica"
    log_complaint(office)
    with office.reading() as raw:
        last = list(changesets(raw))[-1][1]
    assert (last.oseq, last.prev_hash) == (1, GENESIS)
    assert faults(office) == []


def test_the_changes_of_one_act_share_a_group_unless_they_have_one_already(office: Office) -> None:
    drafts = [
        Draft("case", f"case {n}", "case.logged", (), group_id=group)
        for n, group in enumerate(("", "", "mine"))
    ]
    with office.database.raw_writer() as raw:
        written = append(
            raw, drafts, Writer(office.origin, "me", "2025-10-15T11:00:00.000Z", "1"), office.ids
        )
    assert written[0].group_id == written[1].group_id != ""
    assert written[2].group_id == "mine"


def test_what_is_read_is_what_was_written(office: Office) -> None:
    change = EntityChange("x", "note", (FieldChange("text", "Żółć", ("a", "b")),))
    with office.database.raw_writer() as raw:
        [written] = append(
            raw,
            [Draft("case", "x", "note.added", (change,), "why", "group", is_new=True)],
            Writer(office.origin, "me", "2025-10-15T11:00:00.000Z", "1"),
            office.ids,
        )
    with office.reading() as raw:
        read = next(iter(changesets(raw, "id = ?", (written.id,))))[1]
    assert (read, read.entities) == (written, (change,))
    assert json.loads(read.body) == [["x", "note", [["text", "Żółć", ["a", "b"]]]]]


def test_a_save_that_fails_half_way_writes_nothing(office: Office) -> None:
    with office.reading() as raw:
        before = log_digest(raw)

    def make(transaction: Any) -> list[Draft]:
        transaction.raw.execute("INSERT INTO local_setting VALUES ('half', 'done')")
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        office.save(make)
    with office.reading() as raw:
        assert log_digest(raw) == before
        assert raw.execute("SELECT * FROM local_setting WHERE key = 'half'").fetchall() == []


def test_the_digest_of_the_record_tells_two_records_apart(office: Office) -> None:
    with office.reading() as raw:
        before, rows = log_digest(raw), len(list(stored_rows(raw)))
    log_complaint(office)
    with office.reading() as raw:
        assert log_digest(raw) != before
        assert len(list(stored_rows(raw))) == rows + 1


def test_a_marker_that_cannot_be_written_stops_no_save(
    office: Office, expected_log: Callable[[str], None]
) -> None:
    from caseworker.errors import DiskFullError

    def full(_changeset: object) -> None:
        raise DiskFullError("The mark was not written because the disk is full.")

    expected_log("lags behind")
    office.after_save = full
    log_complaint(office)
    with office.reading() as raw:
        assert raw.execute("SELECT count(*) FROM case_list").fetchone()[0] == 2
