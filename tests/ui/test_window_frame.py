"""The frame: tabs, panes, title, navigation, layout, messages (W1 to W8, A4)."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseworker.errors import DiskFullError, RuleError
from tests.log_help import ExpectedLog
from tests.typing_help import type_text
from tests.ui import a11y
from tests.ui.fake_context import make_context
from ui.command_finder import CommandFinder
from ui.context import Context
from ui.messages import AlertAction, Question
from ui.navigation import Place
from ui.page import Page
from ui.theme import apply_theme, theme
from ui.widgets.choice_field import ChoiceField
from ui.window import MainWindow
from ui.window_layout import fit_screen


class ListPage(Page):
    kind = "work_list"
    commands = ("edit.find",)

    def __init__(self, context: Context, key: str = "", parent: QWidget | None = None, **more: Any) -> None:
        super().__init__(context, key, parent)
        self.line, self.second = QLineEdit(accessibleName="Filter"), QLineEdit(accessibleName="Second")
        self.opened_with, self.changes, self.may = more, [], True
        self.inside = 0
        self._preview = QLabel("Preview of the case")
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.second)
        self.handle("edit.find", self.line.setFocus)

    def title(self) -> str:
        return "Work list"

    def may_close(self) -> bool:
        return self.may

    def on_changed(self, changed: Any) -> None:
        self.changes.append(changed)

    def preview(self) -> QWidget:
        return self._preview

    def go_back(self) -> bool:
        self.inside -= 1
        return self.inside >= 0

    def layout_state(self) -> dict[str, Any]:
        return {"filter": self.line.text()}

    def restore_layout(self, state: dict[str, Any]) -> None:
        self.line.setText(state.get("filter", ""))


class CasePage(ListPage):
    kind = "case"
    commands = ("case.note",)

    def title(self) -> str:
        return self.key

    def tab_text(self) -> str:
        return f"{self.key} Osei & Son"

    def preview(self) -> None:  # type: ignore[override]
        return None


class IntakePage(ListPage):
    kind = "intake"
    commands = ("page.finish",)

    def title(self) -> str:
        return "Draft: MP enquiry"


@pytest.fixture
def window(qtbot: QtBot, context: Context) -> MainWindow:
    made = make_window(context)
    qtbot.addWidget(made)
    a11y.show(made, size=(1366, 768))
    return made


def make_window(context: Context) -> MainWindow:
    made = MainWindow(context)
    made.set_preview_place("right")
    made.add_kind(ListPage, place=Place("work_list", 1, "Work list", "list"), command="go.work_list")
    made.add_kind(CasePage)
    made.add_kind(IntakePage, command="case.new", fresh=True)
    return made


def press(window: MainWindow, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)


CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def test_window_with_pages_passes_every_accessibility_check(window: MainWindow) -> None:
    window.open_page("work_list")
    window.open_page("case", "CYP-2025-0412")
    window.context.messages.success("Case logged", "", AlertAction("Undo", lambda: None))
    a11y.check_page(window.centralWidget())


def test_title_names_the_screen_the_error_and_the_lost_connection(window: MainWindow) -> None:
    assert window.windowTitle() == "Caseworker"
    page = window.open_page("case", "CYP-2025-0412")
    assert window.windowTitle() == "CYP-2025-0412 - Caseworker"
    page.set_problems(True)
    window.set_connection("Offline since 10:42. 3 changes waiting.", is_offline=True)
    assert window.windowTitle() == "Error: CYP-2025-0412 - Caseworker (offline)"
    page.set_problems(False)
    window.set_connection("")
    assert window.windowTitle() == "CYP-2025-0412 - Caseworker"


def test_same_page_is_raised_and_another_key_opens_another(window: MainWindow) -> None:
    one = window.open_page("case", "CYP-2025-0001")
    assert window.open_page("case", "CYP-2025-0002") is not one
    assert window.open_page("case", "CYP-2025-0001") is one
    assert window.tabs.front() is one
    assert [page.key for page in window.tabs.pages()] == ["CYP-2025-0001", "CYP-2025-0002"]


def test_tab_shows_ampersands_as_they_are_and_speaks_its_place(window: MainWindow) -> None:
    window.open_page("case", "CYP-2025-0412")
    assert window.tabs.bar.tabText(0) == "CYP-2025-0412 Osei && Son"
    assert window.tabs.bar.accessibleTabName(0) == "CYP-2025-0412 Osei & Son, 1 of 1"


def test_new_case_opens_another_tab_each_time(window: MainWindow) -> None:
    press(window, Qt.Key.Key_N, CTRL)
    press(window, Qt.Key.Key_N, CTRL)
    assert [page.kind for page in window.tabs.pages()] == ["intake", "intake"]


def test_page_opens_with_focus_on_its_first_control(window: MainWindow) -> None:
    page = window.open_page("work_list")
    assert isinstance(page, ListPage)
    assert page.line.hasFocus()


def test_keys_of_tabs_and_back(window: MainWindow) -> None:
    first, second = window.open_page("work_list"), window.open_page("case", "CYP-2025-0412")
    assert isinstance(first, ListPage)
    press(window, Qt.Key.Key_Tab, CTRL)
    assert window.tabs.front() is first
    press(window, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert window.tabs.front() is second
    press(window, Qt.Key.Key_Left, ALT)
    assert window.tabs.front() is first
    press(window, Qt.Key.Key_W, CTRL)
    assert window.tabs.pages() == (second,)


def test_back_goes_back_inside_the_page_first(window: MainWindow) -> None:
    first, second = window.open_page("work_list"), window.open_page("case", "CYP-2025-0412")
    assert isinstance(second, CasePage)
    second.inside = 1
    window.context.registry.run("go.back")
    assert window.tabs.front() is second
    window.context.registry.run("go.back")
    assert window.tabs.front() is first


def test_closing_returns_focus_to_the_page_visited_before(window: MainWindow, qtbot: QtBot) -> None:
    first = window.open_page("work_list")
    window.open_page("case", "CYP-2025-0001")
    assert isinstance(first, ListPage)
    window.open_page("work_list")
    first.second.setFocus()
    page = window.open_page("case", "CYP-2025-0002")
    assert window.close_page(page)
    assert window.tabs.front() is first
    assert first.second.hasFocus()


def test_page_that_must_not_close_stays(window: MainWindow) -> None:
    page = window.open_page("work_list")
    assert isinstance(page, ListPage)
    page.may = False
    assert not window.close_page(page)
    assert not window.close()
    page.may = True


def test_last_tab_closed_leaves_the_focus_in_the_navigation(window: MainWindow) -> None:
    window.close_page(window.open_page("work_list"))
    assert window.navigation.hasFocus()
    assert window.context.registry.reason("page.close") == "No tab is open."


def test_f6_visits_every_visible_pane_and_remembers_the_place_in_each(window: MainWindow) -> None:
    page = window.open_page("work_list")
    assert isinstance(page, ListPage)
    page.second.setFocus()
    visited = []
    for _ in range(4):
        press(window, Qt.Key.Key_F6)
        visited.append(window.panes.current())
    assert visited == [5, 0, 2, 3]  # status, command bar, navigation, pages
    assert page.second.hasFocus()
    window.context.messages.info("A message")
    press(window, Qt.Key.Key_F6, SHIFT)
    press(window, Qt.Key.Key_F6, SHIFT)
    assert window.panes.current() == 1
    window.strip.clear()
    assert page.second.hasFocus()


def test_navigation_opens_by_enter_click_number_and_menu(window: MainWindow) -> None:
    window.navigation.setFocus()
    press(window, Qt.Key.Key_Return)
    assert [page.kind for page in window.tabs.pages()] == ["work_list"]
    window.close_page(window.tabs.pages()[0])
    press(window, Qt.Key.Key_1, CTRL)
    assert [page.kind for page in window.tabs.pages()] == ["work_list"]
    entries = [action.text() for action in window.folded.build_menu().actions()]
    assert entries == ["Work list\tCtrl+1"]


def test_navigation_marks_the_page_in_front_and_nothing_for_a_page_without_entry(window: MainWindow) -> None:
    window.open_page("work_list")
    assert [item.text() for item in window.navigation.selectedItems()] == ["Work list"]
    window.open_page("case", "CYP-2025-0412")
    assert window.navigation.selectedItems() == []
    assert window.navigation.currentRow() == 0  # arrows go on from there
    window.navigation.set_count("work_list", 3)
    assert window.navigation.selectedItems() == []
    window.open_page("work_list")
    window.navigation.set_count("work_list", 4)
    assert [item.text() for item in window.navigation.selectedItems()] == ["Work list (4)"]


def test_count_stands_in_plain_brackets(window: MainWindow) -> None:
    window.navigation.set_count("work_list", 1234)
    assert window.navigation.item(0).text() == "Work list (1,234)"
    window.navigation.set_count("work_list", None)
    assert window.navigation.item(0).text() == "Work list"


def test_page_higher_than_the_screen_scrolls_and_never_makes_the_window_larger(window: MainWindow) -> None:
    tall = window.open_page("case", "CYP-2025-0412")
    tall.setMinimumHeight(2_000)
    QApplication.processEvents()
    assert window.height() == 768
    assert window.tabs.room.verticalScrollBar().maximum() > 1_000
    window.open_page("work_list")
    QApplication.processEvents()
    assert window.height() == 768
    assert window.tabs.room.verticalScrollBar().maximum() == 0


def test_controls_and_tabs_become_small_again_with_the_text(window: MainWindow, qapp: QApplication) -> None:
    page = window.open_page("work_list")
    choice = ChoiceField([("a", "One")])
    page.layout().addWidget(choice)  # type: ignore[union-attr]
    QApplication.processEvents()
    before = (choice.editor().height(), window.tabs.bar.height(), window.tabs.bar.tabRect(0).height())
    for size in (200, 100):
        apply_theme(qapp, "light", size)
        QApplication.processEvents()
        QApplication.processEvents()
    assert (choice.editor().height(), window.tabs.bar.height(), window.tabs.bar.tabRect(0).height()) == before


def test_navigation_folds_and_preview_goes_at_large_text(window: MainWindow, qapp: QApplication) -> None:
    window.open_page("work_list")
    assert window.navigation.isVisible()
    assert window.preview.isVisible()
    before = window.navigation.minimumWidth(), window.navigation.width()
    apply_theme(qapp, "light", 200)
    QApplication.processEvents()
    assert not window.navigation.isVisible()
    assert not window.preview.isVisible()
    assert window.folded.isVisible()
    apply_theme(qapp, "light", 100)
    QApplication.processEvents()
    assert window.navigation.isVisible()
    assert window.preview.isVisible()
    assert (window.navigation.minimumWidth(), window.navigation.width()) == before


def test_status_line_that_is_too_long_takes_more_lines_and_never_makes_the_window_wider(
    window: MainWindow, qapp: QApplication
) -> None:
    status = window.status
    window.set_connection("Shared")
    QApplication.processEvents()
    low = status.height()
    assert status.connection.geometry().right() > status.width() - 20  # at the right end
    apply_theme(qapp, "light", 200)
    window.set_connection("Offline since 21 November, 10:42. 12 changes waiting. Waiting for a decision: 3.")
    status.say(
        "The server of the hub does not answer at its port. Your work is kept, and is sent when it answers."
    )
    status.say_draft("Draft saved 14:32")
    status.say_choice("3 values need your choice")
    QApplication.processEvents()
    assert window.width() == 1366
    parts = [part.geometry() for part in (status.passing, status.draft, status.choice, status.connection)]
    assert all(status.rect().contains(part) for part in parts)
    assert not any(a.intersects(b) for a, b in itertools.combinations(parts, 2))
    apply_theme(qapp, "light", 100)
    for say in (status.say, status.say_draft, status.say_choice):
        say("")
    window.set_connection("Shared")
    QApplication.processEvents()
    assert status.height() == low


def test_navigation_kept_from_a_start_at_large_text_is_narrow_again_at_normal_text(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    usual = window.navigation.width()
    for _start in range(2):
        apply_theme(qapp, "light", 200)
        QApplication.processEvents()
        state = window.layout_state()
        window = make_window(make_context())
        qtbot.addWidget(window)
        window.restore_layout(state)
        a11y.show(window, size=(1366, 768))
        apply_theme(qapp, "light", 100)
        QApplication.processEvents()
        assert window.body.sizes()[0] == window.navigation.width() == usual


def test_navigation_that_was_dragged_wider_is_so_again_at_normal_text_and_at_the_next_start(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    least = window.navigation.minimumWidth()
    window.body.handle(1).moveSplitter(least + 30)
    for size in (125, 150, 200, 100):  # in one go, as keys that are pressed quickly
        apply_theme(qapp, "light", size)
    QApplication.processEvents()
    assert window.navigation.width() == least + 30
    other = make_window(make_context())
    qtbot.addWidget(other)
    other.restore_layout(window.layout_state())
    a11y.show(other, size=(1366, 768))
    assert other.navigation.width() == least + 30


def test_preview_is_that_of_the_page_in_front(window: MainWindow) -> None:
    page = window.open_page("work_list")
    assert isinstance(page, ListPage)
    assert page._preview.isVisible()
    window.open_page("case", "CYP-2025-0412")
    assert not window.preview.isVisible()
    window.open_page("work_list")
    window.context.registry.run("view.preview")
    assert not window.preview.isVisible()


def test_preview_may_stand_below_or_be_off(window: MainWindow) -> None:
    window.open_page("work_list")
    window.set_preview_place("below")
    assert window.splitter.orientation() == Qt.Orientation.Vertical
    assert window.preview.isVisible()
    window.set_preview_place("off")
    assert not window.preview.isVisible()
    window.set_preview_place("right")
    assert window.splitter.orientation() == Qt.Orientation.Horizontal
    assert window.preview.isVisible()


def test_preview_of_a_closed_page_goes_with_it(window: MainWindow, qtbot: QtBot) -> None:
    page = window.open_page("work_list")
    assert isinstance(page, ListPage)
    preview = page._preview
    window.close_page(page)
    qtbot.waitUntil(lambda: not shiboken6.isValid(preview) and not shiboken6.isValid(page))


def test_keys_change_the_text_size_at_once(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.text_size_changed) as changed:
        press(window, Qt.Key.Key_Plus, CTRL)
    assert changed.args == [125]
    assert theme().scale == 1.25
    press(window, Qt.Key.Key_Minus, CTRL)
    press(window, Qt.Key.Key_Minus, CTRL)
    assert theme().scale == 1.0
    press(window, Qt.Key.Key_Equal, CTRL)
    press(window, Qt.Key.Key_0, CTRL)
    assert theme().scale == 1.0


def test_layout_comes_back_at_the_next_start(window: MainWindow, qtbot: QtBot, context: Context) -> None:
    page = window.open_page("work_list")
    assert isinstance(page, ListPage)
    page.line.setText("osei")
    window.open_page("case", "CYP-2025-0412")
    window.open_page("work_list")
    window.context.registry.run("view.preview")
    state = window.layout_state()
    other = make_window(make_context())
    qtbot.addWidget(other)
    other.restore_layout({**state, "pages": [*state["pages"], {"kind": "gone", "key": "1"}]})
    assert [(p.kind, p.key) for p in other.tabs.pages()] == [("work_list", ""), ("case", "CYP-2025-0412")]
    front = other.tabs.front()
    assert isinstance(front, ListPage)
    assert front.line.text() == "osei"
    assert other.layout_state()["preview"] is False
    a11y.show(other, size=(1366, 768))
    assert other.tabs.bar.height() >= other.tabs.bar.sizeHint().height() > 0


@pytest.mark.parametrize("state", [{}, {"geometry": "zz", "splitter": "00", "front": 9}, {"pages": [{}]}])
def test_damaged_layout_is_passed_over(window: MainWindow, state: dict[str, Any]) -> None:
    window.restore_layout(state)
    assert window.tabs.pages() == ()


def test_every_page_hears_what_an_action_changed(window: MainWindow) -> None:
    pages = [window.open_page("work_list"), window.open_page("case", "CYP-2025-0412")]
    window.context.changed("case 7")
    assert [page.changes for page in pages if isinstance(page, ListPage)] == [["case 7"], ["case 7"]]


def test_page_reaches_another_through_its_context(window: MainWindow) -> None:
    page = window.open_page("work_list")
    opened = page.context.open_page("case", "CYP-2025-0412", tab="letters")
    assert isinstance(opened, CasePage)
    assert opened.opened_with == {"tab": "letters"}
    assert window.tabs.front() is opened


def test_key_of_a_command_that_is_off_says_why(window: MainWindow) -> None:
    window.open_page("work_list")
    press(window, Qt.Key.Key_N, CTRL | SHIFT)
    assert window.status.passing.text() == "Open a case first."


def test_words_of_one_page_go_when_another_comes_to_the_front_and_those_said_in_opening_it_stay(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("work_list")
    window.context.messages.status("This figure has no cases.")
    qtbot.waitUntil(lambda: not window.status.is_just_said)
    window.open_page("work_list")
    assert window.status.passing.text() == "This figure has no cases."
    window.open_page("intake", "1")
    assert window.status.passing.text() == ""
    assert window.status.accessibleName() == "Status: nothing to report"
    window.context.messages.status("Two drafts were found.")
    window.open_page("work_list")
    assert window.status.passing.text() == "Two drafts were found."


def test_menus_hold_what_is_offered_with_keys_and_reasons(window: MainWindow) -> None:
    window.open_page("work_list")
    shown = {t: menu.menuAction().isVisible() for t, menu in window.menus.menus.items()}
    assert (shown["File"], shown["Case"], shown["Reports"]) == (True, True, False)
    window.menus.menus["Case"].aboutToShow.emit()
    (note,) = window.menus.menus["Case"].actions()
    assert (note.text(), note.shortcut().toString()) == ("Add note", "Ctrl+Shift+N")
    assert (note.isEnabled(), note.toolTip()) == (False, "Open a case first.")


def test_every_offered_command_with_a_key_has_one_shortcut(window: MainWindow) -> None:
    registry = window.context.registry
    wanted = {(command.id, key) for command in registry.offered() for key in registry.keys(command.id)}
    assert set(window.keys.shortcuts) == wanted
    registry.set_own_keys({"case.note": ("F12",)})
    assert ("case.note", "F12") in window.keys.shortcuts
    assert ("case.note", "Ctrl+Shift+N") not in window.keys.shortcuts


def test_finder_carries_out_what_was_chosen(window: MainWindow, qtbot: QtBot) -> None:
    window.open_page("case", "CYP-2025-0412")
    press(window, Qt.Key.Key_Q, ALT)
    finder = window.findChild(CommandFinder)
    assert finder is not None
    finder.line.setText("work list")
    QTest.keyClick(finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.tabs.pages()) == 2)
    front = window.tabs.front()
    assert front is not None
    assert front.kind == "work_list"


def test_typing_is_undone_before_the_last_action(window: MainWindow) -> None:
    page, undone = window.open_page("work_list"), []
    assert isinstance(page, ListPage)
    window.context.registry.handle("edit.undo", window, lambda: undone.append("action"), always=True)
    page.line.setFocus()
    type_text(page.line, "a")
    press(window, Qt.Key.Key_Z, CTRL)
    assert (page.line.text(), undone) == ("", [])
    press(window, Qt.Key.Key_Z, CTRL)
    assert undone == ["action"]


def test_draft_words_are_those_of_the_page_in_front(window: MainWindow) -> None:
    page = window.open_page("intake", "1")
    page.draft_saved.emit("Draft saved 14:32")
    assert window.status.draft.text() == "Draft saved 14:32"
    assert "Draft saved 14:32" in window.status.accessibleName()
    window.open_page("work_list")
    assert window.status.draft.text() == ""


def test_sample_office_says_so_all_the_time(window: MainWindow) -> None:
    assert not window.sample.isVisible()
    window.set_sample("Sample office: the clock stands at Wednesday 15 October 2025")
    assert window.sample.isVisible()
    assert window.sample.accessibleName() == "Sample office: the clock stands at Wednesday 15 October 2025"


def test_world_in_the_way_is_an_alert_and_a_rule_is_a_warning(window: MainWindow) -> None:
    window.context.messages.failure(
        DiskFullError("The letter was not saved because the disk is full. Your text is kept.")
    )
    window.context.messages.failure(RuleError("The clock is paused already."))
    shown = [(alert.kind, alert.title, alert.text) for alert in window.strip.alerts()]
    assert shown == [
        ("warning", "Not done", "The clock is paused already."),
        ("error", "The letter was not saved because the disk is full", "Your text is kept."),
    ]


def test_bug_report_can_be_copied_and_holds_nothing_personal(
    window: MainWindow, expected_log: ExpectedLog
) -> None:
    expected_log("bug reported")
    try:
        raise ValueError("Marie Osei, 14 Some Road")
    except ValueError as error:
        window.context.messages.failure(error)
    dialog = window.context.messages.open_dialog
    assert dialog is not None
    dialog.copy_button.click()  # type: ignore[union-attr]
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied
    assert "test_window_frame.py" in copied
    assert "Osei" not in copied
    assert "/" not in copied
    dialog.reject()
    assert window.context.messages.open_dialog is None


def test_question_has_its_facts_and_the_safe_choice_in_focus(window: MainWindow) -> None:
    done: list[str] = []
    question = Question(
        "Void this case?", "Void case", "Keep case", [("Reference", "CYP-2025-0412")], "It leaves every list."
    )
    dialog = window.context.messages.confirm(question, lambda: done.append("void"))
    assert "Reference: CYP-2025-0412." in dialog.accessibleDescription()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert done == []
    dialog = window.context.messages.confirm(question, lambda: done.append("void"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert done == []
    window.context.messages.confirm(question, lambda: done.append("void")).do_button.click()
    assert done == ["void"]


def test_messages_wait_for_the_window(qtbot: QtBot, context: Context) -> None:
    context.messages.info("Said early")
    made = make_window(context)
    qtbot.addWidget(made)
    assert [alert.title for alert in made.strip.alerts()] == ["Said early"]


def test_closing_the_window_is_the_moment_to_keep_the_layout(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.about_to_close):
        assert window.close()


def test_help_on_a_page_says_something(window: MainWindow) -> None:
    window.open_page("work_list")
    press(window, Qt.Key.Key_F1)
    assert window.strip.alerts()[0].title == "Help"


def test_held_key_does_not_open_a_row_of_new_cases(window: MainWindow) -> None:
    window.open_page("work_list")
    target = window.focusWidget()
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, CTRL, "", repeated)
        QApplication.sendEvent(target, event)
    assert [page.kind for page in window.tabs.pages()].count("intake") <= 1


def test_a_narrow_window_keeps_its_room_for_the_list_until_the_preview_is_asked_for(context: Context) -> None:
    made = MainWindow(context)
    made.add_kind(ListPage)
    made.resize(1366, 768)
    made.show()
    made.open_page(ListPage.kind)
    assert not made.preview.isVisible()
    made.context.registry.run("view.preview")
    assert made.preview.isVisible()
    assert made.layout_state()["preview"] is True
    made.close()


def test_a_first_window_leaves_room_for_its_title_and_the_task_bar(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Small:
        def availableGeometry(self) -> QRect:
            return QRect(0, 0, 1366, 728)

    monkeypatch.setattr(window, "screen", lambda: Small(), raising=False)

    fit_screen(window, 1366, 768)

    assert (window.width(), window.height()) == (1366, 688)
