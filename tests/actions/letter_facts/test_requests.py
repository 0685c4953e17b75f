"""The facts of requests for information, reviews, and cases of the Ombudsman and the Commissioner."""

from __future__ import annotations

from datetime import date

from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.look_up import list_page, query
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from tests.actions.letter_facts.help import facts_of, headings_of, rows_of, words_of
from tests.information.help import on_day, request, step, view_of

RECEIVED = date(2025, 7, 1)


def test_an_exemption_is_cited_with_its_subsection_its_reason_and_both_sides_of_the_test(
    office: Office,
) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(office, case_id, Exemption(
        "foi_31", "(1)(g)", "The names of two providers", "An inquiry is under way.",
        "Spending is open to question.", "The inquiry would be harmed.", "withhold", "It ends in May.",
    ))  # fmt: skip
    facts = facts_of(office, case_id)
    assert headings_of(facts["exemptions"]) == [("Section 31(1)(g): law enforcement and inspection", 2)]
    assert words_of(facts, "exemptions")["exemptions"].splitlines()[1:] == [
        "We used it for: The names of two providers.",
        "An inquiry is under way.",
        "For giving the information out: Spending is open to question.",
        "For keeping it back: The inquiry would be harmed.",
        "We weighed the two. The public interest in keeping the information back is greater than the public interest "
        "in giving it out.",
        "It ends in May.",
    ]


def test_an_exemption_weighed_for_disclosing_is_not_relied_on_and_one_without_a_reason_is_not_sent(
    office: Office,
) -> None:
    case_id = request(office, Kind.FOI, RECEIVED)
    keep_exemption(office, case_id, Exemption("foi_31", "", "Names", "Harm", "For", "Against", "disclose"))
    assert "exemptions" not in facts_of(office, case_id)
    keep_exemption(office, case_id, Exemption("foi_40_2", "", "Names"))
    assert "exemptions" not in facts_of(office, case_id)


def test_the_last_day_for_a_review_counts_from_the_letter(office: Office) -> None:
    case_id = request(office, Kind.FOI, date(2025, 9, 1))
    on_day(office, date(2025, 9, 26))
    names = ("review_deadline", "next_stage_by_date", "next_stage_name")
    said = words_of(facts_of(office, case_id), *names)
    assert said["review_deadline"] == said["next_stage_by_date"] == "Friday 21 November 2025"
    assert said["next_stage_name"] == "an internal review"


def test_a_fee_and_a_clarification_have_their_last_days(office: Office) -> None:
    fee = request(office, Kind.FOI, date(2025, 2, 3))
    on_day(office, date(2025, 2, 10))
    step(office, fee, "fee.asked", amount=35.5, on=date(2025, 2, 10), what="Copies")
    assert words_of(facts_of(office, fee), "fee_amount", "fee_by_date", "clarify_by_date") == {
        "fee_amount": "£35.50",
        "fee_by_date": "Friday 9 May 2025",
        "clarify_by_date": "",
    }
    unclear = request(office, Kind.FOI, date(2025, 2, 3))
    on_day(office, date(2025, 2, 6))
    step(office, unclear, "clarification.asked", on=date(2025, 2, 6), what="Which year?")
    assert facts_of(office, unclear)["clarify_by_date"] == "Sunday 6 April 2025"


def test_a_review_leads_to_the_commissioner_and_a_subject_access_answer_to_a_complaint(
    office: Office,
) -> None:
    case_id = request(office, Kind.EIR, RECEIVED)
    on_day(office, date(2025, 9, 1))  # the answer is late
    step(office, case_id, "review.opened", on=date(2025, 9, 1), about="The map is missing")
    review_id = next(i for i in _newest(office) if i != case_id)
    assert facts_of(office, review_id)["next_stage_name"] == "the Information Commissioner"
    own = request(office, Kind.SAR, RECEIVED)
    assert facts_of(office, own)["next_stage_name"] == "a data protection complaint"


def test_an_ombudsman_case_has_the_day_set_their_reference_and_what_they_asked_for(office: Office) -> None:
    case_id = request(
        office, Kind.OMBUDSMAN, date(2025, 11, 3), service="Quality Assurance", theme="Communication"
    )
    on_day(office, date(2025, 11, 28))
    step(office, case_id, "ombudsman.enquired", on=date(2025, 11, 28), set_due_on=date(2025, 12, 19),
         reference="25 001 234", questions="When was the visit?")  # fmt: skip
    said = words_of(facts_of(office, case_id), "ombudsman_due_date", "ref_external", "your_reference")
    assert said == {
        "ombudsman_due_date": "Friday 19 December 2025",
        "ref_external": "25 001 234",
        "your_reference": "",
    }
    assert facts_of(office, case_id, "ombudsman")["your_reference"] == "25 001 234"
    step(office, case_id, "ombudsman.decided", on=date(2025, 11, 28), decision="fault_injustice")
    step(office, case_id, "remedy.agreed", kind="remedy", what="Apologise and pay", remedy_type="Apology",
         owner=office.person.id, due_on=date(2025, 12, 30), amount=300, payment="distress")  # fmt: skip
    assert rows_of(facts_of(office, case_id)["remedies_ombudsman"]) == [
        ("Apologise and pay (£300)", "Tuesday 30 December 2025")
    ]


def _newest(office: Office) -> list[str]:
    return [row.case_id for row in list_page(office, query(office))]


def test_what_cannot_be_appealed_yet_has_no_last_day(office: Office) -> None:
    case_id = request(office, Kind.COMMISSIONER, RECEIVED)
    assert "next_stage" not in facts_of(office, case_id)
    step(office, case_id, "commissioner.decided", on=RECEIVED, decision="upheld")
    assert facts_of(office, case_id)["next_stage_by_date"] == "Tuesday 29 July 2025"
    assert "tribunal" in words_of(facts_of(office, case_id), "next_stage")["next_stage"].casefold()
    assert view_of(office, case_id).kind is Kind.COMMISSIONER
