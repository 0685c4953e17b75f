"""Who may import whom, in sentences. The layers themselves are contracts in pyproject.toml, run here too."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SLOW = {
    "reportlab",
    "alembic",
    "keyring",
    "sqlite_utils",
    "holidays",
    "psycopg",
    "xlsxwriter",
    "pypdfium2",
    "argon2",
}


def test_every_import_rule_is_kept() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_domain_needs_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"caseworker"}
    assert not {what for what in imports_of("caseworker/domain") if what[1].split(".")[0] not in allowed}


def test_only_the_window_and_main_know_qt() -> None:
    everywhere = imports_of("caseworker") | imports_of("migrations")
    assert not {what for what in everywhere if what[1].split(".")[0] in ("PySide6", "shiboken6")}


def test_nothing_imports_main() -> None:
    everywhere = imports_of("caseworker") | imports_of("ui") | imports_of("migrations")
    assert not {what for what in everywhere if what[1] == "main"}


def test_the_window_starts_without_the_slow_libraries() -> None:
    ask = "import sys, ui.window; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert not SLOW & set(run.stdout.split())


def test_today_comes_from_the_offices_clock() -> None:
    asks_the_system = re.compile(r"\b(date|datetime)\.(today|now|utcnow)\(")
    told = {
        path
        for path in python_files("caseworker") + python_files("ui")
        if path != "caseworker/clock.py" and not path.startswith("caseworker/dev/")
        if asks_the_system.search((ROOT / path).read_text(encoding="utf-8"))
    }
    assert not told


def test_every_package_says_what_belongs_there_and_why() -> None:
    packages = [
        path for path in python_files("caseworker") + python_files("ui") if path.endswith("__init__.py")
    ]
    silent = {path for path in packages if not (docstring(path) or "").strip()}
    assert not silent


def test_every_module_says_what_it_is_for() -> None:
    everywhere = [path for top in ("caseworker", "ui", "migrations", "tests") for path in python_files(top)]
    assert not {path for path in [*everywhere, "main.py"] if not docstring(path)}


def python_files(top: str) -> list[str]:
    """Return the paths of a folder's Python files, from the repository's root, with forward slashes."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / top).rglob("*.py"))


def docstring(path: str) -> str | None:
    return ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))


def imports_of(top: str) -> set[tuple[str, str]]:
    """Return (file, module imported) for every import in a folder, at the top of a file or inside a function."""
    return {(path, name) for path in python_files(top) for name in imported_names(path)}


def imported_names(path: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
