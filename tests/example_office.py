"""The example office of the tests: Northmoor Council on Wednesday 15 October 2025, with people and cases to try on.

The file is plain (not encrypted) unless asked otherwise, because it is made for every test; the storage tests run on
both.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from caseworker.actions.at_keyboard import account_name, new_person
from caseworker.actions.log import Logged, log_case
from caseworker.actions.opening import OpenOffice
from caseworker.actions.starting import start_office
from caseworker.domain.ids import IdMaker
from caseworker.domain.intake import Child, Intake
from caseworker.domain.kinds import Kind
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.security.keys import Published, Unlocking
from caseworker.settings import OfficeSettings

TODAY = date(2025, 10, 15)

SETTINGS = OfficeSettings(
    council="Northmoor Council",
    department="Children's complaints team",
    address_lines=("Town Hall", "1 Market Square", "Northmoor", "NM1 1AA"),
    phone="020 7946 0000",
    email="complaints@northmoor.example",
    website="www.northmoor.example",
    advocacy_contact="Northmoor Voices, 0808 157 0000",
    authority="LEW",
    clock_stands_on=TODAY.isoformat(),
)

COMPLAINT = Intake(
    kind=Kind.STATUTORY,
    received_on=date(2025, 10, 14),
    full_name="Siân O’Brien",
    raised_by="Parent",
    relationship="Mother",
    phone="020 7946 0123",
    email="sian@example.org",
    address_lines="Flat 2\n19 Wharfinger Gardens\nLondon",
    postcode="SE31 5EP",
    children=(Child("Gethin O’Brien", date(2013, 2, 14), status="looked_after"),),
    summary="No social worker has visited Gethin since June, and calls are not returned.",
    wants="A named social worker and an apology.",
    risk="no",
    team="Children Looked After Team 1",
    theme="Communication",
)


def noon() -> datetime:
    """A fixed instant: midday in London on the office's day."""
    return datetime(2025, 10, 15, 11, 0, tzinfo=UTC)


def make_office(
    folder: Path, unlocking: Unlocking | None = None, settings: OfficeSettings = SETTINGS
) -> OpenOffice:
    """Start the example office: Asha Khan (manager, at the keyboard), Ali Demir and Rhys Parry (caseworkers)."""
    ids = IdMaker()
    people = [
        new_person(
            ids, "Asha Khan", job="Complaints manager", role="complaints_manager", accounts=(account_name(),)
        ),
        new_person(ids, "Ali Demir", job="Caseworker", email="ali@northmoor.example", phone="020 7946 0001"),
        new_person(ids, "Rhys Parry", job="Caseworker"),
    ]
    return start_office(OfficePaths(folder), settings, people, unlocking, system_now=noon).opened


def make_sample_key_office(folder: Path) -> OpenOffice:
    """The same, encrypted with the published key of the sample office."""
    return make_office(folder, Published())


def log_complaint(office: Office, **changed: object) -> Logged:
    """Log the example complaint, owned by the person at the keyboard unless told otherwise."""
    intake = replace(COMPLAINT, owner_id=office.person.id)
    return log_case(office, replace(intake, **changed))  # type: ignore[arg-type]


def log_enquiry(office: Office, kind: Kind = Kind.MP, **changed: object) -> Logged:
    """Log an enquiry from an MP's office."""
    return log_complaint(
        office,
        **{
            "kind": kind,
            "full_name": "Office of Nia Bowen MP",
            "raised_by": "MP's office",
            "children": (),
            "summary": "A constituent asks when the plan will be issued.",
            "risk": "",
            **changed,
        },
    )
