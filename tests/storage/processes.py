"""Other programs: a second Python that has the office open, to be killed or to run out of rights."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def another_program(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run code in a new Python beside the test, ended at the latest when the block ends."""
    program = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        try:
            yield program
        finally:
            program.kill()


def output_of(code: str, *arguments: object) -> str:
    """Run code to its end and return what it printed. An error in it fails the test."""
    with another_program(code, *arguments) as program:
        text, _ = program.communicate()
        assert program.returncode == 0, text
    return text


def says(program: subprocess.Popen[str]) -> str:
    """The next line it prints."""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def kill(program: subprocess.Popen[str]) -> str:
    """Kill it as a power cut would, and return what it had still printed."""
    program.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    assert program.stdout is not None
    rest = program.stdout.read()
    program.wait()
    return rest
