"""One line for each run of a command that works by itself: when, how it ended, what it wrote."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from caseworker.clock import system_now
from caseworker.commands import BAD_INPUT, BUG, DONE, LOOK, WORLD
from caseworker.errors import CaseworkerError, RuleError
from caseworker.files import told_of_os
from caseworker.paths import office_paths

LOG = "reports.log"
"""In the office's folder of logs, unless --log names another file."""


@dataclass
class Run:
    """What a run did: what its log line says."""

    written: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    code: int = DONE

    def look(self, words: str) -> None:
        """Say what needs a look."""
        print(words, file=sys.stderr)
        self.code = LOOK


@contextmanager
def logged(parsed: argparse.Namespace) -> Iterator[Run]:
    """Run the command and add one line to the log, whatever became of it."""
    run = Run()
    try:
        yield run
    except BaseException as error:
        run.code = _code_of(error)
        run.words = [str(error) or type(error).__name__]
        _log(parsed, run)
        raise
    _log(parsed, run)


def _code_of(error: BaseException) -> int:
    """The exit code that `cli.told` gives an error."""
    if isinstance(error, RuleError):
        return BAD_INPUT
    return WORLD if isinstance(error, (CaseworkerError, KeyboardInterrupt, BrokenPipeError)) else BUG


def _log(parsed: argparse.Namespace, run: Run) -> None:
    paths = office_paths(parsed.data)
    if parsed.log is None and not paths.has_office:
        return
    log: Path = parsed.log or paths.logs / LOG
    parts = (
        system_now().isoformat(timespec="seconds"),
        f"exit {run.code}",
        f"report {parsed.what}",
        *run.words,
        *run.written,
    )
    line = " | ".join(" ".join(part.split()) for part in parts)
    with told_of_os("The log of reports was not written", log):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
