"""The council's lists: changed from a day on, told before, taken back; cases keep what they were given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions import lists_change as act
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint

TEAM = "Children Looked After Team 1"
OTHER = "Children Looked After Team 2"
APRIL = date(2026, 4, 1)


def row(office: Office, name: str, code: str) -> act.EntryRow:
    return next(row for row in act.list_rows(office, name) if row.entry.code == code)


def offered(office: Office, name: str, on: date) -> set[str]:
    return {entry.code for entry in office.vocabulary.offered(name, on=on)}


def test_a_team_is_added_under_its_service_and_offered_from_its_first_day(office: Office) -> None:
    changed = act.add_entry(office, "teams", "North Team", parent="Corporate Parenting", from_on=APRIL)
    assert changed.message == "Team “North Team” was added."
    assert "North Team" not in offered(office, "teams", TODAY)
    assert "North Team" in offered(office, "teams", APRIL)
    assert row(office, "teams", "North Team").state == "From Wednesday 1 April 2026"


def test_the_effect_is_said_first(office: Office) -> None:
    log_complaint(office)
    assert act.effect_of(office, "teams", TEAM) == "1 open case has this team, 1 in all. They keep it."
    assert act.effect_of(office, "teams", OTHER) == "No case has this team."
    assert act.effect_of(office, "services", "Virtual School").endswith("1 team stands under it.")


def test_a_renamed_entry_keeps_its_code_and_its_cases(office: Office) -> None:
    case_id = log_complaint(office).case_id
    changed = act.rename_entry(office, "teams", TEAM, "Rivers Team", TODAY)
    assert changed.message == f"Team “{TEAM}” was renamed to “Rivers Team” from Wednesday 15 October 2025."
    assert open_case(office, case_id).value("team") == TEAM
    assert office.vocabulary.label("teams", TEAM) == "Rivers Team"
    assert office.vocabulary.label("teams", TEAM, on=TODAY - timedelta(days=1)) == TEAM


def test_a_correction_holds_for_all_days(office: Office) -> None:
    act.rename_entry(office, "themes", "Communication", "Keeping in touch")
    assert office.vocabulary.label("themes", "Communication", on=date(2020, 1, 1)) == "Keeping in touch"


def test_a_merged_team_is_offered_no_more_and_its_case_is_not_rewritten(office: Office) -> None:
    case_id = log_complaint(office).case_id
    act.merge_entry(office, "teams", TEAM, OTHER, APRIL)
    assert TEAM in offered(office, "teams", APRIL - timedelta(days=1))
    assert TEAM not in offered(office, "teams", APRIL)
    assert row(office, "teams", TEAM).state == f"Merges into {OTHER} on Wednesday 1 April 2026"
    assert open_case(office, case_id).value("team") == TEAM
    office.clock = type(office.clock)(APRIL)
    assert row(office, "teams", TEAM).state == f"Merged into {OTHER}"


def test_merging_a_service_moves_its_teams_in_the_same_act_and_undo_brings_all_back(office: Office) -> None:
    before = office.vocabulary.lists["teams"]
    changed = act.merge_entry(office, "services", "Virtual School", "Early Years", APRIL)
    assert office.vocabulary.parent_of("teams", "Virtual School", on=APRIL) == "Early Years"
    assert office.vocabulary.parent_of("teams", "Virtual School", on=TODAY) == "Virtual School"
    undo(office, changed.group_id)
    assert office.vocabulary.lists["teams"] == before
    assert "Virtual School" in offered(office, "services", APRIL)


def test_a_team_is_moved_from_a_day_on_and_a_case_logged_then_stands_under_the_new_service(
    office: Office,
) -> None:
    act.move_entry(office, "teams", TEAM, "Family Social Work", TODAY)
    assert open_case(office, log_complaint(office).case_id).value("service") == "Family Social Work"
    assert office.vocabulary.parent_of("teams", TEAM, on=date(2025, 1, 1)) == "Corporate Parenting"


def test_a_service_with_teams_is_not_ended_before_them(office: Office) -> None:
    with pytest.raises(RuleError, match="Move or end first what stands under it: Virtual School"):
        act.end_entry(office, "services", "Virtual School", TODAY)
    act.end_entry(office, "teams", "Virtual School", TODAY)
    act.end_entry(office, "services", "Virtual School", TODAY)
    assert row(office, "services", "Virtual School").state == "Ends Wednesday 15 October 2025"
    act.keep_entry(office, "services", "Virtual School")
    assert row(office, "services", "Virtual School").state == "In force"


def test_only_what_was_never_used_is_taken_out(office: Office) -> None:
    log_complaint(office)
    with pytest.raises(RuleError, match="1 case uses it"):
        act.remove_entry(office, "teams", TEAM)
    act.remove_entry(office, "teams", OTHER)
    assert not office.vocabulary.has("teams", OTHER)
    with pytest.raises(RuleError, match="teams use it"):
        act.remove_entry(office, "services", "Family Social Work")


@pytest.mark.parametrize(
    ("label", "sentence"), [("", "Enter the words"), ("contact service", "is in the list already")]
)
def test_words_that_are_missing_or_there_already_are_refused(
    office: Office, label: str, sentence: str
) -> None:
    with pytest.raises(RuleError, match=sentence):
        act.add_entry(office, "teams", label, parent="Corporate Parenting")


def test_an_earlier_change_is_not_gone_behind(office: Office) -> None:
    act.rename_entry(office, "teams", TEAM, "Rivers Team", APRIL)
    with pytest.raises(RuleError, match="changed from Wednesday 1 April 2026 already"):
        act.move_entry(office, "teams", TEAM, "Family Social Work", TODAY)
    act.move_entry(office, "teams", TEAM, "Family Social Work", APRIL)
    assert len(office.vocabulary.entry("teams", TEAM).before) == 1  # type: ignore[union-attr]


def test_entries_the_program_knows_can_be_given_other_words_and_no_more(office: Office) -> None:
    act.rename_entry(office, "outcomes", "upheld", "Upheld in full")
    assert office.vocabulary.label("outcomes", "upheld") == "Upheld in full"
    assert len(office.vocabulary.entries("outcomes")) == len(office.standard_lists.entries("outcomes"))
    for refused in (
        lambda: act.end_entry(office, "outcomes", "upheld", TODAY),
        lambda: act.add_entry(office, "outcomes", "Half upheld"),
    ):
        with pytest.raises(RuleError, match="Only their words can be changed"):
            refused()


def test_only_those_who_may_change_settings_change_lists(office: Office) -> None:
    office.person = office.staff_named("Ali Demir")
    with pytest.raises(NotPermittedError):
        act.add_entry(office, "themes", "New")


def test_a_code_in_several_fields_of_a_case_counts_once(office: Office) -> None:
    log_complaint(
        office,
        theme="Communication",
        other_themes=("Communication", "Adoption or special guardianship assessment"),
    )
    assert row(office, "themes", "Communication").all_cases == 1
    assert row(office, "themes", "Adoption or special guardianship assessment").open_cases == 1
