"""What a login can do when it does not use our program: call the hub's functions, and nothing else (E3, E4, E5)."""

from __future__ import annotations

import hashlib
import json

import psycopg
import pytest
from psycopg import errors

from caseworker.sync import administer_postgres as administer
from caseworker.sync.buckets import bucket_of, buckets_of
from caseworker.sync.packing import pack
from caseworker.sync.port import HubRefuses, SignInAgain, Wire
from caseworker.sync.postgres_rows import heading
from tests.log_help import ExpectedLog
from tests.sync.hub_contract import Desk, anna, ben
from tests.sync.postgres.desks import ACCEPTED, HELD, raw, verdicts
from tests.sync.private_postgres import PASSWORD, PostgresPlace, place, postgres_server

__all__ = ["anna", "ben", "place", "postgres_server"]

PROTOCOL = {
    *"access blob_get blob_has blob_put blob_want buckets fetch give_up head hello ids_in lease_refs leases".split(),
    *"present_epoch pull pull_case push tell_leases correct_notes decide fates to_decide waiting_links".split(),
}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'caseworker'"
CONTENT = b"a report on a child"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def secret(desk: Desk, case_id: str = "c1") -> Wire:
    """A restricted case that names a file."""
    row = desk.author.writes(case_id, restricted=True, owner_id="anna", readers=[])._replace(files=(DIGEST,))
    desk.pushes(row)
    return row


def test_a_login_may_read_and_write_no_table_and_no_view(place: PostgresPlace) -> None:
    names = [name for (name,) in place.sql(TABLES)]
    assert len(names) >= 18
    with raw(place, "cara") as line:
        for act in [f"{act} caseworker.{name}" for name in names for act in ("SELECT 1 FROM", "DELETE FROM")]:
            with pytest.raises(errors.InsufficientPrivilege):
                line.execute(act.encode())
        with pytest.raises(errors.InsufficientPrivilege):
            line.execute("SELECT 1 FROM caseworker.fed")


