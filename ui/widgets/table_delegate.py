"""How a cell is drawn: words, heavier words, muted words, or a tag; no style calls, so that scrolling stays quick."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme import theme, tokens
from ui.widgets.roles import Role
from ui.widgets.tag import mark_side, paint_mark, paint_tag, tag_size

_DATA = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex
SIDE = 8  # px free at both ends of a cell


class TableDelegate(QStyledItemDelegate):
    """Draws the cells of a CaseTable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.retheme()

    def retheme(self) -> None:
        """Take up fonts and heights again."""
        self._fonts = {False: theme().font(), True: theme().font(bold=True)}
        self._metrics = {bold: QFontMetrics(font) for bold, font in self._fonts.items()}
        self._height = theme().row_height()

    # Qt's own names from here on.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        t = tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        striped = bool(option.features & QStyleOptionViewItem.ViewItemFeature.Alternate)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = t.selection if selected else t.hover if over else t.alternate if striped else t.base
        painter.fillRect(option.rect, QColor(ground))
        text = str(index.data(_DATA.DisplayRole) or "")
        room = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        kind = index.data(Role.TAG)
        if kind and text:
            if tag_size(kind, text).width() > room.width():
                text = str(index.data(Role.SHORT) or text)
            paint_tag(painter, room, kind, text)
        elif text:
            mark = index.data(Role.MARK)
            if mark:
                paint_mark(painter, room, mark)
            words = room if mark is None else room.adjusted(mark_side() + SIDE, 0, 0, 0)
            self._draw_words(painter, words, index, text, selected=selected)
        if selected and self._is_current_cell(option, index):
            painter.setPen(QColor(t.selection_text))
            painter.drawLine(room.left(), option.rect.bottom() - 4, room.right(), option.rect.bottom() - 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As wide as the words, as high as a row."""
        text = str(index.data(_DATA.DisplayRole) or "")
        kind = index.data(Role.TAG)
        width = tag_size(kind, text).width() if kind else self._metrics[True].horizontalAdvance(text)
        width += 0 if index.data(Role.MARK) is None else mark_side() + SIDE
        return QSize(width + 2 * SIDE, self._height)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Text that is cut shows in full as a tooltip (A8)."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            cut = self.sizeHint(option, index).width() > view.visualRect(QModelIndex(index)).width()
            words = str(index.data(_DATA.DisplayRole) or "") if cut else ""
            QToolTip.showText(event.globalPos() + QPoint(0, 4), words, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _draw_words(
        self, painter: QPainter, room: QRect, index: _Index, text: str, *, selected: bool
    ) -> None:
        t = tokens()
        bold = bool(index.data(Role.BOLD))
        tone = {"muted": t.muted, "error": t.error}.get(str(index.data(Role.TONE) or ""), t.text)
        side = index.data(_DATA.TextAlignmentRole)
        if self._metrics[bold].horizontalAdvance(text) > room.width():
            text = str(index.data(Role.SHORT) or text)
        painter.setFont(self._fonts[bold])
        painter.setPen(QColor(t.selection_text if selected else tone))
        words = self._metrics[bold].elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, room.width()
        )
        align = (
            int(side) if side is not None else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        )
        painter.drawText(room, align | Qt.TextFlag.TextSingleLine, words)

    def _is_current_cell(self, option: QStyleOptionViewItem, index: _Index) -> bool:
        view = option.widget
        return isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index
