"""The commands of the reports page, and why each of them cannot be used now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworker.errors import RuleError
from ui.reports.writing import NAMES

if TYPE_CHECKING:
    from ui.reports.reports_page import ReportsPage

NOT_YET = "The tables are not there yet."


def take_commands(page: ReportsPage) -> None:
    """Take them for as long as the page lives."""

    def not_yet() -> str:
        return NOT_YET if page.pack is None else ""

    def why_not_write() -> str:
        return not_yet() or page.writing.why_not()

    def why_no_figure() -> str:
        is_table = page.stack.currentWidget() is page.panel
        return not_yet() or ("" if is_table else "Go to a table first.")

    def why_no_copy() -> str:
        if page.pack is not None and page.stack.currentWidget() is not page.document:
            return "Go to a document first."
        if page.pack is not None and not page.document.is_for_this_period():
            return "Choose a period that the report is made for first."
        return not_yet()

    def why_no_pack() -> str:
        try:
            page.context.office.require("report")
        except RuleError as error:
            return str(error)
        return page.writing.why_not()

    page.handle("report.cases", page.panel.open_cell, why_no_figure)
    for form in NAMES:
        page.handle(f"report.{form}", lambda form=form: page.export(form), why_not_write)
    page.handle("page.print", lambda: page.export("print"), why_not_write)
    page.handle("report.quarter", page.write_quarter, why_no_pack)
    page.handle("report.publish", page.open_copy, why_no_copy)
    page.handle("report.earlier", lambda: page.step(-1))
    page.handle("report.later", lambda: page.step(1))
    page.handle("edit.find", page.find)
