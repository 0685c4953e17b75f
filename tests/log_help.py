"""Log lines are part of the behaviour: a warning that no test announced fails it (as in qutebrowser's logfail)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class ExpectedLog(logging.Handler):
    """The warnings and errors of one test, and the texts that it announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._announced: list[str] = []

    def __call__(self, text: str) -> None:
        """Announce that a warning or an error containing this text is logged in this test."""
        self._announced.append(text)

    def surprises(self) -> list[str]:
        """Return the lines logged that contain none of the announced texts."""
        return [line for line in self.lines if not any(text in line for text in self._announced)]

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@contextmanager
def watched_log() -> Iterator[ExpectedLog]:
    """Listen to the root logger while the block runs."""
    handler, root = ExpectedLog(), logging.getLogger()
    root.addHandler(handler)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
