"""Approve a letter: its checks are met, the right person says yes, and what they saw is frozen.

Question: what exactly does an approval freeze? Choice: the letter is composed afresh from the case as it is stored, in
the transaction that freezes it: PDF bytes, text, facts, wording, checks, signature, all under one seal. Cost: what the
approver sees is composed twice. A letter is dated the day it is approved; sent on another day it is dated anew
(letter_post). Source: rule book 9.1 rules 4 and 5; interface rules S10, S11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from caseworker.actions.letter_act import act_on_letter
from caseworker.actions.letter_approvers import approval_of, check_approver
from caseworker.actions.letter_recipients import recipient_of
from caseworker.actions.letter_record import (
    OPEN,
    LetterKept,
    check_state,
    kept,
    letter_of,
    writers_of,
)
from caseworker.actions.letters import LetterPreview, letter_bytes, letter_template, preview_letter
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft, Value
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_checks import Check, unmet
from caseworker.domain.letter_checks.check import RECIPIENT
from caseworker.domain.letter_seal import WRITTEN_AT_APPROVAL, seal_of
from caseworker.domain.letter_work import LetterState, LetterWork
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.blobs import keep_bytes

if TYPE_CHECKING:
    from caseworker.letters.template import Template


def approve_letter(
    office: Office,
    case_id: str,
    letter_id: str,
    code: str,
    work: LetterWork,
    *,
    recipient_checked: bool,
    accepted: Mapping[str, str] | None = None,
    seen: str = "",
    stamp: str = "",
) -> LetterKept:
    """Approve a letter as it would be made now, and freeze it.

    Args:
        letter_id: "" for a letter that was not kept yet: it is written and approved in one go.
        recipient_checked: the person at the keyboard compared name and address this time.
        accepted: why a remark of the checks is accepted, by its code.
        seen: the text twin the approver was looking at; the letter is not approved when it would be another now.

    Raises:
        ProblemsError: facts that are missing, or checks that are not met, each with what to do.
        RuleError: the letter cannot be approved by this person, or not where it stands.
    """
    office.require("letter")
    made: list[Approval] = []

    def make(transaction: Transaction) -> list[Draft]:
        made[:] = [
            approval(
                office, transaction, case_id, letter_id, code, work,
                recipient_checked=recipient_checked, accepted=accepted or {}, seen=seen,
            )
        ]  # fmt: skip
        return [made[0].draft]

    written = office.save(make, stamp=stamp)
    title, reference = made[0].title, made[0].reference
    message = f"{title} for {reference} was approved. Print it or make the email, then record it as sent."
    return kept(office.changed(message, written, reference), made[0].letter_id)


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval ready to be saved."""

    draft: Draft
    letter_id: str
    reference: str
    title: str


def approval(
    office: Office,
    transaction: Transaction,
    case_id: str,
    letter_id: str,
    code: str,
    work: LetterWork,
    *,
    recipient_checked: bool,
    accepted: Mapping[str, str],
    seen: str = "",
    group_id: str = "",
) -> Approval:
    """Return the approval of a letter, to be saved in the same transaction; `approve_letter` says what it may raise.

    Args:
        group_id: of an act that approves several letters.
    """
    view = transaction.case(case_id)
    letter = letter_of(view, letter_id) if letter_id else None
    template = letter_template(office, code)
    _check_letter(letter, code)
    writers = writers_of(transaction.raw, case_id, letter)
    check_approver(office, template, writers, is_new=letter is None)
    is_changed = letter is not None and (letter.doc.get("content") or {}) != work.to_value()
    if is_changed and approval_of(office, template) == "second":
        raise RuleError(_CHANGED_BY_APPROVER)
    preview = _composed(office, view, code, work)
    if seen and seen != preview.text:
        raise RuleError(_CHANGED_MEANWHILE)
    checks = _met_checks(office, view, code, work, preview, recipient_checked, accepted)
    values = _frozen(office, transaction, view, template, letter, work, preview, checks)
    edits = CaseEdits(view, office.ids)
    if letter is None:
        letter_id = edits.add("letter", written_by=office.person.id, **values)
    else:
        edits.set(letter, **values)
    return Approval(edits.draft("letter.approved", "", group_id), letter_id, view.reference, template.title)


