"""A case erased on one computer is gone from all; what may not be erased alone is refused (E1, I7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from caseworker.actions.checking import verify_office
from caseworker.actions.edit import edit_case
from caseworker.actions.erase import erase_case
from caseworker.actions.look_up import open_case
from caseworker.actions.note import add_note
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.errors import RuleError
from caseworker.storage.blobs import keep_bytes
from caseworker.storage.rebuild import rebuild
from caseworker.storage.redactions import REDACTION, redactions
from caseworker.sync.port import Empties, Hub, Pushed, Signed, Wire
from tests.example_office import log_complaint
from tests.sync.replica.offices import Pc, meet_all

SECRET = "Quetzalcoatl"
WHY = ("Retention schedule 4.2", "The period is over")


def words_of(pc: Pc) -> str:
    return "".join(str(body) for (body,) in pc.rows("SELECT body FROM changeset"))


def redact_one(pc: Pc, *changesets: str) -> None:
    entity = new_entity(pc.office.ids.new(), REDACTION, changesets=list(changesets))
    pc.office.save(
        lambda _: [Draft("office", "office", "record.redacted", (entity,), "Meant for another case")]
    )


@pytest.mark.parametrize("is_sent", [True, False])
def test_an_erased_case_is_gone_everywhere_also_when_it_was_never_sent(
    asha: Pc, ali: Pc, is_sent: bool
) -> None:
    case = log_complaint(asha.office)
    add_note(asha.office, case.case_id, SECRET)
    if is_sent:
        meet_all(asha, ali)
    erase_case(asha.office, case.case_id, *WHY)
    meet_all(asha, ali)
    for pc in (asha, ali):
        assert SECRET not in words_of(pc)
        assert pc.broken() == []
    assert asha.digest() == ali.digest()


@pytest.mark.parametrize("is_late", [True, False])
def test_work_on_a_case_that_was_erased_meanwhile_is_told_of_and_no_other(
    asha: Pc, ali: Pc, is_late: bool
) -> None:
    case, other = log_complaint(asha.office), log_complaint(asha.office)
    meet_all(asha, ali)
    add_note(ali.office, case.case_id, "Known before")
    meet_all(asha, ali)
    add_note(ali.office, (case if is_late else other).case_id, "Written on the train")
    erase_case(asha.office, case.case_id, *WHY)
    asha.meet()
    assert (ali.meet().late, asha.meet().late) == (("CYP-2025-0001",) if is_late else (), ())


def test_what_a_login_erases_that_is_no_manager_at_the_hub_stays_with_the_others_until_accepted(
    asha: Pc, join: Callable[..., Pc]
) -> None:
    rhys = join("Rhys Parry", sees_all=False)
    case = log_complaint(rhys.office)
    add_note(rhys.office, case.case_id, SECRET)
    meet_all(asha, rhys)
    entity = new_entity(rhys.office.ids.new(), REDACTION, scopes=[case.case_id])
    rhys.office.save(lambda _: [Draft("office", "office", "case.erased", (entity,), "Anger")])
    meet_all(asha, rhys)
    assert SECRET in words_of(asha)
    (held,) = asha.hub.books.held
    asha.hub.accept_held(held)
    meet_all(asha, rhys)
    assert SECRET not in words_of(asha)
    assert asha.digest() == rhys.digest()


def test_a_change_that_waits_for_a_decision_is_no_hole_in_the_record_of_the_others(
    asha: Pc, join: Callable[..., Pc]
) -> None:
    rhys = join("Rhys Parry", sees_all=False)
    case = log_complaint(rhys.office)
    meet_all(asha, rhys)
    entity = new_entity(rhys.office.ids.new(), REDACTION, scopes=[case.case_id])
    rhys.office.save(lambda _: [Draft("office", "office", "case.erased", (entity,), "Anger")])
    log_complaint(rhys.office)  # the next link of the same chain, which nothing holds up
    meet_all(asha, rhys)
    assert asha.broken() == []
    asha.hub.books.held.clear()  # lost, and nobody has decided
    asha.meet(check=True)
    (line,) = asha.broken()
    assert line.endswith("of the same computer is missing before it.")


def test_a_single_change_on_which_others_were_built_is_not_erased_alone(asha: Pc, ali: Pc) -> None:
    case = log_complaint(asha.office)
    for words in ("First words", f"{SECRET} was here", "Last words"):
        edit_case(asha.office, open_case(asha.office, case.case_id), case.case_id, {"summary": words})
    meet_all(asha, ali)
    found = asha.rows(
        "SELECT id FROM changeset WHERE instr(body, ?) OR instr(body, 'Last words') ORDER BY n", SECRET
    )
    middle, last = (str(row[0]) for row in found)
    with pytest.raises(RuleError, match="Erase the whole case instead"):
        redact_one(asha, middle)
    assert SECRET in words_of(asha)
    redact_one(asha, middle, last)  # with all that was built on it nothing false comes of it
    meet_all(asha, ali)
    for pc in (asha, ali):
        view = open_case(pc.office, case.case_id)
        assert (view.case.doc["summary"], view.conflicts) == ("First words", ())


class Forger:
    """A program that tells the hub nothing of what its redactions empty."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def __getattr__(self, name: str) -> object:
        return getattr(self._hub, name)

    def push(self, rows: Sequence[Wire], signed: Signed | None = None) -> Pushed:
        return self._hub.push([row._replace(empties=Empties()) for row in rows], signed)


