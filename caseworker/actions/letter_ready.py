"""A letter made ready for approval: composed as the case is stored, its checks met, its PDF proved an archive copy.

Question: must a letter be composed inside the transaction that freezes it? Choice: one letter is; letters of a batch
are made ready before, so that others can save meanwhile, and one is made anew in the transaction where its own case, or
anything that is not a case (people, settings, wordings), was changed since. Cost: a remark of the checks that rests on
another case alone is as old as the making of the letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseworker.actions.letters import LetterPreview, letter_bytes, preview_letter
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Value
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_checks import Check, unmet
from caseworker.domain.letter_checks.check import RECIPIENT
from caseworker.domain.letter_work import LetterWork
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.log import last_place, scopes_since


@dataclass(frozen=True, slots=True)
class ReadyLetter:
    """What an approval freezes.

    Attributes:
        checks: as they are kept with the letter, all of them met.
        made_on, made_by: the day and the person at the keyboard when it was made.
        place: how far the record of changes had come before it was made.
    """

    preview: LetterPreview
    checks: tuple[dict[str, Value], ...]
    made_on: date
    made_by: str
    place: int

    def still_holds(self, office: Office, transaction: Transaction, case_id: str) -> bool:
        """Whether the letter would be made the same now."""
        same = (self.made_on, self.made_by) == (office.clock.today(), office.person.id)
        return same and all(
            kind == "case" and scope_id != case_id
            for kind, scope_id in scopes_since(transaction.raw, self.place)
        )


def make_ready(
    office: Office,
    view: CaseView,
    code: str,
    work: LetterWork,
    *,
    recipient_checked: bool,
    accepted: Mapping[str, str],
    seen: str = "",
    place: int = 0,
) -> ReadyLetter:
    """Make a letter with the signature of who signs it, check it, prove it; `approve_letter` says what it may raise.

    Args:
        place: how far the record of changes had come before the case was read.
    """
    digest = office.settings.signatures.get(signatory_id(office, view, work), "")
    preview = preview_letter(
        office, view, code, work, signature=letter_bytes(office, digest) if digest else None
    )
    if seen and seen != preview.text:
        raise RuleError(_CHANGED_MEANWHILE)
    checks = _met_checks(office, view, code, work, preview, recipient_checked, accepted)
    prove_archive_copy(preview)
    return ReadyLetter(preview, tuple(checks), office.clock.today(), office.person.id, place)


def place_now(office: Office) -> int:
    """Return how far the record of changes has come."""
    with office.reading() as raw:
        return last_place(raw)


def signatory_id(office: Office, view: CaseView, work: LetterWork) -> str:
    """Return the id of who signs: the one chosen, else the owner of the case while they work here, else who is at
    the keyboard."""
    owner = office.staff.get(view.row.owner_id)
    usual = owner if owner and owner.works_on(office.clock.today()) else office.person
    return work.signatory_id or usual.id


def prove_archive_copy(preview: LetterPreview) -> None:
    """Let a PDF pass that can be kept for twenty years.

    Raises:
        RuleError: it is no archive copy (PDF/A-2b).
    """
    from caseworker.paper.conformance import faults_of

    if faults := faults_of(preview.pdf):
        raise RuleError(
            f"This letter cannot be kept as an archive copy (PDF/A): {faults[0]}. Leave out what that names, such as "
            "an unusual character or picture, and approve it again."
        )


_CHANGED_MEANWHILE = (
    "The case or the wording was changed while you were looking at this letter, so it would say something else now. "
    "Look at it again, then approve it."
)


def _met_checks(
    office: Office,
    view: CaseView,
    code: str,
    work: LetterWork,
    preview: LetterPreview,
    recipient_checked: bool,
    accepted: Mapping[str, str],
) -> list[dict[str, Value]]:
    """The checks as they are kept with the letter, all of them met.

    Raises:
        ProblemsError: one sentence for each that is not met, with what to do.
    """
    from caseworker.actions.letter_checks import check_letter

    checks = check_letter(office, view, code, work, preview, recipient_checked=recipient_checked)
    if stopping := unmet(checks, accepted):
        raise ProblemsError([Problem(check.field or check.code, _unmet_words(check)) for check in stopping])
    return [_check_value(office, check, cleaned(accepted.get(check.code, ""))) for check in checks]


def _unmet_words(check: Check) -> str:
    """What was found and what to do about it."""
    said = " ".join(filter(None, (check.words, check.what_to_do)))
    return said if check.state != "note" else f"{said} If it may stay as it is, say why."


def _check_value(office: Office, check: Check, why: str) -> dict[str, Value]:
    by = office.person.id if why or check.area == RECIPIENT else ""
    value = {"code": check.code, "title": check.title, "state": check.state, "words": check.words}
    return value | {name: text for name, text in (("accepted", why), ("by", by)) if text}
