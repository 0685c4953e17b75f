"""Coming back to a draft: the field edited last, marked "You were here" until it is edited again (S4)."""

from __future__ import annotations

from ui.drafts.as_typed import cursor_to_end
from ui.widgets.field_block import FieldBlock

WORDS = "You were here"


def return_to(block: FieldBlock, *, focus: bool = True) -> None:
    """Mark a field as the one edited last, and stand behind its last letter."""
    block.set_mark(WORDS)
    cursor_to_end(block.field)
    block.field.changed.connect(lambda: block.set_mark("") if block.mark.text() else None)
    if focus:
        block.focus()
