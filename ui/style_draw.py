"""How the style draws single controls: flat, quiet, with borders that pass 3:1 (A6). Colours come from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionSlider, QStyleOptionTab, QTabBar, QWidget

from ui.tokens import Tokens

RADIUS = 4.0
_State = QStyle.StateFlag


def has(option: QStyleOption, state: QStyle.StateFlag) -> bool:
    """Whether a style option carries a state."""
    return bool(option.state & state)


def box(painter: QPainter, rect: QRect, ground: str | None, edge: str | None, width: float = 1.0) -> None:
    """A rounded box, its edge drawn inside the rectangle on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    half = width / 2 if edge else 0.0
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), RADIUS, RADIUS)
    painter.restore()


def field_frame(painter: QPainter, option: QStyleOption, widget: QWidget | None, t: Tokens) -> None:
    """The box of a single-line field, combo or text area."""
    wrong = bool(widget is not None and widget.property("problem"))
    still = not has(option, _State.State_Enabled) or has(option, _State.State_ReadOnly)
    edge = t.error if wrong else t.line if still else t.border
    box(painter, option.rect, t.window if still else t.base, edge, 2.0 if wrong else 1.0)


def button_kind(widget: QWidget | None) -> str:
    """primary, danger, quiet or "" (plain), as set by the "kind" property."""
    return str(widget.property("kind") or "") if widget is not None else ""


def button(painter: QPainter, option: QStyleOption, widget: QWidget | None, t: Tokens) -> None:
    """A push button or tool button: plain and bordered, primary, danger, or quiet (no edge until pointed at)."""
    kind = button_kind(widget)
    live = has(option, _State.State_Enabled)
    over = live and has(option, _State.State_MouseOver)
    down = live and has(option, _State.State_Sunken)
    on = has(option, _State.State_On)
    if kind in ("primary", "danger") and live:
        ground = t.primary if kind == "primary" else t.danger
        ground = (t.primary_hover if kind == "primary" else t.danger_hover) if over or down else ground
        edge = t.on_primary if t.high_contrast else t.border if t.name == "dark" else ground
        box(painter, option.rect, ground, edge)
    elif kind == "quiet" or (kind != "" and kind not in ("primary", "danger")):
        ground = t.pressed if down or on else t.hover if over else None
        box(painter, option.rect, ground, t.border if t.high_contrast and (over or on) else None)
    else:
        ground = t.pressed if down or on else t.hover if over else t.button if live else t.window
        box(painter, option.rect, ground, t.border if live else t.line)


def tick_box(painter: QPainter, option: QStyleOption, t: Tokens, *, is_round: bool) -> None:
    """The indicator of a check box (square) or radio button (round)."""
    on = has(option, _State.State_On) or has(option, _State.State_NoChange)
    live = has(option, _State.State_Enabled)
    ground = (t.selection if live else t.border) if on else t.base
    rect = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(t.text if t.high_contrast else ground if on else t.border), 1.5))
    painter.setBrush(QColor(ground))
    if is_round:
        painter.drawEllipse(rect)
    else:
        painter.drawRoundedRect(rect, 3, 3)
    if on:
        _mark(painter, rect, t, is_round=is_round, half=has(option, _State.State_NoChange))
    painter.restore()


