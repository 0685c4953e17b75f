"""Values that are made by the ten thousand: as unchangeable as frozen dataclasses to whoever reads or checks the code.

Question: a frozen dataclass of ten fields takes three microseconds to make, of which two go into writing past its own
lock; must 12,000 figures pay that? Choice: the type checker treats these as frozen and refuses every assignment, the
program makes them as plain ones. Cost: nothing stops an assignment in code that is not type-checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def quick_value(cls: type[T]) -> type[T]:
    """Make a class a value: fields, equality, hash; frozen for the type checker."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
