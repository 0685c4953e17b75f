"""A picture as large as the room allows, never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme, tokens

_MARGIN = 16


class Picture(QWidget):
    """Shows one picture; its name is what a screen reader says of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage, name: str) -> None:
        """Show a picture."""
        self.image = image
        self.setAccessibleName(f"Picture {name}")
        self.setAccessibleDescription(
            f"{image.width()} by {image.height()} points. There are no words for it."
        )
        self.update()

    def place(self) -> QRectF:
        """Where the picture stands."""
        room = QSizeF(max(1, self.width() - 2 * _MARGIN), max(1, self.height() - 2 * _MARGIN))
        size = QSizeF(self.image.size()) / self.devicePixelRatioF()
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, _MARGIN, size.width(), size.height())

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """It may become small."""
        return QSize(theme().px(120), theme().px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture with a thin edge, and the ring of the focus around all."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().alternate))
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.place(), self.image)
            painter.setPen(QColor(tokens().border))
            painter.drawRect(self.place().adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
