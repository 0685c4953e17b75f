"""What the words of a letter show: open places, apology and blame, enclosures, formats, reading age."""

from __future__ import annotations

import pytest

from caseworker.domain.letter_checks.apology import says_sorry, wording_faults
from caseworker.domain.letter_checks.enclosed import same_enclosure, says_enclosed
from caseworker.domain.letter_checks.formats import Formats, asked_formats
from caseworker.domain.letter_checks.placeholders import placeholders_in
from caseworker.domain.letter_checks.reading import longest_sentence, reading_age, syllables
from caseworker.domain.letter_checks.shared_words import shared_words
from caseworker.domain.letter_checks.texts import sentence_at, sentences

# -- open places ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Dear {name}", "Dear }", "Dear [insert name]", "Dear XXXX", "The date is TBC.", "on DD/MM/YYYY", "Dear …name…",
        "Insert name here", "lorem ipsum dolor", "the sum of ____ pounds", "Ring ???", "Dear <name>",
        "Yes/No (delete as applicable)",
        "See [ ] below", "Please enter the date here.", "the [...] team",
    ],
)  # fmt: skip
def test_what_was_left_open_is_found(text: str) -> None:
    assert [each.certain for each in placeholders_in(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "You said: “they was [sic] late”.", "They insert a sheet into the file.",
        "Enter the building by the side door.",
        "He waited … and waited.", "What? When?", "Size XXL", "It is 5 < 6.", "We will confirm it.",
    ],
)  # fmt: skip
def test_what_only_looks_open_is_left_alone(text: str) -> None:
    assert placeholders_in(text) == ()


def test_words_in_brackets_may_be_meant() -> None:
    (found,) = placeholders_in("The report says: [name removed] was late.")
    assert (found.said, found.certain) == ("[name removed]", False)


# -- apology and blame ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry you felt the need to complain.", "We are sorry that you feel let down.",
        "I apologise if this upset you.",
        "We are sorry to hear that you think so.", "We apologise for any inconvenience caused.",
        "Sorry for any distress.",
        "Unfortunately you did not call.", "We are sorry you were unhappy with the visit.",
        "We are sorry about the delay, but you did not reply.", "We regret that you feel this way.",
    ],
)  # fmt: skip
def test_half_an_apology_is_found(text: str) -> None:
    assert [fault.kind for fault in wording_faults(text)][:1] == ["apology"]


@pytest.mark.parametrize(
    "text",
    [
        "You failed to return the form.", "As you were told, it takes time.", "You misunderstood the letter.",
        "Your behaviour made it hard.", "You claim that nobody came.",
    ],
)  # fmt: skip
def test_blame_is_found(text: str) -> None:
    assert [fault.kind for fault in wording_faults(text)] == ["blame"]


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry that nobody visited Gethin for four months.",
        "We apologise for the delay. You had to wait ten weeks.",
        "You told us that nobody came.", "You should have had our answer by now.",
        "We are sorry for the distress this caused you.", "We are sorry for that.",
    ],
)  # fmt: skip
def test_a_real_apology_passes(text: str) -> None:
    assert wording_faults(text) == ()


def test_a_label_on_a_person_is_found_and_a_word_of_sorrow_is_known() -> None:
    assert [fault.kind for fault in wording_faults("She is a vexatious complainant.")] == ["label"]
    assert says_sorry("We apologise for it.")
    assert not says_sorry("It is a sorrow.")


# -- enclosures, formats, secrets, reading --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The report is enclosed.", "enclosed"),
        ("We attach the form.", "We attach"),
        ("Two reports come with this letter.", "come with this letter"),
        ("He is attached to his carer.", ""),
        ("Nothing is enclosed.", ""),
        ("We sent it before.", ""),
    ],
)
def test_what_is_said_to_be_enclosed(text: str, said: str) -> None:
    assert says_enclosed(text) == said


def test_an_enclosure_is_known_by_its_words() -> None:
    needed = "the investigating officer's report"
    assert same_enclosure(needed, "Report of the Investigating Officer, 3 May")
    assert not same_enclosure(needed, "Independent person’s report")


@pytest.mark.parametrize(
    ("said", "formats"),
    [
        ("Large print please", Formats(large=True)),
        ("18 point letters", Formats(large=True, points=18)),
        ("Easy read, with pictures", Formats(easy_read=True)),
        ("Letters translated into Polish", Formats(language="Polish")),
        ("Needs a Polish interpreter", Formats()),
        ("Braille or audio", Formats(braille=True, audio=True)),
        ("Hard of hearing: text, do not phone", Formats()),
    ],
)
def test_formats_are_read_from_adjustments(said: str, formats: Formats) -> None:
    assert asked_formats(said) == formats


def test_words_for_other_eyes_are_found_and_everyday_words_are_not() -> None:
    secret = "Threatened staff with a knife in March; visit in pairs only. At the end of the road."
    assert shared_words(secret, "You threatened staff with a knife.") == "threatened staff with a knife"
    assert shared_words(secret, "It stands at the end of the letter.") == ""
    assert shared_words("Dog bites", "We know that the dog bites.") == "dog bites"
    assert shared_words("", "Anything at all.") == ""


def test_the_reading_age_rises_with_long_words_and_sentences() -> None:
    easy = "We looked at what you told us. You were right. We did not call you back. We are sorry. " * 3
    hard = (
        "Notwithstanding the aforementioned considerations, the authority's determination regarding eligibility"
        " necessitates comprehensive multidisciplinary re-examination, following consultation with representatives. "
    ) * 3
    young, old = reading_age(easy), reading_age(hard)
    assert young is not None
    assert old is not None
    assert young < 9 < 16 < old
    assert reading_age("Too short.") is None
    assert longest_sentence("One. One two three. One two.") == (3, "One two three.")


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("complaint", 2), ("table", 2), ("visited", 3), ("called", 1), ("answer", 2), ("we’ll", 1)],
)
def test_syllables_are_counted_by_rule(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_are_found_in_lines_and_full_stops() -> None:
    assert sentences("One. Two!\nThree") == ("One.", "Two!", "Three")
    assert sentence_at("One is here. Two is there. Three.", 18) == "Two is there."
