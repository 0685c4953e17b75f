"""The style: Fusion, with borders, sizes and tabs of our own (V1, V4, A6).

Question: Fusion's outlines fall short of 3:1 and a style sheet may not carry colours; who draws? Choice: one proxy
style that draws from the tokens, so pages hold no colours and high contrast needs no second path. Cost: some painting
in Python, kept away from table cells (they have their own delegate).
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionMenuItem,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QWidget,
)

from ui import style_draw as draw
from ui.tokens import LIGHT, Tokens

_PE = QStyle.PrimitiveElement
_CE = QStyle.ControlElement
_CC = QStyle.ComplexControl
_CT = QStyle.ContentsType
_PM = QStyle.PixelMetric
_SH = QStyle.StyleHint
_SC = QStyle.SubControl
_SE = QStyle.SubElement

_ARROWS = {
    _PE.PE_IndicatorArrowDown: "down", _PE.PE_IndicatorArrowUp: "up", _PE.PE_IndicatorArrowLeft: "left",
    _PE.PE_IndicatorArrowRight: "right", _PE.PE_IndicatorSpinDown: "down", _PE.PE_IndicatorSpinUp: "up",
}  # fmt: skip
_HINTS = {
    _SH.SH_ComboBox_Popup: 0,  # a list under the field, not over it
    _SH.SH_Menu_AllowActiveAndDisabled: 1,  # so that a screen reader can read what is off
    _SH.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _SH.SH_EtchDisabledText: 0,
    _SH.SH_DitherDisabledText: 0,
    _SH.SH_TabBar_PreferNoArrows: 0,
    _SH.SH_ScrollBar_Transient: 0,
    _SH.SH_ScrollView_FrameOnlyAroundContents: 0,
    _SH.SH_UnderlineShortcut: 1,
}


ICON_GAP = 8
_RING = 6  # px free at both ends of a check box or radio button


class CaseworkerStyle(QProxyStyle):
    """Fusion as this program wears it. `take` gives it the look in force."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._tokens: Tokens = LIGHT
        self._height = 32
        self._metrics: dict[QStyle.PixelMetric, int] = {}
        self.take(LIGHT, 32, 1.0)

    def take(self, tokens: Tokens, control_height: int, scale: float) -> None:
        """Use these colours and sizes from now on."""
        self._tokens, self._height = tokens, control_height
        self._metrics = {
            _PM.PM_IndicatorWidth: round(18 * scale), _PM.PM_IndicatorHeight: round(18 * scale),
            _PM.PM_ExclusiveIndicatorWidth: round(18 * scale), _PM.PM_ExclusiveIndicatorHeight: round(18 * scale),
            _PM.PM_CheckBoxLabelSpacing: 8, _PM.PM_RadioButtonLabelSpacing: 8,
            _PM.PM_ScrollBarExtent: max(14, round(13 * scale)), _PM.PM_ScrollBarSliderMin: round(28 * scale),
            _PM.PM_SmallIconSize: round(16 * scale), _PM.PM_ButtonIconSize: round(16 * scale),
            _PM.PM_TabBarIconSize: round(16 * scale), _PM.PM_ListViewIconSize: round(16 * scale),
            _PM.PM_SplitterWidth: 7, _PM.PM_TabBarTabHSpace: 28, _PM.PM_TabBarTabVSpace: 14,
            _PM.PM_TabBarScrollButtonWidth: max(24, round(20 * scale)), _PM.PM_TabBarBaseOverlap: 0,
            _PM.PM_TabBarTabShiftVertical: 0, _PM.PM_TabBarTabShiftHorizontal: 0, _PM.PM_TabBarTabOverlap: 0,
            _PM.PM_ButtonShiftHorizontal: 0, _PM.PM_ButtonShiftVertical: 0, _PM.PM_TextCursorWidth: 2,
            _PM.PM_MenuPanelWidth: 1, _PM.PM_MenuVMargin: 4, _PM.PM_MenuBarPanelWidth: 0, _PM.PM_MenuBarItemSpacing: 2,
            _PM.PM_FocusFrameHMargin: 8, _PM.PM_HeaderMargin: 8,
            _PM.PM_TabCloseIndicatorWidth: max(24, round(18 * scale)),
            _PM.PM_TabCloseIndicatorHeight: max(24, round(18 * scale)), _PM.PM_HeaderMarkSize: round(10 * scale),
        }  # fmt: skip

    # Qt's own names from here on.

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Frames, indicators and arrows."""
        t = self._tokens
        if element in (_PE.PE_PanelLineEdit, _PE.PE_FrameLineEdit):
            if element == _PE.PE_PanelLineEdit and getattr(option, "lineWidth", 1) > 0:
                draw.field_frame(painter, option, widget, t)
        elif element == _PE.PE_Frame and isinstance(widget, QAbstractScrollArea):
            draw.field_frame(painter, option, widget, t)
        elif element in (_PE.PE_PanelButtonCommand, _PE.PE_PanelButtonTool):
            draw.button(painter, option, widget, t)
        elif element == _PE.PE_IndicatorCheckBox:
            draw.tick_box(painter, option, t, is_round=False)
        elif element == _PE.PE_IndicatorRadioButton:
            draw.tick_box(painter, option, t, is_round=True)
        elif element in _ARROWS:
            live = draw.has(option, QStyle.StateFlag.State_Enabled)
            draw.chevron(painter, option.rect, t.text if live else t.muted, _ARROWS[element])
        elif element == _PE.PE_IndicatorHeaderArrow and isinstance(option, QStyleOptionHeader):
            up = option.sortIndicator == QStyleOptionHeader.SortIndicator.SortDown
            draw.chevron(painter, option.rect, t.text, "up" if up else "down", fills=True)
        elif element == _PE.PE_FrameTabBarBase:
            draw.tab_bar_base(painter, option.rect, t, widget)
        elif element in (_PE.PE_FrameFocusRect, _PE.PE_FrameStatusBarItem, _PE.PE_FrameButtonTool):
            return  # the focus ring is drawn by ui.widgets.focus_ring on every kind of control alike
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Buttons' words, tabs, headings, progress bars."""
        t = self._tokens
        if element == _CE.CE_PushButtonLabel and isinstance(option, QStyleOptionButton):
            self._button_words(option, painter, widget)
        elif element == _CE.CE_TabBarTabShape:
            draw.tab(painter, option, t)  # type: ignore[arg-type]
        elif element == _CE.CE_HeaderSection:
            draw.header_section(painter, option, t)
        elif element == _CE.CE_HeaderEmptyArea:
            painter.fillRect(option.rect, QColor(t.window))
        elif element == _CE.CE_ProgressBar and isinstance(option, QStyleOptionProgressBar):
            spread = option.maximum - option.minimum
            fraction = (option.progress - option.minimum) / spread if spread > 0 else None
            draw.progress(painter, option.rect, fraction, t)
        elif element == _CE.CE_Splitter:
            middle = option.rect.center()
            painter.setPen(QColor(t.line))
            if draw.has(option, QStyle.StateFlag.State_Horizontal):
                painter.drawLine(middle.x(), option.rect.top(), middle.x(), option.rect.bottom())
            else:
                painter.drawLine(option.rect.left(), middle.y(), option.rect.right(), middle.y())
        elif element in (_CE.CE_CheckBox, _CE.CE_RadioButton) and isinstance(option, QStyleOptionButton):
            within = QStyleOptionButton(option)  # Qt draws both without asking subElementRect
            within.rect = option.rect.adjusted(_RING, 0, -_RING, 0)
            super().drawControl(element, within, painter, widget)
        elif element == _CE.CE_MenuBarEmptyArea:
            painter.fillRect(option.rect, QColor(t.window))
        elif element == _CE.CE_MenuBarItem and isinstance(option, QStyleOptionMenuItem):
            self._menu_title(option, painter)
        else:
            super().drawControl(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Combo boxes and scroll bars."""
        t = self._tokens
        if control == _CC.CC_ComboBox:
            draw.field_frame(painter, option, widget, t)
            arrow = self.subControlRect(control, option, _SC.SC_ComboBoxArrow, widget)
            live = draw.has(option, QStyle.StateFlag.State_Enabled)
            draw.chevron(painter, arrow, t.text if live else t.muted, "down")
        elif control == _CC.CC_ScrollBar:
            slider = self.subControlRect(control, option, _SC.SC_ScrollBarSlider, widget)
            over = draw.has(option, QStyle.StateFlag.State_MouseOver)
            draw.scroll_bar(painter, option.rect, slider, t, over=over)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Combo boxes keep a square for their arrow; scroll bars have no arrow buttons."""
        if control == _CC.CC_ComboBox and part in (_SC.SC_ComboBoxArrow, _SC.SC_ComboBoxEditField):
            side = option.rect.height()
            if part == _SC.SC_ComboBoxArrow:
                return QRect(option.rect.right() - side + 4, option.rect.y(), side - 4, side)
            return option.rect.adjusted(8, 2, -side, -2)
        if control == _CC.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return draw.scroll_bar_part(option, part, self._metrics[_PM.PM_ScrollBarSliderMin])
        return super().subControlRect(control, option, part, widget)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Controls are at least as high as the look says, and every target at least 24 x 24."""
        wanted = super().sizeFromContents(kind, option, size, widget)
        if kind == _CT.CT_LineEdit:
            wanted.setHeight(self._height)
        elif kind == _CT.CT_ComboBox:
            wanted = QSize(size.width() + 16 + self._height, self._height)
        elif kind == _CT.CT_PushButton:
            has_icon = isinstance(option, QStyleOptionButton) and not option.icon.isNull()
            wanted = QSize(size.width() + 28 + (ICON_GAP - 4 if has_icon else 0), self._height)
        elif kind == _CT.CT_ToolButton:
            wanted = QSize(max(self._height, size.width() + 12), self._height)
        elif kind in (_CT.CT_CheckBox, _CT.CT_RadioButton):
            wanted = QSize(wanted.width() + 2 * _RING, max(24, self._height - 4, wanted.height()))
        elif kind == _CT.CT_MenuItem:
            is_line = isinstance(option, QStyleOptionMenuItem) and (
                option.menuItemType == QStyleOptionMenuItem.MenuItemType.Separator
            )
            wanted = QSize(wanted.width() + 24, 9 if is_line else self._height)
        elif kind == _CT.CT_ItemViewItem:
            wanted.setHeight(max(wanted.height(), self._height - 4))
        elif kind == _CT.CT_MenuBarItem:
            wanted = QSize(wanted.width() + 4, max(28, wanted.height()))
        elif kind in (_CT.CT_TabBarTab, _CT.CT_HeaderSection):
            wanted.setHeight(max(wanted.height(), self._height))
        return wanted

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        """Check boxes and radio buttons keep room at both ends for the focus ring."""
        rect = super().subElementRect(element, option, widget)
        if element in (_SE.SE_CheckBoxIndicator, _SE.SE_RadioButtonIndicator):
            return rect.translated(_RING, 0)
        if element in (_SE.SE_CheckBoxContents, _SE.SE_RadioButtonContents):
            return rect.adjusted(_RING, 0, _RING, 0)
        if element == _SE.SE_LineEditContents:
            return rect.adjusted(6, 0, -6, 0)
        return rect

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Sizes of parts.

        The base style is asked without the widget: Qt asks while a widget is being made, and PySide 6.11 may then hand
        over the wrapper of something dead at the same address, with which the call ends in a crash.
        """
        if metric == _PM.PM_DefaultFrameWidth and isinstance(widget, QAbstractScrollArea):
            return 2  # keeps the square viewport inside the rounded frame
        own = self._metrics.get(metric)
        return own if own is not None else int(super().pixelMetric(metric, option, None))

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        """Habits of parts; the base style is asked without the widget, as in `pixelMetric`."""
        own = _HINTS.get(hint)
        return own if own is not None else int(super().styleHint(hint, option, None, answer))

    def _menu_title(self, option: QStyleOptionMenuItem, painter: QPainter) -> None:
        t = self._tokens
        open_now = draw.has(option, QStyle.StateFlag.State_Selected) or draw.has(
            option, QStyle.StateFlag.State_Sunken
        )
        painter.fillRect(option.rect, QColor(t.window))
        if open_now:
            draw.box(painter, option.rect.adjusted(0, 2, 0, -2), t.selection, None)
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.ButtonText, QColor(t.selection_text if open_now else t.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        self.drawItemText(
            painter, option.rect, int(flags), palette, True, option.text, QPalette.ColorRole.ButtonText
        )

    def _button_words(self, option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
        """Icon, 8 px, words; all of it in the middle of the button."""
        t, kind = self._tokens, draw.button_kind(widget)
        live = draw.has(option, QStyle.StateFlag.State_Enabled)
        ink = (
            t.muted
            if not live
            else t.on_primary
            if kind in ("primary", "danger")
            else t.link
            if kind == "link"
            else t.text
        )
        side = 0 if option.icon.isNull() else option.iconSize.width()
        gap = ICON_GAP if side and option.text else 0
        words = option.fontMetrics.size(int(Qt.TextFlag.TextShowMnemonic), option.text).width()
        left = option.rect.x() + max(4, (option.rect.width() - side - gap - words) // 2)
        if side:
            box = QRect(left, option.rect.center().y() - side // 2 + 1, side, side)
            option.icon.paint(painter, box, mode=QIcon.Mode.Normal if live else QIcon.Mode.Disabled)
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.ButtonText, QColor(ink))
        room = QRect(
            left + side + gap, option.rect.y(), option.rect.right() - left - side - gap, option.rect.height()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
        self.drawItemText(
            painter, room, int(flags), palette, live, option.text, QPalette.ColorRole.ButtonText
        )
