"""After which day a request that nobody took up again may be closed as lapsed."""

from __future__ import annotations

from datetime import date

from caseworker.domain.cases import CaseView
from caseworker.domain.deadlines import PauseKind, add_months
from caseworker.domain.information import clock_day, running_stop
from caseworker.domain.kinds import Kind
from caseworker.office import Office


def closing_day(office: Office, view: CaseView) -> date | None:
    """Return the last day to wait: three months for a fee, the council's own period for anything else asked for.

    None while the clock does not stand still.

    Source: Freedom of Information Act 2000, s.9(2) (fee); Freedom of Information Code of Practice 1.14.
    """
    pause = running_stop(view)
    if pause is None:
        return None
    asked = date.fromisoformat(str(pause.doc["from_on"]))
    if pause.doc.get("kind") == PauseKind.FEE:
        return clock_day(view, "FOI_FEE_BY") or add_months(asked, 3)
    if view.kind is Kind.FOI and (counted := clock_day(view, "FOI_CLARIFY_BY")):
        return counted
    return add_months(asked, int(office.settings.choice_on("clarification_closing_months", asked)))
