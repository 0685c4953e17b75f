"""Spelling: British words, names of the case, no figures; suggestions; the dictionary is the one it says it is."""

from __future__ import annotations

import hashlib
import tomllib

import pytest

from caseworker.actions import spelling
from caseworker.actions.look_up import open_case
from caseworker.actions.settings_change import change_settings
from caseworker.domain.spelling import words_in
from caseworker.office import Office
from caseworker.resources import RESOURCES
from tests.example_office import log_complaint

FOLDER = RESOURCES / "dictionaries"


def wrong(text: str, accepted: frozenset[str] = frozenset()) -> list[str]:
    return [word.text for word in spelling.misspelt(text, accepted)]


@pytest.mark.parametrize("text", [
    "We apologise for the colour of the programme.", "The council’s answer, the children's views and the girls’ hopes",
    "We’re looked-after children on the 10th of May", "SE31 5EP CYP-2025-0001 s26D(3) EHCP LAC",
    "Write to sian.obrian@exmpl.org or https://exmple.gov.uk/complnts", "",
])  # fmt: skip
def test_right_words_figures_codes_and_addresses_are_no_mistakes(text: str) -> None:
    assert wrong(text) == []


def test_a_wrong_word_is_found_where_it_stands() -> None:
    found = spelling.misspelt("We have recieved it.")
    assert [(word.text, word.start, word.end) for word in found] == [("recieved", 8, 16)]


def test_american_spelling_is_a_mistake_here() -> None:
    assert wrong("the color of the center") == ["color", "center"]


def test_only_the_wrong_half_of_a_joined_word_is_named() -> None:
    assert wrong("a looked-aftr child") == ["aftr"]


def test_the_word_meant_is_suggested_with_the_apostrophe_as_typed() -> None:
    assert spelling.suggestions_for("recieved")[0] == "received"
    assert "’" in spelling.suggestions_for("cann’t")[0]


def test_names_of_the_case_and_of_colleagues_are_right(office: Office) -> None:
    view = open_case(office, log_complaint(office, full_name="Siân O’Brien-Wharfinger").case_id)
    text = "Siân O’Brien-Wharfinger’s letter about Gethin, 19 Wharfinger Gardens"
    assert wrong(text, spelling.names_known(office, view)) == []
    assert "Gethin" in wrong(text)


def test_who_heads_a_service_is_known_by_name(office: Office) -> None:
    heads = {"Education Services": {"name": "Piotr Zieliński", "email": ""}}
    change_settings(office, {"heads": heads})
    assert wrong("Piotr Zieliński decided this.", spelling.names_known(office)) == []


def test_own_words_are_right_in_any_case_and_with_a_genitive() -> None:
    own = spelling.own_words(["Zimbraco"])
    assert wrong("ZIMBRACO’S plan and zimbraco's words by Zimbraco", own) == []


def test_words_are_found_at_their_letters_behind_an_emoji() -> None:
    assert [(w.text, w.start) for w in words_in("😀 wrods")] == [("wrods", 2)]


def test_the_dictionary_is_the_one_that_was_published() -> None:
    register = tomllib.loads((FOLDER / "dictionaries.toml").read_text("utf-8"))
    digests = {
        entry["file"]: hashlib.sha256((FOLDER / entry["file"]).read_bytes()).hexdigest()
        for entry in register["file"]
    }
    assert digests == {entry["file"]: entry["sha256"] for entry in register["file"]}
