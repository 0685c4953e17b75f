"""Advocacy of the office: figures of a period, and the contracts hours are counted against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from caseworker.actions.settings_change import change_settings
from caseworker.domain.advocacy import Contract, contracts_of
from caseworker.domain.advocacy_figures import AdvocacyFigures, figures_of
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import long_date
from caseworker.domain.intake import cleaned
from caseworker.domain.periods import Period
from caseworker.errors import Problem, ProblemsError, RuleError
from caseworker.office import Office
from caseworker.storage import advocacy


def advocacy_figures(office: Office, period: Period) -> AdvocacyFigures:
    """Return young people helped, refusals and hours of a period, each figure with its cases."""
    office.require("read")
    with office.reading_lists() as raw:
        helps, given = advocacy.helps(raw), advocacy.hours(raw)
    return figures_of(period, helps, given, contracts(office), office.clock.today())


def contracts(office: Office) -> tuple[Contract, ...]:
    """Return the contracts of the office, the earliest first."""
    return contracts_of(office.settings.advocacy_contracts)


def add_contract(office: Office, contract: Contract) -> Changed:
    """Add a provider's contract.

    Raises:
        ProblemsError: entries to mend.
        RuleError: a contract is in force on some of its days already.
    """
    provider = cleaned(contract.provider)
    problems = []
    if not provider:
        problems.append(Problem("provider", "Enter the provider"))
    if contract.to_on is not None and contract.to_on < contract.from_on:
        problems.append(Problem("to_on", "The last day must be the first day or later"))
    if contract.hours <= 0:
        problems.append(Problem("hours", "Hours a year must be more than 0"))
    if contract.extra_hours < 0:
        problems.append(Problem("extra_hours", "Extra hours must be 0 or more"))
    if problems:
        raise ProblemsError(problems)
    for other in contracts(office):
        if _overlaps(other, contract):
            raise RuleError(
                f"{other.provider} is under contract from {long_date(other.from_on)} already. End that first.",
                field="from_on",
            )
    kept = [*office.settings.advocacy_contracts, _doc(contract, provider)]
    return change_settings(office, {"advocacy_contracts": tuple(kept)})


def end_contract(office: Office, place: int, to_on: date | None) -> Changed:
    """End a contract on a day, its last.

    Args:
        place: its place in `contracts`.

    Raises:
        ProblemsError: the day is missing or before its first.
    """
    found = contracts(office)
    contract = found[place]
    if to_on is None:
        raise ProblemsError([Problem("to_on", "Enter the last day")])
    if to_on < contract.from_on:
        raise ProblemsError([Problem("to_on", "The last day must be the first day or later")])
    return _keep(office, [*found[:place], _ended(contract, to_on), *found[place + 1 :]])


def remove_contract(office: Office, place: int) -> Changed:
    """Take a contract out that was entered by mistake; Undo brings it back."""
    found = contracts(office)
    return _keep(office, [*found[:place], *found[place + 1 :]])


def _keep(office: Office, found: Sequence[Contract]) -> Changed:
    docs = tuple(_doc(each, each.provider) for each in found)
    return change_settings(office, {"advocacy_contracts": docs})


def _ended(contract: Contract, to_on: date) -> Contract:
    return Contract(contract.provider, contract.from_on, to_on, contract.hours, contract.extra_hours)


def _doc(contract: Contract, provider: str) -> dict[str, Any]:
    return {
        "provider": provider,
        "from_on": contract.from_on.isoformat(),
        "to_on": contract.to_on.isoformat() if contract.to_on else None,
        "hours": contract.hours,
        "extra_hours": contract.extra_hours,
    }


def _overlaps(one: Contract, two: Contract) -> bool:
    starts = max(one.from_on, two.from_on)
    ends = min(one.to_on or date.max, two.to_on or date.max)
    return starts <= ends
