"""The look in force: palette, type and sizes, changed at once for every open window (V1 to V4, A12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibilityHints,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QPalette,
    QStyleHints,
)
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ui.style import CaseworkerStyle
from ui.tokens import BY_NAME, LIGHT, TYPE_SCALE, Tokens

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

_FALLBACK_FAMILIES = ("Segoe UI", "Noto Sans", "Arial", "Liberation Sans", "DejaVu Sans")
_BUNDLED = {"Noto Sans": "NotoSans", "Atkinson Hyperlegible": "AtkinsonHyperlegible"}


class Theme(QObject):
    """The tokens and type sizes in force.

    Signals:
        changed: tokens, text size, typeface or motion are different now; repaint and measure again.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.tokens: Tokens = LIGHT
        self.scale = 1.0
        self.compact = False
        self.reduce_motion = False
        self.family = ""

    def font(self, kind: str = "body", *, bold: bool = False) -> QFont:
        """The font of caption, body, reading, section or page text at the present text size."""
        font = QFont(self.family) if self.family else QFont()
        font.setPixelSize(round(TYPE_SCALE[kind][0] * self.scale))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def px(self, at_100: int) -> int:
        """A length given for 100 % text, at the present text size (icons, control heights; not spacing)."""
        return round(at_100 * self.scale)

    def control_height(self) -> int:
        """Height of a button or single-line field: 32 at 100 %, compact 28; the room around the words stays (V3)."""
        return max(24, QFontMetrics(self.font()).height() + (9 if self.compact else 13))

    def row_height(self) -> int:
        """Height of a table row: 32 at 100 %, compact 26; the room around the words stays."""
        return max(24, QFontMetrics(self.font()).height() + (7 if self.compact else 13))


@cache
def theme() -> Theme:
    """The one theme of this process; a QApplication must exist."""
    return Theme()


def tokens() -> Tokens:
    """The colours in force."""
    return theme().tokens


def apply_theme(
    app: QApplication,
    name: str = "system",
    text_scale: int = 100,
    reduce_motion: bool = False,
    *,
    family: str = "",
    compact: bool = False,
) -> None:
    """Give the program its look; call again at any change of settings.

    Args:
        name: system, light, dark or cream. When the system asks for high contrast its own palette is used instead.
        text_scale: 100 to 200 (per cent).
        family: the typeface asked for; the nearest one there is takes its place.
        compact: 28 px controls and 26 px rows instead of 32.
    """
    look = theme()
    look.name = name
    look.scale = min(200, max(100, text_scale)) / 100
    look.compact = compact
    look.reduce_motion = reduce_motion
    look.family = nearest_family(family)
    high_contrast = wants_high_contrast()
    if high_contrast:
        app.setPalette(QPalette())  # the system's own, from which the tokens are read
    look.tokens = _high_contrast_tokens() if high_contrast else _tokens_named(name)
    if not isinstance(app.style(), CaseworkerStyle):
        app.setStyle(_style())
    _style().take(look.tokens, look.control_height(), look.scale)
    if not high_contrast:
        app.setPalette(palette_of(look.tokens))
    app.setFont(look.font())
    _measure_combos_again(app)
    _draw_focus_ring(app)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, not reduce_motion)
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateMenu, not reduce_motion)
    look.changed.emit()


def _measure_combos_again(app: QApplication) -> None:
    # With Qt 6.11 a combo box forgets its least size only when the style changes, not when the font does.
    for widget in app.allWidgets():
        if isinstance(widget, QComboBox):
            app.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
            widget.updateGeometry()


def _draw_focus_ring(app: QApplication) -> None:
    from ui.widgets.focus_ring import install_focus_ring  # it asks this module for its colours

    install_focus_ring(app)


@cache
def _style() -> CaseworkerStyle:
    # Held here for the life of the process: PySide hands ownership to the application.
    return CaseworkerStyle()


@cache
def _hints() -> tuple[QStyleHints, QAccessibilityHints]:
    # Held references (A12): with 6.11 the inner object dies with the outer one's wrapper.
    outer = QGuiApplication.styleHints()
    return outer, outer.accessibility()


def wants_high_contrast() -> bool:
    """Whether the system asks for high contrast."""
    return bool(_hints()[1].contrastPreference() == Qt.ContrastPreference.HighContrast)


