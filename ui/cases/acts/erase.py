"""Erase a case for ever: what goes and what stays, by what authority and why; its reference is typed to confirm."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QSpacerItem, QVBoxLayout, QWidget

from caseworker.actions.erase import LONGEST, Erasure, erase_case, left_words, what_would_go
from caseworker.domain.changed import Changed
from caseworker.errors import CaseworkerError, Problem
from ui.cases.acts.form import Work
from ui.cases.acts.panel import ActPanel
from ui.cases.case_facts import CaseFacts
from ui.widgets.empty_state import Loading
from ui.widgets.options_field import CheckField
from ui.widgets.text_area import TextArea
from ui.widgets.text_field import TextField
from ui.widgets.words import Words


class ErasePanel(ActPanel):
    """What it would do is read when the page opens and whenever the case changes."""

    name = "case.erase"
    heading_words = draft_title = "Erase this case for ever"
    button_words = "Erase case for ever"
    is_danger = True

    def build(self) -> None:
        """Authority, reason, the people left without a case, and the reference once more."""
        self.told, self.loading, self.refusal = Told(), Loading(self), ""
        self.authority = TextField(limit=LONGEST)
        self.reason = TextArea(2, limit=LONGEST)
        self.people = CheckField("Erase them from the register of people too")
        self.typed = TextField(22, limit=60)
        self.add(
            "authority", "Authority", self.authority, needed=True,
            help_words="Who or what says that it must be erased, such as “Retention schedule 4.2”.",
        )  # fmt: skip
        self.add(
            "reason", "Reason", self.reason, needed=True,
            help_words="Authority and reason are kept for ever: write no name into them.",
        )  # fmt: skip
        self.add("people", "People left without a case", self.people)
        self.form.blocks["people"].hide()
        self.add(
            "reference", "Type the reference to confirm", self.typed, needed=True,
            help_words=f"Such as {self.facts.view.reference}, if this is the case you mean.",
        )  # fmt: skip

    def intro(self) -> str:
        """That it cannot be taken back."""
        return (
            "For a case of which the law or the retention schedule says that nothing may be kept. It cannot be undone:"
            " not by you, not by IT, and not by sending it again from another computer."
        )

    def begin(self) -> None:
        """Read what would go."""
        super().begin()
        self._ask()

    def take_facts(self, facts: CaseFacts) -> None:
        """The case was changed: read it again."""
        super().take_facts(facts)
        self._ask()

    def own_problems(self) -> list[Problem]:
        """Both reasons, and the reference as it stands."""
        problems = []
        if self.refusal:
            problems.append(Problem("", self.refusal))
        if not self.authority.value():
            problems.append(Problem("authority", "Enter who or what says that the case must be erased"))
        if not self.reason.value():
            problems.append(Problem("reason", "Enter why the case is erased, without a name"))
        if _plain(self.typed.value()) != _plain(self.facts.view.reference):
            problems.append(Problem("reference", f"Type {self.facts.view.reference} to confirm"))
        return problems

    def work(self) -> Work:
        """Erase it."""
        office, case_id = self.context.office, self.facts.case_id
        by, why = self.authority.value(), self.reason.value()
        with_people = bool(self.people.value()) and not self.form.blocks["people"].isHidden()
        self.loading.start(f"Erasing {self.facts.view.reference}")
        return lambda: erase_case(office, case_id, by, why, with_people=with_people)

    def let_go(self) -> None:
        """It was not erased."""
        super().let_go()
        self.loading.finish()

    def _on_done(self, changed: Changed) -> None:
        """Nothing of the case may stay on a page, this one among them, so it is not told to the page of the case."""
        context = self.context
        self.is_busy = False
        self.autosave.finish()
        self.loading.finish()
        context.tell_pages(changed)
        context.messages.success("Erased", changed.message)
        context.messages.announce(changed.message)

    def _lay_out(self) -> None:
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.told)

    def _ask(self) -> None:
        office, case_id = self.context.office, self.facts.case_id
        self.context.tasks.run_read(
            lambda: what_would_go(office, case_id), self._on_known, self._on_unknown, receiver=self
        )

    def _on_known(self, erasure: Erasure) -> None:
        self.refusal = erasure.refusal
        self.told.show_erasure(erasure)
        block = self.form.blocks["people"]
        block.set_help(left_words(erasure.left))
        block.setVisible(bool(erasure.left))

    def _on_unknown(self, error: Exception) -> None:
        if isinstance(error, CaseworkerError):
            self.told.refusal.setText(str(error))
            self.told.refusal.show()
        else:
            self.context.messages.bug(error)


class Told(QWidget):
    """What goes and what stays, in two lists; above them why it cannot be erased now, if so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.refusal = Words("", bold=True, tone="error")
        self.refusal.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.refusal)
        self._list: QWidget | None = None

    def show_erasure(self, erasure: Erasure) -> None:
        """Show both lists anew."""
        self.refusal.setText(erasure.refusal)
        self.refusal.setVisible(bool(erasure.refusal))
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = _List((("What is erased", erasure.goes), ("What stays", erasure.stays)))
        self._column.addWidget(self._list)


class _List(QWidget):
    """Pairs under headings, their words one below the other; read as one by a screen reader."""

    def __init__(self, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> None:
        super().__init__()
        spoken = (
            f"{title}: " + "; ".join(f"{what}: {words}" for what, words in pairs) for title, pairs in groups
        )
        self.setAccessibleName(". ".join(spoken))
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(4)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for title, pairs in groups:
            if rows.rowCount():
                rows.addItem(QSpacerItem(0, 8))
            rows.addRow(Words(title, bold=True))
            for what, words in pairs:
                rows.addRow(Words(what, tone="muted", wrap=False), Words(words))


def _plain(reference: str) -> str:
    """A reference as it is compared: capitals and spaces do not matter."""
    return "".join(reference.split()).casefold()
