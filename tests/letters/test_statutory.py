"""The letters of the statutory procedure: each is there, with what the rule book says it must carry.

Source: rule book 9.2, L01 to L23; Children Act 1989 s26 and s26A; SI 2006/1738 ("Regs").
"""

from __future__ import annotations

import re

import pytest

from caseworker.domain.change_kinds import every_change_kind
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import block_lines
from caseworker.domain.rulebook import Rulebook
from caseworker.letters.body import block_places
from caseworker.letters.catalogue import load_catalogue
from caseworker.letters.template import Template
from caseworker.resources import RESOURCES

CATALOGUE = load_catalogue()
RULES = Rulebook.load(RESOURCES / "rules")

# letter -> stages, purpose, and the parts that rule book 9.2 marks with *
STARS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "L01": ("1", "acknowledge", ("target_dates", "advocate_offer")),
    "L02": ("1", "acknowledge", ("advocate_offer",)),
    "L03": ("", "ask", ("invite_corrections",)),
    "L04": ("", "inform", ("correct_route", "ombudsman")),
    "L04a": ("", "inform", ("correct_route", "ombudsman")),
    "L04b": ("", "inform", ("correct_route", "ombudsman")),
    "L04d": ("", "inform", ("correct_route", "ombudsman")),
    "L04e": ("", "inform", ("correct_route", "ombudsman")),
    "L05": ("", "inform", ("no_further_action",)),
    "L06": ("", "inform", ("reason_sooner", "reason_fair", "ombudsman")),
    "L07": ("", "inform", ("reason", "right_to_resubmit")),
    "L07a": ("", "inform", ("reason", "right_to_resubmit")),
    "L07b": ("", "inform", ("target_dates",)),
    "L07d": ("", "inform", ("reason", "review_date", "right_to_resubmit")),
    "L08": ("", "ask", ("what_is_shared", "form_and_time")),
    "L08b": ("", "ask", ("what_is_shared", "form_and_time")),
    "L09": ("1", "extend", ("reason", "new_date")),
    "L09b": ("1", "inform", ("reason", "right_if_missed", "new_date")),
    "L10": (
        "1",
        "answer",
        (
            "finding_per_point",
            "reasons",
            "actions_with_owners_and_dates",
            "next_stage_right",
            "advocate_offer",
            "ombudsman",
        ),
    ),
    "L11": ("1", "inform", ("advocate_offer",)),
    "L12": ("1, 2, 3", "inform", ("agreed_terms",)),
    "L13": ("2", "acknowledge", ("draft_statement", "target_dates")),
    "L13b": ("2", "ask", ("draft_statement", "target_dates")),
    "L14a": ("2", "inform", ("scope", "statement", "access", "confidentiality", "dates")),
    "L14b": ("2", "inform", ("scope", "statement", "access", "confidentiality", "dates", "independence")),
    "L15": ("2", "extend", ("reason", "new_date")),
    "L16": (
        "2",
        "answer",
        (
            "response_to_findings",
            "response_to_recommendations",
            "actions_with_dates",
            "reports_enclosed",
            "next_stage_right",
            "ombudsman",
        ),
    ),
    "L17": ("2", "ask", ("five_conditions", "agreement")),
    "L17a": ("2", "inform", ("five_conditions", "agreement")),
    "L17b": ("2", "inform", ("five_conditions", "agreement")),
    "L18": ("3", "acknowledge", ("date_window", "companion")),
    "L18b": ("3", "inform", ("date_window", "companion")),
    "L19": ("3", "inform", ("list_and_index", "rules_of_the_meeting")),
    "L19b": ("3", "inform", ("list_and_index", "rules_of_the_meeting")),
    "L20": ("3", "inform", ("report_and_recommendations",)),
    "L20b": ("3", "inform", ("report_and_recommendations",)),
    "L21": ("3", "answer", ("decision_on_each_recommendation", "reasons_where_departed", "ombudsman")),
    "L22": ("", "inform", ("confirmation", "other_rights")),
    "L23a": ("", "inform", ("review_date",)),
    "L23b": ("", "inform", ("review_date",)),
    "L23d": ("", "inform", ("review_date",)),
    "L23e": ("", "inform", ("decision", "reason")),
}

SECOND = (
    "L04",
    "L05",
    "L06",
    "L07",
    "L10",
    "L11",
    "L13d",
    "L16",
    "L16c",
    "L17",
    "L17b",
    "L21",
    "L21c",
    "L23d",
)
"""Decisions and answers: somebody else has to approve them."""

SELF = (
    "L01",
    "L02",
    "L03",
    "L08",
    "L08c",
    "L09",
    "L13",
    "L13b",
    "L14a",
    "L15",
    "L18",
    "L19",
    "L20",
    "L22",
    "L23b",
)

OF_THE_PROCEDURE = [t for t in CATALOGUE if re.fullmatch(r"L(0\d|1\d|2[0-3])[a-z]?", t.code)]
CHILD = [t for t in OF_THE_PROCEDURE if t.audience == "child"]


def part(code: str, name: str) -> str:
    """Return the words of a letter's part."""
    return next(block_lines(b.block)[0] for b in CATALOGUE[code].body_blocks if b.part == name)


@pytest.mark.parametrize("code", STARS)
def test_letter_is_there_with_every_part_the_rules_demand(code: str) -> None:
    stages, purpose, parts = STARS[code]
    template = CATALOGUE[code]
    assert set(parts) <= set(template.mandatory)
    assert ", ".join(template.stages) == stages
    assert template.purpose == purpose


