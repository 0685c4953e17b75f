"""A page whose module is imported when it is first opened: the window does not wait for pages nobody sees yet."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ui.page import Page


@dataclass(frozen=True, slots=True)
class LaterPage:
    """Stands for a page's class: called, it imports the class and makes a page of it.

    Attributes:
        kind, commands: as the class has them, so that menus are whole from the start; a test compares them.
        module, name: where the class is.
    """

    kind: str
    module: str
    name: str
    commands: tuple[str, ...] = ()

    def page_class(self) -> type[Page]:
        """Return the class itself."""
        found: type[Page] = getattr(import_module(self.module), self.name)
        return found

    def __call__(self, *arguments: Any, **more: Any) -> Page:
        return self.page_class()(*arguments, **more)
