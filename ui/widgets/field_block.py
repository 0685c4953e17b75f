"""FieldBlock: label above, help, error, then the field (V4, A10). And Form, which shows problems at their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from caseworker.errors import Problem, ProblemsError, RuleError
from ui.theme import tokens
from ui.widgets.field import Field
from ui.widgets.shown import set_shown
from ui.widgets.words import Words

_SETTLING_MS = 200  # in which the parts of a page that was opened further find their places


class FieldBlock(QWidget):
    """A field with its words.

    Args:
        name: the field's name in problems and drafts.
        label: what is asked for, in sentence case.
        help_words: one short sentence between label and field.
        needed: whether it must be filled before the page can be finished ("needed" is said in words, P5).
        group: spoken before the label, so that repeated fields differ: "Child 2" (A2).
        needed_words: what stands beside the label of a needed field.
    """

    shown_whole = True
    """Its label comes into view with it (ui/widgets/in_view.py)."""

    def __init__(
        self,
        name: str,
        label: str,
        field: Field,
        *,
        help_words: str = "",
        needed: bool = False,
        group: str = "",
        needed_words: str = "needed",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name, self.label_text, self.field = name, label, field
        self._help_text, self._needed, self._group, self._needed_words = (
            help_words,
            needed,
            group,
            needed_words,
        )
        self._problem = ""
        self.mark = Words("", "caption", bold=True, tone="link", wrap=False)
        self.label = _Label(label, bold=True)
        self.needed_mark = Words(needed_words, "caption", tone="muted", wrap=False)
        self.help = Words(help_words, tone="muted")
        self.error = Words("", bold=True, tone="error")
        self._lay_out()
        self._describe()

    def problem(self) -> str:
        """The words of the problem shown, or ""."""
        return self._problem

    def set_problem(self, words: str) -> None:
        """Show a problem at the field, or take it away with ""."""
        self._problem = words
        self.error.setText(words)
        set_shown(self.error, bool(words))
        self.field.mark_problem(bool(words))
        margins = self.layout().contentsMargins()  # type: ignore[union-attr]
        margins.setLeft(12 if words else 0)
        self.layout().setContentsMargins(margins)  # type: ignore[union-attr]
        self._describe()
        self.update()

    def set_label(self, label: str) -> None:
        """Ask in other words."""
        self.label_text = label
        self.label.setText(label)
        self._describe()

    def set_help(self, words: str) -> None:
        """Explain in other words."""
        self._help_text = words
        self.help.setText(words)
        self.help.setVisible(bool(words))
        self._describe()

    def set_mark(self, words: str) -> None:
        """Mark the field, such as "You were here", or take the mark away with ""."""
        self.mark.setText(words)
        self.mark.setVisible(bool(words))
        self._describe()

    def set_needed(self, needed: bool) -> None:
        """Say whether it must be filled."""
        self._needed = needed
        self.needed_mark.setVisible(needed)
        self._describe()

    def focus(self) -> None:
        """Move to the field and into view."""
        lead_into_view(self)
        self.field.editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.label)
        top.addWidget(self.needed_mark, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addStretch(1)
        self.mark.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        for part in (self.help, self.error, self.field):
            layout.addWidget(part)
        self.label.setVisible(bool(self.label_text))
        self.needed_mark.setVisible(self._needed)
        self.help.setVisible(bool(self._help_text))
        self.error.hide()

    def _describe(self) -> None:
        name = (
            f"{self._group}, {self.label_text[:1].lower()}{self.label_text[1:]}"
            if self._group
            else self.label_text
        )
        parts = (
            f"Error: {self._problem}" if self._problem else "",
            self.mark.text(),
            self._needed_words if self._needed else "",
            self._help_text,
        )
        if name:
            self.field.describe(name, ". ".join(part.rstrip(".") for part in parts if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar at the left marks a field with a problem."""
        if self._problem:
            painter = QPainter(self)
            painter.fillRect(0, 0, 4, self.height(), QColor(tokens().error))
            painter.end()


class _Label(Words):
    """A label that stands on one line where there is room for it."""

    def sizeHint(self) -> QSize:
        """The words on one line; Qt would break them after some forty letters."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))


class Form:
    """The field blocks of one page, by name in reading order."""

    def __init__(self) -> None:
        self.blocks: dict[str, FieldBlock] = {}

    def add(self, block: FieldBlock) -> FieldBlock:
        """Take a block up; blocks are kept in the order added."""
        self.blocks[block.name] = block
        return block

    def __getitem__(self, name: str) -> Field:
        return self.blocks[name].field

    def values(self) -> dict[str, object]:
        """Every field's value."""
        return {name: block.field.value() for name, block in self.blocks.items()}

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values; names that are not on the form are passed over."""
        for name, value in values.items():
            if name in self.blocks:
                self.blocks[name].field.set_value(value)

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Mark the fields and return the problems in form order (those of no field last)."""
        found = list(problems)
        words = {problem.field: problem.message for problem in reversed(found)}
        for name, block in self.blocks.items():
            block.set_problem(words.get(name, ""))
        order = {name: number for number, name in enumerate(self.blocks)}
        return sorted(found, key=lambda problem: order.get(problem.field, len(order)))

    def clear_problems(self) -> None:
        """Take every mark away."""
        self.show_problems(())

    def focus(self, name: str) -> bool:
        """Move to a field; False when it is not on the form."""
        if name not in self.blocks:
            return False
        self.blocks[name].focus()
        return True


def problems_of(error: RuleError) -> tuple[Problem, ...]:
    """The problems an error carries, one for each field."""
    if isinstance(error, ProblemsError):
        return error.problems
    return (Problem(error.field or "", str(error)),)


def lead_into_view(widget: QWidget) -> None:
    """Bring a widget into view, and again while the parts that open around it find their places."""
    bring_into_view(widget)
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            _follow(area.verticalScrollBar(), widget)
        area = area.parentWidget()


def _follow(bar: QScrollBar, widget: QWidget) -> None:
    link = bar.rangeChanged.connect(lambda: QTimer.singleShot(0, widget, lambda: bring_into_view(widget)))
    QTimer.singleShot(_SETTLING_MS, bar, lambda: bar.rangeChanged.disconnect(link))


def bring_into_view(widget: QWidget) -> None:
    """Scroll every scroll area around a widget so that it is seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, 24)
        parent = parent.parentWidget()
