"""Standard paragraphs: by topic, each with its kinds of case and its last day; changed, retired, put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from caseworker.actions import paragraphs
from caseworker.actions.paragraph_rows import ParagraphRow, paragraph_rows
from caseworker.domain.changed import Changed
from caseworker.domain.kinds import Kind
from ui.settings.letters.kinds_field import KindsField
from ui.settings.letters.paragraph_text import ParagraphText
from ui.settings.table_part import TablePart
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.rows_model import Column
from ui.widgets.text_field import TextField

_TEXT_HELP = (
    "- begins a point of a list, 1. a numbered one. A place such as {due_date} is filled from the case."
)
_UNTIL_HELP = "After this day it is named, not offered. Leave it empty for no end."
_CHOOSE = "Choose a paragraph in the table first."


class ParagraphsPart(TablePart[ParagraphRow]):
    """Those that ship, as the council changed them, and its own."""

    code = "paragraphs"
    title = "Standard paragraphs"
    noun = ("paragraph", "paragraphs")
    about_words = (
        "Words that writers put into their letters, each for its kinds of case and until its last day."
    )

    def columns(self) -> list[Column[ParagraphRow]]:
        """What it is about, for which kinds, until when, whose."""
        return [
            Column("topic", "Topic", lambda r: r.topic, width=20, may_filter=True),
            Column("title", "Title", lambda r: r.title, width=46),
            Column("whose", "Wording", lambda r: r.whose, width=14, may_filter=True),
            Column(
                "until",
                "Offered until",
                lambda r: r.until_words,
                sort=lambda r: r.until,
                width=22,
                may_filter=True,
            ),
            Column("kinds", "For", lambda r: r.kinds_words, width=30, may_filter=True),
        ]

    def key(self, row: ParagraphRow) -> str:
        """Its id."""
        return row.id

    def read(self) -> Sequence[ParagraphRow]:
        """All of them."""
        return paragraph_rows(self.context.office)

    def buttons(self) -> list[Button]:
        """What can be done."""
        return [
            Button("Change paragraph (Enter)", self.open_row, kind="primary"),
            Button("Add a paragraph", self.add_one, icon="plus"),
            Button("Retire paragraph", self.retire),
            Button("Back to how it ships", self.put_back),
        ]

    def open_entry(self, key: str) -> None:
        """Open a paragraph by its id."""
        if self.table.go_to(key):
            self.open_row()

    def open_row(self) -> None:
        """Change the paragraph that is current."""
        row = self.current()
        if row is not None and self.begin(f"Change “{row.title}”", _source(row)):
            self._add_fields(row)
            self.open_form(partial(self._change_act, row.id))

    def add_one(self) -> None:
        """Write a new one."""
        if self.begin("Add a standard paragraph"):
            row = self.current()
            self._add_fields(ParagraphRow("", row.topic if row else "", "", ""))
            self.open_form(self._add_act)

    def retire(self) -> None:
        """Ask for the last day of the paragraph that is current."""
        row = self.current()
        if row is None:
            self.context.messages.status(_CHOOSE)
            return
        if self.begin(f"Retire “{row.title}”", "Letters that hold its words keep them."):
            day = DateField(self.context.today, sense="future")
            self.form.add("until_on", "Last day it is offered", day, self.context.today(), needed=True)
            office = self.context.office
            self.open_form(lambda v: lambda: paragraphs.retire_paragraph(office, row.id, v["until_on"]))

    def put_back(self) -> None:
        """Back to how it ships; one of the council's own goes off the list. Undo brings it back."""
        row, office = self.current(), self.context.office
        if row is None or not row.is_own:
            self.context.messages.status("This paragraph is as it came with Caseworker." if row else _CHOOSE)
        else:
            self.run(lambda: paragraphs.reset_paragraph(office, row.id))

    def _add_fields(self, row: ParagraphRow) -> None:
        self.form.add("topic", "Topic", TextField(30, limit=paragraphs.LONGEST_TITLE), row.topic, needed=True)
        self.form.add("title", "Title", TextField(60, limit=paragraphs.LONGEST_TITLE), row.title, needed=True)
        self.form.add(
            "text", "Text", ParagraphText(self.context), row.text, help_words=_TEXT_HELP, needed=True
        )
        self.form.add("kinds", "For", KindsField(), tuple(kind.value for kind in row.kinds))
        day = DateField(self.context.today, sense="future")
        self.form.add("until_on", "Offered until", day, row.until_on, help_words=_UNTIL_HELP)

    def _add_act(self, values: dict[str, Any]) -> Callable[[], Changed]:
        return lambda: paragraphs.add_paragraph(self.context.office, _new(values))

    def _change_act(self, paragraph_id: str, values: dict[str, Any]) -> Callable[[], Changed]:
        return lambda: paragraphs.change_paragraph(self.context.office, paragraph_id, _new(values))


def _new(values: dict[str, Any]) -> paragraphs.NewParagraph:
    return paragraphs.NewParagraph(
        values["topic"],
        values["title"],
        values["text"],
        tuple(Kind(code) for code in values["kinds"]),
        values["until_on"],
    )


def _source(row: ParagraphRow) -> str:
    return f"Source: {row.source}." if row.source else ""
