"""The letterhead: logo and colour, with the head of a letter as it would be, before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseworker.actions import letters
from caseworker.actions.settings_change import change_settings, keep_logo, read_logo
from caseworker.domain.changed import Changed
from caseworker.errors import RuleError
from ui.context import Context
from ui.file_dialogs import SYSTEM_DIALOGS, FileDialogs
from ui.pdf_pages import render_page
from ui.settings.form_part import FormPart
from ui.theme import Follows, theme, tokens
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.field_block import problems_of
from ui.widgets.options_field import CheckField
from ui.widgets.text_field import TextField
from ui.widgets.words import Words

_SHOWN = 0.34  # of the page, from its top: head, address and reference
_DOTS = 160
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_PAUSE_MS = 300


class LetterheadPart(FormPart):
    """Logo and colour, and whether letters are marked."""

    code = "letterhead"
    title = "Letterhead"
    purpose = "The head of every letter. Name and address are those under Office."
    save_words = "Save letterhead"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.files: FileDialogs = SYSTEM_DIALOGS
        self._asked = 0
        super().__init__(context, parent)

    def add_fields(self) -> None:
        """Logo, colour, and the head below them."""
        self.logo = LogoField(self._choose)
        self.add("logo", "Logo", self.logo, help_words="A PNG or JPEG picture of at most 2 MB.")
        self.colour = ColourField()
        self.add(
            "colour",
            "Colour",
            self.colour,
            help_words="Of the council's name, headings and line: # and six digits or letters A to F. A colour too "
            "pale to read is printed dark.",
        )
        self.add(
            "letter_marking",
            "Marking",
            CheckField("Mark new letters OFFICIAL-SENSITIVE"),
            help_words="At the head and foot of every page. A writer can change it for a letter.",
        )
        self.head = HeadPicture()
        self.body.addWidget(Words("How a letter will begin", bold=True))
        self.body.addWidget(self.head)
        self.head_problem = Words("", tone="muted")
        self.body.addWidget(self.head_problem)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.show_head)
        for field in (self.logo, self.colour):
            field.changed.connect(self._pause.start)

    def words(self, name: str, value: Any) -> str:
        """As read."""
        if name == "letter_marking":
            return "New letters are marked OFFICIAL-SENSITIVE" if value else "New letters are not marked"
        return ("A picture" if value else "None") if name == "logo" else str(value)

    def change(self, values: Mapping[str, Any]) -> Changed:
        """Keep a new picture first, then the settings."""
        office, kept = self.context.office, dict(values)
        if isinstance(kept.get("logo"), bytes):
            kept["logo"] = keep_logo(office, kept["logo"])
        return change_settings(office, kept)

    def refresh(self) -> None:
        """Show what holds now, and the head with it."""
        super().refresh()
        self.show_head()

    def on_filled(self) -> None:
        """A colour typed before shows too."""
        self.show_head()

    def show_head(self) -> None:
        """Draw the head as it would be."""
        self._pause.stop()
        office, colour, logo = self.context.office, self.colour.value(), self.logo.value()
        if not _COLOUR.fullmatch(colour):
            self.head_problem.setText("The head shows again when the colour is complete.")
            return
        self._asked += 1
        asked = self._asked

        def draw() -> QImage:
            picture = logo if isinstance(logo, bytes) else letters.logo_picture(office) if logo else None
            return head_image(letters.head_pdf(office, replace(office.settings, colour=colour), picture))

        self.context.tasks.run_read(
            draw,
            lambda image: self._on_head(image) if asked == self._asked else None,
            self._on_no_head,
            receiver=self,
        )

    def _on_head(self, image: QImage) -> None:
        self.head_problem.setText("")
        self.head.show_image(image)

    def _on_no_head(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.head_problem.setText(str(error))
        else:
            self.context.messages.failure(error)

    def _choose(self) -> None:
        path = self.files.open_file(self, "Choose the council's logo", "Pictures (*.png *.jpg *.jpeg)")
        if path is not None:
            self.context.tasks.run_read(
                lambda: read_logo(path), lambda picture: self._on_picture(picture, path), self._on_no_picture,
                receiver=self,
            )  # fmt: skip

    def _on_picture(self, picture: bytes, path: Path) -> None:
        self._clear_problems()
        self.logo.take_picture(picture, path.name)

    def _on_no_picture(self, error: Exception) -> None:
        if isinstance(error, RuleError):
            self.summary.show_problems(self.form.show_problems(problems_of(error)))
            self.troubled.emit(True)
        else:
            self.context.messages.failure(error)

    def _doc(self) -> dict[str, Any]:
        doc = super()._doc()
        doc["values"].pop("logo", None)  # a picture is chosen again in a moment; a draft keeps words
        return doc


class LogoField(Field):
    """The logo: the digest of the kept one, the bytes of a new one, or "" for none."""

    def __init__(self, choose: Any) -> None:
        super().__init__()
        self._value: str | bytes = ""
        self.choose = Button("Choose a picture", choose)
        self.remove = Button("Remove the logo", lambda: self.set_value(""))
        self.state = Words("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addWidget(self.state, 1)
        self._show("")

    def editor(self) -> QWidget:
        """The first button."""
        return self.choose

    def value(self) -> str | bytes:
        """Digest, picture, or ""."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show what is kept, or none."""
        self._value = value or ""
        self._show("A logo is kept" if value else "No logo")
        self.changed.emit()

    def take_picture(self, picture: bytes, name: str) -> None:
        """A new picture, not kept yet."""
        self._value = picture
        self._show(f"{name}, not saved yet")
        self.changed.emit()

    def describe(self, name: str, description: str) -> None:
        """The buttons speak for themselves; the problem and what is there belong to the first."""
        self.choose.setAccessibleName("Choose a picture for the logo")
        self.choose.setAccessibleDescription(f"{self.state.text()}. {description}")

    def _show(self, words: str) -> None:
        self.state.setText(words)
        self.remove.setVisible(bool(self._value))


