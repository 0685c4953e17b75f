"""A context for tests: work happens at once, the office is whatever the test gives."""

from __future__ import annotations

from datetime import date
from typing import Any

from ui.commands import Registry
from ui.context import Context
from ui.messages import Messages
from ui.tasks import SyncTasks


def make_context(office: Any = None, *, today: date = date(2025, 10, 15), settings: Any = None) -> Context:
    """A context without a window."""
    return Context(
        office=office,
        tasks=SyncTasks(),
        messages=Messages(),
        registry=Registry(),
        today=lambda: today,
        settings=settings,
    )
