"""Which words are accepted for one page, and asking the dictionary without ever holding up typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from caseworker.actions import spelling
from caseworker.domain.spelling import Word, folded
from ui.tasks import Tasks

OWN_WORDS = "own_words"
_KEPT = 2_000  # texts whose words are remembered


class Speller(QObject):
    """Asks for the misspelt words of texts, away from the UI thread, and remembers the answers.

    Args:
        own: the person's own settings (ui.own_settings.OwnSettings), where own words are kept; None keeps none.

    Signals:
        changed: other words are accepted now; look again.
    """

    changed = Signal()
    ignore_words = "Ignore in this letter"
    """What a menu and the walk call the act that accepts a word for now."""

    def __init__(self, tasks: Tasks, own: Any = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._own = tasks, own
        self._names: frozenset[str] = frozenset()
        self._ignored: set[str] = set()
        self._found: dict[str, tuple[Word, ...]] = {}

    def accept_names(self, names: frozenset[str]) -> None:
        """Take these folded words as right: names of the case in hand."""
        if names != self._names:
            self._names = names
            self._look_again()

    def is_accepted(self, word: str) -> bool:
        """Whether a word is right whatever the dictionary says."""
        return folded(word) in self._accepted()

    def ignore(self, word: str) -> None:
        """Accept a word on this page, until it is closed."""
        self._ignored.add(folded(word))
        self._look_again()

    def add_own(self, word: str) -> None:
        """Accept a word always, for this person."""
        if self._own is not None:
            kept = [str(each) for each in self._own.get(OWN_WORDS) or []]
            if word not in kept:
                self._own.set(OWN_WORDS, sorted([*kept, word], key=str.casefold))
        self._ignored.add(folded(word))
        self._look_again()

    def check(self, texts: Iterable[str], done: Callable[[], object], receiver: QObject) -> None:
        """See to it that every text is known, then call `done`; at once where nothing has to be asked."""
        unknown = tuple(dict.fromkeys(text for text in texts if text not in self._found))
        if not unknown:
            done()
            return

        def take(found: dict[str, tuple[Word, ...]]) -> None:
            if len(self._found) > _KEPT:
                self._found.clear()
            self._found.update(found)
            done()

        self._tasks.run_read(
            lambda: {text: spelling.misspelt(text) for text in unknown}, take, receiver=receiver
        )

    def misspelt(self, text: str) -> tuple[Word, ...]:
        """Return the wrong words of a text that was checked; none of one that was not yet."""
        accepted = self._accepted()
        return tuple(word for word in self._found.get(text, ()) if folded(word.text) not in accepted)

    def suggest(self, word: str, done: Callable[[tuple[str, ...]], object], receiver: QObject) -> None:
        """Call `done` with the words that may be meant."""
        self._tasks.run_read(lambda: spelling.suggestions_for(word), done, receiver=receiver)

    def _accepted(self) -> frozenset[str]:
        kept = self._own.get(OWN_WORDS) if self._own is not None else ()
        return self._names | self._ignored | spelling.own_words(kept or ())

    def _look_again(self) -> None:
        self.changed.emit()
