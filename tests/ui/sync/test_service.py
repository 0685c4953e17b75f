"""The thread that meets the hub: woken by saves and keys, patient with a cut line, gone when the window closes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseworker.actions.clashes import clash_count
from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.sync import Hub
from caseworker.clock import Clock
from caseworker.office import Office
from caseworker.sync.mailbox import NoRight
from caseworker.sync.port import HubAway, HubRefuses
from tests.actions.shared_office import ALI, ASHA, Place, met, shared_office
from tests.example_office import noon
from tests.ui.fake_context import make_context
from tests.ui.real_window import CasePlace
from ui.page_list import CONFLICTS
from ui.sync.rhythm import LONGEST_REST, POLL, Rhythm
from ui.sync.service import Line, News, Step, SyncService
from ui.sync.sharing import ALONE, Sharing
from ui.widgets.announce import heard
from ui.window import MainWindow

Pair = tuple[Place, Office, Office]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with shared_office(tmp_path) as all_of_it:
        yield all_of_it


class Quick(Rhythm):
    """Tries again at once, and waits to be woken after a meeting."""

    def poll(self) -> float:
        return 60

    def rest(self) -> float:
        return 0.01


class Desk:
    """Asha's window on a shared office, with the thread running."""

    def __init__(self, qtbot: QtBot, place: Place, office: Office) -> None:
        self.place, self.office, self.news = place, office, list[News]()
        self.context = make_context(office)
        self.window = MainWindow(self.context)
        qtbot.addWidget(self.window)
        for page in (CasePlace, CONFLICTS):
            self.window.add_kind(page)
        self.sharing = Sharing(self.window, lambda tell: SyncService(office, tell, self._connect, Quick()))
        self.sharing.heard.connect(self.news.append)
        self.window.show()

    def _connect(self, _office: Office) -> Hub:
        return self.place.connect(ASHA, self.place.password)

    @property
    def line(self) -> str:
        return self.window.status.connection.text()

    @property
    def passing(self) -> str:
        return self.window.status.passing.text()


@pytest.fixture
def desk(qtbot: QtBot, pair: Pair) -> Iterator[Desk]:
    place, one, _two = pair
    made = Desk(qtbot, place, one)
    made.sharing.begin()
    qtbot.waitUntil(lambda: made.line == "Shared")
    yield made
    made.place.is_cut = False
    assert made.sharing.end()


def _case_id(office: Office) -> str:
    return list_page(office, query(office, "all"))[0].case_id


def _edit(office: Office, **values: object) -> None:
    case_id = _case_id(office)
    edit_case(office, open_case(office, case_id), case_id, values)


def _cut(qtbot: QtBot, desk: Desk) -> None:
    desk.place.is_cut = True
    desk.sharing.ask()
    qtbot.waitUntil(lambda: desk.sharing.line is Line.OFFLINE)


def test_save_is_sent_without_being_asked(qtbot: QtBot, pair: Pair, desk: Desk) -> None:
    head = desk.place.hub.head
    add_note(desk.office, _case_id(desk.office), "Called back.")
    qtbot.waitUntil(lambda: desk.place.hub.head > head)
    qtbot.waitUntil(lambda: desk.line == "Shared")


def test_what_others_send_is_told_to_open_pages(qtbot: QtBot, pair: Pair, desk: Desk) -> None:
    place, _one, two = pair
    told: list[object] = []
    desk.context.tell_pages = told.append
    add_note(two, _case_id(two), "From elsewhere.")
    met(place, two, ALI)
    desk.sharing.ask()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].case_ids == (_case_id(two),)  # type: ignore[attr-defined]


def test_line_that_is_cut_is_said_in_title_and_status_and_work_goes_on(
    qtbot: QtBot, pair: Pair, desk: Desk
) -> None:
    _cut(qtbot, desk)
    assert desk.window.windowTitle().endswith("(offline)")
    assert any(said.startswith("Offline since") or "does not answer" in said for said in heard)
    for words in ("One.", "Two.", "Three."):
        add_note(desk.office, _case_id(desk.office), words)
    qtbot.waitUntil(lambda: desk.line == "Offline since 12:00. 3 changes waiting.")
    desk.place.is_cut = False
    qtbot.waitUntil(lambda: desk.line == "Shared")
    assert desk.passing == "3 changes sent."
    assert heard[-1] == "3 changes sent."
    assert not desk.window.windowTitle().endswith("(offline)")


def test_clash_after_an_outage_is_said_with_the_way_to_conflicts(
    qtbot: QtBot, pair: Pair, desk: Desk
) -> None:
    place, one, two = pair
    _cut(qtbot, desk)
    _edit(one, wants="A letter.")
    _edit(two, wants="A visit.")
    met_hub = Place(place.hub)
    met(met_hub, two, ALI)
    desk.place.is_cut = False
    qtbot.waitUntil(lambda: desk.line == "Shared")
    assert desk.passing == "1 sent, 1 needs your choice."
    assert desk.window.status.choice.text() == "1 value needs your choice"
    assert clash_count(one) == 1
    desk.window.status.choice.click()
    page = desk.window.tabs.front()
    assert page is not None
    assert page.title() == "Conflicts (1)"


def test_key_asks_at_once_and_says_what_came(qtbot: QtBot, desk: Desk) -> None:
    desk.news.clear()
    desk.context.registry.run("tools.exchange")
    qtbot.waitUntil(lambda: bool(desk.news))
    assert desk.passing == "Nothing to send or receive. Everything is shared."


