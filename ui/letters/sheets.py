"""Pages as pictures, one below the other, as large as the room or as the person wants; crisp on every screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.context import Context
from ui.letters.page_pictures import PagePictures
from ui.pdf_pages import PageImage
from ui.theme import Follows, theme, tokens

GAP = 16  # px between pages and around them
ZOOM_STEPS = (50, 75, 100, 125, 150, 200, 300)
_SCREEN_DOTS = 96.0  # an inch of the screen at 100 %
_MOST_DOTS = 400.0
_LARGEST_FIT = 1.25  # in a wide room pages do not grow for ever
_PAPER = "#FFFFFF"  # paper is white in every theme, as the pictures are
_PAUSE_MS = 120  # a window that is being resized is rendered once it rests


class Sheets(Follows, QScrollArea):
    """The pages of one PDF.

    Signals:
        zoomed(int): per cent of the size on paper; 0 for as wide as the room.
        failed(Exception): the pages could not be drawn.
        drawn: new pages are on the screen.
        placed: the pages need more room or less.
    """

    zoomed = Signal(int)
    failed = Signal(object)
    drawn = Signal()
    placed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words_are = "Choose Read as text to read the words."
        self._pdf, self._zoom, self._is_whole = b"", 0, False
        self.pictures = PagePictures(context.tasks, self._seen, self)
        self.pictures.come.connect(self._on_come)
        self.pictures.added.connect(lambda: self._paper.update())
        self.pictures.failed.connect(self.failed)
        self._paper = _Paper(self)
        self.setWidget(self._paper)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages of the letter")
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._render)
        self.follow_theme()

    def show_pdf(self, pdf: bytes) -> None:
        """Draw these pages; the old ones stay until the new ones are there."""
        self._pdf = pdf
        self._render()

    @property
    def pages(self) -> list[PageImage]:
        """Every page; one that nobody came to yet has an empty picture."""
        return self.pictures.pages

    def set_whole(self, is_whole: bool) -> None:
        """Be as high as all pages, so that the page of the window scrolls them; or scroll by itself again."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(off if is_whole else needed)
            self.updateGeometry()
            self._place()

    def whole_height(self) -> int:
        """Height in px of all pages, with room for the bar below them."""
        bar = self.horizontalScrollBar()
        wide = self._paper.width() > self.viewport().width()
        return self._paper.height() + (bar.sizeHint().height() if wide else 0)

    def zoom(self) -> int:
        """Per cent of the size on paper; 0 while it follows the room."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Show at a size; 0 follows the room."""
        self._zoom = zoom
        self._place()
        self._render()
        self.zoomed.emit(zoom)

    def step_zoom(self, by: int) -> None:
        """The next larger or smaller size."""
        now = round(self.scale() * 100)
        larger = [step for step in ZOOM_STEPS if step > now]
        smaller = [step for step in ZOOM_STEPS if step < now]
        if by > 0 and larger:
            self.set_zoom(larger[0])
        elif by < 0 and smaller:
            self.set_zoom(smaller[-1])

    def scale(self) -> float:
        """Size on the screen against the size on paper, of the page that is shown largest."""
        return max((self._scale_of(page.size.width()) for page in self.pages), default=self._scale_of(595.3))

    def page_rects(self) -> list[QRectF]:
        """Where each page stands on the paper widget: one across beside upright ones fills the room as they do."""
        sizes = [
            QSizeF(page.size) * (self._scale_of(page.size.width()) * _SCREEN_DOTS / 72.0)
            for page in self.pages
        ]
        widest = max((size.width() for size in sizes), default=0.0)
        rects, y = [], float(GAP)
        for size in sizes:
            rects.append(QRectF(QPointF(GAP + (widest - size.width()) / 2, y), size))
            y += size.height() + GAP
        return rects

    def retheme(self) -> None:
        """The ground around the pages."""
        palette = self.viewport().palette()
        palette.setColor(self.viewport().backgroundRole(), QColor(tokens().alternate))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(True)
        self._place()

    def _scale_of(self, width: float) -> float:
        if self._zoom:
            return self._zoom / 100
        room = max(160, self.viewport().width() - 2 * GAP)
        return min(_LARGEST_FIT * theme().scale, room / (width * _SCREEN_DOTS / 72.0))

    def _seen(self) -> list[int]:
        """The numbers of the pages that stand in view."""
        view = QRectF(self._paper.visibleRegion().boundingRect())
        return [n for n, rect in enumerate(self.page_rects()) if rect.intersects(view)]

    def _place(self) -> None:
        rects = self.page_rects()
        width = max((rect.right() for rect in rects), default=0.0) + GAP
        height = rects[-1].bottom() + GAP if rects else 0.0
        size = QSize(round(width), round(height))
        if size != self._paper.size():
            self._paper.resize(size)
            self.updateGeometry()
            self.placed.emit()
        self._paper.update()

    def _render(self) -> None:
        self.pictures.show(self._pdf, min(_MOST_DOTS, self.scale() * _SCREEN_DOTS * self.devicePixelRatioF()))

    def _on_come(self) -> None:
        number = len(self.pages)
        count = "1 page" if number == 1 else f"{number} pages"
        self.setAccessibleDescription(f"{count}, as pictures. {self.words_are}")
        self._place()
        self._render()  # its width may be another
        self.drawn.emit()

    # Qt's own names from here on.

    def minimumSizeHint(self) -> QSize:
        """It may become small: it scrolls, unless the page around it does."""
        return QSize(theme().px(200), self.whole_height() if self._is_whole else theme().px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        super().resizeEvent(event)
        self._place()
        self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down, Page Up and the like scroll whatever scrolls."""
        if self._is_whole and event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel makes pages larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class _Paper(QWidget):
    def __init__(self, sheets: Sheets) -> None:
        super().__init__()
        self._sheets = sheets

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(tokens().border))
        for rect, page in zip(self._sheets.page_rects(), self._sheets.pages, strict=True):
            if rect.intersects(QRectF(event.rect())):
                if page.image.isNull():
                    painter.fillRect(rect, QColor(_PAPER))
                else:
                    painter.drawImage(rect, page.image)
                painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
        QTimer.singleShot(
            0, self._sheets.pictures, self._sheets.pictures.look
        )  # somebody may have come further
