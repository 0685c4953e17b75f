"""Ids sort by the moment they were made and are never made twice."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from caseworker.domain.ids import IdMaker, uuid7


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=16))
def test_an_id_is_a_version_7_uuid_of_its_millisecond(milliseconds: int, random: bytes) -> None:
    made = uuid.UUID(uuid7(milliseconds, random))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == milliseconds


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=30))
def test_each_id_is_later_than_the_one_before_whatever_the_clock_does(moments: list[int]) -> None:
    clock: Iterator[int] = iter(moments)
    maker = IdMaker(lambda: next(clock), lambda count: b"\xff" * count)
    made = [maker.new() for _ in moments]
    assert made == sorted(set(made))
    assert all(len(each) == 32 for each in made)


def test_two_threads_never_get_the_same_id() -> None:
    maker = IdMaker(lambda: 1)
    made: list[list[str]] = [[], [], [], []]

    def make(into: list[str]) -> None:
        into.extend(maker.new() for _ in range(3000))

    threads = [threading.Thread(target=make, args=(into,)) for into in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each for into in made for each in into}) == 12_000
