"""One act that sends letters: each is looked at, dated anew where that is wanted, sent, and its case moved on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseworker.actions.answer_missing import Answer
from caseworker.actions.letter_dates import date_anew
from caseworker.actions.letter_effects import Offer, effect_of, write_effect
from caseworker.actions.letter_facts.outdated import of_findings
from caseworker.actions.letter_record import check_state, check_whole, letter_of, title_of
from caseworker.actions.letters import letter_template
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.letter_work import LetterState
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import read_bytes


@dataclass
class Sending:
    """What is true of all letters sent in one act, and what came of each.

    Attributes:
        said, references, offers: for the message, as the letters are sent.
    """

    office: Office
    sent_on: date
    how: str
    tracking: str
    answers: Mapping[str, Answer]
    ways: Mapping[str, str]
    date_to_that_day: bool
    despite_date: str
    said: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    _moved: set[str] = field(default_factory=set)
    _group: str = ""

    def send(self, transaction: Transaction, case_id: str, letter_id: str) -> list[Draft]:
        """Return the change that sends one letter; an error names its case.

        Raises:
            ProblemsError, RuleError, DamagedFileError: it cannot be sent; see `letter_post.send_letters`.
        """
        view = transaction.case(case_id)
        try:
            return [self._sent(transaction, view, letter_of(view, letter_id))]
        except ProblemsError as error:
            named = [Problem(p.field, f"{view.reference}: {p.message}") for p in error.problems]
            raise ProblemsError(named) from error
        except RuleError as error:
            raise RuleError(f"{view.reference}: {error}", field=error.field, source=error.source) from error

    def _sent(self, transaction: Transaction, view: CaseView, letter: EntityState) -> Draft:
        self._check(transaction, view, letter)
        edits = CaseEdits(view, self.office.ids)
        way = self.ways.get(letter.id, self.how)
        values = self._values(way)
        if (other := bears_other_day(letter, self.sent_on)) and not self.despite_date:
            if not self.date_to_that_day:
                raise RuleError(other, field="sent_on")
            values |= date_anew(self.office, transaction, view, letter, self.sent_on)
        edits.set(letter, **values)
        _supersede(view, edits, letter, self.sent_on)
        words = self._move_case(transaction, view, edits, letter, way)
        self.said.append(f"{title_of(letter)} was recorded as sent for {view.reference}. {words}".strip())
        self.references.append(view.reference)
        self._group = self._group or self.office.ids.new()
        return edits.draft("letter.sent", self.despite_date, self._group)

    def _move_case(
        self, transaction: Transaction, view: CaseView, edits: CaseEdits, letter: EntityState, way: str
    ) -> str:
        """Acknowledge or answer the case where the letter does. Return it in words."""
        template, answer = (
            letter_template(self.office, str(letter.doc.get("code"))),
            self.answers.get(view.case_id),
        )
        effect = effect_of(self.office, transaction.raw, view, letter, template, answer)
        if effect.step == "answers" and (other := of_findings(view, letter)):
            raise RuleError(f"{other} Or put the points back to what the letter says.")
        if effect.step and view.case_id in self._moved:  # Undo takes back one step of a case at a time
            raise RuleError(
                "Its acknowledgement and its answer cannot be recorded as sent in one go. Record the acknowledgement "
                "first, then the answer."
            )
        if effect.step:
            self._moved.add(view.case_id)
        self.offers.extend(effect.offers)
        return write_effect(self.office, view, edits, effect, self.sent_on, way, answer)

    def _check(self, transaction: Transaction, view: CaseView, letter: EntityState) -> None:
        check_state(letter, (LetterState.APPROVED,))
        if view.status is Status.VOID:
            raise RuleError("This case is void, so no letter of it goes out.")
        check_whole(letter)
        read_bytes(transaction.raw, str(letter.doc.get("digest") or ""))
        approved = str(letter.doc.get("approved_on") or letter.doc.get("dated_on") or "")
        if approved and self.sent_on.isoformat() < approved:
            day = long_date(date.fromisoformat(approved))
            words = f"Date sent must be on or after {day}, when {title_of(letter)} was approved"
            raise ProblemsError([Problem("sent_on", words)])
        if self.sent_on < view.row.received_on:
            day = long_date(view.row.received_on)
            raise ProblemsError(
                [Problem("sent_on", f"Date sent must be on or after the day received, {day}")]
            )

    def _values(self, way: str) -> dict[str, Value]:
        values: dict[str, Value] = {
            "status": LetterState.SENT.value,
            "sent_on": self.sent_on.isoformat(),
            "sent_how": way,
            "sent_by": self.office.person.id,
        }
        return values | ({"tracking": self.tracking} if self.tracking else {})


def bears_other_day(letter: EntityState, sent_on: date) -> str:
    """Say that a letter bears another day than the one it is sent on, or ""."""
    bears = str(letter.doc.get("dated_on") or "")
    if not bears or bears == sent_on.isoformat():
        return ""
    return (
        f"{title_of(letter)} is dated {long_date(date.fromisoformat(bears))} and is to be sent on "
        f"{long_date(sent_on)}. A letter bears the day it is sent: date it anew, then print it."
    )


def _supersede(view: CaseView, edits: CaseEdits, letter: EntityState, sent_on: date) -> None:
    """The letter that this one replaces says so from now on; one that came back is dealt with."""
    old = next((each for each in view.letters if each.id == letter.doc.get("supersedes")), None)
    if old is None:
        return
    came_back = old.doc.get("returned_on") and not old.doc.get("returned_dealt_on")
    settled = {"returned_dealt_on": sent_on.isoformat()} if came_back else {}
    edits.set(old, status=LetterState.SUPERSEDED.value, superseded_by=letter.id, **settled)