def withdraw_approval(office: Office, case_id: str, letter_id: str, reason: str = "") -> LetterKept:
    """Take back the approval of a letter that was not sent; it is a draft again, with the words it had.

    What was approved stays in the history of the case, and its PDF among the kept files.

    Raises:
        RuleError: the letter is not approved, or was sent.
    """
    office.require("letter")

    def write(_view: CaseView, letter: EntityState, edits: CaseEdits) -> Draft:
        check_state(letter, (LetterState.APPROVED,))
        emptied: dict[str, Value] = {
            name: None for name in (*WRITTEN_AT_APPROVAL, "seal") if letter.doc.get(name)
        }
        edits.set(letter, status=LetterState.DRAFT.value, **emptied)
        return edits.draft("letter.withdrawn", cleaned(reason))

    def say(title: str, reference: str) -> str:
        return f"The approval of {title} for {reference} was taken back. It is a draft again."

    return act_on_letter(office, case_id, letter_id, write, say)


# -- who ------------------------------------------------------------------------------------------------------

_CHANGED_BY_APPROVER = (
    "You changed the letter, so somebody else has to approve it. Keep it and give it for review, or return it to its "
    "writer with a comment."
)
_CHANGED_MEANWHILE = (
    "The case or the wording was changed while you were looking at this letter, so it would say something else now. "
    "Look at it again, then approve it."
)


def _check_letter(letter: EntityState | None, code: str) -> None:
    if letter is None:
        return
    check_state(letter, OPEN)
    if letter.doc.get("code") != code:
        raise RuleError("This is another letter than the one that was kept. Open it again.")


# -- what -----------------------------------------------------------------------------------------------------


def _composed(office: Office, view: CaseView, code: str, work: LetterWork) -> LetterPreview:
    """The letter with the signature of who signs it, where a picture of it is kept."""
    digest = office.settings.signatures.get(signatory_id(office, view, work), "")
    return preview_letter(
        office, view, code, work, signature=letter_bytes(office, digest) if digest else None
    )


def signatory_id(office: Office, view: CaseView, work: LetterWork) -> str:
    """Return the id of who signs: the one chosen, else the owner of the case while they work here, else who is at
    the keyboard."""
    owner = office.staff.get(view.row.owner_id)
    usual = owner if owner and owner.works_on(office.clock.today()) else office.person
    return work.signatory_id or usual.id


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


def _frozen(
    office: Office,
    transaction: Transaction,
    view: CaseView,
    template: Template,
    letter: EntityState | None,
    work: LetterWork,
    preview: LetterPreview,
    checks: list[dict[str, Value]],
) -> dict[str, Value]:
    today = office.clock.today().isoformat()
    signer = signatory_id(office, view, work)
    recipient = recipient_of(office, view, template, work)
    values: dict[str, Value] = {
        "code": template.code,
        "title": template.title,
        "stage_id": view.stage.id if view.stage else None,
        "content": work.to_value(),
        "recipient_role": recipient.label if recipient else "",
        "party_id": recipient.party_id if recipient else "",
        **paper_values(transaction.raw, preview),
        "template_version": f"{preview.wording} {today}",
        "facts": dict(preview.facts),
        "checks": checks,
        "approved_by": office.person.id,
        "approved_on": today,
        "signatory_id": signer,
        "signature_digest": office.settings.signatures.get(signer, ""),
        "enclosed": work.to_value().get("enclosures") or [],
    }
    before = letter.doc if letter else {}
    values["seal"] = seal_of({**before, **values})
    values["status"] = LetterState.APPROVED.value
    return values


def paper_values(raw: Any, preview: LetterPreview) -> dict[str, Value]:
    """Keep the PDF of a letter and return what the record says of the paper: its day, its window, its words.

    Raises:
        RuleError: the PDF is no archive copy (PDF/A-2b), so it might not be readable in twenty years.
    """
    from caseworker.paper.conformance import faults_of

    if faults := faults_of(preview.pdf):
        raise RuleError(
            f"This letter cannot be kept as an archive copy (PDF/A): {faults[0]}. Leave out what that names, such as "
            "an unusual character or picture, and approve it again."
        )
    return {
        "dated_on": preview.letter.dated_on.isoformat(),
        "recipient": "\n".join(preview.letter.recipient_lines),
        "text": preview.text,
        "digest": keep_bytes(raw, preview.pdf, "application/pdf"),
    }
