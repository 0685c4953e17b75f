"""One letter for many cases, such as holding letters after a week of closure: who can get it, each as it would be, its
checks, and all kept or approved in one act.

Question: may a batch go ahead over a letter that is not right? Choice: no; looking through it stops at the first, names
the case and says what to do, and approving is all or none. Whoever is not to get it is left out by a person. Cost: one
case with a missing address holds up the rest until somebody mends it or leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from caseworker.actions.letter_approvers import approval_of
from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letter_choices import letters_for, why_not_offered
from caseworker.actions.letter_flow import keep_version
from caseworker.actions.letters import LetterPreview, letter_template, preview_letter
from caseworker.actions.look_up import open_case
from caseworker.domain.cases import CaseView
from caseworker.domain.changed import Changed
from caseworker.domain.changes import Changeset, Draft
from caseworker.domain.editing import CaseEdits
from caseworker.domain.letter_checks import unmet
from caseworker.domain.letter_checks.check import RECIPIENT
from caseworker.domain.letter_work import LetterWork, letter_state
from caseworker.errors import CaseworkerError, ProblemsError, RuleError
from caseworker.office import Office, Transaction


class Told(Protocol):
    """Hears how far long work has come, and says whether it is to stop."""

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked for it to stop."""

    def report(self, fraction: float, words: str = "") -> None:
        """Hear how far it has come."""


@dataclass(frozen=True, slots=True)
class BatchLetter:
    """A letter that fits at least one of the cases; `why` says why it is proposed for the first of them."""

    code: str
    title: str
    fits: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class BatchCase:
    """One of the cases; `why_not` says why the letter is not for it, "" where it is."""

    case_id: str
    reference: str
    name: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stops one letter: what was found, what to do.

    Attributes:
        code: of the check, or "" where the letter cannot be made at all.
        may_stand: whether a person may let it stand with a word why.
    """

    words: str
    what_to_do: str = ""
    code: str = ""
    may_stand: bool = False

    @property
    def sentence(self) -> str:
        """Both in one."""
        return f"{self.words} {self.what_to_do}".strip()


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One letter of the batch as it would be now.

    Attributes:
        preview: None where it cannot be made.
        troubles: what stops it; the tick of name and address is not among them.
    """

    case: BatchCase
    preview: LetterPreview | None
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchEntry:
    """What one case gets.

    Attributes:
        accepted: why remarks of the checks were let stand, by their code.
        seen: the text that the person who ticked was looking at.
    """

    case_id: str
    work: LetterWork
    accepted: Mapping[str, str]
    seen: str = ""


@dataclass(frozen=True, slots=True)
class BatchDone(Changed):
    """What was done; `refs` are the letters: case and letter."""

    refs: tuple[tuple[str, str], ...] = ()


def letters_for_many(office: Office, case_ids: Sequence[str]) -> tuple[BatchLetter, ...]:
    """Return the letters that fit the cases, those first that fit most of them, then those proposed for most."""
    office.require("letter")
    fits: dict[str, int] = {}
    due: dict[str, int] = {}
    words: dict[str, tuple[str, str]] = {}
    for view in _views(office, case_ids):
        for choice in letters_for(office, view):
            fits[choice.code] = fits.get(choice.code, 0) + 1
            due[choice.code] = due.get(choice.code, 0) + bool(choice.why)
            words.setdefault(choice.code, (choice.title, ""))
            if choice.why:
                words[choice.code] = (choice.title, words[choice.code][1] or choice.why)
    order = sorted(fits, key=lambda code: (-fits[code], -due[code], code))
    return tuple(BatchLetter(code, words[code][0], fits[code], words[code][1]) for code in order)


def cases_for(office: Office, case_ids: Sequence[str], code: str) -> tuple[BatchCase, ...]:
    """Return the cases, each with why the letter is not for it.

    Raises:
        RuleError: there is no letter of this code, or somebody else must approve it and nobody could.
    """
    template = letter_template(office, code)
    return tuple(
        _case(view, why_not_offered(view, template) or _had_already(view, code))
        for view in _views(office, case_ids)
    )


def needs_second_person(office: Office, code: str) -> bool:
    """Whether somebody else has to approve the letter: a batch is then kept as drafts for review."""
    return approval_of(office, letter_template(office, code)) == "second"


