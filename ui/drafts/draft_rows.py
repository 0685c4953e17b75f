"""The rows and columns of the list of drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from caseworker.domain.drafts import PageDraft
from caseworker.office import Office
from ui.drafts.when import when_words
from ui.widgets.rows_model import Column, RowsModel

PAGES = {"intake": "New case", "note": "Note", "letter": "Letter", "letter_batch": "Letters"}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft as listed, in words."""

    draft: PageDraft
    title: str
    page: str
    who: str
    when: str
    needed: str

    @property
    def is_discarded(self) -> bool:
        """Whether it was put aside."""
        return self.draft.discarded_at is not None

    @property
    def state(self) -> str:
        """The word on its tag."""
        return "Discarded" if self.is_discarded else "Draft"


def page_words(page: str) -> str:
    """Return what a draft is for, in words."""
    if page.startswith("act:person"):
        return "Person"
    return "Case" if page.startswith("act:") else PAGES.get(page, page.capitalize())


def draft_rows(office: Office, drafts: Iterable[PageDraft], today: date) -> list[DraftRow]:
    """Return the drafts in words, in the order given."""
    return [
        DraftRow(
            draft,
            draft.title or "No name yet",
            page_words(draft.page),
            office.staff_name(draft.author_id),
            when_words(draft.saved_at, today),
            str(draft.doc.get("needed") or ""),
        )
        for draft in drafts
    ]


def drafts_model(parent: QObject) -> RowsModel[DraftRow]:
    """Return the model of the list."""
    columns: list[Column[DraftRow]] = [
        Column("title", "Draft", lambda row: row.title, width=30),
        Column("state", "Status", lambda row: row.state, tag=_tag, width=12, may_filter=True),
        Column("page", "For", lambda row: row.page, width=10, may_filter=True),
        Column("who", "Who", lambda row: row.who, width=14, may_filter=True),
        Column("when", "Last saved", lambda row: row.when, sort=lambda row: row.draft.saved_at, width=24),
        Column("needed", "Still needed", lambda row: row.needed, width=0),
    ]
    return RowsModel(columns, speak=_spoken, key=lambda row: row.draft.id, parent=parent)


def _tag(row: DraftRow) -> str:
    return "closed" if row.is_discarded else "draft"


def _spoken(row: DraftRow) -> str:
    needed = f", still needed: {row.needed}" if row.needed else ""
    return f"{row.state}, {row.title}, {row.page}, {row.who}, last saved {row.when}{needed}"