def test_a_redaction_that_the_hub_did_not_let_pass_empties_nothing_on_any_pc(
    asha: Pc, join: Callable[..., Pc]
) -> None:
    rhys, ali = join("Rhys Parry", sees_all=False), join()
    cases = [log_complaint(asha.office).case_id for _ in range(2)]
    add_note(asha.office, cases[0], SECRET)
    meet_all(asha, rhys, ali)
    entity = new_entity(rhys.office.ids.new(), REDACTION, scopes=[cases[0]])
    rhys.office.save(lambda _: [Draft("office", "office", "case.erased", (entity,), "Anger")])
    rhys.meet(Forger(asha.hub.as_user(rhys.login)))  # type: ignore[arg-type]
    meet_all(asha, ali)
    late = add_note(ali.office, cases[0], f"{SECRET} again")
    meet_all(ali, asha)
    with asha.office.database.raw_writer() as raw:
        rebuild(raw)  # nor when the tables are made again
        assert not any(redactions(raw))
    for pc in (asha, ali):
        assert f"{SECRET} again" in words_of(pc)
        assert open_case(pc.office, cases[0]).notes[0].doc["text"].startswith(SECRET)
    (words,) = verify_office(asha.office).explained
    assert words.startswith("1 change says that it erases and is not obeyed")
    assert late.case_ids == (cases[0],)
    assert asha.hub.outside.scopes == set()
    asha.replica.unsend(
        [str(each) for (each,) in asha.rows("SELECT id FROM changeset WHERE kind = 'case.erased'")]
    )
    (again,) = asha.replica.unsent(500, 1 << 30)  # as after a restore of the hub
    assert not any(again.empties)
    meet_all(asha, ali)
    erase_case(asha.office, cases[0], *WHY)  # and who may erase it still does
    meet_all(asha, ali)
    assert SECRET not in words_of(ali) + words_of(asha)


def test_bytes_of_an_erased_file_are_gone_also_where_a_whole_record_is_being_read_anew(
    asha: Pc, ali: Pc
) -> None:
    case = log_complaint(ali.office)
    with ali.office.database.raw_writer() as raw:
        digest = keep_bytes(raw, SECRET.encode(), "text/plain")
    add_file = [new_entity(ali.office.ids.new(), "file", digest=digest, name="Scan.txt")]
    (written,) = ali.office.save(lambda _: [Draft("case", case.case_id, "file.added", tuple(add_file))])
    meet_all(ali, asha)
    entity = new_entity(asha.office.ids.new(), REDACTION, changesets=[written.id], blobs=[digest])
    asha.office.save(lambda _: [Draft("office", "office", "record.redacted", (entity,), "Of another child")])
    asha.meet()
    ali.replica.begin_epoch(
        ali.replica.state().epoch, 0
    )  # as after a restore of the hub: all is read, then sorted
    meet_all(ali, asha)
    for pc in (asha, ali):
        assert pc.rows("SELECT 1 FROM blob WHERE digest = ? UNION SELECT 1 FROM blob_part", digest) == []
