"""An office that is shared by a file restricts no case, by whichever way (decision 8)."""

from __future__ import annotations

import pytest

from caseworker.actions.edit import edit_case
from caseworker.actions.look_up import open_case
from caseworker.actions.restricted import lift_restriction, restrict_case
from caseworker.actions.undo import undo
from caseworker.domain.kinds import Kind
from caseworker.domain.readers import NOT_RESTRICTED
from caseworker.errors import RuleError
from caseworker.office import Office
from caseworker.storage.local import set_local_setting
from caseworker.sync.address import HubAddress
from caseworker.sync.share_rules import ADDRESS, is_shared_by_file
from tests.example_office import log_complaint, log_enquiry
from ui.cases.identity import identity_of


def share(office: Office, kind: str = "share") -> None:
    with office.database.raw_writer() as raw:
        set_local_setting(raw, ADDRESS, HubAddress(kind=kind, path="/srv/share", user="anna").as_json())


def test_a_case_is_not_restricted_in_an_office_shared_by_a_file(office: Office) -> None:
    logged = log_complaint(office)
    share(office)
    with pytest.raises(RuleError, match="shared by a file"):
        restrict_case(office, logged.case_id, [], "A relative works in the team")
    with office.reading() as raw:
        assert raw.execute("SELECT coalesce(restricted, 0) FROM case_list").fetchone()[0] == 0


def test_a_subject_access_request_is_logged_there_without_a_restriction_and_says_so(office: Office) -> None:
    share(office)
    logged = log_enquiry(office, Kind.SAR, full_name="A parent", raised_by="Parent")
    assert logged.message.endswith(NOT_RESTRICTED)
    view = open_case(office, logged.case_id)
    assert not view.value("restricted")
    assert not view.value("readers")
    assert ("", NOT_RESTRICTED.rstrip(".")) in identity_of(office, view).warnings


def test_a_subject_access_request_is_restricted_where_cases_can_be_hidden(office: Office) -> None:
    share(office, "postgres")
    logged = log_enquiry(office, Kind.SAR, full_name="A parent", raised_by="Parent")
    assert NOT_RESTRICTED not in logged.message
    assert open_case(office, logged.case_id).value("restricted")


def test_a_case_whose_type_becomes_a_subject_access_request_stays_seen_by_everybody_there(
    office: Office,
) -> None:
    logged = log_enquiry(office, Kind.FOI, full_name="A parent", raised_by="Parent")
    share(office)
    edit_case(office, open_case(office, logged.case_id), logged.case_id, {"kind": Kind.SAR.value})
    view = open_case(office, logged.case_id)
    assert view.kind is Kind.SAR
    assert not view.value("restricted")
    assert view.value("restricted_reason") == NOT_RESTRICTED


def test_a_lifted_restriction_is_not_put_back_by_undo(office: Office) -> None:
    logged = log_complaint(office)
    restrict_case(office, logged.case_id, [], "A relative works in the team")
    lifted = lift_restriction(office, logged.case_id)
    share(office)
    with pytest.raises(RuleError, match="cannot hide a case"):
        undo(office, lifted.group_id)


def test_an_office_with_a_postgres_hub_restricts_cases(office: Office) -> None:
    logged = log_complaint(office)
    share(office, "postgres")
    restrict_case(office, logged.case_id, [], "A relative works in the team")


def test_an_office_on_one_computer_is_not_shared_by_a_file(office: Office) -> None:
    with office.reading() as raw:
        assert not is_shared_by_file(raw)


def test_other_work_goes_on_in_an_office_shared_by_a_file(office: Office) -> None:
    share(office)
    assert log_complaint(office).reference
