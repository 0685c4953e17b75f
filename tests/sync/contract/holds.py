"""What every hub must do: erasures that meet a legal hold."""

from __future__ import annotations

from caseworker.sync.port import Answer, Fate
from tests.sync.contract.desks import ACCEPTED, HELD, KNOWN, Desk, Place


class Holds:
    """C1, E1: an erasure that meets a legal hold waits for a decision."""

    def test_an_erasure_that_meets_a_legal_hold_waits_and_empties_nothing(
        self, place: Place, anna: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", legal_hold=True)
        anna.pushes(row)
        whole, part = cara.author.redacts(scopes=["c0", "c1"]), cara.author.redacts(changesets=[row.id])
        other = cara.author.redacts(scopes=["c2"])
        assert [a.verdict for a in cara.pushes(whole, part, other)] == [HELD, HELD, ACCEPTED]
        assert [(h.wire.id, h.why) for h in cara.hub.held()] == [(whole.id, "hold"), (part.id, "hold")]
        assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [False, False]
        assert cara.pushes(whole) == [Answer(whole.id, HELD)]

    def test_a_hold_that_was_lifted_stops_nothing_and_of_two_that_clash_the_one_that_holds_does(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", legal_hold=True)
        anna.pushes(row, anna.author.writes("c1", legal_hold=False, parents=(row.id,)))
        assert [a.verdict for a in cara.pushes(cara.author.redacts(scopes=["c1"]))] == [ACCEPTED]
        ben.pushes(ben.author.writes("c2", legal_hold=True), ben.author.writes("c2", legal_hold=False))
        assert [a.verdict for a in cara.pushes(cara.author.redacts(scopes=["c2"]))] == [HELD]

    def test_an_erasure_that_waited_for_a_hold_is_done_when_it_is_accepted(
        self, place: Place, anna: Desk
    ) -> None:
        cara = Desk(place, "cara")
        anna.pushes(anna.author.writes("c1", legal_hold=True))
        erasure = cara.author.redacts(scopes=["c1"])
        cara.pushes(erasure)
        assert cara.hub.decide([erasure.id]) == 1
        assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [True, False]

    def test_an_erasure_that_was_accepted_after_the_copy_was_made_is_done_and_waits_no_more_when_it_is_put_back(
        self, place: Place, anna: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", legal_hold=True)
        anna.pushes(row)
        erasure = cara.author.redacts(scopes=["c1"])
        cara.pushes(erasure)
        place.back_up()
        cara.hub.decide([erasure.id])
        place.restore()
        again = Desk(place, "cara")
        assert again.hub.held() == ()
        assert [(fed.wire.id, fed.is_emptied) for fed in again.hub.pull(0).rows] == [
            (row.id, True),
            (erasure.id, False),
        ]

    def test_a_refusal_that_a_restored_hub_has_forgotten_is_offered_again_and_its_author_gets_the_words(
        self, place: Place, anna: Desk
    ) -> None:
        place.back_up()
        row, cara = anna.author.writes("c1", legal_hold=True), Desk(place, "cara")
        anna.pushes(row)
        erasure = cara.author.redacts(scopes=["c1"])
        cara.pushes(erasure)
        cara.hub.decide([erasure.id], "A claim")
        (refused,) = anna.hub.fetch([erasure.id])
        place.restore()
        again = Desk(place, "ben")
        assert [a.verdict for a in again.pushes(refused.wire._replace(is_refused=True))] == [ACCEPTED]
        (fed,) = again.hub.fetch([erasure.id])
        assert (fed.is_refused, fed.is_emptied) == (True, True)
        manager = Desk(place, "cara")
        assert [a.verdict for a in manager.pushes(row, erasure)] == [ACCEPTED, KNOWN]
        (said,) = manager.hub.fates([erasure.id])
        assert said.fate is Fate.REFUSED
        assert said.wire is not None
        assert said.wire.columns == erasure.columns
        assert not manager.hub.fetch([row.id])[0].is_emptied

    def test_a_hold_that_comes_after_the_erasure_is_taken_empty(self, anna: Desk) -> None:
        anna.has_erased(scopes=["c1"])
        late = anna.author.writes("c1", legal_hold=True)
        assert [a.verdict for a in anna.pushes(late)] == [ACCEPTED]
        assert anna.hub.fetch([late.id])[0].is_emptied
