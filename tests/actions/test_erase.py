"""A case is erased by somebody in charge, with authority and reason, and nothing of it is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.actions.at_keyboard import become
from caseworker.actions.checking import verify_office
from caseworker.actions.drafts import list_drafts, save_draft
from caseworker.actions.erase import erase_case, what_would_go
from caseworker.actions.files import attach_files
from caseworker.actions.links import link_cases
from caseworker.actions.look_up import open_case, search_cases
from caseworker.actions.note import add_note
from caseworker.actions.open_copies import copy_to_open
from caseworker.actions.people import list_people
from caseworker.actions.people_register import register_person
from caseworker.actions.recent_searches import keep_search, recent_searches
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import log_complaint

SECRET = "Quetzalcoatl"
WHY = ("Retention schedule 4.2", "The period is over")


def bodies(office: Office) -> str:
    with office.reading() as raw:
        return "".join(body + reason for body, reason in raw.execute("SELECT body, reason FROM changeset"))


def test_nothing_is_left_of_an_erased_case_but_its_number_and_why(office: Office) -> None:
    gone, kept = log_complaint(office), log_complaint(office)
    add_note(office, gone.case_id, f"{SECRET} rang")
    heard: list[tuple[str, ...]] = []
    office.listeners.append(lambda changed: heard.append(changed.case_ids))
    said = erase_case(office, gone.case_id, *WHY)
    assert said.message == f"{gone.reference} was erased for ever. Backups made before still hold it."
    assert heard == [(gone.case_id,)]
    assert SECRET not in bodies(office)
    assert all(words in bodies(office) for words in WHY)
    assert verify_office(office).faults == ()
    assert log_complaint(office).reference not in (gone.reference, kept.reference)


def test_a_caseworker_may_not_erase(office: Office) -> None:
    case = log_complaint(office)
    become(office, office.staff_named("Ali Demir"))
    with pytest.raises(NotPermittedError, match="erase cases for ever"):
        erase_case(office, case.case_id, *WHY)


def test_authority_and_reason_are_asked_for(office: Office) -> None:
    case = log_complaint(office)
    with pytest.raises(ProblemsError) as missing:
        erase_case(office, case.case_id, " ", "")
    assert [each.field for each in missing.value.problems] == ["authority", "reason"]
    with pytest.raises(ProblemsError, match="300 characters"):
        erase_case(office, case.case_id, "x" * 301, "y")


def test_a_case_under_a_legal_hold_is_not_erased(office: Office) -> None:
    case = log_complaint(office)
    hold = EntityChange(case.case_id, "case", (FieldChange("legal_hold", True),))
    office.save(lambda _: [Draft("case", case.case_id, "case.updated", (hold,))])
    with pytest.raises(RuleError, match="under a legal hold"):
        erase_case(office, case.case_id, *WHY)


def test_a_case_about_which_two_people_differ_is_not_erased(office: Office) -> None:
    case = log_complaint(office)
    for word in ("one", "two"):  # neither knew of what stood there
        apart = EntityChange(case.case_id, "case", (FieldChange("summary", word),))
        office.save(lambda _, apart=apart: [Draft("case", case.case_id, "case.updated", (apart,))])
    with pytest.raises(RuleError, match="Settle that first"):
        erase_case(office, case.case_id, *WHY)


def test_before_it_is_erased_it_is_said_what_goes_what_stays_and_who_is_left_without_a_case(
    office: Office,
) -> None:
    case, other = log_complaint(office), log_complaint(office)
    add_note(office, case.case_id, f"{SECRET} rang")
    link_cases(office, case.case_id, other.case_id, "repeat_of")
    save_draft(office, "note", {"text": SECRET}, case_id=case.case_id)
    told = what_would_go(office, case.case_id)
    goes, stays = dict(told.goes), dict(told.stays)
    assert (goes["Notes"], goes["Letters"], goes["Files"]) == ("1 note", "no letters", "none")
    assert goes["On this computer"].startswith("1 draft;")
    assert stays["Other cases"] == "1 case linked to it; its reference stands there"
    assert told.refusal == ""
    assert "Put aside" not in stays


def test_an_office_that_a_restore_put_aside_is_named_for_it_still_holds_the_case(office: Office) -> None:
    case = log_complaint(office)
    name = "put-aside-2025-10-14-090000"
    (office.paths.folder / name).mkdir()
    told = dict(what_would_go(office, case.case_id).stays)
    assert told["Put aside"] == f"the office from before a restore, in {name}; IT can remove it"
    assert erase_case(office, case.case_id, *WHY).message.endswith(f"So does the office put aside in {name}.")


def test_searches_drafts_and_opened_copies_of_an_erased_case_are_gone(office: Office, tmp_path: Path) -> None:
    case, kept = log_complaint(office, full_name=SECRET), log_complaint(office)
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    attach_files(office, case.case_id, [letter])
    (file,) = open_case(office, case.case_id).of_kind("file")
    copy = copy_to_open(office, case.case_id, file.id)
    office.paths.backups.mkdir(exist_ok=True)
    upgraded, backup = (
        office.paths.backups / f"{name}.cwbackup" for name in ("before-upgrade-from-0010", "own")
    )
    for path in (upgraded, backup):
        path.write_bytes(b"")
    keep_search(office, kept.reference)
    keep_search(office, SECRET[:6])
    erase_case(office, case.case_id, *WHY)
    save_draft(office, "note", {"text": SECRET}, case_id=case.case_id)  # typed while it was erased
    assert recent_searches(office) == (kept.reference,)
    assert list_drafts(office) == []
    assert (copy.exists(), upgraded.exists(), backup.exists()) == (False, False, True)
    assert search_cases(office, SECRET) == []


def test_who_stands_in_no_other_case_is_erased_with_it_when_asked_for(office: Office) -> None:
    one, two = (
        log_complaint(office, full_name=SECRET, children=()),
        log_complaint(office, full_name="Zofia Quill", children=()),
    )
    for case in (one, two):
        register_person(office, open_case(office, case.case_id).parties[0].id)
    assert what_would_go(office, one.case_id).left == (SECRET,)
    said = erase_case(office, one.case_id, *WHY, with_people=True)
    assert "with 1 person of the register" in said.message
    assert SECRET not in bodies(office)
    assert [person.name for person in list_people(office)] == ["Zofia Quill"]
