"""The office the figures are measured in: encrypted, with a generated history, imported as a council would."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from caseworker.actions.at_keyboard import account_name, new_person
from caseworker.actions.imports import import_file
from caseworker.actions.opening import OpenOffice, open_office
from caseworker.actions.starting import start_office
from caseworker.domain.ids import IdMaker
from caseworker.office import Office
from caseworker.paths import OfficePaths
from caseworker.security.keys import Published
from caseworker.settings import OfficeSettings
from caseworker.storage.driver import RawConnection, Role, connect
from tests.bench.casegen.generate import write_history

MAPPING = "lewisham"
DAY = "2025-04-14"
"""The day of the generated extract, at which the office's clock stands."""


@dataclass
class Scene:
    """The open office, and how its import went."""

    opened: OpenOffice
    cases: int
    import_seconds: float

    @property
    def office(self) -> Office:
        return self.opened.office

    def bare(self, role: Role = Role.LIST, path: Path | None = None) -> RawConnection:
        """A connection of one's own with the house settings (same key, same PRAGMAs), to this file or another."""
        database = self.office.database
        return connect(path or database.path, database.key, role, mode="rwc" if path else "rw")


def build(folder: Path, cases: int) -> Scene:
    """Write the history, start an encrypted office and import the cases, timed; then stages and actions."""
    files = folder / "files"
    rows = write_history(files, cases)
    scene = Scene(_start(OfficePaths(folder / "office")), rows["cases"], 0.0)
    began = time.perf_counter()
    report = import_file(scene.office, files / "cases.csv", MAPPING)
    scene.import_seconds = time.perf_counter() - began
    if report.taken != rows["cases"]:
        raise SystemExit(f"The import refused cases: {report.message}")
    return scene


def import_the_rest(scene: Scene, folder: Path) -> None:
    """Import the later stages and the actions too, so that the lists are as full as a council's."""
    for name in ("stages", "actions"):
        import_file(scene.office, folder / "files" / f"{name}.csv", MAPPING)


def reopen(folder: Path) -> Scene:
    """Open the office that an earlier run kept."""
    opened = open_office(OfficePaths(folder / "office"))
    with opened.office.reading() as raw:
        cases = raw.execute("SELECT count(*) FROM case_list").fetchone()[0]
    return Scene(opened, cases, 0.0)


def _start(paths: OfficePaths) -> OpenOffice:
    person = new_person(
        IdMaker(), "Asha Khan", job="Manager", role="complaints_manager", accounts=(account_name(),)
    )
    settings = OfficeSettings(council="Northmoor Council", authority="LEW", clock_stands_on=DAY)
    return start_office(paths, settings, [person], Published()).opened
