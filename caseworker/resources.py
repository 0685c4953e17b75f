"""Where the rules, calendars, letters, lists and fonts that ship with the program lie."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
