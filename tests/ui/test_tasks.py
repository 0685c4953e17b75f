"""Work off the UI thread: answers come home, in order, and never to the dead."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from caseworker.errors import UnavailableError
from tests.log_help import ExpectedLog
from ui.tasks import Progress, SyncTasks, Threads


@pytest.fixture
def threads(qapp: QApplication) -> Iterator[Threads]:
    running = Threads()
    yield running
    running.shutdown()


def test_work_is_done_elsewhere_and_its_answer_comes_to_the_ui_thread(threads: Threads, qtbot: QtBot) -> None:
    at_work: list[str] = []
    answers: list[tuple[int, bool]] = []

    def work() -> int:
        at_work.append(threading.current_thread().name)
        return 42

    threads.run_read(work, lambda n: answers.append((n, QThread.currentThread().isMainThread())))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(42, True)]
    assert at_work[0].startswith("caseworker-reader")


def test_changes_are_made_in_the_order_asked_for_by_one_thread(threads: Threads, qtbot: QtBot) -> None:
    made: list[tuple[int, str]] = []
    answers: list[None] = []
    for number in range(50):
        threads.run_write(lambda n=number: made.append((n, threading.current_thread().name)), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert [number for number, _name in made] == list(range(50))
    assert {name for _number, name in made} == {"caseworker-writer"}


def test_two_reads_go_on_at_once(threads: Threads, qtbot: QtBot) -> None:
    meeting, answers = threading.Barrier(2), []
    for _ in range(2):
        threads.run_read(lambda: meeting.wait(timeout=30), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)


def test_error_goes_to_failed_and_not_to_done(threads: Threads, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    done: list[object] = []

    def work() -> None:
        raise UnavailableError("The disk is full. Your text is kept.")

    threads.run_write(work, done.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "The disk is full. Your text is kept."
    assert done == []


def test_error_nobody_asked_about_goes_to_the_one_who_hears_all(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[Exception] = []
    running = Threads(heard.append)
    running.run_read(lambda: 1 / 0, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(heard))
    running.shutdown()
    assert isinstance(heard[0], ZeroDivisionError)


def test_error_nobody_hears_is_logged(threads: Threads, qtbot: QtBot, expected_log: ExpectedLog) -> None:
    expected_log("work failed")
    after: list[int] = []
    threads.run_read(lambda: 1 / 0, lambda _answer: None)
    threads.run_read(lambda: 1, after.append)
    threads.run_read(lambda: 1, after.append)
    qtbot.waitUntil(lambda: len(after) == 2)


def test_answer_for_a_dead_page_is_dropped(threads: Threads, qtbot: QtBot) -> None:
    class Label(QLabel):
        def take(self, words: str) -> None:
            self.setText(words)  # would raise: the C++ object is gone

    label, go, after = Label(), threading.Event(), []
    threads.run_read(lambda: go.wait(30) and "late", label.take)
    named = QObject()
    threads.run_read(lambda: go.wait(30), lambda _answer: named.objectName(), receiver=named)
    for dead in (label, named):
        with qtbot.waitSignal(dead.destroyed):
            dead.deleteLater()
    go.set()
    threads.run_write(lambda: None, after.append)
    threads.run_read(lambda: None, after.append)
    threads.run_read(lambda: None, after.append)
    qtbot.waitUntil(lambda: len(after) == 3)


def test_progress_is_told_on_the_ui_thread_and_can_be_cancelled(threads: Threads, qtbot: QtBot) -> None:
    told: list[tuple[float, str, bool]] = []
    answers: list[str] = []
    progress = threads.progress(
        lambda f, words: told.append((f, words, QThread.currentThread().isMainThread()))
    )

    def work() -> str:
        progress.report(0.5, "Importing row 50")
        progress.report(7)
        return "stopped" if progress.cancelled else "finished"

    progress.cancel()
    threads.run_write(work, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert told == [(0.5, "Importing row 50", True), (1.0, "", True)]
    assert answers == ["stopped"]


def test_shutdown_finishes_every_change_and_drops_waiting_reads(qapp: QApplication) -> None:
    running, go, made, read = Threads(readers=1), threading.Event(), [], []
    running.run_read(lambda: go.wait(30), lambda _answer: None)
    running.run_read(lambda: read.append(1), lambda _answer: None)
    running.run_write(lambda: go.wait(30), lambda _answer: None)
    for number in range(20):
        running.run_write(lambda n=number: made.append(n), lambda _answer: None)
    threading.Thread(target=lambda: running._stopping.wait(30) and go.set()).start()
    running.shutdown()
    assert made == list(range(20))
    assert read == []


def test_thousands_of_jobs_leave_nothing_behind(threads: Threads, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(3_000):
        threads.run_read(lambda n=number: n, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3_000, timeout=30_000)
    assert sum(answers) == sum(range(3_000))


def test_test_runner_does_everything_at_once(qapp: QApplication) -> None:
    tasks, answers, errors = SyncTasks(), [], []
    tasks.run_read(lambda: 1, answers.append)
    tasks.run_write(lambda: 2, answers.append)
    tasks.run_write(lambda: 1 / 0, answers.append, errors.append)
    assert answers == [1, 2]
    assert isinstance(errors[0], ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        tasks.run_read(lambda: 1 / 0, answers.append)
    told: list[tuple[float, str]] = []
    progress = tasks.progress(lambda fraction, words: told.append((fraction, words)))
    progress.report(0.25, "A quarter")
    assert isinstance(progress, Progress)
    assert told == [(0.25, "A quarter")]
    tasks.shutdown()
