"""The tables made again from the record are the same tables; what cannot be read is put aside and named (P11)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker.actions import look_up
from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.note import add_note
from caseworker.office import Office
from caseworker.security.keys import Published
from caseworker.storage import rebuild as rebuilding
from caseworker.storage.driver import Role
from caseworker.storage.project import PROJECTIONS
from caseworker.storage.rebuild import counts, projection_digests, rebuild
from caseworker.storage.tables import metadata
from tests.example_office import log_complaint, make_office


@pytest.fixture(params=["encrypted", "plain"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """The example office with five cases and a note on each."""
    opened = make_office(tmp_path / "office", Published() if request.param == "encrypted" else None)
    for number in range(5):
        case_id = log_complaint(opened.office, full_name=f"Person {number}").case_id
        add_note(opened.office, case_id, f"Call {number}")
    yield opened.office
    opened.close()


def schema_of(office: Office) -> list[tuple[str, str]]:
    with office.reading() as raw:
        return sorted(raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())


def digests(office: Office) -> dict[str, str]:
    with office.reading() as raw:
        return projection_digests(raw)


def test_emptied_tables_come_back_as_they_were(office: Office) -> None:
    before = digests(office)
    with office.database.raw_writer() as raw:
        for name in PROJECTIONS:
            raw.execute(f"DELETE FROM {name}")
    assert digests(office) != before
    assert rebuild_tables(office) == 11
    assert digests(office) == before
    assert len(look_up.search_cases(office, "call")) == 5


def test_damaged_rows_are_put_right_and_the_search_index_with_them(office: Office) -> None:
    before = digests(office)
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE case_list SET person = 'Nobody'")
        raw.execute("DELETE FROM search_text WHERE n % 2")
        raw.execute("INSERT INTO search_text VALUES (999, 'x', 1, '', 'ghost', '')")
    rebuild_tables(office)
    assert digests(office) == before
    assert look_up.search_cases(office, "ghost") == []


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_the_size_of_a_batch_makes_no_difference(
    office: Office, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(office)
    monkeypatch.setattr(rebuilding, "BATCH", size)
    rebuild_tables(office)
    assert digests(office) == before


@pytest.mark.parametrize(
    "body",
    [
        "no JSON",
        "[[1]]",
        '"text"',
        '[["e","case",[["status","a status of tomorrow",[]]]]]',
        '{"a": 1}',
        "[[1,2,3]]",
    ],
)
def test_one_change_that_cannot_be_read_is_put_aside_and_everything_else_goes_on(
    office: Office, body: str
) -> None:
    with office.database.raw_writer() as raw:
        raw.execute("UPDATE packed_changeset SET body = ? WHERE n = 5", (body,))
        done = rebuild(raw)
        assert raw.execute(
            "SELECT count(*) FROM deferred d JOIN changeset c ON c.id = d.changeset_id"
        ).fetchone() in (
            (1,),
            (0,),
        )
        deferred = raw.execute("SELECT why FROM deferred").fetchall()
    assert done + len(deferred) == 11
    assert look_up.list_count(office, look_up.query(office, "all")) >= 4
    assert [f for f in verify_office(office).faults if f.startswith("Change 5: its contents")]


def test_progress_is_told_to_the_end(office: Office) -> None:
    told: list[tuple[float, str]] = []
    rebuild_tables(office, lambda share, words: told.append((share, words)))
    assert told[-1] == (1.0, "11 of 11 changes")


def test_a_rebuild_that_is_broken_off_leaves_the_tables_as_they_were(office: Office) -> None:
    before, schema = digests(office), schema_of(office)

    def stop(_share: float, _words: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_tables(office, stop)
    assert (digests(office), schema_of(office)) == (before, schema)


def test_indexes_and_triggers_left_out_while_the_tables_are_made_are_there_again(office: Office) -> None:
    before = schema_of(office)
    rebuild_tables(office)
    assert schema_of(office) == before
    with office.database.raw_writer() as raw:
        assert raw.execute("PRAGMA cache_size").fetchone() == (-Role.WRITER.cache_kib,)
        raw.execute("INSERT INTO search_text_fts (search_text_fts, rank) VALUES ('integrity-check', 1)")
    add_note(office, look_up.search_cases(office, "call 3")[0].case_id, "zzafterwards")
    assert len(look_up.search_cases(office, "zzafterwards")) == 1


def test_every_table_made_from_the_record_is_compared_and_counted(office: Office) -> None:
    local = {
        "packed_changeset",
        "fresh_changeset",
        "draft",
        "blob",
        "blob_part",
        "seen",
        "fact_block",
        "origin",
        "local_setting",
    }
    told_by_hub = {"hidden_link", "signed_head", "origin_key", "withheld", "lease"}
    assert set(metadata.tables) - local - told_by_hub == set(PROJECTIONS)
    with office.reading() as raw:
        found = counts(raw)
    assert (found["changeset"], found["case_list"], found["reference_number"], found["conflict"]) == (
        11,
        5,
        5,
        0,
    )
