"""PDFium, one caller at a time: it must not be entered by two threads at once, so every use waits its turn here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

turn = threading.Lock()
"""Held by whoever is inside PDFium."""


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF for as long as the block runs; nobody else is inside PDFium meanwhile.

    Raises:
        pypdfium2.PdfiumError: it is damaged, or needs a password.
    """
    import pypdfium2

    with turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
