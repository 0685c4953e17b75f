"""Accessibility checks for any page or part (interface brief, section 10): `check_page(widget)` runs them all.

Each check returns sentences that say what is wrong; `check_page` fails the test with all of them. Give it a widget that
is not yet shown, or the window it stands in; the look is put back afterwards by the fixture `look`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitterHandle,
    QTabBar,
    QWidget,
)

from ui.theme import apply_theme, tokens

MOST_CONTROLS = 60  # W6
LEAST_TARGET = 24  # px, V4
SMALLEST_SCREEN = (1366, 768)  # W7


def check_page(
    page: QWidget, *, themes: Iterable[str] = ("light", "dark", "cream"), large_text: bool = True
) -> None:
    """Run every check on a page, at 100 % in each theme and at 200 % on the smallest screen.

    The look of each theme is asked of the widgets and not painted: colours alone differ from theme to theme.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 100, reduce_motion=True)
    show(page)
    found = name_problems(page) + order_problems(page) + cycle_problems(page) + target_problems(page)
    found += number_problems(page)
    page.window().setUpdatesEnabled(False)
    for name in themes:
        apply_theme(app, name, 100, reduce_motion=True)
        QApplication.processEvents()
        found += [f"{name}: {words}" for words in contrast_problems(page)]
    page.window().setUpdatesEnabled(True)
    apply_theme(app, "light", 100, reduce_motion=True)
    if large_text:
        show(page)
        apply_theme(app, "light", 200, reduce_motion=True)
        show(page, size=SMALLEST_SCREEN)
        found += [f"200 %: {words}" for words in cut_problems(page) + target_problems(page)]
    apply_theme(app, "light", 100, reduce_motion=True)
    assert not found, "\n".join(["", *dict.fromkeys(found)])


def show(widget: QWidget, *, size: tuple[int, int] = (1280, 800)) -> None:
    """Show a widget's window at a size, active, laid out."""
    window = widget.window()
    window.resize(*size)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window), "the window did not become active"
    for _ in range(6):  # a part that wraps asks its page for more height, and that its window: round by round
        QApplication.processEvents()


