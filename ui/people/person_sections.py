"""The words of a person's page: alerts, plans, relationships, merged people, cases."""

from __future__ import annotations

from datetime import date

from caseworker.actions.people import office_role
from caseworker.domain.dates_in_words import listed, long_date
from caseworker.domain.fold import EntityState
from caseworker.domain.people import InCase, is_in_force, plan_runs
from caseworker.office import Office
from ui.widgets.rows_model import Column


def alert_lines(office: Office, alert: EntityState) -> tuple[str, ...]:
    """Return what an alert says beneath its risk."""
    doc = alert.doc
    lines = [f"What to do: {doc.get('what_to_do', '')}"]
    if doc.get("evidence"):
        lines.append(f"Evidence: {doc['evidence']}")
    lines.append(_days(doc.get("recorded_on"), "Recorded"))
    if doc.get("ended_on"):
        lines.append(f"{_days(doc['ended_on'], 'Ended')}: {doc.get('ended_reason', '')}")
    elif doc.get("review_on"):
        is_late = str(doc["review_on"]) < office.clock.today().isoformat()
        lines.append(_days(doc["review_on"], "Review was due" if is_late else "Review on"))
    return tuple(filter(None, lines))


def alert_stands(office: Office, alert: EntityState) -> bool:
    """Whether it shows in cases."""
    return is_in_force(alert.doc, office.clock.today())


def plan_title(office: Office, plan: EntityState) -> str:
    """Return the routes that are open."""
    labels = [office.vocabulary.label("contact_routes", str(code)) for code in plan.doc.get("routes") or ()]
    return f"By {listed([label[:1].lower() + label[1:] for label in labels])}"


def plan_lines(office: Office, plan: EntityState) -> tuple[str, ...]:
    """Return what a plan says beneath its routes."""
    doc = plan.doc
    lines = [str(doc.get("how") or ""), f"Reason: {doc.get('reason', '')}"]
    lines.append(f"Approved by {office.staff_name(str(doc.get('approved_by') or ''))}")
    start, review = _day(doc.get("start_on")), _day(doc.get("review_on"))
    if doc.get("ended_on"):
        lines.append(f"Ended on {_day(doc['ended_on'])}: {doc.get('ended_reason', '')}")
    elif str(doc.get("review_on") or "") < office.clock.today().isoformat():
        lines.append(f"Ended after {review}: it was not renewed")
    else:
        lines.append(f"From {start} until {review}, unless it is renewed")
    return tuple(filter(None, lines))


def plan_is_over(office: Office, plan: EntityState) -> bool:
    """Whether it has ended, by an act or by its review day."""
    today = office.clock.today()
    is_to_come = str(plan.doc.get("start_on") or "") > today.isoformat() and not plan.doc.get("ended_on")
    return not plan_runs(plan.doc, today) and not is_to_come


def case_columns(office: Office) -> list[Column[InCase]]:
    """Return the columns of the cases of a person."""
    return [
        Column("reference", "Case", lambda row: row.case.reference, width=15),
        Column("kind", "Type", lambda row: row.case.kind.label, width=22),
        Column("received", "Received", received_words, sort=lambda row: row.case.received_on, width=16),
        Column("role", "As", role_words, width=26),
        Column("status", "Status", lambda row: office.vocabulary.label("statuses", row.status), width=0),
    ]


def received_words(row: InCase) -> str:
    """Return the day received, without its weekday."""
    return long_date(row.case.received_on).split(" ", 1)[1]


def role_words(row: InCase) -> str:
    """Return what the person is in the case."""
    role = office_role(str(row.party.doc.get("role") or ""))
    relation = str(row.party.doc.get("relationship") or "")
    return f"{role} ({relation.lower()})" if relation and relation != "None" else role


def case_spoken(row: InCase) -> str:
    """Return the whole row as one sentence."""
    return f"{row.case.reference}, {row.case.kind.label}, received {received_words(row)}, {role_words(row)}"


def _days(day: object, what: str) -> str:
    return f"{what} {_day(day)}" if day else ""


def _day(day: object) -> str:
    return long_date(date.fromisoformat(str(day))) if day else ""
