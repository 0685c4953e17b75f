"""Letters of corporate complaints, enquiries, information rights and the Ombudsman: what must be in each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from caseworker.domain.change_kinds import every_change_kind
from caseworker.domain.kinds import Kind
from caseworker.domain.letters import block_lines
from caseworker.domain.rulebook import Step
from caseworker.domain.rules_file import read_schemes
from caseworker.letters.catalogue import load_catalogue
from caseworker.letters.template import Template
from caseworker.resources import RESOURCES
from tests.letters.reading import prose

CATALOGUE = load_catalogue()

STARRED = {
    "L24": ("target_date",),
    "L24c": ("target_date", "advocate_contact"),
    "L25": ("reason", "new_date", "ombudsman"),
    "L26": ("all_points", "reasons", "how_to_escalate", "ombudsman"),
    "L26c": ("answer", "how_to_escalate", "advocate_contact"),
    "L27": ("all_points", "reasons", "final", "ombudsman"),
    "L27b": ("all_points", "reasons", "how_to_escalate", "ombudsman"),
    "L27c": ("answer", "final", "advocate_contact", "ombudsman"),
    "L28": ("decision", "reasons", "ombudsman"),
    "L29a": ("only_what_is_needed", "answer", "contact"),
    "L29b": ("only_what_is_needed", "answer", "contact"),
    "L29c": ("where_it_stands", "target_date", "contact"),
    "L29d": ("where_it_stands", "target_date", "contact"),
    "L29e": ("answer", "copy_sent", "contact"),
    "L30a": ("answer", "only_what_is_needed", "contact"),
    "L30b": ("answer", "only_what_is_needed", "contact"),
    "L30c": ("answer", "contact"),
    "L30d": ("where_it_stands", "target_date", "contact"),
    "L30e": ("where_it_stands", "target_date", "contact"),
    "L30f": ("where_it_stands", "target_date", "contact"),
    "L31a": ("thanks",),
    "L31b": ("kind_words", "anonymised"),
    "L31c": ("thanks", "complaint"),
    "L32": ("target_date",),
    "L33": ("what_is_unclear", "help_offered", "clock_effect"),
    "L34": ("amount", "three_months", "clock_effect", "internal_review", "ico"),
    "L35": ("information", "re_use", "internal_review", "ico"),
    "L36a": ("exemption", "why", "public_interest", "internal_review", "ico"),
    "L36b": ("exemption", "why", "help_to_narrow", "internal_review", "ico"),
    "L36c": ("exemption", "why", "internal_review", "ico"),
    "L36d": ("not_held", "why", "internal_review", "ico"),
    "L36e": ("exemption", "why", "public_interest", "internal_review", "ico"),
    "L36f": ("exemption", "why", "internal_review", "ico"),
    "L37": ("exemption", "reason", "new_date", "internal_review", "ico"),
    "L38": ("decision", "reasons", "ico"),
    "L38b": ("target_date", "ico"),
    "L38c": ("decision", "reasons", "ico"),
    "L39a": ("information", "internal_review", "ico"),
    "L39b": ("exception", "public_interest", "internal_review", "ico"),
    "L40a": ("what_is_needed", "clock_effect"),
    "L40b": ("what_is_needed", "clock_effect"),
    "L40c": ("what_is_needed", "clock_effect"),
    "L41": ("reason", "new_date", "ico"),
    "L42a": ("copy", "article_fifteen", "complaint", "ico"),
    "L42b": ("not_held", "search", "complaint", "ico"),
    "L42c": ("decision", "reasons", "complaint", "ico"),
    "L42d": ("copy", "complaint", "help"),
    "L43a": ("receipt", "next_steps", "ico"),
    "L43b": ("outcome", "reasons", "ico"),
    "L43c": ("progress", "ico"),
    "L44": ("answers", "evidence", "stages"),
    "L44b": ("comments", "remedies"),
    "L45a": ("apology", "action_taken", "ombudsman"),
    "L45b": ("action_taken", "proof"),
    "L46": ("meeting", "action", "notice"),
    "L47a": ("due", "asked"),
    "L47b": ("case", "due", "gap"),
    "L48": ("actions", "evidence"),
    "L49": ("unresolved", "who_answers", "target_date", "ombudsman"),
    "L50a": ("target_date", "what_is_needed", "clock_effect"),
    "L50b": ("what_is_needed", "help_offered", "clock_effect"),
    "L51": ("reason", "new_date", "review", "ico"),
    "L52a": ("exception", "public_interest", "internal_review", "ico"),
    "L52b": ("exception", "public_interest", "internal_review", "ico"),
    "L52c": ("exception", "public_interest", "help_to_narrow", "internal_review", "ico"),
    "L53": ("decision", "reasons", "ico"),
    "L54": ("letter",),
    "L54b": ("enclosed",),
    "L54c": ("receipt", "what_happens", "advocate_offer"),
    "L55a": ("what_happens", "your_choice", "advocate_contact"),
    "L55b": ("who", "your_choice", "advocate_contact"),
    "L56a": ("who_reviews", "next_steps", "ombudsman"),
    "L56b": ("findings", "ombudsman"),
    "L57": ("answers", "stages"),
    "L58": ("reason", "ask_again", "ico"),
    "L59": ("about", "reply_by", "we_decide"),
}
"""By letter, the parts without which it cannot be issued; from L54 on, letters the council needs besides."""

SECOND = (
    "L26", "L26c", "L27", "L27b", "L27c", "L28", "L36a", "L36b", "L36c", "L36d", "L36e", "L36f", "L38",
    "L38c", "L39a", "L39b", "L42a", "L42b", "L42c", "L42d", "L43b", "L44", "L44b", "L45a", "L45b", "L46",
    "L52a", "L52b", "L52c", "L53", "L56b", "L57",
)  # fmt: skip
"""Final responses and refusals: another person who may sign off approves them."""

TO_MEMBERS = ("L29a", "L29b", "L29c", "L29d")
FOI_ANSWERS = ("L35", "L36a", "L36b", "L36c", "L36d", "L36e", "L36f")
EIR_ANSWERS = ("L39a", "L39b", "L52a", "L52b", "L52c")


def parts_of(template: Template) -> dict[str, str]:
    """The text of each marked part by its name."""
    return {b.part: " ".join(block_lines(b.block)) for b in template.body_blocks if b.part}


def steps() -> Iterator[Step]:
    """Every step of every procedure's rules that ship."""
    return (step for scheme in read_schemes(RESOURCES / "rules") for step in scheme.steps.values())


