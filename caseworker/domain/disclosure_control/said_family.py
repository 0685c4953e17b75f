"""Words that say how one person is related to another, or whether a child is a boy or a girl.

They name nobody, but with a service and a month they may be enough for a neighbour. The many ("parents told us") are
passed over. Source: rule book 10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONE = (
    r"(?:(?:grand|step|half|foster|god|great)[- ]?)*(?:mother|father|mum|dad|son|daughter|brother|sister|nephew|niece"
    r"|aunt|uncle|cousin|husband|wife|widow|widower|nan|gran|grandson|granddaughter|twin)"
)
_FAMILY = re.compile(
    rf"\b(?:an?|the|his|her|their|whose|one|this|my|our) (?:[\w\-]+ ){{0,2}}?(?:{_ONE}|boy|girl)\b(?!['’]s? team)",
    re.IGNORECASE,
)


def family_in(text: str) -> Iterator[tuple[str, int]]:
    """Give each relation of a single person as said, with its place."""
    for match in _FAMILY.finditer(text):
        yield match[0], match.start()
