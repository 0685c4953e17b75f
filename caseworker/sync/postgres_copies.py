"""Copies of a Postgres hub, and putting one back as another life of the same hub.

Question: which tool makes the copy? Choice: this program alone, on Windows too, without one of the server's; a copy is
a zip of what COPY gives, taken at one moment, sealed with a passphrase. Beside the copies lies what a restore must not
forget: the redactions and the list of computers, which may be written far more often than a whole copy. Cost: a very
large hub copies slower than with the server's own tools. Source: offline rules P12, E2, R5, F12.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from caseworker.clock import system_now
from caseworker.domain.ids import IdMaker
from caseworker.errors import DamagedFileError, WrongKeyError
from caseworker.files import write_whole
from caseworker.security.sealed_file import SealedReader, SealedWriter, is_sealed
from caseworker.sync.address import HubAddress
from caseworker.sync.port import HubRefuses
from caseworker.sync.postgres_schema import administrator, apply_scripts, as_owner, make_roles, refuse_used
from caseworker.sync.postgres_users import make_role

if TYPE_CHECKING:
    from psycopg import Connection

FORMAT = 1
OUTSIDE = "hub-outside.json"
_TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'caseworker' AND tablename <> 'migration' ORDER BY 1"
)
_COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = 'caseworker' AND table_name = %s"
    " ORDER BY ordinal_position"
)
_ORIGINS = "id, n, code, public_key, login, machine, app_version, schema_version"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        epoch: which life the hub is in now. head: the last feed number of the copy.
        redactions: younger than the copy, and done again.
        without_password: logins that need a new password before they can sign in.
        waits_for: computers (codes) that must call before numbers are leased again.
    """

    hub_id: str
    epoch: int
    head: int
    redactions: int
    without_password: tuple[str, ...]
    waits_for: tuple[str, ...]


def backup(address: HubAddress, password: str | None, folder: Path, passphrase: str = "") -> Path:
    """Write a copy of the hub into a folder, and what is kept beside it; return the copy, read back once.

    Args:
        passphrase: what opens the copy again; "" for a copy that holds everything in plain, as safe as its folder.

    Raises:
        RuleError: the passphrase is too short.
    """
    keep_outside(address, password, folder)
    taken_at = system_now()
    with administrator(address, password) as line, as_owner(line):
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        hub_id, head = _one(line, "SELECT id, head FROM caseworker.hub, caseworker.counter")
        suffix = ".sealed" if passphrase else ".zip"
        target = folder / f"hub-{hub_id[:12]}-{taken_at:%Y%m%d-%H%M%S-%f}{suffix}"
        partial = target.with_suffix(".part")
        with _written(partial, passphrase) as copy:
            tables = {table: _columns(line, table) for (table,) in line.execute(_TABLES).fetchall()}
            for table, columns in tables.items():
                _copy_out(line, copy, table, columns)
            said = {
                "format": FORMAT,
                "hub_id": hub_id,
                "head": head,
                "taken_at": taken_at.isoformat(timespec="seconds"),
                "scripts": [name for (name,) in line.execute("SELECT name FROM caseworker.migration")],
                "tables": tables,
            }
            copy.writestr("about.json", json.dumps(said))
    if not _is_whole(partial, passphrase):
        partial.unlink()
        raise HubRefuses(f"{folder} does not give back what was written to it. No copy was made.")
    partial.replace(target)
    return target


@contextmanager
def _written(path: Path, passphrase: str) -> Iterator[zipfile.ZipFile]:
    """A new zip, sealed where there is a passphrase; nothing is left of it when something goes wrong."""
    try:
        with open(path, "wb", opener=_for_its_owner) as file, ExitStack() as stack:
            into = stack.enter_context(SealedWriter(file, passphrase)) if passphrase else file
            with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
                yield copy
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _for_its_owner(path: str, flags: int) -> int:
    """Open a file that nobody else on this computer may read: it may hold every case in plain."""
    return os.open(path, flags, 0o600)


def _is_whole(path: Path, passphrase: str) -> bool:
    """Whether a copy gives back what was written to it."""
    try:
        with _opened(path, passphrase) as copy:
            return copy.testzip() is None
    except (DamagedFileError, zipfile.BadZipFile):
        return False


