"""What an action did: enough to tell the user, refresh the open views and offer Undo."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changed:
    """The result of an action that was saved.

    Attributes:
        message: one sentence for the user, in the past tense.
        case_ids: the cases touched, empty when only the office's own data changed.
        group_id: what Undo takes back; empty when there is nothing to take back.
        reference: of the one case touched, else empty.
        gone: those of the cases of which nothing is on this computer any more: erased, or hidden from here.
        hidden: those of `gone` that others still have, and that the person at the keyboard may not see any more.
    """

    message: str
    case_ids: tuple[str, ...] = ()
    group_id: str = ""
    reference: str = ""
    gone: tuple[str, ...] = field(default=(), kw_only=True)
    hidden: tuple[str, ...] = field(default=(), kw_only=True)
