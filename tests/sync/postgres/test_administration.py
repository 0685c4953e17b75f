"""Setting a hub up, letting people in and out, copies, and finding what is wrong (P12, R5, E3, E4, I4, I15)."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from caseworker.domain.ids import IdMaker
from caseworker.errors import DamagedFileError, WrongKeyError
from caseworker.security.signing import new_key, sign
from caseworker.sync import administer_postgres as administer
from caseworker.sync.facts import head_text
from caseworker.sync.port import HubAway, HubRefuses, Lease, SignInAgain
from caseworker.sync.postgres import PostgresHub
from caseworker.sync.postgres_copies import OUTSIDE
from caseworker.sync.postgres_rows import contents
from caseworker.sync.postgres_schema import scripts
from tests.sync.hub_contract import Desk, anna, ben
from tests.sync.hub_wires import Author
from tests.sync.postgres.desks import ACCEPTED, KNOWN, verdicts
from tests.sync.private_postgres import PASSWORD, PostgresPlace, Server, drop, place, postgres_server

__all__ = ["anna", "ben", "place", "postgres_server"]


@pytest.fixture
def empty(postgres_server: tuple[Server, dict[str, str]]) -> Iterator[tuple[Server, str]]:
    """A database with nothing in it."""
    server, _ = postgres_server
    name = f"empty_{IdMaker().new()[-10:]}"
    server.sql(f"CREATE DATABASE {name}")
    yield server, name
    drop(server, name)


def test_a_hub_is_made_once_in_a_database(empty: tuple[Server, str]) -> None:
    server, name = empty
    address = replace(server.address, database=name)
    hub_id = administer.init(address, PASSWORD)
    assert administer.status(address, PASSWORD).hub_id == hub_id
    with pytest.raises(HubRefuses, match="already"):
        administer.init(address, PASSWORD)
    assert administer.check(address, PASSWORD) == ()


def test_of_several_who_make_a_hub_at_once_one_does_and_the_others_are_told(
    empty: tuple[Server, str],
) -> None:
    server, name = empty
    address = replace(server.address, database=name)

    def made(_number: int) -> str:
        try:
            return administer.init(address, PASSWORD)
        except HubRefuses as error:
            return str(error)

    with ThreadPoolExecutor() as pool:
        said = list(pool.map(made, range(3)))
    assert sum("There is a hub in this database already" in each for each in said) == 2
    assert administer.status(address, PASSWORD).hub_id in said


def test_a_schema_of_somebody_elses_is_left_alone_and_so_is_a_database_of_which_one_has_no_right(
    empty: tuple[Server, str],
) -> None:
    server, name = empty
    address = replace(server.address, database=name)
    server.sql("CREATE SCHEMA caseworker", name)
    with pytest.raises(HubRefuses, match="schema “caseworker”"):
        administer.init(address, PASSWORD)
    server.sql("DROP SCHEMA caseworker", name)
    server.sql(f"CREATE ROLE other_{name} LOGIN PASSWORD '{PASSWORD}'")
    with pytest.raises(HubRefuses, match="own the database"):
        administer.init(replace(address, user=f"other_{name}"), PASSWORD)
    server.sql(f"DROP ROLE other_{name}")


def test_an_administrator_who_is_no_superuser_can_do_it_all(
    empty: tuple[Server, str], tmp_path: Path
) -> None:
    server, name = empty
    admin = f"it_{name}"
    server.sql(f"CREATE ROLE {admin} LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
    server.sql(f"ALTER DATABASE {name} OWNER TO {admin}")
    server.sql(f"DO $$ BEGIN GRANT caseworker_hub, caseworker_user TO {admin} WITH ADMIN OPTION; END $$")
    address = replace(server.address, database=name, user=admin)
    administer.init(address, PASSWORD)
    login = f"u_{name}"
    password = administer.add_user(address, PASSWORD, login, "p-u")
    with closing(PostgresHub(replace(address, user=login), password)) as hub:
        author = Author("p-u")
        hub.hello(author.caller)
        hub.push(author.many(2), None)
        assert administer.status(address, PASSWORD).head == 2
        assert administer.check(address, PASSWORD) == ()
        assert administer.tidy(address, PASSWORD) == 0
        copy = administer.backup(address, PASSWORD, tmp_path, "horse battery staple")
        assert len(administer.new_password(address, PASSWORD, login)) > 15
        administer.remove_user(address, PASSWORD, login)
        with pytest.raises(SignInAgain):
            hub.pull(0)
    again = f"{name}_2"
    server.sql(f"CREATE DATABASE {again} OWNER {admin}")
    assert b"about.json" not in copy.read_bytes()
    for passphrase, words in (
        ("", "its passphrase is needed"),
        ("horse battery stable", "not the passphrase"),
    ):
        with pytest.raises(WrongKeyError, match=words):
            administer.restore(replace(address, database=again), PASSWORD, copy, passphrase)
    done = administer.restore(replace(address, database=again), PASSWORD, copy, "horse battery staple")
    assert (done.epoch, done.head) == (2, 2)
    drop(server, again)


def test_an_upgrade_applies_what_is_not_applied_yet_and_nothing_twice(place: PostgresPlace) -> None:
    assert administer.upgrade(place.address, PASSWORD) == ()
    applied = {name for (name,) in place.sql("SELECT name FROM caseworker.migration")}
    assert applied == {script.name for script in scripts()}


def test_a_hub_that_a_newer_program_upgraded_is_left_alone(place: PostgresPlace) -> None:
    place.sql("INSERT INTO caseworker.migration (name) VALUES ('9999_later.sql')")
    place.is_spoiled = True
    with pytest.raises(HubRefuses, match="newer"):
        administer.upgrade(place.address, PASSWORD)


def test_a_database_without_a_hub_says_so(empty: tuple[Server, str], place: PostgresPlace) -> None:
    server, name = empty
    lost = PostgresHub(replace(server.address, database=name, user="anna"), place.passwords["anna"])
    with closing(lost), pytest.raises(HubRefuses, match="no hub"):
        lost.hello(Author("anna").caller)
    with pytest.raises(HubRefuses, match="no hub"):
        administer.upgrade(replace(server.address, database=name), PASSWORD)


def test_somebody_let_in_signs_in_with_the_password_shown_once(place: PostgresPlace) -> None:
    place.passwords = {
        **place.passwords,
        "dai.rees": administer.add_user(place.address, PASSWORD, "dai.rees", "p-dai"),
    }
    assert place.hub("dai.rees").hello(Author("p-dai").caller).person_id == "p-dai"
    assert administer.add_user(place.address, PASSWORD, "dai.rees", "p-dai") == ""
    again = administer.new_password(place.address, PASSWORD, "dai.rees")
    with pytest.raises(SignInAgain):
        place.hub("dai.rees").leases()
    place.passwords["dai.rees"] = again
    assert place.hub("dai.rees").leases() == ()
    assert again not in (place.server.folder / "log").read_text()


@pytest.mark.parametrize("name", ["Postgres; DROP", "postgres", "pg_monitor", "caseworker_hub", "", "Ünal"])
def test_a_name_that_cannot_be_a_login_is_refused(place: PostgresPlace, name: str) -> None:
    with pytest.raises(HubRefuses, match="cannot be a login"):
        administer.add_user(place.address, PASSWORD, name, "p")


def test_somebody_removed_is_out_at_once_and_what_they_wrote_stays(place: PostgresPlace) -> None:
    login = "eve"
    place.passwords = {
        **place.passwords,
        login: administer.add_user(place.address, PASSWORD, login, login),
    }
    eve = Desk(place, login)
    rows = eve.author.many(2)
    eve.pushes(*rows)
    administer.remove_user(place.address, PASSWORD, login)
    with pytest.raises((SignInAgain, HubAway)):
        eve.hub.pull(0)
    with pytest.raises(SignInAgain):
        eve.hub.pull(0)
    assert Desk(place, "anna").pulled() == [row.id for row in rows]
    place.passwords[login] = administer.add_user(place.address, PASSWORD, login, login)
    assert verdicts(list(place.hub(login).push(rows, None).answers)) == [KNOWN, KNOWN]


def test_nobody_unknown_can_be_removed_or_changed(place: PostgresPlace) -> None:
    for act in (administer.remove_user, administer.new_password):
        with pytest.raises(HubRefuses, match="no login"):
            act(place.address, PASSWORD, "nobody")


def test_the_state_names_people_computers_and_figures(place: PostgresPlace, anna: Desk) -> None:
    anna.pushes(*anna.author.many(3))
    anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
    found = administer.status(place.address, PASSWORD)
    (computer,) = found.computers
    assert (found.epoch, found.head, found.is_frozen, found.held) == (1, 3, False, 0)
    assert [(user.login, user.sees_all) for user in found.users] == [
        ("anna", False),
        ("ben", False),
        ("cara", True),
    ]
    assert (computer.code, computer.sent, computer.leased, computer.has_told) == ("K01", 3, 10, True)


def test_a_retired_computer_is_waited_for_no_more_and_its_numbers_are_given_up(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    ben.hub.lease_refs("r1", ben.author.origin, "CYP-2026", 10, 0)
    place.back_up()
    place.restore()
    hub = place.hub("anna")
    hub.hello(anna.author.caller)
    hub.tell_leases(())
    assert administer.status(place.address, PASSWORD).is_frozen
    assert administer.retire(place.address, PASSWORD, ben.greeting.code, "Stolen")
    assert not administer.status(place.address, PASSWORD).is_frozen
    assert [lease.given_up for lease in hub.leases()] == ["Stolen"]
    assert not administer.retire(place.address, PASSWORD, "K99")


def test_a_block_that_the_copy_forgot_is_never_leased_again(place: PostgresPlace, anna: Desk) -> None:
    place.back_up()
    block = anna.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
    assert isinstance(block, Lease)
    place.restore()
    hub = place.hub("anna")
    hub.hello(anna.author.caller)
    hub.tell_leases([block])
    later = hub.lease_refs("r2", anna.author.origin, "CYP-2026", 10, 0)
    assert later is not None
    assert later.first == 11


def test_a_restore_says_what_it_did(place: PostgresPlace, anna: Desk, ben: Desk) -> None:
    anna.pushes(*anna.author.many(2))
    place.back_up()
    cara = Desk(place, "cara")
    cara.pushes(cara.author.redacts(scopes=["c1"]))
    administer.keep_outside(place.address, PASSWORD, place.folder)
    assert place.copy is not None
    place.close()
    drop(place.server, place.address.database)
    place.server.sql(f"CREATE DATABASE {place.address.database}")
    done = administer.restore(place.address, PASSWORD, place.copy)
    assert (done.epoch, done.head, done.redactions, done.without_password) == (2, 2, 1, ())
    assert set(done.waits_for) == {desk.greeting.code for desk in (anna, ben, cara)}
    assert [
        sentence for sentence in administer.check(place.address, PASSWORD) if "signature" not in sentence
    ] == []


def test_a_copy_goes_into_an_empty_database_only(place: PostgresPlace) -> None:
    place.back_up()
    assert place.copy is not None
    with pytest.raises(HubRefuses, match="empty one"):
        administer.restore(place.address, PASSWORD, place.copy)


def test_a_file_that_is_no_copy_changes_nothing(empty: tuple[Server, str], tmp_path: Path) -> None:
    server, name = empty
    (tmp_path / "hub.zip").write_bytes(b"PK not really")
    with pytest.raises(HubRefuses, match="no copy"):
        administer.restore(replace(server.address, database=name), PASSWORD, tmp_path / "hub.zip")
    assert server.sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'caseworker'", name) == [(0,)]


def test_a_damaged_copy_says_so_and_restores_nothing(
    empty: tuple[Server, str], place: PostgresPlace, anna: Desk
) -> None:
    server, name = empty
    anna.pushes(*anna.author.many(30))
    place.back_up()
    assert place.copy is not None
    damaged = place.copy.read_bytes()
    place.copy.write_bytes(damaged[:200] + bytes(40) + damaged[240:])
    with pytest.raises(DamagedFileError, match="is damaged"):
        administer.restore(replace(server.address, database=name), PASSWORD, place.copy)
    assert server.sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'caseworker'", name) == [(0,)]


@pytest.mark.parametrize("words", [b"", b"[]", b"{}", b'{"hub_id": '])
def test_a_damaged_list_beside_the_copies_is_named_and_nothing_is_done(
    place: PostgresPlace, tmp_path: Path, words: bytes
) -> None:
    copy = administer.backup(place.address, PASSWORD, tmp_path)
    (tmp_path / OUTSIDE).write_bytes(words)
    with pytest.raises(DamagedFileError, match=OUTSIDE):
        administer.keep_outside(place.address, PASSWORD, tmp_path)
    with pytest.raises(DamagedFileError, match=OUTSIDE):
        administer.restore(place.address, PASSWORD, copy)


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder's rights count")
def test_a_copy_may_be_read_by_nobody_else_on_the_computer(place: PostgresPlace, tmp_path: Path) -> None:
    copy = administer.backup(place.address, PASSWORD, tmp_path)
    assert {path.stat().st_mode & 0o077 for path in (copy, tmp_path / OUTSIDE)} == {0}


def test_copies_of_two_hubs_never_share_a_folder(place: PostgresPlace, tmp_path: Path) -> None:
    place.back_up()
    said = json.loads((tmp_path / OUTSIDE).read_bytes())
    (tmp_path / OUTSIDE).write_text(json.dumps({**said, "hub_id": "another"}))
    with pytest.raises(HubRefuses, match="another hub"):
        place.back_up()


class SigningDesk(Desk):
    """A computer with a key of its own."""

    def __init__(self, place: PostgresPlace) -> None:
        self.author = Author("anna")
        self.private, public = new_key()
        self.hub = place.hub("anna")
        self.greeting = self.hub.hello(replace(self.author.caller, public_key=public))

    def sends(self, number: int) -> None:
        rows = self.author.many(number, "c1")
        head = self.author.signed()
        signature = sign(self.private, head_text(*head[:3]))
        assert (
            verdicts(list(self.hub.push(rows, head._replace(signature=signature)).answers))
            == [ACCEPTED] * number
        )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM caseworker.feed WHERE feed = 2", "not 1 to 7 without a gap"),
        ("UPDATE caseworker.changeset SET author_id = 'x' WHERE oseq = 2", "Change 2: its heading"),
        ("UPDATE caseworker.changeset SET prev_hash = repeat('a', 64) WHERE oseq = 3", "Change 3: does not follow"),
        ("UPDATE caseworker.changeset SET oseq = 9 WHERE oseq = 4", "number 4 of the same computer is missing"),
        ("UPDATE caseworker.changeset a SET packed = (SELECT packed FROM caseworker.changeset b WHERE b.oseq = 1"
         " LIMIT 1) WHERE oseq = 2", "Change 2: its contents"),
        ("UPDATE caseworker.changeset SET asides = '{\"facts\": [[\"c1\", \"restricted\", true, []]]}' WHERE oseq = 2",
         "what the hub was told"),
        ("UPDATE caseworker.signed_head SET signature = repeat('0', 128)", "a signature of its record"),
        ("UPDATE caseworker.blob_part SET bytes = 'other'", "is not what its name says"),
        ("DELETE FROM caseworker.access_fact", "1 notes of who may see a case"),
        ("UPDATE caseworker.access_fact SET value = 'false'", "1 notes of who may see a case"),
        ("DELETE FROM caseworker.file_use", "1 notes of which change names which file"),
        ("UPDATE caseworker.changeset SET packed = '', is_emptied = true WHERE oseq = 2", "no erasure names them"),
        ("DELETE FROM caseworker.redacted", "1 things were erased"),
        ("DELETE FROM caseworker.origin", "7 changes are of computers"),
        ("DELETE FROM caseworker.epoch", "has lost its name"),
        ("INSERT INTO caseworker.lease (request_id, series, first, last, origin) SELECT 'b', series, 5, 9, origin"
         " FROM caseworker.lease", "The numbers 5 to 9 of CYP-2025 were leased twice"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_hubs_back_is_located(
    place: PostgresPlace, damage: str, said: str
) -> None:
    desk = SigningDesk(place)
    desk.sends(4)
    cara, digest = Desk(place, "cara"), "ab" * 32
    cara.hub.push([cara.author.writes("c1", restricted=True, photo=digest)], None)
    cara.hub.push([cara.author.writes("c2", summary="Gone"), cara.author.redacts(scopes=["c2"])], None)
    cara.hub.lease_refs("a", cara.author.origin, "CYP-2025", 10, 0)
    desk.hub.blob_put(
        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "text/plain", 5, 0, b"hello"
    )
    assert administer.check(place.address, PASSWORD) == ()
    place.is_spoiled = True
    place.sql(damage)
    found = administer.check(place.address, PASSWORD)
    assert any(said in sentence for sentence in found), found


@pytest.mark.parametrize(
    "damage", ["UPDATE caseworker.blob_part SET bytes = 'other'", "DELETE FROM caseworker.blob_part",
               "DELETE FROM caseworker.blob"]
)  # fmt: skip
def test_a_file_that_was_damaged_at_the_hub_is_sent_again_by_whoever_has_it(
    place: PostgresPlace, anna: Desk, ben: Desk, damage: str
) -> None:
    content = b"a report on a child"
    digest = hashlib.sha256(content).hexdigest()
    for _ in range(2):
        assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
        place.sql(damage)
        ben.hub.blob_want([digest])
        assert anna.hub.blob_want([]) == (digest,)
    assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
    assert ben.hub.blob_get(digest, 0, 99) == content


def test_after_tidying_the_server_s_files_hold_nothing_of_what_was_erased(
    place: PostgresPlace, anna: Desk
) -> None:
    content = b"a report on a child, as it was written"
    digest = hashlib.sha256(content).hexdigest()
    row = anna.author.writes("c1", summary="What she said of him")._replace(files=(digest,))
    anna.pushes(row)
    assert anna.hub.blob_put(digest, "text/plain", len(content), 0, content) == -1
    cara = Desk(place, "cara")
    cara.pushes(cara.author.redacts(scopes=["c1"], blobs=[digest]))
    place.is_spoiled = True
    assert administer.status(place.address, PASSWORD).untidy == 2
    place.sql("CHECKPOINT")
    assert left_in_files(place, contents(row), content)
    assert administer.tidy(place.address, PASSWORD) == 2
    place.sql("CHECKPOINT")
    assert not left_in_files(place, contents(row), content)
    assert administer.status(place.address, PASSWORD).untidy == 0
    assert anna.pulled() == cara.pulled()


def left_in_files(place: PostgresPlace, *words: bytes) -> bool:
    """Whether a file of the database holds one of these."""
    ((oid,),) = place.sql("SELECT oid FROM pg_database WHERE datname = current_database()")
    files = (place.server.folder / "data" / "base" / str(oid)).iterdir()
    return any(word[3:] in each for each in map(Path.read_bytes, files) for word in words)
