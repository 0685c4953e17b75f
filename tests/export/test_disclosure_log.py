"""The disclosure log: what was answered and marked for it in a period, and never who asked."""

from __future__ import annotations

import csv
import errno
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworker.actions.answer import Answer, answer_case
from caseworker.actions.edit import edit_case
from caseworker.actions.exemptions import Exemption, keep_exemption
from caseworker.actions.export.disclosure_files import log_csv, log_html
from caseworker.actions.export.disclosure_log import HEADINGS, disclosure_log, write_disclosure_log
from caseworker.actions.export.recorded import past_exports
from caseworker.actions.look_up import open_case
from caseworker.actions.restricted import restrict_case
from caseworker.actions.void import void_case
from caseworker.domain.kinds import Kind
from caseworker.domain.periods import financial_year
from caseworker.errors import NotPermittedError, RuleError
from caseworker.office import Office
from tests.example_office import log_complaint
from tests.information.help import request, staff_id, step

YEAR = financial_year(2025)
DAY = date(2025, 7, 1)


def published(
    office: Office, day: date = DAY, outcome: str = "disclosed_in_full", kind: Kind = Kind.FOI, **more: Any
) -> str:
    case_id = request(office, kind, day, **{"subject": "Waiting times for placements", **more})
    answer_case(office, case_id, Answer(day, outcome))
    step(office, case_id, "disclosure_log.decided", publish="yes")
    return case_id


def test_answered_requests_that_are_marked_for_it_are_in_it_the_latest_first(office: Office) -> None:
    published(office, date(2025, 7, 1))
    published(office, date(2025, 7, 8), subject="Cost of agency staff", kind=Kind.EIR)
    unmarked = request(office, Kind.FOI, DAY, subject="Not for publication")
    answer_case(office, unmarked, Answer(DAY, "disclosed_in_full"))
    log = disclosure_log(office, YEAR)
    assert [row.cells() for row in log.rows] == [
        (
            "CYP-2025-0002",
            "2025-07-08",
            "2025-07-08",
            "Cost of agency staff",
            "Disclosed in full",
            "All the information asked for",
        ),
        (
            "CYP-2025-0001",
            "2025-07-01",
            "2025-07-01",
            "Waiting times for placements",
            "Disclosed in full",
            "All the information asked for",
        ),
    ]
    assert log.kept_back == ()


def test_it_is_of_the_days_of_the_answers(office: Office) -> None:
    published(office)
    assert len(disclosure_log(office, YEAR).rows) == 1
    assert disclosure_log(office, financial_year(2024)).rows == ()


def test_what_was_kept_back_is_said_with_its_exemption(office: Office) -> None:
    case_id = request(office, Kind.FOI, DAY, subject="Contracts for placements")
    keep_exemption(office, case_id, Exemption("foi_40_2", "", "Names", why="They are personal data."))
    answer_case(office, case_id, Answer(DAY, "disclosed_in_part"))
    step(office, case_id, "disclosure_log.decided", publish="yes")
    said = disclosure_log(office, YEAR).rows[0].disclosed
    assert said.startswith("Part of the information asked for. Kept back under Section 40(2):")


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("Tom Clarke asks about placements", "names somebody: “Tom Clarke”"),
        ("What we hold about Clarke", "names somebody: “Clarke”"),
        ("Emails sent by Ali Demir", "names somebody: “Ali Demir”"),
        ("Emails to tom@example.org", "holds an email address"),
        ("Visits at SE31 5EP", "holds a postcode"),
        ("Calls to 020 7946 0123", "holds a phone number"),
        ("The child born 3 May 2012", "holds a date of birth"),
        ("", "has no subject"),
    ],
)
def test_a_row_that_tells_of_somebody_is_kept_back_with_why(office: Office, subject: str, why: str) -> None:
    published(office, subject=subject)
    log = disclosure_log(office, YEAR)
    assert log.rows == ()
    assert why in log.kept_back[0].why
    assert b"0001" not in log_csv(log)


def test_what_was_disclosed_is_said_in_the_words_written_for_the_log(office: Office) -> None:
    case_id = published(office)
    step(
        office,
        case_id,
        "disclosure_log.decided",
        publish="yes",
        disclosed="A table by\nquarter, 2022 to 2025",
    )
    assert disclosure_log(office, YEAR).rows[0].disclosed == "A table by quarter, 2022 to 2025"
    step(office, case_id, "disclosure_log.decided", publish="yes", disclosed="Emails of Tom Clarke")
    back = disclosure_log(office, YEAR).kept_back[0]
    assert back.why.startswith("What was disclosed names somebody: “Tom Clarke”.")


