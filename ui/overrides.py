"""An error in a method that Qt calls is an error and stands in the log of faults; it does not end the program.

Question: PySide 6.11 below Python 3.12 takes the words of an error for the error itself when Python's own code raised
it ("list index out of range", a widget that is gone) in a method of ours which Qt calls (`paintEvent`, `eventFilter`,
`data`), and the program ends with a segmentation fault and an empty log. Who keeps it from that? Choice: each such
method is called through an `except`, which makes a whole error of it and writes it to the log, for Qt may go on without
telling it to anybody; classes of ours are taken as they are made. Cost: one more call each time Qt asks.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

log = logging.getLogger("caseworker.faults")
"""What is written there: `ui/start/faults.py`."""

_ASKED_BY_QT = frozenset(
    "event eventFilter sizeHint minimumSizeHint minimumSize hasHeightForWidth heightForWidth "
    "data headerData rowCount columnCount flags sort paint createEditor setEditorData setModelData "
    "drawPrimitive drawControl drawComplexControl sizeFromContents subElementRect subControlRect pixelMetric "
    "styleHint polish addItem count itemAt takeAt isEmpty expandingDirections setGeometry updateGeometries "
    "paintSection loadResource canInsertFromMimeData insertFromMimeData highlightBlock notify".split()
)


def make_errors_whole() -> None:
    """Take every class of a Qt object that is made from now on; again changes nothing."""
    QObject.__init_subclass__ = classmethod(_take)  # type: ignore[assignment,method-assign,arg-type]


def is_asked_by_qt(kind: type, name: str) -> bool:
    """Whether a method of a class stands for one of Qt's own that Qt calls by itself."""
    return (name.endswith("Event") or name in _ASKED_BY_QT) and hasattr(super(kind, kind), name)


def _take(kind: type[QObject], **more: Any) -> None:
    super(QObject, kind).__init_subclass__(**more)
    for name, method in list(vars(kind).items()):
        if isinstance(method, FunctionType) and is_asked_by_qt(kind, name):
            setattr(kind, name, _whole(method))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def called(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except Exception as error:  # to pass an `except` is all that an error needs to be whole
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s while Qt asked %s\n%s", type(error).__name__, method.__qualname__, places)
            raise

    return called
