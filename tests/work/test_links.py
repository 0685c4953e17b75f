"""Links between cases: written in both, removed from both, undone together."""

from __future__ import annotations

import pytest

from caseworker.actions.links import link_cases, link_changes, linked_cases, remove_link
from caseworker.actions.look_up import open_case
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Kind
from caseworker.domain.links import INVERSE, LinkEnd
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office
from tests.example_office import log_complaint, log_enquiry


@pytest.fixture
def pair(office: Office) -> tuple[str, str]:
    """A request and the complaint about the same matter."""
    return log_complaint(office, kind=Kind.FOI).case_id, log_complaint(office).case_id


def relations(office: Office, case_id: str) -> list[tuple[str, str]]:
    return [(link.relation, link.reference) for link in linked_cases(office, open_case(office, case_id))]


def test_every_relation_has_words_and_reads_back_from_the_other_case(office: Office) -> None:
    listed = {entry.code for entry in office.vocabulary.entries("link_relations")}
    assert listed == set(INVERSE)
    assert all(INVERSE[INVERSE[code]] == code for code in INVERSE)


def test_a_link_is_seen_from_both_cases(office: Office, pair: tuple[str, str]) -> None:
    request, review = pair
    changed = link_cases(office, review, request, "review_of")
    assert set(changed.case_ids) == {request, review}
    assert relations(office, review) == [("Internal review of", "CYP-2025-0001")]
    assert relations(office, request) == [("Has the internal review", "CYP-2025-0002")]
    assert linked_cases(office, open_case(office, review))[0].about == "FOI request, open"


def test_one_undo_takes_the_link_out_of_both_cases(office: Office, pair: tuple[str, str]) -> None:
    changed = link_cases(office, *pair, "same_matter")
    undo(office, changed.group_id)
    assert relations(office, pair[0]) == relations(office, pair[1]) == []


def test_removing_a_link_removes_it_on_both_sides_and_undo_brings_both_back(
    office: Office, pair: tuple[str, str]
) -> None:
    link_cases(office, *pair, "split_from")
    link = linked_cases(office, open_case(office, pair[0]))[0]
    removed = remove_link(office, pair[0], link.link_id)
    assert relations(office, pair[0]) == relations(office, pair[1]) == []
    undo(office, removed.group_id)
    assert relations(office, pair[1]) == [("Split into", "CYP-2025-0001")]
    with pytest.raises(RuleError, match="no longer part"):
        remove_link(office, pair[0], "not-a-link")


def test_the_same_link_is_not_made_twice_not_even_from_the_other_side(
    office: Office, pair: tuple[str, str]
) -> None:
    link_cases(office, *pair, "repeat_of")
    with pytest.raises(RuleError, match="linked so already"):
        link_cases(office, *pair, "repeat_of")
    with pytest.raises(RuleError, match="linked so already"):
        link_cases(office, pair[1], pair[0], "repeated_by")


def test_a_case_is_not_linked_to_itself_nor_to_a_void_one(office: Office, pair: tuple[str, str]) -> None:
    with pytest.raises(ProblemsError, match="not linked to itself"):
        link_cases(office, pair[0], pair[0], "same_matter")
    with pytest.raises(ProblemsError, match="Choose the other case"):
        link_cases(office, pair[0], "", "")
    void_case(office, pair[1], "Logged twice")
    with pytest.raises(RuleError, match="is void"):
        link_cases(office, *pair, "same_matter")


def test_changes_for_a_case_about_to_be_logged_name_both_ends(office: Office) -> None:
    enquiry = open_case(office, log_enquiry(office).case_id)
    mine, theirs = link_changes(office, LinkEnd("new", "CYP-2025-0099"), enquiry, "from_enquiry")
    values = [{f.field: f.value for f in change.fields} for change in (mine, theirs)]
    assert values[0] == {
        "case_id": enquiry.case_id,
        "reference": enquiry.reference,
        "relation": "from_enquiry",
    }
    assert values[1] == {"case_id": "new", "reference": "CYP-2025-0099", "relation": "became_complaint"}
    assert mine.entity_id != theirs.entity_id
