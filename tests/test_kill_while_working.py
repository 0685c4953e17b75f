"""A caseworker's computer loses power again and again: no case that was reported saved is ever missing (I1, U1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworker.actions import look_up
from caseworker.actions.checking import verify_office
from caseworker.actions.drafts import list_drafts
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.paths import OfficePaths
from caseworker.security.keys import Published
from tests.example_office import make_office, noon
from tests.storage.processes import another_program, kill, says

WORK = """
import sys
from dataclasses import replace
from pathlib import Path
from caseworker.actions.acknowledge import acknowledge
from caseworker.actions.drafts import list_drafts, save_draft
from caseworker.actions.log import log_case
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office
from caseworker.paths import OfficePaths
from tests.example_office import COMPLAINT, TODAY, noon

office = open_office(OfficePaths(Path(sys.argv[1])), system_now=noon).office
print("open", flush=True)
known = list_drafts(office)
draft = known[0].id if known else save_draft(office, "intake", {"text": ""}).id
for number in range(1_000_000):
    text = "x" * (number % 50) + str(number)
    save_draft(office, "intake", {"text": text, "number": number}, draft_id=draft)
    print("draft", number, flush=True)
    logged = log_case(office, replace(COMPLAINT, owner_id=office.person.id))
    print("case", logged.reference, flush=True)
    add_note(office, logged.case_id, f"Note of {logged.reference}")
    print("note", logged.reference, flush=True)
    acknowledge(office, logged.case_id, TODAY)
    print("acknowledged", logged.reference, flush=True)
"""
KILLS = 10


def reopened(folder: Path) -> OpenOffice:
    return open_office(OfficePaths(folder), system_now=noon)


def check_saved(opened: OpenOffice, said: list[list[str]]) -> None:
    """Everything the program said was saved is there, and at most one act more."""
    office = opened.office
    rows = {row.reference: row for row in look_up.list_page(office, look_up.query(office, "all"), 0, 100_000)}
    for what, which in said:
        if what == "case":
            assert which in rows
        elif what == "note":
            assert [n.doc["text"] for n in look_up.open_case(office, rows[which].case_id).notes] == [
                f"Note of {which}"
            ]
        elif what == "acknowledged":
            assert rows[which].acknowledge_by is None
    numbers = sorted(int(reference[-4:]) for reference in rows)
    assert numbers == list(range(1, len(numbers) + 1)), "no number twice, none skipped"
    drafted = [int(which) for what, which in said if what == "draft"]
    if drafted:
        [draft] = list_drafts(office)
        assert draft.doc["number"] in (drafted[-1], drafted[-1] + 1), (
            "at most the text of the last moment is missing"
        )


@pytest.mark.parametrize("how", ["encrypted", "plain"])
def test_a_killed_caseworker_finds_everything_that_was_saved_and_a_record_without_fault(
    tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "office"
    make_office(folder, Published() if how == "encrypted" else None).close()
    for turn in range(KILLS):
        with another_program(WORK, folder) as program:
            assert says(program) == "open"
            said = [says(program) for _ in range(1 + turn % 5)]
            rest = kill(program).splitlines(keepends=True)
            said += [line.strip() for line in rest if line.endswith("\n")]
        opened = reopened(folder)
        try:
            check_saved(opened, [line.split() for line in said])
            found = verify_office(opened.office)
            assert (found.faults, found.dates) == ((), ())
            listed = look_up.list_count(opened.office, look_up.query(opened.office, "all"))
            assert len(look_up.search_cases(opened.office, "gethin")) == min(listed, 50)
        finally:
            opened.close()


def test_no_kill_makes_the_office_think_it_has_gone_back_in_time(tmp_path: Path) -> None:
    """The marker is written after the commit, so it may lag behind the database and never runs ahead of it."""
    folder = tmp_path / "office"
    made = make_office(folder)
    origin = made.office.origin
    made.close()
    for turn in range(3):
        with another_program(WORK, folder) as program:
            for _ in range(3 + turn):
                says(program)
            kill(program)
        opened = reopened(folder)
        assert opened.office.origin == origin
        opened.close()
