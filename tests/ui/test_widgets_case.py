"""Banner, tags, deadline, timeline, details, alerts, loading (C6, C8 to C11, S8)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import a11y
from tests.ui.gallery import EXAMPLE_DETAILS, EXAMPLE_IDENTITY, EXAMPLE_ITEMS
from ui.theme import apply_theme, theme
from ui.widgets import announce as announcing
from ui.widgets.alert_strip import Alert, AlertAction, AlertStrip
from ui.widgets.empty_state import EmptyState, Loading
from ui.widgets.identity_banner import Identity, IdentityBanner
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.tag import KINDS, Tag
from ui.widgets.timeline import FIRST_SHOWN, Timeline, TimelineItem


def test_banner_shows_three_lines_and_says_not_known_in_full(qtbot: QtBot) -> None:
    banner = IdentityBanner(EXAMPLE_IDENTITY)
    qtbot.addWidget(banner)
    shown = [label.text() for label in banner.findChildren(QLabel)]
    assert "CYP-2025-0412" in shown
    assert shown[shown.index("Social care ID") + 1] == "Not known"
    assert [tag.text for tag in banner.findChildren(Tag)] == ["Due soon", "Restricted", "Safety alert"]
    assert "Person complaining Marie Osei" in banner.accessibleDescription()
    assert "Adjustments: large print 18 point" in banner.accessibleDescription()


def test_banner_of_a_request_has_no_child(qtbot: QtBot) -> None:
    banner = IdentityBanner(
        Identity("CYP-2025-0500", "FOI request", person="", show_child=False, person_label="Requester")
    )
    qtbot.addWidget(banner)
    assert banner.accessibleDescription() == "FOI request. Requester not known"


def test_tag_says_its_words_and_every_kind_differs_in_grey(qtbot: QtBot) -> None:
    pictures = []
    for kind, words in KINDS.items():
        tag = Tag(kind)
        qtbot.addWidget(tag)
        tag.resize(tag.sizeHint())
        assert tag.accessibleName() == words
        pictures.append(tag.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8))
    for number, one in enumerate(pictures):
        assert all(one != two for two in pictures[number + 1 :])


def test_tag_grows_with_the_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    tag = Tag("overdue")
    qtbot.addWidget(tag)
    before = tag.sizeHint()
    apply_theme(qapp, "light", 200)
    assert tag.sizeHint().width() > 1.6 * before.width()


def test_timeline_shows_newest_first_and_filters_by_kind(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_items(EXAMPLE_ITEMS)
    assert [entry.item.title for entry in timeline.entries] == [
        "Acknowledgement sent",
        "Note added",
        "Case logged",
    ]
    assert timeline.entries[0].accessibleName() == "Acknowledgement sent, 13 October 2025 at 9:32am, 1 of 3"
    timeline.filter.set_value("Notes")
    assert [entry.item.title for entry in timeline.entries] == ["Note added"]
    assert announcing.heard[-1] == "1 item"


def test_arrows_go_along_the_timeline_and_tab_stops_once(qtbot: QtBot) -> None:
    timeline = Timeline(with_note=False)
    qtbot.addWidget(timeline)
    timeline.set_items(EXAMPLE_ITEMS)
    a11y.show(timeline, size=(700, 600))
    timeline.entries[0].setFocus()
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 2), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(timeline.focusWidget(), key)
        assert timeline.entries[place].hasFocus()
    stops = [part for part in a11y.focusables(timeline) if part in timeline.entries]
    assert stops == [timeline.entries[1]]
    timeline.set_items((TimelineItem("4", "Chased", "15 October 2025"), *EXAMPLE_ITEMS))
    assert timeline.entries[2].hasFocus()
    with qtbot.waitSignal(timeline.link_opened):
        QTest.keyClick(timeline.entries[2], Qt.Key.Key_Up)
        QTest.keyClick(timeline.entries[1], Qt.Key.Key_Return)


def test_value_that_cannot_be_changed_can_still_be_read_and_copied(qtbot: QtBot) -> None:
    details = KeyValueList(EXAMPLE_DETAILS)
    qtbot.addWidget(details)
    a11y.show(details)
    assert [a11y.spoken_name(part) for part in a11y.focusables(details)] == [
        "Change owner",
        "Change service or team",
        "Add phone",
        "Reference: CYP-2025-0412",
    ]


def test_link_of_an_item_leads_to_more(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_items(EXAMPLE_ITEMS)
    link = timeline.entries[0].link
    assert link is not None
    assert link.accessibleName() == "Open letter: Acknowledgement sent, 13 October 2025 at 9:32am"
    with qtbot.waitSignal(timeline.link_opened) as opened:
        link.click()
    assert opened.args == ["3"]


def test_long_timeline_is_built_in_parts(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_items([TimelineItem(str(n), f"Step {n}", "9 October 2025") for n in range(60)])
    assert len(timeline.entries) == FIRST_SHOWN
    assert timeline.more.text() == "Show earlier (35)"
    timeline.more.click()
    timeline.more.click()
    assert len(timeline.entries) == 60
    assert timeline.more.isHidden()


def test_note_is_handed_over_once_and_survives_a_refresh(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.note.set_value("Rang back, left a message.")
    timeline.set_items(EXAMPLE_ITEMS)
    assert timeline.note.value() == "Rang back, left a message."
    with qtbot.waitSignal(timeline.note_added) as added:
        timeline.add_note.click()
    assert added.args == ["Rang back, left a message."]
    assert timeline.finish_note() is False


def test_long_text_of_an_item_is_cut_to_two_lines(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_items([TimelineItem("1", "Note added", "today", text="one\ntwo\nthree")])
    assert timeline.entries[0].text.text() == "one\ntwo …"


def test_text_from_users_is_never_read_as_markup(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_items([TimelineItem("1", "<b>bold</b>", "today", text="<img src='x'>")])
    assert timeline.entries[0].title.textFormat() == Qt.TextFormat.PlainText


def test_details_offer_change_or_add_with_the_key(qtbot: QtBot) -> None:
    details = KeyValueList(EXAMPLE_DETAILS)
    qtbot.addWidget(details)
    assert [button.text() for button in details.buttons.values()] == [
        "Change owner",
        "Change service or team",
        "Add phone",
    ]
    assert details.buttons["owner"].accessibleDescription() == "Now Asha Khan"
    with qtbot.waitSignal(details.change_asked) as asked:
        details.buttons["phone"].click()
    assert asked.args == ["phone"]


def test_details_keep_the_focus_when_they_are_renewed(qtbot: QtBot) -> None:
    details = KeyValueList(EXAMPLE_DETAILS)
    qtbot.addWidget(details)
    a11y.show(details)
    details.buttons["owner"].setFocus()
    details.set_rows(EXAMPLE_DETAILS[:2])
    assert details.focused_name() == "owner"


def test_strip_shows_two_alerts_newest_on_top_and_speaks_only_the_newest(qtbot: QtBot) -> None:
    strip = AlertStrip()
    qtbot.addWidget(strip)
    views = [strip.raise_alert(Alert("info", f"Message {number}")) for number in range(3)]
    assert [alert.title for alert in strip.alerts()] == ["Message 2", "Message 1", "Message 0"]
    assert [view.isVisibleTo(strip) for view in views] == [False, True, True]
    assert announcing.heard[-1] == "Information: Message 2."


def test_alerts_fold_when_the_text_becomes_large(qtbot: QtBot, qapp: QApplication) -> None:
    strip = AlertStrip()
    qtbot.addWidget(strip)
    first, second = (strip.raise_alert(Alert("info", title)) for title in ("One", "Two"))
    assert not first.isHidden()
    apply_theme(qapp, "light", 200)
    assert (first.isHidden(), second.isHidden()) == (True, False)
    assert strip.more.text() == "Show 1 earlier message"
    apply_theme(qapp, "light", 100)
    assert not first.isHidden()


def test_the_earlier_alert_folds_into_a_line_that_shows_it(qtbot: QtBot) -> None:
    strip = AlertStrip()
    qtbot.addWidget(strip)
    strip.show()
    views = [strip.raise_alert(Alert("info", f"Message {number}")) for number in range(3)]
    assert strip.more.text() == "Show 1 earlier message"
    strip.more.click()
    assert all(view.isVisible() for view in views)
    assert not strip.more.isVisible()
    assert strip.focusWidget() is views[0].close_button
    views.append(strip.raise_alert(Alert("info", "Message 3")))
    assert [view.isVisible() for view in views[1:]] == [False, True, True]
    views[3].close_button.click()
    assert [view.isVisible() for view in views[1:3]] == [True, True]
    for number in range(4, 14):
        strip.raise_alert(Alert("info", f"Message {number}"))
    assert [alert.title for alert in strip.alerts()] == ["Message 13", "Message 12", "Message 11"]


def test_in_large_text_one_alert_shows_so_that_the_window_fits_a_small_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme(), "scale", 2.0)
    strip = AlertStrip()
    qtbot.addWidget(strip)
    strip.show()
    views = [strip.raise_alert(Alert("info", f"Message {number}")) for number in range(2)]
    assert [view.isVisible() for view in views] == [False, True]
    assert strip.more.text() == "Show 1 earlier message"
    strip.more.click()
    assert all(view.isVisible() for view in views)
    assert strip.focusWidget() is views[0].close_button


def test_what_was_done_gives_way_before_what_was_not(qtbot: QtBot) -> None:
    strip = AlertStrip()
    qtbot.addWidget(strip)
    strip.raise_alert(Alert("error", "Not saved"))
    strip.raise_alert(Alert("success", "Saved 1"))
    strip.raise_alert(Alert("info", "Two people work on this case"))
    for number in (2, 3):
        strip.raise_alert(Alert("success", f"Saved {number}"))
    assert [alert.title for alert in strip.alerts()] == [
        "Saved 3",
        "Two people work on this case",
        "Not saved",
    ]


def test_same_alert_is_not_shown_twice(qtbot: QtBot) -> None:
    strip = AlertStrip()
    qtbot.addWidget(strip)
    for _ in range(2):
        strip.raise_alert(Alert("warning", "The clock is paused"))
    assert len(strip.alerts()) == 1


def test_alert_closes_by_its_button_or_its_action_and_never_by_itself(qtbot: QtBot) -> None:
    strip, done = AlertStrip(), []
    qtbot.addWidget(strip)
    view = strip.raise_alert(
        Alert("success", "Case logged", "", (AlertAction("Undo", lambda: done.append("undo")),))
    )
    assert view.close_button.accessibleName() == "Close message: Case logged"
    view.buttons[0].click()
    assert done == ["undo"]
    assert strip.isHidden()
    strip.raise_alert(Alert("error", "Not saved")).close_button.click()
    assert strip.alerts() == ()


def test_same_words_are_not_spoken_again_at_once(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert announcing.announce(widget, "31 cases")
    assert not announcing.announce(widget, "31 cases")
    assert announcing.announce(widget, "30 cases")
    assert announcing.heard == ["31 cases", "30 cases"]


def test_nothing_shows_before_300_ms_of_loading(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    a11y.show(over, size=(600, 400))
    loading = Loading(over)
    loading.start("Loading cases")
    assert loading.isHidden()
    qtbot.waitUntil(loading.isVisible)
    assert loading.words.text() == "Loading cases"
    loading.report(0.5, "Loading row 500")
    assert loading.bar.value() == 500
    loading.finish()
    assert loading.isHidden()


def test_empty_state_offers_the_one_action(qtbot: QtBot) -> None:
    done: list[int] = []
    state = EmptyState(
        "No drafts", "Drafts are kept here.", "Log a new case (Ctrl+N)", lambda: done.append(1)
    )
    qtbot.addWidget(state)
    QTest.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert done == [1]
