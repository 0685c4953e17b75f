"""Asks which letters went out, how and when: after printing ("did they print right?") and for letters sent elsewhere.

The dialog stays until the record is made: what a rule says against it stands in the dialog, and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseworker.actions.letter_mail import MailLine
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import Problem
from ui.context import Context
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.field_row import FieldRow
from ui.widgets.flow_layout import FlowRow
from ui.widgets.text_field import TextField
from ui.widgets.words import Words, heading

EACH_ITS_OWN = "each"
_ROWS, _ROWS_LARGE = 7, 3
"""Letters shown at once; fewer where large text leaves less room on the smallest screen."""
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Recording:
    """What is to be recorded.

    Attributes:
        how: code of the list "dispatch_methods"; `ways`: by letter, where each goes its own way.
        despite: why letters bear another day than the one they were sent on, or "".
    """

    refs: tuple[tuple[str, str], ...]
    how: str
    ways: dict[str, str]
    sent_on: date
    tracking: str = ""
    despite: str = ""


class RecordDialog(QDialog):
    """Letters to tick, the way, the day.

    Args:
        title: the question.
        words: what happened before, such as that a printer stopped.
        ticked: whether every letter is ticked at first; not where a printer stopped and somebody must look.
        keep: words of the button that records nothing.

    Signals:
        wanted(Recording): record this.
    """

    wanted = Signal(object)

    def __init__(
        self,
        context: Context,
        lines: Sequence[MailLine],
        *,
        title: str,
        words: str = "",
        ticked: bool = True,
        keep: str = "Cancel",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._today = {line.key: line for line in lines}, context.today
        self.setWindowTitle(title)
        self.summary = ErrorSummary(self._go_to)
        self.list = self._make_list(lines, ticked)
        self.form = Form()
        methods = [(e.code, e.label) for e in context.office.vocabulary.offered("dispatch_methods")]
        ways = {line.how for line in lines}
        own = [(EACH_ITS_OWN, "Each as proposed")] if len(ways) > 1 else []
        self.how = ChoiceField([*own, *methods])
        self.how.set_value(EACH_ITS_OWN if own else lines[0].how)
        self.on = DateField(context.today, calendar=context.office.calendar)
        self.on.set_value(context.today())
        self.tracking = TextField(20, limit=60)
        self.despite = TextField(limit=300)
        self.do_button = Button("", self.take, kind="primary")
        self.keep_button = Button(keep, self.reject)
        self._lay_out(title, words, f"Proposed: {_proposed(lines)}." if own else "")
        self.list.itemChanged.connect(lambda _item: self._say())
        self.on.changed.connect(self._say)
        self._say()
        (self.list if len(lines) > 1 else self.how.editor()).setFocus()

    def ticked(self) -> list[MailLine]:
        """The letters that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [self._lines[i.data(_KEY)] for i in items if i.checkState() == Qt.CheckState.Checked]

    def tick(self, *, on: bool) -> None:
        """Tick every letter, or none."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def take(self) -> None:
        """Ask for the record, or say what is wrong."""
        problems = self._problems()
        self.show_problems(problems)
        day = self.on.value()
        if problems or day is None:
            return
        lines = self.ticked()
        own = self.how.value() == EACH_ITS_OWN
        self.wanted.emit(
            Recording(
                tuple(line.ref for line in lines),
                lines[0].how if own else self.how.value(),
                {line.letter.letter_id: line.how for line in lines} if own else {},
                day,
                self.tracking.value(),
                self.despite.value() if self._bear_other_day(day) else "",
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what stands against it, at the field and above; nothing typed is lost."""
        shown = self.form.show_problems(problems)
        self.summary.show_problems(shown)
        self.summary.setVisible(bool(shown))

    def _problems(self) -> list[Problem]:
        problems, day = [], self.on.value()
        if not self.ticked():
            problems.append(Problem("letters", "Tick the letters that went out"))
        if self.on.is_unreadable():
            problems.append(Problem("sent_on", "Date sent must be a real date, such as 27/3/2026"))
        elif day is None:
            problems.append(Problem("sent_on", "Enter the date sent"))
        elif day > self._today():
            problems.append(Problem("sent_on", "Date sent must be today or in the past"))
        elif self._bear_other_day(day) and not self.despite.value():
            problems.append(
                Problem("despite", "Enter why the letters bear another day than the one they went out on")
            )
        return problems

    def _bear_other_day(self, day: date | None) -> bool:
        return day is not None and any(line.letter.dated_on not in (None, day) for line in self.ticked())

    def _say(self) -> None:
        number = len(self.ticked())
        self.do_button.setText(f"Record {count_of(number, 'letter')} as sent")
        self.form.blocks["despite"].setVisible(self._bear_other_day(self.on.value()))

    def _go_to(self, name: str) -> None:
        if not self.form.focus(name):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_list(self, lines: Sequence[MailLine], ticked: bool) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName("Letters that went out")
        made.setAccessibleDescription("Space ticks and unticks a letter.")
        made.setTabKeyNavigation(False)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for line in lines:
            words = f"{line.name}, {line.letter.reference}: {line.letter.title}"
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setData(_KEY, line.key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            made.addItem(item)
        if lines:
            made.setCurrentRow(0)
        rows = min(len(lines), _ROWS if theme().scale < 1.5 else _ROWS_LARGE)
        made.setFixedHeight(rows * max(theme().px(26), made.sizeHintForRow(0)) + 8)
        return made

    def _lay_out(self, title: str, words: str, ways: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading(title))
        if words:
            column.addWidget(Words(words))
        column.addWidget(self.summary)
        self.summary.hide()
        column.addWidget(self.list)
        ticks = FlowRow(gap=8)
        self.all_button = Button("Tick all", lambda: self.tick(on=True), kind="quiet")
        self.none_button = Button("Tick none", lambda: self.tick(on=False), kind="quiet")
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        many = self.list.count() > 1
        column.addWidget(ticks)
        ticks.setVisible(many)
        fields = QWidget()
        row_of_fields = FieldRow(fields)
        for block in (
            FieldBlock("how", "Sent by", self.how),
            FieldBlock("sent_on", "Date sent", self.on),
            FieldBlock("tracking", "Tracking number", self.tracking),
        ):
            row_of_fields.add(self.form.add(block))
        column.addWidget(fields)
        notes = " ".join(filter(None, (ways, "The date sent counts as the day of an answer.")))
        column.addWidget(Words(notes, tone="muted"))
        why = "Why the letters bear another day"
        column.addWidget(
            self.form.add(FieldBlock("despite", why, self.despite, help_words="Kept with the change."))
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.do_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        self.form.blocks["tracking"].setVisible(not many)
        self.setMinimumWidth(theme().px(580))
        self.do_button.setDefault(True)


def _proposed(lines: Sequence[MailLine]) -> str:
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.how_words] = counts.get(line.how_words, 0) + 1
    return ", ".join(f"{number} {words[:1].lower()}{words[1:]}" for words, number in counts.items())
