"""Changes that wait at the hub for a decision, in words: what somebody decides about, what became of one's own (D8).

Question: what is one decision? Choice: everything one computer sent about one case, oldest first; a change that builds
on another is not taken in without it. Cost: of two notes that wait together neither is taken in alone.
Source: offline rules S2, D8, P2, C1, E1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from caseworker.actions.case_words import moment_words
from caseworker.actions.clash_words import kind_words
from caseworker.actions.equalities import may_see_equalities
from caseworker.actions.sync import replica_of
from caseworker.actions.value_words import value_words
from caseworker.domain.change_kinds import change_kind
from caseworker.domain.changes import EntityChange, decode
from caseworker.domain.dates_in_words import count_of
from caseworker.domain.fields import label_of
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import OFFICE_SCOPE, Office
from caseworker.storage.cases import read_case
from caseworker.storage.redactions import REDACTION
from caseworker.sync.port import Decided, Decision, Fate, HeldChange, Wire

__all__ = ["Decided", "Decision", "Fate", "HeldChange"]

PERMISSION = "erase"
"""Who decides may also erase: the manager of the complaints team, and who leads on information governance."""
MOST_LINES = 12
_WHY = {
    "access": "Whoever wrote it may not see the case any more.",
    "chain": "It came from another computer than its own, and does not follow what is known of that one’s record.",
    "erasure": "It erases for ever, and whoever wrote it is no manager of the hub.",
    "hold": "It erases for ever what is under a legal hold.",
}
_HIDDEN = "A case that you may not see"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one computer sent about one case, and waits for a decision.

    Attributes:
        ids: its changes, oldest first. case_id: to open it; "" where that is not possible.
        scope: "CYP-2026-0412 Osei". who: who wrote it. when: of the first change. why: why it waits.
        lines: what changed, as far as the person at the keyboard may see. erases: to accept it erases for ever.
    """

    ids: tuple[str, ...]
    case_id: str
    scope: str
    who: str
    when: str
    why: str
    lines: tuple[str, ...]
    erases: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Changes of the person at the keyboard that were not accepted.

    Attributes:
        when: it was written. reason: as whoever decided gave it. words: what was written, to be copied; "" when the
            hub has it no more.
    """

    ids: tuple[str, ...]
    when: str
    reason: str
    words: str


def may_decide(office: Office) -> bool:
    """Whether the person at the keyboard decides about what waits at the hub, as far as this office goes."""
    role = office.roles.get(office.person.role)
    return role is not None and PERMISSION in role.may


def waiting(office: Office, held: Sequence[HeldChange]) -> tuple[Waiting, ...]:
    """Return what the person at the keyboard may decide about, in the order it came."""
    if not held or not may_decide(office):
        return ()
    bundles: dict[tuple[str, str], list[HeldChange]] = {}
    for change in held:
        erases = any(change.wire.empties)  # each for itself
        key = change.wire.id if erases else change.wire.scope_id
        bundles.setdefault((change.wire.origin, key), []).append(change)
    with office.reading() as raw:
        return tuple(_waiting(office, raw, bundle) for bundle in bundles.values())


def held_of(office: Office, case_id: str) -> int:
    """Return how many changes of this computer to a case wait for a decision."""
    with office.reading() as raw:
        asked = "SELECT count(*) FROM changeset WHERE scope_id = ? AND held = 1"
        return int(raw.execute(asked, (case_id,)).fetchone()[0])


def decision(one: Waiting, refusal: str = "") -> Decision:
    """Return the decision to take it in, or to refuse it for a reason."""
    return Decision(one.ids, refusal)


def not_accepted(office: Office, decided: Iterable[Decided]) -> tuple[NotAccepted, ...]:
    """Return what was refused of this computer's changes, with their words."""
    bundles: dict[tuple[str, str], list[Decided]] = {}
    for said in decided:
        if said.fate is Fate.REFUSED:
            scope = said.wire.scope_id if said.wire else ""
            bundles.setdefault((scope, said.reason), []).append(said)
    return tuple(_not_accepted(office, reason, bundle) for (_scope, reason), bundle in bundles.items())


