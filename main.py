"""Starts Caseworker: a command, the window, or, on a computer without a screen, its main job into `out/`."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code (see `main.py --help`)."""
    from caseworker import cli

    if any(not word.startswith("-") for word in _without_data(arguments)) or {"-h", "--help"} & set(
        arguments
    ):
        return cli.main(arguments)
    parsed = cli.build_parser().parse_args(arguments)
    if not has_screen():
        print("There is no screen here, so Caseworker does its main job without one, into out/.")
        return cli.told(lambda: _headless(Path("out")))
    return open_window(parsed.data)


def open_window(data: Path | None) -> int:
    """Run the program with a screen and return its exit code.

    Nothing is garbage while modules are loaded and the window is made, yet looking for it costs a sixth of the start;
    `run_window` lets it be looked for again as soon as the window is shown.
    """
    gc.disable()
    from ui.start.program import run_window

    return run_window(data)


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS; else when there is a display."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _headless(out: Path) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.start.headless import do_the_main_job

    return do_the_main_job(out)


def _without_data(arguments: list[str]) -> list[str]:
    """The arguments without --data and its folder."""
    kept = list(arguments)
    if "--data" in kept:
        place = kept.index("--data")
        del kept[place : place + 2]
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
