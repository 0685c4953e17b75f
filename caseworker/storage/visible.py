"""The rule of `caseworker.domain.readers` as a condition of a query."""

from __future__ import annotations

from caseworker.domain.readers import Reader


def visible_to(reader: Reader, case: str = "c") -> str:
    """Return the condition that a row of `case_list` may be shown.

    Args:
        case: what the table is called in the query.
    """
    if not reader.may_read:
        return "0"
    if reader.sees_all:
        return "1"
    named = [f"instr(' ' || {case}.readers || ' ', {_quoted(f' {who} ')}) > 0" for who in reader.ids]
    owned = [f"{case}.owner_id IN ({', '.join(map(_quoted, reader.ids))})"] if reader.ids else []
    return f"({' OR '.join([f'{case}.restricted = 0', *owned, *named])})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
