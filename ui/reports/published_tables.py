"""The tables of the page of published reports: what was published, and which figures are others today."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from caseworker.actions.case_words import moment_words
from caseworker.actions.report_published import Published
from caseworker.domain.dates_in_words import long_date
from ui.widgets.case_table import CaseTable
from ui.widgets.rows_model import Column, RowsModel


def published_table(parent: QObject) -> tuple[CaseTable, RowsModel[Published]]:
    """Return the table of published reports and its model."""
    table = CaseTable("Published reports", ("published report", "published reports"), with_filter=False)
    columns: list[Column[Published]] = [
        Column("title", "Report", lambda each: each.title, width=0),
        Column("period", "Period", lambda each: each.period.label, lambda each: each.period.first, width=19),
        Column("on", "Figures as recorded", _moment, lambda each: each.data_at or each.data_on, width=24),
        Column("by", "Approved by", lambda each: each.published_by, width=18),
        Column("stands", "State", lambda each: each.state, width=10),
    ]
    model: RowsModel[Published] = RowsModel(columns, speak=_spoken, key=lambda each: each.id, parent=parent)
    table.set_model(model)
    table.set_empty(
        "Nothing was published yet",
        "Open a document in Reports and choose Copy for publication. What is published is kept here as it went out.",
    )
    return table, model


def restated_table(parent: QObject) -> tuple[CaseTable, RowsModel[Any]]:
    """Return the table of figures that are others today, and its model."""
    table = CaseTable("Figures that are others today", ("figure", "figures"), with_filter=False)
    columns: list[Column[Any]] = [
        Column("table", "Table", lambda each: each.heading, width=0),
        Column("place", "Figure", lambda each: f"{each.place.row}, {each.place.column}", width=30),
        Column("before", "Published", _before, width=14, is_number=True),
        Column("after", "Today", lambda each: each.after or "gone", width=14, is_number=True),
        Column("cases", "Cases", cases_in_words, width=22),
    ]
    model: RowsModel[Any] = RowsModel(
        columns, speak=_restated_words, key=lambda each: str(each.place), parent=parent
    )
    table.set_model(model)
    table.set_empty(
        "Nothing has changed since", "Every figure is what was published, and counts the same cases."
    )
    return table, model


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text)) if text else ""


def _moment(each: Published) -> str:
    """The day the figures were read; with the time where it is known, so that two of a day are told apart."""
    return moment_words(each.data_at) if each.data_at else _day(each.data_on)


def _spoken(each: Published) -> str:
    end = each.withdrawn or each.state
    when = f"published {_day(each.published_on)}, figures as recorded {_moment(each)}"
    return f"{each.title}, {each.period.label}, {when}, {each.published_by}, {end}"


def _before(each: Any) -> str:
    return str(each.before) if each.was_shown else f"{each.before}, not printed"


def cases_in_words(each: Any) -> str:
    """How many cases came to a figure and went from it."""
    parts = [f"{len(each.came)} came" if each.came else "", f"{len(each.went)} went" if each.went else ""]
    return ", ".join(part for part in parts if part) or "the same"


def _restated_words(each: Any) -> str:
    where = f"{each.heading}, {each.place.row}, {each.place.column}"
    return f"{where}: published {_before(each)}, today {each.after or 'gone'}, cases: {cases_in_words(each)}"
