"""What the command line says of a hub and of a meeting, in lines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caseworker.actions.sync import Met
    from caseworker.sync.administer_postgres import Held, HubStatus
    from caseworker.sync.administer_share import Status

Said = tuple[list[str], bool]
"""Lines, and whether something needs a look."""

FROZEN = "No new blocks of numbers are given: the hub was restored, and waits for the computers marked *."


def of_share(said: Status) -> Said:
    """Return what is said of a mailbox on a share."""
    lines = [
        f"Mailbox {said.hub_id}: {said.changes:,} changes, {said.files:,} files, life {said.epochs}",
        *(f"Person {name}: {staff_id}" for name, staff_id in said.users.items()),
    ]
    for one in said.computers:
        waits = "*" if said.is_frozen and not one.retired and not one.has_called_since_restore else ""
        end = f", retired: {one.retired}" if one.retired else ""
        lines.append(
            f"Computer {one.code}{waits}: version {one.app_version}, called {_when(one.called_at)}{end}"
        )
    lines += [f"Copy {name}" for name in said.copies]
    return lines + ([FROZEN] if said.is_frozen else []), said.is_frozen


def of_postgres(said: HubStatus) -> Said:
    """Return what is said of a Postgres hub."""
    since = f", since {_when(said.held_since)}" * bool(said.held_since)
    lines = [
        f"Hub {said.hub_id}: {said.head:,} changes, {said.files:,} files ({said.file_bytes:,} B), life {said.epoch}",
        f"Changes that wait for a decision: {said.held:,}{since}. Files that somebody misses: {said.wanted:,}.",
        f"Size of the database: {said.size:,} bytes.",
    ]
    if said.untidy:
        lines.append(
            f"Erased since the last `hub tidy`: {said.untidy:,} cases, changes and files. The server's files may still "
            "hold what they said."
        )
    for user in said.users:
        rights = [*(["sees all"] * user.sees_all), *(["manager"] * user.is_manager)]
        rights += [f"removed {_when(user.removed_at)}"] * bool(user.removed_at)
        lines.append(f"Login {user.login}: {', '.join([user.person_id, *rights])}")
    for one in said.computers:
        waits = "*" if said.is_frozen and not one.retired_at and not one.has_told else ""
        end = f", retired {_when(one.retired_at)}" if one.retired_at else ""
        lines.append(
            f"Computer {one.code}{waits} of {one.login}: version {one.app_version}, "
            f"called {_when(one.last_contact_at)}, "
            f"{one.sent:,} changes, {one.leased:,} numbers{end}"
        )
    return lines + ([FROZEN] if said.is_frozen else []), said.is_frozen or said.held > 0


def _when(stamp: str) -> str:
    """Return an instant as IT reads it: "2026-11-23 02:51 UTC"; what is no instant stays as it is."""
    try:
        return f"{datetime.fromisoformat(stamp).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return stamp


def of_held(one: Held) -> str:
    """Return one change that is held."""
    end = f" Refused: {one.refused_why}" if one.refused_why else ""
    return f"{one.id} {_when(one.held_at)} {one.kind} from {one.pushed_by}. {one.why}{end}"


def of_meeting(met: Met) -> Said:
    """Return what a meeting did, and what it left for somebody to decide."""
    from caseworker.actions.sync import held_unseen_words

    done, now = met.outcome, met.status
    lines = [
        f"Sent {done.sent:,} changes and {done.files_sent:,} files, "
        f"received {done.received:,} changes and {done.files_received:,} files."
    ]
    look = [
        (now.conflicts, "Values that differ between two people: {}. See Conflicts in the window."),
        (now.held, "Changes that wait for a decision at the hub: {}."),
        (len(now.deferred), "Changes that this version cannot show: {}. Update Caseworker."),
        (len(done.late), "Cases erased meanwhile, with what was written here about them since: {}."),
        (int(now.is_read_only), "This version is too old to write for this hub: update Caseworker."),
        (
            int(done.took_new_origin),
            "This computer had an older copy of its file, and goes on under a new number.",
        ),
    ]
    lines += [text.format(f"{number:,}") for number, text in look if number]
    lines += [f"{unseen}."] if (unseen := held_unseen_words(now)) else []
    lines += [f"Cases taken off this computer, which you may not see any more: {len(done.purged)}."] * bool(
        done.purged
    )
    return lines, any(number for number, _text in look[:5])
