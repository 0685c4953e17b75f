"""A computer loses power while files wait in a draft: every file the draft names is there, byte for byte."""

from __future__ import annotations

from pathlib import Path

from caseworker.actions.checking import verify_office
from caseworker.actions.drafts import list_drafts
from caseworker.actions.log import log_case
from caseworker.actions.look_up import open_case
from caseworker.actions.opening import open_office
from caseworker.paths import OfficePaths
from caseworker.storage.blobs import read_bytes
from tests.example_office import COMPLAINT, make_office, noon
from tests.storage.processes import another_program, kill, says

WORK = """
import sys
from pathlib import Path
from caseworker.actions.drafts import list_drafts, save_draft
from caseworker.actions.gather_files import Source
from caseworker.actions.opening import open_office
from caseworker.actions.waiting_files import keep_waiting
from caseworker.paths import OfficePaths
from tests.example_office import noon
from tests.file_samples import eml, png

office = open_office(OfficePaths(Path(sys.argv[1])), system_now=noon).office
print("open", flush=True)
known = list_drafts(office)
files = list(known[0].doc["files"]) if known else []
draft = known[0].id if known else ""
for number in range(1_000_000):
    one = Source(f"{number}.eml", eml(str(len(files)), attachments=(("a.png", png(len(files) + 1)),)))
    files += keep_waiting(office, [one]).files
    draft = save_draft(office, "intake", {"files": files}, draft_id=draft).id
    print("saved", len(files), flush=True)
"""
KILLS = 4


def test_what_waits_in_a_draft_survives_every_kill(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    make_office(folder).close()
    for _ in range(KILLS):
        with another_program(WORK, folder) as program:
            assert says(program) == "open"
            last = [says(program) for _ in range(3)][-1]
            kill(program)
        opened = open_office(OfficePaths(folder), system_now=noon)
        try:
            files = list_drafts(opened.office)[0].doc["files"]
            assert len(files) >= int(last.split()[-1])
            with opened.office.reading() as raw:
                assert all(len(read_bytes(raw, file["digest"])) == file["size_bytes"] for file in files)
        finally:
            opened.close()
    opened = open_office(OfficePaths(folder), system_now=noon)
    try:
        logged = log_case(opened.office, COMPLAINT, files=files)
        assert len(open_case(opened.office, logged.case_id).of_kind("file")) == len(files)
        assert verify_office(opened.office).faults == ()
    finally:
        opened.close()
