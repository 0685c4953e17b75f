"""Date an approved letter anew: the same words, the day it is sent, frozen again.

What was approved is not touched: the letter is composed as of the day it bears and must say word for word what was
approved; only then is it set as of the new day. Where the case or the wording was changed since, it has to be approved
again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseworker.actions.letter_approval import paper_values
from caseworker.actions.letter_record import check_state, check_whole, letter_of, title_of
from caseworker.actions.letters import LetterPreview, letter_bytes, preview_letter
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft, Value
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_seal import seal_of
from caseworker.domain.letter_work import LetterState, LetterWork
from caseworker.errors import RuleError
from caseworker.office import Office, Transaction


def redate_letters(office: Office, letters: Sequence[tuple[str, str]], on: date | None = None) -> Changed:
    """Give approved letters another day, today unless told otherwise; all or none, with one Undo.

    Raises:
        RuleError: a letter is not approved, or would not say any more what was approved.
    """
    office.require("letter")
    day = on or office.clock.today()
    if day < office.clock.today():
        raise RuleError("A letter is dated today or later.", field="on")
    titles: list[str] = []

    def make(transaction: Transaction) -> list[Draft]:
        drafts = []
        for case_id, letter_id in dict.fromkeys(letters):
            view = transaction.case(case_id)
            letter = letter_of(view, letter_id)
            check_state(letter, (LetterState.APPROVED,))
            check_whole(letter)
            if letter.doc.get("dated_on") == day.isoformat():
                continue
            edits = CaseEdits(view, office.ids)
            edits.set(letter, **date_anew(office, transaction, view, letter, day))
            drafts.append(edits.draft("letter.redated"))
            titles.append(f"{title_of(letter)} for {view.reference}")
        return drafts

    written = office.save(make)
    if not written:
        return office.changed(f"Every letter is dated {long_date(day)} already.", written)
    what = titles[0] if len(titles) == 1 else f"{len(titles)} letters"
    return office.changed(f"{what} dated {long_date(day)} now. Print it with this day.", written)


def date_anew(
    office: Office, transaction: Transaction, view: CaseView, letter: EntityState, day: date
) -> dict[str, Value]:
    """Return the fields of a letter set anew with another day.

    Raises:
        RuleError: it would not say any more what was approved.
    """
    bears = date.fromisoformat(str(letter.doc["dated_on"]))
    try:
        before, after = _composed(office, view, letter, bears), _composed(office, view, letter, day)
    except RuleError as error:
        raise RuleError(f"{_AGAIN.format(title=title_of(letter))} {error}") from error
    if before.text != letter.doc.get("text") or before.wording != after.wording:
        raise RuleError(_AGAIN.format(title=title_of(letter)))
    version = f"{after.wording} {day.isoformat()}"
    values = paper_values(transaction.raw, after) | {
        "facts": dict(after.facts),
        "template_version": version,
    }
    return values | {"seal": seal_of({**letter.doc, **values})}


_AGAIN = (
    "{title} cannot be dated anew, because the case or the wording was changed since it was approved. Take back the "
    "approval, look at the letter and approve it again."
)


def _composed(office: Office, view: CaseView, letter: EntityState, day: date) -> LetterPreview:
    work = LetterWork.from_value(letter.doc.get("content"))
    digest = str(letter.doc.get("signature_digest") or "")
    picture = letter_bytes(office, digest) if digest else None
    return preview_letter(office, view, str(letter.doc["code"]), work, on=day, signature=picture)
