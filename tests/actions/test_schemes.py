"""Timescales of a council: read in words, copied, dated, checked, carried as a file; targets and readings."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions import own_schemes as owned
from caseworker.actions import schemes as act
from caseworker.actions.dated_settings import choice_rows, set_choice, set_target, target_rows
from caseworker.actions.look_up import open_case
from caseworker.actions.pause import pause_clock
from caseworker.actions.settings_change import change_settings, save_settings
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind, Procedure
from caseworker.domain.pauses import PauseKind
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.settings import choices_on
from tests.example_office import TODAY, log_complaint

NEXT_YEAR = date(2026, 1, 1)
PERIODS = {"CO_S1_RESP": 8, "CO_S2_RESP": 25}


def own(office: Office, **changed: object) -> owned.SchemeEdit:
    edit = replace(
        owned.edit_of(office, "CORP LEW-2024", is_change=False),
        id="NM-2026",
        valid_from=NEXT_YEAR,
        source="Northmoor complaints policy, section 4",
        periods=PERIODS,
    )
    return replace(edit, **changed)  # type: ignore[arg-type]


def row(office: Office, key: str) -> act.SchemeRow:
    return next(row for row in act.scheme_rows(office) if row.key == key)


def test_timescales_are_read_in_words_with_their_dates_and_their_doubt(office: Office) -> None:
    code = row(office, "CORP CODE-2024")
    assert code.whose == "Everywhere"
    assert code.steps[:2] == (
        "Acknowledge the complaint: 5 working days from receipt",
        "Answer at stage 1: 10 working days from the acknowledgement, 20 at most",
    )
    assert "assumed" in row(office, "CORP LEW-2024").scheme.note
    assert row(office, "CORP LEW-2024").is_in_force
    assert not any(r.scheme.authority == "BEX" for r in act.scheme_rows(office))


@pytest.mark.parametrize("authority", ["LEW", "BEX", "WF"])
def test_the_three_councils_and_the_national_defaults_ship(office: Office, authority: str) -> None:
    assert {authority, "DEFAULT"} <= set(dict(act.authority_choices(office)))
    change_settings(office, {"authority": authority})
    assert {s.procedure for s in office.schemes_on(TODAY)} >= {Procedure.CORPORATE, Procedure.ENQUIRY}


def test_a_council_nobody_knows_is_refused(office: Office) -> None:
    with pytest.raises(ProblemsError, match="no timescales of LEWISHAM"):
        change_settings(office, {"authority": "LEWISHAM"})


def test_what_has_no_timescales_is_said_in_words(office: Office) -> None:
    assert act.missing_in_words(office) == []
    change_settings(office, {"authority": "DEFAULT"})
    assert act.missing_in_words(office)[0] == (
        "Corporate complaints have no timescales before Thursday 16 October 2025. Cases received now have no deadline. "
        "Choose whose timescales apply, or write your own."
    )


def test_own_timescales_hold_from_their_first_day_and_are_taken_back(office: Office) -> None:
    changed = owned.save_own_scheme(office, own(office))
    assert changed.message == "The timescales NM-2026 were saved."
    scheme = office.rulebook.scheme(Procedure.CORPORATE, "LEW", NEXT_YEAR)
    assert (scheme.id, scheme.steps["CO_S1_RESP"].period) == ("NM-2026", 8)
    assert office.rulebook.scheme(Procedure.CORPORATE, "LEW", TODAY).id == "LEW-2024"
    undo(office, changed.group_id)
    assert office.rulebook.scheme(Procedure.CORPORATE, "LEW", NEXT_YEAR).id == "LEW-2024"


def test_a_case_keeps_what_it_was_given(office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.CORPORATE).case_id
    before = open_case(office, case_id).row.due_on
    owned.save_own_scheme(office, own(office, valid_from=date(2025, 10, 1)))
    view = open_case(office, case_id)
    assert (view.row.due_on, view.stage.doc["scheme"]) == (before, "LEW-2024")  # type: ignore[union-attr]
    later = open_case(office, log_complaint(office, kind=Kind.CORPORATE).case_id)
    assert later.stage.doc["scheme"] == "NM-2026"  # type: ignore[union-attr]


def test_numbers_of_timescales_in_use_are_not_changed_but_their_last_day_is(office: Office) -> None:
    owned.save_own_scheme(office, own(office, valid_from=date(2025, 10, 1)))
    log_complaint(office, kind=Kind.CORPORATE)
    edit = owned.edit_of(office, "CORP NM-2026", is_change=True)
    with pytest.raises(RuleError, match="1 stage of cases was counted by NM-2026"):
        owned.save_own_scheme(office, replace(edit, periods={**edit.periods, "CO_S1_RESP": 9}))
    owned.save_own_scheme(office, replace(edit, valid_to=date(2025, 12, 31)))
    assert office.rulebook.scheme(Procedure.CORPORATE, "LEW", NEXT_YEAR).id == "LEW-2024"
    with pytest.raises(RuleError, match="Give it a last day"):
        owned.remove_own_scheme(office, "CORP NM-2026")


def test_overlapping_timescales_are_refused_with_both_names(office: Office) -> None:
    owned.save_own_scheme(office, own(office))
    with pytest.raises(RuleError, match="NM-2026 and NM-2027 hold for CORP at the same time"):
        owned.save_own_scheme(office, own(office, id="NM-2027", valid_from=date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"id": " "}, "Enter a short name"),
        ({"id": "LEW-2024"}, "called LEW-2024 already"),
        ({"source": ""}, "Enter where these times are laid down"),
        ({"valid_from": None}, "Enter the first day"),
        ({"valid_to": date(2025, 12, 31)}, "Last day must be"),
        ({"periods": {"CO_S1_RESP": 0}}, "must be between 1 and 365"),
        ({"periods": {}}, "Enter how long at least one step takes"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    office: Office, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ProblemsError, match=sentence):
        owned.save_own_scheme(office, own(office, **changed))


def test_an_answer_needs_its_acknowledgement_and_its_latest_day(office: Office) -> None:
    edit = replace(own(office), like="CORP CODE-2024")
    with pytest.raises(ProblemsError, match="needs acknowledge the complaint"):
        owned.save_own_scheme(office, replace(edit, periods={"CO_S1_RESP": 10, "CO_S1_EXT": 20}))
    with pytest.raises(ProblemsError, match="must not be shorter"):
        owned.save_own_scheme(
            office, replace(edit, periods={"CO_S1_ACK": 5, "CO_S1_RESP": 10, "CO_S1_EXT": 9})
        )


def test_what_the_law_times_is_not_copied(office: Office) -> None:
    with pytest.raises(RuleError, match="timed by law"):
        owned.edit_of(office, "CA CA-REQ", is_change=False)
    with pytest.raises(RuleError, match="came with the program"):
        owned.edit_of(office, "CORP LEW-2024", is_change=True)


def test_own_timescales_are_carried_as_a_file(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    with pytest.raises(RuleError, match="no timescales of its own"):
        owned.export_own_schemes(office, path)
    changed = owned.save_own_scheme(office, own(office))
    assert owned.export_own_schemes(office, path) == 1
    undo(office, changed.group_id)
    read = owned.import_own_schemes(office, path)
    assert read.message == "1 set of timescales was read from own.toml."
    assert row(office, "CORP NM-2026").steps[0] == "Answer at stage 1: 8 working days from receipt"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no toml", "is not a file of timescales"),
        ("", "has no timescales"),
        ('[[scheme]]\nid = "A"\nauthority = "X"\nprocedure = "CORP"\n', "version is missing"),
    ],
)
def test_a_file_that_is_not_in_order_changes_nothing(
    office: Office, tmp_path: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=sentence):
        owned.import_own_schemes(office, path)


def test_timescales_this_version_cannot_read_are_left_out_and_said(
    office: Office, expected_log: object, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("timescales of the council's own are left out")  # type: ignore[operator]
    with caplog.at_level(logging.WARNING):
        save_settings(office, {"own_scheme:CORP X": '[[scheme]]\nid = "X"\ntomorrow = 1\n'}, "Saved.")
    assert "no field called tomorrow" in office.own_scheme_problem
    assert office.rulebook.scheme(Procedure.CORPORATE, "LEW", TODAY).id == "LEW-2024"


# -- targets and readings ---------------------------------------------------------------------------------


def test_a_target_holds_from_its_day_and_that_of_the_timescales_before(office: Office) -> None:
    assert office.target_for("CO_S1_RESP", TODAY) == 90
    assert office.target_for("CA_S1_RESP", TODAY) is None
    set_target(office, "CO_S1_RESP", 95, NEXT_YEAR)
    set_target(office, "CA_S1_RESP", 85, TODAY)
    assert (office.target_for("CO_S1_RESP", TODAY), office.target_for("CO_S1_RESP", NEXT_YEAR)) == (90, 95)
    rows = {each.step: each for each in target_rows(office)}
    assert rows["CA_S1_RESP"].since == "Own target from Wednesday 15 October 2025"
    assert rows["CO_S1_RESP"].planned == "95 % from Thursday 1 January 2026"
    assert office.target_for("NO_SUCH_STEP", TODAY) is None
    with pytest.raises(RuleError, match="0 to 100"):
        set_target(office, "CA_S1_RESP", 101, TODAY)


def test_a_reading_is_chosen_from_a_day_on_with_its_source_beside_it(office: Office) -> None:
    set_choice(office, "advocate_pause", False, NEXT_YEAR)
    assert choices_on(office.settings, TODAY).advocate_pause
    assert not choices_on(office.settings, NEXT_YEAR).advocate_pause
    rule, now, dated = next(each for each in choice_rows(office) if each[0].name == "advocate_pause")
    assert now == "Yes, until the advocate is found"
    assert dated == "from Thursday 1 January 2026: No, the clock goes on"
    assert "Getting the Best from Complaints" in rule.source
    set_choice(office, "s2_basis", "AGREED", NEXT_YEAR)
    assert office.rulebook.variant_on(Procedure.CHILDREN_ACT, TODAY) == ""
    assert office.rulebook.variant_on(Procedure.CHILDREN_ACT, NEXT_YEAR) == "AGREED"
    with pytest.raises(RuleError, match="Choose one of the readings"):
        set_choice(office, "s2_basis", "NEVER", NEXT_YEAR)


def test_a_stage_keeps_the_reading_of_the_day_it_began(office: Office) -> None:
    before = log_complaint(office, received_on=date(2025, 10, 8)).case_id
    set_choice(office, "advocate_pause", False, date(2025, 10, 10))
    after = log_complaint(office, received_on=date(2025, 10, 13)).case_id
    earlier = log_complaint(office, received_on=date(2025, 10, 9)).case_id
    kept = {
        case_id: open_case(office, case_id).stage.doc["clock_choices"]["advocate_pause"]  # type: ignore[union-attr]
        for case_id in (before, after, earlier)
    }
    assert kept == {before: True, after: False, earlier: True}
    for case_id in (before, earlier):
        pause_clock(office, case_id, PauseKind.ADVOCATE, TODAY)
    with pytest.raises(RuleError, match="do not stop the clock"):
        pause_clock(office, after, PauseKind.ADVOCATE, TODAY)


def test_only_those_who_may_change_settings_do(office: Office) -> None:
    edit = own(office)
    office.person = office.staff_named("Ali Demir")
    for refused in (
        lambda: owned.save_own_scheme(office, edit),
        lambda: set_target(office, "CA_S1_RESP", 85, TODAY),
        lambda: set_choice(office, "sar_strict", True, TODAY),
    ):
        with pytest.raises(NotPermittedError):
            refused()
