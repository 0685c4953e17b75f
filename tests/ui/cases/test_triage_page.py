"""The guided check of the procedure, by keyboard alone: questions that matter, a live proposal, a decision."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.letter_facts import letter_facts
from caseworker.actions.look_up import open_case
from caseworker.clock import Clock
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import Desk, sit_down
from ui.cases.acts.triage import TriagePanel
from ui.theme import apply_theme
from ui.widgets.link_button import LinkButton


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Desk:
    desk = sit_down(qtbot, office, log_complaint(office, kind=Kind.UNDECIDED).case_id)
    desk.context.registry.run("case.triage")
    return desk


def panel_of(desk: Desk) -> TriagePanel:
    act = desk.page.acts.act
    assert isinstance(act, TriagePanel)
    return act


def answer(panel: TriagePanel, **values: object) -> None:
    for name, value in values.items():
        panel.form[name].set_value(value)


def test_the_next_step_of_an_undecided_case_opens_the_check(qtbot: QtBot, office: Office) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, kind=Kind.UNDECIDED).case_id)
    assert desk.page.next_step.button.text() == "Decide the type"
    desk.page.next_step.button.click()
    panel = panel_of(desk)
    assert panel.questions.place.text() == "1 of 4: What it is"
    assert panel.form["who"].value() == "parent"  # known from the intake
    assert panel.form["risk"].value() == "no"


def test_questions_come_one_group_at_a_time_and_only_those_that_matter(desk: Desk) -> None:
    panel = panel_of(desk)
    assert not panel.questions.next.isVisible()  # until it is known what they want
    answer(panel, what="complaint")
    assert panel.questions.next.isVisible()
    panel.questions.next.click()
    assert panel.questions.place.text() == "2 of 4: Who complains"
    assert panel.form.blocks["basis"].isHidden()
    answer(panel, acts_for="child")
    assert not panel.form.blocks["basis"].isHidden()
    answer(panel, acts_for="own", who="interest")
    assert not panel.form.blocks["interest"].isHidden()


def test_the_letter_for_this_situation_is_offered_opened_and_offered_again_when_it_is_decided(
    desk: Desk,
) -> None:
    panel = panel_of(desk)
    answer(panel, what="complaint", subjects=["court"], who="parent", acts_for="own")
    [link] = panel.proposal.findChildren(LinkButton)
    assert link.text() == "Record the decision, then write the letter: For a court or tribunal to decide"
    panel.kind.set_value(Kind.UNDECIDED.value)
    link.click()
    letter = desk.window.tabs.front()
    assert letter is not None
    assert letter.key == f"{desk.page.key}/L04b"
    view = open_case(desk.office, desk.page.key)
    assert letter_facts(desk.office, view, desk.office.clock.today())["route"], (
        "it is recorded before the letter"
    )
    desk.window.tabs.bring_to_front(desk.page)
    assert [action.text for action in desk.window.strip.alerts()[0].actions] == [
        "Write the letter (L04b)",
        "Undo",
    ]


def test_once_it_is_recorded_its_letter_opens_at_once(desk: Desk) -> None:
    panel = panel_of(desk)
    answer(panel, what="complaint", subjects=["court"], who="parent", acts_for="own")
    panel.kind.set_value(Kind.UNDECIDED.value)
    panel.finish()
    before = len(open_case(desk.office, desk.page.key).timeline)
    desk.context.registry.run("case.triage")
    [link] = panel_of(desk).proposal.findChildren(LinkButton)
    assert link.text() == "Write the letter: For a court or tribunal to decide"
    link.click()
    letter = desk.window.tabs.front()
    assert letter is not None
    assert letter.key == f"{desk.page.key}/L04b"
    assert len(open_case(desk.office, desk.page.key).timeline) == before


def test_a_decision_that_lacks_something_opens_no_letter_then_or_later(desk: Desk) -> None:
    panel = panel_of(desk)
    answer(panel, what="complaint", subjects=["court"], who="parent", acts_for="own")
    panel.kind.set_value("")
    panel.proposal.findChildren(LinkButton)[0].click()
    assert panel.form.blocks["kind"].problem()
    assert desk.window.tabs.front() is desk.page
    panel.kind.set_value(Kind.UNDECIDED.value)
    panel.finish()
    assert desk.window.tabs.front() is desk.page


def test_the_proposal_changes_with_the_answers_and_the_decision_follows_it(desk: Desk) -> None:
    panel = panel_of(desk)
    assert panel.kind.value() == Kind.UNDECIDED.value
    answer(panel, what="complaint", subjects=["placement"])
    assert panel.proposal.title.text() == "Proposed: Statutory complaint: placement, or a change of placement"
    assert panel.kind.value() == Kind.STATUTORY.value
    assert "when the grounds arose" in panel.proposal.unknown.text()
    answer(panel, who="professional")
    assert panel.kind.value() == Kind.CORPORATE.value
    answer(panel, who="parent")
    assert panel.form.blocks["reason"].isHidden()
    panel.kind.set_value("CORP")
    assert not panel.form.blocks["reason"].isHidden()
    answer(panel, subjects=["contact"])
    assert panel.kind.value() == "CORP"  # what the person chose stays


def test_ctrl_enter_records_the_decision_and_says_the_new_date(desk: Desk) -> None:
    answer(panel_of(desk), what="complaint", subjects=["placement"], considered="no")
    desk.press("Ctrl+Enter")
    assert desk.page.acts.act is None
    assert desk.view.kind is Kind.STATUTORY
    assert "decided: statutory complaint. The answer is due" in desk.alerts()[-1]


def test_deciding_otherwise_without_a_reason_is_refused_at_the_field(desk: Desk) -> None:
    panel = panel_of(desk)
    answer(panel, what="complaint", subjects=["placement"])
    panel.kind.set_value("CORP")
    desk.press("Ctrl+Enter")
    assert panel.form.blocks["reason"].problem() == "Enter why your decision differs from the proposal"
    assert desk.page.has_problems


def test_what_was_answered_is_still_there_after_going_back(desk: Desk) -> None:
    answer(panel_of(desk), what="complaint", subjects=["placement"])
    panel_of(desk).autosave.save_now()
    desk.press("Alt+Left")
    desk.context.registry.run("case.triage")
    panel = panel_of(desk)
    assert panel.form["what"].value() == "complaint"
    assert panel.kind.value() == Kind.STATUTORY.value


def test_every_group_is_reached_and_named(desk: Desk) -> None:
    panel = panel_of(desk)
    answer(panel, what="complaint", acts_for="child", subjects=["placement"], proceedings="court")
    for at in range(4):
        panel.questions.go(at)
        assert panel.questions.place.text().startswith(f"{at + 1} of 4")
        check_page(desk.page)


def test_the_banner_warns_when_the_type_should_have_been_decided(qtbot: QtBot, office: Office) -> None:
    case_id = log_complaint(office, kind=Kind.UNDECIDED, received_on=date(2025, 10, 8)).case_id
    desk = sit_down(qtbot, office, case_id)
    assert desk.page.facts is not None
    assert desk.page.facts.identity.warnings == ()
    office.clock = Clock(date(2025, 10, 20), office.clock.system_now)
    desk.page.refresh()
    assert desk.page.facts.identity.warnings == (("", "Type not decided by Friday 17 October 2025"),)


def test_with_large_text_the_first_question_is_scrolled_into_view(
    qtbot: QtBot, office: Office, qapp: QApplication
) -> None:
    desk = sit_down(qtbot, office, log_complaint(office, kind=Kind.UNDECIDED).case_id)
    apply_theme(qapp, "light", 200, reduce_motion=True)
    desk.window.resize(1366, 768)
    desk.context.registry.run("case.triage")
    area = desk.page.acts.scrolled.viewport()

    def is_seen() -> bool:
        focus = desk.window.focusWidget()
        return focus is not None and area.rect().contains(focus.mapTo(area, focus.rect().center()))

    qtbot.waitUntil(is_seen)
