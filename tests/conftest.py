"""What holds for every test: no screen, no real keyring, no real data folder, no warning that nobody asked for."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import hypothesis
import keyring
import pytest

from caseworker.actions.sample import build_sample
from caseworker.office import Office
from caseworker.paper import conformance
from caseworker.storage import driver
from tests.example_office import make_office
from tests.log_help import ExpectedLog, watched_log
from tests.memory_keyring import MemoryKeyring
from tests.ready_tables import new_offices_quickly

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A program started by a test finds no keyring at all, as on a server.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# The same examples on every run in CI; new ones on each run at a desk. Never a time limit: computers differ.
hypothesis.settings.register_profile("ci", derandomize=True, database=None, max_examples=60, deadline=None)
hypothesis.settings.register_profile("desk", max_examples=60, deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True, scope="session")
def ready_tables() -> Iterator[None]:
    """Run the migrations for the first new office only; every later one gets the same tables."""
    with new_offices_quickly():
        yield


@pytest.fixture(autouse=True, scope="session")
def unforced() -> Iterator[None]:
    """Wait for no disk at each save: a test that ends needs its files no more. Tests of storage do wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "FORCING", "OFF")
        yield


@pytest.fixture(autouse=True, scope="session")
def proved_once() -> Iterator[None]:
    """Prove the same bytes an archive copy (PDF/A) once: most letters of the tests are one letter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conformance, "faults_of", lru_cache(maxsize=100)(conformance.faults_of))
        yield


def pytest_collection_finish() -> None:
    """Let Python's garbage collector pass over what was made while collecting: it stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    """Put an empty keyring in memory in place of the operating system's, and return it."""
    real, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(real)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Lead every search for a user's folders into this run's own, and forget the developer's own settings."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
        "LOCALAPPDATA",
        "APPDATA",
    ):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in [name for name in os.environ if name.startswith("CASEWORKER_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return an empty data folder of this test's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def expected_log() -> Iterator[ExpectedLog]:
    """Fail the test when it logs a warning or worse that it did not announce: `expected_log("disk full")`."""
    with watched_log() as expected:
        yield expected
    assert not expected.surprises(), f"logged and not expected: {expected.surprises()}"


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample office, closed. Nobody opens it: take `tests.sample_copy.opened_copy`."""
    folder = tmp_path_factory.mktemp("built") / "office"
    build_sample(folder).opened.close()
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The example office (tests/example_office.py), empty of cases."""
    opened = make_office(tmp_path / "office")
    yield opened.office
    opened.close()
