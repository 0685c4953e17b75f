"""Palette, contrast and type of the three themes (V1 to V4, A6, A12)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.a11y import contrast
from ui import theme as theme_module
from ui.theme import apply_theme, nearest_family, theme, tokens
from ui.tokens import BY_NAME, CHART_COLOURS, TYPE_SCALE, Tokens
from ui.widgets import icons
from ui.widgets.tag import KINDS

THEMES = pytest.mark.parametrize("t", BY_NAME.values(), ids=BY_NAME)


@THEMES
def test_words_pass_four_and_a_half_on_every_ground(t: Tokens) -> None:
    for ground in (t.window, t.base, t.alternate, t.hover, t.button):
        for ink in (t.text, t.muted, t.link, t.error):
            assert contrast(ink, ground) >= 4.5, (ink, ground)


@THEMES
def test_the_lowest_contrasts_are_those_of_the_brief(t: Tokens) -> None:
    grounds = (t.window, t.base, t.alternate)
    lowest = {"text": 14.0, "muted": 6.5, "link": 5.8, "border": 3.9, "error": 6.4}
    for name, ratio in lowest.items():
        assert min(contrast(getattr(t, name), ground) for ground in grounds) >= ratio - 0.05, name


@THEMES
def test_borders_and_focus_pass_three_on_every_ground(t: Tokens) -> None:
    for ground in (t.window, t.base, t.alternate):
        assert contrast(t.border, ground) >= 3
        assert contrast(t.focus, ground) >= 3
        assert contrast(t.selection, ground) >= 3
    assert contrast(t.focus, t.focus_inner) >= 3


@THEMES
def test_selected_rows_and_buttons_can_be_read(t: Tokens) -> None:
    assert contrast(t.selection_text, t.selection) >= 4.5
    for ground in (t.primary, t.danger, t.primary_hover, t.danger_hover):
        assert contrast(t.on_primary, ground) >= 4.5, ground


@THEMES
def test_every_kind_of_tag_has_its_colours_and_can_be_read(t: Tokens) -> None:
    assert set(t.tags) == set(KINDS)
    for kind, colours in t.tags.items():
        assert contrast(colours.text, colours.ground) >= 7, kind


def test_chart_colours_stand_out_from_white_paper() -> None:
    assert all(contrast(colour, "#FFFFFF") >= 2.95 for colour in CHART_COLOURS)


@pytest.mark.parametrize("name", BY_NAME)
def test_running_palette_is_that_of_the_theme(qapp: QApplication, name: str) -> None:
    apply_theme(qapp, name)
    palette, role = qapp.palette(), QPalette.ColorRole
    assert palette.color(role.Window).name().upper() == tokens().window
    assert palette.color(role.PlaceholderText).name().upper() == tokens().muted
    inactive = palette.color(QPalette.ColorGroup.Inactive, role.Highlight)
    assert inactive.name().upper() == tokens().selection


@pytest.mark.parametrize(("size", "pixels"), [(100, 14), (125, 18), (150, 21), (200, 28)])
def test_text_size_scales_body_text(qapp: QApplication, size: int, pixels: int) -> None:
    apply_theme(qapp, "light", size)
    assert qapp.font().pixelSize() == pixels
    assert theme().font("page").pixelSize() == round(TYPE_SCALE["page"][0] * size / 100)


def test_text_size_stays_between_100_and_200(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 900)
    assert theme().scale == 2.0
    apply_theme(qapp, "light", 10)
    assert theme().scale == 1.0


def test_change_of_theme_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().changed):
        apply_theme(qapp, "cream")
    assert tokens().name == "cream"


def test_controls_keep_a_target_of_24_in_the_compact_look(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 100, compact=True)
    assert 26 <= theme().control_height() <= 30
    assert 24 <= theme().row_height() <= 28


def test_reduced_motion_switches_effects_off(qapp: QApplication) -> None:
    apply_theme(qapp, "light", reduce_motion=True)
    assert not qapp.isEffectEnabled(Qt.UIEffect.UI_AnimateCombo)


def test_typeface_that_is_not_there_is_replaced_by_one_that_is() -> None:
    assert nearest_family("No Such Typeface")
    assert nearest_family("No Such Typeface") != "No Such Typeface"


def test_carried_typeface_is_used_when_asked_for(qapp: QApplication) -> None:
    apply_theme(qapp, "light", family="Noto Sans")
    assert QFontInfo(qapp.font()).family() == "Noto Sans"


def test_high_contrast_takes_the_system_palette_only(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_module, "wants_high_contrast", lambda: True)
    apply_theme(qapp, "cream")
    assert tokens().high_contrast
    assert tokens().tags == {}  # tags become outlined text
    assert tokens().window == qapp.palette().color(QPalette.ColorRole.Window).name()


def test_change_of_the_system_look_is_heard(qapp: QApplication) -> None:
    heard: list[str] = []
    theme_module.watch_system(lambda: heard.append("changed"))
    scheme, contrast_hints = theme_module._hints()
    scheme.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    contrast_hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert heard == ["changed", "changed"]


def test_every_drawing_is_made_of_one_colour_and_shows_something(qapp: QApplication) -> None:
    assert len(icons.names()) > 40
    for name in icons.names():
        picture = icons.pixmap(name, "#FF0000", 96).toImage()
        drawn = [
            picture.pixelColor(x, y)
            for x in range(96)
            for y in range(96)
            if picture.pixelColor(x, y).alpha() > 250
        ]
        assert drawn, name
        assert {colour.name() for colour in drawn} == {"#ff0000"}, name


def test_theme_object_lives_as_long_as_the_process() -> None:
    assert isinstance(theme(), QObject)
    assert theme() is theme()
