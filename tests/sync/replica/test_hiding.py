"""What may no longer be seen leaves the file whole; what is erased leaves every file for good (E1 to E3, I12, I13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from caseworker import __version__
from caseworker.actions.checking import rebuild_tables, verify_office
from caseworker.actions.clashes import clashes
from caseworker.actions.edit import edit_case
from caseworker.actions.files import attach_files
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.actions.restricted import lift_restriction, restrict_case
from caseworker.actions.sync import held_unseen_words, sync_status
from caseworker.actions.worked_alongside import worked_alongside
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.errors import RuleError
from caseworker.storage.file_rows import forget_unused
from caseworker.storage.redactions import REDACTION
from caseworker.storage.search import search
from caseworker.sync.exchange import Exchange
from caseworker.sync.memory_access import User
from caseworker.sync.port import AccessFact, Hub, Pushed, Signed, Wire
from tests.example_office import log_complaint, noon
from tests.sync.replica.offices import Pc, meet_all

SECRET = "Quetzalcoatl"
"""A word that stands nowhere else, so that it is found wherever it was left."""


def left_of(pc: Pc) -> list[str]:
    """Where the word still stands: tables of the file, and the file itself where it is not encrypted."""
    found = []
    with pc.office.reading() as raw:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            for row in raw.execute(f'SELECT * FROM "{name}"'):
                texts = [
                    bytes(v).decode("latin-1") if isinstance(v, bytes | bytearray) else str(v) for v in row
                ]
                if any(SECRET.lower() in text.lower() for text in texts):
                    found.append(str(name))
                    break
    path = pc.office.database.path
    if not pc.office.database.is_encrypted:
        for file in (path, path.with_name(path.name + "-wal")):
            if file.exists() and SECRET.lower().encode() in file.read_bytes().lower():
                found.append(file.name)
    return found


@pytest.fixture
def secret_case(asha: Pc, ali: Pc, tmp_path: Path) -> str:
    """A case with the word in every part, on both computers, among others."""
    for number in range(30):
        log_complaint(asha.office, summary=f"Another matter {number}")
    case = log_complaint(asha.office, full_name=f"{SECRET} Jones", summary=f"{SECRET} says nobody came.")
    add_note(asha.office, case.case_id, f"{SECRET} rang.")
    path = tmp_path / "a.txt"
    path.write_text(f"{SECRET} wrote this.")
    attach_files(asha.office, case.case_id, [path])
    for number in range(10):
        log_complaint(asha.office, summary=f"A later matter {number}")
    meet_all(asha, ali)
    assert left_of(ali)
    return case.case_id


def test_a_case_that_may_no_longer_be_seen_leaves_nothing_but_the_chain(
    asha: Pc, ali: Pc, secret_case: str
) -> None:
    shut_out(asha, ali)
    add_note(ali.office, secret_case, f"{SECRET} rang again, before anybody knew.")
    restrict_case(asha.office, secret_case, [], "About a colleague")
    meet_all(asha, ali)
    assert left_of(ali) == []
    assert ali.broken() == []
    with ali.office.reading() as raw:
        assert search(raw, SECRET) == []
    with pytest.raises(RuleError):
        open_case(ali.office, secret_case)
    assert verify_office(ali.office).faults == ()


def shut_out(asha: Pc, ali: Pc) -> None:
    """Take away Ali's right to see restricted cases."""

    asha.hub.let_in(User("ali", ali.office.person.id))


def test_who_worked_alongside_is_not_told_of_a_case_that_is_hidden_now(
    asha: Pc, ali: Pc, secret_case: str
) -> None:
    for pc, said in ((asha, "nobody came"), (ali, "nobody rang")):
        edit_case(pc.office, open_case(pc.office, secret_case), secret_case, {"wants": f"{SECRET}: {said}"})
    meet_all(asha, ali)
    assert worked_alongside(ali.office)
    assert clashes(ali.office)
    shut_out(asha, ali)
    restrict_case(asha.office, secret_case, [], "About a colleague")
    meet_all(asha, ali)
    assert worked_alongside(ali.office) == ()
    assert worked_alongside(ali.office, secret_case) == ()
    assert clashes(ali.office) == ()


