"""The tables of a year as the first thing a process counts: `python -m tests.bench.first_tables FOLDER 2024-25`.

The office is open and the program loaded, as pandas is when it is timed; this process has counted nothing before. The
file has the blocks of facts that an earlier process kept when it had shown tables, as an office in use has.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from caseworker.actions import outside_figures, work_in_hand
from caseworker.actions.own_tables import own_reports
from caseworker.actions.reports import build_pack
from caseworker.domain.periods import parse_period
from caseworker.reports import catalogue, checks
from tests.bench import scene as scenes


def main() -> None:
    """Print how long it took."""
    assert catalogue.CATALOGUE  # loaded
    assert checks.IDENTITIES
    assert outside_figures
    assert work_in_hand
    scene = scenes.reopen(Path(sys.argv[1]))
    try:
        own_reports(scene.office)
        period, began, begun = parse_period(sys.argv[2]), time.perf_counter(), time.process_time()
        build_pack(scene.office, period)
        print("took", time.perf_counter() - began, time.process_time() - begun)
    finally:
        scene.opened.close()


if __name__ == "__main__":
    main()