def test_password_that_changed_is_asked_for_and_the_queue_stays(qtbot: QtBot, pair: Pair, desk: Desk) -> None:
    user = desk.place.hub.users.pop("asha")
    add_note(desk.office, _case_id(desk.office), "Called back.")
    qtbot.waitUntil(lambda: desk.sharing.line is Line.SIGN_IN)
    assert desk.line == "Sign in again. 1 change waiting."
    assert [alert.title for alert in desk.window.strip.alerts()] == ["Sign in again"]
    desk.place.hub.let_in(user)
    qtbot.waitUntil(lambda: desk.line == "Shared")
    assert desk.window.strip.alerts() == ()  # it is not so any more
    assert desk.passing == "1 change sent."


def test_hub_that_refuses_says_why(qtbot: QtBot, pair: Pair) -> None:
    place, one, _two = pair
    made = Desk(qtbot, place, one)

    def refuse(_office: Office) -> Hub:
        raise HubRefuses("The hub has less than it had. Nothing was sent.")

    made.sharing.service._connect = refuse
    made.sharing.begin()
    qtbot.waitUntil(lambda: made.sharing.line is Line.REFUSED)
    assert made.line == "Not shared."
    assert [alert.text for alert in made.window.strip.alerts()] == [
        "The hub has less than it had. Nothing was sent."
    ]
    made.news.clear()
    made.context.registry.run("tools.exchange")
    qtbot.waitUntil(lambda: bool(made.news))
    assert made.passing == "The hub has less than it had. Nothing was sent."
    made.sharing.service._connect = made._connect
    qtbot.waitUntil(lambda: made.line == "Shared")
    assert made.passing == "The line is whole again. Nothing was waiting."
    assert made.sharing.end()


def test_folder_without_rights_asks_for_it_once_and_says_so_no_more_when_they_are_there(
    qtbot: QtBot, pair: Pair
) -> None:
    place, one, _two = pair
    made, words = Desk(qtbot, place, one), "You may not write in the shared folder. Ask IT for the right."

    def no_right(_office: Office) -> Hub:
        raise NoRight(words)

    made.sharing.service._connect = no_right
    made.sharing.begin()
    qtbot.waitUntil(lambda: len(made.news) > 1)
    assert made.line.startswith("Offline")
    assert [alert.text for alert in made.window.strip.alerts()] == [words]
    assert made.window.status.accessibleDescription() == words
    made.context.registry.run("tools.exchange")
    qtbot.waitUntil(lambda: made.passing == words)
    made.sharing.service._connect = made._connect
    qtbot.waitUntil(lambda: made.line == "Shared")
    assert made.window.strip.alerts() == ()
    assert made.sharing.end()


def test_hub_that_moved_is_met_there_at_once(qtbot: QtBot, desk: Desk) -> None:
    connections: list[Hub] = []

    def elsewhere(_office: Office) -> Hub:
        connections.append(desk.place.connect(ASHA, desk.place.password))
        return connections[-1]

    desk.sharing.service._connect = elsewhere
    desk.news.clear()
    desk.sharing.service.reconnect()
    qtbot.waitUntil(lambda: bool(desk.news))
    assert len(connections) == 1
    assert desk.line == "Shared"


def test_silent_hub_keeps_neither_the_window_nor_its_closing(qtbot: QtBot, pair: Pair) -> None:
    place, one, _two = pair
    made, silence = Desk(qtbot, place, one), threading.Event()

    def hang(_office: Office) -> Hub:
        silence.wait(30)
        raise HubAway("gone")

    made.sharing.service._connect = hang
    made.sharing.begin()
    add_note(one, _case_id(one), "Saved all the same.")
    assert made.sharing.end() is False  # it is left behind, and says nothing more
    silence.set()


def test_office_alone_says_nothing_and_tells_where_to_share(qtbot: QtBot, office: Office) -> None:
    made = Desk(qtbot, Place(), office)
    made.sharing.begin()
    assert made.line == ""
    assert not made.sharing.is_on
    assert made.context.registry.reason("tools.exchange") == ALONE
    assert not made.window.status.choice.isVisible()


def test_meeting_that_is_cancelled_goes_on_when_asked(qtbot: QtBot, pair: Pair, desk: Desk) -> None:
    steps: list[Step] = []
    desk.sharing.stepped.connect(steps.append)
    desk.sharing.service.cancel()
    add_note(desk.office, _case_id(desk.office), "Called back.")
    qtbot.waitUntil(lambda: desk.sharing.line is Line.STOPPED)
    desk.sharing.ask()
    qtbot.waitUntil(lambda: desk.line == "Shared")


def test_rests_grow_to_two_minutes_and_polls_are_spread() -> None:
    rhythm = Rhythm()
    rests = [rhythm.rest() for _ in range(12)]
    assert rests[0] <= 4
    assert all(LONGEST_REST / 2 <= rest <= LONGEST_REST for rest in rests[6:])
    polls = {rhythm.poll() for _ in range(20)}
    assert all(POLL[0] <= poll <= POLL[1] for poll in polls)
    assert len(polls) > 1
    assert rhythm.rest() <= 4


def test_window_that_was_away_for_a_month_shows_no_cases_until_it_has_met_the_hub(
    qtbot: QtBot, desk: Desk
) -> None:
    _cut(qtbot, desk)
    later = Clock(None, lambda: noon() + timedelta(days=31))
    desk.office.clock = later
    desk.sharing.ask()
    qtbot.waitUntil(lambda: desk.sharing._away is not None)
    assert not desk.window.body.isVisible()
    dialog = desk.sharing._away
    assert dialog is not None
    dialog.reject()  # Esc does not let in
    assert dialog.isVisible()
    desk.place.is_cut = False
    qtbot.waitUntil(lambda: desk.sharing._away is None)
    assert desk.window.body.isVisible()