def test_work_on_a_case_that_was_hidden_meanwhile_is_sent_before_the_case_goes(
    asha: Pc, ali: Pc, secret_case: str
) -> None:
    shut_out(asha, ali)
    restrict_case(asha.office, secret_case, [], "About a colleague")
    asha.meet()
    add_note(ali.office, secret_case, f"{SECRET} rang while Ali was away.")
    ali.meet()
    assert left_of(ali) == []
    assert len(asha.hub.books.held) == 1
    status = sync_status(ali.office)
    assert (status.waiting, status.held, status.held_unseen) == (0, 1, 1)
    assert held_unseen_words(status) == (
        "1 change of yours on a case you may no longer see waits for a decision of a manager of the hub"
    )
    for changeset_id in list(asha.hub.books.held):
        asha.hub.accept_held(changeset_id)
    meet_all(asha, ali)
    assert any("while Ali was away" in n.doc["text"] for n in open_case(asha.office, secret_case).notes)
    assert ali.broken() == []
    assert held_unseen_words(sync_status(ali.office)) == ""


def test_a_case_that_may_be_seen_again_comes_back_whole(asha: Pc, ali: Pc, secret_case: str) -> None:
    shut_out(asha, ali)
    restrict_case(asha.office, secret_case, [], "About a colleague")
    meet_all(asha, ali)
    add_note(asha.office, secret_case, "While it was hidden")
    meet_all(asha, ali)
    lift_restriction(asha.office, secret_case, "Settled")
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    assert {n.doc["text"] for n in open_case(ali.office, secret_case).notes} >= {"While it was hidden"}
    assert ali.rows("SELECT scope_id FROM withheld") == []


def test_a_hidden_case_is_no_difference_in_the_daily_check(asha: Pc, ali: Pc, secret_case: str) -> None:
    shut_out(asha, ali)
    restrict_case(asha.office, secret_case, [], "About a colleague")
    meet_all(asha, ali)
    assert ali.replica.buckets() == asha.hub.as_user("ali").buckets()
    assert ali.meet(check=True).reoffered == 0


def test_its_number_is_not_given_again_where_a_case_was_withheld(asha: Pc, ali: Pc) -> None:
    case = log_complaint(ali.office)
    meet_all(asha, ali)
    shut_out(asha, ali)
    restrict_case(asha.office, case.case_id, [], "About a colleague")
    meet_all(asha, ali)
    assert log_complaint(ali.office).reference != case.reference


def redact(pc: Pc, **what: list[str]) -> None:
    """Erase with authority and reason."""
    entity = new_entity(pc.office.ids.new(), REDACTION, **what)
    pc.office.save(lambda _: [Draft("office", "office", "record.redacted", (entity,), "Retention")])


def test_an_erased_case_leaves_every_file_and_late_work_on_it_comes_in_empty(
    asha: Pc, ali: Pc, secret_case: str
) -> None:
    add_note(ali.office, secret_case, f"{SECRET} rang, and nobody has heard of it yet.")
    redact(asha, scopes=[secret_case])
    asha.meet()  # until then its words are set aside: the hub may let the erasure wait for a decision
    assert left_of(asha) == []
    meet_all(asha, ali)
    assert left_of(asha) == left_of(ali) == []
    assert asha.digest() == ali.digest()
    assert asha.broken() == ali.broken() == []
    assert verify_office(ali.office).faults == ()
    rebuild_tables(ali.office)
    assert asha.digest() == ali.digest()


def test_one_erased_change_leaves_the_rest_of_its_case(asha: Pc, ali: Pc, secret_case: str) -> None:
    note = add_note(asha.office, secret_case, "Meant for another case: Tlaloc lives next door.")
    meet_all(asha, ali)
    [(changeset_id,)] = asha.rows("SELECT id FROM changeset WHERE group_id = ?", note.group_id)
    redact(ali, changesets=[str(changeset_id)])
    meet_all(asha, ali)
    assert asha.digest() == ali.digest()
    for pc in (asha, ali):
        assert not any("Tlaloc" in n.doc["text"] for n in open_case(pc.office, secret_case).notes)
        assert any(SECRET in n.doc["text"] for n in open_case(pc.office, secret_case).notes)


