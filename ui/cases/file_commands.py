"""The commands of a case about files and paper: import an email, print the record, make a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.cases.files_tab import FilesTab

if TYPE_CHECKING:
    from ui.cases.case_page import CasePage


def take_paper_commands(page: CasePage) -> None:
    """Take them for the page of a case; Ctrl+P on a case prints its record."""

    def why_not() -> str:
        return "" if page.facts is not None else "The case is not shown yet."

    def record() -> None:
        page.context.open_page("record", page.key)

    page.handle("file.import_email", lambda: _import_email(page), why_not)
    page.handle("case.print_record", record, why_not)
    page.handle("page.print", record, why_not)
    page.handle("case.bundle", lambda: page.context.open_page("bundle", page.key), why_not)


def _import_email(page: CasePage) -> None:
    part = page.tabs.part("files")
    assert isinstance(part, FilesTab)
    assert page.facts is not None
    part.show_facts(page.facts)
    part.import_email()
