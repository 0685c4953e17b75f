"""An office is shared, joined, worked on apart and brought together again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caseworker.actions import sharing
from caseworker.actions.clashes import clashes
from caseworker.actions.contact import why_no_cases
from caseworker.actions.edit import edit_case
from caseworker.actions.erase import erase_case
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_to_read
from caseworker.actions.restricted import restrict_case
from caseworker.actions.settle import keep, settle
from caseworker.actions.share_folder import folder_named
from caseworker.actions.sharing import (
    HubAddress,
    address_of,
    begin_share,
    begin_sharing,
    connected,
    go_on_sharing,
    join_office,
    leave,
    share_office,
    sign_in,
)
from caseworker.actions.sync import sync_status
from caseworker.actions.worked_alongside import worked_alongside
from caseworker.clock import Clock
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.sync.memory_access import User
from caseworker.sync.port import HubAway, HubRefuses, SignInAgain
from caseworker.sync.share_tables import MAILBOX
from tests.actions.shared_office import ALI, ASHA, Place, joined, meet_twice, met, shared_office
from tests.example_office import log_complaint
from tests.memory_keyring import MemoryKeyring

Pair = tuple[Place, Office, Office]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with shared_office(tmp_path) as all_of_it:
        yield all_of_it


def _case_id(office: Office) -> str:
    return list_page(office, query(office, "all"))[0].case_id


def _edit(office: Office, case_id: str, **values: object) -> None:
    edit_case(office, open_case(office, case_id), case_id, values)


def test_office_alone_has_nothing_to_say(office: Office) -> None:
    status = sync_status(office)
    assert not status.is_shared
    assert status.waiting == status.held == status.conflicts == 0


def test_office_goes_up_and_comes_down_whole(pair: Pair) -> None:
    _place, one, two = pair
    assert two.settings == one.settings
    assert two.staff == one.staff
    assert two.person.full_name == "Ali Demir"
    case_id = _case_id(one)
    assert open_case(two, case_id).case == open_case(one, case_id).case
    assert sync_status(one).waiting == sync_status(two).waiting == 0


def test_what_is_saved_waits_until_the_next_meeting_and_is_told_to_the_other(pair: Pair) -> None:
    place, one, two = pair
    reference = log_complaint(one).reference
    assert sync_status(one).waiting > 0
    assert met(place, one, ASHA).status.waiting == 0
    came = met(place, two, ALI)
    assert came.outcome.received > 0
    assert came.changed is not None
    assert reference in [open_case(two, case_id).reference for case_id in came.changed.case_ids]
    assert came.changed.group_id == ""


def test_meeting_with_nothing_new_tells_of_nothing(pair: Pair) -> None:
    place, one, _two = pair
    met(place, one, ASHA)
    assert met(place, one, ASHA).changed is None


def test_values_that_clash_are_counted_for_both_and_settled_for_both(pair: Pair) -> None:
    place, one, two = pair
    case_id = _case_id(one)
    _edit(one, case_id, wants="A letter.", waiting_for="service")
    _edit(two, case_id, wants="A visit.", risk="unsure")
    meet_twice(place, one, two)
    assert sync_status(one).conflicts == sync_status(two).conflicts == 1
    assert clashes(two)[0].sides[0].heading.startswith("Yours")
    settle(one, [keep(clashes(one)[0], 1)])
    meet_twice(place, one, two)
    assert sync_status(two).conflicts == 0
    assert open_case(two, case_id).case.doc["wants"] == "A visit."


def test_both_sides_read_who_else_worked_on_the_case(pair: Pair) -> None:
    place, one, two = pair
    case_id = _case_id(one)
    add_note(one, case_id, "Called back.")
    _edit(two, case_id, waiting_for="service")
    meet_twice(place, one, two)
    assert [line.words.split(". Last")[0] for line in worked_alongside(one, case_id)] == [
        "Ali Demir: details changed"
    ]
    assert [line.words.split(". Last")[0] for line in worked_alongside(two, case_id)] == ["Asha Khan: note"]


def test_work_done_one_after_the_other_is_not_told(pair: Pair) -> None:
    place, one, two = pair
    case_id = _case_id(one)
    add_note(one, case_id, "Called back.")
    meet_twice(place, one, two)
    _edit(two, case_id, waiting_for="service")
    meet_twice(place, one, two)
    assert worked_alongside(one) == worked_alongside(two) == ()


def test_hub_with_an_office_is_joined_and_not_overwritten(pair: Pair, office: Office) -> None:
    place, _one, _two = pair
    with pytest.raises(HubRefuses, match=r"has an office already\. Nothing was sent"):
        share_office(office, ASHA, place.password, connect=place.connect)
    assert address_of(office) is None


def test_login_of_somebody_else_is_not_taken(office: Office) -> None:
    place = Place()
    place.hub.let_in(User("asha", "somebody"))
    with pytest.raises(HubRefuses, match="not on this office's staff list"):
        share_office(office, ASHA, place.password, connect=place.connect)
    assert address_of(office) is None


def test_restricted_cases_are_named_and_not_put_on_a_share(office: Office) -> None:
    logged = log_complaint(office)
    restrict_case(office, logged.case_id, (), "A councillor’s family.")
    with pytest.raises(RuleError, match=f"1 case is restricted: {logged.reference}"):
        begin_sharing(office, HubAddress("share", path="/share", user="asha"), "code", Place().connect)


def test_login_that_may_not_see_every_restricted_case_is_refused_so_that_none_leaves_this_computer(
    office: Office,
) -> None:
    place, logged = Place(), log_complaint(office)
    rhys = office.staff_named("Rhys Parry").id
    restrict_case(office, logged.case_id, (), "A councillor’s family.")
    place.hub.let_in(User("asha", rhys))
    with pytest.raises(
        RuleError, match=f"1 case is restricted: {logged.reference}. The login asha may not see it"
    ):
        share_office(office, ASHA, place.password, connect=place.connect)
    assert address_of(office) is None
    place.hub.let_in(User("asha", rhys, sees_all=True))
    share_office(office, ASHA, place.password, connect=place.connect)
    assert open_case(office, logged.case_id).reference == logged.reference


def test_address_that_is_not_whole_names_every_field(office: Office) -> None:
    with pytest.raises(ProblemsError) as error:
        begin_sharing(office, HubAddress(), "", Place().connect)
    assert [p.field for p in error.value.problems] == ["server", "database", "user", "password"]


def test_new_password_is_kept_once_the_hub_takes_it(pair: Pair) -> None:
    place, one, _two = pair
    place.password = "another one"
    with pytest.raises(SignInAgain):
        sign_in(one, "wrong", place.connect)
    sign_in(one, "another one", place.connect)
    assert met(place, one, ASHA).status.waiting == 0


def test_line_that_breaks_while_sharing_goes_on_later(tmp_path: Path, office: Office) -> None:
    place = Place()
    place.hub.let_in(User("asha", office.person.id))
    log_complaint(office)
    begin_sharing(office, ASHA, place.password, place.connect)
    place.is_cut = True
    with pytest.raises(HubAway):
        place.connect(ASHA, place.password)
    assert sync_status(office).is_arriving
    place.is_cut = False
    assert met(place, office, ASHA).status.waiting == 0
    opened = joined(place, tmp_path / "second", ASHA)
    assert sync_status(opened.office).is_arriving is False
    opened.close()


def test_leaving_keeps_every_case_and_sends_no_more(pair: Pair) -> None:
    _place, one, _two = pair
    leave(one)
    assert address_of(one) is None
    assert open_case(one, _case_id(one)).reference == "CYP-2025-0001"
    with pytest.raises(HubRefuses, match="alone"):
        connected(one)


def test_what_was_erased_is_destroyed_when_sharing_stops_before_the_hub_has_taken_it(pair: Pair) -> None:
    _place, one, _two = pair
    case_id = _case_id(one)
    for number in range(2):  # before and after
        add_note(one, case_id, f"Quetzalcoatl {number}")
        erase_case(one, case_id, "Retention schedule 4.2", "The period is over")
        if not number:
            leave(one)
        with one.reading() as raw:
            kept = raw.execute("SELECT group_concat(value) FROM local_setting").fetchone()[0]
        assert "Quetzalcoatl" not in kept
        case_id = log_complaint(one).case_id


def test_who_stopped_goes_on_with_the_same_hub_and_sends_what_was_done_meanwhile(pair: Pair) -> None:
    place, one, two = pair
    leave(one)
    add_note(one, _case_id(one), "Rang back.")
    with pytest.raises(RuleError, match="has a hub already"):
        begin_sharing(one, ASHA, place.password, place.connect)
    go_on_sharing(one, ASHA, place.password, place.connect)
    assert met(place, one, ASHA).outcome.sent == 1
    assert met(place, two, ALI).outcome.received == 1


def test_hub_that_moved_is_found_at_its_new_address_with_the_password_there_is(
    pair: Pair, memory_keyring: MemoryKeyring
) -> None:
    place, one, _two = pair
    sign_in(one, place.password, place.connect)
    moved = replace(ASHA, server="newhub")
    go_on_sharing(one, moved, connect=place.connect)
    assert address_of(one) == moved
    assert list(memory_keyring.secrets) == [("Caseworker", "hub asha@newhub:5432/caseworker")]


def test_hub_of_another_office_is_not_taken_for_the_one_that_moved(pair: Pair) -> None:
    place, one, _two = pair
    other = Place()
    other.hub.let_in(User("asha", one.person.id))
    with pytest.raises(HubRefuses, match="not the hub of this office"):
        go_on_sharing(one, replace(ASHA, server="other"), place.password, other.connect)
    assert address_of(one) == ASHA


def test_office_that_never_had_a_hub_has_none_to_go_on_with(office: Office) -> None:
    with pytest.raises(RuleError, match="alone"):
        go_on_sharing(office, ASHA, "open sesame")


def test_folder_that_is_away_is_not_made_in_its_place(office: Office, tmp_path: Path) -> None:
    for folder, words in (
        (str(tmp_path / "away" / "share"), "There is no folder"),
        ("casework", "must be the whole path"),
        ("", "Enter the folder"),
    ):
        with pytest.raises(ProblemsError, match=words):
            begin_share(office, folder)
    assert not (tmp_path / "away").exists()


def test_folder_that_has_an_office_is_not_taken_and_the_way_to_join_it_is_told(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / MAILBOX).touch()
    with pytest.raises(RuleError, match="with --data and a new folder"):
        begin_share(office, str(tmp_path))


def test_share_that_was_not_begun_leaves_no_file_in_the_way_of_the_next_attempt(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_any: object, **_named: object) -> None:
        raise HubAway("The shared folder cannot be used.")

    with monkeypatch.context() as broken:
        broken.setattr(sharing, "begin_sharing", cut)
        with pytest.raises(HubAway):
            begin_share(office, str(tmp_path / "share"))
    assert list((tmp_path / "share").iterdir()) == []
    assert begin_share(office, str(tmp_path / "share"))


def test_folder_may_be_pasted_with_quotation_marks_or_named_by_its_file() -> None:
    for text in (r'"\\server\share\casework"', r" \\server\share\casework\caseworker-hub.db "):
        assert folder_named(text) == r"\\server\share\casework"
    assert folder_named("/srv/casework/caseworker-hub.db") == "/srv/casework"


def test_month_without_contact_hides_cases_until_the_next(pair: Pair) -> None:
    _place, one, _two = pair
    status = sync_status(one)
    assert why_no_cases(one, status) == ""
    one.clock = Clock(None, lambda: datetime(2025, 10, 15, 11, tzinfo=UTC) + timedelta(days=31))
    assert why_no_cases(one, status).startswith("This computer has not met the hub for 31 days")


def test_hub_without_an_office_is_not_joined_and_nothing_is_left_behind(tmp_path: Path) -> None:
    place = Place()
    place.hub.let_in(User("ali", "somebody"))
    paths = OfficePaths(tmp_path / "new")
    with pytest.raises(HubRefuses, match="no office yet"):
        join_office(paths, ALI, place.password, connect=place.connect)
    assert not paths.has_office
    assert not paths.keys.exists()


def test_office_that_is_open_to_read_only_still_sends_what_it_has(pair: Pair) -> None:
    place, one, _two = pair
    add_note(one, _case_id(one), "Called back.")
    head = place.hub.head
    reading = open_to_read(one.paths)
    held = met(place, reading.office, ASHA)
    assert (held.outcome.sent, held.status.waiting) == (1, 0)
    assert place.hub.head == head + 1
    reading.close()
