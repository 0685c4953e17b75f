"""The search for cycles rests, and then finds what was made meanwhile as ever."""

from __future__ import annotations

import gc
import weakref

from caseworker.domain.no_cycles import no_search_for_cycles


class Knot:
    """Keeps itself alive."""

    def __init__(self) -> None:
        self.itself = self


def test_a_cycle_made_while_the_search_rests_is_found_afterwards():
    frozen = gc.get_freeze_count()
    with no_search_for_cycles():
        assert not gc.isenabled()
        tied = weakref.ref(Knot())
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    assert tied() is not None
    gc.collect()
    assert tied() is None


def test_what_was_off_before_stays_off():
    gc.disable()
    try:
        with no_search_for_cycles():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
