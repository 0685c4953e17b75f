"""What waits at the hub for a decision: a manager decides on the page of conflicts, the author is told (D8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseworker.actions.assign import assign_cases
from caseworker.actions.erase import erase_case
from caseworker.actions.legal_hold import place_hold
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.restricted import restrict_case
from caseworker.actions.sync import Decision, cut_short, sync_status
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubAway
from tests.actions.shared_office import ALI, ASHA, Place, meet_twice, met, shared_office
from tests.ui.a11y import check_page
from tests.ui.cases.case_help import sit_down
from tests.ui.fake_context import make_context
from tests.ui.real_window import CasePlace
from ui.confirm import ConfirmDialog
from ui.page_list import CONFLICTS
from ui.sync.conflicts_page import ConflictsPage
from ui.sync.service import Line, News, Step
from ui.sync.sharing import Sharing
from ui.sync.waiting_part import MISSING
from ui.window import MainWindow

Pair = tuple[Place, Office, Office]
NOTE = "She rang while we were apart."


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Asha manages the hub and sees every case."""
    with shared_office(tmp_path) as all_of_it:
        place, asha, _ali = all_of_it
        user = place.hub.users["asha"]
        place.hub.let_in(replace(user, is_manager=True, sees_all=True))
        case_id = _case_id(asha)
        assign_cases(asha, [case_id], asha.person.id)
        meet_twice(*all_of_it)
        yield all_of_it


def _case_id(office: Office) -> str:
    return list_page(office, query(office, "all"))[0].case_id


class Direct:
    """Meets the hub at once, on the window's thread, whenever a decision is made."""

    is_running = True

    def __init__(self, tell: Callable[[News | Step], None], place: Place, office: Office, who: HubAddress):
        self._tell, self._place, self._office, self._who = tell, place, office, who

    def decide(self, *decisions: Decision) -> None:
        self.meet(*decisions)

    def meet(self, *decisions: Decision) -> None:
        from caseworker.actions.sync import meet

        try:
            hub = self._place.connect(self._who, self._place.password)
            done = meet(self._office, hub, decisions=decisions)
        except HubAway as error:
            words = cut_short(error).words
            self._tell(News(Line.OFFLINE, sync_status(self._office), words=words, decisions=decisions))
        else:
            self._tell(News(Line.SHARED, done.status, done, decisions=decisions))

    def wake(self) -> None:
        """A save is sent at the next meeting."""

    def stop(self) -> bool:
        return True


class Desk:
    """A window of a shared office."""

    def __init__(self, qtbot: QtBot, place: Place, office: Office, who: HubAddress) -> None:
        self.context = make_context(office)
        self.window = MainWindow(self.context)
        qtbot.addWidget(self.window)
        for page in (CasePlace, CONFLICTS):
            self.window.add_kind(page)
        made: list[Direct] = []

        def service(tell: Callable[[News | Step], None]) -> Direct:
            made.append(Direct(tell, place, office, who))
            return made[0]

        self.sharing = Sharing(self.window, service)  # type: ignore[arg-type]
        self.meet = made[0].meet
        self.window.show()

    def page(self) -> ConflictsPage:
        self.window.open_page("conflicts")
        page = self.window.find_page("conflicts")
        assert isinstance(page, ConflictsPage)
        QApplication.processEvents()
        return page

    def alerts(self) -> list[str]:
        return [f"{alert.title}: {alert.text}" for alert in self.window.strip.alerts()]


def _held(pair: Pair) -> str:
    """Ali writes apart while Asha restricts the case; return its id."""
    place, asha, ali = pair
    case_id = _case_id(asha)
    add_note(ali, case_id, NOTE)
    restrict_case(asha, case_id, [], "A matter of staff")
    met(place, asha, ASHA)
    assert met(place, ali, ALI).outcome.held == 1
    return case_id


def test_manager_reads_what_waits_and_accepts_it_into_the_case(qtbot: QtBot, pair: Pair) -> None:
    place, asha, _ali = pair
    case_id = _held(pair)
    desk = Desk(qtbot, place, asha, ASHA)
    desk.meet()
    assert desk.alerts() == [
        "Waiting for your decision: 1 change waits at the hub until you accept it or not. Nothing is lost."
    ]
    page = desk.page()
    (box,) = page.waiting.boxes
    assert box.one.scope.startswith("CYP-2025-0001")
    assert box.who.text().startswith("Ali Demir, ")
    assert box.who.text().endswith("Whoever wrote it may not see the case any more.")
    assert NOTE in box.lines.text()
    assert page.first_focus() is box.reason.box
    check_page(page)
    box.accept_button.click()
    assert page.waiting.isHidden()
    assert NOTE in [note.doc.get("text") for note in open_case(asha, case_id).notes]
    assert desk.alerts()[0] == "Accepted: Everybody who may see the case receives it."