def look_at(
    office: Office, case_id: str, code: str, work: LetterWork, accepted: Mapping[str, str] | None = None
) -> BatchItem:
    """Return the letter of one case as it would be now, with what stops it."""
    view = open_case(office, case_id)
    case = _case(view, "")
    try:
        preview = preview_letter(office, view, code, work)
    except ProblemsError as error:
        told = tuple(Trouble(_sentence(problem.message)) for problem in error.problems)
        return BatchItem(case, None, told)
    except RuleError as error:
        return BatchItem(case, None, (Trouble(str(error)),))
    checks = check_letter(office, view, code, work, preview)
    stopping = [
        check for check in unmet(checks, accepted or {}) if check.area != RECIPIENT or check.state != "todo"
    ]
    troubles = tuple(
        Trouble(check.words, check.what_to_do, check.code, check.needs_reason) for check in stopping
    )
    return BatchItem(case, preview, troubles)


def first_trouble(
    office: Office, code: str, entries: Sequence[BatchEntry], told: Told
) -> tuple[int, BatchItem | None]:
    """Look at letters one after the other and stop at the first that is not right.

    Returns: how many were looked at and are right; the letter that stopped it, None where all are right or somebody
        stopped it.
    """
    for number, entry in enumerate(entries):
        if told.cancelled:
            return number, None
        item = look_at(office, entry.case_id, code, entry.work, entry.accepted)
        told.report((number + 1) / len(entries), f"Checking {item.case.reference}")
        if item.troubles:
            return number, item
    return len(entries), None


def keep_batch(office: Office, code: str, entries: Sequence[BatchEntry]) -> BatchDone:
    """Keep the letter as a draft in each case, all or none, with one Undo.

    Raises:
        RuleError: a case does not take the letter; its reference is named.
    """
    office.require("letter")
    refs: list[tuple[str, str]] = []

    def make(transaction: Transaction) -> list[Draft]:
        refs.clear()
        drafts = []
        for entry in entries:
            view = transaction.case(entry.case_id)
            edits = CaseEdits(view, office.ids)
            with named(view.reference):
                refs.append((entry.case_id, keep_version(office, view, edits, "", code, entry.work)))
            drafts.append(edits.draft("letter.drafted"))
        return drafts

    written = office.save(make)
    title = letter_template(office, code).title
    return done_batch(office, f"{title} was kept as a draft", written, refs)


def still_there(office: Office, refs: Sequence[tuple[str, str]]) -> bool:
    """Whether at least one of the letters a batch made was not taken back."""
    return any(
        letter_id in [letter.id for letter in open_case(office, case_id).letters]
        for case_id, letter_id in refs
    )


class named:  # noqa: N801 - reads as a phrase where it is used
    """Puts a case's reference before what a rule says against it."""

    def __init__(self, reference: str) -> None:
        self._reference = reference

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ProblemsError):
            told = " ".join(_sentence(problem.message) for problem in error.problems)
            raise RuleError(f"{self._reference}: {told}") from error
        if isinstance(error, CaseworkerError):
            raise RuleError(f"{self._reference}: {error}") from error


def done_batch(
    office: Office, what: str, written: Sequence[Changeset], refs: Sequence[tuple[str, str]]
) -> BatchDone:
    cases = "1 case" if len(refs) == 1 else f"{len(refs)} cases"
    changed = office.changed(f"{what} for {cases}.", written)
    return BatchDone(changed.message, changed.case_ids, changed.group_id, changed.reference, tuple(refs))


def _views(office: Office, case_ids: Sequence[str]) -> Iterator[CaseView]:
    for case_id in dict.fromkeys(case_ids):
        yield open_case(office, case_id)


def _case(view: CaseView, why_not: str) -> BatchCase:
    return BatchCase(view.case_id, view.reference, view.row.person, why_not)


def _had_already(view: CaseView, code: str) -> str:
    """Say that the very letter lies in the case already and was not sent yet."""
    for letter in view.letters:
        state = letter_state(letter.doc)
        if letter.doc.get("code") == code and (state.is_open or state.value == "approved"):
            return f"This letter lies in the case already ({state.label.lower()}). Open it there."
    return ""


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."
