"""A council's own wordings of letters: dated, checked line by line, taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworker.actions.letter_examples import example_facts, example_parts
from caseworker.actions.letter_texts import (
    add_letter,
    catalogue_on,
    change_text,
    next_own_code,
    preview_of_text,
    reading_age_of,
    reset_text,
    shipped_catalogue,
    text_history,
    try_text,
    unreadable_texts,
)
from caseworker.actions.letters import letter_title, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.actions.paragraphs import (
    NewParagraph,
    add_paragraph,
)
from caseworker.actions.settings_change import save_settings
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind
from caseworker.domain.staff import Person
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.letters.facts import BLOCKS, FACTS
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.log_help import ExpectedLog

TOMORROW = TODAY + timedelta(days=1)

OWN = """code: W01
title: Meeting after a complaint
purpose: inform
subject: Let us meet
kinds: CA, CORP
stage:
when: anything else
to: CP
facts:
free: when_and_where (When and where we meet)
mandatory:
source: ours
---
Your case is {case_ref}.

{when_and_where}
"""


def l01() -> str:
    return shipped_catalogue()["L01"].text


def warmer() -> str:
    """L01 with another first sentence."""
    return l01().replace("Thank you for telling us what went wrong.", "We are glad that you told us.")


def said(office: Office, on: date | None = None) -> str:
    view = open_case(office, log_complaint(office).case_id)
    return preview_letter(office, view, "L01", on=on).text


# -- changing what ships --------------------------------------------------------------------------------------


def test_an_own_wording_holds_from_its_day_and_not_before(office: Office) -> None:
    changed = change_text(office, "L01", warmer(), TOMORROW)
    assert changed.message == "L01: own wording from Thursday 16 October 2025."
    assert "glad that you told us" not in said(office)
    assert "glad that you told us" in said(office, TOMORROW)
    assert catalogue_on(office, TODAY)["L01"].version == shipped_catalogue()["L01"].version
    assert catalogue_on(office, TOMORROW)["L01"].version != shipped_catalogue()["L01"].version


def test_every_wording_is_kept_with_its_day_and_what_ships_can_come_back(office: Office) -> None:
    change_text(office, "L01", warmer(), TODAY)
    reset_text(office, "L01", TOMORROW)
    history = text_history(office, "L01")
    assert [(each.from_on, each.is_shipped, each.is_now) for each in history] == [
        (TOMORROW, True, False),
        (TODAY, False, True),
        (None, True, False),
    ]
    assert history[1].words() == "Own wording from Wednesday 15 October 2025"
    assert "glad" in said(office)
    assert "glad" not in said(office, TOMORROW)
    assert list(office.settings.letter_texts) == ["L01"]


def test_a_change_of_wording_can_be_undone(office: Office) -> None:
    changed = change_text(office, "L01", warmer(), TODAY)
    undo(office, changed.group_id)
    assert "glad" not in said(office)


def test_the_same_catalogue_is_given_until_a_wording_changes(office: Office) -> None:
    assert catalogue_on(office, TODAY) is shipped_catalogue()
    change_text(office, "L01", warmer(), TODAY)
    once = catalogue_on(office, TODAY)
    assert catalogue_on(office, TODAY) is once
    change_text(office, "L01", warmer().replace("glad", "happy"), TODAY)
    assert "happy" in catalogue_on(office, TODAY)["L01"].text


def test_the_shipped_wording_given_back_by_hand_is_the_shipped_one(office: Office) -> None:
    change_text(office, "L01", warmer(), TODAY)
    change_text(office, "L01", l01(), TODAY)
    assert catalogue_on(office, TODAY) is shipped_catalogue()


def test_a_past_day_is_refused(office: Office) -> None:
    with pytest.raises(ProblemsError, match="today or later") as error:
        change_text(office, "L01", warmer(), TODAY - timedelta(days=1))
    assert error.value.problems[0].field == "from_on"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("{received_date}", "{recieved_date}", 14, "perhaps {received_date}"),
        ("Thank you", "{% if late %}Thank you", 14, "no conditions or loops"),
        ("Thank you", "{{ received_date }}", 14, "one brace on each side"),
        ("Thank you", "{# why #} Thank you", 14, "remarks stand in the head"),
        ("Thank you", "<b>Thank you</b>", 14, "no markup in letters"),
        ("Thank you", "**Thank you**", 14, "no markup in letters"),
        ("Thank you", "«Name»", 14, "in braces"),
        ("subject: We have", "subject: {nobody} We have", 5, "{nobody} is not a place"),
        ("code: L01", "code: L02", 2, "the code must stay L01"),
        ("purpose: acknowledge", "purpose: inform", 4, "purpose must stay acknowledge"),
        ("kinds: CA", "kinds: CA, FOI", 6, "kinds must stay CA"),
        ("stage: 1", "stage:", 7, "stage must stay 1"),
        ("title: Ack", "titel: Ack", 3, "a head line must begin with one of"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_line(
    office: Office, old: str, new: str, line: int, words: str
) -> None:
    text = l01().replace(old, new, 1)
    (fault, *_) = try_text(office, text, "L01")
    assert (fault.line, words in fault.message) == (line, True), fault
    with pytest.raises(ProblemsError, match=f"Line {line}: "):
        change_text(office, "L01", text, TODAY)
    assert not office.settings.letter_texts


def test_every_bad_line_is_said_at_once(office: Office) -> None:
    text = l01().replace("Thank you", "<i>Thank you").replace("{summary}", "{sumary}")
    assert len(try_text(office, text, "L01")) == 2


def test_a_mandatory_part_cannot_be_dropped_nor_emptied_of_its_facts(office: Office) -> None:
    dropped = l01().replace("[advocate_offer]\n", "").replace("target_dates, advocate_offer", "target_dates")
    (fault,) = try_text(office, dropped, "L01")
    assert "[advocate_offer] must stay in the letter" in fault.message
    start = l01().index("[target_dates]")
    paragraph = l01()[start : l01().index("\n\n", start)]
    (emptied,) = try_text(office, l01().replace(paragraph, "[target_dates]\nWe will answer soon."), "L01")
    assert "must still say {due_date} and {max_due_date}" in emptied.message
    assert emptied.line == l01()[:start].count("\n") + 1


def test_the_list_of_facts_in_the_head_is_put_right_by_itself(office: Office) -> None:
    text = l01().replace("Our reference is\n{case_ref}.", "Your complaint is of the type {case_type}.")
    change_text(office, "L01", text, TODAY)
    facts = catalogue_on(office, TODAY)["L01"].facts
    assert "case_type" in facts
    assert "case_ref" not in facts


def test_only_who_may_change_settings_changes_a_wording(office: Office) -> None:
    office.person = next(p for p in office.staff.values() if p.full_name == "Rhys Parry")
    assert isinstance(office.person, Person)
    for act in (
        lambda: change_text(office, "L01", warmer(), TODAY),
        lambda: add_letter(office, OWN, TODAY),
        lambda: reset_text(office, "L01", TODAY),
        lambda: add_paragraph(office, NewParagraph("a", "b", "c")),
    ):
        with pytest.raises(NotPermittedError):
            act()


# -- letters of the council's own -----------------------------------------------------------------------------


def test_a_letter_of_the_councils_own_is_written_like_any_other(office: Office) -> None:
    assert next_own_code(office) == "W01"
    assert add_letter(office, OWN, TODAY).message.startswith("The letter W01, Meeting after a complaint")
    assert next_own_code(office) == "W02"
    assert letter_title("W01", office) == "Meeting after a complaint"
    assert [t.code for t in catalogue_on(office, TODAY).for_kind(Kind.CORPORATE)].count("W01") == 1
    history = text_history(office, "W01")
    assert [each.is_now for each in history] == [True]


def test_a_letter_of_the_councils_own_ends_and_comes_back(office: Office) -> None:
    add_letter(office, OWN, TODAY)
    reset_text(office, "W01", TOMORROW)
    assert "W01" not in catalogue_on(office, TOMORROW).templates
    assert text_history(office, "W01")[0].is_retired
    change_text(office, "W01", OWN.replace("Meeting", "A meeting"), TOMORROW)
    assert catalogue_on(office, TOMORROW)["W01"].title == "A meeting after a complaint"


@pytest.mark.parametrize("code", ["L01", "L99", "meeting", "W1x2", ""])
def test_a_code_that_ships_or_may_ship_is_not_given(office: Office, code: str) -> None:
    with pytest.raises(ProblemsError, match="Line 1: "):
        add_letter(office, OWN.replace("W01", code), TODAY)


def test_a_code_is_given_once(office: Office) -> None:
    add_letter(office, OWN, TODAY)
    with pytest.raises(ProblemsError, match="there is a letter W01 of your own already"):
        add_letter(office, OWN, TODAY)


def test_there_is_nothing_to_change_or_reset_where_there_is_no_letter(office: Office) -> None:
    with pytest.raises(RuleError, match="There is no letter W09"):
        change_text(office, "W09", OWN, TODAY)
    with pytest.raises(RuleError, match="no wording of your own"):
        reset_text(office, "L01", TODAY)


# -- contact blocks -------------------------------------------------------------------------------------------


def test_a_contact_block_has_a_wording_of_the_councils_own(office: Office) -> None:
    change_text(office, "block:ombudsman_block", "Phone the Ombudsman on 0300 061 0614.", TODAY)
    assert "Phone the Ombudsman on" in said(office)
    assert text_history(office, "block:ombudsman_block")[-1].is_shipped
    reset_text(office, "block:ombudsman_block", TODAY)
    assert "Phone the Ombudsman on" not in said(office)


def test_a_contact_block_has_no_unknown_places_and_a_known_name(office: Office) -> None:
    with pytest.raises(ProblemsError, match=r"Line 2: \{phone\} is not a place"):
        change_text(office, "block:ombudsman_block", "Ombudsman\n{phone}", TODAY)
    with pytest.raises(ProblemsError, match="there is no text"):
        change_text(office, "block:ombudsman_block", " ", TODAY)
    with pytest.raises(RuleError, match="There is no block nobody"):
        change_text(office, "block:nobody", "Hello", TODAY)


# -- what a later version cannot read -------------------------------------------------------------------------


def test_a_wording_this_version_cannot_read_is_left_out_and_letters_go_on(
    office: Office, expected_log: ExpectedLog
) -> None:
    broken = [{"from_on": TODAY.isoformat(), "text": l01().replace("{case_ref}", "{old_fact}")}]
    save_settings(office, {"letter:L01": broken}, "Kept by another version.")
    expected_log("an own wording of a letter is left out")
    assert catalogue_on(office, TODAY)["L01"].text == l01()
    assert "L01 is left out" in unreadable_texts(office, TODAY)[0]


# -- trying a wording -----------------------------------------------------------------------------------------


def test_every_letter_that_ships_can_be_tried_with_example_facts(office: Office) -> None:
    for template in shipped_catalogue():
        facts = example_facts(office, template, TODAY)
        known = shipped_catalogue().with_blocks(facts)
        assert [name for name in template.facts if not known.get(name)] == [], template.code
        assert set(example_parts(template)) == {part.name for part in template.free}
        assert try_text(office, template.text, template.code) == (), template.code


def test_an_example_of_blocks_brings_blocks(office: Office) -> None:
    facts = example_facts(office, shipped_catalogue()["L10"], TODAY)
    assert all(not isinstance(facts[name], str) for name in BLOCKS & set(facts))
    assert set(facts) <= set(FACTS)


def test_a_wording_is_seen_as_a_letter_before_it_is_used(office: Office) -> None:
    preview = preview_of_text(office, OWN)
    assert preview.pdf.startswith(b"%PDF")
    assert "Here stands what you write: When and where we meet" in preview.text
    with pytest.raises(ProblemsError, match=r"Line 14: \{nobody\} is not a place"):
        preview_of_text(office, OWN.replace("{when_and_where}\n", "").replace("{case_ref}", "{nobody}"))


def test_the_reading_age_of_a_wording_is_estimated(office: Office) -> None:
    age = reading_age_of(l01())
    assert age is not None
    assert 8 < age < 15
    assert reading_age_of("no head") is None
