"""The pages that list cases, by keyboard: views, filters, opening, owners and Undo, preview, next and previous case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions import look_up
from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.assign import assign_cases
from caseworker.actions.restricted import restrict_case
from caseworker.domain.changed import Changed
from caseworker.office import Office
from tests.example_office import TODAY, log_complaint
from tests.ui.a11y import check_page, show
from tests.ui.cases.list_help import CTRL, SHIFT, focused, make_window, press, type_here
from ui.cases.case_list_page import CaseListPage
from ui.cases.cases_page import CasesPage
from ui.cases.filter_dialog import FilterDialog
from ui.cases.list_page import ListPage
from ui.cases.owner_dialog import OwnerDialog
from ui.cases.pick_dialog import PickDialog
from ui.cases.work_list_page import WorkListPage
from ui.widgets.announce import heard
from ui.window import MainWindow

KEY = Qt.Key


def opened(window: MainWindow, kind: str = "work_list", key: str = "", **more: object) -> ListPage:
    page = window.open_page(kind, key, **more)
    assert isinstance(page, ListPage)
    QApplication.processEvents()
    return page


def references(page: ListPage) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def alerts(window: MainWindow) -> list[str]:
    return [f"{alert.title}: {alert.text}" for alert in window.strip.alerts()]


def shown_buttons(page: WorkListPage) -> list[str]:
    return [button.text() for button in page.views.buttons.values() if button.isVisible()]


def owner_of(office: Office, case_id: str) -> str:
    return office.staff_name(look_up.open_case(office, case_id).row.owner_id)


# -- the work list ----------------------------------------------------------------------------------------------------


def test_the_work_list_opens_at_my_cases_with_the_first_one_current(window: MainWindow) -> None:
    press(KEY.Key_1, CTRL)
    page = window.tabs.front()
    assert isinstance(page, WorkListPage)
    assert page.heading.text() == "My open"
    assert focused() is page.table.view
    assert page.table.current_key() == str(page.model.numbers[0])
    assert page.table.count_words() == "4 cases"


def test_a_person_without_cases_begins_with_those_of_the_team(qtbot: QtBot, office: Office) -> None:
    log_complaint(office, owner_id=office.staff_named("Ali Demir").id)
    page = opened(make_window(qtbot, office))
    assert isinstance(page, WorkListPage)
    assert page.heading.text() == "Team open"


def test_every_saved_view_shows_as_many_cases_as_it_counts(window: MainWindow) -> None:
    page = opened(window)
    assert isinstance(page, WorkListPage)
    for code, count in page.counts.items():
        page.show_view(code)
        assert page.model.rowCount() == count, code


def test_a_view_is_reached_by_ctrl_g_a_few_letters_and_enter(window: MainWindow) -> None:
    page = opened(window)
    press(KEY.Key_G, CTRL)
    type_here("due")
    press(KEY.Key_Return)
    assert isinstance(page, WorkListPage)
    assert page.view_code == "due_soon"
    assert references(page) == ["CYP-2025-0002", "CYP-2025-0003"]
    assert focused() is page.table.view


def test_an_empty_view_says_good_news(window: MainWindow, office: Office, cases: dict[str, str]) -> None:
    page = opened(window)
    assert isinstance(page, WorkListPage)
    page.show_view("waiting_service")
    assert page.table.empty.title.text() == "No case waits for a service."
    assert page.table.empty.isVisible()


def test_the_buttons_of_views_show_those_with_cases_and_their_counts(window: MainWindow) -> None:
    page = opened(window)
    assert isinstance(page, WorkListPage)
    show(window, size=(1920, 1080))
    assert shown_buttons(page) == [
        "My open (4)", "Team open (6)", "Overdue (1)", "Due in 3 working days (2)", "To acknowledge (3)",
        "Unallocated (1)", "Type not decided (1)", "To escalate (3)",
    ]  # fmt: skip
    page.views.buttons["overdue"].click()
    assert references(page) == ["CYP-2025-0001"]


def test_where_room_is_short_the_buttons_stay_on_one_line(window: MainWindow) -> None:
    page = opened(window)
    assert isinstance(page, WorkListPage)
    show(window, size=(1100, 700))
    some = shown_buttons(page)
    assert some[0] == "My open (4)"
    assert len(some) < 7
    assert {button.y() for button in page.views.buttons.values() if button.isVisible()} == {0}


def test_enter_opens_the_case_and_says_whose_order_is_followed(
    window: MainWindow, cases: dict[str, str]
) -> None:
    page = opened(window)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert window.tabs.front().key == cases["CYP-2025-0002"]  # type: ignore[union-attr]
    assert window.context.case_order is page


def test_next_and_previous_case_walk_the_list_and_end_with_it(
    window: MainWindow, cases: dict[str, str]
) -> None:
    page = opened(window, "cases")
    page.open_current()
    first, second = cases["CYP-2025-0001"], cases["CYP-2025-0002"]
    assert page.next_case(first) == second
    assert page.table.view.currentIndex().row() == 1
    assert page.previous_case(second) == first
    assert page.previous_case(first) == ""
    assert page.next_case(cases["CYP-2025-0006"]) == ""


def test_after_a_case_has_left_the_list_the_next_one_is_the_one_behind_it(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    page = opened(window)
    page.open_current()
    window.context.changed(answer_case(office, cases["CYP-2025-0001"], Answer(TODAY, "upheld")))
    window.tabs.bring_to_front(page)
    assert references(page) == ["CYP-2025-0002", "CYP-2025-0005", "CYP-2025-0006"]
    assert page.next_case(cases["CYP-2025-0001"]) == cases["CYP-2025-0002"]


# -- owners -----------------------------------------------------------------------------------------------------------


def test_the_owner_of_the_first_three_is_changed_by_keys_alone_and_undone(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    opened(window, "cases")
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_O, CTRL | SHIFT)
    type_here("rhys")
    press(KEY.Key_Return)
    three = [cases[f"CYP-2025-000{n}"] for n in (1, 2, 3)]
    assert [owner_of(office, case_id) for case_id in three] == ["Rhys Parry"] * 3
    assert alerts(window) == ["Saved: Owner of 3 cases changed to Rhys Parry."]
    press(KEY.Key_Z, CTRL)
    assert [owner_of(office, case_id) for case_id in three] == ["Asha Khan", "Asha Khan", "Ali Demir"]


def test_the_selection_stays_after_the_owner_was_changed(window: MainWindow) -> None:
    page = opened(window, "cases")
    press(KEY.Key_Down)
    press(KEY.Key_Down, SHIFT)
    before = page.table.selected_keys()
    dialog = page.change_owner()
    assert isinstance(dialog, OwnerDialog)
    dialog.line.setText("Ali")
    dialog.take()
    assert page.table.selected_keys() == before
    assert focused() is page.table.view


def test_i_come_first_in_the_list_of_owners_and_nobody_last(window: MainWindow) -> None:
    dialog = opened(window).change_owner()
    assert dialog is not None
    words = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert words == ["Asha Khan (me)", "Ali Demir", "Rhys Parry", "Nobody"]
    assert dialog.windowTitle() == "Change owner of CYP-2025-0001"
    assert dialog.list.currentRow() == 0
    dialog.reject()


def test_esc_leaves_the_owner_as_it_was(window: MainWindow, office: Office, cases: dict[str, str]) -> None:
    page = opened(window)
    press(KEY.Key_O, CTRL | SHIFT)
    type_here("rhys")
    press(KEY.Key_Escape)
    assert owner_of(office, cases["CYP-2025-0001"]) == "Asha Khan"
    assert focused() is page.table.view


def test_the_same_owner_again_changes_nothing_and_says_so(window: MainWindow) -> None:
    page = opened(window)
    press(KEY.Key_O, CTRL | SHIFT)
    press(KEY.Key_Return)
    assert alerts(window) == []
    assert heard[-1] == "Nothing was changed: the owner is Asha Khan already."
    assert focused() is page.table.view


def test_a_name_that_nobody_has_leaves_nothing_to_take(window: MainWindow) -> None:
    dialog = opened(window).change_owner()
    assert dialog is not None
    dialog.line.setText("<b>zebra</b>")
    assert (dialog.none.text(), dialog.do_button.isEnabled()) == ("Nothing has “<b>zebra</b>” in it.", False)
    dialog.take()
    assert dialog.isVisible()
    dialog.reject()


def test_who_may_not_change_owners_is_told_so(window: MainWindow, office: Office) -> None:
    page = opened(window)
    office.roles = {}
    page._assign([page.model.numbers[0]], "")
    assert "cannot change the owner of cases" in alerts(window)[0]


def test_references_of_the_chosen_cases_are_copied(window: MainWindow) -> None:
    opened(window, "cases")
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "CYP-2025-0001\nCYP-2025-0002"


# -- filters ----------------------------------------------------------------------------------------------------------


def test_ctrl_f_filters_by_words_and_the_count_is_spoken(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, "cases")
    press(KEY.Key_F, CTRL)
    type_here("zolc")
    qtbot.waitUntil(lambda: references(page) == ["CYP-2025-0005"])
    assert heard[-1] == "1 case"
    press(KEY.Key_Return)
    assert focused() is page.table.view
    press(KEY.Key_F, CTRL)
    press(KEY.Key_Escape)
    assert page.model.rowCount() == 6


def test_filters_are_chosen_in_one_dialog_and_shown_as_chips(window: MainWindow) -> None:
    page = opened(window, "cases")
    dialog = page.table.open_filters()
    assert isinstance(dialog, FilterDialog)
    dialog.form.fill({"kind": "Statutory complaint", "status": "Open"})
    press(KEY.Key_Return)
    assert references(page) == ["CYP-2025-0001", "CYP-2025-0002", "CYP-2025-0005"]
    chips = [button.text() for button in page.table.chips.buttons.values()]
    assert chips == ["Type: Statutory complaint", "Status: Open"]
    page.table.chips.buttons["kind"].click()
    assert page.model.rowCount() == 6
    assert heard[-1] == "6 cases"


def test_filters_that_no_case_has_say_so(window: MainWindow) -> None:
    page = opened(window, "cases")
    page.table.set_filter("", {"outcome": "Upheld"})
    assert page.table.empty.title.text() == "No cases match the filter"
    assert page.table.count.text() == "0 cases"


def test_another_view_begins_without_filters(window: MainWindow) -> None:
    page = opened(window)
    assert isinstance(page, WorkListPage)
    page.table.set_filter("osei", {"kind": "MP enquiry"})
    page.show_view("team_open")
    assert (page.table.is_filtered(), page.model.rowCount()) == (False, 6)


def test_the_heading_shows_the_order_and_a_press_changes_it(window: MainWindow) -> None:
    page = opened(window, "cases")
    header = page.table.view.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (1, Qt.SortOrder.AscendingOrder)
    page.table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert references(page)[0] == "CYP-2025-0006"


# -- preview ----------------------------------------------------------------------------------------------------------


def test_the_preview_shows_banner_next_step_and_last_events_of_the_current_case(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(window)
    preview = page.preview_pane
    qtbot.waitUntil(lambda: preview.facts is not None)
    assert preview.facts is not None
    assert preview.facts.identity.reference == "CYP-2025-0001"
    assert preview.next_step.text().startswith("Write the acknowledgement now: it was due")
    assert [entry.item.title for entry in preview.timeline.entries] == ["Logged"]
    press(KEY.Key_Down)
    qtbot.waitUntil(lambda: preview.facts.identity.reference == "CYP-2025-0002")  # type: ignore[union-attr]
    assert preview.accessibleName() == "Preview of CYP-2025-0002"


def test_the_preview_follows_a_change_of_its_case(
    qtbot: QtBot, window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    page = opened(window, "cases")
    qtbot.waitUntil(lambda: page.preview_pane.facts is not None)
    window.context.changed(assign_cases(office, [cases["CYP-2025-0001"]], office.staff_named("Ali Demir").id))
    qtbot.waitUntil(lambda: page.preview_pane.owner.text() == "Owner: Ali Demir")


def test_running_down_a_list_reads_one_case_and_not_each(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window, "cases")
    qtbot.waitUntil(lambda: page.preview_pane.facts is not None)
    read: list[str] = []
    real = look_up.open_case
    monkeypatch.setattr(
        look_up, "open_case", lambda office, case_id: (read.append(case_id), real(office, case_id))[1]
    )
    for _ in range(4):
        press(KEY.Key_Down)
    qtbot.waitUntil(lambda: bool(read))
    assert len(read) == 1


def test_f6_reaches_the_preview(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window)
    qtbot.waitUntil(lambda: page.preview_pane.facts is not None)
    press(KEY.Key_F6)
    assert page.preview_pane.hasFocus()


# -- news, layout, cases behind a figure ------------------------------------------------------------------------------


def test_a_list_out_of_sight_is_read_again_when_it_is_shown(
    window: MainWindow, office: Office, cases: dict[str, str]
) -> None:
    page = opened(window)
    opened(window, "cases")
    window.context.changed(answer_case(office, cases["CYP-2025-0001"], Answer(TODAY, "upheld")))
    assert page.model.rowCount() == 4
    window.tabs.bring_to_front(page)
    assert page.model.rowCount() == 3


def test_view_order_and_filters_are_there_at_the_next_start_but_no_names(
    qtbot: QtBot, office: Office, window: MainWindow
) -> None:
    page = opened(window)
    assert isinstance(page, WorkListPage)
    page.show_view("team_open")
    page.table.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    page.table.set_filter("osei", {"owner": "Asha Khan"})
    state = page.layout_state()
    assert "osei" not in str(state)
    again = WorkListPage(window.context)
    qtbot.addWidget(again)
    again.restore_layout(state)
    assert again.heading.text() == "Team open"
    assert again.table.chips.values() == {"owner": "Asha Khan"}
    assert again.model.query is not None
    assert (again.model.query.sort, again.model.query.descending) == ("person", True)
    assert again.model.rowCount() == 4


def test_a_damaged_layout_is_passed_over(qtbot: QtBot, window: MainWindow) -> None:
    page = WorkListPage(window.context)
    qtbot.addWidget(page)
    page.restore_layout({"view": "gone", "table": []})
    assert page.view_code == "my_open"


def test_the_cases_behind_a_figure_are_listed_under_its_heading(window: MainWindow, office: Office) -> None:
    report = opened(window, "cases")
    numbers = [row.number for row in look_up.list_page(office, look_up.query(office, "all"))][:2]
    page = opened(window, "case_list", "Table 2a", numbers=numbers, heading="Complaints answered late")
    assert isinstance(page, CaseListPage)
    assert references(page) == ["CYP-2025-0001", "CYP-2025-0002"]
    assert window.windowTitle() == "Complaints answered late - Caseworker"
    press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.tabs.front() is report
    again = opened(window, "case_list", "Table 2a", numbers=numbers[:1], heading="Complaints on time")
    assert (again, references(page), page.title()) == (page, ["CYP-2025-0001"], "Complaints on time")


def test_the_cases_behind_a_figure_are_there_at_the_next_start(
    qtbot: QtBot, window: MainWindow, office: Office
) -> None:
    numbers = [row.number for row in look_up.list_page(office, look_up.query(office, "all"))][:2]
    page = opened(window, "case_list", "Table 2a", numbers=numbers, heading="Complaints answered late")
    again = CaseListPage(window.context, "Table 2a")
    qtbot.addWidget(again)
    assert (again.title(), again.model.rowCount()) == ("Table 2a", 0)
    again.restore_layout(page.layout_state())
    assert (again.title(), again.model.rowCount()) == ("Complaints answered late", 2)


def test_cases_that_a_figure_counts_and_this_person_may_not_see_are_told(
    window: MainWindow, office: Office
) -> None:
    rows = list(look_up.list_page(office, look_up.query(office, "all")))[:2]
    restrict_case(office, rows[0].case_id, [], "A relative works in the team")
    office.person = office.staff_named("Rhys Parry")
    page = opened(window, "case_list", "Table 2a", numbers=[row.number for row in rows], heading="Late")
    assert len(references(page)) == 1
    assert page.hidden.text() == "1 more case is counted in this figure and restricted, so not shown to you."
    assert page.hidden.isVisible()
    page = opened(window, "case_list", "Table 2a", numbers=[rows[1].number], heading="Late")
    assert not page.hidden.isVisible()


def test_an_office_without_cases_says_how_to_begin(qtbot: QtBot, office: Office) -> None:
    window = make_window(qtbot, office)
    page = opened(window, "cases")
    assert page.table.empty.title.text() == "No case has been logged yet"
    assert "Ctrl+N" in page.table.empty.text.text()
    assert page.change_owner() is None
    page.open_current()
    assert window.context.registry.reason("case.owner") == "Choose a case first."


def test_markup_in_a_name_is_shown_as_it_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, "cases")
    page.table.set_filter("clarke")
    assert page.model.index(0, 2).data() == "<b>Tom</b> Clarke"
    qtbot.waitUntil(
        lambda: page.preview_pane.facts is not None and "Tom" in page.preview_pane.facts.identity.person
    )
    texts = [label.text() for label in page.preview_pane.banner.findChildren(type(page.preview_pane.owner))]
    assert "<b>Tom</b> Clarke (mother)" in texts


# -- accessibility ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page_class", [WorkListPage, CasesPage, CaseListPage])
def test_every_list_passes_every_check(qtbot: QtBot, window: MainWindow, page_class: type[ListPage]) -> None:
    page = page_class(window.context, "A figure")
    qtbot.addWidget(page)
    if isinstance(page, CasesPage):
        page.table.set_filter("", {"kind": "Statutory complaint", "owner": "Asha Khan"})
    check_page(page)


def test_dialogs_of_the_lists_pass_every_check(qtbot: QtBot, window: MainWindow, office: Office) -> None:
    for dialog in (
        OwnerDialog(office, "3 cases", ()),
        FilterDialog(office, CasesPage.filter_names, {}),
        PickDialog("Go to a saved view", []),
    ):
        qtbot.addWidget(dialog)
        check_page(dialog)


def test_the_preview_passes_every_check(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window)
    qtbot.waitUntil(lambda: page.preview_pane.facts is not None)
    show(window)
    check_page(page.preview_pane, large_text=False)


def test_somebody_else_at_the_keyboard_has_another_work_list_and_tomorrow_another_day(
    window: MainWindow, office: Office
) -> None:
    page = opened(window)
    mine = references(page)
    assert mine
    office.person = office.staff_named("Rhys Parry")
    window.tell_changed(Changed("You are working as Rhys Parry now."))
    QApplication.processEvents()
    assert references(page) != mine
    query = page.model.query
    assert query is not None
    assert query.reader == office.reader
