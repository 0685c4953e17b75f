"""Giving a list a new order without losing the place: what stays selected stays selected, wherever it goes.

Qt keeps the current row and the selection through removals, moves and insertions, but not through a reset.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex

_MOST_STEPS = (
    200  # single runs of rows; with more than that one reset is quicker and nobody could follow anyway
)


class NumberedModel(Protocol):
    """A table model whose rows are case numbers."""

    numbers: array[int]


def take_order(model: QAbstractTableModel, held: NumberedModel, wanted: array[int]) -> None:
    """Make `held.numbers` (of `model`, which is the same object) equal to `wanted`, telling the views each step."""
    if held.numbers == wanted:
        return
    if _only_grows(held.numbers, wanted):
        _insert(model, held, len(held.numbers), wanted[len(held.numbers) :])
        return
    before, after = set(held.numbers), set(wanted)
    gone, new = _runs(held.numbers, before - after), _runs(wanted, after - before)
    if len(gone) + len(new) > _MOST_STEPS:
        model.beginResetModel()
        held.numbers = wanted
        model.endResetModel()
        return
    for first, last in reversed(gone):
        model.beginRemoveRows(QModelIndex(), first, last)
        del held.numbers[first : last + 1]
        model.endRemoveRows()
    _permute(model, held, array("q", [n for n in wanted if n in before]))
    for first, last in new:
        _insert(model, held, first, wanted[first : last + 1])


def _only_grows(now: array[int], wanted: array[int]) -> bool:
    return len(wanted) > len(now) and wanted[: len(now)] == now


def _insert(model: QAbstractTableModel, held: NumberedModel, at: int, numbers: array[int]) -> None:
    model.beginInsertRows(QModelIndex(), at, at + len(numbers) - 1)
    held.numbers[at:at] = numbers
    model.endInsertRows()


def _permute(model: QAbstractTableModel, held: NumberedModel, wanted: array[int]) -> None:
    if held.numbers == wanted:
        return
    model.layoutAboutToBeChanged.emit()
    place = {number: row for row, number in enumerate(wanted)}
    kept = model.persistentIndexList()
    moved = [model.index(place[held.numbers[index.row()]], index.column()) for index in kept]
    held.numbers = wanted
    model.changePersistentIndexList(kept, moved)
    model.layoutChanged.emit()


def _runs(numbers: array[int], chosen: Collection[int]) -> list[tuple[int, int]]:
    """First and last place of each unbroken run of chosen numbers."""
    runs: list[tuple[int, int]] = []
    if not chosen:
        return runs
    for row, number in enumerate(numbers):
        if number in chosen:
            if runs and runs[-1][1] == row - 1:
                runs[-1] = (runs[-1][0], row)
            else:
                runs.append((row, row))
    return runs
