"""What an import asks of the office: which cases have these references, and what is kept in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Status
from caseworker.domain.words import folded
from caseworker.storage.references import find_reference

IMPORTED = "case.imported"


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A case with a reference: where it was imported from and with which row, if it was."""

    case_id: str
    reference: str
    status: str
    received_on: str
    source: str
    digest: str


def cases_found(raw: Any, references: Sequence[str]) -> dict[str, list[CaseFound]]:
    """Return the cases with these references, by reference as it was asked for; none for one nobody has."""
    found: dict[str, list[CaseFound]] = {}
    if not references:
        return found
    marks = ", ".join("?" * len(references))
    rows = raw.execute(f"{_SELECT} WHERE c.reference IN ({marks}) ORDER BY c.n", tuple(references)).fetchall()
    for row in rows:
        found.setdefault(row[1], []).append(_found(row))
    return found


def rows_imported(raw: Any) -> dict[str, str]:
    """Return every row that was imported as a case and is not void: its digest, and the case's reference.

    All cases are read once: rows without a reference have nothing else to be known by.
    """
    rows = raw.execute(
        "SELECT json_extract(e.doc, '$.import_row') AS digest, c.reference"
        " FROM case_list c JOIN entity e ON e.n = c.n WHERE c.status <> ? AND digest IS NOT NULL ORDER BY c.id DESC",
        (Status.VOID.value,),
    )
    return dict(rows.fetchall())


def case_called(raw: Any, reference: str) -> list[CaseFound]:
    """Return the cases somebody may mean by a reference: in other capitals, or one that it had earlier."""
    ids = find_reference(raw, reference)
    return [_found(raw.execute(f"{_SELECT} WHERE c.id = ?", (case_id,)).fetchone()) for case_id in ids]


def things_of(raw: Any, case_ids: Sequence[str], kinds: Sequence[str]) -> dict[str, list[EntityState]]:
    """Return what is kept in these cases of some kinds, in the order it was made, without what was removed."""
    things: dict[str, list[EntityState]] = {case_id: [] for case_id in case_ids}
    ids, kind_marks = (", ".join("?" * len(part)) for part in (case_ids, kinds))
    rows = raw.execute(
        "SELECT id, kind, scope_id, doc, vers FROM entity INDEXED BY ix_entity_scope_id_kind"
        f" WHERE scope_id IN ({ids}) AND kind IN ({kind_marks}) ORDER BY id",
        (*case_ids, *kinds),
    )
    for entity_id, kind, scope_id, doc, vers in rows.fetchall():
        state = EntityState(entity_id, kind, scope_id, json.loads(doc), json.loads(vers))
        if not state.doc.get("voided"):
            things[scope_id].append(state)
    return things


def imports_of(raw: Any, case_id: str) -> frozenset[str]:
    """Return the ids of the changesets that imported something into a case."""
    rows = raw.execute("SELECT id FROM changeset WHERE scope_id = ? AND kind = ?", (case_id, IMPORTED))
    return frozenset(row[0] for row in rows.fetchall())


def holder_of(raw: Any, kind: str, old_reference: str) -> str | None:
    """Return the reference of the case that has a stage or an action with this earlier reference."""
    words = "".join(c if c.isalnum() else " " for c in folded(old_reference)).split()
    if not words:
        return None
    rows = raw.execute(
        "SELECT c.reference, e.doc FROM search_text_fts f JOIN search_text t ON t.n = f.rowid"
        " JOIN entity e ON e.n = t.n JOIN case_list c ON c.n = t.case_n"
        " WHERE search_text_fts MATCH ? AND e.kind = ?",
        (f'codes : "{" ".join(words)}"', kind),
    )
    return next((ref for ref, doc in rows.fetchall() if _has(json.loads(doc), old_reference)), None)


_SELECT = (
    "SELECT c.id, c.reference, c.status, c.received_on, json_extract(e.doc, '$.import_source'),"
    " json_extract(e.doc, '$.import_row') FROM case_list c JOIN entity e ON e.n = c.n"
)


def _found(row: Iterable[Any]) -> CaseFound:
    case_id, reference, status, received_on, source, digest = row
    return CaseFound(case_id, reference, status, received_on, source or "", digest or "")


def _has(doc: dict[str, Any], old_reference: str) -> bool:
    return doc.get("old_reference") == old_reference and not doc.get("voided")
