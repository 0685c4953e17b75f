"""What an office is made of, from what the record says of it: staff, lists, calendars, timescales, and who writes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from caseworker import __version__
from caseworker.domain.odd_values import known_day, known_text
from caseworker.domain.own_lists import OWN_LISTS
from caseworker.domain.rulebook import Scheme
from caseworker.domain.rules_file import own_schemes_of
from caseworker.domain.staff import Person
from caseworker.domain.vocabulary import Entry, Vocabulary, entry_of
from caseworker.domain.working_days import Calendars
from caseworker.errors import CaseworkerError, ReadOnlyError, RuleError
from caseworker.settings import OfficeSettings
from caseworker.storage.local import present_origin, sync_state
from caseworker.storage.log import Writer

_log = logging.getLogger(__name__)


def person_of(person_id: str, doc: Mapping[str, Any]) -> Person:
    """Return somebody of the staff list; what a later version wrote otherwise is left out."""

    def text(name: str) -> str:
        return known_text(doc.get(name))

    def day(name: str) -> date | None:
        return known_day(doc.get(name))

    accounts = doc.get("accounts")
    return Person(
        person_id,
        text("full_name"),
        text("job"),
        text("role") or "caseworker",
        text("email"),
        text("phone"),
        text("team"),
        day("from_on"),
        day("to_on"),
        tuple(accounts) if isinstance(accounts, list) else (),
        day("away_from"),
        day("away_to"),
        text("deputy_id"),
    )


def lists_of(standard: Vocabulary, settings: OfficeSettings, staff: Iterable[Person]) -> Vocabulary:
    """Return the lists that ship with the program as the council changed them, and its staff as one more."""
    changed = {
        name: _put_together(name, standard, tuple(entry_of(e) for e in entries))
        for name, entries in (settings.lists or {}).items()
    }
    return standard.with_lists({**changed, "staff": tuple(Entry(p.id, p.full_name) for p in staff)})


def _put_together(name: str, standard: Vocabulary, own: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the council's list: its own in place of the standard one where it may add and end entries, else its
    words for the entries the program knows, so that those of a later version are not missing."""
    if name in OWN_LISTS or name not in standard.lists:
        return own
    changed = {entry.code: entry for entry in own}
    return tuple(changed.get(entry.code, entry) for entry in standard.lists[name])


def with_days(calendars: Calendars, closed: Sequence[str], added: Sequence[Mapping[str, str]]) -> Calendars:
    """Return calendars with days off added and closure days of the council."""
    for extra in added:
        named = {date.fromisoformat(extra["day"]): extra.get("name") or "Bank holiday"}
        calendars = calendars.with_bank_holidays(named, extra.get("nation") or "England")
    return calendars.with_closures(date.fromisoformat(day) for day in closed)


def known_calendars(shipped: Calendars, settings: OfficeSettings) -> Calendars:
    """Return the calendars with the council's days; one that a later version alone knows is logged and left out."""
    closed, added = settings.closure_days, settings.extra_holidays
    try:
        return with_days(shipped, closed, added)
    except CaseworkerError as error:
        _log.warning("a day off is left out: %s", error)

    def knows(closed: Sequence[str], added: Sequence[Mapping[str, str]]) -> bool:
        with suppress(CaseworkerError):
            with_days(shipped, closed, added)
            return True
        return False

    return with_days(
        shipped, [day for day in closed if knows((day,), ())], [each for each in added if knows((), (each,))]
    )


def known_schemes(own: Mapping[str, str]) -> tuple[list[Scheme], str]:
    """Return the council's own timescales, and what the settings say where this version cannot read some, or ""."""
    found: list[Scheme] = []
    problem = ""
    for name, text in own.items():
        try:
            found += own_schemes_of(name, text)
        except RuleError as error:
            _log.warning("timescales of the council's own are left out: %s", error)
            problem = f"Own timescales cannot be read: {error}"
    return found, problem


def present_writer(raw: Any, origin: str, author_id: str, at: str, *, now: Callable[[], datetime]) -> Writer:
    """Return who writes, in the open write transaction: where the office is shared, with what had been received.

    Args:
        origin: the replica this file was when it was opened.
        at: the instant to record. now: this computer's clock.

    Raises:
        ReadOnlyError: this version is too old to write for the others (offline rule V3).
    """
    known = sync_state(raw)
    if not known.get("hub_id"):
        return Writer(origin, author_id, at, __version__)
    if known.get("is_read_only"):
        raise ReadOnlyError(
            "The change was not saved because this Caseworker is too old for the office it shares. What you saved "
            "before is kept and is sent to the others. Ask IT to update Caseworker on this computer."
        )
    offset, cursor = int(known.get("offset") or 0), int(known.get("cursor") or 0)
    met_at = str(known.get("last_contact_at") or "")
    if offset and met_at and now() < datetime.fromisoformat(met_at):
        offset = 0  # it was measured before the clock was put right
    epoch = str(known.get("epoch") or "")
    return Writer(present_origin(raw) or origin, author_id, at, __version__, offset, epoch, cursor)
