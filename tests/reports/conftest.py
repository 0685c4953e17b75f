"""The sample office, built once for the tests of the reports, and what its tables are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseworker.actions.reports import Pack, build_pack
from caseworker.domain.periods import Period, parse_period
from caseworker.office import Office
from tests.sample_copy import opened_copy


@pytest.fixture(scope="session")
def sample_office(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office on 15 October 2025. Tests only read it."""
    with opened_copy(built_sample, tmp_path_factory.mktemp("reported") / "office") as opened:
        yield opened.office


@pytest.fixture(scope="session")
def sample_pack(sample_office: Office) -> Callable[[str | Period], Pack]:
    """Give every table of the sample office for a period, each period made once."""
    made: dict[Period, Pack] = {}

    def pack_of(asked: str | Period) -> Pack:
        period = parse_period(asked) if isinstance(asked, str) else asked
        if period not in made:
            made[period] = build_pack(sample_office, period)
        return made[period]

    return pack_of