def test_somebody_of_another_case_is_named_by_nobody_either(office: Office) -> None:
    log_complaint(office)
    published(office, subject="Visits to Gethin O’Brien by social workers")
    assert "names somebody: “Gethin O’Brien”" in disclosure_log(office, YEAR).kept_back[0].why
    published(office, subject="Duties under the Children Act, and Gethin Road children's home")
    assert len(disclosure_log(office, YEAR).rows) == 1


def test_a_word_of_the_councils_name_is_nobodys_name(office: Office) -> None:
    published(office, full_name="Northmoor News", subject="Spending of Northmoor on placements")
    assert len(disclosure_log(office, YEAR).rows) == 1


def test_restricted_and_void_requests_are_not_published(office: Office) -> None:
    first, second = published(office), published(office)
    restrict_case(office, first, [], "It concerns a colleague")
    void_case(office, second, "Logged twice")
    log = disclosure_log(office, YEAR)
    assert log.rows == ()
    assert [(each.case_id, each.why) for each in log.kept_back] == [(first, "It is restricted.")]


def test_the_requester_is_in_no_file(office: Office) -> None:
    published(office)
    log = disclosure_log(office, YEAR)
    for content in (log_csv(log), log_html(log, DAY)):
        assert b"Clarke" not in content
        assert b"CYP-2025-0001" in content


def test_the_csv_is_safe_for_spreadsheets(office: Office) -> None:
    published(office, subject="=1+1 and “costs”, 2024")
    content = log_csv(disclosure_log(office, YEAR))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == HEADINGS
    assert rows[1][3] == "'=1+1 and “costs”, 2024"


def test_the_page_is_whole_and_readable(office: Office) -> None:
    published(office, subject="<script>alert(1)</script> & more")
    page = log_html(disclosure_log(office, YEAR), DAY).decode()
    for wanted in (
        '<html lang="en-GB">',
        "<title>Disclosure log: requests for information, 2025-26 - Northmoor Council</title>",
        '<main id="main">',
        'href="#main"',
        "<caption>1 request answered from 1 April 2025 to 31 March 2026</caption>",
        'scope="col">Date received</th>',
        'scope="row">CYP-2025-0001</th>',
        'data-heading="Subject">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</td>',
        "1 July 2025",
        'name="viewport"',
    ):
        assert wanted in page
    assert "<script" not in page
    assert "http:" not in page
    assert "https:" not in page
    assert page.count("<h1>") == 1
    empty = log_html(disclosure_log(office, financial_year(2020)), DAY).decode()
    assert "No answer of this time is in the log." in empty
    assert "<table" not in empty


def test_writing_it_is_recorded(office: Office, tmp_path: Path) -> None:
    published(office)
    published(office, subject="Tom Clarke again")
    made = write_disclosure_log(office, YEAR, tmp_path / "log.html")
    assert made.path.read_bytes().startswith(b"<!DOCTYPE html>")
    assert made.changed.message == "The disclosure log of 2025-26 with 1 request was written to log.html."
    past = past_exports(office)[0]
    assert (past.what, past.cases) == ("disclosure_log", 1)
    assert past.reason.startswith("Published under")
    assert [each.reference for each in made.log.kept_back] == ["CYP-2025-0002"]


def test_what_cannot_be_written_is_not_recorded(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RuleError, match="must end in"):
        write_disclosure_log(office, YEAR, tmp_path / "log.pdf")

    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fdopen", full)
    with pytest.raises(Exception, match="disk is full"):
        write_disclosure_log(office, YEAR, tmp_path / "log.csv")
    assert past_exports(office) == ()


def test_only_those_who_see_reports_make_it(office: Office) -> None:
    person = office.staff[staff_id(office, "Ali Demir")]
    office.person = type(person)(person.id, person.full_name, role="service_responder")
    with pytest.raises(NotPermittedError, match="see reports"):
        disclosure_log(office, YEAR)


def test_a_subject_put_right_is_published(office: Office) -> None:
    case_id = published(office, subject="Tom Clarke's question")
    view = open_case(office, case_id)
    edit_case(office, view, case_id, {"subject": "Waiting times"})
    assert disclosure_log(office, YEAR).rows[0].subject == "Waiting times"


def test_no_word_is_cut_in_a_cell_but_one_as_long_as_an_address(office: Office) -> None:
    published(office, subject=f"Placements https://example.org/{'a' * 60}")
    page = log_html(disclosure_log(office, YEAR), DAY).decode("utf-8")
    assert page.count('class="long"') == 1
    assert "td { overflow-wrap" not in page
