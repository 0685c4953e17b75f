"""Letters on their way out: sent, and come back. The day a letter is sent is the day that counts for the deadline.

Question: a letter bears Monday and goes out on Wednesday; which day is true? Choice: the letter must bear the day it is
sent, so sending on another day is refused until the letter is dated anew (its words are compared with what was
approved, set with the new day and frozen again, openly in the history), or, where the paper has left the building with
its old date, until that is said. Cost: a letter approved on Friday is dated anew before Monday's post.
Source: rule book 9.1 rule 4 (letter date for clocks; date sent = response date).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from caseworker.actions.answer_missing import Answer
from caseworker.actions.letter_dates import redate_letters
from caseworker.actions.letter_effects import (
    Offer,
    effect_of,
    effect_words,
    offer_words,
)
from caseworker.actions.letter_facts import outdated
from caseworker.actions.letter_record import letter_of
from caseworker.actions.letter_returns import deal_with_return, record_came_back, record_not_sent
from caseworker.actions.letter_rows import Dispatched, ToSend, dispatch_log, letters_to_send
from caseworker.actions.letter_sending import Sending, bears_other_day
from caseworker.actions.letters import letter_template
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError
from caseworker.office import Office, Transaction

__all__ = [
    "Dispatched",
    "LettersSent",
    "Offer",
    "ToSend",
    "deal_with_return",
    "dispatch_log",
    "letters_to_send",
    "other_days",
    "record_came_back",
    "record_not_sent",
    "redate_letters",
    "send_letters",
    "what_sending_does",
]


@dataclass(frozen=True, slots=True)
class LettersSent(Changed):
    """What sending did.

    Attributes:
        offers: steps the letters speak of that are not recorded yet.
    """

    offers: tuple[Offer, ...] = ()


def what_sending_does(
    office: Office, view: CaseView, letter: EntityState, answer: Answer | None = None
) -> str:
    """Return in words, before it is done, what sending a letter does to its case and its deadlines."""
    template = letter_template(office, str(letter.doc.get("code")))
    with office.reading() as raw:
        effect = effect_of(office, raw, view, letter, template, answer)
    words = effect_words(office, view, effect, template)
    if letter.doc.get("supersedes"):
        words += " It replaces the letter sent before, whose day stays the day that counts."
    if other := bears_other_day(letter, office.clock.today()):
        words += f" {other}"
    return " ".join((words, *outdated(office, view, letter)))


def other_days(
    office: Office, letters: Sequence[tuple[str, str]], sent_on: date
) -> tuple[tuple[str, str], ...]:
    """Return those of the letters that bear another day than the one they are to be sent on: they are dated anew
    (`redate_letters`) before they are printed."""
    found = []
    with office.reading() as raw:
        transaction = Transaction(office, raw)
        for case_id, letter_id in letters:
            if bears_other_day(letter_of(transaction.case(case_id), letter_id), sent_on):
                found.append((case_id, letter_id))
    return tuple(found)


def send_letters(
    office: Office,
    letters: Sequence[tuple[str, str]],
    how: str,
    sent_on: date,
    tracking: str = "",
    *,
    answers: Mapping[str, Answer] | None = None,
    ways: Mapping[str, str] | None = None,
    date_to_that_day: bool = False,
    despite_date: str = "",
) -> LettersSent:
    """Record that letters were sent, all or none, with one Undo.

    An acknowledgement acknowledges its case, an answer to the step the case is waiting for answers it on that day.

    Args:
        letters: pairs of case and letter.
        how: code of the list "dispatch_methods".
        ways: by letter, where it was sent in another way than `how`.
        answers: by case, what is known of the answer (outcome, why late); the points' own outcome by default.
        date_to_that_day: a letter that bears another day is dated anew and frozen again first, for what is made at
            the moment of sending, such as an email.
        despite_date: why a letter went out that bears another day; kept with the change.

    Raises:
        ProblemsError: the day or the way is wrong, or a rule stands against an answer.
        RuleError: a letter is not approved, was sent already, or bears another day.
        DamagedFileError: a letter is not what was approved.
    """
    office.require("letter")
    for way in {how, *(ways or {}).values()}:
        _check_entries(office, letters, way, sent_on)
    sending = Sending(
        office, sent_on, how, cleaned(tracking), answers or {}, ways or {}, date_to_that_day, cleaned(despite_date)
    )  # fmt: skip
    written = []
    with office.saving_together() as save:
        for case_id, letter_id in dict.fromkeys(letters):
            written += save(partial(sending.send, case_id=case_id, letter_id=letter_id))
    offers = tuple(sending.offers)
    message = _message(sending.said, offers, sent_on)
    references = list(dict.fromkeys(sending.references))
    changed = office.changed(message, written, references[0] if len(references) == 1 else "")
    return LettersSent(changed.message, changed.case_ids, changed.group_id, changed.reference, offers)


def _check_entries(office: Office, letters: Sequence[tuple[str, str]], how: str, sent_on: date) -> None:
    problems = []
    if not letters:
        problems.append(Problem("letters", "Choose the letters that were sent"))
    if not office.vocabulary.has("dispatch_methods", how):
        problems.append(Problem("how", "Choose how the letters were sent"))
    if sent_on > office.clock.today():
        problems.append(Problem("sent_on", "Date sent must be today or in the past"))
    if problems:
        raise ProblemsError(problems)


def _message(said: Sequence[str], offers: Sequence[Offer], sent_on: date) -> str:
    if len(said) == 1:
        return " ".join([said[0], *map(offer_words, offers)])
    more = f" {len(offers)} of their cases lack the step the letter speaks of." if offers else ""
    return f"{len(said)} letters were recorded as sent on {long_date(sent_on)}.{more}"
