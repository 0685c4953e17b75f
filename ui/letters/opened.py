"""What the letter page is about: a new letter of a case, or one that is kept. Read away from the UI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions import letter_flow, letters, look_up
from caseworker.actions.letter_facts import letter_facts, outdated
from caseworker.actions.letter_flow import LetterVersion
from caseworker.actions.letter_post import what_sending_does
from caseworker.actions.letter_recipients import Recipient, recipients_for
from caseworker.actions.spelling import names_known
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.letter_work import LetterState, LetterWork, letter_state
from caseworker.domain.letters import fact_text
from caseworker.errors import RuleError
from caseworker.office import Office

GONE = "This letter is no longer part of the case. Open the case to see its letters."

Named = tuple[str, str]  # id, words
_UNTOUCHED = LetterWork()


@dataclass(frozen=True)
class Part:
    """One part that the writer writes."""

    name: str
    label: str
    hint: str = ""
    may_be_empty: bool = False


@dataclass(frozen=True)
class OpenedLetter:
    """A letter with what its page needs.

    Attributes:
        code: of the letter in the catalogue.
        letter: as the case holds it; None for one that is not kept yet.
        work: what its writer settled, as kept.
        facts: what it is filled with before the writer changes anything, in plain words.
        needed: the facts it cannot do without.
        may_change: whether the person at the keyboard writes letters and this one is still open.
        second: whether somebody else than its writer has to approve it.
        why_not_approve: why the person at the keyboard cannot approve it, or "".
        does: what sending an approved letter does, in words.
        pdf, text: of a letter that was approved, as it was frozen.
        names: words that are right by themselves, for the spelling.
    """

    view: CaseView
    code: str
    title: str
    letter: EntityState | None = None
    work: LetterWork = _UNTOUCHED
    parts: tuple[Part, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    enclose: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signers: tuple[Named, ...] = ()
    usual_signer: str = ""
    reviewers: tuple[Named, ...] = ()
    second: bool = False
    why_not_approve: str = ""
    does: str = ""
    comments: tuple[EntityState, ...] = ()
    versions: tuple[LetterVersion, ...] = ()
    pdf: bytes = b""
    text: str = ""
    warnings: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def letter_id(self) -> str:
        """The kept letter's id, "" for one that is not kept yet."""
        return self.letter.id if self.letter else ""

    @property
    def state(self) -> LetterState:
        """Where it stands; a letter that is not kept yet is a draft."""
        return letter_state(self.doc) if self.letter else LetterState.DRAFT

    @property
    def doc(self) -> Mapping[str, Any]:
        """Its fields as kept."""
        return self.letter.doc if self.letter else {}

    @property
    def is_open(self) -> bool:
        """Whether its words can still be changed."""
        return self.state.is_open

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Of an approved letter: name and address as printed."""
        return tuple(str(self.doc.get("recipient") or "").splitlines())

    @property
    def version(self) -> int:
        """How many versions are kept."""
        return len(self.versions)


def open_letter(office: Office, case_id: str, which: str) -> OpenedLetter:
    """Return a letter of a case.

    Args:
        which: the code of a new letter ("L01"), or the id of a kept one.

    Raises:
        RuleError: there is no such letter (any more).
    """
    view = look_up.open_case(office, case_id)
    kept = next((letter for letter in view.letters if letter.id == which), None)
    if kept is None and len(which) > 8:  # an id, not a code
        raise RuleError(GONE)
    code = str(kept.doc.get("code") or "") if kept else which
    if kept is not None and not letter_state(kept.doc).is_open:
        return _frozen(office, view, kept, code)
    return _written(office, view, kept, code)


def signers_of(office: Office) -> tuple[Named, ...]:
    """Return who may sign: colleagues who work here today, by name."""
    today = office.clock.today()
    found = [person for person in office.staff.values() if person.works_on(today)]
    return tuple(
        (person.id, f"{person.full_name}, {person.job}" if person.job else person.full_name)
        for person in sorted(found, key=lambda person: person.full_name.casefold())
    )


def day_words(iso: Any) -> str:
    """Return a kept day in words, "" for none."""
    return long_date(date.fromisoformat(str(iso))) if iso else ""


def _written(office: Office, view: CaseView, kept: EntityState | None, code: str) -> OpenedLetter:
    template = letters.letter_template(office, code)
    work = LetterWork.from_value(kept.doc.get("content")) if kept else _begun(office)
    letter_id = kept.id if kept else ""
    facts = letter_facts(office, view, office.clock.today(), work)
    reviewers = letter_flow.reviewers_for(office, view, code, letter_id)
    owner = office.staff.get(view.row.owner_id)
    usual = owner if owner and owner.works_on(office.clock.today()) else office.person
    return OpenedLetter(
        view,
        code,
        template.title,
        kept,
        work,
        parts=tuple(Part(p.name, p.label, p.hint, p.may_be_empty) for p in template.free),
        facts={name: fact_text(fact) for name, fact in facts.items()},
        needed=template.facts,
        enclose=template.enclose,
        recipients=recipients_for(office, view, template),
        signers=signers_of(office),
        usual_signer=usual.id,
        reviewers=tuple((person.id, person.full_name) for person in reviewers),
        second=letter_flow.approval_of(office, template) == "second",
        why_not_approve=letter_flow.why_not_approve(office, view, code, letter_id),
        comments=letter_flow.comments_of(view, letter_id) if kept else (),
        versions=letter_flow.versions_of(office, view.case_id, letter_id) if kept else (),
        names=names_known(office, view),
    )


def _begun(office: Office) -> LetterWork:
    """A letter nobody has touched; marked where the office marks its letters."""
    from caseworker.domain.letters import MARKING

    return LetterWork(marking=MARKING if office.settings.letter_marking else "")


def _frozen(office: Office, view: CaseView, kept: EntityState, code: str) -> OpenedLetter:
    state = letter_state(kept.doc)
    return OpenedLetter(
        view,
        code,
        _title_of_kept(office, code, str(kept.doc.get("title") or "Letter")),
        kept,
        LetterWork.from_value(kept.doc.get("content")),
        does=what_sending_does(office, view, kept) if state is LetterState.APPROVED else "",
        comments=letter_flow.comments_of(view, kept.id),
        versions=letter_flow.versions_of(office, view.case_id, kept.id),
        pdf=letters.letter_bytes(office, str(kept.doc.get("digest") or "")),
        text=str(kept.doc.get("text") or ""),
        warnings=outdated(office, view, kept),
    )


def _title_of_kept(office: Office, code: str, kept_title: str) -> str:
    """As in the catalogue; a letter that is not in it any more goes by the line it was headed with."""
    try:
        return letters.letter_title(code, office)
    except RuleError:
        return kept_title
