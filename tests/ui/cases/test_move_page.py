"""The page of a move and the list of moves: possible ones first, the others with their reason; dates shown before."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.look_up import open_case
from caseworker.actions.moves import moves_for
from caseworker.actions.points import add_points, points_of
from caseworker.domain.kinds import Kind
from caseworker.domain.workflow import ALL
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.ui.a11y import check_page
from tests.ui.fake_context import make_context
from ui.cases.acts.choose_move import ChooseMove
from ui.cases.acts.move_fields import AmountField
from ui.cases.acts.move_panel import MovePanel
from ui.cases.case_facts import read_facts
from ui.cases.many_field import ManyField


@pytest.fixture
def closed(office: Office) -> str:
    """A statutory complaint answered at stage 1."""
    case_id = log_complaint(office, received_on=date(2025, 10, 1)).case_id
    answer_case(
        office,
        case_id,
        Answer(on=date(2025, 10, 14), outcome="not_upheld", reason="Visits were made", root_cause="Delay"),
    )
    return case_id


def page_of(qtbot: QtBot, office: Office, case_id: str, leads_to: str) -> MovePanel:
    facts = read_facts(office, case_id)
    move = next(o.move for o in facts.moves if o.move.leads_to == leads_to)
    panel = MovePanel(make_context(office), facts, move)
    qtbot.addWidget(panel)
    panel.begin()
    return panel


def test_the_dates_that_follow_are_shown_before_anything_is_saved(
    qtbot: QtBot, office: Office, closed: str
) -> None:
    panel = page_of(qtbot, office, closed, "2")
    panel.form["unresolved"].set_value("The dates are wrong")
    assert "Answer at stage 2: Wednesday 19 November 2025." in panel.result.text()
    assert open_case(office, closed).row.stage == "Stage 1"
    panel.finish()
    assert open_case(office, closed).row.stage == "Stage 2"


def test_the_points_that_go_on_are_ticked_and_the_dates_of_their_case_are_shown(
    qtbot: QtBot, office: Office
) -> None:
    case_id = log_complaint(office, received_on=date(2025, 10, 14)).case_id
    assert "goes_on" not in suspend_page(qtbot, office, case_id).form.blocks, "no points, nothing to tick"
    add_points(office, case_id, ["No visits", "Contact with his father"])
    panel = suspend_page(qtbot, office, case_id)
    form = panel.form
    field = form["goes_on"]
    assert isinstance(field, ManyField)
    assert [field.list.item(n).text() for n in range(field.list.count())] == [
        "1. No visits",
        "2. Contact with his father",
    ]
    field.set_value([str(field.list.item(0).data(Qt.ItemDataRole.UserRole))])
    for name, value in (
        ("proceedings", "Care proceedings"),
        ("prejudice", "The court decides on contact."),
        ("parts", "part"),
        ("which_parts", "Contact"),
        ("review_on", date(2025, 11, 3)),
    ):
        form[name].set_value(value)
    assert "In the case that goes on, answer at stage 1: Tuesday 28 October 2025." in panel.result.text()
    check_page(panel, large_text=False)
    panel.finish()
    (point,) = points_of(open_case(office, case_id))
    assert point.doc["text"] == "Contact with his father"


def suspend_page(qtbot: QtBot, office: Office, case_id: str) -> MovePanel:
    facts = read_facts(office, case_id)
    move = next(o.move for o in facts.moves if o.move.code == "proceedings.waited_for")
    panel = MovePanel(make_context(office), facts, move)
    qtbot.addWidget(panel)
    panel.begin()
    return panel


def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(
    qtbot: QtBot, office: Office, closed: str
) -> None:
    panel = page_of(qtbot, office, closed, "2")
    panel.finish()
    assert [b.problem() for b in panel.form.blocks.values() if b.problem()] == [
        "Enter what remains unresolved"
    ]
    assert open_case(office, closed).row.stage == "Stage 1"


def test_steps_that_can_be_made_come_first_and_the_others_say_why_not(
    qtbot: QtBot, office: Office, closed: str
) -> None:
    first = page_of(qtbot, office, closed, "2")
    first.form["unresolved"].set_value("The dates are wrong")
    first.finish()
    facts = read_facts(office, closed)
    chooser = ChooseMove(facts)
    qtbot.addWidget(chooser)
    refused = [bool(offer.why_not) for offer in chooser.offers]
    assert refused == sorted(refused)
    assert any(refused)
    last = chooser.list.count() - 1
    chooser.list.setCurrentRow(last)
    assert not chooser.do_button.isEnabled()
    assert chooser.offers[last].why_not in chooser.list.item(last).text()
    with qtbot.assertNotEmitted(chooser.chosen):
        QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    chooser.list.setCurrentRow(0)
    with qtbot.waitSignal(chooser.chosen) as chosen:
        chooser.finish()
    assert chosen.args == [chooser.offers[0].move.code]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_move_of_every_kind_has_an_accessible_page(qtbot: QtBot, office: Office, kind: Kind) -> None:
    facts = read_facts(office, log_complaint(office, kind=kind).case_id)
    context = make_context(office)
    for offer in facts.moves:
        panel = MovePanel(context, facts, offer.move)
        qtbot.addWidget(panel)
        check_page(panel, large_text=False)


def test_every_move_asks_in_words_from_lists_that_exist(office: Office) -> None:
    for move in ALL:
        assert all((move.label, move.done, move.kinds)), move.code
        assert any(move.permission in role.may for role in office.roles.values()), move.code
        names = [ask.name for ask in move.asks]
        assert len(names) == len(set(names)), move.code
        for ask in move.asks:
            if ask.kind in ("choice", "options", "many"):
                assert isinstance(ask.values, tuple) or office.vocabulary.entries(ask.values), (
                    move.code,
                    ask.name,
                )


def test_nobody_without_the_role_is_offered_a_move(office: Office) -> None:
    view = open_case(office, log_complaint(office).case_id)
    office.roles = {code: role for code, role in office.roles.items() if code == "auditor"}
    assert all(offer.why_not for offer in moves_for(office, view))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("", None),
        ("250", 250),
        ("£1,250.50", 1250.5),
        ("1.250", "1.250"),
        ("about 20", "about 20"),
        ("-3", "-3"),
    ],
)
def test_sums_of_money_are_read_or_handed_on_to_be_refused(qtbot: QtBot, typed: str, value: object) -> None:
    field = AmountField()
    qtbot.addWidget(field)
    field.line.setText(typed)
    assert field.value() == value


def test_after_a_move_the_letter_written_about_it_is_found(qtbot: QtBot, office: Office, closed: str) -> None:
    panel = page_of(qtbot, office, closed, "2")
    panel.form["unresolved"].set_value("The dates are wrong")
    panel.finish()
    assert panel.letter is not None
    assert (panel.letter.case_id, panel.letter.words) == (closed, "Write the letter (L13)")
