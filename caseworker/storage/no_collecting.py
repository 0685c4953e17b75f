"""Much that is made at once is made without Python looking again and again for what is no longer used."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_inside = 0


@contextmanager
def collecting_later() -> Iterator[None]:
    """Put off the search for circles of objects until the block ends, in all threads.

    Question: why? Choice: a page of changes makes tens of thousands of dictionaries that are all in use till it is
    written; each search for circles walks through them, and through everything else the program holds, and finds none:
    a fifth of the time. What is in no circle is freed at once all the same. Cost: memory, for the length of a page.
    """
    global _inside
    with _lock:
        was_on = gc.isenabled() or _inside > 0
        _inside += was_on
        gc.disable()
    try:
        yield
    finally:
        if was_on:
            with _lock:
                _inside -= 1
                if not _inside:
                    gc.enable()
