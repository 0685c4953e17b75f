"""Nothing that goes wrong in the program goes by unseen: it is shown as a fault of ours, and written to a log.

The log holds where it happened and what kind of fault it was, never the values: those may be about people.
"""

from __future__ import annotations

import logging
import logging.handlers
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer

from ui.messages import Messages

log = logging.getLogger("caseworker.faults")
KEPT_BYTES = 500_000


def watch_for_faults(messages: Messages, folder: Path) -> None:
    """Show every fault that nobody expected, and write it to `faults.log` in the folder."""
    _write_to(folder)

    def shown(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        places = "".join(traceback.format_tb(trace))
        log.error("%s\n%s", kind.__name__, places)
        QTimer.singleShot(0, messages, lambda: messages.bug(error))

    sys.excepthook = shown
    threading.excepthook = lambda told: shown(
        told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
    )


def _write_to(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "faults.log", maxBytes=KEPT_BYTES, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError as error:
        log.info("no log of faults is kept: %s", error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False
