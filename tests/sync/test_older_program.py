"""Files that versions 0.5.0 and 0.6.0 wrote, with work they had not sent, opened by today's program (V1 to V3, F16).

`older/make.py` says what is in them.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseworker.actions.at_keyboard import become
from caseworker.actions.checking import restore_office, verify_office
from caseworker.actions.clashes import clashes
from caseworker.actions.letters import letter_bytes
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.actions.sharing import open_hub
from caseworker.actions.sync import meet, sync_status
from caseworker.paths import OfficePaths
from caseworker.storage.database import Database
from caseworker.storage.guard import Marker, MarkerFile, fingerprint_of
from caseworker.storage.local import known_origin
from caseworker.storage.state_digest import state_digest
from caseworker.sync import administer_share
from caseworker.sync.address import HubAddress
from tests.example_office import noon
from tests.letters.example import in_one_line

ALL = ["CYP-2025-0001", "CYP-2025-0002", "CYP-2025-0003", "CYP-2025-0013"]


@dataclass
class Older:
    """What the earlier programs left in a folder."""

    folder: Path
    closing: ExitStack

    def opened(self, name: str, person: str, *, where_it_was: bool = True) -> OpenOffice:
        """Open a computer's office, as if the program alone had changed or as if it had been copied elsewhere."""
        paths = OfficePaths(self.folder / name)
        if where_it_was:
            with Database.open(paths.database, None) as database, database.raw_record_reader() as raw:
                known = known_origin(raw)
            assert known
            marker = MarkerFile(paths.marker)
            marker.write(Marker(*known, fingerprint_of(paths.folder)))
            marker.close()
        found = open_office(paths, is_plain=True, system_now=noon)
        self.closing.callback(found.close)
        become(found.office, found.office.staff_named(person))
        return found

    def meets(self, opened: OpenOffice, name: str) -> None:
        hub = open_hub(HubAddress("share", path=str(self.folder / "share"), user=name), self.code)
        meet(opened.office, hub)
        hub.close()

    @property
    def code(self) -> str:
        return (self.folder / "code").read_text()


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Older]:
    """The files as the earlier programs left them."""
    with tarfile.open(Path(__file__).parent / "older" / "offices.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    with ExitStack() as closing:
        yield Older(tmp_path, closing)


def test_what_older_programs_had_not_sent_is_sent_by_todays_and_is_everywhere_once(older: Older) -> None:
    asha = older.opened("asha", "Asha Khan")  # of 0.5.0
    ali = older.opened("ali", "Ali Demir", where_it_was=False)  # of 0.6.0
    for opened, version in ((asha, "0009"), (ali, "0011")):
        assert f"before-upgrade-from-{version}" in opened.notice
        assert verify_office(opened.office).faults == ()
    assert sync_status(asha.office).waiting == 7
    assert sync_status(ali.office).waiting == 4

    rhys = _joined(older)
    pcs = {"asha": asha, "ali": ali, "rhys": rhys}
    for name in (*pcs, *pcs):
        older.meets(pcs[name], name)

    digests = set()
    for opened in pcs.values():
        office = opened.office
        rows = {row.reference: row.case_id for row in list_page(office, query(office, "all"))}
        assert sorted(rows) == ALL
        known = open_case(office, rows["CYP-2025-0001"])
        assert {note.doc["text"] for note in known.notes} == {"A note by 0.5.0.", "A note by 0.6.0."}
        names = {"first.txt", "0.5.0.txt", "0.6.0.txt"}
        assert {file.doc["name"] for file in known.of_kind("file")} == names
        [clash] = clashes(office)
        assert {side.words for side in clash.sides} == {"As 0.5.0 heard it.", "As 0.6.0 heard it."}
        [letter] = open_case(office, rows["CYP-2025-0003"]).letters
        assert "CYP-2025-0003" in in_one_line(letter_bytes(office, letter.doc["digest"]))
        assert verify_office(office).faults == ()
        status = sync_status(office)
        assert (status.waiting, status.held, status.deferred) == (0, 0, ())
        with office.reading() as raw:
            digests.add(state_digest(raw))
            assert raw.execute("SELECT count(*), count(DISTINCT id) FROM changeset").fetchone() == (15, 15)
            assert raw.execute("SELECT count(*) FROM blob").fetchone() == (4,)
    assert len(digests) == 1
    assert administer_share.check(older.folder / "share", older.code) == []


def test_a_copy_that_an_older_program_made_is_restored_and_gets_what_came_after(older: Older) -> None:
    asha = older.opened("asha", "Asha Khan")
    older.meets(asha, "asha")
    restored = OfficePaths(older.folder / "restored")
    restored.make_folder()
    restore_office(restored, older.folder / "asha.cwbackup")
    again = older.opened("restored", "Asha Khan", where_it_was=False)
    assert len(list_page(again.office, query(again.office, "all"))) == 2
    for name in ("restored", "asha", "restored"):
        older.meets(again if name == "restored" else asha, "asha")
    assert _digest(again) == _digest(asha)
    assert verify_office(again.office).faults == ()


def _joined(older: Older) -> OpenOffice:
    """A computer that joins today."""
    paths = OfficePaths(older.folder / "rhys")
    paths.make_folder()
    Database.create(paths.database, None).close()
    opened = open_office(paths, is_plain=True, system_now=noon)
    older.closing.callback(opened.close)
    older.meets(opened, "rhys")
    become(opened.office, opened.office.staff_named("Rhys Parry"))
    return opened


def _digest(opened: OpenOffice) -> str:
    with opened.office.reading() as raw:
        return state_digest(raw)
