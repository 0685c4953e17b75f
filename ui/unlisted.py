"""Telling whoever saved something that the lists could not take it: what is safe, what is missing, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from caseworker.actions.unlisted import Unlisted
from ui.context import Context
from ui.messages import Alert


class UnlistedTeller:
    """Tells of each change once while the window is open, in an alert that stays."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._told: set[str] = set()

    def tell(self, found: Iterable[Unlisted]) -> None:
        """Raise an alert for each that was not told yet."""
        for each in found:
            if each.code in self._told:
                continue
            self._told.add(each.code)
            self._context.messages.alert(
                Alert(
                    "warning",
                    f"{each.what} was saved, but not entered in the lists",
                    "Nothing is lost: what you saved is kept. Lists, search and figures leave it out until Caseworker "
                    f"is mended. Tell your IT support and quote the code {each.code}.",
                    about=(f"unlisted:{each.code}",),
                )
            )
