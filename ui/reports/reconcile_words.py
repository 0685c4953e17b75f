"""What the screens say of what is to reconcile: figures that disagree are something else than cases to complete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

ALL_AGREE = "To reconcile: nothing. Every total equals the cases behind it."
EVERY_FIGURE = "Every figure agrees with the cases behind it."
DISAGREES, TO_COMPLETE = "Figures disagree", "Cases to complete"


def kind_of(each: Any) -> str:
    """What kind of line it is."""
    return TO_COMPLETE if each.is_to_complete else DISAGREES


def place_of(each: Any) -> str:
    """The figure that is doubted, or the tables whose cases are to be completed."""
    if not each.places:
        return "All tables"
    if each.is_to_complete and len(each.places) > 1:
        return f"Tables {', '.join(place.code for place in each.places)}"
    place = each.places[0]
    return ", ".join(part for part in (place.table, place.row, place.column) if part)


def mend_of(each: Any) -> str:
    """What is to be done, so that a narrow column says it: "Record the root cause"; of a figure what is wrong."""
    return f"Record {each.lacks}" if each.lacks else str(each.sentence)


def note_of(each: Any) -> str:
    """What stands above the cases of a line: what is to be recorded for them, or which figure is wrong."""
    return f"To be recorded for these cases: {each.lacks}." if each.lacks else str(each.sentence)


def in_short(found: Sequence[Any]) -> str:
    """How many figures disagree, and how many values cases lack: "2 figures do not agree, and cases lack 1 value." """
    lacking = sum(each.is_to_complete for each in found)
    wrong = len(found) - lacking
    words = []
    if wrong:
        words.append("1 figure does not agree" if wrong == 1 else f"{wrong:,} figures do not agree")
    if lacking:
        words.append("cases lack 1 value" if lacking == 1 else f"cases lack {lacking:,} values")
    said = ", and ".join(words)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def above_document(found: Sequence[Any]) -> str:
    """What stands above a document: whether it may go out as it is."""
    if not found:
        return ALL_AGREE
    if any(not each.is_to_complete for each in found):
        return f"To reconcile: {in_short(found)} Look at this before it goes out."
    return f"{EVERY_FIGURE} {in_short(found)}"
