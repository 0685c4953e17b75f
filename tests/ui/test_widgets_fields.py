"""Fields, their blocks, forms and summaries (C2 to C4, C7, A1, A2, A10)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from caseworker.errors import Problem, ProblemsError, RuleError
from tests.typing_help import type_text
from tests.ui import a11y
from tests.ui.gallery import FormGallery
from ui.widgets import announce as announcing
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_block import FieldBlock, problems_of
from ui.widgets.filter_list import FilterList
from ui.widgets.options_field import OptionsField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import PersonField, PostcodeField, TextField, tidy_postcode

MANY = [(f"c{n}", f"Category {n}") for n in range(30)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("se64ru.", "SE6 4RU"), ("SE6  4RU", "SE6 4RU"), ("w1a 1aa", "W1A 1AA"), ("ec1a1bb", "EC1A 1BB"),
     (" abroad ", "abroad"), ("se6", "se6")],
)  # fmt: skip
def test_postcode_is_taken_in_any_case_spaces_and_stops(typed: str, kept: str) -> None:
    assert tidy_postcode(typed) == kept


def test_postcode_box_tidies_when_it_is_left(qtbot: QtBot) -> None:
    field = PostcodeField()
    qtbot.addWidget(field)
    type_text(field.line, "se64ru")
    assert field.value() == "se64ru"
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "SE6 4RU"


def test_name_is_kept_as_typed_but_for_runs_of_spaces(qtbot: QtBot) -> None:
    field = PersonField()
    qtbot.addWidget(field)
    type_text(field.line, "  siân  o’Brien-Żółć ")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == "siân o’Brien-Żółć"


def test_few_choices_are_a_combo_that_cannot_be_edited(qtbot: QtBot) -> None:
    field = ChoiceField(MANY[:25])
    qtbot.addWidget(field)
    combo = field.editor()
    assert isinstance(combo, QComboBox)
    assert not combo.isEditable()
    assert field.value() == ""
    field.set_value("c3")
    assert (field.value(), field.words()) == ("c3", "Category 3")
    field.set_value("gone")
    assert field.value() == ""


def test_letters_typed_in_a_combo_go_to_the_entry(qtbot: QtBot) -> None:
    field = ChoiceField([("a", "Apple"), ("p", "Pear"), ("pl", "Plum")])
    qtbot.addWidget(field)
    qtbot.keyClicks(field.editor(), "pl")
    assert field.value() == "pl"


def test_many_choices_are_a_filtered_list_and_enter_takes_the_first(qtbot: QtBot) -> None:
    field = ChoiceField(MANY)
    qtbot.addWidget(field)
    a11y.show(field, size=(500, 400))
    part = field._part
    assert isinstance(part, FilterList)
    part.line.setFocus()
    with qtbot.waitSignal(field.changed):
        type_text(part.line, "7")
        assert part.list.isVisible()
        QTest.keyClick(part.line, Qt.Key.Key_Return)
    assert field.value() == "c7"
    assert part.line.text() == "Category 7"
    assert not part.list.isVisible()
    assert "3 matches, first Category 7" in announcing.heard


@pytest.mark.parametrize(("before", "after"), [([], MANY), (MANY, MANY[:3])])
def test_the_focus_stays_in_a_field_whose_choices_come_later(
    qtbot: QtBot, before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    page = FormGallery()
    qtbot.addWidget(page)
    field = ChoiceField(before)
    page.section.add(field)
    a11y.show(page, size=(500, 400))
    field.editor().setFocus()
    field.set_choices(after)
    assert field.editor().hasFocus()


def test_escape_in_a_filtered_list_keeps_the_choice(qtbot: QtBot) -> None:
    field = ChoiceField(MANY)
    qtbot.addWidget(field)
    a11y.show(field, size=(500, 400))
    field.set_value("c5")
    part = field._part
    assert isinstance(part, FilterList)
    part.line.setFocus()
    part.line.selectAll()
    type_text(part.line, "1")
    QTest.keyClick(part.line, Qt.Key.Key_Down)
    QTest.keyClick(part.line, Qt.Key.Key_Escape)
    assert field.value() == "c5"
    assert part.line.text() == "Category 5"


def test_emptied_filter_takes_the_choice_back_on_leaving(qtbot: QtBot) -> None:
    field, other = ChoiceField(MANY), TextField()
    page = FormGallery()
    qtbot.addWidget(page)
    page.section.add(field)
    page.section.add(other)
    a11y.show(page)
    field.set_value("c5")
    field.editor().setFocus()
    QTest.keyClick(field.editor(), Qt.Key.Key_Delete)
    other.editor().setFocus()
    assert field.value() == ""


def test_choices_may_change_and_the_value_stays_when_it_can(qtbot: QtBot) -> None:
    field = ChoiceField(MANY[:5])
    qtbot.addWidget(field)
    field.set_value("c2")
    field.set_choices(MANY)
    assert field.value() == "c2"
    field.set_choices(MANY[3:6])
    assert field.value() == ""


def test_tab_leaves_a_text_area(qtbot: QtBot) -> None:
    page = FormGallery()
    qtbot.addWidget(page)
    a11y.show(page)
    box = page.form["what"].editor()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert page.form["what"].value() == ""


def test_text_area_grows_to_twelve_lines_and_no_further(qtbot: QtBot) -> None:
    area = TextArea(3)
    qtbot.addWidget(area)
    a11y.show(area, size=(600, 700))
    heights = []
    for lines in (1, 6, 12, 40):
        area.set_value("line\n" * (lines - 1) + "end")
        heights.append(area.box.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_count_shows_only_above_three_quarters_of_the_limit(qtbot: QtBot) -> None:
    area = TextArea(limit=100)
    qtbot.addWidget(area)
    a11y.show(area, size=(600, 300))
    area.set_value("x" * 75)
    assert not area.count.isVisible()
    area.set_value("x" * 76)
    assert (area.count.isVisible(), area.count.text()) == (True, "24 characters left")
    area.set_value("x" * 130)
    assert area.count.text() == "30 characters too many"


def test_options_can_be_chosen_and_taken_back(qtbot: QtBot) -> None:
    field = OptionsField([("no", "No"), ("yes", "Yes")])
    qtbot.addWidget(field)
    field.set_value("yes")
    assert field.value() == "yes"
    field.set_value("")
    assert field.value() == ""


def test_field_speaks_label_group_help_and_that_it_is_needed(qtbot: QtBot) -> None:
    block = FieldBlock(
        "born", "Date of birth", TextField(), help_words="Or an age.", needed=True, group="Child 2"
    )
    qtbot.addWidget(block)
    editor = block.field.editor()
    assert a11y.spoken_name(editor) == "Child 2, date of birth"
    assert editor.accessibleDescription() == "needed. Or an age"


def test_problem_at_a_field_is_spoken_first_and_marked(qtbot: QtBot) -> None:
    block = FieldBlock("name", "Full name", TextField(), needed=True)
    qtbot.addWidget(block)
    block.set_problem("Enter the full name")
    assert block.field.editor().accessibleDescription().startswith("Error: Enter the full name")
    assert block.field.editor().property("problem") is True
    block.set_problem("")
    assert block.field.editor().accessibleDescription() == "needed"
    assert block.error.isHidden()


def test_summary_takes_focus_lists_in_form_order_and_leads_to_the_fields(qtbot: QtBot) -> None:
    page = FormGallery()
    qtbot.addWidget(page)
    a11y.show(page)
    page.form["name"].set_value("Marie")
    found = [
        Problem("what", "Enter what happened"),
        Problem("kind", "Choose a type"),
        Problem("", "Not today"),
    ]
    page.summary.show_problems(page.form.show_problems(found))
    assert QApplication.focusWidget() is page.summary
    assert [button.text() for button in page.summary.buttons] == [
        "Choose a type",
        "Enter what happened",
        "Not today",
    ]
    assert page.form.blocks["what"].problem() == "Enter what happened"
    page.summary.buttons[1].click()
    assert page.form["what"].editor().hasFocus()
    assert page.form["name"].value() == "Marie"
    page.form.clear_problems()
    page.summary.show_problems([])
    assert not page.summary.isVisible()
    assert page.form.blocks["what"].problem() == ""


def test_form_fills_and_gives_its_values_by_name(qtbot: QtBot) -> None:
    page = FormGallery()
    qtbot.addWidget(page)
    page.form.fill({"name": "Marie Osei", "risk": "yes", "letter": True, "unknown": 1})
    values = page.form.values()
    assert (values["name"], values["risk"], values["letter"]) == ("Marie Osei", "yes", True)
    assert page.form.focus("unknown") is False


def test_problems_are_found_in_any_rule_error() -> None:
    one, many = RuleError("Not allowed", field="kind"), ProblemsError([Problem("a", "A"), Problem("b", "B")])
    assert problems_of(one) == (Problem("kind", "Not allowed"),)
    assert problems_of(many) == many.problems


def test_closed_section_is_built_when_it_is_opened(qtbot: QtBot) -> None:
    from ui.widgets.section import Section

    built = []
    section = Section(
        "Files", number=5, collapsible=True, is_open=False, build=lambda body: built.append(body)
    )
    qtbot.addWidget(section)
    assert not built
    assert section.toggle is not None
    assert section.toggle.accessibleName() == "Open Files"
    section.toggle.click()
    section.toggle.click()
    section.toggle.click()
    assert len(built) == 1
    assert section.is_open()


def test_alt_and_digit_move_to_the_section(qtbot: QtBot) -> None:
    page = FormGallery()
    qtbot.addWidget(page)
    a11y.show(page)
    page.form["what"].editor().setFocus()
    QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page.form["kind"].editor().hasFocus()
