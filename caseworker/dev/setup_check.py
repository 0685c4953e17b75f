"""Say what this computer lacks before `.venv` is built; on Debian or Ubuntu, as root, put it there.

Runs as a plain script on whatever Python is found, so it uses the standard library only. The libraries were found
with ldd on a bare Debian 12 and are those that PySide6-Essentials 6.11 asks for.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

LIBRARIES_TO_RUN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
LIBRARIES_FOR_WINDOWS = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2",
}


def main() -> int:
    """Return 0 when `.venv` can be built, 1 when a person must do something first (which has been said)."""
    if sys.version_info < (3, 11):  # noqa: UP036 (older Pythons do get here: that is what is checked)
        say(f"Caseworker needs Python 3.11 or later; this is {sys.version.split()[0]}.")
        return 1
    if not sys.platform.startswith("linux"):
        return 0
    needed, wanted = missing_to_run(), missing(LIBRARIES_FOR_WINDOWS)
    if not needed and not wanted:
        return 0
    if shutil.which("apt-get") is None:
        return without_apt(needed, wanted)
    if os.geteuid() == 0:
        return install(needed + wanted)
    say(f"This computer lacks system packages. Run: sudo apt-get install -y {' '.join(needed + wanted)}")
    say("Then run make again." if needed else "Until then Caseworker works without a screen only.")
    return 1 if needed else 0


def missing_to_run() -> list[str]:
    """Return the Debian packages without which nothing runs: Qt's libraries, and Python's own venv."""
    venv = [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]
    return missing(LIBRARIES_TO_RUN) + ([] if importlib.util.find_spec("ensurepip") else venv)


def missing(libraries: dict[str, str]) -> list[str]:
    """Return the Debian packages of those libraries that cannot be loaded here."""
    return [package for library, package in libraries.items() if not can_load(library)]


def can_load(library: str) -> bool:
    """Return whether the system's loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def without_apt(needed: list[str], wanted: list[str]) -> int:
    """Name what is missing by its Debian name and go on: other systems name and place their libraries otherwise."""
    say(f"Qt may need these (Debian's names), and there is no apt-get here: {' '.join(needed + wanted)}")
    return 0


def install(packages: list[str]) -> int:
    """Install Debian packages without a question; return 0 when nothing needed is missing afterwards."""
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    words = ""
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        words = (done.stderr.strip() or words) if done.returncode else words
    left = missing_to_run() + missing(LIBRARIES_FOR_WINDOWS)
    if left:
        say(
            f"apt-get did not bring {' '.join(left)}: {words.splitlines()[-1] if words else 'no reason given'}"
        )
    return 1 if missing_to_run() else 0


def say(line: str) -> None:
    """Print one line at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
