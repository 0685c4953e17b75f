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
from caseworker.actions.letter_ready import ReadyLetter, make_ready, prove_archive_copy, signatory_id
from caseworker.actions.letter_recipients import recipient_of
from caseworker.actions.letter_record import (
    OPEN,
    LetterKept,
    check_state,
    kept,
    letter_of,
    writers_of,
)
from caseworker.actions.letters import LetterPreview, letter_template
from caseworker.domain.cases import CaseView
from caseworker.domain.changes import Draft, Value
from caseworker.domain.editing import CaseEdits
from caseworker.domain.fold import EntityState
from caseworker.domain.intake import cleaned
from caseworker.domain.letter_seal import WRITTEN_AT_APPROVAL, seal_of
from caseworker.domain.letter_work import LetterState, LetterWork
from caseworker.errors import RuleError
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
    changed = office.changed(approved_words(made[0]), written, made[0].reference)
    return kept(changed, made[0].letter_id)


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval ready to be saved."""

    draft: Draft
    letter_id: str
    reference: str
    title: str


def approved_words(made: Approval) -> str:
    """Say what was approved, and what comes next."""
    return (
        f"{made.title} for {made.reference} was approved. Print it or make the email, then record it as sent."
    )


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
    ready: ReadyLetter | None = None,
) -> Approval:
    """Return the approval of a letter, to be saved in the same transaction; `approve_letter` says what it may raise.

    Args:
        ready: the letter as it was made before the transaction; made anew here where that does not hold any more.
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
    if ready is None or not ready.still_holds(office, transaction, case_id):
        ready = make_ready(
            office, view, code, work, recipient_checked=recipient_checked, accepted=accepted, seen=seen
        )
    values = _frozen(office, transaction, view, template, letter, work, ready)
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


def _check_letter(letter: EntityState | None, code: str) -> None:
    if letter is None:
        return
    check_state(letter, OPEN)
    if letter.doc.get("code") != code:
        raise RuleError("This is another letter than the one that was kept. Open it again.")


# -- what -----------------------------------------------------------------------------------------------------


def _frozen(
    office: Office,
    transaction: Transaction,
    view: CaseView,
    template: Template,
    letter: EntityState | None,
    work: LetterWork,
    ready: ReadyLetter,
) -> dict[str, Value]:
    preview = ready.preview
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
        **paper_values(transaction.raw, preview, is_proved=True),
        "template_version": f"{preview.wording} {today}",
        "facts": dict(preview.facts),
        "checks": list(ready.checks),
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


def paper_values(raw: Any, preview: LetterPreview, *, is_proved: bool = False) -> dict[str, Value]:
    """Keep the PDF of a letter and return what the record says of the paper: its day, its window, its words.

    Args:
        is_proved: whether the PDF was found to be an archive copy already.

    Raises:
        RuleError: the PDF is no archive copy (PDF/A-2b), so it might not be readable in twenty years.
    """
    if not is_proved:
        prove_archive_copy(preview)
    return {
        "dated_on": preview.letter.dated_on.isoformat(),
        "recipient": "\n".join(preview.letter.recipient_lines),
        "text": preview.text,
        "digest": keep_bytes(raw, preview.pdf, "application/pdf"),
    }
