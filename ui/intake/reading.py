"""From the form as typed to the contact that is logged, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseworker.domain.intake import FIRST_DAY, Child, Intake, problems_with
from caseworker.domain.kinds import Kind
from caseworker.errors import Problem
from ui.intake.choices import place_of
from ui.intake.form import IntakeForm
from ui.intake.match_links import CALLER, name_field
from ui.widgets.date_field import DateField

NO_KIND = Problem("kind", 'Choose the type, or "Not decided yet"')


def intake_of(form: IntakeForm) -> Intake:
    """Return what the form says."""
    values = form.form.values()
    text = {name: str(value or "") for name, value in values.items()}
    division, service, team = place_of(form.office.vocabulary, text["service"])
    received = values["received_on"]
    return Intake(
        kind=form.kind() or Kind.UNDECIDED,
        channel=text["channel"],
        received_on=received if isinstance(received, date) else None,
        full_name=text["full_name"],
        raised_by=text["raised_by"],
        relationship=text["relationship"],
        phone=text["phone"],
        email=text["email"],
        address_lines=text["address_lines"],
        postcode=text["postcode"],
        preferred_contact=text["preferred_contact"],
        adjustments=text["adjustments"],
        children=_children(form),
        summary=text["summary"],
        wants=text["wants"],
        risk=text["risk"],
        division=division,
        service=service,
        team=team,
        theme=text["theme"],
        other_themes=tuple(code for code in values["other_themes"] or () if code != text["theme"]),
        payment_related=bool(values["payment_related"]),
        staff_named=text["staff_named"],
        subject=text["subject"],
        requester_type=text["requester_type"],
        owner_id=text["owner_id"],
        advocate_answer=text["advocate_answer"],
        advocate_reason=text["advocate_reason"],
        ward=text["ward"],
        person_id=form.links.person_of(CALLER),
        representative_id=form.links.representative(),
    )


def _children(form: IntakeForm) -> tuple[Child, ...]:
    """The children entered; each may be somebody we know."""
    filled = [child for child in form.children_fields if not child.is_empty()]
    return tuple(
        replace(child.child(), person_id=form.links.person_of(name_field(child.number))) for child in filled
    )


def problems_of_form(form: IntakeForm, today: date) -> list[Problem]:
    """Return everything to mend before the contact can be logged; one sentence for each field."""
    found = [] if form.kind() is not None else [NO_KIND]
    found += _unreadable_date(form)
    for child in form.children_fields:
        found += child.problems()
    known = {problem.field for problem in found}
    from_domain = [p for p in problems_with(intake_of(form), today) if p.field not in known | {"born_on"}]
    return found + from_domain


def _unreadable_date(form: IntakeForm) -> list[Problem]:
    field = form.form["received_on"]
    assert isinstance(field, DateField)
    if not field.is_unreadable():
        return []
    return [Problem("received_on", "Date received must be a real date, such as 27/3/2026")]


def received_if_plain(form: IntakeForm, today: date) -> date | None:
    """Return the day received when a deadline can be counted from it, else None."""
    value = form.form["received_on"].value()
    return value if isinstance(value, date) and FIRST_DAY <= value <= today else None
