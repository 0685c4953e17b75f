"""What the record keeps of an export: who took what out, when, why, to which folder (rule book section 11, audit)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caseworker.domain.changed import Changed
from caseworker.domain.changes import Draft
from caseworker.domain.editing import new_entity
from caseworker.errors import Problem, ProblemsError, ReadOnlyError
from caseworker.files import SAFE
from caseworker.office import OFFICE_SCOPE, Office, Transaction
from caseworker.storage.cases import read_events

EVERYTHING, DISCLOSURE_LOG = "everything", "disclosure_log"
CHANGE = "office.exported"
WHAT: Mapping[str, str] = {EVERYTHING: "Everything", DISCLOSURE_LOG: "Disclosure log"}
"""What was taken out, in words."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was taken out, in codes and ids.

    Attributes:
        what: EVERYTHING or DISCLOSURE_LOG.
        folder: the folder or file it was written to.
        left_out: what is not in it, in words.
    """

    what: str
    folder: str
    cases: int
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class PastExport:
    """An export of the record, as it is shown."""

    at: str
    who: str
    what: str
    reason: str
    folder: str
    cases: int


def check_may_record(office: Office) -> None:
    """Let an export begin only where it can be recorded (ReadOnlyError)."""
    if office.database.read_only:
        raise ReadOnlyError(
            "Nothing was exported because the office is open to read only, and every export is recorded. "
            f"{SAFE} Open the office to write, then try again."
        )


def check_reason(reason: str) -> str:
    """Return the reason without what is around it (ProblemsError: there is none)."""
    words = " ".join(reason.split())
    if not words:
        raise ProblemsError([Problem("reason", "Enter why it is exported")])
    if len(words) > LONGEST_REASON:
        raise ProblemsError([Problem("reason", f"The reason must be {LONGEST_REASON:,} characters or fewer")])
    return words


LONGEST_REASON = 1_000


def record_export(
    office: Office, export: Export, reason: str, message: str, finish: Callable[[], object] = lambda: None
) -> Changed:
    """Record an export.

    Args:
        finish: what puts the files in place. It runs last; when it fails, nothing is recorded.
    """

    def make(_transaction: Transaction) -> list[Draft]:
        made = new_entity(
            office.ids.new(),
            "export",
            what=export.what,
            on=office.clock.today().isoformat(),
            by=office.person.id,
            folder=export.folder,
            cases=export.cases,
            left_out=export.left_out,
        )
        finish()
        return [Draft("office", OFFICE_SCOPE, CHANGE, (made,), reason)]

    return office.changed(message, office.save(make))


def past_exports(office: Office, most: int = 50) -> tuple[PastExport, ...]:
    """Return the exports of the record, newest first."""
    office.require("read")
    with office.reading() as raw:
        events = [event for event in read_events(raw, OFFICE_SCOPE) if event.kind == CHANGE]
        found = []
        for event in reversed(events[-most:]):
            held = {each.field: each.after for each in event.fields}
            found.append(
                PastExport(
                    event.recorded_at,
                    office.staff_name(event.author_id),
                    str(held.get("what") or ""),
                    event.reason,
                    str(held.get("folder") or ""),
                    int(held.get("cases") or 0),
                )
            )
    return tuple(found)


def many(number: int, thing: str) -> str:
    """Return a number of things, thousands set apart: "1 case", "2,125 cases"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
