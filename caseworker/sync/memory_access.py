"""Who may see which case, as a hub can tell it: from access facts alone, without reading a body.

Question: what if two people changed the owner of a restricted case apart? Choice: a person is let in only if every
value in force lets them in; the hub never shows more than any of its readers meant. Cost: until somebody who sees all
has settled it, both may be shut out; their changes wait as held. Source: offline rules E3, C1; decision 8.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from caseworker.sync.facts import HOLD
from caseworker.sync.port import Access, AccessFact


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a login.

    Attributes:
        ids: the person and those they stand in for; sees_all: restricted cases too; is_active: may call at all.
        is_manager: what they erase is erased; of others it waits for a decision.
    """

    login: str
    person_id: str = ""
    ids: tuple[str, ...] = ()
    sees_all: bool = False
    is_active: bool = True
    is_manager: bool = False

    @property
    def people(self) -> frozenset[str]:
        """Whose cases they may see."""
        return frozenset((self.person_id, *self.ids)) - {""}


@dataclass(slots=True)
class _Case:
    """What is known of one case: by field, the value each changeset gave it; and what was replaced."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    replaced: dict[str, frozenset[str]] = field(default_factory=dict)
    was_restricted: bool = False

    def add(self, changeset_id: str, fact: AccessFact) -> None:
        value = json.loads(fact.value)
        self.values[fact.field] = {**self.values.get(fact.field, {}), changeset_id: value}
        parents = frozenset(fact.parents) - {changeset_id}
        self.replaced[fact.field] = self.replaced.get(fact.field, frozenset()) | parents
        self.was_restricted = self.was_restricted or (fact.field == "restricted" and bool(value))

    def in_force(self, name: str) -> list[Any]:
        """Return the values that no other change replaces."""
        replaced = self.replaced.get(name, frozenset())
        return [value for made_by, value in self.values.get(name, {}).items() if made_by not in replaced]

    def lets_in(self, user: User) -> bool:
        if user.sees_all or not any(self.in_force("restricted")):
            return True
        owners, readers = self.in_force("owner_id"), self.in_force("readers")
        return _in_all(({owner} for owner in owners), user) or _in_all(
            (set(some or ()) for some in readers), user
        )

    def copied(self) -> _Case:
        again = copy(self)
        again.values, again.replaced = dict(self.values), dict(self.replaced)
        return again


def _in_all(groups: Iterable[set[str]], user: User) -> bool:
    """Whether each group has one of the user's people in it; there must be one group at least."""
    found = [bool(group & user.people) for group in groups]
    return bool(found) and all(found)


@dataclass(slots=True)
class AccessBook:
    """What every access fact says, in whatever order it came.

    Attributes:
        version: rises whenever what somebody may see may have changed.
    """

    cases: dict[str, _Case] = field(default_factory=dict)
    version: int = 0

    def add(self, changeset_id: str, facts: Iterable[AccessFact]) -> None:
        """Take the facts of an accepted changeset."""
        for fact in facts:
            case = self.cases.setdefault(fact.scope_id, _Case())
            case.add(changeset_id, fact)
            self.version += case.was_restricted

    def begin_again(self, told: Iterable[tuple[str, str, Iterable[AccessFact]]]) -> None:
        """Forget everything, and take again what was told of each changeset: id, scope and facts."""
        version = self.version
        self.cases.clear()
        for changeset_id, scope_id, facts in told:
            self.add(changeset_id, (fact for fact in facts if fact.scope_id == scope_id))
        self.version = max(self.version, version) + 1

    def may_see(self, user: User, scope_id: str) -> bool:
        """Return whether a case may be shown; what nobody restricted may be."""
        case = self.cases.get(scope_id)
        return case is None or not case.was_restricted or case.lets_in(user)

    def is_on_hold(self, scope_id: str) -> bool:
        """Whether a case is under a legal hold: of values that did not know of each other the protective one (C1)."""
        case = self.cases.get(scope_id)
        return case is not None and any(case.in_force(HOLD))

    def access(self, user: User) -> Access:
        """Return what is hidden from a user, and what is shown that is or was restricted."""
        once = dict.fromkeys(self._restricted_once())
        hidden = frozenset(scope for scope in once if not self.may_see(user, scope))
        return Access(self.version, hidden, frozenset(once) - hidden)

    def _restricted_once(self) -> Iterator[str]:
        return (scope for scope, case in self.cases.items() if case.was_restricted)

    def copied(self) -> AccessBook:
        """Return a copy for a snapshot."""
        return AccessBook({scope: case.copied() for scope, case in self.cases.items()}, self.version)
