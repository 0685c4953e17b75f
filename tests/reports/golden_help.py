"""Files that hold what a table must look like. `RENEW_GOLDEN=1 make test` writes them anew; read the diff."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "reports"


def assert_golden(name: str, made: bytes) -> None:
    """Fail unless the file of that name holds these very bytes."""
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes(), f"{path.name} differs; RENEW_GOLDEN=1 writes it anew"
