"""An alert tells what is so: it goes with the act it speaks of."""

from __future__ import annotations

from caseworker.office import Office
from tests.ui.letters.desk import approve, open_letter
from tests.ui.real_window import alert_words, make_window


def test_the_alert_of_an_act_goes_when_ctrl_z_takes_the_act_back(office: Office, qtbot: object) -> None:
    window = make_window(office)
    approve(window, open_letter(window))
    assert any(words.startswith("Approved: ") for words in alert_words(window))
    window.context.registry.run("edit.undo")
    assert not any(words.startswith("Approved: ") for words in alert_words(window))


def test_alerts_of_other_acts_stay(office: Office, qtbot: object) -> None:
    window = make_window(office)
    approve(window, open_letter(window))
    window.context.messages.info("Known", "It stays.")
    window.context.registry.run("edit.undo")
    assert alert_words(window) == ["Known: It stays."]
