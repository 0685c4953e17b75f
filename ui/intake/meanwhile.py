"""What others did while an intake is being filled in: to the people used on it, to the lists, to who may be the same.

Question: may the form change while somebody types? Choice: only where it shows, untouched, what was filled in from the
register: an address that is wrong by now must not go into the case. What was typed stays, and the change is told. Cost:
each exchange with the hub reads the people of the form again while it is in front.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseworker.actions.people_links import Now, used_now
from caseworker.domain.dates_in_words import listed
from ui.context import Context
from ui.drafts.as_typed import typed
from ui.intake.form import IntakeForm
from ui.intake.match_links import Used
from ui.intake.matching import Matching, values_for
from ui.intake.offers import Offers
from ui.messages import Alert

_LOST = "Not linked any more: this person is not on this computer now."


class Meanwhile(QObject):
    """Between one form and what others do.

    Signals:
        taken: the form says something else now.
    """

    taken = Signal()

    def __init__(self, context: Context, form: IntakeForm, matching: Matching, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._form, self._matching = context, form, matching
        self._told: list[str] = []
        self._about = f"intake {id(self)}"
        self.offers = Offers(form, self)
        self.offers.taken.connect(self.taken)

    def look(self) -> None:
        """Take up what others did since."""
        before = set(self.offers.gone)
        self.offers.take()
        fresh = [words for name, words in self.offers.gone.items() if name not in before]
        if fresh:
            self._tell("info", [f"{words}." for words in fresh])
        self._matching.look(again=True)
        used, office = self._form.links.all(), self._context.office
        if used:
            self._context.tasks.run_read(
                lambda: {
                    name: used_now(office, u.id, of_directory=u.of_directory) for name, u in used.items()
                },
                lambda found: self._on_people(used, found),
                self._context.messages.failure,
                receiver=self,
            )

    def end(self) -> None:
        """The form is finished: what was told of it is of no use any more."""
        self._context.messages.close_about(self._about)

    def needed(self) -> list[str]:
        """Return what must be chosen again before the case can be logged."""
        labels = [self._form.form.blocks[name].label_text for name in self.offers.gone]
        return [f"{label[:1].lower()}{label[1:]} to choose again" for label in labels]

    def _on_people(self, asked: Mapping[str, Used], found: Mapping[str, Now | None]) -> None:
        told: list[str] = []
        kind = "info"
        links = self._form.links
        for name, now in found.items():
            used = links.all().get(name)
            if used is None or used != asked[name]:
                continue  # somebody else was used, or another name typed, since it was asked
            if now is None:
                links.lose(name, _LOST)
                told.append(f"{used.name} is not linked any more.")
                continue
            labels, filled = self._take_over(name, used, now)
            alerts = links.renew(name, now, filled)
            if labels:
                told.append(f"Of {now.name} there is something new, and the form has it: {listed(labels)}.")
            told += [f"New for {now.name}: {words}." for words in alerts]
            kind = "warning" if alerts else kind
        if told:
            self._tell(kind, told)
            self.taken.emit()

    def _take_over(self, name: str, used: Used, now: Now) -> tuple[list[str], dict[str, tuple[str, str]]]:
        """Put what is new where the form still shows what was filled in; returns labels and what is filled in now."""
        values, filled, labels = values_for(name, dict(now.values)), dict(used.filled), []
        for field, (given, shown) in used.filled.items():
            fresh, block = values.get(field, ""), self._form.form.blocks.get(field)
            if block is None or fresh == given or str(typed(block.field)) != shown:
                continue
            with self._form.filling():
                block.field.set_value(fresh)
            filled[field] = fresh, str(typed(block.field))
            labels.append(block.label_text.lower())
        return labels, filled

    def _tell(self, kind: str, sentences: list[str]) -> None:
        """Say it; what was told before and stands there still is said with it."""
        messages, about = self._context.messages, self._about
        standing = messages.standing(about)
        self._told = [*(self._told if standing else ()), *sentences]
        kind = "warning" if any(alert.kind == "warning" for alert in standing) else kind
        words = " ".join([*dict.fromkeys(self._told), "What you typed is kept."])
        messages.alert(Alert(kind, "Changed elsewhere", words, about=(about,)))
