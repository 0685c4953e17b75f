"""What every hub must do: what waits for a decision."""

from __future__ import annotations

from datetime import datetime

from caseworker.sync.facts import is_hold_untold, is_unlike, true_facts
from caseworker.sync.port import AccessFact, Answer, Fate
from tests.sync.contract.desks import ACCEPTED, HELD, KNOWN, Desk, Place, restricted


class Decisions:
    """D8, P2, E1, E3: what the hub may not take without somebody's decision."""

    def test_what_somebody_erases_who_is_no_manager_waits_and_empties_nothing(
        self, anna: Desk, ben: Desk
    ) -> None:
        row, wrong = anna.author.writes("c1", summary="Kept"), anna.author.redacts(scopes=["c1"])
        after = anna.author.writes("c2", summary="Goes on")
        assert [a.verdict for a in anna.pushes(row, wrong, after)] == [ACCEPTED, HELD, ACCEPTED]
        assert anna.pushes(wrong) == [Answer(wrong.id, HELD)]
        assert [(fed.wire.id, fed.is_emptied) for fed in ben.hub.pull(0).rows] == [
            (row.id, False),
            (after.id, False),
        ]

    def test_a_manager_who_sends_what_waited_erases_it(self, place: Place, anna: Desk) -> None:
        row, right = anna.author.writes("c1", summary="Secret"), anna.author.redacts(scopes=["c1"])
        anna.pushes(row, right)
        assert Desk(place, "cara").pushes(right) == [Answer(right.id, ACCEPTED, 2)]
        assert [fed.is_emptied for fed in anna.hub.pull(0).rows] == [True, False]

    def test_a_change_to_a_case_one_may_not_see_is_held_and_delays_nothing(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        restricted(anna, "c1")
        blind, free = ben.author.writes("c1", summary="Unsent"), ben.author.writes("c2", summary="Other")
        assert [(a.verdict, a.feed) for a in ben.pushes(blind, free)] == [(HELD, None), (ACCEPTED, 2)]
        assert [(a.verdict, a.feed) for a in ben.pushes(blind, free)] == [(HELD, None), (KNOWN, 2)]
        assert blind.id not in anna.pulled()

    def test_what_waits_is_shown_to_a_manager_alone_and_once_taken_in_to_everybody_who_may_see_it(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        restricted(anna, "c1")
        blind, after = ben.author.writes("c1", summary="Unsent"), ben.author.writes("c1", summary="Then")
        ben.pushes(blind, after)
        assert anna.hub.held() == ben.hub.held() == ()
        assert ben.hub.decide([blind.id]) == anna.hub.decide([blind.id], "No") == 0
        waiting = cara.hub.held()
        assert [(h.wire.columns, h.pushed_by, h.why) for h in waiting] == [
            (blind.columns, "ben", "access"),
            (after.columns, "ben", "access"),
        ]
        assert datetime.fromisoformat(waiting[0].held_at).utcoffset() is not None
        assert ben.fates(blind, after) == {blind.id: Fate.WAITING, after.id: Fate.WAITING}
        assert cara.hub.decide([after.id, blind.id, "unknown"]) == 2
        assert anna.pulled()[1:] == [blind.id, after.id]
        assert cara.hub.held() == ()
        assert ben.fates(blind) == {blind.id: Fate.TAKEN}
        assert cara.hub.decide([blind.id]) == 0

    def test_what_is_refused_is_in_the_feed_without_its_words_and_its_author_gets_them_back_with_the_reason(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = restricted(anna, "c1")
        blind = ben.author.writes("c1", parents=(row.id,), restricted=False, summary="Unsent")
        ben.pushes(blind)
        assert cara.hub.decide([blind.id], "Written about another child") == 1
        fed = cara.hub.pull(1).rows[-1]
        assert (fed.wire.id, fed.is_emptied, fed.is_refused, fed.wire.facts) == (blind.id, True, True, ())
        assert fed.wire.columns[16:19] == ("", "", "")
        assert (fed.wire.hash, ben.hub.access().hidden) == (blind.hash, {"c1"})
        (said,) = ben.hub.fates([blind.id])
        assert (said.fate, said.reason) == (Fate.REFUSED, "Written about another child")
        assert said.wire is not None
        assert said.wire.columns == blind.columns
        assert anna.hub.fates([blind.id])[0].wire is None
        assert ben.pushes(blind) == [Answer(blind.id, KNOWN, 2)]
        assert cara.hub.held() == ()
        assert cara.hub.decide([blind.id]) == 0

    def test_what_was_erased_is_given_back_to_nobody_though_it_was_refused(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        restricted(anna, "c1")
        blind = ben.author.writes("c1", summary="Unsent")
        ben.pushes(blind)
        Desk(place, "cara").hub.decide([blind.id], "No")
        anna.has_erased(scopes=["c1"])
        wire = ben.hub.fates([blind.id])[0].wire
        assert wire is None or wire.columns[18] == ""

    def test_of_a_late_change_to_an_erased_case_nothing_is_kept_though_it_is_held(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        restricted(anna, "c1")
        anna.has_erased(scopes=["c1"])
        assert [a.verdict for a in ben.pushes(ben.author.writes("c1", summary="Late"))] == [HELD]
        (waiting,) = Desk(place, "cara").hub.held()
        assert waiting.wire.columns[16:19] == ("", "", "")

    def test_what_waited_for_a_right_is_taken_in_once_its_author_has_it_and_asks(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        row = restricted(anna, "c1")
        blind = ben.author.writes("c1", summary="Unsent")
        ben.pushes(blind)
        anna.pushes(anna.author.writes("c1", readers=["ben"], parents=(row.id,)))
        assert anna.fates(blind) == {blind.id: Fate.WAITING}
        assert ben.fates(blind) == {blind.id: Fate.TAKEN}
        assert ben.pulled()[-1] == blind.id

    def test_an_erasure_that_is_refused_empties_nothing_ever(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        row, wrong = anna.author.writes("c1", summary="Kept"), anna.author.redacts(scopes=["c1"])
        anna.pushes(row, wrong)
        cara = Desk(place, "cara")
        assert [h.why for h in cara.hub.held()] == ["erasure"]
        assert [link[1:] for link in ben.hub.waiting_links()] == [(wrong.origin, wrong.oseq, wrong.hash)]
        cara.hub.decide([wrong.id], "The retention schedule says otherwise")
        late = ben.author.writes("c1", summary="Later")
        ben.pushes(late)
        assert [(fed.wire.id, fed.is_emptied) for fed in ben.hub.pull(0).rows] == [
            (row.id, False),
            (wrong.id, True),
            (late.id, False),
        ]
        assert not any(ben.hub.fetch([wrong.id])[0].wire.empties)

    def test_what_a_restored_hub_has_forgotten_of_a_refusal_is_not_let_in_by_those_who_have_its_heading(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        restricted(anna, "c1")
        blind = ben.author.writes("c1", summary="Unsent")
        ben.pushes(blind)
        place.back_up()
        Desk(place, "cara").hub.decide([blind.id], "No")
        (refused,) = anna.hub.fetch([blind.id])
        place.restore()
        assert [a.verdict for a in Desk(place).pushes(refused.wire)] == [ACCEPTED]
        (said,) = Desk(place, "ben").hub.fates([blind.id])
        assert said.fate is Fate.REFUSED
        assert said.wire is not None
        assert said.wire.columns == blind.columns

    def test_a_note_that_says_other_than_its_change_travels_with_it_and_a_manager_puts_it_right(
        self, place: Place, anna: Desk, ben: Desk
    ) -> None:
        cara = Desk(place, "cara")
        row = anna.author.writes("c1", owner_id="anna", readers=[])
        anna.pushes(row)
        forged = AccessFact("c1", "restricted", "true", ())
        wrong = ben.author.writes("c1", summary="Only this")
        ben.pushes(wrong._replace(facts=(forged, AccessFact("c1", "owner_id", '"ben"', (row.id,)))))
        assert anna.hub.access().hidden == {"c1"}
        first, second = cara.hub.pull(0).rows
        assert (is_unlike(first), is_unlike(second)) == (False, True)
        assert ben.hub.correct_notes({wrong.id: ()}) == 0
        before = anna.hub.access().version
        assert cara.hub.correct_notes({second.wire.id: true_facts(second), "unknown": ()}) == 1
        assert (anna.hub.access().hidden, anna.hub.access().version > before) == (frozenset(), True)
        assert not any(map(is_unlike, cara.hub.pull(0).rows))
        assert anna.pulled() == [row.id, wrong.id]

    def test_a_legal_hold_that_an_early_program_told_nothing_of_is_told_by_a_manager(
        self, place: Place, anna: Desk
    ) -> None:
        row, cara = anna.author.writes("c1", legal_hold=True), Desk(place, "cara")
        anna.pushes(row._replace(facts=()))
        (fed,) = cara.hub.fetch([row.id])
        assert is_hold_untold(fed)
        assert anna.hub.correct_notes({row.id: true_facts(fed)}) == 0
        assert cara.hub.correct_notes({row.id: true_facts(fed)}) == 1
        assert not is_hold_untold(cara.hub.fetch([row.id])[0])
        assert [a.verdict for a in cara.pushes(cara.author.redacts(scopes=["c1"]))] == [HELD]

    def test_what_is_said_of_who_may_see_another_case_counts_for_nothing(self, anna: Desk, ben: Desk) -> None:
        anna.pushes(anna.author.writes("c2", summary="Open"))
        forged = AccessFact("c2", "restricted", "true", ())
        ben.pushes(ben.author.writes("c1", summary="Mine")._replace(facts=(forged,)))
        assert anna.hub.access().hidden == ben.hub.access().hidden == frozenset()
