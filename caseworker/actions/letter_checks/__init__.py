"""The checks before a letter goes (interface rule S10): each says what was looked at, how it stands, what to do.

Question: where does a check live? Choice: what a text alone shows is found in `domain.letter_checks`; here it is held
against the case, the people and the settings. Cost: a check is two functions, one of which needs no database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from caseworker.actions.letter_checks import addressed, allowed, answered, reaches, sent_with, wording
from caseworker.actions.letter_checks.dates_agree import dates_agree
from caseworker.actions.letter_checks.people_named import other_people
from caseworker.actions.letter_checks.private_details import private_details
from caseworker.actions.letter_checks.right_child import right_child
from caseworker.actions.letter_checks.sent_before import sent_before
from caseworker.actions.letter_checks.subject import Subject
from caseworker.actions.letter_recipients import recipient_of
from caseworker.actions.letter_texts import catalogue_on
from caseworker.actions.letters import LetterPreview
from caseworker.domain.cases import CaseView
from caseworker.domain.letter_checks import Check, in_order
from caseworker.domain.letter_work import LetterWork
from caseworker.office import Office
from caseworker.storage.people import entities_of


def check_letter(
    office: Office,
    view: CaseView,
    code: str,
    work: LetterWork,
    preview: LetterPreview,
    *,
    recipient_checked: bool = False,
    misspelt: Sequence[str] | None = None,
) -> tuple[Check, ...]:
    """Return every check of a letter, what has to be done first.

    `domain.letter_checks.unmet(checks, accepted)` says which of them stop the approval.

    Args:
        preview: of this letter with this work.
        recipient_checked: whether a person has ticked name and address this time.
        misspelt: words the spelling list does not know; None where nobody looked.

    Raises:
        RuleError: there is no letter of this code.
    """
    template = catalogue_on(office, preview.letter.dated_on)[code]
    with office.reading() as raw:
        parties = tuple(entities_of(raw, view.case_id, "party"))
    recipient = recipient_of(office, view, template, work)
    subject = Subject(office, view, template, work, preview, recipient, parties)
    found = [
        *addressed.recipient(subject, recipient_checked),
        *(check for look in _LOOKS for check in look(subject)),
        *(wording.spelling(tuple(misspelt)) if misspelt is not None else ()),
    ]
    once = {check.code: check for check in reversed(found)}
    return in_order(reversed(once.values()))


_LOOKS: tuple[Callable[[Subject], Iterator[Check]], ...] = (
    allowed.fits,
    addressed.address,
    sent_before,
    sent_with.consent,
    right_child,
    other_people,
    private_details,
    wording.open_places,
    allowed.mandatory,
    answered.points,
    wording.wording,
    dates_agree,
    reaches.contact,
    reaches.adjustments,
    reaches.alerts,
    sent_with.enclosures,
    sent_with.copies,
    allowed.disclosure,
    allowed.restricted,
    allowed.old_paragraphs,
    wording.printable,
    wording.easy_to_read,
)
"""Everything that is looked at, in the order a person reads it."""
