"""Whatever somebody types or pastes: each look at a text ends, and says something of that text."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.letter_checks.apology import wording_faults
from caseworker.domain.letter_checks.child import initials_in, other_surnames
from caseworker.domain.letter_checks.dates import dates_in
from caseworker.domain.letter_checks.enclosed import says_enclosed
from caseworker.domain.letter_checks.formats import asked_formats
from caseworker.domain.letter_checks.names import find_name, name_words_in, pairs_in
from caseworker.domain.letter_checks.placeholders import placeholders_in
from caseworker.domain.letter_checks.reading import reading_age
from caseworker.domain.letter_checks.shared_words import shared_words
from caseworker.domain.letter_checks.texts import sentence_at, sentences
from caseworker.letters.own_text import faults_of, with_places_listed
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.letter_checks.help import area, checks_of, found

WRITTEN_ON = date(2025, 10, 15)
PIECES = st.sampled_from(
    "Gethin|O’Brien|we are sorry|if|28 October 2025|31/02/25|{name}|[…]|.|\n|’s|Mr|May|enclosed|\u202e|🙂|ß|İ"
    "|\u0301|Łukasz|-|XXX|you feel|Tuesday|a|1.".split("|")
)
TEXTS = (
    st.text(max_size=300)
    | st.lists(PIECES, max_size=60).map(" ".join)
    | st.lists(PIECES, max_size=60).map("".join)
)


@given(TEXTS)
def test_any_text_can_be_looked_at(text: str) -> None:
    words = name_words_in(text)
    assert all(text[word.place :].startswith(word.said) for word in words)
    pairs_in(words)
    find_name(text, words, "Gethin Ifan O’Brien", {"obrien"})
    other_surnames(text, words, ["Gethin O’Brien"], [])
    initials_in(text)
    assert all(said.said in text and said.sentence in text for said in dates_in(text, WRITTEN_ON))
    assert all(fault.said in text for fault in wording_faults(text))
    assert all(each.said in text for each in placeholders_in(text))
    assert says_enclosed(text) in text
    asked_formats(text)
    age = reading_age(text)
    assert age is None or -20 < age < 200
    assert all(sentence in text for sentence in sentences(text))
    assert all(sentence_at(text, place) in text for place in range(0, len(text), 7))
    shared_words(text, text[::-1])


@given(TEXTS, TEXTS)
def test_any_wording_is_read_or_refused_at_a_line(head: str, body: str) -> None:
    for text in (f"{head}\n---\n{body}", body):
        faults = faults_of(with_places_listed(text))
        assert faults
        assert all(1 <= fault.line <= max(len(text.splitlines()), 1) for fault in faults)


def test_ten_thousand_words_with_names_and_dates_are_looked_at(office: Office) -> None:
    case_id = log_complaint(office).case_id
    log_complaint(office, full_name="Ngozi Okoro", children=())
    text = "Ngozi Okoro met Gethin Hart on 3 May 2025. We will call, Anna said to Rhys. " * 700
    checks = checks_of(office, case_id, text)
    assert "names:ngozi okoro" in found(checks, "names")
    assert len(area(checks, "names")) <= 13
