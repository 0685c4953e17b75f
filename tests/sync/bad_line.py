"""A line that is cut now and then, before or after the hub heard."""

from __future__ import annotations

from random import Random
from typing import Any

from caseworker.sync.port import Hub, HubAway


class BadLine:
    """A hub behind such a line; each call that is cut raises `HubAway`."""

    def __init__(self, hub: Hub, chance: Random, cut: float = 0.1) -> None:
        self._hub, self._chance, self._cut = hub, chance, cut

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._hub, name)
        if not callable(real):
            return real

        def call(*given: object) -> object:
            if self._chance.random() < self._cut:
                raise HubAway("The line is cut.")
            found = real(*given)
            if self._chance.random() < self._cut:
                raise HubAway("The line was cut before the answer came.")
            return found

        return call
