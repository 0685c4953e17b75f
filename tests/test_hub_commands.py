"""The hub on the command line: made, joined, met, copied, restored, checked, made again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseworker import cli
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office
from caseworker.actions.sharing import HubAddress, share_office, sign_in
from caseworker.hub_commands import PASSWORD_VARIABLE
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.storage.local import set_local_setting, set_sync_state
from caseworker.sync import mailbox
from caseworker.sync.share_tables import MAILBOX
from tests.example_office import log_complaint, make_office
from tests.sync.conftest import no_forcing

__all__ = ["no_forcing"]

pytestmark = pytest.mark.usefixtures("no_forcing")
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    opened = make_office(tmp_path / "office")
    log_complaint(opened.office)
    opened.close()
    return tmp_path / "office"


@pytest.fixture
def share(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> Path:
    """A mailbox with Asha Khan on its list; the joining code is in the variable."""
    folder = tmp_path / "share"
    assert cli.main(["hub", "init", "--share", str(folder)]) == cli.DONE
    code = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("Joining code: "))
    monkeypatch.setenv(PASSWORD_VARIABLE, code.partition(": ")[2])
    assert hub(folder, "add-user", "asha", "--staff", "Asha Khan", "--data", data) == cli.DONE
    return folder


@pytest.fixture
def shared(share: Path, data: Path) -> Path:
    """The same, with the office in it."""
    opened = open_office(OfficePaths(data))
    address = HubAddress("share", path=str(share), user="asha")
    share_office(opened.office, address, os.environ[PASSWORD_VARIABLE])
    opened.close()
    return share


def hub(share: Path, *words: str | Path) -> int:
    return cli.main(["hub", *map(str, words), "--share", str(share)])


def worked(data: Path) -> None:
    """Somebody did something in the window."""
    opened = open_office(OfficePaths(data))
    add_note(opened.office, case_of(opened.office), "Rang the school")
    opened.close()


def case_of(office: Office) -> str:
    with office.reading() as raw:
        return str(raw.execute("SELECT id FROM case_list").fetchone()[0])


def test_what_was_done_is_sent_by_one_meeting(shared: Path, data: Path, capsys: Printed) -> None:
    worked(data)
    assert cli.main(["sync", "--data", str(data)]) == cli.DONE
    assert "Sent 1 changes" in capsys.readouterr().out
    assert cli.main(["sync", "--check", "--data", str(data)]) == cli.DONE
    assert "Sent 0 changes" in capsys.readouterr().out


def test_a_hub_that_is_away_is_exit_code_3_and_the_work_is_kept(
    shared: Path, data: Path, capsys: Printed
) -> None:
    worked(data)
    shared.rename(shared.with_name("away"))
    assert cli.main(["sync", "--data", str(data)]) == cli.WORLD
    assert "Your work is kept" in capsys.readouterr().err
    shared.with_name("away").rename(shared)
    assert cli.main(["sync", "--data", str(data)]) == cli.DONE


def test_an_office_that_is_not_shared_says_so(data: Path, capsys: Printed) -> None:
    assert cli.main(["sync", "--data", str(data)]) == cli.WORLD
    assert "on this computer alone" in capsys.readouterr().err


def test_the_status_lists_people_and_computers(shared: Path, capsys: Printed) -> None:
    assert hub(shared, "status") == cli.DONE
    out = capsys.readouterr().out
    assert "Person asha" in out
    assert "Computer K01" in out


def test_the_share_may_be_named_by_its_file(shared: Path) -> None:
    assert hub(shared / "caseworker-hub.db", "status") == cli.DONE


def test_somebody_is_taken_off_the_list(shared: Path, data: Path, capsys: Printed) -> None:
    assert hub(shared, "remove-user", "asha") == cli.DONE
    assert "right to the folder" in capsys.readouterr().out
    assert cli.main(["sync", "--data", str(data)]) == cli.WORLD
    assert "not on the list" in capsys.readouterr().err


def test_a_copy_is_restored_and_what_it_lacks_is_offered_again(
    shared: Path, data: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert hub(shared, "backup", tmp_path / "copy.db") == cli.DONE
    worked(data)
    assert cli.main(["sync", "--data", str(data)]) == cli.DONE
    before = changes(shared)
    assert hub(shared, "restore", tmp_path / "copy.db") == cli.DONE
    assert changes(shared) == before - 1
    assert hub(shared, "status") == cli.LOOK
    assert "K01*" in capsys.readouterr().out
    assert cli.main(["sync", "--data", str(data)]) == cli.DONE
    assert changes(shared) == before
    assert hub(shared, "status") == cli.DONE


def test_a_damaged_file_is_found_and_made_again(shared: Path, data: Path, capsys: Printed) -> None:
    assert hub(shared, "check") == cli.DONE
    before = changes(shared)
    (shared / "caseworker-hub.db").write_bytes(b"no database" * 5000)
    assert hub(shared, "check") == cli.LOOK
    assert cli.main(["sync", "--data", str(data)]) == cli.WORLD
    assert "hub rebuild" in capsys.readouterr().err
    assert hub(shared, "rebuild", "--data", data) == cli.DONE
    assert changes(shared) == before
    worked(data)
    assert cli.main(["sync", "--data", str(data)]) == cli.DONE
    assert changes(shared) == before + 1
    assert hub(shared, "check") == cli.DONE


def test_a_share_is_not_made_again_from_another_office_or_one_of_a_server(
    shared: Path, data: Path, tmp_path: Path, capsys: Printed
) -> None:
    before = (shared / MAILBOX).read_bytes()
    other = make_office(tmp_path / "other")
    with other.office.database.raw_writer() as raw:
        set_sync_state(raw, hub_id="another hub", epoch="1")
    other.close()
    assert hub(shared, "rebuild", "--data", tmp_path / "other") == cli.BAD_INPUT
    assert "is another office’s. Nothing was changed." in capsys.readouterr().err
    opened = open_office(OfficePaths(data))
    with opened.office.database.raw_writer() as raw:
        set_local_setting(raw, "hub", HubAddress(server="hub", database="d", user="asha").as_json())
    opened.close()
    assert hub(shared, "rebuild", "--data", data) == cli.BAD_INPUT
    assert "through a Postgres server" in capsys.readouterr().err
    assert (shared / MAILBOX).read_bytes() == before


def test_a_share_that_cannot_be_made_again_keeps_the_file_it_had(
    shared: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (shared / MAILBOX).read_bytes()
    with monkeypatch.context() as full:
        full.setattr(mailbox, "PRAGMAS", (*mailbox.PRAGMAS, "PRAGMA max_page_count = 2"))
        assert hub(shared, "rebuild", "--data", data) == cli.WORLD
    assert (shared / MAILBOX).read_bytes() == before
    assert not list(shared.glob(f"{MAILBOX}.*"))


def test_a_second_copy_of_a_day_gets_a_name_of_its_own(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for _ in range(2):
        assert hub(shared, "backup", folder) == cli.DONE
    assert len(list(folder.iterdir())) == 2


def test_a_share_whose_code_became_known_gets_another(
    shared: Path, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    old = os.environ[PASSWORD_VARIABLE]
    before = changes(shared)
    assert hub(shared, "rebuild", "--new-code", "--data", data) == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    new = next(line for line in lines if line.startswith("New joining code: ")).partition(": ")[2]
    assert cli.main(["sync", "--data", str(data)]) == cli.WORLD
    assert "joining code" in capsys.readouterr().err
    opened = open_office(OfficePaths(data))
    sign_in(opened.office, new)
    opened.close()
    assert cli.main(["sync", "--data", str(data)]) == cli.DONE
    assert changes(shared) == before
    assert hub(shared, "check") == cli.LOOK
    monkeypatch.setenv(PASSWORD_VARIABLE, new)
    assert hub(shared, "check") == cli.DONE
    assert old != new


def test_the_joining_code_is_told_on_a_computer_that_keeps_it(
    shared: Path, data: Path, capsys: Printed
) -> None:
    capsys.readouterr()
    assert hub(shared, "joining-code", "--data", data) == cli.DONE
    assert capsys.readouterr().out.strip() == os.environ[PASSWORD_VARIABLE]


def test_a_retired_computer_is_waited_for_no_more(shared: Path, capsys: Printed) -> None:
    assert hub(shared, "retire", "K01") == cli.DONE
    assert hub(shared, "retire", "K77") == cli.BAD_INPUT
    hub(shared, "status")
    assert "retired: The computer is not used any more" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("held", "list"), ("new-password", "asha"), ("upgrade",)], ids=lambda words: words[0]
)
def test_what_a_share_has_not_is_said(shared: Path, words: tuple[str, ...], capsys: Printed) -> None:
    assert hub(shared, *words) == cli.BAD_INPUT
    assert "Postgres" in capsys.readouterr().err


def test_a_hub_must_be_named(capsys: Printed) -> None:
    assert cli.main(["hub", "status"]) == cli.BAD_INPUT
    assert "--share FOLDER" in capsys.readouterr().err


def test_a_second_hub_is_not_made_in_the_same_folder(shared: Path, capsys: Printed) -> None:
    assert hub(shared, "init") == cli.WORLD
    assert "already" in capsys.readouterr().err


def changes(share: Path) -> int:
    raw = sqlite3.connect(share / "caseworker-hub.db")
    try:
        return int(raw.execute("SELECT count(*) FROM row").fetchone()[0])
    finally:
        raw.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("init",), "There is no folder"),
        (("backup", "away/copy.db"), "There is no folder"),
        (("restore", "copy.db"), "There is no file"),
    ],
)
def test_folder_or_copy_that_is_not_there_is_named_and_nothing_made_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert hub(Path("away") / "share", *words) == cli.BAD_INPUT
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
