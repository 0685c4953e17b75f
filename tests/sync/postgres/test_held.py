"""What the hub may not take without a decision is kept, delays nothing and is told of (P2, E5)."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from caseworker.domain.changes import hash_header
from caseworker.hub_words import of_postgres
from caseworker.sync import administer_postgres as administer
from tests.sync.hub_contract import Desk, anna, ben
from tests.sync.hub_wires import Author
from tests.sync.postgres.desks import ACCEPTED, HELD, KNOWN, changed, verdicts
from tests.sync.private_postgres import PASSWORD, PostgresPlace, place, postgres_server

HEADING = (0, 1, 2, 3, *range(5, 16), 19)
"""Places in a row of what its hash covers."""

__all__ = ["anna", "ben", "place", "postgres_server"]


def test_a_change_put_into_somebody_elses_chain_is_held_for_that_row_only(anna: Desk, ben: Desk) -> None:
    anna.pushes(*anna.author.many(2))
    forged = changed(Author("anna", anna.author.origin).many(1)[0], oseq=3)
    own = ben.author.writes("c9", summary="Fine")
    assert verdicts(ben.pushes(forged, own)) == [HELD, ACCEPTED]
    assert forged.id not in anna.pulled()


def test_a_rewritten_heading_does_not_fit_its_hash(anna: Desk, ben: Desk) -> None:
    rows = anna.author.many(2)
    assert verdicts(ben.pushes(rows[0], changed(rows[1], author_id="ben"))) == [ACCEPTED, HELD]


def test_the_next_change_in_somebody_elses_name_is_told_by_the_check_until_their_computer_signs_what_follows(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    anna.pushes(*anna.author.many(2))
    (forged,) = anna.author.many(1)
    ben.pushes(forged)
    odd = [
        said for said in administer.check(place.address, PASSWORD) if "whose owner did not send it" in said
    ]
    assert [said.split(":")[0] for said in odd] == ["Change 3"]
    anna.pushes(*anna.author.many(1))
    assert not any("did not send" in said for said in administer.check(place.address, PASSWORD))


ODD = "".join(
    map(chr, [*range(1, 0x20), 0x22, 0x5C, 0x2F, 0x7F, 0x80, 0xE9, 0x2028, 0xFEFF, 0xFFFD, 0x1F642])
)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
@example(ODD)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_hub_counts_the_hash_of_a_heading_as_every_computer_does(
    anna: Desk, ben: Desk, text: str
) -> None:
    (row,) = Author("anna").many(1)
    odd = changed(row, kind=text, app_ver=text, scope_kind=text, seen_epoch=text)
    digest = hash_header([odd.columns[at] for at in HEADING])
    assert verdicts(ben.pushes(changed(odd, hash=digest))) == [ACCEPTED]


def test_what_another_wrote_fits_after_what_is_known_of_them(anna: Desk, ben: Desk) -> None:
    rows = anna.author.many(4)
    anna.pushes(*rows[:2])
    assert verdicts(ben.pushes(*rows)) == [KNOWN, KNOWN, ACCEPTED, ACCEPTED]


def test_what_another_wrote_fits_before_what_is_known_of_them(anna: Desk, ben: Desk) -> None:
    rows = anna.author.many(3)
    anna.pushes(rows[2])
    assert verdicts(ben.pushes(rows[1])) == [ACCEPTED]


def test_a_change_that_did_not_fit_is_taken_once_its_chain_is_known(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    rows = anna.author.many(3)
    assert verdicts(ben.pushes(rows[1], rows[2])) == [HELD, HELD]
    assert verdicts(ben.pushes(rows[0])) == [ACCEPTED]
    assert anna.pulled() == [row.id for row in rows]
    assert administer.held(place.address, PASSWORD) == ()


def test_its_author_brings_a_held_change_in_without_a_decision(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    rows = anna.author.many(2)
    ben.pushes(rows[1])
    assert verdicts(anna.pushes(*rows)) == [ACCEPTED, ACCEPTED]
    assert administer.held(place.address, PASSWORD) == ()


def test_an_accepted_change_enters_the_feed_with_who_brought_it(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    anna.pushes(anna.author.writes("c1", restricted=True, owner_id="anna", readers=[]))
    blind = ben.author.writes("c1", summary="Unsent")
    ben.pushes(blind)
    assert administer.accept_held(place.address, PASSWORD, blind.id) == 2
    assert administer.accept_held(place.address, PASSWORD, blind.id) is None
    assert [(fed.feed, fed.pushed_by) for fed in anna.hub.pull(1).rows] == [(2, "ben")]
    assert verdicts(ben.pushes(blind)) == [KNOWN]


def test_a_refused_change_is_kept_with_the_reason(place: PostgresPlace, anna: Desk, ben: Desk) -> None:
    anna.pushes(anna.author.writes("c1", restricted=True, owner_id="anna", readers=[]))
    blind = ben.author.writes("c1", summary="Unsent")
    ben.pushes(blind)
    assert administer.refuse_held(place.address, PASSWORD, blind.id, "Written by mistake")
    (held,) = administer.held(place.address, PASSWORD)
    assert (held.refused_why, held.why) == (
        "Written by mistake",
        "Whoever sent it has no right to the case.",
    )
    assert not administer.refuse_held(place.address, PASSWORD, "nothing", "No such thing")


def test_whoever_gets_the_right_later_brings_the_held_change_in_by_sending_it_again(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    first = anna.author.writes("c1", restricted=True, owner_id="anna", readers=[])
    anna.pushes(first)
    blind = ben.author.writes("c1", summary="Unsent")
    assert verdicts(ben.pushes(blind)) == [HELD]
    anna.pushes(anna.author.writes("c1", readers=["ben"], parents=(first.id,)))
    assert verdicts(ben.pushes(blind)) == [ACCEPTED]


def test_a_redaction_empties_what_is_held_too(place: PostgresPlace, anna: Desk, ben: Desk) -> None:
    anna.pushes(anna.author.writes("c1", restricted=True, owner_id="anna", readers=[]))
    ben.pushes(ben.author.writes("c1", summary="Unsent"))
    anna.has_erased(scopes=["c1"])
    assert place.sql("SELECT length(packed) FROM caseworker.held") == [(0,)]


def test_an_erasure_of_somebody_who_is_no_manager_is_done_when_it_is_accepted(
    place: PostgresPlace, anna: Desk
) -> None:
    erasure = anna.author.redacts(scopes=["c1"])
    anna.pushes(anna.author.writes("c1", summary="Secret"), erasure)
    (held,) = administer.held(place.address, PASSWORD)
    assert (held.id, held.why.startswith("It erases for ever")) == (erasure.id, True)
    said = administer.status(place.address, PASSWORD)
    assert (said.held, said.held_since) == (1, held.held_at)
    assert f"decision: 1, since {held.held_at[:10]} " in of_postgres(said)[0][1]
    assert administer.accept_held(place.address, PASSWORD, erasure.id) == 2
    assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [True, False]
    assert administer.status(place.address, PASSWORD).held_since == ""


def test_until_it_upgrades_the_hub_nothing_is_decided_in_the_window_and_all_else_goes_on(
    place: PostgresPlace, anna: Desk, ben: Desk
) -> None:
    place.is_spoiled = True
    place.sql(
        "DROP FUNCTION caseworker.to_decide(), caseworker.fates(text[]), caseworker.correct_notes(jsonb)"
    )
    row = anna.author.writes("c1", restricted=True, owner_id="anna", readers=[])
    blind = ben.author.writes("c1", summary="Unsent")
    anna.pushes(row)
    assert verdicts(ben.pushes(blind)) == [HELD]
    assert ben.hub.held() == ben.hub.fates([blind.id]) == ()
    assert Desk(place, "cara").hub.correct_notes({row.id: ()}) == 0
    assert anna.pulled() == [row.id]
