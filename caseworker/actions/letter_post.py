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

from caseworker.actions.answer_missing import Answer
from caseworker.actions.letter_dates import date_anew, redate_letters
from caseworker.actions.letter_effects import (
    Effect,
    Offer,
    effect_of,
    effect_words,
    offer_words,
    write_effect,
)
from caseworker.actions.letter_facts import outdated
from caseworker.actions.letter_record import LetterKept as LetterKept
from caseworker.actions.letter_record import check_state, check_whole, letter_of, title_of
from caseworker.actions.letter_returns import deal_with_return, record_came_back, record_not_sent
from caseworker.actions.letter_rows import Dispatched, ToSend, dispatch_log, letters_to_send
from caseworker.actions.letters import letter_template
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_work import LetterState
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import read_bytes

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
    if other := _bears_other_day(letter, office.clock.today()):
        words += f" {other}"
    return " ".join((words, *outdated(view, letter)))


def other_days(
    office: Office, letters: Sequence[tuple[str, str]], sent_on: date
) -> tuple[tuple[str, str], ...]:
    """Return those of the letters that bear another day than the one they are to be sent on: they are dated anew
    (`redate_letters`) before they are printed."""
    found = []
    with office.reading() as raw:
        transaction = Transaction(office, raw)
        for case_id, letter_id in letters:
            if _bears_other_day(letter_of(transaction.case(case_id), letter_id), sent_on):
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
    stamp: str = "",
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
    said: list[str] = []
    references: list[str] = []
    offers: list[Offer] = []
    group = office.ids.new()
    written = []
    with office.saving_together() as save:
        for case_id, letter_id in dict.fromkeys(letters):

            def make(
                transaction: Transaction, case_id: str = case_id, letter_id: str = letter_id
            ) -> list[Draft]:
                view = transaction.case(case_id)
                letter = letter_of(view, letter_id)
                edits = CaseEdits(view, office.ids)
                _check_sendable(office, transaction, view, letter, sent_on)
                way = (ways or {}).get(letter_id, how)
                values = _sent_values(office, letter, way, sent_on, tracking)
                if _bears_other_day(letter, sent_on) and not cleaned(despite_date):
                    if not date_to_that_day:
                        raise RuleError(_bears_other_day(letter, sent_on), field="sent_on")
                    values |= date_anew(office, transaction, view, letter, sent_on)
                edits.set(letter, **values)
                _supersede(view, edits, letter, sent_on)
                effect = _effect(office, transaction, view, letter, answers)
                words = write_effect(office, view, edits, effect, sent_on, way, (answers or {}).get(case_id))
                said.append(f"{title_of(letter)} was recorded as sent for {view.reference}. {words}".strip())
                references.append(view.reference)
                offers.extend(effect.offers)
                return [edits.draft("letter.sent", cleaned(despite_date), group)]

            written += save(make)
    changed = office.changed(_message(said, offers, sent_on), written, references[0])
    reference = references[0] if len(set(references)) == 1 else ""
    return LettersSent(changed.message, changed.case_ids, changed.group_id, reference, tuple(offers))


def _effect(
    office: Office,
    transaction: Transaction,
    view: CaseView,
    letter: EntityState,
    answers: Mapping[str, Answer] | None,
) -> Effect:
    template = letter_template(office, str(letter.doc.get("code")))
    return effect_of(office, transaction.raw, view, letter, template, (answers or {}).get(view.case_id))


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


def _check_sendable(
    office: Office, transaction: Transaction, view: CaseView, letter: EntityState, sent_on: date
) -> None:
    check_state(letter, (LetterState.APPROVED,))
    check_whole(letter)
    read_bytes(transaction.raw, str(letter.doc.get("digest") or ""))
    title, approved = title_of(letter), str(letter.doc.get("approved_on") or letter.doc.get("dated_on") or "")
    if approved and sent_on.isoformat() < approved:
        day = long_date(date.fromisoformat(approved))
        raise ProblemsError(
            [Problem("sent_on", f"Date sent must be on or after {day}, when {title} was approved")]
        )
    if sent_on < view.row.received_on:
        day = long_date(view.row.received_on)
        raise ProblemsError([Problem("sent_on", f"Date sent must be on or after the day received, {day}")])


def _bears_other_day(letter: EntityState, sent_on: date) -> str:
    """Say that a letter bears another day than the one it is sent on, or ""."""
    bears = str(letter.doc.get("dated_on") or "")
    if not bears or bears == sent_on.isoformat():
        return ""
    return (
        f"{title_of(letter)} is dated {long_date(date.fromisoformat(bears))} and is to be sent on "
        f"{long_date(sent_on)}. A letter bears the day it is sent: date it anew, then print it."
    )


def _sent_values(
    office: Office, letter: EntityState, how: str, sent_on: date, tracking: str
) -> dict[str, Value]:
    values: dict[str, Value] = {
        "status": LetterState.SENT.value,
        "sent_on": sent_on.isoformat(),
        "sent_how": how,
        "sent_by": office.person.id,
    }
    return values | ({"tracking": cleaned(tracking)} if cleaned(tracking) else {})


def _supersede(view: CaseView, edits: CaseEdits, letter: EntityState, sent_on: date) -> None:
    """The letter that this one replaces says so from now on; one that came back is dealt with."""
    old = next((each for each in view.letters if each.id == letter.doc.get("supersedes")), None)
    if old is None:
        return
    came_back = old.doc.get("returned_on") and not old.doc.get("returned_dealt_on")
    settled = {"returned_dealt_on": sent_on.isoformat()} if came_back else {}
    edits.set(old, status=LetterState.SUPERSEDED.value, superseded_by=letter.id, **settled)


def _message(said: Sequence[str], offers: Sequence[Offer], sent_on: date) -> str:
    if len(said) == 1:
        return " ".join([said[0], *map(offer_words, offers)])
    more = f" {len(offers)} of their cases lack the step the letter speaks of." if offers else ""
    return f"{len(said)} letters were recorded as sent on {long_date(sent_on)}.{more}"