@contextmanager
def _opened(path: Path, passphrase: str) -> Iterator[zipfile.ZipFile]:
    """A copy as a zip, whether it is sealed or not (DamagedFileError: something in it is not what was written)."""
    with path.open("rb") as file, ExitStack() as stack:
        source: IO[bytes] = file
        if is_sealed(path):
            if not passphrase:
                raise WrongKeyError(f"{path.name} is sealed: its passphrase is needed. Nothing was changed.")
            source = stack.enter_context(io.BufferedReader(SealedReader(file, passphrase), 1 << 18))
        with zipfile.ZipFile(source) as copy:
            try:
                yield copy
            except (zipfile.BadZipFile, zlib.error) as error:
                raise DamagedFileError(
                    f"{path.name} is damaged. Nothing was changed. Take another copy."
                ) from error


def keep_outside(address: HubAddress, password: str | None, folder: Path) -> Path:
    """Write what a restore must not forget beside the copies: quick, and worth doing every hour.

    What was written there before is kept: a hub that lost something does not make the list forget it.
    """
    path = folder / OUTSIDE
    known = _outside(path)
    with administrator(address, password) as line, as_owner(line):
        (hub_id,) = _one(line, "SELECT id FROM caseworker.hub")
        if known["hub_id"] not in ("", hub_id):
            raise HubRefuses(f"The copies in {folder} are of another hub. Choose another folder.")
        for row in line.execute(_REDACTIONS).fetchall():
            known["redactions"][row[0]["id"]] = [row[0], row[1].hex(), row[2]]
        for row in line.execute(f"SELECT {_ORIGINS} FROM caseworker.origin").fetchall():
            known["origins"][row[0]] = list(row)
    folder.mkdir(parents=True, exist_ok=True)
    said = json.dumps({**known, "hub_id": hub_id}).encode()
    write_whole(path, said, not_done="The list beside the copies was not written")
    return path


_REDACTIONS = """
    SELECT to_jsonb(c) - 'packed' - 'is_emptied' - 'pushed_by' - 'received_at', c.packed, c.pushed_by
      FROM caseworker.changeset c JOIN caseworker.feed f ON f.id = c.id
     WHERE c.id IN (SELECT by_changeset FROM caseworker.redacted) ORDER BY f.feed"""


def restore(address: HubAddress, password: str | None, copy: Path, passphrase: str = "") -> Restored:
    """Put a copy into an empty database: another life of the same hub, whole or not at all.

    Redactions that are younger than the copy are done again before anybody can read; no numbers are leased until every
    computer has told of its own.

    Raises:
        HubRefuses: the database is not empty, or the file is no copy of a hub.
        WrongKeyError: it is sealed with another passphrase. DamagedFileError: a part of it is missing or changed.
    """
    about = _about(copy, passphrase)
    outside = _outside(copy.parent / OUTSIDE)
    if outside["hub_id"] not in ("", about["hub_id"]):
        raise HubRefuses(f"{OUTSIDE} beside the copy is of another hub. Nothing was changed.")
    with administrator(address, password) as line, line.transaction():
        refuse_used(
            line, "There is a hub in this database. A copy is put into an empty one; nothing was changed."
        )
        make_roles(line)
        apply_scripts(line, upto=frozenset(about["scripts"]))
        with as_owner(line), _opened(copy, passphrase) as file:
            for table, columns in about["tables"].items():
                _copy_in(line, file, table, columns)
        apply_scripts(line)
        with as_owner(line):
            _begin_epoch(line)
            redactions = _redact_again(line, outside["redactions"])
            _know_again(line, outside["origins"])
        logins = [
            name for (name,) in _all(line, "SELECT name FROM caseworker.login WHERE removed_at IS NULL")
        ]
        made = tuple(name for name in logins if make_role(line, name))
        with as_owner(line):
            return Restored(
                about["hub_id"],
                _one(line, "SELECT count(*) FROM caseworker.epoch")[0],
                about["head"],
                redactions,
                made,
                tuple(code for (code,) in line.execute(_WAITED_FOR)),
            )


_WAITED_FOR = """
    SELECT code FROM caseworker.origin WHERE retired_at IS NULL
       AND told_epoch <> (SELECT id FROM caseworker.epoch ORDER BY n DESC LIMIT 1) ORDER BY n"""


