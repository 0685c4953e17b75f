"""Actions and payments of all cases: read case by case through the index of what a case holds.

Measured with 100,000 cases and 16,000 actions on an encrypted file: 0.8 s for all of them, off the UI thread; a scan of
everything kept takes twice that, and a table of its own would have to be kept with every change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from caseworker.domain.readers import Reader
from caseworker.storage.visible import visible_to


@dataclass(frozen=True, slots=True)
class PartOfCase:
    """One action or payment with what is shown of its case.

    Attributes:
        finding: code of the finding on the point it follows from, "" where it follows from none.
    """

    entity_id: str
    doc: dict[str, Any]
    case_number: int
    case_id: str
    reference: str
    kind: str
    stage: str
    service: str
    outcome: str
    finding: str


def parts_of_cases(raw: Any, kind: str, reader: Reader) -> list[PartOfCase]:
    """Return every part of a kind ("task", "payment") of the cases a person may see, by case."""
    rows = raw.execute(
        "SELECT e.id, e.doc, c.n, c.id, c.reference, c.kind, c.stage, c.service, c.outcome,"
        " (SELECT p.doc ->> 'finding' FROM entity p WHERE p.id = e.doc ->> 'point_id')"
        " FROM case_list c CROSS JOIN entity e ON e.scope_id = c.id AND e.kind = :kind"
        f" WHERE c.status <> 'void' AND {visible_to(reader)} ORDER BY c.id, e.id",
        {"kind": kind},
    )
    found = []
    for entity_id, text, n, case_id, reference, case_kind, stage, service, outcome, finding in rows:
        doc = json.loads(text)
        if not doc.get("voided"):
            found.append(
                PartOfCase(
                    entity_id, doc, n, case_id, reference, case_kind, stage, service, outcome, finding or ""
                )
            )
    return found
