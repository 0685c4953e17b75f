"""Writes the lines of people: one for each person of the register and of a case, with the keys that match them.

Question: how is a name found in which a letter is wrong, without a row for every way to mistype it? Choice: the
different words of all names stand once in `name_word`, forwards and backwards, with how often they are used; near
words are looked for there, and their people by the word. Cost: a few rows more for each person saved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from caseworker.domain.fold import EntityState
from caseworker.domain.people_keys import NAME, keys_of, name_words

PEOPLE = ("party", "person")
COLUMNS = (
    "n", "id", "scope_id", "person_id", "role", "name", "sort_name", "born_on", "keys", "merged_into", "is_child",
)  # fmt: skip
_KEYS = COLUMNS.index("keys")
_INSERT = f"INSERT INTO person_row ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_UPDATE = f"UPDATE person_row SET {', '.join(f'{name} = ?' for name in COLUMNS[1:])} WHERE n = ?"


def write_people(raw: Any, changed: Iterable[tuple[int, EntityState, bool]]) -> None:
    """Write the lines of the people among what was changed.

    Args:
        changed: place, thing, and whether it is new.
    """
    pen = _Pen(raw)
    for n, state, is_new in changed:
        if state.kind in PEOPLE:
            pen.take(n, state, is_new=is_new)
    pen.flush()


def forget_people(raw: Any, places: Iterable[int]) -> None:
    """Take out the lines of people with these numbers, and their words where nobody else has them."""
    pen = _Pen(raw)
    for n in places:
        pen.drop(n)
    pen.flush()


def person_row(n: int, state: EntityState) -> tuple[Any, ...]:
    """Return the line of a person of the register or of a case, in the order of COLUMNS."""
    doc, is_person = state.doc, state.kind == "person"
    name = str(doc.get("full_name") or "")
    role = "person" if is_person else str(doc.get("role") or "")
    return (
        n,
        state.id,
        state.scope_id,
        state.id if is_person else str(doc.get("person_id") or ""),
        role,
        name,
        sort_name(name),
        str(doc.get("born_on") or ""),
        "\n".join(keys_of(doc)),
        str(doc.get("merged_into") or ""),
        int(role == "child" or bool(doc.get("is_child"))),
    )


def sort_name(name: str) -> str:
    """Return a name as lists are sorted by it: the last word first, folded."""
    words = name_words(name)
    return " ".join((words[-1], *words[:-1])) if words else ""


class _Pen:
    """Gathers what is to be written, so that an import of a hundred thousand cases writes it in one go."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._new: list[tuple[Any, ...]] = []
        self._keys: list[tuple[str, int]] = []
        self._times: Counter[str] = Counter()

    def take(self, n: int, state: EntityState, *, is_new: bool) -> None:
        """Take up one person."""
        row = None if state.doc.get("voided") else person_row(n, state)
        if not is_new and self._was_known(n, row):
            return
        if row is not None:
            self._new.append(row)
            self._add_keys(n, _keys(row))

    def _was_known(self, n: int, row: tuple[Any, ...] | None) -> bool:
        """Bring the line that is there up to date; False when there is none."""
        old = self._raw.execute(f"SELECT {', '.join(COLUMNS)} FROM person_row WHERE n = ?", (n,)).fetchone()
        if old is None:
            return False
        if row is None:
            self._raw.execute("DELETE FROM person_row WHERE n = ?", (n,))
        elif tuple(old) != row:
            self._raw.execute(_UPDATE, (*row[1:], n))
        before, after = _keys(old), _keys(row) if row is not None else ()
        gone = [key for key in before if key not in after]
        self._raw.executemany("DELETE FROM person_key WHERE key = ? AND n = ?", [(key, n) for key in gone])
        self._times.subtract(word for key in gone if (word := _word(key)))
        self._add_keys(n, [key for key in after if key not in before])
        return True

    def drop(self, n: int) -> None:
        """Take out the line of one person, if there is one."""
        self._was_known(n, None)

    def _add_keys(self, n: int, keys: Iterable[str]) -> None:
        for key in keys:
            self._keys.append((key, n))
            if word := _word(key):
                self._times[word] += 1

    def flush(self) -> None:
        """Write it."""
        raw = self._raw
        if self._new:
            raw.executemany(_INSERT, self._new)
        if self._keys:
            raw.executemany("INSERT OR IGNORE INTO person_key (key, n) VALUES (?, ?)", self._keys)
        times = [(word, word[::-1], number) for word, number in self._times.items() if number]
        if times:
            raw.executemany(
                "INSERT INTO name_word (word, backwards, times) VALUES (?, ?, ?)"
                " ON CONFLICT (word) DO UPDATE SET times = times + excluded.times",
                times,
            )
        if any(number < 0 for _word, _backwards, number in times):
            raw.executemany(
                "DELETE FROM name_word WHERE word = ? AND times <= 0", [(word,) for word, *_ in times]
            )


def _keys(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(str(row[_KEYS]).split("\n")) if row[_KEYS] else ()


def _word(key: str) -> str:
    return key[len(NAME) :] if key.startswith(NAME) else ""
