"""Settings for letters: the list of wordings, what a wording is worth, who kept it, who approves, signatures."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from caseworker.actions import signatures
from caseworker.actions.letter_texts import add_letter, change_text, reset_text
from caseworker.actions.letter_tries import letter_places, preview_of_wording, tried
from caseworker.actions.letter_wordings import (
    LetterRow,
    kept_wordings,
    letter_rows,
    new_letter_text,
    set_approval,
    wording_now,
)
from caseworker.actions.undo import undo
from caseworker.clock import Clock
from caseworker.errors import NotPermittedError, ProblemsError, RuleError
from caseworker.letters.fact_words import MEANINGS
from caseworker.letters.facts import FACTS
from caseworker.office import Office
from tests.example_office import TODAY

BLOCK = "block:ombudsman_block"


def row(office: Office, key: str) -> LetterRow:
    return next(each for each in letter_rows(office) if each.key == key)


def signature(colour: str = "black") -> bytes:
    drawn = Image.new("RGB", (300, 100), "white")
    ImageDraw.Draw(drawn).line((20, 70, 150, 20, 280, 80), fill=colour, width=5)
    stored = BytesIO()
    drawn.save(stored, "PNG")
    return stored.getvalue()


# -- the list -------------------------------------------------------------------------------------------------


def test_every_place_of_letters_has_a_meaning() -> None:
    assert set(MEANINGS) == set(FACTS)
    assert len(set(MEANINGS.values())) == len(MEANINGS)


def test_letters_and_contact_details_stand_in_one_list(office: Office) -> None:
    rows = letter_rows(office)
    assert row(office, "L01").group == "Letter"
    assert row(office, "L01").wording == "As shipped"
    assert row(office, "L54").kinds == "All kinds"
    assert row(office, BLOCK).title == "How to reach the Ombudsman"
    assert [each.group for each in rows[-3:]] == ["Contact details"] * 3


def test_the_list_says_whose_wording_holds_and_will_hold(office: Office) -> None:
    other = wording_now(office, "L54").replace("title: General letter", "title: Letter of any kind")
    change_text(office, "L54", other, date(2025, 12, 3))
    assert row(office, "L54").wording == "Own, from 3 December 2025"
    assert row(office, "L54").title == "General letter"
    change_text(office, "L54", other, TODAY)
    reset_text(office, "L54", date(2025, 12, 3))
    assert row(office, "L54").wording == "Own since 15 October 2025; As shipped, from 3 December 2025"
    assert row(office, "L54").title == "Letter of any kind"


def test_a_new_letter_begins_as_a_copy_under_a_free_code(office: Office) -> None:
    text = new_letter_text(office)
    assert text.startswith("code: W01\ntitle: New letter\n")
    assert tried(office, text).faults == ()
    add_letter(office, text, date(2025, 11, 1))
    assert row(office, "W01").wording == "Own, from 1 November 2025"
    assert row(office, "W01").title == "New letter"
    assert row(office, "W01").is_retired
    assert new_letter_text(office, "L01").startswith("code: W02\n")


def test_a_letter_of_ones_own_that_is_not_written_any_more_keeps_its_wording(office: Office) -> None:
    add_letter(office, new_letter_text(office), date(2025, 10, 15))
    reset_text(office, "W01", date(2025, 10, 20))
    office.clock = Clock(date(2025, 11, 3), office.clock.system_now)
    assert row(office, "W01").is_retired
    assert row(office, "W01").title == "New letter"
    assert wording_now(office, "W01").startswith("code: W01")


# -- what a wording is worth ----------------------------------------------------------------------------------


def test_a_wording_is_tried_with_its_lines_and_its_reading_age(office: Office) -> None:
    text = wording_now(office, "L01")
    found = tried(office, text, "L01")
    assert found.faults == ()
    assert found.age is not None
    assert found.age_words().startswith("Reading age: about ")
    assert "aim: 12 or below, for the public" in found.age_words()
    lines = text.splitlines()
    broken = "\n".join([*lines, "", "Write to {nobody_knows}."])
    assert [fault.line for fault in tried(office, broken, "L01").faults] == [len(lines) + 2]


def test_contact_details_are_tried_and_shown_in_a_letter(office: Office) -> None:
    text = "The Ombudsman\nPhone: 0300 061 0614"
    assert tried(office, text, BLOCK).faults == ()
    assert tried(office, text, BLOCK).age_words() == ""
    assert "{nothing}" in str(tried(office, "Phone: {nothing}", BLOCK).faults[0])
    assert "Phone: 0300 061 0614" in preview_of_wording(office, text, BLOCK).text
    with pytest.raises(ProblemsError, match="Line 1"):
        preview_of_wording(office, "Phone: {nothing}", BLOCK)


def test_places_name_the_parts_of_the_letter_first(office: Office) -> None:
    places = letter_places(wording_now(office, "L54"))
    assert places[0].name == "letter"
    assert places[0].meaning == "What the writer writes: The letter"
    assert {place.name for place in places[1:]} == set(FACTS)


def test_the_history_says_who_kept_a_wording(office: Office) -> None:
    text = wording_now(office, "L54")
    change_text(office, "L54", text.replace("title: General letter", "title: Any letter"), TODAY)
    kept = kept_wordings(office, "L54")
    assert [each.wording.is_shipped for each in kept] == [False, True]
    assert kept[0].by == office.person.full_name
    assert kept[0].at
    assert (kept[1].by, kept[1].at) == ("", "")


# -- who approves ---------------------------------------------------------------------------------------------


def test_who_approves_is_decided_for_one_letter_and_undone(office: Office) -> None:
    before = row(office, "L01")
    assert (before.approves, before.approval) == ("The writer", "")
    changed = set_approval(office, "L01", "second")
    assert changed.message.endswith("a second person approves it, as you decided.")
    assert row(office, "L01").approves == "A second person"
    set_approval(office, "L01", None)
    assert row(office, "L01") == before
    set_approval(office, "L01", "second")
    undo(office, set_approval(office, "L01", "self").group_id)
    assert row(office, "L01").approval == "second"


def test_nobody_else_can_be_named_to_approve(office: Office) -> None:
    with pytest.raises(RuleError, match="Choose who approves"):
        set_approval(office, "L01", "third")
    with pytest.raises(RuleError, match="There is no letter X99"):
        set_approval(office, "X99", "self")


# -- signatures -----------------------------------------------------------------------------------------------


def test_a_signature_is_kept_shown_taken_away_and_undone(office: Office) -> None:
    me = office.person.id
    changed = signatures.set_signature(office, me, signature())
    assert signatures.signature_picture(office, me) == signature()
    assert office.settings.signatures[me]
    assert next(r for r in signatures.signature_rows(office) if r.person.id == me).has_picture
    signatures.set_signature(office, me, None)
    assert signatures.signature_picture(office, me) is None
    undo(office, signatures.set_signature(office, me, signature("navy")).group_id)
    assert signatures.signature_picture(office, me) is None
    assert (
        changed.message
        == f"The signature of {office.person.full_name} is kept. Letters they sign carry it once approved."
    )


def test_pictures_that_cannot_be_printed_are_refused(office: Office, tmp_path: Path) -> None:
    me = office.person.id
    empty = BytesIO()
    Image.new("RGB", (50, 50), "white").save(empty, "PNG")
    for picture, words in (
        (b"GIF89a", "PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\nbroken", "picture that can be printed"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 2_000_001, "at most 2 MB"),
        (empty.getvalue(), "nothing to be seen"),
    ):
        with pytest.raises(ProblemsError, match=words):
            signatures.set_signature(office, me, picture)
    large = tmp_path / "large.png"
    large.write_bytes(b"0" * 2_000_001)
    with pytest.raises(ProblemsError, match="at most 2 MB"):
        signatures.read_signature(large)
    assert not office.settings.signatures


def test_a_caseworker_changes_their_own_signature_and_nobody_elses(office: Office) -> None:
    head = office.person
    office.person = next(p for p in office.staff.values() if "settings" not in office.roles[p.role].may)
    if "letter" in office.roles[office.person.role].may:
        signatures.set_signature(office, office.person.id, signature())
        assert signatures.signature_picture(office, office.person.id)
    with pytest.raises(NotPermittedError, match="You can change your own signature"):
        signatures.set_signature(office, head.id, signature())
    assert signatures.why_not(office, head.id)


def test_the_example_letter_carries_the_signature(office: Office) -> None:
    with_it = signatures.signed_example(office, office.person.id, signature())
    other = signatures.signed_example(office, office.person.id, signature("navy"))
    assert with_it.startswith(b"%PDF")
    assert with_it != other
