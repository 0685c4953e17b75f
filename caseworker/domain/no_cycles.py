"""Python's search for values that keep each other alive, put off while very many are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Let the search rest: an import, a pack of tables or a page of changes makes many small values and no cycle.

    What was made meanwhile counts as old afterwards, so that the search does not go through all of it at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_freeze_count() == 0:  # what somebody froze stays frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
