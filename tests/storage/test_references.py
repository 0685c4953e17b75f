"""References: one series a year over all kinds, given once, never again (R1 to R3)."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.actions.checking import rebuild_tables
from caseworker.actions.look_up import case_with_reference, open_case
from caseworker.actions.settings_change import change_settings
from caseworker.actions.undo import undo
from caseworker.actions.void import void_case
from caseworker.clock import Clock
from caseworker.domain.changes import Draft, EntityChange, FieldChange
from caseworker.domain.intake import Intake
from caseworker.domain.kinds import Kind
from caseworker.errors import ProblemsError, RuleError
from caseworker.office import Office, Transaction
from caseworker.storage.leases import code_without_hub
from caseworker.storage.references import find_reference, series_and_number
from tests.example_office import log_complaint


def import_case(office: Office, reference: str, *old: str) -> str:
    """A case as an importer would write it; return its id."""
    case_id = office.ids.new()
    fields = {
        "reference": reference,
        "old_references": list(old),
        "kind": "CORP",
        "received_on": "2024-05-01",
    }
    change = EntityChange(case_id, "case", tuple(FieldChange(n, v) for n, v in fields.items()))

    def make(_: Transaction) -> list[Draft]:
        return [Draft("case", case_id, "case.imported", (change,), is_new=True)]

    office.save(make)
    return case_id


def test_a_reference_is_not_given_again_after_its_case_was_made_void_or_its_logging_undone(
    office: Office,
) -> None:
    first, second = log_complaint(office), log_complaint(office)
    void_case(office, first.case_id, "Logged twice")
    undo(office, second.group_id)
    assert open_case(office, second.case_id).status.value == "void"
    assert log_complaint(office).reference == "CYP-2025-0003"
    rebuild_tables(office)
    assert log_complaint(office).reference == "CYP-2025-0004"


def test_an_intake_that_is_refused_takes_no_reference(office: Office) -> None:
    with pytest.raises(ProblemsError):
        log_complaint(office, summary="")
    assert log_complaint(office).reference == "CYP-2025-0001"


def test_each_calendar_year_of_logging_has_a_series_of_its_own(office: Office) -> None:
    assert log_complaint(office).reference == "CYP-2025-0001"
    office.clock = Clock(date(2026, 1, 2), office.clock.system_now)
    assert log_complaint(office, received_on=date(2025, 12, 30)).reference == "CYP-2026-0001"
    office.clock = Clock(date(2025, 12, 31), office.clock.system_now)
    assert log_complaint(office).reference == "CYP-2025-0002"


def test_another_prefix_begins_another_series_and_the_old_references_stay(office: Office) -> None:
    first = log_complaint(office)
    change_settings(office, {"reference_prefix": "CSC"})
    assert log_complaint(office).reference == "CSC-2025-0001"
    assert case_with_reference(office, first.reference) == first.case_id


def test_the_number_after_9999_is_10000(office: Office) -> None:
    import_case(office, "CYP-2025-9999")
    assert log_complaint(office).reference == "CYP-2025-10000"
    assert log_complaint(office).reference == "CYP-2025-10001"


def test_after_the_last_number_of_six_digits_the_spare_series_goes_on_and_gives_none_twice(
    office: Office,
) -> None:
    import_case(office, "CYP-2025-999998")
    given = [log_complaint(office).reference for _ in range(3)]
    code = code_without_hub(office.origin)
    assert given == ["CYP-2025-999999", f"CYP-2025-{code}-01", f"CYP-2025-{code}-02"]


def test_an_imported_reference_of_another_form_takes_no_number(office: Office) -> None:
    import_case(office, "CYP1040207")
    assert log_complaint(office).reference == "CYP-2025-0001"


@pytest.mark.parametrize(
    ("reference", "place"),
    [
        ("CYP-2026-0412", ("CYP-2026", 412)),
        ("CYP-2026-10412", ("CYP-2026", 10412)),
        ("CYP1040207", None),
        ("cyp-2026-0412", None),
        ("CYP-2026-K07-01", ("CYP-2026-K07", 1)),
        ("CYP-2026-X4TNB7W-12", ("CYP-2026-X4TNB7W", 12)),
        ("CYP-2026-0412-01", None),
        ("CYP-2026-K07-1", None),
        ("CYP-2026-0412 ", None),
        (None, None),
        (412, None),
    ],
)
def test_a_reference_of_ours_is_told_from_any_other(reference: object, place: tuple[str, int] | None) -> None:
    assert series_and_number(reference) == place


@pytest.mark.parametrize("typed", ["OLD/77-a", "old/77-A", " OLD/77-A ", "77/Élan.3", "77/ÉLAN.3"])
def test_an_earlier_reference_is_found_for_ever_however_it_is_typed(office: Office, typed: str) -> None:
    case_id = import_case(office, "CYP1040207", "OLD/77-A", "77/Élan.3")
    log_complaint(office, summary="See OLD/77-A and 77/Élan.3")
    assert case_with_reference(office, typed) == case_id


def test_part_of_an_earlier_reference_is_not_that_reference(office: Office) -> None:
    import_case(office, "CYP1040207", "OLD/77-A/1")
    with pytest.raises(RuleError, match="No case has the reference OLD/77-A"):
        case_with_reference(office, "OLD/77-A")


@pytest.mark.parametrize(
    "typed", ["", "   ", "???", '"', "' OR 1=1 --", "*", "NEAR(a b)", "codes:x", "\x00", "\U0001f600"]
)
def test_a_reference_nobody_has_is_said_plainly_whatever_was_typed(office: Office, typed: str) -> None:
    log_complaint(office)
    with pytest.raises(RuleError, match="No case has the reference"):
        case_with_reference(office, typed)


def test_two_cases_with_one_earlier_reference_are_both_named(office: Office) -> None:
    made = [import_case(office, "CYP1", "OLD-1"), import_case(office, "CYP2", "OLD-1")]
    with office.reading() as raw:
        assert find_reference(raw, "old-1") == made
    with pytest.raises(RuleError, match="2 cases have the reference"):
        case_with_reference(office, "OLD-1")


def test_every_number_given_is_explained_by_a_case(office: Office) -> None:
    for kind in (Kind.STATUTORY, Kind.FOI, Kind.MP):
        log_complaint(office, kind=kind)
    with office.reading() as raw:
        rows = raw.execute(
            "SELECT r.number, c.reference FROM reference_number r JOIN case_list c ON c.id = r.case_id ORDER BY 1"
        ).fetchall()
    assert rows == [(1, "CYP-2025-0001"), (2, "CYP-2025-0002"), (3, "CYP-2025-0003")]


def test_an_intake_knows_no_reference() -> None:
    assert "reference" not in Intake.__dataclass_fields__
