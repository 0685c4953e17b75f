"""Reference numbers for an import in a shared office: fetched from the hub at once, in one block large enough (R1).

Question: an import of a thousand rows without references soon uses up the numbers this computer holds; then what?
Choice: before the first row is taken the hub is asked for as many as are missing; where it does not answer, the rest
get numbers of the spare series, which is said before the import begins. Cost: numbers of rows that are refused in the
end are held for the next cases of this computer.
"""

from __future__ import annotations

import logging

from caseworker import __version__
from caseworker.actions.sync import replica_of
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage import leases
from caseworker.storage.local import present_origin, sync_state
from caseworker.sync.port import Hub, HubAway, HubRefuses, Lease, SignInAgain

_log = logging.getLogger(__name__)


def connected(office: Office) -> Hub:
    """Return a connection to the office's hub.

    Raises:
        HubAway, SignInAgain, HubRefuses: as the hub says.
    """
    from caseworker.actions import sharing

    if sharing.address_of(office) is None:
        raise HubAway("No hub is known on this computer.")
    return sharing.connected(office)


def missing_numbers(office: Office, needed: int) -> int:
    """Return how many numbers an import needs beyond those this computer holds; 0 in an office that is not shared."""
    with office.reading() as raw:
        if not needed or not sync_state(raw).get("hub_id"):
            return 0
        held = 0
        for _number in leases.free_numbers(raw, _series(office), present_origin(raw)):
            held += 1
            if held >= needed:
                return 0
    return needed - held


def foretold_numbers(office: Office, needed: int) -> str:
    """Return what will become of the numbers when the import begins; "" when this computer holds enough."""
    missing = missing_numbers(office, needed)
    if not missing:
        return ""
    held = f"This computer holds {needed - missing:,} of the {count_of(needed, 'number')}."
    if why := _why_away(office):
        return f"{held} {why} {_spare_words(office, missing)} To have one series, import once the hub answers again."
    return f"{held} The others are fetched from the hub when the import begins."


def hold_numbers(office: Office, needed: int) -> str:
    """Lease what an import needs beyond what this computer holds; return what is said of it, "" for nothing.

    The request keeps its id until it is answered, so that a lost answer costs no numbers (F14).
    """
    missing = missing_numbers(office, needed)
    if not missing:
        return ""
    with office.database.raw_writer() as raw:
        asked = leases.request_at_once(raw, _series(office), missing, present_origin(raw), office.ids)
    try:
        lease = _leased(office, asked)
    except (HubAway, SignInAgain, HubRefuses, RuleError) as error:
        _log.info("no numbers for the import: %s", error)
        return f"{_why(error)} {_spare_words(office, missing)}"
    if lease is None:
        return f"The hub leases no numbers since it was restored. {_spare_words(office, missing)}"
    return ""


def _leased(office: Office, asked: tuple[str, str, int, int]) -> Lease | None:
    replica, hub = replica_of(office), connected(office)
    try:
        greeting = hub.hello(replica.caller(__version__))
        if greeting.is_frozen or greeting.hub_id != replica.state().hub_id:
            return None
        request_id, series, count, highest = asked
        lease = hub.lease_refs(request_id, replica.origin, series, count, highest)
    finally:
        hub.close()
    if lease is not None:
        replica.take_leases([lease])
    return lease


def _why_away(office: Office) -> str:
    """Return why no numbers could be fetched now, or ""."""
    try:
        hub = connected(office)
        try:
            greeting = hub.hello(replica_of(office).caller(__version__))
        finally:
            hub.close()
    except (HubAway, SignInAgain, HubRefuses, RuleError) as error:
        return _why(error)
    return "The hub leases no numbers since it was restored." if greeting.is_frozen else ""


def _why(error: Exception) -> str:
    return {SignInAgain: "The hub does not take the password.", HubAway: "The hub does not answer."}.get(
        type(error), str(error)
    )


def _spare_words(office: Office, missing: int) -> str:
    rows = f"{missing:,} {'row gets a number' if missing == 1 else 'rows get numbers'}"
    return f"{rows} of this computer's spare series, which are as final as any."


def _series(office: Office) -> str:
    return f"{office.settings.reference_prefix}-{office.clock.today().year}"
