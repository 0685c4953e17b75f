"""A kill in the middle of an import: whole chunks are kept, and importing again goes on where it stopped."""

from __future__ import annotations

from pathlib import Path

from caseworker.actions import look_up
from caseworker.actions.checking import verify_office
from caseworker.actions.imports import import_file
from caseworker.actions.opening import open_office
from caseworker.paths import OfficePaths
from tests.example_office import make_office, noon
from tests.imports.csv_help import SAMPLE
from tests.storage.processes import another_program, kill, says

IMPORT = """
import sys
from pathlib import Path
from caseworker.actions import imports
from caseworker.actions.opening import open_office
from caseworker.paths import OfficePaths
from tests.example_office import noon
imports.CHUNK = 50
office = open_office(OfficePaths(Path(sys.argv[1])), is_plain=True, system_now=noon).office
imports.import_file(
    office, Path(sys.argv[2]), "lewisham", rejects=Path(sys.argv[3]), progress=lambda _, words: print(words, flush=True)
)
"""


def test_a_kill_keeps_what_was_reported_and_nothing_twice(tmp_path: Path) -> None:
    folder, path, refused = tmp_path / "office", SAMPLE / "cases.csv", tmp_path / "refused.csv"
    make_office(folder).close()
    with another_program(IMPORT, folder, path, refused) as program:
        while says(program) != "200 of 1,246 rows":
            pass
        rest = kill(program).splitlines()
    reported = int(rest[-1].split(" ")[0].replace(",", "")) if rest else 200
    opened = open_office(OfficePaths(folder), is_plain=True, system_now=noon)
    office = opened.office
    kept = look_up.list_count(office, look_up.query(office, "all"))
    assert kept % 50 == 0 or kept == 1246
    assert reported <= kept <= reported + 50
    report = import_file(office, path, "lewisham", rejects=refused)
    assert (report.unchanged, report.accepted) == (kept, 1246 - kept)
    assert verify_office(office).faults == ()
    opened.close()