def test_every_code_of_the_procedure_has_a_letter() -> None:
    numbers = {template.code[:3] for template in OF_THE_PROCEDURE}
    assert numbers == {f"L{number:02}" for number in range(1, 24)}


@pytest.mark.parametrize("template", OF_THE_PROCEDURE, ids=lambda t: t.code)
def test_what_calls_for_a_letter_exists(template: Template) -> None:
    steps = {step for scheme in RULES.schemes for step in scheme.steps}
    for call in template.calls:
        if re.fullmatch(r"[A-Z0-9_]+", call):
            assert call in steps, call
        elif re.fullmatch(r"[a-z_0-9]+\.[a-z_0-9]+", call):
            assert call in every_change_kind(), call


def test_letters_named_by_the_rules_of_the_procedure_are_there() -> None:
    named = {step.letter for s in RULES.schemes if s.procedure == "CA" for step in s.steps.values()}
    assert {"L01", "L10", "L13", "L16", "L18", "L19", "L20", "L21"} <= named
    assert named - {None, ""} <= set(CATALOGUE.templates)


@pytest.mark.parametrize("code", ["L04", "L05", "L06", "L07", "L08"])
def test_letters_that_the_check_at_the_start_calls_for_fit_a_contact_not_decided_yet(code: str) -> None:
    assert Kind.UNDECIDED in CATALOGUE[code].kinds
    assert not CATALOGUE[code].stages


@pytest.mark.parametrize("template", CHILD, ids=lambda t: t.code)
def test_letter_to_a_child_is_in_the_first_person_offers_an_advocate_and_goes_to_nobody_else(
    template: Template,
) -> None:
    text = " ".join(line for b in template.body_blocks for line in block_lines(b.block))
    assert template.recipients == ("CHILD",)
    assert "advocate_offer" in template.mandatory
    assert re.search(r"\bI\b", text)
    assert "read it to you" in text
    assert {"advocate_contact", "contact_phone"} <= set(template.facts)


@pytest.mark.parametrize(
    "code", ["L02", "L07c", "L09c", "L11", "L12c", "L13c", "L15c", "L16c", "L18c", "L21c", "L22c", "L23c"]
)
def test_child_has_a_letter_of_their_own_at_each_step(code: str) -> None:
    assert CATALOGUE[code] in CHILD


@pytest.mark.parametrize("code", SECOND)
def test_decision_or_answer_is_approved_by_a_second_person(code: str) -> None:
    assert CATALOGUE[code].approve == "second"


@pytest.mark.parametrize("code", SELF)
def test_acknowledgement_or_request_is_approved_by_its_writer(code: str) -> None:
    assert CATALOGUE[code].approve == "self"


def test_only_the_full_answer_counts_as_the_answer_of_a_stage() -> None:
    assert [t.code for t in OF_THE_PROCEDURE if t.purpose == "answer"] == ["L10", "L16", "L21"]


@pytest.mark.parametrize("template", OF_THE_PROCEDURE, ids=lambda t: t.code)
def test_letter_to_the_person_complaining_offers_an_advocate_or_says_where_to_go(template: Template) -> None:
    if "CP" in template.recipients and template.code != "L19":
        said = {place for b in template.body_blocks for place in block_places(b.block)}
        assert said & {"advocate_contact", "ombudsman_block"} or template.code == "L08"


@pytest.mark.parametrize("template", OF_THE_PROCEDURE, ids=lambda t: t.code)
def test_no_letter_names_a_person_or_a_council(template: Template) -> None:
    text = " ".join(line for b in template.body_blocks for line in block_lines(b.block))
    assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Dr) [A-Z]", text)
    assert not re.search(r"Lewisham|Bexley|Waltham|Wharfside|NYAS|Coram", text)


def test_extension_at_stage_1_says_what_the_person_may_do_when_it_is_missed() -> None:
    assert "20" in part("L09", "new_date")
    assert "{max_due_date}" in part("L09", "new_date")
    assert "stage 2" in part("L09", "right_if_missed")


def test_extension_at_stage_2_names_the_new_day_and_the_65_working_days() -> None:
    assert {"{due_date}", "{max_due_date}"} <= set(re.findall(r"\{\w+\}", part("L15", "new_date")))
    assert "65 working days" in part("L15", "new_date")


def test_stage_2_says_25_and_65_working_days() -> None:
    for words in ("25 working days", "65"):
        assert words in part("L13", "target_dates")


@pytest.mark.parametrize("code", ["L10", "L16"])
def test_next_stage_needs_no_form_and_its_right_comes_from_the_rules(code: str) -> None:
    assert part(code, "next_stage_right") == "{next_stage}"
    assert "do not need a form" in part(code, "next_stage_how")


def test_both_stage_2_reports_go_with_the_adjudication() -> None:
    assert CATALOGUE["L16"].enclose == (
        "the investigating officer's report",
        "the independent person's report",
    )


def test_suspended_complaint_can_be_brought_back_within_one_year() -> None:
    for code in ("L07", "L07a", "L07c", "L07d"):
        assert "one year" in part(code, "right_to_resubmit")


@pytest.mark.parametrize("code", ["L17", "L17a", "L17b"])
def test_early_referral_names_all_five_conditions(code: str) -> None:
    lists = [b.block for b in CATALOGUE[code].body_blocks if len(block_lines(b.block)) == 5]
    assert len(lists) == 1


def test_panel_can_be_attended_with_an_advocate_and_another_person() -> None:
    for code in ("L18", "L18b", "L18c"):
        assert "advocate" in part(code, "companion")
        assert "speak for you" in part(code, "companion")
