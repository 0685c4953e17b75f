"""The letter to offer right after something was done to a case: what its `when` names is what was done."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from caseworker.actions.letter_choices import letter_about
from caseworker.actions.look_up import open_case
from caseworker.domain.changed import Changed
from caseworker.errors import CaseworkerError
from caseworker.office import Office

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LetterOffer:
    """A letter to write about what was just done: of which case, its code, and what it is called."""

    case_id: str
    code: str
    title: str

    @property
    def words(self) -> str:
        """On the button."""
        return f"Write the letter ({self.code})"


def letter_after(office: Office, changed: Changed) -> LetterOffer | None:
    """Return the letter that is written about what was just saved; None where there is none, or not for this person.

    What was done is saved already, so nothing here may make it look as if it were not: a case that the person may not
    see any more, or a wording that cannot be read, means that no letter is offered.
    """
    role = office.roles.get(office.person.role)
    if not changed.group_id or role is None or "letter" not in role.may:
        return None
    try:
        return _found(office, changed)
    except CaseworkerError as error:
        _log.info("no letter is offered after the act: %s", error)
        return None


def _found(office: Office, changed: Changed) -> LetterOffer | None:
    for case_id in changed.case_ids:
        view = open_case(office, case_id)
        for item in view.timeline:
            if item.group_id != changed.group_id:
                continue
            if choice := letter_about(office, view, item.kind):
                return LetterOffer(case_id, choice.code, choice.title)
    return None
