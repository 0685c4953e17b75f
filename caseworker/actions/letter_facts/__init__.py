"""What a letter says of a case: the facts its places are filled with, and what of them has changed since.

Each fact of `letters.facts.FACTS` has one function that finds it. None of them looks at equalities monitoring, safety
alerts, adjustments or contact warnings, and none at another case: a letter tells what it is written about.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date

from caseworker.actions.letter_facts import answers, basics, dates, frame, people, rights, withheld
from caseworker.actions.letter_facts.known import Known, Provider
from caseworker.actions.letter_facts.outdated import outdated
from caseworker.domain.cases import CaseView
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Fact
from caseworker.errors import CaseworkerError
from caseworker.office import Office

__all__ = ["PROVIDERS", "letter_facts", "outdated"]

PROVIDERS: Mapping[str, Provider] = {
    **basics.PROVIDERS,
    **frame.PROVIDERS,
    **dates.PROVIDERS,
    **people.PROVIDERS,
    **answers.PROVIDERS,
    **withheld.PROVIDERS,
    **rights.PROVIDERS,
}
"""By the name of the fact, what finds it."""

_UNTOUCHED = LetterWork()
_log = logging.getLogger(__name__)


def letter_facts(
    office: Office, view: CaseView, today: date, work: LetterWork = _UNTOUCHED, *, when: Sequence[str] = ()
) -> dict[str, Fact]:
    """Return what letters may be filled with; a fact the case does not have is left out.

    Args:
        today: the day the letter bears.
        work: what its writer settled: facts of the recipient follow `work.recipient` (the person complaining unless
            given), those of the signature `work.signatory_id` (the owner unless given).
        when: what calls for the letter (`Template.when`), so that it tells of the right decision.
    """
    known = Known(office, view, today, work, tuple(when))
    found = {name: _found(name, provider, known) for name, provider in PROVIDERS.items()}
    return {name: fact for name, fact in found.items() if fact}


def _found(name: str, provider: Provider, known: Known) -> Fact:
    """Return a fact, "" where the rules or what was imported do not give it: a letter without it still goes on.

    A letter that needs it says so by the fact's own sentence.
    """
    try:
        return provider(known)
    except CaseworkerError as error:
        _log.info("the fact %s of a letter is not known: %s", name, type(error).__name__)
        return ""
