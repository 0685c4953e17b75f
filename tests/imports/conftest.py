"""The sample year, imported once for the whole run and copied for each test that wants it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseworker.actions.imports import import_file
from caseworker.actions.opening import open_office
from caseworker.imports.verdicts import ImportReport
from caseworker.office import Office
from caseworker.paths import OfficePaths
from tests.example_office import make_office, noon
from tests.imports.csv_help import FILES, SAMPLE


@dataclass(frozen=True)
class SampleYear:
    """The folder of the office, closed, and the report of each file."""

    folder: Path
    reports: Mapping[str, ImportReport]


@pytest.fixture(scope="session")
def sample_year(tmp_path_factory: pytest.TempPathFactory) -> SampleYear:
    """Import the six files into a fresh, plain office."""
    folder = tmp_path_factory.mktemp("sample-year") / "office"
    opened = make_office(folder)
    reports = {name: import_file(opened.office, SAMPLE / f"{name}.csv", "lewisham") for name in FILES}
    opened.close()
    return SampleYear(folder, reports)


@pytest.fixture
def year_office(sample_year: SampleYear, tmp_path: Path) -> Iterator[Office]:
    """A copy of it, open."""
    folder = tmp_path / "year"
    shutil.copytree(sample_year.folder, folder)
    opened = open_office(OfficePaths(folder), is_plain=True, system_now=noon)
    yield opened.office
    opened.close()
