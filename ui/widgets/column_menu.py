"""The menu of one column of a CaseTable: sort, filter by a value, choose the columns shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from ui.widgets.case_table import CaseTable


def build_column_menu(table: CaseTable, section: int) -> QMenu:
    """Return the menu, built anew each time, since the values change."""
    titles, menu = table.titles(), QMenu(table)
    _add_sorting(menu, table, section, titles[section])
    _add_values(menu, table, section, titles[section])
    menu.addSeparator()
    columns = menu.addMenu("Columns")
    for number, words in enumerate(titles):
        action = columns.addAction(words)
        action.setCheckable(True)
        action.setChecked(table.view.columns.is_shown(number))
        action.setEnabled(number != 0)  # column 0 speaks the row
        action.toggled.connect(lambda on, n=number: table.view.columns.show(n, on))
    if table.is_filtered():
        menu.addAction("Clear all filters").triggered.connect(lambda _on=False: table.set_filter())
    return menu


def _add_sorting(menu: QMenu, table: CaseTable, section: int, title: str) -> None:
    ways = (("ascending", Qt.SortOrder.AscendingOrder), ("descending", Qt.SortOrder.DescendingOrder))
    for words, way in ways:
        menu.addAction(f"Sort {words} by {title}").triggered.connect(
            lambda _on=False, w=way: table.view.sortByColumn(section, w)
        )


def _add_values(menu: QMenu, table: CaseTable, section: int, title: str) -> None:
    choices = getattr(table.model(), "choices", None)
    values = choices(section) if choices is not None else []
    part = menu.addMenu(f"Filter by {title}") if values else None
    for value in values:
        if part is not None:
            part.addAction(value).triggered.connect(
                lambda _on=False, v=value: table.filter_column(section, v)
            )
