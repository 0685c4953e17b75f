"""The documents of a bundle as they are planned: in or out, under which heading, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from caseworker.actions.bundle import BundleChoice, BundleItem
from ui.files.rows import short_date
from ui.widgets.rows_model import Column, RowsModel


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One document."""

    choice: BundleChoice
    section: str
    is_in: bool

    @property
    def state(self) -> str:
        """In the bundle, out of it, or only listed in it."""
        if not self.is_in:
            return "Left out"
        return "Listed only" if self.choice.why_no_pages else "In"


def plan_rows(choices: Sequence[BundleChoice]) -> list[PlanRow]:
    """Return the usual plan."""
    return [PlanRow(choice, choice.section, choice.is_usual) for choice in choices]


def resumed(choices: Sequence[BundleChoice], kept: Any) -> list[PlanRow]:
    """Return the plan of a draft over the documents there are now; new ones follow at the end."""
    known = {choice.key: choice for choice in choices}
    rows = []
    for entry in kept if isinstance(kept, list) else []:
        choice = known.pop(str(entry.get("key")), None) if isinstance(entry, dict) else None
        if choice is not None:
            rows.append(PlanRow(choice, str(entry.get("section") or choice.section), bool(entry.get("in"))))
    return rows + plan_rows(tuple(known.values()))


def plan_doc(rows: Sequence[PlanRow]) -> list[dict[str, object]]:
    """Return what a draft keeps of a plan."""
    return [{"key": row.choice.key, "section": row.section, "in": row.is_in} for row in rows]


def items_of(rows: Sequence[PlanRow]) -> tuple[BundleItem, ...]:
    """Return what is in the bundle, in its order."""
    return tuple(BundleItem(row.choice.key, row.section) for row in rows if row.is_in)


def toggled(rows: Sequence[PlanRow], key: str) -> list[PlanRow]:
    """Return the plan with one document put in or taken out."""
    return [replace(row, is_in=not row.is_in) if row.choice.key == key else row for row in rows]


def moved(rows: Sequence[PlanRow], key: str, by: int) -> list[PlanRow]:
    """Return the plan with one document moved up (-1) or down (1) among those of its heading, or beside the next."""
    found = list(rows)
    at = next((n for n, row in enumerate(found) if row.choice.key == key), -1)
    to = at + by
    if at < 0 or not 0 <= to < len(found):
        return found
    row, neighbour = found.pop(at), rows[to]
    if neighbour.section != row.section:  # over the edge of a heading it takes the heading it comes under
        found.insert(at, replace(row, section=neighbour.section))
    else:
        found.insert(to, row)
    return found


def under(rows: Sequence[PlanRow], key: str, section: str) -> list[PlanRow]:
    """Return the plan with one document under another heading, behind those that stand there already."""
    row = next(row for row in rows if row.choice.key == key)
    rest = [each for each in rows if each.choice.key != key]
    last = max((n for n, each in enumerate(rest) if each.section == section), default=len(rest) - 1)
    return [*rest[: last + 1], replace(row, section=section), *rest[last + 1 :]]


def plan_model() -> RowsModel[PlanRow]:
    """Return a model of the plan."""
    columns = (
        Column[PlanRow]("state", "Bundle", lambda row: row.state, width=9),
        Column[PlanRow]("title", "Document", lambda row: row.choice.title, width=0),
        Column[PlanRow]("dated", "Date", lambda row: shorter(row.choice.dated_on), width=12),
        Column[PlanRow]("section", "Heading", lambda row: row.section, width=21),
    )
    return RowsModel(columns, speak=_spoken, key=lambda row: row.choice.key)


def shorter(day: str) -> str:
    """Return a day with its month in three letters: "14 Oct 2025"."""
    parts = short_date(day).split(" ")
    return " ".join([parts[0], parts[1][:3], parts[2]]) if len(parts) == 3 else ""


def _spoken(row: PlanRow) -> str:
    parts = (
        row.choice.title, row.state, f"under {row.section}", short_date(row.choice.dated_on), row.choice.why_no_pages,
    )  # fmt: skip
    return ", ".join(filter(None, parts))