def watch_system(again: Callable[[], None]) -> None:
    """Call `again` when the system's scheme or contrast changes."""
    scheme, contrast = _hints()
    scheme.colorSchemeChanged.connect(lambda _scheme: again())
    contrast.contrastPreferenceChanged.connect(lambda _wish: again())


def nearest_family(family: str) -> str:
    """The family asked for when this computer has it or we carry it, else the best one there is."""
    for candidate in (family, *_FALLBACK_FAMILIES):
        if candidate and (QFontDatabase.hasFamily(candidate) or _load_bundled(candidate)):
            return candidate
    return QGuiApplication.font().family()


@cache
def _load_bundled(family: str) -> bool:
    prefix = _BUNDLED.get(family)
    files = sorted((RESOURCES / "fonts").glob(f"{prefix}-*.ttf")) if prefix else []
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in files]
    return any(number >= 0 for number in loaded) and QFontDatabase.hasFamily(family)


def _tokens_named(name: str) -> Tokens:
    if name in BY_NAME:
        return BY_NAME[name]
    dark = _hints()[0].colorScheme() == Qt.ColorScheme.Dark
    return BY_NAME["dark" if dark else "light"]


def _high_contrast_tokens() -> Tokens:
    palette, role = QGuiApplication.palette(), QPalette.ColorRole
    ground, words = palette.color(role.Window).name(), palette.color(role.WindowText).name()
    return replace(
        LIGHT, name="high contrast", window=ground, base=palette.color(role.Base).name(), alternate=ground, text=words,
        muted=words, link=palette.color(role.Link).name(), border=words, error=words,
        selection=palette.color(role.Highlight).name(), selection_text=palette.color(role.HighlightedText).name(),
        focus=words, focus_inner=ground, line=words, hover=ground, pressed=ground, button=ground, primary=ground,
        danger=ground, on_primary=words, primary_hover=ground, danger_hover=ground, tags={}, high_contrast=True,
    )  # fmt: skip


def palette_of(t: Tokens) -> QPalette:
    """The Qt palette of a theme."""
    palette = QPalette()
    role = QPalette.ColorRole
    for kind, colour in {
        role.Window: t.window, role.WindowText: t.text, role.Base: t.base, role.AlternateBase: t.alternate,
        role.Text: t.text, role.Button: t.button, role.ButtonText: t.text, role.PlaceholderText: t.muted,
        role.Highlight: t.selection, role.HighlightedText: t.selection_text, role.Accent: t.selection,
        role.Link: t.link, role.LinkVisited: t.link, role.ToolTipBase: t.base, role.ToolTipText: t.text,
        role.BrightText: t.error, role.Mid: t.border, role.Dark: t.border, role.Shadow: t.border,
        role.Midlight: t.line, role.Light: t.base,
    }.items():  # fmt: skip
        palette.setColor(kind, QColor(colour))
    for kind in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, kind, QColor(t.muted))
    # A selected row keeps its colours when the focus is elsewhere: "always a current row" (C5) must stay readable.
    palette.setColor(QPalette.ColorGroup.Inactive, role.Highlight, QColor(t.selection))
    palette.setColor(QPalette.ColorGroup.Inactive, role.HighlightedText, QColor(t.selection_text))
    return palette


class Follows:
    """For a widget that must measure or paint itself again when the look changes: write `retheme`.

    Mix in before the Qt class and call `follow_theme()` at the end of `__init__`.
    """

    def follow_theme(self) -> None:
        """Call `retheme` now and at every change of the look."""
        theme().changed.connect(self.retheme)
        self.retheme()

    def retheme(self) -> None:
        """Take up the look in force."""
        raise NotImplementedError


def fitting(parent: QWidget | None, width: int, height: int) -> QSize:
    """A size given for 100 % text, at the present text size, but never larger than the window it belongs to."""
    wanted = QSize(theme().px(width), theme().px(height))
    return wanted.boundedTo(parent.size() - QSize(48, 48)) if parent is not None else wanted


def text_width(widget: QWidget, characters: int) -> int:
    """Pixels that about so many characters of a widget's font take (V3: at most 80 to a line)."""
    return widget.fontMetrics().averageCharWidth() * characters
