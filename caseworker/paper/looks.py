"""How large and how wide a letter is set in each of its looks.

Large print follows the clear print advice of sight-loss charities: nothing on the page below the named size but the
running head and foot, no italics, and the contact lines at the end, where they have room, not small beside the logo.
Easy read: 14 point, lines of about fifty letters, wide spaces.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from caseworker.domain.letters import Look

MARGIN = 20 * mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measures of a look, in points.

    Attributes:
        body, leading, after: size of running text, from line to line, and below a paragraph.
        subject, heading, subheading: sizes of headings, the letter's own line first.
        table: size in tables. small: of the running head and foot. label: beside the address.
        right: margin at the right of the text. has_italics: whether italics are printed so, else bold.
        is_large: whether the contact lines come at the end of the letter.
    """

    body: float = 11
    leading: float = 15.5
    after: float = 7
    subject: float = 13
    heading: float = 12
    subheading: float = 11
    table: float = 10
    small: float = 8.5
    label: float = 8.5
    value: float = 10.5
    right: float = MARGIN
    has_italics: bool = True
    is_large: bool = False

    @property
    def address_sizes(self) -> tuple[float, ...]:
        """Sizes of the address, the wanted one first; what the window cannot hold is set smaller."""
        larger = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
        return (*(size for size in larger if size <= self.body), 11.0, 10.5, 10.0, 9.5, 9.0)


SHEETS = {
    Look.STANDARD: Sheet(),
    Look.LARGE_16: Sheet(
        16, 22.5, 11, 20, 18, 16.5, 16, 13, 13, 16, has_italics=False, is_large=True
    ),
    Look.LARGE_18: Sheet(
        18, 25.5, 12, 22.5, 20.5, 18.5, 18, 14, 14, 18, has_italics=False, is_large=True
    ),
    Look.EASY_READ: Sheet(
        14, 23, 14, 21, 18, 15.5, 14, 11, 11, 14, right=50 * mm, has_italics=False, is_large=True
    ),
}  # fmt: skip
