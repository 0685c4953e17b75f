"""What ships may be passed on by a council: no GPL or AGPL, and LGPL for Qt and psycopg alone.

The run-time lock is what ships; the packages for tests and checks are apart.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
QT = {"pyside6-essentials", "shiboken6"}
PSYCOPG = {"psycopg", "psycopg-binary"}
COPYLEFT = re.compile(r"\bA?GPL|Affero|GNU General Public", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)


def test_the_readme_names_every_package_of_the_run_time_lock() -> None:
    assert set(readme_licences()) == set(locked("requirements.txt"))


def test_no_package_that_ships_is_under_the_gpl() -> None:
    found = {name: words for name, words in licences().items() if COPYLEFT.search(words) and name not in QT}
    assert not found


def test_only_qt_and_psycopg_are_under_the_lgpl() -> None:
    assert {name for name, words in licences().items() if LESSER.search(words)} == QT | PSYCOPG


def test_the_run_time_lock_is_the_tested_one() -> None:
    tested = locked("requirements-dev.txt")
    assert not {name for name, version in locked("requirements.txt").items() if tested.get(name) != version}


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def licences() -> dict[str, str]:
    """Return what the README and the package's own metadata say, for every package of the run-time lock.

    A package for another system (Windows) is not installed here: the README speaks for it.
    """
    installed = {simple(found.metadata["Name"]): own_words(found) for found in distributions()}
    return {name: f"{words} {installed.get(name, '')}" for name, words in readme_licences().items()}


def own_words(found: Distribution) -> str:
    """Return the licence a package declares: its expression and its classifiers, not the text of the licence."""
    meta = found.metadata
    declared = [meta.get("License-Expression", ""), (meta.get("License") or "").split("\n")[0]]
    return " ".join(
        declared + [word for word in meta.get_all("Classifier") or [] if word.startswith("License")]
    )


def readme_licences() -> dict[str, str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Licences\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")][2:]
    return {simple(name): licence.strip() for names, licence in rows for name in names.split(",")}


def locked(lock: str) -> dict[str, str]:
    """Return the versions of a lock by package name."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line) for line in lines]
    return {simple(match[1]): match[2] for match in found if match}


def simple(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name.strip().strip("`")).lower()
