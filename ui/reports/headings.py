"""The headings of a table of figures: bold, over several lines, in view while the figures scroll."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QTableView, QWidget

from ui.reports.cells_model import WRAPS
from ui.theme import Follows, theme, tokens
from ui.widgets.table_delegate import SIDE


class Headings(Follows, QHeaderView):
    """Headings in bold that run over several lines; `side`: px free at both ends of each, `kind`: of the font."""

    side = SIDE
    kind = "body"

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)  # the table measures what each column needs
        foot = Qt.AlignmentFlag.AlignBottom if self._is_across else Qt.AlignmentFlag.AlignVCenter
        self._flags = int(foot | Qt.TextFlag.TextWordWrap)
        self.follow_theme()

    @property
    def _is_across(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def retheme(self) -> None:
        """Measure again."""
        self.setFont(theme().font(self.kind, bold=True))
        self.viewport().update()

    def height_for(self, widths: Sequence[int]) -> int:
        """How high the headings of the columns are at their widths."""
        metrics = QFontMetrics(theme().font(self.kind, bold=True))
        heights = [
            metrics.boundingRect(QRect(0, 0, width - 2 * self.side, 10_000), self._flags, words).height()
            for words, width in zip(self.all_words(), widths, strict=True)
        ]
        return max([theme().control_height(), *(height + 14 for height in heights)])

    def least_width(self, section: int) -> int:
        """The width below which a heading would be cut inside a word."""
        metrics = QFontMetrics(theme().font(self.kind, bold=True))
        words = self.all_words()[section].split(" ")
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + 2 * self.side + 1

    def longest_word(self) -> int:
        """The width below which a heading would be cut inside a word."""
        metrics = QFontMetrics(theme().font(self.kind, bold=True))
        words = [word for heading in self.all_words() for word in heading.split(" ")]
        return max((metrics.horizontalAdvance(word) for word in words), default=0) + 2 * self.side + 1

    def longest_heading(self) -> int:
        """The width at which no heading needs a second line."""
        metrics = QFontMetrics(theme().font(self.kind, bold=True))
        return (
            max((metrics.horizontalAdvance(words) for words in self.all_words()), default=0)
            + 2 * self.side
            + 1
        )

    def all_words(self) -> list[str]:
        """The headings as they are drawn."""
        model = self.model()
        if model is None:
            return []
        return [self._words(n) for n in range(self.count())]

    def _words(self, section: int) -> str:
        """A heading as it is drawn: a number stays with the word before it, unless room is scarce."""
        words = str(self.model().headerData(section, self.orientation()) or "")
        return words if self.kind != "body" and self._is_across else _kept_together(words)

    @property
    def is_over_figures(self) -> bool:
        """Whether figures have scrolled away behind the row headings: a line tells where they begin."""
        view = self.parentWidget()
        return isinstance(view, QTableView) and view.horizontalScrollBar().value() > 0

    # Qt's own names from here on.

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One heading."""
        painter.save()
        across = self._is_across
        if across:
            option = QStyleOptionHeader()
            self.initStyleOption(option)
            option.rect = rect
            self.style().drawControl(QStyle.ControlElement.CE_HeaderSection, option, painter, self)
        else:
            painter.fillRect(rect, QColor(tokens().alternate if section % 2 else tokens().base))
        painter.setFont(theme().font(self.kind, bold=True))
        painter.setPen(QColor(tokens().text))
        words = self._words(section)
        room = (
            rect.adjusted(self.side, 6, -self.side, -7)
            if across
            else rect.adjusted(self.side, 0, -self.side, 0)
        )
        is_words = not across or self.model().headerData(section, self.orientation(), WRAPS)
        side = Qt.AlignmentFlag.AlignLeft if is_words else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, self._flags | int(side), words)
        if not across and self.is_over_figures:
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(tokens().border))
        painter.restore()


def _kept_together(heading: str) -> str:
    """A number stays with the word before it: "Children Act Stage 1", "Stage 1, points"."""
    return re.sub(r" (\d+)(?=,|$)", "\u00a0\\1", heading)