def mine() -> list[Template]:
    """The letters of this file."""
    return [CATALOGUE[code] for code in STARRED]


def in_words(template: Template) -> str:
    """The whole wording in one line, places open."""
    return " ".join(line for b in template.body_blocks for line in block_lines(b.block))


@pytest.mark.parametrize("code", STARRED)
def test_letter_has_every_part_it_cannot_be_issued_without(code: str) -> None:
    template = CATALOGUE[code]
    assert template.mandatory == STARRED[code]
    assert all(parts_of(template)[part].strip() for part in template.mandatory)


def test_every_code_from_l24_on_is_known_here() -> None:
    assert set(STARRED) == {code for code in CATALOGUE.templates if code >= "L24"}


def test_numbers_of_the_catalogue_have_no_gap() -> None:
    numbers = {int(re.sub(r"\D", "", code)) for code in STARRED}
    assert numbers == set(range(24, 60))


@pytest.mark.parametrize("code", STARRED)
def test_what_calls_for_the_letter_exists(code: str) -> None:
    known = {step.code for step in steps()} | set(every_change_kind()) | {f"with {each}" for each in STARRED}
    for call in CATALOGUE[code].when.split(", "):
        is_code = re.fullmatch(r"[A-Z]+_[A-Z0-9_]+|[a-z_]+\.[a-z_]+|with .*", call)
        assert call in known or not is_code, f"{code} is called for by {call}, which is no step and no change"


def test_every_letter_that_a_step_of_the_rules_names_is_there_and_fits() -> None:
    for step in steps():
        if step.letter:
            template = CATALOGUE[step.letter]
            assert not template.stages or step.stage in template.stages, f"{step.code}: {step.letter}"


def test_every_answer_the_rules_wait_for_has_its_letter() -> None:
    called = {call for template in CATALOGUE for call in template.calls} | {
        step.code for step in steps() if step.letter
    }
    answers = {s.code for s in steps() if s.code.endswith(("_RESP", "_ACK", "_ENQ", "_S31"))}
    assert answers <= called


@pytest.mark.parametrize("code", STARRED)
def test_final_answers_and_refusals_are_approved_by_a_second_person(code: str) -> None:
    assert CATALOGUE[code].approve == ("second" if code in SECOND else "self")


@pytest.mark.parametrize("code", STARRED)
def test_nobody_is_asked_to_write_much(code: str) -> None:
    free = CATALOGUE[code].free
    assert sum(not part.may_be_empty for part in free) <= 4
    assert all(part.label[0].isupper() for part in free)


# -- elected members --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", TO_MEMBERS)
def test_an_elected_member_gets_nothing_of_the_case_but_what_its_writer_chose(code: str) -> None:
    template = CATALOGUE[code]
    assert template.recipients == ("REP",)
    assert set(template.facts) <= {"received_date", "case_ref", "due_date", "contact_phone", "contact_email"}


@pytest.mark.parametrize("code", ["L29a", "L29b"])
def test_a_reply_to_a_member_says_that_it_holds_only_what_is_needed_and_closes_no_complaint(
    code: str,
) -> None:
    told = parts_of(CATALOGUE[code])["only_what_is_needed"]
    assert "only the information" in told
    assert "left out details about other people" in told
    assert "does not take the place" in in_words(CATALOGUE[code])


