"""Attachments go from one computer to another, whatever happens on the way (B1, B2, F18)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.files import attach_files, open_file
from caseworker.actions.gather_files import Source
from caseworker.actions.look_up import open_case
from caseworker.actions.sync import replica_of
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.errors import NotHereYetError
from caseworker.storage.file_rows import awaited_files, missing_files
from caseworker.storage.log import broken_links
from caseworker.sync import administer_share
from caseworker.sync.port import PART_BYTES, HubAway
from tests.example_office import log_complaint
from tests.sync.two_offices import Computer, two_offices

pytestmark = pytest.mark.usefixtures("no_forcing")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Computer, Computer]]:
    """Two computers for all tests here: each works on a case and a file of its own."""
    with two_offices(tmp_path_factory.mktemp("pair")) as both:
        yield both


@pytest.fixture
def notes() -> bytes:
    """A file of five parts, another for each test."""
    return b"Notes of a visit. " + os.urandom(2 * PART_BYTES).hex().encode()


class Line:
    """A line to a hub that is cut or noisy at one call."""

    def __init__(self, hub: Any, call: str, at: int, *, noise: bool = False) -> None:
        self._hub, self._call, self._at, self._noise = hub, call, at, noise
        self.calls: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._hub, name)
        return self._spoiled(real) if name == self._call else real

    def _spoiled(self, real: Any) -> Any:
        def call(*values: Any) -> Any:
            self.calls.append(values)
            if len(self.calls) != self._at:
                return real(*values)
            if not self._noise:
                raise HubAway("The line was cut.")
            if self._call == "blob_put":
                return real(*values[:-1], _noisy(values[-1]))
            return _noisy(real(*values))

        return call


def _noisy(part: bytes) -> bytes:
    return bytes([part[0] ^ 1]) + part[1:]


def attach(one: Computer, content: bytes) -> tuple[str, str]:
    """Log a case with a file; return the ids of both."""
    case_id = log_complaint(one.office).case_id
    attach_files(one.office, case_id, [Source("notes.txt", content)])
    (file,) = open_case(one.office, case_id).of_kind("file")
    return case_id, file.id


def test_a_file_whose_bytes_are_on_their_way_says_so_and_comes_with_the_next_exchange(
    pair: tuple[Computer, Computer], notes: bytes
) -> None:
    one, two = pair
    case_id, file_id = attach(one, notes)
    one.meets(files=False)
    two.meets()
    with pytest.raises(NotHereYetError, match=r"not here yet\. It comes with the next exchange"):
        open_file(two.office, case_id, file_id)
    with two.office.reading() as raw:
        assert [name for _reference, name in awaited_files(raw)] == ["notes.txt"]
        assert missing_files(raw) == []
    one.meets()
    two.meets()
    assert open_file(two.office, case_id, file_id).content == notes
    with two.office.reading() as raw:
        assert awaited_files(raw) == []


def test_an_upload_that_was_cut_goes_on_where_it_stopped(
    pair: tuple[Computer, Computer], notes: bytes
) -> None:
    one, two = pair
    case_id, file_id = attach(one, notes)
    with pytest.raises(HubAway):
        one.meets(Line(one.hub(), "blob_put", 3))  # type: ignore[arg-type]
    again = Line(one.hub(), "blob_put", 0)
    one.meets(again)  # type: ignore[arg-type]
    assert [offset for _digest, _type, _size, offset, _part in again.calls] == [
        2 * PART_BYTES,
        3 * PART_BYTES,
        4 * PART_BYTES,
    ]
    two.meets()
    assert open_file(two.office, case_id, file_id).content == notes


def test_bytes_damaged_on_the_way_up_are_thrown_away_and_sent_again(
    pair: tuple[Computer, Computer], notes: bytes
) -> None:
    one, two = pair
    case_id, file_id = attach(one, notes)
    line = Line(one.hub(), "blob_put", 2, noise=True)
    one.meets(line)  # type: ignore[arg-type]
    assert [values[3] for values in line.calls].count(0) == 2
    two.meets()
    assert open_file(two.office, case_id, file_id).content == notes


def test_bytes_damaged_on_the_way_down_are_thrown_away_and_asked_for_again(
    pair: tuple[Computer, Computer], notes: bytes
) -> None:
    one, two = pair
    case_id, file_id = attach(one, notes)
    one.meets()
    two.meets(Line(two.hub(), "blob_get", 2, noise=True))  # type: ignore[arg-type]
    with pytest.raises(NotHereYetError):
        open_file(two.office, case_id, file_id)
    two.meets()
    assert open_file(two.office, case_id, file_id).content == notes


def test_a_download_that_was_cut_is_whole_in_the_end(pair: tuple[Computer, Computer], notes: bytes) -> None:
    one, two = pair
    case_id, file_id = attach(one, notes)
    one.meets()
    with pytest.raises(HubAway):
        two.meets(Line(two.hub(), "blob_get", 3))  # type: ignore[arg-type]
    two.meets()
    assert open_file(two.office, case_id, file_id).content == notes


def test_bytes_wait_here_until_the_hub_has_confirmed_them(
    pair: tuple[Computer, Computer], notes: bytes
) -> None:
    one, _two = pair
    attach(one, notes)
    with pytest.raises(HubAway):
        one.meets(Line(one.hub(), "blob_put", 5))  # type: ignore[arg-type]
    assert [size for _digest, _type, size in replica_of(one.office).unsent_blobs(10)] == [len(notes)]
    one.meets()
    assert replica_of(one.office).unsent_blobs(10) == ()


def test_what_the_hub_lost_comes_again_from_whoever_has_it(
    pair: tuple[Computer, Computer], notes: bytes
) -> None:
    one, two = pair
    case_id, file_id = attach(one, notes)
    one.meets()
    for path in (Path(one.address.path) / "files").glob("*/*"):
        path.unlink()
    two.meets()
    one.meets()
    two.meets()
    assert open_file(two.office, case_id, file_id).content == notes


def test_a_redacted_case_leaves_no_word_and_no_byte_on_the_share_also_after_a_restore(
    pair: tuple[Computer, Computer], notes: bytes, tmp_path: Path
) -> None:
    one, two = pair
    share = Path(one.address.path)
    case_id, _file_id = attach(one, notes)
    digest = str(open_case(one.office, case_id).of_kind("file")[0].doc["digest"])
    one.meets()
    two.meets()
    administer_share.backup(share, tmp_path / "before.db")
    redaction = new_entity(one.office.ids.new(), "redaction", scopes=[case_id], blobs=[digest])
    one.office.save(lambda _: [Draft("office", "office", "record.redacted", (redaction,), "Retention")])
    one.meets()
    two.meets()
    assert not list((share / "files").rglob(f"{digest}*"))
    administer_share.restore(share, tmp_path / "before.db")
    for computer in (one, two, one):
        computer.meets()
    hub = two.hub()
    hub.hello(replica_of(two.office).caller("1"))
    emptied = hub.pull_case(case_id)
    assert emptied
    assert all(fed.is_emptied and not fed.wire.columns[18] for fed in emptied)
    assert not list((share / "files").rglob(f"{digest}*"))
    for computer in (one, two):
        with computer.office.reading() as raw:
            assert raw.execute("SELECT count(*) FROM case_list WHERE id = ?", (case_id,)).fetchone() == (0,)
            assert raw.execute("SELECT count(*) FROM blob WHERE digest = ?", (digest,)).fetchone() == (0,)
            assert list(broken_links(raw)) == []
