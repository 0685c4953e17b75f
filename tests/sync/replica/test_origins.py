"""Copies, restores, keys and older programs: who this file is, and that nothing is lost on the way (S4, P5, E5, V3)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from caseworker.actions.checking import back_up, explain_doubles, restore_office, verify_office
from caseworker.actions.double_references import settle_doubles
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office
from caseworker.actions.restricted import restrict_case
from caseworker.errors import ProblemsError, RuleError
from caseworker.storage.packed import TABLE
from caseworker.storage.rebuild import rebuild
from caseworker.sync.send_only import send_queue
from tests.example_office import log_complaint, noon
from tests.sync.replica.offices import Pc, meet_all


def restored(pc: Pc, backup: Path) -> Pc:
    """The office put back from a backup in its own folder."""
    paths, is_plain = pc.office.paths, not pc.office.database.is_encrypted
    pc.opened.close()
    restore_office(paths, backup)
    pc.opened = open_office(paths, is_plain=is_plain, system_now=noon)
    return pc


def test_an_office_put_back_from_a_backup_meets_its_hub_again_without_loss(
    asha: Pc, ali: Pc, tmp_path: Path
) -> None:
    log_complaint(ali.office)
    meet_all(asha, ali)
    backup = back_up(ali.office, tmp_path).path
    old = ali.office.origin
    later = log_complaint(ali.office, summary="After the backup")
    meet_all(asha, ali)
    restored(ali, backup)
    assert ali.office.origin != old
    again = log_complaint(ali.office, summary="After the restore")
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    assert {later.reference, again.reference} <= {
        row[0] for row in ali.rows("SELECT reference FROM case_list")
    }
    assert ali.broken() == asha.broken() == []


def test_a_backup_from_before_sharing_joins_again(asha: Pc, tmp_path: Path, join: Callable[..., Pc]) -> None:
    log_complaint(asha.office)
    backup = back_up(asha.office, tmp_path).path
    ali = join()
    log_complaint(asha.office)
    meet_all(asha, ali)
    restored(asha, backup)
    log_complaint(asha.office, summary="After the restore")
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()


def test_an_older_copy_of_a_file_that_is_used_on_takes_a_new_origin_at_its_meeting_and_loses_nothing(
    asha: Pc, ali: Pc, tmp_path: Path
) -> None:
    log_complaint(ali.office)
    meet_all(asha, ali)
    folder, copy = ali.office.paths.folder, tmp_path / "older"
    shutil.copytree(folder, copy)
    log_complaint(ali.office, summary="Only in the newer file")
    meet_all(asha, ali)
    ali.opened.close()
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)  # the folder as it was, marker and all: nothing on this computer can tell
    ali.opened = open_office(ali.office.paths, is_plain=not ali.office.database.is_encrypted, system_now=noon)
    old = ali.office.origin
    log_complaint(ali.office, summary="In the older file, with a number that was given before")
    assert ali.meet().took_new_origin
    assert ali.office.origin != old
    log_complaint(ali.office, summary="By the new origin")
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    assert asha.rows("SELECT count(*) FROM case_list") == [(4,)]
    assert settle_doubles(ali.office) is not None, "the older file gave a number again"
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    assert asha.rows("SELECT count(DISTINCT reference) FROM case_list") == [(4,)]


def test_of_two_changes_with_one_number_one_may_be_hidden_and_the_chain_is_followed_past_it(
    asha: Pc, ali: Pc, tmp_path: Path, join: Callable[..., Pc]
) -> None:
    rhys = join("Rhys Parry", sees_all=False)
    known, secret = (log_complaint(asha.office).case_id for _ in range(2))
    restrict_case(asha.office, secret, [ali.office.person.id], "Sensitive.")
    meet_all(asha, ali, rhys)
    folder, copy = ali.office.paths.folder, tmp_path / "older"
    shutil.copytree(folder, copy)
    add_note(ali.office, secret, "In the newer file, hidden from Rhys")
    add_note(ali.office, known, "In the newer file")
    add_note(ali.office, secret, "In the newer file, hidden too")
    add_note(ali.office, known, "In the newer file")
    meet_all(asha, ali)
    ali.opened.close()
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    ali.opened = open_office(ali.office.paths, is_plain=not ali.office.database.is_encrypted, system_now=noon)
    add_note(ali.office, known, "In the older file")
    add_note(ali.office, known, "In the older file")
    add_note(ali.office, secret, "In the older file, hidden as its fellow")
    add_note(ali.office, known, "In the older file")
    meet_all(ali, asha)
    explain_doubles(asha.office, "The folder was put back")
    meet_all(asha, ali, rhys)
    assert [verify_office(pc.office).faults for pc in (asha, ali, rhys)] == [(), (), ()]


def test_a_number_given_twice_is_a_fault_until_somebody_in_charge_says_why_and_explained_everywhere_then(
    asha: Pc, ali: Pc, tmp_path: Path
) -> None:
    case = log_complaint(ali.office)
    meet_all(asha, ali)
    folder, copy = ali.office.paths.folder, tmp_path / "older"
    shutil.copytree(folder, copy)
    add_note(ali.office, case.case_id, "Only in the newer file")
    meet_all(asha, ali)
    ali.opened.close()
    shutil.rmtree(folder)
    shutil.copytree(copy, folder)
    ali.opened = open_office(ali.office.paths, is_plain=not ali.office.database.is_encrypted, system_now=noon)
    add_note(ali.office, case.case_id, "In the older file")
    meet_all(ali, asha)
    found = verify_office(asha.office)
    assert [fault.partition(": ")[2][:10] for fault in found.faults] == ["its number"]
    assert found.to_explain
    with pytest.raises(ProblemsError):
        explain_doubles(asha.office, " ")
    explain_doubles(asha.office, "The folder was put back")
    meet_all(asha, ali)
    for pc in (asha, ali):
        found = verify_office(pc.office)
        assert (found.faults, found.to_explain) == ((), False)
        (words,) = found.explained
        assert words.endswith(
            "was given 2 times; explained by Asha Khan on Wednesday 15 October 2025: The folder was put back"
        )
    with pytest.raises(RuleError, match="no number given twice"):
        explain_doubles(asha.office, "Again")


def test_a_past_that_was_changed_after_it_was_signed_is_told(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    meet_all(asha, ali)
    add_note(asha.office, case.case_id, "The head is signed")
    meet_all(asha, ali)
    assert verify_office(ali.office).faults == ()
    with ali.office.database.raw_writer() as raw:
        raw.execute("UPDATE signed_head SET hash = replace(hash, 'a', 'b')")
    assert any("signature of change" in fault for fault in verify_office(ali.office).faults)


def test_a_file_put_back_in_which_more_was_written_than_was_lost_begins_a_new_chain(
    asha: Pc, ali: Pc, tmp_path: Path
) -> None:
    case = log_complaint(ali.office)
    meet_all(asha, ali)
    folder, before = ali.office.paths.folder, ali.office.origin
    shutil.copytree(folder, tmp_path / "older")
    add_note(ali.office, case.case_id, "Only in the newer file")
    meet_all(asha, ali)
    ali.opened.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    ali.opened = open_office(ali.office.paths, is_plain=not ali.office.database.is_encrypted, system_now=noon)
    assert ali.office.origin == before  # the marker was put back too: nothing here tells
    for words in ("In the older file", "And more of it"):
        add_note(ali.office, case.case_id, words)
    assert ali.meet().took_new_origin
    add_note(ali.office, case.case_id, "Under the new origin")
    meet_all(ali, asha)
    assert asha.rows("SELECT count(*) FROM changeset WHERE origin = ?", ali.office.origin) == [(1,)]
    assert ali.office.origin != before
    assert asha.digest() == ali.digest()


def test_the_end_of_a_chain_that_was_taken_out_is_missed_and_fetched_again(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    add_note(asha.office, case.case_id, "The end, which is signed")
    meet_all(asha, ali)
    with ali.office.database.raw_writer() as raw:
        raw.execute(f"DELETE FROM {TABLE} WHERE n = (SELECT max(n) FROM changeset)")
        rebuild(raw)
    (fault,) = verify_office(ali.office).faults
    assert "missing. Meet the hub" in fault
    ali.meet(check=True)
    assert verify_office(ali.office).faults == ()


def test_an_office_opened_to_read_only_still_sends_what_it_has(asha: Pc, ali: Pc) -> None:
    log_complaint(ali.office, summary="Before a newer program opened the file")
    is_plain, paths = not ali.office.database.is_encrypted, ali.office.paths
    with ali.office.database.raw_writer() as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_future'")
    ali.opened.close()
    ali.opened = open_office(paths, is_plain=is_plain, system_now=noon)
    assert ali.office.database.read_only
    before = asha.hub.head
    assert send_queue(ali.office.database, asha.hub.as_user("ali")) == 1
    assert asha.hub.head == before + 1
    assert send_queue(ali.office.database, asha.hub.as_user("ali")) == 0
    asha.meet()
    assert asha.rows("SELECT count(*) FROM case_list") == [(1,)]


def test_time_away_makes_blocks_larger(asha: Pc) -> None:
    replica = asha.replica
    for _ in range(4):
        log_complaint(asha.office)
    replica.set_state(last_contact_at=noon().isoformat())
    replica.set_state(last_contact_at=(noon() + timedelta(days=5)).isoformat())
    [(_id, _series, count, highest)] = replica.lease_requests("2025-10-15")
    assert (count, highest) == (24, 4)
