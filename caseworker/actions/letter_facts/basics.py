"""The facts of the case itself: what it is, whom it is about, which service, what was said."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.actions.letter_facts.decisions import proposal_of
from caseworker.actions.letter_facts.known import Known, Provider, in_full, lower_first
from caseworker.actions.letter_recipients import ANONYMOUS
from caseworker.domain.advocacy import running
from caseworker.domain.dates_in_words import listed
from caseworker.domain.directory import needs_disclosure_check
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Procedure
from caseworker.domain.salutations import first_name
from caseworker.domain.work import initials, open_contributions

_SCHEMES: Mapping[str, str] = {
    Procedure.CHILDREN_ACT: "the complaints procedure for children's social care",
    Procedure.CORPORATE: "the council's complaints procedure",
    Procedure.ENQUIRY: "the council's standard for enquiries",
    Procedure.FOI: "the Freedom of Information Act 2000",
    Procedure.EIR: "the Environmental Information Regulations 2004",
    Procedure.SAR: "the right of access in UK GDPR and the Data Protection Act 2018",
    Procedure.DATA_PROTECTION: "section 164A of the Data Protection Act 2018",
    Procedure.OMBUDSMAN: "Part 3 of the Local Government Act 1974",
    Procedure.COMMISSIONER: "section 50 of the Freedom of Information Act 2000",
}
"""By what a stage is timed, as said in a sentence."""

_CODE = "CODE-2024"


def _name(party: EntityState | None) -> str:
    name = str(party.doc.get("full_name") or "") if party else ""
    return "" if name.strip().casefold() == ANONYMOUS else name


def _children(known: Known) -> str:
    """The names; initials in an answer to an elected member, who is told no more than is needed."""
    names = [name for child in known.view.children if (name := _name(child))]
    if needs_disclosure_check(known.view.kind):
        names = [initials(name) for name in names]
    return listed(names)


def _child_first_name(known: Known) -> str:
    """Of the child the letter goes to, else of the first child of the case, else of the young person complaining."""
    recipient = known.recipient
    if recipient is not None and recipient.is_child:
        return first_name(recipient.name)
    return first_name(_name(next(iter(known.view.children), None)))


def _relationship(known: Known) -> str:
    person = known.view.complainant.doc if known.view.complainant else {}
    return str(person.get("relationship") or known.view.value("raised_by") or "")


def _representing(known: Known) -> str:
    """The children; where an adult is spoken for by a representative, that adult."""
    view = known.view
    speaks = [p for p in view.parties if p.doc.get("role") == "representative"]
    return _children(known) or (_name(view.complainant) if speaks else "")


def _consent_limits(known: Known) -> str:
    parties = sorted(known.view.parties, key=lambda p: f"party:{p.id}" != known.work.recipient)
    return next((str(p.doc["consent_limits"]) for p in parties if p.doc.get("consent_limits")), "")


def _advocate(known: Known, *names: str) -> str:
    """A field of the advocate's entry, else of a representative who is one."""
    advocacy = running(known.view.of_kind("advocacy"))
    told = [str(advocacy.doc.get(name) or "") for name in names] if advocacy else []
    return next(filter(None, told), "")


def _representative_advocate(known: Known) -> Mapping[str, object]:
    found = [p.doc for p in known.view.parties if p.doc.get("role") == "representative"]
    return next((doc for doc in found if doc.get("raised_by") == "Advocate"), {})


def _asked(known: Known) -> Mapping[str, object]:
    """What was asked of the service the letter goes to, else what was asked last and has not come."""
    everything = known.view.of_kind("contribution")
    key = known.work.recipient
    mine = [c for c in everything if key in (f"contact:{c.id}", f"service:{c.doc.get('service')}")]
    waiting = sorted(open_contributions(everything), key=lambda c: str(c.doc.get("asked_on") or ""))
    found = [c for c in mine if c in waiting] or mine or waiting or list(everything)
    return found[-1].doc if found else {}


def _summary(known: Known) -> str:
    """What remains unresolved at a further stage, else what happened."""
    return str(known.view.value("summary") or known.view.value("subject") or "")


def _route(known: Known) -> str:
    """Where the check at the start sends the matter, without the person's own way of putting it."""
    proposal = proposal_of(known)
    return proposal.route if proposal else ""


def _scheme(known: Known) -> str:
    if known.stage.get("scheme") == _CODE and known.stage.get("procedure") == Procedure.CORPORATE:
        return "the Ombudsman's Complaint Handling Code"
    return _SCHEMES.get(str(known.stage.get("procedure") or known.view.kind.procedure or ""), "")


def _external(known: Known) -> str:
    """The reference that the Ombudsman, the Commissioner or the tribunal gave."""
    names = ("tribunal_reference", "commissioner_reference", "ombudsman_reference")
    found = [str(s.doc[name]) for s in reversed(known.view.stages) for name in names if s.doc.get(name)]
    return next(iter(found), "")


def _your_reference(known: Known) -> str:
    """Theirs, for the body that gave it; anybody else has none with us."""
    return _external(known) if known.work.recipient in ("ombudsman", "ico") else ""


PROVIDERS: Mapping[str, Provider] = {
    "case_ref": lambda k: k.view.reference,
    "case_type": lambda k: k.view.kind.label,
    "stage": lambda k: k.view.row.stage,
    "today": lambda k: in_full(k.today),
    "received_date": lambda k: in_full(k.view.row.received_on),
    "summary": _summary,
    "complainant_name": lambda k: _name(k.view.complainant),
    "complainant_relationship": _relationship,
    "child_name_or_initials": _children,
    "child_first_name": _child_first_name,
    "representing": _representing,
    "consent_limits": _consent_limits,
    "advocate_name": lambda k: (
        _advocate(k, "advocate") or str(_representative_advocate(k).get("full_name") or "")
    ),
    "advocate_org": lambda k: (
        _advocate(k, "organisation", "provider") or str(_representative_advocate(k).get("organisation") or "")
    ),
    "asked_of_service": lambda k: str(_asked(k).get("what") or ""),
    "asked_due_date": lambda k: in_full(_asked(k).get("due_on")),
    "service_name": lambda k: k.label("services", k.view.row.service),
    "division": lambda k: k.label("divisions", k.view.row.division),
    "route": lambda k: lower_first(_route(k)),
    "scheme_name": _scheme,
    "ref_external": _external,
    "your_reference": _your_reference,
}