def test_a_computer_that_joins_after_an_erasure_gets_nothing_of_it(
    asha: Pc, join: Callable[..., Pc], ali: Pc, secret_case: str
) -> None:
    redact(asha, scopes=[secret_case])
    rhys = join("Rhys Parry")
    assert left_of(rhys) == []
    meet_all(asha, ali, rhys)
    assert rhys.digest() == asha.digest() == ali.digest()
    assert verify_office(rhys.office).faults == ()


def test_a_change_emptied_by_somebody_without_a_redaction_is_found(asha: Pc) -> None:
    case = log_complaint(asha.office)
    with asha.office.database.raw_writer() as raw:
        raw.execute(
            "UPDATE packed_changeset SET body = '', salt = '', reason = '', emptied = 'redacted' WHERE scope_id = ?",
            (case.case_id,),
        )
    rebuild_tables(asha.office)
    assert any("no redaction names it" in fault for fault in verify_office(asha.office).faults)


def test_whoever_loses_the_right_to_a_case_sends_its_file_before_it_is_purged(
    asha: Pc, join: Callable[..., Pc], tmp_path: Path
) -> None:
    ali = join(sees_all=False)
    case = log_complaint(asha.office)
    meet_all(asha, ali)
    path = tmp_path / "statement.txt"
    path.write_text(f"{SECRET} rang.")
    attach_files(ali.office, case.case_id, [path])
    replica = ali.replica  # the line is cut before the files
    Exchange(replica, ali.hub.as_user("ali"), lambda: replica.caller(__version__), noon).meet(files=False)
    asha.meet()
    restrict_case(asha.office, case.case_id, [asha.office.person.id], "Sensitive.")
    asha.meet()
    assert ali.meet().purged == (case.case_id,)
    assert left_of(ali) == []
    asha.meet()
    assert [row[0] for row in asha.rows("SELECT CAST(bytes AS TEXT) FROM blob")] == [path.read_text()]


class Forger:
    """A line on which a changed program tells the hub something else of who may see a case than it wrote."""

    def __init__(self, hub: Hub, *facts: AccessFact) -> None:
        self._hub, self._facts = hub, facts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hub, name)

    def push(self, rows: Sequence[Wire], signed: Signed | None) -> Pushed:
        return self._hub.push([row._replace(facts=self._facts) for row in rows], signed)


def test_a_note_that_says_other_than_its_change_is_told_and_a_managers_computer_puts_it_right(
    asha: Pc, join: Callable[..., Pc]
) -> None:
    ali = join(sees_all=False)
    case = log_complaint(ali.office).case_id
    meet_all(asha, ali)
    add_note(ali.office, case, "Nothing about who may see it.")
    ali.meet(Forger(ali.hub.as_user(ali.login), AccessFact(case, "restricted", "true", ())))  # type: ignore[arg-type]
    assert len(ali.replica.unlike()) == 1
    assert any("who may see its case" in fault for fault in verify_office(ali.office).faults)
    assert asha.hub.as_user(ali.login).access().shown == {case}
    assert asha.meet().notes_corrected == 1
    assert asha.hub.as_user(ali.login).access().shown == frozenset()
    meet_all(asha, ali)
    assert asha.replica.unlike() == ali.replica.unlike() == ()
    assert asha.digest() == ali.digest()


def test_a_draft_thrown_away_takes_no_file_that_waits_with_an_erasure(asha: Pc, tmp_path: Path) -> None:
    case = log_complaint(asha.office)
    path = tmp_path / "report.txt"
    path.write_text("What the school says.")
    attach_files(asha.office, case.case_id, [path])
    ((digest,),) = asha.rows("SELECT digest FROM blob")
    redact(asha, scopes=[case.case_id], blobs=[str(digest)])
    with asha.office.database.raw_writer() as raw:
        assert forget_unused(raw, [str(digest)]) == 0
    asha.meet()
    assert asha.rows("SELECT digest FROM blob") == []
