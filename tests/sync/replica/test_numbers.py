"""Numbers of an office that is shared: leased in blocks, never given twice, all explained (R1 to R6, F13, F14)."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworker.actions import import_guess, import_numbers
from caseworker.actions.at_keyboard import become
from caseworker.actions.clashes import clashes
from caseworker.actions.double_references import settle_doubles
from caseworker.actions.imports import import_file
from caseworker.actions.look_up import case_with_reference, open_case
from caseworker.actions.numbers import numbers_in_words
from caseworker.actions.opening import open_office
from caseworker.actions.settings_change import change_settings
from caseworker.cli import main
from caseworker.clock import Clock
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.leases import code_without_hub, leased_number
from caseworker.storage.numbers_gone import note_gone
from caseworker.storage.references import series_and_number
from caseworker.sync.port import Hub, HubAway
from tests.example_office import log_complaint, noon
from tests.imports.xlsx_help import write_book
from tests.sync.replica.offices import Pc, meet_all


def log_many(pc: Pc, count: int) -> list[str]:
    """Log so many cases; return their references."""
    return [log_complaint(pc.office).reference for _ in range(count)]


def test_each_computer_takes_the_lowest_number_of_its_own_block(asha: Pc, join: Callable[..., Pc]) -> None:
    alone = log_many(asha, 2)
    ali = join()
    assert alone == ["CYP-2025-0001", "CYP-2025-0002"]
    assert log_many(asha, 2) == ["CYP-2025-0003", "CYP-2025-0004"]
    assert log_many(ali, 2) == ["CYP-2025-0013", "CYP-2025-0014"]


def test_two_offline_for_days_with_forty_new_cases_each_give_no_number_twice(asha: Pc, ali: Pc) -> None:
    logged = log_many(asha, 40) + log_many(ali, 40)
    assert len(set(logged)) == 80
    assert all(series_and_number(reference) for reference in logged)
    assert any("-K02-" in reference for reference in logged)
    meet_all(asha, ali)
    assert case_with_reference(asha.office, logged[-1])
    assert settle_doubles(asha.office) is None
    told = list(numbers_in_words(asha.office, "CYP-2025"))
    assert not [words for _numbers, words in told if words.startswith("never given")]
    assert sum(1 for line in told if "used" in line[1]) >= 3
    assert log_many(asha, 1)[0].count("-") == 2, "a block was leased again"


def test_a_block_is_asked_for_again_by_the_same_id_when_the_reply_was_lost(asha: Pc, ali: Pc) -> None:
    log_many(asha, 6)
    first = asha.replica.lease_requests("2025-10-15")
    asha.hub.as_user("asha").lease_refs(first[0][0], asha.office.origin, *first[0][1:])
    assert asha.replica.lease_requests("2025-10-15") == first
    asha.meet()
    assert asha.replica.lease_requests("2025-10-15") == ()
    assert len([lease for lease in asha.hub.books.leases.values() if lease.origin == asha.office.origin]) == 2


def test_next_years_block_is_held_from_november(asha: Pc) -> None:
    asha.meet()
    assert asha.rows("SELECT DISTINCT series FROM lease") == [("CYP-2025",)]
    change_settings(asha.office, {"clock_stands_on": "2025-11-01"})
    asha.meet()
    assert asha.rows("SELECT DISTINCT series FROM lease ORDER BY 1") == [("CYP-2025",), ("CYP-2026",)]
    asha.office.clock = Clock(date(2026, 1, 2), asha.office.clock.system_now)
    assert log_many(asha, 1) == ["CYP-2026-0001"]


def test_a_computer_put_back_from_a_copy_takes_numbers_by_a_code_of_its_own_until_it_meets_the_hub(
    asha: Pc, ali: Pc, tmp_path: Path
) -> None:
    log_many(ali, 3)
    ali.meet()
    copy = tmp_path / "copy"
    shutil.copytree(ali.office.paths.folder, copy)
    original = ali.office.origin
    after_copy = log_many(ali, 2)
    ali.meet()
    twin = Pc(ali.opened, ali.hub, ali.login)
    twin.reopened(copy)
    assert twin.office.origin != original
    [spare] = log_many(twin, 1)
    assert spare == f"CYP-2025-{code_without_hub(twin.office.origin)}-01"
    twin.meet()
    leased = log_many(twin, 1)
    assert leased[0].count("-") == 2
    assert not {*after_copy, spare} & set(leased)
    meet_all(asha, twin)
    assert asha.digest() == twin.digest()
    words = dict(numbers_in_words(asha.office, "CYP-2025"))
    assert any("began a new record" in story for story in words.values())
    twin.opened.close()


def test_one_number_at_two_cases_is_settled_by_the_computer_that_logged_the_later(asha: Pc, ali: Pc) -> None:
    one = log_complaint(asha.office)
    with ali.office.database.raw_writer() as raw:  # as a file copied by hand would
        raw.execute("UPDATE lease SET first = 1 WHERE origin = ?", (ali.office.origin,))
    two = log_complaint(ali.office)
    assert one.reference == two.reference
    meet_all(asha, ali)
    earlier, later = sorted(((one.case_id, asha), (two.case_id, ali)), key=lambda case: case[1].office.origin)
    assert settle_doubles(earlier[1].office) is None
    changed = settle_doubles(later[1].office)
    assert changed is not None
    assert changed.case_ids == (later[0],)
    meet_all(asha, ali)
    for pc in (asha, ali):
        mended = open_case(pc.office, later[0])
        assert open_case(pc.office, earlier[0]).reference == one.reference
        assert mended.reference != one.reference
        assert mended.case.doc["old_references"] == [one.reference]
        [task] = mended.tasks
        assert "Write to Siân O’Brien: the reference has changed from" in task.doc["what"]
        assert task.doc["owner"] == mended.case.doc["owner_id"]
        assert settle_doubles(pc.office) is None


def test_one_double_that_two_copies_of_a_computer_mended_apart_is_no_clash_and_leaves_one_task(
    asha: Pc, ali: Pc, tmp_path: Path
) -> None:
    first, later = sorted((asha, ali), key=lambda pc: pc.office.origin)
    for pc in (asha, ali):  # as a file copied by hand would
        with pc.office.database.raw_writer() as raw:
            raw.execute("UPDATE lease SET first = 1 WHERE origin = ?", (pc.office.origin,))
    one, two = log_complaint(first.office), log_complaint(later.office)
    assert one.reference == two.reference
    first.meet()
    shutil.copytree(later.office.paths.folder, tmp_path / "copied")
    is_plain = not later.office.database.is_encrypted
    paths = OfficePaths(tmp_path / "copied")
    copy = Pc(open_office(paths, is_plain=is_plain, system_now=noon), later.hub, later.login)
    become(copy.office, later.office.person)
    for pc in (later, copy):
        pc.replica.take_new_origin()
        pc.meet()
    assert [pc for pc in (first, later, copy) if settle_doubles(pc.office)] == [later, copy]
    meet_all(later, copy, first)
    assert "reference" in [clash.key[1] for clash in clashes(first.office)]
    settled = [pc for pc in (first, later, copy) if settle_doubles(pc.office) is not None]
    assert len(settled) == 1
    meet_all(first, later, copy)
    for pc in (first, later, copy):
        view = open_case(pc.office, two.case_id)
        assert clashes(pc.office) == ()
        assert view.reference != one.reference
        assert view.case.doc["old_references"][0] == one.reference
        assert len(view.case.doc["old_references"]) == 2
        [task] = [task for task in view.tasks if not task.is_removed]
        assert f"to {view.reference}" in task.doc["what"]
        assert settle_doubles(pc.office) is None
    assert first.digest() == later.digest() == copy.digest()
    copy.opened.close()


def test_every_number_is_explained(asha: Pc, ali: Pc) -> None:
    log_many(asha, 2)
    meet_all(asha, ali)
    told = dict(numbers_in_words(asha.office))
    assert told["CYP-2025-0001 to CYP-2025-0002"] == "used"
    assert told["CYP-2025-0003 to CYP-2025-0010"] == "leased to this computer; no case here has it"
    assert "leased to another computer" in told["CYP-2025-0011 to CYP-2025-0020"]


def test_an_origin_without_a_hub_has_a_code_no_hub_gives() -> None:
    codes = {code_without_hub(f"0198{number:028x}") for number in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == 7 and code[0] == "X" for code in codes)
    assert all(series_and_number(f"CYP-2026-{code}-01") == (f"CYP-2026-{code}", 1) for code in codes)


def test_a_frozen_hub_leases_nothing_and_work_goes_on_by_spare_numbers(asha: Pc, ali: Pc) -> None:
    snapshot = asha.hub.snapshot()
    asha.hub.restore(snapshot)
    asha.meet()
    assert len(set(log_many(asha, 15))) == 15
    asha.meet()
    ali.meet()
    asha.meet()
    assert (
        json.loads(str(asha.rows("SELECT value FROM local_setting WHERE key = 'sync'")[0][0]))["is_frozen"]
        is False
    )
    assert log_many(asha, 1)[0].count("-") == 2


def test_numbers_beyond_what_a_reference_can_say_are_neither_given_nor_asked_for_again(asha: Pc) -> None:
    asha.hub.as_user("asha").lease_refs("odd", asha.replica.origin, "CYP-2025", 10, 9 * 10**15)
    asha.meet()
    given = log_many(asha, 12)
    asked = len(asha.hub.books.leases)
    asha.meet()
    assert len(asha.hub.books.leases) == asked
    given += log_many(asha, 2)
    assert len(set(given)) == 14
    assert all(series_and_number(each) for each in given)
    assert [each.startswith("CYP-2025-K01-") for each in given[-2:]] == [True, True]


def test_no_meeting_means_no_lost_number(asha: Pc, ali: Pc) -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise HubAway("away")

    with pytest.raises(HubAway):
        asha.meet(Away())  # type: ignore[arg-type]
    assert log_many(asha, 1) == ["CYP-2025-0001"]


@pytest.mark.parametrize("is_away", [False, True])
def test_an_import_into_a_shared_office_gives_each_row_a_number_of_its_own_of_one_block_if_the_hub_answers(
    asha: Pc, ali: Pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_away: bool
) -> None:
    def connected(_office: Office) -> Hub:
        if is_away:
            raise HubAway("away")
        return asha.hub.as_user(asha.login)

    monkeypatch.setattr(import_numbers, "connected", connected)
    rows = [[date(2019, 6, 3), "Statutory", f"Person {number}", "Upheld"] for number in range(14)]
    look = import_guess.look_at(
        write_book(tmp_path / "old.xlsx", [["Date Recd", "Complaint type", "Complainant", "Result"], *rows])
    )
    setup = replace(import_guess.guessed(asha.office, look), own_references=True)
    words = import_guess.words_in(asha.office, look, setup)
    mapping = import_guess.mapping_for(asha.office, look, import_guess.with_words(setup, words))
    foretold = import_file(asha.office, tmp_path / "old.xlsx", mapping, dry_run=True)
    assert foretold.accepted == 14
    assert foretold.notes[-1] == (
        "This computer holds 10 of the 14 numbers. The hub does not answer. 4 rows get numbers of this computer's "
        "spare series, which are as final as any. To have one series, import once the hub answers again."
        if is_away
        else "This computer holds 10 of the 14 numbers. The others are fetched from the hub when the import begins."
    )
    told: list[str] = []
    assert import_file(asha.office, tmp_path / "old.xlsx", mapping, told=told.append).accepted == 14
    assert len(told) == is_away
    log_many(ali, 3)
    meet_all(asha, ali)
    references = [str(row[0]) for row in asha.rows("SELECT reference FROM case_list")]
    assert len(references) == len(set(references)) == 17
    assert sum("-K01-" in reference for reference in references) == 4 * is_away
    assert asha.digest() == ali.digest()


@given(
    blocks=st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=6),
    used=st.sets(st.integers(1, 60)),
    lost=st.sets(st.integers(1, 60)),
    count=st.integers(1, 40),
)
def test_whatever_was_leased_and_used_no_number_comes_twice_and_none_from_elsewhere(
    blocks: list[tuple[int, bool]], used: set[int], lost: set[int], count: int
) -> None:
    raw = sqlite3.connect(":memory:")
    raw.executescript(
        "CREATE TABLE lease (request_id, series, first, last, origin, leased_at, given_up);"
        "CREATE TABLE reference_number (series, number, case_id);"
        "CREATE TABLE local_setting (key PRIMARY KEY, value);"
    )
    own, first = set(), 1
    for number, (size, is_own) in enumerate(blocks):
        last = first + size - 1
        origin = "me" if is_own else "other"
        raw.execute("INSERT INTO lease VALUES (?, 'S', ?, ?, ?, '', '')", (str(number), first, last, origin))
        own |= set(range(first, last + 1)) if is_own else set()
        first = last + 1
    raw.executemany("INSERT INTO reference_number VALUES ('S', ?, 'c')", [(n,) for n in used])
    note_gone(raw, {("S", n) for n in lost})
    given = [leased_number(raw, "S", "me", "K01", taken) for taken in range(count)]
    assert len(set(given)) == count
    leased = [n for series, n in given if series == "S"]
    assert leased == sorted(own - used - lost)[:count]
    assert [n for series, n in given if series == "S-K01"] == list(range(1, count - len(leased) + 1))


def test_the_command_prints_a_line_for_each_story(asha: Pc, capsys: pytest.CaptureFixture[str]) -> None:
    log_many(asha, 2)
    asha.meet()
    folder = asha.office.paths.folder
    asha.opened.close()
    assert main(["--data", str(folder), "numbers", "--series", "CYP-2025"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split() == ["CYP-2025-0001", "to", "CYP-2025-0002", "used"]
    assert second.endswith("leased to this computer; no case here has it")
