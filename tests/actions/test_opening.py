"""Open an office: once, by somebody known or nobody, on this computer or a moved copy, by this version or an older."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caseworker.actions.at_keyboard import account_name, become, new_person, who_is_here
from caseworker.actions.checking import back_up, restore_office, verify_office
from caseworker.actions.look_up import list_count, open_case, query, search_cases
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office, resources_of
from caseworker.actions.settings_change import change_settings, save_person
from caseworker.actions.starting import empty_office, start_office
from caseworker.domain.ids import IdMaker
from caseworker.errors import (
    AlreadyOpenError,
    NewerDatabaseError,
    NotPermittedError,
    ReadOnlyError,
    UnavailableError,
    WrongKeyError,
)
from caseworker.paths import OfficePaths
from caseworker.security.keys import Passphrase, Published
from caseworker.storage.log import changesets
from tests.example_office import SETTINGS, log_complaint, make_office, noon


def test_a_second_start_on_the_same_office_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    with pytest.raises(AlreadyOpenError, match="Use the window that is open, or close it first"):
        open_office(OfficePaths(tmp_path / "office"))
    opened.close()
    open_office(OfficePaths(tmp_path / "office")).close()


def test_starting_an_office_where_there_is_one_changes_nothing(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    logged = log_complaint(opened.office)
    opened.close()
    with pytest.raises(UnavailableError, match="There is an office"):
        make_office(tmp_path / "office")
    again = open_office(OfficePaths(tmp_path / "office"))
    assert open_case(again.office, logged.case_id).reference == logged.reference
    again.close()


def test_an_office_opened_again_knows_its_settings_its_people_and_who_is_here(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office", Published())
    staff, person = opened.office.staff, opened.office.person
    opened.close()
    again = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
    office = again.office
    assert office.settings == SETTINGS
    assert (office.staff, office.person) == (staff, person)
    assert office.clock.today() == date(2025, 10, 15)
    assert office.clock.now() == datetime(2025, 10, 15, 11, 0, tzinfo=UTC)
    again.close()


def test_an_office_with_a_passphrase_opens_with_it_or_the_recovery_key_and_nothing_else(
    tmp_path: Path,
) -> None:
    ids = IdMaker()
    paths = OfficePaths(tmp_path / "office")
    made = start_office(paths, SETTINGS, [new_person(ids, "Asha Khan")], Passphrase("correct horse battery"))
    made.opened.close()
    for way in ({"passphrase": "correct horse battery"}, {"recovery": made.recovery_key}):
        open_office(paths, **way).close()
    with pytest.raises(WrongKeyError):
        open_office(paths, passphrase="wrong horse battery")
    open_office(paths, passphrase="correct horse battery").close()


def test_somebody_not_on_the_staff_list_sees_and_changes_nothing_until_they_say_who_they_are(
    tmp_path: Path,
) -> None:
    paths = OfficePaths(tmp_path / "office")
    made = start_office(
        paths, SETTINGS, [new_person(IdMaker(), "Asha Khan", role="complaints_manager")], None
    )
    logged = log_complaint(made.opened.office)
    with made.opened.office.database.raw_writer() as raw:
        raw.execute("DELETE FROM local_setting")
    made.opened.close()
    opened = open_office(paths)
    office = opened.office
    assert (office.person.id, office.person.full_name) == ("", "Nobody")
    for act in (
        lambda: log_complaint(office),
        lambda: add_note(office, logged.case_id, "Rang"),
        lambda: change_settings(office, {"phone": "1"}),
    ):
        with pytest.raises(NotPermittedError, match="Choose who you are first"):
            act()
    assert list_count(office, query(office, "all")) == 0, "nor do they see a case"
    become(office, office.staff_named("Asha Khan"))
    assert list_count(office, query(office, "all")) == 1
    log_complaint(office)
    opened.close()
    again = open_office(paths)
    assert again.office.person.full_name == "Asha Khan", "the choice is kept on this computer"
    again.close()


def test_the_person_at_the_keyboard_is_matched_by_account_while_working_here(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    office = opened.office
    with office.database.raw_writer() as raw:
        raw.execute("DELETE FROM local_setting")
    assert who_is_here(office).full_name == "Asha Khan"
    asha = office.staff_named("Asha Khan")
    rhys = office.staff_named("Rhys Parry")
    save_person(office, replace(rhys, role="complaints_manager", accounts=(account_name().upper(),)))
    assert who_is_here(office).id == "", "two people of one account: nobody is guessed"
    save_person(
        office,
        type(asha)(asha.id, asha.full_name, role=asha.role, accounts=asha.accounts, to_on=date(2025, 1, 1)),
    )
    assert who_is_here(office).id == rhys.id
    opened.close()


def test_a_database_of_a_newer_version_is_open_to_read_only_and_says_so(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office", Published())
    log_complaint(opened.office)
    with opened.office.database.raw_writer() as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_of_tomorrow'")
    opened.close()
    newer = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
    assert "a newer Caseworker wrote it" in newer.notice
    assert "install the newest Caseworker" in newer.notice
    assert len(search_cases(newer.office, "gethin")) == 1
    with pytest.raises(ReadOnlyError):
        log_complaint(newer.office)
    newer.close()


@pytest.mark.parametrize(
    "how", ["DROP VIEW changeset", "ALTER TABLE case_list RENAME COLUMN sort_due TO due_at"]
)
def test_a_database_of_a_newer_version_that_keeps_things_elsewhere_is_refused_in_words(
    tmp_path: Path, how: str
) -> None:
    paths = OfficePaths(tmp_path / "office")
    opened = make_office(paths.folder)
    with opened.office.database.raw_writer() as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_of_tomorrow'")
        raw.execute(how)
    opened.close()
    before = paths.database.read_bytes()
    with pytest.raises(NewerDatabaseError, match="Install the newest Caseworker"):
        open_office(paths, is_plain=True, system_now=noon)
    assert paths.database.read_bytes() == before


def origins(office: object) -> list[str]:
    with office.reading() as raw:  # type: ignore[attr-defined]
        return list(dict.fromkeys(c.origin for _, c in changesets(raw)))


def test_an_office_opened_again_goes_on_as_the_same_replica(tmp_path: Path) -> None:
    make_office(tmp_path / "office").close()
    for _ in range(3):
        opened = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
        log_complaint(opened.office)
        assert len(origins(opened.office)) == 1
        opened.close()


def test_a_moved_office_takes_a_new_origin_before_its_first_change(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    log_complaint(opened.office)
    opened.close()
    shutil.move(tmp_path / "office", tmp_path / "elsewhere")
    moved = open_office(OfficePaths(tmp_path / "elsewhere"), system_now=noon)
    assert log_complaint(moved.office).reference == "CYP-2025-0002"
    assert len(origins(moved.office)) == 2
    assert verify_office(moved.office).faults == ()
    moved.close()


def test_an_old_copy_put_back_takes_a_new_origin_and_gives_no_number_twice_within_it(tmp_path: Path) -> None:
    opened = make_office(tmp_path / "office")
    log_complaint(opened.office)
    opened.close()
    database = OfficePaths(tmp_path / "office").database
    shutil.copy(database, tmp_path / "yesterday.db")
    opened = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
    log_complaint(opened.office)
    first = opened.office.origin
    opened.close()
    shutil.copy(tmp_path / "yesterday.db", database)
    back = open_office(OfficePaths(tmp_path / "office"), system_now=noon)
    assert back.office.origin != first
    log_complaint(back.office)
    assert len(origins(back.office)) == 2
    assert verify_office(back.office).faults == ()
    back.close()


def test_a_restored_office_takes_a_new_origin_and_has_everything(tmp_path: Path) -> None:
    paths = OfficePaths(tmp_path / "office")
    opened = make_office(paths.folder, Published())
    logged = log_complaint(opened.office)
    back_up(opened.office, tmp_path / "copy.cwbackup")
    log_complaint(opened.office)
    first = opened.office.origin
    opened.close()
    restore_office(paths, tmp_path / "copy.cwbackup")
    again = open_office(paths, system_now=noon)
    assert list_count(again.office, query(again.office, "all")) == 1
    assert open_case(again.office, logged.case_id).reference == logged.reference
    assert again.office.origin != first
    assert verify_office(again.office).faults == ()
    again.close()


def test_an_empty_folder_has_no_office(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        open_office(OfficePaths(tmp_path / "nowhere"))


def test_a_damaged_file_is_told_and_the_lock_is_given_back(tmp_path: Path) -> None:
    make_office(tmp_path / "office").close()
    paths = OfficePaths(tmp_path / "office")
    whole = paths.database.read_bytes()
    paths.database.write_bytes(whole[:5000])
    for _ in range(2):
        with pytest.raises(UnavailableError, match=r"not opened|could not be read"):
            open_office(paths)
    paths.database.write_bytes(whole)
    open_office(paths).close()


def test_rules_and_calendars_ship_with_the_program() -> None:
    rulebook, calendars = resources_of()
    assert rulebook.schemes
    assert calendars["EW"].first_year <= 2005


def test_office_that_nobody_saved_in_keeps_its_origin_from_start_to_start(tmp_path: Path) -> None:
    paths = OfficePaths(tmp_path / "joined")
    empty_office(paths, None).opened.close()
    first = open_office(paths)
    origin = first.office.origin
    first.close()
    again = open_office(paths)
    assert again.office.origin == origin
    again.close()
