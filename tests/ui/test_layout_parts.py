"""What stands in a layout is found in reading order, and no wrapper of an item outlives the item."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowRow
from ui.widgets.layout_parts import parts_of


def wrapped_items() -> int:
    return sum(isinstance(each, QWidgetItem) for each in shiboken6.Shiboken.getAllValidWrappers())


def test_parts_come_in_reading_order_with_inner_layouts(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, row = QVBoxLayout(page), QHBoxLayout()
    first, last = QPushButton("First"), QPushButton("Last")
    column.addWidget(first)
    column.addStretch(1)
    column.addLayout(row)
    column.addWidget(last)
    assert parts_of(column) == [first, row, last]
    assert parts_of(column) == [first, row, last]  # asking changes nothing


def test_a_row_of_fields_begins_with_its_parent() -> None:
    with pytest.raises(TypeError):
        FieldRow()  # type: ignore[call-arg]


def test_a_grid_reads_line_by_line(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    grid = QGridLayout(page)
    buttons = {place: QPushButton(str(place)) for place in ((1, 0), (0, 1), (0, 0))}
    for (line, column), button in buttons.items():
        grid.addWidget(button, line, column)
    assert parts_of(grid) == [buttons[0, 0], buttons[0, 1], buttons[1, 0]]


def test_no_wrapper_of_an_item_is_left_behind(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for number in range(5):
        column.addWidget(QPushButton(str(number)))
    before = wrapped_items()
    parts_of(column)
    assert wrapped_items() == before


def test_a_flowing_row_keeps_its_items(qtbot: QtBot) -> None:
    row = FlowRow()
    qtbot.addWidget(row)
    button = QPushButton("One")
    row.addWidget(button)
    assert parts_of(row.flow) == [button]
    row.resize(300, 40)
    row.show()
    assert button.geometry().width() > 0
    assert parts_of(row.flow) == [button]
