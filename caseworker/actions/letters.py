"""A letter from a case: filled, seen as it would go out, and read again as it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from caseworker.actions.letter_choices import (
    LetterChoice,
    acknowledgement_code,
    letters_for,
    why_unfit,
)
from caseworker.actions.letter_facts import letter_facts
from caseworker.actions.letter_recipients import recipient_of
from caseworker.actions.letter_texts import catalogue_on, shipped_catalogue
from caseworker.domain.cases import CaseView
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Letter, Paragraph, fact_text
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.settings import OfficeSettings
from caseworker.storage.blobs import read_bytes

if TYPE_CHECKING:
    from caseworker.letters.catalogue import Catalogue
    from caseworker.letters.template import Template


__all__ = ["LetterChoice", "acknowledgement_code", "letter_facts", "letters_for"]

UNTOUCHED = LetterWork()


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter as it would go out: its pages, and the same as text (the text twin).

    Attributes:
        warnings: a sentence for each part with characters that cannot be printed.
        facts: what its places were filled with, in plain words, by name.
        wording: names the very wording of the template it was made from.
    """

    letter: Letter
    pdf: bytes
    text: str
    warnings: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    wording: str = ""


def _catalogue(office: Office | None = None) -> Catalogue:
    """The letters as the office words them today; as they ship where no office is named."""
    return catalogue_on(office, office.clock.today()) if office else shipped_catalogue()


def letter_title(code: str, office: Office | None = None) -> str:
    """Return what a letter is called in lists; a letter of the council's own is known to its office alone.

    Raises:
        RuleError: there is no letter of this code.
    """
    return _catalogue(office)[code].title


def letter_template(office: Office, code: str) -> Template:
    """Return the letter's template as it is today, with the council's own wording where it has one.

    Raises:
        RuleError: there is no letter of this code.
    """
    return _catalogue(office)[code]


def check_fits(view: CaseView, template: Template) -> None:
    """Let a letter pass that suits the case as it stands (RuleError)."""
    if words := why_unfit(view, template):
        raise RuleError(words)


def preview_letter(
    office: Office,
    view: CaseView,
    code: str,
    work: LetterWork = UNTOUCHED,
    *,
    on: date | None = None,
    signature: bytes | None = None,
) -> LetterPreview:
    """Return the letter filled from the case.

    Args:
        work: what the writer settled for this letter.
        on: the day it bears; today unless given.
        signature: the picture of the signature, for a letter that is being approved.

    Raises:
        ProblemsError: facts the letter needs and the case does not have, each in a sentence.
        RuleError: there is no such letter, or it does not fit the kind of case or the state it is in.
    """
    office.require("letter")
    from caseworker.letters.as_pdf import letter_pdf, unprintable
    from caseworker.letters.as_text import letter_text
    from caseworker.letters.compose import ON_EVERY_LETTER, compose

    day = on or office.clock.today()
    catalogue = catalogue_on(office, day)
    template = catalogue[code]
    check_fits(view, template)
    recipient = recipient_of(office, view, template, work)
    sent_to = replace(work, recipient=recipient.key if recipient else "")
    facts = {**letter_facts(office, view, day, sent_to, when=template.calls), **work.changed}
    letter = compose(
        catalogue,
        code,
        facts,
        dated_on=day,
        free=work.free,
        enclosures=tuple(each.name for each in work.enclosures),
        copies=work.copies,
        look=work.look,
        marking=work.marking,
        signature=signature,
    )
    known = catalogue.with_blocks(facts)
    head = office.settings.letterhead(logo_picture(office))
    return LetterPreview(
        letter,
        letter_pdf(letter, head),
        letter_text(letter, head),
        unprintable(letter, head),
        {name: fact_text(known[name]) for name in dict.fromkeys((*ON_EVERY_LETTER, *template.facts))},
        template.version,
    )


def letter_bytes(office: Office, digest: str) -> bytes:
    """Return the kept PDF of a letter, checked against its digest."""
    with office.reading() as raw:
        return read_bytes(raw, digest)


def head_pdf(office: Office, settings: OfficeSettings, logo: bytes | None) -> bytes:
    """Return an example letter under a letterhead that is being tried out.

    Args:
        settings: as they would be; the logo's digest in them is not looked at.
        logo: the picture, or None for a head of words alone.

    Raises:
        RuleError: the colour is no colour, or the logo no picture.
    """
    from caseworker.letters.as_pdf import letter_pdf

    template = _catalogue()["L01"]
    words = Paragraph("This is how letters will look. Only the head is shown here.")
    letter = Letter(
        template.code,
        template.subject,
        f"{settings.reference_prefix}-{office.clock.today().year}-0001",
        office.clock.today(),
        ("Full name of the person", "First line of the address", "Town", "Postcode"),
        "Dear …",
        (words,),
        office.person.full_name,
        office.person.job,
    )
    return letter_pdf(letter, settings.letterhead(logo))


def logo_picture(office: Office) -> bytes | None:
    """Return the council's logo, None when there is none."""
    return letter_bytes(office, office.settings.logo) if office.settings.logo else None
