"""What every page is handed: the office, the runner of slow work, the voice, the commands, the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.commands import Registry
    from ui.messages import Messages
    from ui.page import Page
    from ui.tasks import Tasks


@dataclass
class Context:
    """The four things a page needs, and `open` to reach another page.

    Attributes:
        office: the caseworker.office.Office (Any here: the frame itself never looks inside).
        today: the office's day, `office.clock.today`.
        settings: the person's own settings as the program keeps them (frozen; see caseworker.settings), or None.
        open_page: set by the window; `open_page("case", case_id)` opens or raises a tab and returns its page.
        changed: `changed(result)` tells every open page what an action touched and remembers it for Undo.
        tell_pages: the same without remembering.
        own: the person's own settings on this computer (ui.own_settings.OwnSettings).
        sharing: how the office is shared (ui.sync.sharing.Sharing), or None.
        put_preview: moves the preview of the window: "right", "below", "off", or "" for where there is room.
        newest_act: the group of the act that Ctrl+Z takes back now; "" for none.
        case_order: the list page whose order Ctrl+. and Ctrl+, follow, or None.
    """

    office: Any
    tasks: Tasks
    messages: Messages
    registry: Registry
    today: Callable[[], date]
    settings: Any = None
    open_page: Callable[..., Page] = field(default=lambda *_args, **_more: _no_window())
    changed: Callable[[Any], None] = field(default=lambda _changed: None)
    tell_pages: Callable[[Any], None] = field(default=lambda _changed: None)
    own: Any = None
    case_order: Any = None
    put_preview: Callable[[str], None] | None = None
    newest_act: str = ""
    sharing: Any = None
    _awaiting: list[tuple[Any, Callable[[Any], None]]] = field(default_factory=list)

    def once_shared(self, receiver: Any, act: Callable[[Any], None]) -> None:
        """Hand `sharing` to a page, now or as soon as it is there: tabs of the last start stand before it."""
        if self.sharing is not None:
            act(self.sharing)
        else:
            self._awaiting.append((receiver, act))

    def take_sharing(self, sharing: Any) -> None:
        """Keep `sharing`, and hand it to the pages that wait for it and are still open."""
        from ui.tasks import is_alive

        self.sharing = sharing
        waiting, self._awaiting = self._awaiting, []
        for receiver, act in waiting:
            if is_alive(receiver):
                act(sharing)


def _no_window() -> Page:
    raise RuntimeError("no window has taken this context yet")
