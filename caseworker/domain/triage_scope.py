"""Who may complain under the Children Act procedure, and what about: the tables behind the check of `triage`.

Source: Children Act 1989, sections 24D, 26; SI 2006/1738, regulations 3 to 5; statutory guidance "Getting the Best
from Complaints" (2006); rule book 1.1 (WHO-1 to WHO-9) and 1.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Road = Literal["statutory", "corporate", "data_protection", "information", "elsewhere"]
"""Where a subject is dealt with."""


@dataclass(frozen=True, slots=True)
class Group:
    """People who may, or may not, complain under the procedure.

    Attributes:
        is_eligible: None where somebody must decide (sufficient interest).
        only: the subjects the right is about; none for all in scope.
    """

    code: str
    label: str
    rule: str
    is_eligible: bool | None
    only: tuple[str, ...] = ()


GROUPS: tuple[Group, ...] = (
    Group(
        "child", "Child looked after by us, or a child in need", "WHO-1; Children Act 1989, s26(3)(a)", True
    ),
    Group(
        "parent",
        "Parent, or person with parental responsibility",
        "WHO-2; Children Act 1989, s26(3)(b), (c)",
        True,
    ),
    Group(
        "foster_carer",
        "Foster carer, of the council or an agency",
        "WHO-3; Children Act 1989, s26(3)(d)",
        True,
    ),
    Group(
        "care_leaver",
        "Care leaver",
        "WHO-5; Children Act 1989, s24D",
        True,
        ("leaving_care", "accommodation", "advocacy", "handling"),
    ),
    Group(
        "special_guardianship",
        "Special guardian, or a child under such an order",
        "WHO-6; Children Act 1989, s26(3C)",
        True,
        ("special_guardianship", "handling"),
    ),
    Group(
        "adoption",
        "Person concerned in an adoption",
        "WHO-7; Children Act 1989, s26(3B)",
        True,
        ("adoption", "handling"),
    ),
    Group(
        "interest",
        "Somebody else interested in the child's welfare",
        "WHO-4; Children Act 1989, s26(3)(e)",
        None,
    ),
    Group("professional", "Professional, or a provider about its contract", "WHO-9", False),
    Group("other", "Somebody else without such an interest", "WHO-9", False),
    Group("anonymous", "Anonymous", "ANON-1", False),
)

WHO: Mapping[str, Group] = {group.code: group for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a complaint can be about.

    Attributes:
        road: how it is dealt with.
        route: where somebody is sent who is sent elsewhere, or what else is open to them.
    """

    code: str
    label: str
    rule: str
    road: Road = "statutory"
    route: str = ""


_PART_3 = "Children Act 1989, s26(3A)(a)"
_GUIDANCE = "Getting the Best from Complaints, 2.3"
_PART_3_GUIDE = "Getting the Best from Complaints, 3"

SUBJECTS: tuple[Subject, ...] = (
    Subject("in_need", "Support for a child in need", _PART_3),
    Subject("looked_after", "Care of a looked-after child, visits, reviews", _PART_3),
    Subject("placement", "Placement, or a change of placement", _PART_3),
    Subject("contact", "Contact with family", _PART_3),
    Subject("leaving_care", "Leaving care, pathway plan, money for care leavers", _PART_3),
    Subject("accommodation", "Somewhere to live for a child or care leaver", _PART_3),
    Subject("assessment", "Assessment of a child in need", _PART_3),
    Subject("care_order", "Care or supervision applications, and decisions about them", "SI 2006/1738, reg 3"),
    Subject("emergency", "Child assessment or emergency protection orders", "SI 2006/1738, reg 3"),
    Subject("adoption", "Adoption, and support after it", "SI 2006/1738, reg 4"),
    Subject("special_guardianship", "Special guardianship support", "SI 2006/1738, reg 5"),
    Subject("advocacy", "Advocacy for the child", "Getting the Best from Complaints, 2.2"),
    Subject("handling", "How a complaint of this kind was handled", "Getting the Best from Complaints, 2.2"),
    Subject(
        "section_47",
        "Child protection enquiry or conference",
        "SI 2006/1738, reg 3 does not list section 47; Ombudsman's practitioner guide",
        "corporate",
        "the appeal of the child protection conference",
    ),
    Subject(
        "education",
        "Delay of an EHC plan, school transport, attendance or admissions",
        "Rule book 1.2",
        "corporate",
    ),
    Subject("council", "Something else the council did or did not do", "Complaint Handling Code", "corporate"),
    Subject(
        "court",
        "A court's decision, evidence or a report to the court",
        _GUIDANCE,
        "elsewhere",
        "the court that deals with the case",
    ),
    Subject(
        "carer_approval",
        "Approval of somebody as a foster carer or adopter",
        "Rule book 1.2",
        "elsewhere",
        "the Independent Review Mechanism",
    ),
    Subject(
        "ehc_content",
        "What an EHC assessment or plan says",
        "Rule book 1.2",
        "elsewhere",
        "the Special Educational Needs and Disability Tribunal",
    ),
    Subject("staff", "A grievance or discipline of staff", _PART_3_GUIDE, "elsewhere", "Human Resources"),
    Subject("crime", "A crime", "Getting the Best from Complaints, 3", "elsewhere", "the police"),
    Subject(
        "allegation",
        "An allegation that somebody who works with children harmed a child",
        "Getting the Best from Complaints, 3",
        "elsewhere",
        "the designated officer for allegations (LADO), today",
    ),
    Subject(
        "data",
        "How personal information was used",
        "Data Protection Act 2018, s164A",
        "data_protection",
        "the Information Commissioner",
    ),
    Subject(
        "information",
        "The answer to an information request",
        "Freedom of Information Act 2000, s45 code",
        "information",
        "the internal review of the request",
    ),
    Subject("not_ours", "Something another organisation did", _GUIDANCE, "elsewhere", "the organisation that did it"),
)  # fmt: skip

ABOUT: Mapping[str, Subject] = {subject.code: subject for subject in SUBJECTS}
