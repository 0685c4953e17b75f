"""Who is what to a letter: for each kind of recipient, whom the case, the directory and the settings know, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from caseworker.actions.directory import office_words, representatives
from caseworker.actions.heads import head_rows
from caseworker.actions.letter_plans import plans_of
from caseworker.domain.advocacy import contract_on, contracts_of
from caseworker.domain.advocacy import running as running_advocacy
from caseworker.domain.cases import CaseView
from caseworker.domain.directory import ELECTED, Representative
from caseworker.domain.fold import EntityState
from caseworker.domain.kinds import Kind
from caseworker.domain.people_keys import name_words
from caseworker.domain.recipients import ANONYMOUS, Recipient
from caseworker.domain.salutations import salutation_for
from caseworker.domain.work import head_for
from caseworker.office import Office


def is_young(view: CaseView) -> Callable[[EntityState], bool]:
    """Return the test whether somebody of the case is a child or young person."""
    children = {child.id for child in view.children}
    young = str(view.value("raised_by") or "") == "Young person"
    return lambda party: party.id in children or (young and party.doc.get("role") == "complaining")


# -- who is found where -----------------------------------------------------------------------------------

_Found = Iterator[Recipient]
_Finder = Callable[[Office, CaseView, str], _Found]


def _complaining(office: Office, view: CaseView, code: str) -> _Found:
    if view.complainant:
        yield of_party(office, view, view.complainant, code)


def _representatives(office: Office, view: CaseView, code: str) -> _Found:
    for party in view.parties:
        if party.doc.get("role") == "representative":
            yield of_party(office, view, party, code)
    advocacy = running_advocacy(view.of_kind("advocacy"))
    if advocacy is not None and advocacy.doc.get("advocate"):
        name = str(advocacy.doc["advocate"])
        organisation = str(advocacy.doc.get("organisation") or advocacy.doc.get("provider") or "")
        lines = (organisation,) if organisation else ()
        key = f"advocate:{advocacy.id}"
        yield Recipient(key, code, f"{name}, advocate", name, lines, salutation=salutation_for(name))


def _children(office: Office, view: CaseView, code: str) -> _Found:
    for child in view.children:
        yield of_party(office, view, child, code)
    if not view.children and view.complainant and is_young(view)(view.complainant):
        yield of_party(office, view, view.complainant, code)


def _elected(office: Office, view: CaseView, code: str) -> _Found:
    """The office holder of the directory whose enquiry it is; else the person who wrote."""
    entries = {each.id: each for each in representatives(office)}
    ids = [str(p.doc.get("representative_id") or "") for p in view.parties]
    linked = [entries[each] for each in ids if each and each in entries]
    for entry in linked or _named_alike(view, entries.values()):
        yield _of_entry(office, entry, code)
    yield from _complaining(office, view, code)


def _named_alike(view: CaseView, entries: Any) -> list[Representative]:
    """Who of today's office holders the writer's name names: "Office of Nia Bowen MP"."""
    words = set(name_words(str(view.complainant.doc.get("full_name") or ""))) if view.complainant else set()
    offices = ELECTED.get(view.kind, ())
    return [e for e in entries if e.office in offices and words and set(name_words(e.full_name)) <= words]


def _services(office: Office, view: CaseView, code: str) -> _Found:
    """The service asked last, then that of the case: whoever heads it."""
    asked = [str(each.doc.get("service") or "") for each in reversed(view.of_kind("contribution"))]
    for each in reversed(view.of_kind("contribution")):
        contact, email = str(each.doc.get("contact_name") or ""), str(each.doc.get("email") or "")
        service = str(each.doc.get("service") or "")
        if contact and service:
            label = office.vocabulary.label("services", service)
            yield _by_email(f"contact:{each.id}", code, f"{contact}, {label}", contact, email, label)
    for service in dict.fromkeys(filter(None, (*asked, view.row.service))):
        yield _of_service(office, service, code)


def _of_service(office: Office, service: str, code: str) -> Recipient:
    division = office.vocabulary.parent_of("services", service)
    head = head_for(office.settings.heads, service, division)
    label = office.vocabulary.label("services", service)
    name = head.name if head and head.name else label
    email = head.email if head else ""
    found = _by_email(f"service:{service}", code, label, name, email, "" if name == label else label)
    found = found if email else _in_house(office, found)
    return found if head and head.name else _greeted(found, "Dear colleague")


def _heads(office: Office, view: CaseView, code: str) -> _Found:
    """Who heads the service of the case, else its division."""
    for part in filter(None, (view.row.service, view.row.division)):
        head = office.settings.heads.get(part)
        if head and head.get("name"):
            label = next((row.label for row in head_rows(office) if row.code == part), part)
            name = str(head["name"])
            yield _by_email(
                f"head:{part}", code, f"{name}, {label}", name, str(head.get("email") or ""), label
            )


def _directors(office: Office, view: CaseView, code: str) -> _Found:
    yield from _appointed(office, view, code)
    head = office.settings.heads.get(view.row.division) if view.row.division else None
    if head and head.get("name"):
        name, label = str(head["name"]), office.vocabulary.label("divisions", view.row.division)
        key = f"head:{view.row.division}"
        yield _by_email(key, code, f"{name}, {label}", name, str(head.get("email") or ""), label)


_PARTS: Mapping[str, tuple[str, ...]] = {
    "IO": ("investigating_officer",),
    "IP": ("independent_person",),
    "ADJ": ("adjudicating_officer", "independent_adjudicator"),
    "PANEL": ("panel_chair", "panel_member"),
    "DIR": ("director",),
}


def _appointed(office: Office, view: CaseView, code: str) -> _Found:
    """Who holds the part now, those of the latest stage first."""
    for appointment in reversed(view.of_kind("appointment")):
        doc = appointment.doc
        if doc.get("role") not in _PARTS[code] or doc.get("ended_on"):
            continue
        name, organisation = str(doc.get("full_name") or ""), str(doc.get("organisation") or "")
        part = office.vocabulary.label("appointments", str(doc["role"]))
        label = f"{name}, {part[:1].lower()}{part[1:]}"
        key = f"appointment:{appointment.id}"
        yield _by_email(key, code, label, name, str(doc.get("email") or ""), organisation)


def _providers(office: Office, view: CaseView, code: str) -> _Found:
    """The advocacy provider of the referral, else the one under contract today."""
    advocacy = running_advocacy(view.of_kind("advocacy"))
    contract = contract_on(contracts_of(office.settings.advocacy_contracts), office.clock.today())
    names = [str(advocacy.doc.get("provider") or "")] if advocacy else []
    names += [contract.provider] if contract else []
    for name in dict.fromkeys(filter(None, names)):
        lines = tuple(line.strip() for line in office.settings.advocacy_contact.splitlines() if line.strip())
        yield Recipient(f"provider:{name}", code, name, name, lines, salutation="Dear colleague")


def _body(key: str, greeting: str) -> _Finder:
    def find(_office: Office, _view: CaseView, code: str) -> _Found:
        from caseworker.letters.bodies import body_address

        name, *lines = body_address(key)
        yield Recipient(key, code, name, name, tuple(lines), salutation=greeting)

    return find


FINDERS: Mapping[str, _Finder] = {
    "CP": _complaining,
    "REQUESTER": _complaining,
    "ENQUIRER": _complaining,
    "GIVER": _complaining,
    "AD": _representatives,
    "CHILD": _children,
    "REP": _elected,
    "SV": _services,
    "HEAD": _heads,
    "DIR": _directors,
    "IO": _appointed,
    "IP": _appointed,
    "ADJ": _appointed,
    "PANEL": _appointed,
    "ADVOCACY": _providers,
    "OMB": _body("ombudsman", "Dear Ombudsman"),
    "ICO": _body("ico", "Dear Commissioner"),
}
"""By code of `letters.template.RECIPIENTS`; "OTHER" is nobody the case knows."""


# -- how each is written to -------------------------------------------------------------------------------


def of_party(office: Office, view: CaseView, party: EntityState, code: str) -> Recipient:
    doc = party.doc
    name = str(doc.get("full_name") or "")
    name = "" if name.strip().casefold() == ANONYMOUS else name
    child = is_young(view)(party)
    plan = plans_of(office, view).get(party.id)
    email = str(doc.get("email") or "")
    return Recipient(
        f"party:{party.id}",
        code,
        f"{name or 'Name not given'}, {_part_words(view, party)}",
        name,
        _postal(doc) or _only_by_email(view, doc, email),
        email,
        salutation_for(name, is_child=child),
        party.id,
        str(doc.get("preferred_contact") or ""),
        str(doc.get("adjustments") or ""),
        child,
        plan.routes if plan else (),
        plan.words if plan else "",
    )


def _part_words(view: CaseView, party: EntityState) -> str:
    doc = party.doc
    if doc.get("role") == "child":
        return "child or young person"
    if doc.get("role") == "complaining":
        return "person complaining" if view.kind.is_complaint else "who wrote to us"
    said = str(doc.get("raised_by") or doc.get("relationship") or "representative")
    return f"{said[:1].lower()}{said[1:]}"


def _of_entry(office: Office, entry: Representative, code: str) -> Recipient:
    lines = tuple(filter(None, (*entry.address_lines.splitlines(), entry.postcode)))
    lines = lines or ((f"By email: {entry.email}",) if entry.email else ())
    label = f"{entry.full_name}, {office_words(office, entry)}"
    name = entry.full_name
    return Recipient(
        f"representative:{entry.id}", code, label, name, lines, entry.email, salutation_for(name)
    )


def _by_email(key: str, code: str, label: str, name: str, email: str, place: str) -> Recipient:
    lines = tuple(filter(None, (place, f"By email: {email}" if email else "")))
    return Recipient(key, code, label, name, lines, email, salutation_for(name))


def _in_house(office: Office, recipient: Recipient) -> Recipient:
    """A service whose email is not known is written to at the council's own address."""
    return replace(recipient, lines=(*recipient.lines, *office.settings.address_lines))


def _greeted(recipient: Recipient, greeting: str) -> Recipient:
    return replace(recipient, salutation=greeting)


def _postal(doc: Mapping[str, Any]) -> tuple[str, ...]:
    address = doc.get("address") or {}
    lines: Sequence[str] = (*str(address.get("lines") or "").splitlines(), str(address.get("postcode") or ""))
    return tuple(line for line in lines if line.strip())


def _only_by_email(view: CaseView, doc: Mapping[str, Any], email: str) -> tuple[str, ...]:
    """Who gave no postal address is written to by email alone where they want email, or where nothing else is said
    and they wrote by email or ask for information or for somebody else (most requests and enquiries are emails)."""
    prefers = str(doc.get("preferred_contact") or "").casefold()
    wrote = view.value("channel") == "Email" and doc.get("role") == "complaining"
    usual = view.kind in (Kind.FOI, Kind.EIR) or view.kind.is_enquiry
    wants = "email" in prefers or (not prefers and (wrote or usual))
    return (f"By email: {email}",) if wants and email else ()
