"""The office's settings, typed, with their defaults. Each is one entry of the office's part of the change log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from caseworker.domain.intake import FIRST_DAY
from caseworker.domain.kinds import Procedure
from caseworker.domain.letters import Letterhead
from caseworker.domain.rulebook import Choice


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What is settled for the whole office.

    Attributes:
        reference_prefix: the letters before the year of a reference (decision 7).
        authority: whose timescales apply: a code of the rule book's schemes.
        s2_basis: "REQUEST" or "AGREED": from when stage 2 counts (decision 15).
        sar_strict: whether a subject access month ends the day before (rule book 4.5).
        advocate_pause: whether finding an advocate stops the stage 1 clock (rule book 1.5, disputed).
        defer_receipt: whether what comes on a day off counts from the next working day (CLK-2; corporate, enquiries).
        closure_days: the office's own closure days (ISO), for corporate and enquiry clocks only (CLK-7).
        clock_stands_on: a day (ISO) the office's clock stands at, for the sample office; empty: the real day.
        notice: a sentence always shown on a strip, such as the sample office's.
        logo: digest of the kept logo picture; empty for none.
        lists: the council's own lists by name, replacing the standard ones.
    """

    council: str = ""
    department: str = "Children's complaints team"
    address_lines: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    colour: str = "#12436D"
    logo: str = ""
    advocacy_contact: str = ""
    reference_prefix: str = "CYP"
    authority: str = "DEFAULT"
    s2_basis: str = "REQUEST"
    sar_strict: bool = False
    advocate_pause: bool = True
    defer_receipt: bool = False
    closure_days: tuple[str, ...] = ()
    clock_stands_on: str = ""
    notice: str = ""
    lists: Mapping[str, Any] | None = None

    def choices(self) -> tuple[Choice, ...]:
        """Return the council's readings of disputed rules; a setting holds for all days."""
        chosen = []
        if self.s2_basis == "AGREED":
            chosen.append(Choice(Procedure.CHILDREN_ACT, "AGREED", FIRST_DAY))
        if self.sar_strict:
            chosen.append(Choice(Procedure.SAR, "STRICT", FIRST_DAY))
        return tuple(chosen)

    def letterhead(self, logo: bytes | None) -> Letterhead:
        """Return what letters and reports carry at their head."""
        return Letterhead(
            self.council,
            self.department,
            self.address_lines,
            self.phone,
            self.email,
            self.website,
            logo,
            self.colour,
        )


def from_entries(entries: Mapping[str, Any]) -> OfficeSettings:
    """Return the settings from their entries; a name this version does not know is left alone."""
    known = {f.name: f for f in fields(OfficeSettings)}
    values: dict[str, Any] = {}
    for name, value in entries.items():
        if name in known:
            values[name] = tuple(value) if isinstance(value, list) else value
    return OfficeSettings(**values)
