"""Clashes are told in words, settled by one act, and an Undo of that opens them again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import what_if
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.at_keyboard import become
from caseworker.actions.clashes import clash_count, clashes
from caseworker.actions.edit import edit_case
from caseworker.actions.extend import extend
from caseworker.actions.letter_flow import keep_letter
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.pause import pause_clock
from caseworker.actions.people_merge import merge_people
from caseworker.actions.people_register import register_person
from caseworker.actions.people_view import open_person
from caseworker.actions.restricted import restrict_case
from caseworker.actions.resume import resume_clock
from caseworker.actions.settle import keep, keep_both, settle
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Kind, Status
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.pauses import PauseKind
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.actions.two_computers import carry, meet_each_other, two_computers
from tests.example_office import TODAY, log_complaint


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    with two_computers(tmp_path) as both:
        yield both


def _case_id(office: Office) -> str:
    return list_page(office, query(office, "all"))[0].case_id


def _edit(office: Office, case_id: str, **values: object) -> str:
    return edit_case(office, open_case(office, case_id), case_id, values).group_id


def _clashing(pair: tuple[Office, Office], ours: dict[str, object], theirs: dict[str, object]) -> str:
    one, two = pair
    case_id = _case_id(one)
    _edit(one, case_id, **ours)
    _edit(two, case_id, **theirs)
    meet_each_other(one, two)
    return case_id


def test_clash_names_thing_and_field_and_says_who_wrote_what(pair: tuple[Office, Office]) -> None:
    _clashing(pair, {"waiting_for": "service"}, {"waiting_for": "person"})
    (clash,) = clashes(pair[0])
    assert clash.scope == "CYP-2025-0001 O’Brien"
    assert clash.label == "CYP-2025-0001 O’Brien, waiting for"
    assert [side.is_yours for side in clash.sides] == [True, False]
    assert [side.heading for side in clash.sides] == ["Yours (12:00pm)", "Theirs (Ali Demir, 12:00pm)"]
    assert clash.sides[0].words != clash.sides[1].words


def test_both_computers_show_the_same_clash_each_from_its_side(pair: tuple[Office, Office]) -> None:
    _clashing(pair, {"waiting_for": "service"}, {"waiting_for": "person"})
    here, there = clashes(pair[0])[0], clashes(pair[1])[0]
    assert [s.words for s in here.sides] == [s.words for s in reversed(there.sides)]
    assert there.sides[1].heading == "Theirs (Asha Khan, 12:00pm)"
    assert here.sides[here.shown].words == there.sides[there.shown].words


def test_equal_values_and_different_fields_are_no_clash(pair: tuple[Office, Office]) -> None:
    _clashing(
        pair,
        {"waiting_for": "service", "wants": "A letter."},
        {"waiting_for": "service", "risk": "unsure"},
    )
    assert clashes(pair[0]) == clashes(pair[1]) == ()


def test_two_fields_are_settled_by_one_act_one_of_each(pair: tuple[Office, Office]) -> None:
    case_id = _clashing(
        pair,
        {"waiting_for": "service", "wants": "A letter."},
        {"waiting_for": "person", "wants": "A visit."},
    )
    one, two = pair
    by_field = {next(iter(clash.seen)): clash for clash in clashes(one)}
    changed = settle(one, [keep(by_field["waiting_for"], 0), keep(by_field["wants"], 1)])
    assert changed.message == "Settled: 2 clashes of CYP-2025-0001 O’Brien."
    carry(one, two)
    for office in pair:
        doc = open_case(office, case_id).case.doc
        assert (doc["waiting_for"], doc["wants"]) == ("service", "A visit.")
        assert clash_count(office) == 0


def test_both_paragraphs_of_a_text_are_kept(pair: tuple[Office, Office]) -> None:
    case_id = _clashing(pair, {"wants": "An apology.\n\nA visit."}, {"wants": "An apology.\n\nA letter."})
    (clash,) = clashes(pair[0])
    settle(pair[0], [keep_both(clash)])
    assert open_case(pair[0], case_id).case.doc["wants"] == "An apology.\n\nA visit.\n\nA letter."


def test_lists_are_put_together_and_single_choices_are_not(pair: tuple[Office, Office]) -> None:
    _clashing(
        pair,
        {"other_themes": ["Delay", "Conduct"], "waiting_for": "service"},
        {"other_themes": ["Delay", "Money"], "waiting_for": "person"},
    )
    by_field = {next(iter(clash.seen)): clash for clash in clashes(pair[0])}
    assert by_field["other_themes"].both() == {"other_themes": ["Delay", "Conduct", "Money"]}
    assert by_field["waiting_for"].both() is None
    with pytest.raises(RuleError, match="only one of the two can be kept"):
        keep_both(by_field["waiting_for"])


def test_undo_of_settling_opens_the_clash_again_with_its_authors(pair: tuple[Office, Office]) -> None:
    case_id = _clashing(pair, {"wants": "A letter."}, {"wants": "A visit."})
    one, two = pair
    (before,) = clashes(one)
    group = settle(one, [keep(before, 1)]).group_id
    undone = undo(one, group)
    assert undone.message == "Undone: clash settled."
    (after,) = clashes(one)
    assert after.sides == before.sides
    carry(one, two)
    assert [side.words for side in clashes(two)[0].sides] == ["A visit.", "A letter."]
    redone = undo(one, undone.group_id, redo=True)
    assert clashes(one) == ()
    assert open_case(one, case_id).case.doc["wants"] == "A visit."
    undo(one, redone.group_id)
    assert clash_count(one) == 1


def test_undo_of_settling_in_a_void_case_with_notes_opens_that_clash_alone(
    pair: tuple[Office, Office],
) -> None:
    case_id = _clashing(pair, {"wants": "A letter."}, {"wants": "A visit."})
    one, _two = pair
    add_note(one, case_id, "Rang.")
    void_case(one, case_id, "Logged twice.")
    (before,) = clashes(one)
    undo(one, settle(one, [keep(before, 1)]).group_id)
    assert [clash.key for clash in clashes(one)] == [before.key]
    assert open_case(one, case_id).case.doc["status"] == "void"


def test_undo_of_settling_is_refused_once_somebody_built_on_it(pair: tuple[Office, Office]) -> None:
    case_id = _clashing(pair, {"wants": "A letter."}, {"wants": "A visit."})
    one, _two = pair
    group = settle(one, [keep(clashes(one)[0], 1)]).group_id
    _edit(one, case_id, wants="A visit and a letter.")
    with pytest.raises(RuleError, match="changed since: What they want"):
        undo(one, group)


def test_two_people_who_settle_differently_clash_with_each_other_alone(pair: tuple[Office, Office]) -> None:
    _clashing(pair, {"wants": "A letter."}, {"wants": "A visit."})
    one, two = pair
    settle(one, [keep(clashes(one)[0], 0)])
    settle(two, [keep(clashes(two)[0], 0)])
    meet_each_other(one, two)
    (clash,) = clashes(one)
    assert [side.words for side in clash.sides] == ["A letter.", "A visit."]
    assert len(clash.seen["wants"]) == 2


def test_outcome_and_its_reason_are_one_row_and_one_choice(pair: tuple[Office, Office]) -> None:
    one, two = pair
    case_id = _case_id(one)
    _edit(one, case_id, late_reason="staff", late_details="Nobody was there.")
    _edit(two, case_id, late_reason="complexity")
    meet_each_other(one, two)
    (clash,) = clashes(one)
    assert clash.field == "Why it was late and more about why it was late"
    assert clash.sides[1].words.endswith("More about why it was late: Nothing")
    settle(one, [keep(clash, 1)])
    doc = open_case(one, case_id).case.doc
    assert (doc["late_reason"], doc.get("late_details")) == ("complexity", None)


def test_value_changed_meanwhile_is_not_settled(pair: tuple[Office, Office]) -> None:
    case_id = _clashing(pair, {"wants": "A letter."}, {"wants": "A visit."})
    one, two = pair
    old = clashes(one)[0]
    _edit(two, case_id, wants="Something else.")
    carry(two, one)
    with pytest.raises(RuleError, match="changed meanwhile"):
        settle(one, [keep(old, 0)])


def test_clashes_of_a_restricted_case_are_told_to_its_readers_alone(pair: tuple[Office, Office]) -> None:
    one, two = pair
    case_id = _clashing(pair, {"wants": "A letter."}, {"wants": "A visit."})
    restrict_case(one, case_id, (), "A councillor’s family.")
    carry(one, two)
    assert clash_count(one) == 1
    assert clashes(two) == ()


def test_two_merges_of_one_person_clash_by_name_and_a_manager_alone_decides(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    party = open_case(one, _case_id(one)).parties[0].id
    ids = [register_person(one, party).person_id]
    for name in ("Zofia Zed", "Yusuf Yale"):
        ids.append(
            register_person(
                one, open_case(one, log_complaint(one, full_name=name).case_id).parties[0].id
            ).person_id
        )
    meet_each_other(one, two)
    become(two, two.staff_named("Asha Khan"))
    merge_people(one, ids[1], ids[0])
    merge_people(two, ids[2], ids[0])
    meet_each_other(one, two)
    (clash,) = clashes(one)
    assert clash.label == "Siân O’Brien, merged into"
    assert {side.words for side in clash.sides} == {"Zofia Zed", "Yusuf Yale"}
    become(one, one.staff_named("Ali Demir"))
    with pytest.raises(NotPermittedError):
        settle(one, [keep(clash, 0)])
    become(one, one.staff_named("Asha Khan"))
    settle(one, [keep(clash, next(n for n, side in enumerate(clash.sides) if side.words == "Zofia Zed"))])
    meet_each_other(one, two)
    for office in pair:
        view = open_person(office, ids[0])
        assert (view.name, clash_count(office)) == ("Zofia Zed", 0)
        told = [(change.label, change.after) for item in view.timeline for change in item.changes]
        assert ("Merged into", "Yusuf Yale") in told
        assert set(view.of_merged.values()) == {"Siân O’Brien"}


def test_deadlines_are_counted_again_from_what_is_settled_and_none_of_either_side_is_lost(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    case_id = _case_id(one)
    extend(one, case_id, date(2025, 11, 7), "Several services")
    answer_case(two, case_id, Answer(TODAY, "upheld", "We agree", "", ""))
    meet_each_other(one, two)
    (clash,) = clashes(one)
    assert clash.sides[0].words.splitlines()[:3] == [
        "Deadlines:",
        "Answer at stage 1 Friday 7 November 2025",
        "Last day to ask for stage 2: none",
    ]
    assert "Extended to: Nothing" in clash.sides[1].words.splitlines()
    group = settle(one, [keep(clash, 0)]).group_id
    meet_each_other(one, two)
    for office in pair:
        stage = open_case(office, case_id).stage
        assert stage is not None
        due = {step: clock["due_on"] for step, clock in stage.doc["clocks"].items()}
        assert (due["CA_S1_RESP"], due["CA_S2_REQ_BY"]) == ("2025-11-07", "2025-11-12")
        assert clashes(office) == ()
    undo(one, group)
    assert [side.values for side in clashes(one)[0].sides] == [side.values for side in clash.sides]


def test_clock_stopped_by_two_who_were_apart_goes_on_once_each_reason_is_over(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    case_id, other_id = _case_id(one), log_complaint(one).case_id
    meet_each_other(one, two)
    for office, day, kind in ((one, 15, PauseKind.ADVOCATE), (two, 14, PauseKind.CONCURRENT)):
        pause_clock(office, case_id, PauseKind.ADVOCATE, date(2025, 10, day), "Mother waits")
        pause_clock(office, other_id, kind, date(2025, 10, day), "Waits")
    meet_each_other(one, two)
    found = [clash for clash in clashes(one) if clash.field == "Deadlines"]
    assert all(clash.sides[0].words != clash.sides[1].words for clash in found)
    settle(one, [keep(clash, 0) for clash in clashes(one)])
    assert what_if.if_resumed(one, open_case(one, case_id), TODAY)
    assert "goes on. The answer is due" in resume_clock(one, case_id, TODAY).message
    assert open_case(one, case_id).row.paused_since is None
    assert "still stands still for another reason" in resume_clock(one, other_id, TODAY).message
    assert open_case(one, other_id).status is Status.PAUSED
    assert "goes on. The answer is due" in resume_clock(one, other_id, TODAY).message
    view = open_case(one, other_id)
    assert (view.status, bool(view.row.due_on)) == (Status.OPEN, True)


def test_outcome_and_day_received_are_one_row_each_and_settled_in_case_and_stage(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    case_id = _case_id(one)
    _edit(one, case_id, received_on="2025-10-10")
    _edit(two, case_id, received_on="2025-10-09")
    answer_case(one, case_id, Answer(TODAY, "upheld", "We agree", "", ""))
    answer_case(two, case_id, Answer(TODAY, "not_upheld", "We do not", "", ""))
    meet_each_other(one, two)
    rows = clashes(one)
    assert [(clash.thing, clash.field) for clash in rows] == [
        ("", "Date received"),
        ("Stage 1", "Outcome and reason for the outcome"),
    ]
    group = settle(one, [keep(rows[0], 1), keep(rows[1], 0)]).group_id
    meet_each_other(one, two)
    for office in pair:
        view = open_case(office, case_id)
        assert view.stage is not None
        assert (view.value("outcome"), view.stage.doc["outcome"]) == ("upheld", "upheld")
        assert (view.value("received_on"), view.stage.doc["started_on"]) == ("2025-10-09", "2025-10-09")
        assert view.stage.doc["clocks"]["CA_S1_RESP"]["due_on"] == "2025-10-23"
        assert clashes(office) == ()
    undo(two, group)
    meet_each_other(one, two)
    for office in pair:
        assert [clash.field for clash in clashes(office)] == [clash.field for clash in rows]


def test_another_type_brings_the_rules_of_its_stage_and_sides_are_told_without_codes(
    pair: tuple[Office, Office],
) -> None:
    one, two = pair
    case_id = _case_id(one)
    restricted_id = log_complaint(one).case_id
    meet_each_other(one, two)
    _edit(one, case_id, kind=Kind.CORPORATE.value)
    _edit(two, case_id, kind=Kind.GENERAL.value)
    become(two, two.staff_named("Asha Khan"))
    ali, rhys = (one.staff_named(name).id for name in ("Ali Demir", "Rhys Parry"))
    restrict_case(one, restricted_id, [ali], "A colleague")
    restrict_case(two, restricted_id, [rhys], "A colleague of ours")
    kept = keep_letter(one, restricted_id, "", "L01", LetterWork()).letter_id
    meet_each_other(one, two)
    keep_letter(one, restricted_id, kept, "L01", LetterWork(changed={"summary": "One"}))
    keep_letter(two, restricted_id, kept, "L01", LetterWork(changed={"summary": "Two"}))
    meet_each_other(one, two)
    found = {clash.field: clash for clash in clashes(one)}
    assert set(found) == {"Type", "What was written", "Why it is restricted and who may see it"}
    assert {side.words for side in found["What was written"].sides} == {"Summary: One", "Summary: Two"}
    readers = [side.words for side in found["Why it is restricted and who may see it"].sides]
    assert any("Who may see it: Asha Khan, Ali Demir" in words for words in readers)
    chosen = next(n for n, side in enumerate(found["Type"].sides) if side.values["kind"] == "CORP")
    settle(two, [keep(found["Type"], chosen)])
    meet_each_other(one, two)
    for office in pair:
        stage = open_case(office, case_id).stage
        assert stage is not None
        assert (stage.doc["procedure"], stage.doc["main_step"]) == ("CORP", "CO_S1_RESP")
        assert "CO_S1_RESP" in stage.doc["clocks"]
        assert not stage.conflicts
