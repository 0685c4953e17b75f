"""Erase a case for ever, everywhere: when the law or the retention schedule says that nothing of it may be kept (E1).

Question: how is a case erased that many computers have? Choice: one change of the office names the case and the files
that nothing else names; every computer and the hub empty what they have and what comes late. Cost: it cannot be taken
back, and copies made before still hold the case. Source: offline rules E1, E2; UK GDPR article 17; Data Protection Act
2018 section 47.
"""

from __future__ import annotations

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.emptying import REDACTION, files_only_of, has_hidden_cases

LONGEST = 300
CHANGE = "case.erased"


def erase_case(office: Office, case_id: str, authority: str, reason: str) -> Changed:
    """Erase everything that was written about a case; its number stays used, and the register of people stays.

    Args:
        authority: who or what says that it must be, such as "Retention schedule 4.2". reason: why, without a name:
            both are kept for ever.

    Raises:
        ProblemsError: authority or reason is missing or too long.
        RuleError: it is under a legal hold, two people differ about it, or this computer lacks cases.
    """
    office.require("erase")
    by, why = _checked(authority, reason)
    reference = ""

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference
        view = transaction.case(case_id)
        reference = view.reference
        if view.case.doc.get("legal_hold"):
            raise RuleError(f"{reference} was not erased: it is under a legal hold.")
        if view.conflicts:
            raise RuleError(
                f"{reference} was not erased: two people wrote different things about it. Settle that first: "
                "press Ctrl+9."
            )
        if has_hidden_cases(transaction.raw):
            raise RuleError(
                f"{reference} was not erased: some cases are hidden from this computer, so it cannot tell which files "
                "are of this case alone. Erase it where somebody works who sees every case."
            )
        blobs = list(files_only_of(transaction.raw, case_id))
        erased = new_entity(office.ids.new(), REDACTION, scopes=[case_id], blobs=blobs, authority=by)
        return [Draft("office", "office", CHANGE, (erased,), why)]

    office.save(make)
    changed = Changed(
        f"{reference} was erased for ever. Backups made before still hold it.", (case_id,), "", reference
    )
    for listener in office.listeners:
        listener(changed)
    return changed


def _checked(authority: str, reason: str) -> tuple[str, str]:
    said = {"authority": cleaned(authority), "reason": cleaned(reason)}
    problems = [
        Problem(name, text)
        for name, text in (
            ("authority", "Enter who or what says that the case must be erased"),
            ("reason", "Enter why the case is erased, without a name"),
        )
        if not said[name]
    ]
    problems += [
        Problem(name, f"Use {LONGEST} characters or fewer")
        for name, words in said.items()
        if len(words) > LONGEST
    ]
    if problems:
        raise ProblemsError(problems)
    return said["authority"], said["reason"]
