"""Why the answer to an FOI request may be extended: only to weigh the public interest in a qualified exemption."""

from __future__ import annotations

from caseworker.domain.cases import CaseView
from caseworker.domain.information import exemptions_of, is_qualified
from caseworker.domain.kinds import Procedure

SOURCE = "Freedom of Information Act 2000, s.10(3), s.17(2)"


def why_not_extended(view: CaseView) -> str:
    """Return why the deadline of a case may not be extended yet, or "" where nothing of section 4 is against it."""
    stage = view.stage.doc if view.stage else {}
    if stage.get("procedure") != Procedure.FOI or stage.get("number") != "1":
        return ""
    if any(is_qualified(each) for each in exemptions_of(view)):
        return ""
    return (
        "An FOI answer is extended only to weigh the public interest in a qualified exemption (s.10(3)). Choose the"
        " exemption first."
    )


def is_interest_extension(view: CaseView) -> bool:
    """Return whether an extension of this case is the notice of section 17(2)."""
    stage = view.stage.doc if view.stage else {}
    return stage.get("procedure") == Procedure.FOI and stage.get("number") == "1"