def test_row_security_holds_on_every_table_for_its_owner_too(place: PostgresPlace) -> None:
    loose = place.sql(
        "SELECT relname FROM pg_class WHERE relnamespace = 'caseworker'::regnamespace AND relkind = 'r'"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert loose == []


def test_a_right_to_a_table_given_by_mistake_shows_no_row(place: PostgresPlace, anna: Desk) -> None:
    secret(anna)
    place.is_spoiled = True
    place.sql("GRANT SELECT ON ALL TABLES IN SCHEMA caseworker TO ben")
    with raw(place, "ben") as line:
        assert line.execute("SELECT count(*) FROM caseworker.changeset").fetchone() == (0,)
        assert line.execute("SELECT count(*) FROM caseworker.login").fetchone() == (0,)


def test_a_login_may_call_the_functions_of_the_protocol_alone(place: PostgresPlace) -> None:
    callable_by_ben = place.sql(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'caseworker'::regnamespace"
        " AND has_function_privilege('ben', oid, 'EXECUTE')"
    )
    assert {name for (name,) in callable_by_ben} == PROTOCOL


def test_every_function_of_the_protocol_keeps_its_own_search_path(place: PostgresPlace) -> None:
    loose = place.sql(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'caseworker'::regnamespace AND prosecdef"
        " AND NOT coalesce(proconfig::text LIKE '%search_path=caseworker, pg_temp%', false)"
    )
    assert loose == []


def test_nobody_can_sign_in_as_the_owner_and_the_owner_is_no_superuser(place: PostgresPlace) -> None:
    assert place.sql(
        "SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'caseworker_hub'"
    ) == [(False, False, False)]
    with raw(place, "anna") as line, pytest.raises(errors.InsufficientPrivilege):
        line.execute("SET ROLE caseworker_hub")


def test_a_login_makes_nothing_in_the_hubs_schema(place: PostgresPlace) -> None:
    with raw(place, "anna") as line, pytest.raises(errors.InsufficientPrivilege):
        line.execute("CREATE FUNCTION caseworker.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")


def test_no_way_of_the_protocol_shows_a_restricted_case_or_its_files(anna: Desk, ben: Desk) -> None:
    row = secret(anna)
    anna.hub.blob_put(DIGEST, "text/plain", len(CONTENT), 0, CONTENT)
    assert [fed.wire.id for fed in ben.hub.pull(0).rows] == []
    assert ben.hub.pull_case("c1") == ben.hub.fetch([row.id]) == ()
    assert ben.hub.buckets() == buckets_of([])
    assert ben.hub.ids_in(bucket_of(row.id)) == ()
    assert ben.hub.blob_has([DIGEST]) == {DIGEST: 0}
    assert ben.hub.blob_get(DIGEST, 0, 100) == b""
    assert anna.hub.blob_get(DIGEST, 0, 100) == CONTENT


def test_what_a_stub_tells_is_place_origin_number_and_hash_also_on_a_plain_line(
    place: PostgresPlace, anna: Desk
) -> None:
    row = secret(anna)
    with raw(place, "ben") as line:
        (found,) = line.execute("SELECT * FROM caseworker.pull(0, 10)").fetchall()
    signature = anna.author.signed().signature
    assert [value for value in found if value is not None] == [
        1,
        anna.author.origin,
        1,
        row.hash,
        True,
        signature,
    ]


def test_a_file_that_only_a_restricted_case_names_is_wanted_of_nobody_else(anna: Desk, ben: Desk) -> None:
    secret(anna)
    assert anna.hub.blob_want([DIGEST]) == (DIGEST,)
    assert ben.hub.blob_want([]) == ()


def test_a_file_that_an_open_case_names_too_is_open(anna: Desk, ben: Desk) -> None:
    secret(anna)
    anna.pushes(anna.author.writes("c2", summary="Open")._replace(files=(DIGEST,)))
    anna.hub.blob_put(DIGEST, "text/plain", len(CONTENT), 0, CONTENT)
    assert ben.hub.blob_get(DIGEST, 0, 100) == CONTENT


def test_nobody_greets_as_somebody_elses_computer(place: PostgresPlace, anna: Desk) -> None:
    with pytest.raises(HubRefuses, match="somebody else"):
        place.hub("ben").hello(anna.author.caller)


def test_nobody_leases_or_gives_up_for_somebody_elses_computer(anna: Desk, ben: Desk) -> None:
    with pytest.raises(HubRefuses):
        ben.hub.lease_refs("r1", anna.author.origin, "CYP-2026", 10, 0)
    with pytest.raises(HubRefuses):
        ben.hub.give_up(anna.author.origin, "Mine now")


def test_who_brought_a_change_is_told_by_the_login_and_not_by_the_change(anna: Desk, ben: Desk) -> None:
    row = ben.author.writes("c1", summary="x")
    assert verdicts(anna.pushes(row)) == [ACCEPTED]
    assert [fed.pushed_by for fed in ben.hub.pull(0).rows] == ["anna"]


def test_a_fact_about_another_case_than_the_changes_own_opens_nothing(anna: Desk, ben: Desk) -> None:
    row = secret(anna)
    blind = ben.author.writes("c2", summary="x")
    lifted = ben.author.writes("c1", restricted=False, parents=(row.id,)).facts
    assert verdicts(ben.pushes(blind._replace(facts=lifted))) == [ACCEPTED]
    assert ben.hub.access().hidden == {"c1"}


def test_whoever_cannot_see_a_case_cannot_open_it_for_themselves(anna: Desk, ben: Desk) -> None:
    row = secret(anna)
    opened = ben.author.writes("c1", restricted=False, parents=(row.id,))
    assert verdicts(ben.pushes(opened)) == [HELD]
    assert ben.hub.access().hidden == {"c1"}


def test_somebody_who_stands_in_sees_what_the_other_may_see(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    row, before = secret(anna), ben.hub.access().version
    administer.stand_in(place.address, PASSWORD, "ben", "anna")
    assert ben.hub.access().version > before
    assert ben.pulled() == [row.id]
    administer.stand_in(place.address, PASSWORD, "ben", "anna", is_on=False)
    assert ben.pulled() == []


def test_sees_all_shows_restricted_cases_while_it_is_given(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    row = secret(anna)
    administer.set_user(place.address, PASSWORD, "ben", sees_all=True, is_manager=False)
    assert ben.pulled() == [row.id]
    administer.set_user(place.address, PASSWORD, "ben", sees_all=False, is_manager=False)
    assert ben.pulled() == []


def test_a_wrong_password_is_asked_for_again(place: PostgresPlace, anna: Desk) -> None:
    place.passwords = {**place.passwords, "anna": "wrong"}
    with pytest.raises(SignInAgain):
        place.hub("anna").hello(anna.author.caller)


def test_a_login_of_the_server_that_the_hub_does_not_know_gets_nothing(place: PostgresPlace) -> None:
    place.sql("DELETE FROM caseworker.login WHERE name = 'ben'")
    with pytest.raises(SignInAgain):
        Desk(place, "ben")


def test_a_hidden_change_written_while_apart_is_held_and_seen_by_nobody_but_those_who_decide(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    secret(anna)
    blind = ben.author.writes("c1", summary="Written on the train")
    assert verdicts(ben.pushes(blind)) == [HELD]
    (held,) = administer.held(place.address, PASSWORD)
    assert (held.id, held.scope_id, held.pushed_by) == (blind.id, "c1", "ben")
    assert blind.id not in anna.pulled()


def test_the_plain_line_of_a_login_cannot_hold_the_feed_for_ever(place: PostgresPlace, anna: Desk) -> None:
    with raw(place, "ben") as line:
        shown = {
            name: line.execute(f"SHOW {name}".encode()).fetchone()
            for name in ("lock_timeout", "idle_in_transaction_session_timeout", "synchronous_commit")
        }
    assert shown == {
        "lock_timeout": ("5s",),
        "idle_in_transaction_session_timeout": ("5s",),
        "synchronous_commit": ("on",),
    }


def test_a_login_of_the_hub_cannot_listen_in_on_what_others_write(place: PostgresPlace, anna: Desk) -> None:
    with raw(place, "ben") as line:
        line.execute("LISTEN caseworker")
        secret(anna)
        told = [(note.channel, note.payload) for note in line.notifies(timeout=5, stop_after=1)]
    assert told == [("caseworker", "")]


def test_a_statement_error_is_not_a_way_into_the_tables(place: PostgresPlace) -> None:
    with raw(place, "ben") as line, pytest.raises(psycopg.Error) as raised:
        line.execute("SELECT caseworker.push('[{}]', ARRAY[''::bytea], '{}')")
    assert "SELECT" not in str(raised.value.diag.message_primary)


DEEP = "[" * 3000 + "]" * 3000


@pytest.mark.parametrize(
    "asides",
    [
        *(
            '"files"',
            "[1]",
            '{"facts": [["x"]]}',
            '{"files": [{"a": 1}]}',
            f'{{"files": [], "deep": {DEEP}}}',
        ),
        *('{"empties": 5}', '{"empties": {"scopes": ["c9"]}}', f'{{"empties": {DEEP}}}'),
    ],
)
def test_what_somebody_tells_the_hub_in_no_way_that_is_known_delays_nobody(
    place: PostgresPlace, anna: Desk, ben: Desk, asides: str, expected_log: ExpectedLog
) -> None:
    expected_log("the hub")
    said = json.dumps([{**heading(ben.author.writes("c1", summary="Odd")), "asides": "?"}])
    with raw(place, "ben") as line:
        line.execute(
            "SELECT caseworker.push(%s::jsonb, %b, '{}')",
            (said.replace('"?"', asides), [pack("r", "00", "5")]),
        )
    later = ben.author.writes("c2", summary="What comes after it")
    ben.pushes(later)
    assert anna.pulled()[-1] == later.id
    assert len(place.hub("cara").held()) <= 1
    assert any("not what was written" in fault for fault in administer.check(place.address, PASSWORD)) == (
        "empties" not in asides
    )
