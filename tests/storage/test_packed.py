"""Changesets lie in the file as few bytes, and whoever reads them reads what was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caseworker.actions.erase import erase_case
from caseworker.actions.opening import OpenOffice
from caseworker.office import Office
from caseworker.security.keys import Published
from caseworker.storage.log import COLUMNS, as_row, broken_links, changesets
from caseworker.storage.packed import (
    LEAST,
    TABLE,
    VERSION,
    NewerBodyError,
    digest_bytes,
    packed,
    stored,
    unpacked,
)
from caseworker.storage.packing_words import DICTIONARY_DIGEST, packing_words
from caseworker.storage.upgrade import head, migrate
from tests.example_office import log_complaint, make_office
from tests.storage.conftest import Door

FIRST = "0103962dd0febc154832193cd287dcc3878dc5f901ebda8cdc7c605de40c5307b41c0800"
"""A body as the first program that compressed them left it."""

SECRET = "Quetzalcoatl"
LONG = (
    '[["01a204eb044b7bcfb176369824a4c889","case",[["status","closed",[]],["summary","Siân says: ধন্যবাদ",[]]]]]'
    * 9
)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
@example(LONG)
@example("é" * LEAST)
@example("\x00" * LEAST)
@example("ধন্যবাদ" * 9_000)
def test_a_body_comes_out_letter_for_letter(body: str) -> None:
    assert unpacked(packed(body)) == body


def test_bytes_that_nothing_shortens_come_out_as_they_went_in() -> None:
    body = "".join(chr(0x800 + each % 40_000) for each in hashlib.shake_128(b"noise").digest(4_000))
    assert unpacked(packed(body)) == body


def test_a_short_body_stays_as_it_is_and_a_long_one_takes_a_fraction() -> None:
    assert packed("x" * (LEAST - 1)) == "x" * (LEAST - 1)
    assert len(packed(LONG)) < len(LONG) / 5


def test_what_was_compressed_by_the_first_version_is_read_for_ever() -> None:
    """The dictionary, the first byte and the format are part of every office's file."""
    assert (
        unpacked(bytes.fromhex(FIRST)) == '[["setting:council","setting",[["value","Northmoor Council",[]]]]]'
    )
    assert hashlib.sha256(packing_words()).hexdigest() == DICTIONARY_DIGEST


@given(st.one_of(st.text(alphabet="0123456789abcdefAF ", max_size=70), st.text(max_size=8)))
@example("")
@example("AB")
@example("0" * 64)
@example("ab cd")
def test_a_digest_is_kept_as_bytes_only_where_they_spell_it_again(text: str) -> None:
    kept = digest_bytes(text)
    assert (kept.hex() if isinstance(kept, bytes) else kept) == text


@pytest.mark.parametrize("cut", [1, 2, 40, -1])
def test_damaged_bytes_are_no_body_and_not_empty(cut: int) -> None:
    damaged = unpacked(packed(LONG)[:cut])
    assert damaged.startswith("damaged: 01")


def test_a_body_of_a_newer_program_is_refused_and_not_taken_for_damage() -> None:
    with pytest.raises(NewerBodyError):
        unpacked(bytes([VERSION + 1]) + packed(LONG)[1:])
    with pytest.raises(NewerBodyError):
        unpacked(b"")


@pytest.fixture
def opened(door: Door) -> Iterator[OpenOffice]:
    """The example office with a complaint, encrypted and plain."""
    opened = make_office(door.paths.folder / "of-work", Published() if door.key else None)
    log_complaint(opened.office, summary=f"{SECRET} says that nobody came. " * 20)
    yield opened
    opened.close()


def test_everything_of_a_change_is_read_as_it_was_written(opened: OpenOffice) -> None:
    with opened.office.reading() as raw:
        written = [as_row(c) for _n, c in changesets(raw)]
        kept = raw.execute(f"SELECT {COLUMNS} FROM {TABLE} ORDER BY n").fetchall()
    assert kept == [stored(row) for row in written]
    assert [type(value) for value in (*kept[1][3:5], *kept[1][17:20])] == [bytes] * 5
    assert SECRET in written[1][18]


def test_an_office_goes_to_the_version_before_and_back_and_says_the_same(opened: OpenOffice) -> None:
    database = opened.office.database
    everything = f"SELECT n, {COLUMNS}, feed, held, emptied FROM changeset ORDER BY n"
    with database.raw_reader() as raw:
        before, kept = raw.execute(everything).fetchall(), raw.execute(f"SELECT * FROM {TABLE}").fetchall()
    migrate(database, "0009_sharing")
    with database.raw_reader() as raw:
        assert raw.execute(everything).fetchall() == before
        assert raw.execute("SELECT sum(typeof(body) = 'text') FROM changeset").fetchone() == (len(before),)
    told: list[tuple[float, str]] = []
    migrate(database, head(), progress=lambda share, words: told.append((share, words)))
    assert told == [(1.0, f"{len(before)} of {len(before)} changes compressed")]
    with database.raw_reader() as raw:
        assert raw.execute(everything).fetchall() == before
        assert raw.execute(f"SELECT * FROM {TABLE}").fetchall() == kept
        assert list(broken_links(raw)) == []


def test_an_erased_body_leaves_the_file_in_its_compressed_letters_too(opened: OpenOffice) -> None:
    office = opened.office
    with office.reading() as raw:
        case_id, body = raw.execute(f"SELECT scope_id, body FROM {TABLE} WHERE n = 2").fetchone()
    assert SECRET in unpacked(body)
    assert is_in_file(office, body) is not office.database.is_encrypted
    erase_case(office, case_id, "Retention schedule 4.2", "The period is over")
    assert not is_in_file(office, body)
    with office.reading() as raw:
        assert raw.execute("SELECT body FROM changeset WHERE n = 2").fetchone() == ("",)
        assert list(broken_links(raw)) == []


def is_in_file(office: Office, written: bytes) -> bool:
    """Whether a piece of these bytes stands in the file as the disk has it, or in the log beside it."""
    path = office.database.path
    everything = b"".join(
        file.read_bytes() for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()
    )
    return any(written[start : start + 40] in everything for start in range(0, len(written) - 40, 40))
