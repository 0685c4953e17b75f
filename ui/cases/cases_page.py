"""Every case there is or was, with filters (Ctrl+2)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseworker.domain.lists import SAVED_VIEWS
from ui.cases.list_page import ListPage
from ui.context import Context
from ui.widgets.words import PageHeading

_VIEW = "all"


class CasesPage(ListPage):
    """The list of all cases, those to be answered first at the top."""

    kind = "cases"
    table_name = "All cases"
    filter_names = ("kind", "status", "division", "service", "owner", "theme", "outcome")

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(context, key, parent)
        self.say_empty(SAVED_VIEWS[_VIEW].empty)
        self.model.ask(self.query(_VIEW))

    def title(self) -> str:
        """The name of the screen."""
        return "Cases"

    def help_text(self) -> str:
        """Shown by F1."""
        return (
            "Every case, open and closed. Ctrl+F filters by words, the Filters button by type, status, division, "
            "service, owner, main category and outcome; Enter opens a case."
        )

    def add_top(self, column: QVBoxLayout) -> None:
        """The heading."""
        column.addWidget(PageHeading("All cases"))
