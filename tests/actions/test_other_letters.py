"""Letters of every kind of case but the statutory ones: filled from a case, and no check doubts their words."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.letter_checks import check_letter
from caseworker.actions.letters import preview_letter
from caseworker.actions.log import log_case
from caseworker.actions.look_up import open_case
from caseworker.domain.intake import Intake
from caseworker.domain.kinds import Kind
from caseworker.domain.letter_work import LetterWork
from caseworker.domain.letters import Paragraph
from caseworker.letters.catalogue import load_catalogue
from caseworker.office import Office
from tests.actions.test_statutory_letters import FRAME

CATALOGUE = load_catalogue()

WITHOUT_MORE = {
    Kind.CORPORATE: ("L24", "L24c", "L26c", "L54", "L54b", "L55a"),
    Kind.MP: ("L29a", "L29c", "L29e"),
    Kind.MEMBER: ("L29b", "L29d", "L29e"),
    Kind.MAYOR: ("L30a", "L30d"),
    Kind.CHIEF_EXECUTIVE: ("L30b", "L30e"),
    Kind.GENERAL: ("L30c", "L30f"),
    Kind.COMPLIMENT: ("L31a", "L31b"),
    Kind.COMMENT: ("L31c",),
    Kind.FOI: ("L32", "L35", "L36b", "L36c", "L36d", "L36e", "L36f", "L58", "L59"),
    Kind.EIR: ("L39a", "L50a", "L52b", "L52c"),
    Kind.SAR: ("L40a", "L40b", "L40c", "L42a", "L42b", "L42c", "L42d"),
    Kind.DATA_PROTECTION: ("L43a", "L43b", "L43c"),
    Kind.CASE_REVIEW: ("L56a", "L56b"),
    Kind.UNDECIDED: ("L54c",),
}
"""By kind of case, the letters that can be written as soon as it is logged."""

BESIDE = ("address:", "enclosures:", "disclosure", "restricted")
"""What the checks say of the recipient, of what is enclosed and of the case is not about the words."""


def logged(office: Office, kind: Kind) -> str:
    """The id of a new case of a kind."""
    intake = Intake(
        kind=kind,
        received_on=date(2025, 10, 13),
        full_name="Ms Siân Wyn",
        address_lines="139 Wharfinger Gardens\nLondon",
        postcode="SE31 5EP",
        summary="The bus to the centre no longer comes.",
        service="Quality Assurance",
        theme="Communication",
        risk="no",
        owner_id=office.person.id,
    )
    return log_case(office, intake).case_id


@pytest.mark.parametrize("kind", WITHOUT_MORE)
def test_words_that_ship_are_filled_and_raise_no_doubt(office: Office, kind: Kind) -> None:
    view = open_case(office, logged(office, kind))
    for code in WITHOUT_MORE[kind]:
        free = {part.name: (Paragraph("We looked at what happened."),) for part in CATALOGUE[code].free}
        work = LetterWork(free=free, changed=FRAME)
        preview = preview_letter(office, view, code, work)
        assert "{" not in preview.text
        found = check_letter(office, view, code, work, preview, recipient_checked=True)
        doubts = [each.words for each in found if each.state != "ok" and not each.code.startswith(BESIDE)]
        assert doubts == [], code


@pytest.mark.parametrize(("kind", "code"), [(Kind.MP, "L29a"), (Kind.MEMBER, "L29b")])
def test_a_member_gets_no_answer_before_the_disclosure_was_checked(
    office: Office, kind: Kind, code: str
) -> None:
    view = open_case(office, logged(office, kind))
    free = {part.name: (Paragraph("We looked at what happened."),) for part in CATALOGUE[code].free}
    work = LetterWork(free=free, changed=FRAME)
    preview = preview_letter(office, view, code, work)
    found = check_letter(office, view, code, work, preview, recipient_checked=True)
    assert "disclosure" in {each.code for each in found if each.state in ("todo", "problem")}
