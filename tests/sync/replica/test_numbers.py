"""Numbers of an office that is shared: leased in blocks, never given twice, all explained (R1 to R6, F13, F14)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caseworker.actions.double_references import settle_doubles
from caseworker.actions.look_up import case_with_reference, open_case
from caseworker.actions.numbers import numbers_in_words
from caseworker.actions.settings_change import change_settings
from caseworker.clock import Clock
from caseworker.storage.leases import code_without_hub
from caseworker.storage.references import series_and_number
from caseworker.sync.port import HubAway
from tests.example_office import log_complaint
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
    given = log_many(asha, 40) + log_many(ali, 40)
    assert len(set(given)) == 80
    assert all(series_and_number(reference) for reference in given)
    assert any("-K02-" in reference for reference in given)
    meet_all(asha, ali)
    assert case_with_reference(asha.office, given[-1])
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
    given = log_many(asha, 15)
    assert len(set(given)) == 15
    asha.meet()
    ali.meet()
    asha.meet()
    assert (
        json.loads(str(asha.rows("SELECT value FROM local_setting WHERE key = 'sync'")[0][0]))["is_frozen"]
        is False
    )
    assert log_many(asha, 1)[0].count("-") == 2


def test_no_meeting_means_no_lost_number(asha: Pc, ali: Pc) -> None:
    class Away:
        def __getattr__(self, name: str) -> object:
            raise HubAway("away")

    with pytest.raises(HubAway):
        asha.meet(Away())  # type: ignore[arg-type]
    assert log_many(asha, 1) == ["CYP-2025-0001"]
