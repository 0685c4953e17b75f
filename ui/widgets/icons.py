"""Our own drawings from resources/icons: one-colour SVG files of 24 x 24, tinted with the colour asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import RESOURCES, tokens

_FOLDER = RESOURCES / "icons"


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return (_FOLDER / f"{name}.svg").read_bytes()


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The drawing `name` in one colour, `side` px square at the screen's pixel ratio."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, colour, QRectF(0, 0, side, side))
    painter.end()
    return picture


def paint(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Draw `name` in one colour into a rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, rect)


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


def icon(name: str, colour: str = "", *, on: str = "") -> QIcon:
    """An icon in the text colour (or another), muted when disabled; `on` is its colour where it is selected."""
    t = tokens()
    made = QIcon()
    for side in (16, 20, 24, 32, 40):
        made.addPixmap(pixmap(name, colour or t.text, side), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, t.muted, side), QIcon.Mode.Disabled)
        made.addPixmap(pixmap(name, on or colour or t.text, side), QIcon.Mode.Selected)
    return made


def names() -> tuple[str, ...]:
    """Every drawing there is."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))
