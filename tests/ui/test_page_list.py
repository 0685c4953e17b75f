"""The list of pages says of each what its class says, though the class is imported only when it is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui.later_page import LaterPage
from ui.page_list import PAGES

LATER = [page for page, *_ in PAGES if isinstance(page, LaterPage)]


@pytest.mark.parametrize("page", LATER, ids=lambda page: page.kind)
def test_kind_and_commands_are_those_of_the_class(page: LaterPage) -> None:
    made = page.page_class()
    assert (page.kind, set(page.commands)) == (made.kind, set(made.commands))


def test_no_two_pages_are_of_one_kind() -> None:
    kinds = [page.kind for page, *_ in PAGES]
    assert len(kinds) == len(set(kinds))


def test_the_window_starts_without_the_libraries_and_pages_it_does_not_show() -> None:
    """Each of them costs a tenth of a second or more before the first case can be seen."""
    code = "import sys, ui.app; print(*sys.modules)"
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    slow = {
        "sqlalchemy",
        "alembic",
        "reportlab",
        "keyring",
        "sqlite_utils",
        "holidays",
        "pypdfium2",
        "asyncio",
        "caseworker.domain.workflow",
        "caseworker.actions.people",
    }
    unseen = {page.module for page in LATER}
    assert (slow | unseen) & set(said.split()) == set()
