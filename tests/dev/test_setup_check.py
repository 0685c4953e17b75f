"""The set-up says what a computer lacks, in one line, and goes on wherever it can."""

from __future__ import annotations

import pytest

from caseworker.dev import setup_check


@pytest.fixture
def computer(monkeypatch):
    """Return a function that describes the computer: libraries it lacks, whether it has apt-get, who asks."""

    def describe(lacks: set[str], *, apt: bool = True, root: bool = False) -> None:
        monkeypatch.setattr(setup_check.sys, "platform", "linux")
        monkeypatch.setattr(setup_check, "can_load", lambda library: library not in lacks)
        monkeypatch.setattr(setup_check.shutil, "which", lambda name: "/usr/bin/apt-get" if apt else None)
        monkeypatch.setattr(setup_check.os, "geteuid", lambda: 0 if root else 1000, raising=False)

    return describe


def test_a_computer_that_lacks_nothing_hears_nothing(computer, capsys):
    computer(set())
    assert setup_check.main() == 0
    assert capsys.readouterr().out == ""


def test_a_person_is_given_one_line_for_all_that_is_missing(computer, capsys):
    computer({"libEGL.so.1", "libxcb-cursor.so.0"})
    assert setup_check.main() == 1
    assert "Run: sudo apt-get install -y libegl1 libxcb-cursor0\n" in capsys.readouterr().out


def test_libraries_for_windows_alone_do_not_stop_the_set_up(computer, capsys):
    computer({"libxcb-cursor.so.0"})
    assert setup_check.main() == 0
    assert "Until then Caseworker works without a screen only." in capsys.readouterr().out


def test_a_system_without_apt_is_told_and_goes_on(computer, capsys):
    computer({"libEGL.so.1"}, apt=False, root=True)
    assert setup_check.main() == 0
    assert "libegl1" in capsys.readouterr().out


def test_root_on_debian_installs_and_hears_when_it_did_not_help(computer, capsys, monkeypatch):
    commands = []

    def fake_run(command, **_):
        commands.append(command)
        return setup_check.subprocess.CompletedProcess(
            command, 100, "", "E: Unable to locate package libegl1"
        )

    computer({"libEGL.so.1"}, root=True)
    monkeypatch.setattr(setup_check.subprocess, "run", fake_run)
    assert setup_check.main() == 1
    assert [command[1] for command in commands] == ["update", "install"]
    assert "apt-get did not bring libegl1: E: Unable to locate package libegl1" in capsys.readouterr().out


def test_an_older_python_is_named(monkeypatch, capsys):
    monkeypatch.setattr(setup_check.sys, "version_info", (3, 10, 4))
    assert setup_check.main() == 1
    assert capsys.readouterr().out.startswith("Caseworker needs Python 3.11 or later; this is ")