@pytest.mark.parametrize("code", ["L29c", "L29d", "L30d", "L30e", "L30f"])
def test_a_holding_reply_neither_answers_nor_moves_the_date(code: str) -> None:
    template = CATALOGUE[code]
    assert template.purpose == "inform"
    assert template.calls == ("enquiry.held",)
    assert "10 working days" in parts_of(template)["target_date"]


def test_a_compliment_reaches_the_service_without_the_family() -> None:
    template = CATALOGUE["L31b"]
    assert not {"summary", "complainant_name", "child_name_or_initials"} & set(template.facts)
    assert "left out who wrote to us" in parts_of(template)["anonymised"]


# -- complaints -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["L26", "L27", "L27b"])
def test_an_answer_to_a_complaint_brings_every_point(code: str) -> None:
    assert "points" in CATALOGUE[code].facts


@pytest.mark.parametrize("code", ["L26", "L26c", "L27b", "L49"])
def test_nobody_needs_a_form_to_go_further(code: str) -> None:
    assert "You do not need a form" in in_words(CATALOGUE[code])


@pytest.mark.parametrize("code", ["L24c", "L26c", "L49"])
def test_nobody_needs_a_reason_to_go_further(code: str) -> None:
    assert re.search(r"do not (have|need) to (say why|give reasons)", in_words(CATALOGUE[code]))


@pytest.mark.parametrize("code", ["L26", "L27b"])
def test_the_right_to_go_further_comes_from_the_rules(code: str) -> None:
    assert "next_stage" in CATALOGUE[code].facts


@pytest.mark.parametrize(
    "code", ["L25", "L26", "L26c", "L27", "L27b", "L27c", "L28", "L49", "L45a", "L56a", "L56b"]
)
def test_answers_extensions_and_refusals_name_the_ombudsman(code: str) -> None:
    assert "ombudsman_block" in CATALOGUE[code].facts


@pytest.mark.parametrize("code", ["L24c", "L26c", "L27c", "L42d", "L55a", "L55b"])
def test_a_child_is_offered_help_in_words_of_their_own(code: str) -> None:
    template = CATALOGUE[code]
    assert template.audience == "child"
    assert "Just ask." in prose(template)
    assert code == "L42d" or "advocate_contact" in template.facts


def test_a_council_with_an_adjudicator_does_not_call_its_stage_2_answer_final() -> None:
    with_third = [s for s in read_schemes(RESOURCES / "rules") if "CO_S3_RESP" in s.steps]
    assert with_third
    assert {s.steps["CO_S2_RESP"].letter for s in with_third} == {"L27b"}
    assert "final" not in CATALOGUE["L27b"].mandatory


# -- requests for information -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", FOI_ANSWERS + EIR_ANSWERS)
def test_an_answer_to_a_request_gives_40_working_days_for_a_review_and_the_day(code: str) -> None:
    told = parts_of(CATALOGUE[code])["internal_review"]
    assert "40 working days" in told
    assert "{review_deadline}" in told


@pytest.mark.parametrize("code", [code for code in STARRED if "ico" in STARRED[code]])
def test_who_may_go_to_the_commissioner_is_told_how(code: str) -> None:
    assert "ico_block" in CATALOGUE[code].facts
    assert "Commissioner" in parts_of(CATALOGUE[code])["ico"]


@pytest.mark.parametrize("code", EIR_ANSWERS)
def test_an_answer_about_the_environment_names_the_regulation_of_its_review(code: str) -> None:
    assert "regulation 11" in parts_of(CATALOGUE[code])["internal_review"]


def test_the_cost_limit_is_said_in_pounds_and_hours_with_help_to_narrow() -> None:
    told = parts_of(CATALOGUE["L36b"])
    assert re.search(r"£450.*18 hours.*£25", told["exemption"])
    assert "help_offered" in {part.name for part in CATALOGUE["L36b"].free if not part.may_be_empty}


def test_neither_confirming_nor_denying_uses_nothing_that_would_give_it_away() -> None:
    template = CATALOGUE["L36e"]
    assert "exemptions" not in template.facts
    assert "we hold the" not in in_words(template).casefold()
    assert "Do not take this to mean that we do, or that we do not." in in_words(template)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("L33", "full 20 working days"),
        ("L50b", "full 20 working days"),
        ("L34", "do not count"),
        ("L40b", "begins on the day we receive"),
        ("L40c", "days from today to the day you reply do not count"),
    ],
)
def test_a_letter_that_asks_says_what_it_does_to_the_time(code: str, words: str) -> None:
    assert words in parts_of(CATALOGUE[code])["clock_effect"]


def test_whose_views_are_asked_for_does_not_learn_who_asked() -> None:
    assert set(CATALOGUE["L59"].facts) == {"case_ref", "contact_phone", "contact_email"}


# -- every kind -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_case_has_the_general_letter(kind: Kind) -> None:
    assert {"L54", "L54b"} <= {template.code for template in CATALOGUE.for_kind(kind)}