def _mark(painter: QPainter, rect: QRectF, t: Tokens, *, is_round: bool, half: bool) -> None:
    side, ink = rect.width(), QColor(t.selection_text)
    if is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(rect.center(), side * 0.22, side * 0.22)
        return
    painter.setPen(
        QPen(
            ink,
            max(1.8, side * 0.13),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    points = [(0.25, 0.5), (0.75, 0.5)] if half else [(0.24, 0.53), (0.43, 0.71), (0.77, 0.31)]
    painter.drawPolyline(QPolygonF([QPointF(rect.x() + side * x, rect.y() + side * y) for x, y in points]))


def chevron(painter: QPainter, rect: QRect, colour: str, direction: str, *, fills: bool = False) -> None:
    """A small open arrow: down, up, left or right, in the middle of the rectangle, or filling it."""
    room = min(rect.width(), rect.height())
    side = room * 0.4 if fills else max(room * 0.19, min(room * 0.4, 4.5))
    middle = QRectF(rect).center()
    shapes = {
        "down": [(-1, -0.5), (0, 0.5), (1, -0.5)],
        "up": [(-1, 0.5), (0, -0.5), (1, 0.5)],
        "right": [(-0.5, -1), (0.5, 0), (-0.5, 1)],
        "left": [(0.5, -1), (-0.5, 0), (0.5, 1)],
    }
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            QColor(colour),
            max(1.5, side * 0.32),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.drawPolyline(QPolygonF([middle + QPointF(x * side, y * side) for x, y in shapes[direction]]))
    painter.restore()


def tab(painter: QPainter, option: QStyleOptionTab, t: Tokens) -> None:
    """A flat tab; the one in front stands on the page's ground with a strong bar on top."""
    front = has(option, _State.State_Selected)
    rect = option.rect
    painter.save()
    if front:
        painter.fillRect(rect, QColor(t.base))
        painter.fillRect(
            QRect(rect.x(), rect.y(), rect.width(), 3), QColor(t.text if t.high_contrast else t.selection)
        )
        painter.setPen(QColor(t.line))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.topRight(), rect.bottomRight())
    else:
        if has(option, _State.State_MouseOver):
            painter.fillRect(rect, QColor(t.hover))
        if option.position != QStyleOptionTab.TabPosition.End:
            painter.setPen(QColor(t.line))
            inset = rect.height() // 4
            painter.drawLine(rect.right(), rect.top() + inset, rect.right(), rect.bottom() - inset)
        painter.setPen(QColor(t.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.restore()


def tab_bar_base(painter: QPainter, rect: QRect, t: Tokens, widget: QWidget | None) -> None:
    """The hairline under a tab bar, open under the tab in front."""
    painter.save()
    painter.setPen(QColor(t.line))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if isinstance(widget, QTabBar) and widget.currentIndex() >= 0:
        front = widget.tabRect(widget.currentIndex())
        painter.setPen(QColor(t.base))
        painter.drawLine(front.left() + 1, rect.bottom(), front.right() - 1, rect.bottom())
    painter.restore()


def header_section(painter: QPainter, option: QStyleOption, t: Tokens) -> None:
    """One heading of a table: quiet ground, a line beneath, a short divider to the right."""
    rect = option.rect
    over = has(option, _State.State_MouseOver) and has(option, _State.State_Enabled)
    painter.save()
    painter.fillRect(rect, QColor(t.hover if over else t.window))
    painter.setPen(QColor(t.border))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(QColor(t.line))
    painter.drawLine(rect.right(), rect.top() + 6, rect.right(), rect.bottom() - 6)
    painter.restore()


def progress(painter: QPainter, rect: QRect, fraction: float | None, t: Tokens) -> None:
    """A progress bar; `fraction` None means that the end is not known."""
    bar = rect.adjusted(0, (rect.height() - 8) // 2, 0, -((rect.height() - 8) // 2))
    box(painter, bar, t.base, t.border)
    part = 0.4 if fraction is None else fraction
    inner = QPainterPath()
    inner.addRoundedRect(QRectF(bar), RADIUS, RADIUS)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(inner)
    left = bar.x() + (bar.width() * 0.3 if fraction is None else 0)
    painter.fillRect(QRectF(left, bar.y(), bar.width() * part, bar.height()), QColor(t.selection))
    painter.restore()


def scroll_bar(painter: QPainter, groove: QRect, slider: QRect, t: Tokens, *, over: bool) -> None:
    """A flat scroll bar: a groove of the window's colour and a rounded handle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(groove, QColor(t.window))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.text if over else t.border))
    handle = QRectF(slider).adjusted(3, 3, -3, -3)
    radius = min(handle.width(), handle.height()) / 2
    painter.drawRoundedRect(handle, radius, radius)
    painter.restore()


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl, least: int) -> QRect:
    """Where a part of a scroll bar without arrow buttons lies; its handle is at least `least` px long."""
    across = option.orientation == Qt.Orientation.Horizontal
    length = option.rect.width() if across else option.rect.height()
    spread = option.maximum - option.minimum
    size = max(least, length * option.pageStep // (spread + option.pageStep)) if spread else length
    size = min(size, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    stretches = {
        QStyle.SubControl.SC_ScrollBarGroove: (0, length),
        QStyle.SubControl.SC_ScrollBarSlider: (start, size),
        QStyle.SubControl.SC_ScrollBarSubPage: (0, start),
        QStyle.SubControl.SC_ScrollBarAddPage: (start + size, length - start - size),
    }
    begin, long = stretches.get(part, (0, 0))
    if not long:
        return QRect()
    rect = option.rect
    if across:
        return QRect(rect.x() + begin, rect.y(), long, rect.height())
    return QRect(rect.x(), rect.y() + begin, rect.width(), long)
