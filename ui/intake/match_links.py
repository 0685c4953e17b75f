"""Remembers which person of the possible matches was used, until another name is typed; kept with the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseworker.actions.people_links import Now
from caseworker.domain.people import Match
from caseworker.domain.people_keys import name_words
from ui.widgets.field_block import FieldBlock, Form

PREFIX = "link:"
CALLER = "full_name"
_OLD_LENGTH = 4  # what a draft of an earlier version kept of a person: not yet what was filled in


def name_field(child: int) -> str:
    """Return the field of the name of a child, from 1; of the caller for 0."""
    return f"child{child}_{CALLER}" if child else CALLER


@dataclass(frozen=True, slots=True)
class Used:
    """The person used at a name.

    Attributes:
        name: that was filled in; of_directory: whether the directory has them.
        filled: by field of the form, the value that was filled in and how it then stood there.
    """

    id: str
    name: str
    of_directory: bool
    words: str
    filled: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class MatchLinks:
    """The links of one form, each said under the name it belongs to."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._used: dict[str, Used] = {}

    def use(self, match: Match, filled: Mapping[str, tuple[str, str]]) -> None:
        """The person of a match is the one on the form; `filled` is as of `Used`."""
        if match.directory:
            words = f"From the directory: {match.directory}."
        else:
            words = _known_words(match.cases, match.alerts)
        self._set(name_field(match.child), Used(match.id, match.name, bool(match.directory), words, filled))

    def all(self) -> dict[str, Used]:
        """Everybody used, by the name they were used at."""
        return dict(self._used)

    def renew(self, name: str, now: Now, filled: Mapping[str, tuple[str, str]]) -> list[str]:
        """Say who the person used at a name is by now; returns the alerts and plans that are new."""
        used = self._used[name]
        words = used.words if now.cases is None else _known_words(now.cases, now.alerts)
        is_named = name_words(str(self._form[name].value())) == name_words(now.name)
        self._set(name, Used(used.id, now.name if is_named else used.name, used.of_directory, words, filled))
        return [alert for alert in now.alerts if alert not in used.words]

    def lose(self, name: str, words: str) -> None:
        """The person used at a name is not here any more; `words` say so at the field."""
        self._set(name, None)
        self._form.blocks[name].set_help(words)

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
            f"{PREFIX}{name}": [used.id, used.name, used.of_directory, used.words, dict(used.filled)]
            for name, used in self._used.items()
        }

    def fill(self, doc: Mapping[str, object]) -> None:
        """Take up what a draft kept."""
        for key, kept in doc.items():
            name = key.removeprefix(PREFIX)
            if name == key or name not in self._form.blocks:
                continue
            if isinstance(kept, list) and len(kept) >= _OLD_LENGTH:
                filled = {each: (str(was[0]), str(was[1])) for each, was in dict(*kept[_OLD_LENGTH:]).items()}
                self._set(name, Used(str(kept[0]), str(kept[1]), bool(kept[2]), str(kept[3]), filled))

    def _set(self, name: str, used: Used | None) -> None:
        if used is None:
            self._used.pop(name, None)
        else:
            self._used[name] = used
        block: FieldBlock | None = self._form.blocks.get(name)
        if block is not None:
            block.set_help(used.words if used is not None else "")


def _known_words(cases: int, alerts: tuple[str, ...]) -> str:
    number = f" {cases} cases." if cases > 1 else " 1 case." if cases else ""
    told = f" {'. '.join(alerts)}." if alerts else ""
    return f"Known to us; will be linked.{number}{told}"
