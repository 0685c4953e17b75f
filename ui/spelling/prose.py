"""The speller of notes and other long texts, where no case says whose names are right.

Question: which words are marked there? Choice: those in small letters only, so that no name ever is. Cost: a misspelt
first word of a sentence is not. The letter page has a speller of its own, which knows the names of its case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from caseworker.domain.spelling import Word
from ui.spelling.everywhere import is_on
from ui.spelling.speller import Speller


class ProseSpeller(Speller):
    """Knows the words in small letters; asks and marks nothing while it is switched off."""

    ignore_words = "Ignore until Caseworker is closed"

    def check(self, texts: Iterable[str], done: Callable[[], object], receiver: QObject) -> None:
        """As every speller."""
        super().check(texts if is_on(self._own) else (), done, receiver)

    def misspelt(self, text: str) -> tuple[Word, ...]:
        """The wrong words that are no names."""
        return tuple(word for word in super().misspelt(text) if word.text.islower() and is_on(self._own))