def _begin_epoch(line: Connection[Any]) -> None:
    line.execute(
        "INSERT INTO caseworker.epoch (n, id, parent, starts_after)"
        " SELECT n + 1, %s, id, (SELECT head FROM caseworker.counter) FROM caseworker.epoch ORDER BY n DESC LIMIT 1",
        (IdMaker().new(),),
    )


def _redact_again(line: Connection[Any], redactions: dict[str, list[Any]]) -> int:
    """Put redactions that the copy lacks after its head: computers put back from old copies hear of them too."""
    from psycopg.types.json import Jsonb

    taken: list[str] = []
    for heading, packed, pushed_by in redactions.values():
        (new,) = _one(
            line,
            "SELECT caseworker.keep(ARRAY(SELECT w FROM caseworker.unpack(%s, %s) w), %s)",
            Jsonb([heading]),
            [bytes.fromhex(packed)],
            pushed_by,
        )
        taken += new
    # What was accepted after the copy was made waits in the copy.
    line.execute("DELETE FROM caseworker.held WHERE id = ANY (%s::text[])", (taken,))
    line.execute("SELECT caseworker.number(%s::text[], true)", (taken,))
    return len(taken)


def _know_again(line: Connection[Any], origins: dict[str, list[Any]]) -> None:
    """Put back computers that the copy does not know, with their codes: a code is never given twice (R4)."""
    for row in origins.values():
        line.execute(
            f"INSERT INTO caseworker.origin ({_ORIGINS}, told_epoch) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '')"
            " ON CONFLICT (id) DO NOTHING",
            row,
        )


def _outside(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {"hub_id": "", "redactions": {}, "origins": {}}
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
        if {"hub_id", "redactions", "origins"} <= said.keys():
            return said
    except (ValueError, AttributeError) as error:
        raise _unreadable(path) from error
    raise _unreadable(path)


def _unreadable(path: Path) -> DamagedFileError:
    return DamagedFileError(
        f"{path} is damaged. Nothing was changed. Put a sound one there, from another day’s copies, or move it away: "
        "what was erased since that day has then to be erased again."
    )


def _about(copy: Path, passphrase: str) -> dict[str, Any]:
    try:
        with _opened(copy, passphrase) as file:
            said: dict[str, Any] = json.loads(file.read("about.json"))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise HubRefuses(
            f"{copy.name} is no copy of a hub, or it is damaged. Nothing was changed."
        ) from error
    if said.get("format") != FORMAT:
        raise HubRefuses(f"{copy.name} was made by a newer Caseworker. Use that one; nothing was changed.")
    return said


def _columns(line: Connection[Any], table: str) -> list[str]:
    return [name for (name,) in line.execute(_COLUMNS, (table,))]


def _copy_out(line: Connection[Any], copy: zipfile.ZipFile, table: str, columns: list[str]) -> None:
    from psycopg import sql

    query = sql.SQL("COPY caseworker.{} ({}) TO STDOUT (FORMAT binary)")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with (
        copy.open(f"{table}.copy", "w", force_zip64=True) as target,
        line.cursor().copy(query.format(sql.Identifier(table), names)) as rows,
    ):
        for block in rows:
            target.write(block)


def _copy_in(line: Connection[Any], copy: zipfile.ZipFile, table: str, columns: list[str]) -> None:
    from psycopg import sql

    name = sql.Identifier(table)
    line.execute(sql.SQL("DELETE FROM caseworker.{}").format(name))
    query = sql.SQL("COPY caseworker.{} ({}) FROM STDIN (FORMAT binary)")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    force = "ALTER TABLE caseworker.{} {} ROW LEVEL SECURITY"  # COPY cannot fill a table that it holds for
    line.execute(sql.SQL(force).format(name, sql.SQL("NO FORCE")))
    with copy.open(f"{table}.copy") as source, line.cursor().copy(query.format(name, names)) as rows:
        while block := source.read(1 << 18):
            rows.write(block)
    line.execute(sql.SQL(force).format(name, sql.SQL("FORCE")))


def _one(line: Connection[Any], query: str, *values: Any) -> Any:
    return line.execute(query.encode(), values).fetchone()


def _all(line: Connection[Any], query: str) -> list[Any]:
    with as_owner(line):
        return line.execute(query.encode()).fetchall()
