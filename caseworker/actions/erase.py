"""Erase a case for ever, everywhere: when the law or the retention schedule says that nothing of it may be kept (E1).

Question: how is a case erased that many computers have? Choice: one change of the office names the case and the files
that nothing else names; every computer and the hub empty what they have and what comes late. Cost: it cannot be taken
back, and copies made before still hold the case. Source: offline rules E1, E2; UK GDPR article 17; Data Protection Act
2018 section 47.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from caseworker.actions.links import linked_cases
from caseworker.actions.look_up import open_case
from caseworker.actions.open_copies import remove_copies_of
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.dates_in_words import count_of, listed
from caseworker.domain.editing import new_entity
from caseworker.domain.file_types import size_words
from caseworker.domain.intake import cleaned
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.case_extent import bytes_of, extent_of, people_left_by
from caseworker.storage.files_gone import files_only_of
from caseworker.storage.local import sync_state
from caseworker.storage.redactions import REDACTION
from caseworker.storage.restore import offices_aside
from caseworker.storage.withholding import has_hidden_cases

LONGEST = 300
CHANGE = "case.erased"
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a case would do.

    Attributes:
        goes, stays: what and how much, in words. left: names of the people of the register left without a case.
        refusal: why it cannot be erased now, or "".
    """

    reference: str
    goes: tuple[tuple[str, str], ...]
    stays: tuple[tuple[str, str], ...]
    left: tuple[str, ...] = ()
    refusal: str = ""


def what_would_go(office: Office, case_id: str) -> Erasure:
    """Return in numbers and words what erasing a case takes away and what it leaves, or why it is refused."""
    office.require("erase")
    view = open_case(office, case_id)
    with office.reading() as raw:
        extent, alone = extent_of(raw, case_id), files_only_of(raw, case_id)
        size, refusal = bytes_of(raw, alone), _refusal(raw, view)
        is_shared = bool(sync_state(raw).get("hub_id"))
    kinds, links = extent.kinds, len(linked_cases(office, view))
    people = sum(kinds.get(kind, 0) for kind in ("party", "appointment"))
    goes = (
        ("History", f"{count_of(extent.changes, 'change')}, with who made each and what it said"),
        ("Letters", _number(kinds.get("letter", 0), "letter")),
        ("Files", _files(kinds.get("file", 0), len(alone), size)),
        ("Notes", _number(kinds.get("note", 0), "note")),
        ("People in it", _number(people, "entry", "entries")),
        (
            "On this computer",
            f"{_number(extent.drafts, 'draft')}; copies of its files that were opened; searches that found it; "
            "copies that Caseworker made before an upgrade",
        ),
    )
    stays = [("Reference", f"{view.reference} stays used; nobody is ever given it again")]
    if links:
        stays.append(("Other cases", f"{count_of(links, 'case')} linked to it; its reference stands there"))
    stays.append(("Record", "that it was erased, by whom, when, by what authority and why"))
    stays.append(("Copies", "backups, exports and papers that somebody made; published figures"))
    if aside := _aside_words(office):
        stays.append(("Put aside", f"the office from before a restore, in {aside}; IT can remove it"))
    if is_shared:
        stays.append(
            (
                "Other computers",
                "they and the hub erase it when they next meet; until the hub has, its words stay set aside in this "
                "computer’s file, where nothing shows them; if somebody has placed it under a legal hold meanwhile, "
                "a manager decides first, and a case that is kept comes back here",
            )
        )
    return Erasure(view.reference, goes, tuple(stays), tuple(sorted(extent.left.values())), refusal)


def erase_case(
    office: Office, case_id: str, authority: str, reason: str, *, with_people: bool = False
) -> Changed:
    """Erase everything that was written about a case; its number stays used.

    Args:
        authority: who or what says that it must be, such as "Retention schedule 4.2". reason: why, without a name:
            both are kept for ever.
        with_people: erase from the register, too, who stands in no other case.

    Raises:
        ProblemsError: authority or reason is missing or too long.
        RuleError: it is under a legal hold, two people differ about it, or this computer lacks cases.
    """
    office.require("erase")
    by, why = _checked(authority, reason)
    reference, people = "", 0

    def make(transaction: Transaction) -> list[Draft]:
        nonlocal reference, people
        view, raw = transaction.case(case_id), transaction.raw
        reference = view.reference
        if refusal := _refusal(raw, view):
            raise RuleError(refusal)
        left = sorted(people_left_by(raw, case_id)) if with_people else []
        people = len(left)
        blobs = list(files_only_of(raw, case_id))
        erased = new_entity(office.ids.new(), REDACTION, scopes=[case_id, *left], blobs=blobs, authority=by)
        return [Draft("office", "office", CHANGE, (erased,), why)]

    office.save(make)
    too = f" with {_number(people, 'person', 'people')} of the register" if people else ""
    held = (
        ""
        if remove_copies_of(office, (case_id,))
        else " A copy open in another program goes when you close it."
    )
    aside = f" So does the office put aside in {names}." if (names := _aside_words(office)) else ""
    words = f"{reference} was erased for ever{too}. Backups made before still hold it.{aside}{held}"
    changed = Changed(words, (case_id,), "", reference, gone=(case_id,))
    for listener in office.listeners:
        listener(changed)
    return changed


def left_words(names: tuple[str, ...]) -> str:
    """Return who of the register stands in no other case: "Jane Doe and Sam Doe stand in no other case." """
    if not names:
        return ""
    shown = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED} more")
    return f"{listed(shown)} {'stands' if len(names) == 1 else 'stand'} in no other case."


def _refusal(raw: Any, view: CaseView) -> str:
    """Return why a case may not be erased now, or ""."""
    if view.case.doc.get("legal_hold"):
        return f"{view.reference} was not erased: it is under a legal hold."
    if view.conflicts:
        return (
            f"{view.reference} was not erased: two people wrote different things about it. Settle that first: "
            "press Ctrl+9."
        )
    if has_hidden_cases(raw):
        return (
            f"{view.reference} was not erased: some cases are hidden from this computer, so it cannot tell which files "
            "are of this case alone. Erase it where somebody works who sees every case."
        )
    return ""


def _aside_words(office: Office) -> str:
    """Return the names of the folders in which restores kept an office, "" for none: it may hold unsent work."""
    return listed([folder.name for folder in offices_aside(office.paths)])


def _files(number: int, alone: int, size: int) -> str:
    if not number and not alone:
        return "none"
    words = (
        f"{count_of(number, 'file')}, letters as they were sent among them"
        if number
        else "letters as they were sent"
    )
    return f"{words}: {size_words(size)}" if size else words


def _number(number: int, thing: str, things: str = "") -> str:
    if not number:
        return f"no {things or thing + 's'}"
    return f"{number} {thing if number == 1 else things or thing + 's'}"


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
