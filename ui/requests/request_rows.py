"""The rows and columns of the list of requests."""

from __future__ import annotations

from PySide6.QtCore import QObject

from caseworker.actions.information_requests import RequestRow
from caseworker.domain.due_words import Tag
from ui.widgets.rows_model import Column, RowsModel

_LAST = "9999"


def requests_model(parent: QObject) -> RowsModel[RequestRow]:
    """Return the model of the list, in the order it is read: what is due first at the top."""
    columns: list[Column[RequestRow]] = [
        Column("reference", "Reference", lambda row: row.row.reference, width=15),
        Column("due", "Due", lambda row: row.due.partition(",")[0], sort=_due, width=21),
        Column("law", "Under", lambda row: row.law, width=15, may_filter=True),
        Column("requester", "Requester", lambda row: row.requester, width=20),
        Column("steps", "Steps", lambda row: row.steps, width=12),
        Column("now", "Now", lambda row: row.now, width=0, may_filter=True),
        Column("owner", "Owner", _owner, width=13, may_filter=True),
        Column("status", "Status", lambda row: row.status, tag=_tag, width=14, may_filter=True),
    ]
    return RowsModel(columns, speak=lambda row: row.spoken, key=lambda row: row.row.case_id, parent=parent)


def _owner(row: RequestRow) -> str:
    return "Nobody" if row.owner == "nobody" else row.owner


def _due(row: RequestRow) -> str:
    return row.row.due_on.isoformat() if row.row.due_on else _LAST


def _tag(row: RequestRow) -> str:
    return "" if row.tag is Tag.OPEN else "closed" if row.tag is Tag.CLOSED else row.tag.value
