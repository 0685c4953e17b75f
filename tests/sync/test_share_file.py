"""What shares do to a mailbox file, and what it does about it (M2, M3)."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from caseworker.errors import DiskFullError, ReadOnlyError, RuleError
from caseworker.security.share_key import OVERHEAD, ShareKey
from caseworker.sync import administer_share
from caseworker.sync.address import HubAddress
from caseworker.sync.mailbox import Mailbox
from caseworker.sync.port import PART_BYTES, HubAway, HubRefuses, SignInAgain
from caseworker.sync.share import ShareHub, open_share
from caseworker.sync.share_files import ShareFiles
from caseworker.sync.share_lock import ShareLock
from caseworker.sync.share_origins import keep_outside
from caseworker.sync.share_place import is_cached, new_nonce, why_not_shared_here
from caseworker.sync.share_tables import COPIES, FILES, KEPT, LOCK, MACHINES, MAILBOX, MOST_COMPUTERS
from tests.log_help import ExpectedLog
from tests.sync.hub_contract import digest_of
from tests.sync.hub_wires import Author
from tests.sync.share_help import Share

pytestmark = pytest.mark.usefixtures("no_forcing")
SECRET = "Siân was hit by her foster carer"


@pytest.fixture
def anna() -> Author:
    return Author("anna")


@pytest.fixture
def hub(share: Share, anna: Author) -> ShareHub:
    hub = share.hub("anna", patience=0.0)
    hub.hello(anna.caller)
    return hub


def ids(share: Share) -> list[str]:
    other = Author("ben")
    hub = share.hub("ben")
    hub.hello(other.caller)
    return [fed.wire.id for fed in hub.pull(0).rows]


# -- what lies there ----------------------------------------------------------------------------------------


def test_nothing_that_was_written_of_people_lies_readable_on_the_share(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    content = SECRET.encode() * 10
    hub.push([anna.writes("c1", summary=SECRET), anna.redacts(scopes=["c9"])], None)
    hub.blob_put(digest_of(content), "text/plain", len(content), 0, content)
    everything = b"".join(path.read_bytes() for path in share.folder.rglob("*") if path.is_file())
    assert b"foster" not in everything
    assert share.code.encode() not in everything


def test_a_sealed_row_cannot_be_put_in_the_place_of_another(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    hub.push(anna.many(2), None)
    with sqlite3.connect(share.folder / MAILBOX) as raw:
        raw.execute("UPDATE row SET sealed = (SELECT sealed FROM row WHERE feed = 1) WHERE feed = 2")
    raw.close()
    with pytest.raises(HubRefuses, match="damaged"):
        hub.pull(0)
    assert administer_share.check(share.folder, share.code) == ["Change 2 is not what was put there."]


def test_another_joining_code_is_asked_for_again(share: Share, anna: Author) -> None:
    other = ShareHub(share.folder, "anna", ShareKey.new())
    with pytest.raises(SignInAgain, match="joining code"):
        other.hello(anna.caller)


@pytest.mark.parametrize("code", [None, "", "ABC"])
def test_a_missing_or_mistyped_joining_code_is_asked_for(share: Share, code: str | None) -> None:
    with pytest.raises(SignInAgain):
        open_share(HubAddress("share", path=str(share.folder), user="anna"), code)


def test_the_address_may_name_the_folder_or_the_file(share: Share, anna: Author) -> None:
    for path in (share.folder, share.folder / MAILBOX):
        address = HubAddress("share", path=str(path), user="Anna")
        assert open_share(address, share.code.lower()).hello(anna.caller).person_id == "anna"


def test_a_ninth_computer_is_refused_and_a_retired_one_makes_room(share: Share) -> None:
    authors = [Author("anna") for _ in range(MOST_COMPUTERS + 1)]
    for author in authors[:-1]:
        share.hub("anna").hello(author.caller)
    with pytest.raises(HubRefuses, match="8 computers share this office"):
        share.hub("anna").hello(authors[-1].caller)
    share.hub("anna").hello(authors[0].caller)
    administer_share.retire(share.folder, "k02")
    assert share.hub("anna").hello(authors[-1].caller).code == "K09"


# -- the world ----------------------------------------------------------------------------------------------


def test_a_share_that_is_away_keeps_everybody_waiting_and_loses_nothing(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    rows = anna.many(2)
    hub.push(rows[:1], None)
    away = share.folder.rename(share.folder.with_name("away"))
    for call in (lambda: hub.pull(0), lambda: hub.push(rows, None), lambda: hub.hello(anna.caller)):
        with pytest.raises(HubAway, match="Your work is kept"):
            call()
    assert not share.folder.exists()
    away.rename(share.folder)
    assert [a.feed for a in hub.push(rows, None).answers] == [1, 2]


def test_nothing_is_made_in_the_place_of_a_share_that_goes_away_in_the_middle_of_a_call(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    files = ShareFiles(share.folder / FILES, ShareKey.new())
    share.folder.rename(share.folder.with_name("away"))
    for write in (
        lambda: new_nonce(share.folder, anna.origin, ""),
        lambda: keep_outside(share.folder, "origin", {}),
        lambda: files.put_part(digest_of(b"x"), 0, b"x"),
    ):
        with pytest.raises(FileNotFoundError):
            write()
    assert not share.folder.exists()


def test_an_empty_folder_is_no_new_hub(share: Share, hub: ShareHub, anna: Author) -> None:
    aside = (share.folder / MAILBOX).rename(share.folder / "aside")
    with pytest.raises(HubAway, match="is not in"):
        hub.hello(anna.caller)
    assert not (share.folder / MAILBOX).exists()
    (share.folder / MAILBOX).touch()
    with pytest.raises(HubRefuses, match="damaged"):
        hub.hello(anna.caller)
    aside.replace(share.folder / MAILBOX)
    hub.hello(anna.caller)


def test_a_share_that_may_only_be_read_is_away(hub: ShareHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_values: object, **_names: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("os.open", closed)
        with pytest.raises(HubAway, match=r"may not write .* Ask IT for the right"):
            hub.pull(0)
    assert hub.pull(0).is_last


@contextmanager
def at_most(share: Share, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A disk that is full: the mailbox cannot grow by a page."""
    from caseworker.sync import mailbox

    with sqlite3.connect(share.folder / MAILBOX) as raw:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.close()
    with monkeypatch.context() as patch:
        patch.setattr(mailbox, "PRAGMAS", (*mailbox.PRAGMAS, f"PRAGMA max_page_count = {pages}"))
        yield


