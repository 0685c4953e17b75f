"""The shared parts pass every accessibility check that pages must pass (A1 to A8)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseworker.errors import Problem
from tests.ui import a11y
from tests.ui.gallery import CaseGallery, FormGallery, TableGallery
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.link_button import LinkButton
from ui.widgets.options_field import CheckField, OptionsField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField


@pytest.mark.parametrize("gallery", [FormGallery, CaseGallery, TableGallery])
def test_every_shared_part_passes_every_check(qtbot: QtBot, gallery: type[QWidget]) -> None:
    page = gallery()
    qtbot.addWidget(page)
    a11y.check_page(page)


def test_form_with_problems_passes_too(qtbot: QtBot) -> None:
    page = FormGallery()
    qtbot.addWidget(page)
    problems = [
        Problem("name", "Enter the full name of the person contacting us"),
        Problem("kind", "Choose a type"),
    ]
    page.summary.show_problems(page.form.show_problems(problems))
    a11y.check_page(page)


@pytest.mark.parametrize("gallery", [FormGallery, CaseGallery, TableGallery])
def test_no_part_opens_a_window_of_its_own_while_it_is_made(
    qtbot: QtBot, qapp: QApplication, gallery: type[QWidget]
) -> None:
    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                opened.append(type(watched).__name__)
            return False

    opened: list[str] = []
    watch = Watch()
    qapp.installEventFilter(watch)
    page = gallery()
    qtbot.addWidget(page)
    qapp.removeEventFilter(watch)
    assert opened == []


def test_nameless_field_is_found(qtbot: QtBot) -> None:
    page = _page(qtbot, QLineEdit())
    a11y.show(page)
    assert a11y.name_problems(page) == ["QLineEdit has no accessible name"]


def test_two_controls_of_one_name_are_found(qtbot: QtBot) -> None:
    page = _page(qtbot, QPushButton("Change"), QPushButton("Change"))
    a11y.show(page)
    assert a11y.name_problems(page) == ["two controls are called 'Change' (Button)"]


def test_order_that_jumps_back_is_found(qtbot: QtBot) -> None:
    first, second = QLineEdit(accessibleName="First"), QLineEdit(accessibleName="Second")
    page = _page(qtbot, first, second, QLineEdit(accessibleName="Third"))
    QWidget.setTabOrder(second, first)
    a11y.show(page)
    assert a11y.order_problems(page) == ["Tab goes from QLineEdit 'Second' back to QLineEdit 'First'"]


def test_words_too_pale_are_found(qtbot: QtBot) -> None:
    label = QLabel("Pale")
    label.setStyleSheet("color: #CCCCCC")
    page = _page(qtbot, label)
    a11y.show(page)
    assert len(a11y.contrast_problems(page)) == 1


def test_cut_words_are_found(qtbot: QtBot) -> None:
    label = QLabel("Statutory complaint, stage 1")
    label.setFixedWidth(40)
    page = _page(qtbot, label)
    a11y.show(page)
    assert len(a11y.cut_problems(page)) == 1


def test_every_kind_of_control_shows_a_ring_of_two_pixels(qtbot: QtBot) -> None:
    tabs = QTabBar()
    tabs.addTab("Timeline")
    tabs.addTab("Details")
    choice, options, check = ChoiceField([("a", "One")]), OptionsField([("a", "One")]), CheckField("Tick")
    plain, primary = Button("Plain"), Button("Primary", kind="primary")
    text, area, icon = TextField(), TextArea(2), IconButton("close", "Close")
    parts = (text, area, choice, options, check, plain, primary, icon, LinkButton("More"), tabs)
    page = _page(qtbot, *parts)
    page.resize(400, 600)
    targets = [part.editor() if hasattr(part, "editor") else part for part in parts]
    a11y.check_each(targets, a11y.ring_problems)


def test_selected_row_of_a_table_shows_the_ring(qtbot: QtBot) -> None:
    page = TableGallery()
    qtbot.addWidget(page)
    a11y.show(page)
    assert a11y.ring_problems(page.table.view) == []


def _page(qtbot: QtBot, *parts: QWidget) -> QWidget:
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(page)
    return page