class ColourField(TextField):
    """A colour in words, with a patch of it beside."""

    def __init__(self) -> None:
        super().__init__(9, limit=7)
        self.patch = _Patch(self)
        self.layout().insertWidget(1, self.patch)  # type: ignore[union-attr]
        self.line.textChanged.connect(lambda _text: self.patch.update())

    def tidy(self, text: str) -> str:
        """With its #, in capitals."""
        bare = text.strip().lstrip("#").upper()
        return f"#{bare}" if bare else ""


class _Patch(Follows, QWidget):
    def __init__(self, field: ColourField) -> None:
        super().__init__()
        self._field = field
        self.follow_theme()

    def retheme(self) -> None:
        """As high as the box."""
        self.setFixedSize(QSize(theme().control_height() * 2, theme().control_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour, or nothing while it is none."""
        painter = QPainter(self)
        painter.setPen(QColor(tokens().border))
        text = self._field.line.text().strip()
        painter.setBrush(QColor(text) if _COLOUR.fullmatch(text) else Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class HeadPicture(Follows, QWidget):
    """The upper third of a page."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName("The head of a letter, as a picture")
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow_theme()

    def show_image(self, image: QImage) -> None:
        """Show another head."""
        self._image = image
        self.updateGeometry()
        self.update()

    def image(self) -> QImage:
        """What shows."""
        return self._image

    def retheme(self) -> None:
        """Paper keeps its size; only its edge follows the look."""
        self.setMaximumWidth(theme().px(640))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the picture at that width."""
        if self._image.isNull():
            return theme().px(120)
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        """As large as it may be."""
        width = theme().px(640)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper with an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(QRectF(0, 0, self.width(), self.heightForWidth(self.width())), self._image)
        painter.setPen(QColor(tokens().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def head_image(pdf: bytes) -> QImage:
    """The upper part of the first page."""
    page = render_page(pdf, 0, _DOTS).image
    return page.copy(0, 0, page.width(), round(page.height() * _SHOWN))
