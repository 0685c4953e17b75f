"""What was meant to be replaced before a letter goes: braces, brackets, XXX, TBC, "insert name"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CERTAIN = re.compile(
    r"\{[^{}\n]*\}|[{}]"
    r"|\bX{3,}\b|\bx{3,}\b|\bXX+/XX+(?:/XX+)?|\bDD[/.\-]MM\b[/.\-]?Y*"
    r"|\b(?:TBC|TBA|TBD|TODO|FIXME)\b"
    r"|\b[Ll]orem [Ii]psum\b"
    r"|_{3,}|\.{5,}|…\s?[A-Za-z]+(?: [A-Za-z]+)?\s?…|\?{3,}"
    r"|\[\s*(?:insert|enter|add|delete|name|date|address|ref(?:erence)?|details?|amount|reason|child|tbc|xx+)\b"
    r"(?![^\]\n]*\b(?:removed|redacted|withheld|left out)\b)[^\]\n]*\]"
    r"|<\s*(?:insert|enter|name|date|address|ref(?:erence)?|child|xx+)\b[^>\n]*>"
    r"|\(\s*(?:insert|delete as|name here|date here)\b[^)\n]*\)"
    r"|\b(?:insert|enter|type) (?:(?:the|a|your|full|child'?s|their) )*(?:name|date|address|reference"
    r"|details|text|amount)(?: of [a-z]+)? here\b"
    r"|\bdelete as (?:appropriate|applicable)\b"
    r"|\[\s*\]|\[(?:…|\.\.\.)\]",
    re.IGNORECASE,
)
_CASED = re.compile(r"tbc|tba|tbd|todo|fixme|xxx+", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]\n]{1,80}\]")
_SAID = frozenset({"[sic]"})


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place left open; `certain`: nobody writes this on purpose."""

    said: str
    certain: bool


def placeholders_in(text: str) -> tuple[Placeholder, ...]:
    """Return what looks left open in a text, each once, in order.

    Square brackets with other words in them may be meant so ("[name removed]"), and are not certain.
    """
    found: dict[str, Placeholder] = {}
    for match in _CERTAIN.finditer(text):
        said = match[0].strip()
        if _CASED.fullmatch(said) and said not in (said.upper(), said.lower()):
            continue
        if said.islower() and said in ("tbc", "tba", "tbd", "todo", "fixme") and said != "tbc":
            continue
        found.setdefault(said, Placeholder(said, certain=True))
    for match in _BRACKETS.finditer(text):
        said = match[0]
        if said.casefold() not in _SAID and said not in found:
            found[said] = Placeholder(said, certain=False)
    return tuple(found.values())