def note_told(office: Office, one: NotAccepted) -> None:
    """Note that its author knows: it is not told again."""
    replica_of(office).told(one.ids)


def _waiting(office: Office, raw: Any, bundle: Sequence[HeldChange]) -> Waiting:
    first = bundle[0]
    scope, is_seen = _scope_words(office, raw, first.wire.scope_id)
    lines = _lines(office, [change.wire for change in bundle]) if is_seen else ()
    if not is_seen:
        scope = _HIDDEN
    elif erased := _erased(office, raw, first.wire):
        scope = f"Erase {erased}"
    columns = first.wire.columns
    return Waiting(
        tuple(change.wire.id for change in bundle),
        first.wire.scope_id if is_seen and columns[5] == "case" else "",
        scope,
        office.staff_name(str(columns[9])) or "Somebody",
        moment_words(str(columns[10])),
        _WHY[first.why],
        lines,
        any(first.wire.empties),
    )


def _scope_words(office: Office, raw: Any, scope_id: str) -> tuple[str, bool]:
    """Return a case in a few words, and whether the person at the keyboard may see it."""
    if scope_id == OFFICE_SCOPE:
        return "The office", True
    with suppress(NotPermittedError, RuleError):
        view = office.shown(read_case(raw, scope_id))
        return f"{view.reference} {view.row.person.rsplit(' ', 1)[-1]}".strip(), True
    return "", False


def _erased(office: Office, raw: Any, wire: Wire) -> str:
    """Return what an erasure names, in words: "CYP-2026-0412 Osei"."""
    names = [_scope_words(office, raw, scope) for scope in wire.empties.scopes]
    shown = [name for name, is_seen in names if is_seen and name]
    more = len(wire.empties.scopes) - len(shown) + len(wire.empties.changesets)
    return ", ".join([*shown, *([count_of(more, "thing")] if more else [])])


def _lines(office: Office, wires: Sequence[Wire]) -> tuple[str, ...]:
    lines: list[str] = []
    for wire in wires:
        title = change_kind(str(wire.columns[8])).title
        lines += [
            line if line.startswith(f"{title}:") else f"{title}: {line}" for line in _said(office, wire)
        ] or [title]
        if wire.columns[16]:
            lines.append(f"{title}: reason given: {wire.columns[16]}")
    kept = list(dict.fromkeys(lines))
    more = len(kept) - MOST_LINES
    return (*kept[:MOST_LINES], *([f"and {more} more"] if more > 0 else ()))


def _said(office: Office, wire: Wire) -> list[str]:
    """Return what a change says, a line for each field that people read."""
    try:
        entities = decode(str(wire.columns[18])) if wire.columns[18] else ()
    except (ValueError, TypeError):  # of a later version
        return []
    unseen = {REDACTION} if may_see_equalities(office) else {REDACTION, "equality"}
    return [line for entity in entities if entity.entity_kind not in unseen for line in _of(office, entity)]


def _of(office: Office, entity: EntityChange) -> list[str]:
    thing = kind_words(entity.entity_kind)
    found = []
    for change in entity.fields:
        label = label_of(entity.entity_kind, change.field)
        words = value_words(office, entity.entity_kind, change.field, change.value)
        if words and not change.field.endswith("_id"):
            found.append(f"{thing}: {label}: {words}" if thing and thing != label else f"{label}: {words}")
    return found


def _not_accepted(office: Office, reason: str, bundle: Sequence[Decided]) -> NotAccepted:
    wires = [said.wire for said in bundle if said.wire is not None]
    words = [line for wire in wires for line in _said(office, wire)]
    when = moment_words(str(wires[0].columns[10])) if wires else ""
    return NotAccepted(tuple(said.id for said in bundle), when, reason, "\n".join(dict.fromkeys(words)))
