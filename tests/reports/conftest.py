"""The sample office, built once for the tests of the reports, and what its tables are built from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from caseworker.actions.reports import Pack, build_pack
from caseworker.actions.sample import build_sample
from caseworker.domain.periods import Period, parse_period
from caseworker.office import Office


@pytest.fixture(scope="session")
def sample_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample office on 15 October 2025. Tests only read it."""
    built = build_sample(tmp_path_factory.mktemp("reported") / "office")
    yield built.opened.office
    built.opened.close()


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
