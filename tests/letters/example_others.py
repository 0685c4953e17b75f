"""What the example letters of corporate complaints, enquiries and information rights are filled with besides."""

from __future__ import annotations

from collections.abc import Mapping

from caseworker.domain.letters import Fact, Heading, Paragraph, Table

OTHER_FACTS: Mapping[str, Fact] = {
    "advocate_name": "Ade Okoro",
    "asked_due_date": "Tuesday 21 October 2025",
    "asked_of_service": "A chronology of contact since 2 September, and the current contact plan.",
    "case_type": "Corporate complaint",
    "clarify_by_date": "Monday 15 December 2025",
    "exemptions": (
        Heading("Section 40(2): personal information of other people", level=2),
        Paragraph("We used it for: the names of junior staff in the rota."),
        Paragraph("They did not expect to be named, and their names would not help to understand the rota."),
        Heading("Section 31(1)(g): law enforcement and inspection", level=2),
        Paragraph("We used it for: the dates of the unannounced visits to come."),
        Paragraph("Homes could prepare for a visit if they knew its day."),
        Paragraph("For giving the information out: people want to know how often homes are visited."),
        Paragraph("For keeping it back: a visit that is expected protects children less."),
        Paragraph(
            "We weighed the two. The public interest in keeping the information back is greater than the public "
            "interest in giving it out."
        ),
    ),
    "fee_amount": "£12.40",
    "fee_by_date": "Wednesday 14 January 2026",
    "ombudsman_due_date": "Wednesday 12 November 2025",
    "ref_external": "25 004 118",
    "remedies_ombudsman": (
        Table(
            ("What the Ombudsman asked for", "Done, or by when"),
            (
                ("A letter of apology from the director", "Done on Monday 13 October 2025"),
                ("Pay for the distress caused (£300)", "Friday 31 October 2025"),
            ),
        ),
    ),
    "review_deadline": "Thursday 11 December 2025",
    "service_name": "Fostering",
    "your_reference": "25 004 118",
}

_REQUEST = "How many children were placed more than 20 miles from home in each of the last five years?"

OTHER_FREE: Mapping[str, str] = {
    "L28.decision": "The adjudicator upholds your complaint in part.",
    "L28.reason": "The fee was set by the rules. You were told of it three months late, and the council had promised "
    "to tell you at once.",
    "L28.compensation": "You will get £150 for the trouble this caused you.",
    "L29a.answer": "Ms Perrin asked when the assessment for her son will be finished. It will be finished by 31 "
    "October. A social worker will phone her this week to agree the last visit.",
    "L29b.answer": "The family can use the new entrance from Monday.",
    "L29c.reason": "We have asked the service for its account, and are waiting for the school to reply.",
    "L29e.who_asked": "your MP, Ms Rahman",
    "L33.unclear": "Which years do you mean? Do you mean all children, or those in foster care?",
    "L33.help_offered": "We can give yearly figures from 2019 on without much work. Older figures are on paper.",
    "L35.information": "In each year from 2021: 14, 11, 12, 9 and 10 children.",
    "L36b.reason": "The answer is in 1,240 paper files. To find and read each takes five minutes. That is 103 hours.",
    "L36b.help_offered": "Ask for the last two years only. Those figures are in our system, and we can send them.",
    "L36d.searched": "We searched the case system and asked the placements team. Nobody has kept this list since 2012.",
    "L36e.exemption": "We used section 40(5B)(a)(i), because a yes or a no would give away personal information.",
    "L42a.information": "Your file from 1994 to 2011, in the order of its dates, on 412 pages.",
    "L42a.withheld": "We left out the names of other children, and what they said about themselves. The law is the "
    "Data Protection Act 2018, Schedule 2, paragraph 16.",
    "L42a.used_for": "We used it to look after you, as the Children Act 1989 asks of us.",
    "L42a.seen_by": "It came from you, your family, your schools and the doctors you saw. It was shared with them.",
    "L42a.kept_for": "The law asks us to keep it until 75 years after you were born.",
    "L44.answers": "1. The complaint was received on 14 October. 2. The service had the plan from 2 September.",
    "L44.evidence": "1. The stage 1 answer. 2. The contact plan.",
    "L45a.payment": "We have paid £300 into your account on 13 October.",
    "L46.meeting": "The cabinet considered the report on 14 October 2025.",
    "L49.unresolved": "You still have not been told why the transport stopped.",
    "L54.letter": "Thank you for phoning today. As we agreed, here is the date of our meeting.",
    "L54b.enclosed": "The form we spoke about. Sign it on page 2 and send it back in the envelope.",
    "L59.about": "A letter you wrote to the fostering team in March 2021.",
}
"""By letter and free part."""

SUMMARIES: Mapping[str, str] = dict.fromkeys(
    ("L33", "L35", "L36a", "L36b", "L36c", "L36d", "L36e", "L36f", "L37", "L38", "L38b", "L58"), _REQUEST
) | dict.fromkeys(
    ("L39a", "L39b", "L50a", "L50b", "L51", "L52a", "L52b", "L52c", "L53"),
    "All readings of air quality taken near the children's centre in Basin Road since January 2024.",
) | dict.fromkeys(
    ("L40b", "L40c", "L42a", "L42b", "L42c"), "My whole file from when I was in care, 1994 to 2011."
) | dict.fromkeys(
    ("L43a", "L43b"), "A letter about my daughter was sent to my old address."
)  # fmt: skip
"""By letter, what the case is about, where it is no complaint."""
