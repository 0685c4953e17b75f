"""A Postgres hub from the command line: made, an office shared through it, met, copied, restored, looked after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caseworker import cli
from caseworker.actions.note import add_note
from caseworker.actions.opening import open_office
from caseworker.actions.sharing import share_office
from caseworker.domain.ids import IdMaker
from caseworker.hub_commands import PASSWORD_VARIABLE
from caseworker.paths import OfficePaths
from caseworker.sync.address import HubAddress
from tests.example_office import log_complaint, make_office
from tests.sync.private_postgres import PASSWORD, Server, drop, postgres_server

__all__ = ["postgres_server"]
Printed = pytest.CaptureFixture[str]


class Commands:
    """The command line for one hub."""

    def __init__(self, server: Server, database: str, data: Path, printed: Printed) -> None:
        self.address = replace(server.address, database=database)
        self.data, self._printed = data, printed

    def hub(self, *words: str | Path, code: int = cli.DONE) -> str:
        """Run `hub`, look at its exit code and return what it printed."""
        to = self.address
        place = ["--server", to.server, "--port", to.port, "--database", to.database, "--user", to.user]
        return self.run("hub", *words, *place, "--tls", "off", "--data", self.data, code=code)

    def run(self, *words: object, code: int = cli.DONE) -> str:
        found = cli.main([str(word) for word in words])
        out, err = self._printed.readouterr()
        assert found == code, out + err
        return out + err


@pytest.fixture
def commands(
    postgres_server: tuple[Server, dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Printed,
) -> Iterator[Commands]:
    """An empty database and an office on this computer alone."""
    server, _ = postgres_server
    name = f"commands_{IdMaker().new()[-10:]}"
    server.sql(f"CREATE DATABASE {name}")
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    opened = make_office(tmp_path / "office")
    log_complaint(opened.office)
    opened.close()
    yield Commands(server, name, tmp_path / "office", capsys)
    drop(server, name)


def shared(commands: Commands) -> HubAddress:
    """Make the hub, let Asha Khan in and share the office as her."""
    assert "The hub was made" in commands.hub("init")
    said = commands.hub("add-user", "asha", "--staff", "Asha Khan", "--sees-all", "--manager")
    address = replace(commands.address, user="asha")
    opened = open_office(OfficePaths(commands.data))
    share_office(opened.office, address, said.split("shown once: ")[1].strip())
    opened.close()
    return address


def test_an_office_is_shared_met_and_looked_after(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(commands)
    opened = open_office(OfficePaths(commands.data))
    with opened.office.reading() as raw:
        (case_id,) = raw.execute("SELECT id FROM case_list").fetchone()
    add_note(opened.office, case_id, "Rang the school")
    opened.close()
    assert "Sent 1 changes" in commands.run("sync", "--data", commands.data)
    status = commands.hub("status")
    assert "Login asha" in status
    assert "sees all, manager" in status
    assert "Computer K01 of asha" in status
    assert "as it was written" in commands.hub("check")
    assert "Nothing waits" in commands.hub("held", "list")
    assert "up to date" in commands.hub("upgrade")
    assert "written anew" in commands.hub("tidy")
    commands.hub("held", "accept", "nothing", code=cli.BAD_INPUT)
    commands.hub("held", "refuse", "nothing", code=cli.BAD_INPUT)
    commands.hub("rebuild", code=cli.BAD_INPUT)
    commands.hub("backup", tmp_path, code=cli.BAD_INPUT)  # nobody is there to type a passphrase
    assert list(tmp_path.glob("hub-*.sealed")) == []
    assert "keep it as safe as the server" in commands.hub("backup", tmp_path, "--plain")
    with monkeypatch.context() as here:
        here.setenv("CASEWORKER_COPY_PASSPHRASE", "horse battery staple")
        assert "Only the passphrase opens it" in commands.hub("backup", tmp_path)
    assert len(list(tmp_path.glob("hub-*.sealed"))) == 1
    assert "." in commands.hub("keep", tmp_path)
    assert "no longer" not in commands.hub("stand-in", "Ali Demir", "Asha Khan")
    assert "no longer" in commands.hub("stand-in", "Ali Demir", "Asha Khan", "--end")
    commands.hub("retire", "K77", code=cli.BAD_INPUT)
    assert "waited for no more" in commands.hub("retire", "K01")
    commands.hub("remove-user", "asha")
    commands.run("sync", "--data", commands.data, code=cli.WORLD)


def test_a_new_password_replaces_the_one_before(commands: Commands) -> None:
    shared(commands)
    assert "shown once: " in commands.hub("new-password", "asha")
    said = commands.run("sync", "--data", commands.data, code=cli.WORLD)
    assert "work is kept" in said or "kept" in said


def test_a_hub_that_is_not_there_is_exit_code_3(commands: Commands) -> None:
    commands.hub("status", code=cli.WORLD)
    commands.address = replace(commands.address, port=1)
    commands.hub("status", code=cli.WORLD)
