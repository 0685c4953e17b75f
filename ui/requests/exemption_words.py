"""An exemption as a row of a list: what it is, what it is applied to, where its test stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseworker.domain.exemptions import DISCLOSE, missing, standing
from caseworker.office import Office
from ui.widgets.row_button import RowWords


def exemption_row(office: Office, doc: Mapping[str, Any]) -> RowWords:
    """Return the words of one exemption."""
    label = office.vocabulary.label("exemptions", str(doc.get("section") or ""))
    cited, _, about = label.partition(": ")
    text = f"{cited}{doc.get('subsection') or ''}{f': {about}' if about else ''}"
    stands = standing(doc)
    lines = (
        str(doc.get("about") or ""),
        f"{stands}." if stands != "Withhold" else "",
    )  # the tag says it already
    return RowWords(text, lines=tuple(filter(None, lines)), tag=_tag(doc))


def _tag(doc: Mapping[str, Any]) -> tuple[str, str]:
    if doc.get("balance") == DISCLOSE:
        return "closed", "Disclose"
    if missing(doc):
        return "due_soon", "To do"
    return "on_time", "Withhold"
