"""Which lists a council keeps itself, in which groups, and what stands under what. Source: rule book section 8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnList:
    """One list.

    Attributes:
        one: what an entry is called, as in "Add a division".
        parents: the list its entries stand under; "" for none.
        is_own: whether entries may be added, ended and merged; else only their words may be changed, because the
            program or the law knows the entries.
    """

    name: str
    title: str
    one: str
    parents: str = ""
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lists that are shown together."""

    code: str
    title: str
    lists: tuple[OwnList, ...]


GROUPS: tuple[ListGroup, ...] = (
    ListGroup(
        "places",
        "Services and teams",
        (
            OwnList("divisions", "Divisions", "division"),
            OwnList("services", "Services", "service", "divisions"),
            OwnList("teams", "Teams", "team", "services"),
        ),
    ),
    ListGroup(
        "categories",
        "Categories",
        (
            OwnList("themes", "Main categories", "category"),
            OwnList("root_causes", "Root causes", "root cause"),
            OwnList("escalation_reasons", "Reasons for going further", "reason"),
            OwnList("late_reasons", "Reasons for being late", "reason"),
            OwnList("remedies", "Remedies", "remedy"),
            OwnList("learning_themes", "Learning themes", "learning theme"),
        ),
    ),
    ListGroup(
        "contacts",
        "Contacts",
        (
            OwnList("channels", "How it arrived", "way"),
            OwnList("raised_by", "Raised by", "role"),
            OwnList("relationships", "Relationships to the child", "relationship"),
            OwnList("requester_types", "Who asks for information", "kind of requester"),
            OwnList("answered_how", "How it was answered", "way"),
        ),
    ),
    ListGroup(
        "people",
        "People and equalities",
        (
            OwnList("contact_routes", "Routes in a contact plan", "route"),
            OwnList("person_relationships", "Relationships between people", "relationship", is_own=False),
            OwnList("elected_offices", "Offices of members", "office", is_own=False),
            OwnList("equality_age_bands", "Age bands", "age band"),
            OwnList("equality_genders", "Genders", "entry"),
            OwnList("equality_disabilities", "Disabilities", "entry"),
            OwnList("equality_ethnicities", "Ethnicities", "entry"),
            OwnList("equality_orientations", "Sexual orientations", "entry"),
            OwnList("equality_religions", "Religions", "religion"),
            OwnList("equality_carers", "Carers", "entry"),
        ),
    ),
    ListGroup(
        "advocacy_lists",
        "Advocacy lists",
        (
            OwnList("advocacy_groups", "Eligible groups", "group"),
            OwnList("advocacy_sources", "Who refers", "source"),
            OwnList("advocacy_reasons", "What advocacy is for", "reason"),
        ),
    ),
    ListGroup(
        "program",
        "Words of the program",
        (
            OwnList("outcomes", "Outcomes", "outcome", is_own=False),
            OwnList("findings", "Findings", "finding", is_own=False),
            OwnList("stage_2_requests", "What became of a stage 2 request", "result", is_own=False),
            OwnList("ombudsman_decisions", "Ombudsman decisions", "decision", is_own=False),
            OwnList("payments", "Kinds of payment", "kind of payment", is_own=False),
            OwnList("task_kinds", "Kinds of action", "kind of action", is_own=False),
            OwnList("appointments", "Parts people are appointed to", "part", is_own=False),
            OwnList("decisions", "Decisions recorded", "decision", is_own=False),
            OwnList("consents", "Consent", "state of consent", is_own=False),
            OwnList("waiting_for", "Waiting for", "entry", is_own=False),
        ),
    ),
)

LISTS: Mapping[str, OwnList] = {each.name: each for group in GROUPS for each in group.lists}
OWN_LISTS = frozenset(name for name, each in LISTS.items() if each.is_own)


def children_of(name: str) -> OwnList | None:
    """Return the list whose entries stand under those of this one: teams under services."""
    return next((each for each in LISTS.values() if each.parents == name), None)
