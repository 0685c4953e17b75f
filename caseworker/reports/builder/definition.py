"""What somebody asked for: a measure, what it is by, and what it is limited to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Definition:
    """A table of one's own, without the period.

    Attributes:
        name: its title.
        measure: code of `MEASURES`.
        rows: code of `DIMENSIONS`.
        columns: the same; "" for one column.
        filters: dimensions with the codes to keep; "" among them keeps what is not recorded.
    """

    name: str
    measure: str
    rows: str
    columns: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def to_doc(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "name": self.name,
            "measure": self.measure,
            "rows": self.rows,
            "columns": self.columns,
            "filters": {dimension: list(codes) for dimension, codes in self.filters},
        }


def definition_of(doc: Mapping[str, Any]) -> Definition:
    """Return a definition from what is kept of it."""
    filters = doc.get("filters") or {}
    return Definition(
        str(doc.get("name") or ""),
        str(doc.get("measure") or ""),
        str(doc.get("rows") or ""),
        str(doc.get("columns") or ""),
        tuple((str(dimension), tuple(map(str, codes))) for dimension, codes in sorted(filters.items())),
    )
