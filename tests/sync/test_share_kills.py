"""Ten programs share a mailbox file and are killed at any statement, while the share comes and goes (T6)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caseworker.resources import RESOURCES


@pytest.mark.skipif(os.name == "nt", reason="programs are forked and killed as only POSIX systems can")
def test_nothing_is_lost_or_doubled_when_programs_are_killed_and_the_share_goes_away(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.sync.share_kills",
        str(tmp_path),
        "--kills",
        "15",
        "--changes",
        "8",
    ]
    done = subprocess.run(command, cwd=RESOURCES.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost or doubled" in done.stdout
