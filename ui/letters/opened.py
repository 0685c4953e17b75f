"""What the letter page is about: a new letter of a case, or one that was kept. Read away from the UI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworker.actions import letters, look_up
from caseworker.actions.letter_facts import outdated
from caseworker.domain.cases import CaseView
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.fold import EntityState
from caseworker.errors import RuleError
from caseworker.office import Office

GONE = "This letter is no longer part of the case. Open the case to see its letters."


@dataclass(frozen=True)
class OpenedLetter:
    """A letter with what its page needs.

    Attributes:
        code: of the letter in the catalogue.
        facts: what a new letter is filled with before the writer changes anything.
        needed: the facts a new letter cannot do without.
        kept: the letter as it was kept with the case; None for a new one.
        pdf, text: of a kept letter, as it was kept.
    """

    view: CaseView
    code: str
    title: str
    facts: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    kept: EntityState | None = None
    pdf: bytes = b""
    text: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it can still be changed."""
        return self.kept is None

    @property
    def email(self) -> str:
        """The email address of the person it goes to, or ""."""
        person = self.view.complainant
        return str(person.doc.get("email") or "") if person else ""

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """Of a kept letter: name and address as printed."""
        return tuple(str(self._doc("recipient")).splitlines())

    @property
    def warnings(self) -> tuple[str, ...]:
        """Of a kept letter that is not printed yet: what was changed in the case since."""
        return outdated(self.view, self.kept) if self.kept else ()

    @property
    def state_words(self) -> str:
        """What has become of it: "Kept on 15 October 2025, not printed yet"."""
        if self.kept is None:
            return "Draft: not kept with the case yet"
        dated = str(self._doc("dated_on"))
        when = f" with the date {_day_words(dated)}" if dated else ""
        printed = self._doc("status") == "printed"
        return f"Printed and recorded as sent,{when}" if printed else f"Kept{when}, not printed yet"

    def _doc(self, name: str) -> Any:
        return (self.kept.doc.get(name) if self.kept else "") or ""


def open_letter(office: Office, case_id: str, which: str) -> OpenedLetter:
    """Return a letter of a case.

    Args:
        which: the code of a new letter ("L01"), or the id of a kept one.

    Raises:
        RuleError: there is no such letter (any more).
    """
    view = look_up.open_case(office, case_id)
    kept = next((letter for letter in view.letters if letter.id == which), None)
    if kept is not None:
        pdf = letters.letter_bytes(office, str(kept.doc.get("digest") or ""))
        code = str(kept.doc.get("code") or "")
        title = _title_of_kept(code, str(kept.doc.get("title") or "Letter"))
        return OpenedLetter(view, code, title, kept=kept, pdf=pdf, text=str(kept.doc.get("text") or ""))
    if len(which) > 8:  # an id, not a code
        raise RuleError(GONE)
    facts = letters.letter_facts(office, view, office.clock.today())
    return OpenedLetter(
        view,
        which,
        letters.letter_title(which, office),
        facts=facts,
        needed=letters.facts_of_letter(which, office),
    )


def _day_words(iso: str) -> str:
    return long_date(date.fromisoformat(iso))


def _title_of_kept(code: str, kept_title: str) -> str:
    """As in the catalogue; a letter that is not in it any more goes by the line it was headed with."""
    try:
        return letters.letter_title(code)
    except RuleError:
        return kept_title
