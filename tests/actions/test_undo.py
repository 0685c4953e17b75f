"""Take back an act: by whoever may do it, as long as nobody has built on it (U3)."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.edit import add_person, edit_case
from caseworker.actions.extend import extend
from caseworker.actions.letter_flow import keep_letter
from caseworker.actions.letters import UNTOUCHED
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.pause import pause_clock
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Status
from caseworker.domain.pauses import PauseKind
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint


def test_logging_a_case_that_nobody_touched_is_taken_back_by_making_it_void(office: Office) -> None:
    logged = log_complaint(office)
    undone = undo(office, logged.group_id)
    view = open_case(office, logged.case_id)
    assert (view.status, view.value("void_reason")) == (Status.VOID, "Logging it was undone")
    assert (undone.message, undone.case_ids) == ("Undone: logged.", (logged.case_id,))
    assert list_page(office, query(office)) == []


def test_logging_that_was_undone_can_be_redone(office: Office) -> None:
    logged = log_complaint(office)
    before = open_case(office, logged.case_id)
    redone = undo(office, undo(office, logged.group_id).group_id, redo=True)
    view = open_case(office, logged.case_id)
    assert redone.message == "Redone: logged."
    assert (view.row, len(view.parties), view.stage is not None) == (before.row, 2, True)


@pytest.mark.parametrize(
    ("built", "named"),
    [
        (lambda o, c: acknowledge(o, c, TODAY), "Acknowledged"),
        (lambda o, c: add_note(o, c, "Rang."), "a note"),
        (lambda o, c: add_person(o, open_case(o, c), "child", {"full_name": "Mair"}), "a person"),
        (lambda o, c: pause_clock(o, c, PauseKind.ADVOCATE, TODAY), "a stopped clock"),
        (lambda o, c: keep_letter(o, c, "", "L01", UNTOUCHED), "a letter"),
        (lambda o, c: edit_case(o, open_case(o, c), c, {"theme": "Delay"}), "Main category"),
    ],
    ids=["acknowledged", "note", "person", "pause", "letter", "edit"],
)
def test_logging_on_which_somebody_has_built_is_not_taken_back_and_says_why(
    office: Office, built: object, named: str
) -> None:
    logged = log_complaint(office)
    built(office, logged.case_id)  # type: ignore[operator]
    with pytest.raises(RuleError, match="cannot be undone, because it was changed since: ") as caught:
        undo(office, logged.group_id)
    assert named in str(caught.value) or named == "Main category"
    assert open_case(office, logged.case_id).status is not Status.VOID


def test_an_answer_taken_back_lets_the_clock_run_as_before(office: Office) -> None:
    case_id = log_complaint(office).case_id
    pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    before = open_case(office, case_id)
    answered = answer_case(office, case_id, Answer(TODAY, "upheld"))
    assert open_case(office, case_id).pauses[0].doc["to_on"] == TODAY.isoformat()
    undo(office, answered.group_id)
    after = open_case(office, case_id)
    assert (after.status, after.row.paused_since) == (Status.PAUSED, before.row.paused_since)
    assert after.pauses[0].doc.get("to_on") is None


def test_an_extension_taken_back_gives_the_date_before(office: Office) -> None:
    case_id = log_complaint(office).case_id
    changed = extend(office, case_id, date(2025, 11, 4), "The file is in store")
    undo(office, changed.group_id)
    assert open_case(office, case_id).row.due_on == date(2025, 10, 28)


def test_a_setting_made_and_taken_back_has_its_default_again_and_can_be_set_again(office: Office) -> None:
    changed = change_settings(office, {"notice": "Strike on Monday"})
    assert office.settings.notice == "Strike on Monday"
    undo(office, changed.group_id)
    assert office.settings.notice == ""
    change_settings(office, {"notice": "Strike on Monday"})
    assert office.settings.notice == "Strike on Monday"


def test_a_person_added_to_the_staff_list_by_mistake_is_gone_again_and_may_come_back(office: Office) -> None:
    person = Person(office.ids.new(), "Jo Bell", role="auditor")
    changed = save_person(office, person)
    undo(office, changed.group_id)
    assert person.id not in office.staff
    save_person(office, person)
    assert office.staff[person.id] == person


@pytest.mark.parametrize("role", ["caseworker", "auditor"])
def test_nobody_takes_back_what_he_may_not_do(office: Office, role: str) -> None:
    case_id = log_complaint(office).case_id
    groups = [
        change_settings(office, {"phone": "1"}).group_id,
        save_person(office, Person(office.ids.new(), "Jo Bell")).group_id,
        void_case(office, case_id, "Logged twice").group_id,
    ]
    redo = undo(office, groups[-1]).group_id
    setting_redo = undo(office, change_settings(office, {"notice": "Strike on Monday"}).group_id).group_id
    office.person = Person("x", "Rhys Parry", role=role)
    for group in (*groups[:2], redo, setting_redo):
        with pytest.raises(NotPermittedError):
            undo(office, group)


def test_setting_the_office_up_cannot_be_taken_back(office: Office) -> None:
    with office.reading() as raw:
        [(group,)] = raw.execute("SELECT group_id FROM changeset WHERE kind = 'office.opened'").fetchall()
    with pytest.raises(RuleError, match="Office set up: this cannot be undone"):
        undo(office, group)


def test_there_is_nothing_to_undo_in_an_act_nobody_knows(office: Office) -> None:
    with pytest.raises(RuleError, match="nothing to undo"):
        undo(office, "no such group")


def test_the_history_keeps_what_was_undone_with_who_did_what(office: Office) -> None:
    case_id = log_complaint(office).case_id
    changed = edit_case(office, open_case(office, case_id), case_id, {"theme": "Delay"})
    office.person = office.staff_named("Ali Demir")
    undo(office, changed.group_id)
    newest, before = open_case(office, case_id).timeline[:2]
    assert (newest.title, office.staff_name(newest.author_id)) == ("Undone: details changed", "Ali Demir")
    assert [(h.before, h.after) for h in newest.changes if h.before] == [("Delay", "Communication")]
    assert [(h.before, h.after) for h in before.changes] == [("Communication", "Delay")]
