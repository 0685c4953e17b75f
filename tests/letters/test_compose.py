"""A letter for a person: from the facts of a case, with nothing left out."""

from __future__ import annotations

from datetime import date

import pytest

from caseworker.errors import ProblemsError
from caseworker.letters.catalogue import load_catalogue
from caseworker.letters.compose import compose
from tests.letters.example import example


def test_letter_bears_reference_recipient_and_date() -> None:
    letter = example(enclosures=("Leaflet",), copies=("Ade Okoro, advocate",))
    assert letter.reference == "CYP-2025-0412"
    assert letter.recipient_lines == ("Ms Siân Wyn", "139 Wharfinger Gardens", "London", "SE31 5EP")
    assert letter.dated_on == date(2025, 10, 15)
    assert letter.title == "We have received your complaint"
    assert (letter.enclosures, letter.copies) == (("Leaflet",), ("Ade Okoro, advocate",))


def test_empty_lines_of_an_address_are_left_out() -> None:
    assert example(address="1 Road\n\n  \nTown").recipient_lines == ("Ms Siân Wyn", "1 Road", "Town")


def test_everything_missing_is_said_at_once_frame_first() -> None:
    with pytest.raises(ProblemsError) as caught:
        compose(load_catalogue(), "L32", {"case_ref": "CYP-2025-0001"}, dated_on=date(2025, 10, 15))
    fields = [problem.field for problem in caught.value.problems]
    assert fields[:5] == ["recipient_name", "salutation", "address", "signatory_name", "signatory_role"]
    assert {"summary", "due_date", "received_date"} < set(fields)
    assert "Enter the name of the person the letter goes to." in str(caught.value)
