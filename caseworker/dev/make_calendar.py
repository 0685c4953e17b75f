"""Write the bank holidays of the four nations into a data file the program reads.

    python -m caseworker.dev.make_calendar

The dates come from the `holidays` package, the names are those the government's own list uses. The program
never imports the package: a file opens fourteen times quicker, works offline and can be read by an auditor.
Only weekdays are kept; a bank holiday at a weekend moves no deadline.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

FIRST_YEAR, LAST_YEAR = 2005, 2031
NATION_CODES = {"England": "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}
TARGET = Path(__file__).resolve().parents[2] / "resources" / "calendars" / "uk.json"

_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2nd January",
    "Saint Patrick's Day": "St Patrick's Day",
    "Saint Andrew's Day": "St Andrew's Day",
    "Scotland's participation in the FIFA World Cup final": "Football World Cup bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "Diamond Jubilee of Elizabeth II": "Diamond Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "State Funeral of Queen Elizabeth II",
    "Coronation of Charles III": "Coronation of King Charles III",
    "Wedding of William and Catherine": "Royal wedding bank holiday",
}


def plain_name(name: str) -> str:
    """The package's name of a day in the words of the government's list."""
    parts = []
    for part in name.split("; "):
        base = part.removesuffix(" (observed)")
        plain = _NAMES.get(base, base)
        parts.append(plain if base == part else f"{plain} (substitute day)")
    return " and ".join(parts)


def weekday_holidays(nation: str) -> dict[date, str]:
    """The weekday bank holidays of a nation by the package, in order."""
    from holidays import UnitedKingdom

    found = UnitedKingdom(subdiv=NATION_CODES[nation], years=range(FIRST_YEAR, LAST_YEAR + 1))
    return {day: plain_name(found[day]) for day in sorted(found) if day.weekday() < 5}


def calendar_document() -> dict[str, Any]:
    """What the data file holds."""
    from importlib.metadata import version

    return {
        "about": "Weekday bank holidays of the United Kingdom; written by caseworker.dev.make_calendar.",
        "source": f"Python package holidays {version('holidays')} (MIT licence), class UnitedKingdom",
        "package_version": version("holidays"),
        "years": [FIRST_YEAR, LAST_YEAR],
        "nations": {
            nation: {day.isoformat(): name for day, name in weekday_holidays(nation).items()}
            for nation in NATION_CODES
        },
    }


def main() -> None:
    """Write the file and say so."""
    text = json.dumps(calendar_document(), ensure_ascii=False, indent=1) + "\n"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    print(f"Wrote {TARGET.name}: {FIRST_YEAR} to {LAST_YEAR}")


if __name__ == "__main__":
    main()