def test_a_full_disk_takes_no_half_of_a_push(
    share: Share, hub: ShareHub, anna: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [anna.writes("c1", summary=os.urandom(3000).hex()) for _ in range(20)]
    with at_most(share, monkeypatch), pytest.raises(HubAway, match="is full"):
        hub.push(rows, None)
    assert hub.pull(0).rows == ()
    assert [a.feed for a in hub.push(rows, None).answers] == list(range(1, 21))


def test_a_share_that_cannot_be_made_for_want_of_room_or_right_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caseworker.sync import mailbox

    with monkeypatch.context() as patch:
        patch.setattr(mailbox, "PRAGMAS", (*mailbox.PRAGMAS, "PRAGMA max_page_count = 2"))
        with pytest.raises(DiskFullError, match="The share was not made"):
            administer_share.init(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(mailbox, "PRAGMAS", ("PRAGMA query_only = 1",))
        with pytest.raises(ReadOnlyError, match="The share was not made"):
            administer_share.init(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_not_lost_where_the_disk_is_full(hub: ShareHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    content = b"a letter"
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full)
        with pytest.raises(HubAway, match="is full"):
            hub.blob_put(digest_of(content), "text/plain", len(content), 0, content)
    assert hub.blob_put(digest_of(content), "text/plain", len(content), 0, content) == -1


def test_a_damaged_file_is_named_and_nothing_is_sent(share: Share, hub: ShareHub, anna: Author) -> None:
    hub.push(anna.many(50), None)
    data = bytearray((share.folder / MAILBOX).read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    (share.folder / MAILBOX).write_bytes(data)
    with pytest.raises(HubRefuses, match="hub rebuild"):
        hub.push(anna.many(1), None)
    assert administer_share.check(share.folder)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE row SET hash = CAST(x'61a262' AS TEXT)",
        "UPDATE row SET header = '{'",
        "UPDATE counter SET feed = 'x'",
        "ALTER TABLE origin RENAME COLUMN retired TO retirec",
    ],
)
def test_a_file_that_says_what_nobody_wrote_is_damaged(
    share: Share, hub: ShareHub, anna: Author, expected_log: ExpectedLog, damage: str
) -> None:
    expected_log("what nobody wrote")
    hub.push(anna.many(2), anna.signed())
    with sqlite3.connect(share.folder / MAILBOX) as raw:
        raw.execute(damage)
    raw.close()
    with pytest.raises(HubRefuses, match="damaged"):
        _ = hub.hello(anna.caller), hub.buckets(), hub.pull(0)


def test_a_damaged_line_beside_the_mailbox_stops_nobody(share: Share, hub: ShareHub, anna: Author) -> None:
    with (share.folder / KEPT).open("ab") as file:
        file.write(b"\n\xff\xfe not a line\n")
    hub.hello(anna.caller)
    assert ids(share) == []


@pytest.mark.parametrize("is_newer", [True, False])
def test_what_a_newer_program_or_a_faulty_one_packed_is_told_and_stops_no_other(
    share: Share, hub: ShareHub, anna: Author, expected_log: ExpectedLog, is_newer: bool
) -> None:
    odd, after = anna.many(2)
    hub.push([odd, after], anna.signed())
    sealed = ShareKey.from_code(share.code).seal(
        b"\2new" if is_newer else b"\1faulty", f"{odd.id} {odd.hash}"
    )
    with sqlite3.connect(share.folder / MAILBOX) as raw:
        raw.execute("UPDATE row SET sealed = ? WHERE id = ?", (sealed, odd.id))
    raw.close()
    if is_newer:
        with pytest.raises(HubRefuses, match="Update this one"):
            ids(share)
        assert administer_share.check(share.folder, share.code) == []
    else:
        expected_log("cannot be read")
        assert ids(share) == [odd.id, after.id]
        assert len(administer_share.check(share.folder, share.code)) == 1


def test_what_cannot_be_read_back_is_not_said_to_be_shared(
    hub: ShareHub, anna: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = anna.many(2)
    with monkeypatch.context() as patch:
        patch.setattr("caseworker.sync.share._is_as_written", lambda *_: False)
        with pytest.raises(HubAway, match="cannot be read back"):
            hub.push(rows, None)
    assert len(hub.push(rows, None).answers) == 2


def test_a_damaged_file_of_a_case_is_thrown_away_and_asked_for_again(share: Share, hub: ShareHub) -> None:
    content = b"a drawing" * 100
    digest = digest_of(content)
    hub.blob_put(digest, "image/png", len(content), 0, content)
    whole = share.folder / "files" / digest[:2] / digest
    whole.write_bytes(whole.read_bytes()[:-1] + b"x")
    assert hub.blob_get(digest, 0, 1000) == b""
    assert hub.blob_want([digest]) == (digest,)
    assert hub.blob_put(digest, "image/png", len(content), 0, content) == -1
    assert hub.blob_get(digest, 0, 1000) == content


@pytest.mark.parametrize("left", [0, PART_BYTES + OVERHEAD])
def test_a_file_of_a_case_of_which_a_part_is_gone_is_asked_for_again(
    share: Share, hub: ShareHub, left: int
) -> None:
    content = bytes(PART_BYTES) + b"the end"
    digest = digest_of(content)
    for at in (0, PART_BYTES):
        hub.blob_put(digest, "image/png", len(content), at, content[at : at + PART_BYTES])
    whole = share.folder / "files" / digest[:2] / digest
    whole.write_bytes(whole.read_bytes()[:left])
    assert hub.blob_want([digest]) == (digest,)
    assert hub.blob_has([digest]) == {digest: 0}


@pytest.mark.parametrize(
    "damage", ["UPDATE row SET header = '[]' WHERE feed = 1", "UPDATE row SET header = 'x' WHERE feed = 1"]
)
def test_a_heading_that_cannot_be_read_is_named(
    share: Share, hub: ShareHub, anna: Author, damage: str
) -> None:
    hub.push(anna.many(2), anna.signed())
    with sqlite3.connect(share.folder / MAILBOX) as raw:
        raw.execute(damage)
    raw.close()
    assert "Change 1 is not what was put there." in administer_share.check(share.folder, share.code)
    with pytest.raises(HubRefuses, match="damaged"):
        hub.pull(0)


def test_a_counter_beyond_the_last_change_keeps_nobody_reading_for_ever(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    hub.push(anna.many(2), anna.signed())
    with sqlite3.connect(share.folder / MAILBOX) as raw:
        raw.execute("UPDATE counter SET feed = feed + 5")
    raw.close()
    assert (hub.pull(0).is_last, hub.pull(2).is_last) == (True, True)
    assert any("should hold" in fault for fault in administer_share.check(share.folder, share.code))


# -- taking turns -------------------------------------------------------------------------------------------


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_computer_at_a_time_and_a_dead_one_loses_its_turn_after_its_lease(tmp_path: Path) -> None:
    clock = Clock()
    dead = ShareLock(tmp_path / LOCK, "pc-1", monotonic=clock)
    assert dead.try_take()
    other = ShareLock(tmp_path / LOCK, "pc-2", lease=15, monotonic=clock)
    assert not other.try_take()
    clock.now = 14
    assert not other.try_take()
    clock.now = 15.1
    assert not other.try_take()
    assert other.try_take()
    assert not dead.is_mine()
    dead.release()
    assert other.is_mine()


def test_a_lock_that_is_renewed_lives_whatever_the_clocks_say(tmp_path: Path) -> None:
    clock = Clock()
    busy, other = (ShareLock(tmp_path / LOCK, name, monotonic=clock) for name in ("pc-1", "pc-2"))
    assert busy.try_take()
    for clock.now in (0.0, 14.0, 28.0):
        assert not other.try_take()
        os.utime(tmp_path / LOCK, ns=(0, int(clock.now)))
    assert busy.is_mine()


@pytest.mark.skipif(
    sys.platform == "win32", reason="a process cannot be asked for there: its lease ends instead"
)
def test_the_lock_of_a_process_that_was_killed_here_is_free_at_once(tmp_path: Path) -> None:
    gone = {"owner": "x", "machine": "pc-1", "process": 2**22 + 1}
    (tmp_path / LOCK).write_text(json.dumps(gone))
    lock = ShareLock(tmp_path / LOCK, "pc-1")
    assert not lock.try_take()
    assert lock.try_take()


def test_whoever_was_taken_for_dead_commits_nothing_and_does_it_again(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    calls: list[int] = []

    def work(raw: sqlite3.Connection) -> None:
        calls.append(1)
        raw.execute("INSERT INTO want VALUES (?, 'x')", (str(len(calls)),))
        if len(calls) == 1:
            (share.folder / LOCK).unlink()

    mailbox = Mailbox(share.folder)
    mailbox.write(work)
    assert mailbox.read(lambda raw: raw.execute("SELECT digest FROM want").fetchall()) == [("2",)]


def test_whoever_waits_too_long_is_told_and_may_come_again(share: Share, hub: ShareHub) -> None:
    other = ShareLock(share.folder / LOCK, "pc-9")
    assert other.try_take()
    with pytest.raises(HubAway, match="Others are busy"):
        hub.pull(0)
    other.release()
    assert hub.pull(0).is_last


# -- one place for all --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "variables"),
    [
        ("/home/anna/OneDrive - Northmoor Council/share", {}),
        ("/home/anna/Dropbox/share", {}),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@council.example/My Drive/share", {}),
        ("/home/anna/Dropbox (Northmoor)/share", {}),
        ("/data/cloud/share", {"OneDriveCommercial": "/data/cloud"}),
        ("/c/Windows/CSC/v2.0.6/namespace/server/share", {}),
    ],
)
def test_folders_that_are_copied_to_and_fro_are_refused(folder: str, variables: dict[str, str]) -> None:
    assert why_not_shared_here(Path(folder), variables)
    if not variables:
        with pytest.raises(HubRefuses, match="Choose a folder on a server"):
            ShareHub(Path(folder), "anna", ShareKey.new())
        with pytest.raises(RuleError, match="Nothing was made"):
            administer_share.init(Path(folder))


@pytest.mark.parametrize(
    ("flags", "cached"), [(0x00, False), (0x10, True), (0x20, True), (0x30, False), (0x800, False)]
)
def test_a_server_that_has_its_share_kept_offline_is_found_by_its_flags(flags: int, cached: bool) -> None:
    assert is_cached(flags) is cached


def test_a_computer_whose_nonce_is_not_here_has_another_folder(
    share: Share, hub: ShareHub, anna: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseworker.sync.share.NONCE_AGAIN_SECONDS", 0)
    (nonce,) = (share.folder / MACHINES).glob("*.txt")
    nonce.write_text("something older\n\n")
    with pytest.raises(HubRefuses, match="computers K01 wrote"):
        share.hub("ben").hello(Author("ben").caller)
    administer_share.retire(share.folder, anna.origin)
    share.hub("ben").hello(Author("ben").caller)


# -- copies -------------------------------------------------------------------------------------------------


def test_the_mailbox_is_copied_once_a_day_and_seven_copies_are_kept(share: Share, anna: Author) -> None:
    for day in range(1, 9):
        (share.folder / COPIES).mkdir(exist_ok=True)
        (share.folder / COPIES / f"2020-01-0{day}.db").touch()
    share.hub("anna").hello(anna.caller)
    share.hub("anna").hello(anna.caller)
    copies = sorted(path.name for path in (share.folder / COPIES).iterdir())
    assert len(copies) == 7
    assert copies[:2] == ["2020-01-03.db", "2020-01-04.db"]


def test_work_goes_on_where_no_copy_can_be_written(
    share: Share, anna: Author, expected_log: ExpectedLog
) -> None:
    expected_log("the mailbox was not copied")
    (share.folder / COPIES).rmdir()
    (share.folder / COPIES).touch()
    hub = share.hub("anna")
    assert hub.hello(anna.caller).code == "K01"
    assert len(hub.push(anna.many(2), None).answers) == 2


def test_a_redaction_leaves_no_older_copy(share: Share, hub: ShareHub, anna: Author) -> None:
    (share.folder / COPIES / "2020-01-01.db").touch()
    (share.folder / f"{MAILBOX}.before-20200101-000000-000000").touch()
    row = anna.writes("c1", summary=SECRET)
    hub.push([row], None)
    hub.push([anna.redacts(scopes=["c1"])], None)
    hub.hello(anna.caller)
    assert not list(share.folder.glob(f"{MAILBOX}.before-*"))
    (copy,) = (share.folder / COPIES).iterdir()
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT count(*) FROM row WHERE emptied").fetchone() == (1,)
    raw.close()


def test_a_copy_is_never_written_over_another_file(share: Share) -> None:
    share.back_up()
    with pytest.raises(RuleError, match="already"):
        administer_share.backup(share.folder, share.copy)


def test_what_is_no_copy_is_not_restored(share: Share, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7" * 100)
    before = (share.folder / MAILBOX).read_bytes()
    with pytest.raises(RuleError, match="no whole copy"):
        administer_share.restore(share.folder, tmp_path / "letter.pdf")
    assert (share.folder / MAILBOX).read_bytes() == before


def test_a_copy_of_another_office_is_not_restored(share: Share, tmp_path: Path) -> None:
    administer_share.init(tmp_path / "other")
    administer_share.backup(tmp_path / "other", tmp_path / "other.db")
    with pytest.raises(RuleError, match="another office"):
        administer_share.restore(share.folder, tmp_path / "other.db")
    (share.folder / MAILBOX).unlink()
    administer_share.restore(share.folder, tmp_path / "other.db")


def test_a_damaged_mailbox_is_made_again_from_any_computer_as_a_new_life(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    rows = anna.many(5)
    hub.push(rows, None)
    said = hub.hello(anna.caller)
    hub.lease_refs("r1", anna.origin, "CYP-2026", 10, 0)
    fed, leases = hub.pull(0).rows[:3], hub.leases()
    (share.folder / MAILBOX).write_bytes(b"nothing of it is left" * 1000)
    count = administer_share.rebuild(
        share.folder, share.code, said.hub_id, said.epoch.id, fed, leases, said.code
    )
    assert count == 3
    again = share.hub("anna")
    now = again.hello(anna.caller)
    assert (now.hub_id, now.own_oseq, now.code) == (said.hub_id, 3, said.code)
    assert [epoch.starts_after for epoch in now.epochs] == [0, 0]
    assert now.epochs[0].id == said.epoch.id
    assert now.is_frozen
    assert again.leases() == leases
    assert [a.feed for a in again.push(rows, None).answers] == [1, 2, 3, 4, 5]
    assert administer_share.check(share.folder, share.code) == []


def test_without_any_copy_codes_go_on_with_another_letter(share: Share, hub: ShareHub, anna: Author) -> None:
    said = hub.hello(anna.caller)
    for path in (share.folder / COPIES).iterdir():
        path.unlink()
    (share.folder / "caseworker-hub.kept").unlink()
    administer_share.rebuild(share.folder, share.code, said.hub_id, said.epoch.id, [], [], "K03")
    administer_share.add_user(share.folder, "anna", "anna")
    assert share.hub("anna").hello(anna.caller).code == "L01"


# -- looking after it ---------------------------------------------------------------------------------------


def test_of_several_who_make_a_share_at_once_one_does_and_its_code_opens_it(tmp_path: Path) -> None:
    def made(_number: int) -> str:
        try:
            return administer_share.init(tmp_path).joining_code
        except HubRefuses:
            return ""

    with ThreadPoolExecutor(3) as pool:
        (code,) = {*pool.map(made, range(3))} - {""}
    assert administer_share.check(tmp_path, code) == []
    assert not (tmp_path / LOCK).exists()


def test_a_second_mailbox_in_a_folder_is_refused(share: Share) -> None:
    with pytest.raises(HubRefuses, match="already"):
        administer_share.init(share.folder)


def test_somebody_taken_off_the_list_is_asked_to_sign_in(share: Share, hub: ShareHub, anna: Author) -> None:
    administer_share.remove_user(share.folder, "Anna")
    with pytest.raises(SignInAgain, match="not on the list"):
        hub.hello(anna.caller)
    with pytest.raises(RuleError):
        administer_share.remove_user(share.folder, "Anna")


def test_the_status_says_who_called_and_what_is_there(share: Share, hub: ShareHub, anna: Author) -> None:
    hub.push(anna.many(3), None)
    said = administer_share.status(share.folder)
    assert (said.changes, said.epochs, said.is_frozen) == (3, 1, False)
    assert dict(said.users) == {"anna": "anna", "ben": "ben", "cara": "cara"}
    assert [(c.code, c.person, c.retired) for c in said.computers] == [("K01", "anna", "")]


def test_a_new_file_of_the_same_computer_takes_the_place_of_the_old_one(
    share: Share, hub: ShareHub, anna: Author
) -> None:
    from dataclasses import replace

    hub.lease_refs("r1", anna.origin, "CYP-2026", 10, 0)
    hub.hello(replace(Author("anna").caller, machine=anna.caller.machine))
    first, second = administer_share.status(share.folder).computers
    assert (first.retired, second.retired) == ("This computer began a new file", "")
    assert [lease.given_up for lease in hub.leases()] == ["This computer began a new file"]


def test_whoever_waits_is_woken_by_what_others_write(share: Share, hub: ShareHub) -> None:
    hub.wait(0)
    other = Author("ben")
    ben = share.hub("ben")
    ben.hello(other.caller)
    ben.push(other.many(1), None)
    assert hub.wait(0)
    assert not hub.wait(0)
    hub.close()
    assert not hub.wait(3600)


def test_the_hubs_clock_is_told_for_the_middle_of_the_call_however_long_others_were_waited_for(
    share: Share, anna: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = share.hub("anna")
    at_server = datetime.fromisoformat(hub.hello(anna.caller).now)
    monkeypatch.setattr("caseworker.sync.mailbox.Mailbox.now", lambda _self: at_server)
    moments = iter((0.0, 10.0, 30.0))
    monkeypatch.setattr("caseworker.sync.share.time.monotonic", lambda: next(moments))
    assert datetime.fromisoformat(hub.hello(anna.caller).now) - at_server == timedelta(seconds=5)
