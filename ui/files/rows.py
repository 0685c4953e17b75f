"""Rows of files as tables show them: what came with an email stands beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseworker.domain.dates_in_words import MONTHS
from caseworker.domain.file_types import file_type, size_words, warnings_about
from caseworker.domain.fold import EntityState
from caseworker.office import Office
from ui.widgets.rows_model import Column, RowsModel

INSIDE = "\N{DOWNWARDS ARROW WITH TIP RIGHTWARDS} "


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file in words."""

    key: str
    name: str
    kind: str
    type: str
    dated_on: str
    dated: str
    size_bytes: int
    size: str
    sender: str
    description: str
    depth: int = 0
    parent: str = ""
    warning: str = ""

    @property
    def shown_name(self) -> str:
        """The name, set in beneath what it came with."""
        return f"{'   ' * max(0, self.depth - 1)}{INSIDE if self.depth else ''}{self.name}"


def rows_of(office: Office, files: Sequence[EntityState]) -> list[FileRow]:
    """Return the files of a case, newest first, attachments beneath their email."""
    docs = [(state.id, state.doc) for state in files]
    return list(_rows(office, docs, "", 0, ""))


def waiting_rows(office: Office, files: Sequence[Mapping[str, Any]]) -> list[FileRow]:
    """Return the files that wait in a draft, in the order they came."""
    docs = [(str(f["key"]), {**f, "parent_id": f.get("parent") or ""}) for f in files]
    return list(_rows(office, docs, "", 0, "", newest_first=False))


def _rows(
    office: Office, docs: Sequence[tuple[str, Mapping[str, Any]]], parent: str, depth: int, parent_name: str,
    *, newest_first: bool = True,
) -> Iterator[FileRow]:  # fmt: skip
    known = {key for key, _ in docs}
    own = [
        (key, doc)
        for key, doc in docs
        if str(doc.get("parent_id") or "") == parent or (not parent and doc.get("parent_id") and
           str(doc.get("parent_id")) not in known)
    ]  # fmt: skip
    for key, doc in reversed(own) if newest_first and not parent else own:
        row = _row(office, key, doc, depth, parent_name)
        yield row
        yield from _rows(office, docs, key, depth + 1, row.name, newest_first=newest_first)


def _row(office: Office, key: str, doc: Mapping[str, Any], depth: int, parent_name: str) -> FileRow:
    dated_on = str(doc.get("about_on") or "")
    size = int(doc.get("size_bytes") or 0)
    media_type = str(doc.get("media_type") or "")
    kind = office.vocabulary.label("file_kinds", str(doc.get("kind") or "other"))
    label = file_type(media_type).label
    name = str(doc.get("name") or "File")
    return FileRow(
        key, name, kind, label, dated_on, short_date(dated_on), size, size_words(size),
        str(doc.get("from") or ""), str(doc.get("description") or doc.get("subject") or ""), depth, parent_name,
        " ".join(warnings_about(name, media_type)),
    )  # fmt: skip


def short_date(day: str) -> str:
    """Return a day as a table shows it: "14 October 2025"; "" for none."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def file_model(ids: Iterable[str]) -> RowsModel[FileRow]:
    """Return a model of files with the columns named."""
    columns = {
        "name": Column[FileRow](
            "name", "File", lambda row: row.shown_name, sort=lambda row: row.name, width=0
        ),
        "kind": Column[FileRow]("kind", "Kind", lambda row: row.kind, width=11),
        "dated": Column[FileRow](
            "dated", "Date", lambda row: row.dated, sort=lambda row: row.dated_on, width=17
        ),
        "size": Column[FileRow](
            "size", "Size", lambda row: row.size, sort=lambda row: row.size_bytes, width=9, is_number=True
        ),
        "from": Column[FileRow]("from", "From", lambda row: row.sender, width=22),
        "description": Column[FileRow]("description", "Description", lambda row: row.description, width=26),
    }
    return RowsModel(tuple(columns[name] for name in ids), speak=spoken, key=lambda row: row.key)


def spoken(row: FileRow) -> str:
    """A file in one sentence."""
    kind = row.kind if row.kind == row.type else f"{row.kind} ({row.type})"
    parts = (
        row.name, f"attached to {row.parent}" if row.parent else "", kind, row.dated, row.size,
        f"from {row.sender}" if row.sender else "", row.description, row.warning,
    )  # fmt: skip
    return ", ".join(filter(None, parts))
