"""Made `offices.tar.xz`: two computers of earlier versions that share one mailbox, each with work it has not sent.

Run by the earlier programs, each with its own tree as PYTHONPATH: by 0.5.0, which makes the office and shares it
(`python make.py FOLDER asha`), by 0.6.0, which joins and works on (`ali`), and by 0.5.0 again (`more`). Kept so that a
later reader sees what is in the files; `tests/sync/test_older_program.py` opens them with today's program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from caseworker import __version__
from caseworker.actions.checking import back_up
from caseworker.actions.edit import edit_case
from caseworker.actions.files import attach_files
from caseworker.actions.gather_files import Source
from caseworker.actions.look_up import list_page, open_case, query
from caseworker.actions.note import add_note
from caseworker.actions.opening import OpenOffice, become, open_office
from caseworker.actions.sharing import HubAddress, open_hub, share_office
from caseworker.actions.sync import meet
from caseworker.paths import OfficePaths
from caseworker.storage.database import Database
from caseworker.sync import administer_share
from caseworker.sync.exchange import Exchange
from caseworker.sync.replica import Replica
from tests.actions.letter_life.life_help import approved, sent
from tests.example_office import log_complaint, make_office, noon

FOLDER = Path(sys.argv[1])
SHARE, CODE = FOLDER / "share", FOLDER / "code"


def asha() -> None:
    """Version 0.5.0: two cases, one with a file, shared and sent."""
    opened = make_office(FOLDER / "asha")
    office = opened.office
    CODE.write_text(administer_share.init(SHARE).joining_code)
    for name, person in (("asha", "Asha Khan"), ("ali", "Ali Demir"), ("rhys", "Rhys Parry")):
        administer_share.add_user(SHARE, name, office.staff_named(person).id)
    first = log_complaint(office, summary="Known to both.", full_name="First Caller")
    attach_files(office, first.case_id, [Source("first.txt", b"sent by 0.5.0")])
    log_complaint(office, summary="Also known to both.", full_name="Second Caller")
    share_office(office, _address("asha"), CODE.read_text())
    _meet(opened, "asha")
    opened.close()


def ali() -> None:
    """Version 0.6.0: joins, and works on without sending."""
    paths = OfficePaths(FOLDER / "ali")
    paths.make_folder()
    Database.create(paths.database, None).close()
    opened = open_office(paths, is_plain=True, system_now=noon)
    hub = open_hub(_address("ali"), CODE.read_text())
    replica = Replica(opened.office.database, now=noon)
    Exchange(replica, hub, lambda: replica.caller(__version__), noon).meet()
    hub.close()
    opened.office.reload()
    become(opened.office, opened.office.staff_named("Ali Demir"))
    _work(opened, "0.6.0")
    opened.close()


def more() -> None:
    """Version 0.5.0: a copy, and then work that is not sent, with a letter that went out."""
    opened = open_office(OfficePaths(FOLDER / "asha"), is_plain=True, system_now=noon)
    back_up(opened.office, FOLDER / "asha.cwbackup")
    logged = _work(opened, "0.5.0")
    sent(opened.office, logged, approved(opened.office, logged))
    opened.close()


def _work(opened: OpenOffice, version: str) -> str:
    office = opened.office
    known = next(
        row for row in list_page(office, query(office, "all")) if row.reference == "CYP-2025-0001"
    ).case_id
    edit_case(office, open_case(office, known), known, {"summary": f"As {version} heard it."})
    add_note(office, known, f"A note by {version}.")
    attach_files(office, known, [Source(f"{version}.txt", f"not sent by {version}".encode())])
    return log_complaint(office, summary=f"Logged by {version}.", full_name=f"Caller {version}").case_id


def _address(name: str) -> HubAddress:
    return HubAddress("share", path=str(SHARE), user=name)


def _meet(opened: OpenOffice, name: str) -> None:
    hub = open_hub(_address(name), CODE.read_text())
    meet(opened.office, hub)
    hub.close()


if __name__ == "__main__":
    {"asha": asha, "ali": ali, "more": more}[sys.argv[2]]()