# -- names (A1, A2) ---------------------------------------------------------------------------------------------------


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it. On Linux Qt gives a combo's entry as its name; Windows does not."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def spoken_role(widget: QWidget) -> str:
    """What a screen reader says it is."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role().name if interface is not None else ""


def focusables(root: QWidget) -> list[QWidget]:
    """The controls that Tab reaches, in Tab order."""
    found: list[QWidget] = []
    widget = root
    while True:
        widget = widget.nextInFocusChain()
        if _tab_stop(widget) and (widget is root or root.isAncestorOf(widget)):
            found.append(widget)
        if widget is root:
            return found


def _tab_stop(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not isinstance(widget, QSplitterHandle)
    )


def name_problems(root: QWidget) -> list[str]:
    """Controls without a name, and controls of one page with the same name and role."""
    found, seen = [], dict[tuple[str, str], QWidget]()
    for widget in focusables(root):
        name, role = spoken_name(widget), spoken_role(widget)
        if not name:
            found.append(f"{_what(widget)} has no accessible name")
        elif (name, role) in seen:
            found.append(f"two controls are called {name!r} ({role})")
        seen[name, role] = widget
    return found


def number_problems(root: QWidget) -> list[str]:
    """More live controls than a page may have."""
    number = len(focusables(root))
    return [f"{number} live controls; {MOST_CONTROLS} are allowed (W6)"] if number > MOST_CONTROLS else []


# -- order (A3) -------------------------------------------------------------------------------------------------------


def order_problems(root: QWidget) -> list[str]:
    """Steps of the Tab order that go up without going to a column further right."""
    found = []
    stops = focusables(root)
    for before, after in itertools.pairwise(stops):
        one, two = _rect_in(before, root), _rect_in(after, root)
        if _scroll_area(before) is not _scroll_area(
            after
        ):  # what is scrolled away lies behind the area's edge
            one, two = _seen_in(before, one, root), _seen_in(after, two, root)
        goes_up = two.bottom() <= one.top()
        goes_left = two.right() <= one.left() and _same_line(one, two)
        if (goes_up and two.left() < one.right()) or goes_left:
            found.append(f"Tab goes from {_what(before)} back to {_what(after)}")
    return found


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _seen_in(widget: QWidget, rect: QRect, root: QWidget) -> QRect:
    """Where a control lies, or the edge of its scroll area behind which it lies."""
    area = _scroll_area(widget)
    if area is None or not root.isAncestorOf(area):
        return rect
    edge = _rect_in(area.viewport(), root)
    if rect.intersects(edge):
        return rect.intersected(edge)
    top = edge.top() if rect.bottom() < edge.top() else edge.bottom()
    return QRect(rect.left(), top, rect.width(), 1)


def cycle_problems(root: QWidget) -> list[str]:
    """Traps: a full round of Tab must reach every control and return, and Shift+Tab must go the same way back."""
    stops = [stop for stop in focusables(root) if not _shares_a_stop(stop)]
    if not stops:
        return []
    window = root.window()
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen = _walk(window, Qt.Key.Key_Tab, len(focusables(window)) + 2)
    missed = [stop for stop in stops if stop not in seen]
    if missed:
        return [f"Tab does not reach {_what(stop)}" for stop in missed]
    stops[-1].setFocus(Qt.FocusReason.TabFocusReason)
    seen = _walk(window, Qt.Key.Key_Backtab, len(focusables(window)) + 2)
    return [f"Shift+Tab does not reach {_what(stop)}" for stop in stops if stop not in seen]


def _walk(window: QWidget, key: Qt.Key, presses: int) -> set[QWidget]:
    seen: set[QWidget] = set()
    for _ in range(presses):
        focus = window.focusWidget()
        if focus is None:
            break
        seen.add(focus)
        held = (
            Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
        )
        QTest.keyClick(focus, key, held)
    return seen


def _shares_a_stop(widget: QWidget) -> bool:
    """Of a group of radio buttons Tab stops at the one that is chosen."""
    return isinstance(widget, QRadioButton) and widget.group() is not None


# -- contrast (A6) ----------------------------------------------------------------------------------------------------


def contrast(one: str | QColor, two: str | QColor) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(QColor(one)), _luminance(QColor(two))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast_problems(root: QWidget) -> list[str]:
    """Words on a page whose colour is too near to any ground they may stand on."""
    t, role = tokens(), QPalette.ColorRole
    grounds = (t.window, t.base, t.alternate)
    found = []
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.text():
            ink = label.palette().color(label.foregroundRole())
            worst = min(contrast(ink, ground) for ground in grounds)
            if worst < 4.5:
                found.append(f"{label.text()[:40]!r} has contrast {worst:.1f}; 4.5 is needed")
    for widget in focusables(root):
        ink = widget.palette().color(
            role.Text if isinstance(widget, QAbstractScrollArea) else widget.foregroundRole()
        )
        kind = str(widget.property("kind") or "")
        if kind not in ("primary", "danger") and contrast(ink, t.base) < 4.5:
            found.append(f"the words of {_what(widget)} have contrast {contrast(ink, t.base):.1f}")
    return found


# -- targets and cut text (A8) ----------------------------------------------------------------------------------------


def target_problems(root: QWidget) -> list[str]:
    """Controls smaller than 24 x 24."""
    found = []
    controls = {*focusables(root), *(b for b in root.findChildren(QAbstractButton) if b.isVisible())}
    for widget in controls:
        size = widget.size()
        if widget.property("kind") is None and widget.inherits("CloseButton"):
            continue
        if min(size.width(), size.height()) < LEAST_TARGET:
            found.append(f"{_what(widget)} is {size.width()} x {size.height()}; 24 x 24 is needed")
    return found


def cut_problems(root: QWidget) -> list[str]:
    """Text that does not fit, parts that overlap or leave their parent, and sideways scrolling."""
    found = [words for label in root.findChildren(QLabel) if (words := _cut_label(label))]
    found += [words for button in root.findChildren(QAbstractButton) if (words := _cut_button(button))]
    found += _overlaps(root)
    for area in root.findChildren(QScrollArea):
        bar = area.horizontalScrollBar()
        if area.isVisible() and bar.maximum() > bar.minimum():
            found.append(f"{_what(area)} scrolls sideways by {bar.maximum()} px")
    if root.isWindow() is False and root.minimumSizeHint().width() > root.window().width():
        found.append(f"{_what(root)} needs {root.minimumSizeHint().width()} px of width")
    return found


def _cut_label(label: QLabel) -> str:
    if not label.isVisible() or not label.text():
        return ""
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        words = label.text().replace("\u200b", " ").split() or [""]
        widest = max(label.fontMetrics().horizontalAdvance(word) for word in words)
        if needed > label.height() + 2 or widest > room.width() + 1:
            return f"the text {label.text()[:40]!r} is cut: {label.width()} x {label.height()}, {needed} px high needed"
        return ""
    advance = label.fontMetrics().horizontalAdvance(label.text())
    if advance > room.width() + 1 and not label.toolTip():
        return f"the text {label.text()[:40]!r} is cut: {room.width()} of {advance} px"
    return ""


def _cut_button(button: QAbstractButton) -> str:
    if (
        not button.isVisible()
        or not button.text()
        or not isinstance(button, QPushButton | QCheckBox | QRadioButton)
    ):
        return ""
    needed = button.sizeHint().width()
    return "" if button.width() >= needed else f"{_what(button)} is cut: {button.width()} of {needed} px"


def _overlaps(root: QWidget) -> list[str]:
    found = []
    for parent in (root, *root.findChildren(QWidget)):
        layout = parent.layout()
        if layout is None or not parent.isVisible() or isinstance(parent, QAbstractItemView):
            continue
        parts = [item.widget() for n in range(layout.count()) if (item := layout.itemAt(n)) is not None]
        shown = [
            part for part in parts if part is not None and part.isVisible() and not part.size().isEmpty()
        ]
        for number, one in enumerate(shown):
            for two in shown[number + 1 :]:
                both = one.geometry().intersected(two.geometry())
                if both.width() > 1 and both.height() > 1:
                    found.append(f"{_what(one)} and {_what(two)} overlap")
            if not parent.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()):
                found.append(f"{_what(one)} leaves {_what(parent)}")
    return found


# -- focus ring (A7) --------------------------------------------------------------------------------------------------


def ring_problems(widget: QWidget) -> list[str]:
    """A control whose picture with focus does not differ by a ring of 2 px from that without."""
    window = widget.window()
    show(window, size=(window.width(), window.height()))
    elsewhere = QWidget(window)
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    elsewhere.setGeometry(0, 0, 1, 1)
    elsewhere.show()
    elsewhere.setFocus()
    QApplication.processEvents()
    area = _ring_area(widget)
    without = window.grab(area).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    with_focus = window.grab(area).toImage()
    elsewhere.deleteLater()
    changed, wanted = (
        _differing(without, with_focus),
        2 * 2 * (min(area.width(), 200) + min(area.height(), 30) - 8),
    )
    return (
        [] if changed >= wanted * 0.8 else [f"{_what(widget)}: focus changes {changed} px, {wanted} wanted"]
    )


def _ring_area(widget: QWidget) -> QRect:
    rect = widget.tabRect(widget.currentIndex()) if isinstance(widget, QTabBar) else widget.rect()
    return QRect(widget.mapTo(widget.window(), rect.topLeft()), rect.size())


def _differing(one: QImage, two: QImage) -> int:
    height, width = min(one.height(), two.height()), min(one.width(), two.width())
    return sum(one.pixel(x, y) != two.pixel(x, y) for y in range(height) for x in range(width))


# -- words for messages -----------------------------------------------------------------------------------------------


def _what(widget: QWidget) -> str:
    name = spoken_name(widget) or widget.objectName()
    return f"{type(widget).__name__} {name[:40]!r}" if name else type(widget).__name__


def _rect_in(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _same_line(one: QRect, two: QRect) -> bool:
    return one.top() < two.bottom() and two.top() < one.bottom()


def check_each(widgets: Iterable[QWidget], check: Callable[[QWidget], list[str]]) -> None:
    """Run one check on several widgets and fail with everything found."""
    found = [words for widget in widgets for words in check(widget)]
    assert not found, "\n".join(["", *found])


__all__ = [
    "check_each",
    "check_page",
    "contrast",
    "contrast_problems",
    "cut_problems",
    "focusables",
    "name_problems",
    "ring_problems",
    "show",
    "spoken_name",
    "spoken_role",
    "target_problems",
]
