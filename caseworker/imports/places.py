"""What a column of somebody's spreadsheet can go to, in words, and the headings people give such columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.imports.mapping import Target, needed_by


@dataclass(frozen=True, slots=True)
class Place:
    """One of our fields.

    Attributes:
        code: as in a mapping: "case.received_on".
        label: as the person importing reads it.
        targets: where a value goes; some go to two fields.
        headings: plain headings such a column has in other people's files.
    """

    code: str
    label: str
    targets: tuple[Target, ...]
    headings: tuple[str, ...] = ()


def _place(code: str, label: str, headings: str = "", also: str = "") -> Place:
    targets = tuple(Target(*each.split(".", 2)) for each in (code, also) if each)
    names = tuple(name.strip() for name in headings.split(",") if name.strip())
    return Place(code, label, targets, (label.casefold(), *names))


_CASE = (
    _place(
        "case.reference",
        "Reference",
        "ref, ref no, reference no, reference number, case ref, case no, case number, "
        "case id, complaint ref, complaint no, complaint number, complaint id, log no, id, no, number, our ref",
    ),
    _place(
        "case.kind",
        "Type of case",
        "type, case type, complaint type, category of case, kind, procedure, record type",
    ),
    _place(
        "case.received_on",
        "Date received",
        "received, date of complaint, complaint date, date rec, date recd, "
        "date opened, date logged, received date, date in, date",
    ),
    _place(
        "stage.acknowledged_on",
        "Date acknowledged",
        "acknowledged, ack, ack date, date ack sent, date ack, acknowledgement date, acknowledgement sent",
    ),
    _place(
        "stage.recorded_due_on",
        "Date due",
        "due, due date, target date, deadline, response due, date response due, target response date",
    ),
    _place(
        "stage.recorded_extended_on",
        "Extended date due",
        "extended due date, extension date, extended to, revised due date, new due date, extended deadline",
    ),
    _place("stage.extension_agreed", "Extension agreed", "extended, extension, extension given"),
    _place(
        "stage.answered_on",
        "Date answered",
        "responded, date responded, response date, response sent, date of "
        "response, reply sent, date replied, answered, date completed, completed, response sent date",
    ),
    _place("case.closed_on", "Date closed", "closed, closed date, closure date"),
    _place("case.status", "Status", "case status, state, open closed"),
    _place(
        "case.outcome",
        "Outcome",
        "result, decision, finding, complaint outcome, stage 1 outcome, upheld",
        "stage.outcome",
    ),
    _place("case.outcome_reason", "Reason for the outcome", "outcome reason, outcome details, findings"),
    _place("case.division", "Division", "directorate, department, area"),
    _place("case.service", "Service", "service area, service complained about"),
    _place("case.team", "Team", "team complained about, team name"),
    _place(
        "case.channel", "How it arrived", "channel, contact method, method, how received, received by, source"
    ),
    _place(
        "case.raised_by",
        "Raised by (role)",
        "raised by, complainant type, type of complainant, made by, role, who complained",
        "person.raised_by",
    ),
    _place(
        "person.full_name",
        "Person complaining: full name",
        "complainant, complainant name, name of complainant, "
        "name, customer, customer name, full name, requester, requester name, contact name",
    ),
    _place(
        "person.relationship",
        "Person complaining: relationship to the child",
        "relationship, relationship to child, relationship to young person",
    ),
    _place(
        "person.phone",
        "Person complaining: phone",
        "phone, telephone, tel, mobile, phone number, telephone number",
    ),
    _place("person.email", "Person complaining: email", "email, e mail, email address"),
    _place(
        "person.address.lines",
        "Person complaining: address",
        "address, address line 1, address line 2, "
        "address line 3, address 1, address 2, street, town, city, postal address",
    ),
    _place("person.address.postcode", "Person complaining: postcode", "postcode, post code"),
    _place(
        "person.adjustments", "Person complaining: adjustments", "adjustments, reasonable adjustments, needs"
    ),
    _place(
        "child.full_name",
        "Child: full name",
        "child, child name, name of child, young person, childs name, "
        "young persons name, yp, yp name, child young person",
    ),
    _place("child.born_on", "Child: date of birth", "dob, date of birth, child dob, childs dob"),
    _place("child.age", "Child: age", "age, child age, age of child"),
    _place(
        "child.social_care_id",
        "Child: social care ID",
        "social care id, mosaic id, ics id, lcs id, liquidlogic id, "
        "system id, client id, child id, mosaic, lcs",
    ),
    _place("case.ward", "Ward", ""),
    _place(
        "case.summary",
        "What happened",
        "summary, details, case summary, description, complaint, complaint details, "
        "nature of complaint, details of complaint, issue, issues, brief description, complaint summary, notes",
    ),
    _place("case.wants", "What they want", "desired outcome, outcome sought, wants, resolution sought"),
    _place(
        "case.theme",
        "Main category",
        "theme, category, subject category, complaint category, issue type, cause",
    ),
    _place("case.root_cause", "Root cause", "underlying cause, reason"),
    _place("case.payment_related", "Payment related", "payment, financial"),
    _place("case.case_review", "Historic case review", "case review"),
    _place("case.advocate_involved", "Advocate involved", "advocate, advocate used"),
    _place("case.provider", "Advocacy provider", "provider"),
    _place(
        "case.owner_id",
        "Owner",
        "officer, case officer, complaints officer, handler, allocated to, assigned to, "
        "caseworker, owner name",
    ),
    _place("case.staff_named", "Staff named", "staff complained about, social worker, worker, sw"),
    _place("case.late_reason", "Why it was late", "late reason, reason late, reason for delay"),
    _place("case.subject", "Subject", "request subject, title"),
    _place("case.requester_type", "Requester (kind)", "requester type, applicant type"),
    _place(
        "case.parent_reference",
        "Goes back to (reference)",
        "parent ref, linked case, related case, previous ref, parent reference, original ref",
    ),
    _place("case.hours", "Hours delivered", "hours"),
    _place("case.eligible_group", "Eligible group", ""),
    _place("case.referred_by", "Referred by", ""),
    _place("case.equalities.gender", "Equalities: gender", "gender, sex"),
    _place("case.equalities.ethnicity", "Equalities: ethnicity", "ethnicity, ethnic group, ethnic origin"),
    _place("case.equalities.disability", "Equalities: disability", "disability, disabled"),
    _place("case.equalities.sexual_orientation", "Equalities: sexual orientation", "sexual orientation"),
    _place("case.equalities.age_band", "Equalities: age band", "age band, age group"),
)

_STAGE = (
    _place(
        "stage.old_reference", "Reference of the stage", "ref, reference, escalation ref, stage ref, id, no"
    ),
    _place(
        "link.case",
        "Reference of its case",
        "case ref, case reference, complaint ref, parent ref, stage 1 ref",
    ),
    _place("stage.number", "Stage", "stage number, level"),
    _place("stage.procedure", "Procedure", "type, complaint type"),
    _place(
        "stage.started_on",
        "Date asked for",
        "date requested, requested, received, date received, request date, date",
    ),
    _place("stage.accepted_on", "Date accepted", "accepted"),
    _place("stage.acknowledged_on", "Date acknowledged", "acknowledged, ack date"),
    _place("stage.recorded_due_on", "Date due", "due, due date, target date, deadline"),
    _place("stage.recorded_extended_on", "Extended date due", "extended due date, extended to"),
    _place(
        "stage.answered_on",
        "Date answered",
        "responded, date responded, date completed, completed, response date",
    ),
    _place("stage.panel_on", "Panel met", "panel date, date of panel"),
    _place("stage.panel_findings_on", "Panel findings issued", "panel findings"),
    _place("stage.outcome", "Outcome", "result, decision, finding"),
    _place("stage.escalation_reason", "Reason for going further", "escalation reason, reason for escalation"),
    _place("stage.details", "Details", "summary, notes, description"),
    _place("stage.remedy", "Remedy", ""),
    _place("stage.compensation_pounds", "Compensation", "compensation gbp, payment, amount"),
    _place("stage.investigating_officer", "Investigating officer", "io, investigator"),
    _place("stage.independent_person", "Independent person", "ip"),
    _place("stage.division", "Division", "directorate"),
    _place("stage.service", "Service", "service area"),
    _place("stage.ombudsman_reference", "Ombudsman's reference", "lgo ref, lgsco ref, ombudsman ref"),
)

_TASK = (
    _place("task.old_reference", "Reference of the action", "ref, reference, action ref, id, no"),
    _place("link.case", "Reference of its case", "case ref, case reference, complaint ref"),
    _place("task.what", "What is to be done", "action, what, description, recommendation, details"),
    _place("task.kind", "Kind of action", "type, action type"),
    _place("task.owner", "Owner", "lead, responsible, assigned to, officer"),
    _place("task.agreed_on", "Date agreed", "agreed, date"),
    _place("task.due_on", "Date due", "due, due date, target date, deadline"),
    _place("task.done_on", "Date done", "done, completed, date completed"),
    _place("task.amount_pounds", "Amount", "amount gbp, cost, payment"),
    _place("task.arising_from", "Arising from", "stage"),
    _place("task.status", "Status", "action status, state"),
)

PLACES: Mapping[str, Mapping[str, Place]] = {
    makes: {place.code: place for place in places}
    for makes, places in (("case", _CASE), ("stage", _STAGE), ("task", _TASK))
}
MAKES: Mapping[str, str] = {
    "case": "A case",
    "stage": "A later stage of a case (stage 2, 3, Ombudsman)",
    "task": "An action that follows from a case",
}


def is_needed(makes: str, code: str, *, own_references: bool = False) -> bool:
    """Return whether a row cannot do without this field."""
    thing, _, name = code.partition(".")
    return (thing, name) in needed_by(makes, own_references=own_references)


def may_repeat(code: str) -> bool:
    """Return whether several columns may go there: the lines of an address."""
    return code.endswith(".lines")
