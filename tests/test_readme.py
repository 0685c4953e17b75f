"""The README tells the truth about where things are and what can be typed."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return the text under the README's heading of this title, up to the next heading of the same depth."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no section {title!r}"
    return found[1]


def test_every_place_in_the_where_is_table_exists() -> None:
    places = re.findall(r"`([^`]+)`", "\n".join(line.split("|")[2] for line in table_rows("Where is…")))
    assert len(places) > 20
    assert not [place for place in places if not list(ROOT.glob(place))]


def test_every_picture_and_linked_file_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert not [link for link in links if not (ROOT / link).exists()]


def test_every_make_target_named_exists_and_every_target_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) == targets - {"help"}


def table_rows(title: str) -> list[str]:
    """Return the rows of the first table under a heading, without its head."""
    return [line for line in section(title).splitlines() if line.startswith("|")][2:]
