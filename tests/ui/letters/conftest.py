"""Letters printed by the way."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def coarse_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print with few dots: what lies where on paper is proved with the program's own in test_printing.py."""
    for module in ("ui.printing", "ui.print_job"):
        monkeypatch.setattr(f"{module}.PRINT_DOTS_PER_INCH", 60)
