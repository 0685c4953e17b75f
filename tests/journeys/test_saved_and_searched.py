"""What was saved is in search, people and figures before anybody asks: the window sees to it in the background."""

from __future__ import annotations

from caseworker.actions.opening import OpenOffice
from caseworker.storage.unwritten import is_written_up
from tests.example_office import log_complaint
from ui.window import MainWindow


def test_the_window_writes_soon_what_a_save_left(window: MainWindow, opened: OpenOffice) -> None:
    log_complaint(opened.office, full_name="Gethin Okafor")
    with opened.office.database.raw_record_reader() as raw:
        assert is_written_up(raw)
        assert raw.execute("SELECT count(*) FROM stage_fact").fetchone() == (1,)
    assert window.isVisible()
