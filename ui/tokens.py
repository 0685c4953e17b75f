"""The colours and spaces of the window. Source: interface brief, section 9 (V1, V2, V4).

`line`, `hover`, `pressed` and `button` are our own additions: quiet surfaces on which nothing but shape depends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24, SPACE_32 = 4, 8, 12, 16, 24, 32

TEXT_SIZES = (100, 125, 150, 175, 200)
THEMES = ("system", "light", "dark", "cream")

# px at 100 %: size and line height of each kind of text (V3).
TYPE_SCALE = {
    "caption": (12, 16),
    "body": (14, 20),
    "reading": (16, 24),
    "section": (20, 28),
    "page": (28, 36),
}


@dataclass(frozen=True, slots=True)
class TagColours:
    """Text on ground of one kind of tag; the 1 px border has the text's colour."""

    text: str
    ground: str


_LIGHT_TAGS = {
    "overdue": TagColours("#7A0019", "#FBE4E6"),
    "due_today": TagColours("#6B2E00", "#FFE8D1"),
    "due_soon": TagColours("#594300", "#FFF4CC"),
    "on_time": TagColours("#0F4C2A", "#DDF2E3"),
    "paused": TagColours("#3D2A6B", "#ECE6F6"),
    "closed": TagColours("#383F43", "#EEEFEF"),
    "draft": TagColours("#0F3B66", "#E1EDF8"),
    "updated": TagColours("#0F3B66", "#E1EDF8"),
    "restricted": TagColours("#FFFFFF", "#4A1D6B"),
    "safety": TagColours("#FFFFFF", "#8A0F1E"),
}

_DARK_TAGS = {
    "overdue": TagColours("#FFC9CF", "#5A0A16"),
    "due_today": TagColours("#FFD9B0", "#522500"),
    "due_soon": TagColours("#FFE9A3", "#463600"),
    "on_time": TagColours("#B8EBC8", "#0B3A20"),
    "paused": TagColours("#DCCFF5", "#33225C"),
    "closed": TagColours("#D5DADD", "#30363A"),
    "draft": TagColours("#BFDDF8", "#0E3558"),
    "updated": TagColours("#BFDDF8", "#0E3558"),
    "restricted": TagColours("#FFFFFF", "#4A1D6B"),
    "safety": TagColours("#FFFFFF", "#8A0F1E"),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Colours are "#RRGGBB"."""

    name: str
    window: str
    base: str
    alternate: str
    text: str
    muted: str
    link: str
    border: str
    selection: str
    error: str
    focus: str
    focus_inner: str
    line: str
    hover: str
    pressed: str
    button: str
    tags: dict[str, TagColours] = field(default_factory=dict)
    selection_text: str = "#FFFFFF"
    primary: str = "#12436D"
    danger: str = "#AA1E14"
    on_primary: str = "#FFFFFF"
    primary_hover: str = "#0C3356"
    danger_hover: str = "#8A150D"
    high_contrast: bool = False


LIGHT = Tokens(
    name="light",
    window="#F7F7F5",
    base="#FFFFFF",
    alternate="#F2F5F8",
    text="#1A1A1A",
    muted="#505A5F",
    link="#1A5FA0",
    border="#737B80",
    selection="#12436D",
    error="#AA1E14",
    focus="#0B0C0C",
    focus_inner="#FFFFFF",
    line="#DDDFDE",
    hover="#EBEEF1",
    pressed="#DDE3E8",
    button="#FFFFFF",
    tags=_LIGHT_TAGS,
)
DARK = Tokens(
    name="dark",
    window="#1B1F23",
    base="#121518",
    alternate="#1E2429",
    text="#F2F2F2",
    muted="#B4BCC2",
    link="#8EC1F0",
    border="#808A92",
    selection="#3B74AB",
    error="#FF9C93",
    focus="#FFDD00",
    focus_inner="#000000",
    line="#363D43",
    hover="#2A3137",
    pressed="#343C43",
    button="#23292E",
    tags=_DARK_TAGS,
    primary_hover="#1B5487",
)
CREAM = Tokens(
    name="cream",
    window="#FBF6E8",
    base="#FFFDF5",
    alternate="#F8F1DC",
    text="#1A1A1A",
    muted="#505046",
    link="#1A5FA0",
    border="#737366",
    selection="#12436D",
    error="#AA1E14",
    focus="#0B0C0C",
    focus_inner="#FFFFFF",
    line="#E6DEC6",
    hover="#F3EBD3",
    pressed="#EADFC0",
    button="#FFFDF5",
    tags=_LIGHT_TAGS,
)

BY_NAME = {tokens.name: tokens for tokens in (LIGHT, DARK, CREAM)}

# Charts: at most four series in this order, then two spare (V2, S14).
CHART_COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