def test_refusal_needs_a_reason_which_the_author_reads_with_the_words_to_copy(
    qtbot: QtBot, pair: Pair
) -> None:
    place, asha, ali = pair
    case_id = _held(pair)
    desk = Desk(qtbot, place, asha, ASHA)
    desk.meet()
    page = desk.page()
    (box,) = page.waiting.boxes
    box.refuse_button.click()
    assert box.block.problem() == MISSING
    box.reason.set_value("It is about another child")
    box.refuse_button.click()
    assert page.waiting.isHidden()
    assert NOTE not in [note.doc.get("text") for note in open_case(asha, case_id).notes]
    author = Desk(qtbot, place, ali, ALI)
    assert sync_status(ali).held == 1
    author.meet()
    assert sync_status(ali).held == sync_status(ali).waiting == 0
    assert author.alerts() == [
        "Not accepted: 1 change of yours was not accepted. Reason: It is about another child. "
        "Copy what you wrote under Conflicts."
    ]
    page = author.page()
    (refused,) = page.waiting.refused
    assert refused.why.text() == "It is about another child"
    check_page(page)
    refused.copy_button.click()
    assert NOTE in QGuiApplication.clipboard().text()
    author.meet()
    assert [box.one.reason for box in page.waiting.refused] == ["It is about another child"]
    refused = page.waiting.refused[0]
    refused.done_button.click()
    author.meet()
    assert page.waiting.isHidden()
    assert author.sharing.decided == ()


def test_decision_that_the_hub_does_not_hear_is_none(qtbot: QtBot, pair: Pair) -> None:
    place, asha, _ali = pair
    _held(pair)
    desk = Desk(qtbot, place, asha, ASHA)
    desk.meet()
    page = desk.page()
    place.is_cut = True
    page.waiting.boxes[0].accept_button.click()
    assert desk.alerts()[0].startswith("Nothing was decided: The server does not answer.")
    assert page.waiting.boxes[0].accept_button.isEnabled()
    place.is_cut = False
    page.waiting.boxes[0].accept_button.click()
    assert page.waiting.isHidden()


def test_erasure_that_met_a_legal_hold_waits_and_is_taken_back_where_it_was_made(
    qtbot: QtBot, pair: Pair
) -> None:
    place, asha, ali = pair
    case_id = _case_id(asha)
    ali.person = replace(ali.person, role="complaints_manager")
    place_hold(ali, case_id, "Inquiry 12")
    met(place, ali, ALI)
    erase_case(asha, case_id, "Retention schedule 4.2", "Its time is over")
    desk = Desk(qtbot, place, asha, ASHA)
    desk.meet()
    desk.meet()
    (box,) = desk.page().waiting.boxes
    assert box.who.text().endswith("It erases for ever what is under a legal hold.")
    box.accept_button.click()  # it asks first
    dialog = desk.context.messages.open_dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.keep_button.click()
    box.reason.set_value("Inquiry 12 is not over")
    box.refuse_button.click()
    desk.meet()
    assert open_case(asha, case_id).case.doc["legal_hold"] is True
    with pytest.raises(RuleError, match="legal hold"):
        erase_case(asha, case_id, "Retention schedule 4.2", "Again")
    met(place, ali, ALI)
    assert open_case(ali, case_id).reference == "CYP-2025-0001"


def test_hold_that_came_after_the_erasure_is_told_to_whoever_placed_it(qtbot: QtBot, pair: Pair) -> None:
    place, asha, ali = pair
    case_id = _case_id(asha)
    erase_case(asha, case_id, "Retention schedule 4.2", "Its time is over")
    met(place, asha, ASHA)
    ali.person = replace(ali.person, role="complaints_manager")
    place_hold(ali, case_id, "Inquiry 12")
    desk = Desk(qtbot, place, ali, ALI)
    desk.meet()
    (alert,) = [words for words in desk.alerts() if "legal hold" in words]
    assert alert.startswith(
        "A case under a legal hold was erased: CYP-2025-0001 was erased on another computer"
    )


def test_whoever_wrote_about_a_case_that_was_erased_meanwhile_is_told(qtbot: QtBot, pair: Pair) -> None:
    place, asha, ali = pair
    case_id = _case_id(asha)
    erase_case(asha, case_id, "Retention schedule 4.2", "Its time is over")
    met(place, asha, ASHA)
    add_note(ali, case_id, "Written on the train")
    desk = Desk(qtbot, place, ali, ALI)
    desk.meet()
    assert [words for words in desk.alerts() if "erased" in words] == [
        "A case was erased: CYP-2025-0001 was erased on another computer. What was written here since then about it is "
        "erased too, and cannot be brought back."
    ]


def test_case_says_that_a_change_to_it_waits_for_a_decision(qtbot: QtBot, pair: Pair) -> None:
    _place, _asha, ali = pair
    case_id = _case_id(ali)
    add_note(ali, case_id, NOTE)
    with ali.database.raw_writer() as raw:
        raw.execute("UPDATE packed_changeset SET held = 1 WHERE feed IS NULL")
    desk = sit_down(qtbot, ali, case_id)
    assert desk.page.shared.held.text() == (
        "Waiting for a decision: 1 change of yours to this case. Others do not see it yet."
    )
    assert desk.page.shared.held.isVisible()
