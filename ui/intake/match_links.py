"""Remembers which person of the possible matches was used, until another name is typed; kept with the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseworker.domain.people import Match
from caseworker.domain.people_keys import name_words
from ui.widgets.field_block import FieldBlock, Form

PREFIX = "link:"
CALLER = "full_name"


def name_field(child: int) -> str:
    """Return the field of the name of a child, from 1; of the caller for 0."""
    return f"child{child}_{CALLER}" if child else CALLER


@dataclass(frozen=True, slots=True)
class Used:
    """The person used at a name: who, the name that was filled in, and whether the directory has them."""

    id: str
    name: str
    of_directory: bool
    words: str


class MatchLinks:
    """The links of one form, each said under the name it belongs to."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._used: dict[str, Used] = {}

    def use(self, match: Match) -> None:
        """The person of a match is the one on the form."""
        if match.directory:
            words = f"From the directory: {match.directory}."
        else:
            cases = f" {match.cases} cases." if match.cases > 1 else " 1 case." if match.cases else ""
            words = f"Known to us; will be linked.{cases}"
            if match.alerts:
                words += " " + ". ".join(match.alerts) + "."
        self._set(name_field(match.child), Used(match.id, match.name, bool(match.directory), words))

    def check(self, name: str) -> None:
        """Another name is another person: the link goes."""
        used = self._used.get(name)
        if used is not None and set(name_words(str(self._form[name].value()))) != set(name_words(used.name)):
            self._set(name, None)

    def person_of(self, name: str) -> str:
        """The person used at a name; "" for nobody."""
        used = self._used.get(name)
        return used.id if used is not None and not used.of_directory else ""

    def representative(self) -> str:
        """The entry of the directory used for the caller; "" for none."""
        used = self._used.get(CALLER)
        return used.id if used is not None and used.of_directory else ""

    def doc(self) -> dict[str, object]:
        """What a draft keeps."""
        return {
            f"{PREFIX}{name}": [used.id, used.name, used.of_directory, used.words]
            for name, used in self._used.items()
        }

    def fill(self, doc: Mapping[str, object]) -> None:
        """Take up what a draft kept."""
        for key, kept in doc.items():
            name = key.removeprefix(PREFIX)
            if name == key or name not in self._form.blocks:
                continue
            if isinstance(kept, list) and len(kept) == 4:
                self._set(name, Used(str(kept[0]), str(kept[1]), bool(kept[2]), str(kept[3])))

    def _set(self, name: str, used: Used | None) -> None:
        if used is None:
            self._used.pop(name, None)
        else:
            self._used[name] = used
        block: FieldBlock | None = self._form.blocks.get(name)
        if block is not None:
            block.set_help(used.words if used is not None else "")
